/**
 * Text and dates on their way into cells, and what a cell's number format says on the way out.
 *
 * Text is data: whatever a partner typed reaches a cell as that text, never as a formula, a number or a date.
 */
import { toSerial } from "../plan/calendar";
import type { IsoDate } from "../plan/model";

/** What one cell of ours is to hold. A plain string is text; a date is written as a serial number. */
export type CellInput = string | number | null | { date: IsoDate };

/** Excel's own limit on the text of a cell. */
export const cellLimit = 32_767;

/**
 * The value to hand to `range.values` for text. The leading apostrophe is Excel's mark for "text as it stands": it is not
 * part of the value, and without it "- spoke to X" is a formula, "1.10" the number 1.1 and "June 2019" a date.
 */
export function textForCell(text: string): string {
  if (text === "") return "";
  const clean = text.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
  return `'${clean.length >= cellLimit ? `${clean.slice(0, cellLimit - 2)}…` : clean}`;
}

/** The value to hand to `range.values`. */
export function valueForCell(input: CellInput, date1904: boolean): string | number {
  if (input === null) return "";
  if (typeof input === "string") return textForCell(input);
  if (typeof input === "number") return input;
  return toSerial(input.date, date1904);
}

/** A sheet's name as references want it: 'Safe Education'. */
export function quoteSheet(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}

/** Whether a number format shows dates: a d, m, y or h outside quotes, brackets and escapes. */
export function isDateFormat(code: string): boolean {
  if (code === "General" || code === "@" || code === "") return false;
  const first = code.split(";")[0]!;
  const bare = first
    .replace(/"[^"]*"/g, "")
    .replace(/\\./g, "")
    .replace(/_./g, "")
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "");
  return /[dmyh]/i.test(bare) && !/^[#0?,.% ]*$/.test(bare) && !/general/i.test(bare);
}
