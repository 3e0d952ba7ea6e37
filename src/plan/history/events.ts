/**
 * What became of one action from one snapshot to the next: plain data and one sentence for each thing that happened.
 *
 * Goes by what the snapshots hold and never by a cell; which line is which has been settled before.
 */
import { sayDate } from "../calendar";
import type { IsoDate, Snapshot } from "../model";
import { sayLate } from "../status";
import { callAction, listOf, quote } from "../words";
import { leadChanged } from "./owners";
import { isSettled, looksSettled, promiseOf, recordPromises, sayMoves, sayPromise } from "./promises";
import type { Agreements, Distance, Move } from "./promises";
import type { MissedTurn, SlippingSign } from "./signals";
import { lastStand, partlyLost } from "./threads";
import type { Stand, Thread } from "./threads";

/** The kinds of event, in the order they are told. */
export const eventKinds = [
  "late",
  "moved",
  "withdrawn",
  "vanished",
  "reopened",
  "slipping",
  "missed-turn",
  "unchanged",
  "owner-changed",
  "new",
  "split",
  "joined",
  "returned",
  "dated",
  "brought-forward",
  "finished",
] as const;
export type EventKind = (typeof eventKinds)[number];

/** What a withdrawn date became. */
export type WithdrawnTo = "blank" | "tbc" | "ongoing" | "recurring" | "conditional" | "other";

/** What every event carries. */
interface Common {
  ref: string | null;
  action: string;
  section: string;
  /** Place of the row in the snapshot of `seen`, from 0; null when it is not there any more. */
  index: number | null;
  /** The snapshot that shows it. */
  seen: IsoDate;
  /** True where a person has to say whether it is so, for instance because the row may have been mistaken for another. */
  confirm: boolean;
  /** One plain sentence. */
  says: string;
}

export type ChangeEvent = Common &
  (
    | { kind: "late"; due: IsoDate; late: string }
    | {
        kind: "moved";
        move: Move;
        firstPromised: IsoDate;
        /** Moves so far that nobody agreed, and those agreed, this one included. */
        movedTimes: number;
        agreedTimes: number;
        inAll: Distance;
        longestStep: Move;
        agreed: string | null;
      }
    | { kind: "brought-forward"; move: Move }
    | { kind: "withdrawn"; was: IsoDate; wasWords: string; words: string; to: WithdrawnTo }
    | { kind: "dated"; due: IsoDate; wasWords: string }
    | { kind: "vanished"; lastSeen: IsoDate; wasDue: IsoDate | null }
    | { kind: "returned"; lastSeen: IsoDate }
    | { kind: "reopened"; was: "complete" | "closed" }
    | { kind: "finished"; as: "complete" | "closed"; due: IsoDate | null }
    | { kind: "new"; due: IsoDate | null }
    | { kind: "split"; from: string }
    | { kind: "joined"; into: string }
    | { kind: "owner-changed"; from: string | null; to: string | null }
    | { kind: "unchanged"; since: IsoDate }
    | { kind: "slipping"; due: IsoDate; signs: SlippingSign[] }
    | { kind: "missed-turn"; turn: MissedTurn }
  );

function common(stand: Stand, confirm: boolean, says: string): Common {
  const { row } = stand;
  return {
    ref: row.ref,
    action: row.action,
    section: row.section,
    index: stand.index,
    seen: stand.taken,
    confirm,
    says: `${callAction(row)}: ${says}.`,
  };
}

/** What a stand's own row can tell beyond what the history keeps. */
export interface ReadStand {
  /** What the wording of a withdrawn date amounts to. */
  withdrawn(stand: Stand): { to: WithdrawnTo; unsure: boolean };
  /** The lead with role and organisation; null where the row is not at hand. */
  lead(stand: Stand): string | null;
}

/** For each snapshot the next one that can be relied on to show what is in the plan; -1 after the last. */
export function nextShownOf(snapshots: readonly Snapshot[]): number[] {
  const lost = partlyLost(snapshots);
  const next: number[] = [];
  for (let at = snapshots.length - 1, shown = -1; at >= 0; at--) {
    next[at] = shown;
    if (!lost[at]) shown = at;
  }
  return next;
}

/**
 * Everything that happened to one action, in the order it happened. Standing facts (late, slipping) are not among them.
 * @param shownAfter as `nextShownOf` gives it for the snapshots.
 */
export function eventsOf(
  thread: Thread,
  snapshots: readonly Snapshot[],
  shownAfter: readonly number[],
  agreements: Agreements,
  read: ReadStand,
): ChangeEvent[] {
  const events: ChangeEvent[] = [];
  const { stands, inherited } = thread;
  /** The first snapshot after this stand that would have shown the action. */
  const nextShown = (stand: Stand) => shownAfter[stand.snapshot]!;
  let settled: "complete" | "closed" | null = null;
  /** The stand whose date still stands promised: an action that is over keeps its date though the cell is cleared. */
  let promised: Stand | null = null;
  stands.forEach((stand, at) => {
    const before = stands[at - 1];
    if (at >= inherited) {
      if (!before) {
        if (stand.snapshot > 0) events.push(newAction(stand, thread));
      } else {
        if (at === inherited) events.push(splitOff(stand, thread));
        const shown = nextShown(before);
        if (shown < stand.snapshot) {
          const missed = vanished(before, snapshots[shown]!.taken, thread);
          if (missed) events.push(missed);
          const says = `back in the plan; it was last in the update of ${sayDate(before.taken)}`;
          events.push({ ...common(stand, !stand.sure, says), kind: "returned", lastSeen: before.taken });
        }
        events.push(...step(before, stand, at, thread, agreements, settled, promised, read));
      }
    }
    const { status } = stand.row;
    if (promiseOf(stand.row) !== null) promised = stand;
    else if (!isSettled(status) && !looksSettled(status)) promised = null;
    if (isSettled(status)) settled = status as "complete" | "closed";
    else if (!looksSettled(status)) settled = null;
  });
  const last = lastStand(thread);
  if (last.snapshot < snapshots.length - 1) {
    const left = vanished(last, snapshots[nextShown(last)]!.taken, thread);
    if (left) events.push(left);
  }
  return events;
}

function newAction(stand: Stand, thread: Thread): ChangeEvent {
  const due = promiseOf(stand.row);
  const when = due ? `, promised for ${sayPromise(due, stand.row.timescale)}` : ", with no date";
  const what = stand.row.ref ? `new: ${quote(stand.row.action, 80)}` : "new";
  return { ...common(stand, thread.asked, `${what}${when}`), kind: "new", due };
}

function splitOff(stand: Stand, thread: Thread): ChangeEvent {
  const whole = thread.stands[thread.inherited - 1]!.row;
  const from = callAction(whole);
  return {
    ...common(stand, !stand.sure, `split from ${from}, and keeps the promises made for it`),
    kind: "split",
    from,
  };
}

function vanished(last: Stand, seen: IsoDate, thread: Thread): ChangeEvent | null {
  const gone = last === lastStand(thread);
  if (gone && thread.joinedTo) {
    const into = callAction(
      (thread.joinedTo.stands.find((stand) => stand.taken >= seen) ?? lastStand(thread.joinedTo)).row,
    );
    return { ...common(last, true, `now part of ${into}`), index: null, seen, kind: "joined", into };
  }
  if (isSettled(last.row.status)) return null;
  const wasDue = promiseOf(last.row);
  const what = last.row.ref ? ` ${quote(last.row.action, 60)}` : "";
  const promised = wasDue ? `; it was promised for ${sayPromise(wasDue, last.row.timescale)}` : "";
  const read = looksSettled(last.row.status) ? ", though its wording read as over" : "";
  const says = `no longer in the plan${what}, and nobody closed it${promised}${read}`;
  return {
    ...common(last, gone && thread.asked, says),
    index: null,
    seen,
    kind: "vanished",
    lastSeen: last.taken,
    wasDue,
  };
}

function step(
  before: Stand,
  stand: Stand,
  at: number,
  thread: Thread,
  agreements: Agreements,
  settled: "complete" | "closed" | null,
  promised: Stand | null,
  read: ReadStand,
): ChangeEvent[] {
  const events: ChangeEvent[] = [];
  const unsure = !stand.sure;
  const { row } = stand;
  const was = promised ? promiseOf(promised.row) : null;
  const due = promiseOf(row);
  const over = isSettled(row.status) || looksSettled(row.status);

  if (isSettled(row.status) && settled !== row.status) {
    const as = row.status as "complete" | "closed";
    const asked = due ? `; it was promised for ${sayPromise(due, row.timescale)}` : "";
    const says = as === "complete" ? `finished${asked}` : `closed${asked}`;
    events.push({ ...common(stand, unsure, says), kind: "finished", as, due });
  }
  if (!over && settled !== null) {
    const says = `open again; it was ${settled === "complete" ? "complete" : "closed"} in an earlier update`;
    events.push({ ...common(stand, unsure, says), kind: "reopened", was: settled });
  }
  const record = recordPromises({ ...thread, stands: thread.stands.slice(0, at + 1) }, agreements);
  const move = record.moves.find((each) => each.taken === stand.taken);
  const earlier = record.broughtForward.find((each) => each.taken === stand.taken);
  if (move) {
    events.push({
      ...common(stand, unsure, sayMoves(record)!),
      kind: "moved",
      move,
      firstPromised: record.firstPromised!,
      movedTimes: record.movedTimes,
      agreedTimes: record.agreedTimes,
      inAll: record.movedBy!,
      longestStep: record.longestStep!,
      agreed: move.agreed,
    });
  } else if (earlier) {
    const says = `brought forward by ${earlier.by.says}, from ${sayPromise(earlier.from, earlier.fromWords)} to ${sayPromise(earlier.to, earlier.toWords)}`;
    events.push({ ...common(stand, unsure, says), kind: "brought-forward", move: earlier });
  } else if (was === null && due !== null && !over) {
    const words = before.row.timescale.trim();
    const says = `now has a date, ${sayPromise(due, row.timescale)}; it ${words === "" ? "had none" : `said ${quote(words, 60)}`}`;
    events.push({ ...common(stand, unsure, says), kind: "dated", due, wasWords: before.row.timescale });
  }
  if (was !== null && due === null && !over) {
    const { to, unsure: unread } = read.withdrawn(stand);
    const now =
      row.timescale.trim() === "" ? "the timescale is now blank" : `the plan now says ${quote(row.timescale, 60)}`;
    const says = `date withdrawn; it was promised for ${sayPromise(was, promised!.row.timescale)}, and ${now}`;
    events.push({
      ...common(stand, unsure || unread, says),
      kind: "withdrawn",
      was,
      wasWords: promised!.row.timescale,
      words: row.timescale,
      to,
    });
  }
  if (leadChanged(before.row.lead, row.lead, read.lead(stand))) {
    const { lead: from } = before.row;
    const { lead: to } = row;
    const says = !to
      ? `nobody leads it now; it was ${from}`
      : !from
        ? `now led by ${to}; nobody led it before`
        : `now led by ${to} instead of ${from}`;
    events.push({ ...common(stand, unsure, says), kind: "owner-changed", from, to });
  }
  return events;
}

/** What is true of an action now, whatever happened since the last update: late, unchanged, slipping, a turn missed. */
export function lateEvent(stand: Stand, due: IsoDate, asAt: IsoDate, inDays: boolean): ChangeEvent {
  const late = sayLate(due, asAt, inDays ? "day" : "month");
  return {
    ...common(stand, false, `${late}, promised for ${sayPromise(due, stand.row.timescale)}`),
    kind: "late",
    due,
    late,
  };
}

export function unchangedEvent(stand: Stand, since: IsoDate): ChangeEvent {
  return {
    ...common(stand, false, `nothing in the row has changed since the update of ${sayDate(since)}`),
    kind: "unchanged",
    since,
  };
}

export function slippingEvent(stand: Stand, due: IsoDate, signs: SlippingSign[]): ChangeEvent {
  const says = `due ${sayPromise(due, stand.row.timescale)} and may slip: ${listOf(signs.map((sign) => sign.says))}`;
  return { ...common(stand, true, says), kind: "slipping", due, signs };
}

export function missedTurnEvent(stand: Stand, turn: MissedTurn): ChangeEvent {
  return { ...common(stand, true, ""), says: `${callAction(stand.row)}: ${turn.says}`, kind: "missed-turn", turn };
}
