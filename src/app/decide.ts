/**
 * What a person decides: kept in our own sheets, beside the plan, and only while the words it is about still stand.
 */
import { sayDate } from "../plan/calendar";
import { isSameCorrected } from "../plan/corrections";
import { stillHolds, takesBack } from "../plan/decisions";
import { decisionToRow, settingsToRows } from "../plan/readings";
import type { MeetingDetails, Readings, SettingsChange } from "../plan/readings";
import { count } from "../plan/words";
import { today } from "./clock";
import { keepLines } from "./keep";
import { theSheet } from "./names";
import { readingsIn, readPlanIn, workOut } from "./load";
import { asPlanProblem, checkWhole, inWords } from "./problems";
import { newHistoryRows, sayNotKept, whyNotKept } from "./history";
import type { NotKept } from "./history";
import { ExcelProblem } from "../excel/problem";
import type { Decision, IsoDate, Job, Kept } from "./types";

/**
 * Keeps a decision in the record of readings. A decision about an action is kept only where that action still stands with
 * the words it was shown with; rejects with "gone" otherwise, and nothing is kept.
 */
export async function decide(decision: Decision, job: Job = {}): Promise<Kept> {
  return inWords(
    "answer",
    async (own) => {
      let already = false;
      const names = await keepLines(
        "answer",
        (now) => {
          const { decisions } = readingsIn(now);
          const aboutRow = decision.about !== "owner" && decision.about !== "same-action";
          // What was said can be taken back whatever the plan says since.
          const isFree = takesBack(decision, decisions);
          if (aboutRow && !isFree && !stillHolds(decision, readPlanIn(now).plan.actions)) {
            throw asPlanProblem(new ExcelProblem("changed"), "answer");
          }
          already = isInForce(decision, decisions);
          return { readings: already ? [] : [decisionToRow(decision)] };
        },
        own,
      );
      return { already, sheet: names.readings };
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
    ({ ref, action, about, words, decidedOn, row }) =>
      ref === decision.ref &&
      row === decision.row &&
      action === decision.action &&
      about === decision.about &&
      words === decision.words &&
      (decidedOn <= today() || decidedOn <= decision.decidedOn),
  );
  return newest !== undefined && newest.readAs === decision.readAs && newest.by === decision.by;
}

/** Keeps corrections of the reading in the record of readings. */
export async function saveSettings(change: SettingsChange, by: string, job: Job = {}): Promise<Kept> {
  return keepSettings(change, by, job);
}

/** Keeps what stands at the head of the update. */
export async function saveMeeting(details: Partial<MeetingDetails>, job: Job = {}): Promise<Kept> {
  return keepSettings(details, "", job);
}

/** What differs from what is kept already: pressing a button twice keeps one line. */
function whatIsNew(change: SettingsChange, { settings, meeting }: Readings): SettingsChange {
  const { columns = [], columnsFound = [], ...others } = change;
  const kept: Partial<Record<string, unknown>> = { ...settings, ...meeting };
  const trimmed = (value: unknown) => JSON.stringify(typeof value === "string" ? value.trim() : value);
  const isNew = ([key, value]: [string, unknown]) => trimmed(value) !== trimmed(kept[key]);
  const correctionOf = (at: Parameters<typeof isSameCorrected>[0]) =>
    settings.columns.find((each) => isSameCorrected(each, at));
  return {
    ...Object.fromEntries(Object.entries(others).filter(isNew)),
    columns: columns.filter((each) => correctionOf(each)?.meaning !== each.meaning),
    columnsFound: columnsFound.filter(correctionOf),
  };
}

function keepSettings(change: SettingsChange, by: string, job: Job): Promise<Kept> {
  return inWords(
    "answer",
    async (own) => {
      let already = false;
      const names = await keepLines(
        "answer",
        (now) => {
          const readings = settingsToRows(whatIsNew(change, readingsIn(now)), today(), by);
          already = readings.length === 0;
          return { readings };
        },
        own,
      );
      return { already, sheet: names.readings };
    },
    job,
  );
}

/** Appends how the plan stands to the history, between updates. */
export async function saveSnapshot(asAt: IsoDate, job: Job = {}): Promise<{ sentence: string }> {
  return inWords(
    "snapshot",
    async (own) => {
      let added = 0;
      let notKept: NotKept | null = null;
      const { history } = await keepLines(
        "snapshot",
        (now) => {
          const loaded = workOut(now, asAt);
          checkWhole(loaded.standing.plan, "snapshot");
          const lines = newHistoryRows(loaded);
          added = lines.length;
          notKept = whyNotKept(loaded);
          return { history: lines };
        },
        own,
      );
      if (notKept !== null)
        return { sentence: `Nothing was added to ${theSheet(history)}: ${sayNotKept(notKept, asAt)}` };
      return { sentence: `Saved in ${theSheet(history)} how ${count(added, "action")} stood on ${sayDate(asAt)}.` };
    },
    job,
  );
}
