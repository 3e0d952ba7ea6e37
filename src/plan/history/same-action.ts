/**
 * What people have answered about which row is which, as it is kept in Plan readings and read back.
 *
 * A kept answer names the words on both sides, so it holds whatever happens to the numbering, and lapses as soon as
 * either side is reworded. It is never guessed at: an answer nobody can place is simply not used.
 */
import type { Decision, IsoDate, SnapshotRow } from "../model";
import { levelled, plainWords } from "./wording";

/** The answers, as the Plan readings sheet shows them. */
export const sameActionWords = {
  same: "The same action",
  split: "Split from it",
  different: "A different action",
} as const;
export type SameAction = keyof typeof sameActionWords;

/**
 * The decision that keeps an answer. `ref` and `action` are those of the row as it stands now, `words` the action as it
 * was worded before.
 * @param now null to say that the action before is none of those in the plan now.
 */
export function decideSameAction(
  before: SnapshotRow,
  now: SnapshotRow | null,
  answer: SameAction,
  decidedOn: IsoDate,
  by: string,
): Decision {
  return {
    ref: now ? now.ref : before.ref,
    action: now ? now.action : "",
    about: "same-action",
    words: before.action,
    readAs: sameActionWords[answer],
    decidedOn,
    by,
  };
}

export interface Answers {
  same: [before: number, now: number][];
  split: [before: number, now: number][];
  /** Lines before that someone has said are in the plan no more. */
  gone: Set<number>;
  different(before: number, now: number): boolean;
}

/** The answers that hold for these two lists of rows; of two answers to one question the later in the list counts. */
export function readAnswers(
  decisions: readonly Decision[],
  before: readonly SnapshotRow[],
  now: readonly SnapshotRow[],
): Answers {
  const answers: Answers = { same: [], split: [], gone: new Set(), different: () => false };
  const about = decisions.filter((decision) => decision.about === "same-action");
  if (about.length === 0) return answers;

  const beforeAt = placesOf(before);
  const nowAt = placesOf(now);
  const latest = new Map<string, Decision>();
  for (const decision of about) latest.set(`${plainWords(decision.words)}\n${plainWords(decision.action)}`, decision);

  // By the words on both sides, with the reference they hold for where one row now has it: alike rows are not paired up one by one.
  const different = new Map<string, { ref: string | null } | "any">();
  const refsNow = new Set(now.map((row) => JSON.stringify([plainWords(row.action), row.ref])));
  const usedBefore = new Set<number>();
  const usedNow = new Set<number>();
  for (const decision of latest.values()) {
    const answer = answerOf(decision.readAs);
    const oldWords = plainWords(decision.words);
    const newWords = plainWords(decision.action);
    const olds = beforeAt.get(oldWords) ?? [];
    if (answer === "different" && decision.action.trim() === "") {
      if (!nowAt.has(oldWords)) for (const b of olds) answers.gone.add(b);
      continue;
    }
    if (answer === "different") {
      const { ref } = decision;
      different.set(`${oldWords}\n${newWords}`, refsNow.has(JSON.stringify([newWords, ref])) ? { ref } : "any");
      continue;
    }
    const news = preferRef(nowAt.get(newWords) ?? [], now, decision.ref);
    // The step the answer was about lies in the past once the new words stand on the older side too.
    if (oldWords !== newWords && beforeAt.has(newWords)) continue;
    const b = preferRef(olds, before, decision.ref).find((at) => answer === "split" || !usedBefore.has(at));
    const n = news.find((at) => !usedNow.has(at));
    if (b === undefined || n === undefined || answer === null) continue;
    usedNow.add(n);
    if (answer === "same") usedBefore.add(b);
    answers[answer].push([b, n]);
  }
  if (different.size === 0) return answers;
  const [oldWords, newWords] = [before, now].map((rows) => rows.map((row) => plainWords(row.action)));
  answers.different = (b, n) => {
    const said = different.get(`${oldWords![b]}\n${newWords![n]}`);
    return said === "any" || (said !== undefined && said.ref === now[n]!.ref);
  };
  return answers;
}

function answerOf(words: string): SameAction | null {
  const said = levelled(words).toLowerCase();
  const entry = Object.entries(sameActionWords).find(([, text]) => text.toLowerCase() === said);
  return entry ? (entry[0] as SameAction) : null;
}

function placesOf(rows: readonly SnapshotRow[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  rows.forEach((row, at) => {
    const words = plainWords(row.action);
    const list = places.get(words);
    if (list) list.push(at);
    else places.set(words, [at]);
  });
  return places;
}

function preferRef(places: readonly number[], rows: readonly SnapshotRow[], ref: string | null): readonly number[] {
  const exact = places.filter((at) => rows[at]!.ref === ref);
  return exact.length > 0 ? exact : places;
}
