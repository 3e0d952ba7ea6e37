/**
 * Finds the tables of a sheet: Excel tables and plain ranges, with or without a heading row, one under another, beside notes
 * and keys, with their headings repeated on every page.
 *
 * Says where a table stands and what each of its rows is; never joins rows and never decides what a column means.
 */
import { boxAddress } from "../grid";
import type { GridTable } from "../grid";
import { isPartyLike, isTimeLike } from "./content";
import { headingMeanings, headingWords, isNoHeading, isPeriodHeading, plainlySaid } from "./headings";
import { isRefShape, leadingRef } from "./refs";
import { sameSection, sectionOf, titleScore } from "./sections";
import type { SheetView } from "./sheet";
import { cellAt, onlyCell, sheetColumn } from "./sheet";
import { countWords, plainForm, seam } from "./text";

/** What a row of a table's body is. Rows that are neither (totals, page numbers) are left out of the list. */
export type BodyRow = { row: number; is: "line" } | { row: number; is: "section"; title: string };

/** A table as it stands, before its columns are understood. Rows and columns count from 0 in the grid. */
export interface FoundTable {
  view: SheetView;
  /** Grid columns, left to right. */
  columns: number[];
  headings: string[];
  /** Last heading row; null where there is none. */
  headingRow: number | null;
  top: number;
  body: BodyRow[];
  /** The lines that stand alone over it, nearest last. */
  above: string[];
  /** The title straight above that names its section. */
  section: string | null;
  excelTable: string | null;
}

/** "A4:E35" */
export function addressOf(table: FoundTable): string {
  const first = table.columns[0]!;
  const last = table.columns.at(-1)!;
  const bottom = table.body.at(-1)?.row ?? table.headingRow ?? table.top;
  return boxAddress({
    row: table.view.grid.firstRow + table.top, column: sheetColumn(table.view, first), rows: bottom - table.top + 1, columns: last - first + 1,
  });
}

/** All tables of a sheet, top to bottom. */
export function findTables(view: SheetView): FoundTable[] {
  const taken = new Set<number>();
  const found = view.grid.tables.flatMap((table) => excelTable(view, table, taken));
  const free = rowsOutside(view, taken);
  const plain = plainTables(view, free);
  const all = [...found, ...plain].sort((a, b) => a.top - b.top || a.columns[0]! - b.columns[0]!);
  if (all.length > 0) return all;
  const bare = withoutHeadings(view);
  return bare ? [bare] : [];
}

// ---------------------------------------------------------------------------------------------------------------------
// Heading rows

/** How a row would do as a heading row; null where it would not. */
export function headingStrength(view: SheetView, row: number, columns = view.filled[row]!): { strong: number; kinds: number; cells: number; exact: number } | null {
  const cells = columns.filter((column) => view.texts[row]![column] !== "");
  if (cells.length < 2) return null;
  let length = 0;
  for (const column of cells) {
    const text = view.texts[row]![column]!;
    if (text.length > 260) return null;
    length += text.length;
  }
  if (length / cells.length > 70) return null;
  const kinds = new Set<string>();
  let strong = 0;
  let weak = 0;
  let sentences = 0;
  let exact = 0;
  for (const column of cells) {
    const text = view.texts[row]![column]!;
    const cell = cellAt(view, row, column);
    if (cell.kind === "date" || (cell.kind === "number" && !isPeriodHeading(text))) return null;
    if (/^\d{1,2}\.\d{1,2}\.?\s+\p{Lu}/u.test(text) || (/\d/.test(text) && isRefShape(text) && !isPeriodHeading(text) && !isNoHeading(text))) return null;
    const { meanings: [best], covered } = headingMeanings(text);
    if (countWords(text) > 12 || /[.;]$/.test(text)) sentences++;
    if (!best) continue;
    if (covered === 1 && best.weight >= 5) exact++;
    if (best.weight >= plainlySaid && covered >= 0.5) {
      strong++;
      kinds.add(best.meaning);
    } else if (best.weight >= 4) {
      weak++;
      kinds.add(best.meaning);
    }
  }
  const core = kinds.has("action") || kinds.has("owner") || kinds.has("timescale");
  if (!core || kinds.size < 2 || strong < 1 || sentences > cells.length * 0.4) return null;
  if (strong + weak < Math.max(2, cells.length * 0.4)) return null;
  if (strong < 2 && cells.length > 2 && weak < 2) return null;
  return { strong, kinds: kinds.size, cells: cells.length, exact };
}

const same = (a: string, b: string) => plainForm(a) === plainForm(b);

/** Whether a row says a table's headings again. */
function repeats(view: SheetView, row: number, columns: number[], headings: string[]): boolean {
  const filled = view.filled[row]!;
  if (filled.length < 2) return false;
  let alike = 0;
  let wanted = 0;
  columns.forEach((column, index) => {
    const heading = headings[index]!;
    const text = view.texts[row]![column]!;
    if (heading === "" || (text === "" && isNoHeading(heading))) return;
    wanted++;
    if (text !== "" && Math.abs(text.length - heading.length) <= 6 && same(text, heading)) alike++;
  });
  return alike >= 2 && alike >= wanted * 0.6 && alike >= filled.length * 0.6;
}

/** One heading a column; a second heading line and headings merged across are put together: "Responsibility" over "Lead", "Support". */
function headingTexts(view: SheetView, rows: number[], columns: number[]): string[] {
  return columns.map((column) => {
    const texts: string[] = [];
    for (const row of rows) {
      const merge = view.mergeAt(row, column);
      const text = merge ? view.texts[merge.row]![merge.column]! : view.texts[row]![column]!;
      if (text !== "" && text !== texts.at(-1)) texts.push(text);
    }
    return texts.length === 2 && headingMeanings(texts[1]!).meanings[0]?.weight === 10 ? texts.join(" – ").replace(/^(.*) – (.*)$/, "$1: $2") : texts.join(" ");
  });
}

/** A row under the headings that completes them: short words, only where the row above is merged across or blank. */
function isSecondHeadingLine(view: SheetView, first: number, second: number): boolean {
  if (second >= view.height) return false;
  const filled = view.filled[second]!;
  if (filled.length === 0 || filled.length > view.filled[first]!.length + 6) return false;
  let under = 0;
  for (const column of filled) {
    const text = view.texts[second]![column]!;
    if (countWords(text) > 5 || cellAt(view, second, column).kind === "date") return false;
    const merge = view.mergeAt(first, column);
    if (merge && merge.columns > 1) under++;
    else if (view.texts[first]![column] !== "") return false;
  }
  if (under === 0) return false;
  return filled.some((column) => (headingMeanings(view.texts[second]![column]!).meanings[0]?.weight ?? 0) >= 5 || isPeriodHeading(view.texts[second]![column]!));
}

// ---------------------------------------------------------------------------------------------------------------------
// Plain ranges

/** A row under nothing, or under a line that stands alone: where a table may begin. */
function opensBlock(view: SheetView, row: number): boolean {
  return row === 0 || view.filled[row - 1]!.length < 2;
}

interface Heading {
  rows: number[];
  columns: number[];
  texts: string[];
}

/** Rows under a heading row that show which columns are in use. */
const lookAhead = 60;

function plainTables(view: SheetView, free: boolean[]): FoundTable[] {
  const headings: Heading[][] = [];
  for (let row = 0; row < view.height; row++) {
    const strength = free[row] ? headingStrength(view, row) : null;
    if (strength === null) continue;
    const plainly = opensBlock(view, row) && strength.exact >= Math.max(2, strength.cells * 0.5);
    const again = headings.findLast((earlier) => earlier.some((block) => repeats(view, row, block.columns, block.texts)));
    if (headings.length > 0 && !plainly && !again) continue;
    const rows = isSecondHeadingLine(view, row, row + 1) ? [row, row + 1] : [row];
    const blocks = again && rows.length === again[0]!.rows.length ? again.map((block) => ({ ...block, rows })) : blocksOf(view, rows, row + lookAhead);
    if (blocks.length === 0) continue;
    headings.push(blocks);
    row = rows.at(-1)!;
  }
  const tables: FoundTable[] = [];
  let open: FoundTable[] = [];
  let above = linesAlone(view, 0, headings[0]?.[0]?.rows[0] ?? 0, free);
  headings.forEach((blocks, at) => {
    const from = blocks[0]!.rows.at(-1)! + 1;
    const to = headings[at + 1]?.[0]!.rows[0] ?? view.height;
    const titles = tables.length === 0 ? { title: sectionAbove(view, blocks[0]!.rows[0]!, free), rows: new Set<number>() } : trailingTitle(view, open, blocks[0]!.rows[0]!);
    for (const table of open) table.body = table.body.filter(({ row }) => !titles.rows.has(row));
    const goOn = blocks.length === open.length && blocks.every((block, i) => sameHeadings(block, open[i]!)) && (titles.title === null || sameTitle(titles.title, open[0]!));
    if (!goOn) {
      open = blocks.map((block, i) => newTable(view, block, i === 0 ? above : [], titles.title));
      tables.push(...open);
    }
    for (const table of open) readBody(table, from, to, free);
    above = [];
  });
  return tables.filter((table) => table.body.some(({ is }) => is === "line"));
}

function newTable(view: SheetView, heading: Heading, above: string[], section: string | null): FoundTable {
  return {
    view, columns: heading.columns, headings: heading.texts, headingRow: heading.rows.at(-1)!, top: heading.rows[0]!, body: [], above, section, excelTable: null,
  };
}

function sameHeadings(heading: Heading, table: FoundTable): boolean {
  return heading.columns.length === table.columns.length && heading.columns.every((column, i) => column === table.columns[i] && same(heading.texts[i]!, table.headings[i]!));
}

function sameTitle(title: string, table: FoundTable): boolean {
  const last = table.body.findLast((row) => row.is === "section");
  const current = last?.is === "section" ? last.title : table.section;
  return current !== null && sameSection(sectionOf(current), sectionOf(title));
}

/** The columns of each table whose headings stand on a row; a column blank from top to bottom parts them. */
function blocksOf(view: SheetView, rows: number[], until: number): Heading[] {
  const used = new Set<number>();
  for (const row of rows) {
    for (const column of view.filled[row]!) {
      const across = view.mergeAt(row, column)?.columns ?? 1;
      for (let i = 0; i < across; i++) used.add(column + i);
    }
  }
  const bodyCount = new Array<number>(view.width).fill(0);
  let lines = 0;
  for (let row = rows.at(-1)! + 1; row < Math.min(view.height, until); row++) {
    const filled = view.filled[row]!;
    if (filled.length > 1) lines++;
    for (const column of filled) bodyCount[column]!++;
  }
  const blocks: number[][] = [];
  let block: number[] = [];
  for (let column = 0; column <= view.width; column++) {
    const inUse = column < view.width && (used.has(column) || bodyCount[column]! > 0);
    if (inUse) block.push(column);
    else if (block.length > 0) {
      blocks.push(block);
      block = [];
    }
  }
  const headed = blocks.filter((columns) => columns.some((column) => used.has(column)));
  const strong = headed.filter((columns) => headingStrength(view, rows[0]!, columns) ?? (rows[1] !== undefined ? headingStrength(view, rows[1], columns) : null));
  // Two tables side by side have an action each; a table with a gap in it has one.
  const withAction = strong.filter((columns) => columns.some((column) => rows.some((row) => (headingMeanings(view.texts[row]![column]!).meanings.find(({ meaning }) => meaning === "action")?.weight ?? 0) >= 5)));
  if (strong.length > 1 && withAction.length < 2) {
    const all = strong.flat();
    return [{ rows, columns: all, texts: headingTexts(view, rows, all) }];
  }
  if (strong.length === 0) {
    const all = headed.flat();
    return headed.length === 0 ? [] : [{ rows, columns: all, texts: headingTexts(view, rows, all) }];
  }
  return strong.map((columns) => {
    const joined = headed.filter((other) => !strong.includes(other) && strong.length === 1 && belongs(view, rows, other, bodyCount, lines)).flat();
    const all = [...columns, ...joined].sort((a, b) => a - b);
    return { rows, columns: all, texts: headingTexts(view, rows, all) };
  });
}

/** A block beyond an empty column is part of the table where it has one of our headings and as many lines. */
function belongs(view: SheetView, rows: number[], columns: number[], bodyCount: number[], lines: number): boolean {
  return columns.some((column) => {
    const best = headingMeanings(view.texts[rows[0]!]![column]!).meanings[0];
    return best !== undefined && best.weight >= plainlySaid && (bodyCount[column]! >= lines * 0.3 || columns.length === 1);
  });
}

// ---------------------------------------------------------------------------------------------------------------------
// Lines that stand alone: titles, sections, notes

/** Texts that stand alone in their rows, top to bottom. */
function linesAlone(view: SheetView, from: number, to: number, free: boolean[]): string[] {
  const lines: string[] = [];
  for (let row = from; row < to; row++) {
    const filled = view.filled[row]!;
    if (!free[row] || filled.length === 0 || filled.length > 3) continue;
    lines.push(filled.map((column) => view.texts[row]![column]!).join(" "));
  }
  return lines;
}

/** The section's title straight above the first table, as against the title of the plan. */
function sectionAbove(view: SheetView, headingRow: number, free: boolean[]): string | null {
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
  return /\b(?:action|delivery|implementation|improvement|strategic|work|operational|annual|business|service|team|project)\s+(?:plan|programme)\b|\bplan\b.{0,40}\b(?:19|20)\d\d|(?:19|20)\d\d.{0,20}\bplan\b/i.test(text.slice(0, 300));
}

function aloneText(view: SheetView, row: number): string | null {
  const only = onlyCell(view, row);
  if (only) return only.text;
  const filled = view.filled[row]!;
  if (filled.length !== 2) return null;
  const [a, b] = filled.map((column) => view.texts[row]![column]!) as [string, string];
  return /^(?:\d{1,2}(?:\.0)?|[A-Z]|(?:priority|theme|objective|section|aim|strand|area|outcome|goal) ?[\dA-Z]{0,3})[.:]?$/i.test(a) && countWords(b) <= 16 ? `${a.replace(/[.:]$/, "")}${/^\d|^[A-Z]$/.test(a) ? "." : ":"} ${b}` : null;
}

/** The title between the last rows of a table and the next headings: it belongs to what follows. */
function trailingTitle(view: SheetView, open: FoundTable[], headingRow: number): { title: string | null; rows: Set<number> } {
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
  return text.length < 60 && /^(?:page \d+|\d+ of \d+|- ?\d+ ?-|©|official(?:[ -]sensitive)?$|not protectively marked$|printed on)/i.test(text);
}

const noteStart = /^(?:notes?\b|n\.?b\.?\b|key\b|legend\b|rag (?:key|rating|status)|source\b|\*|†|abbreviations|glossary|last updated|updated on|version \d|prepared by|produced by|for (?:more|further) information|for further details|contact (?:us|details)|please (?:note|contact|return)|approved by|signed|document control|red\s*[=:–-]|r\s*[=:]|amber\s*[=:–-]|green\s*[=:–-]|this (?:plan|document|sheet) (?:is|was|will))/i;
const totalStart = /^(?:grand |sub-? ?)?totals?\b|^(?:number|no\.?) of actions\b|^count\b/i;

/** Sorts the rows under a heading into lines, section rows and what is neither. */
function readBody(table: FoundTable, from: number, to: number, free: boolean[]): void {
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
    if (totalStart.test(text) && filled.length <= columns.length && filled.slice(1).every((column) => /^[-\d£$€,.%() ]*$/.test(view.texts[row]![column]!))) continue;
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
    if (only !== null && before > 0 && !laterLines(view, columns, row, to) && standsApart(table, row, filled[0]!)) return;
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
    const nextText = next === null ? "" : columns.map((column) => view.texts[next]![column]!).find((cell) => cell !== "") ?? "";
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

// ---------------------------------------------------------------------------------------------------------------------
// Excel tables, and tables without headings

function rowsOutside(view: SheetView, taken: Set<number>): boolean[] {
  return view.texts.map((_, row) => !taken.has(row));
}

function excelTable(view: SheetView, table: GridTable, taken: Set<number>): FoundTable[] {
  const top = table.box.row - view.grid.firstRow;
  const left = table.box.column - view.grid.firstColumn;
  const bottom = Math.min(view.height, top + table.box.rows - (table.hasTotals ? 1 : 0));
  const columns = Array.from({ length: table.box.columns }, (_, i) => left + i).filter((column) => column >= 0 && column < view.width);
  if (columns.length < 2 || top < 0 || bottom <= top) return [];
  let headingRow: number | null = table.hasHeadings ? top : null;
  // A table drawn round a title has the real headings among its first rows.
  if (headingRow === null || headingStrength(view, headingRow, columns) === null) {
    for (let row = top; row < Math.min(bottom, top + 5); row++) {
      if (headingStrength(view, row, columns) !== null) {
        headingRow = row;
        break;
      }
    }
  }
  const free = view.texts.map((_, row) => row >= top && row < bottom);
  for (let row = top; row < top + table.box.rows; row++) taken.add(row);
  const start = headingRow === null ? top : headingRow + 1;
  const unused = new Set([...Array(view.height).keys()].filter((row) => taken.has(row) && (row < top || row >= top + table.box.rows)));
  const above = linesAlone(view, 0, headingRow ?? top, view.texts.map((_, row) => !unused.has(row)));
  const found: FoundTable = {
    view, columns, headingRow, top: headingRow ?? top, body: [],
    headings: headingRow === null ? columns.map(() => "") : headingTexts(view, [headingRow], columns),
    above: above.map((line) => line.replace(/(?: Column\d+)+$/, "")),
    section: null, excelTable: table.name,
  };
  readBody(found, start, bottom, free);
  found.section = sectionAbove(view, top, view.texts.map((_, row) => !taken.has(row)));
  return found.body.length > 0 ? [found] : [];
}

/** A table without a heading row, told by its content: a column of sentences beside one that says when or who. */
function withoutHeadings(view: SheetView): FoundTable | null {
  const lines: number[] = [];
  for (let row = 0; row < view.height && lines.length < 200; row++) if (view.filled[row]!.length >= 3) lines.push(row);
  if (lines.length < 3) return null;
  const columns = [...new Set(lines.flatMap((row) => view.filled[row]!))].sort((a, b) => a - b);
  const share = (column: number, test: (text: string) => boolean) => {
    const texts = lines.map((row) => view.texts[row]![column]!).filter((text) => text !== "");
    return texts.length < lines.length * 0.4 ? 0 : texts.filter(test).length / texts.length;
  };
  const prose = columns.some((column) => share(column, (text) => countWords(text) >= 5) > 0.6);
  const time = columns.some((column) => share(column, (text) => isTimeLike(text)) > 0.5);
  const who = columns.some((column) => share(column, (text) => isPartyLike(text)) > 0.5);
  if (!prose || !time || !who) return null;
  const top = lines[0]!;
  const free = view.texts.map(() => true);
  const table: FoundTable = {
    view, columns, headings: columns.map(() => ""), headingRow: null, top, body: [], above: linesAlone(view, 0, top, free), section: null, excelTable: null,
  };
  readBody(table, top, view.height, free);
  return table;
}

/** Tables with the same headings are understood together. */
export function headingSignature(table: FoundTable): string {
  return table.headings.map((heading) => headingWords(heading).join(" ")).join("|");
}
