/**
 * Plays random stories and prints what was lost: `npm run measure:stories [stories] [first seed]`. A story is four requests of
 * two officers, with people editing between any two requests to Excel.
 */
import { faultKinds, playStory } from "../stories/random";

async function main(): Promise<void> {
  const stories = Number(process.argv[2] ?? 500);
  const first = Number(process.argv[3] ?? 1);
  const sums = { edits: 0, lines: 0, words: 0 };
  const faults = new Map<string, number>();
  for (let seed = first; seed < first + stories; seed += 1) {
    const story = await playStory(seed);
    sums.edits += story.edits;
    sums.lines += story.lines;
    sums.words += story.words;
    for (const { what, detail } of story.faults) {
      faults.set(what, (faults.get(what) ?? 0) + 1);
      console.log(`seed ${seed}: ${what}: ${detail}`);
    }
  }
  console.log(`${stories} stories, ${stories * 4} requests of officers, ${sums.edits} edits of others in between`);
  console.log(
    `${sums.lines} lines of records and ${sums.words} of the chair’s and partners’ words were there to be lost`,
  );
  for (const what of faultKinds) console.log(`${what}: ${faults.get(what) ?? 0}`);
}

void main();
