/**
 * How much of a sheet there is to read: told from the used part of a few windows, so that one value in the last row of a
 * sheet costs nothing. Pure arithmetic over boxes and values; talks to no Excel.
 */
import { boxAddress } from "../plan/grid";
import type { Box } from "../plan/grid";
import { listOf } from "../plan/words";

const lastRow = 1_048_576;
const lastColumn = 16_384;

/** The part of a sheet whose values are read straight away: what any plan of ordinary size fits in. */
export const firstWindow: Box = { row: 0, column: 0, rows: 4_000, columns: 120 };

/** The rest of a sheet, in windows that widen: each is asked only how much of it is used. */
export const furtherWindows: readonly Box[] = [
  ...bands(firstWindow.rows, lastRow).map(([row, rows]) => ({ row, rows, column: 0, columns: firstWindow.columns })),
  ...bands(firstWindow.columns, lastColumn).map(([column, columns]) => ({ row: 0, rows: lastRow, column, columns })),
];

function bands(from: number, end: number): [start: number, length: number][] {
  const found: [number, number][] = [];
  for (let start = from; start < end; start *= 4) found.push([start, Math.min(start * 4, end) - start]);
  return found;
}

/** This many blank rows or columns part a stray value from what is read. */
export const rowGap = 1_000;
export const columnGap = 50;

/** What is worth reading beyond the first window, and what lies too far off. */
export interface Beyond {
  read: Box[];
  /** Addresses of what is left out. */
  far: string[];
}

/**
 * Sorts the used parts of the further windows: those that carry on from what stands above are read, those after a long gap
 * are named and left out.
 * @param first the used part of the first window, null where it is blank.
 * @param further the used part of each further window, in their order; null where blank.
 */
export function beyond(first: Box | null, further: readonly (Box | null)[]): Beyond {
  const found: Beyond = { read: [], far: [] };
  let bottom = first ? first.row + first.rows : 0;
  const right = first ? first.column + first.columns : 0;
  for (const box of further) {
    if (!box) continue;
    const isBelow = box.column < firstWindow.columns;
    const goesOn = isBelow
      ? box.row - bottom <= rowGap
      : box.column - right <= columnGap && box.rows <= firstWindow.rows;
    if (goesOn) {
      found.read.push(box);
      if (isBelow) bottom = box.row + box.rows;
    } else {
      found.far.push(boxAddress(box));
    }
  }
  return found;
}

/** A stray value is one row, or one column, at most this many together, after a gap. */
export const strayLines = 3;

/**
 * The part of a block of values that belongs together: a few rows or columns after a long stretch of blanks are cut off.
 * @returns how many rows and columns to keep, and the addresses of what is cut off.
 */
export function kept(
  values: readonly (readonly unknown[])[],
  at: Box,
): { rows: number; columns: number; far: string[] } {
  const isFilled = (value: unknown) => value !== "" && value !== null && value !== undefined;
  const filledRows = values.flatMap((row, index) => (row.some(isFilled) ? [index] : []));
  const rows = endBefore(filledRows, rowGap, values.length);
  const width = values[0]?.length ?? 0;
  const filled = new Set<number>();
  for (const row of values.slice(0, rows)) row.forEach((value, column) => isFilled(value) && filled.add(column));
  const columns = endBefore(
    [...filled].sort((a, b) => a - b),
    columnGap,
    width,
  );
  const far: string[] = [];
  values.forEach((row, r) =>
    row.forEach((value, c) => {
      if ((r >= rows || c >= columns) && isFilled(value)) {
        far.push(boxAddress({ row: at.row + r, column: at.column + c, rows: 1, columns: 1 }));
      }
    }),
  );
  return { rows, columns, far };
}

function endBefore(filled: readonly number[], gap: number, length: number): number {
  for (let at = Math.max(1, filled.length - strayLines); at < filled.length; at += 1) {
    if (filled[at]! - filled[at - 1]! > gap) return filled[at - 1]! + 1;
  }
  return length;
}

/** What a person is told of cells that were left out; no sentence where there are none. */
export function sayFar(sheet: string, far: readonly string[]): string[] {
  if (far.length === 0) return [];
  return [
    `“${sheet}” also holds something far from the rest, at ${listOf(far.slice(0, 3))}. It was left out of the reading.`,
  ];
}
