/** A column corrected by hand is found again by its heading, not by the letter it had. */
import fc from "fast-check";

import { findCorrected, isSameCorrected, parseCorrected, sayCorrected } from "../../src/plan/corrections";

test.each([
  ["with its heading", { sheet: "Plan", column: "E", heading: "Comments" }, "Column E of Plan, “Comments”"],
  ["without one", { sheet: "Plan", column: "AB", heading: "" }, "Column AB of Plan, no heading"],
  [
    "by a heading that says nothing",
    { sheet: "Plan", column: "C", heading: "Column1" },
    "Column C of Plan, no heading",
  ],
  ["of version 1", { sheet: "Plan of 2019, revised", column: "E" }, "Column E of Plan of 2019, revised"],
  ["over two lines", { sheet: "Plan", column: "E", heading: "Lead\nofficer" }, "Column E of Plan, “Lead officer”"],
])("said %s", (_what, corrected, words) => {
  expect(sayCorrected(corrected)).toBe(words);
  expect(isSameCorrected(parseCorrected(words)!, corrected)).toBe(true);
});

test("whatever the heading and the sheet, what is said is read back as the same", () => {
  const sheet = fc.stringMatching(/^[A-Za-z0-9 (),.&-]{1,31}$/).filter((name) => name.trim() === name);
  fc.assert(
    fc.property(sheet, fc.stringMatching(/^[A-Z]{1,3}$/), fc.option(fc.string()), (name, column, heading) => {
      const corrected = { sheet: name, column, ...(heading === null ? {} : { heading }) };
      expect(isSameCorrected(parseCorrected(sayCorrected(corrected))!, corrected)).toBe(true);
    }),
  );
});

const columns = (...headings: string[]) => headings.map((heading, at) => ({ letter: "ABCDEFG"[at]!, heading }));
test.each([
  ["where it was", "C", "Notes", columns("Ref", "Action", "Notes"), 2],
  ["where it was, its heading put differently", "C", "Notes:", columns("Ref", "Action", "NOTES"), 2],
  ["a column was put in before it", "C", "Notes", columns("Ref", "RAG", "Action", "Notes"), 3],
  ["a column was taken out before it", "C", "Notes", columns("Ref", "Notes"), 1],
  ["its heading was reworded: nobody can tell", "C", "Notes", columns("Ref", "Action", "Progress"), -1],
  ["two bear its heading now and neither stands there", "B", "Notes", columns("Notes", "RAG", "Notes"), -1],
  ["two bear its heading and one stands there", "C", "Notes", columns("Notes", "RAG", "Notes"), 2],
  ["it had none and has none", "C", "", columns("Ref", "Action", ""), 2],
  ["it had none, and another column stands there now", "C", "", columns("Ref", "Action", "Notes", ""), -1],
  ["a table that has no headings, below the one that has", "C", "Notes", columns("", "", ""), 2],
  ["version 1 went by the letter", "C", undefined, columns("Ref", "RAG", "Action", "Notes"), 2],
  ["a letter the table does not reach", "G", "Notes", columns("Ref", "Action"), -1],
])("found %s", (_what, column, heading, there, at) => {
  const corrected = { sheet: "Plan", column, ...(heading === undefined ? {} : { heading }) };
  expect(findCorrected(corrected, there)).toBe(at);
});
