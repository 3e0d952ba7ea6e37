/**
 * Which row is which: pairs the rows of two snapshots of one plan through rewording, renumbering, sorting, moving between
 * sections, splitting and joining.
 *
 * Excel has no identity for a row, so this is evidence weighed, never certainty: each pair says why, and where two answers
 * are nearly as good it asks. Deterministic; what a person has answered comes first. Dates are only ever evidence here,
 * never judged.
 */
import type { Decision, SnapshotRow } from "../model";
import { callAction, quote } from "../words";
import { bestAssignment } from "./assignment";
import type { Edge } from "./assignment";
import { candidatePairs } from "./candidates";
import { doubtsAbout, perhapsTheSame } from "./doubts";
import type { MatchQuestion } from "./doubts";
import { fitOf, toLines } from "./evidence";
import type { Fit, Line } from "./evidence";
import { findParts, withoutPieces } from "./parts";
import type { Part } from "./parts";
import { readAnswers } from "./same-action";
import { compareWording, weighWords } from "./wording";

export type How =
  | "same reference and words"
  | "same words, no reference"
  | "same words, renumbered"
  | "same reference, reworded"
  | "reworded"
  | "reworded and renumbered"
  | "someone has said so";

/** Two lines taken to be one action. `before` and `now` are places in the lists given. */
export interface Pair {
  before: number;
  now: number;
  how: How;
  /** One sentence quoting the rows. */
  why: string;
  /** False where a person should say; there is then a question about it. */
  sure: boolean;
}

export interface Matching {
  pairs: Pair[];
  splits: Part[];
  joins: Part[];
  /** Lines before that are in no pair and joined nothing. */
  gone: number[];
  /** Lines now that are in no pair and were split from nothing. */
  added: number[];
  questions: MatchQuestion[];
}

/**
 * Pairs the lines of two snapshots.
 * @param decisions answers already given; only those about "same-action" count, and only where the words they were given
 *   for still stand on both sides.
 */
export function matchSnapshots(
  before: readonly SnapshotRow[],
  now: readonly SnapshotRow[],
  decisions: readonly Decision[] = [],
): Matching {
  const old = toLines(before);
  const fresh = toLines(now);
  const answers = readAnswers(decisions, before, now);
  const weigh = weighWords([...old, ...fresh].map((line) => line.wording));

  const pairs: Pair[] = answers.same.map(([b, n]) => ({
    before: b,
    now: n,
    how: "someone has said so",
    why: `Someone has said that ${callAction(now[n]!)} is ${quote(before[b]!.action, 60)}.`,
    sure: true,
  }));
  const usedBefore = new Set([...pairs.map((pair) => pair.before), ...answers.gone]);
  const usedNow = new Set([...pairs.map((pair) => pair.now), ...answers.split.map(([, n]) => n)]);

  // Words that stand once on either side are settled first: nothing else can be as alike, and it leaves little to compare.
  const once: Fit[] = [];
  for (const [b, n] of sameWordsOnce(old, fresh, usedBefore, usedNow)) {
    if (answers.different(b, n)) continue;
    once.push(fitOf(b, n, old[b]!, fresh[n]!, 1));
    usedBefore.add(b);
    usedNow.add(n);
  }
  const fits: Fit[] = [];
  for (const [b, n] of candidatePairs(old, fresh, usedBefore, usedNow)) {
    if (answers.different(b, n)) continue;
    const fit = fitOf(b, n, old[b]!, fresh[n]!, compareWording(old[b]!.wording, fresh[n]!.wording, weigh).alike);
    fits.push(fit);
  }
  const chosen = [...once, ...withoutPieces(choose(fits), fits, old, fresh, weigh)];
  const nowOf = new Map([...pairs, ...chosen].map((pair) => [pair.before, pair.now]));
  const beforeOf = new Map([...pairs, ...chosen].map((pair) => [pair.now, pair.before]));

  const { splits, joins, splitNow, joined } = findParts(fits, old, fresh, nowOf, beforeOf, answers, weigh);
  const doubts = doubtsAbout(chosen, fits, old, fresh, splitNow, joined);
  for (const fit of chosen) pairs.push(explain(fit, old, fresh, !doubts.has(fit.before)));
  pairs.sort((a, b) => a.before - b.before);
  const gone = before.map((_, b) => b).filter((b) => !nowOf.has(b) && !joined.has(b));
  const added = now.map((_, n) => n).filter((n) => !beforeOf.has(n) && !splitNow.has(n));
  const questions = [...doubts.values(), ...perhapsTheSame(gone, added, fits, old, fresh, answers.gone)];
  return { pairs, splits, joins, gone, added, questions };
}

/** Pairs of lines whose words are the same and stand once in each list. */
function sameWordsOnce(
  old: readonly Line[],
  fresh: readonly Line[],
  skipBefore: ReadonlySet<number>,
  skipNow: ReadonlySet<number>,
): [number, number][] {
  const inOld = placesOfTexts(old);
  const inFresh = placesOfTexts(fresh);
  const pairs: [number, number][] = [];
  for (const [text, [b, ...moreOld]] of inOld) {
    const [n, ...moreFresh] = inFresh.get(text) ?? [];
    if (text === "" || b === undefined || n === undefined || moreOld.length > 0 || moreFresh.length > 0) continue;
    if (!skipBefore.has(b) && !skipNow.has(n)) pairs.push([b, n]);
  }
  return pairs;
}

function placesOfTexts(lines: readonly Line[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  lines.forEach(({ wording }, at) => {
    const list = places.get(wording.plain);
    if (list) list.push(at);
    else places.set(wording.plain, [at]);
  });
  return places;
}

/** The best pairing overall of the lines that might be one. */
function choose(fits: readonly Fit[]): Fit[] {
  const byEdge = new Map<Edge, Fit>();
  for (const fit of fits) {
    // Cubed, so that one good pair outweighs two poor ones.
    if (fit.possible) byEdge.set({ left: fit.before, right: fit.now, worth: fit.total ** 3 }, fit);
  }
  return bestAssignment([...byEdge.keys()]).map((edge) => byEdge.get(edge)!);
}

function explain(fit: Fit, old: readonly Line[], fresh: readonly Line[], sure: boolean): Pair {
  const before = old[fit.before]!;
  const now = fresh[fit.now]!;
  const same = before.wording.plain === now.wording.plain;
  const hasRef = before.ref !== null || now.ref !== null;
  const how: How = same
    ? fit.sameRef
      ? "same reference and words"
      : hasRef
        ? "same words, renumbered"
        : "same words, no reference"
    : fit.sameRef
      ? "same reference, reworded"
      : before.ref !== null && now.ref !== null
        ? "reworded and renumbered"
        : "reworded";
  const also = [fit.sameLead && "owner", fit.sameTimescale && "timescale"].filter(Boolean).join(" and ");
  const moved =
    before.section !== now.section
      ? ` It moved from ${quote(before.row.section, 40)} to ${quote(now.row.section, 40)}.`
      : "";
  const said = same
    ? `The words are the same: ${quote(now.row.action, 60)}`
    : `${quote(before.row.action, 60)} became ${quote(now.row.action, 60)}`;
  const number =
    fit.sameRef || !hasRef ? "" : `; the reference was ${before.row.ref ?? "blank"} and is ${now.row.ref ?? "blank"}`;
  const rest = also && !same ? `; the ${also} stayed the same` : "";
  return { before: fit.before, now: fit.now, how, why: `${said}${number}${rest}.${moved}`, sure };
}
