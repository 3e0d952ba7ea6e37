/**
 * Heading rows: which rows of a sheet are one, what each column's heading is in full, and which columns belong together.
 *
 * Judges by the headings' words and where they stand; never decides what a column means for the plan.
 */
import { headingMeanings, isNoHeading, isPeriodHeading, plainlySaid } from "./headings";
import { isRefShape } from "./refs";
import type { SheetView } from "./sheet";
import { cellAt } from "./sheet";
import { countWords, plainForm } from "./text";

/** A heading row, or two, over one table. */
export interface Heading {
  rows: number[];
  columns: number[];
  texts: string[];
}

/** How a row would do as a heading row; null where it would not. */
export function headingStrength(
  view: SheetView,
  row: number,
  columns = view.filled[row]!,
): { strong: number; kinds: number; cells: number; exact: number } | null {
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
    if (
      /^\d{1,2}\.\d{1,2}\.?\s+\p{Lu}/u.test(text) ||
      (/\d/.test(text) && isRefShape(text) && !isPeriodHeading(text) && !isNoHeading(text))
    )
      return null;
    const {
      meanings: [best],
      covered,
    } = headingMeanings(text);
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

/** Whether two headings are the same, capitals and marks aside. */
export const same = (a: string, b: string) => plainForm(a) === plainForm(b);

/** Whether a row says a table's headings again. */
export function repeats(view: SheetView, row: number, columns: number[], headings: string[]): boolean {
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
export function headingTexts(view: SheetView, rows: number[], columns: number[]): string[] {
  return columns.map((column) => {
    const texts: string[] = [];
    for (const row of rows) {
      const merge = view.mergeAt(row, column);
      const text = merge ? view.texts[merge.row]![merge.column]! : view.texts[row]![column]!;
      if (text !== "" && text !== texts.at(-1)) texts.push(text);
    }
    return texts.length === 2 && headingMeanings(texts[1]!).meanings[0]?.weight === 10
      ? texts.join(" – ").replace(/^(.*) – (.*)$/, "$1: $2")
      : texts.join(" ");
  });
}

/** A row under the headings that completes them: short words, only where the row above is merged across or blank. */
export function isSecondHeadingLine(view: SheetView, first: number, second: number): boolean {
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
  return filled.some(
    (column) =>
      (headingMeanings(view.texts[second]![column]!).meanings[0]?.weight ?? 0) >= 5 ||
      isPeriodHeading(view.texts[second]![column]!),
  );
}

/** A row under nothing, or under a line that stands alone: where a table may begin. */
export function opensBlock(view: SheetView, row: number): boolean {
  return row === 0 || view.filled[row - 1]!.length < 2;
}

/** The columns of each table whose headings stand on a row; a column blank from top to bottom parts them. */
export function blocksOf(view: SheetView, rows: number[], until: number): Heading[] {
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
  const strong = headed.filter(
    (columns) =>
      headingStrength(view, rows[0]!, columns) ??
      (rows[1] !== undefined ? headingStrength(view, rows[1], columns) : null),
  );
  // Two tables side by side have an action each; a table with a gap in it has one.
  const withAction = strong.filter((columns) =>
    columns.some((column) =>
      rows.some(
        (row) =>
          (headingMeanings(view.texts[row]![column]!).meanings.find(({ meaning }) => meaning === "action")?.weight ??
            0) >= 5,
      ),
    ),
  );
  if (strong.length > 1 && withAction.length < 2) {
    const all = strong.flat();
    return [{ rows, columns: all, texts: headingTexts(view, rows, all) }];
  }
  if (strong.length === 0) {
    const all = headed.flat();
    return headed.length === 0 ? [] : [{ rows, columns: all, texts: headingTexts(view, rows, all) }];
  }
  return strong.map((columns) => {
    const joined = headed
      .filter((other) => !strong.includes(other) && strong.length === 1 && belongs(view, rows, other, bodyCount, lines))
      .flat();
    const all = [...columns, ...joined].sort((a, b) => a - b);
    return { rows, columns: all, texts: headingTexts(view, rows, all) };
  });
}

/** A block beyond an empty column is part of the table where it has one of our headings and as many lines. */
function belongs(view: SheetView, rows: number[], columns: number[], bodyCount: number[], lines: number): boolean {
  return columns.some((column) => {
    const best = headingMeanings(view.texts[rows[0]!]![column]!).meanings[0];
    return (
      best !== undefined && best.weight >= plainlySaid && (bodyCount[column]! >= lines * 0.3 || columns.length === 1)
    );
  });
}
