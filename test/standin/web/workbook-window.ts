/**
 * The workbook on the page: grid, formula bar, name box and sheet tabs over one StandInWorkbook. What people do here goes
 * into the workbook; what anyone does to the workbook is drawn again.
 */
import { isDateFormat } from "numfmt";

import type { IsoDate } from "../../../src/plan/model";
import { formatBox, parseBox, splitAddress, type Box } from "../address";
import { formulaOf, hasFormula, textOf, valueOf } from "../cells";
import { readEntry } from "../entry";
import { ExcelError } from "../errors";
import type { Editor, StandInWorkbook } from "../workbook";
import type { Link, SheetModel } from "../sheet";
import { shownTabs } from "../tabs";
import { chartAnchor, drawChart } from "./chart-drawing";
import { ConditionalFormats } from "./conditional-formats";
import { pixelsPerUnit } from "./grid/geometry";
import { GridView } from "./grid/grid-view";
import type { Cell } from "./grid/sheet-layout";

export interface WindowParts {
  grid: HTMLElement;
  tabs: HTMLElement;
  nameBox: HTMLInputElement;
  formula: HTMLTextAreaElement;
}

export interface WindowEvents {
  /** Something a person should be told, in plain words. */
  say(words: string): void;
  today(): IsoDate;
  /** Whose edits these are. */
  editor(): Editor;
}

export class WorkbookWindow {
  readonly view: GridView;
  private book: StandInWorkbook;
  private readonly formats = new ConditionalFormats();
  private stopListening: () => void = () => undefined;
  private drawing = 0;
  private selecting = false;
  /** Someone else (the add-in, a link) moved the selection: it must be brought into view. */
  private reveal = false;

  constructor(
    book: StandInWorkbook,
    private readonly parts: WindowParts,
    private readonly events: WindowEvents,
  ) {
    this.book = book;
    this.view = new GridView(parts.grid, {
      onSelect: (box, active) => this.selected(box, active),
      onType: (cell, typed) => this.attempt(() => this.type(cell, typed)),
      onClear: (box) => void this.attempt(() => this.clear(box)),
      onPaste: (cell, rows) => void this.attempt(() => this.paste(cell, rows)),
      onEditing: (on) => this.book.setCellEditMode(on),
      onDraft: (text) => (this.parts.formula.value = text),
      onFollow: (link) => this.follow(link),
      editText: (cell) => this.editText(cell),
      chartsOf: (sheet) => this.charts(sheet),
    });
    this.wireFormulaBar();
    this.open(book);
  }

  get workbook(): StandInWorkbook {
    return this.book;
  }

  /** The worksheet on show; with a chart sheet in front, which is not drawn, the first one there is. */
  get sheet(): SheetModel {
    const { sheets, activeSheetId } = this.book;
    return this.book.findSheet(activeSheetId) ?? sheets.find((sheet) => sheet.ws.state === "visible") ?? sheets[0]!;
  }

  open(book: StandInWorkbook): void {
    this.stopListening();
    this.book = book;
    this.formats.dispose();
    this.stopListening = book.onChange((change) => {
      if (change.kind === "selection") {
        if (this.selecting) return;
        this.reveal = true;
      }
      this.drawSoon();
    });
    this.draw();
  }

  /** Draws at once: today changed, or a picture is about to be taken. */
  draw(): void {
    const sheet = this.sheet;
    this.formats.judge(this.book, this.events.today());
    this.view.show(sheet, {
      theme: this.book.theme,
      conditional: (id, row, column) => this.formats.lookOf(id, row, column),
    });
    const { sheetId, address } = this.book.selection;
    const box = sheetId === sheet.id ? parseBox(splitAddress(address).address) : null;
    if (box && (this.reveal || !sameBox(box, this.view.selection))) this.quietly(() => this.view.select(box));
    this.reveal = false;
    this.drawTabs();
    this.drawFormulaBar();
    if (this.formats.notes.length > 0) console.info(this.formats.notes.join("\n"));
  }

  /** What the conditional formats could not show, in plain words. */
  get notes(): string[] {
    return this.formats.notes;
  }

  /** The selection as a box of the sheet's used rows, for the ribbon's row buttons. */
  get selection(): Box {
    return this.view.selection;
  }

  goTo(address: string): boolean {
    const { sheet: name, address: rest } = splitAddress(address);
    const sheet = name === null ? this.sheet : this.book.findSheet(name);
    const named = this.book.names.find((item) => item.name.toLowerCase() === address.toLowerCase());
    if (named && name === null) return this.goTo(named.refersTo);
    const box = parseBox(rest);
    if (!sheet || !box) return false;
    if (sheet.ws.state !== "visible") {
      this.events.say(`The sheet ${sheet.name} is hidden.`);
      return true;
    }
    if (sheet.id !== this.book.activeSheetId) this.book.activate(sheet.id);
    this.draw();
    this.view.focus();
    this.view.select(box);
    return true;
  }

  /** Runs a change a person asked for; what the workbook refuses is said, and false comes back. */
  attempt(change: () => void): boolean {
    try {
      change();
      return true;
    } catch (error) {
      this.events.say(refusalWords(error, this.sheet.name));
      return false;
    }
  }

  private drawSoon(): void {
    if (this.drawing) return;
    this.drawing = requestAnimationFrame(() => {
      this.drawing = 0;
      this.draw();
    });
  }

  // ---- what people do ---------------------------------------------------------------------------------------------

  private selected(box: Box, active: Cell): void {
    this.drawFormulaBar();
    if (this.selecting) return;
    this.selecting = true;
    // Excel speaks of whole rows and columns by their names, however many the page draws.
    const whole = {
      ...box,
      ...(box.rows >= this.view.geometry.rows && { row: 0, rows: 1_048_576 }),
      ...(box.columns >= this.view.geometry.columns && { column: 0, columns: 16_384 }),
    };
    this.book.select(this.sheet.id, formatBox(whole.rows > 0 ? whole : { ...active, rows: 1, columns: 1 }));
    this.selecting = false;
  }

  private quietly(work: () => void): void {
    this.selecting = true;
    work();
    this.selecting = false;
  }

  private type(cell: Cell, typed: string): void {
    if (typed === this.editText(cell)) return;
    this.book.typeInto(this.sheet.id, addressOf(cell), typed, this.events.editor());
    this.widenFor(cell);
    if (typed.startsWith("=")) this.events.say("Formulas are kept and saved, but not calculated on this page.");
  }

  /** Excel widens a column nobody has set the width of, so that a number or date typed into it can be read. */
  private widenFor({ row, column }: Cell): void {
    const { sheet } = this;
    if (typeof valueOf(sheet.at(row, column)) !== "number" || sheet.internal._columns?.[column]?.width !== undefined)
      return;
    const needed = this.view.textWidth(sheet.textAt(row, column), { row, column }) + 8;
    if (needed > this.view.geometry.columnWidth(column)) sheet.ws.getColumn(column + 1).width = needed / pixelsPerUnit;
  }

  private clear(box: Box): void {
    const used = this.sheet.used(true);
    if (!used) return;
    for (let row = Math.max(box.row, used.row); row < Math.min(box.row + box.rows, used.row + used.rows); row++) {
      for (
        let column = Math.max(box.column, used.column);
        column < Math.min(box.column + box.columns, used.column + used.columns);
        column++
      ) {
        if (this.sheet.at(row, column) === null) continue;
        this.book.typeInto(this.sheet.id, addressOf({ row, column }), "", this.events.editor());
      }
    }
  }

  private paste(cell: Cell, rows: string[][]): void {
    rows.forEach((texts, down) =>
      texts.forEach((text, across) => {
        const at = { row: cell.row + down, column: cell.column + across };
        this.book.typeInto(this.sheet.id, addressOf(at), text, this.events.editor());
      }),
    );
  }

  private follow(link: Link): void {
    // Files write places in the workbook as "Plan!A1" or as "#Plan!A1".
    const place = (link.documentReference ?? (link.address?.startsWith("#") ? link.address : "")).replace(/^#/, "");
    if (place !== "") {
      if (!this.goTo(place)) this.events.say(`The link points to ${place}, which is not in this workbook.`);
      return;
    }
    this.events.say(`Links out of the workbook are not followed here: ${link.address ?? ""}`);
  }

  // ---- formula bar and tabs ---------------------------------------------------------------------------------------

  /** What the formula bar shows: dates in full, and an apostrophe before text that would be taken for a formula. */
  private editText(cell: Cell): string {
    const value = this.sheet.at(cell.row, cell.column);
    const shown = formulaOf(value);
    if (shown === "") return "";
    if (typeof shown === "number") {
      const format = this.sheet.formatAt(cell.row, cell.column);
      if (isDateFormat(format)) return textOf(value, "dd/mm/yyyy", this.sheet.date1904);
      return /%/.test(format) ? `${Number((shown * 100).toPrecision(12))}%` : String(shown);
    }
    if (typeof shown === "boolean") return shown ? "TRUE" : "FALSE";
    if (hasFormula(value)) return shown;
    const settings = {
      year: this.book.year,
      date1904: this.sheet.date1904,
      format: this.sheet.formatAt(cell.row, cell.column),
    };
    const needsApostrophe = shown.startsWith("'") || readEntry(shown, settings).kind === "formula";
    return needsApostrophe ? `'${shown}` : shown;
  }

  private wireFormulaBar(): void {
    const { formula, nameBox } = this.parts;
    formula.addEventListener("focus", () => {
      this.view.edit();
      // The editor takes the focus when it opens; the person clicked here.
      formula.focus();
    });
    formula.addEventListener("input", () => (this.view.editor.text = formula.value));
    formula.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.altKey) {
        formula.setRangeText("\n", formula.selectionStart, formula.selectionEnd, "end");
        this.view.editor.text = formula.value;
        event.preventDefault();
      } else if (event.key === "Enter" || event.key === "Tab" || event.key === "Escape") this.view.editor.key(event);
    });
    nameBox.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        this.view.focus();
        this.drawFormulaBar();
      }
      if (event.key !== "Enter") return;
      event.preventDefault();
      const wanted = nameBox.value.trim();
      if (this.goTo(wanted)) return;
      this.events.say(`There is no cell or name "${wanted}". Type a cell such as B5, or Plan!B5.`);
    });
    nameBox.addEventListener("focus", () => nameBox.select());
  }

  private drawFormulaBar(): void {
    const { selection, active, editor } = this.view;
    const { nameBox } = this.parts;
    // Someone may be typing a place to go to while others edit.
    const isUsed = document.activeElement === nameBox;
    if (!isUsed)
      nameBox.value =
        selection.rows * selection.columns > 1 ? formatBox({ ...active, rows: 1, columns: 1 }) : addressOf(active);
    if (!editor.isOpen) this.parts.formula.value = this.editText(active);
  }

  private drawTabs(): void {
    const shown = shownTabs(this.book);
    const tabs = shown.map((sheet) => {
      const tab = document.createElement("button");
      tab.type = "button";
      tab.role = "tab";
      tab.textContent = sheet.name;
      const isActive = sheet.id === this.book.activeSheetId;
      tab.setAttribute("aria-selected", String(isActive));
      tab.tabIndex = isActive ? 0 : -1;
      tab.addEventListener("click", () => {
        if (!this.view.finishEditing()) return;
        this.book.activate(sheet.id);
        this.draw();
        this.view.focus();
        if ("part" in sheet) this.events.say(`${sheet.name} is a chart sheet. Its chart is not drawn here.`);
      });
      tab.addEventListener("keydown", (event) => {
        const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
        const next = step && shown[shown.indexOf(sheet) + step];
        if (!next) return;
        this.book.activate(next.id);
        this.draw();
        this.parts.tabs.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
      });
      return tab;
    });
    const active = document.activeElement;
    const hadFocus = active instanceof HTMLElement && this.parts.tabs.contains(active);
    this.parts.tabs.replaceChildren(...tabs);
    const chosen = this.parts.tabs.querySelector<HTMLElement>('[aria-selected="true"]');
    chosen?.scrollIntoView({ inline: "nearest", block: "nearest" });
    if (hadFocus) chosen?.focus();
  }

  private charts(sheet: SheetModel) {
    return this.book.charts
      .filter((chart) => chart.sheetId === sheet.id)
      .map((chart) => ({ ...chartAnchor(chart, sheet), element: drawChart(chart, (id) => this.book.sheet(id)) }));
  }
}

const addressOf = ({ row, column }: Cell) => formatBox({ row, column, rows: 1, columns: 1 });
const sameBox = (a: Box, b: Box) =>
  a.row === b.row && a.column === b.column && a.rows === b.rows && a.columns === b.columns;

/** Excel's refusals as a person would be told them. */
function refusalWords(error: unknown, sheet: string): string {
  if (!(error instanceof ExcelError))
    return `That could not be done: ${error instanceof Error ? error.message : String(error)}`;
  switch (error.code) {
    case "AccessDenied":
      return `The sheet ${sheet} is protected. Choose Protect sheet in the ribbon to unprotect it first.`;
    case "InvalidArgument":
      return "Excel would not take that entry. If it is words, type an apostrophe in front of it.";
    default:
      return error.message;
  }
}
