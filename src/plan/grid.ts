/**
 * The grid a plan is read from: what `excel/read.ts` hands to `plan/reading`, and what tests write by hand.
 *
 * Knows nothing of Excel's objects. Rows and columns count from 0 within the grid; `firstRow` and `firstColumn` say where
 * the grid stands on its sheet.
 */

export type CellKind = "empty" | "text" | "number" | "date" | "boolean" | "error";

/** One cell. */
export interface GridCell {
  kind: CellKind;
  /** Text cells: the text as stored. Numbers and dates: as shown ("1.10", "Jun-19"). Empty: "". */
  text: string;
  /** The stored value; a date is its serial number. */
  value: string | number | boolean | null;
  /** The number format's code, English: "mmm-yy". */
  format: string;
  italic?: boolean;
  /** "mixed": part of the text is struck through, and which part cannot be told. */
  strikethrough?: boolean | "mixed";
  bold?: boolean;
  /** "#RRGGBB", absent for none. */
  fill?: string;
  colour?: string;
}

/** A rectangle in sheet coordinates, counted from 0. */
export interface Box {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

export interface GridTable {
  name: string;
  box: Box;
  hasHeadings: boolean;
  hasTotals: boolean;
}

/** The used part of one sheet. */
export interface SheetGrid {
  sheet: string;
  hidden: boolean;
  firstRow: number;
  firstColumn: number;
  /** Row by row; every row has the same length. Empty when the sheet is empty. */
  cells: GridCell[][];
  merges: Box[];
  tables: GridTable[];
  /** Sheet rows, from 0, that are hidden or filtered out. */
  hiddenRows: number[];
}

/** All that a reading needs of a workbook. */
export interface WorkbookGrid {
  /** The file's name without extension; "" when unsaved. */
  name: string;
  sheets: SheetGrid[];
  /** The sheet in view. */
  active: string;
  /** Whether serial 0 is 1 January 1904 rather than 1900. */
  date1904: boolean;
}

export const emptyCell: GridCell = { kind: "empty", text: "", value: null, format: "General" };

/** "A" for 0, "AA" for 26. */
export function columnLetter(index: number): string {
  let letters = "";
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26)) {
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  }
  return letters;
}

/** 0 for "A", 26 for "AA". */
export function columnIndex(letters: string): number {
  let n = 0;
  for (const letter of letters.toUpperCase()) n = n * 26 + letter.charCodeAt(0) - 64;
  return n - 1;
}

/** "B3" for row 2, column 1 (both from 0). */
export function cellName(row: number, column: number): string {
  return `${columnLetter(column)}${row + 1}`;
}

/** "A1:B3" of a box; "A1" for one cell. */
export function boxAddress(box: Box): string {
  const first = cellName(box.row, box.column);
  const last = cellName(box.row + box.rows - 1, box.column + box.columns - 1);
  return first === last ? first : `${first}:${last}`;
}

/** Whether a cell lies in a box. */
export function isInBox(box: Box, row: number, column: number): boolean {
  return row >= box.row && row < box.row + box.rows && column >= box.column && column < box.column + box.columns;
}

/** The box of "A1:B3", "$A$1" or "Sheet!A1"; null when it is not one. */
export function parseAddress(address: string): Box | null {
  const local = address.slice(address.lastIndexOf("!") + 1).replaceAll("$", "");
  const match = /^([A-Za-z]{1,3})(\d{1,7})(?::([A-Za-z]{1,3})(\d{1,7}))?$/.exec(local);
  if (!match) return null;
  const column1 = columnIndex(match[1]!);
  const row1 = Number(match[2]) - 1;
  const column2 = match[3] ? columnIndex(match[3]) : column1;
  const row2 = match[4] ? Number(match[4]) - 1 : row1;
  return {
    row: Math.min(row1, row2),
    column: Math.min(column1, column2),
    rows: Math.abs(row2 - row1) + 1,
    columns: Math.abs(column2 - column1) + 1,
  };
}
