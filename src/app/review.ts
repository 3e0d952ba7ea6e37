/**
 * Reviewing the plan: everything the pane shows, worked out in one go.
 */
import { quarterIn } from "../excel/ours";
import { appliedIn } from "../plan/decisions";
import type { ActionHistory } from "../plan/history";
import { sayByMeeting, staleness } from "../plan/review";
import { changeList } from "./changes";
import { today } from "./clock";
import { knownHighlights } from "./highlights";
import { historyByKey, load } from "./load";
import type { Loaded } from "./load";
import { recordNamesIn } from "./names";
import { inWords } from "./problems";
import { registerOf } from "./register";
import { toSortOut } from "./sortOut";
import type { IsoDate, Job, PromiseHistory, Review } from "./types";

/** Reads the plan and works out how everything stands. Rejects with "no-plan" where there is none. */
export async function reviewPlan(asAt: IsoDate, job?: Job): Promise<Review> {
  return inWords("review", async (own) => reviewOf(await load(asAt, own)), job);
}

/** The review of a workbook already read. */
function reviewOf(loaded: Loaded): Review {
  const { read, readings, answers, standing, findings, changes, snapshots, skipped } = loaded;
  const histories = historyByKey(loaded);
  const items = standing.items.map((item) => {
    const history = histories.get(item.action.key);
    return { ...item, promise: history ? promiseOf(history) : null };
  });
  const recordNames = recordNamesIn(read);
  const planSheets = new Set(standing.plan.tables.map(({ sheet }) => sheet));
  return {
    ...standing,
    items,
    findings,
    toSortOut: toSortOut(items, findings, standing.plan, { decidedOn: today(), readings: recordNames.readings }),
    settings: readings.settings,
    register: registerOf(standing.plan.actions, appliedIn(answers)),
    answers: answers.filter(({ decision }) => decision.about === "owner" || decision.about === "same-action"),
    meeting: readings.meeting,
    recordNames,
    byMeeting: sayByMeeting(standing, readings.meeting.meeting),
    changes: changeList(changes, today(), true),
    history: { snapshots: snapshots.map(({ taken }) => taken), skipped },
    updates: read.ours
      .filter(({ role }) => role === "update")
      .map(({ name, quarter, whole }) => ({
        sheet: name,
        quarter: quarter && quarterIn(quarter, standing.plan.calendar),
        whole,
      }))
      .reverse(),
    highlighted: knownHighlights(),
    stale: staleness(standing.plan, standing.asAt),
    protectedSheets: read.sheets
      .filter((sheet) => sheet.protected && planSheets.has(sheet.name))
      .map(({ name }) => name),
  };
}

function promiseOf(history: ActionHistory): PromiseHistory {
  const last = history.moves.at(-1);
  const pending = last && last.agreed === null && last.to === history.nowPromised;
  return {
    promises: history.promises,
    firstPromised: history.firstPromised,
    timesMoved: history.movedTimes,
    moved: history.moved,
    words: history.says,
    notAgreed: pending ? { from: last.from, to: last.to } : null,
  };
}
