/**
 * Where the rows of Update data go on its sheet, whatever people have done to it: columns inserted or added, rows sorted,
 * notes underneath, the table renamed or taken away.
 *
 * Only our own columns of our own rows are ever written. Where somebody has put something beside the rows, every action
 * keeps its row, so that what stands beside it goes on belonging to it. Pure: talks to no Excel.
 */
import type { Box, GridCell, SheetGrid } from "../plan/grid";
import { matchSnapshots } from "../plan/history";
import type { SnapshotRow } from "../plan/model";
import { cellText, findHeadings } from "../plan/records";
import type { LocatedColumns } from "../plan/records";
import { toSerial } from "../plan/calendar";
import type { DataCell } from "../plan/update/data";
import { dataHeadings, goneStatus, isDataReading, isDataStatus } from "../plan/update/data";
import { oneLine } from "../plan/words";

/** A table where it stands. */
export interface PlacedTable {
  name: string;
  box: Box;
  /** Whether somebody's filter hides rows of it. */
  filtered: boolean;
}

/** The sheet as it was read. */
export interface DataSheetRead {
  grid: SheetGrid;
  tables: readonly PlacedTable[];
}

/** Rows to be written below each other; rows of the sheet count from 0. */
export interface DataRun {
  row: number;
  rows: DataCell[][];
  /** Whether nothing stood there when the sheet was read. */
  wasBlank: boolean;
}

/** Where the action of a row goes that nothing stands beside; null where it has left. Rows of the sheet count from 0. */
export interface DataMove {
  from: number;
  to: number | null;
  action: string;
}

/** What is to be done with the sheet. */
export interface DataLayout {
  headingRow: number;
  /** The sheet's column of each heading. */
  columns: number[];
  /** Headings that are not there, by their place in the list. */
  missing: number[];
  /** Rows to be put in first, so that what stands underneath moves down; null for none. */
  insert: { row: number; rows: number } | null;
  runs: DataRun[];
  /** Rows of ours that stand there with nothing beside them, and whose action goes to another row, or to none. */
  moves: DataMove[];
  /** Our table, whatever it is called now; null where there is none any more. */
  table: PlacedTable | null;
  /** What the table is to cover. */
  box: Box;
}

const noOtherNames = Object.fromEntries(dataHeadings.map((heading) => [heading, []]));
const [refAt, sectionAt, actionAt, leadAt, timescaleAt, readAsAt, statusAt] = (
  ["Ref", "Section", "Action", "Lead", "Timescale as written", "Read as", "Status"] as const
).map((heading) => dataHeadings.indexOf(heading)) as [number, number, number, number, number, number, number];

/**
 * Lays the rows out on the sheet as it was read; null for a sheet that is new.
 * @param people shows people as the rows do: names, or job titles in their place.
 */
export function layOutData(
  there: DataSheetRead | null,
  { rows, people }: { rows: readonly DataCell[][]; people: (text: string) => string },
): DataLayout {
  const sheet = new Sheet(there?.grid ?? null);
  const found = sheet.isBlank ? null : findHeadings(sheet.rows, dataHeadings, noOtherNames, "ours");
  const headingRow = found ? found.headingRow : sheet.rows.length === 0 ? 0 : sheet.rows.length + 1;
  let free = Math.max(sheet.width, ...(there?.tables.map(({ box }) => box.column + box.columns) ?? []));
  if (!found) free = 0;
  const standing = found ? withRenamed(sheet, found, rows) : dataHeadings.map(() => -1);
  const columns = standing.map((column) => (column >= 0 ? column : free++));
  const missing = standing.flatMap((column, index) => (column >= 0 ? [] : [index]));
  const table =
    there?.tables.find(
      ({ box }) =>
        box.row === headingRow && columns.some((column) => column >= box.column && column < box.column + box.columns),
    ) ?? null;

  const body = found ? sheet.bodyBelow(headingRow, columns, table) : [];
  const same = sameActions(body, rows, people);
  const { slots, appended } = assign(body, rows, { same, people });
  const firstRow = headingRow + 1;
  const bodyEnd = firstRow + body.length;
  const under = sheet.nextFilledRow(bodyEnd);
  const insert =
    under !== null && bodyEnd + appended.length > under
      ? { row: bodyEnd, rows: bodyEnd + appended.length - under }
      : null;
  const placed: (DataCell[] | null)[] = [...slots, ...appended];
  const last = placed.findLastIndex(
    (row, at) => row !== null && (at >= body.length || row.some((cell) => cell !== "")),
  );
  const lastForeign = body.findLastIndex(({ is }) => is === "foreign");
  return {
    headingRow,
    columns,
    missing,
    insert,
    runs: runsOf(placed, firstRow, body),
    moves: movesOf(placed, firstRow, { body, same }),
    table,
    box: tableBox(columns, headingRow, Math.max(1, last + 1, lastForeign + 1), table),
  };
}

/**
 * Our columns as they stand, those somebody has given another heading too: one that stands in the place of ours is ours while it
 * says what ours says, and theirs where it says something else or nothing.
 */
function withRenamed(
  sheet: Sheet,
  { headingRow, columns }: LocatedColumns,
  rows: readonly DataCell[][],
): readonly number[] {
  const known = [...columns];
  known.forEach((column, index) => {
    if (column >= 0) return;
    const [before, after] = [known[index - 1] ?? -1, known[index + 1] ?? -1];
    const place = before >= 0 ? before + 1 : after - 1;
    if (place < 0 || known.includes(place) || !saysTheSame(sheet, headingRow, place, rows, index)) return;
    known[index] = place;
  });
  return known;
}

/**
 * Whether a column says what ours says now. One word of theirs makes it theirs; but for the actions, which change their words and
 * by which rows are known: there half is enough.
 */
function saysTheSame(
  sheet: Sheet,
  headingRow: number,
  column: number,
  rows: readonly DataCell[][],
  index: number,
): boolean {
  const now = new Set(rows.flatMap((row) => saidBy(row[index])));
  const isOurs = (cell: GridCell | undefined) => {
    const text = oneLine(cellText(cell));
    if (index === statusAt) return isDataStatus(text);
    if (index === readAsAt) return isDataReading(text);
    return now.has(text) || now.has(String(cell?.value));
  };
  const filled = sheet.rows
    .slice(headingRow + 1)
    .map((row) => row[column])
    .filter((cell) => cellText(cell) !== "");
  const ours = filled.filter(isOurs).length;
  return ours > 0 && ours >= filled.length * (index === actionAt ? 0.5 : 1);
}

/** What a cell of ours says, as text or as the number of a day. */
function saidBy(cell: DataCell | undefined): string[] {
  if (cell && typeof cell === "object") return [false, true].map((date1904) => String(toSerial(cell.date, date1904)));
  return cellOf(cell) === "" ? [] : [oneLine(cellOf(cell))];
}

/** Whether somebody has put something beside the rows, among them or underneath. */
export function hasForeignWords(grid: SheetGrid): boolean {
  const sheet = new Sheet(grid);
  const found = findHeadings(sheet.rows, dataHeadings, noOtherNames, "ours");
  if (!found) return !sheet.isBlank;
  const own = new Set(found.columns);
  return sheet.rows.some((cells, row) => {
    const texts = found.columns.map((column) => cellText(cells[column]));
    const isOurs = row === found.headingRow || (row > found.headingRow && isOurRow(texts));
    return cells.some((cell, column) => cellText(cell) !== "" && !(isOurs && own.has(column)));
  });
}

/** Whether cells under our headings, in the order of the headings, are a row we wrote; by what is left of its columns. */
export function isOurRow(texts: readonly string[]): boolean {
  return texts[actionAt] !== "" && (isDataStatus(texts[statusAt]!) || isDataReading(texts[readAsAt]!));
}

/** What a row under the headings is. */
interface BodyRow {
  is: "ours" | "blank" | "foreign";
  /** What our columns say. */
  texts: string[];
  /** Whether somebody has put something beside it. */
  beside: boolean;
}

/** The cells of the sheet from its very first one on. */
class Sheet {
  readonly rows: readonly (readonly GridCell[])[];
  readonly width: number;
  readonly isBlank: boolean;

  constructor(grid: SheetGrid | null) {
    const blank: GridCell = { kind: "empty", text: "", value: null, format: "General" };
    const before = Array.from({ length: grid?.firstColumn ?? 0 }, () => blank);
    this.rows = grid
      ? [...Array.from({ length: grid.firstRow }, () => []), ...grid.cells.map((row) => [...before, ...row])]
      : [];
    this.width = Math.max(0, ...this.rows.map(({ length }) => length));
    this.isBlank = this.rows.every((row) => row.every((cell) => cellText(cell) === ""));
  }

  /** The rows that belong to the table: all it covers, or as far down as there are rows of ours; notes underneath left out. */
  bodyBelow(headingRow: number, columns: readonly number[], table: PlacedTable | null): BodyRow[] {
    const own = new Set(columns);
    const end = table ? table.box.row + table.box.rows : this.rows.length;
    const body = Array.from({ length: Math.max(0, end - headingRow - 1) }, (_, index): BodyRow => {
      const cells = this.rows[headingRow + 1 + index] ?? [];
      const texts = columns.map((column) => cellText(cells[column]));
      return {
        is: isOurRow(texts) ? "ours" : texts.every((text) => text === "") ? "blank" : "foreign",
        texts,
        beside: cells.some((cell, column) => !own.has(column) && cellText(cell) !== ""),
      };
    });
    const last = body.findLastIndex(({ is, beside }) => is === "ours" || (table !== null && is === "blank" && beside));
    const hasForeignTail = body.slice(last + 1).some(({ is }) => is === "foreign");
    return table && !hasForeignTail ? body : body.slice(0, last + 1);
  }

  nextFilledRow(from: number): number | null {
    const at = this.rows.slice(from).findIndex((row) => row.some((cell) => cellText(cell) !== ""));
    return at < 0 ? null : from + at;
  }
}

const cellOf = (cell: DataCell | undefined) =>
  typeof cell === "string" || typeof cell === "number" ? String(cell) : "";

/** Gives every row its place among the rows there are; null for a row that is not ours to write. The rest is appended. */
function assign(
  body: readonly BodyRow[],
  rows: readonly DataCell[][],
  { same, people }: { same: ReadonlyMap<number, DataCell[]>; people: (text: string) => string },
): { slots: (DataCell[] | null)[]; appended: DataCell[][] } {
  const slots: (DataCell[] | null)[] = body.map(({ is }) => (is === "foreign" ? null : dataHeadings.map(() => "")));
  const open = new Set(body.flatMap(({ is }, at) => (is === "foreign" ? [] : [at])));
  const waiting = new Set(rows);
  if (body.some(({ is, beside }) => beside || is === "foreign")) {
    for (const [at, row] of same) {
      slots[at] = row;
      open.delete(at);
      waiting.delete(row);
    }
    body.forEach(({ is, beside, texts }, at) => {
      if (!beside || !open.delete(at)) return;
      if (is === "ours") slots[at] = goneRow(texts, people);
    });
  }
  const left = [...waiting];
  const free = [...open];
  free.forEach((at, index) => {
    if (left[index]) slots[at] = left[index];
  });
  return { slots, appended: left.slice(free.length) };
}

/**
 * Rows that stand there with the rows to be written of the same action: told as the history tells them, so that a plan that was
 * numbered anew, or a row that was reworded, keeps what people wrote beside it.
 */
function sameActions(
  body: readonly BodyRow[],
  rows: readonly DataCell[][],
  people: (text: string) => string,
): ReadonlyMap<number, DataCell[]> {
  const ours = body.flatMap(({ is }, at) => (is === "ours" ? [at] : []));
  const before = ours.map((at) => snapshotRow(body[at]!.texts.map((text, column) => shown(text, column, people))));
  const now = rows.map((row) => snapshotRow(row.map(cellOf)));
  // Of rows that say the same, their reference tells as long as the lead is the same; then who leads and by when tells more than
  // a number: where a row was put in, all have another.
  const alike: (readonly [number, number])[] = [];
  const [settledBefore, settledNow] = [new Set<number>(), new Set<number>()];
  const settle = (keyOf: (row: SnapshotRow) => string | null) => {
    const [onceBefore, onceNow] = [onlyOnes(before, settledBefore, keyOf), onlyOnes(now, settledNow, keyOf)];
    for (const [key, b] of onceBefore) {
      const n = onceNow.get(key);
      if (n === undefined) continue;
      alike.push([b, n]);
      settledBefore.add(b);
      settledNow.add(n);
    }
  };
  settle(({ ref, action, lead }) => (ref === null ? null : keyOfTexts([ref, action, lead])));
  settle(({ action, lead, timescale }) => keyOfTexts([action, lead, timescale]));
  const restBefore = [...before.keys()].filter((at) => !settledBefore.has(at));
  const restNow = [...now.keys()].filter((at) => !settledNow.has(at));
  const { pairs } = matchSnapshots(
    restBefore.map((at) => before[at]!),
    restNow.map((at) => now[at]!),
  );
  const others = pairs.map((pair) => [restBefore[pair.before]!, restNow[pair.now]!] as const);
  return new Map([...alike, ...others].map(([b, n]) => [ours[b]!, rows[n]!]));
}

const keyOfTexts = (texts: readonly (string | null)[]) => JSON.stringify(texts.map((text) => oneLine(text ?? "")));

/** Where each row stands, of those not settled, of which there is only one. */
function onlyOnes(
  rows: readonly SnapshotRow[],
  settled: ReadonlySet<number>,
  keyOf: (row: SnapshotRow) => string | null,
): Map<string, number> {
  const places = new Map<string, number[]>();
  rows.forEach((row, at) => {
    const key = settled.has(at) ? null : keyOf(row);
    if (key === null) return;
    const known = places.get(key);
    if (known) known.push(at);
    else places.set(key, [at]);
  });
  return new Map([...places].flatMap(([key, at]) => (at.length === 1 ? [[key, at[0]!] as const] : [])));
}

function snapshotRow(texts: readonly string[]): SnapshotRow {
  const text = (at: number) => texts[at] ?? "";
  return {
    ref: text(refAt) || null,
    section: text(sectionAt),
    action: text(actionAt),
    lead: text(leadAt) || null,
    timescale: text(timescaleAt),
    due: null,
    status: "no-date",
    rowCheck: "",
  };
}

/** What a cell of a row that stands there would say if it were written now. */
function shown(text: string, column: number, people: (text: string) => string): string {
  return column === actionAt || column === leadAt ? people(text) : text;
}

function goneRow(texts: readonly string[], people: (text: string) => string): DataCell[] {
  const kept = new Set([refAt, sectionAt, actionAt]);
  return dataHeadings.map((_, index) =>
    index === statusAt ? goneStatus : kept.has(index) ? shown(texts[index]!, index, people) : "",
  );
}

function runsOf(placed: readonly (DataCell[] | null)[], firstRow: number, body: readonly BodyRow[]): DataRun[] {
  const runs: DataRun[] = [];
  placed.forEach((row, index) => {
    if (!row) return;
    const wasBlank = body[index]?.is !== "ours";
    const last = runs.at(-1);
    if (last && last.row + last.rows.length === firstRow + index && last.wasBlank === wasBlank) last.rows.push(row);
    else runs.push({ row: firstRow + index, rows: [row], wasBlank });
  });
  return runs;
}

function movesOf(
  placed: readonly (DataCell[] | null)[],
  firstRow: number,
  { body, same }: { body: readonly BodyRow[]; same: ReadonlyMap<number, DataCell[]> },
): DataMove[] {
  const places = new Map(placed.flatMap((row, at) => (row ? [[row, firstRow + at] as const] : [])));
  return body.flatMap(({ is, beside, texts }, at) => {
    const row = same.get(at);
    const to = (row && places.get(row)) ?? null;
    if (is !== "ours" || beside || to === firstRow + at) return [];
    return [{ from: firstRow + at, to, action: oneLine(texts[actionAt]!) }];
  });
}

function tableBox(columns: readonly number[], headingRow: number, rows: number, table: PlacedTable | null): Box {
  const first = Math.min(...columns, table?.box.column ?? Infinity);
  const end = Math.max(...columns.map((column) => column + 1), table ? table.box.column + table.box.columns : 0);
  return { row: headingRow, column: first, rows: rows + 1, columns: end - first };
}
