/** Headings to columns: by words alone, then by what stands under them. */
import type { GridCell } from "../../../src/plan/grid";
import { mapHeadings } from "../../../src/plan/reading";
import { cell } from "./grids";

const says = (headings: string[], rows: string[][] = []) => {
  const mapped = mapHeadings(
    headings,
    rows.map((row) => row.map((text): GridCell => cell(text))),
  );
  return headings.map(
    (_, at) =>
      mapped
        .filter(({ index }) => index === at)
        .map(({ meaning, unsure }) => meaning + (unsure ? "?" : ""))
        .join("+") || "-",
  );
};

describe("a heading's words", () => {
  test.each<[string[], string[], string]>([
    [
      ["Ref", "Action", "Responsible Officer", "Target Date", "Progress", "RAG"],
      ["ref", "action", "owner", "timescale", "notes", "status"],
      "the usual words",
    ],
    [["WHAT", "WHO", "WHEN", "OUTCOME"], ["action?", "owner", "timescale", "outcomes"], "questions in capitals"],
    [
      [
        "No",
        "What do we need to do?",
        "Who will lead this?",
        "When will it be done?",
        "How will we know it has made a difference?",
      ],
      ["ref", "action", "owner", "timescale", "outcomes"],
      "whole questions",
    ],
    [
      ["Action", "Action owner", "Action date", "Action status", "Action ref"],
      ["action", "owner", "timescale", "status", "ref"],
      "the last noun decides",
    ],
    [
      ["Action", "Lead for action", "Date of completion", "Progress against outcomes"],
      ["action", "owner", "timescale", "notes"],
      "before a preposition, the first does",
    ],
    [
      ["Task", "Lead officer(s)", "Delivery organisations (support)", "Start date", "End date", "Revised date"],
      ["action", "owner", "support", "start", "timescale", "revised"],
      "brackets and several dates",
    ],
    [
      ["Action", "Target completion date", "Actual completion date"],
      ["action", "timescale", "status"],
      "a date aimed at, a date reached",
    ],
    [
      ["Objective", "Actions to be taken", "By whom?", "By when?", "Resources", "Evidence of impact"],
      ["-", "action", "owner", "timescale", "-", "outcomes"],
      "an objective beside its actions; resources are none of ours",
    ],
    [
      ["Objective", "Lead", "Deadline"],
      ["action?", "owner", "timescale"],
      "an objective where nothing else is the action",
    ],
    [["Action", "Who and when", "Comments"], ["action", "owner?+timescale?", "notes"], "two things in one column"],
    [
      ["Actions", "Success criteria / deadline", "Lead"],
      ["action", "outcomes?+timescale?", "owner"],
      "two things parted by a stroke",
    ],
    [
      ["Action", "Deadline", "Lead and deadline agreed"],
      ["action", "timescale", "owner"],
      "what another column has already is not read twice",
    ],
    [
      ["Task", "Lead", "2023/24", "2024/25", "2025/26"],
      ["action", "owner", "timescale?", "timescale?", "timescale?"],
      "columns headed by years",
    ],
    [
      ["Key action", "", "Timescale", "Notes"],
      ["action", "owner?", "timescale", "notes"],
      "one blank heading, and nothing says who",
    ],
    [
      ["Action", "Lead", "By when", "Budget", "Risk rating"],
      ["action", "owner", "timescale", "-", "-"],
      "other matters are left alone",
    ],
    [["Theme", "Action", "Lead", "Timescale"], ["section", "action", "owner", "timescale"], "a theme is a section"],
    [
      ["Action", "Priority (H/M/L)", "Lead", "When"],
      ["action", "-", "owner", "timescale"],
      "how urgent is not where it belongs",
    ],
  ])("%j", (headings, expected) => {
    expect(says(headings)).toEqual(expected);
  });
});

const rows = [
  ["1", "Repair the play area fence", "Clerk", "March 2024", "50"],
  ["2", "Review the allotment rents", "Cllr Amos", "June 2024", "0"],
  ["3", "Arrange a litter pick in the village", "Clerk and Cllr Pell", "Ongoing", "100"],
  ["4", "Obtain quotes for the hall roof", "Finance Committee", "By May 2024", "25"],
];
const order = (...columns: number[]) => rows.map((row) => columns.map((at) => row[at]!));

describe("what stands under the headings", () => {
  test.each<[string[], string[][], string[], string]>([
    [["", "", "", ""], order(0, 1, 2, 3), ["ref?", "action?", "owner?", "timescale?"], "no headings at all"],
    [["Column1", "Column2", "Column3"], order(1, 3, 2), ["action?", "timescale?", "owner?"], "Excel's own names"],
    [["Item", "Action", "When"], order(1, 2, 3), ["action", "owner?", "timescale"], "“Action” over the owners"],
    [["No.", "Action", "", "Date"], order(0, 1, 2, 3), ["ref", "action", "owner?", "timescale"], "one heading missing"],
    [
      ["Action", "Owner", "Timescale"],
      order(1, 3, 2),
      ["action", "timescale?", "owner?"],
      "headings over the wrong columns: said, and doubted",
    ],
  ])("%j %#", (headings, body, expected) => {
    expect(says(headings, body)).toEqual(expected);
  });

  test("a priority of high, medium and low is no section; one of themes is", () => {
    const body = (values: string[]) => rows.map((row, i) => [values[i % values.length]!, row[1]!, row[2]!, row[3]!]);
    const headings = ["Priority", "Action", "Lead", "When"];
    expect(says(headings, body(["High", "Low", "Medium"]))[0]).toBe("-");
    expect(says(headings, body(["Green spaces", "Green spaces", "Hall"]))[0]).toMatch(/^section/);
  });

  test("each mapping gives its reason, and what content decided is unsure", () => {
    const mapped = mapHeadings(
      ["Action", "", "When"],
      order(1, 2, 3).map((row) => row.map((text) => cell(text))),
    );
    expect(mapped.map(({ reason }) => reason)).toEqual([
      "the heading says “Action”",
      "no heading; 4 of 4 cells name people or organisations",
      "the heading says “When”",
    ]);
    expect(mapped.map(({ unsure }) => unsure)).toEqual([false, true, false]);
  });

  test("a column a person has set stays set, and the rest is worked out round it", () => {
    const mapped = mapHeadings(
      ["Action", "Lead", "When"],
      [],
      new Map([
        [0, "outcomes" as const],
        [1, null],
      ]),
    );
    expect(mapped.map(({ index, meaning }) => [index, meaning])).toEqual([
      [0, "outcomes"],
      [2, "timescale"],
    ]);
  });
});

test("notes stay notes, however short and alike what people write there", () => {
  const table = ["Completed", "Draft shared", "Draft shared", "Draft shared"].map((notes, at) => [
    `1.${at}`,
    `Publish guide number ${at}`,
    "Ann Lee",
    "June 2024",
    "Partners know what to do",
    notes,
  ]);
  expect(says(["Ref", "Key action", "Owner", "Timescale", "Outcomes", "Notes"], table)).toEqual([
    "ref",
    "action",
    "owner",
    "timescale",
    "outcomes",
    expect.stringMatching(/^notes/),
  ]);
});

test("a heading of any length is read in no time", () => {
  const long = "Lead and action ".repeat(2000);
  const begin = performance.now();
  says([long, `${"a".repeat(30000)}`, "(".repeat(20000)]);
  expect(performance.now() - begin).toBeLessThan(500);
});
