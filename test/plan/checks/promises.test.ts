/** Promises that no timescale follows. The plan is looked at on 31 January 2025; the rows are due in March 2025 unless they say otherwise. */
import { findingsOf, holds } from "./plans";

holds("Hidden promises", [
  ["a note that tells what was done", [{ notes: "Meeting held in May 2024 and minutes sent" }], []],
  ["a date in the notes that has passed", [{ notes: "Leaflet to be printed by October 2024" }], ["promise-passed 1.1"]],
  [
    "scheduled for a day that has passed",
    [{ notes: "The next meeting is scheduled for 5 November 2024" }],
    ["promise-passed 1.1"],
  ],
  [
    "a year that has passed, in the outcomes",
    [{ outcomes: "A survey of tenants should be undertaken during 2023/24" }],
    ["promise-passed 1.1"],
  ],
  [
    "the same date as the timescale is the row's own promise",
    [{ timescale: "March 2025", notes: "Leaflet to be printed by March 2025" }],
    [],
  ],
  ["what was to be done is past", [{ notes: "The leaflet was to be printed in May 2024" }], []],
  ["a question is no promise", [{ notes: "Will this be done by October 2024?" }], []],
  [
    "a date ahead that is not the row's",
    [{ timescale: "September 2025", notes: "Draft to go to the board in April 2025" }],
    ["promise-dated 1.1"],
  ],
  ["a decision still to be made", [{ notes: "A decision on the venue needs to be made" }], ["promise-decision 1.1"]],
  ["a decision that was made", [{ notes: "A decision on the venue was made in May 2024" }], []],
  [
    "somebody will do something, in a row with no date",
    [{ timescale: "Ongoing", notes: "The wardens will survey residents" }],
    ["promise-undated 1.1"],
  ],
  [
    "somebody will do something, which the row's date covers",
    [{ timescale: "March 2025", notes: "The wardens will survey residents" }],
    [],
  ],
  [
    "regular reports are not covered by one date",
    [{ notes: "Numbers to be periodically reported to the board" }],
    ["promise-undated 1.1"],
  ],
  [
    "a promise in a row that reads as cancelled would be lost",
    [{ notes: "This action has been cancelled. The wardens will survey residents" }],
    ["promise-undated 1.1"],
  ],
  ["what will be true is no promise", [{ timescale: "Ongoing", notes: "Staff will be able to refer people" }], []],
  [
    "an outcome looks ahead by nature",
    [{ timescale: "Ongoing", outcomes: "Residents will receive better advice" }],
    [],
  ],
  [
    "a yearly report in the owner cell",
    [{ timescale: "Quarterly", owner: "Jane Smith – to report annually to the board" }],
    ["promise-in-owner 1.1"],
  ],
  [
    "the same rate as the timescale",
    [{ timescale: "Quarterly", owner: "Jane Smith – to report quarterly to the board" }],
    [],
  ],
  [
    "May the verb and March the verb are no months",
    [{ notes: "Funding may be found; residents will march to the town hall" }],
    [],
  ],
  ["a reference number is no date", [{ notes: "To be read with section 3.4.1 of report 12/17" }], []],
]);

test("a passed promise quotes the words with their date, and says which date passed", () => {
  const notes =
    "The advice for parents and carers about staying safe on line, with the new pages for schools and colleges across the county, to be in place by October 2024";
  const [found] = findingsOf([{ notes }]).filter(({ check }) => check === "promise-passed");
  expect(found).toMatchObject({ severity: "worth-checking", cell: "F4", words: notes });
  expect(found!.message).toMatch(
    /^1\.1: the notes say “….*to be in place by October 2024”, and 31 October 2024 has passed; ask whether it was kept\.$/,
  );
});

test("a year taken from the plan is said not to be certain", () => {
  const [found] = findingsOf([{ notes: "The next meeting is scheduled for April 5th" }]).filter(
    ({ check }) => check === "promise-passed",
  );
  expect(found!.message).toContain("5 April 2024, if that is the year meant, has passed");
});

test("what would be lost with a closed row is worth checking; elsewhere it is tidying", () => {
  const severity = (notes: string) =>
    findingsOf([{ timescale: "Ongoing", notes }]).find(({ check }) => check === "promise-undated")!.severity;
  expect(severity("This action has been cancelled. The wardens will survey residents")).toBe("worth-checking");
  expect(severity("The wardens will survey residents")).toBe("tidy");
});
