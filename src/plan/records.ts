/**
 * Where the headings of a record sheet stand, whatever people have done to the sheet around them.
 */
import type { SheetGrid } from "./grid";
import { historyHeadings } from "./history";
import { readingsHeadings } from "./readings";

/** Where the columns of a record stand on its sheet, counted from 0. */
export interface LocatedColumns {
  /** −1 where the lines stand without headings, in the order we write them. */
  headingRow: number;
  /** The sheet column of each heading; −1 for one that is missing. */
  columns: number[];
}

const headingsOf = { readings: readingsHeadings, history: historyHeadings } as const;

/** Finds the columns of a record by its headings; null where none are found. */
export function locateColumns(grid: SheetGrid, record: keyof typeof headingsOf): LocatedColumns | null {
  const wanted = headingsOf[record].map((heading) => heading.toLowerCase());
  let best: LocatedColumns | null = null;
  let most = 2;
  grid.cells.forEach((row, r) => {
    const columns = wanted.map((heading) => {
      const at = row.findIndex(({ text }) => text.trim().toLowerCase() === heading);
      return at < 0 ? -1 : grid.firstColumn + at;
    });
    const found = columns.filter((column) => column >= 0).length;
    if (found <= most) return;
    most = found;
    best = { headingRow: grid.firstRow + r, columns };
  });
  return best;
}
