/**
 * Putting everything back: our highlights, or all we added, and nothing else.
 */
import { countHighlights, replaceHighlights } from "../excel/highlight";
import { readWorkbook } from "../excel/read";
import { deleteOurSheets, ourSheetsIn } from "../excel/sheets";
import { count, listOf } from "../plan/words";
import { knowHighlights } from "./highlights";
import { inWords } from "./problems";
import { PlanProblem } from "./types";
import type { Job, PutBackPlan } from "./types";

/** What Put everything back would remove, to be shown before it is done. */
export async function planPutBack(): Promise<PutBackPlan> {
  return inWords(async () => {
    const { grid, sheets } = await readWorkbook();
    const highlights = await countHighlights(grid.sheets.map(({ sheet }) => sheet));
    knowHighlights(highlights);
    return { ...ourSheetsIn(sheets), highlights };
  });
}

/** Removes our highlights, or all we added; the history only when asked. Running it again does no harm. */
export async function putEverythingBack(what: { all: boolean; history: boolean }, job: Job = {}): Promise<{ sentence: string }> {
  return inWords(async () => {
    const { grid, sheets, readOnly } = await readWorkbook(job);
    if (readOnly) throw new PlanProblem("read-only", "This workbook is open for reading only.", "Nothing can be removed from it.", "Open it for editing, then try again.");
    const isProtected = (name: string) => sheets.some((sheet) => sheet.name === name && sheet.protected);
    const plan = grid.sheets.map(({ sheet }) => sheet);
    const open = plan.filter((name) => !isProtected(name));
    const before = await countHighlights(plan);
    if (before > 0) await replaceHighlights(grid, open, [], job);
    const left = before > 0 && open.length < plan.length ? await countHighlights(plan.filter(isProtected)) : 0;

    knowHighlights(left);

    const ours = ourSheetsIn(sheets);
    const going = what.all ? [...ours.sheets, ...(what.history && ours.history ? [ours.history] : [])] : [];
    await deleteOurSheets(going, job);

    const removed = [before - left > 0 ? count(before - left, "highlight") : "", ...going.map((name) => `the sheet “${name}”`)].filter(Boolean);
    const kept = what.all && ours.history && !what.history ? ` “${ours.history}” is kept.` : "";
    const stuck = left > 0 ? ` ${count(left, "highlight")} could not be removed: ${listOf(plan.filter(isProtected).map((name) => `“${name}”`))} is protected.` : "";
    return { sentence: `${removed.length > 0 ? `Removed: ${listOf(removed)}.` : "There was nothing to remove."}${kept}${stuck}` };
  });
}
