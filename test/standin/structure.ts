/**
 * Putting in and taking out rows, columns or blocks of cells, and sorting: everything that stands on the sheet moves as in
 * Excel (values, looks, heights, merges, tables, conditional formats, links, checks on entry, print titles, page breaks,
 * names and formulas everywhere). Refuses nothing: the rules are the server's.
 */
import { formatBox, intersect, MAX_COLUMNS, MAX_ROWS, parseBox, parseBoxes, type Box } from "./address";
import { cellName } from "../../src/plan/grid";
import { stored, valueOf, type FormulaValue, type Stored } from "./cells";
import { offsetFormula, shiftFormula, shiftIndex, shiftSpan, type Shift } from "./formula";
import type { InternalCell, InternalRow, Link, SheetModel, TableModel } from "./sheet";

/** A shift of whole rows or columns, or (with `span`) only of the cells between two columns or rows. */
export interface SheetShift extends Shift {
  /** The run across the axis that moves; absent for whole rows or columns. */
  span?: { start: number; length: number };
}

const across = (shift: SheetShift): { start: number; length: number } =>
  shift.span ?? { start: 0, length: shift.axis === "row" ? MAX_COLUMNS : MAX_ROWS };

/** Where a box goes: null when all of it was taken out; itself when the shift only touches part of its width. */
export function shiftBox(box: Box, shift: SheetShift): Box | null {
  const run = across(shift);
  const [start, length, crossStart, crossLength] =
    shift.axis === "row" ? [box.row, box.rows, box.column, box.columns] : [box.column, box.columns, box.row, box.rows];
  if (crossStart < run.start || crossStart + crossLength > run.start + run.length) return box;
  const limit = shift.axis === "row" ? MAX_ROWS : MAX_COLUMNS;
  if (start === 0 && length === limit) return box;
  const moved = shiftSpan(start, length, shift);
  if (!moved) return null;
  const cut = Math.min(moved.length, limit - moved.start);
  return shift.axis === "row" ? { ...box, row: moved.start, rows: cut } : { ...box, column: moved.start, columns: cut };
}

export interface ShiftWorld {
  sheets: SheetModel[];
  names: { refersTo: string }[];
}

export function shiftCells(world: ShiftWorld, sheet: SheetModel, shift: SheetShift): void {
  const merges = sheet.merges();
  for (const merge of merges)
    sheet.ws.unMergeCells(merge.row + 1, merge.column + 1, merge.row + merge.rows, merge.column + merge.columns);

  if (!shift.span && shift.axis === "row") shiftRows(sheet, shift);
  else moveBlock(sheet, shift);

  for (const merge of merges) {
    const box = shiftBox(merge, shift);
    if (box && box.rows * box.columns > 1)
      sheet.ws.mergeCellsWithoutStyle(box.row + 1, box.column + 1, box.row + box.rows, box.column + box.columns);
  }
  for (const table of sheet.tables()) {
    const old = sheet.tableBox(table);
    const box = shiftBox(old, shift);
    if (!box) {
      delete sheet.internal.tables[table.name];
      continue;
    }
    if (shift.axis === "column" && box.columns !== old.columns) resizeTableColumns(table, old, shift);
    if (shift.axis === "row" && shift.count < 0) loseTableRows(sheet, table, old, box, shift);
    else sheet.setTableBox(table, box);
  }
  shiftConditionalFormats(sheet, shift);
  shiftLinks(sheet, shift);
  shiftValidations(sheet, shift);
  if (!shift.span) shiftPage(sheet, shift);
  if (!shift.span) {
    for (const other of world.sheets)
      changeFormulas(other, (formula) => shiftFormula(formula, other.name, sheet.name, shift));
    for (const name of world.names) name.refersTo = shiftFormula(name.refersTo, "", sheet.name, shift);
  }
}

/** A table whose heading or totals were taken out goes on without; one left without a row of its own is a table no more. */
function loseTableRows(sheet: SheetModel, table: TableModel, old: Box, box: Box, shift: SheetShift): void {
  const isGone = (row: number) => shiftIndex(row, shift) === null;
  if (table.headerRow && isGone(old.row)) table.headerRow = false;
  if (table.totalsRow && isGone(old.row + old.rows - 1)) table.totalsRow = false;
  const body = box.rows - (table.headerRow ? 1 : 0) - (table.totalsRow ? 1 : 0);
  if (body > 0) sheet.setTableBox(table, box);
  else delete sheet.internal.tables[table.name];
}

function resizeTableColumns(table: { columns: { name: string }[] }, old: Box, shift: SheetShift): void {
  const at = shift.at - old.column;
  if (shift.count > 0) {
    const taken = new Set(table.columns.map((column) => column.name.toLowerCase()));
    const added = Array.from({ length: shift.count }, () => {
      let n = 1;
      while (taken.has(`column${n}`)) n++;
      taken.add(`column${n}`);
      return { name: `Column${n}` };
    });
    table.columns.splice(at, 0, ...added);
  } else {
    const from = Math.max(0, at);
    table.columns.splice(from, Math.min(old.columns, at - shift.count) - from);
  }
}

/** A cell's value at its new place: a formula over several cells names them. */
function carried(value: Stored, rows: number, columns: number): Stored {
  if (typeof value !== "object" || value === null || !("formula" in value) || !value.ref) return value;
  const box = parseBox(value.ref);
  return box ? { ...value, ref: formatBox({ ...box, row: box.row + rows, column: box.column + columns }) } : value;
}

function renumberRow(row: InternalRow, index: number): void {
  const moved = index + 1 - row._number;
  row._number = index + 1;
  row._cells.forEach((cell, column) => {
    if (!cell) return;
    // exceljs keeps the address twice and writes the value's into the file.
    cell._address = cellName(index, column);
    cell._value.address = cell._address;
    if (cell.type === 6) cell.value = carried(cell.value as Stored, moved, 0);
  });
}

function shiftRows(sheet: SheetModel, shift: SheetShift): void {
  const rows = sheet.internal._rows;
  if (shift.count < 0) rows.splice(shift.at, -shift.count);
  else if (rows.length > shift.at) rows.splice(shift.at, 0, ...new Array<undefined>(shift.count).fill(undefined));
  for (let i = shift.at; i < rows.length; i++) {
    const row = rows[i];
    if (row) renumberRow(row, i);
  }
  // A new row looks like the one above it, as Excel's does.
  if (shift.count > 0 && shift.at > 0) {
    const above = rows[shift.at - 1];
    for (let i = 0; above && i < shift.count; i++) {
      const row = sheet.ws.getRow(shift.at + i + 1) as unknown as InternalRow;
      row.style = above.style;
      above._cells.forEach((cell, column) => {
        if (cell && cell.style && Object.keys(cell.style).length > 0)
          sheet.make(shift.at + i, column).style = { ...cell.style };
      });
    }
  }
}

function clearCell(cell: InternalCell): void {
  cell.value = null;
  cell.style = {};
  cell._comment = undefined;
}

/** Moves the cells of a block one by one; used for columns and for part of the rows. */
function moveBlock(sheet: SheetModel, shift: SheetShift): void {
  const run = across(shift);
  const extent = sheet.extent();
  const byRow = shift.axis === "row";
  const length = byRow ? extent.rows : extent.columns;
  const runEnd = Math.min(run.start + run.length, byRow ? extent.columns : extent.rows);
  const order = Array.from({ length }, (_, i) => i).filter((i) => i >= shift.at);
  if (shift.count > 0) order.reverse();
  for (let other = run.start; other < runEnd; other++) {
    for (const from of order) {
      const [row, column] = byRow ? [from, other] : [other, from];
      const cell = sheet.find(row, column) as unknown as InternalCell | undefined;
      if (!cell) continue;
      const to = shiftIndex(from, shift);
      if (to !== null) {
        const target = sheet.make(byRow ? to : row, byRow ? column : to) as unknown as InternalCell;
        target.value = carried(stored(cell as never), byRow ? to - from : 0, byRow ? 0 : to - from);
        target.style = cell.style;
        target._comment = cell._comment;
      }
      clearCell(cell);
    }
  }
  if (!byRow && !shift.span && sheet.internal._columns) {
    const columns = sheet.internal._columns;
    const widths = columns.map((column) => column.defn);
    const moved: unknown[] = [];
    widths.forEach((defn, i) => {
      const to = shiftIndex(i, shift);
      if (to !== null) moved[to] = defn;
    });
    for (let i = 0; i < moved.length; i++) sheet.ws.getColumn(i + 1);
    columns.forEach((column, i) => (column.defn = moved[i]));
  }
}

/** Conditional formats move with their cells; a formula goes on meaning the same cells. */
function shiftConditionalFormats(sheet: SheetModel, shift: SheetShift): void {
  sheet.blocks = sheet.blocks.flatMap((block) => {
    const boxes = parseBoxes(block.ref) ?? [];
    const moved = boxes.flatMap((box) => shiftBox(box, shift) ?? []);
    if (moved.length === 0) return [];
    const anchor = topLeft(boxes);
    const survivor = firstSurvivor(anchor, shift);
    for (const rule of block.rules) {
      rule.formulae = rule.formulae?.map((formula) => {
        const there = offsetFormula(String(formula), survivor.row - anchor.row, survivor.column - anchor.column);
        return shift.span ? there : shiftFormula(there, sheet.name, sheet.name, shift);
      });
    }
    return [{ ...block, ref: moved.map(formatBox).join(" ") }];
  });
  sheet.renumber();
}

const topLeft = (boxes: Box[]): { row: number; column: number } => ({
  row: Math.min(...boxes.map((box) => box.row)),
  column: Math.min(...boxes.map((box) => box.column)),
});

function firstSurvivor(anchor: { row: number; column: number }, shift: SheetShift): { row: number; column: number } {
  const index = anchor[shift.axis];
  if (shift.count >= 0 || index < shift.at || index >= shift.at - shift.count) return anchor;
  return { ...anchor, [shift.axis]: shift.at - shift.count };
}

function shiftLinks(sheet: SheetModel, shift: SheetShift): void {
  const moved: [string, Link][] = [];
  for (const [key, link] of sheet.links) {
    const [row, column] = key.split(",").map(Number) as [number, number];
    const box = shiftBox({ row, column, rows: 1, columns: 1 }, shift);
    if (box) moved.push([`${box.row},${box.column}`, link]);
  }
  sheet.links.clear();
  for (const [key, link] of moved) sheet.links.set(key, link);
}

function shiftValidations(sheet: SheetModel, shift: SheetShift): void {
  const model = sheet.internal.dataValidations.model;
  const moved: Record<string, unknown> = {};
  for (const [address, validation] of Object.entries(model)) {
    // exceljs keys a check by cell ("B2"), or "range:B2:B9".
    const ranged = address.startsWith("range:");
    const box = parseBox(ranged ? address.slice(6) : address);
    const to = box && shiftBox(box, shift);
    if (to) moved[(ranged ? "range:" : "") + formatBox(to)] = validation;
    else if (!box) moved[address] = validation;
  }
  sheet.internal.dataValidations.model = moved;
}

function shiftPage(sheet: SheetModel, shift: SheetShift): void {
  const setup = sheet.ws.pageSetup;
  const titles = setup.printTitlesRow ? parseBox(setup.printTitlesRow) : null;
  if (titles && shift.axis === "row") {
    const span = shiftSpan(titles.row, titles.rows, shift);
    (setup as { printTitlesRow?: string }).printTitlesRow = span
      ? `${span.start + 1}:${span.start + span.length}`
      : undefined;
  }
  if (setup.printArea) {
    const areas = setup.printArea.split("&&").flatMap((area) => {
      const box = parseBox(area);
      const to = box && shiftBox(box, shift);
      return to ? [`${cellName(to.row, to.column)}:${cellName(to.row + to.rows - 1, to.column + to.columns - 1)}`] : [];
    });
    (setup as { printArea?: string }).printArea = areas.length ? areas.join("&&") : undefined;
  }
  const filter = sheet.internal.autoFilter;
  if (typeof filter === "string") {
    const box = parseBox(filter);
    const to = box && shiftBox(box, shift);
    sheet.internal.autoFilter = to ? formatBox(to) : null;
  }
  for (const view of (sheet.ws.views ?? []) as { topLeftCell?: string }[]) {
    const corner = view.topLeftCell ? parseBox(view.topLeftCell) : null;
    const to = corner && shiftBox(corner, shift);
    if (to) view.topLeftCell = formatBox(to);
  }
  if (shift.axis === "row") {
    sheet.internal.rowBreaks = sheet.internal.rowBreaks.flatMap((brk) => {
      const to = shiftIndex(brk.id, shift);
      return to === null ? [] : [{ ...brk, id: to }];
    });
    for (const view of (sheet.ws.views ?? []) as { state?: string; ySplit?: number }[])
      if (view.state === "frozen" && view.ySplit && shift.at < view.ySplit)
        view.ySplit = Math.max(0, view.ySplit + shift.count);
  } else {
    const columns = [...sheet.columnBreaks].flatMap((column) => shiftIndex(column, shift) ?? []);
    sheet.columnBreaks.clear();
    columns.forEach((column) => sheet.columnBreaks.add(column));
  }
}

/** Rewrites every formula of a sheet's cells. */
export function changeFormulas(sheet: SheetModel, change: (formula: string) => string): void {
  for (const row of sheet.internal._rows) {
    if (!row) continue;
    for (const cell of row._cells) {
      if (!cell || cell.type !== 6) continue;
      const value = cell.value as FormulaValue;
      const changed = change(value.formula);
      if (changed !== value.formula) cell.value = { ...value, formula: changed };
    }
  }
}

// ---- sorting --------------------------------------------------------------------------------------------------------

export interface SortKey {
  /** Columns from the box's left (rows from its top when sorting across). */
  key: number;
  ascending: boolean;
}

const RANK = { number: 0, string: 1, boolean: 2 } as const;

/** Excel's order: numbers, words (ignoring case), true and false; blanks always last. */
function compare(a: Stored, b: Stored, ascending: boolean): number {
  const x = valueOf(a);
  const y = valueOf(b);
  if (x === "" || y === "") return x === y ? 0 : x === "" ? 1 : -1;
  const rank = RANK[typeof x as keyof typeof RANK] - RANK[typeof y as keyof typeof RANK];
  const order =
    rank !== 0
      ? rank
      : typeof x === "string"
        ? x.localeCompare(y as string, "en-GB", { sensitivity: "base" })
        : Number(x) - Number(y);
  return ascending ? order : -order;
}

/** Sorts the rows of a box by its columns: values, looks and links move; conditional formats and row heights stay. */
export function sortRows(sheet: SheetModel, box: Box, keys: SortKey[]): void {
  const used = intersect(box, { row: 0, column: 0, rows: Math.max(1, sheet.extent().rows), columns: MAX_COLUMNS });
  if (!used) return;
  const rows = Array.from({ length: used.rows }, (_, i) => {
    const row = used.row + i;
    const cells = Array.from({ length: used.columns }, (_, j) => {
      const cell = sheet.find(row, used.column + j) as unknown as InternalCell | undefined;
      return {
        value: stored(cell as never),
        style: cell?.style,
        comment: cell?._comment,
        link: sheet.linkAt(row, used.column + j),
      };
    });
    return { from: row, cells };
  });
  rows.sort((a, b) => {
    for (const { key, ascending } of keys) {
      const order = compare(a.cells[key]?.value ?? null, b.cells[key]?.value ?? null, ascending);
      if (order !== 0) return order;
    }
    return a.from - b.from;
  });
  rows.forEach(({ from, cells }, i) => {
    const to = used.row + i;
    cells.forEach(({ value, style, comment, link }, j) => {
      const column = used.column + j;
      if (value === null && style === undefined && !sheet.find(to, column)) return;
      const moved =
        typeof value === "object" && value !== null && "formula" in value
          ? { ...value, formula: offsetFormula(value.formula, to - from, 0) }
          : value;
      const cell = sheet.make(to, column) as unknown as InternalCell;
      cell.value = moved;
      cell.style = style ?? {};
      cell._comment = comment;
      sheet.setLink(to, column, link ?? null);
    });
  });
}
