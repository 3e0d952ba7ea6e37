/**
 * What the use-cases give to the pane, the ribbon and the command line: plain data, ready to show.
 *
 * Holds no logic. The pane needs nothing from below this layer but these shapes and the words in `plan/words.ts`.
 */
import type { Period } from "../plan/calendar";
import type { DecidedLine } from "../plan/decisions";
import type { MeetingDetails } from "../plan/readings";
import type { ReviewItem as StandingItem } from "../plan/review";
import type {
  Finding,
  Action,
  CalendarKind,
  Decision,
  IsoDate,
  Meaning,
  Plan,
  PlanSettings,
  TimescaleAlternative,
} from "../plan/model";
import type { Job as ExcelJob, Written } from "../excel/batch";
import type { RecordName } from "../plan/records";
import type { Register } from "../plan/register";
import type { Group } from "../plan/words";

/** What each record sheet is called in a workbook, or will be called when it is made. */
export type RecordNames = Record<RecordName, string>;

/** How a use-case tells what it is doing and how it is stopped, and what it knows when it fails. */
export interface Job extends ExcelJob {
  /** The record sheets as they were called when they were last read; absent until then. */
  names?: RecordNames;
}

/** What came of keeping something. */
export interface Kept {
  /** Whether it was so before: then nothing was added. */
  already: boolean;
  /** The record sheet it stands in, as that is called. */
  sheet: string;
}

/** An action with how it stands and what became of its date: one line of every list. */
export interface ReviewItem extends StandingItem {
  /** What has become of its date over time; null until there is a snapshot to compare with. */
  promise: PromiseHistory | null;
}

/** What was promised for one action over the snapshots, oldest first; the last is the plan now. */
export interface PromiseHistory {
  promises: { taken: IsoDate; due: IsoDate | null; timescale: string }[];
  firstPromised: IsoDate | null;
  timesMoved: number;
  /** "moved twice, first promised …"; null when it has not moved. */
  moved: string | null;
  /** The whole history in words: the text equivalent of the chart. */
  words: string;
  /** The move that led to the date there is now, where nobody has said the group agreed it. */
  notAgreed: { from: IsoDate; to: IsoDate } | null;
}

/** One thing the officer can settle now. */
export interface ToSortOut {
  id: string;
  item: ReviewItem | null;
  severity: Finding["severity"];
  /** "Row 41 has an owner and a date but no action" */
  title: string;
  /** The words of the plan it is about. */
  words: string;
  /** What was assumed meanwhile. */
  assumed: string;
  choices: SortOutChoice[];
  place: Place;
}

export interface SortOutChoice {
  label: string;
  does:
    | { kind: "decide"; decision: Decision }
    | { kind: "settings"; settings: Partial<PlanSettings> }
    | { kind: "go"; place: Place };
  /** Where the answer is kept, in one sentence. */
  kept: string;
}

/** A place in the workbook. */
export interface Place {
  sheet: string;
  /** "A12:E13" */
  address: string;
}

/** Everything the pane shows about the plan as at one date. */
export interface Review {
  asAt: IsoDate;
  /** The quarter the as-at date falls in, and the one after it. */
  quarter: Period;
  next: Period;
  plan: Plan;
  items: ReviewItem[];
  /** Adds up to the number of actions. */
  counts: Record<Group, number>;
  findings: Finding[];
  toSortOut: ToSortOut[];
  settings: PlanSettings;
  /** Who leads what, and which names are one party, with the reasons. */
  register: Register;
  /** What people said of names and of rows in the history, that nobody has taken back. */
  answers: DecidedLine[];
  meeting: MeetingDetails;
  recordNames: RecordNames;
  /** What will turn overdue before the next meeting: "By 17 July one more will be overdue: 2.2"; null without a meeting. */
  byMeeting: string | null;
  /** What moved since the last snapshot, in sentences; null when there is no snapshot yet. */
  changes: ChangeList | null;
  history: { snapshots: IsoDate[]; skipped: string[] };
  /** Update sheets there are, newest first, with the quarter each is of; one that is not whole was never written to its end. */
  updates: { sheet: string; quarter: string | null; whole: boolean }[];
  /** How many rules of ours stand on the plan, as far as is known since the pane opened; see `lookForHighlights`. */
  highlighted: number;
  /** Set when the newest date of the plan is long past: "The latest date in this plan is 31 December 2019 …". */
  stale: { sentence: string; suggestedAsAt: IsoDate } | null;
  /** Sheets of the plan that are protected: highlighting is refused there. */
  protectedSheets: string[];
}

export interface ChangeList {
  since: IsoDate;
  groups: { heading: string; changes: { key: string | null; ref: string | null; says: string }[] }[];
  /** Rows nobody could match for certain, asked once. */
  questions: { question: string; choices: { label: string; decision: Decision }[] }[];
}

/** What is asked of an update. Of what stands at its head, what is not named is as the workbook remembers it by then. */
export interface UpdateRequest extends Partial<MeetingDetails> {
  asAt: IsoDate;
  /** What to do when this quarter's update exists. */
  ifThere: "replace" | "keep both";
  /** What the person saw of all that when they asked: where the workbook has something else by then, it is said. */
  shown?: MeetingDetails;
}

export interface UpdateDone {
  sheet: string;
  /** True when an earlier version of the sheet was rewritten. */
  replaced: boolean;
  /** "Update Q1 2019-20 is ready: 30 actions, 7 overdue.", what else was written, what was left as it is, and why. */
  sentence: string;
  /** For the minutes. */
  words: string;
  /** For Word or Outlook. */
  html: string;
}

/** What a picked file holds, before it is taken in. */
export interface EarlierVersion {
  /** What the plan in it is called; null where it does not say. */
  title: string | null;
  /** The sheets its plan stands on. */
  sheets: string[];
  /** How many actions it holds. */
  actions: number;
  /** How many of them are actions of the plan that is open. */
  matching: number;
  /** How many actions the plan that is open holds. */
  of: number;
  /** The day it seems to have stood like that, and what says so. */
  suggested: { date: IsoDate; because: string } | null;
  /** Why it cannot be taken in, in a sentence; null where it can. */
  refused: string | null;
  /** What of the file was not read, in sentences. */
  leftOut: string[];
}

/** A snapshot the history holds. */
export interface SnapshotKept {
  taken: IsoDate;
  lines: number;
}

/** What Put everything back would take away. */
export interface PutBackPlan {
  /** Our sheets but for the history. */
  sheets: string[];
  /** The history, and copies somebody made of it. */
  history: string[];
  /** Those of the sheets on which people have written something of their own: comments, notes, changes. */
  writtenOn: string[];
  /** What stays that is or may be ours, and why, in sentences: sheets no longer as we write them, rules nobody can read. */
  stays: string[];
  highlights: number;
  /** Formulas of the partnership's that look at our sheets ("“Dashboard” B4"), and which of them each looks at. */
  lookedAt: { where: string; sheets: string[] }[];
  /** Why sheets, or highlights, cannot be removed: "The structure of this workbook is protected …"; null where they can. */
  stops: { sheets: string | null; highlights: string | null };
}

export interface HighlightDone {
  /** Rows that show a highlight now. */
  highlighted: number;
  /** Sheets that could not be highlighted, with the reason in a sentence. */
  refused: { sheet: string; why: string }[];
  sentence: string;
}

/** Something that stopped a use-case, in words for a person. */
export class PlanProblem extends Error {
  /**
   * For "no-plan": the sheets looked at with what each lacks, whether somebody had chosen among them, and the record sheet in
   * which a choice is kept.
   */
  looked: { sheets: { sheet: string; why: string }[]; chosen: boolean; keptIn: string } = {
    sheets: [],
    chosen: false,
    keptIn: "",
  };
  /** What is known of the writing that had begun when it stopped. */
  written: Written = "nothing";

  constructor(
    override readonly name:
      | "no-plan"
      | "protected"
      | "read-only"
      | "editing"
      | "too-large"
      | "older-excel"
      | "cancelled"
      | "update-exists"
      | "another-plan"
      | "another-date"
      | "unreadable-file"
      | "gone"
      | "busy"
      | "unexpected",
    /** What happened: "The sheet “Plan” is protected." */
    readonly happened: string,
    /** Why, where it helps. */
    readonly because: string,
    /** What to do next. */
    readonly next: string,
  ) {
    super(`${happened} ${because} ${next}`.replace(/ +/g, " ").trim());
  }

  /** The same with more to say of why, and of what became of things. */
  adding(sentences: readonly string[]): PlanProblem {
    const more = [this.because, ...sentences].filter(Boolean).join(" ");
    const { cause, looked, written } = this;
    return Object.assign(new PlanProblem(this.name, this.happened, more, this.next), { cause, looked, written });
  }
}

export type { Written } from "../excel/batch";
export type {
  MeetingDetails,
  Register,
  Action,
  CalendarKind,
  Decision,
  Finding,
  Group,
  IsoDate,
  Meaning,
  Plan,
  PlanSettings,
  TimescaleAlternative,
};
