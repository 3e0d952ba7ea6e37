/**
 * The page that plays Excel: opens a workbook, shows it, and puts the add-in beside it as Excel on the web does. Everything
 * stays in this page's memory; a copy is saved only when a person asks.
 *
 * Address: `/?workbook=warwickshire-one-sheet.xlsx&today=2019-09-30&pane=closed&zoom=75`, each part optional;
 * `workbook=blank` is an empty one.
 */
import { isIsoDate } from "../../../src/plan/calendar";
import type { IsoDate } from "../../../src/plan/model";
import { formatBox, type Box } from "../address";
import { answer, type RequestBody } from "../server";
import { NotAWorkbook, StandInWorkbook, type Editor } from "../workbook";
import { AddInFrames } from "./add-in-frames";
import { sampleDay, setAddInDay } from "./clock";
import { startEngine } from "./conditional-formats";
import type { Cell } from "./grid/sheet-layout";
import { addInGroups, field, group, hostButton } from "./host-ribbon";
import { readManifest, type AddIn, type RibbonButton } from "./manifest";
import { wireSplitter } from "./splitter";
import { WorkbookWindow } from "./workbook-window";

/** For tests and the curious, as `window.standIn`. */
export interface StandInPage {
  readonly workbook: StandInWorkbook;
  /** Words the page has said since it opened, oldest first. */
  readonly said: string[];
  readonly notes: string[];
  open(bytes: Uint8Array | ArrayBuffer, name: string): Promise<void>;
}

declare global {
  interface Window {
    standIn?: StandInPage;
  }
}

const byId = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const blank = "blank";
const zooms = [60, 75, 90, 100, 125, 150];

class Page implements StandInPage {
  readonly said: string[] = [];
  private readonly parameters = new URLSearchParams(location.search);
  private today: IsoDate | null = null;
  private editor: Editor = "local";
  private frames!: AddInFrames;
  private window!: WorkbookWindow;
  private addIn!: AddIn;
  private stopEvents: () => void = () => undefined;
  private readonly settings: [string, string][] = [];
  private panePage: string | null = null;
  private readonly protectButton = hostButton({
    id: "protect",
    label: "Protect sheet",
    tip: "Protects this sheet, or lifts its protection, so that you can see what the add-in does with a protected sheet.",
    drawing: "protect",
    toggle: true,
    onClick: () => this.toggleProtection(),
  });

  /** What was said last that a copy will not carry. */
  private warned = "";

  get workbook(): StandInWorkbook {
    return this.window.workbook;
  }

  get notes(): string[] {
    return this.window.notes;
  }

  async start(): Promise<void> {
    const [manifest, samples] = await Promise.all([
      fetch("/manifest.xml").then((response) => response.text()),
      fetch("/samples/").then((response) => response.json() as Promise<string[]>),
      startJudging(),
    ]);
    this.addIn = readManifest(manifest, location.origin);
    const name = this.parameters.get("workbook") ?? samples[0] ?? blank;
    const workbook = name === blank ? null : await this.openSample(name);
    const asked = this.parameters.get("today");
    if (asked && isIsoDate(asked)) this.today = asked;
    // A sample years after its day would only show that everything is late.
    else if (workbook && todayHere() > "2021-03-31") this.today = sampleDay;
    setAddInDay(this.today);
    this.window = new WorkbookWindow(
      workbook ?? StandInWorkbook.blank(),
      {
        grid: byId("grid"),
        tabs: byId("tabs"),
        nameBox: byId<HTMLInputElement>("name-box"),
        formula: byId<HTMLTextAreaElement>("formula"),
      },
      { say: (words) => this.say(words), today: () => this.today ?? todayHere(), editor: () => this.editor },
    );
    this.frames = new AddInFrames(
      this.addIn.name,
      byId("pane-frame"),
      byId("function-frames"),
      {
        execute: (body, flags) => answer(this.workbook, body as RequestBody, flags),
        settings: this.settings,
        get documentName() {
          return page.workbook.name;
        },
        onRefused: (words) => this.say(words),
      },
      { onPane: (open) => this.showPane(open), onFocusLeaves: () => this.window.view.focus() },
    );
    this.adopt(this.workbook);
    this.drawRibbon(samples);
    this.wirePage();
    this.panePage = this.addIn.page;
    if (this.parameters.get("pane") !== "closed" && this.panePage) this.frames.openPane(this.panePage);
    this.window.view.focus();
  }

  /** Opens another workbook; the add-in starts afresh with it, as it does in Excel. */
  async open(bytes: Uint8Array | ArrayBuffer, name: string): Promise<void> {
    const workbook = await StandInWorkbook.open(bytes, name);
    this.warned = "";
    const paneWasOpen = this.frames.isPaneOpen;
    this.frames.closePane();
    this.settings.length = 0;
    this.editor = "local";
    this.adopt(workbook);
    this.window.open(workbook);
    if (paneWasOpen && this.panePage) this.frames.openPane(this.panePage);
    this.window.view.focus();
  }

  private adopt(workbook: StandInWorkbook): void {
    this.stopEvents();
    const stopOffice = workbook.onOfficeEvents((events) => this.frames.fire(events));
    const stopChanges = workbook.onChange(() => this.drawToggles());
    this.stopEvents = () => {
      stopOffice();
      stopChanges();
    };
    document.title = workbook.name;
    byId("workbook-name").textContent = workbook.name;
    const list = document.querySelector<HTMLSelectElement>("#samples");
    if (list) list.value = workbook.name;
    this.drawToggles();
  }

  // ---- ribbon -----------------------------------------------------------------------------------------------------

  private drawRibbon(samples: string[]): void {
    const rows = (
      id: string,
      label: string,
      tip: string,
      drawing: Parameters<typeof hostButton>[0]["drawing"],
      work: () => void,
    ) =>
      hostButton({
        id,
        label,
        tip,
        drawing,
        onClick: () => this.window.view.finishEditing() && this.window.attempt(work),
      });
    const workbookGroup = group("Workbook", [
      hostButton({
        id: "open",
        label: "Open workbook",
        tip: "Opens an .xlsx file from this computer. You can also drop one on the page.",
        drawing: "open",
        onClick: () => byId("file").click(),
      }),
      hostButton({
        id: "save",
        label: "Save a copy",
        tip: "Saves the workbook as it stands as an .xlsx file.",
        drawing: "save",
        onClick: () => void this.saveCopy(),
      }),
      ...(samples.length > 0 ? [field("Samples", this.sampleList(samples))] : []),
    ]);
    const sheetGroup = group("Edit as a partner", [
      rows("insert-row", "Insert row", "Inserts a row above the selected cell.", "insertRow", () => this.insertRow()),
      rows("delete-row", "Delete row", "Deletes the selected rows.", "deleteRow", () => this.deleteRow()),
      rows("sort-up", "Sort A to Z", "Sorts the rows of this table by the selected column.", "sortUp", () =>
        this.sort(true),
      ),
      rows(
        "sort-down",
        "Sort Z to A",
        "Sorts the rows of this table by the selected column, last first.",
        "sortDown",
        () => this.sort(false),
      ),
      hostButton({
        id: "colleague",
        label: "Work as a colleague",
        tip: "While this is on, what you type counts as a colleague's edit from another computer.",
        drawing: "colleague",
        toggle: true,
        onClick: () => {
          this.editor = this.editor === "local" ? "remote" : "local";
          this.drawToggles();
        },
      }),
      this.protectButton,
    ]);
    const today = document.createElement("input");
    today.type = "date";
    today.id = "today";
    today.value = this.today ?? todayHere();
    today.addEventListener("change", () => {
      this.today = isIsoDate(today.value) ? today.value : null;
      setAddInDay(this.today);
      this.window.draw();
      if (this.frames.isPaneOpen && this.panePage) this.frames.openPane(this.panePage);
    });
    today.title = "The day it is in this demonstration, for the sheets and for the add-in.";
    byId("ribbon").append(
      workbookGroup,
      sheetGroup,
      group("Date", [field("Today", today)]),
      ...addInGroups(this.addIn.groups, (button, element) => void this.press(button, element)),
    );
    this.drawToggles();
  }

  private sampleList(samples: string[]): HTMLSelectElement {
    const list = document.createElement("select");
    list.id = "samples";
    for (const name of samples) list.add(new Option(name.replace(/\.xlsx$/i, "").replaceAll("-", " "), name));
    list.value = this.workbook.name;
    list.addEventListener(
      "change",
      () => void this.fetchSample(list.value).then((bytes) => bytes && this.open(bytes, list.value)),
    );
    return list;
  }

  private async press(button: RibbonButton, element: HTMLButtonElement): Promise<void> {
    const { action } = button;
    if (action.kind === "pane") {
      if (this.frames.isPaneOpen && this.panePage === action.page) return this.frames.closePane();
      this.panePage = action.page;
      return this.frames.openPane(action.page);
    }
    if (!this.addIn.functionPage) return this.say("The add-in's manifest names no page for its buttons' functions.");
    this.status(`${button.label} is running.`);
    element.setAttribute("aria-busy", "true");
    const outcome = await this.frames.run(this.addIn.functionPage, action.name, button.id);
    element.removeAttribute("aria-busy");
    if (!outcome) this.status(`${button.label} did not finish within five minutes and was stopped.`);
    else if (outcome.status !== 0) this.status(`The add-in has no function for ${button.label}.`);
    else this.status(`${button.label} has finished.`);
  }

  private drawToggles(): void {
    const sheet = this.window.sheet;
    this.protectButton.setAttribute("aria-pressed", String(sheet.internal.sheetProtection?.sheet === true));
    document.querySelector('[data-id="colleague"]')?.setAttribute("aria-pressed", String(this.editor === "remote"));
  }

  // ---- what a partner does ----------------------------------------------------------------------------------------

  private insertRow(): void {
    const { row } = this.window.selection;
    this.workbook.insertRows(this.window.sheet.id, row, 1, this.editor);
  }

  private deleteRow(): void {
    const { row, rows } = this.window.selection;
    this.workbook.deleteRows(this.window.sheet.id, row, rows, this.editor);
  }

  private sort(ascending: boolean): void {
    const { active, selection } = this.window.view;
    const box =
      selection.rows > 1 && selection.rows < this.window.view.geometry.rows ? selection : this.bodyAround(active);
    if (!box) return this.say("Select a cell in the table to sort.");
    this.workbook.sortRows(
      this.window.sheet.id,
      formatBox(box),
      Math.max(0, active.column - box.column),
      ascending,
      this.editor,
    );
  }

  /** The rows below the heading around a cell: of its table, else of the filled cells it stands among. */
  private bodyAround({ row, column }: Cell): Box | null {
    const { sheet } = this.window;
    for (const table of sheet.tables()) {
      const box = sheet.tableBox(table);
      const isIn =
        row >= box.row && row < box.row + box.rows && column >= box.column && column < box.column + box.columns;
      if (!isIn) continue;
      const ends = (table.headerRow ? 1 : 0) + (table.totalsRow ? 1 : 0);
      return { ...box, row: box.row + (table.headerRow ? 1 : 0), rows: box.rows - ends };
    }
    const filled = (r: number) => sheet.used(true, { row: r, column: 0, rows: 1, columns: 16_384 });
    if (!filled(row)) return null;
    let top = row;
    let bottom = row;
    while (top > 0 && filled(top - 1)) top--;
    while (filled(bottom + 1)) bottom++;
    const around = sheet.used(true, { row: top, column: 0, rows: bottom - top + 1, columns: 16_384 })!;
    return bottom > top ? { ...around, row: top + 1, rows: bottom - top } : null;
  }

  private toggleProtection(): void {
    const { sheet } = this.window;
    const isProtected = sheet.internal.sheetProtection?.sheet === true;
    if (isProtected) this.workbook.unprotect(sheet.id);
    else this.workbook.protect(sheet.id);
    this.status(isProtected ? `${sheet.name} is no longer protected.` : `${sheet.name} is protected.`);
  }

  // ---- files ------------------------------------------------------------------------------------------------------

  private async openSample(name: string): Promise<StandInWorkbook | null> {
    const bytes = await this.fetchSample(name);
    return bytes && StandInWorkbook.open(bytes, name);
  }

  private async fetchSample(name: string): Promise<ArrayBuffer | null> {
    const response = await fetch(`/samples/${encodeURIComponent(name)}`);
    if (response.ok) return response.arrayBuffer();
    this.say(`There is no sample called ${name}.`);
    return null;
  }

  private async openFile(file: File): Promise<void> {
    try {
      await this.open(await file.arrayBuffer(), file.name);
    } catch (error) {
      this.say(error instanceof NotAWorkbook ? error.message : `${file.name} could not be opened: ${String(error)}`);
    }
  }

  private async saveCopy(): Promise<void> {
    if (!this.window.view.finishEditing()) return;
    const name = this.workbook.name.replace(/(\.[^.]*)?$/, ` - copy.${this.workbook.ending}`);
    const { bytes, lost } = await this.workbook.copy();
    // Said first, and saved when the button is pressed again: nothing is missing from a copy that nobody was told of.
    const warning = lost.join("; ");
    if (warning !== "" && warning !== this.warned) {
      this.warned = warning;
      return this.say(
        `The copy will not carry: ${warning}. Press Save a copy again to save it all the same. The file you opened stays as it is.`,
      );
    }
    this.warned = "";
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: "application/octet-stream" }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
    this.status(`Saved as ${link.download}.`);
  }

  // ---- the page around the grid -----------------------------------------------------------------------------------

  private wirePage(): void {
    const file = byId<HTMLInputElement>("file");
    file.addEventListener("change", () => {
      const chosen = file.files?.[0];
      file.value = "";
      if (chosen) void this.openFile(chosen);
    });
    document.addEventListener("dragover", (event) => {
      event.preventDefault();
      document.body.classList.add("dropping");
    });
    document.addEventListener(
      "dragleave",
      (event) => event.relatedTarget === null && document.body.classList.remove("dropping"),
    );
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      document.body.classList.remove("dropping");
      const dropped = event.dataTransfer?.files[0];
      if (dropped) void this.openFile(dropped);
    });
    byId("pane-close").addEventListener("click", () => {
      this.frames.closePane();
      this.window.view.focus();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "F6") return;
      event.preventDefault();
      // From the grid, where Tab moves between cells, F6 is the way out: to the pane, or with Shift to the ribbon.
      if (!byId("grid").contains(document.activeElement)) this.window.view.focus();
      else if (this.frames.isPaneOpen && !event.shiftKey) this.frames.focusPane();
      else document.querySelector<HTMLElement>("#ribbon button")?.focus();
    });
    wireSplitter(byId("splitter"), byId("pane"));
    this.wireZoom();
  }

  private wireZoom(): void {
    const list = byId<HTMLSelectElement>("zoom");
    const asked = Number(this.parameters.get("zoom"));
    const usual = zooms.includes(asked) ? asked : 100;
    for (const zoom of zooms) list.add(new Option(`${zoom}%`, String(zoom), zoom === usual, zoom === usual));
    const set = () => (this.window.view.zoom = Number(list.value) / 100);
    list.addEventListener("change", set);
    set();
  }

  private showPane(open: boolean): void {
    byId("pane").hidden = !open;
    byId("splitter").hidden = !open;
    byId("pane-name").textContent = this.addIn.name;
    for (const button of this.addIn.groups.flatMap(({ buttons }) => buttons)) {
      if (button.action.kind !== "pane") continue;
      const isShown = open && button.action.page === this.panePage;
      document.querySelector(`[data-id="${CSS.escape(button.id)}"]`)?.setAttribute("aria-pressed", String(isShown));
    }
  }

  private status(words: string): void {
    this.said.push(words);
    byId("status").textContent = words;
  }

  /** Says something that should not be missed; it goes when it is closed or something else is said. */
  private say(words: string): void {
    this.said.push(words);
    document.querySelector(".message")?.remove();
    const message = document.createElement("div");
    message.className = "message";
    message.role = "alert";
    const text = document.createElement("span");
    text.textContent = words;
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "✕";
    close.setAttribute("aria-label", "Close this message");
    close.addEventListener("click", () => message.remove());
    message.append(text, close);
    document.body.append(message);
    window.setTimeout(() => message.remove(), 8000);
  }
}

async function startJudging(): Promise<void> {
  const file = fetch(new URL("@ironcalc/wasm/wasm_bg.wasm", import.meta.url));
  startEngine(await WebAssembly.compileStreaming(file));
}

function todayHere(): IsoDate {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

const page = new Page();
window.standIn = page;
page.start().catch((error: unknown) => {
  byId("workbook-name").textContent =
    `The workbook could not be opened: ${error instanceof Error ? error.message : String(error)}`;
});
