/**
 * Keeping an eye on the workbook, and saying on a sheet what the ribbon has no other place to say.
 */
import { excelIsReady } from "../excel/ready";
import { watchWorkbook } from "../excel/watch";
import type { ChangedBy } from "../excel/watch";
import { writeNotice } from "../excel/writeUpdate";
import { noticeTitle, noticeTitleUnsure } from "../excel/ours";
import { readForPlan } from "./load";
import { inWords } from "./problems";
import type { Job, PlanProblem } from "./types";

/** Calls back when the plan may have changed. Our own writes are not reported. Returns how to stop. */
export async function watchPlan(changed: (by: ChangedBy) => void): Promise<() => Promise<void>> {
  return inWords("review", () => watchWorkbook(changed));
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
export async function showProblemInSheet(
  { happened, because, next, written }: PlanProblem,
  job: Job = {},
): Promise<void> {
  try {
    // Where a request was sent and not answered, the update may be there all the same.
    const title = written === "nothing" ? noticeTitle : noticeTitleUnsure;
    await writeNotice(await readForPlan(job), [title, happened, because, next].filter(Boolean), job);
  } catch {
    // There is no other place to say it.
  }
}
