/**
 * What a plan is: the words every other module shares.
 *
 * Plain data only. Nothing here reads a cell, knows Excel, looks at a clock or decides anything. Dates are ISO texts
 * ("2019-06-30"): they compare with `<`, survive JSON, and two different ones never pass for equal in a test, as two
 * Temporal objects do. Arithmetic on them lives in `calendar.ts`, over Temporal.PlainDate.
 */

/** A civil date as "YYYY-MM-DD". Compare with `<` and `===`; calculate with the functions of `calendar.ts`. */
export type IsoDate = string;

/** Which year the plan's "2019/20", "Q1" and "year end" are counted in. */
export const calendarKinds = ["financial", "academic", "calendar"] as const;
export type CalendarKind = (typeof calendarKinds)[number];

/** What a reader of timescales has to know about the plan the words stand in. Today is deliberately not part of it. */
export interface PlanContext {
  start: IsoDate | null;
  end: IsoDate | null;
  calendar: CalendarKind;
  /** The heading over the cell, as written: "Relevant FY" and "Target date (MM/YY)" change what "19/20" means. */
  heading?: string;
}

// ---------------------------------------------------------------------------------------------------------------------
// Timescale

/** The kinds of timescale. `mixed` is several of the others in one cell; `none` says nothing about time. */
export const timescaleKinds = [
  "deadline",
  "period",
  "recurring",
  "ongoing",
  "tbc",
  "conditional",
  "done",
  "mixed",
  "none",
] as const;
export type TimescaleKind = (typeof timescaleKinds)[number];

/** How often something comes round. `biannual` is twice a year, `biennial` every two years, `bimonthly` every two months. */
export const cadences = [
  "daily",
  "weekly",
  "fortnightly",
  "monthly",
  "bimonthly",
  "quarterly",
  "termly",
  "biannual",
  "annual",
  "biennial",
  "triennial",
] as const;
export type Cadence = (typeof cadences)[number];

/** How exactly a date was promised: decides whether lateness is told in days or in months. */
export type Precision = "day" | "month" | "quarter" | "term" | "season" | "half-year" | "year";

/** A stretch of the cell's text: `text.slice(from, to)`. */
export interface Span {
  from: number;
  to: number;
}

/** One thing the words say, with the words it came from. */
export interface TimescalePart {
  words: string;
  span: Span;
  /** What it was taken to say, in plain words: "due by 30 June 2019". */
  says: string;
  /** `known`: the words say it. `implied`: a named convention filled something in. */
  basis: "known" | "implied";
  /** The convention that filled it in, one of those `conventions.ts` names; absent when known. */
  convention?: string;
}

/** One of several dates promised in a cell. */
export interface Milestone {
  due: IsoDate;
  words: string;
}

/** Something the cell says has already happened; never a deadline. */
export interface PastMention {
  words: string;
  /** As exact as the words are: "2017-05-14", "2017-05" or "2017". */
  when: string;
}

export interface Recurrence {
  cadence: Cadence;
  /** Months it falls in, 1 to 12, where the words or a season name them; empty when they do not. */
  months: number[];
  /** The day it first falls due where the words tell: "June annually" in a 2019/20 plan is 2019-06-30. */
  first: IsoDate | null;
  /** The last day of the window it repeats in ("2023-2027 biannually"), if any. */
  until: IsoDate | null;
}

/** Another reading a careful person could defend; the pane offers these first. */
export interface TimescaleAlternative {
  kind: TimescaleKind;
  due: IsoDate | null;
  start: IsoDate | null;
  recurrence: Cadence | null;
  /** In plain words: "every two years". */
  says: string;
}

/** An explained reading of one Timescale cell. */
export interface Timescale {
  /** The cell's own words, whole. */
  text: string;
  kind: TimescaleKind;
  /** The last day by which it is promised. */
  due: IsoDate | null;
  /** `first-occurrence`: `due` is when a recurrence first comes round in the plan, not a deadline that can be missed. */
  dueBasis: "explicit" | "first-occurrence" | "none";
  precision: Precision | null;
  start: IsoDate | null;
  recurrence: Recurrence | null;
  milestones: Milestone[];
  history: PastMention[];
  parts: TimescalePart[];
  /** A careful person could not tell; `alternatives` says what else it could mean. */
  unsure: boolean;
  alternatives: TimescaleAlternative[];
  /** Likely slips of typing seen through and not mended: "Febuary", "31 June". */
  flags: TimescaleFlag[];
  /** One plain sentence quoting the words. */
  why: string;
}

export interface TimescaleFlag {
  flag:
    | "ambiguous"
    | "misspelt"
    | "impossible-date"
    | "unlikely-year"
    | "no-year"
    | "before-plan"
    | "after-plan"
    | "several-dates"
    | "revised";
  words: string;
  message: string;
}

// ---------------------------------------------------------------------------------------------------------------------
// Owner and progress

export type PartyPart = "lead" | "support" | null;

/** A person, a role, an organisation, or several of these said of one party. */
export interface Party {
  role: string | null;
  person: string | null;
  organisation: string | null;
  /** Null where the cell does not tell one party from another. */
  part: PartyPart;
  /** The words of the cell it came from. */
  words: string;
}

/** An explained reading of an Owner cell. */
export interface Ownership {
  text: string;
  /** In the order of the cell. */
  parties: Party[];
  /** Index into `parties` of the one who answers for the action; null when nobody does or it cannot be told. */
  lead: number | null;
  unsure: boolean;
  why: string;
}

/** What the wording of a row (or the plan's own Status column) says about how far it has got. */
export const progressKinds = [
  "done",
  "cancelled",
  "superseded",
  "not-applicable",
  "on-hold",
  "delayed",
  "under-way",
  "not-started",
  "none",
] as const;
export type ProgressKind = (typeof progressKinds)[number];

export interface Progress {
  kind: ProgressKind;
  /** Quoted from the row; empty when `kind` is `none`. */
  words: string;
  /** Where the words stand. */
  from: Meaning | null;
  /** `stated`: the plan's own Status column says so. `wording`: read from prose, so a person has to confirm it. */
  basis: "stated" | "wording" | "none";
  /** The update the row gives, whatever it says: the whole of the Notes cell, or the part of Outcomes that tells progress. */
  update: string;
  why: string;
}

// ---------------------------------------------------------------------------------------------------------------------
// Where things stand in the workbook

/** What a column of a plan can be for. */
export const meanings = [
  "ref",
  "action",
  "owner",
  "support",
  "timescale",
  "start",
  "revised",
  "outcomes",
  "notes",
  "status",
  "section",
] as const;
export type Meaning = (typeof meanings)[number];

/** One column and what it was taken to be. `column` is the sheet's own letter. */
export interface ColumnMapping {
  meaning: Meaning;
  column: string;
  /** As written; empty where the heading is blank. */
  heading: string;
  /** "the heading says Owner", "no heading; 24 of 30 cells name people or organisations". */
  reason: string;
  unsure: boolean;
}

/** One table of the plan. */
export interface PlanTable {
  sheet: string;
  /** Without the sheet's name: "A4:E35". Covers heading and rows. */
  address: string;
  /** The section the table belongs to, where it is the table that names it. */
  section: string | null;
  /** The Excel table's name, null for a plain range. */
  excelTable: string | null;
  /** Sheet row of the (last) heading row; null when there is none. */
  headingRow: number | null;
  columns: ColumnMapping[];
  /** Columns with none of our meanings; they are kept and shown as "also here". */
  alsoHere: { column: string; heading: string }[];
}

export interface Section {
  title: string;
  /** "1" of "1. Leadership"; null when it has none. */
  number: string | null;
}

/** One cell's whole text and where it stands; for a joined action the first cell it came from. */
export interface Passage {
  /** Whole, joined over the rows it was split on. */
  text: string;
  sheet: string;
  /** Sheet row, from 1. */
  row: number;
  column: string;
  /** "E12" */
  cell: string;
}

/** Formatting that may carry meaning; noted, never trusted. */
export interface Looks {
  italic: boolean;
  strikethrough: boolean;
  fill: string | null;
  colour: string | null;
}

/** One line of the plan. */
export interface Action {
  /** Stable within one reading: "Sheet!12". Not an identity across edits; see `history.ts`. */
  key: string;
  /** As written in the plan ("1.10" stays "1.10"); null when the row has none. */
  ref: string | null;
  section: string;
  sheet: string;
  /** First sheet row, from 1. */
  row: number;
  /** All sheet rows it stands on. */
  rows: number[];
  /** The Key action without its reference. */
  action: string;
  /** Every cell with one of our meanings that is not blank. */
  cells: Partial<Record<Meaning, Passage>>;
  owner: Ownership;
  timescale: Timescale;
  outcomes: string;
  notes: string;
  progress: Progress;
  alsoHere: { heading: string; text: string }[];
  looks: Looks;
}

/** Something the reading could not tell and a person can. */
export interface PlanQuestion {
  question: string;
  /** What was assumed meanwhile. */
  assumed: string;
  choices: string[];
  /** What each choice would set, in the order of `choices`; absent where a setting cannot answer it. */
  settings?: Partial<PlanSettings>[];
}

/** The plan as read from a workbook. */
export interface Plan {
  title: string | null;
  start: IsoDate | null;
  end: IsoDate | null;
  calendar: CalendarKind;
  /** Why the years and the calendar were taken to be these: shown as an assumption. */
  yearsWhy: string;
  tables: PlanTable[];
  sections: Section[];
  actions: Action[];
  questions: PlanQuestion[];
  /** Sheets that were looked at and are not part of the plan, with the reason. */
  leftOut: { sheet: string; why: string }[];
  /** What somebody said of the plan that cannot be applied, because what it was said of is not there any more. */
  lapsed: {
    /** Chosen sheets; somebody may have renamed them. */
    sheets: string[];
    columns: ColumnCorrection[];
  };
}

// ---------------------------------------------------------------------------------------------------------------------
// Status, findings, history

export const statuses = [
  "overdue",
  "due-soon",
  "on-track",
  "not-yet-due",
  "ongoing",
  "no-date",
  "looks-finished",
  "looks-closed",
  "complete",
  "closed",
] as const;
export type Status = (typeof statuses)[number];

/** How an action stands on a date. */
export interface ActionStatus {
  key: string;
  status: Status;
  /** What is awaited next: the due date, or the next turn of a recurrence on or after the as-at date. */
  nextDue: IsoDate | null;
  /** Whole days past due; null when not overdue. */
  daysLate: number | null;
  /** "3 months late (92 days)", null when not overdue. */
  late: string | null;
  /** True where a person has to say whether it is so. */
  confirm: boolean;
  /** One sentence quoting the row. */
  why: string;
}

export const severities = ["needs-answer", "worth-checking", "tidy", "assumption"] as const;
export type Severity = (typeof severities)[number];

/** Something in the plan's wording to look at. Data first; the sentence is for people. */
export interface Finding {
  /** Name of the check: "timescale-blank". */
  check: string;
  severity: Severity;
  /** Key of the action, null when it is about the plan as a whole. */
  key: string | null;
  ref: string | null;
  sheet: string;
  row: number;
  /** "C12" */
  cell: string;
  /** The words it is about, quoted from the cell. */
  words: string;
  message: string;
}

// ---------------------------------------------------------------------------------------------------------------------
// What people have decided about the reading

/** A column corrected by hand. */
export interface ColumnCorrection {
  sheet: string;
  /** The sheet's letter when it was corrected. */
  column: string;
  /** The heading it had then, "" for none; absent in corrections of version 1, which went by the letter alone. */
  heading?: string;
  /** Null means "none of these". */
  meaning: Meaning | null;
}

/** What the officer told the add-in about the plan as a whole; kept in the workbook, applied by `readPlan`. */
export interface PlanSettings {
  /** The sheets that are the plan; null to find them. */
  sheets: string[] | null;
  /** In the order they were made. */
  columns: ColumnCorrection[];
  calendar: CalendarKind | null;
  start: IsoDate | null;
  end: IsoDate | null;
}

export const noSettings: PlanSettings = { sheets: null, columns: [], calendar: null, start: null, end: null };

// ---------------------------------------------------------------------------------------------------------------------
// History

/** One action as it stood when a snapshot was taken: one line of the Plan history sheet. */
export interface SnapshotRow {
  ref: string | null;
  section: string;
  action: string;
  /** As `sayParty` writes it; null when nobody leads. */
  lead: string | null;
  /** The Timescale cell's words. */
  timescale: string;
  due: IsoDate | null;
  status: Status;
  /** A short text that changes when any cell of the row changes; see `rowCheck` in `history`. */
  rowCheck: string;
}

/** The plan as it stood on one date. */
export interface Snapshot {
  taken: IsoDate;
  rows: SnapshotRow[];
}

// ---------------------------------------------------------------------------------------------------------------------
// Decisions

/**
 * What a person decided about one action; one line of the Plan readings sheet. It holds only while the words it applies
 * to still stand in the plan.
 */
export interface Decision {
  ref: string | null;
  action: string;
  /** Which cell's words it is about. */
  about: "timescale" | "progress" | "moved" | "owner" | "same-action";
  /** The words as they stood, whole. */
  words: string;
  /** In plain words, as the sheet shows it: "Complete", "Not finished", "Due 30 June 2019", "Every two years". */
  readAs: string;
  decidedOn: IsoDate;
  by: string;
  /** Which row it is about, as `rowOf` in `decisions` says it: tells rows of the same words apart. None on older lines. */
  row?: string;
}
