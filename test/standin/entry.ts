/**
 * What Excel makes of an entry in a cell (UK settings): number, date, time, percentage, true or false, formula or text.
 * Knows nothing of a workbook. That these are Excel's own rules in every corner is not proved here; they err towards
 * converting, because a conversion nobody wanted is the trap.
 */

export type Entered =
  | { kind: "blank" }
  | { kind: "text"; text: string }
  | { kind: "value"; value: number | boolean; format?: string }
  | { kind: "formula"; formula: string };

export interface EntrySettings {
  /** The year a date without one is in. */
  year: number;
  date1904: boolean;
  /** The cell's number format: in a text cell ("@") everything stays text. */
  format: string;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const FULL_MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

function monthNumber(word: string): number | null {
  const lower = word.toLowerCase();
  const index = lower === "sept" ? 8 : Math.max(MONTHS.indexOf(lower), FULL_MONTHS.indexOf(lower));
  return index < 0 ? null : index + 1;
}

const fullYear = (text: string): number =>
  text.length > 2 ? Number(text) : Number(text) + (Number(text) < 30 ? 2000 : 1900);

/** The serial number of a civil date; null when there is no such day. */
function serialOf(year: number, month: number, day: number, date1904: boolean): number | null {
  const time = Date.UTC(year, month - 1, day);
  const back = new Date(time);
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day || year < 1900 || year > 9999) return null;
  const days = time / 86_400_000 + 25_569;
  // Excel believes in 29 February 1900: serials before 1 March 1900 are one less.
  const serial = date1904 ? days - 1462 : days < 61 ? days - 1 : days;
  return serial < 0 ? null : serial;
}

/** Reads what a person typed, or what was written through Office.js `values`. */
export function readEntry(typed: string, settings: EntrySettings): Entered {
  if (typed === "") return { kind: "blank" };
  if (typed.startsWith("'")) return { kind: "text", text: typed.slice(1) };
  if (settings.format === "@") return { kind: "text", text: typed };
  const trimmed = typed.trim();
  if (typed.startsWith("="))
    return typed.length === 1 ? { kind: "text", text: typed } : { kind: "formula", formula: typed.slice(1) };
  const number = readNumber(trimmed);
  if (number) return number;
  if (/^[+\-@]/.test(typed)) {
    if (typed.length === 1) return { kind: "text", text: typed };
    return { kind: "formula", formula: typed.startsWith("@") ? typed.slice(1) : typed };
  }
  if (/^(true|false)$/i.test(trimmed)) return { kind: "value", value: trimmed.toLowerCase() === "true" };
  return readDate(trimmed, settings) ?? readTime(trimmed) ?? { kind: "text", text: typed };
}

function readNumber(text: string): Entered | null {
  const match = /^([+-]?)(£?)([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(\.\d*)?(?:[eE]([+-]?\d{1,3}))?(%?)$/.exec(text);
  const bracketed = /^\((\d[\d,]*(?:\.\d*)?)\)$/.exec(text);
  if (bracketed) return { kind: "value", value: -Number(bracketed[1]!.replaceAll(",", "")) };
  if (!match || (match[4] === undefined && !(match[5] && match[5].length > 1))) return null;
  const [, sign, pound, sign2, whole = "", fraction = "", exponent, percent] = match;
  if (sign && sign2) return null;
  const size = Number(
    `${whole.replaceAll(",", "") || "0"}${fraction === "." ? "" : fraction}${exponent ? `e${exponent}` : ""}`,
  );
  if (!Number.isFinite(size)) return null;
  const value = sign === "-" || sign2 === "-" ? -size : size;
  if (percent) return { kind: "value", value: value / 100, format: fraction.length > 1 ? "0.00%" : "0%" };
  if (pound) return { kind: "value", value, format: fraction ? "£#,##0.00" : "£#,##0" };
  if (exponent) return { kind: "value", value, format: "0.00E+00" };
  if (whole.includes(",")) return { kind: "value", value, format: fraction ? "#,##0.00" : "#,##0" };
  return { kind: "value", value };
}

function readDate(text: string, { year, date1904 }: EntrySettings): Entered | null {
  const dated = (y: number, m: number, d: number, format: string): Entered | null => {
    const serial = serialOf(y, m, d, date1904);
    return serial === null ? null : { kind: "value", value: serial, format };
  };
  let match = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})$/.exec(text);
  if (match) return dated(fullYear(match[3]!), Number(match[2]), Number(match[1]), "dd/mm/yyyy");
  match = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})$/.exec(text);
  if (match) return dated(Number(match[1]), Number(match[2]), Number(match[3]), "dd/mm/yyyy");
  match = /^(\d{1,2})[/-](\d{1,2})$/.exec(text);
  if (match) return dated(year, Number(match[2]), Number(match[1]), "dd-mmm");
  match = /^(\d{1,2})[/-](\d{4})$/.exec(text);
  if (match) return dated(Number(match[2]), Number(match[1]), 1, "mmm-yy");
  match = /^(\d{1,2})[ -]([A-Za-z]{3,9})(?:[ -](\d{4}|\d{2}))?$/.exec(text);
  if (match) {
    const month = monthNumber(match[2]!);
    if (month === null) return null;
    return match[3]
      ? dated(fullYear(match[3]), month, Number(match[1]), "dd-mmm-yy")
      : dated(year, month, Number(match[1]), "dd-mmm");
  }
  match = /^([A-Za-z]{3,9})[ -](\d{4}|\d{2})$/.exec(text);
  if (match) {
    const month = monthNumber(match[1]!);
    if (month === null) return null;
    // Two digits that can be a day of that month are one: "June 19" is 19 June of this year, "June 45" is June 1945.
    const day = match[2]!.length === 2 ? dated(year, month, Number(match[2]), "dd-mmm") : null;
    return day ?? dated(fullYear(match[2]!), month, 1, "mmm-yy");
  }
  match = /^([A-Za-z]{3,9}) (\d{1,2}),? (\d{4})$/.exec(text);
  if (match) {
    const month = monthNumber(match[1]!);
    return month === null ? null : dated(Number(match[3]), month, Number(match[2]), "dd-mmm-yy");
  }
  return null;
}

function readTime(text: string): Entered | null {
  const match = /^(\d{1,2}):([0-5]\d)(?::([0-5]\d))?(?: ?([AaPp])[Mm])?$/.exec(text);
  if (!match) return null;
  let hours = Number(match[1]);
  if (match[4]) {
    if (hours < 1 || hours > 12) return null;
    hours = (hours % 12) + (match[4].toLowerCase() === "p" ? 12 : 0);
  }
  if (hours > 23) return null;
  const value = (hours * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0)) / 86_400;
  return { kind: "value", value, format: match[3] ? "hh:mm:ss" : "hh:mm" };
}
