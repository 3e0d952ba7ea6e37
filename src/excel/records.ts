/**
 * The two append-only sheets: what was promised when, and what people decided.
 *
 * A line goes below everything that stands on the sheet, into the columns its headings are over, and is read back before
 * anybody is told it was kept. Lines that stand there are never moved, changed or written over.
 */
import { historyHeadings } from "../plan/history";
import { readingsHeadings } from "../plan/readings";
import { locateColumns } from "../plan/records";
import type { LocatedColumns } from "../plan/records";
import { bytesOf, sendInPieces } from "./batch";
import type { Job, Piece, Trip } from "./batch";
import { sheetNames } from "./ours";
import { ExcelProblem } from "./problem";
import type { OurSheet, WorkbookRead } from "./read";
import { dateFormat, headingFill, ourSheetIn, queueMark, openSheet } from "./sheets";
import { valueForCell } from "./text";
import type { CellInput } from "./text";

/** A record sheet: what it is called when it is made, its headings, and how wide its columns are, in points. */
export interface RecordSheet {
  role: "history" | "readings";
  name: string;
  headings: readonly string[];
  widths: readonly number[];
  /** Columns that hold dates, counted from 0. */
  dateColumns: readonly number[];
}

export const historyRecord: RecordSheet = {
  role: "history",
  name: sheetNames.history,
  headings: historyHeadings,
  widths: [75, 42, 130, 280, 120, 150, 75, 80, 75],
  dateColumns: [0, 6],
};

export const readingsRecord: RecordSheet = {
  role: "readings",
  name: sheetNames.readings,
  headings: readingsHeadings,
  widths: [42, 260, 220, 160, 75, 100, 100],
  dateColumns: [4],
};

/** Lines for one record sheet. */
export interface RecordLines {
  record: RecordSheet;
  rows: readonly CellInput[][];
}

/** Lines that are queued to be written. */
export interface QueuedLines {
  pieces: Piece[];
  /** After the answer: whether every line stands where it was put, under the headings it belongs to. */
  stand: () => boolean;
}

/** Queues lines to go below everything on their sheet, which is made, marked and headed first where it needs it. */
export function queueLines(trip: Trip, read: WorkbookRead, { record, rows }: RecordLines): QueuedLines {
  if (rows.length === 0) return { pieces: [], stand: () => true };
  const there = ourSheetIn(read, record.role);
  const { sheet, isNew } = openSheet(trip.context, read, record.role, record.name);
  const layout = layoutOf(record, isNew ? null : there);
  const values = rows.map((row) => row.map((cell) => valueForCell(cell, read.grid.date1904)));
  const written: Check[] = [];
  const prepare: Piece = {
    bytes: 3000,
    queue: () => {
      queueHeadings(sheet, record, layout);
      queueMark(sheet, { role: record.role, quarter: null, whole: true });
      if (isNew) setUp(sheet, record, layout);
    },
  };
  const append: Piece = {
    bytes: bytesOf(values) + 2000,
    queue: () => {
      // Below whatever stands last now, not below what stood last when the workbook was read: a colleague may have added.
      // The last rows a sheet can have are left out: a value that strayed there must not stop the record for good.
      const first = sheet.getRange("1:1000000").getUsedRange(true).getLastRow().getEntireRow().getOffsetRange(1, 0);
      const lines = first.getResizedRange(values.length - 1, 0);
      for (const run of runsOf(layout.columns)) {
        const target = lines.getColumn(run.at).getResizedRange(0, run.length - 1);
        for (const column of record.dateColumns) {
          if (column < run.first || column >= run.first + run.length) continue;
          target.getColumn(column - run.first).numberFormat = values.map(() => [dateFormat]);
        }
        const part = values.map((row) => row.slice(run.first, run.first + run.length));
        target.values = part;
        target.format.autofitRows();
        written.push({ range: target.load("values"), expected: part });
      }
      for (const run of runsOf(layout.columns)) {
        const head = sheet.getRangeByIndexes(layout.headingRow, run.at, 1, run.length).load("values");
        written.push({
          range: head,
          expected: [record.headings.slice(run.first, run.first + run.length)],
          loosely: true,
        });
      }
    },
  };
  return { pieces: [prepare, append], stand: () => written.every(holds) };
}

/**
 * Appends lines and reads them back. Rejects with "not-kept" where they do not stand as they were written: what was put
 * down then is left for the person to see, never taken for granted.
 */
export async function appendLines(
  trip: Trip,
  read: WorkbookRead,
  lines: readonly RecordLines[],
  job: Job = {},
): Promise<void> {
  const queued = lines.map((each) => queueLines(trip, read, each));
  const pieces = queued.flatMap((each) => each.pieces);
  if (pieces.length === 0) return;
  await sendInPieces(trip, pieces, job);
  queued.forEach(({ stand }, index) => {
    if (!stand()) throw new ExcelProblem("not-kept", lines[index]!.record.name);
  });
}

/** Values expected where they were written. */
interface Check {
  range: Excel.Range;
  expected: readonly (readonly unknown[])[];
  /** Headings somebody has retyped count too, as long as there is one. */
  loosely?: boolean;
}

function holds({ range, expected, loosely }: Check): boolean {
  return expected.every((row, r) =>
    row.every((value, c) => {
      const there = range.values[r]?.[c];
      return loosely ? there !== "" : sameValue(value, there);
    }),
  );
}

/** What was handed to `values` against what Excel gives back: the mark for "text" is gone, numbers are numbers. */
function sameValue(written: unknown, there: unknown): boolean {
  if (typeof written === "string" && written.startsWith("'")) return String(there) === written.slice(1);
  return written === there;
}

interface Layout extends LocatedColumns {
  /** Headings that have to be written, by their number in the record. */
  missing: number[];
  /** Whether lines stand where the headings are to go. */
  needsRoom: boolean;
}

/** Where each heading stands or is to stand, on the sheet as it was read. */
function layoutOf(record: RecordSheet, there: OurSheet | null): Layout {
  const located = there && there.grid.cells.length > 0 ? locateColumns(there.grid, record.role) : null;
  const all = record.headings.map((_, index) => index);
  if (!located) {
    const isBlank = !there || there.grid.cells.length === 0;
    const firstColumn = isBlank ? 0 : there.grid.firstColumn;
    return { headingRow: 0, columns: all.map((index) => firstColumn + index), missing: all, needsRoom: !isBlank };
  }
  // What somebody deleted of the headings gets a column of its own behind everything that stands on the sheet.
  let free = there!.grid.firstColumn + Math.max(0, ...there!.grid.cells.map((row) => row.length));
  const missing = all.filter((index) => located.columns[index]! < 0 || located.headingRow < 0);
  const columns = located.columns.map((column) => (column >= 0 ? column : free++));
  return { headingRow: Math.max(0, located.headingRow), columns, missing, needsRoom: located.headingRow < 0 };
}

function queueHeadings(
  sheet: Excel.Worksheet,
  record: RecordSheet,
  { headingRow, columns, missing, needsRoom }: Layout,
): void {
  if (missing.length === 0) return;
  // Lines without any headings over them move down to make room for theirs.
  if (needsRoom) sheet.getRange("1:1").insert("Down");
  for (const index of missing) {
    const cell = sheet.getCell(headingRow, columns[index]!);
    cell.values = [[valueForCell(record.headings[index]!, false)]];
    cell.format.font.bold = true;
    cell.format.fill.color = headingFill;
  }
}

function setUp(sheet: Excel.Worksheet, record: RecordSheet, { columns }: Layout): void {
  const whole = sheet.getRangeByIndexes(0, columns[0]!, 1, columns.length).getEntireColumn();
  whole.format.horizontalAlignment = "Left";
  whole.format.verticalAlignment = "Top";
  whole.format.wrapText = true;
  record.widths.forEach((width, index) => {
    sheet.getRangeByIndexes(0, columns[index]!, 1, 1).format.columnWidth = width;
  });
  sheet.freezePanes.freezeRows(1);
  sheet.pageLayout.orientation = "Landscape";
  sheet.pageLayout.paperSize = "A4";
  sheet.pageLayout.zoom = { horizontalFitToPages: 1 };
  sheet.pageLayout.setPrintTitleRows("$1:$1");
}

/** Columns side by side are written together: most records are one run. */
function runsOf(columns: readonly number[]): { first: number; at: number; length: number }[] {
  const runs: { first: number; at: number; length: number }[] = [];
  columns.forEach((column, index) => {
    const last = runs.at(-1);
    if (last && last.at + last.length === column) last.length += 1;
    else runs.push({ first: index, at: column, length: 1 });
  });
  return runs;
}
