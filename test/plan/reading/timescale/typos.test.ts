import { seeThrough } from "../../../../src/plan/reading/timescale/typos";

const seen = (word: string) => {
  const found = seeThrough(word, 0, word.length);
  return found ? `${found.sort} ${found.value}` : null;
};

test.each([
  ["Febuary", "month 2"],
  ["Feburary", "month 2"],
  ["Septmeber", "month 9"],
  ["Deceber", "month 12"],
  ["Janaury", "month 1"],
  ["Quartely", "cadence 3"],
  ["Fortnigtly", "cadence -14"],
  ["Juen", "month 6"],
  ["ongonig", "ongoing 0"],
  ["Immediatly", "immediate 0"],
])("%s is seen through", (word, expected) => expect(seen(word)).toBe(expected));

test.each(
  (
    "match marsh starch string sprint sprung winner simmer competed compete computed complex containing contentious manual manually actually weakly nearly dearly " +
    "outgoing dependency subjects independent annals annul quarters quality christian throughput mouthy object remember member committee community"
  ).split(" "),
)("%s is another word", (word) => expect(seen(word)).toBeNull());
