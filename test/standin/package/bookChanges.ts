/**
 * What of the workbook itself is no longer as the file says: its sheets, their order and names, defined names, the sheet in front,
 * protection, calculation. Compares; writes nothing.
 */
import { tabsOf, type Tab } from "../tabs";
import type { SheetModel } from "../sheet";
import type { StandInWorkbook } from "../workbook";
import { printNames, type BookChanges, type NameEntry, type TabEntry } from "./book";
import type { Origin } from "./origin";
import { textOfValue } from "./state";
import { attributeOf, childrenOf, openingTag, topLevel } from "./xml";

const isWorksheet = (tab: Tab): tab is SheetModel => "ws" in tab;

const MODES: Record<string, string> = {
  Automatic: "auto",
  AutomaticExceptTables: "autoNoTable",
  Manual: "manual",
};

function tabEntries(w: StandInWorkbook, origin: Origin, relations: ReadonlyMap<string, string>): TabEntry[] {
  let next = Math.max(0, ...origin.tabs.map(({ sheetId }) => Number(sheetId) || 0));
  return tabsOf(w).flatMap((tab): TabEntry[] => {
    const from = origin.tabs.findIndex(({ id }) => id === tab.id);
    const relation = relations.get(tab.id) ?? "";
    if (from < 0 && relation === "") return [];
    const state = isWorksheet(tab) ? tab.ws.state : tab.state;
    const sheetId = from < 0 ? String(++next) : origin.tabs[from]!.sheetId;
    return [{ from: from < 0 ? null : from, name: tab.name, state, sheetId, relation }];
  });
}

function nameEntries(w: StandInWorkbook, origin: Origin, xml: string, placeOfTab: (id: string) => number): NameEntry[] {
  const list = topLevel(xml).find(({ name }) => name === "definedNames");
  const tags = (list ? childrenOf(xml, list) : []).map((piece) => openingTag(xml, piece));
  const entries: NameEntry[] = [];
  const printed = new Map(w.sheets.map((sheet) => [sheet.id, printNames(sheet.name, sheet.ws.pageSetup)]));
  const samePrint = (id: string) => {
    const sheet = origin.sheets.get(id);
    const now = w.sheets.find((each) => each.id === id);
    return (
      sheet !== undefined &&
      now !== undefined &&
      now.name === sheet.before.name &&
      w.stateOf(now).aspects.printed === sheet.before.aspects.printed
    );
  };
  tags.forEach((tag, from) => {
    const name = attributeOf(tag, "name") ?? "";
    const local = attributeOf(tag, "localSheetId");
    const owner = local === undefined ? null : origin.tabs[Number(local)]?.id;
    const sheet = owner == null ? null : placeOfTab(owner);
    if (owner !== null && (owner === undefined || sheet! < 0)) return;
    const same = { from, name, sheet, refersTo: null, comment: "", hidden: false };
    const was = origin.book.names[from] ?? null;
    if (was !== null) {
      const item = w.names.find(({ place }) => place === from);
      if (item) entries.push({ ...same, name: item.name, refersTo: item.refersTo === was ? null : item.refersTo });
      return;
    }
    if (!/^_xlnm\.Print_(Area|Titles)$/.test(name) || owner === null || samePrint(owner!))
      return void entries.push(same);
    const now = printed.get(owner!)?.find((each) => each.name === name);
    if (now) entries.push({ ...same, refersTo: now.refersTo });
  });
  for (const sheet of w.sheets) {
    if (samePrint(sheet.id)) continue;
    for (const { name, refersTo } of printed.get(sheet.id) ?? []) {
      const place = placeOfTab(sheet.id);
      if (!entries.some((entry) => entry.name === name && entry.sheet === place))
        entries.push({ from: null, name, sheet: place, refersTo, comment: "", hidden: false });
    }
  }
  for (const { name, sheetId, refersTo, comment, hidden, place } of w.names) {
    const sheet = sheetId === null ? null : placeOfTab(sheetId);
    if (place === undefined && sheet !== -1) entries.push({ from: null, name, sheet, refersTo, comment, hidden });
  }
  return entries;
}

function protectionChange(
  w: StandInWorkbook,
  origin: Origin,
): { protection: BookChanges["protection"]; lost: string[] } {
  if (textOfValue(w.structureProtection) === origin.book.protection) return { protection: undefined, lost: [] };
  if (!w.structureProtection) return { protection: null, lost: [] };
  const { password, attributes } = w.structureProtection;
  const lost = password ? ["the password that protects which sheets there are (the protection is kept)"] : [];
  return { protection: attributes ?? { lockStructure: "1" }, lost };
}

/** The changes to the workbook's part, and what cannot be written of them. */
export function bookChanges(
  w: StandInWorkbook,
  origin: Origin,
  xml: string,
  relations: ReadonlyMap<string, string>,
): { changes: BookChanges; lost: string[] } {
  const tabs = tabEntries(w, origin, relations);
  const order = tabsOf(w)
    .filter(({ id }) => relations.has(id) || origin.tabs.some((tab) => tab.id === id))
    .map(({ id }) => id);
  const placeOfTab = (id: string) => order.indexOf(id);
  const views = topLevel(xml).find(({ name }) => name === "bookViews");
  const view = views && childrenOf(xml, views)[0];
  const said = Number((view && attributeOf(openingTag(xml, view), "activeTab")) ?? 0);
  const inFile = placeOfTab(origin.tabs[said]?.id ?? "");
  const front = Math.max(0, placeOfTab(w.activeSheetId));
  const { protection, lost } = protectionChange(w, origin);
  const calculates = w.calculatesOnLoad && !origin.book.calculates;
  const mode = w.calculationMode === origin.book.calculationMode ? undefined : MODES[w.calculationMode];
  return {
    changes: {
      tabs,
      names: nameEntries(w, origin, xml, placeOfTab),
      active: w.activeSheetId === origin.book.active && inFile >= 0 ? inFile : front,
      protection,
      calculation: { ...(calculates ? { fullCalcOnLoad: "1" } : {}), ...(mode ? { calcMode: mode } : {}) },
    },
    lost,
  };
}
