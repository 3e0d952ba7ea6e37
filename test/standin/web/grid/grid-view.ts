/**
 * A sheet as a grid a person can see, move about in and type into. Only what is in view is on the page, so a sheet of ten
 * thousand rows stays usable. Frozen rows and columns, merges, overflowing text and charts are drawn; changes go out
 * through `GridEvents`, never straight into the workbook.
 */
import type { Box } from "../../../../src/plan/grid";
import { bounding, overlaps } from "../../address";
import { stored } from "../../cells";
import type { Link, SheetModel } from "../../sheet";
import { cellId } from "./cell-element";
import { CellEditor } from "./cell-editor";
import type { Geometry } from "./geometry";
import type { LookContext } from "./look";
import { GridPainter, headHeight, headWidth, type PlacedChart } from "./painter";
import { one, SheetLayout, type Cell } from "./sheet-layout";
import { readTabbed, writeTabbed } from "./tabbed";
import { TextMeasurer } from "./text-width";

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
  chartsOf(sheet: SheetModel): PlacedChart[];
}

export class GridView {
  readonly editor: CellEditor;
  active: Cell = { row: 0, column: 0 };
  selection: Box = { row: 0, column: 0, rows: 1, columns: 1 };

  private layout!: SheetLayout;
  private readonly measurer = new TextMeasurer();
  private readonly scroller = division("scroller");
  private readonly extent = division("extent");
  private readonly painter: GridPainter;
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
    this.painter = new GridPainter((sheet) => this.events.chartsOf(sheet));
    const { view, corner } = this.painter;
    corner.addEventListener("pointerdown", () => this.selectAll());
    this.extent.append(view);
    this.scroller.append(this.extent);
    this.root.append(this.scroller);
    this.editor = new CellEditor(view, {
      onCommit: (text, move) => this.commit(text, move),
      onCancel: () => this.endEditing(),
      onDraft: (text) => this.events.onDraft(text),
    });
    this.scroller.addEventListener("scroll", () => this.schedule());
    new ResizeObserver(() => this.layout && this.schedule()).observe(this.scroller);
    view.addEventListener("pointerdown", (event) => this.press(event));
    view.addEventListener("dblclick", (event) => this.cellUnder(event) && this.edit());
    this.root.addEventListener("keydown", (event) => this.key(event));
    this.root.addEventListener("copy", (event) => this.copy(event));
    this.root.addEventListener("paste", (event) => this.paste(event));
  }

  get geometry(): Geometry {
    return this.layout.geometry;
  }

  /** Draws a sheet as it now is; one that was shown before comes back at its remembered place. */
  show(sheet: SheetModel, context: LookContext): void {
    const { scroller } = this;
    const before = this.layout?.sheet;
    if (before) this.places.set(before.id, { left: scroller.scrollLeft, top: scroller.scrollTop });
    this.layout = new SheetLayout(sheet, context, this.measurer);
    this.painter.forget();
    this.extent.style.width = `${this.geometry.width + headWidth}px`;
    this.extent.style.height = `${this.geometry.height + headHeight}px`;
    this.root.setAttribute("aria-label", `Sheet ${sheet.name}`);
    this.root.setAttribute("aria-rowcount", String(this.geometry.rows + 1));
    this.root.setAttribute("aria-colcount", String(this.geometry.columns + 1));
    if (sheet !== before) scroller.scrollTo(this.places.get(sheet.id) ?? { left: 0, top: 0 });
    this.paint();
  }

  /** Shows the sheet larger or smaller; 1 is its own size. */
  set zoom(scale: number) {
    this.scale = scale;
    this.scroller.style.setProperty("zoom", String(scale));
    this.schedule();
  }

  /** Selects a box and brings its first cell into view. */
  select(box: Box, active: Cell = { row: box.row, column: box.column }, scroll = true): void {
    const whole = this.layout.merges.filter((merge) => overlaps(merge, box)).reduce(bounding, box);
    this.selection = whole;
    this.active = this.layout.masterOf(active);
    if (scroll) this.bringIntoView(this.active);
    this.paint();
    this.events.onSelect(whole, this.active);
  }

  /** Opens the editor on the active cell, with its content or with what was typed. */
  edit(typed?: string): void {
    if (this.editor.isOpen) return;
    this.bringIntoView(this.active);
    const look = this.layout.lookAt(this.active.row, this.active.column);
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
  textWidth(text: string, cell: Cell): number {
    return this.layout.textWidth(text, cell);
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
    const box = this.layout.mergeAt(this.active) ?? one(this.active);
    const { left, top } = this.screenPlace(box.row, box.column);
    const { width, height } = this.layout.placeOf(box);
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
    const link = (event.target as Element).closest(".link") && this.layout.sheet.linkAt(cell.row, cell.column);
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
    const bounds = this.painter.view.getBoundingClientRect();
    const x = (event.clientX - bounds.left) / this.scale - headWidth;
    const y = (event.clientY - bounds.top) / this.scale - headHeight;
    if (x < 0 || y < 0) return null;
    const { geometry, scroller } = this;
    const row = geometry.rowAt(y < geometry.frozenHeight ? y : y + scroller.scrollTop);
    const column = geometry.columnAt(x < geometry.frozenWidth ? x : x + scroller.scrollLeft);
    return this.layout.masterOf({ row, column });
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
    const from = this.layout.mergeAt(this.active) ?? one(this.active);
    const row = step(
      rows > 0 ? from.row + from.rows - 1 : from.row,
      rows,
      this.geometry.rows,
      (r) => this.geometry.rowHeight(r) > 0,
    );
    const column = step(
      columns > 0 ? from.column + from.columns - 1 : from.column,
      columns,
      this.geometry.columns,
      (c) => this.geometry.columnWidth(c) > 0,
    );
    this.goTo(
      this.layout.masterOf({ row: rows ? row : this.active.row, column: columns ? column : this.active.column }),
    );
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
    const filled = (cell: Cell) => stored(this.layout.sheet.find(cell.row, cell.column)) !== null;
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
    const used = this.layout.sheet.used(true);
    return used ? { row: used.row + used.rows - 1, column: used.column + used.columns - 1 } : { row: 0, column: 0 };
  }

  // ---- clipboard --------------------------------------------------------------------------------------------------

  private copy(event: ClipboardEvent): void {
    if (this.editor.isOpen || !event.clipboardData) return;
    const used = this.layout.sheet.used() ?? one(this.active);
    const { row, column } = this.selection;
    const lastRow = Math.min(row + this.selection.rows, Math.max(used.row + used.rows, row + 1));
    const lastColumn = Math.min(column + this.selection.columns, Math.max(used.column + used.columns, column + 1));
    const lines: string[][] = [];
    for (let r = row; r < lastRow; r++) {
      lines.push([]);
      for (let c = column; c < lastColumn; c++) lines.at(-1)!.push(this.layout.sheet.textAt(r, c));
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
    const { scroller, layout, selection, active } = this;
    const { scrollLeft: left, scrollTop: top, clientWidth: width, clientHeight: height } = scroller;
    this.painter.paint({ layout, selection, active, window: { left, top, width, height } });
    this.root.setAttribute("aria-activedescendant", cellId(active.row, active.column));
    if (this.editor.isOpen) this.editor.place(this.editorPlace());
  }

  private bringIntoView(cell: Cell): void {
    const { geometry, scroller } = this;
    const box = this.layout.mergeAt(cell) ?? one(cell);
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
}

function division(className: string): HTMLElement {
  const element = document.createElement("div");
  element.className = className;
  return element;
}

/** One step along an axis, over hidden rows or columns, stopping at the edge. */
function step(from: number, by: number, count: number, isShown: (index: number) => boolean): number {
  const direction = Math.sign(by);
  let to = Math.max(0, Math.min(count - 1, from + by));
  while (to > 0 && to < count - 1 && !isShown(to)) to += direction || 1;
  return isShown(to) ? to : from;
}
