/** The main road on the real plan, in both layouts: read, highlight, generate, put everything back. */
import {
  generateUpdate,
  generateUpdateAsRemembered,
  highlightPlan,
  planPutBack,
  PlanProblem,
  putEverythingBack,
  reviewPlan,
} from "../../src/app";
import type { UpdateRequest } from "../../src/app";
import plan from "../samples/warwickshire.json";
import { highlightsOn, openRows, openSample, pictureOf, samples, sheetNamesOf, textsOf } from "./workbooks";

const asAt = "2019-05-31";
const request: UpdateRequest = {
  asAt,
  group: "Prevent Strategy Group",
  meeting: "2019-07-17",
  marking: "OFFICIAL",
  people: "names",
  ifThere: "replace",
};
const update = "Update Q1 2019-20";
const published = plan.sections.flatMap(
  ({
    rows,
  }): { ref: string | null; key_action: string; owner: string; timescale: string; outcomes: string; notes: string }[] =>
    rows,
);
/**
 * Rules, counted by hand: one for each label in each column of a sheet. On one sheet four labels on the Timescale, and a second
 * rule for what is overdue because one formula cannot hold all its rows; on six sheets 1, 5, 1, 2, 3 and 3.
 */
const rulesExpected = { "warwickshire-one-sheet.xlsx": 5, "warwickshire-tables.xlsx": 15 };
const oneLine = (text: string) => text.split(/\s+/).filter(Boolean).join(" ");

describe.each(samples)("%s", (sample) => {
  test("has the 30 actions of the published plan, every cell whole", async () => {
    await openSample(sample);
    const { plan: read, items } = await reviewPlan(asAt);
    expect(read.sections.map(({ title }) => title)).toEqual(plan.sections.map(({ title }) => title));
    expect(items).toHaveLength(30);
    items.forEach(({ action }, index) => {
      const row = published[index]!;
      expect(action.ref).toBe(row.ref);
      expect(oneLine(action.action)).toBe(oneLine(row.key_action));
      expect(oneLine(action.owner.text)).toBe(oneLine(row.owner));
      expect(oneLine(action.timescale.text)).toBe(oneLine(row.timescale));
      expect(oneLine(action.outcomes)).toBe(oneLine(row.outcomes));
      expect(oneLine(action.notes)).toBe(oneLine(row.notes));
    });
  });

  test("the six counts add up, and the statuses are those a reader of the plan gives on 31 May 2019", async () => {
    await openSample(sample);
    const { counts, items } = await reviewPlan(asAt);
    const refs = (group: string) =>
      items.filter((item) => item.group === group).map(({ action }) => action.ref ?? action.action.slice(0, 20));
    expect(refs("overdue")).toEqual(["1.2", "3.2", "4.5", "6.6", "6.7"]);
    expect(refs("due-soon")).toEqual(["2.2", "2.3", "2.5", "Review effectiveness"]);
    expect(refs("later")).toEqual(["4.2", "5.3", "Review how quality a", "Review training for ", "6.4"]);
    expect(refs("no-date")).toEqual(["1.3", "4.4", "4.6"]);
    expect(refs("finished")).toEqual(["2.4", "5.2"]);
    expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(30);
  });

  test("round trips: 3 to read, 3 more at most to highlight, 5 in all to generate", async () => {
    const workbook = await openSample(sample);
    const requestsOf = async (work: () => Promise<unknown>) => {
      const before = workbook.requests.length;
      await work();
      return workbook.requests.length - before;
    };
    expect(await requestsOf(() => reviewPlan(asAt))).toBe(3);
    expect(await requestsOf(() => highlightPlan(asAt))).toBeLessThanOrEqual(6);
    // The second time our own rules are there to be told from others.
    expect(await requestsOf(() => highlightPlan(asAt))).toBeLessThanOrEqual(6);
    expect(await requestsOf(() => generateUpdate(request))).toBeLessThanOrEqual(5);
    expect(await requestsOf(() => generateUpdate(request))).toBeLessThanOrEqual(5);
  });

  test("the update goes on sheets of its own; the plan's own sheets are untouched", async () => {
    const workbook = await openSample(sample);
    const own = sheetNamesOf(workbook);
    const before = pictureOf(workbook);
    const done = await generateUpdate(request);
    expect(done.sheet).toBe(update);
    expect(sheetNamesOf(workbook)).toEqual([...own, "Plan readings", "Plan history", update, "Update data"]);
    expect(pictureOf(workbook, own)).toEqual(before);

    const page = textsOf(workbook, update);
    expect(page[0]![0]).toContain("quarterly update, Q1 2019/20");
    expect(page.map(([first]) => first)).toEqual(
      expect.arrayContaining([
        "Overdue (5)",
        "Due by the next update (to 30 September 2019) (4)",
        "Ongoing (11)",
        "About this update",
      ]),
    );
    const data = textsOf(workbook, "Update data");
    expect(data).toHaveLength(31);
    const history = textsOf(workbook, "Plan history");
    expect(history).toHaveLength(31);
    // 43616 is 31 May 2019.
    expect(workbook.excel.getWorksheet("Plan history")!.getCell("A2").value).toBe(43616);
  });

  test("generating again keeps the chair's comments and adds no second snapshot of the same plan", async () => {
    const workbook = await openSample(sample);
    await generateUpdate(request);
    const sheet = workbook.excel.getWorksheet(update)!;
    const at = textsOf(workbook, update).findIndex(([first]) => first === "Chair’s comments");
    const sheetId = workbook.sheetId(sheet);
    workbook.typeInto(sheetId, `A${at + 2}`, "Ask Adil about 4.6 before the meeting.");
    workbook.typeInto(sheetId, `B${at + 3}`, "- and thank the Channel panel");
    const again = await generateUpdate(request);
    expect(again.replaced).toBe(true);
    const page = textsOf(workbook, update);
    expect(page[at + 1]![0]).toBe("Ask Adil about 4.6 before the meeting.");
    expect(page.filter(([first]) => first === "Overdue (5)")).toHaveLength(1);
    expect(textsOf(workbook, "Plan history")).toHaveLength(31);
  });

  test("highlights: ours are recognisable, values and formats of the plan stay", async () => {
    const workbook = await openSample(sample);
    const values = () => workbook.excel.worksheets.map((sheet) => textsOf(workbook, sheet.name));
    const before = values();
    const done = await highlightPlan(asAt);
    expect(done.highlighted).toBe(11);
    expect(values()).toEqual(before);
    const rules = () => workbook.excel.worksheets.flatMap(({ name }) => highlightsOn(workbook, name));
    expect(rules()).toHaveLength(rulesExpected[sample]);
    // A second run replaces ours and adds none.
    await highlightPlan(asAt);
    expect(rules()).toHaveLength(rulesExpected[sample]);
  });

  test("after everything is put back the workbook equals what it was", async () => {
    const workbook = await openSample(sample);
    const before = pictureOf(workbook);
    await highlightPlan(asAt);
    await generateUpdate(request);
    expect(await planPutBack()).toEqual({
      sheets: ["Plan readings", update, "Update data"],
      history: ["Plan history"],
      writtenOn: [],
      stays: [],
      lookedAt: [],
      stops: { sheets: null, highlights: null },
      // Five overdue, two to confirm, nine that fall due by March 2020.
      highlights: 16,
    });
    const { sentence } = await putEverythingBack({ all: true, history: true });
    expect(sentence).toBe(
      "Removed: the highlights on 16 rows, the sheet “Plan readings”, the sheet “Update Q1 2019-20”, the sheet “Update data” and the sheet “Plan history”.",
    );
    expect(pictureOf(workbook)).toEqual(before);
  });

  test("highlights alone, or all but the history, when asked", async () => {
    const workbook = await openSample(sample);
    const own = sheetNamesOf(workbook);
    const before = pictureOf(workbook, own);
    await highlightPlan(asAt);
    await generateUpdate(request);
    await putEverythingBack({ all: false, history: false });
    expect(pictureOf(workbook, own)).toEqual(before);
    expect(sheetNamesOf(workbook)).toContain(update);
    expect((await putEverythingBack({ all: true, history: false })).sentence).toContain("“Plan history” is kept.");
    expect(sheetNamesOf(workbook)).toEqual([...own, "Plan history"]);
    expect((await putEverythingBack({ all: true, history: true })).sentence).toBe("Removed: the sheet “Plan history”.");
    expect((await putEverythingBack({ all: true, history: true })).sentence).toBe("There was nothing to remove.");
  });

  test("a failure at any request leaves the plan identical, and the next run puts everything right", async () => {
    const own = sheetNamesOf(await openSample(sample));
    // A few of what `test/faults` plays, on the samples: the third request writes, and is also cut half-way.
    const cases = [
      ...[2, 3].map((nth) => ({ nth, action: undefined, earlierWrites: "kept" as const })),
      ...[40, 300].flatMap((action) =>
        (["kept", "undone"] as const).map((earlierWrites) => ({ nth: 3, action, earlierWrites })),
      ),
    ];
    for (const { nth, action, earlierWrites } of cases) {
      const workbook = await openSample(sample);
      workbook.faults.earlierWrites = earlierWrites;
      const before = pictureOf(workbook, own);
      workbook.faults.failNext("GeneralException", { nth, ...(action ? { action } : {}) });
      await generateUpdate(request).catch((problem: unknown) => expect(problem).toBeInstanceOf(PlanProblem));
      workbook.faults.clear();
      expect(pictureOf(workbook, own)).toEqual(before);
      await generateUpdate(request);
      expect(textsOf(workbook, "Update data")).toHaveLength(31);
      expect(textsOf(workbook, "Plan history")).toHaveLength(31);
      expect(pictureOf(workbook, own)).toEqual(before);
    }
  }, 60_000);
});

describe("running twice in a quarter", () => {
  test("keeps both when asked", async () => {
    const workbook = await openSample(samples[0]);
    await generateUpdate(request);
    expect((await generateUpdate({ ...request, ifThere: "keep both" })).sheet).toBe("Update Q1 2019-20 (2)");
    expect((await generateUpdate({ ...request, ifThere: "keep both" })).sheet).toBe("Update Q1 2019-20 (3)");
    expect(sheetNamesOf(workbook)).toContain(update);
  });

  test("the ribbon goes by what the workbook remembers", async () => {
    const workbook = await openSample(samples[0]);
    await generateUpdate(request);
    await generateUpdateAsRemembered("2019-08-31");
    const page = textsOf(workbook, "Update Q2 2019-20");
    expect(page.slice(1, 5)).toEqual([
      ["Period", "1 July 2019 to 30 September 2019, as at 31 August 2019"],
      ["Group", "Prevent Strategy Group"],
      ["Meeting", "17 July 2019"],
      ["Marking", "OFFICIAL"],
    ]);
    expect(page.map(([first]) => first)).toContain("Since the last update (31 May 2019)");
  });
});

describe("what partners type is data", () => {
  const hostile = [
    "=1+1",
    "- spoke to X",
    "+44 1926 000000",
    "@mention",
    "1.10",
    "June 2019",
    "TRUE",
    "007",
    "50%",
    "'quoted'",
    '=HYPERLINK("x")',
    "{a}",
    "<b>bold</b>",
  ];

  test("it arrives on our sheets as the text it was, never as a formula, a number or a date", async () => {
    const rows = hostile.map((text, index) => [
      String(index + 1),
      `Action ${text}`,
      "Ann Lee, Officer",
      "June 2019",
      "Better outcomes",
      text,
    ]);
    const workbook = openRows([["Ref", "Key action", "Owner", "Timescale", "Outcomes", "Notes"]]);
    const sheet = workbook.excel.worksheets[0]!;
    rows.forEach((row, r) => row.forEach((text, c) => (sheet.getCell(r + 2, c + 1).value = text)));
    await generateUpdate({ ...request, marking: "=cmd|' /C calc'!A0", group: "-Group" });
    for (const name of [update, "Update data", "Plan history", "Plan readings"]) {
      workbook.excel.getWorksheet(name)!.eachRow((row) =>
        row.eachCell((cell) => {
          expect(cell.formula).toBeFalsy();
        }),
      );
    }
    const actions = textsOf(workbook, "Update data")
      .slice(1)
      .map((row) => row[2]);
    expect(actions).toEqual(hostile.map((text) => `Action ${text}`.trim()));
    expect(textsOf(workbook, update)[4]).toEqual(["Marking", "=cmd|' /C calc'!A0"]);
  });
});

describe("bad input: a clear message, nothing written", () => {
  const problemOf = async (work: Promise<unknown>): Promise<PlanProblem> =>
    work.then(
      () => {
        throw new Error("it should have been refused");
      },
      (problem: PlanProblem) => problem,
    );

  test.each([
    ["an empty workbook", [], "I cannot see an action plan in this workbook."],
    [
      "a workbook with no plan",
      [
        ["Name", "Telephone"],
        ["Ann Lee", "01926 000000"],
        ["Bob Roe", "01926 000001"],
      ],
      "I cannot see an action plan in this workbook.",
    ],
    [
      "a plan with no actions",
      [["Key action", "Owner", "Timescale", "Outcomes", "Notes"]],
      "I cannot see an action plan in this workbook.",
    ],
  ])("%s", async (_name, rows, happened) => {
    const workbook = openRows(rows);
    const before = pictureOf(workbook);
    for (const work of [reviewPlan(asAt), highlightPlan(asAt), generateUpdate(request)]) {
      expect(await problemOf(work)).toMatchObject({ name: "no-plan", happened });
    }
    expect(pictureOf(workbook)).toEqual(before);
  });

  test("a protected sheet is read and reported; highlighting is refused there and says so", async () => {
    const workbook = await openSample(samples[0]);
    const sheet = workbook.excel.worksheets[0]!;
    workbook.protect(workbook.sheetId(sheet));
    const before = pictureOf(workbook);
    expect((await reviewPlan(asAt)).protectedSheets).toEqual([sheet.name]);
    const done = await highlightPlan(asAt);
    expect(done).toMatchObject({ highlighted: 0, refused: [{ sheet: sheet.name }] });
    expect(done.sentence).toContain("Left out because protected");
    expect(pictureOf(workbook)).toEqual(before);
    expect((await generateUpdate(request)).sheet).toBe(update);
  });

  test("someone typing in a cell", async () => {
    const workbook = await openSample(samples[0]);
    workbook.setCellEditMode(true);
    expect(await problemOf(generateUpdate(request))).toMatchObject({
      name: "editing",
      happened: "Someone is typing in a cell.",
    });
    workbook.setCellEditMode(false);
    await generateUpdate(request);
  });

  test("a cell of 32,767 characters", async () => {
    const workbook = openRows([
      ["Ref", "Key action", "Owner", "Timescale", "Outcomes", "Notes"],
      ["1", "Do it", "Ann Lee", "June 2019", "", "n".repeat(32_767)],
      ["2", "word ".repeat(6553), "Ann Lee", "June 2019 ".repeat(3276), "", ""],
    ]);
    const { items } = await reviewPlan(asAt);
    expect(items.map(({ action }) => action.ref)).toEqual(["1", "2"]);
    await highlightPlan(asAt);
    await generateUpdate(request);
    expect(textsOf(workbook, "Update data")).toHaveLength(3);
  });

  test("cancelled: the workbook is left as it was", async () => {
    const workbook = await openSample(samples[0]);
    const before = pictureOf(workbook);
    const stop = new AbortController();
    const problem = await problemOf(
      generateUpdate(request, { signal: stop.signal, say: (doing) => doing.startsWith("Writing") && stop.abort() }),
    );
    expect(problem.name).toBe("cancelled");
    expect(pictureOf(workbook)).toEqual(before);
  });
});
