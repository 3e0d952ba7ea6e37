/**
 * What the cells of one column look like, whatever its heading says: people and bodies, times, actions, prose, references.
 *
 * Judges by shape and general vocabulary, on a sample of the column; never reads a timescale or an owner properly.
 */
import type { GridCell } from "../grid";
import type { Meaning } from "../model";
import { isRefShape, leadingRef } from "./refs";
import { countWords, firstWords, isFiller, shown, wordsOf } from "./text";
import { actionVerbs, finiteVerbs, partyNouns, priorityLevel, statusWords, timeWords } from "./words";

/** Shares of a column's filled cells, 0 to 1. */
export interface ColumnContent {
  /** Cells looked at, blank ones included. */
  rows: number;
  filled: number;
  action: number;
  party: number;
  time: number;
  prose: number;
  status: number;
  ref: number;
  level: number;
  mark: number;
  money: number;
  number: number;
  /** Cells whose text stands in an earlier cell too. */
  repeated: number;
  words: number;
}

/** Looks at one column of sample rows. */
export function lookAtColumn(rows: GridCell[][], column: number): ColumnContent {
  const content: ColumnContent = {
    rows: 0,
    filled: 0,
    action: 0,
    party: 0,
    time: 0,
    prose: 0,
    status: 0,
    ref: 0,
    level: 0,
    mark: 0,
    money: 0,
    number: 0,
    repeated: 0,
    words: 0,
  };
  const seen = new Set<string>();
  for (const row of rows) {
    content.rows++;
    const cell = row[column];
    const text = cell ? shown(cell) : "";
    if (!cell || text === "" || isFiller(text) || cell.kind === "error") continue;
    content.filled++;
    const words = countWords(text);
    content.words += words;
    if (seen.has(text)) content.repeated++;
    seen.add(text);
    if (cell.kind === "date" || isTimeLike(text, words)) content.time++;
    else if (isPartyLike(text, words)) content.party++;
    if (isActionLike(text, words)) content.action++;
    if (words >= 6) content.prose++;
    if (statusWords.test(text.slice(0, 60)) && text.length <= 40) content.status++;
    if (isRefShape(text)) content.ref++;
    if (priorityLevel.test(text)) content.level++;
    if (/^(?:x|✓|✔|√|•|●|■|y|yes|tick|ü|p|\*)$/i.test(text)) content.mark++;
    if (cell.kind === "number" && (/[£$€]|0\.00|#,##0/.test(cell.format) || /^[£€$]/.test(text))) content.money++;
    if (cell.kind === "number") content.number++;
  }
  const of = Math.max(1, content.filled);
  for (const key of [
    "action",
    "party",
    "time",
    "prose",
    "status",
    "ref",
    "level",
    "mark",
    "money",
    "number",
    "repeated",
    "words",
  ] as const) {
    content[key] /= of;
  }
  return content;
}

/** A short text, or the start of a longer one, that says when. */
export function isTimeLike(text: string, words = countWords(text)): boolean {
  if (words > 30) return false;
  const head = text.slice(0, 160);
  if (words <= 8) return timeWords.test(head);
  return timeWords.test(firstWords(head, 6).join(" ")) && !finiteVerbs.has(firstWords(head, 2)[1] ?? "");
}

/** A text that begins with a command, or says that somebody is to do something. */
function isActionLike(text: string, words = countWords(text)): boolean {
  if (words < 3) return false;
  const body = leadingRef(text)?.rest ?? text;
  const first = firstWords(body, 14);
  if (
    actionVerbs.has(first[0] ?? "") &&
    !finiteVerbs.has(first[1] ?? "") &&
    !(words <= 4 && partyNouns.has(first.at(-1) ?? ""))
  )
    return true;
  if ((first[0] === "to" || (first[0] ?? "").endsWith("ly")) && actionVerbs.has(first[1] ?? "")) return true;
  return words >= 6 && first.some((word, at) => at > 0 && word === "to" && actionVerbs.has(first[at + 1] ?? ""));
}

/** An e-mail address has at most this many characters. */
const longestEmail = 254;

/** A text that names people, roles or bodies rather than saying something. */
export function isPartyLike(text: string, words = countWords(text)): boolean {
  const head = text.slice(0, 120);
  if (words > 45 || !/^["'(•\-–\s]*(?:\p{Lu}|all\b|e-?mail|@)/iu.test(head)) return false;
  if (text.length <= longestEmail && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return true;
  const first = wordsOf(head.split(/[–—,;\n]| - /)[0]!).slice(0, 9);
  const all = wordsOf(head).slice(0, 12);
  if (first.length === 0 || first.length > 8) return false;
  if (all.some((word) => finiteVerbs.has(word)) && !/–|—| - /.test(head)) return false;
  if (/^\p{Ll}/u.test(head.trim()) && !/^all\b/i.test(head)) return false;
  if (first.some((word) => partyNouns.has(word))) return !actionVerbs.has(first[0]!) || first.length <= 4;
  if (words > 14) return false;
  const names = head.match(/\p{L}[\p{L}.'’-]*/gu) ?? [];
  const capital = names.filter(
    (name) => /^\p{Lu}/u.test(name) || /^(?:and|of|the|for|de|with|in|to|&)$/i.test(name),
  ).length;
  return (
    names.length > 0 && capital === names.length && !actionVerbs.has(first[0]!) && !statusWords.test(text.slice(0, 60))
  );
}

/** How far the content speaks for each meaning, about -6 to 6, weaker the fewer cells there are. */
export function contentScores(content: ColumnContent): Partial<Record<Meaning, number>> {
  const { filled, action, party, time, prose, status, ref, level, mark, money, number, repeated, words } = content;
  if (filled === 0) return {};
  const sure = filled / (filled + 1.5);
  const share = filled / Math.max(1, content.rows);
  const nothing = money * 5 + mark * 3;
  const raw: Partial<Record<Meaning, number>> = {
    action:
      4.5 * action +
      2.5 * prose -
      5 * party * (1 - action) -
      5 * time * (1 - prose) -
      5 * status -
      5 * ref -
      5 * level -
      4 * number -
      nothing -
      3 * (1 - share),
    owner:
      6 * party -
      5 * time -
      3 * action * (1 - party) -
      4 * status -
      5 * ref -
      5 * level -
      5 * number -
      nothing -
      3 * prose * (1 - party),
    support:
      5 * party -
      5 * time -
      3 * action * (1 - party) -
      4 * status -
      5 * ref -
      5 * level -
      5 * number -
      nothing -
      3 * prose * (1 - party),
    timescale:
      6.5 * time -
      4 * party -
      4 * action * (1 - time) -
      5 * status * (1 - time) -
      5 * ref * (1 - time) -
      5 * level -
      nothing -
      4 * prose * (1 - time),
    outcomes:
      2.2 * prose -
      1.5 * action -
      4 * party -
      4 * time * (1 - prose) -
      4 * status -
      5 * ref -
      5 * level -
      3 * number -
      nothing,
    notes:
      2 * prose -
      1.5 * action -
      4 * party -
      2 * time * (1 - prose) -
      3 * status -
      5 * ref -
      5 * level -
      3 * number -
      nothing,
    status: 6 * status - 4 * prose - 3 * party - 2 * ref * (1 - status) - money * 5,
    ref: 6.5 * ref - 5 * prose - 5 * party - 5 * time * (1 - ref) - 4 * repeated - 5 * level * repeated - money * 5,
    section:
      (words <= 8 ? 2 : 0) +
      2.5 * repeated -
      4 * time -
      2 * party -
      4 * status -
      5 * level -
      3 * number -
      nothing -
      3 * prose * (1 - repeated) -
      (repeated < 0.1 && share > 0.9 ? 3 : 0),
    start: 4 * time - 5 * prose * (1 - time) - 5 * party - nothing,
    revised: 4 * time - 5 * prose * (1 - time) - 5 * party - nothing,
  };
  for (const meaning of Object.keys(raw) as Meaning[]) raw[meaning]! *= sure;
  return raw;
}
