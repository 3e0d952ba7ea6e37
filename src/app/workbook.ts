/**
 * Moving about in the workbook and keeping an eye on it.
 */
import { showPlace } from "../excel/sheets";
import { excelIsReady } from "../excel/ready";
import { watchWorkbook } from "../excel/watch";
import type { ChangedBy } from "../excel/watch";
import { writeNotice } from "../excel/writeUpdate";
import { inWords } from "./problems";
import type { Place, PlanProblem } from "./types";

/** Shows a place in the workbook and selects it. */
export async function goTo(place: Place): Promise<void> {
  await inWords(() => showPlace(place));
}

/** Calls back when the plan may have changed. Our own writes are not reported. Returns how to stop. */
export async function watchPlan(changed: (by: ChangedBy) => void): Promise<() => Promise<void>> {
  return inWords(() => watchWorkbook(changed));
}

/** Whether this Excel can run the add-in. */
export function checkExcel(): { ready: true } | { ready: false; sentence: string } {
  return excelIsReady()
    ? { ready: true }
    : {
        ready: false,
        sentence:
          "This version of Excel is too old for the add-in. It needs Excel 2021, Microsoft 365 or Excel on the web.",
      };
}

/** Says on a sheet why a run from the ribbon could not be done. Gives up quietly where not even that can be written. */
export async function showProblemInSheet({ happened, because, next }: PlanProblem): Promise<void> {
  await writeNotice(["The quarterly update was not generated", happened, because, next].filter(Boolean)).catch(
    () => undefined,
  );
}
