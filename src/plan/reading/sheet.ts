/**
 * A sheet as the reading of tables sees it: tidied texts, and which cells a merge covers.
 *
 * Rows and columns count from 0 within the grid, as in `SheetGrid`; `sheetRow` and `sheetColumn` lead back to the sheet.
 */
import { emptyCell } from "../grid";
import type { Box, GridCell, SheetGrid } from "../grid";
import { isFiller, shown } from "./text";

export interface SheetView {
  grid: SheetGrid;
  height: number;
  width: number;
  /** Tidied; "" where nothing is shown. */
  texts: string[][];
  /** Columns of a row that show something. */
  filled: number[][];
  /** The merge that covers a cell, in grid coordinates and clipped to the grid. */
  mergeAt(row: number, column: number): Box | null;
}

/** Prepares a sheet for reading. */
export function viewOf(grid: SheetGrid): SheetView {
  const height = grid.cells.length;
  const width = grid.cells[0]?.length ?? 0;
  const texts = grid.cells.map((row) => row.map((cell) => (isFiller(cell.text) ? "" : shown(cell))));
  const merges = new Map<number, Box>();
  for (const merge of grid.merges) {
    const top = Math.max(0, merge.row - grid.firstRow);
    const left = Math.max(0, merge.column - grid.firstColumn);
    const bottom = Math.min(height, merge.row - grid.firstRow + merge.rows);
    const right = Math.min(width, merge.column - grid.firstColumn + merge.columns);
    const box = { row: top, column: left, rows: bottom - top, columns: right - left };
    for (let row = top; row < bottom; row++) {
      for (let column = left; column < right; column++) merges.set(row * width + column, box);
    }
  }
  return {
    grid,
    height,
    width,
    texts,
    filled: texts.map((row) => row.flatMap((text, column) => (text === "" ? [] : [column]))),
    mergeAt: (row, column) => merges.get(row * width + column) ?? null,
  };
}

export function cellAt(view: SheetView, row: number, column: number): GridCell {
  return view.grid.cells[row]?.[column] ?? emptyCell;
}

/** The sheet row, from 1, as people count it. */
export function sheetRow(view: SheetView, row: number): number {
  return view.grid.firstRow + row + 1;
}

/** The sheet column, from 0. */
export function sheetColumn(view: SheetView, column: number): number {
  return view.grid.firstColumn + column;
}

/** The one cell that says something in a row, a cell merged across included; null where several do or none. */
export function onlyCell(
  view: SheetView,
  row: number,
): { column: number; text: string; across: number; bold: boolean } | null {
  const filled = view.filled[row]!;
  if (filled.length !== 1) return null;
  const column = filled[0]!;
  const merge = view.mergeAt(row, column);
  return {
    column,
    text: view.texts[row]![column]!,
    across: merge?.columns ?? 1,
    bold: cellAt(view, row, column).bold === true,
  };
}
