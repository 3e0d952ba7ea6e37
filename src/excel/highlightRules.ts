/**
 * The formulas behind our highlights: native rules that tell the truth without the add-in.
 *
 * A rule knows its day and the words of the rows it speaks of, and speaks wherever in its column those words stand. So a
 * highlight follows its row through a sort, is silent as soon as a partner edits the row, and never lands on another.
 * Rows that would show the same label share a rule: fewer rules, quicker sheets.
 */
import { columnIndex } from "../plan/grid";
import type { GridCell, SheetGrid, WorkbookGrid } from "../plan/grid";
import { toSerial } from "../plan/calendar";
import type { Highlight, HighlightKind } from "../plan/highlights";
import { highlightMark } from "./names";

/** One conditional format to be added. */
export interface HighlightRule {
  sheet: string;
  /** One column, from the first row it speaks of to the last: "C5:C31". The formula is relative to its first cell. */
  address: string;
  formula: string;
  numberFormat: string;
  kind: HighlightKind;
}

/** A formula holds at most 8,192 characters; one row takes a few hundred of them. */
const formulaLimit = 7_500;

/** The rules for the highlights of a plan, never more on a sheet than it has rows: those that speak today go first. */
export function rulesOf(highlights: readonly Highlight[], grid: WorkbookGrid): HighlightRule[] {
  const sheets = new Map(grid.sheets.map((sheet) => [sheet.sheet, sheet]));
  const groups = new Map<string, Highlight[]>();
  for (const highlight of highlights) {
    const key = [highlight.sheet, highlight.kind, highlight.label, highlight.after ?? "", highlight.on.column].join("\n");
    const group = groups.get(key);
    if (group) group.push(highlight);
    else groups.set(key, [highlight]);
  }
  const rules = [...groups.values()].flatMap((group) => {
    const sheet = sheets.get(group[0]!.sheet)!;
    return byDateCode(group, sheet).flatMap((rows) => rulesOfGroup(rows, sheet, grid.date1904));
  });
  const used = new Map<string, number>();
  return rules.filter(({ sheet }) => {
    const n = (used.get(sheet) ?? 0) + 1;
    used.set(sheet, n);
    return n <= sheets.get(sheet)!.cells.length;
  });
}

/** Parts rows whose dates are shown in different ways; text goes with any of them, since a number format has a part for it. */
function byDateCode(group: Highlight[], sheet: SheetGrid): Highlight[][] {
  const parts = new Map<string, Highlight[]>();
  const texts: Highlight[] = [];
  for (const highlight of group) {
    const code = dateCodeOf(cellOf(sheet, highlight.on));
    if (code === null) texts.push(highlight);
    else parts.set(code, [...(parts.get(code) ?? []), highlight]);
  }
  const [first, ...rest] = parts.values();
  return first ? [[...first, ...texts], ...rest] : [texts];
}

function rulesOfGroup(group: Highlight[], sheet: SheetGrid, date1904: boolean): HighlightRule[] {
  const inOrder = [...group].sort((a, b) => a.on.row - b.on.row);
  const rules: HighlightRule[] = [];
  let waiting: Highlight[] = [];
  let length = 0;
  const finish = () => {
    if (waiting.length > 0) rules.push(ruleOf(waiting, sheet, date1904));
    waiting = [];
    length = 0;
  };
  for (const highlight of inOrder) {
    const more = rowCondition(highlight, highlight.on.row, sheet, date1904).length + 1;
    if (length + more > formulaLimit) finish();
    waiting.push(highlight);
    length += more;
  }
  finish();
  return rules;
}

function ruleOf(rows: readonly Highlight[], sheet: SheetGrid, date1904: boolean): HighlightRule {
  const first = rows[0]!;
  const { column } = first.on;
  const top = first.on.row;
  const bottom = rows[rows.length - 1]!.on.row;
  const days = first.after ? `TODAY()>${toSerial(first.after, date1904)}` : "TRUE";
  const conditions = rows.map((row) => rowCondition(row, top, sheet, date1904));
  return {
    sheet: first.sheet,
    address: top === bottom ? `${column}${top}` : `${column}${top}:${column}${bottom}`,
    formula: `=AND(${highlightMark}: ${first.kind}")=0,${days},OR(${conditions.join(",")}))`,
    numberFormat: numberFormatOf(first.label, rows.map(({ on }) => cellOf(sheet, on))),
    kind: first.kind,
  };
}

/**
 * True on the sheet row that holds the words the highlight was read from, written for row `top` and relative from there.
 * The cell it stands on is compared first: IF spares Excel the rest for every other row.
 */
function rowCondition({ on, words, until }: Highlight, top: number, sheet: SheetGrid, date1904: boolean): string {
  const own = sameWords(`$${on.column}${top}`, cellOf(sheet, on));
  const others = words
    .filter(({ cell }) => cell !== on.cell)
    .flatMap((passage) => {
      const row = top + passage.row - on.row;
      // A cell shared by several rows stands above them; where that would be off the sheet it is left to the others.
      return row >= 1 ? [sameWords(`$${passage.column}${row}`, cellOf(sheet, passage))] : [];
    });
  if (until) others.push(`TODAY()<=${toSerial(until, date1904)}`);
  return others.length === 0 ? own : `IF(${own},AND(${others.join(",")}),FALSE)`;
}

function cellOf(sheet: SheetGrid, { row, column }: { row: number; column: string }): GridCell | null {
  return sheet.cells[row - 1 - sheet.firstRow]?.[columnIndex(column) - sheet.firstColumn] ?? null;
}

/** How much of a cell's text a rule compares letter by letter; the rest is compared by its length. */
const comparedCharacters = 60;

function sameWords(address: string, cell: GridCell | null): string {
  if (!cell || cell.value === null || cell.value === "") return `LEN(${address})=0`;
  if (typeof cell.value === "number") return `${address}=${cell.value}`;
  if (typeof cell.value === "boolean") return `${address}=${cell.value ? "TRUE" : "FALSE"}`;
  if (cell.kind === "error") return `ISERROR(${address})`;
  const text = cell.value;
  // Only the first line goes into the formula: a line break inside a formula's text does not survive every program.
  const start = text.split(/[\r\n]/, 1)[0]!.slice(0, comparedCharacters);
  const literal = `"${start.replaceAll('"', '""')}"`;
  if (text === start) return `EXACT(${address},${literal})`;
  // Programs disagree on how many characters an emoji is, so a text that holds one is compared by its start alone.
  const sameLength = /[\uD800-\uDFFF]/.test(text) ? "" : `,LEN(${address})=${text.length}`;
  return `AND(EXACT(LEFT(${address},${start.length}),${literal})${sameLength})`;
}

/** The code a number or date is shown by, null for anything else. Only its first part: the others are for negatives. */
function dateCodeOf(cell: GridCell | null): string | null {
  return cell?.kind === "date" || cell?.kind === "number" ? cell.format.split(";")[0]! : null;
}

/**
 * The number format that shows the label before a cell's own content. Text wants "@"; a date or number keeps its own code
 * after the label; where there are both the code has a part for each. At most 255 characters.
 */
export function numberFormatOf(label: string, cells: readonly (GridCell | null)[]): string {
  const quoted = `"${label.replaceAll('"', "”")} · "`;
  const code = cells.map(dateCodeOf).find((each) => each !== null);
  if (code === undefined) return `${quoted}@`;
  const hasText = cells.some((cell) => dateCodeOf(cell) === null);
  return (hasText ? `${quoted}${code};General;General;${quoted}@` : `${quoted}${code}`).slice(0, 255);
}

/** True for a rule of ours, whoever's copy of the workbook it stands in. */
export function isOurRule(formula: string): boolean {
  return formula.includes(highlightMark);
}
