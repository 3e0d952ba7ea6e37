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
import { highlightMark } from "./ours";

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

/** A row's highlight and the cell it stands on. */
interface Placed {
  highlight: Highlight;
  on: CellPlace;
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
  const rules = [...groups.values()].flatMap((group) =>
    rulesOfGroup(group, sheets.get(group[0]!.highlight.sheet)!, grid.date1904, depths),
  );
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

function rulesOfGroup(
  group: Placed[],
  sheet: SheetGrid,
  date1904: boolean,
  depths: readonly number[],
): HighlightRule[] {
  const inOrder = [...group].sort((a, b) => a.on.row - b.on.row);
  const below = inOrder.map((placed) => nothingBelow(placed, sheet));
  // What has to be so for every row of a label is asked once, and first: the day, the words they share.
  const asked = (depth: number) => {
    const needs = inOrder.map((placed) => [...daysOf(placed.highlight, date1904), ...wordsOf(placed, sheet, depth)]);
    const shared =
      needs.length === 1
        ? daysOf(inOrder[0]!.highlight, date1904)
        : needs[0]!.filter((need) => needs.every((each) => each.includes(need)));
    const sharedBelow = below.every((each) => each === below[0]) ? below[0]! : "";
    const rows = needs.map((each, index) =>
      rowCondition([
        ...each.filter((need) => !shared.includes(need)),
        ...(sharedBelow || !below[index] ? [] : [below[index]]),
      ]),
    );
    return { shared, sharedBelow, rows, most: formulaLimit - shared.join(",").length - sharedBelow.length };
  };
  const tries = depths.map(asked);
  const { shared, sharedBelow, rows, most } =
    tries.find((each) => each.rows.every((row) => row.length <= each.most)) ?? tries.at(-1)!;

  const rules: HighlightRule[] = [];
  let waiting: string[] = [];
  let length = 0;
  const finish = () => {
    if (waiting.length > 0) rules.push(ruleOf(inOrder[0]!, shared, sharedBelow, waiting));
    waiting = [];
    length = 0;
  };
  for (const row of rows) {
    // A row that no formula can hold is left without a highlight: silence is not untrue.
    if (row.length > most) continue;
    if (length + row.length + 1 > most || waiting.length === rowsLimit) finish();
    waiting.push(row);
    length += row.length + 1;
  }
  finish();
  return rules;
}

function ruleOf({ highlight, on }: Placed, shared: string[], below: string, rows: string[]): HighlightRule {
  const { sheet, kind, label, among } = highlight;
  const anyRow = `OR(${rows.join(",")})`;
  return {
    sheet,
    address:
      among.first === among.last
        ? `${on.column}${among.first}`
        : `${on.column}${among.first}:${on.column}${among.last}`,
    // IF spares Excel the rest on other days and for other words.
    formula: `=IF(AND(${[`${highlightMark}: ${kind}")=0`, ...shared].join(",")}),${below ? `IF(${anyRow},${below},FALSE)` : anyRow},FALSE)`,
    numberFormat: numberFormatOf(label),
    kind,
  };
}

function daysOf({ after, until }: Highlight, date1904: boolean): string[] {
  return [
    ...(after ? [`TODAY()>${toSerial(after, date1904)}`] : []),
    ...(until ? [`TODAY()<=${toSerial(until, date1904)}`] : []),
  ];
}

/** That no words without a Key action stand below: they would carry the action on. Not asked where it was read past them. */
function nothingBelow({ on, highlight: { below, among } }: Placed, sheet: SheetGrid): string {
  if (!below) return "";
  const blank = (column: string) => (cellOf(sheet, { row: below.row, column })?.value ?? "") === "";
  if (below.action.every(blank) && !below.others.every(blank)) return "";
  const joined = (columns: string[]) =>
    columns.map((column) => addressFrom(column, below.row - on.row, among.first)).join("&");
  return `OR(LEN(${joined(below.action)})>0,LEN(${joined(below.others)})=0)`;
}

/** That each cell of the row holds the words it was read with. */
function wordsOf({ on, highlight: { words, among, on: best } }: Placed, sheet: SheetGrid, depth: number): string[] {
  const isBest = ({ row, column }: CellPlace) => row === best[0]!.row && column === best[0]!.column;
  return words.map((cell) =>
    sameWords(
      addressFrom(cell.column, cell.row - on.row, among.first),
      cellOf(sheet, cell),
      isBest(cell) ? Math.max(depth, dateCharacters) : depth,
    ),
  );
}

/** All that is asked of one row. The longest words are the least likely to stand on another row: IF spares Excel the rest. */
function rowCondition(needs: string[]): string {
  if (needs.length === 0) return "TRUE";
  const first = needs.reduce((best, need) => (need.length > best.length ? need : best));
  const others = needs.filter((need) => need !== first);
  return others.length === 0 ? first : `IF(${first},AND(${others.join(",")}),FALSE)`;
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
  const end = text
    .slice(-depth / 2)
    .split(/[\uD800-\uDFFF]/)
    .at(-1)!;
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
    for (let at = 0; at < piece.length;) {
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
