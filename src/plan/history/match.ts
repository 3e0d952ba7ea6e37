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
import { readAnswers } from "./same-action";
import { compareWording, plainWords, readWording, takesOver, weighWords } from "./wording";
import type { Wording } from "./wording";

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

/** A line that was part of another one (split), or has become part of it (joined). */
export interface Part {
  before: number;
  now: number;
  why: string;
}

/** Something only a person can tell: whether a line now is the action a line before was. */
export interface MatchQuestion {
  question: string;
  before: number;
  /** Lines now it could be, the one assumed first. */
  candidates: number[];
  /** What is taken to be so until somebody answers. */
  assumed: string;
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

/** How much each kind of evidence adds to the likeness of the words (0 to 1). */
const evidence = { ref: 0.3, check: 0.1, timescale: 0.1, due: 0.06, lead: 0.08, section: 0.05, place: 0.01 };

/** Two answers nearer than this are a question. */
const closeCall = 0.07;

/** A line made comparable, once. */
interface Line {
  row: SnapshotRow;
  wording: Wording;
  ref: string | null;
  lead: string;
  timescale: string;
  section: string;
  /** 0 to 1 down the list. */
  place: number;
}

/** How well two lines go together, and by what. */
interface Fit {
  before: number;
  now: number;
  alike: number;
  total: number;
  sameRef: boolean;
  sameLead: boolean;
  sameTimescale: boolean;
  /** Good enough to be taken for the same action. */
  possible: boolean;
}

/** "2.05." and "2.05" are one reference; "1.10" and "1.1" are two. */
export function plainRef(ref: string | null): string | null {
  if (ref === null) return null;
  const plain = ref.toLowerCase().replace(/[^\p{L}\p{N}.]+/gu, "").replace(/\.+$/, "");
  return plain === "" ? null : plain;
}

function toLines(rows: readonly SnapshotRow[]): Line[] {
  return rows.map((row, at) => ({
    row,
    wording: readWording(row.action),
    ref: plainRef(row.ref),
    lead: plainWords(row.lead ?? ""),
    timescale: plainWords(row.timescale),
    section: plainWords(row.section).replace(/^\d+ /, ""),
    place: rows.length < 2 ? 0 : at / (rows.length - 1),
  }));
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
  const chosen: Fit[] = [];
  for (const [b, n] of sameWordsOnce(old, fresh, usedBefore, usedNow)) {
    if (answers.different(b, n)) continue;
    chosen.push(fitOf(b, n, old[b]!, fresh[n]!, 1));
    usedBefore.add(b);
    usedNow.add(n);
  }
  const fits: Fit[] = [];
  for (const [b, n] of candidatePairs(old, fresh, usedBefore, usedNow)) {
    if (answers.different(b, n)) continue;
    const fit = fitOf(b, n, old[b]!, fresh[n]!, compareWording(old[b]!.wording, fresh[n]!.wording, weigh).alike);
    fits.push(fit);
  }
  chosen.push(...withoutPieces(choose(fits), fits, old, fresh, weigh));
  const nowOf = new Map([...pairs, ...chosen].map((pair) => [pair.before, pair.now]));
  const beforeOf = new Map([...pairs, ...chosen].map((pair) => [pair.now, pair.before]));

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
    if (heir !== undefined && !beforeOf.has(n) && !splitNow.has(n) && isPart(old[b]!, fresh[heir]!, fresh[n]!, weigh)) {
      splitNow.add(n);
      const why = `${callAction(now[n]!)} says what ${callAction(before[b]!)} no longer says: ${quote(now[n]!.action, 60)}.`;
      splits.push({ before: b, now: n, why });
    }
    const origin = beforeOf.get(n);
    if (origin !== undefined && !nowOf.has(b) && !joined.has(b) && isPart(fresh[n]!, old[origin]!, old[b]!, weigh, true)) {
      joined.add(b);
      const why = `${callAction(now[n]!)} now also says what ${callAction(before[b]!)} said: ${quote(before[b]!.action, 60)}.`;
      joins.push({ before: b, now: n, why });
    }
  }

  const doubts = doubtsAbout(chosen, fits, old, fresh, splitNow, joined);
  for (const fit of chosen) pairs.push(explain(fit, old, fresh, !doubts.has(fit.before)));
  pairs.sort((a, b) => a.before - b.before);
  const gone = before.map((_, b) => b).filter((b) => !nowOf.has(b) && !joined.has(b));
  const added = now.map((_, n) => n).filter((n) => !beforeOf.has(n) && !splitNow.has(n));
  const questions = [...doubts.values(), ...perhapsTheSame(gone, added, fits, old, fresh, answers.gone)];
  return { pairs, splits, joins, gone, added, questions };
}

function fitOf(b: number, n: number, old: Line, fresh: Line, alike: number): Fit {
  const sameRef = old.ref !== null && old.ref === fresh.ref;
  const sameLead = old.lead !== "" && old.lead === fresh.lead;
  const sameTimescale = old.timescale !== "" && old.timescale === fresh.timescale;
  const sameDue = !sameTimescale && old.row.due !== null && old.row.due === fresh.row.due;
  const sameSection = old.section !== "" && old.section === fresh.section;
  const sameCheck = old.row.rowCheck !== "" && old.row.rowCheck === fresh.row.rowCheck;
  const total =
    alike +
    (sameRef ? evidence.ref : 0) +
    (sameCheck ? evidence.check : 0) +
    (sameTimescale ? evidence.timescale : 0) +
    (sameDue ? evidence.due : 0) +
    (sameLead ? evidence.lead : 0) +
    (sameSection ? evidence.section : 0) +
    evidence.place * (1 - Math.abs(old.place - fresh.place));
  const others = Number(sameLead) + Number(sameTimescale || sameDue) + Number(sameSection);
  const possible =
    alike >= 0.6 || (sameRef && alike >= 0.3) || (alike >= 0.4 && others >= 2) || (sameRef && others >= 2 && alike >= 0.15) ||
    (sameRef && others === 3);
  return { before: b, now: n, alike, total, sameRef, sameLead, sameTimescale, possible };
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

/** The pairs without those of few shared words whose line now is plainly a piece split from another line. */
function withoutPieces(
  chosen: readonly Fit[],
  fits: readonly Fit[],
  old: readonly Line[],
  fresh: readonly Line[],
  weigh: (token: string) => number,
): Fit[] {
  const weak = new Set(chosen.filter((fit) => fit.alike < 0.55).map((fit) => fit.now));
  if (weak.size === 0) return [...chosen];
  const heirOf = new Map(chosen.map((fit) => [fit.before, fit]));
  const pieces = new Set<number>();
  for (const fit of fits) {
    const heir = heirOf.get(fit.before);
    if (!weak.has(fit.now) || !heir || heir.now === fit.now || heir.alike < 0.4) continue;
    const { missing, takenOver } = takesOver(old[fit.before]!.wording, fresh[heir.now]!.wording, fresh[fit.now]!.wording, weigh);
    if (missing < 0.06 || takenOver < 0.8) continue;
    if (compareWording(old[fit.before]!.wording, fresh[fit.now]!.wording, weigh).ofB >= 0.85) pieces.add(fit.now);
  }
  return chosen.filter((fit) => !pieces.has(fit.now));
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
  const moved = before.section !== now.section ? ` It moved from ${quote(before.row.section, 40)} to ${quote(now.row.section, 40)}.` : "";
  const said = same
    ? `The words are the same: ${quote(now.row.action, 60)}`
    : `${quote(before.row.action, 60)} became ${quote(now.row.action, 60)}`;
  const number =
    fit.sameRef || !hasRef ? "" : `; the reference was ${before.row.ref ?? "blank"} and is ${now.row.ref ?? "blank"}`;
  const rest = also && !same ? `; the ${also} stayed the same` : "";
  return { before: fit.before, now: fit.now, how, why: `${said}${number}${rest}.${moved}`, sure };
}

/** Two lines that nobody could tell apart, so that it makes no difference which is taken for which. */
function interchangeable(a: Line, b: Line): boolean {
  return a.ref === b.ref && a.lead === b.lead && a.timescale === b.timescale && a.row.due === b.row.due && a.row.status === b.row.status;
}

/** A question for each chosen pair that another choice would fit nearly as well, or that hangs on few words. */
function doubtsAbout(
  chosen: readonly Fit[],
  fits: readonly Fit[],
  old: readonly Line[],
  fresh: readonly Line[],
  splitNow: ReadonlySet<number>,
  joined: ReadonlySet<number>,
): Map<number, MatchQuestion> {
  const fitAt = new Map(fits.map((fit) => [`${fit.before} ${fit.now}`, fit]));
  const ofBefore = new Map(chosen.map((fit) => [fit.before, fit]));
  const ofNow = new Map(chosen.map((fit) => [fit.now, fit]));
  const rivals = new Map<number, Set<number>>();
  const doubt = (fit: Fit, now: number[]) => {
    const set = rivals.get(fit.before) ?? new Set([fit.now]);
    for (const n of now) set.add(n);
    rivals.set(fit.before, set);
  };

  for (const fit of chosen) {
    // One person leads half a plan, so the same lead makes nothing certain; the same dated timescale does.
    const dated = fit.sameTimescale && old[fit.before]!.row.due !== null;
    const alone = !fit.sameRef && !fit.sameLead && !fit.sameTimescale && old[fit.before]!.section !== fresh[fit.now]!.section;
    const byWords = fit.alike >= (alone ? 0.85 : 0.72) || (dated && fit.alike >= 0.5);
    if (fit.sameRef ? fit.alike < 0.15 : !byWords) doubt(fit, []);
  }
  for (const rival of fits) {
    // Which of the pieces carries on the row makes no difference: all of them inherit its promises.
    if (!rival.possible || splitNow.has(rival.now) || joined.has(rival.before)) continue;
    const mine = ofBefore.get(rival.before);
    const theirs = ofNow.get(rival.now);
    if (mine === rival) continue;
    if (mine && !theirs) {
      if (mine.total - rival.total < closeCall && !interchangeable(fresh[mine.now]!, fresh[rival.now]!)) doubt(mine, [rival.now]);
    } else if (!mine && theirs) {
      const swapped = theirs.total - rival.total < closeCall;
      if (swapped && !interchangeable(old[theirs.before]!, old[rival.before]!)) doubt(theirs, []);
    } else if (mine && theirs) {
      const cross = fitAt.get(`${theirs.before} ${mine.now}`);
      if (!cross?.possible) continue;
      const loss = mine.total + theirs.total - rival.total - cross.total;
      if (loss >= 2 * closeCall) continue;
      if (interchangeable(fresh[mine.now]!, fresh[rival.now]!)) continue;
      if (interchangeable(old[mine.before]!, old[theirs.before]!)) continue;
      doubt(mine, [rival.now]);
      doubt(theirs, [mine.now]);
    }
  }

  const questions = new Map<number, MatchQuestion>();
  for (const [before, set] of [...rivals].sort((a, b) => a[0] - b[0])) {
    const candidates = [...set].slice(0, 4);
    const row = old[before]!.row;
    const assumed = fresh[candidates[0]!]!.row;
    questions.set(before, {
      question:
        candidates.length === 1
          ? `Is ${callAction(assumed)} ${quote(assumed.action, 80)} the action that was ${callAction(row)} ${quote(row.action, 80)}?`
          : `Which action is the one that was ${callAction(row)} ${quote(row.action, 80)}?`,
      before,
      candidates,
      assumed: `Taken to be ${callAction(assumed)} until someone says.`,
    });
  }
  return questions;
}

/**
 * Does `piece` carry on a good share of what `whole` says and `kept` does not? A reference under the whole's own ("2.5b") asks
 * for less; a few words are enough where the piece says nothing else.
 */
function isPart(whole: Line, kept: Line, piece: Line, weigh: (token: string) => number, strict = false): boolean {
  const { missing, takenOver } = takesOver(whole.wording, kept.wording, piece.wording, weigh);
  const { ofB } = compareWording(whole.wording, piece.wording, weigh);
  if (strict) return missing >= 0.15 && takenOver >= 0.55 && ofB >= 0.65;
  if (missing >= 0.06 && takenOver >= 0.8 && ofB >= 0.85) return true;
  const under = whole.ref !== null && piece.ref !== null && isUnder(whole.ref, piece.ref);
  return missing >= 0.15 && takenOver >= (under ? 0.4 : 0.55) && ofB >= (under ? 0.35 : 0.45);
}

/** "2.5a" and "2.5.1" are under "2.5". */
function isUnder(ref: string, piece: string): boolean {
  return piece.startsWith(ref) && /^(\.|\p{L})/u.test(piece.slice(ref.length));
}

/** Lines that left and lines that came which might be one action after all. */
function perhapsTheSame(
  gone: readonly number[],
  added: readonly number[],
  fits: readonly Fit[],
  old: readonly Line[],
  fresh: readonly Line[],
  answered: ReadonlySet<number>,
): MatchQuestion[] {
  const left = new Set(gone);
  const came = new Set(added);
  const perhaps = new Map<number, Fit[]>();
  for (const fit of fits) {
    if (!left.has(fit.before) || !came.has(fit.now) || answered.has(fit.before)) continue;
    const likely = fit.alike >= 0.4 || (fit.sameRef && (fit.alike >= 0.15 || (fit.sameLead && fit.sameTimescale)));
    if (!likely) continue;
    const list = perhaps.get(fit.before);
    if (list) list.push(fit);
    else perhaps.set(fit.before, [fit]);
  }
  return [...perhaps].map(([before, list]) => {
    const candidates = list.sort((a, b) => b.total - a.total || a.now - b.now).map((fit) => fit.now).slice(0, 4);
    const row = old[before]!.row;
    const first = fresh[candidates[0]!]!.row;
    return {
      question: `${callAction(row)} ${quote(row.action, 80)} is no longer in the plan. Did it become ${callAction(first)} ${quote(first.action, 80)}?`,
      before,
      candidates,
      assumed: "Taken as one action that left the plan and another that is new, until someone says.",
    };
  });
}
