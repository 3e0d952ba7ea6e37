/**
 * What a person decides: kept in our own sheets, beside the plan, and only while the words it is about still stand.
 */
import { stillHolds } from "../plan/decisions";
import { decisionToRow, settingsToRows } from "../plan/readings";
import type { MeetingDetails, SettingsChange } from "../plan/readings";
import { count } from "../plan/words";
import { today } from "./clock";
import { keepLines } from "./keep";
import { readPlanIn, workOut } from "./load";
import { asPlanProblem, inWords } from "./problems";
import { newHistoryRows } from "./update";
import { ExcelProblem } from "../excel/problem";
import type { Decision, IsoDate, Job } from "./types";

/**
 * Keeps a decision in the Plan readings sheet. A decision about an action is kept only where that action still stands with
 * the words it was shown with; rejects with "gone" otherwise, and nothing is kept.
 */
export async function decide(decision: Decision, job: Job = {}): Promise<void> {
  await inWords(
    "answer",
    async (own) => {
      await keepLines(
        "answer",
        (read) => {
          const aboutRow = decision.about !== "owner" && decision.about !== "same-action";
          if (aboutRow && !readPlanIn(read).plan.actions.some((action) => stillHolds(decision, action))) {
            throw asPlanProblem(new ExcelProblem("changed"), "answer");
          }
          return { readings: [decisionToRow(decision)] };
        },
        own,
      );
    },
    job,
  );
}

/** Keeps corrections of the reading in the Plan readings sheet. */
export async function saveSettings(change: SettingsChange, by: string, job: Job = {}): Promise<void> {
  await keepSettings(change, by, job);
}

/** Keeps what stands at the head of the update. */
export async function saveMeeting(details: Partial<MeetingDetails>, job: Job = {}): Promise<void> {
  await keepSettings(details, "", job);
}

async function keepSettings(change: SettingsChange, by: string, job: Job): Promise<void> {
  await inWords(
    "answer",
    async (own) => {
      await keepLines("answer", () => ({ readings: settingsToRows(change, today(), by) }), own);
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
        ? { sentence: "Nothing has changed since the last snapshot of this date, so none was added." }
        : { sentence: `Saved how ${count(added, "action")} stand in Plan history.` };
    },
    job,
  );
}
