/**
 * Which cells and rows of a sheet are not as they were when the file was opened, and what is to be written for each. Compares; writes
 * nothing.
 */
import type { Style } from "exceljs";
import { cellName } from "../../../src/plan/grid";
import { formatBox, parseBox } from "../address";
import { hasFormula, type Stored } from "../cells";
import type { SheetModel } from "../sheet";
import { cellsOf, cellXml, type CellChanges, type RowChange } from "./cells";
import { columnOf, placeOf, rowOf, styleTexts, type SheetState } from "./state";
import { attributeOf } from "./xml";

export interface ChangedCells extends CellChanges {
  /** The cells whose formulas went. */
  formulasGone: Set<string>;
  formulasCame: boolean;
  /** How far the cells go, given how far they went. */
  extent: (before: string) => string;
}

type StyleNumber = (style: Partial<Style>, text: string) => string;

const formulaTag = /<(?:[\w.-]+:)?f(?:\s[^>]*)?\/?>/;

/** The shared formulas whose first cell changes: their other cells are read from it, and are written out. */
function sharedWith(xml: string, changed: Set<number>): number[] {
  if (!xml.includes('t="shared"')) return [];
  const groups = new Map<string, number[]>();
  const broken = new Set<string>();
  for (const { row, column, text } of cellsOf(xml)) {
    const tag = formulaTag.exec(text)?.[0];
    if (!tag || attributeOf(tag, "t") !== "shared") continue;
    const group = attributeOf(tag, "si") ?? "";
    const place = placeOf(row, column);
    groups.set(group, [...(groups.get(group) ?? []), place]);
    if (attributeOf(tag, "ref") !== undefined && changed.has(place)) broken.add(group);
  }
  return [...broken].flatMap((group) => groups.get(group) ?? []);
}

function differing<T>(before: Map<number, T>, after: Map<number, T>, isSame: (a: T, b: T) => boolean): Set<number> {
  const found = new Set<number>();
  for (const [place, now] of after) {
    const was = before.get(place);
    if (was === undefined || !isSame(was, now)) found.add(place);
  }
  for (const place of before.keys()) if (!after.has(place)) found.add(place);
  return found;
}

/** What to write; null when every cell and row is as it was. */
export function changedCells(
  sheet: SheetModel,
  xml: string,
  before: SheetState,
  after: SheetState,
  styleNumber: StyleNumber,
): ChangedCells | null {
  const changed = differing(before.cells, after.cells, (a, b) => a.value === b.value && a.style === b.style);
  const rows = differing(before.rows, after.rows, (a, b) => a === b);
  if (changed.size + rows.size === 0) return null;
  for (const place of sharedWith(xml, changed)) changed.add(place);

  const raw = new Map<number, string>();
  for (const { row, column, text } of cellsOf(xml)) {
    const place = placeOf(row, column);
    if (changed.has(place)) raw.set(place, text);
  }
  const styleText = styleTexts();
  const cells = new Map<number, Map<number, string>>();
  const formulasGone = new Set<string>();
  let formulasCame = false;
  for (const place of changed) {
    const [row, column] = [rowOf(place), columnOf(place)];
    const value: Stored = sheet.at(row, column);
    const style = (sheet.find(row, column)?.style ?? {}) as Partial<Style>;
    const text = styleText(style);
    const old = raw.get(place);
    const keepsStyle = old !== undefined && before.cells.get(place)?.style === text;
    const number = keepsStyle ? (attributeOf(old, "s") ?? "0") : styleNumber(style, text);
    const line = cells.get(row) ?? new Map<number, string>();
    line.set(column, cellXml(row, column, value, number));
    cells.set(row, line);
    const had = old !== undefined && formulaTag.test(old);
    if (had && !hasFormula(value)) formulasGone.add(cellName(row, column));
    if (!had && hasFormula(value)) formulasCame = true;
  }
  return {
    cells,
    rows: new Map([...rows].map((row) => [row, rowNow(sheet, row, styleNumber, styleText)])),
    formulasGone,
    formulasCame,
    extent: (ref) => widened(ref, after),
  };
}

function rowNow(
  sheet: SheetModel,
  index: number,
  styleNumber: StyleNumber,
  styleText: (style: unknown) => string,
): RowChange {
  const row = sheet.internal._rows[index];
  const style = row?.style ?? {};
  return {
    height: row?.height,
    hidden: row?.hidden === true,
    outlineLevel: row?.outlineLevel,
    style: Object.keys(style).length > 0 ? styleNumber(style, styleText(style)) : "",
  };
}

function widened(ref: string, after: SheetState): string {
  const box = parseBox(ref);
  if (!box) return ref;
  let [top, left] = [box.row, box.column];
  let [bottom, right] = [box.row + box.rows - 1, box.column + box.columns - 1];
  for (const place of after.cells.keys()) {
    top = Math.min(top, rowOf(place));
    bottom = Math.max(bottom, rowOf(place));
    left = Math.min(left, columnOf(place));
    right = Math.max(right, columnOf(place));
  }
  const wide = { row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 };
  const same =
    wide.row === box.row && wide.column === box.column && wide.rows === box.rows && wide.columns === box.columns;
  return same ? ref : formatBox(wide);
}
