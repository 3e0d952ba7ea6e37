/**
 * The rows of the Update data sheet: one action a row, the accessible and filterable version of the update, and the one
 * Power Query takes up.
 */
import { sayParty } from "../reading/owners";
import type { ReviewItem } from "../review";
import { cadenceWords, cutAtWord, sentenceCase, statusWords, timescaleKindWords } from "../words";
import { statuses } from "../model";
import type { IsoDate } from "../model";

export const dataHeadings = [
  "Ref",
  "Section",
  "Action",
  "Lead",
  "Others",
  "Timescale as written",
  "Read as",
  "Due",
  "Status",
  "Late",
  "First promised",
  "Times moved",
  "Question",
] as const;

/** What Status says of an action that has left the plan, where somebody has written something beside it. */
export const goneStatus = "No longer in the plan";

const statusTexts = new Set<string>([...statuses.map((status) => statusWords[status]), goneStatus]);

/** Whether Status says so of a row we wrote. */
export function isDataStatus(text: string): boolean {
  return statusTexts.has(text);
}

/** Whether Read as says so of a row we wrote. */
export function isDataReading(text: string): boolean {
  return kindTexts.has(text) || text.startsWith(repeats);
}

/** Whether a row stands as we write one, by two of its columns in their places. */
export function isDataRow(textOf: (column: number) => string): boolean {
  return isDataStatus(textOf(dataHeadings.indexOf("Status"))) && isDataReading(textOf(dataHeadings.indexOf("Read as")));
}

/** What the table tells of an action's promises over time. */
export interface PromiseSummary {
  firstPromised: IsoDate | null;
  timesMoved: number;
}

/** What one cell of the table holds; dates are written as dates. */
export type DataCell = string | number | null | { date: IsoDate };

/**
 * One row an action, in the plan's order.
 * @param promiseOf what was promised for an action over time, null before the first snapshot.
 * @param questionOf the first question there is about an action.
 */
export function dataRows(
  items: readonly ReviewItem[],
  promiseOf: (key: string) => PromiseSummary | null,
  questionOf: (key: string) => string | null,
  people: (text: string) => string,
): DataCell[][] {
  return items.map((item) => {
    const { action, status } = item;
    const { parties, lead } = action.owner;
    const promise = promiseOf(action.key);
    const due = status.nextDue ?? (action.timescale.dueBasis === "explicit" ? action.timescale.due : null);
    return [
      action.ref ?? "",
      action.section,
      people(action.action),
      people(item.lead ?? ""),
      people(parties.flatMap((party, index) => (index === lead ? [] : [sayParty(party)])).join("; ")),
      action.timescale.text,
      readAs(item),
      due ? { date: due } : null,
      statusWords[status.status],
      status.late ?? "",
      promise?.firstPromised ? { date: promise.firstPromised } : null,
      promise ? promise.timesMoved : null,
      people(cutAtWord(questionOf(action.key) ?? (status.confirm ? status.why : ""), 300)),
    ];
  });
}

function readAs({ action: { timescale } }: ReviewItem): string {
  if (timescale.recurrence) return `${repeats}${cadenceWords[timescale.recurrence.cadence]}`;
  return sentenceCase(timescaleKindWords[timescale.kind]);
}

const repeats = "Repeats ";
const kindTexts = new Set(Object.values(timescaleKindWords).map(sentenceCase));
