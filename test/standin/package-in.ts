/**
 * What exceljs does not take from a workbook file, read from the file's own parts: links, conditional formats whole, page
 * breaks, filters, names. Changes nothing.
 */
import { parseBox } from "./address";
import { readCustomProperties, type CustomProperty } from "./custom-properties";
import { NotAWorkbook } from "./errors";
import { attributes, elements, escapeXml, relations, unescapeXml } from "./parts";
import { folderOf, Package, relationsPathOf } from "./package/package";
import { readingCopy, tabParts, workbookPart, type TabPart } from "./package/reading";
import { readValidations } from "./package/validations";
import type { Link } from "./sheet";
import type { OtherSheet, TabState } from "./tabs";

export interface RawRule {
  attributes: Record<string, string>;
  inside: string;
}

export interface RawSheet {
  /** The whole part. */
  xml: string;
  links: { row: number; column: number; link: Link }[];
  customProperties: CustomProperty[];
  blocks: { sqref: string; rules: RawRule[] }[];
  validations: Record<string, unknown>;
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
  /** Excel.CalculationMode. */
  calculationMode: string;
  /** The file itself, of which a copy keeps all that nobody changed. */
  file: Package;
  /** The part that is the workbook, and those that are its sheets, in the order of the tabs. */
  workbook: string;
  parts: TabPart[];
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
  let file: Package;
  try {
    file = await Package.open(bytes);
  } catch {
    throw new NotAWorkbook("This file is not an Excel workbook. Choose a file that ends in .xlsx.");
  }
  const workbook = await workbookPart(file);
  if (workbook === undefined)
    throw new NotAWorkbook("This file holds no Excel workbook that can be read. Choose a file that ends in .xlsx.");
  const zip = await readingCopy(file, workbook);
  const text = async (path: string) => (await zip.file(path)?.async("string")) ?? "";
  const book = await text("xl/workbook.xml");

  const sheets = new Map<string, RawSheet>();
  const tabs: RawTab[] = [];
  const targets = relations(await text("xl/_rels/workbook.xml.rels"), "xl");
  for (const sheet of elements(book, "sheet")) {
    const { target: path = "", type = "" } = targets.get(sheet.attributes["r:id"] ?? "") ?? {};
    const kind = kindOf(path, type);
    const { name = "", state = "visible" } = sheet.attributes;
    tabs.push({ name, kind, state: state as TabState, part: path });
    if (kind !== "worksheet" || path === "") continue;
    const rels = relations(await text(relationsPathOf(path)), folderOf(path));
    const xml = await text(path);
    const raw = readSheet(xml, rels);
    // Links and checks are read here: exceljs would put a link's text, or nothing, in place of the cell's value or formula, and
    // hold a check for each of a column's million cells.
    zip.file(path, xml.replace(/<hyperlinks\b[^]*?<\/hyperlinks>|<dataValidations\b[^]*?<\/dataValidations>/g, ""));
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
    calculationMode: MODES[elements(book, "calcPr")[0]?.attributes["calcMode"] ?? "auto"] ?? "Automatic",
    file,
    parts: await tabParts(file, workbook),
    workbook,
    activeSheet: Number(view?.attributes["activeTab"] ?? 0),
    bytes: await zip.generateAsync({ type: "uint8array", compression: "STORE" }),
  };
}

const MODES: Record<string, string> = { auto: "Automatic", autoNoTable: "AutomaticExceptTables", manual: "Manual" };

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
    xml,
    links,
    customProperties: [],
    blocks,
    validations: readValidations(xml),
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
