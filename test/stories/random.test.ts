/** Twelve stories of four requests each, with fixed seeds; `npm run measure:stories` plays two thousand requests. */
import { playStory } from "./random";

test("whatever people do between two requests, the plan is theirs, and no line and no word is lost", async () => {
  const faults: string[] = [];
  let edits = 0;
  for (let seed = 1; seed <= 12; seed += 1) {
    const story = await playStory(seed);
    edits += story.edits;
    faults.push(...story.faults.map(({ what, detail }) => `${seed}: ${what}: ${detail}`));
  }
  expect(faults).toEqual([]);
  // People did come between.
  expect(edits).toBeGreaterThan(8);
}, 300_000);
