/**
 * The two append-only sheets as people leave them: where the columns of Plan readings and Plan history stand, whatever was
 * inserted, moved, sorted or retyped, and the dates typed there.
 *
 * Finds columns by their headings, and by what the lines hold only where the headings are gone. Never throws, never reads
 * a line's meaning: `readings.ts` and `history/sheet.ts` do that.
 */
import { fromSerial, isoDate, monthName } from "./calendar";
import type { GridCell, SheetGrid } from "./grid";
import { levelled, plainWords, withinSlips } from "./history/wording";
import type { Decision, IsoDate } from "./model";
import { listOf } from "./words";

/** The columns of the Plan readings sheet, in order. */
export const readingsHeadings = [
  "Ref",
  "Action",
  "Words it applies to",
  "Read as",
  "Decided on",
  "By",
  "About",
  "Which row",
] as const;
export type ReadingsHeading = (typeof readingsHeadings)[number];

/** The columns of the Plan history sheet, in order. */
export const historyHeadings = [
  "Update date",
  "Ref",
  "Section",
  "Action",
  "Lead",
  "Timescale as written",
  "Due",
  "Status",
  "Row check",
] as const;
export type HistoryHeading = (typeof historyHeadings)[number];

export type RecordName = "history" | "readings";

/** What the Update date of a line says that was removed: the rest of it is blank. */
export const removedWord = "Removed";

/** What Row check says of a line as long as not all lines of its snapshot stand: half a snapshot never counts. */
export const unfinishedCheck = "Not finished";

/** What the Action column of Plan readings says on a line about the plan as a whole. */
export const wholePlan = "The plan as a whole";

/** What the About column says of each kind of decision. */
export const aboutWords: Record<Decision["about"], string> = {
  timescale: "Timescale",
  progress: "Is it finished",
  moved: "Moved with approval",
  owner: "Owner",
  "same-action": "Same action",
};

const readingsOtherNames: Record<ReadingsHeading, readonly string[]> = {
  Ref: ["reference", "no", "number", "id", "action ref", "ref no", "reference number"],
  Action: ["key action", "actions", "action text", "key actions"],
  "Words it applies to": ["words", "wording", "applies to", "words in the plan", "as written", "plan s words"],
  "Read as": ["reading", "is read as", "answer", "decision", "meaning"],
  "Decided on": ["date", "decided", "date decided", "on", "when"],
  By: ["decided by", "who", "name", "answered by"],
  About: ["kind", "what about", "type", "subject"],
  "Which row": ["of which row", "row"],
};

const historyOtherNames: Record<HistoryHeading, readonly string[]> = {
  "Update date": [
    "date",
    "updated",
    "date of update",
    "snapshot",
    "snapshot date",
    "as at",
    "update",
    "date taken",
    "taken",
  ],
  Ref: ["reference", "no", "number", "id", "action ref", "ref no", "reference number"],
  Section: ["theme", "priority", "area"],
  Action: ["key action", "actions", "action text", "key actions", "what"],
  Lead: ["owner", "who", "lead officer", "lead owner", "action owner", "responsible"],
  "Timescale as written": [
    "timescale",
    "timescales",
    "as written",
    "words",
    "timescale written",
    "timescale wording",
    "wording",
  ],
  Due: ["due date", "due by", "date due", "deadline", "promised", "target date"],
  Status: ["state", "rag", "status on date"],
  "Row check": ["check", "fingerprint", "row fingerprint", "rowcheck"],
};

/** How one record is known by its headings, and by its lines. */
interface RecordShape {
  headings: readonly string[];
  otherNames: Readonly<Record<string, readonly string[]>>;
  /** The headings without which nothing can be read. */
  needed: readonly string[];
  /** True for cells, in the order of the headings, that are plainly one of its lines. */
  isLine(cells: readonly (GridCell | undefined)[]): boolean;
}

const abouts = new Set([...Object.values(aboutWords), "Setting"].map(plainWords));

/** Whether a text is one the About column holds. */
export function isAboutWord(text: string): boolean {
  return abouts.has(plainWords(text));
}

const shapes: Record<RecordName, RecordShape> = {
  readings: {
    headings: readingsHeadings,
    otherNames: readingsOtherNames,
    needed: ["Action", "Words it applies to", "Read as"],
    isLine: ([, action, , readAs, decidedOn, , about]) =>
      cellText(readAs) !== "" &&
      typeof recordDate(decidedOn, false) === "string" &&
      (isAboutWord(cellText(about)) || cellText(action) === wholePlan),
  },
  history: {
    headings: historyHeadings,
    otherNames: historyOtherNames,
    needed: ["Update date", "Action"],
    isLine: ([taken, , , action]) => typeof recordDate(taken, false) === "string" && cellText(action) !== "",
  },
};

/** Where the columns of a record stand. Rows and columns count from 0; −1 is for what is not there. */
export interface LocatedColumns {
  /** −1 where the headings are gone and the lines themselves tell the columns. */
  headingRow: number;
  /** By heading, in the order of the headings. */
  columns: number[];
}

/**
 * Where the headings and columns of a record stand on its sheet, counted from 0 on the sheet. Null where neither headings
 * nor lines of the record are found.
 * @param named see `findHeadings`.
 */
export function locateColumns(
  grid: SheetGrid,
  record: RecordName,
  named?: "ours" | "theirs or ours",
): LocatedColumns | null {
  const found = findColumns(grid.cells, record, named);
  if (!found) return null;
  // Without headings the first column may stand left of everything that is filled: it is known all the same.
  const onSheet = (column: number) => (column < 0 && found.headingRow >= 0 ? -1 : column + grid.firstColumn);
  return {
    headingRow: found.headingRow < 0 ? -1 : found.headingRow + grid.firstRow,
    columns: found.columns.map(onSheet),
  };
}

/** Whether somebody has written over the lines of a record, or beside them. */
export function hasWordsBeside(grid: SheetGrid, record: RecordName): boolean {
  const located = locateColumns(grid, record);
  if (!located) return grid.cells.some((row) => row.some((cell) => cellText(cell) !== ""));
  const own = new Set(located.columns);
  return grid.cells.some((row, r) =>
    row.some(
      (cell, c) => cellText(cell) !== "" && (!own.has(grid.firstColumn + c) || grid.firstRow + r < located.headingRow),
    ),
  );
}

/** The same within the rows given, as the readers of the two sheets use it. */
export function findColumns(
  rows: readonly (readonly GridCell[])[],
  record: RecordName,
  named?: "ours" | "theirs or ours",
): LocatedColumns | null {
  const shape = shapes[record];
  const found = findHeadings(rows, shape.headings, shape.otherNames, named);
  if (found && shape.needed.every((heading) => found.columns[shape.headings.indexOf(heading)]! >= 0)) return found;
  const start = standingOrder(rows, shape);
  if (start === null) return null;
  return {
    headingRow: found?.headingRow ?? -1,
    columns: shape.headings.map((_, at) => start + at),
  };
}

/**
 * The row that holds the most of these headings, wherever it stands: a title may stand above it, and sorting may have put
 * it among the lines. Null where no row holds three of them.
 * @param otherNames what else people call a column, in plain words, by heading.
 * @param named whose a column is that stands in the place of one of ours and is called something else: to be read it may be ours
 *   ("theirs or ours"), to be written it is theirs.
 */
export function findHeadings(
  rows: readonly (readonly GridCell[])[],
  headings: readonly string[],
  otherNames: Readonly<Record<string, readonly string[]>>,
  named: "ours" | "theirs or ours" = "theirs or ours",
): LocatedColumns | null {
  let best: LocatedColumns & { score: number } = { headingRow: -1, columns: [], score: 0 };
  for (const [at, cells] of rows.entries()) {
    if (cells.some((cell) => cell.kind === "date")) continue;
    const columns = headingsIn(cells, headings, otherNames);
    const score = columns.filter((column) => column >= 0).length;
    if (score > best.score) best = { headingRow: at, columns, score };
    if (score === headings.length) break;
  }
  if (best.score < 3) return null;
  return { headingRow: best.headingRow, columns: withGapsFilled(best.columns, rows[best.headingRow]!, named) };
}

/** True for a row that repeats the headings. */
export function isHeadingRow(cells: readonly GridCell[], record: RecordName): boolean {
  const { headings, otherNames } = shapes[record];
  return headingsIn(cells, headings, otherNames).filter((column) => column >= 0).length >= 4;
}

function headingsIn(
  cells: readonly GridCell[],
  headings: readonly string[],
  otherNames: Readonly<Record<string, readonly string[]>>,
): number[] {
  const columns = headings.map(() => -1);
  const texts = cells.map((cell) => (cell.kind === "text" && cell.text.length <= 40 ? plainWords(cell.text) : ""));
  if (texts.filter((text) => text !== "").length < 3) return columns;
  const taken = new Set<number>();
  const claim = (fits: (text: string, heading: string) => boolean) => {
    headings.forEach((heading, index) => {
      if (columns[index]! >= 0) return;
      const at = texts.findIndex((text, column) => text !== "" && !taken.has(column) && fits(text, heading));
      if (at < 0) return;
      columns[index] = at;
      taken.add(at);
    });
  };
  claim((text, heading) => text === plainWords(heading));
  claim((text, heading) => otherNames[heading]!.includes(text));
  // Two slips in a short word make another word: "Section" is two from "Action".
  claim((text, heading) => heading.length > 4 && withinSlips(text, plainWords(heading), heading.length < 8 ? 1 : 2));
  return columns;
}

/**
 * A heading nobody can read, the only one between two neighbours that are known, is the one that belongs between them; to be
 * written only where it is called nothing, or what Excel calls a heading that was made blank.
 */
function withGapsFilled(
  columns: readonly number[],
  cells: readonly GridCell[],
  named: "ours" | "theirs or ours",
): number[] {
  return columns.map((column, at) => {
    const [before, after] = [columns[at - 1] ?? -1, columns[at + 1] ?? -1];
    if (column >= 0 || before < 0 || after !== before + 2 || columns.includes(before + 1)) return column;
    const cell = cells[before + 1];
    const isNamed = !/^(?:Column\d*)?$/.test(cellText(cell));
    return cell?.kind === "error" || (named === "ours" && isNamed) ? -1 : before + 1;
  });
}

/** How far right of its usual place a record without headings is looked for. */
const furthestStart = 20;

/** The column the lines begin in when they stand in the usual order without headings; null where most rows are no such lines. */
function standingOrder(rows: readonly (readonly GridCell[])[], shape: RecordShape): number | null {
  const filled = rows.filter((cells) => cells.some((cell) => cellText(cell) !== ""));
  const width = rows[0]?.length ?? 0;
  let best = { start: 0, lines: 0 };
  // What is read begins with the first filled column: one late, where no line has anything in the first of ours.
  for (let start = -1; start < Math.min(width, furthestStart); start++) {
    const lines = filled.filter((cells) => shape.isLine(shape.headings.map((_, at) => cells[start + at]))).length;
    if (lines > best.lines) best = { start, lines };
  }
  return best.lines > 0 && best.lines >= filled.length / 2 ? best.start : null;
}

/** A line that was left out. `row` is the row of the sheet, from 1. */
export interface SkippedLine {
  row: number;
  /** "The update date “last Tuesday” is not a date." */
  why: string;
}

/** What was passed over on a sheet, in sentences: one a reason, with the rows it is true of. */
export function saySkipped(sheet: string, skipped: readonly SkippedLine[]): string[] {
  const rowsOf = new Map<string, number[]>();
  for (const { row, why } of [...skipped].sort((a, b) => a.row - b.row)) {
    const rows = rowsOf.get(why);
    if (rows) rows.push(row);
    else rowsOf.set(why, [row]);
  }
  return [...rowsOf].map(([why, rows]) => {
    if (rows.length === 1) return `Line ${rows[0]} of ${sheet} was passed over: ${why}`;
    const named = rows.length > 6 ? [...rows.slice(0, 5), `${rows.length - 5} more`] : rows;
    return `Lines ${listOf(named.map(String))} of ${sheet} were passed over, for one reason: ${why}`;
  });
}

/** What a cell says, without the space around it. */
export function cellText(cell: GridCell | undefined): string {
  return cell ? cell.text.trim() : "";
}

/** The date a cell holds, as a date, a serial number or typed text; null when it is blank. */
export function recordDate(cell: GridCell | undefined, date1904: boolean): IsoDate | null | { unreadable: string } {
  if (!cell || cellText(cell) === "") return null;
  if ((cell.kind === "date" || cell.kind === "number") && typeof cell.value === "number") {
    // Serials below 10,000 (before 1928) are a count somebody typed, not the date of an update.
    const date = cell.value >= 10000 ? fromSerial(cell.value, date1904) : null;
    return date ?? { unreadable: cellText(cell) };
  }
  return typedDate(cellText(cell)) ?? { unreadable: levelled(cellText(cell)).slice(0, 40) };
}

/**
 * A date somebody typed as text: "2019-06-30", "30/06/2019" (day first, as in the UK), "30 June 2019", "30-Jun-19", with or
 * without a weekday or a time of day. Null when it is no existing day.
 */
export function typedDate(text: string): IsoDate | null {
  const plain = levelled(text.slice(0, 60))
    .toLowerCase()
    .replace(/[ t]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?z?$/, "");
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(plain);
  if (iso) return day(iso[1]!, Number(iso[2]), iso[3]!);
  const figures = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(plain);
  if (figures) return day(figures[3]!, Number(figures[2]), figures[1]!);
  const named = /^(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?[-/ ](?:of )?([a-z]{3,9})[-/, ]{1,2}(\d{4}|\d{2})$/.exec(
    plain,
  );
  if (named) return day(named[3]!, monthOf(named[2]!), named[1]!);
  return null;
}

const shortMonths = Array.from({ length: 12 }, (_, at) =>
  monthName(at + 1)
    .slice(0, 3)
    .toLowerCase(),
);

function monthOf(name: string): number {
  return shortMonths.indexOf(name.slice(0, 3)) + 1;
}

function day(year: string, month: number, dayOfMonth: string): IsoDate | null {
  try {
    return isoDate(Number(year) + (year.length === 2 ? 2000 : 0), month, Number(dayOfMonth));
  } catch {
    return null;
  }
}
