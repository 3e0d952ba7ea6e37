/**
 * One stored cell of a workbook file, turned into a cell of the grid a plan is read from. A number or date that cannot be
 * read is text as it is stored, or blank: never NaN.
 */
import { format as showNumber } from "numfmt";

import { isIsoDate, toSerial } from "../../plan/calendar";
import { emptyCell } from "../../plan/grid";
import type { GridCell } from "../../plan/grid";
import { isDateFormat } from "../text";
import type { Style } from "./styles";

/** A cell as the file stores it. */
export interface StoredCell {
  /** What its value is: "s", "b", "e", "d", "str", "inlineStr"; "n" or "" for a number. */
  type: string;
  /** The value as text, references decoded. */
  value: string;
  /** The text written in the cell itself, of type "inlineStr". */
  inline: string;
}

/** What the workbook as a whole says of its cells. */
export interface CellContext {
  strings: readonly string[];
  date1904: boolean;
}

/** The cell as the plan's reader takes it. */
export function readCell({ type, value, inline }: StoredCell, { format, looks }: Style, book: CellContext): GridCell {
  const base = { format, ...looks };
  switch (type) {
    case "s":
      return textCell(/^\s*\d+\s*$/.test(value) ? (book.strings[Number(value)] ?? "") : "", base);
    case "inlineStr":
      return textCell(inline, base);
    case "str":
      return textCell(value, base);
    case "b":
      return booleanCell(value.trim(), base);
    case "e":
      return value === "" ? blank(base) : { kind: "error", text: value, value, ...base };
    case "d":
      return dateCell(value.trim(), base, book.date1904);
    default:
      return numberCell(value.trim(), base, book.date1904);
  }
}

type Base = { format: string } & Partial<GridCell>;

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

function numberCell(stored: string, base: Base, date1904: boolean): GridCell {
  const value = numeral.test(stored) ? Number(stored) : NaN;
  if (!Number.isFinite(value)) return textCell(stored, base);
  const kind = isDateFormat(base.format) ? "date" : "number";
  return { kind, text: shown(value, base.format, date1904), value, ...base };
}

/** How Excel shows a date where the cell's format shows none. */
const shortDate = "dd/mm/yyyy";

const isoMoment = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?(?:Z|[+-]\d{2}:\d{2})?$/;

function dateCell(stored: string, base: Base, date1904: boolean): GridCell {
  const [, day, hours = "0", minutes = "0", seconds = "0"] = isoMoment.exec(stored) ?? [];
  if (day === undefined || !isIsoDate(day)) return numberCell(stored, base, date1904);
  const ofDay = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) / 86_400;
  const format = isDateFormat(base.format) ? base.format : shortDate;
  const value = toSerial(day, date1904) + ofDay;
  return { kind: "date", text: shown(value, format, date1904), value, ...base, format };
}

function shown(value: number, format: string, date1904: boolean): string {
  try {
    // The library counts from 1900; a 1904 serial is 1,462 days behind.
    return showNumber(format, date1904 && isDateFormat(format) ? value + 1462 : value);
  } catch {
    return String(value);
  }
}
