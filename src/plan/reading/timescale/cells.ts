/**
 * Reads a Timescale cell that may hold a real date or a number instead of words.
 *
 * A month-only number format means the whole month, a year-only one the whole year. The cell's shown text is kept.
 */
import { codeOf, dayCode, fromSerial, monthEndCode, monthOfCode, sayDate, yearOfCode } from "../../calendar";
import type { GridCell } from "../../grid";
import type { PlanContext, Precision, Timescale } from "../../model";
import { alternative, emptyDraft } from "./draft";
import type { Draft } from "./draft";
import { explain } from "./explain";
import { readTimescale } from "./readTimescale";
import { planYears } from "./resolve";

/** Serial numbers of 1990 to 2060 under the 1900 system: the only plain numbers taken for dates that lost their format. */
const leastSerial = 32874;
const mostSerial = 58805;

/**
 * Reads one Timescale cell, real dates and serial numbers included. `date1904` is the workbook's date system.
 */
export function readTimescaleCell(cell: GridCell, context: PlanContext, date1904: boolean): Timescale {
  if (cell.kind === "empty") return readTimescale("", context);
  if (cell.strikethrough === "mixed" && cell.kind === "text") return ofPartlyStruck(cell.text, context);
  if (cell.kind === "text" || typeof cell.value !== "number") return readTimescale(cell.text, context);
  const serial = cell.value;
  if (cell.kind === "date") {
    const date = fromSerial(serial, date1904);
    return date
      ? ofDate(cell, codeOf(date), precisionOf(cell.format), context, false)
      : readTimescale(cell.text, context);
  }
  // A plain number: a year, a year of the plan, or a date that has lost its format.
  if (serial >= leastSerial && serial <= mostSerial) {
    const date = fromSerial(serial, date1904);
    if (date) return ofDate(cell, codeOf(date), "day", context, true);
  }
  return readTimescale(cell.text || String(serial), context);
}

/** Why a cell of which part is struck through cannot be read for certain. */
const partlyStruck = "Part of this cell is struck through, and which part cannot be told.";

/** Excel says that part of the text is struck through, not which: every date of it may be the one that no longer counts. */
function ofPartlyStruck(text: string, context: PlanContext): Timescale {
  const read = readTimescale(text, context);
  const dates = text
    .split(dateEnds)
    .map((piece) => readTimescale(piece, context))
    .filter(({ due }) => due !== null);
  const others = dates.map(({ due, start }) =>
    alternative("deadline", codeOf(due!), start ? codeOf(start) : 0, null, `due by ${sayDate(due!)}`),
  );
  const known = new Set<string>();
  const alternatives = [...read.alternatives, ...others].filter(({ says }) => !known.has(says) && known.add(says));
  return { ...read, unsure: true, why: `${read.why} ${partlyStruck}`, alternatives };
}

/** Behind a year, a line or a separator one date ends and the next may begin. */
const dateEnds = /(?<=\b(?:19|20)\d\d)(?=[ ,;/])|[\n;]|(?<=\d{1,2}\/\d{1,2}\/\d{2,4})(?= )/;

/** What a number format shows of a date: "mmm-yy" the month, "yyyy" the year. Text in quotes and colours do not count. */
function precisionOf(format: string): Precision {
  let day = false;
  let month = false;
  let year = false;
  let quoted = false;
  for (let i = 0; i < format.length && i < 200; i++) {
    const letter = format[i]!.toLowerCase();
    if (letter === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (letter === "\\") i++;
    else if (letter === "[") {
      const end = format.indexOf("]", i);
      if (end > 0) i = end;
    } else if (letter === ";") break;
    else if (letter === "d") day = true;
    else if (letter === "m") month = true;
    else if (letter === "y") year = true;
  }
  if (day || (!month && !year)) return "day";
  return month ? "month" : "year";
}

function ofDate(cell: GridCell, code: number, precision: Precision, context: PlanContext, guessed: boolean): Timescale {
  const plan = planYears(context);
  const draft: Draft = emptyDraft();
  const text = cell.text;
  const year = yearOfCode(code);
  draft.kind = "deadline";
  draft.dueBasis = "explicit";
  draft.precision = precision;
  draft.due =
    precision === "month" ? monthEndCode(year, monthOfCode(code)) : precision === "year" ? dayCode(year, 12, 31) : code;
  if (precision === "year") {
    draft.kind = "period";
    draft.start = dayCode(year, 1, 1);
  }
  const implied = precision !== "day" || guessed;
  draft.parts.push({
    from: 0,
    to: text.length,
    what: precision === "year" ? "period" : "due",
    start: draft.start,
    end: draft.due,
    state: "",
    convention:
      precision === "month" ? "month-end" : precision === "year" ? "calendar-year" : guessed ? "serial-number" : null,
    implied,
  });
  if (guessed) {
    draft.unsure = true;
    draft.doubt = "the cell holds a plain number that may not be a date";
    draft.alternatives.push(alternative("none", 0, 0, null, "a number and not a date"));
  }
  if (plan.start && draft.due < plan.start)
    draft.flags.push({ flag: "before-plan", words: text, message: `“${text}” is before the plan begins.` });
  if (plan.end && draft.due > plan.end)
    draft.flags.push({ flag: "after-plan", words: text, message: `“${text}” is after the plan ends.` });
  return explain(text, draft);
}
