/**
 * What a sheet's part holds beside its cells and rules: each element of it taken from a made sheet where it changed, links and tables
 * one by one, and all others kept letter by letter.
 */
import { cellName } from "../../../src/plan/grid";
import { attributeText, escapeXml } from "../parts";
import type { Link, SheetModel, TableModel } from "../sheet";
import { withOpenNumbers, type Adoption } from "./adopt";
import { withNamespace } from "./cells";
import type { Package } from "./package";
import { placeFor } from "./rules";
import type { Aspect, SheetState } from "./state";
import {
  attributeOf,
  childrenOf,
  edited,
  openingTag,
  relationId,
  rootOf,
  textOfPiece,
  topLevel,
  withAttribute,
  withInside,
  type Edit,
} from "./xml";

/** The elements of a sheet that say an aspect. Aspects without any are said elsewhere. */
const ELEMENTS: Record<Aspect, string[]> = {
  properties: ["sheetPr", "sheetFormatPr"],
  views: ["sheetViews"],
  columns: ["cols"],
  merges: ["mergeCells"],
  validations: ["dataValidations"],
  protection: ["sheetProtection"],
  page: ["sheetPr", "printOptions", "pageMargins", "pageSetup", "headerFooter"],
  printed: [],
  rowBreaks: ["rowBreaks"],
  columnBreaks: ["colBreaks"],
  filter: ["autoFilter"],
  extendedFormats: [],
  customProperties: [],
};

/** Aspects said by elements of the sheet's part. */
export const saidBySections = (aspect: Aspect): boolean => ELEMENTS[aspect].length > 0;

/** Attributes exceljs does not know and that are kept. */
const KEPT: Record<string, string[]> = { sheetPr: ["codeName", "filterMode"], pageSetup: ["[\\w.-]+:id"] };

/** The part with the elements of these aspects taken from a made sheet. */
export function withSections(xml: string, made: string, changed: readonly Aspect[], adoption: Adoption): string {
  const names = new Set(changed.flatMap((aspect) => ELEMENTS[aspect]));
  const elements = topLevel(made);
  let text = xml;
  for (const name of names) {
    const piece = elements.find((each) => each.name === name);
    let element = piece ? adoption.inWords(withOpenNumbers(textOfPiece(made, piece))) : "";
    const old = topLevel(text).find((each) => each.name === name);
    for (const attribute of old && element ? (KEPT[name] ?? []) : []) {
      const found = new RegExp(`\\s(${attribute})\\s*=\\s*"([^"]*)"`).exec(openingTag(text, old!));
      if (found) element = withAttribute(element, found[1]!, found[2]!);
    }
    element = withNamespace(text, element);
    const at = old ?? { start: placeFor(text, name), end: placeFor(text, name) };
    text = edited(text, [{ start: at.start, end: at.end, text: element }]);
  }
  return text;
}

// ---- links ----------------------------------------------------------------------------------------------------------

/** The part with its links as they are now; a link that did not change keeps its element. */
export async function withLinks(
  draft: Package,
  part: string,
  xml: string,
  links: ReadonlyMap<string, Link>,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  relationType: string,
): Promise<string> {
  const list = topLevel(xml).find(({ name }) => name === "hyperlinks");
  const keep = (key: string) => before.get(key) === after.get(key);
  const edits: Edit[] = [];
  const gone: string[] = [];
  let left = 0;
  for (const piece of list ? childrenOf(xml, list) : []) {
    const tag = openingTag(xml, piece);
    const first = /^\$?([A-Z]+)\$?(\d+)/i.exec(attributeOf(tag, "ref") ?? "");
    const key = first ? `${Number(first[2]) - 1},${columnOfLetters(first[1]!)}` : "";
    if (first && before.has(key) && !keep(key)) {
      edits.push({ start: piece.start, end: piece.end, text: "" });
      const id = relationId(tag);
      if (id) gone.push(id);
    } else left++;
  }
  const added: string[] = [];
  const space = relationType.replace(/\/hyperlink$/, "");
  for (const [key, link] of links) {
    if (keep(key)) continue;
    const [row, column] = key.split(",").map(Number) as [number, number];
    const id = link.address ? await draft.relate(part, relationType, link.address, true) : undefined;
    const attributes = {
      ...(id && attributeOf(openingTag(xml, rootOf(xml)), "xmlns:r") === undefined ? { "xmlns:r": space } : {}),
      ref: cellName(row, column),
      "r:id": id,
      location: link.documentReference,
      tooltip: link.screenTip,
    };
    added.push(withNamespace(xml, `<hyperlink${attributeText(attributes)}/>`));
  }
  if (gone.length > 0) await draft.unrelate(part, gone);
  if (list && left + added.length === 0) return edited(xml, [{ start: list.start, end: list.end, text: "" }]);
  if (added.length === 0) return edited(xml, edits);
  if (list) return edited(xml, [...edits, withInside(xml, list, added.join(""))]);
  const at = placeFor(xml, "hyperlinks");
  return edited(xml, [{ start: at, end: at, text: withNamespace(xml, `<hyperlinks>${added.join("")}</hyperlinks>`) }]);
}

const columnOfLetters = (letters: string): number =>
  [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

// ---- tables ---------------------------------------------------------------------------------------------------------

interface TableChange {
  sheet: SheetModel;
  part: string;
  /** The sheet's part in the made file. */
  madePart: string;
  before: SheetState;
  after: SheetState;
  filterOf: (table: TableModel) => string;
}

/** The name of a table's column as its part has it. */
const columnName = (name: string): string =>
  escapeXml(name.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")).replace(/\r?\n/g, "_x000a_");

/** Whether the heading of a column has a button, by its place. */
function buttons(xml: string): (column: number) => boolean {
  const filter = topLevel(xml).find(({ name }) => name === "autoFilter");
  if (!filter) return () => false;
  const hidden = childrenOf(xml, filter)
    .map((piece) => openingTag(xml, piece))
    .filter((tag) => /^(1|true)$/.test(attributeOf(tag, "hiddenButton") ?? ""))
    .map((tag) => Number(attributeOf(tag, "colId")));
  return (column) => !hidden.includes(column);
}

/** What is filtered by what; nothing where a filter only has buttons. */
const criteria = (inside: string): string =>
  /<(?:[\w.-]+:)?(filters|customFilters|dynamicFilter|top10|colorFilter|iconFilter)\b/.test(inside) ? inside : "";

/** Whether a table can be written into the part it has: only its place, its names, its stripes or its filter changed. */
function fitsIn(xml: string, table: TableModel): boolean {
  const tag = openingTag(xml, rootOf(xml));
  const list = topLevel(xml).find(({ name }) => name === "tableColumns");
  const columns = list ? childrenOf(xml, list).length : 0;
  const hasButton = buttons(xml);
  return (
    columns === table.columns.length &&
    table.columns.every(({ filterButton }, i) => !table.headerRow || (filterButton !== false) === hasButton(i)) &&
    (attributeOf(tag, "headerRowCount") !== "0") === table.headerRow &&
    Number(attributeOf(tag, "totalsRowCount") ?? 0) > 0 === table.totalsRow
  );
}

function tableInPlace(xml: string, table: TableModel, filter: string): string {
  const root = rootOf(xml);
  let tag = openingTag(xml, root);
  for (const [name, value] of Object.entries({ name: table.name, displayName: table.name, ref: table.tableRef }))
    if (attributeOf(tag, name) !== value) tag = withAttribute(tag, name, value);
  const edits: Edit[] = [{ start: root.start, end: root.inside, text: tag }];
  for (const piece of topLevel(xml)) {
    const element = textOfPiece(xml, piece);
    if (piece.name === "autoFilter") {
      const open = withAttribute(openingTag(element), "ref", table.autoFilterRef);
      const name = /^<([^\s/>]+)/.exec(element)![1]!;
      const inside = xml.slice(piece.inside, piece.close);
      const bare = open.replace(/\s*\/?>$/, "");
      if (criteria(inside) === filter) edits.push({ start: piece.start, end: piece.inside, text: open });
      else
        edits.push({ start: piece.start, end: piece.end, text: filter ? `${bare}>${filter}</${name}>` : `${bare}/>` });
    }
    if (piece.name === "tableColumns")
      childrenOf(xml, piece).forEach((column, i) => {
        const columnTag = openingTag(xml, column);
        const written = /\sname="([^"]*)"/.exec(columnTag)?.[1];
        const name = columnName(table.columns[i]!.name);
        if (written !== name)
          edits.push({
            start: column.start,
            end: column.inside,
            text: columnTag.replace(/\sname="[^"]*"/, () => ` name="${name}"`),
          });
      });
    if (piece.name === "tableStyleInfo" && table.style.theme) {
      let style = openingTag(element);
      const set = (name: string, value: string) => {
        if ((attributeOf(style, name) ?? "0") !== value) style = withAttribute(style, name, value);
      };
      set("name", table.style.theme);
      for (const name of ["showFirstColumn", "showLastColumn", "showRowStripes", "showColumnStripes"] as const)
        set(name, table.style[name] ? "1" : "0");
      edits.push({ start: piece.start, end: piece.inside, text: style });
    }
  }
  return edited(xml, edits);
}

/** Writes the sheet's tables as they are now; gives the part with its list of them, and what of a table was lost. */
export async function withTables(
  draft: Package,
  adoption: Adoption,
  made: Package,
  xml: string,
  change: TableChange,
): Promise<{ xml: string; lost: string[] }> {
  const { sheet, part, madePart, before, after, filterOf } = change;
  const lost: string[] = [];
  const there = new Map<string, { id: string; target: string }>();
  for (const { id, kind, target } of await draft.relations(part))
    if (kind === "table") there.set(await tableName(draft, target), { id, target });
  const madeTables = new Map<string, { id: string; target: string }>();
  for (const { id, kind, target } of await made.relations(madePart))
    if (kind === "table") madeTables.set(await tableName(made, target), { id, target });

  const goneIds: string[] = [];
  const addedIds: string[] = [];
  for (const [name, { id, target }] of there) {
    if (after.tables.has(name)) continue;
    goneIds.push(id);
    await draft.unrelate(part, [id]);
    await draft.remove(target);
  }
  for (const table of sheet.tables()) {
    if (before.tables.get(table.name) === after.tables.get(table.name)) continue;
    const old = there.get(table.name);
    const from = madeTables.get(table.name);
    if (!old) {
      if (from) addedIds.push(await adoption.relation(madePart, from.id, part));
      continue;
    }
    const text = await draft.text(old.target);
    if (fitsIn(text, table)) {
      draft.put(old.target, tableInPlace(text, table, filterOf(table)));
      continue;
    }
    if (!from) continue;
    if (/<(?:[\w.-]+:)?calculatedColumnFormula\b/.test(text))
      lost.push(`the calculated columns of the table “${table.name}”`);
    const id = attributeOf(openingTag(text, rootOf(text)), "id") ?? "1";
    const fresh = adoption.inWords(withOpenNumbers(await made.text(from.target)));
    const root = rootOf(fresh);
    draft.put(
      old.target,
      edited(fresh, [{ start: root.start, end: root.inside, text: withAttribute(openingTag(fresh, root), "id", id) }]),
    );
  }
  return { xml: listedTables(xml, goneIds, addedIds, adoption), lost };
}

async function tableName(file: Package, part: string): Promise<string> {
  const tag = /<(?:[\w.-]+:)?table\b[^>]*>/.exec(await file.text(part))?.[0] ?? "<x>";
  return attributeOf(tag, "name") ?? attributeOf(tag, "displayName") ?? "";
}

function listedTables(xml: string, gone: string[], added: string[], adoption: Adoption): string {
  if (gone.length + added.length === 0) return xml;
  const list = topLevel(xml).find(({ name }) => name === "tableParts");
  const kept = (list ? childrenOf(xml, list) : [])
    .filter((piece) => !gone.includes(relationId(openingTag(xml, piece)) ?? ""))
    .map((piece) => textOfPiece(xml, piece));
  const space = adoption.relationType("").replace(/\/$/, "");
  const parts = [...kept, ...added.map((id) => withNamespace(xml, `<tablePart xmlns:r="${space}" r:id="${id}"/>`))];
  const text =
    parts.length === 0 ? "" : withNamespace(xml, `<tableParts count="${parts.length}">${parts.join("")}</tableParts>`);
  const at = list ?? { start: placeFor(xml, "tableParts"), end: placeFor(xml, "tableParts") };
  return edited(xml, [{ start: at.start, end: at.end, text }]);
}
