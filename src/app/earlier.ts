/**
 * Taking in an earlier version of the workbook, so that the history does not start from today: what a file holds is shown
 * first, and taken in only where it is this plan and the day it stood like that is told.
 */
import type { WorkbookRead } from "../excel/read";
import { ourSheetIn } from "../excel/sheets";
import type { XlsxFile } from "../excel/xlsxFile";
import { sayDate } from "../plan/calendar";
import { appliedIn, answersIn } from "../plan/decisions";
import { matchSnapshots, readHistory, takeSnapshot } from "../plan/history";
import type { WorkbookGrid } from "../plan/grid";
import type { Plan, PlanSettings, Snapshot } from "../plan/model";
import { readPlan } from "../plan/reading";
import { typedDate } from "../plan/records";
import { standingOf } from "../plan/review";
import { count } from "../plan/words";
import { today } from "./clock";
import { keepLines } from "./keep";
import { readForPlan, readingsIn, readPlanIn } from "./load";
import { readPicked } from "./pickedFile";
import type { PickedFile } from "./pickedFile";
import { recordNamesIn, theSheet } from "./names";
import { inWords, sayLookedAt } from "./problems";
import { PlanProblem } from "./types";
import { historyRows, newRun } from "./history";
import type { EarlierVersion, IsoDate, Job } from "./types";

/**
 * What a picked workbook (.xlsx) holds beside the plan that is open; nothing is written. The file is read here and goes
 * nowhere.
 * @param asAtToday the day it is: an earlier version cannot be of a later one.
 */
export async function previewEarlierVersion(
  file: PickedFile,
  fileName: string,
  asAtToday: IsoDate = today(),
  job: Job = {},
): Promise<EarlierVersion> {
  return inWords(
    "snapshot",
    async (own) => {
      const picked = await readPicked(file, fileName, own);
      const read = await readForPlan(own);
      const { plan, matching, of } = beside(picked, fileName, read);
      const snapshot = stoodOn(plan, read, asAtToday);
      return {
        title: plan.title,
        sheets: [...new Set(plan.tables.map(({ sheet }) => sheet))],
        actions: snapshot.rows.length,
        matching,
        of,
        suggested: withWhatItAdds(suggestedDate(fileName, picked.saved, asAtToday), snapshot, read),
        refused: anotherPlan(fileName, { matching, of, actions: snapshot.rows.length })?.happened ?? null,
        leftOut: picked.leftOut,
      };
    },
    job,
  );
}

/**
 * Takes an earlier version of the workbook (.xlsx) in as a snapshot of that date. Rejects where the date is to come, where
 * Plan history holds that date already, and where the file holds another plan; nothing is written then.
 */
export async function takeInEarlierVersion(
  file: PickedFile,
  fileName: string,
  taken: IsoDate,
  job: Job = {},
): Promise<{ sentence: string }> {
  return inWords(
    "snapshot",
    async (own) => {
      if (taken > today()) throw yetToCome(taken);
      const picked = await readPicked(file, fileName, own);
      let actions = 0;
      // Looked at as the workbook stands when it is written to: somebody else may be taking in the same file.
      await keepLines(
        "snapshot",
        (read) => {
          const { plan, matching, of } = beside(picked, fileName, read);
          const snapshot = stoodOn(plan, read, taken);
          actions = snapshot.rows.length;
          const refused = anotherPlan(fileName, { matching, of, actions });
          if (refused) throw refused;
          const { history } = recordNamesIn(read);
          if (snapshotsIn(read).some((each) => each.taken === taken)) throw heldAlready(taken, history);
          own.say?.(`Writing to ${theSheet(history)}`);
          return { history: historyRows(snapshot, newRun()) };
        },
        own,
      );
      return {
        sentence: `Took in ${count(actions, "action")} as they stood on ${sayDate(taken)}, from “${fileName}”.`,
      };
    },
    job,
  );
}

/** The plan in a file, and how many of its actions are actions of the plan that is open. */
function beside(
  { grid, leftOut }: XlsxFile,
  fileName: string,
  read: WorkbookRead,
): { plan: Plan; matching: number; of: number } {
  const { settings, decisions } = readingsIn(read);
  const plan = planIn(grid, settings);
  if (plan.actions.length === 0) throw noPlanIn(fileName, plan, leftOut);
  const now = readPlanIn(read).plan;
  const answers = appliedIn(answersIn({ decisions, today: today() }));
  const rows = (each: Plan) => takeSnapshot(each, [], today()).rows;
  const { pairs } = matchSnapshots(rows(plan), rows(now), answers);
  return { plan, matching: pairs.length, of: now.actions.length };
}

/**
 * The plan a file holds. Which sheets hold it was said of this workbook: an older one may call them otherwise, but where it
 * has one of that name, its other sheets are no more of the plan than here.
 */
function planIn(grid: WorkbookGrid, settings: PlanSettings): Plan {
  const named = grid.sheets.map(({ sheet }) => sheet).filter((sheet) => settings.sheets?.includes(sheet));
  const plan = named.length > 0 ? readPlan(grid, { ...settings, sheets: named }) : null;
  return plan && plan.actions.length > 0 ? plan : readPlan(grid, { ...settings, sheets: null });
}

/**
 * The plan in a file as a snapshot of a day, the decisions of this workbook applied where its words are the same. How words
 * are read holds for that day too; that an action was done or closed does not, where it was decided since.
 */
function stoodOn(plan: Plan, read: WorkbookRead, taken: IsoDate): Snapshot {
  const decisions = readingsIn(read).decisions.filter(
    ({ about, decidedOn }) => about !== "progress" || decidedOn <= taken,
  );
  const standing = standingOf(plan, taken, { decisions, today: today() });
  const statuses = standing.items.map(({ status }) => status);
  return takeSnapshot(standing.plan, statuses, taken);
}

function snapshotsIn(read: WorkbookRead): Snapshot[] {
  return readHistory(ourSheetIn(read, "history")?.grid ?? null, read.grid.date1904).snapshots;
}

/** A whole date in the file's name was given by a person; the day of saving is the next best. None that is to come. */
function suggestedDate(fileName: string, saved: IsoDate | null, now: IsoDate): EarlierVersion["suggested"] {
  const named = dateInName(fileName);
  if (named !== null && named <= now) return { date: named, because: `Its name says ${sayDate(named)}.` };
  if (saved !== null && saved <= now) return { date: saved, because: `It was last saved on ${sayDate(saved)}.` };
  return null;
}

/** What taking it in for that day would come to: lines added, or a refusal because that day is held already. */
function withWhatItAdds(
  suggested: EarlierVersion["suggested"],
  { rows }: Snapshot,
  read: WorkbookRead,
): EarlierVersion["suggested"] {
  if (suggested === null) return null;
  const { date, because } = suggested;
  const history = theSheet(recordNamesIn(read).history);
  const comesTo = snapshotsIn(read).some(({ taken }) => taken === date)
    ? `How the plan stood on ${sayDate(date)} is in ${history} already, so it cannot be taken in for that day.`
    : `Taken in for that day, it would add ${count(rows.length, "line")} to ${history}.`;
  return { date, because: `${because} ${comesTo}` };
}

/** "Plan 31 March 2019.xlsx", "plan_2019-03-31 v2.xlsx", "Plan (31.03.19).xlsx", "20190331 plan.xlsx" */
const datesInNames = [
  /(?<!\d)\d{4}[-. ]\d{1,2}[-. ]\d{1,2}(?!\d)/,
  /(?<!\d)\d{1,2}[-. ]\d{1,2}[-. ](?:\d{4}|\d{2})(?!\d)/,
  /(?<!\d)\d{1,2}(?:st|nd|rd|th)?[- ]?[a-z]{3,9}[-, ]{0,2}(?:\d{4}|\d{2})(?!\d)/i,
];

function dateInName(fileName: string): IsoDate | null {
  const name = fileName
    .slice(0, 200)
    .replace(/\.[a-z]{3,4}$/i, "")
    .replaceAll("_", " ")
    .replace(/(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)/, "$1-$2-$3")
    .replace(/(\d)(?=[a-z]{3,9} ?\d)/gi, "$1 ")
    .replace(/([a-z]{3,9})(?=\d{2,4}(?!\d))/gi, "$1 ");
  for (const pattern of datesInNames) {
    const found = pattern.exec(name);
    const date = found && typedDate(found[0].replace(/^(\d{4}) (\d+) (\d+)$/, "$1-$2-$3"));
    if (date) return date;
  }
  return null;
}

/** A file of which at least this part of the actions are in the plan that is open holds this plan. */
const leastPart = 1 / 3;

/**
 * So does one that shares this part of the smaller of the two: a plan may since have been cut to a few of its actions, or
 * grown to many more.
 */
const leastOfSmaller = 1 / 2;

function anotherPlan(
  fileName: string,
  { actions, matching, of }: { actions: number; matching: number; of: number },
): PlanProblem | null {
  if (matching >= actions * leastPart || matching >= Math.min(actions, of) * leastOfSmaller) return null;
  const some = matching === 0 ? "none" : `only ${matching}`;
  return new PlanProblem(
    "another-plan",
    `“${fileName}” seems to hold another plan: of its ${count(actions, "action")}, ${some} ${matching > 1 ? "are" : "is"} among the ${of} of this one.`,
    "Taken in, it would make every action of this plan look new.",
    "Pick an older copy of this plan.",
  );
}

function noPlanIn(fileName: string, plan: Plan, leftOut: readonly string[]): PlanProblem {
  return new PlanProblem(
    "another-plan",
    `I cannot see an action plan in “${fileName}”.`,
    [sayLookedAt(plan.leftOut), ...leftOut].join(" "),
    "Pick an older copy of this plan.",
  );
}

function yetToCome(taken: IsoDate): PlanProblem {
  return new PlanProblem(
    "another-date",
    `${sayDate(taken)} is still to come.`,
    "An earlier version cannot have stood like that on a day that has not been.",
    "Choose the day this version was really made.",
  );
}

function heldAlready(taken: IsoDate, history: string): PlanProblem {
  return new PlanProblem(
    "update-exists",
    `How the plan stood on ${sayDate(taken)} is in ${theSheet(history)} already.`,
    "Two snapshots of one day cannot be told apart.",
    "Choose the day this version was really made, or remove that snapshot first.",
  );
}
