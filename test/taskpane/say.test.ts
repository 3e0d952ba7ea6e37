/** The pane's sentences and small arrangements. */
import type { Review } from "../../src/app/types";
import { timescaleCell } from "../../src/plan/places";
import { parseReadAs } from "../../src/plan/readAs";
import type { PlanTable } from "../../src/plan/model";
import {
  actionTitle,
  calendarWords,
  isFirstRun,
  itemsOf,
  layoutsOf,
  nobody,
  openQuestions,
  ownersOf,
  planMark,
  progressDecision,
  readAsChoices,
  readingAsShown,
  sayLapsedColumns,
  sayOldHighlights,
  sayOwner,
  sayUnfinished,
  sayTables,
  sayYears,
  timescaleDecision,
  updatesOf,
} from "../../src/taskpane/say";
import { isDark } from "../../src/taskpane/theme";
import type { OfficeColours } from "../../src/taskpane/theme";
import { item, question, review } from "./sample";

const forgetful = { recall: () => null, remember: () => undefined };

describe("highlights drawn when the plan was read otherwise", () => {
  const late = item({ row: 5, status: "overdue" });
  const done = item({ row: 5, status: "complete" });
  const words = "The highlights on the plan show how it was read before; highlight again to renew them.";
  test.each<[string, Review | null, Review | null, string | null]>([
    ["an answer changed a status", review([late], { highlighted: 1 }), review([done], { highlighted: 1 }), words],
    ["nothing changed", review([late], { highlighted: 1 }), review([late], { highlighted: 1 }), null],
    ["there are none", review([late]), review([done], { highlighted: 0 }), null],
    ["the plan could not be read again", review([late], { highlighted: 1 }), null, null],
    ["it had not been read before", null, review([done], { highlighted: 1 }), null],
  ])("%s", (_what, before, after, says) => {
    expect(sayOldHighlights(before, after)).toBe(says);
  });
});

test.each([
  ["all are applied", [], null],
  [
    "one is not",
    [{ sheet: "Plan", column: "E", heading: "Comments", meaning: null }],
    "Not applied, because the column is not there any more, or it is called otherwise: Column E of Plan, “Comments”.",
  ],
  [
    "two are not",
    [
      { sheet: "Plan", column: "E", heading: "", meaning: null },
      { sheet: "Plan", column: "F", meaning: null },
    ],
    "Not applied, because the columns are not there any more, or they are called otherwise: Column E of Plan, no heading; Column F of Plan.",
  ],
])("corrections of columns: %s", (_what, columns, says) => {
  expect(sayLapsedColumns({ lapsed: { sheets: [], columns } })).toBe(says);
});

describe("lists", () => {
  test("the longest overdue comes first", () => {
    const items = [
      item({ row: 5, status: "overdue", daysLate: 3, timescale: { due: "2019-07-05" } }),
      item({ row: 6, status: "ongoing" }),
      item({ row: 7, status: "overdue", daysLate: 90, timescale: { due: "2019-04-09" } }),
    ];
    expect(itemsOf(review(items), "overdue").map((each) => each.action.row)).toEqual([7, 5]);
  });

  test("what is due comes in the order of its dates, and the undated last in the plan's order", () => {
    const items = [
      item({ row: 5, status: "ongoing" }),
      item({ row: 6, status: "ongoing", timescale: { due: "2020-01-31" } }),
      item({ row: 7, status: "ongoing", timescale: { due: "2019-09-30" } }),
      item({ row: 8, status: "ongoing" }),
    ];
    expect(itemsOf(review(items), "ongoing").map((each) => each.action.row)).toEqual([7, 6, 5, 8]);
  });

  test("questions: those set aside left out", () => {
    const asked = review([], {
      toSortOut: [question("needed", "needs-answer"), question("aside", "needs-answer"), question("tidy one", "tidy")],
    });
    expect(openQuestions(asked, ["aside"]).map((each) => each.id)).toEqual(["needed", "tidy one"]);
  });
});

describe("updates there are", () => {
  const update = (sheet: string, quarter: string, whole: boolean) => ({ sheet, quarter, whole });
  const updates = [
    update("Update Q2 2019-20", "Q2 2019/20", true),
    update("For the chair", "Q1 2019/20", false),
    update("Update Q1 2019-20", "Q1 2019/20", true),
  ];

  test("an unfinished one is named, by the name it has now", () => {
    expect(sayUnfinished(updates)).toBe("“For the chair” is not finished: generate it again.");
    expect(sayUnfinished([updates[1]!, update("Update Q3 2019-20", "Q3 2019/20", false)])).toBe(
      "“For the chair” and “Update Q3 2019-20” are not finished: generate them again.",
    );
    expect(sayUnfinished([updates[0]!])).toBe("");
  });

  test("those of a quarter are known by the quarter, not by their names", () => {
    expect(updatesOf({ updates }, "Q1 2019/20").map(({ sheet }) => sheet)).toEqual([
      "For the chair",
      "Update Q1 2019-20",
    ]);
  });
});

describe("who leads what", () => {
  const named = (row: number) => {
    const one = item({ row });
    one.action.owner.parties = [
      { role: null, person: "Ann Other", organisation: null, part: null, words: "Ann Other" },
    ];
    return one;
  };
  const entry = { alsoWritten: [], roles: [], with: [], supports: [], named: [] };
  const register: Review["register"] = {
    entries: [
      { ...entry, kind: "organisation", name: "Harbour Trust", leads: ["Plan!6"], named: ["Plan!5", "Plan!6"] },
      {
        ...entry,
        kind: "person",
        name: "Ann Other",
        alsoWritten: ["A. Other"],
        roles: ["Harbour master"],
        leads: ["Plan!5", "Plan!7"],
        supports: ["Plan!6"],
      },
    ],
    links: [
      { names: ["Ann Other", "A. Other"], confidence: "likely", reason: "the initial fits" },
      { names: ["Ann Other", "Anne Otter"], confidence: "possible", reason: "one letter apart" },
    ],
    questions: [],
  };
  const owners = ownersOf({ items: [named(5), named(6), named(7), item({ row: 8 })], register });

  test("each once, the busiest first, nobody last; a row somebody leads is not counted again for naming them", () => {
    expect(owners.map((owner) => [owner.name, sayOwner(owner)])).toEqual([
      ["Ann Other", "leads 2, named on 1 more"],
      ["Harbour Trust", "leads 1, named on 1 more"],
      [nobody, "1 action"],
    ]);
  });

  test("what else the plan calls them is told, with the reasons for joining names but not what is only possible", () => {
    expect(owners[0]!.about).toBe("Harbour master; also written “A. Other”");
    expect(owners[0]!.links.map((link) => link.reason)).toEqual(["the initial fits"]);
  });
});

describe("the first run", () => {
  const plan = review([item({ row: 5 })]);
  const remembering = { ...forgetful, recall: () => planMark(plan.plan) };
  const cases: [what: string, given: Parameters<typeof isFirstRun>, expected: boolean][] = [
    ["a workbook with nothing of ours", [plan, forgetful], true],
    ["said Yes on this device before", [plan, remembering], false],
    [
      "another plan on the same device",
      [review([], { plan: { ...plan.plan, title: "Another plan" } }), remembering],
      true,
    ],
    ["its sheet was chosen", [review([], { settings: { ...plan.settings, sheets: ["Plan"] } }), forgetful], false],
    [
      "an update was generated",
      [review([], { updates: [{ sheet: "Update Q1 2019-20", quarter: "Q1 2019/20", whole: true }] }), forgetful],
      false,
    ],
    ["rows are highlighted", [review([], { highlighted: 3 }), forgetful], false],
    ["a snapshot was taken", [review([], { history: { snapshots: ["2019-04-01"], skipped: [] } }), forgetful], false],
  ];
  test.each(cases)("%s", (_, [given, device], expected) => {
    expect(isFirstRun(given, device)).toBe(expected);
  });
});

describe("columns", () => {
  const table = (sheet: string, heading: string): PlanTable => ({
    sheet,
    address: "A4:E9",
    section: null,
    excelTable: null,
    headingRow: 4,
    columns: [
      { meaning: "owner", column: "B", heading, reason: "", unsure: false },
      { meaning: "action", column: "AA", heading: "Action", reason: "", unsure: false },
    ],
    alsoHere: [{ column: "C", heading: "Budget" }],
  });

  test("tables laid out alike are shown as one", () => {
    const layouts = layoutsOf([table("1", "Who"), table("2", "Who"), table("3", "Lead")]);
    expect(layouts.map((layout) => sayTables(layout.tables))).toEqual(["sheets “1” and “2”", "sheet “3”"]);
  });

  test("columns stand in the sheet's order, those without a meaning among them", () => {
    expect(layoutsOf([table("1", "Who")])[0]!.lines.map((line) => [line.column, line.meaning])).toEqual([
      ["B", "owner"],
      ["C", null],
      ["AA", "action"],
    ]);
  });
});

describe("readings a person can give", () => {
  const twice = {
    text: "Bi-annual",
    kind: "recurring" as const,
    recurrence: { cadence: "biannual" as const, months: [], first: null, until: null },
    unsure: true,
    alternatives: [
      { kind: "recurring" as const, due: null, start: null, recurrence: "biannual" as const, says: "twice a year" },
      { kind: "recurring" as const, due: null, start: null, recurrence: "biennial" as const, says: "every two years" },
    ],
  };

  test("what else the words could mean comes first; the reading shown is not offered as another", () => {
    const choices = readAsChoices(item({ row: 5, status: "ongoing", timescale: twice }));
    expect(choices.map((choice) => choice.says)).toEqual(["every two years", "ongoing, with no end", "no date"]);
  });

  const shownAs: [what: string, given: Parameters<typeof item>[0], expected: string][] = [
    [
      "a deadline",
      { row: 5, status: "overdue", timescale: { text: "June 2019", kind: "deadline", due: "2019-06-30" } },
      "Due 30 June 2019",
    ],
    ["something that repeats", { row: 5, status: "ongoing", timescale: twice }, "Repeats twice a year"],
    [
      "a first turn is no deadline",
      { row: 5, status: "ongoing", timescale: { ...twice, due: "2019-12-31", dueBasis: "first-occurrence" } },
      "Repeats twice a year",
    ],
    [
      "a date in something that goes on",
      { row: 5, status: "due-soon", timescale: { kind: "mixed", due: "2019-09-30", recurrence: twice.recurrence } },
      "Due 30 September 2019",
    ],
    ["no date", { row: 5, status: "no-date", timescale: { text: "TBC", kind: "tbc" } }, "No date"],
  ];
  test.each(shownAs)("“That's right” keeps the status shown: %s", (_, given, expected) => {
    const shown = item(given);
    const decision = timescaleDecision(shown.action, readingAsShown(shown), "Ann Other", "2019-07-08");
    expect(decision.readAs).toBe(expected);
    expect(parseReadAs(decision.readAs)).not.toBeNull();
  });

  test("an answer about being finished quotes the words it is about", () => {
    const { action } = item({ row: 5, ref: "1.1", timescale: { text: "Completed" } });
    action.progress = { ...action.progress, kind: "done", words: "Z card has been created" };
    expect(progressDecision(action, "complete", "Ann Other", "2019-07-08")).toEqual({
      ref: "1.1",
      action: "Do the thing of row 5",
      about: "progress",
      words: "Z card has been created",
      row: "– · – · Completed",
      readAs: "Complete",
      decidedOn: "2019-07-08",
      by: "Ann Other",
    });
  });
});

describe("places", () => {
  const { plan } = review([]);
  test("a timescale's own cell", () => {
    expect(timescaleCell(plan, item({ row: 9, timescale: { text: "June" } }).action)).toEqual({
      sheet: "Plan",
      address: "C9",
    });
  });
  test("a blank one: the cell where it would stand", () => {
    expect(timescaleCell(plan, item({ row: 9 }).action)).toEqual({ sheet: "Plan", address: "C9" });
  });
  test("a row outside every table has none", () => {
    expect(timescaleCell(plan, item({ row: 99 }).action)).toBeNull();
  });
});

describe("words", () => {
  test.each([
    ["financial", "Financial year, April to March"],
    ["academic", "Academic year, September to August"],
    ["calendar", "Calendar year, January to December"],
  ] as const)("the %s calendar", (kind, expected) => expect(calendarWords(kind)).toBe(expected));

  test.each([
    [{ start: "2019-04-01", end: "2021-03-31" }, "from April 2019 to March 2021"],
    [{ start: "2019-04-01", end: null }, "from April 2019"],
    [{ start: null, end: "2021-03-31" }, "to March 2021"],
    [{ start: null, end: null }, ""],
  ])("the years of a plan: %j", (plan, expected) => expect(sayYears(plan)).toBe(expected));

  test("a row without a reference is called by its row", () => {
    expect([actionTitle(item({ row: 7 })), actionTitle(item({ row: 7, ref: "1.10" }))]).toEqual([
      "Action on row 7",
      "Action 1.10",
    ]);
  });
});

describe("the theme", () => {
  const cases: [colours: OfficeColours | undefined, dark: boolean | null, why: string][] = [
    [undefined, null, "Excel on the web may tell nothing"],
    [{ isDarkTheme: true, bodyBackgroundColor: "#ffffff" }, true, "what Office says counts"],
    [{ bodyBackgroundColor: "#262626" }, true, "a dark background"],
    [{ bodyBackgroundColor: "#F3F2F1" }, false, "a light background"],
    [{ bodyBackgroundColor: "white" }, null, "no hex colour: ask the system"],
  ];
  test.each(cases)("%j is dark: %s (%s)", (colours, expected) => expect(isDark(colours)).toBe(expected));
});
