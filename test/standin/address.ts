/**
 * A1 addresses and boxes of cells for Excel's stand-in. Rows and columns count from 0; knows nothing of a workbook.
 */
import { columnIndex, columnLetter, type Box } from "../../src/plan/grid";

export type { Box };
export const MAX_ROWS = 1_048_576;
export const MAX_COLUMNS = 16_384;

/** The box of "A1", "A1:B3", "A:C" or "1:3" (dollars allowed); null when it is none of these or off the sheet. */
export function parseBox(text: string): Box | null {
  const plain = text.replaceAll("$", "").trim();
  const cells = /^([A-Za-z]{1,3})(\d{1,7})(?::([A-Za-z]{1,3})(\d{1,7}))?$/.exec(plain);
  if (cells) {
    const [, column1, row1, column2, row2] = cells;
    return between(Number(row1) - 1, columnIndex(column1!), Number(row2 ?? row1) - 1, columnIndex(column2 ?? column1!));
  }
  const columns = /^([A-Za-z]{1,3}):([A-Za-z]{1,3})$/.exec(plain);
  if (columns) return between(0, columnIndex(columns[1]!), MAX_ROWS - 1, columnIndex(columns[2]!));
  const rows = /^(\d{1,7}):(\d{1,7})$/.exec(plain);
  if (rows) return between(Number(rows[1]) - 1, 0, Number(rows[2]) - 1, MAX_COLUMNS - 1);
  return null;
}

function between(row1: number, column1: number, row2: number, column2: number): Box | null {
  const box = {
    row: Math.min(row1, row2),
    column: Math.min(column1, column2),
    rows: Math.abs(row2 - row1) + 1,
    columns: Math.abs(column2 - column1) + 1,
  };
  return onSheet(box) ? box : null;
}

export function onSheet(box: Box): boolean {
  return (
    box.row >= 0 &&
    box.column >= 0 &&
    box.rows > 0 &&
    box.columns > 0 &&
    box.row + box.rows <= MAX_ROWS &&
    box.column + box.columns <= MAX_COLUMNS
  );
}

/** "A1:B3", "A:C" for whole columns, "1:3" for whole rows. */
export function formatBox(box: Box): string {
  if (box.columns === MAX_COLUMNS) return `${box.row + 1}:${box.row + box.rows}`;
  if (box.rows === MAX_ROWS) return `${columnLetter(box.column)}:${columnLetter(box.column + box.columns - 1)}`;
  const first = `${columnLetter(box.column)}${box.row + 1}`;
  if (box.rows === 1 && box.columns === 1) return first;
  return `${first}:${columnLetter(box.column + box.columns - 1)}${box.row + box.rows}`;
}

/** The sheet's name as it stands before "!" in a reference: quoted unless it is a plain word. */
export function quoteSheet(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_.]*$/.test(name) ? name : `'${name.replaceAll("'", "''")}'`;
}

/** Splits "'My plan'!A1" into the sheet's name, unquoted, and the rest. */
export function splitAddress(text: string): { sheet: string | null; address: string } {
  const at = text.lastIndexOf("!");
  if (at < 0) return { sheet: null, address: text };
  let sheet = text.slice(0, at);
  if (sheet.startsWith("'") && sheet.endsWith("'")) sheet = sheet.slice(1, -1).replaceAll("''", "'");
  return { sheet, address: text.slice(at + 1) };
}

/** Every box of "A1:B2,D4" or "A1:B2 D4" (commas between areas, or the spaces of a file's sqref); null if one is wrong. */
export function parseBoxes(text: string): Box[] | null {
  const boxes: Box[] = [];
  for (const part of text.split(/[,\s]+/)) {
    if (part === "") continue;
    const box = parseBox(splitAddress(part).address);
    if (!box) return null;
    boxes.push(box);
  }
  return boxes.length > 0 ? boxes : null;
}

export function intersect(a: Box, b: Box): Box | null {
  const row = Math.max(a.row, b.row);
  const column = Math.max(a.column, b.column);
  const rows = Math.min(a.row + a.rows, b.row + b.rows) - row;
  const columns = Math.min(a.column + a.columns, b.column + b.columns) - column;
  return rows > 0 && columns > 0 ? { row, column, rows, columns } : null;
}

export const overlaps = (a: Box, b: Box): boolean => intersect(a, b) !== null;

export function contains(outer: Box, inner: Box): boolean {
  const both = intersect(outer, inner);
  return both !== null && both.rows === inner.rows && both.columns === inner.columns;
}

/** The smallest box that holds both. */
export function bounding(a: Box, b: Box): Box {
  const row = Math.min(a.row, b.row);
  const column = Math.min(a.column, b.column);
  return {
    row,
    column,
    rows: Math.max(a.row + a.rows, b.row + b.rows) - row,
    columns: Math.max(a.column + a.columns, b.column + b.columns) - column,
  };
}

/** What is left of `box` when `hole` is cut out of it: up to four boxes. */
export function subtract(box: Box, hole: Box): Box[] {
  const cut = intersect(box, hole);
  if (!cut) return [box];
  const left: Box[] = [
    { ...box, rows: cut.row - box.row },
    { ...box, row: cut.row + cut.rows, rows: box.row + box.rows - cut.row - cut.rows },
    { row: cut.row, column: box.column, rows: cut.rows, columns: cut.column - box.column },
    {
      row: cut.row,
      column: cut.column + cut.columns,
      rows: cut.rows,
      columns: box.column + box.columns - cut.column - cut.columns,
    },
  ];
  return left.filter((part) => part.rows > 0 && part.columns > 0);
}

export const cellCount = (box: Box): number => box.rows * box.columns;
export const isUnbounded = (box: Box): boolean => box.rows === MAX_ROWS || box.columns === MAX_COLUMNS;
