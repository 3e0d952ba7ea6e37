/**
 * Draws the part of a sheet that is in view: cells in up to four quadrants (frozen rows and columns keep their own), their
 * headings, merged cells, charts and the selection. Rows that stay in view are kept from one drawing to the next.
 */
import { columnLetter, type Box } from "../../../../src/plan/grid";
import { contains, overlaps } from "../../address";
import type { SheetModel } from "../../sheet";
import { cellElement, cellId } from "./cell-element";
import { one, type Cell, type SheetLayout } from "./sheet-layout";

export const headWidth = 46;
export const headHeight = 22;
/** Rows drawn beyond the edge of the view, so that scrolling shows no gap. */
const spare = 4;

/** A chart's drawing and the cell it hangs from, with the pixels from that cell's corner. */
export interface PlacedChart {
  row: number;
  column: number;
  x: number;
  y: number;
  element: Element;
}

export interface Picture {
  layout: SheetLayout;
  selection: Box;
  active: Cell;
  /** How far the sheet is scrolled and how much of it is seen, in pixels. */
  window: { left: number; top: number; width: number; height: number };
}

type Span = readonly [first: number, last: number];

interface Quadrant {
  layer: HTMLElement;
  inner: HTMLElement;
  rows: Map<number, HTMLElement>;
  columns: string;
  frozenRows: boolean;
  frozenColumns: boolean;
  extras: HTMLElement;
  selection: HTMLElement;
  active: HTMLElement;
}

export class GridPainter {
  /** The element everything is drawn in; as large as what is seen. */
  readonly view = make("div", "view");
  readonly corner = make("div", "corner");
  private readonly columnHeads = [make("div", "heads column-heads"), make("div", "heads column-heads")];
  private readonly rowHeads = [make("div", "heads row-heads"), make("div", "heads row-heads")];
  private readonly quadrants = [
    makeQuadrant(false, false),
    makeQuadrant(false, true),
    makeQuadrant(true, false),
    makeQuadrant(true, true),
  ];

  constructor(private readonly chartsOf: (sheet: SheetModel) => PlacedChart[]) {
    this.corner.title = "Select everything";
    this.view.append(...this.quadrants.map(({ layer }) => layer), ...this.columnHeads, ...this.rowHeads, this.corner);
  }

  /** Drops what was drawn: the sheet has changed. */
  forget(): void {
    for (const quadrant of this.quadrants) clearRows(quadrant);
  }

  paint(picture: Picture): void {
    const { layout, window } = picture;
    const { geometry } = layout;
    const { width, height } = window;
    this.view.style.width = `${width}px`;
    this.view.style.height = `${height}px`;
    const { frozenWidth, frozenHeight } = geometry;
    const x = { frozen: 0, free: frozenWidth + window.left };
    const y = { frozen: 0, free: frozenHeight + window.top };
    const lastRow = Math.min(geometry.rows - 1, geometry.rowAt(window.top + height - headHeight) + spare);
    const lastColumn = Math.min(geometry.columns - 1, geometry.columnAt(window.left + width - headWidth) + 1);
    const free = {
      rows: [Math.max(geometry.frozenRows, geometry.rowAt(y.free) - spare), lastRow] as const,
      columns: [Math.max(geometry.frozenColumns, geometry.columnAt(x.free) - 1), lastColumn] as const,
    };
    const frozen = { rows: [0, geometry.frozenRows - 1] as const, columns: [0, geometry.frozenColumns - 1] as const };
    for (const quadrant of this.quadrants) {
      const rows = quadrant.frozenRows ? frozen.rows : free.rows;
      const columns = quadrant.frozenColumns ? frozen.columns : free.columns;
      const left = quadrant.frozenColumns ? 0 : frozenWidth;
      const top = quadrant.frozenRows ? 0 : frozenHeight;
      const { layer, inner } = quadrant;
      const isShown = rows[1] >= rows[0] && columns[1] >= columns[0];
      layer.hidden = !isShown;
      if (!isShown) continue;
      layer.style.left = `${headWidth + left}px`;
      layer.style.top = `${headHeight + top}px`;
      layer.style.width = `${quadrant.frozenColumns ? frozenWidth : Math.max(0, width - headWidth - left)}px`;
      layer.style.height = `${quadrant.frozenRows ? frozenHeight : Math.max(0, height - headHeight - top)}px`;
      layer.classList.toggle("below-frozen", !quadrant.frozenRows && geometry.frozenRows > 0);
      layer.classList.toggle("beside-frozen", !quadrant.frozenColumns && geometry.frozenColumns > 0);
      inner.style.transform = `translate(${-(quadrant.frozenColumns ? x.frozen : x.free)}px, ${-(quadrant.frozenRows ? y.frozen : y.free)}px)`;
      this.paintRows(layout, quadrant, rows, columns);
      this.paintExtras(layout, quadrant, rows, columns);
      this.paintSelection(picture, quadrant);
    }
    this.paintHeads(picture, frozen, free, { x: x.free, y: y.free, width, height });
  }

  private paintRows(layout: SheetLayout, quadrant: Quadrant, rows: Span, columns: Span): void {
    const key = columns.join();
    if (quadrant.columns !== key) {
      clearRows(quadrant);
      quadrant.columns = key;
    }
    for (const [row, element] of quadrant.rows) {
      if (row >= rows[0] && row <= rows[1]) continue;
      element.remove();
      quadrant.rows.delete(row);
    }
    for (let row = rows[0]; row <= rows[1]; row++) {
      if (quadrant.rows.has(row) || layout.geometry.rowHeight(row) === 0) continue;
      const element = this.rowElement(layout, row, columns);
      quadrant.rows.set(row, element);
      quadrant.inner.insertBefore(element, quadrant.extras);
    }
  }

  private rowElement(layout: SheetLayout, row: number, [first, last]: Span): HTMLElement {
    const { geometry } = layout;
    const element = make("div", "row");
    element.setAttribute("role", "row");
    element.setAttribute("aria-rowindex", String(row + 2));
    const height = geometry.rowHeight(row);
    element.style.top = `${geometry.rowTop(row)}px`;
    element.style.height = `${height}px`;
    // Text may run in from cells left of the view.
    const start = Math.max(0, first - 8);
    let coveredTo = -1;
    for (let column = start; column <= last; column++) {
      const width = geometry.columnWidth(column);
      if (width === 0 || layout.mergeAt({ row, column })) continue;
      const look = layout.lookAt(row, column);
      const reach = layout.reach(row, column, look);
      if (column < first && reach <= first) continue;
      const coveredLeft = column <= coveredTo;
      if (reach > column + 1) coveredTo = reach - 1;
      const place = { left: geometry.columnLeft(column), top: 0, width, height };
      const textWidth = geometry.columnLeft(reach) - place.left;
      const cell = cellElement({
        row,
        column,
        look: layout.fitted(look, width),
        place,
        textWidth,
        showGridlines: geometry.showGridlines,
      });
      if (coveredLeft && !look.fill && column < coveredTo) cell.style.borderRightColor = "transparent";
      element.append(cell);
    }
    return element;
  }

  /** Merged cells and charts. */
  private paintExtras(layout: SheetLayout, quadrant: Quadrant, rows: Span, columns: Span): void {
    const visible: Box = {
      row: rows[0],
      column: columns[0],
      rows: rows[1] - rows[0] + 1,
      columns: columns[1] - columns[0] + 1,
    };
    const { geometry } = layout;
    const drawn: Element[] = [];
    for (const box of layout.merges) {
      if (!overlaps(box, visible)) continue;
      const place = layout.placeOf(box);
      if (place.width === 0 || place.height === 0) continue;
      const look = layout.lookAt(box.row, box.column);
      const drawing = { row: box.row, column: box.column, look, place, textWidth: place.width, span: box };
      drawn.push(cellElement({ ...drawing, showGridlines: geometry.showGridlines }));
    }
    if (!quadrant.frozenRows && !quadrant.frozenColumns) {
      for (const chart of this.chartsOf(layout.sheet)) {
        const frame = make("div", "chart");
        frame.style.left = `${geometry.columnLeft(chart.column) + chart.x}px`;
        frame.style.top = `${geometry.rowTop(chart.row) + chart.y}px`;
        frame.append(chart.element);
        drawn.push(frame);
      }
    }
    quadrant.extras.replaceChildren(...drawn);
  }

  private paintSelection({ layout, selection, active: at }: Picture, quadrant: Quadrant): void {
    const outline = (element: HTMLElement, box: Box) => {
      const { left, top, width, height } = layout.placeOf(box);
      element.style.left = `${left - 1}px`;
      element.style.top = `${top - 1}px`;
      element.style.width = `${width + 1}px`;
      element.style.height = `${height + 1}px`;
    };
    outline(quadrant.selection, selection);
    const active = layout.mergeAt(at) ?? one(at);
    outline(quadrant.active, active);
    quadrant.active.hidden = contains(active, selection);
    const previous = quadrant.inner.querySelector('[aria-selected="true"]');
    previous?.removeAttribute("aria-selected");
    quadrant.inner.querySelector(`#${cellId(at.row, at.column)}`)?.setAttribute("aria-selected", "true");
  }

  private paintHeads(
    { layout, selection }: Picture,
    frozen: { rows: Span; columns: Span },
    free: { rows: Span; columns: Span },
    at: { x: number; y: number; width: number; height: number },
  ): void {
    const { geometry } = layout;
    for (const [index, columns] of [free.columns, frozen.columns].entries()) {
      const band = this.columnHeads[index]!;
      const left = index === 0 ? geometry.frozenWidth : 0;
      band.style.left = `${headWidth + left}px`;
      band.style.width = `${index === 0 ? Math.max(0, at.width - headWidth - left) : geometry.frozenWidth}px`;
      const origin = index === 0 ? at.x : 0;
      band.replaceChildren(
        ...range(columns).flatMap((column) => {
          if (geometry.columnWidth(column) === 0) return [];
          const head = headElement("column", column, columnLetter(column));
          head.style.left = `${geometry.columnLeft(column) - origin}px`;
          head.style.width = `${geometry.columnWidth(column)}px`;
          head.classList.toggle(
            "selected",
            column >= selection.column && column < selection.column + selection.columns,
          );
          return [head];
        }),
      );
    }
    for (const [index, rows] of [free.rows, frozen.rows].entries()) {
      const band = this.rowHeads[index]!;
      const top = index === 0 ? geometry.frozenHeight : 0;
      band.style.top = `${headHeight + top}px`;
      band.style.height = `${index === 0 ? Math.max(0, at.height - headHeight - top) : geometry.frozenHeight}px`;
      const origin = index === 0 ? at.y : 0;
      band.replaceChildren(
        ...range(rows).flatMap((row) => {
          if (geometry.rowHeight(row) === 0) return [];
          const head = headElement("row", row, String(row + 1));
          head.style.top = `${geometry.rowTop(row) - origin}px`;
          head.style.height = `${geometry.rowHeight(row)}px`;
          head.classList.toggle("selected", row >= selection.row && row < selection.row + selection.rows);
          return [head];
        }),
      );
    }
  }
}

function make(tag: "div", className: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

function makeQuadrant(frozenRows: boolean, frozenColumns: boolean): Quadrant {
  const layer = make("div", "quadrant");
  const inner = make("div", "inner");
  inner.setAttribute("role", "rowgroup");
  const extras = make("div", "extras");
  const selection = make("div", "selection");
  const active = make("div", "active-cell");
  inner.append(extras, selection, active);
  layer.append(inner);
  return { layer, inner, rows: new Map(), columns: "", frozenRows, frozenColumns, extras, selection, active };
}

function clearRows(quadrant: Quadrant): void {
  for (const element of quadrant.rows.values()) element.remove();
  quadrant.rows.clear();
}

function headElement(axis: "row" | "column", index: number, text: string): HTMLElement {
  const head = make("div", "head");
  head.textContent = text;
  head.dataset["axis"] = axis;
  head.dataset["index"] = String(index);
  head.setAttribute("role", axis === "row" ? "rowheader" : "columnheader");
  return head;
}

const range = ([first, last]: Span) => Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
