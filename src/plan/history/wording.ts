/**
 * How alike the words of two actions are, seen through typing slips, word order, word endings and abbreviations.
 *
 * Compares words only; it never looks at references, owners or dates, and never decides that two rows are the same.
 */

/** Words that tell no action from another. */
const fillers = new Set(
  (
    "a an and any are as at be been being both by can each for from had has have how in into is it its of off on or our " +
    "so such that the their them then there these they this those through to up was we were what when where whether " +
    "which while who will with within would you your"
  ).split(" "),
);

/** Text past this length cannot make an action any more recognisable, and bounds the work. */
const longestText = 4000;
const mostTokens = 80;

/** The words of one action, ready to compare. */
export interface Wording {
  /** Lower case, punctuation and white space levelled: equal when only the typing differs. */
  plain: string;
  /** Every word in order, fillers and all. */
  sequence: string[];
  /** The distinct words that carry meaning, endings levelled. */
  tokens: string[];
}

/** Levels white space, quotes, dashes and composed letters; keeps case and punctuation. */
export function levelled(text: string): string {
  // Most texts are plain already, and a history has a great many of them.
  if (/^[\x21-\x7e]*(?: [\x21-\x7e]+)*$/.test(text)) return text;
  return text
    .normalize("NFKC")
    .replace(/[‘’‛′]/g, "'")
    .replace(/[“”‟″]/g, '"')
    .replace(/[‐-―−]/g, "-")
    .replace(/\s+/g, " ")
    .trim();
}

/** The text in lower case with single spaces for everything that is not a letter or a figure. */
export function plainWords(text: string): string {
  return levelled(text)
    .toLowerCase()
    .replaceAll("'", "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** "sessions" and "session", "delivering" and "deliver" become one word; crude on purpose, for both sides alike. */
function levelEnding(word: string): string {
  if (word.length < 5 || /\d/.test(word)) return word;
  if (word.length > 6 && word.endsWith("ing")) return word.slice(0, -3);
  if (word.length > 6 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (word.length > 5 && word.endsWith("ed")) return word.slice(0, -2);
  if (word.endsWith("s") && !word.endsWith("ss")) return word.slice(0, -1);
  if (word.endsWith("e")) return word.slice(0, -1);
  return word;
}

export function readWording(text: string): Wording {
  const plain = plainWords(text.slice(0, longestText));
  const sequence = plain === "" ? [] : plain.split(" ");
  const tokens = new Set<string>();
  for (const word of sequence) {
    if (fillers.has(word)) continue;
    tokens.add(levelEnding(word));
    if (tokens.size === mostTokens) break;
  }
  return { plain, sequence, tokens: [...tokens] };
}

/** How much a word tells: rare words tell more. Counts the rows a word stands in, over both lists. */
export function weighWords(wordings: readonly Wording[]): (token: string) => number {
  const rows = new Map<string, number>();
  for (const { tokens } of wordings) for (const token of tokens) rows.set(token, (rows.get(token) ?? 0) + 1);
  // A word seen once is as likely a slip of typing as a telling word, so it weighs no more than one seen on both sides.
  return (token) => Math.log(1 + wordings.length / Math.max(2, rows.get(token) ?? 0));
}

/** Whether two words are within `most` slips (letter added, missed, changed, or two swapped). */
export function withinSlips(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false;
  if (lettersApart(a, b) > 2 * most) return false;
  let from = 0;
  while (from < a.length && a[from] === b[from]) from++;
  let endA = a.length;
  let endB = b.length;
  while (endA > from && endB > from && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const left = a.slice(from, endA);
  const right = b.slice(from, endB);
  if (Math.max(left.length, right.length) > 12) return false;
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, j) => j);
  for (let i = 1; i <= left.length; i++) {
    const row = [i];
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1];
      let least = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
        least = Math.min(least, beforeLast[j - 2]! + 1);
      }
      row.push(least);
    }
    beforeLast = last;
    last = row;
  }
  return last[right.length]! <= most;
}

/** How many letters stand in one of the words and not in the other: a slip changes at most two, and this is quick. */
function lettersApart(a: string, b: string): number {
  let inA = 0;
  let inB = 0;
  for (let i = 0; i < a.length; i++) inA |= 1 << (a.charCodeAt(i) & 31);
  for (let i = 0; i < b.length; i++) inB |= 1 << (b.charCodeAt(i) & 31);
  let apart = 0;
  for (let bits = inA ^ inB; bits !== 0; bits &= bits - 1) apart++;
  return apart;
}

/** How nearly two words are one: 1 the same, about 0.85 a slip, an ending or a shortening of it, 0 otherwise. */
export function wordLikeness(a: string, b: string): number {
  if (a === b) return 1;
  if (/\d/.test(a) || /\d/.test(b)) return 0;
  const shorter = Math.min(a.length, b.length);
  const longer = Math.max(a.length, b.length);
  if (shorter < 4) return 0;
  let shared = 0;
  while (shared < shorter && a.charCodeAt(shared) === b.charCodeAt(shared)) shared++;
  if (shared === shorter || (shared >= 5 && shared >= 0.6 * longer)) return 0.85;
  // Hardly anybody mistypes both ends of a word, and most pairs of words are told apart by theirs.
  if (shared === 0 && a.charCodeAt(a.length - 1) !== b.charCodeAt(b.length - 1)) return 0;
  return withinSlips(a, b, shorter >= 8 ? 2 : 1) ? 0.85 : 0;
}

/** For each token, how far the other side says it too (0 to 1). */
interface Covered {
  a: Map<string, number>;
  b: Map<string, number>;
}

const mostLeftOver = 24;

function cover(a: Wording, b: Wording): Covered {
  const covered: Covered = { a: new Map(), b: new Map() };
  const inB = new Set(b.tokens);
  for (const token of a.tokens) {
    if (!inB.has(token)) continue;
    covered.a.set(token, 1);
    covered.b.set(token, 1);
  }
  const leftA = a.tokens.filter((token) => !covered.a.has(token)).slice(0, mostLeftOver);
  const leftB = b.tokens.filter((token) => !covered.b.has(token)).slice(0, mostLeftOver);
  for (const token of leftA) {
    for (const other of leftB) {
      if (covered.b.has(other)) continue;
      const likeness = wordLikeness(token, other);
      if (likeness === 0) continue;
      covered.a.set(token, likeness);
      covered.b.set(other, likeness);
      break;
    }
  }
  coverInitials(leftA, covered.a, b, covered.b);
  coverInitials(leftB, covered.b, a, covered.a);
  return covered;
}

/** "PSG" on one side covers "Prevent Strategy Group" on the other. */
function coverInitials(
  left: readonly string[],
  own: Map<string, number>,
  other: Wording,
  others: Map<string, number>,
): void {
  const short = left.filter((token) => token.length >= 2 && token.length <= 6 && !own.has(token));
  if (short.length === 0) return;
  for (const words of [other.sequence, other.sequence.filter((word) => !fillers.has(word))]) {
    const initials = words.map((word) => word[0]).join("");
    for (const token of short) {
      if (own.has(token)) continue;
      const at = initials.indexOf(token);
      if (at === -1) continue;
      own.set(token, 0.9);
      for (const word of words.slice(at, at + token.length)) {
        const key = levelEnding(word);
        if (!fillers.has(word) && !others.has(key)) others.set(key, 0.9);
      }
    }
  }
}

function weightOf(tokens: readonly string[], weigh: (token: string) => number, covered?: Map<string, number>): number {
  let sum = 0;
  for (const token of tokens) sum += weigh(token) * (covered ? (covered.get(token) ?? 0) : 1);
  return sum;
}

export interface Likeness {
  /** 0 nothing in common, 1 the same words. */
  alike: number;
  /** Share of a's words (by weight) that b says too, and the other way round. */
  ofA: number;
  ofB: number;
}

/**
 * How alike two wordings are. The shared weight against both, mixed with the shared weight against the shorter, so that an
 * inserted or dropped clause costs less than as many changed words.
 */
export function compareWording(a: Wording, b: Wording, weigh: (token: string) => number): Likeness {
  if (a.plain === b.plain) return { alike: 1, ofA: 1, ofB: 1 };
  if (a.tokens.length === 0 || b.tokens.length === 0) return { alike: 0, ofA: 0, ofB: 0 };
  const covered = cover(a, b);
  const allA = weightOf(a.tokens, weigh);
  const allB = weightOf(b.tokens, weigh);
  const sharedA = weightOf(a.tokens, weigh, covered.a);
  const sharedB = weightOf(b.tokens, weigh, covered.b);
  const ofA = sharedA / allA;
  const ofB = sharedB / allB;
  const both = (sharedA + sharedB) / (allA + allB);
  const fewWords = Math.min(a.tokens.length, b.tokens.length) < 4;
  const alike = fewWords ? both : 0.65 * both + 0.35 * Math.max(ofA, ofB);
  return { alike: Math.min(alike, 0.99), ofA, ofB };
}

/**
 * Of the words of `whole` that `kept` no longer says, the share `piece` says; and how much of `whole` that missing part is.
 * Tells a piece split off from a row that is merely similar.
 */
export function takesOver(
  whole: Wording,
  kept: Wording,
  piece: Wording,
  weigh: (token: string) => number,
): { missing: number; takenOver: number } {
  const inKept = cover(whole, kept).a;
  const lost = whole.tokens.filter((token) => !inKept.has(token));
  const lostWeight = weightOf(lost, weigh);
  if (lostWeight === 0) return { missing: 0, takenOver: 0 };
  const inPiece = cover(whole, piece).a;
  return {
    missing: lostWeight / weightOf(whole.tokens, weigh),
    takenOver: weightOf(lost, weigh, inPiece) / lostWeight,
  };
}
