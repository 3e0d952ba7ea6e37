/**
 * Slippage over time: from the snapshots of a plan to what moved, what was withdrawn, what left, and what stands still.
 *
 * The main road of this folder: follow the actions, record their promises, tell the events. Plain data throughout.
 */
import type { Decision, IsoDate, Plan, PlanContext, Snapshot, SnapshotRow, Timescale } from "../model";
import { readTimescale } from "../reading/timescale";
import { eventKinds, eventsOf, lateEvent, missedTurnEvent, nextShownOf, slippingEvent, unchangedEvent } from "./events";
import type { ChangeEvent, EventKind, ReadStand, WithdrawnTo } from "./events";
import {
  agreementsIn,
  isSettled,
  looksSettled,
  promiseOf,
  recordPromises,
  sayMoves,
  sayPromise,
  sayRecord,
} from "./promises";
import type { PromiseRecord } from "./promises";
import type { SameAction } from "./same-action";
import { missedTurn, slippingSigns } from "./signals";
import { followActions, lastStand, partlyLost } from "./threads";
import type { Stand, StepQuestion, Thread } from "./threads";
import { quote } from "../words";

export interface ChangeOptions {
  /** The date lateness is counted to. */
  asAt: IsoDate;
  decisions?: readonly Decision[];
  /** The plan `now` was taken of, its actions in the same order; without it nothing is said of slipping or missed turns. */
  plan?: Plan;
}

/** One action through all the snapshots. */
export interface ActionHistory extends PromiseRecord {
  ref: string | null;
  section: string;
  action: string;
  /** Place in `now.rows`, from 0; null when the plan no longer has it. */
  index: number | null;
  /** The action's key in the plan given; null without one. */
  key: string | null;
  firstSeen: IsoDate;
  lastSeen: IsoDate;
  /** "moved twice, first promised June 2019, now September 2019 …"; null when it never moved later. */
  moved: string | null;
  /** The promise history in words, for whoever does not see the chart. */
  says: string;
  /** Why each line was taken for the same action as the one before it, newest first. */
  whySame: { taken: IsoDate; why: string; sure: boolean }[];
  /** Everything that ever happened to it, oldest first, and what is so now. */
  events: ChangeEvent[];
}

/** Something only a person can tell, with the answers there are. */
export interface SameActionQuestion extends StepQuestion {
  /** What `decideSameAction` needs to keep the answer. */
  choices: { label: string; answer: SameAction; now: SnapshotRow | null }[];
}

export interface Changes {
  /** The update compared with; null when there is none yet. */
  since: IsoDate | null;
  now: IsoDate;
  /** In the plan's order, then those that left. */
  actions: ActionHistory[];
  /** What happened since `since` and what is so now, by kind in the order of `eventKinds`, then in the plan's order. */
  events: ChangeEvent[];
  /** Snapshots that have plainly lost lines; an action's absence from them was not taken for its having left. */
  partlyLost: IsoDate[];
  /** Newest step first. */
  questions: SameActionQuestion[];
}

/**
 * What changed from snapshot to snapshot and how things stand now.
 * @param snapshots oldest first; those of the date of `now` or later are left out, since `now` stands for them.
 */
export function whatChanged(snapshots: readonly Snapshot[], now: Snapshot, options: ChangeOptions): Changes {
  const decisions = options.decisions ?? [];
  const earlier = snapshots
    .filter((snapshot) => snapshot.taken < now.taken)
    .sort((a, b) => (a.taken < b.taken ? -1 : 1));
  const all = [...earlier, now];
  const { threads, questions } = followActions(all, decisions);
  const agreements = agreementsIn(decisions, threads);
  const plan = options.plan && options.plan.actions.length === now.rows.length ? options.plan : null;
  const context: PlanContext = {
    start: plan?.start ?? null,
    end: plan?.end ?? null,
    calendar: plan?.calendar ?? "financial",
  };
  const actionAt = (stand: Stand) => (stand.snapshot === all.length - 1 ? plan?.actions[stand.index] : undefined);
  const read: ReadStand = {
    withdrawn: (stand) => withdrawnTo(stand, actionAt(stand)?.timescale ?? readTimescale(stand.row.timescale, context)),
    lead: (stand) => {
      const { parties, lead } = actionAt(stand)?.owner ?? { parties: [], lead: null };
      const party = lead === null ? undefined : parties[lead];
      return party ? [party.role, party.person, party.organisation].filter((part) => part !== null).join(" ") : null;
    },
  };

  const shownAfter = nextShownOf(all);
  const actions = threads.map((thread): ActionHistory => {
    const stand = lastStand(thread);
    const present = stand.snapshot === all.length - 1;
    const action = actionAt(stand);
    const record = recordPromises(thread, agreements);
    const events = eventsOf(thread, all, shownAfter, agreements, read);
    if (present) events.push(...standing(thread, record, options.asAt, action, context));
    return {
      ...record,
      ref: stand.row.ref,
      section: stand.row.section,
      action: stand.row.action,
      index: present ? stand.index : null,
      key: action?.key ?? null,
      firstSeen: thread.stands[0]!.taken,
      lastSeen: stand.taken,
      moved: sayMoves(record),
      says: sayRecord(stand.row, record),
      whySame: thread.stands
        .filter((each) => each.why !== "")
        .map(({ taken, why, sure }) => ({ taken, why, sure }))
        .reverse(),
      events,
    };
  });
  actions.sort((a, b) => (a.index ?? Infinity) - (b.index ?? Infinity) || 0);

  const rank = new Map<EventKind, number>(eventKinds.map((kind, at) => [kind, at]));
  const events = actions
    .flatMap((action) => action.events.filter((event) => event.seen === now.taken))
    .sort((a, b) => rank.get(a.kind)! - rank.get(b.kind)!);
  return {
    since: earlier.at(-1)?.taken ?? null,
    now: now.taken,
    actions,
    events,
    partlyLost: partlyLost(all).flatMap((lost, at) => (lost ? [all[at]!.taken] : [])),
    questions: [...questions].reverse().map(withChoices),
  };
}

/** What is true of an action now. */
function standing(
  thread: Thread,
  record: PromiseRecord,
  asAt: IsoDate,
  action: Plan["actions"][number] | undefined,
  context: PlanContext,
): ChangeEvent[] {
  const events: ChangeEvent[] = [];
  const stand = lastStand(thread);
  const { row } = stand;
  if (isSettled(row.status)) return events;
  const due = promiseOf(row);

  if (due !== null && due < asAt && !looksSettled(row.status)) {
    const named = sayPromise(due, row.timescale).match(/^\d/) !== null;
    events.push(
      lateEvent(stand, due, asAt, action?.timescale.precision ? action.timescale.precision === "day" : named),
    );
  }
  const since = unchangedSince(thread.stands);
  if (since !== null) events.push(unchangedEvent(stand, since));
  if (action && !looksSettled(row.status)) {
    const signs = due === null ? [] : slippingSigns(action, due, record.moves.length, asAt, context);
    if (due !== null && signs.length > 0) events.push(slippingEvent(stand, due, signs));
    const turn = missedTurn(action, asAt, context);
    if (turn) events.push(missedTurnEvent(stand, turn));
  }
  return events;
}

/** The oldest snapshot the row is unchanged since, if it has stayed the same over two updates or more; else null. */
function unchangedSince(stands: readonly Stand[]): IsoDate | null {
  const last = stands.at(-1)!;
  if (last.row.rowCheck === "") return null;
  let at = stands.length - 1;
  const same = (older: Stand, newer: Stand) =>
    older.row.rowCheck === last.row.rowCheck && older.snapshot === newer.snapshot - 1;
  while (at > 0 && same(stands[at - 1]!, stands[at]!)) at--;
  return stands.length - 1 - at >= 2 ? stands[at]!.taken : null;
}

function withdrawnTo(stand: Stand, timescale: Timescale): { to: WithdrawnTo; unsure: boolean } {
  if (stand.row.timescale.trim() === "") return { to: "blank", unsure: false };
  const { kind } = timescale;
  if (kind === "tbc" || kind === "ongoing" || kind === "recurring" || kind === "conditional")
    return { to: kind, unsure: timescale.unsure };
  if (stand.row.status === "ongoing")
    return { to: timescale.recurrence ? "recurring" : "ongoing", unsure: timescale.unsure };
  return { to: "other", unsure: timescale.unsure };
}

function withChoices(question: StepQuestion): SameActionQuestion {
  const choices: SameActionQuestion["choices"] = question.candidates.map((row) => ({
    label: `It is ${row.ref ? `${row.ref} ` : ""}${quote(row.action, 60)}`,
    answer: "same",
    now: row,
  }));
  choices.push({ label: "It left the plan", answer: "different", now: null });
  return { ...question, choices };
}
