/** Finding the plan in a workbook: which sheets, which rows, which columns, and why the rest is left out. */
import type { WorkbookGrid } from "../../../src/plan/grid";
import { noSettings } from "../../../src/plan/model";
import { readPlan } from "../../../src/plan/reading";
import { bold, number, sheet, styled, workbook } from "./grids";
import type { SheetOptions, Written } from "./grids";

const headings = ["Ref", "Action", "Owner", "Timescale", "Notes"];
const lines: Written[][] = [
  ["1.1", "Repair the play area fence", "Clerk", "March 2024", "Two quotes received"],
  ["1.2", "Review the allotment rents", "Councillor Amos", "June 2024", ""],
  ["1.3", "Arrange a litter pick in the village", "Youth Club", "Ongoing", "Bags are in the store"],
];
const more: Written[][] = [
  ["2.1", "Obtain quotes for the hall roof", "Finance Committee", "May 2024", ""],
  ["2.2", "Write to the bus company about the evening service", "Clerk", "July 2024", "Letter drafted"],
];
const read = (rows: Written[][], options?: SheetOptions) => readPlan(workbook([sheet("Plan", rows, options)]));
const refs = (plan: ReturnType<typeof readPlan>) => plan.actions.map(({ ref }) => ref);

describe("where the table stands", () => {
  test.each<[string, Written[][], string[], SheetOptions?]>([
    ["alone", [headings, ...lines], ["1.1", "1.2", "1.3"]],
    ["anywhere on the sheet", [headings, ...lines], ["1.1", "1.2", "1.3"], { at: "H40" }],
    [
      "under a title, a date and blank rows",
      [[bold("Parish Action Plan 2024")], ["Updated May 2024"], [], headings, ...lines],
      ["1.1", "1.2", "1.3"],
    ],
    ["with blank rows between", [headings, lines[0]!, [], lines[1]!, [], [], lines[2]!], ["1.1", "1.2", "1.3"]],
    [
      "with its headings again on each page",
      [headings, lines[0]!, headings, lines[1]!, [], headings, lines[2]!],
      ["1.1", "1.2", "1.3"],
    ],
    ["with page numbers between", [headings, lines[0]!, ["Page 1 of 2"], headings, lines[1]!], ["1.1", "1.2"]],
    [
      "with a total and a note under it",
      [headings, ...lines, ["Total", "3"], [], ["Note: this plan is reviewed each May."], ["Key: red means late"]],
      ["1.1", "1.2", "1.3"],
    ],
    [
      "with a note straight under it",
      [headings, ...lines, ["* dates agreed with the county council"]],
      ["1.1", "1.2", "1.3"],
    ],
    [
      "with a key beside it",
      [[...headings, "", "Key"], [...lines[0]!, "", "Red: late"], [...lines[1]!, "", "Green: on track"], lines[2]!],
      ["1.1", "1.2", "1.3"],
    ],
    [
      "with sections merged across",
      [headings, ["1. The village"], ...lines, ["2. The hall"], ...more],
      ["1.1", "1.2", "1.3", "2.1", "2.2"],
      { merges: ["A2:E2", "A6:E6"] },
    ],
    [
      "with an empty column in the middle",
      [["Ref", "Action", "", "Owner", "Timescale"], ...lines.map(([a, b, c, d]) => [a!, b!, "", c!, d!])],
      ["1.1", "1.2", "1.3"],
    ],
    [
      "as an Excel table with totals",
      [headings, ...lines, ["Total", "", "", "", ""]],
      ["1.1", "1.2", "1.3"],
      { tables: [{ name: "Actions", at: "A1:E5", hasTotals: true }] },
    ],
    [
      "as an Excel table drawn round its title",
      [["Parish Action Plan", "Column1", "Column2", "Column3", "Column4"], headings, ...lines],
      ["1.1", "1.2", "1.3"],
      { tables: [{ name: "Table1", at: "A1:E5" }] },
    ],
    ["without a heading row", lines, ["1.1", "1.2", "1.3"]],
  ])("%s", (_name, rows, expected, ...[options]) => {
    expect(refs(read(rows, options))).toEqual(expected);
  });

  test("headings on two lines are read together", () => {
    const plan = read(
      [
        ["Action", "Responsibility", "", "Timescale", ""],
        ["", "Lead", "Support", "Start", "End"],
        ["Repair the fence", "Clerk", "Youth Club", "March 2024", "May 2024"],
        ["Review the rents", "Clerk", "Bank", "May 2024", "June 2024"],
      ],
      {
        merges: ["A1:A2", "B1:C1", "D1:E1"],
      },
    );
    expect(plan.tables[0]!.columns.map(({ meaning }) => meaning)).toEqual([
      "action",
      "owner",
      "support",
      "start",
      "timescale",
    ]);
    expect(plan.actions[0]!.cells).toMatchObject({
      owner: { text: "Clerk" },
      support: { text: "Youth Club" },
      start: { text: "March 2024" },
      timescale: { text: "May 2024" },
    });
  });

  test("a plan of several tables on one sheet says where each stands", () => {
    const plan = read([["1. The village"], headings, ...lines, [], ["2. The hall"], headings, ...more]);
    expect(plan.tables.map(({ address, section, headingRow }) => [address, section, headingRow])).toEqual([
      ["A2:E5", "The village", 2],
      ["A8:E10", "The hall", 8],
    ]);
    expect(plan.sections).toEqual([
      { number: "1", title: "The village" },
      { number: "2", title: "The hall" },
    ]);
    expect(plan.actions.map(({ section, row }) => [section, row])).toEqual([
      ["The village", 3],
      ["The village", 4],
      ["The village", 5],
      ["The hall", 9],
      ["The hall", 10],
    ]);
  });
});

describe("which sheets are the plan", () => {
  const plan = sheet("Plan", [headings, ...lines]);
  const others: [string, Written[][], RegExp][] = [
    [
      "Contacts",
      [
        ["Name", "Role", "Organisation", "E-mail"],
        ["Ruth Amos", "Clerk", "Parish", "ruth@example.org"],
      ],
      /contacts/,
    ],
    [
      "Budget",
      [
        ["Item", "Lead", "Budget", "Spent"],
        ["Fence", "Clerk", 400, 0],
      ],
      /budget/,
    ],
    [
      "Risks",
      [
        ["Risk", "Likelihood", "Impact", "Mitigating action", "Owner", "Review date"],
        ["Flooding", 3, 4, "Clear the ditches each autumn", "Clerk", "May 2024"],
      ],
      /risk register/,
    ],
    ["Read me", [["How to use this workbook"], ["Fill in your rows."]], /text, but no table/],
    ["Blank", [], /empty/],
  ];

  test.each(["Update Q1 2024-25", "Update data", "Plan history", "Plan readings", "Public update"])(
    "a plan on a sheet called %s is a plan: whose a sheet is, its name does not say",
    (name) => {
      const read = readPlan(workbook([sheet(name, [headings, ...lines])]));
      expect(refs(read)).toEqual(["1.1", "1.2", "1.3"]);
      expect(read.leftOut).toEqual([]);
    },
  );

  test.each(others)("%s is left out, with the reason", (name, rows, why) => {
    const read = readPlan(workbook([sheet(name, rows), plan]));
    expect(refs(read)).toEqual(["1.1", "1.2", "1.3"]);
    expect(read.leftOut).toEqual([{ sheet: name, why: expect.stringMatching(why) }]);
    expect(read.questions).toEqual([]);
  });

  test("no plan at all is an empty plan that says what was looked at", () => {
    const read = readPlan(workbook([sheet("Contacts", others[0]![1]), sheet("Blank", [])]));
    expect(read).toMatchObject({ tables: [], actions: [], sections: [], title: null });
    expect(read.leftOut.map((left) => left.sheet)).toEqual(["Contacts", "Blank"]);
  });

  test("an empty workbook is an empty plan", () => {
    expect(readPlan({ name: "", sheets: [], active: "", date1904: false })).toMatchObject({
      tables: [],
      actions: [],
      leftOut: [],
    });
  });

  const two: WorkbookGrid = {
    ...workbook([sheet("2023-24", [headings, ...more]), sheet("2024-25", [headings, ...lines])]),
    active: "2024-25",
  };

  test("two years of a plan are two plans: the one in view is assumed, and the choice is offered", () => {
    const read = readPlan(two);
    expect(refs(read)).toEqual(["1.1", "1.2", "1.3"]);
    expect(read.questions[0]).toMatchObject({
      assumed: "2024-25 (3 actions)",
      choices: ["2024-25 (3 actions)", "2023-24 (2 actions)", "All of them are one plan"],
      settings: [{ sheets: ["2024-25"] }, { sheets: ["2023-24"] }, { sheets: ["2023-24", "2024-25"] }],
    });
    expect(read.leftOut.map((left) => left.sheet)).toEqual(["2023-24"]);
  });

  test("what a person has chosen stands, and nothing is asked", () => {
    const read = readPlan(two, { ...noSettings, sheets: ["2023-24"] });
    expect(refs(read)).toEqual(["2.1", "2.2"]);
    expect(read.questions).toEqual([]);
  });

  test("a copy of the plan is not read twice", () => {
    const read = readPlan(workbook([plan, sheet("Plan (2)", [headings, ...lines])]));
    expect(refs(read)).toEqual(["1.1", "1.2", "1.3"]);
  });

  test("sheets of one plan are its sections, in the order of the workbook", () => {
    const read = readPlan(
      workbook([sheet("The village", [headings, ...lines]), sheet("The hall", [headings, ...more])]),
    );
    expect(read.sections.map(({ title }) => title)).toEqual(["The village", "The hall"]);
    expect(read.actions).toHaveLength(5);
  });

  test("a hidden sheet is not the plan where another is", () => {
    const read = readPlan(workbook([sheet("Old", [headings, ...more], { hidden: true }), plan]));
    expect(refs(read)).toEqual(["1.1", "1.2", "1.3"]);
    expect(read.leftOut).toEqual([{ sheet: "Old", why: "The sheet is hidden." }]);
  });
});

describe("what a cell says", () => {
  test("a reference typed as a number is what it shows", () => {
    const plan = read([
      headings,
      [number(1.1, "1.1"), ...lines[0]!.slice(1)],
      [number(1.1, "1.10"), ...lines[1]!.slice(1)],
    ]);
    expect(refs(plan)).toEqual(["1.1", "1.10"]);
  });

  test("odd spaces and invisible marks go, paragraphs stay", () => {
    const plan = read([
      headings,
      ["1.1", "Repair\u00a0the  fence\u200b\r\nand the gate", "Clerk", "March\u00a02024", "First.\n\n\n\nSecond."],
      lines[1]!,
    ]);
    expect(plan.actions[0]).toMatchObject({ action: "Repair the fence\nand the gate", notes: "First.\n\nSecond." });
    expect(plan.actions[0]!.cells.timescale!.text).toBe("March 2024");
  });

  test("an error value stays in the plan and says nothing", () => {
    const plan = read([
      headings,
      [
        "1.1",
        "Repair the fence",
        { kind: "error", text: "#REF!", value: "#REF!", format: "General" },
        "March 2024",
        "",
      ],
      lines[1]!,
    ]);
    expect(plan.actions[0]!.cells.owner!.text).toBe("#REF!");
    expect(plan.actions[0]!.owner.parties).toEqual([]);
  });

  test("italics, strikethrough, fill and colour of the action are noted", () => {
    const struck = styled("Repair the fence", {
      italic: true,
      strikethrough: true,
      fill: "#FFFF00",
      colour: "#FF0000",
    });
    expect(read([headings, ["1.1", struck, "Clerk", "March 2024", ""], lines[1]!]).actions[0]!.looks).toEqual({
      italic: true,
      strikethrough: true,
      fill: "#FFFF00",
      colour: "#FF0000",
    });
  });

  test("columns with none of our meanings are kept with the action", () => {
    const plan = read([
      [...headings, "Budget"],
      [...lines[0]!, "£400"],
      [...lines[1]!, ""],
    ]);
    expect(plan.tables[0]!.alsoHere).toEqual([{ column: "F", heading: "Budget" }]);
    expect(plan.actions.map(({ alsoHere }) => alsoHere)).toEqual([[{ heading: "Budget", text: "£400" }], []]);
  });

  test("columns corrected by hand are read so, on that sheet", () => {
    const plan = readPlan(workbook([sheet("Plan", [headings, ...lines])]), {
      ...noSettings,
      columns: [{ sheet: "Plan", column: "E", meaning: "outcomes" }],
    });
    expect(plan.actions[0]).toMatchObject({ outcomes: "Two quotes received", notes: "" });
    expect(plan.tables[0]!.columns.find(({ column }) => column === "E")!.reason).toBe("you chose this column");
  });
});

test("10,000 actions on a sheet and 40 sheets of 50 are all read, in time that grows with them and no faster", () => {
  const many = (count: number, from = 0): Written[][] =>
    Array.from({ length: count }, (_, i) => [
      `${from + i + 1}`,
      `Repair fence number ${from + i} in the village`,
      "Clerk",
      "March 2024",
      "",
    ]);
  const begin = performance.now();
  expect(read([headings, ...many(10000)]).actions).toHaveLength(10000);
  expect(
    readPlan(workbook(Array.from({ length: 40 }, (_, i) => sheet(`Area ${i + 1}`, [headings, ...many(50, i * 50)]))))
      .actions,
  ).toHaveLength(2000);
  expect(performance.now() - begin).toBeLessThan(15000);
});

test("a cell filled with anything, to Excel's limit, is read in no time", () => {
  const begin = performance.now();
  for (const filler of ["a", " ", "1.", "(", "– ", "\n", "Action / "])
    read([
      headings,
      ["1.1", filler.repeat(32767 / filler.length), "Clerk", "March 2024", filler.repeat(30000 / filler.length)],
      lines[1]!,
    ]);
  expect(performance.now() - begin).toBeLessThan(5000);
});
