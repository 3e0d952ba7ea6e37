/**
 * Our own sheets: finding them, making them once, marking them, and taking them away when asked.
 *
 * A sheet of ours is created once and afterwards rewritten in place: deleting and recreating sheets or tables while a
 * colleague is in the file makes Excel give up merging their work. Nothing here touches a sheet that is not ours.
 */
import { bytesOf, run } from "./batch";
import type { Job, Piece } from "./batch";
import { freeName, markKey, markText, sameName } from "./ours";
import type { Mark, OurRole } from "./ours";
import type { OurSheet, SheetFacts, WorkbookRead } from "./read";
import { valueForCell } from "./text";
import type { CellInput } from "./text";

/** Our sheet of a kind: a marked one before one of version 1, one that has its first name before a copy of it. */
export function ourSheetIn(read: Pick<WorkbookRead, "ours">, role: Exclude<OurRole, "update">): OurSheet | null {
  const all = read.ours.filter((sheet) => sheet.role === role);
  return all.find(({ marked }) => marked) ?? all[0] ?? null;
}

/** The names of all sheets a workbook has, as far as can be known. */
export function sheetNamesIn({ sheets }: Pick<WorkbookRead, "sheets">): string[] {
  return sheets.map(({ name }) => name);
}

/** A record or table sheet of ours; made at the end of the workbook, under a name that is free, if it is not there. Queues only. */
export function openSheet(
  context: Excel.RequestContext,
  read: WorkbookRead,
  role: Exclude<OurRole, "update">,
  name: string,
): { sheet: Excel.Worksheet; isNew: boolean; name: string } {
  const there = ourSheetIn(read, role);
  if (there) return { sheet: context.workbook.worksheets.getItem(there.name), isNew: false, name: there.name };
  const free = freeName(name, sheetNamesIn(read));
  return { sheet: context.workbook.worksheets.add(free), isNew: true, name: free };
}

/** Queues the mark that makes a sheet ours. */
export function queueMark(sheet: Excel.Worksheet, mark: Mark): void {
  sheet.customProperties.add(markKey, markText(mark));
}

/** Pieces of a request that write rows of values from a cell on; dates get a plain date format. */
export function writeRows(
  sheet: Excel.Worksheet,
  firstRow: number,
  firstColumn: number,
  rows: readonly CellInput[][],
  date1904: boolean,
): Piece[] {
  const columns = rows[0]?.length ?? 0;
  if (columns === 0) return [];
  const pieces: Piece[] = [];
  for (let from = 0; from < rows.length; from += rowsPerPiece) {
    const values = rows.slice(from, from + rowsPerPiece).map((row) => row.map((cell) => valueForCell(cell, date1904)));
    pieces.push({
      bytes: bytesOf(values),
      queue: () => {
        sheet.getRangeByIndexes(firstRow + from, firstColumn, values.length, columns).values = values;
      },
    });
  }
  return pieces;
}

const rowsPerPiece = 500;

/** The format of every date we write. */
export const dateFormat = "d mmm yyyy";

/** Behind headings of ours; light enough to print grey and be read. */
export const headingFill = "#E8E8E8";

/** What Put everything back would remove: our sheets that are there, the history apart. */
export function ourSheetsIn({ ours }: Pick<WorkbookRead, "ours">): { sheets: string[]; history: string[] } {
  return {
    sheets: ours.filter(({ role }) => role !== "history").map(({ name }) => name),
    history: ours.filter(({ role }) => role === "history").map(({ name }) => name),
  };
}

/**
 * Deletes sheets of ours in one request; refuses any other. A very hidden sheet is shown first: Excel refuses to delete it
 * otherwise.
 */
export async function deleteOurSheets(read: WorkbookRead, names: readonly string[], job: Job = {}): Promise<void> {
  const going = read.sheets.filter(({ name, ours }) => ours !== null && names.some((each) => sameName(each, name)));
  if (going.length === 0) return;
  await run(async ({ context, write }) => {
    for (const facts of going) {
      // By id: a colleague may have given the name to another sheet meanwhile.
      const sheet = context.workbook.worksheets.getItem(facts.id);
      if (facts.visibility === "VeryHidden") sheet.visibility = "Hidden";
      sheet.delete();
    }
    await write();
  }, job);
}

/** What keeps a sheet from being written to, of those named; checked before anything is written. */
export function shutSheets(sheets: readonly SheetFacts[], names: readonly string[]): string[] {
  return sheets
    .filter((sheet) => sheet.protected && names.some((name) => sameName(name, sheet.name)))
    .map(({ name }) => name);
}

/** Shows a range and selects it. */
export async function showPlace(place: { sheet: string; address: string }, job: Job = {}): Promise<void> {
  await run(async ({ context, read }) => {
    const sheet = context.workbook.worksheets.getItem(place.sheet);
    sheet.activate();
    sheet.getRange(place.address).select();
    await read();
  }, job);
}
