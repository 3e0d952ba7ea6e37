/**
 * What people have decided about the reading of single actions, and how it is applied.
 *
 * A decision stands beside the plan in the Plan readings sheet and holds only while the words it was made about still
 * stand; once a partner edits the cell the question is open again. Nothing here changes a plan cell.
 */
import { sayDate } from "./calendar";
import { compareWording, plainWords, readWording, withinSlips } from "./history/wording";
import type { Action, Decision, IsoDate } from "./model";
import { timescaleAsDecided, verdictOf } from "./readAs";
import type { Verdict } from "./status";
import { betweenParts, oneLine } from "./words";

/** How a line begins that takes an earlier answer back; what was answered stands behind it. */
const takenBack = "Taken back";

/** The answers about two names as the sheet shows them; the other name stands behind. */
export const partyWords = { same: "The same as ", different: "Not the same as " } as const;

/** A decision as it is shown beside what it is about. */
export interface DecidedLine {
  decision: Decision;
  applied: boolean;
  /** Why it changes nothing; null where it is applied. */
  refused: "another-row" | "dated-ahead" | "not-understood" | "which-row" | null;
}

/** Who decided, in words. Lines of the first version, and answers given without a name, are by nobody. */
export function sayDecidedBy({ by }: Pick<Decision, "by">): string {
  return by === "" ? "nobody named" : by;
}

/** Why a decision changes nothing, in words; null where it is applied. */
export function sayRefused({ decision, refused }: DecidedLine): string | null {
  switch (refused) {
    case null:
      return null;
    case "dated-ahead":
      return `dated ahead: ${sayDate(decision.decidedOn)}`;
    case "not-understood":
      return "it cannot be understood";
    case "another-row":
      return "it may have been about another row: the words, the section or the owner are not those it was given for";
    case "which-row":
      return "several rows say these words, and it does not say which of them it is about";
    default:
      return refused satisfies never;
  }
}

/** What people decided, and the day it is: a decision dated after it does not hold yet. */
export interface Decided {
  decisions: readonly Decision[];
  today: IsoDate;
}

export const nothingDecided: Decided = { decisions: [], today: "0001-01-01" };

/** An action with the decisions about it applied. */
export interface DecidedAction {
  action: Action;
  verdict: Verdict;
  /** Those whose words still stand and that nobody has taken back or answered anew, applied or not. */
  decided: DecidedLine[];
  /** The newest answers that hold no longer because the words have changed since, where nothing newer holds. */
  lapsed: Decision[];
}

/** The words a decision is about, as they stand in the plan now. */
function wordsAbout(action: Action, about: Decision["about"]): string {
  if (about === "timescale" || about === "moved") return action.timescale.text;
  if (about === "owner") return action.owner.text;
  if (about === "progress") return action.progress.words || action.timescale.text;
  return action.action;
}

/** What stands for a part of a row that is blank. */
const blank = "–";

/** What tells a row from others that say the same: "1. Leadership · Tom Reed", and its Timescale: "… · March 2019". */
function rowOf({ section, owner, timescale }: Action, withTimescale: boolean): string {
  const parts = [section, owner.text, ...(withTimescale ? [timescale.text] : [])];
  return parts.map((part) => oneLine(part) || blank).join(betweenParts);
}

/** What a decision about an action has of its row; what it says is for the caller to add. */
export function aboutAction(
  action: Action,
  about: "timescale" | "progress" | "moved",
): Pick<Decision, "ref" | "action" | "about" | "words" | "row"> {
  const row = rowOf(action, about === "progress");
  return { ref: action.ref, action: action.action, about, words: wordsAbout(action, about), row };
}

/** True while a decision is about one of these actions, its words still stand, and it can be told which it is about. */
export function stillHolds(decision: Decision, actions: readonly Action[]): boolean {
  const standing = actions.filter((action) => sameAction(decision, action) && wordsStand(decision, action));
  const withRef = standing.filter(({ ref }) => ref === decision.ref);
  return whichOf(rowsAmong(withRef.length > 0 ? withRef : standing), decision, withRef.length > 0) !== null;
}

/** Rows that say the same words, by what tells each from the others. */
interface Rows {
  /** Whether section and owner are the same in all, and whether the Timescale is too. */
  one: boolean;
  oneOfDate: boolean;
  /** The owner of the first. */
  owner: string;
  /** Their Timescales, by section and owner. */
  dates: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Capitals, spaces and signs do not tell rows apart. */
const partsOf = (row: string): string[] => row.split(betweenParts).map(plainWords);
const keyOfParts = (...parts: readonly string[]): string => JSON.stringify(parts);
const keyOfRow = (action: Action): string => keyOfParts(...partsOf(rowOf(action, true)));

function rowsAmong(actions: readonly Action[]): Rows {
  const dates = new Map<string, Set<string>>();
  const owners: string[] = [];
  for (const action of actions) {
    const [section, owner, date] = partsOf(rowOf(action, true)) as [string, string, string];
    owners.push(owner);
    const key = keyOfParts(section, owner);
    const known = dates.get(key);
    if (known) known.add(date);
    else dates.set(key, new Set([date]));
  }
  const one = dates.size === 1;
  return { one, oneOfDate: one && [...dates.values()][0]!.size === 1, owner: owners[0] ?? "", dates };
}

/**
 * Which of the rows that say its words a decision is about: all, where nothing tells them apart and nothing speaks against it;
 * those of its own section and owner, and of its Timescale where it is about another cell; null where it cannot be told. The
 * only row that says so now may be the twin of one that has left: it is the same one where it has its reference or its owner.
 * @param haveRef whether they are the rows of its reference.
 */
function whichOf(rows: Rows, decision: Decision, haveRef: boolean): "all" | { keys: readonly string[] } | null {
  const [section = "", owner = "", date] = partsOf(decision.row ?? "");
  if (decision.about === "progress" ? rows.oneOfDate : rows.one) {
    const isOwn = decision.row === undefined || rows.owner === owner || (haveRef && decision.ref !== null);
    return isOwn ? "all" : null;
  }
  const dates = decision.row === undefined ? undefined : rows.dates.get(keyOfParts(section, owner));
  if (!dates) return null;
  const keysOf = (those: Iterable<string>) => ({ keys: [...those].map((each) => keyOfParts(section, owner, each)) });
  if (date === undefined) return keysOf(dates);
  if (dates.has(date)) return keysOf([date]);
  return dates.size === 1 ? keysOf(dates) : null;
}

function wordsStand(decision: Decision, action: Action): boolean {
  return oneLine(decision.words) === oneLine(wordsAbout(action, decision.about));
}

/** The same words, else the same reference: but a reference given to quite another action since is not the same action. */
function sameAction(decision: Decision, action: Action): boolean {
  if (decision.action !== "" && oneLine(decision.action) === oneLine(action.action)) return true;
  if (decision.ref === null || decision.ref !== action.ref) return false;
  return decision.action === "" || areReworded(decision.action, action.action);
}

/** Words two wordings must have in common, by share, for one to be perhaps the other reworded. */
const leastAlike = 0.3;

/** Of the words of the shorter wording, the share the longer must have: a word replaced by another may be a neighbour's. */
const mostKept = 0.85;

/** Whether one wording is the other with words added or taken away; slips of typing and small words aside. */
function areReworded(before: string, now: string): boolean {
  const telling = (text: string) => [...new Set(plainWords(text).split(" "))].filter((word) => word.length > 3);
  const [some, others] = [telling(before), telling(now)];
  const [shorter, longer] = some.length <= others.length ? [some, others] : [others, some];
  const isKept = (word: string) =>
    longer.some((other) => word === other || (word.length > 4 && withinSlips(word, other, 1)));
  return shorter.length > 0 && shorter.filter(isKept).length >= shorter.length * mostKept;
}

function mayBeReworded(before: string, now: string): boolean {
  return compareWording(readWording(before), readWording(now), () => 1).alike >= leastAlike;
}

/** The kinds of decision that are about one action and the words of its row. */
const aboutRow: readonly Decision["about"][] = ["timescale", "progress", "moved"];

/** Every action with the newest decisions that still hold for it, and what else there is to know of them. */
export function applyDecisions(actions: readonly Action[], { decisions, today }: Decided): DecidedAction[] {
  if (decisions.length === 0) return actions.map((action) => ({ action, verdict: null, decided: [], lapsed: [] }));
  const decisionsAbout = whoseDecisions(actions, decisions);
  // Judged once for all the rows that are alike: a plan may hold thousands of them, and as many answers.
  const judged = new Map<string, Pick<DecidedAction, "decided" | "lapsed">>();
  return actions.map((action) => {
    const about = decisionsAbout(action);
    if (about.meant.length === 0 && about.unclear.length === 0)
      return { action, verdict: null, decided: [], lapsed: [] };
    const { ref, timescale, progress } = action;
    const key = JSON.stringify([ref, action.action, keyOfRow(action), timescale, progress.words]);
    const known = judged.get(key) ?? judgedFor(action, about, today);
    judged.set(key, known);
    return { ...withDecisions(action, appliedIn(known.decided)), ...known };
  });
}

/** The decisions about a row, and those that may be about it or about another row of the same words. */
interface DecisionsAbout {
  meant: readonly Decision[];
  unclear: readonly Decision[];
}

function judgedFor(
  action: Action,
  { meant, unclear }: DecisionsAbout,
  today: IsoDate,
): Pick<DecidedAction, "decided" | "lapsed"> {
  const newest = (among: readonly Decision[], kind: Decision["about"]) =>
    newestOf(
      among.filter((each) => each.about === kind && wordsStand(each, action)),
      today,
      (decision) => isUnderstood(decision, action),
    );
  const decided = aboutRow.flatMap((kind): DecidedLine[] => {
    const lines = newest(meant, kind);
    // Whose an agreed move is, the history tells by all the words the action ever had.
    if (appliedIn(lines).length > 0 || kind === "moved") return lines;
    const which = appliedIn(newest(unclear, kind));
    return [...lines, ...which.map((decision) => ({ decision, applied: false, refused: whyUnclear(decision) }))];
  });
  return { decided, lapsed: lapsedFor(action, meant, decided, today) };
}

function whyUnclear({ row }: Decision): "another-row" | "which-row" {
  return row === undefined ? "which-row" : "another-row";
}

/** The decisions about an action of the plan and the words of its row, whether they stand or not, in the order they were made in. */
function whoseDecisions(
  actions: readonly Action[],
  decisions: readonly Decision[],
): (action: Action) => DecisionsAbout {
  // Of the rows that say the same words, those with a reference, or any: what else tells them apart.
  const saying = new Map<string, Action[]>();
  const bearers = new Map<string, number>();
  for (const action of actions) {
    for (const key of [wordsKey(action), wordsKey(action, action.ref)]) {
      const rows = saying.get(key);
      if (rows) rows.push(action);
      else saying.set(key, [action]);
    }
    if (action.ref !== null) bearers.set(action.ref, (bearers.get(action.ref) ?? 0) + 1);
  }
  const rowsOf = new Map<string, Rows>();
  const rowsSaying = (key: string): Rows => {
    const rows = rowsOf.get(key) ?? rowsAmong(saying.get(key)!);
    rowsOf.set(key, rows);
    return rows;
  };
  const byRef = new Map<string, Decision[]>();
  const byWords = new Map<string, Decision[]>();
  const byRow = new Map<string, Decision[]>();
  const unclear = new Map<string, Decision[]>();
  for (const decision of decisions) {
    if (!aboutRow.includes(decision.about)) continue;
    if (decision.action.trim() === "" || !saying.has(wordsKey(decision))) {
      // A reference that several actions bear does not tell which of them was reworded.
      if (decision.ref !== null && bearers.get(decision.ref) === 1) push(byRef, decision.ref, decision);
      continue;
    }
    // Where its words stand in the plan, a decision is about the action that says them, whatever was numbered anew. Of several
    // it is about those with its reference, if any has it; of those about its own section and owner.
    const withRef = wordsKey(decision, decision.ref);
    const key = saying.has(withRef) ? withRef : wordsKey(decision);
    const which = whichOf(rowsSaying(key), decision, key === withRef);
    if (which === "all") push(byWords, key, decision);
    else if (which) for (const row of which.keys) push(byRow, rowKey(key, row), decision);
    else push(unclear, key, decision);
  }
  const order = new Map(decisions.map((decision, at) => [decision, at]));
  const inOrder = (found: Decision[]) => found.sort((a, b) => order.get(a)! - order.get(b)!);
  const find = (action: Action): DecisionsAbout => {
    const keys = [wordsKey(action), wordsKey(action, action.ref)];
    const ofRef = (action.ref !== null && byRef.get(action.ref)) || [];
    return {
      meant: inOrder([
        ...keys.flatMap((key) => [...(byWords.get(key) ?? []), ...(byRow.get(rowKey(key, keyOfRow(action))) ?? [])]),
        ...ofRef.filter((each) => sameAction(each, action)),
      ]),
      unclear: inOrder([
        ...keys.flatMap((key) => unclear.get(key) ?? []),
        // Words were replaced: the same action perhaps, or the neighbour that got its number.
        ...ofRef.filter((each) => !sameAction(each, action) && mayBeReworded(each.action, action.action)),
      ]),
    };
  };
  // Looked for once for all the rows that are alike: a plan may hold thousands of them, and as many answers.
  const found = new Map<string, DecisionsAbout>();
  return (action) => {
    const key = rowKey(wordsKey(action, action.ref), keyOfRow(action));
    const known = found.get(key) ?? find(action);
    found.set(key, known);
    return known;
  };
}

/** Rows that say these words; with a reference, those of them that have it, or have none for null. */
function wordsKey({ action }: Pick<Action, "action">, ...ref: [string | null] | []): string {
  return JSON.stringify([oneLine(action), ...ref]);
}

const rowKey = (words: string, row: string): string => JSON.stringify([words, row]);

/** An action read as these decisions say; what cannot be understood among them changes nothing. */
export function withDecisions(
  action: Action,
  decisions: readonly Decision[],
): Pick<DecidedAction, "action" | "verdict"> {
  let decided = action;
  let verdict: Verdict = null;
  for (const decision of decisions) {
    if (decision.about === "timescale") {
      const timescale = timescaleAsDecided(action.timescale, decision);
      if (timescale) decided = { ...action, timescale };
    }
    if (decision.about === "progress") verdict = verdictOf(decision) ?? verdict;
  }
  return { action: decided, verdict };
}

/** The decisions among these lines that change something. */
export function appliedIn(lines: readonly DecidedLine[]): Decision[] {
  return lines.flatMap(({ decision, applied }) => (applied ? [decision] : []));
}

function isUnderstood(decision: Decision, { timescale }: Action): boolean {
  if (decision.about === "timescale") return timescaleAsDecided(timescale, decision) !== null;
  if (decision.about === "progress") return verdictOf(decision) !== null;
  return true;
}

/**
 * Answers of one day stand in the order of their rows, and people sort sheets: a line that takes back what stands only below it
 * comes after that. Of several answers of one day a sorted sheet no longer tells the order; then they go by their rows.
 */
function inOrderOfDay(answers: readonly Decision[]): readonly Decision[] {
  const placed: Decision[] = [];
  const day: Decision[] = [];
  const flush = () => placed.push(...settledDay(day.splice(0), placed.at(-1)));
  for (const answer of answers) {
    if (day.length > 0 && day[0]!.decidedOn !== answer.decidedOn) flush();
    day.push(answer);
  }
  flush();
  return placed;
}

/** The answers of one day; `before` is the last of the days before it. */
function settledDay(day: readonly Decision[], before: Decision | undefined): readonly Decision[] {
  const settled: Decision[] = [];
  const said = new Map<string, number>();
  const early = new Map<string, Decision[]>();
  const count = (what: string, by: number) => said.set(what, (said.get(what) ?? 0) + by);
  if (before && takenBackIn(before) === null) count(oneLine(before.readAs), 1);
  for (const answer of day) {
    const undone = takenBackIn(answer);
    if (undone === null) {
      const what = oneLine(answer.readAs);
      settled.push(answer);
      const waiting = early.get(what)?.shift();
      if (waiting) settled.push(waiting);
      else count(what, 1);
    } else if (undone === "" || (said.get(oneLine(undone)) ?? 0) > 0) {
      settled.push(answer);
      count(oneLine(undone), -1);
    } else {
      push(early, oneLine(undone), answer);
    }
  }
  // What it takes back was said on no day that is known here: it stands first, where it can take nothing else back.
  return [...[...early.values()].flat(), ...settled];
}

/**
 * Of all answers to one question, oldest first: the newest that can be understood, unless it was taken back, and whatever
 * does not hold and would be overlooked otherwise.
 */
function newestOf(
  answers: readonly Decision[],
  today: IsoDate,
  understood: (decision: Decision) => boolean = () => true,
): DecidedLine[] {
  let newest: Decision | null = null;
  let unclear: Decision[] = [];
  const ahead: Decision[] = [];
  const back = new Set<string>();
  for (const answer of inOrderOfDay(answers)) {
    const undone = takenBackIn(answer);
    if (answer.decidedOn > today) {
      if (undone === null) ahead.push(answer);
    } else if (undone !== null) {
      back.add(oneLine(undone));
      newest = null;
      unclear = [];
    } else if (understood(answer)) {
      newest = answer;
      unclear = [];
    } else {
      unclear.push(answer);
    }
  }
  const line = (refused: DecidedLine["refused"]) => (decision: Decision) => ({
    decision,
    applied: refused === null,
    refused,
  });
  return [
    ...(newest ? [newest] : []).map(line(null)),
    ...unclear.map(line("not-understood")),
    ...ahead.filter((decision) => !back.has(oneLine(saidAhead(decision)))).map(line("dated-ahead")),
  ];
}

/** What people said that holds now, of names and of rows in the history too, and what does not hold because it is dated ahead. */
export function answersIn({ decisions, today }: Decided): DecidedLine[] {
  const byQuestion = new Map<string, Decision[]>();
  for (const decision of decisions) push(byQuestion, questionOf(decision), decision);
  const order = new Map(decisions.map((decision, at) => [decision, at]));
  return [...byQuestion.values()]
    .flatMap((answers) => newestOf(answers, today))
    .sort((a, b) => order.get(a.decision)! - order.get(b.decision)!);
}

/** Two lines with the same of this answer one question. */
function questionOf({ about, ref, action, words, readAs, row }: Decision): string {
  switch (about) {
    case "owner": {
      const said = takenBackIn({ readAs }) ?? readAs;
      const between = Object.values(partyWords).find((each) => said.startsWith(each));
      return JSON.stringify([about, ...[words, between ? said.slice(between.length) : said].map(plainWords).sort()]);
    }
    case "same-action":
      return JSON.stringify([about, plainWords(words), plainWords(action)]);
    case "timescale":
    case "progress":
    case "moved":
      return JSON.stringify([about, ref, oneLine(action), oneLine(words), row]);
    default:
      return about satisfies never;
  }
}

function lapsedFor(
  action: Action,
  candidates: readonly Decision[],
  decided: readonly DecidedLine[],
  today: IsoDate,
): Decision[] {
  return (["timescale", "progress"] as const).flatMap((about) => {
    if (decided.some(({ decision }) => decision.about === about)) return [];
    const byWords = new Map<string, Decision[]>();
    for (const each of candidates) {
      if (each.about === about && !wordsStand(each, action)) push(byWords, oneLine(each.words), each);
    }
    const held = [...byWords.values()].flatMap((answers) => appliedIn(newestOf(answers, today)));
    return held.sort((a, b) => (a.decidedOn < b.decidedOn ? -1 : 1)).slice(-1);
  });
}

/** The line that takes a decision back: the words are then read again as they stand. The record of it stays. */
export function takeBack(decision: Decision, on: IsoDate, by: string): Decision {
  const said = decision.decidedOn > on ? saidAhead(decision) : decision.readAs;
  return { ...decision, readAs: `${takenBack}: ${said}`, decidedOn: on, by };
}

/** Whether a line takes back one of these. */
export function takesBack(decision: Decision, decisions: readonly Decision[]): boolean {
  if (takenBackIn(decision) === null) return false;
  return decisions.some(
    ({ about, action, words }) =>
      about === decision.about &&
      oneLine(action) === oneLine(decision.action) &&
      oneLine(words) === oneLine(decision.words),
  );
}

/** A line dated ahead is newer than the one that takes it back, so it is named by its date. */
function saidAhead({ readAs, decidedOn }: Decision): string {
  return `${readAs}, dated ${sayDate(decidedOn)}`;
}

/** What a line takes back; null for a line that takes nothing back. */
function takenBackIn({ readAs }: Pick<Decision, "readAs">): string | null {
  const said = oneLine(readAs);
  if (!said.toLowerCase().startsWith(takenBack.toLowerCase())) return null;
  return said.slice(takenBack.length).replace(/^[:. ]+/, "");
}
function push(map: Map<string, Decision[]>, key: string, decision: Decision): void {
  const list = map.get(key);
  if (list) list.push(decision);
  else map.set(key, [decision]);
}

/** Keeps that the group agreed to the date an action has now; such a move is counted apart from those nobody agreed. */
export function agreedMove(action: Action, agreedOn: IsoDate, decidedOn: IsoDate, by: string): Decision {
  return {
    ...aboutAction(action, "moved"),
    readAs: `Agreed by the group on ${sayDate(agreedOn)}`,
    decidedOn,
    by,
  };
}
