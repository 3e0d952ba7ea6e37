/**
 * Draws highlights on the plan as native conditional formats, and takes ours away again.
 *
 * Touches only rules that carry our mark. Partners' rules keep their place above ours, and no cell's value or own format
 * is ever written. Three requests: list the rules, tell ours from theirs, replace ours.
 */
import type { WorkbookGrid } from "../plan/grid";
import type { Highlight, HighlightKind } from "../plan/highlights";
import { run, sendInPieces } from "./batch";
import type { Job, Piece, Trip } from "./batch";
import { isOurRule, rulesOf } from "./highlightRules";
import type { HighlightRule } from "./highlightRules";

/** Fill and text of each kind: told apart by their words first, and on a black-and-white print by weight and line. */
const looks: Record<
  HighlightKind,
  { fill: string; text: string; bold: boolean; border: "Continuous" | "Dash" | "Dot" }
> = {
  overdue: { fill: "#F8D3C5", text: "#5C1A00", bold: true, border: "Continuous" },
  "due-soon": { fill: "#FFF2CC", text: "#4D3B00", bold: false, border: "Dash" },
  moved: { fill: "#E3DCF3", text: "#2F1C5C", bold: false, border: "Dot" },
  withdrawn: { fill: "#D9D9D9", text: "#000000", bold: true, border: "Dash" },
  "needs-answer": { fill: "#D6E8F7", text: "#0B3251", bold: false, border: "Continuous" },
};

/** Replaces our highlights on the given sheets. Returns how many rules of ours stand there now. */
export async function replaceHighlights(
  grid: WorkbookGrid,
  sheets: readonly string[],
  highlights: readonly Highlight[],
  job: Job = {},
): Promise<number> {
  return run(async (trip) => {
    const { context } = trip;
    job.say?.("Looking at the conditional formats there are");
    const before = await ourRulesOn(trip, sheets);

    job.say?.(highlights.length === 1 ? "Highlighting 1 row" : `Highlighting ${highlights.length} rows`);
    for (const rule of before.flat()) rule.delete();
    const ours = rulesOf(highlights, grid);
    const pieces = ours.map((rule): Piece => ({
      bytes: 2500 + rule.formula.length * 2,
      queue: () => addRule(context, rule),
    }));
    await sendInPieces(trip, pieces, job);
    return ours.length;
  }, job);
}

/** Counts our rules on the given sheets. Two requests, nothing written. */
export async function countHighlights(sheets: readonly string[]): Promise<number> {
  return [...(await countHighlightsBySheet(sheets)).values()].reduce((sum, n) => sum + n, 0);
}

/** How many rules of ours stand on each of the given sheets; those with none are left out. Two requests, nothing written. */
export async function countHighlightsBySheet(sheets: readonly string[]): Promise<Map<string, number>> {
  return run(async (trip) => {
    const ours = await ourRulesOn(trip, sheets);
    return new Map(
      sheets.flatMap((name, index) => (ours[index]!.length > 0 ? [[name, ours[index]!.length] as const] : [])),
    );
  });
}

/** Our rules, sheet by sheet in the order given. Two requests: which rules there are, and which of them carry our mark. */
async function ourRulesOn({ context, read }: Trip, sheets: readonly string[]): Promise<Excel.ConditionalFormat[][]> {
  const rules = sheets.map((name) =>
    context.workbook.worksheets.getItem(name).getRange().conditionalFormats.load("items/id,items/type"),
  );
  await read();
  const custom = rules.map(({ items }) => items.filter((rule) => rule.type === "Custom"));
  for (const rule of custom.flat()) rule.load("custom/rule/formula");
  await read();
  return custom.map((on) => on.filter((rule) => isOurRule(rule.custom.rule.formula)));
}

function addRule(context: Excel.RequestContext, { sheet, address, formula, numberFormat, kind }: HighlightRule): void {
  const rule = context.workbook.worksheets.getItem(sheet).getRange(address).conditionalFormats.add("Custom");
  rule.custom.rule.formula = formula;
  const { fill, text, bold, border } = looks[kind];
  const { format } = rule.custom;
  format.fill.color = fill;
  format.font.color = text;
  format.font.bold = bold;
  for (const edge of ["EdgeTop", "EdgeBottom", "EdgeLeft", "EdgeRight"] as const) {
    const line = format.borders.getItem(edge);
    line.style = border;
    line.color = text;
  }
  format.numberFormat = numberFormat;
  // Last of all, behind every rule of the partnership's: where theirs speaks, theirs is seen.
  rule.priority = -1;
}
