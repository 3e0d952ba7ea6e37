/**
 * The formulas behind our highlights: native rules that tell the truth without the add-in.
 *
 * A rule knows its days and the words of the rows it speaks of, and speaks wherever in the plan's rows those words stand. So
 * a highlight follows its row through a sort, is silent as soon as a partner edits the row, and never lands on another.
 * Rows that would show the same label share a rule: fewer rules, quicker sheets.
 */
import { columnIndex } from "../plan/grid";
import type { GridCell, SheetGrid, WorkbookGrid } from "../plan/grid";
import { toSerial } from "../plan/calendar";
import type { CellPlace, Highlight, HighlightKind } from "../plan/highlights";
import { highlightMark } from "./names";

/** One conditional format to be added. */
export interface HighlightRule {
  sheet: string;
  /** One column, over the rows the plan fills: "C5:C31". The formula is relative to its first cell. */
  address: string;
  formula: string;
  numberFormat: string;
  kind: HighlightKind;
}

/** A formula holds at most 8,192 characters, and a list in it 255 conditions; one row takes a few hundred characters. */
const formulaLimit = 7_500;
const rowsLimit = 200;

/** A row's highlight, the cell it stands on, and its share of a formula. */
interface Placed {
  highlight: Highlight;
  on: CellPlace;
}
interface Conditioned extends Placed {
  condition: string;
}

/** The rules for the highlights of a plan, never more on a sheet than it has rows: those that speak today go first. */
export function rulesOf(highlights: readonly Highlight[], grid: WorkbookGrid): HighlightRule[] {
  const sheets = new Map(grid.sheets.map((sheet) => [sheet.sheet, sheet]));
  const depths = highlights.length > manyHighlights ? comparedCharacters.slice(2) : comparedCharacters;
  const groups = new Map<string, Placed[]>();
  for (const highlight of highlights) {
    const on = standingOn(highlight, sheets.get(highlight.sheet)!);
    if (!on) continue;
    const { first, last } = highlight.among;
    const key = [highlight.sheet, highlight.kind, highlight.label, on.column, first, last].join("\n");
    const group = groups.get(key);
    if (group) group.push({ highlight, on });
    else groups.set(key, [{ highlight, on }]);
  }
  const rules = [...groups.values()].flatMap((group) => rulesOfGroup(group, sheets.get(group[0]!.highlight.sheet)!, grid.date1904, depths));
  const used = new Map<string, number>();
  return rules.filter(({ sheet }) => {
    const n = (used.get(sheet) ?? 0) + 1;
    used.set(sheet, n);
    return n <= sheets.get(sheet)!.cells.length;
  });
}

/**
 * The first cell that can show a label: a date with words before it is mostly too long for its column, and what does not fit
 * is shown as ###; some versions of Excel show ### for a text of more than 255 characters, too; LibreOffice leaves the label
 * out before a text of several lines. A longer text is taken where there is no better; null where no cell holds text.
 */
function standingOn({ on }: Highlight, sheet: SheetGrid): CellPlace | null {
  const texts = on.filter((cell) => cellOf(sheet, cell)?.kind === "text");
  const plain = (cell: CellPlace) => /^[^\r\n]{1,255}$/.test(cellOf(sheet, cell)!.text);
  return texts.find(plain) ?? texts[0] ?? null;
}

function rulesOfGroup(group: Placed[], sheet: SheetGrid, date1904: boolean, depths: readonly number[]): HighlightRule[] {
  const inOrder = [...group].sort((a, b) => a.on.row - b.on.row);
  // What has to be so for every row of a label, such as the day, is asked once.
  const needs = inOrder.map((placed) => [...daysOf(placed.highlight, date1904), ...nothingBelow(placed, sheet)]);
  const shared = needs[0]!.filter((need) => needs.every((each) => each.includes(need)));
  const rules: HighlightRule[] = [];
  let waiting: Conditioned[] = [];
  let length = 0;
  const finish = () => {
    if (waiting.length > 0) rules.push(ruleOf(waiting, shared));
    waiting = [];
    length = 0;
  };
  for (const [index, placed] of inOrder.entries()) {
    const own = needs[index]!.filter((need) => !shared.includes(need));
    const condition = depths.map((depth) => rowCondition(placed, sheet, own, depth)).find((each) => each.length <= formulaLimit);
    // A row that no formula can hold is left without a highlight: silence is not untrue.
    if (condition === undefined) continue;
    if (length + condition.length + 1 > formulaLimit || waiting.length === rowsLimit) finish();
    waiting.push({ ...placed, condition });
    length += condition.length + 1;
  }
  finish();
  return rules;
}

function ruleOf(rows: readonly Conditioned[], shared: string[]): HighlightRule {
  const { highlight, on } = rows[0]!;
  const { kind, label, among } = highlight;
  const conditions = rows.map(({ condition }) => condition);
  return {
    sheet: highlight.sheet,
    address: among.first === among.last ? `${on.column}${among.first}` : `${on.column}${among.first}:${on.column}${among.last}`,
    // IF spares Excel the words on days the rule has nothing to say.
    formula: `=IF(AND(${[`${highlightMark}: ${kind}")=0`, ...shared].join(",")}),OR(${conditions.join(",")}),FALSE)`,
    numberFormat: numberFormatOf(label),
    kind,
  };
}

function daysOf({ after, until }: Highlight, date1904: boolean): string[] {
  return [...(after ? [`TODAY()>${toSerial(after, date1904)}`] : []), ...(until ? [`TODAY()<=${toSerial(until, date1904)}`] : [])];
}

/** That no words without a Key action stand below: they would carry the action on. Not asked where it was read past them. */
function nothingBelow({ on, highlight: { below, among } }: Placed, sheet: SheetGrid): string[] {
  if (!below) return [];
  const blank = (column: string) => (cellOf(sheet, { row: below.row, column })?.value ?? "") === "";
  if (below.action.every(blank) && !below.others.every(blank)) return [];
  const joined = (columns: string[]) => columns.map((column) => addressFrom(column, below.row - on.row, among.first)).join("&");
  return [`OR(LEN(${joined(below.action)})>0,LEN(${joined(below.others)})=0)`];
}

/**
 * True on the sheet row that holds the words the highlight was read from. The cell it stands on is compared first: IF spares
 * Excel the rest for every other row.
 */
function rowCondition({ on, highlight: { words, among, on: best } }: Placed, sheet: SheetGrid, needs: string[], depth: number): string {
  const is = (one: CellPlace, other: CellPlace) => one.row === other.row && one.column === other.column;
  const same = (cell: CellPlace) =>
    sameWords(addressFrom(cell.column, cell.row - on.row, among.first), cellOf(sheet, cell), is(cell, best[0]!) ? Math.max(depth, dateCharacters) : depth);
  const others = words.filter((cell) => !is(cell, on)).map(same);
  const own = same(on);
  const conditions = [...others, ...needs];
  return conditions.length === 0 ? own : `IF(${own},AND(${conditions.join(",")}),FALSE)`;
}

/**
 * The cell of a column so many rows away, in a formula written for row `top`. Other rows are found by counting, not by
 * address: a row put in or taken out would move an address for every row of the rule, and Excel would cut the rule in pieces.
 */
function addressFrom(column: string, away: number, top: number): string {
  return away === 0 ? `$${column}${top}` : `INDEX($${column}:$${column},ROW()${away > 0 ? "+" : ""}${away})`;
}

function cellOf(sheet: SheetGrid, { row, column }: CellPlace): GridCell | null {
  return sheet.cells[row - 1 - sheet.firstRow]?.[columnIndex(column) - sheet.firstColumn] ?? null;
}

/**
 * How long a cell may be to be compared letter by letter; of a longer one the start, the end and the length are. The first
 * that lets the row into a formula is taken. A plan with very many highlights begins further down, so that rules stay few.
 */
const comparedCharacters = [1_000, 250, 100, 40] as const;
const manyHighlights = 400;
/** The best cell to stand on holds the date: a changed year leaves its length alone, so it is compared whole. */
const dateCharacters = 500;

function sameWords(address: string, cell: GridCell | null, depth: number): string {
  if (!cell || cell.value === null || cell.value === "") return `LEN(${address})=0`;
  if (typeof cell.value === "number") return `${address}=${cell.value}`;
  if (typeof cell.value === "boolean") return `${address}=${cell.value ? "TRUE" : "FALSE"}`;
  if (cell.kind === "error") return `ISERROR(${address})`;
  const text = cell.value;
  if (text.length <= depth) return `EXACT(${address},${literalOf(text)})`;
  // Programs disagree on how many characters an emoji is: none is counted across.
  const start = text.slice(0, depth / 2).split(/[\uD800-\uDFFF]/, 1)[0]!;
  const end = text.slice(-depth / 2).split(/[\uD800-\uDFFF]/).at(-1)!;
  const conditions = [
    ...(start ? [`EXACT(LEFT(${address},${start.length}),${literalOf(start)})`] : []),
    ...(end ? [`EXACT(RIGHT(${address},${end.length}),${literalOf(end)})`] : []),
    ...(/[\uD800-\uDFFF]/.test(text) ? [] : [`LEN(${address})=${text.length}`]),
  ];
  return conditions.length === 0 ? "FALSE" : `AND(${conditions.join(",")})`;
}

/** A text in a formula holds at most 255 characters, and no line break in it survives every program. */
const literalLimit = 250;

function literalOf(text: string): string {
  const parts = text.split(/(\p{Cc})/u).flatMap((piece) => {
    const code = piece.charCodeAt(0);
    if (piece.length === 1 && code < 32) return [`CHAR(${code})`];
    const chunks: string[] = [];
    for (let at = 0; at < piece.length; ) {
      const cut = at + literalLimit;
      const end = /[\uD800-\uDBFF]/.test(piece.charAt(cut - 1)) ? cut - 1 : cut;
      chunks.push(`"${piece.slice(at, end).replaceAll('"', '""')}"`);
      at = end;
    }
    return chunks;
  });
  return parts.join("&");
}

/** The number format that shows the label before a cell's own text. */
export function numberFormatOf(label: string): string {
  return `"${label.replaceAll('"', "”")} · "@`;
}

/** True for a rule of ours, whoever's copy of the workbook it stands in. */
export function isOurRule(formula: string): boolean {
  return formula.includes(highlightMark);
}
