/**
 * Which lines of one date count when that date was taken more than once.
 *
 * The history is only ever added to, so replacing an update leaves the lines of the first one standing above those of the
 * second. The later ones count. A plan may rightly hold two identical rows, so lines are never dropped merely for being alike.
 */
import type { SnapshotRow } from "../model";
import { plainRef } from "./evidence";
import { plainWords } from "./wording";

/**
 * The lines that count, from all lines of one date in the order of the sheet.
 *
 * If the lines fall into two stretches that speak of mostly the same actions, the snapshot was taken twice and the last
 * stretch counts. If instead most actions stand there several times over but mixed together, the sheet was sorted, and of
 * each action the lowest line counts. Otherwise every line counts.
 */
export function latestOf(lines: readonly SnapshotRow[]): SnapshotRow[] {
  const keys = keysOf(lines);
  let from = 0;
  // A loop, and over numbers: one date may have been taken any number of times.
  for (;;) {
    const { first, last, distinct } = endsOf(keys, from);
    if (distinct === keys.length - from) return lines.slice(from);
    const start = startOfLastStretch(keys, from, first, last, distinct);
    if (start > from) {
      from = start;
      continue;
    }
    let repeated = 0;
    for (let at = from; at < keys.length; at++) if (first[keys[at]!] === at && last[keys[at]!] !== at) repeated++;
    if (repeated < distinct / 2) return lines.slice(from);
    return lines.slice(from).filter((_, at) => last[keys[from + at]!] === from + at);
  }
}

/** A number for each line, the same for lines that speak of the same action. */
function keysOf(lines: readonly SnapshotRow[]): Int32Array {
  const known = new Map<string, number>();
  return Int32Array.from(lines, (line) => {
    const key = `${plainRef(line.ref) ?? ""} ${plainWords(line.action)}`;
    const number = known.get(key) ?? known.size;
    known.set(key, number);
    return number;
  });
}

/** Where each action stands first and last from a line on, and how many there are. */
function endsOf(keys: Int32Array, from: number): { first: Int32Array; last: Int32Array; distinct: number } {
  const first = new Int32Array(keys.length).fill(-1);
  const last = new Int32Array(keys.length).fill(-1);
  let distinct = 0;
  for (let at = from; at < keys.length; at++) {
    const key = keys[at]!;
    last[key] = at;
    if (first[key] !== -1) continue;
    first[key] = at;
    distinct++;
  }
  return { first, last, distinct };
}

/** Where the lines begin to say the same actions again; `from` when they do not. */
function startOfLastStretch(
  keys: Int32Array,
  from: number,
  first: Int32Array,
  last: Int32Array,
  distinct: number,
): number {
  let above = 0;
  let below = distinct;
  let best = { start: from, shared: 0, smaller: 0 };
  for (let start = from + 1; start < keys.length; start++) {
    const passed = keys[start - 1]!;
    if (first[passed] === start - 1) above++;
    if (last[passed] === start - 1) below--;
    const shared = above + below - distinct;
    // Of equally good places the one where the plan's first line comes again, else the earliest: a line too many in the
    // history misleads less than one too few.
    const again = keys[start] === keys[from] && shared === best.shared;
    if (shared > best.shared || again) best = { start, shared, smaller: Math.min(above, below) };
  }
  return best.shared > 0 && best.shared >= best.smaller * 0.6 && best.smaller >= distinct * 0.3 ? best.start : from;
}
