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
  const keys = lines.map((line) => `${plainRef(line.ref) ?? ""} ${plainWords(line.action)}`);
  const first = new Map<string, number>();
  const last = new Map<string, number>();
  keys.forEach((key, at) => {
    if (!first.has(key)) first.set(key, at);
    last.set(key, at);
  });
  if (first.size === lines.length) return [...lines];

  const start = startOfLastStretch(keys, first, last);
  if (start > 0) return latestOf(lines.slice(start));

  const repeated = [...first].filter(([key, at]) => last.get(key) !== at).length;
  if (repeated < first.size / 2) return [...lines];
  return lines.filter((_, at) => last.get(keys[at]!) === at);
}

/** Where the lines begin to say the same actions again; 0 when they do not. */
function startOfLastStretch(
  keys: readonly string[],
  first: ReadonlyMap<string, number>,
  last: ReadonlyMap<string, number>,
): number {
  const newHere = keys.map((key, at) => (first.get(key) === at ? 1 : 0));
  const endsHere = keys.map((key, at) => (last.get(key) === at ? 1 : 0));
  let above = 0;
  let below = first.size;
  let best = { start: 0, shared: 0, smaller: 0 };
  for (let start = 1; start < keys.length; start++) {
    above += newHere[start - 1]!;
    below -= endsHere[start - 1]!;
    const shared = above + below - first.size;
    // Of equally good places the one where the plan's first line comes again, else the earliest: a line too many in the
    // history misleads less than one too few.
    const again = keys[start] === keys[0] && shared === best.shared;
    if (shared > best.shared || again) best = { start, shared, smaller: Math.min(above, below) };
  }
  return best.shared > 0 && best.shared >= best.smaller * 0.6 && best.smaller >= first.size * 0.3 ? best.start : 0;
}
