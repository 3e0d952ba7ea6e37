/**
 * Our own sheets: making them once, appending to them, and taking them away when asked.
 *
 * A sheet of ours is created once and afterwards rewritten in place: deleting and recreating sheets or tables while a
 * colleague is in the file makes Excel give up merging their work. Nothing here touches a sheet that is not ours.
 */
import { bytesOf, run } from "./batch";
import type { Job, Piece } from "./batch";
import { isOurs, sameName, sheetNames } from "./names";
import type { SheetFacts } from "./read";
import { valueForCell } from "./text";
import type { CellInput } from "./text";

/** A sheet of ours, made at the end of the workbook if it is not there. Queues; sends nothing. */
export function ensureSheet(
  context: Excel.RequestContext,
  sheets: readonly SheetFacts[],
  name: string,
): { sheet: Excel.Worksheet; isNew: boolean } {
  const there = sheets.find((sheet) => sameName(sheet.name, name));
  return there
    ? { sheet: context.workbook.worksheets.getItem(there.name), isNew: false }
    : { sheet: context.workbook.worksheets.add(name), isNew: true };
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

/**
 * An append-only sheet: its headings, and how wide its columns are, in points.
 */
export interface RecordSheet {
  name: string;
  headings: readonly string[];
  widths: readonly number[];
  /** Columns that hold dates, counted from 0. */
  dateColumns: readonly number[];
}

/** Pieces of a request that append rows below the last row of a record sheet, made first if need be. */
export function appendRecords(
  context: Excel.RequestContext,
  sheets: readonly SheetFacts[],
  record: RecordSheet,
  rows: readonly CellInput[][],
  date1904: boolean,
): Piece[] {
  if (rows.length === 0) return [];
  const { sheet, isNew } = ensureSheet(context, sheets, record.name);
  const columns = record.headings.length;
  const pieces: Piece[] = [];
  if (isNew) {
    pieces.push({
      bytes: 2000,
      queue: () => {
        const head = sheet.getRangeByIndexes(0, 0, 1, columns);
        head.values = [record.headings.map((heading) => valueForCell(heading, date1904))];
        head.format.font.bold = true;
        head.format.fill.color = headingFill;
        const whole = sheet.getRangeByIndexes(0, 0, 1, columns).getEntireColumn();
        whole.format.horizontalAlignment = "Left";
        whole.format.verticalAlignment = "Top";
        whole.format.wrapText = true;
        record.widths.forEach((width, column) => {
          sheet.getRangeByIndexes(0, column, 1, 1).format.columnWidth = width;
        });
        sheet.freezePanes.freezeRows(1);
        sheet.pageLayout.orientation = "Landscape";
        sheet.pageLayout.paperSize = "A4";
        sheet.pageLayout.zoom = { horizontalFitToPages: 1 };
        sheet.pageLayout.setPrintTitleRows("$1:$1");
      },
    });
  }
  // Below whatever stands last now, not below what stood last when the workbook was read: a colleague may have added.
  const below = () => sheet.getRange("A:A").getUsedRange(true).getLastCell().getOffsetRange(1, 0);
  const values = rows.map((row) => row.map((cell) => valueForCell(cell, date1904)));
  pieces.push({
    bytes: bytesOf(values),
    queue: () => {
      const target = below().getResizedRange(values.length - 1, columns - 1);
      for (const column of record.dateColumns) target.getColumn(column).numberFormat = values.map(() => [dateFormat]);
      target.values = values;
      target.format.autofitRows();
    },
  });
  return pieces;
}

/** Behind headings of ours; light enough to print grey and be read. */
export const headingFill = "#E8E8E8";

/** What Put everything back would remove: our sheets that are there, the history apart. */
export function ourSheetsIn(sheets: readonly SheetFacts[]): { sheets: string[]; history: string | null } {
  const ours = sheets.filter(({ name }) => isOurs(name)).map(({ name }) => name);
  return {
    sheets: ours.filter((name) => !sameName(name, sheetNames.history)),
    history: ours.find((name) => sameName(name, sheetNames.history)) ?? null,
  };
}

/** Deletes sheets of ours in one request; refuses any other name. */
export async function deleteOurSheets(names: readonly string[], job: Job = {}): Promise<void> {
  const ours = names.filter(isOurs);
  if (ours.length === 0) return;
  await run(async (context) => {
    for (const name of ours) context.workbook.worksheets.getItem(name).delete();
    await context.sync();
  }, job);
}

/** Shows a range and selects it. */
export async function showPlace(place: { sheet: string; address: string }): Promise<void> {
  await run(async (context) => {
    const sheet = context.workbook.worksheets.getItem(place.sheet);
    sheet.activate();
    sheet.getRange(place.address).select();
    await context.sync();
  });
}
