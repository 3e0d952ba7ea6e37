/**
 * Putting everything back: our highlights, or all we added, and nothing else.
 */
import { countHighlights, countHighlightsBySheet, replaceHighlights } from "../excel/highlight";
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
    const { sheets } = await readWorkbook();
    const highlights = await countHighlights(sheets.map(({ name }) => name));
    knowHighlights(highlights);
    return { ...ourSheetsIn(sheets), highlights };
  });
}

/** Removes our highlights, or all we added; the history only when asked. Running it again does no harm. */
export async function putEverythingBack(
  what: { all: boolean; history: boolean },
  job: Job = {},
): Promise<{ sentence: string }> {
  return inWords(async () => {
    const { grid, sheets, readOnly } = await readWorkbook(job);
    if (readOnly)
      throw new PlanProblem(
        "read-only",
        "This workbook is open for reading only.",
        "Nothing can be removed from it.",
        "Open it for editing, then try again.",
      );
    const isProtected = (name: string) => sheets.some((sheet) => sheet.name === name && sheet.protected);
    // On every sheet there is: whoever copies a highlighted cell copies our rule with it.
    const found = await countHighlightsBySheet(sheets.map(({ name }) => name));
    const [stuck, open] = [
      [...found.keys()].filter(isProtected),
      [...found.keys()].filter((name) => !isProtected(name)),
    ];
    if (open.length > 0) await replaceHighlights(grid, open, [], job);
    const total = (names: readonly string[]) => names.reduce((sum, name) => sum + found.get(name)!, 0);
    knowHighlights(total(stuck));

    const ours = ourSheetsIn(sheets);
    const going = what.all ? [...ours.sheets, ...(what.history && ours.history ? [ours.history] : [])] : [];
    await deleteOurSheets(going, job);

    const removed = [
      open.length > 0 ? count(total(open), "highlight") : "",
      ...going.map((name) => `the sheet “${name}”`),
    ].filter(Boolean);
    const kept = what.all && ours.history && !what.history ? ` “${ours.history}” is kept.` : "";
    const left =
      stuck.length > 0
        ? ` ${count(total(stuck), "highlight")} could not be removed: ${listOf(stuck.map((name) => `“${name}”`))} ${stuck.length === 1 ? "is" : "are"} protected.`
        : "";
    return {
      sentence: `${removed.length > 0 ? `Removed: ${listOf(removed)}.` : "There was nothing to remove."}${kept}${left}`,
    };
  });
}
