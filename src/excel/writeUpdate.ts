/**
 * Writes everything an update consists of; the plan's own sheets are not touched at all.
 *
 * Records first; then the page says that it is not finished, until the table and all the rest of it stand. What stands
 * afterwards is read back in the same request.
 */
import type { UpdateDocument } from "../plan/update/document";
import { oneLine } from "../plan/words";
import { loadedIn, run, sendInPieces } from "./batch";
import type { Job, Trip } from "./batch";
import { putNotesBack, queueData } from "./dataSheet";
import type { DataTable, StrayedNote } from "./dataSheet";
import { freeName, keptName, keptTitle, sheetNames } from "./ours";
import { pageOf } from "./page/model";
import type { Values } from "./page/stamp";
import { queuePage } from "./page/write";
import type { PageWrite, SentTrip } from "./page/write";
import { typedSince, valuesFromFirst } from "./overwritten";
import type { Overwritten } from "./overwritten";
import { ExcelProblem } from "./problem";
import type { OurSheet, WorkbookRead } from "./read";
import { checkLines, queueLines } from "./records";
import type { RecordLines } from "./records";
import { openSheet, ourSheetIn, queueMark, sheetNamesIn } from "./sheets";
import { textForCell } from "./text";

/** What goes into the workbook. */
export interface UpdateParts {
  page: Omit<PageWrite, "model">;
  document: UpdateDocument;
  table: DataTable;
  /** Lines for Plan readings and Plan history; none where nothing is new. */
  lines: readonly RecordLines[];
}

/** What came of it. */
export interface UpdateWritten {
  /** The sheet of the page. */
  page: { id: string; name: string };
  /** The sheet of the table, and whether somebody's filter hides rows of it. */
  data: { name: string; filtered: boolean };
  /** Notes somebody wrote beside rows of the table meanwhile, that stand beside other actions now. */
  strayed: readonly StrayedNote[];
}

/**
 * Writes the snapshot and what was filled in, the table, and the update last. Rejects with "not-kept" where something does
 * not stand as it was written.
 * @param lost gets what was written over that people had written at the last moment, also where the writing fails.
 */
export async function writeUpdateSheets(
  read: WorkbookRead,
  parts: UpdateParts,
  lost: Overwritten[],
  job: Job = {},
): Promise<UpdateWritten> {
  return run(async (own) => {
    const trip = counted(own);
    const records = parts.lines.map((lines) => queueLines(trip, read, lines));
    const data = queueData(trip, read, parts.table);
    const page = queuePage(trip, read, { ...parts.page, model: pageOf(parts.document) });
    const pieces = [data.guard, ...records.flatMap((each) => each.pieces), page.begin, ...data.pieces, ...page.pieces];
    try {
      await sendInPieces(trip, pieces, job);
    } finally {
      lost.push(...[page.overwritten(), data.overwritten()].filter((each) => each !== null));
    }
    await checkLines(trip, records, parts.lines);
    if (!data.stands()) throw new ExcelProblem("not-kept", data.name);
    if (!page.stands()) throw new ExcelProblem("not-kept", parts.page.name);
    const notes = data.strayed();
    const sheet = notes.length > 0 ? ourSheetIn(read, "data") : null;
    // Where that is refused it is said of all of them.
    const strayed = sheet ? await putNotesBack(sheet.id, notes, job).catch(() => notes) : notes;
    return { page: page.sheet(), data: { name: data.name, filtered: data.filtered }, strayed };
  }, job);
}

function counted(trip: Trip): SentTrip {
  let sent = 0;
  const write = async () => {
    await trip.write();
    sent += 1;
  };
  return { ...trip, write, sent: () => sent };
}

/**
 * Keeps what stood on a sheet that was written over, as plain values under a line that says so, on a sheet of its own at the end
 * of the workbook: nothing is ever written on it again. Returns its name.
 */
export async function keepOverwritten(
  read: WorkbookRead,
  { sheet: { name }, values }: Pick<Overwritten, "sheet" | "values">,
  when: string,
  job: Job = {},
): Promise<string> {
  const free = freeName(keptName(name), sheetNamesIn(read));
  await run(async ({ context, write }) => {
    const sheet = context.workbook.worksheets.add(free);
    queueMark(sheet, { role: "kept", quarter: null, whole: true });
    const width = Math.max(...values.map((row) => row.length));
    const rows = values.map((row) =>
      Array.from({ length: width }, (_, column) => {
        const value = row[column] ?? "";
        return typeof value === "string" ? textForCell(value) : value;
      }),
    );
    sheet.getRange("A1").values = [[textForCell(`${keptTitle}“${name}”, ${when}. What stood there then:`)]];
    sheet.getRange("A1").format.font.bold = true;
    sheet.getRangeByIndexes(2, 0, rows.length, width).values = rows;
    await write();
  }, job);
  return free;
}

/** The cells a notice takes: one column, and no more rows than this. */
const noticeRows = 8;

/** The key of the worksheet's custom property that holds what the notice said when it was written. */
const noticeKey = "ActionPlanUpdateNotice";

/** Whether somebody has written on a notice. One without what it said is known by its place alone. */
export function isNoticeWrittenOn({ grid, properties }: OurSheet): boolean {
  const known = properties[noticeKey];
  const said = known === undefined ? null : new Set(known.split("\n"));
  return grid.cells.some((row, r) =>
    row.some(({ text }, c) => {
      const isOurPlace = grid.firstColumn + c === 0 && grid.firstRow + r < noticeRows;
      return text !== "" && !(isOurPlace && (said === null || said.has(oneLine(text))));
    }),
  );
}

/**
 * Takes away the notice of an earlier run, if there is one; the update stands now. Returns false where one is left: Excel
 * would not, or somebody has written beside it.
 * @param lost gets what somebody wrote on it at the last moment.
 */
export async function removeNotice(read: WorkbookRead, lost: Overwritten[], job: Job = {}): Promise<boolean> {
  const notice = ourSheetIn(read, "notice");
  if (!notice) return true;
  if (isNoticeWrittenOn(notice)) return false;
  const facts = read.sheets.find(({ id }) => id === notice.id)!;
  try {
    await run(async ({ context, write }) => {
      const sheet = context.workbook.worksheets.getItem(facts.id);
      if (facts.visibility === "VeryHidden") sheet.visibility = "Hidden";
      const stood = sheet.getRange("A1:Z200").load("values");
      sheet.delete();
      await write();
      const values = loadedIn(stood);
      const typed = typedSince(valuesFromFirst(notice.grid), values);
      if (typed.length > 0) lost.push({ sheet: notice, values: withoutBlanks(values), typed });
    }, job);
    return true;
  } catch (error) {
    return error instanceof ExcelProblem && error.reason === "gone";
  }
}

/** Rows as far down and as far right as something stands. */
function withoutBlanks(values: Values): Values {
  const rows = values.slice(0, values.findLastIndex((row) => row.some((value) => value !== "")) + 1);
  const width = Math.max(0, ...rows.map((row) => row.findLastIndex((value) => value !== "") + 1));
  return rows.map((row) => row.slice(0, width));
}

/** Says on a sheet of its own why a run from the ribbon could not be done: the ribbon has no other place to say it. */
export async function writeNotice(read: WorkbookRead, sentences: readonly string[], job: Job = {}): Promise<void> {
  await run(async ({ context, write }) => {
    // One somebody has written on is left as it is.
    const ours = read.ours.filter((each) => each.role !== "notice" || !isNoticeWrittenOn(each));
    const { sheet } = openSheet(context, { ...read, ours }, "notice", sheetNames.notice);
    sheet.customProperties.add(noticeKey, sentences.map(oneLine).join("\n"));
    const column = sheet.getRangeByIndexes(0, 0, noticeRows, 1);
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
