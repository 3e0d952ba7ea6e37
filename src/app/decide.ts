/**
 * What a person decides: kept in our own sheets, beside the plan. The one edit of a plan cell is asked for, shown
 * beforehand, and refused when the cell no longer says what was shown.
 */
import { writeCell } from "../excel/cell";
import { readWorkbook } from "../excel/read";
import { writeRecords } from "../excel/writeUpdate";
import { decisionToRow, settingsToRows } from "../plan/readings";
import type { MeetingDetails } from "../plan/readings";
import { count, quote } from "../plan/words";
import { today } from "./clock";
import { load } from "./load";
import { inWords } from "./problems";
import { newHistoryRows } from "./update";
import { PlanProblem } from "./types";
import type { Decision, IsoDate, Job, Place, PlanSettings } from "./types";

/** Keeps a decision in the Plan readings sheet. */
export async function decide(decision: Decision): Promise<void> {
  await inWords(async () => writeRecords(await readWorkbook(), { readings: [decisionToRow(decision)] }));
}

/** Keeps corrections of the reading in the Plan readings sheet. */
export async function saveSettings(change: Partial<PlanSettings>, by: string): Promise<void> {
  await inWords(async () => writeRecords(await readWorkbook(), { readings: settingsToRows(change, today(), by) }));
}

/** Keeps what stands at the head of the update. */
export async function saveMeeting(details: Partial<MeetingDetails>): Promise<void> {
  await inWords(async () => writeRecords(await readWorkbook(), { readings: settingsToRows(details, today(), "") }));
}

/** Appends how the plan stands to the Plan history sheet, between updates. */
export async function saveSnapshot(asAt: IsoDate, job: Job = {}): Promise<{ sentence: string }> {
  return inWords(async () => {
    const loaded = await load(asAt, job);
    const rows = newHistoryRows(loaded);
    await writeRecords(loaded.read, { history: rows }, job);
    return rows.length === 0
      ? { sentence: "Nothing has changed since the last snapshot of this date, so none was added." }
      : { sentence: `Saved how ${count(rows.length, "action")} stand in Plan history.` };
  });
}

/** Changes one plan cell, as asked for and shown beforehand; refuses when the cell no longer says `from`. */
export async function changeCell(place: Place, from: string, to: string): Promise<void> {
  await inWords(async () => {
    const there = await writeCell(place, from, to);
    if (there !== null) {
      throw new PlanProblem(
        "gone",
        `The cell now says ${quote(there, 80)}.`,
        "Someone changed it while you were looking at it.",
        "Read the plan again and decide anew.",
      );
    }
  });
}
