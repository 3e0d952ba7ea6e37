/**
 * What went wrong, in words for a person: the only place where Excel's named errors get their sentences, and where it is
 * said what was written and what was not.
 *
 * Asserts no outcome that was not seen: what is not known is said to be not known.
 */
import type { Written } from "../excel/batch";
import { sheetNames } from "../excel/ours";
import { ExcelProblem } from "../excel/problem";
import type { ExcelReason } from "../excel/problem";
import { count, quotedNames } from "../plan/words";
import { theSheet } from "./names";
import { PlanProblem } from "./types";
import type { Job, Plan, RecordNames } from "./types";

type Words = [name: PlanProblem["name"], happened: string, because: string, next: string];

const words: Record<ExcelReason, Words> = {
  editing: [
    "editing",
    "Someone is typing in a cell.",
    "Excel takes no other work until the cell is finished.",
    "Press Enter or Esc in the cell, then try again.",
  ],
  protected: [
    "protected",
    "Excel refused to write: a sheet is protected.",
    "",
    "Unprotect it under Review, or ask whoever protected it, then try again.",
  ],
  "structure-protected": [
    "protected",
    "The structure of this workbook is protected, so no sheet can be added, shown or removed.",
    "",
    "Take the protection off under Review, Protect Workbook, or ask whoever put it on, then try again.",
  ],
  "read-only": [
    "read-only",
    "This workbook is open for reading only.",
    "Nothing can be written to it.",
    "Open it for editing, then try again.",
  ],
  "too-large": [
    "too-large",
    "Excel did not take this in one go: it was more than it hands over at once.",
    "",
    "Save the workbook, close the pane, open it again and try once more.",
  ],
  gone: [
    "gone",
    "Something the add-in was about to use is no longer there.",
    "A colleague may have renamed, moved or deleted it.",
    "Try again: the plan is read anew.",
  ],
  changed: [
    "gone",
    "The words changed while you were looking at them; please look again.",
    "A colleague may have edited, moved or deleted the row.",
    "Read the plan again and decide anew.",
  ],
  "name-taken": [
    "gone",
    "A sheet or table of that name came into the workbook meanwhile.",
    "A colleague may be generating the update too.",
    "Try again: the workbook is read anew.",
  ],
  "other-workbook": [
    "busy",
    "Another workbook is in front.",
    "Excel works only in the one you last clicked into.",
    "Click into this workbook, then try again.",
  ],
  busy: ["busy", "Excel is busy.", "It did not take the request.", "Wait a moment, then try again."],
  "no-answer": [
    "busy",
    "Excel has not answered for a minute.",
    "It may be working on something long, waiting for a cell or a window to be finished, or offline.",
    "Finish the cell or close the window if there is one, then try again.",
  ],
  cancelled: ["cancelled", "Stopped, as you asked.", "", ""],
  "older-excel": [
    "older-excel",
    "This version of Excel cannot do this.",
    "The add-in needs Excel 2021, Microsoft 365 or Excel on the web.",
    "Open the workbook there.",
  ],
  filtered: [
    "busy",
    "A filter on one of our sheets is in the way.",
    "Excel does not change rows that are filtered out.",
    "Clear the filter on that sheet, then try again.",
  ],
  "not-kept": [
    "unexpected",
    "What was written does not stand on the sheet as it should.",
    "A colleague may have changed the sheet at the same moment.",
    "Look at the sheet, then try again.",
  ],
  unexpected: [
    "unexpected",
    "Excel could not do this.",
    "It gave no reason that can be put into words.",
    "Try again; if it happens again, save the workbook, close this pane and open it again.",
  ],
};

/** Why there was no answer where somebody who was typing was waited for: then that is the likeliest of the reasons. */
const waitedForCell =
  "Somebody may have been typing in a cell all that time, which was waited for; or Excel was working on something long, waiting for a window to be closed, or offline.";

/**
 * What a person can ask for that may write, with what is true of the workbook when it did not come to its end. {readings} and
 * {history} stand for the record sheets, whatever they are called there.
 */
const leftBehind = {
  review: { nothing: "", some: "", unknown: "" },
  answer: {
    nothing: "Nothing was kept of your answer.",
    some: "Whether your answer was kept is not certain: look at the last line of {readings} before you answer again.",
    unknown: "Whether your answer was kept is not known: look at the last line of {readings} before you answer again.",
  },
  snapshot: {
    nothing: "Nothing was added.",
    some: "Part of it may stand in {history}; saving it again makes it whole.",
    unknown: "Whether it stands in {history} is not known; saving it again does no harm.",
  },
  removal: {
    nothing: "Nothing was removed.",
    some: "Part of it may be gone from {history}: look there, then remove it again to take away the rest.",
    unknown: "How much of it is gone from {history} is not known: look there before you go on.",
  },
  cell: {
    nothing: "The cell was not changed.",
    some: "Look at the cell before you try again.",
    unknown: "Whether the cell was changed is not known: look at it before you try again.",
  },
  highlight: {
    nothing: "No highlight was changed.",
    some: "Some highlights are drawn and others not yet: highlight again to put that right. No cell’s words or own format were touched.",
    unknown:
      "Which highlights stand is not known: highlight again to put that right. No cell’s words or own format were touched.",
  },
  update: {
    nothing: "Nothing was written.",
    some: "The update was not written to its end; an unfinished page says so in its first row. Generate it again to put that right. Your plan’s own rows were not written to.",
    unknown:
      "Whether the update was written is not known; an unfinished page says so in its first row. Generate it again to put that right. Your plan’s own rows were not written to.",
  },
  putBack: {
    nothing: "Nothing was removed.",
    some: "Part of it was removed: put everything back again to remove the rest. No cell of your plan was touched.",
    unknown:
      "How much was removed is not known: put everything back again to remove the rest. No cell of your plan was touched.",
  },
  place: { nothing: "", some: "", unknown: "" },
} as const satisfies Record<string, Record<Written, string>>;

export type UseCase = keyof typeof leftBehind;

/** What is true of the workbook, with the record sheets called as they were when they were last read. */
function sayLeft(useCase: UseCase, written: Written, names: RecordNames = sheetNames): string {
  return leftBehind[useCase][written]
    .replace("{readings}", () => theSheet(names.readings))
    .replace("{history}", () => theSheet(names.history));
}

/** The problem behind any error, in words; `job` says what is known of the work that failed. */
export function asPlanProblem(error: unknown, useCase: UseCase = "review", job: Job = {}): PlanProblem {
  if (error instanceof PlanProblem) return error;
  const { written = "nothing", names, waitForCell } = job;
  const known = error instanceof ExcelProblem ? error : null;
  const reason = known?.reason ?? "unexpected";
  const [name, happened, because, next] = words[reason];
  const said = known?.sheet ? happened.replace("a sheet is", `“${known.sheet}” is`) : happened;
  const why = reason === "no-answer" && waitForCell ? waitedForCell : because;
  const problem = new PlanProblem(name, said, [why, sayLeft(useCase, written, names)].filter(Boolean).join(" "), next);
  problem.cause = error;
  problem.written = written;
  return problem;
}

/**
 * Runs a use-case so that it rejects with a PlanProblem and nothing else. The job it hands on remembers what has been
 * written, so that the sentence is true wherever it stopped.
 */
export async function inWords<T>(useCase: UseCase, work: (job: Job) => Promise<T>, job: Job = {}): Promise<T> {
  const own: Job = { ...job, written: "nothing" };
  try {
    return await work(own);
  } catch (error) {
    throw asPlanProblem(error, useCase, own);
  }
}

/** Rejects where a chosen sheet of the plan is not there: were anything written, its actions would be told as gone. */
export function checkWhole({ lapsed: { sheets } }: Pick<Plan, "lapsed">, useCase: UseCase): void {
  if (sheets.length === 0) return;
  throw new PlanProblem(
    "gone",
    `${quotedNames(sheets)} ${sheets.length === 1 ? "was" : "were"} chosen as part of the plan and ${sheets.length === 1 ? "is" : "are"} not in this workbook any more.`,
    `Somebody may have renamed or deleted ${sheets.length === 1 ? "it" : "them"}, and the actions there would be told as gone. ${sayLeft(useCase, "nothing")}`,
    "Open the pane and answer which sheets are the plan, then try again.",
  );
}

/** What was looked at where no plan was seen, a few sheets with why not. */
export function sayLookedAt(leftOut: readonly { sheet: string; why: string }[]): string {
  if (leftOut.length === 0) return "There is no sheet here but those this add-in made.";
  const named = leftOut.slice(0, 4).map(({ sheet, why }) => `“${sheet}”: ${why}`);
  const more = leftOut.length - named.length;
  return ["I looked at every sheet.", ...named, ...(more > 0 ? [`And ${count(more, "sheet")} more.`] : [])].join(" ");
}

/** No plan: says what was looked at; `choice` is for whoever lets a person choose a sheet. */
export function noPlan(
  leftOut: readonly { sheet: string; why: string }[],
  choice: Pick<PlanProblem["looked"], "chosen" | "keptIn">,
): PlanProblem {
  const problem = new PlanProblem(
    "no-plan",
    "I cannot see an action plan in this workbook.",
    sayLookedAt(leftOut),
    "A plan is a table with a column of actions and a column saying when or who. Open the workbook that holds it, or choose its sheet.",
  );
  problem.looked = { sheets: [...leftOut], ...choice };
  return problem;
}

/** The workbook cannot be written to at all. */
export function readOnlyProblem(): PlanProblem {
  return asPlanProblem(new ExcelProblem("read-only"));
}

/** Sheets that have to be written to and are protected, named. */
export function shutProblem(names: readonly string[], useCase: UseCase): PlanProblem {
  const named = names.map((name) => `“${name}”`).join(names.length === 2 ? " and " : ", ");
  return new PlanProblem(
    "protected",
    `${named} ${names.length === 1 ? "is" : "are"} protected, so nothing can be written there.`,
    sayLeft(useCase, "nothing"),
    "Unprotect under Review, or ask whoever protected it, then try again.",
  );
}
