/**
 * Writes everything an update consists of; the plan's own sheets are not touched at all.
 */
import type { DataCell } from "../plan/update/data";
import type { UpdateDocument } from "../plan/update/document";
import { run, sendInPieces } from "./batch";
import type { Job, Piece } from "./batch";
import { dataSheetPieces } from "./dataSheet";
import { sameName, sheetNames } from "./ours";
import { ExcelProblem } from "./problem";
import type { WorkbookRead } from "./read";
import { queueLines } from "./records";
import type { RecordLines } from "./records";
import { openSheet, ourSheetIn, queueMark } from "./sheets";
import { textForCell } from "./text";
import { updateSheetPieces } from "./updateSheet";

/** What goes into the workbook. */
export interface UpdateParts {
  /** Name of the update's sheet. */
  name: string;
  document: UpdateDocument;
  table: DataCell[][];
  /** Lines for Plan readings and Plan history; none where nothing is new. */
  lines: readonly RecordLines[];
}

/** Writes the snapshot and what was filled in, the table, and the update last. */
export async function writeUpdateSheets(read: WorkbookRead, parts: UpdateParts, job: Job = {}): Promise<void> {
  const before = read.ours.find(({ name, role }) => role === "update" && sameName(name, parts.name))?.grid ?? null;
  await run(async (trip) => {
    const { context } = trip;
    const queued = parts.lines.map((lines) => queueLines(trip, read, lines));
    const pieces: Piece[] = [
      ...queued.flatMap((each) => each.pieces),
      ...dataSheetPieces(context, read, parts.table),
      ...updateSheetPieces(context, read, parts.name, parts.document, before),
    ];
    const notice = ourSheetIn(read, "notice");
    if (notice) {
      pieces.push({ bytes: 300, queue: () => context.workbook.worksheets.getItem(notice.name).delete() });
    }
    await sendInPieces(trip, pieces, job);
    queued.forEach(({ stand }, index) => {
      if (!stand()) throw new ExcelProblem("not-kept", parts.lines[index]!.record.name);
    });
  }, job);
}

/** Says on a sheet of its own why a run from the ribbon could not be done: the ribbon has no other place to say it. */
export async function writeNotice(read: WorkbookRead, sentences: readonly string[], job: Job = {}): Promise<void> {
  await run(async ({ context, write }) => {
    const { sheet } = openSheet(context, read, "notice", sheetNames.notice);
    queueMark(sheet, { role: "notice", quarter: null, whole: true });
    const column = sheet.getRange("A1:A8");
    column.clear("Contents");
    column.format.columnWidth = 500;
    column.format.wrapText = true;
    sheet.getRangeByIndexes(0, 0, sentences.length, 1).values = sentences.map((sentence) => [textForCell(sentence)]);
    sheet.getRange("A1").format.font.bold = true;
    sheet.activate();
    sheet.getRange("A1").select();
    await write();
  }, job);
}
