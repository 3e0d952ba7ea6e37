/**
 * The snapshots in the history: which there are, and one of them removed when somebody asks.
 */
import type { WorkbookRead } from "../excel/read";
import { LinesLost, removeLines } from "../excel/removeLines";
import { ourSheetIn } from "../excel/sheets";
import { sayDate } from "../plan/calendar";
import { historyLines } from "../plan/history";
import type { HistoryLine } from "../plan/history";
import { locateColumns, removedWord } from "../plan/records";
import { count, listOf, quote } from "../plan/words";
import { checkWritable } from "./keep";
import { readForPlan } from "./load";
import { recordNamesIn, theSheet } from "./names";
import { inWords } from "./problems";
import { PlanProblem } from "./types";
import type { IsoDate, Job, SnapshotKept } from "./types";

/** The snapshots the history holds now, oldest first. */
export async function snapshotsKept(job: Job = {}): Promise<SnapshotKept[]> {
  return inWords("snapshot", async (own) => countLines(removableIn(await readForPlan(own))), job);
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
      const lines = removableIn(read).filter((line) => line.taken === taken);
      const history = ourSheetIn(read, "history");
      const located = history && locateColumns(history.grid, "history", "ours");
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
      await removeLines({ sheet: history, rows: lines.map(({ row }) => row), columns: located.columns }, own).catch(
        (error: unknown) => {
          throw error instanceof LinesLost ? linesLost(error) : error;
        },
      );
      const after = await readForPlan(own);
      const left = linesIn(after).filter((line) => line.taken === taken);
      const name = after.sheets.find(({ id }) => id === history.id)?.name ?? history.name;
      return { sentence: sayRemoved(taken, name, lines.length, left) };
    },
    job,
  );
}

function linesLost({ sheet, words }: LinesLost): PlanProblem {
  const problem = new PlanProblem(
    "gone",
    `Somebody changed ${theSheet(sheet)} at the same moment, and lines that were not meant were cleared.`,
    `Excel did not take them back. They said: ${listOf(words.map((each) => quote(each, 500)))}.`,
    "Undo it in Excel, or go back to the version before under File, Info, Version History.",
  );
  problem.written = "some";
  return problem;
}

function sayRemoved(taken: IsoDate, sheet: string, lines: number, left: readonly HistoryLine[]): string {
  const gone = `Removed how the plan stood on ${sayDate(taken)} from ${theSheet(sheet)}: ${count(lines, "line")}. Their rows stay, marked “${removedWord}”.`;
  const added = left.filter(({ is }) => is === "readable").length;
  const damaged = left.filter(({ is }) => is !== "readable").map(({ row }) => String(row + 1));
  return [
    gone,
    added > 0 &&
      `${count(added, "line")} of that date ${added === 1 ? "stands" : "stand"} there still; a colleague may have added ${added === 1 ? "it" : "them"}.`,
    damaged.length > 0 &&
      `${count(damaged.length, "line")} of that date could not be read and ${damaged.length === 1 ? "was" : "were"} left as ${damaged.length === 1 ? "it is" : "they are"}: ${damaged.length === 1 ? "row" : "rows"} ${listOf(damaged.length > 6 ? [...damaged.slice(0, 5), `${damaged.length - 5} more`] : damaged)}.`,
  ]
    .filter(Boolean)
    .join(" ");
}

function linesIn(read: WorkbookRead): HistoryLine[] {
  return historyLines(ourSheetIn(read, "history")?.grid ?? null, read.grid.date1904);
}

/** What somebody typed over a line is theirs; a line without its action is the rest of a removal that was stopped. */
function removableIn(read: WorkbookRead): HistoryLine[] {
  return linesIn(read).filter(({ is }) => is !== "damaged");
}

function countLines(lines: readonly { taken: IsoDate }[]): SnapshotKept[] {
  const byDate = new Map<IsoDate, number>();
  for (const { taken } of lines) byDate.set(taken, (byDate.get(taken) ?? 0) + 1);
  return [...byDate].map(([taken, n]) => ({ taken, lines: n })).sort((a, b) => (a.taken < b.taken ? -1 : 1));
}
