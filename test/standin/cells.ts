/**
 * One cell of an exceljs sheet, as Excel speaks of it: stored value, formula, kind, number format and shown text. Dates are
 * serial numbers throughout (a loaded workbook's JS Dates are turned into them once, see `plainValues`).
 */
import type ExcelJS from "exceljs";
import { format as showNumber, isDateFormat, isPercentFormat } from "numfmt";

export type Scalar = string | number | boolean;

/** What exceljs stores in a cell of ours. */
export type Stored = null | Scalar | { error: string } | { richText: ExcelJS.RichText[] } | FormulaValue;
export interface FormulaValue {
  formula: string;
  result?: Scalar | { error: string };
  shareType?: string;
  ref?: string;
}

interface InternalCell {
  type: number;
  value: unknown;
  result?: FormulaValue["result"];
  style: Partial<ExcelJS.Style>;
}

export const stored = (cell: ExcelJS.Cell | undefined): Stored => {
  if (!cell) return null;
  const internal = cell as unknown as InternalCell;
  if (internal.type === 0 || internal.type === 1) return null;
  // exceljs gives no result that is nothing or false; it holds it all the same.
  if (internal.type !== 6) return internal.value as Stored;
  const { result } = internal;
  return { ...(internal.value as FormulaValue), ...(result === undefined || result === null ? {} : { result }) };
};

const isFormula = (value: Stored): value is FormulaValue =>
  typeof value === "object" && value !== null && "formula" in value;

/** The value as Office.js gives it: "" for empty, an error as its text. */
export function valueOf(value: Stored): Scalar {
  if (value === null || value === undefined) return "";
  if (typeof value !== "object") return value;
  if ("richText" in value) return value.richText.map((run) => run.text).join("");
  if ("error" in value) return value.error;
  if (isFormula(value))
    return value.result === undefined ? 0 : typeof value.result === "object" ? value.result.error : value.result;
  return "";
}

/** The runs of a cell whose letters do not all look alike, each with its own font; null for a cell of one look. */
export function runsOf(value: Stored): ExcelJS.RichText[] | null {
  if (typeof value !== "object" || value === null || !("richText" in value)) return null;
  const runs = value.richText.filter((run) => run.text !== "");
  return runs.length > 0 ? runs : null;
}

/** The formula with its "=", or the value of a cell without one. */
export const formulaOf = (value: Stored): Scalar => (isFormula(value) ? `=${value.formula}` : valueOf(value));
export const hasFormula = (value: Stored): boolean => isFormula(value);

export type ValueType = "Empty" | "String" | "Double" | "Boolean" | "Error";

export function typeOf(value: Stored): ValueType {
  if (value === null || value === undefined) return "Empty";
  if (isFormula(value)) return value.result === undefined ? "Double" : typeOf(value.result as Stored);
  if (typeof value === "object") return "error" in value ? "Error" : "String";
  return typeof value === "number" ? "Double" : typeof value === "boolean" ? "Boolean" : "String";
}

export const formatOf = (cell: ExcelJS.Cell | undefined): string => cell?.style?.numFmt || "General";

/** The cell as it is shown, whatever the column's width. */
export function textOf(value: Stored, format: string, date1904: boolean): string {
  const plain = valueOf(value);
  if (plain === "") return "";
  if (typeof plain === "boolean") return plain ? "TRUE" : "FALSE";
  if (typeof plain === "string") {
    if (typeOf(value) === "Error" || format === "General" || format === "@") return plain;
    try {
      return showNumber(format, plain, { nbsp: false });
    } catch {
      return plain;
    }
  }
  const key = `${date1904 ? 4 : 0}${plain}|${format}`;
  let text = shown.get(key);
  if (text === undefined) {
    try {
      const serial = date1904 && isDateFormat(format) ? plain + 1462 : plain;
      text = showNumber(format, serial, { nbsp: false, dateErrorThrows: false });
    } catch {
      text = String(plain);
    }
    if (shown.size > 50_000) shown.clear();
    shown.set(key, text);
  }
  return text;
}

/** Numbers already shown: a plan repeats its dates, and showing one is the dear part of reading. */
const shown = new Map<string, string>();

const categories = new Map<string, string>();

/** Excel.NumberFormatCategory of a format code. */
export function categoryOf(format: string): string {
  let category = categories.get(format);
  if (category === undefined) categories.set(format, (category = readCategory(format)));
  return category;
}

function readCategory(format: string): string {
  if (format === "General") return "General";
  if (format === "@") return "Text";
  const first = format
    .split(";")[0]!
    .replace(/"[^"]*"|\\./g, "")
    .replace(/\[[^\]]*\]/g, "");
  if (isDateFormat(format)) return /[dy]/i.test(first) || /mmm/i.test(first) ? "Date" : "Time";
  if (isPercentFormat(format)) return "Percentage";
  if (/e[+-]/i.test(first)) return "Scientific";
  if (/[#?0]\s*\/\s*[#?0-9]/.test(first)) return "Fraction";
  if (/[£$€¥]/.test(format)) return format.includes("_") && format.includes("*") ? "Accounting" : "Currency";
  if (/^#?,?#*0(?:\.0+)?_?\)?$|^#,##0(?:\.0+)?$/.test(first)) return "Number";
  return "Custom";
}

/** Turns JS Dates into serial numbers, shared formulas into plain ones, and cells of links into their values. */
export function plainValues(sheet: ExcelJS.Worksheet, date1904: boolean): void {
  const serial = (date: Date) => Math.round((25_569 + date.getTime() / 86_400_000 - (date1904 ? 1462 : 0)) * 1e8) / 1e8;
  sheet.eachRow((row) => {
    row.eachCell((cell) => {
      if ((cell as unknown as InternalCell).type === 1) return; // covered by a merge: its value is its master's
      const value = cell.value;
      if (value === null || typeof value !== "object") return;
      if (value instanceof Date) cell.value = serial(value);
      else if ("hyperlink" in value) {
        const text = value.text as unknown;
        cell.value = (text instanceof Date ? serial(text) : (text ?? null)) as ExcelJS.CellValue;
      } else if ("formula" in value || "sharedFormula" in value) {
        const result = value.result instanceof Date ? serial(value.result) : value.result;
        const whole = value as { shareType?: string; ref?: string };
        const kept = whole.shareType === "array" ? { shareType: "array", ref: whole.ref } : {};
        cell.value = {
          formula: cell.formula,
          ...(result === undefined ? {} : { result }),
          ...kept,
        } as ExcelJS.CellValue;
      }
    });
  });
}
