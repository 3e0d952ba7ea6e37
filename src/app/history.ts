/**
 * What of how the plan stands goes into the history, and why nothing does.
 */
import type { CellInput } from "../excel/text";
import { sayDate } from "../plan/calendar";
import { fingerprint, snapshotToRows } from "../plan/history";
import type { Run } from "../plan/history";
import type { Snapshot } from "../plan/model";
import { momentInWords, today } from "./clock";
import type { Loaded } from "./load";
import type { IsoDate } from "./types";

/** Why nothing of how the plan stands now goes into the history. */
export type NotKept = "same" | "past" | "to come";

/**
 * Why nothing goes into the history; null where lines do. A day before one that is kept: how the plan stands now is not how it
 * stood then. A day to come: nobody knows, and what is typed until then would look like a second move.
 */
export function whyNotKept({ snapshots, now }: Pick<Loaded, "now" | "snapshots">): NotKept | null {
  const day = today();
  if (now.taken > day) return "to come";
  if (snapshots.some(({ taken }) => taken > now.taken && taken <= day)) return "past";
  const same = snapshots.find(({ taken }) => taken === now.taken);
  return same && JSON.stringify(same.rows) === JSON.stringify(now.rows) ? "same" : null;
}

/** The same as the end of "Nothing was added to Plan history: …". */
export function sayNotKept(why: NotKept, asAt: IsoDate): string {
  switch (why) {
    case "same":
      return `it holds ${sayDate(asAt)} already, and nothing has changed.`;
    case "past":
      return `it holds a later date than ${sayDate(asAt)}, and how the plan stands now is not how it stood then.`;
    case "to come":
      return `${sayDate(asAt)} is still to come, and how the plan will stand then is not known.`;
    default:
      return why satisfies never;
  }
}

/** The lines of this date's snapshot; none where it is not kept. */
export function newHistoryRows(loaded: Loaded): CellInput[][] {
  return whyNotKept(loaded) === null ? historyRows(loaded.now, newRun(loaded.times + 1)) : [];
}

/** A snapshot as the cells of the history. */
export function historyRows(snapshot: Snapshot, run: Run): CellInput[][] {
  return snapshotToRows(snapshot, run).map((row) => row.map((cell) => (cell && "text" in cell ? cell.text : cell)));
}

/** A run no other has the letters of, whoever runs at the same moment; `time` is how many times its date has been taken with it. */
export function newRun(time = 1): Run {
  const print = fingerprint([["moment", `${momentInWords()} ${Math.random()}`]]);
  return { time, id: print.slice(-3).replace(/\d/g, (digit) => "qrstuvwxyz"[Number(digit)]!) };
}
