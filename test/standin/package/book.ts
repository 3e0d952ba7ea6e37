/**
 * The workbook's own part, changed only where the sheets, their names, their order or the names changed: the list of sheets, the
 * defined names, which sheet is in front, protection of the structure, how it is calculated. All else stays letter by letter.
 */
import { quoteSheet } from "../address";
import { attributeText, escapeXml } from "../parts";
import { withNamespace } from "./cells";
import {
  attributeOf,
  childrenOf,
  edited,
  openingTag,
  textOfPiece,
  topLevel,
  withAttribute,
  withInside,
  type Edit,
  type Piece,
} from "./xml";

/** A sheet's entry as it is to be: where it stands in the file now (null for a new one), and what it says. */
export interface TabEntry {
  /** Its place in the file's list; null for a new sheet. */
  from: number | null;
  name: string;
  state: string;
  /** For a new sheet. */
  sheetId: string;
  relation: string;
}

export interface NameEntry {
  /** Its place in the file's list; null for a new name. */
  from: number | null;
  name: string;
  /** The place of its sheet in the new order; null for the workbook's own. */
  sheet: number | null;
  /** Null where the file says it already. */
  refersTo: string | null;
  comment: string;
  hidden: boolean;
}

export interface BookChanges {
  tabs: TabEntry[];
  /** The names there are to be, those of the file by their place; a name of the file that is not here goes. */
  names: NameEntry[];
  /** The place of the sheet in front, in the new order. */
  active: number;
  /** What to make of <workbookProtection>: null to take it away, undefined to leave it. */
  protection: Record<string, string> | null | undefined;
  /** Attributes of <calcPr> to set. */
  calculation: Record<string, string>;
}

const ORDER = (
  "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences definedNames calcPr " +
  "oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst"
).split(" ");

const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships";

/** Where the schema wants an element that is not there yet. */
function placeFor(xml: string, pieces: Piece[], name: string): number {
  const later = pieces.find((piece) => ORDER.indexOf(piece.name) > ORDER.indexOf(name));
  return later?.start ?? xml.lastIndexOf("</");
}

function tabElement(xml: string, { name, sheetId, state, relation }: TabEntry): string {
  const space = xml.includes(STRICT_RELATIONS) ? STRICT_RELATIONS : RELATIONS;
  const hasPrefix = attributeOf(openingTag(xml, rootPiece(xml)), "xmlns:r") === space;
  const attributes = {
    ...(hasPrefix ? {} : { "xmlns:r": space }),
    name,
    sheetId,
    state: state === "visible" ? undefined : state,
    "r:id": relation,
  };
  return withNamespace(xml, `<sheet${attributeText(attributes)}/>`);
}

const rootPiece = (xml: string): Piece => {
  const end = /<(?!\?|!)[^\s/>]+(?:[^"'>]|"[^"]*"|'[^']*')*>/.exec(xml)!;
  return { name: "", start: end.index, inside: end.index + end[0].length, close: xml.length, end: xml.length };
};

function tabEdits(xml: string, list: Piece, { tabs }: BookChanges): Edit[] {
  const pieces = childrenOf(xml, list);
  const textOf = (tab: TabEntry): string => {
    if (tab.from === null) return tabElement(xml, tab);
    const element = textOfPiece(xml, pieces[tab.from]!);
    let text = element;
    if (attributeOf(element, "name") !== tab.name) text = withAttribute(text, "name", tab.name);
    if ((attributeOf(element, "state") ?? "visible") !== tab.state)
      text = withAttribute(text, "state", tab.state === "visible" ? null : tab.state);
    return text;
  };
  const kept = tabs.flatMap(({ from }) => (from === null ? [] : [from]));
  const edits: Edit[] = pieces.flatMap((piece, i) =>
    kept.includes(i) ? [] : [{ start: piece.start, end: piece.end, text: "" }],
  );
  if (kept.every((from, i) => i === 0 || from > kept[i - 1]!)) {
    let at = pieces[0]?.start ?? list.close;
    for (const tab of tabs) {
      const piece = tab.from === null ? null : pieces[tab.from]!;
      const text = textOf(tab);
      if (!piece) edits.push({ start: at, end: at, text });
      else {
        if (text !== textOfPiece(xml, piece)) edits.push({ start: piece.start, end: piece.end, text });
        at = piece.end;
      }
    }
    return edits;
  }
  return [{ start: list.inside, end: list.close, text: tabs.map(textOf).join("") }];
}

function nameEdits(xml: string, pieces: Piece[], { names }: BookChanges): Edit[] {
  const list = pieces.find(({ name }) => name === "definedNames");
  const there = list ? childrenOf(xml, list) : [];
  const edits: Edit[] = [];
  const byPlace = new Map(names.flatMap((entry) => (entry.from === null ? [] : [[entry.from, entry] as const])));
  there.forEach((piece, i) => {
    const entry = byPlace.get(i);
    if (!entry) return void edits.push({ start: piece.start, end: piece.end, text: "" });
    const element = textOfPiece(xml, piece);
    let text = element;
    const sheet = entry.sheet === null ? null : String(entry.sheet);
    if ((attributeOf(element, "localSheetId") ?? null) !== sheet) text = withAttribute(text, "localSheetId", sheet);
    if (entry.refersTo !== null)
      text = `${openingTag(text)}${escapeXml(entry.refersTo)}${xml.slice(piece.close, piece.end)}`;
    if (attributeOf(element, "name") !== entry.name) text = withAttribute(text, "name", entry.name);
    if (text !== element) edits.push({ start: piece.start, end: piece.end, text });
  });
  const added = names
    .filter(({ from }) => from === null)
    .map(({ name, comment, sheet, hidden, refersTo }) =>
      withNamespace(
        xml,
        `<definedName${attributeText({ name, comment: comment || undefined, localSheetId: sheet === null ? undefined : String(sheet), hidden: hidden ? "1" : undefined })}>${escapeXml(refersTo ?? "")}</definedName>`,
      ),
    )
    .join("");
  if (names.length === 0) {
    if (!list || there.length === 0) return [];
    // Some programs write an empty list with a blank in its tag; one that we filled has it still, and is emptied again.
    const tag = openingTag(xml, list);
    return [{ start: list.start, end: list.end, text: /\s>$/.test(tag) ? tag.replace(/>$/, "/>") : "" }];
  }
  if (added === "") return edits;
  if (list) return [...edits, withInside(xml, list, added)];
  const at = placeFor(xml, pieces, "definedNames");
  return [{ start: at, end: at, text: withNamespace(xml, `<definedNames>${added}</definedNames>`) }];
}

function viewEdits(xml: string, pieces: Piece[], { active, tabs }: BookChanges): Edit[] {
  const list = pieces.find(({ name }) => name === "bookViews");
  const view = list && childrenOf(xml, list)[0];
  if (!view) {
    if (active === 0) return [];
    const text = withNamespace(xml, `<bookViews><workbookView activeTab="${active}"/></bookViews>`);
    if (list) return [{ start: list.start, end: list.end, text }];
    const at = placeFor(xml, pieces, "bookViews");
    return [{ start: at, end: at, text }];
  }
  const element = textOfPiece(xml, view);
  const was = Number(attributeOf(element, "activeTab") ?? 0);
  const first = Number(attributeOf(element, "firstSheet") ?? 0);
  let text = element;
  if (was !== active) {
    // One put in by us stands before all others: taken back, the letters are the file's again.
    const ours = /^<[^\s/>]+ activeTab=/.test(element);
    text = withAttribute(text, "activeTab", active === 0 && ours ? null : String(active));
    if (
      active === 0 &&
      ours &&
      list &&
      textOfPiece(xml, list) === `<bookViews>${element}</bookViews>` &&
      /^<\S+\s*\/>$/.test(text)
    )
      return [{ start: list.start, end: list.end, text: "" }];
  }
  if (first >= tabs.length) text = withAttribute(text, "firstSheet", "0");
  return text === element ? [] : [{ start: view.start, end: view.end, text }];
}

function protectionEdits(xml: string, pieces: Piece[], { protection }: BookChanges): Edit[] {
  if (protection === undefined) return [];
  const piece = pieces.find(({ name }) => name === "workbookProtection");
  const text = protection === null ? "" : withNamespace(xml, `<workbookProtection${attributeText(protection)}/>`);
  if (piece) return [{ start: piece.start, end: piece.end, text }];
  const at = placeFor(xml, pieces, "workbookProtection");
  return text === "" ? [] : [{ start: at, end: at, text }];
}

function calculationEdits(xml: string, pieces: Piece[], { calculation }: BookChanges): Edit[] {
  const entries = Object.entries(calculation);
  if (entries.length === 0) return [];
  const piece = pieces.find(({ name }) => name === "calcPr");
  const start = piece ? textOfPiece(xml, piece) : withNamespace(xml, "<calcPr/>");
  const text = entries.reduce((element, [name, value]) => withAttribute(element, name, value), start);
  if (piece) return [{ start: piece.start, end: piece.end, text }];
  const at = placeFor(xml, pieces, "calcPr");
  return [{ start: at, end: at, text }];
}

/** The workbook's part with the changes made. */
export function withBook(xml: string, changes: BookChanges): string {
  const pieces = topLevel(xml);
  const sheets = pieces.find(({ name }) => name === "sheets");
  return edited(xml, [
    ...(sheets ? tabEdits(xml, sheets, changes) : []),
    ...nameEdits(xml, pieces, changes),
    ...viewEdits(xml, pieces, changes),
    ...protectionEdits(xml, pieces, changes),
    ...calculationEdits(xml, pieces, changes),
  ]);
}

/** What the file calls the cells a sheet prints, and the rows and columns it repeats; none where it has none. */
export function printNames(
  sheet: string,
  setup: {
    printArea?: string | undefined;
    printTitlesRow?: string | undefined;
    printTitlesColumn?: string | undefined;
  },
): { name: string; refersTo: string }[] {
  const at = `${quoteSheet(sheet)}!`;
  const fixed = (text: string) => text.replace(/\$/g, "").replace(/[A-Z]+|\d+/gi, (part) => `$${part.toUpperCase()}`);
  const areas = (setup.printArea ?? "")
    .split("&&")
    .filter(Boolean)
    .map((area) => at + fixed(area));
  const titles = [setup.printTitlesColumn, setup.printTitlesRow]
    .filter((part): part is string => Boolean(part))
    .map((part) => at + fixed(part));
  return [
    ...(areas.length > 0 ? [{ name: "_xlnm.Print_Area", refersTo: areas.join(",") }] : []),
    ...(titles.length > 0 ? [{ name: "_xlnm.Print_Titles", refersTo: titles.join(",") }] : []),
  ];
}
