/** Small plans for the checks, read by the real reader, and what the checks say of them. */
import { checkPlan, checks } from "../../../src/plan/checks";
import type { Family } from "../../../src/plan/checks";
import type { Finding } from "../../../src/plan/model";
import { readPlan } from "../../../src/plan/reading";
import { standingOf } from "../../../src/plan/review";
import { sheet, workbook } from "../reading/grids";
import type { Written } from "../reading/grids";

export interface Line {
  ref: Written;
  action: Written;
  owner: Written;
  timescale: Written;
  outcomes: Written;
  notes: Written;
}

export type Lines = Partial<Line>[];

/** The as-at date of every small plan; the plan runs from April 2024 to March 2026. */
export const asAt = "2025-01-31";

const plain: Line = {
  ref: "",
  action: "Review the terms of reference",
  owner: "Policy Officer – Jane Smith",
  timescale: "March 2025",
  outcomes: "Members feel better informed",
  notes: "Draft shared with members",
};

/** The rows with three quiet ones after them, so that a case is never most of its plan. */
function grid(lines: Lines): Written[][] {
  const quiet: Lines = [
    {
      action: "Train volunteers in first aid",
      owner: "Asha Patel",
      timescale: "May 2025",
      outcomes: "More people can help in an emergency",
      notes: "Trainer found through the fire service",
    },
    {
      action: "Open the drop-in sessions",
      owner: "Asha Patel",
      timescale: "June 2025",
      outcomes: "Residents know where to turn",
      notes: "Two rooms have been offered by the library",
    },
    {
      action: "Extend the mentoring scheme",
      owner: "Tom Price",
      timescale: "July 2025",
      outcomes: "Young people stay in touch with a mentor",
      notes: "",
    },
  ];
  return [...lines, ...quiet].map((line, index) => {
    const row = { ...plain, ref: `1.${index + 1}`, ...line };
    return [row.ref, row.action, row.owner, row.timescale, row.outcomes, row.notes];
  });
}

export const headings: Written[] = ["Ref", "Key action", "Owner", "Timescale", "Outcomes", "Notes"];

/** Findings on a plan made of rows of cells under headings. */
export function findingsOn(
  rows: Written[][],
  under: Written[] = headings,
  title = "Community Safety Action Plan 2024 to 2026",
): Finding[] {
  const plan = readPlan(workbook([sheet("Plan", [[title], [], under, ...rows])]));
  return checkPlan(standingOf(plan, asAt));
}

/** Findings on the given rows, the first of which is 1.1 on sheet row 4. */
export function findingsOf(lines: Lines): Finding[] {
  return findingsOn(grid(lines));
}

const familyOf = new Map(checks.map(({ name, family }) => [name, family]));

/** "check ref" of the findings of a family, in the order told; "check" alone for one about the plan. */
export function told(findings: readonly Finding[], family: Family): string[] {
  return findings
    .filter(({ check }) => familyOf.get(check) === family)
    .map(({ check, ref }) => (ref === null ? check : `${check} ${ref}`));
}

/** A case: the rows, what the family says of them, and why. */
export type Case = [why: string, lines: Lines, says: string[]];

/** Holds a family to its table of cases. */
export function holds(family: Family, cases: Case[]): void {
  test.each(cases)("%s", (_why, lines, says) => {
    expect(told(findingsOf(lines), family)).toEqual(says);
  });
}
