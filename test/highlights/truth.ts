/**
 * The truth about a generated plan: what may be said of each row as it stands now, told from lists of words whose meaning
 * was written down beforehand. Knows nothing of our readers or rules.
 */
import { valueOf } from "../standin/cells";
import type { StandInWorkbook } from "../standin/workbook";

export const headings = ["Ref", "Key action", "Owner", "Timescale", "Outcomes", "Notes"];
export const asAt = "2019-05-31";
export const days = ["2019-05-31", "2019-07-01", "2020-01-15", "2021-04-01"];

/** Words of a Timescale and the last day they promise; a number is a date as Excel keeps it, the first of a month. */
export const timescales = new Map<string | number, string | null>([
  ["March 2018", "2018-03-31"],
  ["By June 2019", "2019-06-30"],
  ["31 July 2019", "2019-07-31"],
  ["To be finished by the end of September 2019", "2019-09-30"],
  ["December 2019", "2019-12-31"],
  ["By the end of March 2020", "2020-03-31"],
  [43_617, "2019-06-30"], // June 2019
  [43_800, "2019-12-31"], // December 2019
  ["Ongoing", null],
  ["TBC", null],
  ["", null],
]);

/** Words of a Notes cell and whether they say the action is done. */
export const notes = new Map<string, boolean>([
  ["", false],
  ["Draft going to the board", false],
  ["Partners have been asked for figures", false],
  ["Completed", true],
  ["This action has been completed.", true],
]);

export interface RowTruth {
  /** Sheet row, from 1. */
  row: number;
  action: string;
  /** Null: nothing can be said about dates. */
  due: string | null;
  done: boolean;
}

/** The actions as they stand on the sheet: a row of words without an action carries on the one straight above. */
export function truthsOf(workbook: StandInWorkbook): RowTruth[] {
  const sheet = workbook.sheets[0]!;
  const truths: RowTruth[] = [];
  let above: RowTruth | null = null;
  for (let row = 1; row < sheet.extent().rows; row++) {
    const at = (column: number) => valueOf(sheet.at(row, column)) as string | number;
    const [action, timescale, note] = [String(at(1)), at(3), String(at(5))];
    const others = [0, 2, 3, 4, 5].some((column) => at(column) !== "");
    if (action !== "") {
      if (!timescales.has(timescale) || !notes.has(note))
        throw new Error(`Words nobody gave a meaning: ${timescale} / ${note}`);
      above = { row: row + 1, action, due: timescales.get(timescale)!, done: notes.get(note)! };
      truths.push(above);
    } else if (!others) above = null;
    else if (above) {
      above.done ||= notes.get(note) ?? true;
      if (timescale !== "") above.due = null;
    }
  }
  return truths;
}

/** The last day of the quarter after the one a day falls in; a financial year's quarters are the calendar's. */
function endOfNextQuarter(day: string): string {
  const [year, month] = day.split("-").map(Number) as [number, number];
  const end = new Date(Date.UTC(year, (Math.floor((month - 1) / 3) + 2) * 3, 0));
  return end.toISOString().slice(0, 10);
}

/** The label a row should show on a day; null for none. */
export function labelOf({ due, done }: RowTruth, today: string): string | null {
  if (done) return "Please confirm";
  if (due === null) return null;
  if (due < today) return "Overdue";
  return due <= endOfNextQuarter(today) ? "Due soon" : null;
}
