/**
 * What a person decides: kept in our own sheets, beside the plan, and only while the words it is about still stand.
 */
import { sayDate } from "../plan/calendar";
import { stillHolds } from "../plan/decisions";
import { decisionToRow, settingsToRows } from "../plan/readings";
import type { MeetingDetails, Readings, SettingsChange } from "../plan/readings";
import { count } from "../plan/words";
import { today } from "./clock";
import { keepLines } from "./keep";
import { readingsIn, readPlanIn, workOut } from "./load";
import { asPlanProblem, inWords } from "./problems";
import { newHistoryRows } from "./update";
import { ExcelProblem } from "../excel/problem";
import type { Decision, IsoDate, Job } from "./types";

/**
 * Keeps a decision in the Plan readings sheet. A decision about an action is kept only where that action still stands with
 * the words it was shown with; rejects with "gone" otherwise, and nothing is kept. `already` when it was kept before.
 */
export async function decide(decision: Decision, job: Job = {}): Promise<{ already: boolean }> {
  return inWords(
    "answer",
    async (own) => {
      let already = false;
      await keepLines(
        "answer",
        (read) => {
          const aboutRow = decision.about !== "owner" && decision.about !== "same-action";
          if (aboutRow && !readPlanIn(read).plan.actions.some((action) => stillHolds(decision, action))) {
            throw asPlanProblem(new ExcelProblem("changed"), "answer");
          }
          already = isInForce(decision, readingsIn(read).decisions);
          return { readings: already ? [] : [decisionToRow(decision)] };
        },
        own,
      );
      return { already };
    },
    job,
  );
}

/**
 * Whether the newest answer to the same question is this one: pressing a button twice keeps one line. A line dated ahead does
 * not hold yet, so it is no answer.
 */
function isInForce(decision: Decision, decisions: readonly Decision[]): boolean {
  const newest = decisions.findLast(
    ({ ref, action, about, words, decidedOn }) =>
      ref === decision.ref &&
      action === decision.action &&
      about === decision.about &&
      words === decision.words &&
      (decidedOn <= today() || decidedOn <= decision.decidedOn),
  );
  return newest !== undefined && newest.readAs === decision.readAs && newest.by === decision.by;
}

/** Keeps corrections of the reading in the Plan readings sheet. */
export async function saveSettings(change: SettingsChange, by: string, job: Job = {}): Promise<void> {
  await keepSettings(change, by, job);
}

/** Keeps what stands at the head of the update. */
export async function saveMeeting(details: Partial<MeetingDetails>, job: Job = {}): Promise<void> {
  await keepSettings(details, "", job);
}

/** What differs from what is kept already: pressing a button twice keeps one line. */
function whatIsNew(change: SettingsChange, { settings, meeting }: Readings): SettingsChange {
  const { columns = [], columnsFound = [], ...others } = change;
  const kept: Partial<Record<string, unknown>> = { ...settings, ...meeting };
  const isNew = ([key, value]: [string, unknown]) => JSON.stringify(value) !== JSON.stringify(kept[key]);
  const correctionOf = (at: { sheet: string; column: string }) =>
    settings.columns.find(({ sheet, column }) => sheet === at.sheet && column === at.column);
  return {
    ...Object.fromEntries(Object.entries(others).filter(isNew)),
    columns: columns.filter((each) => correctionOf(each)?.meaning !== each.meaning),
    columnsFound: columnsFound.filter(correctionOf),
  };
}

async function keepSettings(change: SettingsChange, by: string, job: Job): Promise<void> {
  await inWords(
    "answer",
    async (own) => {
      await keepLines(
        "answer",
        (read) => ({ readings: settingsToRows(whatIsNew(change, readingsIn(read)), today(), by) }),
        own,
      );
    },
    job,
  );
}

/** Appends how the plan stands to the Plan history sheet, between updates. */
export async function saveSnapshot(asAt: IsoDate, job: Job = {}): Promise<{ sentence: string }> {
  return inWords(
    "snapshot",
    async (own) => {
      let added = 0;
      await keepLines(
        "snapshot",
        (read) => {
          const history = newHistoryRows(workOut(read, asAt));
          added = history.length;
          return { history };
        },
        own,
      );
      return added === 0
        ? { sentence: `Plan history holds ${sayDate(asAt)} already, and nothing has changed, so nothing was added.` }
        : { sentence: `Saved in Plan history how ${count(added, "action")} stood on ${sayDate(asAt)}.` };
    },
    job,
  );
}
