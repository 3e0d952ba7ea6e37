/**
 * The two append-only sheets: what was promised when, and what people decided.
 *
 * A line goes below everything that stands on the sheet, into the columns its headings are over, and is read back before
 * anybody is told it was kept. Lines that stand there are never moved, changed or written over; only a line that has just
 * gone under other headings than its own is taken away again.
 */
import { historyHeadings } from "../plan/history";
import { readingsHeadings } from "../plan/readings";
import { locateColumns, unfinishedCheck } from "../plan/records";
import type { LocatedColumns, RecordName } from "../plan/records";
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
  /** The column whose cells are written last, when all lines stand, and what it says before that; null for none. */
  seal: { column: number; before: string } | null;
}

export const historyRecord: RecordSheet = {
  role: "history",
  name: sheetNames.history,
  headings: historyHeadings,
  widths: [75, 42, 130, 280, 120, 150, 75, 80, 75],
  dateColumns: [0, 6],
  seal: { column: historyHeadings.indexOf("Row check"), before: unfinishedCheck },
};

export const readingsRecord: RecordSheet = {
  role: "readings",
  name: sheetNames.readings,
  headings: readingsHeadings,
  widths: [42, 260, 220, 160, 75, 100, 100, 160],
  dateColumns: [4],
  seal: null,
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
  /** After the answer: queues that lines which stand as they were written, but under other headings, are taken away again. */
  takeBack: () => void;
  /** After the answer: what the sheet is called; undefined where nothing was written. */
  called: () => string | undefined;
}

/** So many lines go in one piece of a request. */
const linesPerPiece = 1_000;

/** Queues lines to go below everything on their sheet, which is made, marked and headed first where it needs it. */
export function queueLines(trip: Trip, read: WorkbookRead, { record, rows }: RecordLines): QueuedLines {
  if (rows.length === 0) return { pieces: [], stand: () => true, takeBack: () => undefined, called: () => undefined };
  const layout = layoutOf(record, ourSheetIn(read, record.role));
  const written: Check[] = [];
  const above: Check[] = [];
  let sheet: Excel.Worksheet;
  let isNew = false;
  const prepare: Piece = {
    bytes: 3000,
    queue: () => {
      const opened = openSheet(trip.context, read, record.role, record.name);
      ({ sheet, isNew } = opened);
      sheet.load("name");
      queueHeadings(sheet, record, layout);
      if (isNew) setUpRows(sheet, layout.columns[0]!, record.widths);
    },
  };
  const pieces = [prepare];
  const { seal } = record;
  const sealed: { lines: Excel.Range; values: (string | number)[][] }[] = [];
  for (let from = 0; from < rows.length; from += linesPerPiece) {
    const values = rows
      .slice(from, from + linesPerPiece)
      .map((row) => row.map((cell) => valueForCell(cell, read.grid.date1904)));
    pieces.push({
      bytes: bytesOf(values) + values.length * 40 + 2000,
      queue: () => {
        // Of a sheet that is being made in the same request it is known where its first line goes.
        const first = isNew && from === 0 ? sheet.getRange(`2:${values.length + 1}`) : linesBelow(sheet, values.length);
        sealed.push({ lines: first, values });
        written.push(...queueAppend(first, record, layout, seal ? unsealed(values, seal) : values));
        if (from + linesPerPiece >= rows.length) above.push(...checkHeadings(sheet, layout));
      },
    });
  }
  if (seal) {
    pieces.push({
      bytes: rows.length * 40,
      queue: () => {
        for (const { lines, values } of sealed) {
          const expected = values.map((row) => [row[seal.column]!]);
          const cells = lines.getColumn(layout.columns[seal.column]!);
          cells.values = expected;
          written.push({ range: cells.load("values"), expected });
        }
      },
    });
  }
  return {
    pieces,
    stand: () => written.every(holds) && above.every(holds),
    takeBack: () => {
      if (written.every(holds) && !above.every(holds)) for (const { range } of written) range.clear("Contents");
    },
    called: () => sheet.name,
  };
}

const unsealed = (values: (string | number)[][], { column, before }: NonNullable<RecordSheet["seal"]>) =>
  values.map((row) => row.map((cell, at) => (at === column ? valueForCell(before, false) : cell)));

/**
 * So many rows below whatever stands last now, not below what stood last when the workbook was read: a colleague may have
 * added. The last rows a sheet can have are left out: a value that strayed there must not stop the record for good.
 */
function linesBelow(sheet: Excel.Worksheet, count: number): Excel.Range {
  return sheet.getRange("1:1000000").getUsedRange(true).getRowsBelow(count).getEntireRow();
}

function queueAppend(lines: Excel.Range, record: RecordSheet, layout: Layout, values: (string | number)[][]): Check[] {
  // First of all that the lines are not finished: whatever comes of the rest, half a line is known as one.
  if (record.seal) {
    const { column } = record.seal;
    lines.getColumn(layout.columns[column]!).values = values.map((row) => [row[column]!]);
  }
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

/** Columns may have been put in or moved since the sheet was read: then the lines went under other headings than they belong to. */
function checkHeadings(sheet: Excel.Worksheet, { headingRow, columns, headings }: Layout): Check[] {
  return columnRuns(columns).map((run) => ({
    range: sheet.getRangeByIndexes(headingRow, run.at, 1, run.length).load("values"),
    expected: [headings.slice(run.first, run.first + run.length)],
  }));
}

/**
 * Appends lines and reads them back. Rejects with "not-kept" where they do not stand as they were written, under the headings
 * they belong to. Gives what the sheets were called when they were written to.
 */
export async function appendLines(
  trip: Trip,
  read: WorkbookRead,
  lines: readonly RecordLines[],
  job: Job = {},
): Promise<Partial<Record<RecordName, string>>> {
  const queued = lines.map((each) => queueLines(trip, read, each));
  const pieces = queued.flatMap((each) => each.pieces);
  if (pieces.length === 0) return {};
  await sendInPieces(trip, pieces, job);
  await checkLines(trip, queued, lines);
  const names: Partial<Record<RecordName, string>> = {};
  queued.forEach(({ called }, at) => {
    const name = called();
    if (name !== undefined) names[lines[at]!.record.role] = name;
  });
  return names;
}

/** Rejects with "not-kept" where lines that were sent do not stand; what stands in a wrong place is taken away first. */
export async function checkLines(
  trip: Trip,
  queued: readonly QueuedLines[],
  lines: readonly RecordLines[],
): Promise<void> {
  const failed = queued.findIndex(({ stand }) => !stand());
  if (failed < 0) return;
  for (const each of queued) each.takeBack();
  // Where that is refused, they are left for the person to see.
  await trip.write().catch(() => undefined);
  throw new ExcelProblem("not-kept", lines[failed]!.record.name);
}

/** Values expected where they were written. */
interface Check {
  range: Excel.Range;
  expected: readonly (readonly unknown[])[];
}

function holds({ range, expected }: Check): boolean {
  return expected.every((row, r) => row.every((value, c) => sameValue(value, range.values[r]?.[c])));
}

/** What was handed to `values` against what Excel gives back: the mark for "text" is gone, numbers are numbers. */
function sameValue(written: unknown, there: unknown): boolean {
  if (typeof written === "string" && written.startsWith("'")) return String(there) === written.slice(1);
  return written === there;
}

interface Layout extends LocatedColumns {
  /** What the heading cells hold, or will hold once the missing ones are written. */
  headings: unknown[];
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
    const columns = all.map((index) => firstColumn + index);
    return { headingRow: 0, columns, headings: [...record.headings], missing: all, needsRoom: !isBlank };
  }
  // What somebody deleted of the headings gets a column of its own behind everything that stands on the sheet.
  let free = there!.grid.firstColumn + Math.max(0, ...there!.grid.cells.map((row) => row.length));
  const missing = all.filter((index) => located.columns[index]! < 0 || located.headingRow < 0);
  const columns = located.columns.map((column) => (column >= 0 ? column : free++));
  const { cells, firstRow, firstColumn } = there!.grid;
  const asRead = cells[located.headingRow - firstRow];
  const headings = all.map((index) =>
    missing.includes(index) ? record.headings[index]! : (asRead?.[columns[index]! - firstColumn]?.value ?? ""),
  );
  const headingRow = Math.max(0, located.headingRow);
  return { headingRow, columns, headings, missing, needsRoom: located.headingRow < 0 };
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
