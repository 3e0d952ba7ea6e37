/**
 * The parts of a workbook file as text: elements and attributes read, relations followed and added, elements put where Excel
 * looks for them. Knows nothing of what the parts mean, and opens or writes no file.
 */

/** The text XML means by its escapes. */
export const unescapeXml = (text: string): string =>
  text
    .replace(/&#x([0-9A-Fa-f]{1,6});/g, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
    .replace(/&#(\d{1,7});/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");

/** Text made safe for an element or an attribute. */
export const escapeXml = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    // Letters XML has no way to hold.
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "");

/** The attributes in the opening of a tag. */
export function attributes(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const match of text.matchAll(/([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    found[match[1]!] = unescapeXml(match[2] ?? match[3] ?? "");
  return found;
}

/** Each `<tag …>inside</tag>` or `<tag …/>` in the text, in order. Tags of one name are never nested in these parts. */
export function elements(xml: string, tag: string): { attributes: Record<string, string>; inside: string }[] {
  const found = [];
  const open = new RegExp(`<${tag}(\\s[^>]*?)?(/)?>`, "g");
  for (let match = open.exec(xml); match; match = open.exec(xml)) {
    let inside = "";
    if (!match[2]) {
      const end = xml.indexOf(`</${tag}>`, open.lastIndex);
      if (end < 0) break;
      inside = xml.slice(open.lastIndex, end);
      open.lastIndex = end;
    }
    found.push({ attributes: attributes(match[1] ?? ""), inside });
  }
  return found;
}

/** The relations a .rels part lists, by id, with their targets as paths in the package. */
export function relations(xml: string, folder: string): Map<string, { type: string; target: string }> {
  const found = new Map<string, { type: string; target: string }>();
  for (const { attributes: a } of elements(xml, "Relationship")) {
    const external = a["TargetMode"] === "External";
    found.set(a["Id"] ?? "", {
      type: a["Type"] ?? "",
      target: external ? (a["Target"] ?? "") : resolve(folder, a["Target"] ?? ""),
    });
  }
  return found;
}

/** The path in the package that a target means, seen from a folder. */
function resolve(folder: string, target: string): string {
  if (target.startsWith("/")) return target.slice(1);
  const parts = folder.split("/");
  for (const part of target.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** The order in which Excel insists on finding the parts of a sheet. */
export const SHEET_ORDER = (
  "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter " +
  "sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks " +
  "printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags " +
  "drawing legacyDrawing legacyDrawingHF picture oleObjects controls webPublishItems tableParts extLst"
).split(" ");

/** Puts an element of a sheet where the schema wants it. */
export function insert(xml: string, tag: string, element: string): string {
  if (element === "") return xml;
  let place = xml.lastIndexOf("</worksheet>");
  for (const later of SHEET_ORDER.slice(SHEET_ORDER.indexOf(tag) + 1)) {
    const found = new RegExp(`<${later}[\\s/>]`).exec(xml);
    if (found && found.index < place) place = found.index;
  }
  return xml.slice(0, place) + element + xml.slice(place);
}

/** Attributes as they are written in a tag; those without a value are left out. */
export const attributeText = (values: Record<string, string | undefined>) =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeXml(value!)}"`)
    .join("");

/** How the types of relations begin; a "Strict" file has its own word. */
export const RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
export const STRICT_RELATIONSHIPS = "http://purl.oclc.org/ooxml/officeDocument/relationships";

/** A part's .rels text, to which relations are added. */
export class Relations {
  private readonly added: string[] = [];
  private next: number;
  constructor(
    private readonly xml: string,
    private readonly types = RELATIONSHIPS,
  ) {
    this.next = Math.max(0, ...[...xml.matchAll(/Id="rId(\d+)"/g)].map((match) => Number(match[1]))) + 1;
  }
  add(type: string, target: string, external = false): string {
    const id = `rId${this.next++}`;
    this.added.push(
      `<Relationship Id="${id}" Type="${this.types}/${type}" Target="${escapeXml(target)}"${external ? ' TargetMode="External"' : ""}/>`,
    );
    return id;
  }
  /** The whole part; empty when there is nothing to relate. */
  text(): string {
    if (this.added.length === 0) return this.xml;
    const empty =
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
    const base = (this.xml || empty).replace(/<Relationships([^>]*)\/>/, "<Relationships$1></Relationships>");
    return base.replace("</Relationships>", `${this.added.join("")}</Relationships>`);
  }
}

/** Names the content type of a part in [Content_Types].xml. */
export const addType = (types: string, part: string, type: string) =>
  types.includes(`PartName="${part}"`)
    ? types
    : types.replace("</Types>", `<Override PartName="${part}" ContentType="${type}"/></Types>`);
