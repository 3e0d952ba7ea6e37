/**
 * The rows under a heading: lines of the plan, titles of sections, and what is neither (totals, page numbers, notes, keys).
 *
 * Looks at one row and the few below it; never joins rows.
 */
import { repeats, same } from "./headingRows";
import { isTimeLike } from "./content";
import { leadingRef } from "./refs";
import { sectionOf, titleScore } from "./sections";
import type { SheetView } from "./sheet";
import { cellAt, onlyCell } from "./sheet";
import type { FoundTable } from "./found";
import { countWords, seam } from "./text";

/** Texts that stand alone in their rows, top to bottom. */
export function linesAlone(view: SheetView, from: number, to: number, free: boolean[]): string[] {
  const lines: string[] = [];
  for (let row = from; row < to; row++) {
    const filled = view.filled[row]!;
    if (!free[row] || filled.length === 0 || filled.length > 3) continue;
    lines.push(filled.map((column) => view.texts[row]![column]!).join(" "));
  }
  return lines;
}

/** The section's title straight above the first table, as against the title of the plan. */
export function sectionAbove(view: SheetView, headingRow: number, free: boolean[]): string | null {
  let row = headingRow - 1;
  while (row >= 0 && view.filled[row]!.length === 0) row--;
  if (row < 0 || !free[row]) return null;
  const text = aloneText(view, row);
  if (text === null) return null;
  const higher = linesAlone(view, 0, row, free).length;
  const score = titleScore(text);
  const { number } = sectionOf(text);
  if (isPlanTitle(text) || isTimeLike(text)) return null;
  return number !== null && score >= 2 ? text : higher > 0 && score >= 2 ? text : null;
}

/** A title of a whole plan rather than of a section. */
export function isPlanTitle(text: string): boolean {
  return /\b(?:action|delivery|implementation|improvement|strategic|work|operational|annual|business|service|team|project)\s+(?:plan|programme)\b|\bplan\b.{0,40}\b(?:19|20)\d\d|(?:19|20)\d\d.{0,20}\bplan\b/i.test(
    text.slice(0, 300),
  );
}

function aloneText(view: SheetView, row: number): string | null {
  const only = onlyCell(view, row);
  if (only) return only.text;
  const filled = view.filled[row]!;
  if (filled.length !== 2) return null;
  const [a, b] = filled.map((column) => view.texts[row]![column]!) as [string, string];
  return /^(?:\d{1,2}(?:\.0)?|[A-Z]|(?:priority|theme|objective|section|aim|strand|area|outcome|goal) ?[\dA-Z]{0,3})[.:]?$/i.test(
    a,
  ) && countWords(b) <= 16
    ? `${a.replace(/[.:]$/, "")}${/^\d|^[A-Z]$/.test(a) ? "." : ":"} ${b}`
    : null;
}

/** The title between the last rows of a table and the next headings: it belongs to what follows. */
export function trailingTitle(
  view: SheetView,
  open: FoundTable[],
  headingRow: number,
): { title: string | null; rows: Set<number> } {
  const rows = new Set<number>();
  for (let row = headingRow - 1; row >= 0; row--) {
    if (view.filled[row]!.length === 0) continue;
    const inBody = open.some((table) => table.body.some((line) => line.row === row));
    const text = aloneText(view, row);
    if (text === null) break;
    const only = onlyCell(view, row);
    if (isFurniture(text)) continue;
    const first = only === null || only.column === open[0]?.columns[0] || only.across > 1;
    if (!first || (inBody && !only?.bold && (only?.across ?? 1) < 2 && titleScore(text) < 1)) break;
    if (titleScore(text) < 0 && (only?.across ?? 1) < 2) break;
    rows.add(row);
    return { title: text, rows };
  }
  return { title: null, rows };
}

/** Page numbers and dates of printing, which come along when a document is pasted. */
function isFurniture(text: string): boolean {
  return (
    text.length < 60 &&
    /^(?:page \d+|\d+ of \d+|- ?\d+ ?-|©|official(?:[ -]sensitive)?$|not protectively marked$|printed on)/i.test(text)
  );
}

const noteStart =
  /^(?:notes?\b|n\.?b\.?\b|key\b|legend\b|rag (?:key|rating|status)|source\b|\*|†|abbreviations|glossary|last updated|updated on|version \d|prepared by|produced by|for (?:more|further) information|for further details|contact (?:us|details)|please (?:note|contact|return)|approved by|signed|document control|red\s*[=:–-]|r\s*[=:]|amber\s*[=:–-]|green\s*[=:–-]|this (?:plan|document|sheet) (?:is|was|will))/i;
const totalStart = /^(?:grand |sub-? ?)?totals?\b|^(?:number|no\.?) of actions\b|^count\b/i;

/** Sorts the rows under a heading into lines, section rows and what is neither. */
export function readBody(table: FoundTable, from: number, to: number, free: boolean[]): void {
  const { view, columns } = table;
  const left = columns[0]!;
  const right = columns.at(-1)!;
  const inside = (row: number) => view.filled[row]!.filter((column) => column >= left && column <= right);
  let gap = 0;
  for (let row = from; row < to; row++) {
    if (!free[row]) continue;
    const filled = inside(row);
    if (filled.length === 0) {
      gap++;
      continue;
    }
    const before = gap;
    gap = 0;
    if (repeats(view, row, columns, table.headings)) continue;
    const text = view.texts[row]![filled[0]!]!;
    const only = filled.length === 1 ? text : null;
    if (only !== null && isFurniture(only)) continue;
    if (only !== null && table.above.length > 0 && same(only, table.above[0]!)) continue;
    if (
      totalStart.test(text) &&
      filled.length <= columns.length &&
      filled.slice(1).every((column) => /^[-\d£$€,.%() ]*$/.test(view.texts[row]![column]!))
    )
      continue;
    if (noteStart.test(text) && filled.length <= 2 && !(filled.length === 2 && before === 0 && columns.length <= 3)) {
      if (before > 0 || filled[0] === left) {
        if (!laterLines(view, columns, row, to)) return;
        continue;
      }
    }
    const title = sectionRow(table, row, filled, to, before);
    if (title !== null) {
      table.body.push({ row, is: "section", title });
      continue;
    }
    if (only !== null && before > 0 && !laterLines(view, columns, row, to) && standsApart(table, row, filled[0]!))
      return;
    if (before >= 3 && filled.length <= 2 && filled.length < columns.length / 2) return;
    table.body.push({ row, is: "line" });
  }
}

/** Whether lines of the table come after a row: at least half as full as its headings. */
function laterLines(view: SheetView, columns: number[], row: number, to: number): boolean {
  const enough = Math.max(2, Math.min(3, columns.length / 2));
  for (let next = row + 1; next < Math.min(to, row + 12); next++) {
    if (view.filled[next]!.filter((column) => columns.includes(column)).length >= enough) return true;
  }
  return false;
}

/** A lone line under a gap that does not carry the last row on: a note. */
function standsApart(table: FoundTable, row: number, column: number): boolean {
  const last = table.body.findLast((line) => line.is === "line");
  const above = last ? table.view.texts[last.row]![column]! : "";
  return above === "" || seam(above, table.view.texts[row]![column]!) !== "cut";
}

/** The title a row gives to the section that follows it; null where it is a line of the table. */
function sectionRow(table: FoundTable, row: number, filled: number[], to: number, gap: number): string | null {
  const { view, columns } = table;
  if (filled.length > 2) return null;
  const next = nextLine(view, columns, row, to);
  if (filled.length === 2) {
    const text = aloneText(view, row);
    if (text === null) return null;
    const { number } = sectionOf(text);
    const nextText =
      next === null ? "" : (columns.map((column) => view.texts[next]![column]!).find((cell) => cell !== "") ?? "");
    const bold = filled.every((column) => cellAt(view, row, column).bold);
    return number !== null && (bold || nextText.startsWith(`${number.replace(/\.0$/, "")}.`)) ? text : null;
  }
  const column = filled[0]!;
  const text = view.texts[row]![column]!;
  if (leadsOn(table, column, text) && !cellAt(view, row, column).bold) return null;
  const across = view.mergeAt(row, column)?.columns ?? 1;
  const rowsDown = view.mergeAt(row, column)?.rows ?? 1;
  if (rowsDown > 1 && across < 2) return null;
  let score = titleScore(text);
  const cell = cellAt(view, row, column);
  if (across >= Math.max(2, columns.length / 2)) score += 3;
  if (cell.bold) score += next !== null && cellAt(view, next, column).bold ? 0.5 : 2;
  if (cell.fill && (next === null || cellAt(view, next, column).fill !== cell.fill)) score += 1.5;
  if (column !== columns[0] && across < 2) score -= 2;
  if (gap > 0) score += 0.5;
  const { number } = sectionOf(text);
  if (number !== null && next !== null) {
    const first = columns.map((c) => view.texts[next]![c]!).find((t) => t !== "") ?? "";
    const ref = leadingRef(first)?.ref ?? first.slice(0, 12);
    if (ref.startsWith(`${number}.`) || (/[a-z]$/i.test(ref) && ref.startsWith(number))) score += 3;
    else if (/^\d+\.\d/.test(text)) score -= 4;
  }
  if (next === null) score -= 3;
  return score >= 3 ? text : null;
}

/** The text carries on what stands above it in its column. */
function leadsOn(table: FoundTable, column: number, text: string): boolean {
  const last = table.body.at(-1);
  if (last?.is !== "line") return false;
  const above = table.view.texts[last.row]![column]!;
  return above !== "" && seam(above, text) === "cut" && !/^\d/.test(text);
}

/** The next row with at least two cells of the table filled. */
function nextLine(view: SheetView, columns: number[], row: number, to: number): number | null {
  for (let next = row + 1; next < Math.min(to, row + 8); next++) {
    let count = 0;
    for (const column of columns) if (view.texts[next]![column] !== "") count++;
    if (count >= 2) return next;
  }
  return null;
}
