/**
 * Taking in an earlier version of the workbook, so that the history does not start from today.
 */
import { ourSheetIn } from "../excel/sheets";
import { keepLines } from "./keep";
import { sayDate } from "../plan/calendar";
import { readHistory, takeSnapshot } from "../plan/history";
import { readPlan } from "../plan/reading";
import { readReadings } from "../plan/readings";
import { standingOf } from "../plan/review";
import { count } from "../plan/words";
import { today } from "./clock";
import { readForPlan } from "./load";
import { asPlanProblem, inWords, noPlan } from "./problems";
import { PlanProblem } from "./types";
import { historyRows } from "./update";
import type { IsoDate, Job } from "./types";

/** Takes an earlier version of the workbook (.xlsx) in as a snapshot of that date. The file is read here and goes nowhere. */
export async function takeInEarlierVersion(
  file: ArrayBuffer,
  fileName: string,
  taken: IsoDate,
  job: Job = {},
): Promise<{ sentence: string }> {
  return inWords(
    "snapshot",
    async (own) => {
      job.say?.(`Reading ${fileName}`);
      // The reader of files is loaded only here: few people need it, and it would weigh on every start.
      const { NotAnXlsx, readXlsxFile } = await import("../excel/xlsxFile");
      let grid;
      try {
        ({ grid } = readXlsxFile(new Uint8Array(file), fileName));
      } catch (error) {
        if (!(error instanceof NotAnXlsx)) throw asPlanProblem(error);
        throw new PlanProblem(
          "no-plan",
          `“${fileName}” is not an .xlsx workbook.`,
          "It may be an older .xls file, or damaged.",
          "Open it in Excel, save it as an Excel workbook (.xlsx), and pick that.",
        );
      }

      const read = await readForPlan(job);
      const readings = readReadings(ourSheetIn(read, "readings")?.grid ?? null, read.grid.date1904, today());
      const plan = readPlan(grid, { ...readings.settings, sheets: null });
      if (plan.actions.length === 0) throw noPlan(plan.leftOut);
      const history = readHistory(ourSheetIn(read, "history")?.grid ?? null, read.grid.date1904);
      if (history.snapshots.some((snapshot) => snapshot.taken === taken)) {
        throw new PlanProblem(
          "update-exists",
          `Plan history already holds how the plan stood on ${sayDate(taken)}.`,
          "Two snapshots of one day cannot be told apart.",
          "Choose the day this version was really made.",
        );
      }

      const standing = standingOf(plan, taken, { decisions: readings.decisions, today: today() });
      const snapshot = takeSnapshot(
        standing.plan,
        standing.items.map(({ status }) => status),
        taken,
      );
      job.say?.("Writing to Plan history");
      await keepLines("snapshot", () => ({ history: historyRows(snapshot) }), own);
      return {
        sentence: `Took in ${count(snapshot.rows.length, "action")} as they stood on ${sayDate(taken)}, from “${fileName}”.`,
      };
    },
    job,
  );
}
