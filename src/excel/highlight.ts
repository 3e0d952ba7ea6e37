/**
 * Draws highlights on the plan as native conditional formats, and takes ours away again.
 *
 * Touches only rules that carry our mark. Partners' rules keep their place above ours, and no cell's value or own format
 * is ever written. Three requests: list the rules, tell ours from theirs, replace ours.
 */
import { cellName, columnIndex } from "../plan/grid";
import type { GridCell, WorkbookGrid } from "../plan/grid";
import { toSerial } from "../plan/calendar";
import type { Highlight, HighlightKind } from "../plan/highlights";
import { run, sendInPieces } from "./batch";
import type { Job, Piece } from "./batch";
import { highlightMark } from "./names";

/** Fill and text of each kind: told apart by their words first, and on a black-and-white print by lightness and border. */
const looks: Record<HighlightKind, { fill: string; text: string; bold: boolean; border: Excel.BorderLineStyle | "Continuous" | "Dash" | "Dot" | null }> = {
  overdue: { fill: "#F8D3C5", text: "#5C1A00", bold: true, border: "Continuous" },
  "due-soon": { fill: "#FFF2CC", text: "#4D3B00", bold: false, border: "Dash" },
  moved: { fill: "#E3DCF3", text: "#2F1C5C", bold: false, border: "Dot" },
  withdrawn: { fill: "#D9D9D9", text: "#000000", bold: true, border: "Dash" },
  "needs-answer": { fill: "#D6E8F7", text: "#0B3251", bold: false, border: "Dot" },
};

/** Replaces our highlights on the given sheets. Returns how many rules of ours stand there now. */
export async function replaceHighlights(
  grid: WorkbookGrid,
  sheets: readonly string[],
  highlights: readonly Highlight[],
  job: Job = {},
): Promise<number> {
  return run(async (context) => {
    job.say?.("Looking at the conditional formats there are");
    const rules = sheets.map((name) => context.workbook.worksheets.getItem(name).getRange().conditionalFormats.load("items/id,items/type"));
    await context.sync();

    const custom = rules.flatMap(({ items }) => items.filter((rule) => rule.type === "Custom"));
    for (const rule of custom) rule.load("custom/rule/formula");
    await context.sync();

    job.say?.(highlights.length === 1 ? "Highlighting 1 row" : `Highlighting ${highlights.length} rows`);
    for (const rule of custom) if (isOurRule(rule.custom.rule.formula)) rule.delete();
    const pieces = highlights.map((highlight): Piece => {
      const sheet = grid.sheets.find(({ sheet: name }) => name === highlight.sheet)!;
      const cell = (row: number, column: number) => sheet.cells[row - sheet.firstRow]?.[column - sheet.firstColumn] ?? null;
      const formula = formulaOf(highlight, cell, grid.date1904);
      return { bytes: 2500 + formula.length * 2, queue: () => addRule(context, highlight, formula, cell(highlight.on.row - 1, columnIndex(highlight.on.column))) };
    });
    await sendInPieces(context, pieces, job);
    return highlights.length;
  }, job);
}

/** Counts our rules on the given sheets. Two requests, nothing written. */
export async function countHighlights(sheets: readonly string[]): Promise<number> {
  return run(async (context) => {
    const rules = sheets.map((name) => context.workbook.worksheets.getItem(name).getRange().conditionalFormats.load("items/id,items/type"));
    await context.sync();
    const custom = rules.flatMap(({ items }) => items.filter((rule) => rule.type === "Custom"));
    for (const rule of custom) rule.load("custom/rule/formula");
    await context.sync();
    return custom.filter((rule) => isOurRule(rule.custom.rule.formula)).length;
  });
}

/** True for a rule of ours, whoever's copy of the workbook it stands in. */
export function isOurRule(formula: string): boolean {
  return formula.includes(highlightMark);
}

function addRule(context: Excel.RequestContext, highlight: Highlight, formula: string, cell: GridCell | null): void {
  const range = context.workbook.worksheets.getItem(highlight.sheet).getRange(highlight.on.cell);
  const rule = range.conditionalFormats.add("Custom");
  rule.custom.rule.formula = formula;
  const { fill, text, bold, border } = looks[highlight.kind];
  const { format } = rule.custom;
  format.fill.color = fill;
  format.font.color = text;
  format.font.bold = bold;
  if (border) {
    for (const edge of ["EdgeTop", "EdgeBottom", "EdgeLeft", "EdgeRight"] as const) {
      const line = format.borders.getItem(edge);
      line.style = border as "Continuous";
      line.color = text;
    }
  }
  format.numberFormat = numberFormatOf(highlight.label, cell);
  // Last of all, behind every rule of the partnership's: where theirs speaks, theirs is seen.
  rule.priority = -1;
}

/**
 * The number format that shows the label before the cell's own content. Text wants "@"; a date or number keeps its own
 * code after the label. At most 255 characters.
 */
export function numberFormatOf(label: string, cell: GridCell | null): string {
  const quoted = `"${label.replaceAll('"', "”")} · "`;
  if (cell?.kind !== "date" && cell?.kind !== "number") return `${quoted}@`;
  return `${quoted}${cell.format.split(";")[0]!}`.slice(0, 255);
}

/** How much of a cell's text a rule compares letter by letter; the rest is compared by its length. */
const comparedCharacters = 60;

/**
 * The rule's formula, relative to the cell it stands on: our mark, the days it speaks on, and the words it was read from.
 * It is false as soon as a partner edits the row, or another row stands there after a sort.
 */
export function formulaOf(highlight: Highlight, cellAt: (row: number, column: number) => GridCell | null, date1904: boolean): string {
  const conditions = [`${highlightMark}: ${highlight.kind}")=0`];
  if (highlight.after) conditions.push(`TODAY()>${toSerial(highlight.after, date1904)}`);
  if (highlight.until) conditions.push(`TODAY()<=${toSerial(highlight.until, date1904)}`);
  for (const { row, column } of highlight.words) {
    const cell = cellAt(row - 1, columnIndex(column));
    if (cell) conditions.push(sameWords(`$${column}${row}`, cell));
  }
  if (highlight.words.every(({ cell }) => cell !== highlight.on.cell)) conditions.push(`LEN(${cellName(highlight.on.row - 1, columnIndex(highlight.on.column))})=0`);
  return `=AND(${conditions.join(",")})`;
}

function sameWords(address: string, cell: GridCell): string {
  if (typeof cell.value === "number") return `${address}=${cell.value}`;
  if (typeof cell.value === "boolean") return `${address}=${cell.value ? "TRUE" : "FALSE"}`;
  if (cell.kind === "error") return `ISERROR(${address})`;
  const text = String(cell.value ?? "");
  if (text === "") return `LEN(${address})=0`;
  // Only the first line goes into the formula: a line break inside a formula's text does not survive every program.
  const start = text.split(/[\r\n]/, 1)[0]!.slice(0, comparedCharacters);
  const literal = `"${start.replaceAll('"', '""')}"`;
  if (text === start) return `EXACT(${address},${literal})`;
  // Programs disagree on how many characters an emoji is, so a text that holds one is compared by its start alone.
  const sameLength = /[\uD800-\uDFFF]/.test(text) ? "" : `,LEN(${address})=${text.length}`;
  return `EXACT(LEFT(${address},${start.length}),${literal})${sameLength}`;
}
