/** Rows to actions: what was split is joined, what is shared is repeated, what stands alone stays alone. */
import { readPlan } from "../../../src/plan/reading";
import { sheet, workbook } from "./grids";
import type { Written } from "./grids";

const headings = ["Action", "Owner", "Timescale", "Outcomes", "Notes"];
const first: Written[] = [
  "1.1 Publish the strategy on the website",
  "Policy Manager",
  "June 2019",
  "Residents know what is planned",
  "Draft agreed",
];
const last: Written[] = ["1.9 Report to the board", "Chair", "July 2019", "The board is informed", ""];
const read = (rows: Written[][], merges: string[] = []) =>
  readPlan(workbook([sheet("Plan", [headings, ...rows], { merges })]));
const brief = (plan: ReturnType<typeof readPlan>) =>
  plan.actions.map(({ ref, action, rows }) => [ref, action, rows.length]);

describe("a row that carries on the one above", () => {
  test.each<[string, Written[][], string[], string]>([
    [
      "one cell cut in mid-sentence",
      [
        [first[0]!, "Policy Manager", "June 2019", "Residents know what is", ""],
        [null, null, null, "planned for them", null],
      ],
      [],
      "Residents know what is planned for them",
    ],
    [
      "a paragraph of its own",
      [first, [null, null, null, "Staff know too", null]],
      [],
      "Residents know what is planned\n\nStaff know too",
    ],
    [
      "a hyphenated word",
      [
        ["1.1 Publish the strategy", "Policy Manager", "June 2019", "A truly multi-", ""],
        [null, null, null, "agency plan", null],
      ],
      [],
      "A truly multi-agency plan",
    ],
    [
      "a page's headings between",
      [
        [first[0]!, "Policy Manager", "June 2019", "Residents know what is", ""],
        headings,
        [null, null, null, "planned for them", null],
      ],
      [],
      "Residents know what is planned for them",
    ],
    [
      "a page's section title and headings between",
      [
        ["1. Publicity"],
        [first[0]!, "Policy Manager", "June 2019", "Residents know what is", ""],
        ["1. Publicity (continued)"],
        headings,
        [null, null, null, "planned for them", null],
      ],
      [],
      "Residents know what is planned for them",
    ],
    [
      "three rows",
      [first, [null, null, null, "Staff know too", null], [null, null, null, "and so do partners", null]],
      [],
      "Residents know what is planned\n\nStaff know too and so do partners",
    ],
    [
      "the other cells merged down",
      [first, [null, null, null, "Staff know too", null]],
      ["A2:A3", "B2:B3", "C2:C3"],
      "Residents know what is planned\n\nStaff know too",
    ],
  ])("%s", (_name, rows, merges, outcomes) => {
    const plan = read([...rows, last], merges);
    expect(plan.actions.map(({ ref }) => ref)).toEqual(["1.1", "1.9"]);
    expect(plan.actions[0]!.outcomes).toBe(outcomes);
  });

  test("every column is joined on its own, in the order of the rows", () => {
    const plan = read([
      ["1.1 Publish the strategy on the", "Policy", "June 2019", "Residents know what", ""],
      ["website and in libraries", "Manager – Ann Hall", null, "is planned", null],
      last,
    ]);
    expect(plan.actions[0]).toMatchObject({
      action: "Publish the strategy on the website and in libraries",
      outcomes: "Residents know what is planned",
      rows: [2, 3],
    });
    expect(plan.actions[0]!.cells.owner!.text).toBe("Policy Manager – Ann Hall");
  });

  test("a timescale cut with the rest of its row is whole again", () => {
    const plan = read([
      ["1.1 Publish the strategy on the", "Manager", "New edition to be", "Residents know what", ""],
      ["website and in libraries", null, "published from March 2019", "is planned", null],
      last,
    ]);
    expect(plan.actions).toHaveLength(2);
    expect(plan.actions[0]!.cells.timescale!.text).toBe("New edition to be published from March 2019");
  });

  test("points and parts of an action stay with it", () => {
    expect(
      brief(read([first, ["• in print", null, null, null, null], ["• in large type", null, null, null, null], last])),
    ).toEqual([
      ["1.1", "Publish the strategy on the website\n\n• in print\n\n• in large type", 3],
      ["1.9", "Report to the board", 1],
    ]);
    expect(
      brief(read([first, ["1.1a Print a summary", null, "May 2019", null, null], last])).map(([ref]) => ref),
    ).toEqual(["1.1", "1.9"]);
  });

  test("where it might be an action of its own, the officer is asked", () => {
    const plan = read([first, ["Further copies for partners", null, null, null, null], last]);
    expect(plan.actions).toHaveLength(2);
    expect(plan.questions[0]!.question).toMatch(/^Row 3 has words but no reference and no timescale/);
  });
});

describe("a row of its own", () => {
  test.each<[string, Written[], string]>([
    [
      "no reference, its own owner and timescale",
      ["Review how referrals are made", "Panel Chair", "December 2019", "", ""],
      "Review how referrals are made",
    ],
    [
      "no reference, its own timescale",
      ["Review how referrals are made", "", "December 2019", "", ""],
      "Review how referrals are made",
    ],
    [
      "no reference, its own owner",
      ["Review how referrals are made", "Panel Chair", "", "", ""],
      "Review how referrals are made",
    ],
    [
      "an action that begins with a year",
      ["2018 report to be sent to members", "Chair", "May 2019", "", ""],
      "2018 report to be sent to members",
    ],
    [
      "an action that begins with a number",
      ["3 workshops to be held", "Chair", "May 2019", "", ""],
      "3 workshops to be held",
    ],
  ])("%s", (_name, row, action) => {
    expect(brief(read([first, row, last]))).toEqual([
      ["1.1", "Publish the strategy on the website", 1],
      [null, action, 1],
      ["1.9", "Report to the board", 1],
    ]);
  });

  test("an owner and a date without an action are kept, with no words put in", () => {
    const plan = read([first, ["", "Panel Chair", "December 2019", "", ""], last]);
    expect(plan.actions.map(({ action }) => action)).toEqual([
      "Publish the strategy on the website",
      "",
      "Report to the board",
    ]);
    expect(plan.actions[1]!.cells.owner!.text).toBe("Panel Chair");
  });

  test("a plan without references has a row an action", () => {
    const rows = ["Arrange a venue", "Book a speaker", "Invite schools"].map((text): Written[] => [
      text,
      "Chair",
      "May 2019",
      "",
      "",
    ]);
    expect(read(rows).actions).toHaveLength(3);
  });

  test("half-filled rows of a plan without references are actions, not leftovers", () => {
    const rows: Written[][] = [
      ["Arrange a venue", "Chair", "", "", ""],
      ["Book a speaker", "", "", "", ""],
      ["Invite schools", "", "May 2019", "", ""],
      ["Print posters", "", "", "", ""],
      ["Write to parents", "Chair", "June 2019", "", ""],
    ];
    expect(read(rows).actions).toHaveLength(5);
  });
});

describe("cells shared by several actions", () => {
  const shared: Written[][] = [
    ["Objective", "Action", "Owner", "Timescale"],
    ["Safer streets", "Repair the lamps", "Highways", "May 2019"],
    [null, "Cut back the hedges", null, "June 2019"],
    ["Warm homes", "Insulate lofts", "Housing", "July 2019"],
    [null, "Advise on grants", "Housing", "August 2019"],
  ];
  const plan = readPlan(workbook([sheet("Plan", shared, { merges: ["A2:A3", "C2:C3", "A4:A5"] })]));

  test("are read for each of them", () => {
    expect(plan.actions.map(({ action }) => action)).toEqual([
      "Repair the lamps",
      "Cut back the hedges",
      "Insulate lofts",
      "Advise on grants",
    ]);
    expect(plan.actions.map(({ cells }) => cells.owner!.text)).toEqual(["Highways", "Highways", "Housing", "Housing"]);
    expect(plan.actions[1]!.cells.owner!.cell).toBe("C2");
  });

  test("an objective over its actions is their section", () => {
    expect(plan.actions.map(({ section }) => section)).toEqual([
      "Safer streets",
      "Safer streets",
      "Warm homes",
      "Warm homes",
    ]);
  });
});
