/**
 * The way into every use-case: the workbook read once, the plan with its decisions, how it stands, and its history.
 */
import { readWorkbook } from "../excel/read";
import type { OurSheet, WorkbookRead } from "../excel/read";
import { ourSheetIn } from "../excel/sheets";
import { checkPlan } from "../plan/checks";
import { answersIn, appliedIn } from "../plan/decisions";
import type { DecidedLine } from "../plan/decisions";
import { readHistory, takeSnapshot, whatChanged } from "../plan/history";
import type { ActionHistory, Changes } from "../plan/history";
import type { Finding, IsoDate, Plan, Snapshot } from "../plan/model";
import { readPlan } from "../plan/reading";
import { readReadings } from "../plan/readings";
import type { Readings } from "../plan/readings";
import { saySkipped } from "../plan/records";
import { standingOf } from "../plan/review";
import type { Standing } from "../plan/review";
import { today } from "./clock";
import { recordNamesIn } from "./names";
import { noPlan } from "./problems";
import type { Job } from "./types";

/** Everything known about the workbook as at a date. */
export interface Loaded {
  read: WorkbookRead;
  readings: Readings;
  /** What people said that nobody has taken back: what holds, and what is dated ahead. */
  answers: DecidedLine[];
  standing: Standing;
  findings: Finding[];
  snapshots: Snapshot[];
  /** How many times the history holds the as-at date. */
  times: number;
  /** The plan as it stands now, ready for the history. */
  now: Snapshot;
  changes: Changes;
  /** What could not be read of our own sheets, in sentences. */
  skipped: string[];
}

/** Reads the workbook and works everything out. Rejects with "no-plan" where there is none. */
export async function load(asAt: IsoDate, job: Job = {}): Promise<Loaded> {
  const read = await readForPlan(job);
  return workOut(read, asAt);
}

/** Reads the workbook, the corrections of its reading taken into account. */
export function readForPlan(job: Job = {}): Promise<WorkbookRead> {
  return readWorkbook(
    (ours) => readReadings(ourSheetIn({ ours: [...ours] }, "readings")?.grid ?? null, false, today()).settings,
    job,
  );
}

/** The plan in a workbook already read, as its words stand: what people decided about them is left out. */
export interface PlanRead {
  read: WorkbookRead;
  plan: Plan;
}

/** What the record of readings holds in a workbook already read. */
export function readingsIn(read: WorkbookRead): Readings {
  return readReadings(ourSheetIn(read, "readings")?.grid ?? null, read.grid.date1904, today());
}

/** Reads the plan out of a workbook already read. */
export function readPlanIn(read: WorkbookRead): PlanRead {
  return { read, plan: readPlan(read.grid, readingsIn(read).settings) };
}

/** The same without Excel: for a workbook already read. */
export function workOut(read: WorkbookRead, asAt: IsoDate): Loaded {
  const { date1904 } = read.grid;
  const readings = readingsIn(read);
  const plan = readPlan(read.grid, readings.settings);
  if (plan.tables.length === 0 || plan.actions.length === 0)
    throw noPlan(plan.leftOut, {
      chosen: readings.settings.sheets !== null,
      keptIn: recordNamesIn(read).readings,
    });

  const said = { decisions: readings.decisions, today: today() };
  const answers = answersIn(said);
  const standing = standingOf(plan, asAt, said);
  const history = readHistory(ourSheetIn(read, "history")?.grid ?? null, date1904, asAt);
  const now = takeSnapshot(
    standing.plan,
    standing.items.map(({ status }) => status),
    asAt,
  );
  const changes = whatChanged(history.snapshots, now, { asAt, decisions: appliedIn(answers), plan: standing.plan });
  return {
    read,
    readings,
    answers,
    standing,
    findings: checkPlan(standing),
    snapshots: history.snapshots,
    times: history.times.get(asAt) ?? 0,
    now,
    changes,
    skipped: [
      ...read.leftOut,
      ...sayOthers(read),
      ...readings.skipped,
      ...saySkipped(recordNamesIn(read).history, history.skipped),
    ],
  };
}

/** A copy somebody made of a record, or one of version 1 beside it, is not read; where it says more, that is told. */
function sayOthers({ ours }: WorkbookRead): string[] {
  return (["readings", "history"] as const).flatMap((role) => {
    const inUse = ourSheetIn({ ours }, role);
    if (!inUse) return [];
    const known = new Set(linesOf(inUse));
    return ours
      .filter((each) => each.role === role && each !== inUse && linesOf(each).some((line) => !known.has(line)))
      .map(({ name }) => `“${name}” was not read: it says what “${inUse.name}” does not, and that is the one in use.`);
  });
}

/** The lines of a record sheet, each as one text. */
function linesOf({ grid }: OurSheet): string[] {
  return grid.cells
    .map((row) =>
      row
        .map(({ text }) => text)
        .filter((text) => text !== "")
        .join(" | "),
    )
    .filter((line) => line !== "");
}

/** What became of each action over the snapshots, by its key. Empty before the first snapshot. */
export function historyByKey({ changes }: Loaded): Map<string, ActionHistory> {
  if (changes.since === null) return new Map();
  return new Map(changes.actions.flatMap((action) => (action.key === null ? [] : [[action.key, action] as const])));
}
