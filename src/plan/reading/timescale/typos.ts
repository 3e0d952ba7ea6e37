/**
 * Sees through slips of typing in the words a timescale hangs on ("Febuary", "Quaterly").
 *
 * Only long words are looked at, only against words whose slips are no other English word, and what it sees is reported
 * as misspelt by whoever uses it.
 */
import { wordOf } from "./words";
import type { Word } from "./words";

const targets = (
  "january february march april august september october november december weekly fortnightly monthly quarterly yearly annual annually " +
  "termly biannual biannually biennial ongoing continuous continuously continuing immediate immediately completed complete autumn " +
  "quarter fortnight christmas throughout dependent subject spring summer winter"
).split(" ");

/** Words that look like slips and are not. */
const realWords = new Set(
  ("match matches marsh starch larch marched marcher string strong sprint sprang sprung springs sparing spraying winner winters wither " +
    "simmer summers summed summary competed compete competes competent completes completer completely completing completion weakly " +
    "early annals annul manual annuals quarters quarterback quarters manually actually fortnights subjects subjected " +
    "object continues continued continuum continually through thorough octave decembers independent dependant dependents " +
    "depended monthlies termini formerly firmly warmly tersely yearn warly yardly dearly nearly pearly mostly costly " +
    "month months mouthy worldly annualised annualise sprints strings octopus auctions arrival apparel aprils agust " +
    "weekday weekdays weekend quality quietly quickly quarry charter contagious contiguous " +
    "meetly motley mostly monkey mainly manly").split(" ").filter((word) => word !== "agust"),
);

const byFirstLetter = new Map<string, string[]>();
for (const target of targets) {
  const first = target[0]!;
  byFirstLetter.set(first, [...(byFirstLetter.get(first) ?? []), target]);
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

function distance(a: string, b: string, most: number): number {
  if (a.length === 0 || b.length === 0) return a.length + b.length;
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2]! + 1);
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}

/** The word a slip of typing stands for, if it is near exactly enough to one; `written` has no row of its own. */
export function seeThrough(written: string): Word | undefined {
  if (written.length < 5 || written.length > 13) return undefined;
  const candidates = byFirstLetter.get(written[0]!.toLowerCase());
  if (!candidates) return undefined;
  const word = written.toLowerCase();
  for (const target of candidates) {
    const most = target.length >= 8 ? 2 : 1;
    if (Math.abs(target.length - word.length) > most) continue;
    // A slip keeps most of the skeleton: the second letter or its neighbour, which spares most words the slow comparison.
    if (word[1] !== target[1] && word[2] !== target[1] && word[1] !== target[2]) continue;
    if (isNear(word, target, most) && !realWords.has(word)) return wordOf(target);
  }
  return undefined;
}
