/**
 * The cells of a sheet's part: read one by one with what the file says of them, and written again where they changed, the others
 * letter by letter. Knows values and style numbers; not what a style looks like.
 */
import { cellName, columnIndex } from "../../../src/plan/grid";
import type { FormulaValue, Scalar, Stored } from "../cells";
import { attributes, elements, escapeXml, unescapeXml } from "../parts";
import { attributeOf, edited, openingTag, rootOf, topLevel, withAttribute, type Edit } from "./xml";

export interface RawCell {
  row: number;
  column: number;
  start: number;
  end: number;
  /** The whole element. */
  text: string;
}

interface RawRow {
  index: number;
  start: number;
  /** Behind its opening tag; its end where it has no cells. */
  inside: number;
  close: number;
  end: number;
  tag: string;
}

const tagPattern = (name: string) =>
  new RegExp(`<((?:[\\w.-]+:)?${name})((?:\\s(?:[^"'>]|"[^"]*"|'[^']*')*?)?)(/)?>`, "g");

/** The rows between two places of a sheet's part. */
function* rowsIn(xml: string, from: number, to: number): Generator<RawRow> {
  const open = tagPattern("row");
  open.lastIndex = from;
  let next = 0;
  for (let match = open.exec(xml); match && match.index < to; match = open.exec(xml)) {
    const inside = match.index + match[0].length;
    const close = match[3] ? inside : xml.indexOf(`</${match[1]}>`, inside);
    const end = match[3] ? inside : close + match[1]!.length + 3;
    // A row need not say its number: then it is the next.
    const index = Number(attributes(match[2]!)["r"] ?? next + 1) - 1;
    next = index + 1;
    yield { index, start: match.index, inside, close, end, tag: match[0] };
    open.lastIndex = end;
  }
}

function* cellsIn(xml: string, row: RawRow): Generator<RawCell> {
  const open = tagPattern("c");
  open.lastIndex = row.inside;
  let next = 0;
  for (let match = open.exec(xml); match && match.index < row.close; match = open.exec(xml)) {
    const inside = match.index + match[0].length;
    const end = match[3] ? inside : xml.indexOf(`</${match[1]}>`, inside) + match[1]!.length + 3;
    const letters = /\sr\s*=\s*["']([A-Za-z]+)/.exec(match[2]!)?.[1];
    const column = letters ? columnIndex(letters) : next;
    next = column + 1;
    yield { row: row.index, column, start: match.index, end, text: xml.slice(match.index, end) };
    open.lastIndex = end;
  }
}

const dataOf = (xml: string) => topLevel(xml).find(({ name }) => name === "sheetData");

/** Every cell the part speaks of. */
export function* cellsOf(xml: string): Generator<RawCell> {
  const data = dataOf(xml);
  if (data) for (const row of rowsIn(xml, data.inside, data.close)) yield* cellsIn(xml, row);
}

const between = (cell: string, name: string): string | undefined => elements(cell, name)[0]?.inside;

/** The letters the file format writes as "_x000D_", and a text that merely looks so. */
const decoded = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
const encoded = (text: string): string => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_").replaceAll("\r", "_x000D_");

/**
 * What a cell holds where exceljs does not read it rightly: text in the cell itself, and the kept result of a formula (words
 * under a date's format, nothing at all). Undefined where exceljs reads it.
 */
export function valueByFile(cell: string): Stored | { result: FormulaValue["result"] } | undefined {
  const type = attributeOf(cell, "t") ?? "n";
  const value = between(cell, "v");
  if (/<(?:[\w.-]+:)?f[\s/>]/.test(cell)) {
    if (value === undefined) return undefined;
    const text = unescapeXml(value);
    if (type === "str") return { result: text };
    if (type === "b") return { result: /^(1|true)$/.test(text) };
    if (type === "e") return { result: { error: text } };
    const number = Number(text);
    return text === "" || Number.isNaN(number) ? { result: text } : { result: number };
  }
  if (type === "str") return value === undefined ? undefined : unescapeXml(value);
  if (type !== "inlineStr" || /<(?:[\w.-]+:)?r[\s>]/.test(cell)) return undefined;
  const text = between(cell.replace(/<rPh\b[^]*?<\/rPh>/g, ""), "t");
  return text === undefined ? undefined : decoded(unescapeXml(text));
}

// ---- writing --------------------------------------------------------------------------------------------------------

const textElement = (text: string): string =>
  `<t${/^\s|\s$|[\n\t]| {2}/.test(text) ? ' xml:space="preserve"' : ""}>${escapeXml(encoded(text))}</t>`;

interface Font {
  [name: string]: unknown;
  color?: { argb?: string; theme?: number; tint?: number; indexed?: number };
}

/** The font of a run of letters. */
function runFont(font: Font | undefined): string {
  if (!font || Object.keys(font).length === 0) return "";
  const flag = (name: string, tag: string) => (font[name] ? `<${tag}/>` : "");
  const value = (name: string, tag: string) =>
    font[name] === undefined || font[name] === null ? "" : `<${tag} val="${escapeXml(String(font[name]))}"/>`;
  const { color, underline } = font;
  const colour = color
    ? `<color${(["argb", "indexed", "theme", "tint"] as const)
        .flatMap((name) => (color[name] === undefined ? [] : [` ${name === "argb" ? "rgb" : name}="${color[name]}"`]))
        .join("")}/>`
    : "";
  const line =
    underline && underline !== "none"
      ? underline === true
        ? "<u/>"
        : `<u val="${String(underline as string)}"/>`
      : "";
  return `<rPr>${flag("bold", "b")}${flag("italic", "i")}${flag("strike", "strike")}${flag("outline", "outline")}${colour}${value("size", "sz")}${line}${value("vertAlign", "vertAlign")}${value("name", "rFont")}${value("family", "family")}${value("charset", "charset")}${value("scheme", "scheme")}</rPr>`;
}

/** What stands in a cell's element, and the kind it is said to be. */
function content(value: Stored): { type?: string; inside: string } {
  if (value === null || value === "") return { inside: "" };
  if (typeof value === "number") return { inside: `<v>${value}</v>` };
  if (typeof value === "boolean") return { type: "b", inside: `<v>${value ? 1 : 0}</v>` };
  if (typeof value === "string") return { type: "inlineStr", inside: `<is>${textElement(value)}</is>` };
  if ("richText" in value) {
    const runs = value.richText.map(
      ({ font, text }) => `<r>${runFont(font as Font | undefined)}${textElement(text)}</r>`,
    );
    return { type: "inlineStr", inside: `<is>${runs.join("")}</is>` };
  }
  if ("error" in value) return { type: "e", inside: `<v>${escapeXml(value.error)}</v>` };
  const spread = value.shareType === "array" && value.ref ? ` t="array" ref="${escapeXml(value.ref)}"` : "";
  const formula = `<f${spread}>${escapeXml(value.formula)}</f>`;
  const { result } = value;
  if (result === undefined) return { inside: formula };
  const kept = content(result as Scalar | { error: string });
  if (typeof result === "string") return { type: "str", inside: `${formula}<v>${escapeXml(result)}</v>` };
  return { ...kept, inside: formula + kept.inside };
}

/** A cell as it is now. `style` is the number of its style as text. */
export function cellXml(row: number, column: number, value: Stored, style: string): string {
  const { type, inside } = content(value);
  if (inside === "" && style === "0") return "";
  const start = `<c r="${cellName(row, column)}"${style === "0" ? "" : ` s="${style}"`}${type ? ` t="${type}"` : ""}`;
  return inside === "" ? `${start}/>` : `${start}>${inside}</c>`;
}

/** What changed in a row beside its cells. */
export interface RowChange {
  height?: number | undefined;
  hidden: boolean;
  outlineLevel?: number | undefined;
  /** The number of its style as text; empty for none. */
  style: string;
}

export interface CellChanges {
  /** By row and column, from 0: the cell's element, empty for none. */
  cells: Map<number, Map<number, string>>;
  rows: Map<number, RowChange>;
}

function changedRow(tag: string, { height, hidden, outlineLevel, style }: RowChange): string {
  let row = tag;
  const set = (name: string, value: string | null) => (row = withAttribute(row, name, value));
  if (Number(attributeOf(row, "ht") ?? NaN) !== (height ?? NaN)) {
    set("ht", height === undefined ? null : String(height));
    set("customHeight", height === undefined ? null : "1");
  }
  if (/^(1|true)$/.test(attributeOf(row, "hidden") ?? "") !== hidden) set("hidden", hidden ? "1" : null);
  if (Number(attributeOf(row, "outlineLevel") ?? 0) !== (outlineLevel ?? 0))
    set("outlineLevel", outlineLevel ? String(outlineLevel) : null);
  if ((attributeOf(row, "s") ?? "") !== style) {
    set("s", style || null);
    set("customFormat", style ? "1" : null);
  }
  return row;
}

const emptyOf = (row: string): string => row.replace(/\s*\/?>$/, "/>");
const openOf = (row: string): string => row.replace(/\s*\/?>$/, ">");

/** The part with its changed cells and rows written anew; all others stay letter by letter. */
export function withCells(xml: string, { cells, rows }: CellChanges): string {
  const data = dataOf(xml);
  if (!data || (cells.size === 0 && rows.size === 0)) return xml;
  const wanted = [...new Set([...cells.keys(), ...rows.keys()])].sort((a, b) => a - b);
  const edits: Edit[] = [];
  const ordered = (map: Map<number, string> | undefined) =>
    [...(map ?? [])]
      .sort(([a], [b]) => a - b)
      .map(([column, text]): [number, string] => [column, withNamespace(xml, text)]);
  const fresh = (index: number, at: number) => {
    const inside = ordered(cells.get(index))
      .map(([, text]) => text)
      .join("");
    const change = rows.get(index);
    const tag = change ? changedRow(`<row r="${index + 1}">`, change) : `<row r="${index + 1}">`;
    if (inside === "" && !change) return;
    const text = inside === "" ? emptyOf(tag) : `${tag}${inside}</row>`;
    edits.push({ start: at, end: at, text: withNamespace(xml, text) });
  };
  let next = 0;
  for (const row of rowsIn(xml, data.inside, data.close)) {
    while (next < wanted.length && wanted[next]! < row.index) fresh(wanted[next++]!, row.start);
    if (wanted[next] !== row.index) continue;
    next++;
    edits.push(...rowEdits(xml, row, ordered(cells.get(row.index)), rows.get(row.index)));
  }
  const isEmpty = data.close === data.inside && xml.slice(data.inside - 2, data.inside) === "/>";
  while (next < wanted.length) fresh(wanted[next++]!, data.close);
  if (!isEmpty) return edited(xml, edits);
  const name = /^<([^\s/>]+)/.exec(openingTag(xml, data))![1]!;
  const text = edits.map((edit) => edit.text).join("");
  return edited(xml, text === "" ? [] : [{ start: data.start, end: data.end, text: `<${name}>${text}</${name}>` }]);
}

function rowEdits(xml: string, row: RawRow, changed: [number, string][], change: RowChange | undefined): Edit[] {
  const edits: Edit[] = [];
  let tag = change ? changedRow(row.tag, change) : row.tag;
  const spans = /^(\d+):(\d+)$/.exec(attributeOf(tag, "spans") ?? "");
  // A hint to whoever reads the row; one that is not so is worse than none.
  if (spans && changed.some(([column]) => column + 1 < Number(spans[1]) || column + 1 > Number(spans[2])))
    tag = withAttribute(tag, "spans", null);
  const left = [...changed];
  for (const cell of cellsIn(xml, row)) {
    while (left.length > 0 && left[0]![0] < cell.column)
      edits.push({ start: cell.start, end: cell.start, text: left.shift()![1] });
    if (left[0]?.[0] === cell.column) edits.push({ start: cell.start, end: cell.end, text: left.shift()![1] });
  }
  const rest = left.map(([, text]) => text).join("");
  const name = /^<([^\s/>]+)/.exec(tag)![1]!;
  if (row.end === row.inside) {
    if (tag !== row.tag || rest !== "")
      edits.push({
        start: row.start,
        end: row.end,
        text: rest === "" ? emptyOf(tag) : `${openOf(tag)}${rest}</${name}>`,
      });
    return edits;
  }
  if (tag !== row.tag) edits.push({ start: row.start, end: row.inside, text: tag });
  if (rest !== "") edits.push({ start: row.close, end: row.close, text: rest });
  return edits;
}

/** The element that says how far the cells go, wide enough for what was written. */
export function withDimension(xml: string, ref: string): string {
  const dimension = topLevel(xml).find(({ name }) => name === "dimension");
  if (!dimension) return xml;
  return edited(xml, [
    { start: dimension.start, end: dimension.inside, text: withAttribute(openingTag(xml, dimension), "ref", ref) },
  ]);
}

/** The cells of a made sheet with their texts in themselves, not in a list that every sheet shares. */
export function withOwnTexts(xml: string, sharedStrings: string): string {
  const texts = elements(sharedStrings, "si").map(({ inside }) =>
    inside.replace(
      /(<t\b[^>]*>)([^<]*)(<\/t>)/g,
      (_, open: string, text: string, close: string) => open + escapeXml(encoded(unescapeXml(text))) + close,
    ),
  );
  return xml.replace(
    /(<c\b[^>]*?)\st="s"([^>]*)><v>(\d+)<\/v><\/c>/g,
    (_, before: string, after: string, index: string) =>
      `${before} t="inlineStr"${after}><is>${texts[Number(index)] ?? ""}</is></c>`,
  );
}

/** Adds the namespace a part gives to its unprefixed elements, for text put into a part that has a prefix for it. */
export function withNamespace(part: string, element: string): string {
  const tag = openingTag(part, rootOf(part));
  const prefix = /^<([\w.-]+):/.exec(tag)?.[1];
  if (!prefix || element === "") return element;
  const space = attributeOf(tag, `xmlns:${prefix}`);
  return space ? withAttribute(element, "xmlns", space) : element;
}
