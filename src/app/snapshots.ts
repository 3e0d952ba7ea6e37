/**
 * The snapshots in the history: which there are, and one of them removed when somebody asks.
 */
import type { WorkbookRead } from "../excel/read";
import { removeLines } from "../excel/removeLines";
import { ourSheetIn } from "../excel/sheets";
import { sayDate } from "../plan/calendar";
import { historyLines } from "../plan/history";
import { locateColumns, removedWord } from "../plan/records";
import { count } from "../plan/words";
import { checkWritable } from "./keep";
import { readForPlan } from "./load";
import { recordNamesIn, theSheet } from "./names";
import { inWords } from "./problems";
import { PlanProblem } from "./types";
import type { IsoDate, Job, SnapshotKept } from "./types";

/** The snapshots the history holds now, oldest first. */
export async function snapshotsKept(job: Job = {}): Promise<SnapshotKept[]> {
  return inWords("snapshot", async (own) => countLines(linesIn(await readForPlan(own))), job);
}

/**
 * Removes the lines of one date from the history. Only those lines go; what somebody else wrote beside them stays. Rejects
 * with "gone" where there are none, or where they changed meanwhile.
 */
export async function removeSnapshot(taken: IsoDate, job: Job = {}): Promise<{ sentence: string }> {
  return inWords(
    "removal",
    async (own) => {
      const read = await readForPlan(own);
      own.names = recordNamesIn(read);
      const lines = linesIn(read).filter((line) => line.taken === taken);
      const history = ourSheetIn(read, "history");
      const located = history && locateColumns(history.grid, "history");
      if (!history || !located || lines.length === 0) {
        throw new PlanProblem(
          "gone",
          `No snapshot of ${sayDate(taken)} is kept in this workbook.`,
          "Somebody may have removed it already.",
          "",
        );
      }
      checkWritable(read, { names: [history.name], meant: [] }, "removal");
      own.say?.(`Removing ${count(lines.length, "line")} from ${theSheet(history.name)}`);
      await removeLines({ sheet: history, rows: lines.map(({ row }) => row), columns: located.columns }, own);
      const after = await readForPlan(own);
      const left = linesIn(after).filter((line) => line.taken === taken).length;
      const name = after.sheets.find(({ id }) => id === history.id)?.name ?? history.name;
      return { sentence: sayRemoved(taken, name, lines.length, left) };
    },
    job,
  );
}

function sayRemoved(taken: IsoDate, sheet: string, lines: number, left: number): string {
  const gone = `Removed how the plan stood on ${sayDate(taken)} from ${theSheet(sheet)}: ${count(lines, "line")}. Their rows stay, marked “${removedWord}”.`;
  if (left === 0) return gone;
  return `${gone} ${count(left, "line")} of that date ${left === 1 ? "stands" : "stand"} there still; a colleague may have added ${left === 1 ? "it" : "them"}.`;
}

function linesIn(read: WorkbookRead): { taken: IsoDate; row: number }[] {
  return historyLines(ourSheetIn(read, "history")?.grid ?? null, read.grid.date1904);
}

function countLines(lines: readonly { taken: IsoDate }[]): SnapshotKept[] {
  const byDate = new Map<IsoDate, number>();
  for (const { taken } of lines) byDate.set(taken, (byDate.get(taken) ?? 0) + 1);
  return [...byDate].map(([taken, n]) => ({ taken, lines: n })).sort((a, b) => (a.taken < b.taken ? -1 : 1));
}
