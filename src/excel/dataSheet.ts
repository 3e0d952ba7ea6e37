/**
 * Writes the Update data sheet: one marked-up table, one row an action, rewritten in place.
 *
 * `dataLayout.ts` says where each row goes. A filter, a column or a note of somebody's stays.
 */
import type { DataCell } from "../plan/update/data";
import { dataHeadings } from "../plan/update/data";
import { bytesOf, loadedIn, run } from "./batch";
import type { Job, Piece, Trip } from "./batch";
import { isOurRow, layOutData } from "./dataLayout";
import type { DataLayout, DataRun } from "./dataLayout";
import { guard } from "./guard";
import { freeTableName, sheetNames } from "./ours";
import type { Overwritten, TypedCell } from "./overwritten";
import type { OurSheet, WorkbookRead } from "./read";
import { columnRuns, dateFormat, openSheet, ourPlaceIn, setUpRows } from "./sheets";
import { textForCell, valueForCell } from "./text";

const tableName = "Update_data";
const widths = [42, 130, 260, 120, 160, 130, 110, 75, 80, 130, 80, 50, 260];
const dateColumns = [7, 10];

/** The table, queued to be written. */
export interface QueuedData {
  /** To be queued before anything is written: stops the request where what stands beside somebody's words has moved. */
  guard: Piece;
  pieces: Piece[];
  /** The name of its sheet. */
  name: string;
  /** Whether somebody's filter hides rows of it. */
  filtered: boolean;
  /** After the answer: whether the headings and the last row stand as they were written. */
  stands: () => boolean;
  /** After the answer: what somebody wrote, since the sheet was read, where nothing stood then; null where nobody did. */
  overwritten: () => Overwritten | null;
  /** After the answer: what somebody wrote beside rows since the sheet was read, whose actions went to other rows. */
  strayed: () => StrayedNote[];
}

/** A note beside a row of the table whose action went to another row at that moment. */
export interface StrayedNote extends TypedCell {
  /** The row its action stands in now; null where it is in none. */
  to: number | null;
  action: string;
}

/** So many columns right of ours, and all left of them and between, are looked at for what people write beside them at the last moment. */
const columnsBeside = 6;

/** The rows of the table, and how people are shown in them. */
export interface DataTable {
  rows: readonly DataCell[][];
  people: (text: string) => string;
}

/** Queues the table to be written. */
export function queueData(trip: Trip, read: WorkbookRead, table: DataTable): QueuedData {
  const { there, name } = ourPlaceIn(read, "data", sheetNames.data);
  const tables = read.sheets.find((each) => each.name === name)?.placed ?? [];
  const layout = layOutData(there && { grid: there.grid, tables }, table);
  const queue: DataQueue = { trip, read, sheet: null as unknown as Excel.Worksheet, layout, isNew: !there, before: [] };
  const checks: { range: Excel.Range; expected: unknown[][] }[] = [];
  let beside: Beside[] = [];

  const begin: Piece = {
    bytes: 4000,
    queue: () => {
      const { sheet, isNew } = openSheet(trip.context, read, "data", sheetNames.data);
      queue.sheet = sheet;
      if (isNew) setUpRows(sheet, 0, widths);
      beside = queueBeside(sheet, layout);
      if (layout.insert) {
        const { row, rows: count } = layout.insert;
        sheet.getRangeByIndexes(row, 0, count, 1).getEntireRow().insert("Down");
      }
      const places = layout.missing.map((index) => layout.columns[index]!);
      for (const { first, at, length } of columnRuns(places)) {
        const cells = sheet.getRangeByIndexes(layout.headingRow, at, 1, length);
        cells.values = [layout.missing.slice(first, first + length).map((index) => textForCell(dataHeadings[index]!))];
        cells.format.font.bold = true;
      }
    },
  };
  const finish: Piece = {
    bytes: 2000,
    queue: () => {
      finishTable(queue);
      for (const { row, values, column } of endsOf(layout, read.grid.date1904)) {
        const range = queue.sheet.getRangeByIndexes(row, column, 1, values.length).load("values");
        checks.push({ range, expected: [values] });
      }
    },
  };
  return {
    guard: { bytes: 2000, queue: () => there && guardRows(trip, there, layout) },
    pieces: [begin, ...layout.runs.flatMap((run) => runPieces(queue, run)), finish],
    name,
    filtered: layout.table?.filtered ?? false,
    stands: () => checks.every(({ range, expected }) => sameRow(expected[0]!, range.values[0]!)),
    overwritten: () => {
      const rows = queue.before.flatMap(wordsBefore);
      return there && rows.length > 0
        ? { sheet: there, values: rows.map(({ cells }) => cells), typed: rows.flatMap(typedIn(layout)) }
        : null;
    },
    strayed: () => strayedIn(beside, layout),
  };
}

/** Queues a look at what stands beside our columns, and between them, where actions are going to change their rows. */
function queueBeside(sheet: Excel.Worksheet, { moves, columns, headingRow }: DataLayout): Beside[] {
  if (moves.length === 0) return [];
  const rows = Math.max(...moves.map(({ from }) => from)) - headingRow;
  const end = Math.max(...columns) + 1 + columnsBeside;
  const theirs = [...Array(end).keys()].filter((column) => !columns.includes(column));
  return columnRuns(theirs).map(({ at, length }) => ({
    column: at,
    range: sheet.getRangeByIndexes(headingRow + 1, at, rows, length).load("values"),
  }));
}

/** Cells beside the rows of the table. */
interface Beside {
  column: number;
  range: Excel.Range;
}

function strayedIn(beside: readonly Beside[], { moves, headingRow }: DataLayout): StrayedNote[] {
  return beside.flatMap(({ column, range }) => {
    const values = loadedIn(range);
    return moves.flatMap(({ from, to, action }) =>
      (values[from - headingRow - 1] ?? []).flatMap((value, at) =>
        value === "" ? [] : [{ row: from, column: column + at, value, to, action }],
      ),
    );
  });
}

/** A row of the sheet, its cells in the order of the headings. */
interface RowBefore {
  row: number;
  cells: unknown[];
}

/** Rows in which somebody has written; those another run wrote are ours. */
function wordsBefore({ row, parts }: DataQueue["before"][number]): RowBefore[] {
  const rows = Array.from({ length: Math.max(...parts.map((range) => loadedIn(range).length)) }, (_, at) => ({
    row: row + at,
    cells: parts.flatMap((range) => loadedIn(range)[at] ?? []),
  }));
  return rows.filter(({ cells }) => cells.some((value) => value !== "") && !isOurRow(cells.map(String)));
}

const typedIn =
  ({ columns }: DataLayout) =>
  ({ row, cells }: RowBefore): TypedCell[] =>
    cells.flatMap((value, index) => (value === "" ? [] : [{ row, column: columns[index]!, value }]));

/**
 * Queues searches for our headings, and for the action of each row that somebody has written something beside: a row put in or
 * a sort between reading and writing would bring their words beside another action, a column put to another use would be blanked.
 */
function guardRows(trip: Trip, there: OurSheet, { headingRow, columns, missing }: DataLayout): void {
  const sheet = trip.context.workbook.worksheets.getItem(there.id);
  const { firstRow, firstColumn, cells } = there.grid;
  const own = new Set(columns);
  const guardAt = (row: number, column: number) =>
    guard(sheet.getRangeByIndexes(row, column, 1, 1), cells[row - firstRow]?.[column - firstColumn]?.value);
  const standing = columns.filter((_, index) => !missing.includes(index));
  if (standing.length === 0) return;
  // A column put in among ours moves one of the ends; one that was put to another use is called otherwise.
  const [first, last] = [Math.min(...standing), Math.max(...standing)];
  for (const column of new Set([first, last])) guardAt(headingRow, column);
  const between = sheet.getRangeByIndexes(headingRow, first, 1, last - first + 1);
  for (const column of standing.filter((each) => each !== first && each !== last)) {
    guard(between, cells[headingRow - firstRow]?.[column - firstColumn]?.value);
  }
  cells.forEach((row, at) => {
    const isTheirs = row.some(({ text }, column) => text !== "" && !own.has(firstColumn + column));
    if (isTheirs && firstRow + at > headingRow) guardAt(firstRow + at, columns[dataHeadings.indexOf("Action")]!);
  });
}

interface DataQueue {
  trip: Trip;
  read: WorkbookRead;
  /** Set by the first piece. */
  sheet: Excel.Worksheet;
  layout: DataLayout;
  isNew: boolean;
  /** What stood where nothing had stood, a run of columns at a time, in the order of the headings. */
  before: { row: number; parts: Excel.Range[] }[];
}

const rowsPerPiece = 500;

function runPieces(queue: DataQueue, run: DataRun): Piece[] {
  const { read, layout } = queue;
  const pieces: Piece[] = [];
  for (let from = 0; from < run.rows.length; from += rowsPerPiece) {
    const values = run.rows
      .slice(from, from + rowsPerPiece)
      .map((row) => row.map((cell) => valueForCell(cell, read.grid.date1904)));
    pieces.push({
      bytes: bytesOf(values) + values.length * 40 + 1000,
      queue: () => {
        const parts: Excel.Range[] = [];
        if (run.wasBlank && !queue.isNew) queue.before.push({ row: run.row + from, parts });
        for (const { first, at, length } of columnRuns(layout.columns)) {
          if (run.wasBlank && !queue.isNew)
            parts.push(queue.sheet.getRangeByIndexes(run.row + from, at, values.length, length).load("values"));
          const target = queue.sheet.getRangeByIndexes(run.row + from, at, values.length, length);
          for (const column of dateColumns) {
            if (column < first || column >= first + length) continue;
            target.getColumn(column - first).numberFormat = values.map(() => [dateFormat]);
          }
          target.values = values.map((row) => row.slice(first, first + length));
        }
      },
    });
  }
  return pieces;
}

function finishTable({ trip, read, sheet, layout }: DataQueue): void {
  const { box, table } = layout;
  const range = sheet.getRangeByIndexes(box.row, box.column, box.rows, box.columns);
  range.format.autofitRows();
  if (table) {
    const own = trip.context.workbook.tables.getItem(table.name);
    own.resize(range);
    // A filter stays; which rows it hides is worked out anew from what they say now.
    if (table.filtered) own.reapplyFilters();
    return;
  }
  const made = sheet.tables.add(range, true);
  made.set({ name: freeTableName(tableName, read.namesTaken), style: "TableStyleLight1", showBandedRows: false });
}

/** The last row of ours, as its cells are to read, a run of columns at a time. */
function endsOf(
  { runs, columns }: DataLayout,
  date1904: boolean,
): { row: number; column: number; values: unknown[] }[] {
  const last = runs.at(-1);
  if (!last) return [];
  const values = last.rows.at(-1)!.map((cell) => valueForCell(cell, date1904));
  return columnRuns(columns).map(({ first, at, length }) => ({
    row: last.row + last.rows.length - 1,
    column: at,
    values: values.slice(first, first + length),
  }));
}

function sameRow(written: readonly unknown[], there: readonly unknown[]): boolean {
  return written.every((value, index) =>
    typeof value === "string" && value.startsWith("'")
      ? String(there[index]) === value.slice(1)
      : value === there[index],
  );
}

/**
 * Puts notes beside their actions again, in one request each for all: those whose place is free. Gives those that stay where they
 * are.
 */
export async function putNotesBack(
  sheetId: string,
  notes: readonly StrayedNote[],
  job: Job = {},
): Promise<StrayedNote[]> {
  return run(async ({ context, read, write }) => {
    const sheet = context.workbook.worksheets.getItem(sheetId);
    const looked = notes.map((note) => ({
      note,
      from: sheet.getRangeByIndexes(note.row, note.column, 1, 1).load("values"),
      to: note.to === null ? null : sheet.getRangeByIndexes(note.to, note.column, 1, 1).load("values"),
    }));
    await read();
    const stay: StrayedNote[] = [];
    for (const { note, from, to } of looked) {
      const isFree = to !== null && to.values[0]![0] === "" && from.values[0]![0] === note.value;
      if (!isFree) {
        stay.push(note);
        continue;
      }
      to.values = [[typeof note.value === "string" ? textForCell(note.value) : note.value]];
      from.clear("Contents");
    }
    await write();
    return stay;
  }, job);
}
