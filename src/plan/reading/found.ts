/**
 * A table as it is found on a sheet, before its columns are understood. Holds no rule.
 */
import type { SheetView } from "./sheet";

/** What a row of a table's body is. Rows that are neither (totals, page numbers) are left out of the list. */
export type BodyRow = { row: number; is: "line" } | { row: number; is: "section"; title: string };

/** A table as it stands, before its columns are understood. Rows and columns count from 0 in the grid. */
export interface FoundTable {
  view: SheetView;
  /** Grid columns, left to right. */
  columns: number[];
  headings: string[];
  /** Last heading row; null where there is none. */
  headingRow: number | null;
  top: number;
  body: BodyRow[];
  /** The lines that stand alone over it, nearest last. */
  above: string[];
  /** The title straight above that names its section. */
  section: string | null;
  excelTable: string | null;
}
