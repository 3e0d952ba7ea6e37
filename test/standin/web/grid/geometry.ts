/**
 * Where the rows and columns of a sheet stand, in pixels from the sheet's corner. Pure: heights that must be measured come
 * in as a function.
 */
import { MAX_COLUMNS, MAX_ROWS } from "../../address";
import type { SheetModel } from "../../sheet";

/** Calibri 11: what Excel's column widths and row heights are counted in. */
export const pixelsPerUnit = 7;
const pixelsPerPoint = 4 / 3;
const defaultColumnUnits = 9.140625;
const defaultRowPoints = 15;

/** Rows and columns shown beyond the last used, so that there is room to type. */
const spareRows = 120;
const spareColumns = 14;

export class Geometry {
  readonly rows: number;
  readonly columns: number;
  /** Rows and columns kept in view at the top and left. */
  readonly frozenRows: number;
  readonly frozenColumns: number;
  readonly showGridlines: boolean;
  private readonly rowEdges: Float64Array;
  private readonly columnEdges: Float64Array;

  constructor(sheet: SheetModel, autoHeight: (row: number, width: (column: number) => number) => number | null) {
    const extent = sheet.extent();
    this.rows = Math.min(MAX_ROWS, extent.rows + spareRows);
    this.columns = Math.min(MAX_COLUMNS, Math.max(extent.columns + spareColumns, 26));
    const view = sheet.ws.views?.[0] as
      { state?: string; xSplit?: number; ySplit?: number; showGridLines?: boolean } | undefined;
    this.frozenRows = view?.state === "frozen" ? (view.ySplit ?? 0) : 0;
    this.frozenColumns = view?.state === "frozen" ? (view.xSplit ?? 0) : 0;
    this.showGridlines = view?.showGridLines !== false;

    const properties = sheet.ws.properties as { defaultColWidth?: number; defaultRowHeight?: number };
    this.columnEdges = edges(this.columns, (column) => {
      if (sheet.columnHidden(column)) return 0;
      const units = sheet.internal._columns?.[column]?.width ?? properties.defaultColWidth ?? defaultColumnUnits;
      return Math.trunc(units * pixelsPerUnit + 0.5);
    });
    const width = (column: number) => this.columnWidth(column);
    this.rowEdges = edges(this.rows, (row) => {
      if (sheet.rowHidden(row)) return 0;
      const points = sheet.internal._rows[row]?.height ?? undefined;
      if (points !== undefined) return Math.round(points * pixelsPerPoint);
      return autoHeight(row, width) ?? Math.round((properties.defaultRowHeight ?? defaultRowPoints) * pixelsPerPoint);
    });
  }

  get width(): number {
    return this.columnEdges[this.columns]!;
  }

  get height(): number {
    return this.rowEdges[this.rows]!;
  }

  rowTop(row: number): number {
    return this.rowEdges[Math.min(row, this.rows)]!;
  }

  columnLeft(column: number): number {
    return this.columnEdges[Math.min(column, this.columns)]!;
  }

  rowHeight(row: number): number {
    return this.rowTop(row + 1) - this.rowTop(row);
  }

  columnWidth(column: number): number {
    return this.columnLeft(column + 1) - this.columnLeft(column);
  }

  rowAt(y: number): number {
    return indexAt(this.rowEdges, y);
  }

  columnAt(x: number): number {
    return indexAt(this.columnEdges, x);
  }

  /** The frozen part's size. */
  get frozenHeight(): number {
    return this.rowTop(this.frozenRows);
  }

  get frozenWidth(): number {
    return this.columnLeft(this.frozenColumns);
  }
}

function edges(count: number, size: (index: number) => number): Float64Array {
  const found = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) found[i + 1] = found[i]! + size(i);
  return found;
}

/** The index whose span holds the place; hidden ones (no span) are passed over. */
function indexAt(found: Float64Array, place: number): number {
  let low = 0;
  let high = found.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (found[middle]! <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
