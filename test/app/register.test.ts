/** What people said about names, as lines of the Plan readings sheet and back. */
import { correctionsIn, sameParty } from "../../src/app/register";

test("an answer reads back as it was given", () => {
  const decisions = [
    sameParty(["NBBC", "Nuneaton and Bedworth BC"], "same", "Ann Other"),
    sameParty(["J. Bell", "Jo Bell"], "different", ""),
  ];
  expect(decisions.map(({ words, readAs }) => [words, readAs])).toEqual([
    ["NBBC", "The same as Nuneaton and Bedworth BC"],
    ["J. Bell", "Not the same as Jo Bell"],
  ]);
  expect(correctionsIn(decisions)).toEqual([
    { same: ["NBBC", "Nuneaton and Bedworth BC"] },
    { different: ["J. Bell", "Jo Bell"] },
  ]);
});

test("of two answers about one pair the later holds, whichever way round the names stand", () => {
  const decisions = [sameParty(["A", "B"], "same", ""), sameParty(["B", "A"], "different", "")];
  expect(correctionsIn(decisions)).toEqual([{ different: ["B", "A"] }]);
});

test("other decisions about owners, and lines a person has changed, are left alone", () => {
  const [decision] = [sameParty(["A", "B"], "same", "")];
  expect(
    correctionsIn([
      { ...decision, readAs: "Somebody else" },
      { ...decision, about: "timescale" },
    ]),
  ).toEqual([]);
});
