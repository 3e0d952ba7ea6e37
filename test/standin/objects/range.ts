/** Range and RangeAreas: cells read, written, moved and found by address. */
import type ExcelJS from "exceljs";
import { isValidFormat } from "./number-format";
import {
  bounding,
  cellCount,
  contains,
  formatBox,
  intersect,
  isUnbounded,
  MAX_COLUMNS,
  MAX_ROWS,
  onSheet,
  overlaps,
  parseBox,
  parseBoxes,
  splitAddress,
  type Box,
} from "../address";
import { categoryOf, formatOf, formulaOf, hasFormula, runsOf, stored, textOf, typeOf, valueOf } from "../cells";
import { ARRAY_SIZE, ExcelError, must, refuse } from "../errors";
import { offsetFormula } from "../formula";
import { define, HostObject, type Wire } from "../host";
import { columnPoints, rowPoints } from "../measure";
import type { Link, SheetModel } from "../sheet";
import type { RangeReference, StandInWorkbook } from "../workbook";
import { cellProperties, columnProperties, rowProperties, setCellProperties, setLines } from "./cell-properties";
import { conditionalFormats } from "./conditional";
import { findIn } from "./find";
import { eachExisting, rangeFormat, restyle } from "./format";
import { worksheet } from "./worksheet";
import { scopedTables } from "./table";

/** The range as the client holds it: its cells can move. */
export interface RangeIt {
  reference: RangeReference;
  id: string | null;
}

const CELL_LIMIT = 5_000_000;

const sheetOf = (it: RangeIt): SheetModel => it.reference.sheet;
const boxesOf = (it: RangeIt): Box[] => {
  if (it.reference.lost) refuse("InvalidReference", "Range");
  return it.reference.boxes;
};
const boxOf = (it: RangeIt): Box => boxesOf(it)[0]!;
const cellsOf = (it: RangeIt) => ({ sheet: sheetOf(it), boxes: boxesOf(it) });

/** A range object over one box of a sheet. */
export function rangeOn(w: StandInWorkbook, sheet: SheetModel, box: Box, location = "Range"): HostObject<RangeIt> {
  must(onSheet(box), location);
  const reference: RangeReference = { sheet, boxes: [box], lost: false, areas: false };
  w.live.push(reference);
  return range({ reference, id: null });
}

export function areasOn(w: StandInWorkbook, sheet: SheetModel, boxes: Box[]): HostObject<RangeIt> {
  const reference: RangeReference = { sheet, boxes, lost: false, areas: true };
  w.live.push(reference);
  return rangeAreas({ reference, id: null });
}

/** The range the client kept under a reference id. */
export function rangeOfReference(w: StandInWorkbook, id: string): HostObject {
  const reference = w.references.get(id) ?? refuse("InvalidObjectPath", "Range");
  return reference.areas ? rangeAreas({ reference, id }) : range({ reference, id });
}

/** The range an argument means: a Range object, or an address on `sheet` (or with a sheet's name before it). */
export function rangeArgument(
  w: StandInWorkbook,
  sheet: SheetModel | null,
  value: Wire,
  location: string,
): { sheet: SheetModel; box: Box } {
  if (value instanceof HostObject) {
    if (value.type.name === "RangeAreas" || value.type.name === "Range")
      return { sheet: sheetOf(value.it), box: boxOf(value.it) };
    refuse("InvalidArgument", location);
  }
  must(typeof value === "string" && value.length <= 8192, location);
  const { sheet: name, address } = splitAddress(value);
  const owner = name === null ? sheet : w.findSheet(name);
  const box = parseBox(address);
  if (!owner || !box) return namedRange(w, sheet, value) ?? refuse("InvalidArgument", location);
  return { sheet: owner, box };
}

/** The cells a defined name or a table's name stands for. */
export function namedRange(
  w: StandInWorkbook,
  sheet: SheetModel | null,
  name: string,
): { sheet: SheetModel; box: Box } | null {
  const lower = name.toLowerCase();
  const item = w.names.find((n) => n.name.toLowerCase() === lower && (n.sheetId === null || n.sheetId === sheet?.id));
  if (item) {
    const { sheet: owner, address } = splitAddress(item.refersTo);
    const found = owner === null ? null : w.findSheet(owner);
    const box = parseBox(address);
    return found && box ? { sheet: found, box } : null;
  }
  for (const owner of w.sheets) {
    const table = owner.tables().find((t) => t.name.toLowerCase() === lower);
    if (!table) continue;
    const box = owner.tableBox(table);
    const head = table.headerRow ? 1 : 0;
    return {
      sheet: owner,
      box: { ...box, row: box.row + head, rows: Math.max(1, box.rows - head - (table.totalsRow ? 1 : 0)) },
    };
  }
  return null;
}

// ---- reading --------------------------------------------------------------------------------------------------------

/** A value for each cell, row by row; null for whole rows or columns and for more than five million cells, as Excel answers. */
function grid<V>(
  it: RangeIt,
  read: (cell: ExcelJS.Cell | undefined, row: number, column: number, sheet: SheetModel) => V,
): V[][] | null {
  const box = boxOf(it);
  const sheet = sheetOf(it);
  if (isUnbounded(box) || cellCount(box) > CELL_LIMIT) return null;
  const rows = sheet.internal._rows;
  return Array.from({ length: box.rows }, (_, r) => {
    const cells = rows[box.row + r]?._cells as unknown as (ExcelJS.Cell | undefined)[] | undefined;
    const line: V[] = [];
    for (let c = box.column; c < box.column + box.columns; c++) line.push(read(cells?.[c], box.row + r, c, sheet));
    return line;
  });
}

// ---- writing --------------------------------------------------------------------------------------------------------

/** The value for each cell of a write: one for all, or an array of the range's exact size. */
function each(
  it: RangeIt,
  value: Wire,
  location: string,
  visit: (value: Wire, row: number, column: number) => void,
): void {
  const box = boxOf(it);
  if (Array.isArray(value)) {
    must(!isUnbounded(box), location, ARRAY_SIZE);
    must(
      value.length === box.rows && value.every((row) => Array.isArray(row) && row.length === box.columns),
      location,
      ARRAY_SIZE,
    );
    value.forEach((row: Wire[], r) => row.forEach((cell, c) => visit(cell, box.row + r, box.column + c)));
    return;
  }
  if (isUnbounded(box)) refuse("OperationCellsExceedLimit", location);
  for (let r = 0; r < box.rows; r++) for (let c = 0; c < box.columns; c++) visit(value, box.row + r, box.column + c);
}

function writeValues(it: RangeIt, value: Wire, w: StandInWorkbook, location: string): void {
  const sheet = sheetOf(it);
  const box = boxOf(it);
  w.guardCells(sheet, box, location);
  const before = sheet.at(box.row, box.column);
  each(it, value, location, (cell) => {
    if (typeof cell === "string") must(cell.length <= 32_767 || cell.startsWith("="), location);
    else if (cell !== null && cell !== undefined)
      must(typeof cell === "boolean" || (typeof cell === "number" && Number.isFinite(cell)), location);
  });
  each(it, value, location, (cell, row, column) => {
    if (cell === null || cell === undefined) return;
    if (typeof cell === "string") w.enter(sheet, row, column, cell, location);
    else sheet.put(row, column, cell);
  });
  w.afterWrite(sheet, box);
  w.announceEdit(sheet, box, before, "addin", "ThisLocalAddin");
}

function writeFormats(it: RangeIt, value: Wire, w: StandInWorkbook): void {
  const at = "Range.numberFormat";
  const sheet = sheetOf(it);
  const check = (code: Wire) =>
    must(code === null || (typeof code === "string" && code.length <= 255 && isValidFormat(code)), at);
  if (!Array.isArray(value)) {
    check(value);
    if (value === null) return;
    restyle(cellsOf(it), w, at, (style) => ({ ...style, numFmt: value }));
    return;
  }
  w.guardSheet(sheet, "formatCells", at);
  each(it, value, at, check);
  each(it, value, at, (code, row, column) => {
    if (code !== null) sheet.restyle(row, column, (style) => ({ ...style, numFmt: code }));
  });
  w.tell({ kind: "look", sheetId: sheet.id, address: formatBox(boxOf(it)), by: "addin" });
}

export function setLink(
  sheet: SheetModel,
  row: number,
  column: number,
  value: Wire,
  w: StandInWorkbook,
  location = "Range.hyperlink",
): void {
  w.guardSheet(sheet, "insertHyperlinks", location);
  must(typeof value === "object" && value !== null && !Array.isArray(value), location);
  const { address, documentReference, screenTip, textToDisplay } = value as Record<string, Wire>;
  for (const text of [address, documentReference, screenTip, textToDisplay])
    must(text === undefined || text === null || typeof text === "string", location);
  must(address || documentReference, location);
  must(!screenTip || screenTip.length <= 255, location);
  const link: Link = {
    ...(address ? { address } : {}),
    ...(documentReference ? { documentReference } : {}),
    ...(screenTip ? { screenTip } : {}),
  };
  sheet.setLink(row, column, link);
  if (typeof textToDisplay === "string") w.enter(sheet, row, column, textToDisplay, location);
  else if (sheet.at(row, column) === null) sheet.put(row, column, address ?? documentReference);
  // Excel gives a link its own look.
  sheet.restyle(
    row,
    column,
    (style) =>
      ({
        ...style,
        font: { name: "Calibri", size: 11, ...style.font, color: { theme: 10 }, underline: true },
      }) as typeof style,
  );
}

function clear(it: RangeIt, applyTo: Wire, w: StandInWorkbook): void {
  const what = applyTo ?? "All";
  must(["All", "Formats", "Contents", "Hyperlinks", "RemoveHyperlinks"].includes(what), "Range.clear");
  const sheet = sheetOf(it);
  for (const box of boxesOf(it)) {
    if (what === "All" || what === "Contents") w.guardCells(sheet, box, "Range.clear");
    if (what !== "Contents") w.guardSheet(sheet, "formatCells", "Range.clear");
    const before = sheet.at(box.row, box.column);
    if (what === "All" || what === "Contents") {
      const table = sheet.tables().find((t) => t.headerRow && overlaps({ ...sheet.tableBox(t), rows: 1 }, box));
      eachExisting(sheet, box, (r, c) => sheet.put(r, c, null));
      if (table) w.syncHeadings(sheet, table);
    }
    if (what === "All" || what === "Formats") {
      eachExisting(sheet, box, (r, c) => {
        sheet.restyle(r, c, () => ({}));
        if (runsOf(sheet.at(r, c))) sheet.put(r, c, valueOf(sheet.at(r, c)));
      });
      if (box.rows === MAX_ROWS)
        for (let c = box.column; c < Math.min(box.column + box.columns, sheet.internal._columns?.length ?? 0); c++)
          sheet.internal._columns![c]!.style = {};
      if (box.columns === MAX_COLUMNS)
        for (let r = box.row; r < Math.min(box.row + box.rows, sheet.internal._rows.length); r++)
          if (sheet.internal._rows[r]) sheet.internal._rows[r]!.style = {};
      sheet.unmerge(box);
      sheet.clearConditionalFormats(box);
    }
    if (what !== "Formats" && what !== "Contents")
      for (const key of [...sheet.links.keys()]) {
        const [row, column] = key.split(",").map(Number) as [number, number];
        if (contains(box, { row, column, rows: 1, columns: 1 })) sheet.links.delete(key);
      }
    if (what === "All" || what === "Contents") w.announceEdit(sheet, box, before, "addin", "ThisLocalAddin");
    else w.tell({ kind: "look", sheetId: sheet.id, address: formatBox(box), by: "addin" });
  }
}

// ---- moving ---------------------------------------------------------------------------------------------------------

function shiftRange(it: RangeIt, direction: Wire, putIn: boolean, w: StandInWorkbook): HostObject<RangeIt> | null {
  const location = putIn ? "Range.insert" : "Range.delete";
  const vertical = putIn ? "Down" : "Up";
  must(direction === vertical || direction === (putIn ? "Right" : "Left"), location);
  const sheet = sheetOf(it);
  const box = { ...boxOf(it) };
  const wholeRows = box.columns === MAX_COLUMNS;
  const wholeColumns = box.rows === MAX_ROWS;
  const axis = wholeRows ? "row" : wholeColumns ? "column" : direction === vertical ? "row" : "column";
  const permission = wholeRows
    ? putIn
      ? "insertRows"
      : "deleteRows"
    : wholeColumns
      ? putIn
        ? "insertColumns"
        : "deleteColumns"
      : null;
  w.guardSheet(sheet, permission, location);
  if (!putIn) {
    const filteredTable = sheet
      .tables()
      .some((table) => w.isFiltered(sheet, table) && overlaps(sheet.tableBox(table), box));
    if (filteredTable || w.isFiltered(sheet)) refuse("FilteredRangeConflict", location);
  }
  const span =
    wholeRows || wholeColumns
      ? undefined
      : axis === "row"
        ? { start: box.column, length: box.columns }
        : { start: box.row, length: box.rows };
  const at = axis === "row" ? box.row : box.column;
  const count = axis === "row" ? box.rows : box.columns;
  if (span) {
    // Only part of the sheet moves: a merge or a table that would be torn apart stops it, as in Excel.
    const moved: Box =
      axis === "row" ? { ...box, rows: MAX_ROWS - box.row } : { ...box, columns: MAX_COLUMNS - box.column };
    for (const [whole, code] of [
      ...sheet.merges().map((m) => [m, "InsertDeleteConflict"] as const),
      ...sheet.tables().map((t) => [sheet.tableBox(t), "InsertDeleteConflict"] as const),
    ]) {
      if (!overlaps(whole, moved)) continue;
      const fits =
        axis === "row"
          ? whole.column >= box.column && whole.column + whole.columns <= box.column + box.columns
          : whole.row >= box.row && whole.row + whole.rows <= box.row + box.rows;
      const inTable =
        axis === "row" &&
        !sheet.merges().includes(whole) &&
        box.row >= whole.row &&
        whole.column === box.column &&
        whole.columns === box.columns;
      if (!fits && !inTable) refuse(code, location);
    }
  }
  const used = sheet.used(true);
  const limit = axis === "row" ? MAX_ROWS : MAX_COLUMNS;
  const end = used ? (axis === "row" ? used.row + used.rows : used.column + used.columns) : 0;
  if (putIn && end > at && end + count > limit)
    throw new ExcelError("NonBlankCellOffSheet", "Cells that hold something would be pushed off the sheet.", location);
  w.shift(sheet, { axis, at, count: putIn ? count : -count, ...(span ? { span } : {}) }, "addin");
  return putIn ? rangeOn(w, sheet, box, location) : null;
}

function copyFrom(it: RangeIt, [source, type, skipBlanks, transpose]: Wire[], w: StandInWorkbook): void {
  const at = "Range.copyFrom";
  const what = type ?? "All";
  must(["All", "Formulas", "Values", "Formats", "Link"].includes(what) && what !== "Link" && !transpose, at);
  const from = rangeArgument(w, sheetOf(it), source, at);
  const target = sheetOf(it);
  const start = boxOf(it);
  // A copy fills the target when that is a whole number of copies, else it is as large as the source.
  const rows = start.rows % from.box.rows === 0 ? start.rows : from.box.rows;
  const columns = start.columns % from.box.columns === 0 ? start.columns : from.box.columns;
  const box = { row: start.row, column: start.column, rows, columns };
  must(onSheet(box) && !isUnbounded(box), at);
  if (what !== "Formats") w.guardCells(target, box, at);
  else w.guardSheet(target, "formatCells", at);
  const before = target.at(box.row, box.column);
  const read = Array.from({ length: from.box.rows }, (_, r) =>
    Array.from({ length: from.box.columns }, (_, c) => ({
      value: from.sheet.at(from.box.row + r, from.box.column + c),
      style: from.sheet.styleAt(from.box.row + r, from.box.column + c),
      link: from.sheet.linkAt(from.box.row + r, from.box.column + c),
    })),
  );
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const cell = read[r % from.box.rows]![c % from.box.columns]!;
      const [row, column] = [box.row + r, box.column + c];
      if (what === "All" || what === "Formats") target.restyle(row, column, () => ({ ...cell.style }));
      if (what === "Formats" || (skipBlanks && cell.value === null)) continue;
      if (what === "Values") target.put(row, column, hasFormula(cell.value) ? valueOf(cell.value) : cell.value);
      else if (typeof cell.value === "object" && cell.value !== null && "formula" in cell.value)
        target.put(row, column, {
          ...cell.value,
          formula: offsetFormula(
            cell.value.formula,
            row - from.box.row - (r % from.box.rows),
            column - from.box.column - (c % from.box.columns),
          ),
        });
      else target.put(row, column, cell.value);
      if (what === "All") target.setLink(row, column, cell.link ?? null);
    }
  if (what !== "Formats") {
    w.afterWrite(target, box);
    w.announceEdit(target, box, before, "addin", "ThisLocalAddin");
  } else w.tell({ kind: "look", sheetId: target.id, address: formatBox(box), by: "addin" });
}

function find(it: RangeIt, args: Wire[], w: StandInWorkbook): HostObject<RangeIt> | null {
  const own = boxOf(it);
  const isOne = own.rows === 1 && own.columns === 1;
  const wide = isOne && w.searchInOneCell === "whole sheet" ? sheetOf(it).used(true) : null;
  const at = findIn(sheetOf(it), wide ?? own, args);
  return at && rangeOn(w, sheetOf(it), { ...at, rows: 1, columns: 1 });
}

function specialCells(it: RangeIt, [type, valueType]: Wire[], w: StandInWorkbook): HostObject<RangeIt> | null {
  const at = "Range.getSpecialCells";
  must(["Blanks", "Constants", "Formulas", "Visible"].includes(type), at);
  if (valueType !== undefined && valueType !== null && valueType !== "All")
    throw new ExcelError("ApiNotFound", undefined, `${at}(${type}, ${valueType})`);
  const sheet = sheetOf(it);
  const inside = isUnbounded(boxOf(it)) ? sheet.used(false, boxOf(it)) : boxOf(it);
  if (!inside) return null;
  const fits = (r: number, c: number) => {
    const value = sheet.at(r, c);
    if (type === "Blanks") return value === null;
    if (type === "Visible") return !sheet.rowHidden(r) && !sheet.columnHidden(c);
    return value !== null && hasFormula(value) === (type === "Formulas");
  };
  const boxes: Box[] = [];
  for (let c = inside.column; c < inside.column + inside.columns; c++)
    for (let r = inside.row; r < inside.row + inside.rows; r++) {
      if (!fits(r, c)) continue;
      const last = boxes[boxes.length - 1];
      if (last && last.column === c && last.row + last.rows === r) last.rows++;
      else boxes.push({ row: r, column: c, rows: 1, columns: 1 });
    }
  return boxes.length > 0 ? areasOn(w, sheet, joinColumns(boxes)) : null;
}

/** Joins runs of the same rows in columns that touch. */
function joinColumns(boxes: Box[]): Box[] {
  const joined: Box[] = [];
  for (const box of boxes) {
    const left = joined.find(
      (other) => other.row === box.row && other.rows === box.rows && other.column + other.columns === box.column,
    );
    if (left) left.columns += box.columns;
    else joined.push({ ...box });
  }
  return joined;
}

const hiddenOf = (it: RangeIt, axis: "row" | "column"): boolean | null => {
  const box = boxOf(it);
  const sheet = sheetOf(it);
  let first: boolean | undefined;
  const [start, count] =
    axis === "row"
      ? [box.row, Math.min(box.rows, Math.max(1, sheet.extent().rows + 1 - box.row))]
      : [box.column, Math.min(box.columns, Math.max(1, (sheet.internal._columns?.length ?? 0) + 1 - box.column))];
  for (let i = start; i < start + count; i++) {
    const hidden = axis === "row" ? sheet.rowHidden(i) : sheet.columnHidden(i);
    if (first === undefined) first = hidden;
    else if (first !== hidden) return null;
  }
  return first ?? false;
};

function setHidden(it: RangeIt, axis: "row" | "column", value: Wire, w: StandInWorkbook): void {
  must(typeof value === "boolean", `Range.${axis}Hidden`);
  const box = boxOf(it);
  const sheet = sheetOf(it);
  w.guardSheet(sheet, axis === "row" ? "formatRows" : "formatColumns", `Range.${axis}Hidden`);
  if (axis === "row")
    for (let r = box.row; r < Math.min(box.row + box.rows, box.row + 100_000); r++)
      sheet.ws.getRow(r + 1).hidden = value;
  else
    for (let c = box.column; c < Math.min(box.column + box.columns, 16_384); c++)
      sheet.ws.getColumn(c + 1).hidden = value;
  w.tell({ kind: "look", sheetId: sheet.id, by: "addin" });
}

const sub = (it: RangeIt, w: StandInWorkbook, change: Partial<Box>, location: string) =>
  rangeOn(w, sheetOf(it), { ...boxOf(it), ...change }, location);
const whole = (value: Wire, location: string): number => {
  must(Number.isInteger(value), location);
  return value as number;
};

const usedWithin = (it: RangeIt, valuesOnly: Wire): Box | null => {
  const used = sheetOf(it).used(valuesOnly === true, boxOf(it));
  return used && intersect(used, boxOf(it));
};

const beside = (
  it: RangeIt,
  count: Wire,
  w: StandInWorkbook,
  axis: "row" | "column",
  after: boolean,
  location: string,
) => {
  const n = count === null || count === undefined ? 1 : whole(count, location);
  must(n !== 0, location);
  const box = boxOf(it);
  // A negative count means rows or columns of the range itself, taken from that side.
  const size = Math.abs(n);
  const [start, length] = axis === "row" ? [box.row, box.rows] : [box.column, box.columns];
  const from = after ? (n > 0 ? start + length : start + length - size) : n > 0 ? start - size : start;
  return sub(it, w, axis === "row" ? { row: from, rows: size } : { column: from, columns: size }, location);
};

const identity = (it: RangeIt): Record<string, unknown> => (it.id ? { _ReferenceId: it.id } : {});

const keepReference = (it: RangeIt, _: Wire[], w: StandInWorkbook): null => {
  it.id ??= w.keepReference(it.reference);
  return null;
};

const range: ((it: RangeIt) => HostObject<RangeIt>) & { type: HostObject<RangeIt>["type"] } = define<RangeIt>("Range", {
  identity,
  get: {
    _ReferenceId: (it) => it.id ?? "",
    Address: (it, w) => w.addressOf(sheetOf(it), boxOf(it)),
    AddressLocal: (it, w) => w.addressOf(sheetOf(it), boxOf(it)),
    RowIndex: (it) => boxOf(it).row,
    ColumnIndex: (it) => boxOf(it).column,
    RowCount: (it) => boxOf(it).rows,
    ColumnCount: (it) => boxOf(it).columns,
    CellCount: (it) => (cellCount(boxOf(it)) > 2 ** 31 - 1 ? -1 : cellCount(boxOf(it))),
    IsEntireRow: (it) => boxOf(it).columns === MAX_COLUMNS,
    IsEntireColumn: (it) => boxOf(it).rows === MAX_ROWS,
    Values: (it) => grid(it, (cell) => valueOf(stored(cell))),
    Formulas: (it) => grid(it, (cell) => formulaOf(stored(cell))),
    Text: (it) => grid(it, (cell, _row, _column, sheet) => textOf(stored(cell), formatOf(cell), sheet.date1904)),
    ValueTypes: (it) => grid(it, (cell) => typeOf(stored(cell))),
    NumberFormat: (it) => grid(it, (cell, row, column, sheet) => (cell ? formatOf(cell) : sheet.formatAt(row, column))),
    NumberFormatCategories: (it) => grid(it, (_, row, column, sheet) => categoryOf(sheet.formatAt(row, column))),
    Hidden: (it) =>
      hiddenOf(it, "row") === true || hiddenOf(it, "column") === true
        ? true
        : hiddenOf(it, "row") === null || hiddenOf(it, "column") === null
          ? null
          : false,
    RowHidden: (it) => hiddenOf(it, "row"),
    ColumnHidden: (it) => hiddenOf(it, "column"),
    HasSpill: () => false,
    Hyperlink: (it) => {
      const box = boxOf(it);
      const link = sheetOf(it).linkAt(box.row, box.column);
      return link ? { ...link, textToDisplay: sheetOf(it).textAt(box.row, box.column) } : null;
    },
    Top: (it) => sum(boxOf(it).row, (r) => rowPoints(sheetOf(it), r)),
    Left: (it) => sum(boxOf(it).column, (c) => columnPoints(sheetOf(it), c)),
    Height: (it) => sum(boxOf(it).rows, (r) => rowPoints(sheetOf(it), boxOf(it).row + r)),
    Width: (it) => sum(boxOf(it).columns, (c) => columnPoints(sheetOf(it), boxOf(it).column + c)),
  },
  set: {
    Values: (it, value, w) => writeValues(it, value, w, "Range.values"),
    Formulas: (it, value, w) => writeValues(it, value, w, "Range.formulas"),
    NumberFormat: writeFormats,
    RowHidden: (it, value, w) => setHidden(it, "row", value, w),
    ColumnHidden: (it, value, w) => setHidden(it, "column", value, w),
    Hyperlink: (it, value, w) => {
      const box = boxOf(it);
      must(!isUnbounded(box), "Range.hyperlink");
      for (let r = 0; r < box.rows; r++)
        for (let c = 0; c < box.columns; c++) setLink(sheetOf(it), box.row + r, box.column + c, value, w);
      w.announceEdit(sheetOf(it), box, null, "addin", "ThisLocalAddin");
    },
  },
  go: {
    Worksheet: (it) => worksheet(sheetOf(it)),
    Format: (it) => rangeFormat(cellsOf(it)),
    ConditionalFormats: (it) => conditionalFormats(cellsOf(it)),
    Sort: (it) => rangeSort(it),
  },
  call: {
    _KeepReference: keepReference,
    _ValidateArraySize: (it, [rows, columns]) =>
      must(rows === boxOf(it).rows && columns === boxOf(it).columns, "Range.values", ARRAY_SIZE),
    GetCell: (it, [row, column], w) =>
      sub(
        it,
        w,
        {
          row: boxOf(it).row + whole(row, "Range.getCell"),
          column: boxOf(it).column + whole(column, "Range.getCell"),
          rows: 1,
          columns: 1,
        },
        "Range.getCell",
      ),
    GetRow: (it, [row], w) => sub(it, w, { row: boxOf(it).row + whole(row, "Range.getRow"), rows: 1 }, "Range.getRow"),
    GetColumn: (it, [column], w) =>
      sub(it, w, { column: boxOf(it).column + whole(column, "Range.getColumn"), columns: 1 }, "Range.getColumn"),
    GetLastRow: (it, _, w) => sub(it, w, { row: boxOf(it).row + boxOf(it).rows - 1, rows: 1 }, "Range.getLastRow"),
    GetLastColumn: (it, _, w) =>
      sub(it, w, { column: boxOf(it).column + boxOf(it).columns - 1, columns: 1 }, "Range.getLastColumn"),
    GetLastCell: (it, _, w) =>
      sub(
        it,
        w,
        {
          row: boxOf(it).row + boxOf(it).rows - 1,
          column: boxOf(it).column + boxOf(it).columns - 1,
          rows: 1,
          columns: 1,
        },
        "Range.getLastCell",
      ),
    GetRowsBelow: (it, [count], w) => beside(it, count, w, "row", true, "Range.getRowsBelow"),
    GetRowsAbove: (it, [count], w) => beside(it, count, w, "row", false, "Range.getRowsAbove"),
    GetColumnsAfter: (it, [count], w) => beside(it, count, w, "column", true, "Range.getColumnsAfter"),
    GetColumnsBefore: (it, [count], w) => beside(it, count, w, "column", false, "Range.getColumnsBefore"),
    GetEntireRow: (it, _, w) => sub(it, w, { column: 0, columns: MAX_COLUMNS }, "Range.getEntireRow"),
    GetEntireColumn: (it, _, w) => sub(it, w, { row: 0, rows: MAX_ROWS }, "Range.getEntireColumn"),
    GetOffsetRange: (it, [rows, columns], w) =>
      sub(
        it,
        w,
        {
          row: boxOf(it).row + whole(rows, "Range.getOffsetRange"),
          column: boxOf(it).column + whole(columns, "Range.getOffsetRange"),
        },
        "Range.getOffsetRange",
      ),
    GetResizedRange: (it, [rows, columns], w) =>
      sub(
        it,
        w,
        {
          rows: boxOf(it).rows + whole(rows, "Range.getResizedRange"),
          columns: boxOf(it).columns + whole(columns, "Range.getResizedRange"),
        },
        "Range.getResizedRange",
      ),
    GetAbsoluteResizedRange: (it, [rows, columns], w) =>
      sub(
        it,
        w,
        {
          rows: whole(rows, "Range.getAbsoluteResizedRange"),
          columns: whole(columns, "Range.getAbsoluteResizedRange"),
        },
        "Range.getAbsoluteResizedRange",
      ),
    GetBoundingRect: (it, [other], w) => {
      const second = rangeArgument(w, sheetOf(it), other, "Range.getBoundingRect");
      must(second.sheet === sheetOf(it), "Range.getBoundingRect");
      return rangeOn(w, sheetOf(it), bounding(boxOf(it), second.box));
    },
    GetIntersection: (it, [other], w) => {
      const second = rangeArgument(w, sheetOf(it), other, "Range.getIntersection");
      const both = second.sheet === sheetOf(it) ? intersect(boxOf(it), second.box) : null;
      return both ? rangeOn(w, sheetOf(it), both) : refuse("ItemNotFound", "Range.getIntersection");
    },
    GetIntersectionOrNullObject: (it, [other], w) => {
      const second = rangeArgument(w, sheetOf(it), other, "Range.getIntersectionOrNullObject");
      const both = second.sheet === sheetOf(it) ? intersect(boxOf(it), second.box) : null;
      return both && rangeOn(w, sheetOf(it), both);
    },
    GetUsedRange: (it, [valuesOnly], w) =>
      rangeOn(w, sheetOf(it), usedWithin(it, valuesOnly) ?? refuse("ItemNotFound", "Range.getUsedRange")),
    GetUsedRangeOrNullObject: (it, [valuesOnly], w) => {
      const used = usedWithin(it, valuesOnly);
      return used && rangeOn(w, sheetOf(it), used);
    },
    GetMergedAreasOrNullObject: (it, _, w) => {
      const merges = sheetOf(it)
        .merges()
        .filter((merge) => overlaps(merge, boxOf(it)));
      if (merges.length > 512)
        refuse("InvalidArgument", "Range.getMergedAreasOrNullObject", "The range holds more than 512 merged areas.");
      return merges.length > 0 ? areasOn(w, sheetOf(it), merges) : null;
    },
    GetTables: (it) => scopedTables({ sheet: sheetOf(it), box: boxOf(it) }),
    GetCellProperties: (it, [options], w) => cellProperties(sheetOf(it), boxOf(it), options, w),
    GetRowProperties: (it, [options], w) => rowProperties(sheetOf(it), boxOf(it), options, w),
    GetColumnProperties: (it, [options], w) => columnProperties(sheetOf(it), boxOf(it), options, w),
    SetCellProperties: (it, [data], w) => setCellProperties(sheetOf(it), boxOf(it), data, w),
    SetRowProperties: (it, [data], w) => setLines(sheetOf(it), boxOf(it), data, "row", w),
    SetColumnProperties: (it, [data], w) => setLines(sheetOf(it), boxOf(it), data, "column", w),
    GetSpecialCells: (it, args, w) => specialCells(it, args, w) ?? refuse("ItemNotFound", "Range.getSpecialCells"),
    GetSpecialCellsOrNullObject: (it, args, w) => specialCells(it, args, w),
    Find: (it, args, w) => find(it, args, w) ?? refuse("ItemNotFound", "Range.find"),
    FindOrNullObject: (it, args, w) => find(it, args, w),
    CopyFrom: (it, args, w) => copyFrom(it, args, w),
    Clear: (it, [applyTo], w) => clear(it, applyTo, w),
    Insert: (it, [shift], w) => shiftRange(it, shift, true, w),
    Delete: (it, [shift], w) => shiftRange(it, shift, false, w),
    Merge: (it, [across], w) => {
      const sheet = sheetOf(it);
      const box = boxOf(it);
      w.guardSheet(sheet, "formatCells", "Range.merge");
      if (sheet.tables().some((table) => overlaps(sheet.tableBox(table), box)))
        refuse("InvalidOperation", "Range.merge", "Cells in a table cannot be merged.");
      must(!isUnbounded(box), "Range.merge");
      const rows = across ? Array.from({ length: box.rows }, (_, i) => ({ ...box, row: box.row + i, rows: 1 })) : [box];
      for (const row of rows) if (cellCount(row) > 1) sheet.merge(row);
      w.announceEdit(sheet, box, null, "addin", "ThisLocalAddin");
    },
    Unmerge: (it, _, w) => {
      w.guardSheet(sheetOf(it), "formatCells", "Range.unmerge");
      sheetOf(it).unmerge(boxOf(it));
      w.tell({ kind: "look", sheetId: sheetOf(it).id, by: "addin" });
    },
    Select: (it, _, w) => {
      w.guardFocus("Range.select");
      w.select(sheetOf(it).id, formatBox(boxOf(it)));
    },
    Calculate: () => null,
  },
});

const sum = (count: number, of: (index: number) => number): number => {
  let total = 0;
  for (let i = 0; i < Math.min(count, 100_000); i++) total += of(i);
  return total;
};

const rangeSort = define<RangeIt>("RangeSort", {
  call: {
    Apply: (it, [fields, , hasHeaders, orientation], w) => {
      const at = "RangeSort.apply";
      const sheet = sheetOf(it);
      const box = boxOf(it);
      w.guardCells(sheet, box, at);
      must(Array.isArray(fields) && fields.length > 0 && orientation !== "Columns", at);
      for (const field of fields) must(Number.isInteger(field.key) && field.key >= 0 && field.key < box.columns, at);
      if (sheet.mergeOver(box))
        refuse("InvalidOperation", at, "To do this, all the merged cells need to be the same size.");
      const body = hasHeaders ? { ...box, row: box.row + 1, rows: box.rows - 1 } : box;
      if (body.rows > 0)
        w.sort(
          sheet,
          body,
          (fields as Wire[]).map((field) => ({ key: field.key, ascending: field.ascending !== false })),
          "addin",
        );
    },
  },
});

// ---- areas ----------------------------------------------------------------------------------------------------------

const areaCollection = define<RangeIt>("RangeCollection", {
  get: { Count: (it) => boxesOf(it).length },
  items: (it, w) => boxesOf(it).map((box) => rangeOn(w, sheetOf(it), box)),
  call: {
    GetCount: (it) => boxesOf(it).length,
    GetItemAt: (it, [index], w) => {
      must(index >= 0 && index < boxesOf(it).length, "RangeCollection.getItemAt");
      return rangeOn(w, sheetOf(it), boxesOf(it)[index]!);
    },
  },
});

const rangeAreas = define<RangeIt>("RangeAreas", {
  identity,
  get: {
    _ReferenceId: (it) => it.id ?? "",
    Address: (it, w) =>
      boxesOf(it)
        .map((box) => w.addressOf(sheetOf(it), box))
        .join(","),
    AddressLocal: (it, w) =>
      boxesOf(it)
        .map((box) => w.addressOf(sheetOf(it), box))
        .join(","),
    AreaCount: (it) => boxesOf(it).length,
    CellCount: (it) => boxesOf(it).reduce((count, box) => count + cellCount(box), 0),
    IsEntireRow: (it) => boxesOf(it).every((box) => box.columns === MAX_COLUMNS),
    IsEntireColumn: (it) => boxesOf(it).every((box) => box.rows === MAX_ROWS),
  },
  go: {
    Areas: (it) => areaCollection(it),
    Worksheet: (it) => worksheet(sheetOf(it)),
    Format: (it) => rangeFormat(cellsOf(it)),
    ConditionalFormats: (it) => conditionalFormats(cellsOf(it)),
  },
  call: {
    _KeepReference: keepReference,
    Clear: (it, [applyTo], w) => clear(it, applyTo, w),
    GetOffsetRangeAreas: (it, [rows, columns], w) => {
      const boxes = boxesOf(it).map((box) => ({
        ...box,
        row: box.row + whole(rows, "RangeAreas.getOffsetRangeAreas"),
        column: box.column + whole(columns, "RangeAreas.getOffsetRangeAreas"),
      }));
      must(boxes.every(onSheet), "RangeAreas.getOffsetRangeAreas");
      return areasOn(w, sheetOf(it), boxes);
    },
    GetEntireRow: (it, _, w) =>
      areasOn(
        w,
        sheetOf(it),
        boxesOf(it).map((box) => ({ ...box, column: 0, columns: MAX_COLUMNS })),
      ),
    GetEntireColumn: (it, _, w) =>
      areasOn(
        w,
        sheetOf(it),
        boxesOf(it).map((box) => ({ ...box, row: 0, rows: MAX_ROWS })),
      ),
    Calculate: () => null,
  },
});

/** The areas of "A1:B2,D4"; addresses over 8,192 characters and wrong ones are refused. */
export function areasArgument(value: Wire, location: string): Box[] {
  must(typeof value === "string" && value.length <= 8192, location);
  const boxes = parseBoxes(value);
  must(boxes, location);
  return boxes;
}
