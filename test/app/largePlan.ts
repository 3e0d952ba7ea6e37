/** A plan of as many actions as are asked for, open in the stand-in, and what its requests cost. */
import type { RequestRecord } from "../standin/faults";
import { openInNode } from "../standin/node";
import { StandInWorkbook } from "../standin/workbook";

export const asAt = "2019-05-31";

const headings = ["Ref", "Key action", "Owner", "Timescale", "Outcomes", "Notes"];
const timescales = ["June 2019", "Ongoing", "By September 2019", "Quarterly", "TBC", "2019/20", "March 2019"];
const row = (index: number) => [
  `${Math.floor(index / 50) + 1}.${(index % 50) + 1}`,
  `Agree with partners how strand ${index} of the work is to be delivered, and report to the group on what it achieved`,
  `Officer for strand ${index % 97} – Ann Lee`,
  timescales[index % timescales.length]!,
  "Partners and the public know what is done and why, and can say what they think of it",
  index % 3 === 0 ? "Draft agreed in May, comments are coming in from partners" : "",
];

/** Sheets of a plan, each with so many actions. */
export function openLarge(sheets: number, actions: number): StandInWorkbook {
  const workbook = StandInWorkbook.blank("Large plan 2019-20.xlsx");
  for (let s = 0; s < sheets; s += 1) {
    const sheet = s === 0 ? workbook.excel.worksheets[0]! : workbook.excel.addWorksheet(`Theme ${s + 1}`);
    sheet.addRow(headings);
    for (let index = 0; index < actions; index += 1) sheet.addRow(row(s * actions + index));
  }
  openInNode(workbook);
  return workbook;
}

/** What Excel on the web takes in one message. */
export const limit = 5 * 1024 * 1024;

/** How many operations requests hold; with "writes", only those that change the workbook. */
export function operationsIn(requests: readonly RequestRecord[], which: "all" | "writes" = "all"): number {
  return requests.filter(({ writes }) => writes || which === "all").reduce((sum, { actions }) => sum + actions, 0);
}

/** Requests that were refused, and why; one for a first answer that proves too long to give is how the size is found out. */
export function refused(requests: readonly RequestRecord[]): string[] {
  return requests.flatMap(({ number, error }) =>
    error === undefined || error === "ResponsePayloadSizeLimitExceeded" ? [] : [`${number}: ${error}`],
  );
}
