/**
 * One stored cell of a workbook file, turned into a cell of the grid a plan is read from. A number or date that cannot be
 * read is text as it is stored, or blank: never NaN.
 */
import { format as showNumber } from "numfmt";

import { isIsoDate, toSerial } from "../../plan/calendar";
import { emptyCell } from "../../plan/grid";
import type { GridCell } from "../../plan/grid";
import { looksIn, shapeOf } from "./cellText";
import type { StoredText } from "./cellText";
import type { Style } from "./styles";

/** A cell as the file stores it. */
export interface StoredCell {
  /** What its value is: "s", "b", "e", "d", "str", "inlineStr"; "n" or "" for a number. */
  type: string;
  /** The value as text, references decoded. */
  value: string;
  /** The text written in the cell itself, of type "inlineStr". */
  inline: StoredText;
}

/** What the workbook as a whole says of its cells. */
export interface CellContext {
  strings: readonly StoredText[];
  date1904: boolean;
  /** Shows its numbers and dates. */
  shown: Shown;
}

/** The cell as the plan's reader takes it. */
export function readCell({ type, value, inline }: StoredCell, style: Style, book: CellContext): GridCell {
  const base = { format: style.format, ...style.looks };
  switch (type) {
    case "s":
      return storedCell(/^\s*\d+\s*$/.test(value) ? book.strings[Number(value)] : undefined, style);
    case "inlineStr":
      return storedCell(inline, style);
    case "str":
      return textCell(value, base);
    case "b":
      return booleanCell(value.trim(), base);
    case "e":
      return value === "" ? blank(base) : { kind: "error", text: value, value, ...base };
    case "d":
      return dateCell(value.trim(), style, book);
    default:
      return numberCell(value.trim(), style, book);
  }
}

type Base = { format: string } & Partial<GridCell>;

/** A text that may have looks of its own in parts. */
function storedCell(stored: StoredText | undefined, { format, font, fill, looks }: Style): GridCell {
  if (stored === undefined) return blank({ format, ...looks });
  const own = stored.looks === null ? looks : shapeOf(looksIn(font, stored), fill);
  return textCell(stored.text, { format, ...own });
}

function blank(base: Base): GridCell {
  return { ...emptyCell, ...base };
}

function textCell(value: string, base: Base): GridCell {
  return value === "" ? blank(base) : { kind: "text", text: value, value, ...base };
}

function booleanCell(stored: string, base: Base): GridCell {
  if (!["0", "1", "true", "false"].includes(stored)) return textCell(stored, base);
  const value = stored === "1" || stored === "true";
  return { kind: "boolean", text: value ? "TRUE" : "FALSE", value, ...base };
}

const numeral = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

function numberCell(stored: string, { format, isDate, looks }: Style, book: CellContext): GridCell {
  const value = numeral.test(stored) ? Number(stored) : NaN;
  if (!Number.isFinite(value)) return textCell(stored, { format, ...looks });
  return { kind: isDate ? "date" : "number", text: book.shown.of(value, format, isDate), value, format, ...looks };
}

/** How Excel shows a date where the cell's format shows none. */
const shortDate = "dd/mm/yyyy";

const isoMoment = /^(\d{4}-\d{2}-\d{2})(?:T([01]\d|2[0-4]):([0-5]\d)(?::([0-5]\d(?:\.\d+)?))?)?(?:Z|[+-]\d{2}:\d{2})?$/;

function dateCell(stored: string, style: Style, book: CellContext): GridCell {
  const [, day, hours = "0", minutes = "0", seconds = "0"] = isoMoment.exec(stored) ?? [];
  if (day === undefined || !isIsoDate(day)) return numberCell(stored, style, book);
  const ofDay = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) / 86_400;
  const format = style.isDate ? style.format : shortDate;
  const value = Math.round((toSerial(day, book.date1904) + ofDay) * 1e8) / 1e8;
  // Days before Excel's first have no number.
  if (value < 0) return textCell(stored, { format: style.format, ...style.looks });
  return { kind: "date", text: book.shown.of(value, format, true), value, ...style.looks, format };
}

/** Formats are slow to follow by their length: so many characters of them are followed in one file. */
const showLimit = 1_000_000;

/**
 * How the numbers and dates of one file are shown, each way of showing a number worked out once. Past a limit, which no
 * plan comes near, in the plainest way.
 */
export class Shown {
  private readonly known = new Map<string, Map<number, string>>();
  private spent = 0;

  constructor(private readonly date1904: boolean) {}

  of(value: number, format: string, isDate: boolean): string {
    if (format === "General" && Number.isInteger(value) && Math.abs(value) < 1e11) return String(value);
    if (!this.known.has(format)) this.known.set(format, new Map());
    const known = this.known.get(format)!;
    const there = known.get(value);
    if (there !== undefined) return there;
    this.spent += format.length;
    const text = this.work(value, this.spent <= showLimit ? format : isDate ? shortDate : "", isDate);
    known.set(value, text);
    return text;
  }

  private work(value: number, format: string, isDate: boolean): string {
    if (format === "") return String(value);
    try {
      // The library counts from 1900; a 1904 serial is 1,462 days behind.
      return showNumber(format, this.date1904 && isDate ? value + 1462 : value);
    } catch {
      return String(value);
    }
  }
}
