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
import { highlightKinds } from "../plan/highlights";
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
  /** The actions it speaks of, by their keys. */
  keys: string[];
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
  const keys = inOrder.map(({ highlight }) => highlight.key);
  let waiting: { row: string; key: string }[] = [];
  let length = 0;
  const finish = () => {
    if (waiting.length > 0) rules.push(ruleOf(inOrder[0]!, shared, sharedBelow, waiting));
    waiting = [];
    length = 0;
  };
  for (const [index, row] of rows.entries()) {
    // A row that no formula can hold is left without a highlight: silence is not untrue.
    if (row.length > most) continue;
    if (length + row.length + 1 > most || waiting.length === rowsLimit) finish();
    waiting.push({ row, key: keys[index]! });
    length += row.length + 1;
  }
  finish();
  return rules;
}

function ruleOf(
  { highlight, on }: Placed,
  shared: string[],
  below: string,
  rows: readonly { row: string; key: string }[],
): HighlightRule {
  const { sheet, kind, label, among } = highlight;
  const anyRow = `OR(${rows.map(({ row }) => row).join(",")})`;
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
    keys: rows.map(({ key }) => key),
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

/** A text in a formula holds at most 255 characters, its doubled quotes counted; no line break in it survives every program. */
const literalLimit = 250;

/** Where a text has to be cut so that it stays within the limit once its quotes are doubled; never inside an emoji. */
function endOfLiteral(text: string, from: number, limit: number): number {
  let length = 0;
  let at = from;
  while (at < text.length) {
    const width = text.charCodeAt(at) >= 0xd800 && text.charCodeAt(at) <= 0xdbff && at + 1 < text.length ? 2 : 1;
    const cost = text[at] === '"' ? 2 : width;
    if (length + cost > limit) break;
    length += cost;
    at += width;
  }
  return at;
}

function literalOf(text: string): string {
  const parts = text.split(/(\p{Cc})/u).flatMap((piece) => {
    const code = piece.charCodeAt(0);
    if (piece.length === 1 && code < 32) return [`CHAR(${code})`];
    const chunks: string[] = [];
    for (let at = 0; at < piece.length;) {
      const end = endOfLiteral(piece, at, literalLimit);
      chunks.push(quoted(piece.slice(at, end)));
      at = end;
    }
    return chunks;
  });
  return parts.join("&");
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** The number format that shows the label before a cell's own text. */
export function numberFormatOf(label: string): string {
  return `"${label.replaceAll('"', "”")} · "@`;
}

/** True for a rule of ours, whoever's copy of the workbook it stands in. */
export function isOurRule(formula: string): boolean {
  return formula.includes(highlightMark);
}

/**
 * What a rule of ours says before it says anything: it carries our mark, shows nothing, and is short enough for every Excel.
 * A rule is given it first of all, so that a failure while the rule is being made leaves one that is known and silent.
 */
export const restingFormula = `=${highlightMark}: being made")<0`;

/** How many rows a rule of ours speaks of: the conditions in its OR, one where it has none, none while it is being made. */
export function rowsOfRule(formula: string): number {
  if (formula.replace(/^=?/, "=") === restingFormula) return 0;
  let depth: number | null = null;
  let inText = false;
  let rows = 1;
  for (let at = 0; at < formula.length; at += 1) {
    const letter = formula[at]!;
    if (letter === '"') inText = !inText;
    if (inText) continue;
    if (depth === null) {
      // "AND(" and a function whose name ends in OR are not it.
      if (formula.startsWith("OR(", at) && /[,(]/.test(formula[at - 1] ?? "")) depth = 0;
    } else if (letter === "(") {
      depth += 1;
    } else if (letter === ")" && --depth === 0) {
      break;
    } else if (letter === "," && depth === 1) {
      rows += 1;
    }
  }
  return rows;
}

/** Which kind of highlight a rule of ours is, as its mark says; null while it is being made. */
export function kindOfRule(formula: string): HighlightKind | null {
  const kind = /action plan highlight: ([a-z-]+)"/.exec(formula)?.[1];
  return highlightKinds.find((each) => each === kind) ?? null;
}

// ---------------------------------------------------------------------------------------------------------------------
// For an Excel that takes no more than 255 characters

/** The longest formula every Excel takes in a conditional format. */
export const shortLimit = 255;

/**
 * The same highlights in rules of at most 255 characters, one a row, each on its own cell: the day and the words of the date,
 * and of the Key action as many as there is room for. Such a rule does not follow its row through a sort: it falls silent
 * where other words come to stand.
 */
export function shortRulesOf(highlights: readonly Highlight[], grid: WorkbookGrid): HighlightRule[] {
  const sheets = new Map(grid.sheets.map((sheet) => [sheet.sheet, sheet]));
  return highlights.flatMap((highlight): HighlightRule[] => {
    const sheet = sheets.get(highlight.sheet)!;
    const on = standingOn(highlight, sheet);
    const formula = on && shortFormula(highlight, sheet, grid.date1904);
    if (!on || !formula) return [];
    const { kind, label } = highlight;
    return [
      {
        sheet: highlight.sheet,
        address: `${on.column}${on.row}`,
        formula,
        numberFormat: numberFormatOf(label),
        kind,
        keys: [highlight.key],
      },
    ];
  });
}

function shortFormula(highlight: Highlight, sheet: SheetGrid, date1904: boolean): string | null {
  const asked = [`${highlightMark}: ${highlight.kind}")=0`, ...daysOf(highlight, date1904)];
  const room = () => shortLimit - `=AND(${asked.join(",")},)`.length;
  const cells = [highlight.date, ...highlight.on].filter((cell) => cell !== null);
  const tell = cells.filter(
    (cell, at) => cells.findIndex((each) => each.row === cell.row && each.column === cell.column) === at,
  );
  for (const [at, place] of tell.entries()) {
    const need = shortWords(`$${place.column}${place.row}`, cellOf(sheet, place), room());
    if (need) asked.push(need);
    // Without the words of the date the rule would not know when it is out of date.
    else if (at === 0) return null;
  }
  return asked.length > 1 ? `=AND(${asked.join(",")})` : null;
}

/** That a cell holds the words it was read with, in at most so many characters; null where not even its start fits. */
function shortWords(address: string, cell: GridCell | null, room: number): string | null {
  const whole = sameWords(address, cell, literalLimit);
  if (whole.length <= room) return whole;
  if (cell?.kind !== "text" || typeof cell.value !== "string") return null;
  const [line] = cell.value.split(/\p{Cc}/u, 1) as [string];
  const isPlain = !/[\uD800-\uDFFF]/.test(cell.value);
  const length = isPlain ? `,LEN(${address})=${cell.value.length}` : "";
  const frame = `EXACT(LEFT(${address},999),"")${length}`.length;
  const start = line.slice(0, endOfLiteral(line, 0, room - frame));
  const bare = start.split(/[\uD800-\uDFFF]/, 1)[0]!;
  return bare.length < 8 ? null : `EXACT(LEFT(${address},${bare.length}),${quoted(bare)})${length}`;
}
