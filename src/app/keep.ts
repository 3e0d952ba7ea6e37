/**
 * Keeping things in our own records: looked whether it can be written before the first write, appended below everything that
 * stands there, and read back before anybody is told it was kept.
 */
import { run } from "../excel/batch";
import { ExcelProblem } from "../excel/problem";
import type { ExcelReason } from "../excel/problem";
import type { WorkbookRead } from "../excel/read";
import { appendLines, historyRecord, readingsRecord } from "../excel/records";
import type { RecordLines } from "../excel/records";
import { ourPlaceIn, ourSheetIn, shutSheets } from "../excel/sheets";
import type { CellInput } from "../excel/text";
import { readForPlan } from "./load";
import { recordNamesIn } from "./names";
import { asPlanProblem, readOnlyProblem, shutProblem } from "./problems";
import type { UseCase } from "./problems";
import type { Job, RecordNames } from "./types";

/** Rows for the record sheets; none where nothing is new. */
export interface NewLines {
  readings?: readonly CellInput[][];
  history?: readonly CellInput[][];
}

/** The lines as the record sheets take them. */
export function recordLines({ readings = [], history = [] }: NewLines): RecordLines[] {
  return [
    { record: readingsRecord, rows: readings },
    { record: historyRecord, rows: history },
  ].filter(({ rows }) => rows.length > 0);
}

/** What is about to be written to. */
export interface Writing {
  /** Names of sheets that are there and are written to. */
  names: readonly string[];
  /** Sheets that have to be added. */
  meant: readonly unknown[];
}

/** The sheets that lines are written to. */
function writingOf(read: WorkbookRead, lines: readonly RecordLines[]): Writing {
  const there = lines.map(({ record }) => ourSheetIn(read, record.role));
  return { names: there.flatMap((sheet) => (sheet ? [sheet.name] : [])), meant: there.filter((sheet) => !sheet) };
}

/** Rejects, with the sheets named, where something could not be written; nothing is written here. */
export function checkWritable(read: WorkbookRead, { names, meant }: Writing, useCase: UseCase): void {
  if (read.readOnly) throw readOnlyProblem();
  const shut = shutSheets(read.sheets, names);
  if (shut.length > 0) throw shutProblem(shut, useCase);
  if (read.structureProtected && meant.length > 0) {
    throw asPlanProblem(new ExcelProblem("structure-protected"), useCase);
  }
}

/** What a colleague may have done at the very moment: moved columns, taken a name, emptied or deleted the sheet. */
const worthAnotherLook = new Set<ExcelReason>(["not-kept", "name-taken", "gone"]);

/**
 * Appends lines to the records. `linesOf` is given the workbook as it stands at that moment and says what to write; it may
 * throw where what was seen is not so any more. A colleague who changes the sheet at the very moment makes it look again,
 * once. Gives what the record sheets were called when the lines were kept.
 */
export async function keepLines(
  useCase: UseCase,
  linesOf: (read: WorkbookRead) => NewLines,
  job: Job,
): Promise<RecordNames> {
  let otherNames: string[] = [];
  for (let tries = 1; ; tries += 1) {
    const read = { ...(await readForPlan(job)), otherNames };
    job.names = recordNamesIn(read);
    const lines = recordLines(linesOf(read));
    checkWritable(read, writingOf(read, lines), useCase);
    try {
      const called = await run((trip) => appendLines(trip, read, lines, job), job);
      return { ...job.names, ...called };
    } catch (error) {
      if (!(error instanceof ExcelProblem) || !worthAnotherLook.has(error.reason) || tries === 2) throw error;
      // The name may be one of a chart sheet, which Excel does not list.
      if (error.reason === "name-taken")
        otherNames = lines.map(({ record }) => ourPlaceIn(read, record.role, record.name).name);
    }
  }
}
