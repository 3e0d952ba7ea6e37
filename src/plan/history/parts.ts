/**
 * Lines that were split off from another line, and lines that have become part of one.
 *
 * Goes by what a line says that the other has stopped, or begun, to say; a line that is merely similar is no part.
 */
import { callAction, quote } from "../words";
import type { Fit, Line } from "./evidence";
import type { Answers } from "./same-action";
import { compareWording, takesOver } from "./wording";

type Weigh = (token: string) => number;

/** A line that was part of another one (split), or has become part of it (joined). */
export interface Part {
  before: number;
  now: number;
  why: string;
}

export interface Parts {
  splits: Part[];
  joins: Part[];
  /** Lines now that were split off, and lines before that were joined to another. */
  splitNow: Set<number>;
  joined: Set<number>;
}

/** The parts among the lines that are in no pair. */
export function findParts(
  fits: readonly Fit[],
  old: readonly Line[],
  fresh: readonly Line[],
  nowOf: ReadonlyMap<number, number>,
  beforeOf: ReadonlyMap<number, number>,
  answers: Answers,
  weigh: Weigh,
): Parts {
  const before = old.map((line) => line.row);
  const now = fresh.map((line) => line.row);
  const splits: Part[] = answers.split.map(([b, n]) => ({
    before: b,
    now: n,
    why: `Someone has said that ${callAction(now[n]!)} was split from ${quote(before[b]!.action, 60)}.`,
  }));
  const joins: Part[] = [];
  const splitNow = new Set(splits.map((part) => part.now));
  const joined = new Set<number>();
  // A new line that says what an older line has just stopped saying was split from it; and the other way round for joining.
  for (const fit of [...fits].sort((a, b) => b.total - a.total || a.before - b.before || a.now - b.now)) {
    const { before: b, now: n } = fit;
    const heir = nowOf.get(b);
    if (
      heir !== undefined &&
      !beforeOf.has(n) &&
      !splitNow.has(n) &&
      isPart(old[b]!, fresh[heir]!, fresh[n]!, weigh, fit)
    ) {
      splitNow.add(n);
      const why = `${callAction(now[n]!)} says what ${callAction(before[b]!)} no longer says: ${quote(now[n]!.action, 60)}.`;
      splits.push({ before: b, now: n, why });
    }
    const origin = beforeOf.get(n);
    const free = origin !== undefined && !nowOf.has(b) && !joined.has(b) && !answers.gone.has(b);
    if (free && isPart(fresh[n]!, old[origin]!, old[b]!, weigh, fit, true)) {
      joined.add(b);
      const why = `${callAction(now[n]!)} now also says what ${callAction(before[b]!)} said: ${quote(before[b]!.action, 60)}.`;
      joins.push({ before: b, now: n, why });
    }
  }
  return { splits, joins, splitNow, joined };
}

/** The pairs without those of few shared words whose line now is plainly a piece split from another line. */
export function withoutPieces(
  chosen: readonly Fit[],
  fits: readonly Fit[],
  old: readonly Line[],
  fresh: readonly Line[],
  weigh: Weigh,
): Fit[] {
  const weak = new Set(chosen.filter((fit) => fit.alike < 0.55).map((fit) => fit.now));
  if (weak.size === 0) return [...chosen];
  const heirOf = new Map(chosen.map((fit) => [fit.before, fit]));
  const pieces = new Set<number>();
  for (const fit of fits) {
    const heir = heirOf.get(fit.before);
    if (!weak.has(fit.now) || !heir || heir.now === fit.now || heir.alike < 0.4) continue;
    const { missing, takenOver } = takesOver(
      old[fit.before]!.wording,
      fresh[heir.now]!.wording,
      fresh[fit.now]!.wording,
      weigh,
    );
    if (missing < 0.06 || takenOver < 0.8) continue;
    if (compareWording(old[fit.before]!.wording, fresh[fit.now]!.wording, weigh).ofB >= 0.85) pieces.add(fit.now);
  }
  return chosen.filter((fit) => !pieces.has(fit.now));
}

/**
 * Does `piece` carry on a good share of what `whole` says and `kept` does not? A reference under the whole's own ("2.5b") asks
 * for less; a few words are enough where the piece says nothing else.
 */
function isPart(whole: Line, kept: Line, piece: Line, weigh: Weigh, fit: Fit, strict = false): boolean {
  const { missing, takenOver } = takesOver(whole.wording, kept.wording, piece.wording, weigh);
  const { ofB } = compareWording(whole.wording, piece.wording, weigh);
  // A piece keeps the owner or the timescale of the whole, unless it says nothing that the whole did not.
  const kin = fit.sameLead || fit.sameTimescale;
  if (strict) return kin && missing >= 0.15 && takenOver >= 0.55 && ofB >= 0.65;
  if (missing >= 0.06 && takenOver >= 0.8 && ofB >= 0.85) return true;
  const under = whole.ref !== null && piece.ref !== null && isUnder(whole.ref, piece.ref);
  return (kin || under) && missing >= 0.15 && takenOver >= (under ? 0.4 : 0.55) && ofB >= (under ? 0.35 : 0.45);
}

/** "2.5a" and "2.5.1" are under "2.5". */
function isUnder(ref: string, piece: string): boolean {
  return piece.startsWith(ref) && /^(\.|\p{L})/u.test(piece.slice(ref.length));
}
