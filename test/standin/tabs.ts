/**
 * The tabs of the workbook: worksheets and the sheets that are none (chart sheets), in one order and with names of one kind.
 * Renaming, moving, hiding, copying and deleting, whoever does it. Refuses what no workbook can be without; who may do what, and in which
 * words Excel refuses, is the server's.
 */
import { EVENTS, type Editor } from "./events";
import { renameInFormula, renameTableInFormula } from "./formula";
import type { SheetModel } from "./sheet";
import { takeDown } from "./snapshot";
import { changeFormulas } from "./structure";
import type { StandInWorkbook } from "./workbook";

export type TabState = "visible" | "hidden" | "veryHidden";

/** A sheet that is no worksheet. It takes a tab and a name; Office.js cannot reach it. */
export interface OtherSheet {
  readonly id: string;
  readonly kind: "chart" | "dialog" | "macro";
  name: string;
  state: TabState;
  /** Its place among the tabs, counted as worksheets' are. */
  orderNo: number;
  /** Its part in the file it was opened from: "xl/chartsheets/sheet1.xml"; empty for one made here. */
  readonly part: string;
}

export type Tab = SheetModel | OtherSheet;
type Doer = Editor | "addin";

export const VISIBILITY: Record<string, TabState> = {
  Visible: "visible",
  Hidden: "hidden",
  VeryHidden: "veryHidden",
};

const isWorksheet = (tab: Tab): tab is SheetModel => "ws" in tab;
const stateOf = (tab: Tab): TabState => (isWorksheet(tab) ? tab.ws.state : tab.state);
const orderOf = (tab: Tab): number => (isWorksheet(tab) ? tab.internal.orderNo : tab.orderNo);
const sourceOf = (by: Doer): string => (by === "remote" ? "Remote" : "Local");

/** Office.js's word for how a worksheet is shown. */
export const visibilityOf = (sheet: SheetModel): string =>
  Object.entries(VISIBILITY).find(([, state]) => state === sheet.ws.state)?.[0] ?? "Visible";

/** Every tab in order, hidden ones too. */
export const tabsOf = (w: StandInWorkbook): Tab[] =>
  [...w.sheets, ...w.otherSheets].sort((a, b) => orderOf(a) - orderOf(b));

/** The tabs a person sees, in order. */
export const shownTabs = (w: StandInWorkbook): Tab[] => tabsOf(w).filter((tab) => stateOf(tab) === "visible");

/** Whether a tab other than `own` has this name, ignoring case. */
export const isNameTaken = (w: StandInWorkbook, name: string, own: Tab | null = null): boolean =>
  tabsOf(w).some((tab) => tab !== own && tab.name.toLowerCase() === name.toLowerCase());

/** Whether the workbook would show nothing without this sheet. */
export const isLastVisible = (w: StandInWorkbook, sheet: Tab): boolean => shownTabs(w).every((tab) => tab === sheet);

/** Numbers the tabs in the order given. */
function reorder(tabs: Tab[]): void {
  tabs.forEach((tab, i) => {
    if (isWorksheet(tab)) tab.internal.orderNo = i + 1;
    else tab.orderNo = i + 1;
  });
}

/** The sheet in front gives way: to the next shown tab on its right, else to its left. */
function leave(w: StandInWorkbook, sheet: SheetModel): void {
  if (w.activeSheetId !== sheet.id) return;
  const tabs = tabsOf(w);
  const place = tabs.indexOf(sheet);
  const next = [...tabs.slice(place + 1), ...tabs.slice(0, place).reverse()].find((tab) => stateOf(tab) === "visible");
  if (next) w.activate(next.id);
}

export function renameSheet(w: StandInWorkbook, sheet: SheetModel, name: string, by: Doer = "local"): void {
  const before = sheet.name;
  if (name === before) return;
  // exceljs refuses a change of capitals alone.
  (sheet.ws as unknown as { _name: string })._name = name;
  for (const other of w.sheets) {
    changeFormulas(other, (formula) => renameInFormula(formula, before, name));
    for (const block of other.blocks)
      for (const rule of block.rules)
        rule.formulae = rule.formulae?.map((formula) => renameInFormula(String(formula), before, name));
  }
  for (const item of w.names) item.refersTo = renameInFormula(item.refersTo, before, name);
  const args = { worksheetId: sheet.id, nameBefore: before, nameAfter: name, source: sourceOf(by) };
  w.emitSheet("nameChanged", sheet.id, args, by === "remote");
  w.tell({ kind: "sheets", sheetId: sheet.id, by });
}

/** Moves a worksheet to a place among the worksheets; the other sheets keep theirs among them. */
export function moveSheet(w: StandInWorkbook, sheet: SheetModel, position: number, by: Doer = "local"): void {
  const before = w.sheets.indexOf(sheet);
  const rest = w.sheets.filter((other) => other !== sheet);
  const tabs = tabsOf(w).filter((tab) => tab !== sheet);
  const follower = rest[position];
  tabs.splice(follower ? tabs.indexOf(follower) : tabs.length, 0, sheet);
  reorder(tabs);
  const args = { worksheetId: sheet.id, positionBefore: before, positionAfter: position, source: sourceOf(by) };
  w.emit(EVENTS.moved, "Workbook", args, by === "remote");
  w.tell({ kind: "sheets", sheetId: sheet.id, by });
}

export function showSheet(w: StandInWorkbook, sheet: SheetModel, state: TabState, by: Doer = "local"): void {
  const before = visibilityOf(sheet);
  if (state !== "visible") leave(w, sheet);
  sheet.ws.state = state;
  const args = {
    worksheetId: sheet.id,
    visibilityBefore: before,
    visibilityAfter: visibilityOf(sheet),
    source: sourceOf(by),
  };
  w.emitSheet("visibilityChanged", sheet.id, args, by === "remote");
  w.tell({ kind: "sheets", sheetId: sheet.id, by });
}

export function deleteSheet(w: StandInWorkbook, sheet: SheetModel, by: Doer = "local"): void {
  leave(w, sheet);
  w.removeSheet(sheet, by);
  w.tell({ kind: "sheets", sheetId: sheet.id, by });
}

/** The first free name for a copy: "Plan (2)". */
function copyName(w: StandInWorkbook, name: string): string {
  for (let n = 2; ; n++) {
    const end = ` (${n})`;
    const wanted = name.slice(0, 31 - end.length) + end;
    if (!isNameTaken(w, wanted)) return wanted;
  }
}

/** The names tables may not take, in small letters. */
const takenByTables = (w: StandInWorkbook): Set<string> =>
  new Set([...w.sheets.flatMap((sheet) => sheet.tables()), ...w.names].map(({ name }) => name.toLowerCase()));

/** Copies a sheet whole, to the place behind it: its marks and rules too; its tables get names of their own. */
export function copySheet(w: StandInWorkbook, sheet: SheetModel, by: Doer = "local"): SheetModel {
  const name = copyName(w, sheet.name);
  const made = w.addSheet(name);
  made.copiedFrom = sheet.id;
  const taken = takenByTables(w);
  takeDown(sheet)(made);
  (made.ws as unknown as { _name: string })._name = name;
  changeFormulas(made, (formula) => renameInFormula(formula, sheet.name, name));
  for (const { rule } of made.conditionalFormats()) rule["id"] = w.newId();
  const tables = made.tables();
  made.internal.tables = {};
  for (const table of tables) {
    const before = table.name;
    let n = 2;
    while (taken.has(`${before}${n}`.toLowerCase())) n++;
    table.name = table.displayName = `${before}${n}`;
    taken.add(table.name.toLowerCase());
    made.putTable(table);
    changeFormulas(made, (formula) => renameTableInFormula(formula, before, table.name));
  }
  for (const chart of w.charts.filter(({ sheetId }) => sheetId === sheet.id)) {
    const text = JSON.stringify({ ...chart, id: w.newId() }).replaceAll(
      JSON.stringify(sheet.id),
      JSON.stringify(made.id),
    );
    w.charts.push(JSON.parse(text) as typeof chart);
  }
  const tabs = tabsOf(w).filter((tab) => tab !== made);
  tabs.splice(tabs.indexOf(sheet) + 1, 0, made);
  reorder(tabs);
  w.emit(EVENTS.added, "Workbook", { worksheetId: made.id, source: sourceOf(by) }, by === "remote");
  w.tell({ kind: "sheets", sheetId: made.id, by });
  return made;
}

/** Puts a new chart sheet behind all tabs, as a person does by moving a chart to a sheet of its own. */
export function addChartSheet(w: StandInWorkbook, name: string): OtherSheet {
  const orderNo = Math.max(0, ...tabsOf(w).map(orderOf)) + 1;
  const made: OtherSheet = { id: w.newId(), kind: "chart", name, state: "visible", orderNo, part: "" };
  w.otherSheets.push(made);
  w.tell({ kind: "sheets", sheetId: made.id, by: "local" });
  return made;
}
