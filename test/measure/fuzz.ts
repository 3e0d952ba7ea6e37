/**
 * Reads a million generated phrases: npm run fuzz [-- <how many>]
 *
 * Half are made by a grammar that knows what they mean and are held to it; half are random Unicode and scraps, which must
 * be read without an exception. Prints the counts and every kind of difference.
 */
import fc from "fast-check";

import { readTimescale } from "../../src/plan/reading/timescale";
import { anything, differs, phrase, plan } from "../plan/reading/timescale/grammar";

const many = Number(process.argv[2] ?? 1_000_000);
const seed = 20190401;
let meant = 0;
let asMeant = 0;
let random = 0;
let exceptions = 0;
const wrong: string[] = [];
const began = performance.now();

function read(words: string): ReturnType<typeof readTimescale> | null {
  try {
    return readTimescale(words, plan);
  } catch (error) {
    exceptions++;
    if (exceptions < 10) console.error(JSON.stringify(words), error);
    return null;
  }
}

for (let batch = 0; meant + random < many; batch++) {
  const size = Math.min(5000, Math.ceil((many - meant - random) / 2));
  for (const one of fc.sample(phrase, { numRuns: size, seed: seed + batch })) {
    const reading = read(one.words);
    const difference = reading ? differs(one, reading) : null;
    meant++;
    if (reading && difference === null) asMeant++;
    else if (difference && wrong.length < 40) wrong.push(difference);
  }
  for (const words of fc.sample(anything, { numRuns: size, seed: seed + batch })) {
    read(words);
    random++;
  }
}

console.log(
  `${meant + random} phrases in ${((performance.now() - began) / 1000).toFixed(0)} s, making them included; seed ${seed}`,
);
console.log(`  made by the grammar     ${meant}, read as meant ${asMeant}, otherwise ${meant - asMeant}`);
console.log(`  random text             ${random}`);
console.log(`  exceptions              ${exceptions}`);
for (const line of wrong) console.log(`  ${line}`);
if (exceptions > 0 || asMeant < meant) process.exitCode = 1;
