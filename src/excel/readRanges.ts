/**
 * Reads values, and where they are wanted formats, of the used parts of sheets; in one answer where it fits, in pieces under
 * the limit where not. Never writes.
 */
import { parseAddress } from "../plan/grid";
import type { Box, GridTable, SheetGrid } from "../plan/grid";
import { messageLimit, stopIfCancelled, utf8Length } from "./batch";
import type { Job, Trip } from "./batch";
import { looksWanted, toCell } from "./cells";
import { beyond, firstWindow, furtherWindows } from "./extent";
import { asExcelProblem, placeOfFailure } from "./problem";
import type { ListedSheet, ListedTable } from "./sheetList";

/** The values of a sheet's used part. */
export interface SheetValues {
  /** Where the first window's used part stands; null where it is blank. */
  box: Box | null;
  values: unknown[][];
  /** The used part of each further window. */
  furtherBoxes: (Box | null)[];
  /** The rows that carry on below the first window, as wide as it is. */
  more: { values: unknown[][] };
}

type UsedRange = { used: Excel.Range; sheet: ListedSheet };

const boxOf = ({ used }: UsedRange): Box | null =>
  used.isNullObject
    ? null
    : { row: used.rowIndex, column: used.columnIndex, rows: used.rowCount, columns: used.columnCount };

const sheetOf = ({ context }: Trip, { id }: ListedSheet) => context.workbook.worksheets.getItem(id);

const usedIn = (trip: Trip, sheet: ListedSheet, window: Box, load: string): UsedRange => ({
  sheet,
  used: sheetOf(trip, sheet)
    .getRangeByIndexes(window.row, window.column, window.rows, window.columns)
    .getUsedRangeOrNullObject(true)
    .load(load),
});

const places = "rowIndex,columnIndex,rowCount,columnCount";

/**
 * The values of every sheet. One request; one more where a sheet is used beyond the first window, and more where one answer
 * would pass the limit.
 */
export async function readValues(trip: Trip, sheets: readonly ListedSheet[], job: Job): Promise<SheetValues[]> {
  const ask = (withValues: boolean) =>
    sheets.map((sheet) => ({
      first: usedIn(trip, sheet, firstWindow, withValues ? `${places},values` : places),
      whole: { sheet, used: sheetOf(trip, sheet).getUsedRangeOrNullObject(true).load(places) },
    }));
  let asked = ask(true);
  let fits = true;
  try {
    await trip.read();
  } catch (error) {
    if (asExcelProblem(error).reason !== "too-large") throw error;
    fits = false;
    asked = ask(false);
    await trip.read();
  }
  const found = asked.map(({ first }): SheetValues => {
    const box = boxOf(first);
    return { box, values: fits && box ? first.used.values : [], furtherBoxes: [], more: { values: [] } };
  });
  await readFurther(
    trip,
    asked.flatMap(({ whole }, index) =>
      goesBeyond(boxOf(whole)) ? [{ sheet: whole.sheet, into: found[index]! }] : [],
    ),
  );

  const parts = found.flatMap((sheet, index): Part[] => {
    const { read } = beyond(sheet.box, sheet.furtherBoxes);
    const below = read.filter(({ row }) => row >= firstWindow.rows);
    const inFirst = fits || !sheet.box ? [] : [{ sheet: sheets[index]!, box: sheet.box, into: sheet.values }];
    if (below.length === 0) return inFirst;
    // One run of rows from the end of what was read to the end of what carries on, as wide as the first window's part.
    const from = sheet.box ? sheet.box.row + sheet.box.rows : below[0]!.row;
    const to = Math.max(...below.map(({ row, rows }) => row + rows));
    const box = { row: from, rows: to - from, column: sheet.box?.column ?? 0, columns: sheet.box?.columns ?? 1 };
    return [...inFirst, { sheet: sheets[index]!, box, into: sheet.more.values }];
  });
  await readParts(trip, parts, job);
  return found;
}

/** Asks how much is used of the windows beyond the first, of the sheets that have anything there. */
async function readFurther(trip: Trip, sheets: readonly { sheet: ListedSheet; into: SheetValues }[]): Promise<void> {
  if (sheets.length === 0) return;
  const asked = sheets.map(({ sheet, into }) => ({
    into,
    used: furtherWindows.map((window) => usedIn(trip, sheet, window, places)),
  }));
  await trip.read();
  for (const { into, used } of asked) into.furtherBoxes = used.map(boxOf);
}

function goesBeyond(box: Box | null): boolean {
  return box !== null && (box.row + box.rows > firstWindow.rows || box.column + box.columns > firstWindow.columns);
}

/** A part of a sheet still to be read, and where its values go. */
interface Part {
  sheet: ListedSheet;
  box: Box;
  into: unknown[][];
}

/** A cell's text is not known before it is read: the first piece is planned for long prose, the rest by what came. */
const unknownCell = 500;

/** What follows may be longer than what has come. */
const margin = 1.5;

async function readParts(trip: Trip, parts: readonly Part[], job: Job): Promise<void> {
  const total = parts.reduce((sum, { box }) => sum + box.rows, 0);
  let waiting = parts.map((part) => ({ part, box: part.box }));
  let cellBytes = unknownCell;
  let done = 0;
  while (waiting.length > 0) {
    const { group, rest } = oneAnswer(waiting, cellBytes);
    const reads = group.map(({ part, box }) => ({ part, box, range: rangeOf(trip, part.sheet, box).load("values") }));
    try {
      // Turns are few: each carries several megabytes.
      await trip.read();
    } catch (error) {
      const tooLong = asExcelProblem(error).reason === "too-large" && group.some(({ box }) => box.rows > 1);
      if (!tooLong) throw error;
      cellBytes *= 4;
      continue;
    }
    stopIfCancelled(job);
    let most = 1;
    for (const { part, box, range } of reads) {
      part.into.push(...range.values);
      done += box.rows;
      most = Math.max(most, jsonBytes(range.values) / (box.rows * box.columns));
    }
    cellBytes = most * margin;
    waiting = rest;
    job.say?.(`Read ${done} of ${total} rows`);
  }
}

/** As many rows as one answer holds, and what is left for the next ones. */
function oneAnswer<T extends { box: Box }>(waiting: readonly T[], cellBytes: number): { group: T[]; rest: T[] } {
  const group: T[] = [];
  let room = messageLimit;
  for (const [index, item] of waiting.entries()) {
    const { box } = item;
    const fitting = Math.floor(room / (box.columns * cellBytes));
    const rows = Math.min(box.rows, group.length === 0 ? Math.max(1, fitting) : fitting);
    if (rows > 0) group.push({ ...item, box: { ...box, rows } });
    room -= rows * box.columns * cellBytes;
    if (rows < box.rows) {
      const left = { ...item, box: { ...box, row: box.row + rows, rows: box.rows - rows } };
      return { group, rest: [left, ...waiting.slice(index + 1)] };
    }
  }
  return { group, rest: [] };
}

const jsonBytes = (values: unknown) => utf8Length(JSON.stringify(values));

function rangeOf(trip: Trip, sheet: ListedSheet, { row, column, rows, columns }: Box): Excel.Range {
  return sheetOf(trip, sheet).getRangeByIndexes(row, column, rows, columns);
}

/** A box in runs of rows that each keep an answer under the limit. */
function runsOf(box: Box, bytesPerRow: number): Box[] {
  const rowsAtOnce = Math.max(1, Math.floor(messageLimit / Math.max(1, bytesPerRow)));
  const runs: Box[] = [];
  for (let row = 0; row < box.rows; row += rowsAtOnce) {
    runs.push({ ...box, row: box.row + row, rows: Math.min(rowsAtOnce, box.rows - row) });
  }
  return runs;
}

/** Groups items so that each group stays under the limit of one answer. */
function together<T>(items: readonly T[], bytesOf: (item: T) => number): T[][] {
  const groups: T[][] = [];
  let bytes = Infinity;
  for (const item of items) {
    const size = bytesOf(item);
    if (bytes + size > messageLimit) {
      groups.push([]);
      bytes = 0;
    }
    groups.at(-1)!.push(item);
    bytes += size;
  }
  return groups;
}

/** A sheet whose formats are wanted. */
export interface FormatsWanted {
  sheet: ListedSheet;
  values: SheetValues;
  size: { grid: SheetGrid };
  /** Bold, italic, struck through, colours. */
  withLooks: boolean;
}

/** Whole grids of the sheets asked for, by sheet name, and what could not be had of them. */
export interface Formats {
  grids: Map<string, SheetGrid>;
  leftOut: string[];
}

/** A cell's look, number format and place take about this many bytes of an answer, its text not counted. */
const lookBytes = 120;

/**
 * Reads how cells look and what their numbers mean. One request, more where one answer would pass the limit or proves to; none
 * for none.
 */
export async function readFormats(
  trip: Trip,
  wanted: readonly FormatsWanted[],
  tables: readonly ListedTable[],
  job: Job,
): Promise<Formats> {
  const formats: Formats = { grids: new Map(), leftOut: [] };
  const filled = wanted.filter(({ size }) => size.grid.cells.length > 0);
  if (filled.length === 0) return formats;
  let withMerges = true;
  let times = 1;
  // Two turns at the most where merges are in the way, and one more for each time the answer proves four times too long.
  for (;;) {
    try {
      await readGrids(trip, filled, { tables, withMerges, times }, job, formats);
      return formats;
    } catch (error) {
      formats.grids.clear();
      if (withMerges && placeOfFailure(error).includes("getMergedAreas")) {
        // More than 512 merged areas make Excel refuse to list them; the sheet is then read as if it had none.
        withMerges = false;
        formats.leftOut.push("A sheet has more merged cells than Excel lists, so it was read as if it had none.");
      } else if (asExcelProblem(error).reason === "too-large" && times < mostTimes) {
        times *= 4;
      } else throw error;
    }
  }
}

/** How many times as long as planned an answer may prove before it is given up. */
const mostTimes = 256;

async function readGrids(
  trip: Trip,
  wanted: readonly FormatsWanted[],
  { tables, withMerges, times }: { tables: readonly ListedTable[]; withMerges: boolean; times: number },
  job: Job,
  into: Formats,
): Promise<void> {
  const plans = wanted.map((want) => ({ want, grid: { ...want.size.grid, cells: [] } as SheetGrid }));
  const runs = plans.flatMap(({ want, grid }) => {
    const { cells } = want.size.grid;
    const rowBytes = averageRow(cells, want.withLooks) * times;
    const box = { row: grid.firstRow, column: grid.firstColumn, rows: cells.length, columns: cells[0]!.length };
    return runsOf(box, rowBytes).map((run) => ({ want, grid, run, bytes: run.rows * rowBytes }));
  });
  const extras = plans.map(({ want, grid }) => {
    const whole = rangeOf(trip, want.sheet, boxOfGrid(want.size.grid));
    const merged = withMerges ? whole.getMergedAreasOrNullObject().load("address") : null;
    const finishTables = queueTables(trip, want.sheet, tables);
    return () => {
      grid.merges = merged && !merged.isNullObject ? boxesOf(merged.address) : [];
      grid.tables = finishTables();
    };
  });
  const groups = together(runs, ({ bytes }) => bytes);
  const total = runs.reduce((sum, { run }) => sum + run.rows, 0);
  let done = 0;
  for (const [index, group] of groups.entries()) {
    const reads = group.map((item) => ({ ...item, ...queueFormats(trip, item.want, item.run) }));
    // Turns are few: each carries several megabytes.
    await trip.read();
    stopIfCancelled(job);
    if (index === 0) for (const finish of extras) finish();
    for (const { grid, want, run, range, looks, hidden } of reads) {
      const offset = run.row - grid.firstRow;
      range.text.forEach((texts, r) => {
        const known = want.size.grid.cells[offset + r]!;
        grid.cells.push(
          known.map((cell, c) =>
            toCell(cell.value, texts[c] ?? "", String(range.numberFormat[r]?.[c] ?? "General"), looks?.value[r]?.[c]),
          ),
        );
      });
      grid.hiddenRows.push(...hidden.value.flatMap((row, r) => (row.rowHidden ? [run.row + r] : [])));
      done += run.rows;
    }
    if (groups.length > 1) job.say?.(`Read ${done} of ${total} rows`);
  }
  for (const { want, grid } of plans) into.grids.set(want.sheet.name, grid);
}

function queueFormats(trip: Trip, { sheet, withLooks }: FormatsWanted, run: Box) {
  const range = rangeOf(trip, sheet, run).load("text,numberFormat");
  return {
    range,
    looks: withLooks ? range.getCellProperties(looksWanted) : null,
    hidden: range.getRowProperties({ rowHidden: true }),
  };
}

const boxOfGrid = ({ firstRow, firstColumn, cells }: SheetGrid): Box => ({
  row: firstRow,
  column: firstColumn,
  rows: cells.length,
  columns: cells[0]!.length,
});

/** About how many bytes a row of a sheet takes in an answer: as much as its longest stretch of a hundred rows does. */
function averageRow(cells: SheetGrid["cells"], withLooks: boolean): number {
  let most = 0;
  for (let from = 0; from < cells.length; from += 100) {
    const some = cells.slice(from, from + 100);
    const bytes = some.flat().reduce((sum, { text }) => sum + utf8Length(text) + 30 + (withLooks ? lookBytes : 0), 0);
    most = Math.max(most, bytes / some.length);
  }
  return most;
}

function queueTables(trip: Trip, sheet: ListedSheet, tables: readonly ListedTable[]): () => GridTable[] {
  const here = tables
    .filter((table) => table.sheet === sheet.name)
    .map((table) => ({ table, range: trip.context.workbook.tables.getItem(table.name).getRange().load("address") }));
  return () =>
    here.flatMap(({ table, range }) => {
      const box = parseAddress(range.address);
      return box ? [{ name: table.name, box, hasHeadings: table.hasHeadings, hasTotals: table.hasTotals }] : [];
    });
}

/** The boxes of "Plan!A1:B2,Plan!A5:A9". Sheet names with commas are quoted, so only commas outside quotes part. */
function boxesOf(address: string): Box[] {
  const boxes: Box[] = [];
  for (const part of address.match(/(?:'(?:[^']|'')*'|[^,'])+/g) ?? []) {
    const box = parseAddress(part.trim());
    if (box) boxes.push(box);
  }
  return boxes;
}
