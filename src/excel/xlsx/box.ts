/**
 * The part of a sheet that belongs together, told from the places that hold something and never from how far apart they
 * are: a value in the last cell a sheet can have costs nothing. The same rule as for the workbook that is open.
 */
import { isInBox } from "../../plan/grid";
import type { Box } from "../../plan/grid";
import { columnGap, firstWindow, rowGap, strayLines } from "../extent";

/** A sheet's columns, by which a place is one number. */
export const width = 16_384;

/**
 * The box around the places that belong together, and how many lie too far off.
 * @param places row × `width` + column of each cell that holds something.
 * @param areaLimit the most places a grid may be made over.
 */
export function boxOf(places: Iterable<number>, areaLimit: number): { box: Box | null; far: number[] } {
  const all = [...places];
  const bottom = endOf(
    all.map((place) => Math.floor(place / width)),
    rowGap,
    firstWindow.rows,
  );
  const near = all.filter((place) => Math.floor(place / width) < bottom);
  const right = endOf(
    near.map((place) => place % width),
    columnGap,
    firstWindow.columns,
  );
  const kept = near.filter((place) => place % width < right);
  if (kept.length === 0) return { box: null, far: all };
  const box = around(kept);
  // A line of values right across a sheet: what fits is read, from its first rows on.
  if (box.rows * box.columns > areaLimit) box.columns = Math.min(box.columns, firstWindow.columns);
  box.rows = Math.min(box.rows, Math.floor(areaLimit / box.columns));
  return { box, far: all.filter((place) => !isInBox(box, Math.floor(place / width), place % width)) };
}

function around(places: readonly number[]): Box {
  let [top, left, bottom, right] = [Infinity, Infinity, -1, -1];
  for (const place of places) {
    const [row, column] = [Math.floor(place / width), place % width];
    top = Math.min(top, row);
    bottom = Math.max(bottom, row);
    left = Math.min(left, column);
    right = Math.max(right, column);
  }
  return { row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 };
}

/** Where the lines that hold something end, those after a long gap left out. */
function endOf(lines: readonly number[], gap: number, window: number): number {
  const filled = [...new Set(lines)].sort((a, b) => a - b);
  const inWindow = filled.filter((line) => line < window).length;
  for (let at = 1; at < filled.length; at += 1) {
    if (filled[at]! - filled[at - 1]! <= gap) continue;
    // Within the first window only a few lines are taken for strays; beyond it whatever does not carry on.
    if (filled[at]! >= window || inWindow - at <= strayLines) return filled[at - 1]! + 1;
  }
  return filled.length === 0 ? 0 : filled.at(-1)! + 1;
}
