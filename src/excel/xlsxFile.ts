/**
 * Reads an .xlsx file the officer picked, without opening it in Excel: the same grid `read.ts` gives of the workbook that
 * is open. Loaded only when asked for.
 *
 * Never writes, runs nothing the file holds, and follows no link out of it. Formulas are read by their stored results.
 * Format: ECMA-376, SpreadsheetML.
 */
import { XMLParser } from "fast-xml-parser";
import { strFromU8, unzipSync } from "fflate";
import { format as showNumber } from "numfmt";

import { columnIndex, emptyCell, parseAddress } from "../plan/grid";
import type { GridCell, GridTable, SheetGrid, WorkbookGrid } from "../plan/grid";
import { whoseIs } from "./ours";
import { isDateFormat } from "./text";

/** The file is no .xlsx workbook, or is damaged. */
export class NotAnXlsx extends Error {}

/** One XML element as the parser hands it out: attributes start with "@", text is "#text". */
type Xml = { [name: string]: Xml | Xml[] | string | undefined };

const lists = new Set([
  "sheet",
  "Relationship",
  "si",
  "r",
  "row",
  "c",
  "mergeCell",
  "numFmt",
  "xf",
  "font",
  "fill",
  "tablePart",
]);

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: true,
  isArray: (name) => lists.has(name),
});

/** How one style of the file shows a cell. */
interface Style {
  format: string;
  looks: Partial<GridCell>;
}

/** Reads the partnership's sheets of an .xlsx file; sheets of ours in it are left out. Throws NotAnXlsx. */
export function readXlsxFile(bytes: Uint8Array, name: string): WorkbookGrid {
  const parts = unzip(bytes);
  const workbook = parts.xml("xl/workbook.xml");
  if (!workbook) throw new NotAnXlsx(name);
  const book = child(workbook, "workbook");
  const date1904 = ["1", "true"].includes(attribute(child(book, "workbookPr"), "date1904"));
  const targets = relationsOf(parts, "xl/workbook.xml");
  const strings = children(child(parts.xml("xl/sharedStrings.xml"), "sst"), "si").map(textOf);
  const styles = stylesOf(child(parts.xml("xl/styles.xml"), "styleSheet"));

  const sheets = children(child(book, "sheets"), "sheet").flatMap((entry): SheetGrid[] => {
    const sheet = attribute(entry, "name");
    const path = targets.get(attribute(entry, "id"));
    const content = path ? child(parts.xml(path), "worksheet") : null;
    if (!content) return [];
    const grid = readSheet(
      sheet,
      attribute(entry, "state") !== "" && attribute(entry, "state") !== "visible",
      content,
      path!,
      parts,
      strings,
      styles,
      date1904,
    );
    // What an update of ours said is not the plan; without Excel a sheet's mark is not read, its headings tell.
    return whoseIs({ name: sheet, mark: null, grid }).is === "theirs" ? [grid] : [];
  });
  return { name: name.replace(/\.xls[xm]$/i, ""), sheets, active: sheets[0]?.sheet ?? "", date1904 };
}

interface Parts {
  xml(path: string): Xml | null;
}

function unzip(bytes: Uint8Array): Parts {
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, { filter: ({ name }) => /\.(xml|rels)$/.test(name) });
  } catch {
    throw new NotAnXlsx();
  }
  return { xml: (path) => (files[path] ? (parser.parse(strFromU8(files[path])) as Xml) : null) };
}

/** Where the relations of a part lead, by their id. Only parts inside the file count. */
function relationsOf(parts: Parts, path: string): Map<string, string> {
  const folder = path.slice(0, path.lastIndexOf("/"));
  const relations = child(parts.xml(`${folder}/_rels/${path.slice(folder.length + 1)}.rels`), "Relationships");
  return new Map(
    children(relations, "Relationship")
      .filter((relation) => attribute(relation, "TargetMode") !== "External")
      .map((relation) => [attribute(relation, "Id"), resolve(folder, attribute(relation, "Target"))]),
  );
}

function resolve(folder: string, target: string): string {
  if (target.startsWith("/")) return target.slice(1);
  const steps = folder.split("/");
  for (const step of target.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== ".") steps.push(step);
  }
  return steps.join("/");
}

/** Number formats every workbook has without listing them; the rest of the built-in ones show plain numbers. */
const builtIn: Record<string, string> = {
  "0": "General",
  "1": "0",
  "2": "0.00",
  "3": "#,##0",
  "4": "#,##0.00",
  "9": "0%",
  "10": "0.00%",
  "14": "dd/mm/yyyy",
  "15": "d-mmm-yy",
  "16": "d-mmm",
  "17": "mmm-yy",
  "18": "h:mm AM/PM",
  "19": "h:mm:ss AM/PM",
  "20": "h:mm",
  "21": "h:mm:ss",
  "22": "dd/mm/yyyy h:mm",
  "45": "mm:ss",
  "46": "[h]:mm:ss",
  "47": "mm:ss.0",
  "49": "@",
};

function stylesOf(sheet: Xml | null): Style[] {
  const codes = new Map(
    children(child(sheet, "numFmts"), "numFmt").map((each) => [
      attribute(each, "numFmtId"),
      attribute(each, "formatCode"),
    ]),
  );
  const fonts = children(child(sheet, "fonts"), "font");
  const fills = children(child(sheet, "fills"), "fill");
  return children(child(sheet, "cellXfs"), "xf").map((xf) => {
    const id = attribute(xf, "numFmtId");
    const font = fonts[Number(attribute(xf, "fontId"))] ?? null;
    const pattern = child(fills[Number(attribute(xf, "fillId"))] ?? null, "patternFill");
    const looks: Partial<GridCell> = {};
    if (isOn(font, "b")) looks.bold = true;
    if (isOn(font, "i")) looks.italic = true;
    if (isOn(font, "strike")) looks.strikethrough = true;
    const colour = rgb(child(font, "color"));
    if (colour && colour !== "#000000") looks.colour = colour;
    const fill = attribute(pattern, "patternType") === "solid" ? rgb(child(pattern, "fgColor")) : null;
    if (fill && fill !== "#FFFFFF") looks.fill = fill;
    return { format: codes.get(id) ?? builtIn[id] ?? "General", looks };
  });
}

function isOn(font: Xml | null, name: string): boolean {
  return font !== null && name in font && !["0", "false"].includes(attribute(child(font, name), "val"));
}

/** "#RRGGBB" of a colour given as ARGB; theme colours are not looked up, they only hint at a meaning. */
function rgb(colour: Xml | null): string | null {
  const argb = attribute(colour, "rgb");
  return argb.length === 8 ? `#${argb.slice(2).toUpperCase()}` : null;
}

function readSheet(
  sheet: string,
  hidden: boolean,
  content: Xml,
  path: string,
  parts: Parts,
  strings: readonly string[],
  styles: readonly Style[],
  date1904: boolean,
): SheetGrid {
  const filled = new Map<number, Map<number, GridCell>>();
  const hiddenRows: number[] = [];
  let [top, left, bottom, right] = [Infinity, Infinity, -1, -1];
  children(child(content, "sheetData"), "row").forEach((row, position) => {
    const index = attribute(row, "r") === "" ? position : Number(attribute(row, "r")) - 1;
    if (["1", "true"].includes(attribute(row, "hidden"))) hiddenRows.push(index);
    children(row, "c").forEach((cell, place) => {
      const column = attribute(cell, "r") === "" ? place : columnIndex(attribute(cell, "r").replace(/\d+$/, ""));
      const read = readCell(
        cell,
        strings,
        styles[Number(attribute(cell, "s") || "0")] ?? { format: "General", looks: {} },
        date1904,
      );
      if (read.kind === "empty" && Object.keys(read).length === Object.keys(emptyCell).length) return;
      if (!filled.has(index)) filled.set(index, new Map());
      filled.get(index)!.set(column, read);
      // Like Excel's used range of values: formats alone do not widen it.
      if (read.kind === "empty") return;
      [top, left, bottom, right] = [
        Math.min(top, index),
        Math.min(left, column),
        Math.max(bottom, index),
        Math.max(right, column),
      ];
    });
  });
  const cells =
    bottom < 0
      ? []
      : Array.from({ length: bottom - top + 1 }, (_, r) =>
          Array.from({ length: right - left + 1 }, (_unused, c) => filled.get(top + r)?.get(left + c) ?? emptyCell),
        );
  const merges = children(child(content, "mergeCells"), "mergeCell").flatMap(
    (merge) => parseAddress(attribute(merge, "ref")) ?? [],
  );
  return {
    sheet,
    hidden,
    firstRow: bottom < 0 ? 0 : top,
    firstColumn: bottom < 0 ? 0 : left,
    cells,
    merges,
    tables: tablesOf(content, path, parts),
    hiddenRows: hiddenRows.filter((row) => row >= top && row <= bottom),
  };
}

function tablesOf(content: Xml, path: string, parts: Parts): GridTable[] {
  const targets = relationsOf(parts, path);
  return children(child(content, "tableParts"), "tablePart").flatMap((part): GridTable[] => {
    const table = child(parts.xml(targets.get(attribute(part, "id")) ?? ""), "table");
    const box = parseAddress(attribute(table, "ref"));
    if (!table || !box) return [];
    return [
      {
        name: attribute(table, "displayName"),
        box,
        hasHeadings: attribute(table, "headerRowCount") !== "0",
        hasTotals: Number(attribute(table, "totalsRowCount") || "0") > 0,
      },
    ];
  });
}

function readCell(cell: Xml, strings: readonly string[], { format, looks }: Style, date1904: boolean): GridCell {
  const stored = text(cell["v"]);
  const base = { format, ...looks };
  switch (attribute(cell, "t")) {
    case "s":
      return textCell(strings[Number(stored)] ?? "", base);
    case "inlineStr":
      return textCell(textOf(child(cell, "is")), base);
    case "str":
      return textCell(stored, base);
    case "b":
      return { kind: "boolean", text: stored === "1" ? "TRUE" : "FALSE", value: stored === "1", ...base };
    case "e":
      return { kind: "error", text: stored, value: stored, ...base };
    default: {
      if (stored === "") return { ...emptyCell, ...base };
      const value = Number(stored);
      return { kind: isDateFormat(format) ? "date" : "number", text: shown(value, format, date1904), value, ...base };
    }
  }
}

function textCell(value: string, base: { format: string } & Partial<GridCell>): GridCell {
  return value === "" ? { ...emptyCell, ...base } : { kind: "text", text: value, value, ...base };
}

function shown(value: number, format: string, date1904: boolean): string {
  try {
    // The library counts from 1900; a 1904 serial is 1,462 days behind.
    return showNumber(format, date1904 && isDateFormat(format) ? value + 1462 : value);
  } catch {
    return String(value);
  }
}

/** The text of a shared or inline string: plain, or runs of rich text; phonetic hints left out. */
function textOf(item: Xml | null): string {
  if (!item) return "";
  const runs = children(item, "r");
  return runs.length > 0 ? runs.map((run) => text(run["t"])).join("") : text(item["t"]);
}

function text(value: Xml | Xml[] | string | undefined): string {
  const raw =
    typeof value === "string"
      ? value
      : value && !Array.isArray(value) && typeof value["#text"] === "string"
        ? value["#text"]
        : "";
  // Characters XML cannot hold are stored as _xHHHH_.
  return raw
    .replace(/\r\n?/g, "\n")
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

function child(parent: Xml | null | undefined, name: string): Xml | null {
  const value = parent?.[name];
  return typeof value === "object" && !Array.isArray(value) ? value : null;
}

function children(parent: Xml | null | undefined, name: string): Xml[] {
  const value = parent?.[name];
  return Array.isArray(value) ? value : [];
}

function attribute(element: Xml | null | undefined, name: string): string {
  const value = element?.[`@${name}`];
  return typeof value === "string" ? value : "";
}
