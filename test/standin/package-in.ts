/**
 * What exceljs does not take from a workbook file, read from the file's own parts: links, conditional formats whole, page
 * breaks, filters, names; and a count of what a copy cannot carry. Changes nothing.
 */
import JSZip from "jszip";
import { parseBox } from "./address";
import { readCustomProperties, type CustomProperty } from "./custom-properties";
import { NotAWorkbook } from "./errors";
import { attributes, elements, escapeXml, relations, unescapeXml } from "./parts";
import type { Link } from "./sheet";
import type { OtherSheet, TabState } from "./tabs";

export interface RawRule {
  attributes: Record<string, string>;
  inside: string;
}

export interface RawSheet {
  links: { row: number; column: number; link: Link }[];
  customProperties: CustomProperty[];
  blocks: { sqref: string; rules: RawRule[] }[];
  rowBreaks: number[];
  columnBreaks: number[];
  /** The inside of <autoFilter>: what is filtered by what. */
  filter: string;
  tables: RawTable[];
  /** The newer kind of conditional format, whole. */
  extendedFormats: string;
}

export interface RawTable {
  name: string;
  headerRow: boolean;
  totalsRow: boolean;
  filter: string;
  hasFilterButtons: boolean;
}

export interface RawName {
  name: string;
  /** The index of the sheet it belongs to; null for the workbook. */
  sheet: number | null;
  refersTo: string;
  comment: string;
  hidden: boolean;
}

/** One entry of the workbook's list of sheets, whatever its kind. */
export interface RawTab {
  name: string;
  kind: "worksheet" | OtherSheet["kind"];
  state: TabState;
  part: string;
}

export interface RawWorkbook {
  /** The worksheets by name. */
  sheets: Map<string, RawSheet>;
  /** Every sheet in the order of the file: what names and the active tab are counted by. */
  tabs: RawTab[];
  structureProtection: { attributes: Record<string, string> } | null;
  names: RawName[];
  leftBehind: string[];
  activeSheet: number;
  /** The file, made safe for exceljs (it stops at filters inside tables). */
  bytes: Uint8Array;
}

/** The newer conditional formats, as text, after cells moved: their places and formulas move along. */
export function moveExtended(
  xml: string,
  move: (sqref: string) => string | null,
  formula: (text: string) => string,
): string {
  return xml.replace(/<x14:conditionalFormatting\b[^]*?<\/x14:conditionalFormatting>/g, (whole) => {
    let gone = false;
    const moved = whole
      .replace(/<xm:sqref>([^<]*)<\/xm:sqref>/g, (_, sqref: string) => {
        const to = move(sqref);
        gone ||= to === null;
        return `<xm:sqref>${to ?? ""}</xm:sqref>`;
      })
      .replace(/<xm:f>([^<]*)<\/xm:f>/g, (_, text: string) => `<xm:f>${escapeXml(formula(unescapeXml(text)))}</xm:f>`);
    return gone ? "" : moved;
  });
}

/** Opens the zip; rejects with NotAWorkbook, in words for a person, when the bytes are no .xlsx. */
export async function openPackage(bytes: Uint8Array): Promise<RawWorkbook> {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
    throw new NotAWorkbook(
      "This is an older Excel file (.xls) or one locked with a password. Save it from Excel as an Excel Workbook (.xlsx) without a password, then open that.",
    );
  let zip: JSZip;
  try {
    zip = await JSZip.loadAsync(bytes);
  } catch {
    throw new NotAWorkbook("This file is not an Excel workbook. Choose a file that ends in .xlsx.");
  }
  const text = async (path: string) => (await zip.file(path)?.async("string")) ?? "";
  const book = await text("xl/workbook.xml");
  if (book === "")
    throw new NotAWorkbook("This file holds no Excel workbook that can be read. Choose a file that ends in .xlsx.");

  const sheets = new Map<string, RawSheet>();
  const tabs: RawTab[] = [];
  const targets = relations(await text("xl/_rels/workbook.xml.rels"), "xl");
  for (const sheet of elements(book, "sheet")) {
    const { target: path = "", type = "" } = targets.get(sheet.attributes["r:id"] ?? "") ?? {};
    const kind = kindOf(path, type);
    const { name = "", state = "visible" } = sheet.attributes;
    tabs.push({ name, kind, state: state as TabState, part: path });
    if (kind !== "worksheet" || path === "") continue;
    const folder = path.slice(0, path.lastIndexOf("/"));
    const file = path.slice(path.lastIndexOf("/") + 1);
    const rels = relations(await text(`${folder}/_rels/${file}.rels`), folder);
    const raw = readSheet(await text(path), rels);
    raw.customProperties = await readCustomProperties(zip, path);
    for (const { type, target } of rels.values()) {
      if (!type.endsWith("/table")) continue;
      const xml = await text(target);
      const table = readTable(xml);
      if (table) raw.tables.push(table);
      if (table?.filter) zip.file(target, xml.replace(/(<autoFilter\b[^>]*[^/])>[^]*?<\/autoFilter>/, "$1/>"));
    }
    sheets.set(name, raw);
  }
  const names = elements(book, "definedName").map(({ attributes: a, inside }) => ({
    name: a["name"] ?? "",
    sheet: a["localSheetId"] === undefined ? null : Number(a["localSheetId"]),
    refersTo: unescapeXml(inside),
    comment: a["comment"] ?? "",
    hidden: a["hidden"] === "1",
  }));
  // exceljs stumbles over names it does not expect; they are read here, and put back when the file is saved.
  if (names.length > 0) zip.file("xl/workbook.xml", book.replace(/<definedNames>[^]*?<\/definedNames>/, ""));
  const view = elements(book, "workbookView")[0];
  const protection = elements(book, "workbookProtection")[0]?.attributes;
  return {
    sheets,
    tabs,
    structureProtection: /^(1|true)$/.test(protection?.["lockStructure"] ?? "") ? { attributes: protection! } : null,
    names,
    leftBehind: await countLeftBehind(zip),
    activeSheet: Number(view?.attributes["activeTab"] ?? 0),
    bytes: await zip.generateAsync({ type: "uint8array", compression: "STORE" }),
  };
}

function kindOf(path: string, type: string): RawTab["kind"] {
  if (/\/chartsheet$/.test(type) || /chartsheets\//.test(path)) return "chart";
  if (/\/dialogsheet$/.test(type) || /dialogsheets\//.test(path)) return "dialog";
  return /macrosheet$/i.test(type) || /macrosheets\//.test(path) ? "macro" : "worksheet";
}

function readSheet(xml: string, rels: Map<string, { type: string; target: string }>): RawSheet {
  const breaks = (tag: string) =>
    elements(xml, tag).flatMap(({ inside }) => elements(inside, "brk").map((brk) => Number(brk.attributes["id"])));
  const links = elements(xml, "hyperlink").flatMap(({ attributes: a }) => {
    const box = parseBox(a["ref"] ?? "");
    if (!box) return [];
    const outside = a["r:id"] ? rels.get(a["r:id"])?.target : undefined;
    const link: Link = {
      ...(outside ? { address: outside } : {}),
      ...(a["location"] ? { documentReference: a["location"] } : {}),
      ...(a["tooltip"] ? { screenTip: a["tooltip"] } : {}),
    };
    return [{ row: box.row, column: box.column, link }];
  });
  const blocks = elements(xml, "conditionalFormatting").map(({ attributes: a, inside }) => ({
    sqref: a["sqref"] ?? "",
    rules: elements(inside, "cfRule"),
  }));
  const extended = /<x14:conditionalFormattings\b[^]*?<\/x14:conditionalFormattings>/.exec(xml);
  return {
    links,
    customProperties: [],
    blocks,
    rowBreaks: breaks("rowBreaks"),
    columnBreaks: breaks("colBreaks"),
    filter: elements(xml, "autoFilter")[0]?.inside ?? "",
    tables: [],
    extendedFormats: extended?.[0] ?? "",
  };
}

function readTable(xml: string): RawTable | null {
  const start = /<table\s([^>]*)>/.exec(xml);
  if (!start) return null;
  const a = attributes(start[1]!);
  const filter = elements(xml, "autoFilter")[0];
  return {
    name: a["name"] ?? a["displayName"] ?? "",
    headerRow: a["headerRowCount"] !== "0",
    totalsRow: Number(a["totalsRowCount"] ?? 0) > 0,
    filter:
      filter && /<(filters|customFilters|dynamicFilter|top10|colorFilter|iconFilter)\b/.test(filter.inside)
        ? filter.inside
        : "",
    hasFilterButtons: filter !== undefined,
  };
}

const many = (count: number, one: string, several: string) =>
  count === 0 ? [] : [`${count} ${count === 1 ? one : several}`];

async function countLeftBehind(zip: JSZip): Promise<string[]> {
  const paths = Object.keys(zip.files);
  const count = (pattern: RegExp) => paths.filter((path) => pattern.test(path)).length;
  let shapes = 0;
  let sparklines = 0;
  let comments = 0;
  for (const path of paths) {
    if (/^xl\/drawings\/drawing[^/]*\.xml$/.test(path))
      shapes += ((await zip.file(path)!.async("string")).match(/<xdr:(sp|cxnSp|grpSp)[ >]/g) ?? []).length;
    if (/^xl\/worksheets\/[^/]+\.xml$/.test(path))
      sparklines += ((await zip.file(path)!.async("string")).match(/<x14:sparklineGroup[ >]/g) ?? []).length;
    if (/^xl\/threadedComments\//.test(path))
      comments += ((await zip.file(path)!.async("string")).match(/<threadedComment[ >]/g) ?? []).length;
  }
  return [
    ...many(count(/^xl\/charts\/chart(Ex)?\d*\.xml$/), "chart", "charts"),
    ...many(shapes, "drawn shape or text box", "drawn shapes or text boxes"),
    ...many(
      comments,
      "comment thread (its words are kept as a note)",
      "comment threads (their words are kept as notes)",
    ),
    ...many(count(/^xl\/pivotTables\/[^/]+\.xml$/), "PivotTable", "PivotTables"),
    ...many(count(/^xl\/slicers\/[^/]+\.xml$/), "slicer", "slicers"),
    ...many(sparklines, "group of sparklines", "groups of sparklines"),
    ...many(count(/^xl\/chartsheets\/[^/]+\.xml$/), "chart sheet", "chart sheets"),
    ...many(count(/^xl\/embeddings\//), "embedded file", "embedded files"),
    ...many(count(/^xl\/ctrlProps\//), "form control", "form controls"),
    ...many(count(/^xl\/externalLinks\/[^/]+\.xml$/), "link to another workbook", "links to other workbooks"),
    ...many(count(/^xl\/connections\.xml$/), "set of data connections", "sets of data connections"),
    ...many(count(/^customXml\/item\d+\.xml$/), "hidden data part", "hidden data parts"),
    ...(paths.includes("xl/vbaProject.bin") ? ["the workbook's macros"] : []),
  ];
}
