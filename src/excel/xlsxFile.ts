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
import { Parts, resolve } from "./xlsx/parts";
import type { Ceilings, Relation } from "./xlsx/parts";
import { NotAnXlsx } from "./xlsx/problem";
import { readSheet, readStrings } from "./xlsx/sheet";
import { stylesOf } from "./xlsx/styles";
import { attribute, child, children, content, parse } from "./xlsx/xml";
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
  const workbook = relationsOf(parts, "").find(({ type }) => type === "officeDocument")?.target ?? "xl/workbook.xml";
  const book = child(xmlOf(parts, workbook), "workbook");
  if (!book) throw parts.kind();
  const relations = relationsOf(parts, workbook);
  const targetOf = (type: string) => relations.find((relation) => relation.type === type)?.target ?? "";
  const date1904 = ["1", "true"].includes(attribute(child(book, "workbookPr"), "date1904"));
  const context = { strings: readStrings(parts.text(targetOf("sharedStrings"))), date1904 };
  const styles = stylesOf(child(xmlOf(parts, targetOf("styles")), "styleSheet"));

  const leftOut: string[] = [];
  let refused: NotAnXlsx | null = null;
  const sheets = children(child(book, "sheets"), "sheet").flatMap((entry): SheetGrid[] => {
    const sheet = attribute(entry, "name");
    const relation = relations.find(({ id }) => id === attribute(entry, "id"));
    if (relation?.type !== "worksheet") return [];
    try {
      const xml = parts.text(relation.target);
      if (xml === null) return [];
      const hidden = !["", "visible"].includes(attribute(entry, "state"));
      const read = readSheet(xml, sheet, hidden, styles, context);
      leftOut.push(...sayFar(sheet, read.far));
      return [{ ...read.grid, tables: tablesOf(parts, relation.target, read.tableIds) }];
    } catch (error) {
      refused = asNotAnXlsx(error);
      leftOut.push(
        `“${sheet}” is ${refused.kind === "too-large" ? "too large to be read" : "damaged"}, so it was left out.`,
      );
      return [];
    }
  });
  if (sheets.length === 0) throw refused ?? new NotAnXlsx("damaged");
  // What an update of ours said is not the plan; without Excel a sheet's mark is not read, its headings tell.
  const theirs = sheets.filter((grid) => whoseIs({ name: grid.sheet, mark: null, grid }).is === "theirs");
  return {
    grid: { name: name.replace(/\.xls[xm]$/i, ""), sheets: theirs, active: theirs[0]?.sheet ?? "", date1904 },
    leftOut,
    saved: savedOn(parts),
  };
}

function asNotAnXlsx(error: unknown): NotAnXlsx {
  return error instanceof NotAnXlsx ? error : new NotAnXlsx("damaged");
}

function xmlOf(parts: Parts, path: string): Xml | null {
  const text = path === "" ? null : parts.text(path);
  return text === null ? null : parse(text);
}

/** Where the relations of a part lead; "" for those of the file as a whole. Only places inside the file count. */
function relationsOf(parts: Parts, path: string): Relation[] {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
  const file = path.slice(folder === "" ? 0 : folder.length + 1);
  const list = child(xmlOf(parts, `${folder === "" ? "" : `${folder}/`}_rels/${file}.rels`), "Relationships");
  return children(list, "Relationship").flatMap((relation): Relation[] => {
    const target = resolve(folder, attribute(relation, "Target"));
    if (target === null || attribute(relation, "TargetMode") === "External") return [];
    const type = attribute(relation, "Type");
    return [{ id: attribute(relation, "Id"), type: type.slice(type.lastIndexOf("/") + 1), target }];
  });
}

function tablesOf(parts: Parts, path: string, ids: readonly string[]): GridTable[] {
  if (ids.length === 0) return [];
  const relations = relationsOf(parts, path);
  return ids.flatMap((id): GridTable[] => {
    const table = child(xmlOf(parts, relations.find((relation) => relation.id === id)?.target ?? ""), "table");
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
    const path = relationsOf(parts, "").find(({ type }) => type === "core-properties")?.target ?? "docProps/core.xml";
    const day = content(child(xmlOf(parts, path), "coreProperties"), "modified")
      .trim()
      .slice(0, 10);
    return isIsoDate(day) ? day : null;
  } catch {
    return null;
  }
}
