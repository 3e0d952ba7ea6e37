/**
 * Follows every action through all the snapshots: one thread an action, with what happened to its line on the way.
 *
 * Uses the pairing of `match.ts` from each snapshot to the next, and looks for lines that come back after being away. It
 * judges no date.
 */
import type { Decision, IsoDate, Snapshot, SnapshotRow } from "../model";
import { quote } from "../words";
import { matchSnapshots } from "./match";
import type { Matching } from "./match";
import { plainWords } from "./wording";

/** One action as it stood in one snapshot. */
export interface Stand {
  taken: IsoDate;
  /** Place of the snapshot in the list, from 0. */
  snapshot: number;
  /** Place of the row in the snapshot, from 0. */
  index: number;
  row: SnapshotRow;
  /** False where the step from the stand before is a guess a person should confirm. */
  sure: boolean;
  /** Why it was taken for the same action; empty for the first stand. */
  why: string;
}

export interface Thread {
  /** Oldest first, never empty. A piece of a split action begins with the stands of the whole. */
  stands: Stand[];
  /** How many of the stands are inherited from the action it was split from; 0 when it was not. */
  inherited: number;
  /** The action it was split from. */
  splitFrom: Thread | null;
  /** The action it became part of, after its last stand. */
  joinedTo: Thread | null;
  /** True where a person may say that it did not leave or is not new: there is a question about it. */
  asked: boolean;
}

/** A question about the step from one snapshot to a later one. */
export interface StepQuestion {
  question: string;
  assumed: string;
  beforeTaken: IsoDate;
  nowTaken: IsoDate;
  before: SnapshotRow;
  /** The one assumed first. */
  candidates: SnapshotRow[];
}

/**
 * Which snapshots have plainly lost lines: those with less than half the rows of the one before and of the one after. That an
 * action is not in them says nothing. The first and the last are never among them, since a plan may grow or shrink.
 */
export function partlyLost(snapshots: readonly Snapshot[]): boolean[] {
  return snapshots.map(({ rows }, at) => {
    const before = snapshots[at - 1]?.rows.length ?? 0;
    const after = snapshots[at + 1]?.rows.length ?? 0;
    return rows.length < before / 2 && rows.length < after / 2;
  });
}

/** Follows the actions through the snapshots, oldest first. Threads stand in the order they were first seen. */
export function followActions(
  snapshots: readonly Snapshot[],
  decisions: readonly Decision[],
): { threads: Thread[]; questions: StepQuestion[] } {
  const threads: Thread[] = [];
  const questions: StepQuestion[] = [];
  let present: Thread[] = [];
  let away: Thread[] = [];
  const lost = partlyLost(snapshots);

  snapshots.forEach((snapshot, at) => {
    const standOf = (index: number, why: string, sure: boolean): Stand => ({
      taken: snapshot.taken,
      snapshot: at,
      index,
      row: snapshot.rows[index]!,
      sure,
      why,
    });
    const current: (Thread | undefined)[] = snapshot.rows.map(() => undefined);
    let added = snapshot.rows.map((_, index) => index);
    const askedBefore = questions.length;

    if (at > 0) {
      for (const { thread, index } of backInTheSameWords(away, present, snapshot)) {
        thread.stands.push(
          standOf(
            index,
            `The words are those it had when it was last there: ${quote(snapshot.rows[index]!.action, 60)}.`,
            true,
          ),
        );
        current[index] = thread;
      }
      const rest = snapshot.rows.map((_, index) => index).filter((index) => current[index] === undefined);
      const matching = inPlan(
        matchSnapshots(
          present.map(lastRow),
          rest.map((index) => snapshot.rows[index]!),
          decisions,
        ),
        rest,
      );
      for (const question of matching.questions) {
        present[question.before]!.asked = true;
        questions.push({
          question: question.question,
          assumed: question.assumed,
          beforeTaken: snapshots[at - 1]!.taken,
          nowTaken: snapshot.taken,
          before: lastRow(present[question.before]!),
          candidates: question.candidates.map((index) => snapshot.rows[index]!),
        });
      }
      // Pieces first, while the thread of the whole still ends where it was split.
      for (const part of matching.splits) {
        const whole = present[part.before]!;
        current[part.now] = {
          stands: [...whole.stands, standOf(part.now, part.why, true)],
          inherited: whole.stands.length,
          splitFrom: whole,
          joinedTo: null,
          asked: false,
        };
        threads.push(current[part.now]!);
      }
      for (const pair of matching.pairs) {
        const thread = present[pair.before]!;
        thread.stands.push(standOf(pair.now, pair.why, pair.sure));
        thread.asked = false;
        current[pair.now] = thread;
      }
      for (const part of matching.joins) present[part.before]!.joinedTo = current[part.now]!;
      added = matching.added;
      const still = away.filter((thread) => lastStand(thread).snapshot !== at);
      const back = comeBack(still, added, snapshot, decisions);
      for (const { thread, index, why } of back) {
        thread.stands.push(standOf(index, why, true));
        current[index] = thread;
      }
      added = added.filter((index) => current[index] === undefined);
      away = [...away, ...present].filter((thread) => lastStand(thread).snapshot !== at && thread.joinedTo === null);
    }
    // What a snapshot that has lost lines does not show is still there.
    const unseen = new Set(
      lost[at] ? present.filter((thread) => lastStand(thread).snapshot !== at && thread.joinedTo === null) : [],
    );
    away = away.filter((thread) => !unseen.has(thread));
    const perhaps = new Set(questions.slice(askedBefore).flatMap((each) => each.candidates));
    for (const index of added) {
      const asked = perhaps.has(snapshot.rows[index]!);
      current[index] = { stands: [standOf(index, "", true)], inherited: 0, splitFrom: null, joinedTo: null, asked };
      threads.push(current[index]);
    }
    present = [...current.map((thread) => thread!), ...unseen];
  });
  return { threads, questions };
}

/** A matching of some rows of a snapshot, told in places of the whole of it. */
function inPlan(matching: Matching, rows: readonly number[]): Matching {
  const place = <T extends { now: number }>(part: T): T => ({ ...part, now: rows[part.now]! });
  return {
    ...matching,
    pairs: matching.pairs.map(place),
    splits: matching.splits.map(place),
    joins: matching.joins.map(place),
    added: matching.added.map((now) => rows[now]!),
    questions: matching.questions.map((question) => ({
      ...question,
      candidates: question.candidates.map((now) => rows[now]!),
    })),
  };
}

/** Lines that were away and are back in the very words, which no line of the last snapshot had: they are nobody else's. */
function backInTheSameWords(
  away: readonly Thread[],
  present: readonly Thread[],
  snapshot: Snapshot,
): { thread: Thread; index: number }[] {
  if (away.length === 0) return [];
  const words = (row: SnapshotRow) => plainWords(row.action);
  const there = new Set(present.map((thread) => words(lastRow(thread))));
  const waiting = new Map(away.map((thread) => [words(lastRow(thread)), thread]));
  const back: { thread: Thread; index: number }[] = [];
  snapshot.rows.forEach((row, index) => {
    const key = words(row);
    const thread = waiting.get(key);
    if (!thread || there.has(key) || key.split(" ").length < 4) return;
    waiting.delete(key);
    back.push({ thread, index });
  });
  return back;
}

/** Lines that were away and are back: only those nobody could doubt, since they were missed for a whole update. */
function comeBack(
  away: readonly Thread[],
  added: readonly number[],
  snapshot: Snapshot,
  decisions: readonly Decision[],
): { thread: Thread; index: number; why: string }[] {
  if (away.length === 0 || added.length === 0) return [];
  const matching = matchSnapshots(
    away.map(lastRow),
    added.map((index) => snapshot.rows[index]!),
    decisions,
  );
  return matching.pairs
    .filter((pair) => pair.sure)
    .map((pair) => ({ thread: away[pair.before]!, index: added[pair.now]!, why: pair.why }));
}

export function lastStand(thread: Thread): Stand {
  return thread.stands[thread.stands.length - 1]!;
}

function lastRow(thread: Thread): SnapshotRow {
  return lastStand(thread).row;
}
