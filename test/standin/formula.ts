/**
 * Formulas as text for Excel's stand-in: where the references are, and how they move when rows, columns or the formula
 * itself move. Calculates nothing.
 */
import { columnIndex, columnLetter } from "../../src/plan/grid";
import { MAX_COLUMNS, MAX_ROWS, quoteSheet } from "./address";

interface Part {
  column: number | null;
  row: number | null;
  fixedColumn: boolean;
  fixedRow: boolean;
}

const PART = /^(?:(\$?)([A-Za-z]{1,3}))?(?:(\$?)(\d{1,7}))?$/;

function readPart(text: string): Part | null {
  const match = PART.exec(text);
  if (!match) return null;
  const column = match[2] ? columnIndex(match[2]) : null;
  const row = match[4] ? Number(match[4]) - 1 : null;
  if ((column ?? 0) >= MAX_COLUMNS || (row ?? 0) >= MAX_ROWS || (row ?? 0) < 0) return null;
  return { column, row, fixedColumn: match[1] === "$", fixedRow: match[3] === "$" };
}

function writePart(part: Part): string {
  const column = part.column === null ? "" : `${part.fixedColumn ? "$" : ""}${columnLetter(part.column)}`;
  const row = part.row === null ? "" : `${part.fixedRow ? "$" : ""}${part.row + 1}`;
  return column + row;
}

const WORD = /[A-Za-z0-9_.$\\]+/y;
const REFERENCE = /^\$?[A-Za-z]{1,3}\$?\d{1,7}$/;
const COLUMN = /^\$?[A-Za-z]{1,3}$/;
const ROW = /^\$?\d{1,7}$/;

/** One piece of a formula: a reference with the sheet before it, or anything else as it stands. */
type Piece = { text: string } | { sheet: string | null; prefix: string; reference: string };

/** Cuts a formula up from left to right, each letter once: strings, quoted sheets and [names of columns] are never looked into. */
function pieces(formula: string): Piece[] {
  const found: Piece[] = [];
  let i = 0;
  let prefix = "";
  const wordAt = (at: number): string => {
    WORD.lastIndex = at;
    return WORD.exec(formula)?.[0] ?? "";
  };
  const other = (end: number) => {
    found.push({ text: prefix + formula.slice(i, end) });
    prefix = "";
    i = end;
  };
  const after = (quote: string, from: number): number => {
    for (let at = from; ; at += 2) {
      at = formula.indexOf(quote, at);
      if (at < 0) return formula.length;
      if (formula[at + 1] !== quote) return at + 1;
    }
  };
  while (i < formula.length) {
    const letter = formula[i]!;
    if (letter === '"') other(after('"', i + 1));
    else if (letter === "[") {
      let depth = 0;
      let end = i;
      do {
        if (formula[end] === "[") depth++;
        else if (formula[end] === "]") depth--;
        end++;
      } while (end < formula.length && depth > 0);
      other(end);
    } else if (letter === "'") {
      const end = after("'", i + 1);
      if (formula[end] === "!") {
        prefix = formula.slice(i, end + 1);
        i = end + 1;
      } else other(end);
    } else {
      const word = wordAt(i);
      if (word === "") {
        other(i + 1);
        continue;
      }
      const end = i + word.length;
      if (formula[end] === "!" && prefix === "") {
        prefix = `${word}!`;
        i = end + 1;
        continue;
      }
      const second = formula[end] === ":" ? wordAt(end + 1) : "";
      const whole = second === "" ? end : end + 1 + second.length;
      const follows = (at: number) => formula[at] !== "(" && formula[at] !== "!";
      const pair = [REFERENCE, COLUMN, ROW].some((kind) => kind.test(word) && kind.test(second)) && follows(whole);
      if (pair || (REFERENCE.test(word) && follows(end))) {
        const last = pair ? whole : end;
        found.push({ sheet: sheetOf(prefix), prefix, reference: formula.slice(i, last) });
        prefix = "";
        i = last;
      } else other(end);
    }
  }
  if (prefix) found.push({ text: prefix });
  return found;
}

function sheetOf(prefix: string): string | null {
  if (prefix === "") return null;
  const name = prefix.slice(0, -1);
  return name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name;
}

/** Rewrites every reference; `change` gets the sheet before it (unquoted, null if none) and its one or two corners. */
function rewrite(formula: string, change: (sheet: string | null, parts: Part[]) => Part[] | null): string {
  return pieces(formula)
    .map((piece) => {
      if ("text" in piece) return piece.text;
      const parts = piece.reference.split(":").map(readPart);
      if (parts.some((part) => part === null)) return piece.prefix + piece.reference;
      const changed = change(piece.sheet, parts as Part[]);
      return `${piece.prefix}${changed ? changed.map(writePart).join(":") : "#REF!"}`;
    })
    .join("");
}

/** The formula as it reads after being copied `rows` down and `columns` right: unfixed references move along. */
export function offsetFormula(formula: string, rows: number, columns: number): string {
  if (rows === 0 && columns === 0) return formula;
  return rewrite(formula, (_, parts) => {
    const moved = parts.map((part) => ({
      ...part,
      row: part.row === null || part.fixedRow ? part.row : part.row + rows,
      column: part.column === null || part.fixedColumn ? part.column : part.column + columns,
    }));
    const off = (n: number | null, limit: number) => n !== null && (n < 0 || n >= limit);
    return moved.some((part) => off(part.row, MAX_ROWS) || off(part.column, MAX_COLUMNS)) ? null : moved;
  });
}

/** Rows or columns put in (count > 0) or taken out (count < 0) of a sheet, before index `at`. */
export interface Shift {
  axis: "row" | "column";
  at: number;
  count: number;
}

/** Where an index goes; null when it was taken out. */
export function shiftIndex(index: number, shift: Shift): number | null {
  if (index < shift.at) return index;
  if (shift.count >= 0) return index + shift.count;
  return index < shift.at - shift.count ? null : index + shift.count;
}

/** Where a run of rows or columns goes; null when all of it was taken out. */
export function shiftSpan(start: number, length: number, shift: Shift): { start: number; length: number } | null {
  const last = start + length - 1;
  if (shift.count >= 0) {
    const newStart = shiftIndex(start, shift)!;
    return { start: newStart, length: shiftIndex(last, shift)! - newStart + 1 };
  }
  const end = shift.at - shift.count;
  const before = Math.max(0, Math.min(last + 1, shift.at) - start);
  const after = Math.max(0, last + 1 - Math.max(start, end));
  if (before + after === 0) return null;
  return { start: start < shift.at ? start : Math.max(start, end) + shift.count, length: before + after };
}

/** The formula after the shift of `changedSheet`; `ownSheet` is where the formula stands. */
export function shiftFormula(formula: string, ownSheet: string, changedSheet: string, shift: Shift): string {
  return rewrite(formula, (sheet, parts) => {
    if ((sheet ?? ownSheet).toLowerCase() !== changedSheet.toLowerCase()) return parts;
    const key = shift.axis;
    const first = parts[0]!;
    const last = parts[parts.length - 1]!;
    if (first[key] === null || last[key] === null) return parts;
    const span = shiftSpan(first[key], last[key] - first[key] + 1, shift);
    if (!span) return null;
    const moved = [{ ...first, [key]: span.start }];
    if (parts.length > 1) moved.push({ ...last, [key]: span.start + span.length - 1 });
    return moved;
  });
}

/** The formula after a sheet was renamed. */
export function renameInFormula(formula: string, from: string, to: string): string {
  return pieces(formula)
    .map((piece) => {
      if ("text" in piece) return piece.text;
      const renamed = piece.sheet?.toLowerCase() === from.toLowerCase() ? `${quoteSheet(to)}!` : piece.prefix;
      return renamed + piece.reference;
    })
    .join("");
}

/** The formula after a table was renamed: "Actions[Ref]" names its columns by the table's name. */
export const renameTableInFormula = (formula: string, from: string, to: string): string =>
  formula.replace(new RegExp(`\\b${from.replace(/[.\\]/g, "\\$&")}\\[`, "g"), `${to}[`);

export type FormulaFault = "too long" | "string too long" | "unreadable";

/** What Excel would refuse in a formula (text after the "="), as far as its letters show it; null when nothing. */
export function formulaFault(formula: string): FormulaFault | null {
  if (formula.length > 8192) return "too long";
  if (formula.trim() === "") return "unreadable";
  let depth = 0;
  for (let i = 0; i < formula.length; i++) {
    const letter = formula[i];
    if (letter === '"') {
      const start = i;
      for (i++; i < formula.length; i++) {
        if (formula[i] !== '"') continue;
        if (formula[i + 1] === '"') i++;
        else break;
      }
      if (i >= formula.length) return "unreadable";
      if (i - start - 1 > 255) return "string too long";
    } else if (letter === "'") {
      i = formula.indexOf("'", i + 1);
      if (i < 0) return "unreadable";
    } else if (letter === "(") depth++;
    else if (letter === ")" && --depth < 0) return "unreadable";
    else if (letter === "," && depth === 0 && !formula.includes("{")) return "unreadable";
  }
  return depth === 0 ? null : "unreadable";
}

/** Whether it is words and not a sum: two names with only a space between, outside quotation marks (Excel: #NAME?). */
export function readsAsProse(formula: string): boolean {
  const bare = formula.replace(/"(?:[^"]|"")*"/g, '""').replace(/'(?:[^']|'')+'!/g, "");
  return /[A-Za-z]{2,} +[A-Za-z]/.test(bare) || /^[\s+-]*[A-Za-z]{4,}$/.test(bare.replace(/^(TRUE|FALSE)$/i, ""));
}
