/**
 * All that is said of the Warwickshire plan as at 31 May 2019, as judged by reading it, in the order it is told.
 *
 * The rows that read as cancelled or no longer applying (2.4, 5.2), the timescales that can be read in two ways (3.2, 4.3) and the
 * column without a heading are asked by the pane with their choices, so no check asks about them.
 */
import { checkPlan } from "../../../src/plan/checks";
import { readPlan } from "../../../src/plan/reading";
import { standingOf } from "../../../src/plan/review";
import { onOneSheet, onSheets } from "../reading/grids";

const asAt = "2019-05-31";
const findings = checkPlan(standingOf(readPlan(onOneSheet()), asAt));

const expected: [severity: string, check: string, ref: string | null, why: string][] = [
  [
    "needs-answer",
    "timescale-before-plan",
    "1.2",
    "March 2018 is a year before the plan; its note says that the project was delivered",
  ],
  ["needs-answer", "timescale-blank", "1.3", "no timescale at all, and the Z card is being distributed"],
  ["needs-answer", "timescale-before-plan", "4.5", "Sept 2017, and nothing recorded since"],
  ["needs-answer", "timescale-before-plan", "6.6", "a launch by December 2018 in a plan of May 2019"],
  ["needs-answer", "timescale-before-plan", "6.7", "an audit complete by March 2018 that may well have been done"],
  ["worth-checking", "owner-no-lead", "1.1", "five organisations side by side"],
  ["worth-checking", "promise-decision", "1.2", "a decision on future events needs to be made"],
  ["worth-checking", "owner-half-the-plan", null, "Graham Tyler leads 14 of 28 open actions"],
  ["worth-checking", "cadence-contradicted", "2.1", "weekly in the timescale, monthly in the notes"],
  ["worth-checking", "promise-passed", "2.1", "dates to be in place by April 2019"],
  ["worth-checking", "promise-undated", "2.4", "a survey that would be lost if the row is closed"],
  ["worth-checking", "promise-in-owner", "3.5", "an annual report that only the owner cell tells"],
  ["worth-checking", "timescale-undated", "4.4", "TBC"],
  ["worth-checking", "promise-passed", "4.4", "a meeting scheduled for April 5th"],
  ["worth-checking", "owner-job-shared", null, "Prevent Officer is Graham Tyler, and Hannah Hurst in 4.5 and 6.6"],
  ["worth-checking", "timescale-undated", "4.6", "waits on a funding bid"],
  ["worth-checking", "owner-no-lead", "4.6", "two people, neither leading"],
  [
    "worth-checking",
    "owner-contradicted",
    "5.4",
    "the owner is the Police Prevent team; the outcomes say that CTU will lead",
  ],
  ["worth-checking", "marking-words", "5.4", "official sensitive"],
  ["worth-checking", "promise-passed", null, "quality assurance should be undertaken during 2018/19"],
  ["worth-checking", "owner-no-lead", "6.6", "three people, none leading"],
  ["tidy", "timescale-ongoing", null, "1.1, 6.2 and 6.8 in one finding"],
  ["tidy", "promise-undated", "1.1", "WCAVA will also be promoting the new briefing sessions, some day"],
  ["tidy", "text-like-formula", null, "two notes begin with a dash"],
  ["tidy", "abbreviations", null, "sixteen that a reader from outside cannot know"],
  ["tidy", "owner-two-spellings", null, "NBBC, and Nuneaton and Bedworth DC"],
  ["tidy", "outcome-blank", "1.2", "no outcome"],
  ["tidy", "outcome-says-done", "1.3", "the Z card has been created"],
  ["tidy", "people-named", null, "twelve people"],
  ["tidy", "address-bare", null, "the web page in 2.1"],
  ["tidy", "promise-undated", "4.2", "feedback to be periodically reported, which one date does not cover"],
  ["tidy", "owner-run-together", "4.6", "Graham Tyler Adil Mahmood"],
  ["tidy", "timescale-due-together", null, "four in December 2019, of eight with a month"],
  ["tidy", "ref-missing", null, "quality assurance: 5.5 is next"],
  ["tidy", "outcome-activity", null, "quality assurance: an exercise to assess"],
  ["tidy", "ref-missing", null, "the panel's effectiveness: 5.6 is next"],
  ["tidy", "ref-missing", null, "training of the panel: 5.7 is next"],
  ["tidy", "outcome-says-done", null, "training of the panel: a group has been established"],
  ["tidy", "owner-two-spellings", null, "the Counter Terrorism Unity that the action calls Unit"],
  ["tidy", "notes-no-year", "6.5", "the March 20th meeting, of some year"],
  ["tidy", "owner-run-together", "6.6", "three people without a comma"],
  ["tidy", "outcome-blank", "6.8", "no outcome"],
  ["assumption", "heading-missing", null, "column B"],
  ["assumption", "action-split", null, "six actions that the page breaks cut"],
  ["assumption", "ref-gap", null, "3.4, 4.1, 5.1 and 6.1"],
];

test("says what a reader of the plan would say, worst first", () => {
  expect(findings.map(({ severity, check, ref }) => [severity, check, ref])).toEqual(
    expected.map(([severity, check, ref]) => [severity, check, ref]),
  );
});

test("asks no more than five questions that the chair's page needs answered", () => {
  expect(findings.filter(({ severity }) => severity === "needs-answer").length).toBeLessThanOrEqual(5);
});

test("says the same of the plan on six sheets, but for what page breaks and the heading do", () => {
  const layout = new Set(["action-split", "heading-missing"]);
  const said = (from: typeof findings) =>
    from
      .filter(({ check }) => !layout.has(check))
      .map(({ check, ref }) => `${check} ${ref}`)
      .sort();
  expect(said(checkPlan(standingOf(readPlan(onSheets()), asAt)))).toEqual(said(findings));
});

test.each([
  [
    "promise-passed",
    "2.1",
    "2.1: the notes say “Major update of the training advice and booking dates to be in place by April 2019 and updated monthly”, and 30 April 2019 has passed; ask whether it was kept.",
  ],
  [
    "promise-in-owner",
    "3.5",
    "3.5: the owner cell promises “to report annually to WSCB and WSAB”, which the timescale (“Quarterly monitoring to be reported in the…”) does not follow; ask when it was last done, or give it a row of its own.",
  ],
  [
    "owner-contradicted",
    "5.4",
    "5.4 has “Police Prevent team” for its owner, but the outcomes say “CTU will lead on the analysis of the information and reporting to Prevent partners”; ask who answers for it.",
  ],
])("%s of %s reads as a sentence with what to do", (check, ref, message) => {
  expect(findings.find((finding) => finding.check === check && finding.ref === ref)!.message).toBe(message);
});

test("nothing printed on the chair's page as an assumption names a person", () => {
  const assumptions = findings
    .filter(({ severity }) => severity === "assumption")
    .map(({ message }) => message)
    .join(" ");
  expect(assumptions).not.toMatch(/Tyler|Whitfield|Hurst|Mahmood/);
});
