/**
 * One sheet laid out for drawing: where its rows and columns stand, which cells are merged, how each looks and how far its
 * text reaches. Made again after every change; remembers looks until then.
 */
import type { Box } from "../../../../src/plan/grid";
import { stored } from "../../cells";
import type { SheetModel } from "../../sheet";
import { Geometry } from "./geometry";
import { cellLook, type CellLook, type LookContext } from "./look";
import { lineHeight, type TextMeasurer } from "./text-width";

/** A cell's place, from 0. */
export interface Cell {
  row: number;
  column: number;
}

export class SheetLayout {
  readonly geometry: Geometry;
  readonly merges: Box[];
  /** Rows with a merged cell in them, so that the others need not be searched. */
  private readonly mergedRows: Set<number>;
  private readonly looks = new Map<number, CellLook>();

  constructor(
    readonly sheet: SheetModel,
    private readonly context: LookContext,
    private readonly measurer: TextMeasurer,
  ) {
    this.merges = sheet.merges();
    this.mergedRows = new Set(
      this.merges.flatMap((box) => Array.from({ length: Math.min(box.rows, 5000) }, (_, i) => box.row + i)),
    );
    this.geometry = new Geometry(sheet, (row, width) => this.measuredHeight(row, width));
  }

  lookAt(row: number, column: number): CellLook {
    const key = row * 16_384 + column;
    let look = this.looks.get(key);
    if (!look) this.looks.set(key, (look = cellLook(this.sheet, row, column, this.context)));
    return look;
  }

  mergeAt({ row, column }: Cell): Box | undefined {
    if (!this.mergedRows.has(row)) return undefined;
    return this.merges.find(
      (box) => row >= box.row && row < box.row + box.rows && column >= box.column && column < box.column + box.columns,
    );
  }

  masterOf(cell: Cell): Cell {
    const merge = this.mergeAt(cell);
    return merge ? { row: merge.row, column: merge.column } : cell;
  }

  /** Where a box stands on the sheet, in pixels. */
  placeOf(box: Box): { left: number; top: number; width: number; height: number } {
    const { geometry } = this;
    const left = geometry.columnLeft(box.column);
    const top = geometry.rowTop(box.row);
    return {
      left,
      top,
      width: geometry.columnLeft(box.column + box.columns) - left,
      height: geometry.rowTop(box.row + box.rows) - top,
    };
  }

  /** Pixels a text takes on one line in a cell's font. */
  textWidth(text: string, { row, column }: Cell): number {
    return this.measurer.width(text, this.lookAt(row, column).font);
  }

  /** The column before which a cell's text must stop: text that does not wrap runs over empty neighbours. */
  reach(row: number, column: number, look: CellLook): number {
    if (look.text === "" || look.wrap || look.isNumber || look.horizontal !== "left") return column + 1;
    const needed = this.measurer.width(look.text, look.font) + 8 + look.indent;
    let end = column + 1;
    const limit = Math.min(this.geometry.columns, column + 30);
    while (end < limit && this.geometry.columnLeft(end) - this.geometry.columnLeft(column) < needed) {
      if (stored(this.sheet.find(row, end)) !== null || this.mergeAt({ row, column: end })) break;
      end++;
    }
    return end;
  }

  /** A number too wide for its column shows as ####. */
  fitted(look: CellLook, width: number): CellLook {
    if (!look.isNumber || look.wrap || this.measurer.width(look.text, look.font) <= width - 2) return look;
    const text = "#".repeat(Math.max(1, Math.floor((width - 4) / this.measurer.width("#", look.font))));
    return { ...look, text, runs: [{ text, font: look.font }] };
  }

  /** The height of a row nobody has set: as many lines as its longest wrapped cell. Merged cells do not count, as in Excel. */
  private measuredHeight(row: number, width: (column: number) => number): number | null {
    const cells = this.sheet.internal._rows[row]?._cells;
    if (!cells) return null;
    let tallest = 0;
    for (const [column, cell] of cells.entries()) {
      if (!cell || stored(this.sheet.find(row, column)) === null) continue;
      if (this.mergeAt({ row, column })) continue;
      const { alignment, font } = this.sheet.styleAt(row, column);
      let height = lineHeight(font?.size ?? 11);
      // Only text that wraps needs its whole look, which is dear: a sheet may have ten thousand rows.
      if (alignment?.wrapText) {
        const look = this.lookAt(row, column);
        height *= this.measurer.lines(look.text, look.font, width(column) - 7 - look.indent);
      }
      tallest = Math.max(tallest, height);
    }
    return tallest > 20 ? Math.min(tallest, 546) : null;
  }
}

export const one = ({ row, column }: Cell): Box => ({ row, column, rows: 1, columns: 1 });
