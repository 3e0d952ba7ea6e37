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
import { columnRuns, dateFormat, headingFill, ourSheetIn, openSheet, setUpRows } from "./sheets";
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

/** So many lines go in one piece of a request. */
const linesPerPiece = 1_000;

/** Queues lines to go below everything on their sheet, which is made, marked and headed first where it needs it. */
export function queueLines(trip: Trip, read: WorkbookRead, { record, rows }: RecordLines): QueuedLines {
  if (rows.length === 0) return { pieces: [], stand: () => true };
  const layout = layoutOf(record, ourSheetIn(read, record.role));
  const written: Check[] = [];
  let sheet: Excel.Worksheet;
  let isNew = false;
  const prepare: Piece = {
    bytes: 3000,
    queue: () => {
      const opened = openSheet(trip.context, read, record.role, record.name);
      ({ sheet, isNew } = opened);
      queueHeadings(sheet, record, layout);
      if (isNew) setUpRows(sheet, layout.columns[0]!, record.widths);
    },
  };
  const pieces = [prepare];
  for (let from = 0; from < rows.length; from += linesPerPiece) {
    const values = rows
      .slice(from, from + linesPerPiece)
      .map((row) => row.map((cell) => valueForCell(cell, read.grid.date1904)));
    pieces.push({
      bytes: bytesOf(values) + values.length * 40 + 2000,
      queue: () => {
        // Of a sheet that is being made in the same request it is known where its first line goes.
        const first = isNew && from === 0 ? sheet.getRange(`2:${values.length + 1}`) : linesBelow(sheet, values.length);
        written.push(...queueAppend(first, record, layout, values));
        if (from + linesPerPiece >= rows.length) written.push(...checkHeadings(sheet, record, layout));
      },
    });
  }
  return { pieces, stand: () => written.every(holds) };
}

/**
 * So many rows below whatever stands last now, not below what stood last when the workbook was read: a colleague may have
 * added. The last rows a sheet can have are left out: a value that strayed there must not stop the record for good.
 */
function linesBelow(sheet: Excel.Worksheet, count: number): Excel.Range {
  return sheet.getRange("1:1000000").getUsedRange(true).getRowsBelow(count).getEntireRow();
}

function queueAppend(lines: Excel.Range, record: RecordSheet, layout: Layout, values: (string | number)[][]): Check[] {
  return columnRuns(layout.columns).map((run) => {
    const column = lines.getColumn(run.at);
    const target = run.length === 1 ? column : column.getResizedRange(0, run.length - 1);
    for (const date of record.dateColumns) {
      if (date < run.first || date >= run.first + run.length) continue;
      target.getColumn(date - run.first).numberFormat = values.map(() => [dateFormat]);
    }
    const part = values.map((row) => row.slice(run.first, run.first + run.length));
    target.values = part;
    target.format.autofitRows();
    return { range: target.load("values"), expected: part };
  });
}

function checkHeadings(sheet: Excel.Worksheet, record: RecordSheet, { headingRow, columns }: Layout): Check[] {
  return columnRuns(columns).map((run) => ({
    range: sheet.getRangeByIndexes(headingRow, run.at, 1, run.length).load("values"),
    expected: [record.headings.slice(run.first, run.first + run.length)],
    loosely: true,
  }));
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
  const places = missing.map((index) => columns[index]!);
  for (const run of columnRuns(places)) {
    const cells = sheet.getRangeByIndexes(headingRow, run.at, 1, run.length);
    const texts = missing.slice(run.first, run.first + run.length).map((index) => record.headings[index]!);
    cells.values = [texts.map((text) => valueForCell(text, false))];
    const look = { format: { font: { bold: true }, fill: { color: headingFill } } };
    cells.setCellProperties([texts.map(() => look)]);
  }
}
