/**
 * A sheet as a grid a person can see, move about in and type into. Only what is in view is on the page, so a sheet of ten
 * thousand rows stays usable. Frozen rows and columns, merges, overflowing text and charts are drawn; changes go out
 * through `GridEvents`, never straight into the workbook.
 */
import { columnLetter, type Box } from "../../../../src/plan/grid";
import { bounding, contains, overlaps } from "../../address";
import { stored } from "../../cells";
import type { Link, SheetModel } from "../../sheet";
import { cellElement, cellId } from "./cell-element";
import { CellEditor } from "./cell-editor";
import { Geometry } from "./geometry";
import { cellLook, type CellLook, type LookContext } from "./look";
import { readTabbed, writeTabbed } from "./tabbed";
import { lineHeight, TextMeasurer } from "./text-width";

export interface GridEvents {
  /** The selection moved. */
  onSelect(box: Box, active: Cell): void;
  /** A person typed into a cell; returns false when the entry was refused and must stay open. */
  onType(cell: Cell, typed: string): boolean;
  onClear(box: Box): void;
  onPaste(cell: Cell, rows: string[][]): void;
  onEditing(on: boolean): void;
  onDraft(text: string): void;
  onFollow(link: Link): void;
  /** What a person edits in a cell: its formula or its value as typed. */
  editText(cell: Cell): string;
  chartsOf(sheet: SheetModel): { row: number; column: number; x: number; y: number; element: Element }[];
}

export interface Cell {
  row: number;
  column: number;
}

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

const headWidth = 46;
const headHeight = 22;
/** Rows drawn beyond the edge of the view, so that scrolling shows no gap. */
const spare = 4;

export class GridView {
  readonly editor: CellEditor;
  geometry!: Geometry;
  active: Cell = { row: 0, column: 0 };
  selection: Box = { row: 0, column: 0, rows: 1, columns: 1 };

  private sheet!: SheetModel;
  private context!: LookContext;
  private merges: Box[] = [];
  private mergedRows = new Set<number>();
  private looks = new Map<number, CellLook>();
  private readonly measurer = new TextMeasurer();
  private readonly scroller = make("div", "scroller");
  private readonly extent = make("div", "extent");
  private readonly view = make("div", "view");
  private readonly columnHeads = [make("div", "heads column-heads"), make("div", "heads column-heads")];
  private readonly rowHeads = [make("div", "heads row-heads"), make("div", "heads row-heads")];
  private readonly quadrants: Quadrant[];
  private readonly places = new Map<string, { left: number; top: number }>();
  private painting = 0;
  private scale = 1;
  private anchor: Cell = { row: 0, column: 0 };

  constructor(
    readonly root: HTMLElement,
    private readonly events: GridEvents,
  ) {
    this.root.setAttribute("role", "grid");
    this.root.tabIndex = 0;
    this.root.setAttribute("aria-description", "F6 leaves the grid for the pane, Shift and F6 for the ribbon.");
    this.root.classList.add("grid");
    this.quadrants = [
      [false, false],
      [false, true],
      [true, false],
      [true, true],
    ].map(([frozenRows, frozenColumns]) => makeQuadrant(frozenRows!, frozenColumns!));
    const corner = make("div", "corner");
    corner.title = "Select everything";
    corner.addEventListener("pointerdown", () => this.selectAll());
    this.view.append(...this.quadrants.map(({ layer }) => layer), ...this.columnHeads, ...this.rowHeads, corner);
    this.extent.append(this.view);
    this.scroller.append(this.extent);
    this.root.append(this.scroller);
    this.editor = new CellEditor(this.view, {
      onCommit: (text, move) => this.commit(text, move),
      onCancel: () => this.endEditing(),
      onDraft: (text) => this.events.onDraft(text),
    });
    this.scroller.addEventListener("scroll", () => this.schedule());
    new ResizeObserver(() => this.sheet && this.schedule()).observe(this.scroller);
    this.view.addEventListener("pointerdown", (event) => this.press(event));
    this.view.addEventListener("dblclick", (event) => this.cellUnder(event) && this.edit());
    this.root.addEventListener("keydown", (event) => this.key(event));
    this.root.addEventListener("copy", (event) => this.copy(event));
    this.root.addEventListener("paste", (event) => this.paste(event));
  }

  /** Shows a sheet at its remembered place. */
  show(sheet: SheetModel, context: LookContext): void {
    if (this.sheet) this.places.set(this.sheet.id, { left: this.scroller.scrollLeft, top: this.scroller.scrollTop });
    const isNew = sheet !== this.sheet;
    this.sheet = sheet;
    this.context = context;
    this.root.setAttribute("aria-label", `Sheet ${sheet.name}`);
    this.refresh();
    if (!isNew) return;
    const place = this.places.get(sheet.id) ?? { left: 0, top: 0 };
    this.scroller.scrollTo(place);
    this.paint();
  }

  /** Shows the sheet larger or smaller; 1 is its own size. */
  set zoom(scale: number) {
    this.scale = scale;
    this.scroller.style.setProperty("zoom", String(scale));
    this.schedule();
  }

  /** Draws everything again after the workbook changed. */
  refresh(): void {
    this.looks.clear();
    this.merges = this.sheet.merges();
    this.mergedRows = new Set(this.merges.flatMap((box) => Array.from({ length: Math.min(box.rows, 5000) }, (_, i) => box.row + i)));
    this.geometry = new Geometry(this.sheet, (row, width) => this.measuredHeight(row, width));
    this.extent.style.width = `${this.geometry.width + headWidth}px`;
    this.extent.style.height = `${this.geometry.height + headHeight}px`;
    this.root.setAttribute("aria-rowcount", String(this.geometry.rows + 1));
    this.root.setAttribute("aria-colcount", String(this.geometry.columns + 1));
    for (const quadrant of this.quadrants) clearRows(quadrant);
    this.paint();
  }

  /** Selects a box and brings its first cell into view. */
  select(box: Box, active: Cell = { row: box.row, column: box.column }, scroll = true): void {
    const whole = this.merges.filter((merge) => overlaps(merge, box)).reduce(bounding, box);
    this.selection = whole;
    this.active = this.masterOf(active);
    if (scroll) this.bringIntoView(this.active);
    this.paint();
    this.events.onSelect(whole, this.active);
  }

  /** Opens the editor on the active cell, with its content or with what was typed. */
  edit(typed?: string): void {
    if (this.editor.isOpen) return;
    this.bringIntoView(this.active);
    const look = this.lookAt(this.active.row, this.active.column);
    this.editor.open(typed ?? this.events.editText(this.active), this.editorPlace(), look, typed !== undefined);
    this.events.onEditing(true);
    this.events.onDraft(this.editor.text);
  }

  /** Commits an open editor; false when the entry was refused. */
  finishEditing(): boolean {
    return !this.editor.isOpen || this.commit(this.editor.text, null);
  }

  focus(): void {
    this.root.focus({ preventScroll: true });
  }

  /** Pixels a text takes on one line in a cell's font. */
  textWidth(text: string, { row, column }: Cell): number {
    return this.measurer.width(text, this.lookAt(row, column).font);
  }

  // ---- editing ----------------------------------------------------------------------------------------------------

  private commit(text: string, move: { rows: number; columns: number } | null): boolean {
    if (!this.events.onType(this.active, text)) return false;
    this.endEditing();
    if (move) this.moveBy(move.rows, move.columns);
    return true;
  }

  private endEditing(): void {
    this.editor.close();
    this.events.onEditing(false);
    this.focus();
    this.events.onSelect(this.selection, this.active);
  }

  private editorPlace(): { left: number; top: number; width: number; height: number; maxWidth: number } {
    const box = this.mergeAt(this.active) ?? { ...this.active, rows: 1, columns: 1 };
    const { left, top } = this.screenPlace(box.row, box.column);
    const width = this.geometry.columnLeft(box.column + box.columns) - this.geometry.columnLeft(box.column);
    const height = this.geometry.rowTop(box.row + box.rows) - this.geometry.rowTop(box.row);
    return { left, top, width, height, maxWidth: Math.max(width, this.scroller.clientWidth - left - 8) };
  }

  /** Where a cell's corner is within the view. */
  private screenPlace(row: number, column: number): { left: number; top: number } {
    const { geometry, scroller } = this;
    const left = geometry.columnLeft(column) + headWidth - (column < geometry.frozenColumns ? 0 : scroller.scrollLeft);
    const top = geometry.rowTop(row) + headHeight - (row < geometry.frozenRows ? 0 : scroller.scrollTop);
    return { left, top };
  }

  // ---- pointer ----------------------------------------------------------------------------------------------------

  private press(event: PointerEvent): void {
    if (event.button !== 0 || this.editor.contains(event.target)) return;
    const head = (event.target as Element).closest<HTMLElement>(".head");
    if (this.editor.isOpen && !this.finishEditing()) return;
    this.focus();
    event.preventDefault();
    if (head) return this.pressHead(head);
    const cell = this.cellUnder(event);
    if (!cell) return;
    if (event.shiftKey) return this.select(bounding(one(this.anchor), one(cell)), this.anchor, false);
    const link = (event.target as Element).closest(".link") && this.sheet.linkAt(cell.row, cell.column);
    this.anchor = cell;
    this.select(one(cell), cell, false);
    if (link) return this.events.onFollow(link);
    const drag = (move: PointerEvent) => {
      const over = this.cellUnder(move);
      if (over) this.select(bounding(one(this.anchor), one(over)), this.anchor, false);
    };
    const release = () => {
      window.removeEventListener("pointermove", drag);
      window.removeEventListener("pointerup", release);
    };
    window.addEventListener("pointermove", drag);
    window.addEventListener("pointerup", release);
  }

  private pressHead(head: HTMLElement): void {
    const index = Number(head.dataset["index"]);
    const isColumn = head.dataset["axis"] === "column";
    this.anchor = isColumn ? { row: 0, column: index } : { row: index, column: 0 };
    const box = isColumn
      ? { row: 0, column: index, rows: this.geometry.rows, columns: 1 }
      : { row: index, column: 0, rows: 1, columns: this.geometry.columns };
    this.selection = box;
    this.active = this.anchor;
    this.paint();
    this.events.onSelect(box, this.active);
  }

  private selectAll(): void {
    this.select({ row: 0, column: 0, rows: this.geometry.rows, columns: this.geometry.columns }, this.active, false);
  }

  private cellUnder(event: MouseEvent): Cell | null {
    const bounds = this.view.getBoundingClientRect();
    const x = (event.clientX - bounds.left) / this.scale - headWidth;
    const y = (event.clientY - bounds.top) / this.scale - headHeight;
    if (x < 0 || y < 0) return null;
    const { geometry, scroller } = this;
    const row = geometry.rowAt(y < geometry.frozenHeight ? y : y + scroller.scrollTop);
    const column = geometry.columnAt(x < geometry.frozenWidth ? x : x + scroller.scrollLeft);
    return this.masterOf({ row, column });
  }

  // ---- keyboard ---------------------------------------------------------------------------------------------------

  private key(event: KeyboardEvent): void {
    if (this.editor.isOpen) return this.editor.key(event);
    const { key, shiftKey } = event;
    const command = event.ctrlKey || event.metaKey;
    const arrows: Record<string, [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
    };
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / 20) - 3);
    const act = (): boolean => {
      const arrow = arrows[key];
      if (arrow) {
        if (command) this.jump(arrow[0], arrow[1], shiftKey);
        else if (shiftKey) this.extendBy(arrow[0], arrow[1]);
        else this.moveBy(arrow[0], arrow[1]);
        return true;
      }
      if (command) {
        if (key === "Home") this.goTo({ row: 0, column: 0 });
        else if (key === "End") this.goTo(this.lastUsed());
        else if (key.toLowerCase() === "a") this.selectAll();
        else return false;
        return true;
      }
      if (event.altKey) return false;
      if (key === "Enter") this.moveBy(shiftKey ? -1 : 1, 0);
      else if (key === "Tab") this.moveBy(0, shiftKey ? -1 : 1);
      else if (key === "PageDown") this.moveBy(page, 0);
      else if (key === "PageUp") this.moveBy(-page, 0);
      else if (key === "Home") this.goTo({ row: this.active.row, column: 0 });
      else if (key === "F2") this.edit();
      else if (key === "Delete") this.events.onClear(this.selection);
      else if (key === "Backspace") this.edit("");
      else if (key.length === 1) this.edit(key);
      else return false;
      return true;
    };
    if (!act()) return;
    event.preventDefault();
  }

  private goTo(cell: Cell): void {
    this.anchor = cell;
    this.select(one(cell), cell);
  }

  private moveBy(rows: number, columns: number): void {
    const from = this.mergeAt(this.active) ?? one(this.active);
    const row = step(rows > 0 ? from.row + from.rows - 1 : from.row, rows, this.geometry.rows, (r) => this.geometry.rowHeight(r) > 0);
    const column = step(columns > 0 ? from.column + from.columns - 1 : from.column, columns, this.geometry.columns, (c) => this.geometry.columnWidth(c) > 0);
    this.goTo(this.masterOf({ row: rows ? row : this.active.row, column: columns ? column : this.active.column }));
  }

  private extendBy(rows: number, columns: number): void {
    const { selection, anchor } = this;
    const far = {
      row: selection.row < anchor.row ? selection.row : selection.row + selection.rows - 1,
      column: selection.column < anchor.column ? selection.column : selection.column + selection.columns - 1,
    };
    const to = {
      row: Math.max(0, Math.min(this.geometry.rows - 1, far.row + rows)),
      column: Math.max(0, Math.min(this.geometry.columns - 1, far.column + columns)),
    };
    this.select(bounding(one(anchor), one(to)), anchor, false);
    this.bringIntoView(to);
  }

  /** Ctrl and an arrow: to the edge of the filled cells, as Excel does. */
  private jump(rows: number, columns: number, extend: boolean): void {
    const filled = (cell: Cell) => stored(this.sheet.find(cell.row, cell.column)) !== null;
    const next = (cell: Cell) => ({ row: cell.row + rows, column: cell.column + columns });
    const onGrid = (cell: Cell) =>
      cell.row >= 0 && cell.column >= 0 && cell.row < this.geometry.rows && cell.column < this.geometry.columns;
    let cell = this.active;
    const inBlock = onGrid(next(cell)) && filled(cell) && filled(next(cell));
    while (onGrid(next(cell))) {
      if (inBlock && !filled(next(cell))) break;
      cell = next(cell);
      if (!inBlock && filled(cell)) break;
    }
    if (extend) this.select(bounding(one(this.anchor), one(cell)), this.anchor, false);
    else this.goTo(cell);
    this.bringIntoView(cell);
  }

  private lastUsed(): Cell {
    const used = this.sheet.used(true);
    return used ? { row: used.row + used.rows - 1, column: used.column + used.columns - 1 } : { row: 0, column: 0 };
  }

  // ---- clipboard --------------------------------------------------------------------------------------------------

  private copy(event: ClipboardEvent): void {
    if (this.editor.isOpen || !event.clipboardData) return;
    const used = this.sheet.used() ?? one(this.active);
    const { row, column } = this.selection;
    const lastRow = Math.min(row + this.selection.rows, Math.max(used.row + used.rows, row + 1));
    const lastColumn = Math.min(column + this.selection.columns, Math.max(used.column + used.columns, column + 1));
    const lines: string[][] = [];
    for (let r = row; r < lastRow; r++) {
      lines.push([]);
      for (let c = column; c < lastColumn; c++) lines.at(-1)!.push(this.sheet.textAt(r, c));
    }
    event.clipboardData.setData("text/plain", writeTabbed(lines));
    const table = document.createElement("table");
    for (const line of lines) {
      const tableRow = table.insertRow();
      for (const text of line) tableRow.insertCell().textContent = text;
    }
    event.clipboardData.setData("text/html", table.outerHTML);
    event.preventDefault();
  }

  private paste(event: ClipboardEvent): void {
    if (this.editor.isOpen || !event.clipboardData) return;
    event.preventDefault();
    this.events.onPaste(this.active, readTabbed(event.clipboardData.getData("text/plain")));
  }

  // ---- painting ---------------------------------------------------------------------------------------------------

  private schedule(): void {
    if (this.painting) return;
    this.painting = requestAnimationFrame(() => {
      this.painting = 0;
      this.paint();
    });
  }

  private paint(): void {
    const { geometry, scroller } = this;
    const width = scroller.clientWidth;
    const height = scroller.clientHeight;
    this.view.style.width = `${width}px`;
    this.view.style.height = `${height}px`;
    const { frozenWidth, frozenHeight } = geometry;
    const x = { frozen: 0, free: frozenWidth + scroller.scrollLeft };
    const y = { frozen: 0, free: frozenHeight + scroller.scrollTop };
    const lastRow = Math.min(geometry.rows - 1, geometry.rowAt(scroller.scrollTop + height - headHeight) + spare);
    const lastColumn = Math.min(geometry.columns - 1, geometry.columnAt(scroller.scrollLeft + width - headWidth) + 1);
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
      this.paintRows(quadrant, rows, columns);
      this.paintExtras(quadrant, rows, columns);
      this.paintSelection(quadrant);
    }
    this.paintHeads(frozen, free, { x: x.free, y: y.free, width, height });
    this.root.setAttribute("aria-activedescendant", cellId(this.active.row, this.active.column));
    if (this.editor.isOpen) this.editor.place(this.editorPlace());
  }

  private paintRows(quadrant: Quadrant, rows: readonly [number, number], columns: readonly [number, number]): void {
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
      if (quadrant.rows.has(row) || this.geometry.rowHeight(row) === 0) continue;
      const element = this.rowElement(row, columns);
      quadrant.rows.set(row, element);
      quadrant.inner.insertBefore(element, quadrant.extras);
    }
  }

  private rowElement(row: number, [first, last]: readonly [number, number]): HTMLElement {
    const { geometry } = this;
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
      if (width === 0 || (this.mergedRows.has(row) && this.mergeAt({ row, column }))) continue;
      const look = this.lookAt(row, column);
      const reach = this.reach(row, column, look);
      if (column < first && reach <= first) continue;
      const coveredLeft = column <= coveredTo;
      if (reach > column + 1) coveredTo = reach - 1;
      const place = { left: geometry.columnLeft(column), top: 0, width, height };
      const textWidth = geometry.columnLeft(reach) - place.left;
      const cell = cellElement({ row, column, look: this.fitted(look, width), place, textWidth, showGridlines: geometry.showGridlines });
      if (coveredLeft && !look.fill && column < coveredTo) cell.style.borderRightColor = "transparent";
      element.append(cell);
    }
    return element;
  }

  /** The column before which a cell's text must stop: text that does not wrap runs over empty neighbours. */
  private reach(row: number, column: number, look: CellLook): number {
    if (look.text === "" || look.wrap || look.isNumber || look.horizontal !== "left") return column + 1;
    const needed = this.measurer.width(look.text, look.font) + 8 + look.indent;
    let end = column + 1;
    const limit = Math.min(this.geometry.columns, column + 30);
    while (end < limit && this.geometry.columnLeft(end) - this.geometry.columnLeft(column) < needed) {
      if (stored(this.sheet.find(row, end)) !== null || (this.mergedRows.has(row) && this.mergeAt({ row, column: end }))) break;
      end++;
    }
    return end;
  }

  /** A number too wide for its column shows as ####. */
  private fitted(look: CellLook, width: number): CellLook {
    if (!look.isNumber || look.wrap || this.measurer.width(look.text, look.font) <= width - 2) return look;
    const text = "#".repeat(Math.max(1, Math.floor((width - 4) / this.measurer.width("#", look.font))));
    return { ...look, text, runs: [{ text, font: look.font }] };
  }

  /** Merged cells and charts. */
  private paintExtras(quadrant: Quadrant, rows: readonly [number, number], columns: readonly [number, number]): void {
    const visible: Box = { row: rows[0], column: columns[0], rows: rows[1] - rows[0] + 1, columns: columns[1] - columns[0] + 1 };
    const { geometry } = this;
    const drawn: Element[] = [];
    for (const box of this.merges) {
      if (!overlaps(box, visible)) continue;
      const place = {
        left: geometry.columnLeft(box.column),
        top: geometry.rowTop(box.row),
        width: geometry.columnLeft(box.column + box.columns) - geometry.columnLeft(box.column),
        height: geometry.rowTop(box.row + box.rows) - geometry.rowTop(box.row),
      };
      if (place.width === 0 || place.height === 0) continue;
      const look = this.lookAt(box.row, box.column);
      const drawing = { row: box.row, column: box.column, look, place, textWidth: place.width, span: box };
      drawn.push(cellElement({ ...drawing, showGridlines: geometry.showGridlines }));
    }
    if (!quadrant.frozenRows && !quadrant.frozenColumns) {
      for (const chart of this.events.chartsOf(this.sheet)) {
        const frame = make("div", "chart");
        frame.style.left = `${geometry.columnLeft(chart.column) + chart.x}px`;
        frame.style.top = `${geometry.rowTop(chart.row) + chart.y}px`;
        frame.append(chart.element);
        drawn.push(frame);
      }
    }
    quadrant.extras.replaceChildren(...drawn);
  }

  private paintSelection(quadrant: Quadrant): void {
    const { geometry, selection } = this;
    const outline = (element: HTMLElement, box: Box) => {
      element.style.left = `${geometry.columnLeft(box.column) - 1}px`;
      element.style.top = `${geometry.rowTop(box.row) - 1}px`;
      element.style.width = `${geometry.columnLeft(box.column + box.columns) - geometry.columnLeft(box.column) + 1}px`;
      element.style.height = `${geometry.rowTop(box.row + box.rows) - geometry.rowTop(box.row) + 1}px`;
    };
    outline(quadrant.selection, selection);
    const active = this.mergeAt(this.active) ?? one(this.active);
    outline(quadrant.active, active);
    quadrant.active.hidden = contains(active, selection);
    const previous = quadrant.inner.querySelector('[aria-selected="true"]');
    previous?.removeAttribute("aria-selected");
    quadrant.inner.querySelector(`#${cellId(this.active.row, this.active.column)}`)?.setAttribute("aria-selected", "true");
  }

  private paintHeads(
    frozen: { rows: readonly [number, number]; columns: readonly [number, number] },
    free: { rows: readonly [number, number]; columns: readonly [number, number] },
    at: { x: number; y: number; width: number; height: number },
  ): void {
    const { geometry, selection } = this;
    const whole = this.geometry;
    for (const [index, columns] of [free.columns, frozen.columns].entries()) {
      const band = this.columnHeads[index]!;
      const left = index === 0 ? whole.frozenWidth : 0;
      band.style.left = `${headWidth + left}px`;
      band.style.width = `${index === 0 ? Math.max(0, at.width - headWidth - left) : whole.frozenWidth}px`;
      const origin = index === 0 ? at.x : 0;
      band.replaceChildren(
        ...range(columns).flatMap((column) => {
          if (geometry.columnWidth(column) === 0) return [];
          const head = headElement("column", column, columnLetter(column));
          head.style.left = `${geometry.columnLeft(column) - origin}px`;
          head.style.width = `${geometry.columnWidth(column)}px`;
          head.classList.toggle("selected", column >= selection.column && column < selection.column + selection.columns);
          return [head];
        }),
      );
    }
    for (const [index, rows] of [free.rows, frozen.rows].entries()) {
      const band = this.rowHeads[index]!;
      const top = index === 0 ? whole.frozenHeight : 0;
      band.style.top = `${headHeight + top}px`;
      band.style.height = `${index === 0 ? Math.max(0, at.height - headHeight - top) : whole.frozenHeight}px`;
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

  private bringIntoView(cell: Cell): void {
    const { geometry, scroller } = this;
    const box = this.mergeAt(cell) ?? one(cell);
    if (box.row >= geometry.frozenRows) {
      const top = geometry.rowTop(box.row) - geometry.frozenHeight;
      const bottom = geometry.rowTop(box.row + 1) + headHeight - scroller.clientHeight;
      if (top < scroller.scrollTop) scroller.scrollTop = top;
      else if (bottom > scroller.scrollTop) scroller.scrollTop = Math.min(bottom, top);
    }
    if (box.column >= geometry.frozenColumns) {
      const left = geometry.columnLeft(box.column) - geometry.frozenWidth;
      const right = geometry.columnLeft(box.column + 1) + headWidth - scroller.clientWidth;
      if (left < scroller.scrollLeft) scroller.scrollLeft = left;
      else if (right > scroller.scrollLeft) scroller.scrollLeft = Math.min(right, left);
    }
  }

  // ---- what cells are ---------------------------------------------------------------------------------------------

  private lookAt(row: number, column: number): CellLook {
    const key = row * 16_384 + column;
    let look = this.looks.get(key);
    if (!look) this.looks.set(key, (look = cellLook(this.sheet, row, column, this.context)));
    return look;
  }

  private mergeAt({ row, column }: Cell): Box | undefined {
    if (!this.mergedRows.has(row)) return undefined;
    return this.merges.find(
      (box) => row >= box.row && row < box.row + box.rows && column >= box.column && column < box.column + box.columns,
    );
  }

  private masterOf(cell: Cell): Cell {
    const merge = this.mergeAt(cell);
    return merge ? { row: merge.row, column: merge.column } : cell;
  }

  /** The height of a row nobody has set: as many lines as its longest wrapped cell. Merged cells do not count, as in Excel. */
  private measuredHeight(row: number, width: (column: number) => number): number | null {
    const cells = this.sheet.internal._rows[row]?._cells;
    if (!cells) return null;
    let tallest = 0;
    for (const [column, cell] of cells.entries()) {
      if (!cell || stored(this.sheet.find(row, column)) === null) continue;
      if (this.mergedRows.has(row) && this.mergeAt({ row, column })) continue;
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

const one = ({ row, column }: Cell): Box => ({ row, column, rows: 1, columns: 1 });
const range = ([first, last]: readonly [number, number]) => Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);

/** One step along an axis, over hidden rows or columns, stopping at the edge. */
function step(from: number, by: number, count: number, isShown: (index: number) => boolean): number {
  const direction = Math.sign(by);
  let to = Math.max(0, Math.min(count - 1, from + by));
  while (to > 0 && to < count - 1 && !isShown(to)) to += direction || 1;
  return isShown(to) ? to : from;
}
