/** What a reader of the published plan would mark on three days, written by hand from its words. */
import type { StandInWorkbook } from "../standin/workbook";

const both = { "2.4": "Please confirm", "5.2": "Please confirm" };
const longPast = {
  "1.2": "Overdue", // "March 2018"
  "3.2": "Overdue, please confirm", // "available to be delivered from March 2019": a start or an end?
  "4.5": "Overdue", // "to go out in Sept 2017"
  "6.6": "Overdue", // "Launch by December 2018"
  "6.7": "Overdue", // "Audit complete by March 2018"
};

/** By reference, or by the first words of the actions that have none. Due soon is by the end of the next quarter. */
export const expectedOn = {
  // Q1; the next quarter ends on 30 September 2019.
  "2019-05-31": {
    ...both,
    ...longPast,
    "2.2": "Due soon",
    "2.3": "Due soon",
    "2.5": "Due soon",
    "Review effectiveness": "Due soon",
  },
  // Q2; the next quarter ends on 31 December 2019.
  "2019-07-01": {
    ...both,
    ...longPast,
    "2.2": "Overdue",
    "2.3": "Due soon",
    "2.5": "Due soon",
    "Review effectiveness": "Due soon",
    "5.3": "Due soon",
    "Review how quality": "Due soon",
    "Review training for": "Due soon",
    "6.4": "Due soon",
  },
  // Q4; the next quarter ends on 30 June 2020.
  "2020-01-15": {
    ...both,
    ...longPast,
    "2.2": "Overdue",
    "2.3": "Overdue",
    "2.5": "Overdue",
    "Review effectiveness": "Overdue",
    "4.2": "Due soon", // "during 2019/20": by 31 March 2020
    "5.3": "Overdue",
    "Review how quality": "Overdue",
    "Review training for": "Overdue",
    "6.4": "Overdue",
  },
} as const;

/** How the table above calls the action on a row. */
export function nameOf(workbook: StandInWorkbook, sheet: string, row: number): string {
  const words = workbook.excel.getWorksheet(sheet)!.getCell(row, 1).text;
  const names = Object.values(expectedOn).flatMap((table) => Object.keys(table));
  return /^\d+\.\d+/.exec(words)?.[0] ?? names.find((name) => words.startsWith(name)) ?? words;
}
