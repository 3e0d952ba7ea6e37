/**
 * What the pairing could not tell for certain, as questions for a person.
 *
 * Only asks; what was assumed meanwhile has been settled by the pairing and is said with each question.
 */
import { callAction, quote } from "../words";
import { interchangeable } from "./evidence";
import type { Fit, Line } from "./evidence";

/** Something only a person can tell: whether a line now is the action a line before was. */
export interface MatchQuestion {
  question: string;
  before: number;
  /** Lines now it could be, the one assumed first. */
  candidates: number[];
  /** What is taken to be so until somebody answers. */
  assumed: string;
}

/** Two answers nearer than this are a question. */
const closeCall = 0.07;

/** A question for each chosen pair that another choice would fit nearly as well, or that hangs on few words. */
export function doubtsAbout(
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
    const alone =
      !fit.sameRef && !fit.sameLead && !fit.sameTimescale && old[fit.before]!.section !== fresh[fit.now]!.section;
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
      if (mine.total - rival.total < closeCall && !interchangeable(fresh[mine.now]!, fresh[rival.now]!))
        doubt(mine, [rival.now]);
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

/** Lines that left and lines that came which might be one action after all. */
export function perhapsTheSame(
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
    const likely = fit.alike >= 0.35 || (fit.sameRef && (fit.alike >= 0.15 || (fit.sameLead && fit.sameTimescale)));
    if (!likely) continue;
    const list = perhaps.get(fit.before);
    if (list) list.push(fit);
    else perhaps.set(fit.before, [fit]);
  }
  return [...perhaps].map(([before, list]) => {
    const candidates = list
      .sort((a, b) => b.total - a.total || a.now - b.now)
      .map((fit) => fit.now)
      .slice(0, 4);
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
