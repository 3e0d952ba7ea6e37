/**
 * Sees through slips of typing in the words a timescale hangs on ("Febuary", "Quaterly").
 *
 * Only long words are looked at, only against words whose slips are no other English word, and what it sees is reported
 * as misspelt by whoever uses it.
 */
import { wordAt } from "./words";
import type { Word } from "./words";

const targets = (
  "january february march april august september october november december weekly fortnightly monthly quarterly yearly annual annually " +
  "termly biannual biannually biennial ongoing continuous continuously continuing immediate immediately completed complete autumn " +
  "quarter fortnight christmas throughout spring summer winter"
).split(" ");

/** The words in which two slips are seen through; the others are too near to other words. */
const twoSlips = new Set(
  "january february september october november december quarterly fortnightly annually biannually continuous continuously immediate immediately".split(
    " ",
  ),
);

/** Words that look like slips and are not. */
const realWords = new Set(
  (
    "match matches marsh starch larch marched marcher string strong sprint sprang sprung springs sparing spraying winner winters wither " +
    "simmer summers summed summary competed compete competes competent completes completer completely completing completion weakly " +
    "early annals annul manual annuals quarters quarterback quarters manually actually fortnights subjects subjected " +
    "object continues continued continuum continually through thorough octave decembers independent dependant dependents " +
    "depended monthlies termini formerly firmly warmly tersely yearn warly yardly dearly nearly pearly mostly costly " +
    "month months mouthy worldly annualised annualise sprints strings octopus auctions arrival apparel aprils " +
    "weekday weekdays weekend quality quietly quickly quarry charter contagious contiguous " +
    "containing computed complex compute christian throughput complied compiled contentious outgoing meetly motley mostly monkey mainly manly"
  ).split(" "),
);

/** Slips in words too short to be near anything with safety. */
const shortSlips = new Map([
  ["juen", "june"],
  ["jnue", "june"],
  ["jully", "july"],
  ["juyl", "july"],
  ["juy", "july"],
  ["marc", "march"],
  ["mrach", "march"],
  ["aprl", "april"],
  ["apri", "april"],
  ["agust", "august"],
  ["auguest", "august"],
  ["spet", "september"],
  ["septmber", "september"],
  ["goign", "ongoing"],
]);

interface Target {
  word: string;
  /** A bit for each letter it has. */
  letters: number;
  /** How many slips are seen through. */
  most: number;
}

/** By first letter, 0 for "a". */
const byFirstLetter: (Target[] | undefined)[] = [];
for (const word of targets) {
  const target = { word, letters: lettersOf(word, 0, word.length), most: twoSlips.has(word) ? 2 : 1 };
  (byFirstLetter[word.charCodeAt(0) - 97] ??= []).push(target);
}

function lettersOf(text: string, from: number, to: number): number {
  let letters = 0;
  for (let i = from; i < to; i++) letters |= 1 << ((text.charCodeAt(i) | 32) - 97);
  return letters;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** True when `a` becomes `b` by at most `most` insertions, deletions, changes or swaps of neighbours. Both are short. */
function isNear(a: string, b: string, most: number): boolean {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  let endA = a.length;
  let endB = b.length;
  while (endA > i && endB > i && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  return distance(a.slice(i, endA), b.slice(i, endB), most) <= most;
}

// Three rows of the table of distances; the words compared are at most 15 letters long.
let before = new Uint8Array(16);
let last = new Uint8Array(16);
let row = new Uint8Array(16);

function distance(a: string, b: string, most: number): number {
  if (a.length === 0 || b.length === 0) return a.length + b.length;
  if (Math.abs(a.length - b.length) > most) return most + 1;
  for (let j = 0; j <= b.length; j++) last[j] = j;
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1))
        best = Math.min(best, before[j - 2]! + 1);
      row[j] = best;
      if (best < least) least = best;
    }
    if (least > most) return most + 1;
    const free = before;
    before = last;
    last = row;
    row = free;
  }
  return last[b.length]!;
}

/** The word a slip of typing at `from` to `to` stands for, if it is near enough to one; null when it has a row of its own. */
export function seeThrough(text: string, from: number, to: number): Word | null {
  const length = to - from;
  if (length > 13 || length < 3) return null;
  const initial = text.charCodeAt(from) | 32;
  if (length < 8 && (initial === 97 || initial === 106 || initial === 109 || initial === 115)) {
    const meant = shortSlips.get(text.slice(from, to).toLowerCase());
    if (meant) return wordAt(meant, 0, meant.length);
  }
  if (length < 5) return null;
  const candidates = byFirstLetter[(text.charCodeAt(from) | 32) - 97];
  if (!candidates) return null;
  const letters = lettersOf(text, from, to);
  let word = "";
  for (const target of candidates) {
    if (Math.abs(target.word.length - length) > target.most) continue;
    // One slip changes at most two of the letters there are, which spares most words the slow comparison.
    if (countBits(letters ^ target.letters) > target.most * 2) continue;
    if (word === "") word = text.slice(from, to).toLowerCase();
    if (isNear(word, target.word, target.most) && !realWords.has(word))
      return wordAt(target.word, 0, target.word.length);
  }
  return null;
}
