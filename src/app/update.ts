/**
 * Generating the quarterly update: the chair's page, its table, the snapshot and what was filled in, in one request.
 */
import { stopIfCancelled } from "../excel/batch";
import { freeName, updateSheetNameOf } from "../excel/ours";
import { sheetNamesIn } from "../excel/sheets";
import { showPlace } from "../excel/sheets";
import type { CellInput } from "../excel/text";
import { writeUpdateSheets } from "../excel/writeUpdate";
import { quarterOf } from "../plan/calendar";
import type { DecidedLine } from "../plan/decisions";
import { snapshotToRows } from "../plan/history";
import type { Snapshot } from "../plan/model";
import { settingsToRows } from "../plan/readings";
import type { MeetingDetails } from "../plan/readings";
import { composeUpdate } from "../plan/update/document";
import type { UpdateDocument } from "../plan/update/document";
import { dataRows } from "../plan/update/data";
import { hideNames } from "../plan/update/people";
import { renderHtml, renderWords } from "../plan/update/render";
import { count, oneLine } from "../plan/words";
import { changeList } from "./changes";
import { today } from "./clock";
import { checkWritable, recordLines } from "./keep";
import { historyByKey, load } from "./load";
import type { Loaded } from "./load";
import { inWords } from "./problems";
import type { Job, Review, UpdateDone, UpdateRequest } from "./types";

/** The name the update of a review's quarter has: "Update Q1 2019-20". */
export function updateSheetName(review: Pick<Review, "asAt" | "plan">): string {
  return updateSheetNameOf(quarterOf(review.asAt, review.plan.calendar).name);
}

/** The update asked for by default: everything filled in from the date and what the workbook remembers. */
export function proposeUpdate(review: Pick<Review, "asAt" | "meeting">): UpdateRequest {
  return { ...review.meeting, asAt: review.asAt, ifThere: "replace" };
}

/** Generates the update. A second run in the same quarter rewrites it in place, the chair's comments kept. */
export async function generateUpdate(request: UpdateRequest, job: Job = {}): Promise<UpdateDone> {
  return inWords("update", async (own) => writeUpdate(await load(request.asAt, own), request, own), job);
}

/**
 * What the ribbon's button does: the update of the as-at date with what the workbook remembers, without a pane.
 */
export async function generateUpdateAsRemembered(asAt: string, job: Job = {}): Promise<UpdateDone> {
  return inWords(
    "update",
    async (own) => {
      const loaded = await load(asAt, own);
      return writeUpdate(loaded, { ...loaded.readings.meeting, asAt, ifThere: "replace" }, own);
    },
    job,
  );
}

async function writeUpdate(loaded: Loaded, request: UpdateRequest, job: Job): Promise<UpdateDone> {
  const { read, standing } = loaded;
  const lines = recordLines({ readings: changedDetails(loaded, request), history: newHistoryRows(loaded) });
  checkWritable(read, lines, "update");
  stopIfCancelled(job);

  const document = documentOf(loaded, request);
  const name = nameFor(loaded, request);
  job.say?.(`Writing ${name}`);
  await writeUpdateSheets(
    read,
    {
      name,
      document,
      table: tableOf(loaded, request),
      lines,
    },
    job,
  );
  // Shown apart: Excel refuses to activate a sheet while another workbook has the focus, and the update is written by then.
  await showPlace({ sheet: name, address: "A1" }, job).catch(() => undefined);

  const overdue = standing.counts.overdue;
  return {
    sheet: name,
    replaced: sheetNamesIn(read).includes(name),
    sentence: `${name} is ready: ${count(standing.items.length, "action")}, ${overdue} overdue.`,
    words: renderWords(document),
    html: renderHtml(document),
  };
}

function documentOf(loaded: Loaded, request: UpdateRequest): UpdateDocument {
  const { standing, findings, changes, skipped, readings } = loaded;
  return composeUpdate({
    standing,
    heading: request,
    findings,
    changes: changeList(changes, today(), false),
    answers: answersOnRows(loaded),
    settings: readings.settingLines,
    skipped,
  });
}

/** Answers about which row is which that bear on what changed since the update before. */
function answersOnRows({ answers, snapshots, now }: Loaded): DecidedLine[] {
  const before = snapshots.filter(({ taken }) => taken < now.taken).at(-1);
  const words = new Set(before?.rows.map(({ action }) => oneLine(action)));
  return answers.filter(({ decision }) => decision.about === "same-action" && words.has(oneLine(decision.words)));
}

/** The sheet to write: the quarter's own, or the next free number when both are to be kept. */
function nameFor({ read, standing }: Loaded, { ifThere }: UpdateRequest): string {
  const name = updateSheetName(standing);
  if (ifThere === "replace") return name;
  return freeName(name, sheetNamesIn(read));
}

function tableOf(loaded: Loaded, { people }: UpdateRequest) {
  const { standing, findings } = loaded;
  const histories = historyByKey(loaded);
  const asked = new Map(
    findings
      .filter(({ severity, key }) => key !== null && severity === "needs-answer")
      .map(({ key, message }) => [key!, message]),
  );
  const promiseOf = (key: string) => {
    const history = histories.get(key);
    return history ? { firstPromised: history.firstPromised, timesMoved: history.movedTimes } : null;
  };
  return dataRows(
    standing.items,
    promiseOf,
    (key) => asked.get(key) ?? null,
    people === "names" ? (text) => text : hideNames(standing.plan),
  );
}

/** What was filled in, where it differs from what the workbook remembers. */
function changedDetails({ readings }: Loaded, request: UpdateRequest): CellInput[][] {
  const changed: Partial<MeetingDetails> = {};
  if (request.group !== readings.meeting.group) changed.group = request.group;
  if (request.meeting !== readings.meeting.meeting) changed.meeting = request.meeting;
  if (request.marking !== readings.meeting.marking) changed.marking = request.marking;
  if (request.people !== readings.meeting.people) changed.people = request.people;
  return settingsToRows(changed, today(), "");
}

/** The lines of this date's snapshot; none when the very same one is already there. */
export function newHistoryRows({ snapshots, now }: Loaded): CellInput[][] {
  const same = snapshots.find(({ taken }) => taken === now.taken);
  return same && JSON.stringify(same.rows) === JSON.stringify(now.rows) ? [] : historyRows(now);
}

/** A snapshot as the cells of the Plan history sheet. */
export function historyRows(snapshot: Snapshot): CellInput[][] {
  return snapshotToRows(snapshot).map((row) => row.map((cell) => (cell && "text" in cell ? cell.text : cell)));
}
