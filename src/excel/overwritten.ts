/**
 * What people had typed on a sheet between our reading and our writing, and was written over: known from the request that wrote.
 * Pure: talks to no Excel.
 */
import type { SheetGrid } from "../plan/grid";
import type { Values } from "./page/stamp";

/** What stood on a sheet that was written over. */
export interface Overwritten {
  sheet: { id: string; name: string };
  values: Values;
  /** The cells that said something else than when the workbook was read. */
  typed: TypedCell[];
}

/** What somebody typed into a cell; rows and columns of the sheet count from 0. */
export interface TypedCell {
  row: number;
  column: number;
  value: unknown;
}

/** The cells that hold something, and something else than they did. */
export function typedSince(before: Values, now: Values): TypedCell[] {
  return now.flatMap((cells, row) =>
    cells.flatMap((value, column) =>
      value === "" || String(value) === String(before[row]?.[column] ?? "") ? [] : [{ row, column, value }],
    ),
  );
}

/** The values of a sheet from its very first cell on. */
export function valuesFromFirst({ firstRow, firstColumn, cells }: SheetGrid): Values {
  const before = Array.from({ length: firstColumn }, () => "");
  return [
    ...Array.from({ length: firstRow }, () => []),
    ...cells.map((row) => [...before, ...row.map(({ value }) => value ?? "")]),
  ];
}
