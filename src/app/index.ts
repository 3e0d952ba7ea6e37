/**
 * The use-cases: what the pane, the ribbon and the command line can ask for. Each reads as a paragraph.
 *
 * Every one of them rejects with a `PlanProblem` and nothing else.
 */
import type { Decision, HighlightDone, IsoDate, Job, MeetingDetails, Place, PlanSettings, PutBackPlan, Review, UpdateDone, UpdateRequest } from "./types";

export * from "./types";

/** Today by this device's clock. */
export declare function today(): IsoDate;
/** The as-at date chosen on this device today; today where none was chosen, or it was chosen on another day. */
export declare function rememberedAsAt(): IsoDate;
export declare function rememberAsAt(asAt: IsoDate): void;
/** Reads the plan and works out how everything stands. Rejects with "no-plan" where there is none. */
export declare function reviewPlan(asAt: IsoDate, job?: Job): Promise<Review>;
/** Puts our highlights on the plan, replacing ours only. */
export declare function highlightPlan(asAt: IsoDate, job?: Job): Promise<HighlightDone>;
/** The update asked for by default: everything filled in from the date and what the workbook remembers. */
export declare function proposeUpdate(review: Review): UpdateRequest;
/** The name the update sheet of that date's quarter has: "Update Q1 2019-20". */
export declare function updateSheetName(review: Pick<Review, "asAt" | "plan">): string;
export declare function generateUpdate(request: UpdateRequest, job?: Job): Promise<UpdateDone>;
/** What Put everything back would remove, to be shown before it is done. */
export declare function planPutBack(): Promise<PutBackPlan>;
/** Removes our highlights, or all we added; the history only when asked. */
export declare function putEverythingBack(what: { all: boolean; history: boolean }, job?: Job): Promise<{ sentence: string }>;
/** Shows a place in the workbook and selects it. */
export declare function goTo(place: Place): Promise<void>;
/** Keeps a decision in the Plan readings sheet. */
export declare function decide(decision: Decision): Promise<void>;
/** Keeps corrections of the reading in the Plan readings sheet. */
export declare function saveSettings(change: Partial<PlanSettings>, by: string): Promise<void>;
export declare function saveMeeting(details: MeetingDetails): Promise<void>;
/** Appends how the plan stands to the Plan history sheet, between updates. */
export declare function saveSnapshot(asAt: IsoDate, job?: Job): Promise<{ sentence: string }>;
/** Takes an earlier version of the workbook (.xlsx) in as a snapshot of that date. */
export declare function takeInEarlierVersion(file: ArrayBuffer, fileName: string, taken: IsoDate, job?: Job): Promise<{ sentence: string }>;
/** Changes one plan cell, as asked for and shown beforehand; refuses when the cell no longer says `from`. */
export declare function changeCell(place: Place, from: string, to: string): Promise<void>;
/** Calls back when the plan may have changed. Our own writes are not reported. Returns how to stop. */
export declare function watchPlan(changed: (by: "me" | "someone else") => void): Promise<() => Promise<void>>;
/** Whether this Excel can run the add-in. */
export declare function checkExcel(): { ready: true } | { ready: false; sentence: string };
