/** What holds of every check together: names, order, where a finding points, and that it takes time in proportion. */
import fc from "fast-check";
import { checkPlan, checks, families } from "../../../src/plan/checks";
import { severities } from "../../../src/plan/model";
import { readPlan } from "../../../src/plan/reading";
import { standingOf } from "../../../src/plan/review";
import { onOneSheet, sheet, workbook } from "../reading/grids";
import { asAt, findingsOn, headings } from "./plans";

test("every check has a name of its own and a family, and every family has a check", () => {
  expect(new Set(checks.map(({ name }) => name)).size).toBe(checks.length);
  expect(new Set(checks.map(({ family }) => family))).toEqual(new Set(families));
});

test("a plan without rows has nothing to tell", () => {
  expect(checkPlan(standingOf(readPlan(workbook([sheet("Notes", [["Buy milk"]])])), asAt))).toEqual([]);
});

const words = fc.constantFrom(
  "",
  "Ongoing",
  "TBC",
  "March 2019",
  "From April 2024",
  "by May 2024 and June 2029",
  "will report annually to",
  "Completed",
  "to be in place by",
  "the the",
  "WCC",
  "Jane Smith",
  "Jane Smith Omar Khan",
  "- ",
  "=A1",
  "A decision needs to be made",
  "official sensitive",
  "weekly",
  "updated monthly",
  "2019/20",
  "31 June",
  "(",
  "\n",
  "www.example.org",
  "Riverside Trust will lead on",
);
const cellText = fc.array(words, { maxLength: 5 }).map((parts) => parts.join(" ").trim());
const rows = fc.array(
  fc.tuple(fc.constantFrom("1.1", "1.2", "1.9", "", "A3"), cellText, cellText, cellText, cellText, cellText),
  { minLength: 1, maxLength: 12 },
);

test("whatever stands in the plan, findings are ordered, told once, point into the sheet and quote it", () => {
  fc.assert(
    fc.property(rows, (written) => {
      const found = findingsOn(written, headings, "Action Plan 2024 to 2026");
      const ranks = found.map(({ severity }) => severities.indexOf(severity));
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      expect(new Set(found.map(({ check, sheet: name, cell }) => `${check} ${name} ${cell}`)).size).toBe(found.length);
      for (const finding of found) {
        expect(finding.cell).toMatch(/^[A-Z]+\d+$/);
        expect(finding.cell.replace(/^[A-Z]+/, "")).toBe(String(finding.row));
        expect(finding.message).toMatch(/^\S[^\n]*\.$/);
        expect(finding.message).not.toMatch(/undefined|null|NaN/);
      }
    }),
    { numRuns: 60 },
  );
});

test("the words of a finding about a row stand in the plan", () => {
  const standing = standingOf(readPlan(onOneSheet()), "2019-05-31");
  const texts = new Map(
    standing.items.map(({ action }) => [
      action.key,
      [action.action, ...Object.values(action.cells).map(({ text }) => text)].join("\n"),
    ]),
  );
  for (const { key, words: quoted, check } of checkPlan(standing)) {
    if (key !== null) expect([check, texts.get(key)!.includes(quoted)]).toEqual([check, true]);
  }
});

test("ten times the rows take about ten times the time, and a cell full of anything holds nothing up", () => {
  const time = (count: number) => {
    const lines = Array.from({ length: count }, (_, i) => [
      `1.${i + 1}`,
      `Review policy ${i} with partners`,
      "Policy Officer – Jane Smith",
      i % 3 ? "June 2025" : "Ongoing",
      `Residents of ward ${i} feel safer`,
      `Leaflet ${i} to be printed by October 2024`,
    ]);
    const standing = standingOf(readPlan(workbook([sheet("Plan", [headings, ...lines])])), asAt);
    checkPlan(standing);
    const began = performance.now();
    checkPlan(standing);
    return performance.now() - began;
  };
  expect(time(4000)).toBeLessThan(Math.max(2000, 30 * time(400)));
  for (const unit of ["A", "will be ", "May ", "to be ", "decision ", "Aa of and ", "20", "(", "the "]) {
    const long = unit.repeat(32767 / unit.length);
    const standing = standingOf(
      readPlan(
        workbook([
          sheet("Plan", [
            headings,
            ["1.1", "Review the policy", long, "June 2025", long, long],
            ["1.2", long, "Jane Smith", "Monthly", long, long],
          ]),
        ]),
      ),
      asAt,
    );
    const began = performance.now();
    checkPlan(standing);
    expect(performance.now() - began).toBeLessThan(2000);
  }
});
