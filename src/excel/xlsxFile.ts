/**
 * Reads an .xlsx file the officer picked, without opening it in Excel: the same grid `read.ts` gives of the workbook that
 * is open. Loaded only when asked for.
 *
 * Never writes, runs nothing the file holds, and follows no link out of it. Formulas are read by their stored results. Time
 * and memory are bounded by ceilings, whatever the file claims. Format: ECMA-376, SpreadsheetML, Transitional and Strict.
 */
import { isIsoDate } from "../plan/calendar";
import { parseAddress } from "../plan/grid";
import type { GridTable, SheetGrid, WorkbookGrid } from "../plan/grid";
import type { IsoDate } from "../plan/model";
import { sayFar } from "./extent";
import { whoseIs } from "./ours";
import { refuseWhatIsNoZip } from "./xlsx/kind";
import { Shown } from "./xlsx/cells";
import type { CellContext } from "./xlsx/cells";
import { keyOf, Parts, resolve } from "./xlsx/parts";
import type { Ceilings } from "./xlsx/parts";
import { NotAnXlsx } from "./xlsx/problem";
import { readSheet, readStrings, usualAllowance } from "./xlsx/sheet";
import { stylesOf } from "./xlsx/styles";
import type { Style } from "./xlsx/styles";
import { attribute, attributeIn, child, content, parse, scan } from "./xlsx/xml";
import type { Xml } from "./xlsx/xml";

export { NotAnXlsx };

/** A workbook file as read. */
export interface XlsxFile {
  /** The partnership's sheets; sheets of ours are left out. */
  grid: WorkbookGrid;
  /** What was left out of the reading, each a sentence. */
  leftOut: string[];
  /** The day the file says it was last saved. */
  saved: IsoDate | null;
}

/** Reads an .xlsx file. Throws NotAnXlsx, and nothing else. */
export function readXlsxFile(bytes: Uint8Array, name: string, ceilings?: Ceilings): XlsxFile {
  refuseWhatIsNoZip(bytes);
  const parts = new Parts(bytes, ceilings);
  const path = oneOf(relationsOf(parts, ""), "officeDocument") ?? "xl/workbook.xml";
  const xml = parts.text(path);
  const book = xml === null ? null : readBook(xml);
  if (!book) throw parts.kind();
  const relations = relationsOf(parts, path);
  const textOf = (type: string) => parts.text(oneOf(relations, type) ?? "");
  const { date1904 } = book;
  const context = { strings: readStrings(textOf("sharedStrings")), date1904, shown: new Shown(date1904) };
  const { sheets, leftOut } = readSheets(parts, book, relations, stylesOf(textOf("styles")), context);
  // What an update of ours said is not the plan; without Excel a sheet's mark is not read, its headings tell.
  const theirs = sheets.filter((grid) => whoseIs({ name: grid.sheet, mark: null, grid }).is === "theirs");
  return {
    grid: { name: name.replace(/\.xls[xm]$/i, ""), sheets: theirs, active: theirs[0]?.sheet ?? "", date1904 },
    leftOut,
    saved: savedOn(parts),
  };
}

/** What the workbook's own part says. */
interface Book {
  date1904: boolean;
  sheets: { name: string; id: string; hidden: boolean }[];
  /** How many sheets there are in all. */
  count: number;
}

/** A plan is looked for on the first so many sheets. */
const sheetLimit = 250;

/** Null where the part is no workbook. */
function readBook(xml: string): Book | null {
  const book: Book = { date1904: false, sheets: [], count: 0 };
  let isWorkbook = false;
  let inSheets = false;
  scan(xml, {
    open: (name, attributes, empty) => {
      if (name === "workbook") isWorkbook = true;
      else if (name === "workbookPr") book.date1904 = ["1", "true"].includes(attributeIn(attributes, "date1904"));
      else if (name === "sheets") inSheets = !empty;
      else if (name === "sheet" && inSheets && ++book.count <= sheetLimit)
        book.sheets.push({
          name: attributeIn(attributes, "name"),
          id: attributeIn(attributes, "id"),
          hidden: !["", "visible"].includes(attributeIn(attributes, "state")),
        });
    },
    close: (name) => {
      if (name === "sheets") inSheets = false;
    },
  });
  return isWorkbook ? book : null;
}

/** Every worksheet that can be read, in the order of the tabs, and what was left out. Throws where none can. */
function readSheets(
  parts: Parts,
  book: Book,
  relations: Relations,
  styles: readonly Style[],
  context: CellContext,
): { sheets: SheetGrid[]; leftOut: string[] } {
  const left = { ...usualAllowance };
  const sheets: SheetGrid[] = [];
  const leftOut: string[] = [];
  const readAs = new Map<string, string>();
  let refused: NotAnXlsx | null = null;
  for (const { name, id, hidden } of book.sheets) {
    const relation = relations.get(id);
    if (relation?.type !== "worksheet" || !parts.has(relation.target)) continue;
    const key = keyOf(relation.target);
    const same = readAs.get(key);
    if (same !== undefined) {
      leftOut.push(`“${name}” is stored as the very sheet “${same}”, so it was read once.`);
      continue;
    }
    readAs.set(key, name);
    try {
      const read = readSheet(parts.text(relation.target) ?? "", name, hidden, styles, context, left);
      leftOut.push(...sayFar(name, read.far));
      sheets.push({ ...read.grid, tables: tablesOf(parts, relation.target, read.tableIds) });
    } catch (error) {
      refused = asNotAnXlsx(error);
      leftOut.push(
        `“${name}” is ${refused.kind === "too-large" ? "too large to be read" : "damaged"}, so it was left out.`,
      );
    }
  }
  if (book.count > sheetLimit)
    leftOut.push(`It has ${book.count} sheets. Those after the first ${sheetLimit} were left out.`);
  if (sheets.length === 0) throw refused ?? new NotAnXlsx("damaged");
  return { sheets, leftOut };
}

function asNotAnXlsx(error: unknown): NotAnXlsx {
  return error instanceof NotAnXlsx ? error : new NotAnXlsx("damaged");
}

/** Where the relations of a part lead, by their ids. */
type Relations = ReadonlyMap<string, { type: string; target: string }>;

/** The kinds of relation that are followed, by the last step of their type: Strict and older files name types by other addresses. */
const followed = new Set(["officeDocument", "worksheet", "sharedStrings", "styles", "core-properties", "table"]);

/** A part with more relations of these kinds is no plan's. */
const relationLimit = 10_000;

/** The relations of a part; "" for those of the file as a whole. Only places inside the file count. */
function relationsOf(parts: Parts, path: string): Relations {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
  const file = path.slice(folder === "" ? 0 : folder.length + 1);
  const relations = new Map<string, { type: string; target: string }>();
  scan(parts.text(`${folder === "" ? "" : `${folder}/`}_rels/${file}.rels`) ?? "", {
    open: (name, attributes) => {
      if (name !== "Relationship" || attributeIn(attributes, "TargetMode") === "External") return;
      const named = attributeIn(attributes, "Type");
      const type = named.slice(named.lastIndexOf("/") + 1);
      const target = followed.has(type) ? resolve(folder, attributeIn(attributes, "Target")) : null;
      if (target === null) return;
      if (relations.size >= relationLimit) throw new NotAnXlsx("too-large");
      const id = attributeIn(attributes, "Id");
      if (!relations.has(id)) relations.set(id, { type, target });
    },
    close: () => undefined,
  });
  return relations;
}

/** Where the one relation of a type leads. */
function oneOf(relations: Relations, type: string): string | undefined {
  return [...relations.values()].find((relation) => relation.type === type)?.target;
}

/** A small part as a tree; null where there is none. */
function treeOf(parts: Parts, path: string): Xml | null {
  const text = parts.text(path);
  return text === null ? null : parse(text);
}

function tablesOf(parts: Parts, sheet: string, ids: readonly string[]): GridTable[] {
  if (ids.length === 0) return [];
  const relations = relationsOf(parts, sheet);
  // A part that is named twice is one table.
  const paths = new Map(ids.map((id) => relations.get(id)?.target ?? "").map((path) => [keyOf(path), path]));
  return [...paths.values()].flatMap((path): GridTable[] => {
    const table = child(treeOf(parts, path), "table");
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

/** Never a reason to refuse a file: properties that cannot be read say nothing. */
function savedOn(parts: Parts): IsoDate | null {
  try {
    const path = oneOf(relationsOf(parts, ""), "core-properties") ?? "docProps/core.xml";
    const day = content(child(treeOf(parts, path), "coreProperties"), "modified")
      .trim()
      .slice(0, 10);
    return isIsoDate(day) ? day : null;
  } catch {
    return null;
  }
}
