/**
 * A workbook file as exceljs can read it: the parts it reads under the names it looks for, without prefixes, in the transitional
 * namespaces, dates as serial numbers. Made for reading only and thrown away: a copy is saved from the file itself.
 */
import JSZip from "jszip";

import { isIsoDate, toSerial } from "../../../src/plan/calendar";
import { escapeXml, RELATIONSHIPS, unescapeXml } from "../parts";
import { relationsPathOf, wayTo, type Package } from "./package";
import { attributeOf, childrenOf, openingTag, relationId, rootOf, textOfPiece, topLevel, withAttribute } from "./xml";

/** "Strict Open XML" has words of its own for what everybody else calls by these. */
const STRICT: [strict: string, usual: string][] = [
  ["http://purl.oclc.org/ooxml/spreadsheetml/main", "http://schemas.openxmlformats.org/spreadsheetml/2006/main"],
  ["http://purl.oclc.org/ooxml/officeDocument/relationships", RELATIONSHIPS],
  ["http://purl.oclc.org/ooxml/drawingml/main", "http://schemas.openxmlformats.org/drawingml/2006/main"],
  ["http://purl.oclc.org/ooxml/drawingml/chart", "http://schemas.openxmlformats.org/drawingml/2006/chart"],
  [
    "http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing",
    "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
  ],
];
const MAIN = STRICT[0]![1];

export const isStrict = (xml: string): boolean => xml.includes(STRICT[0]![0]);

const inQuotes = (xml: string, from: string, to: string) =>
  xml.replaceAll(`"${from}"`, `"${to}"`).replaceAll(`'${from}'`, `'${to}'`);

/** A part in the words of the usual format. */
export const toUsual = (xml: string): string =>
  STRICT.reduce((text, [strict, usual]) => inQuotes(text, strict, usual), xml);

/** A part of ours in the words of a "Strict" file. */
export const toStrict = (xml: string): string =>
  STRICT.reduce((text, [strict, usual]) => inQuotes(text, usual, strict), xml);

/** A part without a prefix for the namespace of workbooks. */
function unprefixed(xml: string): string {
  const tag = openingTag(xml, rootOf(xml));
  const prefix = /^<([\w.-]+):/.exec(tag)?.[1];
  if (!prefix || attributeOf(tag, `xmlns:${prefix}`) !== MAIN) return xml;
  return xml.replace(new RegExp(`(</?)${prefix}:`, "g"), "$1").replace(`xmlns:${prefix}=`, "xmlns=");
}

const plain = (xml: string): string => (xml === "" ? "" : unprefixed(toUsual(xml)));

/** A cell with something in it: its attributes, which hold no slash outside quotes, and its inside. */
const FILLED_CELL = /<c(\s(?:[^"'>/]|"[^"]*"|'[^']*')*)>([^]*?)<\/c>/g;

const ISO_MOMENT =
  /^(\d{4}-\d{2}-\d{2})(?:T([01]\d|2[0-4]):([0-5]\d)(?::([0-5]\d(?:\.\d+)?))?)?(?:Z|[+-]\d{2}:\d{2})?$/;

/**
 * Cells that hold a date as words ("2019-06-30"): the same day as a number. What is a number already stays one, and what is no
 * day that exists is text: JavaScript's own reading of dates would take 43646 for a year and "2019-06-31" for 1 July.
 */
function datesAsNumbers(xml: string, date1904: boolean): string {
  if (!/\st\s*=\s*["']d["']/.test(xml)) return xml;
  return xml.replace(FILLED_CELL, (cell, own: string, inside: string) => {
    const tag = `<c${own}>`;
    if (attributeOf(tag, "t") !== "d") return cell;
    const stored = unescapeXml(/<v\b[^>]*>([^<]*)<\/v>/.exec(inside)?.[1] ?? "").trim();
    const untyped = tag.replace(/\st\s*=\s*(?:"d"|'d')/, "");
    if (stored === "" || /^[+-]?\d*\.?\d+(?:e[+-]?\d+)?$/i.test(stored)) return `${untyped}${inside}</c>`;
    const serial = serialOf(stored, date1904);
    if (serial === null) return `${untyped.slice(0, -1)} t="str">${inside}</c>`;
    return `${untyped}${inside.replace(/<v\b[^>]*>[^<]*<\/v>/, `<v>${serial}</v>`)}</c>`;
  });
}

/** The number of a moment; null where there is no such day, or it lies before Excel's first. */
function serialOf(moment: string, date1904: boolean): number | null {
  const [, day, hours = "0", minutes = "0", seconds = "0"] = ISO_MOMENT.exec(moment) ?? [];
  if (day === undefined || !isIsoDate(day)) return null;
  const ofDay = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) / 86_400;
  const serial = Math.round((toSerial(day, date1904) + ofDay) * 1e8) / 1e8;
  return serial < 0 ? null : serial;
}

/** What exceljs need not read (it is kept in the file), or stops at. */
const LEFT_OUT = /^(drawing|legacyDrawing|legacyDrawingHF|picture|oleObjects|controls)$/;

function readableSheet(xml: string, date1904: boolean): string {
  const dated = datesAsNumbers(plain(xml), date1904);
  const named = attributeOf(openingTag(dated, rootOf(dated)), "xmlns:r") !== undefined;
  const text = named ? dated : dated.replace(/(<[^<>]*\s)[\w.-]+:id=/g, "$1r:id=");
  const out = topLevel(text).filter(({ name }) => LEFT_OUT.test(name));
  return out.reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), text);
}

/** Where a sheet of the file stands: its entry in the workbook and its part. */
export interface TabPart {
  name: string;
  sheetId: string;
  part: string;
  /** The last word of its relation's type: "worksheet". */
  kind: string;
}

/** The part that is the workbook; undefined when the package has none. */
export async function workbookPart(file: Package): Promise<string | undefined> {
  const named = (await file.relations("")).find(({ kind }) => kind === "officeDocument")?.target ?? "xl/workbook.xml";
  return file.has(named) ? file.parts().find((part) => part.toLowerCase() === named.toLowerCase()) : undefined;
}

/** The sheets of the file in the order of their tabs. */
export async function tabParts(file: Package, workbook: string): Promise<TabPart[]> {
  const xml = await file.text(workbook);
  const related = new Map((await file.relations(workbook)).map((relation) => [relation.id, relation]));
  const list = topLevel(xml).find(({ name }) => name === "sheets");
  return (list ? childrenOf(xml, list) : []).map((piece) => {
    const tag = openingTag(xml, piece);
    const relation = related.get(relationId(tag) ?? "");
    return {
      name: attributeOf(tag, "name") ?? "",
      sheetId: attributeOf(tag, "sheetId") ?? "",
      part: relation ? (file.parts().find((part) => part.toLowerCase() === relation.target.toLowerCase()) ?? "") : "",
      kind: relation?.kind ?? "",
    };
  });
}

const CANONICAL: Record<string, (number: number) => string> = {
  table: (number) => `xl/tables/table${number}.xml`,
  comments: (number) => `xl/comments${number}.xml`,
};

/** The zip for exceljs, and for reading what exceljs does not take. */
export async function readingCopy(file: Package, workbook: string): Promise<JSZip> {
  const zip = new JSZip();
  const stored = plain(await file.text(workbook));
  const date1904 = /^(1|true)$/.test(attributeOf(/<workbookPr\b[^>]*>/.exec(stored)?.[0] ?? "<x>", "date1904") ?? "");
  // exceljs knows a "1" when it sees one, and no other way of saying yes.
  const book = date1904 ? stored.replace(/<workbookPr\b[^>]*>/, (tag) => withAttribute(tag, "date1904", "1")) : stored;
  const list: string[] = [];
  const relation = (id: string, kind: string, target: string, external = false) =>
    `<Relationship Id="${escapeXml(id)}" Type="${RELATIONSHIPS}/${kind}" Target="${escapeXml(target)}"${external ? ' TargetMode="External"' : ""}/>`;
  const listed = (relations: string[]) =>
    `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join("")}</Relationships>`;

  for (const { kind, target } of await file.relations(workbook)) {
    if (kind === "styles" || kind === "sharedStrings") zip.file(`xl/${kind}.xml`, plain(await file.text(target)));
    if (kind === "theme") zip.file("xl/theme/theme1.xml", toUsual(await file.text(target)));
  }
  let counted = 0;
  const tabs = await tabParts(file, workbook);
  const tags: string[] = [];
  const sheets = topLevel(book).find(({ name }) => name === "sheets");
  const entries = sheets ? childrenOf(book, sheets).map((piece) => textOfPiece(book, piece)) : [];
  for (const [i, tab] of tabs.entries()) {
    const id = `rId${i + 1}`;
    tags.push(withAttribute(entries[i]!, "[\\w.-]+:id", id).replace(/\s[\w.-]+:id=/, " r:id="));
    if (tab.kind !== "worksheet" || tab.part === "") {
      list.push(relation(id, tab.kind || "chartsheet", `/${tab.part}`));
      continue;
    }
    const part = `xl/worksheets/sheet${i + 1}.xml`;
    list.push(relation(id, "worksheet", wayTo("xl/workbook.xml", part)));
    zip.file(part, readableSheet(await file.text(tab.part), date1904));
    const own: string[] = [];
    for (const each of await file.relations(tab.part)) {
      if (each.kind === "hyperlink") own.push(relation(each.id, each.kind, each.target, true));
      const canonical = CANONICAL[each.kind]?.(++counted);
      const to = canonical ?? (each.kind === "customProperty" ? `xl/customProperty${++counted}.bin` : "");
      if (to === "" || !file.has(each.target)) continue;
      own.push(relation(each.id, each.kind, wayTo(part, to)));
      zip.file(to, canonical ? plain(await file.text(each.target)) : await file.data(each.target));
    }
    if (own.length > 0) zip.file(relationsPathOf(part), listed(own));
  }
  zip.file("xl/workbook.xml", sheets ? withSheets(book, tags) : book);
  for (const kind of ["styles", "sharedStrings", "theme"])
    if (zip.file(kind === "theme" ? "xl/theme/theme1.xml" : `xl/${kind}.xml`))
      list.push(relation(`rId${list.length + 1}`, kind, kind === "theme" ? "theme/theme1.xml" : `${kind}.xml`));
  zip.file("xl/_rels/workbook.xml.rels", listed(list));
  for (const part of ["docProps/core.xml", "docProps/app.xml"])
    if (file.has(part)) zip.file(part, await file.text(part));
  return zip;
}

function withSheets(book: string, tags: string[]): string {
  const root = rootOf(book);
  const sheets = topLevel(book).find(({ name }) => name === "sheets")!;
  const opened = withAttribute(openingTag(book, root), "xmlns:r", RELATIONSHIPS);
  return (
    book.slice(0, root.start) +
    opened +
    book.slice(root.inside, sheets.start) +
    `<sheets>${tags.join("")}</sheets>` +
    book.slice(sheets.end)
  );
}
