/**
 * Writes everything an update consists of in one request, so that a failure leaves either the whole or something the
 * next run puts right; the plan's own sheets are not touched at all.
 */
import type { DataCell } from "../plan/update/data";
import type { UpdateDocument } from "../plan/update/document";
import { run, sendInPieces } from "./batch";
import type { Job, Piece } from "./batch";
import { dataSheetPieces } from "./dataSheet";
import { noticeSheet, sameName, sheetNames } from "./names";
import type { WorkbookRead } from "./read";
import { historyRecord, readingsRecord } from "./records";
import { appendRecords, ensureSheet } from "./sheets";
import type { CellInput } from "./text";
import { textForCell } from "./text";
import { updateSheetPieces } from "./updateSheet";

/** What goes into the workbook. */
export interface UpdateParts {
  /** Name of the update's sheet. */
  name: string;
  document: UpdateDocument;
  table: DataCell[][];
  /** Rows for Plan readings and Plan history; none where nothing is new. */
  readings: CellInput[][];
  history: CellInput[][];
}

/** Writes the update, its table, the snapshot and what was filled in. */
export async function writeUpdateSheets(read: WorkbookRead, parts: UpdateParts, job: Job = {}): Promise<void> {
  const { date1904 } = read.grid;
  const before = (name: string) => read.ours.find(({ sheet }) => sameName(sheet, name)) ?? null;
  await run(async (context) => {
    const pieces: Piece[] = [
      ...updateSheetPieces(context, read.sheets, parts.name, parts.document, before(parts.name)),
      ...dataSheetPieces(context, read.sheets, parts.table, before(sheetNames.data), date1904),
      ...appendRecords(context, read.sheets, readingsRecord, parts.readings, date1904),
      ...appendRecords(context, read.sheets, historyRecord, parts.history, date1904),
    ];
    if (before(noticeSheet)) {
      pieces.push({ bytes: 300, queue: () => context.workbook.worksheets.getItem(noticeSheet).delete() });
    }
    await sendInPieces(context, pieces, job);
  }, job);
}

/** Appends rows to the Plan history and Plan readings sheets, and nothing else. */
export async function writeRecords(
  read: WorkbookRead,
  rows: { readings?: CellInput[][]; history?: CellInput[][] },
  job: Job = {},
): Promise<void> {
  await run(async (context) => {
    await sendInPieces(
      context,
      [
        ...appendRecords(context, read.sheets, readingsRecord, rows.readings ?? [], read.grid.date1904),
        ...appendRecords(context, read.sheets, historyRecord, rows.history ?? [], read.grid.date1904),
      ],
      job,
    );
  }, job);
}

/** Says on a sheet of its own why a run from the ribbon could not be done: the ribbon has no other place to say it. */
export async function writeNotice(sentences: readonly string[]): Promise<void> {
  await run(async (context) => {
    const there = context.workbook.worksheets.getItemOrNullObject(noticeSheet).load("name");
    await context.sync();
    const facts = there.isNullObject
      ? []
      : [{ name: noticeSheet, visible: true, protected: false, tables: [], charts: [] }];
    const { sheet } = ensureSheet(context, facts, noticeSheet);
    const column = sheet.getRange("A1:A8");
    column.clear("Contents");
    column.format.columnWidth = 500;
    column.format.wrapText = true;
    sheet.getRangeByIndexes(0, 0, sentences.length, 1).values = sentences.map((sentence) => [textForCell(sentence)]);
    sheet.getRange("A1").format.font.bold = true;
    sheet.activate();
    sheet.getRange("A1").select();
    await context.sync();
  });
}
