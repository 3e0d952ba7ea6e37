/**
 * Speed of the reader of timescales, bundled as it ships, side by side with chrono-node and @microsoft/recognizers-text-date-time on the same
 * phrases in the same run: npm run bench [-- <phrases.txt or timescales.jsonl>]
 *
 * Also prints the time a character takes on texts of 10 to 30,000 characters of prose, figures, separators and repeated
 * words, which has to stay flat.
 */
import { readFileSync } from "node:fs";

import { recognizeDateTime } from "@microsoft/recognizers-text-date-time";
import * as chrono from "chrono-node";

import type { PlanContext } from "../../src/plan/model";
import { readTimescale } from "../../src/plan/reading/timescale";
import { families } from "../plan/reading/timescale/cases";

const context: PlanContext = { start: "2019-04-01", end: "2021-03-31", calendar: "financial" };

function phrases(path: string | undefined): string[] {
  if (!path)
    return families.flatMap((family) => family.cases.map(([words]) => words)).filter((words) => words.trim() !== "");
  const lines = readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");
  return lines
    .map((line) => (line.startsWith("{") ? (JSON.parse(line) as { text: string }).text : line))
    .filter((words) => words.trim() !== "");
}

/** Phrases a second of processor time, so that other work on the machine counts against nobody. */
function turn(all: string[], seconds: number, read: (words: string) => unknown): number {
  const began = process.cpuUsage().user;
  let rounds = 0;
  let took = 0;
  while (took < seconds * 1e6) {
    for (const words of all) read(words);
    rounds++;
    took = process.cpuUsage().user - began;
  }
  return (rounds * all.length * 1e6) / took;
}

/** The best of several turns of each reader, taken alternately. */
function sideBySide(all: string[], seconds: number, turns: number, readers: ((words: string) => unknown)[]): number[] {
  const best = readers.map(() => 0);
  for (let n = 0; n < turns; n++)
    readers.forEach((read, index) => (best[index] = Math.max(best[index]!, turn(all, seconds, read))));
  return best;
}

function whole(n: number): string {
  return Math.round(n).toLocaleString("en-GB");
}

const all = phrases(process.argv[2]);
const reference = new Date(2019, 3, 1);
console.log(`${all.length} phrases, ${(all.join("").length / all.length).toFixed(0)} characters each on average\n`);

const mine = (words: string) => readTimescale(words, context);
const [ours, theirs] = sideBySide(all, 0.5, 8, [mine, (words) => chrono.en.GB.parse(words, reference)]) as [
  number,
  number,
];
const step = Math.max(1, Math.floor(all.length / 150));
const few = all.filter((_, index) => index % step === 0);
const [oursOnFew, recognizers] = sideBySide(few, 1, 3, [
  mine,
  (words) => recognizeDateTime(words, "en-gb", undefined, reference),
]) as [number, number];

console.log("                                        phrases a second");
console.log(`  this reader                           ${whole(ours).padStart(12)}`);
console.log(
  `  chrono-node (en-GB)                   ${whole(theirs).padStart(12)}   ${(ours / theirs).toFixed(1)} times slower`,
);
console.log(
  `  recognizers-text-date-time (en-GB)    ${whole(recognizers).padStart(12)}   ${(oursOnFew / recognizers).toFixed(0)} times slower (every ${step}th phrase)`,
);

const seeds: [string, string][] = [
  [
    "prose",
    "The group will agree the approach with partners and report progress on the actions to the board by September 2019, subject to funding. ",
  ],
  ["figures", "31/03/2020 12 2019/20 1.4.20 1234567 03-04-05 20 21 22 "],
  ["separators", "-/.-- ,, ;; -- / () .. : - "],
  ["one word", "quarterly "],
  ["a month", "March "],
  ["near words", "Febuary quartly Setpember anualy "],
  ["phrase beginnings", "to be to be as soon as in the end of the by the end of "],
  ["opening marks", "((((((((((2019/2019/2019-"],
  ["one long word", "quarterlyannuallymonthlyweekly"],
  ["letters without spaces", "aaaaaaaaaaaaaaaaaaaa"],
  ["new lines", "June 2019\n"],
];
const lengths = [10, 100, 1000, 10000, 30000];
console.log(
  `\n  nanoseconds a character    ${lengths.map((length) => whole(length).padStart(8)).join("")}  characters`,
);
for (const [name, seed] of seeds) {
  const line = lengths.map((length) => {
    const text = seed.repeat(Math.ceil(length / seed.length)).slice(0, length);
    return (1e9 / sideBySide([text], 0.05, 4, [mine])[0]! / length).toFixed(0).padStart(8);
  });
  console.log(`  ${name.padEnd(26)} ${line.join("")}`);
}
