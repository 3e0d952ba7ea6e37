/**
 * Which pairs of rows are worth comparing closely: those that share a reference, all their words, or telling words.
 *
 * Only narrows the choice and decides nothing. The work is bounded whatever the rows say: each row looks up a limited
 * number of words, each word gives a limited number of rows, and each row keeps a limited number of candidates.
 */
import type { Wording } from "./wording";

interface Findable {
  wording: Wording;
  ref: string | null;
  lead: string;
  timescale: string;
  place: number;
}

const mostPerWord = 100;
const mostWords = 16;
const mostAlike = 12;
const mostPerKey = 6;

/** Pairs [before, now] to compare, each once, in order. Rows in the two sets are left out. */
export function candidatePairs(
  before: readonly Findable[],
  now: readonly Findable[],
  skipBefore: ReadonlySet<number>,
  skipNow: ReadonlySet<number>,
): [number, number][] {
  const byWord = new Map<string, number[]>();
  const byKey = new Map<string, number[]>();
  now.forEach((line, n) => {
    if (skipNow.has(n)) return;
    for (const token of line.wording.tokens) push(byWord, token, n);
    for (const key of keysOf(line)) push(byKey, key, n);
  });
  const wordsBefore = new Map<string, number>();
  for (const line of before)
    for (const token of line.wording.tokens) wordsBefore.set(token, (wordsBefore.get(token) ?? 0) + 1);

  const pairs: [number, number][] = [];
  const shared = new Float64Array(now.length);
  before.forEach((line, b) => {
    if (skipBefore.has(b)) return;
    const found = new Set<number>();
    for (const key of keysOf(line)) for (const n of nearest(byKey.get(key), line.place, now, mostPerKey)) found.add(n);

    const touched: number[] = [];
    const telling = line.wording.tokens
      .map((token) => ({ token, rows: byWord.get(token) }))
      .filter((entry): entry is { token: string; rows: number[] } => entry.rows !== undefined)
      .sort((x, y) => x.rows.length - y.rows.length)
      .slice(0, mostWords);
    for (const { token, rows } of telling) {
      const weight = Math.log(1 + (before.length + now.length) / (rows.length + wordsBefore.get(token)!));
      for (const n of nearest(rows, line.place, now, mostPerWord)) {
        if (shared[n] === 0) touched.push(n);
        shared[n]! += weight;
      }
    }
    const best = touched
      .map((n) => ({ n, weight: shared[n]! / Math.sqrt(1 + now[n]!.wording.tokens.length) }))
      .sort((x, y) => y.weight - x.weight || x.n - y.n)
      .slice(0, mostAlike);
    for (const n of touched) shared[n] = 0;
    for (const { n } of best) found.add(n);
    for (const n of [...found].sort((x, y) => x - y)) pairs.push([b, n]);
  });
  return pairs;
}

/** What identical or nearly identical rows share, from the most to the least telling. */
function keysOf(line: Findable): string[] {
  const words = line.wording.plain;
  const keys = [`words ${words}`, `words ${words} lead ${line.lead} timescale ${line.timescale}`];
  if (line.ref !== null) keys.push(`ref ${line.ref}`, `ref ${line.ref} words ${words}`);
  return keys;
}

/** At most `most` of the rows, those nearest the same place in the plan. The rows are in order. */
function nearest(
  rows: readonly number[] | undefined,
  place: number,
  all: readonly Findable[],
  most: number,
): readonly number[] {
  if (!rows) return [];
  if (rows.length <= most) return rows;
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[rows[middle]!]!.place < place) low = middle + 1;
    else high = middle;
  }
  const from = Math.max(0, Math.min(rows.length - most, low - (most >> 1)));
  return rows.slice(from, from + most);
}

function push(map: Map<string, number[]>, key: string, row: number): void {
  const list = map.get(key);
  if (list) list.push(row);
  else map.set(key, [row]);
}
