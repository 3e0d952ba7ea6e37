/**
 * What went wrong, in words for a person: the only place where Excel's named errors get their sentences.
 */
import { ExcelProblem } from "../excel/problem";
import type { ExcelReason } from "../excel/problem";
import { PlanProblem } from "./types";

type Words = [name: PlanProblem["name"], happened: string, because: string, next: string];

const words: Record<ExcelReason, Words> = {
  editing: [
    "editing",
    "Someone is typing in a cell.",
    "Excel takes no other work until the cell is finished.",
    "Press Enter or Esc in the cell, then try again.",
  ],
  protected: [
    "protected",
    "Excel refused to write: a sheet or the workbook is protected.",
    "Nothing of the plan was changed.",
    "Unprotect it under Review, or ask whoever protected it, then try again.",
  ],
  "read-only": [
    "read-only",
    "This workbook is open for reading only.",
    "Nothing can be written to it.",
    "Open it for editing, then try again.",
  ],
  "too-large": [
    "too-large",
    "The workbook holds more than Excel hands over at once.",
    "",
    "Remove unused rows and columns from very large sheets, then try again.",
  ],
  gone: [
    "gone",
    "Something the add-in was about to use is no longer there.",
    "A colleague may have renamed or deleted a sheet.",
    "Try again: the plan is read anew.",
  ],
  busy: [
    "busy",
    "Excel is busy.",
    "It did not answer, or another workbook has the focus.",
    "Click into this workbook, wait a moment, then try again.",
  ],
  cancelled: ["cancelled", "Stopped, as you asked.", "The plan is as it was.", ""],
  "older-excel": [
    "older-excel",
    "This version of Excel is too old for the add-in.",
    "It needs Excel 2021, Microsoft 365 or Excel on the web.",
    "Open the workbook there.",
  ],
  filtered: [
    "busy",
    "A filter on one of our sheets is in the way.",
    "Excel does not change rows that are filtered out.",
    "Clear the filter on that sheet, then try again.",
  ],
  unexpected: [
    "unexpected",
    "Excel could not do this.",
    "The plan is as it was.",
    "Try again; if it happens again, save the workbook and reload the add-in.",
  ],
};

/** The problem behind any error, in words. */
export function asPlanProblem(error: unknown): PlanProblem {
  if (error instanceof PlanProblem) return error;
  const reason = error instanceof ExcelProblem ? error.reason : "unexpected";
  const problem = new PlanProblem(...words[reason]);
  problem.cause = error;
  return problem;
}

/** Runs a use-case so that it rejects with a PlanProblem and nothing else. */
export async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asPlanProblem(error);
  }
}

/** No plan: says what was looked at. */
export function noPlan(leftOut: readonly { sheet: string; why: string }[], chosen = false): PlanProblem {
  const looked = leftOut.slice(0, 4).map(({ sheet, why }) => `“${sheet}”: ${why}`);
  const problem = new PlanProblem(
    "no-plan",
    "I cannot see an action plan in this workbook.",
    looked.length > 0 ? `I looked at ${looked.join("; ")}.` : "Every sheet is empty.",
    "A plan is a table with a column of actions and a column saying when or who. Open the workbook that holds it, or choose its sheet.",
  );
  problem.looked = { sheets: [...leftOut], chosen };
  return problem;
}
