/**
 * Formulas as text for Excel's stand-in: where the references are, and how they move when rows, columns or the formula
 * itself move. Calculates nothing.
 */
import { columnIndex, columnLetter } from "../../src/plan/grid";
import { MAX_COLUMNS, MAX_ROWS } from "./address";

/** A string, or a reference with or without a sheet before it. Each alternative starts differently: no backtracking. */
const TOKENS =
  /"(?:[^"]|"")*"|((?:'(?:[^']|'')+'|[A-Za-z_][A-Za-z0-9_.]*)!)?(?<![A-Za-z0-9_.$])(\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?\d{1,7}:\$?\d{1,7})(?![A-Za-z0-9_.(!])/g;

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

/** Rewrites every reference; `change` gets the sheet before it (unquoted, null if none) and its one or two corners. */
function rewrite(
  formula: string,
  change: (sheet: string | null, parts: Part[]) => Part[] | null,
): string {
  return formula.replace(TOKENS, (whole: string, prefix: string | undefined, reference: string | undefined) => {
    if (reference === undefined) return whole;
    const parts = reference.split(":").map(readPart);
    if (parts.some((part) => part === null)) return whole;
    const sheet = prefix ? prefix.slice(0, -1).replace(/^'|'$/g, "").replaceAll("''", "'") : null;
    const changed = change(sheet, parts as Part[]);
    return `${prefix ?? ""}${changed ? changed.map(writePart).join(":") : "#REF!"}`;
  });
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
  const quoted = `'${to.replaceAll("'", "''")}'!`;
  return formula.replace(
    /"(?:[^"]|"")*"|('(?:[^']|'')+'|[A-Za-z_][A-Za-z0-9_.]*)!/g,
    (whole: string, sheet: string | undefined) => {
      if (sheet === undefined) return whole;
      const name = sheet.startsWith("'") ? sheet.slice(1, -1).replaceAll("''", "'") : sheet;
      if (name.toLowerCase() !== from.toLowerCase()) return whole;
      return /^[A-Za-z_][A-Za-z0-9_.]*$/.test(to) ? `${to}!` : quoted;
    },
  );
}

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
