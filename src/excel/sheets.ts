/**
 * Our own sheets: finding them, making them once, marking them, and taking them away when asked.
 *
 * A sheet of ours is created once and afterwards rewritten in place: deleting and recreating sheets or tables while a
 * colleague is in the file makes Excel give up merging their work. Nothing here touches a sheet that is not ours.
 */
import { columnLetter } from "../plan/grid";
import { run } from "./batch";
import type { Job } from "./batch";
import { asExcelProblem } from "./problem";
import { freeName, markKey, markText, sameName, sheetNames } from "./ours";
import type { Mark, SingleRole } from "./ours";
import type { OurSheet, SheetFacts, WorkbookRead } from "./read";

/**
 * Our sheet of a kind. Whoever copies a sheet copies its mark: of several the same one is taken each time, wherever their tabs
 * stand. A marked one before one of version 1, one with the name it was given before one renamed, that before one called as
 * Excel calls a copy, and of two of those the longer one.
 */
export function ourSheetIn(read: Pick<WorkbookRead, "ours">, role: SingleRole): OurSheet | null {
  const rank = ({ marked, name, grid }: OurSheet) => [
    marked ? 1 : 0,
    sameName(name, sheetNames[role]) ? 2 : / \(\d+\)$/.test(name) ? 0 : 1,
    grid.firstRow + grid.cells.length,
  ];
  const goesBefore = (a: number[], b: number[]) => {
    const at = a.findIndex((value, index) => value !== b[index]);
    return at >= 0 && a[at]! > b[at]!;
  };
  const all = read.ours.filter((sheet) => sheet.role === role);
  return all.reduce<OurSheet | null>((best, each) => (best && !goesBefore(rank(each), rank(best)) ? best : each), null);
}

/** The names of all sheets a workbook has, as far as can be known. */
export function sheetNamesIn({ sheets, otherNames = [] }: Pick<WorkbookRead, "sheets" | "otherNames">): string[] {
  return [...sheets.map(({ name }) => name), ...otherNames];
}

/** What has the name a sheet of ours would get and is none of ours, called as it is called there. */
export function namesakeIn(
  { sheets, otherNames = [] }: Pick<WorkbookRead, "sheets" | "otherNames">,
  wanted: string,
): string | null {
  const theirs = sheets.flatMap(({ name, ours }) => (ours === null ? [name] : []));
  return [...theirs, ...otherNames].find((name) => sameName(name, wanted)) ?? null;
}

/** Where a record or table sheet of ours stands or will stand. */
export interface OurPlace {
  /** The sheet as it was read; null where it has to be made. */
  there: OurSheet | null;
  /** The name it has or will get. */
  name: string;
  /** Set where a sheet has to be made and one that is none of ours has the name it would have. */
  namesake: string | null;
}

/** The place of a sheet of ours that is called so when it is made. */
export function ourPlaceIn(read: WorkbookRead, role: SingleRole, wanted: string): OurPlace {
  const there = ourSheetIn(read, role);
  if (there) return { there, name: there.name, namesake: null };
  return { there: null, name: freeName(wanted, sheetNamesIn(read)), namesake: namesakeIn(read, wanted) };
}

/**
 * A record or table sheet of ours; made at the end of the workbook if it is not there. It is marked as ours at once: a sheet
 * without a mark would never be known again. Queues only.
 */
export function openSheet(
  context: Excel.RequestContext,
  read: WorkbookRead,
  role: SingleRole,
  wanted: string,
): { sheet: Excel.Worksheet; isNew: boolean; name: string } {
  const { there, name } = ourPlaceIn(read, role, wanted);
  const sheet = there ? context.workbook.worksheets.getItem(there.id) : context.workbook.worksheets.add(name);
  queueMark(sheet, { role, quarter: null, whole: true });
  return { sheet, isNew: there === null, name };
}

/** Queues the mark that makes a sheet ours. */
export function queueMark(sheet: Excel.Worksheet, mark: Mark): void {
  sheet.customProperties.add(markKey, markText(mark));
}

/** Columns side by side are written together: most sheets are one run. */
export function columnRuns(columns: readonly number[]): { first: number; at: number; length: number }[] {
  const runs: { first: number; at: number; length: number }[] = [];
  columns.forEach((column, index) => {
    const last = runs.at(-1);
    if (last && last.at + last.length === column) last.length += 1;
    else runs.push({ first: index, at: column, length: 1 });
  });
  return runs;
}

/**
 * Queues what a sheet of rows has once and keeps: how wide its columns are and how their words stand, headings that stay in
 * view and are printed on every page.
 */
export function setUpRows(sheet: Excel.Worksheet, firstColumn: number, widths: readonly number[]): void {
  const columns = `${columnLetter(firstColumn)}:${columnLetter(firstColumn + widths.length - 1)}`;
  sheet.getRange(columns).setColumnProperties(
    widths.map((columnWidth) => ({
      format: { columnWidth, horizontalAlignment: "Left", verticalAlignment: "Top", wrapText: true },
    })),
  );
  sheet.freezePanes.freezeRows(1);
  sheet.pageLayout.set({ orientation: "Landscape", paperSize: "A4", zoom: { horizontalFitToPages: 1 } });
  sheet.pageLayout.setPrintTitleRows("$1:$1");
}

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
 * otherwise. Gives the words that went with them and were not there when the workbook was read.
 */
export async function deleteOurSheets(read: WorkbookRead, names: readonly string[], job: Job = {}): Promise<string[]> {
  const going = read.sheets.filter(({ name, ours }) => ours !== null && names.some((each) => sameName(each, name)));
  if (going.length === 0) return [];
  return run(async ({ context, write }) => {
    const last: { name: string; used: Excel.Range }[] = [];
    for (const facts of going) {
      // By id: a colleague may have given the name to another sheet meanwhile.
      const sheet = context.workbook.worksheets.getItem(facts.id);
      if (facts.ours && sizeIn(read, facts) <= fewCells) {
        last.push({ name: facts.name, used: sheet.getUsedRangeOrNullObject(true).load("values") });
      }
      if (facts.visibility === "VeryHidden") sheet.visibility = "Hidden";
      sheet.delete();
    }
    await write();
    return last.flatMap(({ name, used }) => (used.isNullObject ? [] : newWords(read, name, used.values)));
  }, job);
}

/** Of a sheet with more cells than this nobody looks for words of the last moment: it would take megabytes. */
const fewCells = 20_000;

function sizeIn({ ours }: WorkbookRead, { id }: SheetFacts): number {
  const cells = ours.find((sheet) => sheet.id === id)?.grid.cells ?? [];
  return cells.length * (cells[0]?.length ?? 0);
}

/** The texts among these values that a sheet of ours did not hold when it was read. */
function newWords({ ours }: WorkbookRead, name: string, values: readonly unknown[][]): string[] {
  const known = new Set(
    ours
      .find((sheet) => sheet.name === name)
      ?.grid.cells.flat()
      .map(({ value }) => value),
  );
  return values
    .flat()
    .filter((value) => value !== "" && !known.has(value as string | number | boolean))
    .map(String);
}

/** What keeps a sheet from being written to, of those named; checked before anything is written. */
export function shutSheets(sheets: readonly SheetFacts[], names: readonly string[]): string[] {
  return sheets
    .filter((sheet) => sheet.protected && names.some((name) => sameName(name, sheet.name)))
    .map(({ name }) => name);
}

/** Shows a range and selects it; the sheet by its id or its name. */
export async function showPlace(place: { sheet: string; address: string }, job: Job = {}): Promise<void> {
  await run(async ({ context, read }) => {
    const sheet = context.workbook.worksheets.getItem(place.sheet);
    sheet.activate();
    sheet.getRange(place.address).select();
    await read();
  }, job);
}

/**
 * Shows a sheet from its first cell on, and tells by their ids what all sheets are called now. Null where the sheet is not
 * there any more.
 */
export async function showSheet(id: string, job: Job = {}): Promise<Map<string, string> | null> {
  return run(async ({ context, read }) => {
    const { worksheets } = context.workbook;
    const all = worksheets.load("items/id,items/name");
    const sheet = worksheets.getItem(id);
    sheet.activate();
    sheet.getRange("A1").select();
    try {
      await read();
    } catch (error) {
      if (asExcelProblem(error).reason === "gone") return null;
      throw error;
    }
    return new Map(all.items.map((each) => [each.id, each.name]));
  }, job);
}
