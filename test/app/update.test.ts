/**
 * Generating the update, case by case: what somebody has done to the sheets before, and what must stand and be said
 * afterwards.
 */
import { generateUpdate, generateUpdateAsRemembered, reviewPlan, saveMeeting, showProblemInSheet } from "../../src/app";
import type { PlanProblem } from "../../src/app";
import type { UpdateRequest } from "../../src/app";
import { readForPlan, workOut } from "../../src/app/load";
import { markKey, noticeTitle, unfinishedTitle } from "../../src/excel/ours";
import { stampKey } from "../../src/excel/page/stamp";
import { isoDate } from "../../src/plan/calendar";
import { addChartSheet, copySheet, deleteSheet, renameSheet } from "../standin/tabs";
import type { StandInWorkbook } from "../standin/workbook";
import {
  idOf,
  openRows,
  pictureOf,
  sheetNamesOf,
  smallPlan as plan,
  textsOf,
  typeInto as type,
  updateRequest as request,
} from "./workbooks";

const { asAt } = request;
const page = "Update Q1 2019-20";
const beside = "Update Q1 2019-20 (2)";
const openPlan = () => openRows(plan);
const rowOf = (workbook: StandInWorkbook, sheet: string, first: string | RegExp) => {
  const at = textsOf(workbook, sheet).findIndex(([text]) =>
    typeof first === "string" ? text === first : first.test(text ?? ""),
  );
  if (at < 0) throw new Error(`No row of “${sheet}” begins with ${first}.`);
  return at + 1;
};
const markOf = (workbook: StandInWorkbook, sheet: string): unknown => {
  const text = workbook.findSheet(sheet)?.customProperties.get(markKey.toLowerCase())?.value;
  return text === undefined ? null : JSON.parse(text);
};
const ribbon = () => generateUpdateAsRemembered(asAt);
const pane = () => generateUpdate(request);
const problemOf = async (work: Promise<unknown>): Promise<PlanProblem> =>
  work.then(
    () => {
      throw new Error("it should have been refused");
    },
    (problem: PlanProblem) => problem,
  );

describe("first and again", () => {
  test("says what was written, and that nothing was added to the history where nothing had changed", async () => {
    const workbook = openPlan();
    expect((await pane()).sentence).toBe(
      `${page} is ready: 4 actions, 1 overdue. 4 lines were added to the sheet “Plan history”.`,
    );
    const again = await pane();
    expect(again).toMatchObject({ sheet: page, replaced: true });
    expect(again.sentence).toBe(
      `${page} is ready: 4 actions, 1 overdue. Nothing was added to the sheet “Plan history”: it holds 31 May 2019 already, and nothing has changed.`,
    );
    expect(sheetNamesOf(workbook)).toEqual(["Sheet1", "Plan readings", "Plan history", page, "Update data"]);
    expect(markOf(workbook, page)).toEqual({ role: "update", quarter: "Q1 2019/20", whole: true });
  });

  test("the page again is the page it was, cell by cell and look by look", async () => {
    const workbook = openPlan();
    await pane();
    // Blank cells around it carry the look of the sheet, said cell by cell after the second time.
    const shown = (name: string) => {
      const sheet = workbook.excel.getWorksheet(name)!;
      const cells: unknown[] = [];
      sheet.eachRow((row) => row.eachCell((cell) => cells.push([cell.address, cell.value, cell.style, row.height])));
      return { cells, links: [...workbook.findSheet(name)!.links], tables: workbook.findSheet(name)!.tables() };
    };
    const before = [shown(page), shown("Update data"), workbook.charts.length];
    await pane();
    expect([shown(page), shown("Update data"), workbook.charts.length]).toEqual(before);
  });

  test("keeps both when asked, and an unfinished one is none to keep", async () => {
    const workbook = openPlan();
    await pane();
    expect((await generateUpdate({ ...request, ifThere: "keep both" })).sheet).toBe(beside);
    workbook.faults.failNext("GeneralException", { nth: 4, action: 200 });
    await problemOf(generateUpdate({ ...request, ifThere: "keep both" }));
    workbook.faults.clear();
    expect((await generateUpdate({ ...request, ifThere: "keep both" })).sheet).toBe("Update Q1 2019-20 (3)");
    expect(sheetNamesOf(workbook).filter((name) => name.startsWith("Update Q1"))).toHaveLength(3);
  });

  test("of several pages the newest is replaced", async () => {
    const workbook = openPlan();
    await pane();
    await generateUpdate({ ...request, ifThere: "keep both" });
    const before = pictureOf(workbook, [page]);
    expect(await pane()).toMatchObject({ sheet: beside, replaced: true });
    expect(pictureOf(workbook, [page])).toEqual(before);
  });
});

describe("what the chair does on the page and is kept in place", () => {
  const cases: [
    what: string,
    does: (workbook: StandInWorkbook) => void,
    stands: (workbook: StandInWorkbook) => unknown,
  ][] = [
    [
      "words under her heading",
      (workbook) => type(workbook, page, "A12", "Ask about 1.3 first."),
      (workbook) => textsOf(workbook, page)[11]![0],
    ],
    [
      "words in another column of her block",
      (workbook) => type(workbook, page, "F13", "- and thank the panel"),
      (workbook) => textsOf(workbook, page)[12]![5],
    ],
    [
      "a date in her block, which stays a date",
      (workbook) => type(workbook, page, "B12", "3 July 2019"),
      (workbook) => workbook.excel.getWorksheet(page)!.getCell("B12").value,
    ],
    [
      "a row put into her block, with words in it",
      (workbook) => {
        workbook.insertRows(idOf(workbook, page), 12, 2, "local");
        type(workbook, page, "A14", "A fifth line.");
      },
      (workbook) => [textsOf(workbook, page)[13]![0], rowOf(workbook, page, /^Type above this line/)],
    ],
    [
      "a wider column",
      (workbook) => (workbook.excel.getWorksheet(page)!.getColumn(2).width = 70),
      (workbook) => workbook.excel.getWorksheet(page)!.getColumn(2).width,
    ],
    [
      "bold type in her block",
      (workbook) => (workbook.excel.getWorksheet(page)!.getCell("A12").font = { bold: true }),
      (workbook) => workbook.excel.getWorksheet(page)!.getCell("A12").font.bold,
    ],
  ];
  test.each(cases)("%s", async (_what, does, stands) => {
    const workbook = openPlan();
    await pane();
    does(workbook);
    const before = stands(workbook);
    expect(before).toBeDefined();
    expect(await pane()).toMatchObject({ sheet: page, replaced: true });
    expect(stands(workbook)).toEqual(before);
    expect(textsOf(workbook, page).filter(([first]) => first === "Overdue (1)")).toHaveLength(1);
  });
});

describe("what somebody writes anywhere else on the page: it is left as it is, and the new one stands beside it", () => {
  const edits: [what: string, does: (workbook: StandInWorkbook) => void][] = [
    [
      "a note beside a line, right of the page",
      (workbook) => type(workbook, page, `H${rowOf(workbook, page, "1.1")}`, "Tom rang"),
    ],
    ["a note far to the right", (workbook) => type(workbook, page, `AB${rowOf(workbook, page, "1.1")}`, "Tom rang")],
    [
      "a note in a blank cell of the page",
      (workbook) => type(workbook, page, `B${rowOf(workbook, page, "Decisions for the group")}`, "these two"),
    ],
    [
      "minutes underneath",
      (workbook) => type(workbook, page, `A${textsOf(workbook, page).length + 3}`, "Present: all but Jo."),
    ],
    [
      "words right under the last line",
      (workbook) => type(workbook, page, `A${textsOf(workbook, page).length + 1}`, "Agreed."),
    ],
    ["a retyped heading", (workbook) => type(workbook, page, `A${rowOf(workbook, page, "Overdue (1)")}`, "Late (1)")],
    ["a corrected line", (workbook) => type(workbook, page, `C${rowOf(workbook, page, "1.1")}`, "Ana Bell")],
    ["a retyped title", (workbook) => type(workbook, page, "A1", "Our quarterly update, Q1")],
    ["a corrected headline", (workbook) => type(workbook, page, "A7", "One action is late.")],
    ["a corrected period, which is ours to say", (workbook) => type(workbook, page, "B2", "to 30 June")],
    ["a note beside a fact", (workbook) => type(workbook, page, "C3", "new name from June")],
    ["a line typed over the one that ends the comments", (workbook) => type(workbook, page, "A15", "and this")],
    [
      "a row put in among the lines",
      (workbook) => workbook.insertRows(idOf(workbook, page), rowOf(workbook, page, "1.1") - 1, 1, "local"),
    ],
    ["a row put in at the head", (workbook) => workbook.insertRows(idOf(workbook, page), 3, 1, "local")],
    [
      "a line taken out",
      (workbook) => workbook.deleteRows(idOf(workbook, page), rowOf(workbook, page, "1.1") - 1, 1, "local"),
    ],
    ["a corrected number", (workbook) => type(workbook, page, `C${rowOf(workbook, page, /^By section/) + 2}`, "7")],
    ["a heading wiped out", (workbook) => type(workbook, page, `A${rowOf(workbook, page, "Overdue (1)")}`, "")],
  ];
  describe.each(edits)("%s", (_what, does) => {
    test.each([
      ["from the pane", pane],
      ["from the ribbon", ribbon],
    ])("%s", async (_from, generate) => {
      const workbook = openPlan();
      await pane();
      does(workbook);
      const edited = pictureOf(workbook, [page]);
      const done = await generate();
      expect(done).toMatchObject({ sheet: beside, replaced: false });
      expect(done.sentence).toContain(
        `Somebody has written on “${page}”, so it was left as it is; the new one is “${beside}”.`,
      );
      expect(pictureOf(workbook, [page])).toEqual(edited);
      expect(textsOf(workbook, beside)[0]![0]).toMatch(/quarterly update, Q1 2019\/20/);
      expect(markOf(workbook, beside)).toMatchObject({ whole: true });

      const again = await generate();
      expect(again).toMatchObject({ sheet: beside, replaced: true });
      expect(again.sentence).not.toContain("Somebody");
      expect(pictureOf(workbook, [page])).toEqual(edited);
    });
  });

  test("an edit of the newest is named, and the older one that was kept is not written over", async () => {
    const workbook = openPlan();
    await pane();
    await generateUpdate({ ...request, ifThere: "keep both" });
    type(workbook, beside, "A1", "Final version");
    const before = pictureOf(workbook, [page]);
    const done = await pane();
    expect(done.sheet).toBe(`${page} (3)`);
    expect(done.sentence).toContain(
      `Somebody has written on “${beside}”, so it was left as it is; the new one is “${page} (3)”.`,
    );
    expect(pictureOf(workbook, [page])).toEqual(before);
  });

  test("a copy somebody made of the page is left alone, whichever of the two is edited", async () => {
    const workbook = openPlan();
    await pane();
    copySheet(workbook, workbook.findSheet(page)!);
    const copy = pictureOf(workbook, [beside]);
    expect(await pane()).toMatchObject({ sheet: page, replaced: true });
    expect(pictureOf(workbook, [beside])).toEqual(copy);
  });

  test("a copy is no page to write on when the page itself was edited", async () => {
    const workbook = openPlan();
    await pane();
    copySheet(workbook, workbook.findSheet(page)!);
    type(workbook, page, "A1", "Final version");
    const before = pictureOf(workbook, [page, beside]);
    expect((await pane()).sheet).toBe("Update Q1 2019-20 (3)");
    expect(pictureOf(workbook, [page, beside])).toEqual(before);
  });

  test("a page whose stamp is lost cannot be told from one somebody has written on", async () => {
    const workbook = openPlan();
    await pane();
    workbook.findSheet(page)!.customProperties.delete(stampKey.toLowerCase());
    const before = pictureOf(workbook, [page]);
    expect((await pane()).sentence).toContain(`Whether somebody has written on “${page}” cannot be told`);
    expect(pictureOf(workbook, [page])).toEqual(before);
  });
});

describe("facts typed into the head are taken as input", () => {
  const headOf = (workbook: StandInWorkbook, name: string) => textsOf(workbook, name).slice(2, 5);
  const cases: [what: string, cell: string, typed: string, head: string[], remembered: object][] = [
    ["another group", "B3", "Partnership Board", ["Group", "Partnership Board"], { group: "Partnership Board" }],
    ["a group that reads like a formula", "B3", "'=Board", ["Group", "=Board"], { group: "=Board" }],
    ["a marking", "B5", "OFFICIAL-SENSITIVE", ["Marking", "OFFICIAL-SENSITIVE"], { marking: "OFFICIAL-SENSITIVE" }],
    ["a date Excel knows", "B4", "24/7/2019", ["Meeting", "24 July 2019"], { meeting: "2019-07-24" }],
    ["a date in words", "B4", "'Wednesday 24th July 2019", ["Meeting", "24 July 2019"], { meeting: "2019-07-24" }],
    ["no date any more", "B4", "TBC", ["Meeting", "Date to be confirmed"], { meeting: null }],
    ["a marking taken away", "B5", "", ["Marking", "None given"], { marking: "" }],
  ];
  describe.each(cases)("%s", (_what, cell, typed, head, remembered) => {
    test.each([
      ["from the pane", pane],
      ["from the ribbon", ribbon],
    ])("%s: in place, kept, and said", async (_from, generate) => {
      const workbook = openPlan();
      await pane();
      type(workbook, page, cell, typed);
      const done = await generate();
      expect(done).toMatchObject({ sheet: page, replaced: true });
      expect(done.sentence).toContain("Taken over from the head of the page: ");
      expect(headOf(workbook, page)).toContainEqual(head);
      expect((await reviewPlan(asAt)).meeting).toMatchObject(remembered);
      // Once taken over it is remembered like any other detail.
      expect((await ribbon()).sentence).not.toContain("Taken over");
      expect(headOf(workbook, page)).toContainEqual(head);
    });
  });

  test("what is no date is left on its page, and said", async () => {
    const workbook = openPlan();
    await pane();
    type(workbook, page, "B4", "some time in July");
    const before = pictureOf(workbook, [page]);
    const done = await ribbon();
    expect(done.sheet).toBe(beside);
    expect(done.sentence).toContain("“some time in July” beside Meeting could not be read as a date.");
    expect(pictureOf(workbook, [page])).toEqual(before);
  });

  test("something else asked for in the pane throws nothing away: both pages stand", async () => {
    const workbook = openPlan();
    await pane();
    type(workbook, page, "B3", "Partnership Board");
    const before = pictureOf(workbook, [page]);
    const done = await generateUpdate({ ...request, group: "Prevent Group" });
    expect(done.sheet).toBe(beside);
    expect(headOf(workbook, beside)).toContainEqual(["Group", "Prevent Group"]);
    expect(pictureOf(workbook, [page])).toEqual(before);
  });

  test("facts typed on a page that is left are taken all the same, once", async () => {
    const workbook = openPlan();
    await pane();
    type(workbook, page, "B3", "Partnership Board");
    type(workbook, page, "A30", "Minutes follow.");
    expect((await ribbon()).sentence).toContain("Taken over from the head of the page: Group, “Partnership Board”.");
    await saveMeeting({ group: "Prevent Group" });
    expect((await ribbon()).sheet).toBe(beside);
    expect(headOf(workbook, beside)).toContainEqual(["Group", "Prevent Group"]);
  });

  test("a changed marking stands at the foot of the printed page too", async () => {
    const workbook = openPlan();
    await pane();
    await generateUpdate({ ...request, marking: "SENSITIVE & draft" });
    expect(workbook.excel.getWorksheet(page)!.headerFooter.oddFooter).toContain("SENSITIVE && draft");
  });
});

describe("names", () => {
  test("a renamed page is found again and keeps its name; the next quarter's gets ours", async () => {
    const workbook = openPlan();
    await pane();
    renameSheet(workbook, workbook.findSheet(page)!, "For the chair", "local");
    expect(await pane()).toMatchObject({ sheet: "For the chair", replaced: true });
    expect(sheetNamesOf(workbook)).not.toContain(page);
    expect((await generateUpdateAsRemembered("2019-08-31")).sheet).toBe("Update Q2 2019-20");
  });

  test("renamed sheets of the table and the records are written on, not made again", async () => {
    const workbook = openPlan();
    await pane();
    for (const name of ["Update data", "Plan history", "Plan readings"])
      renameSheet(workbook, workbook.findSheet(name)!, `Our ${name}`, "local");
    await generateUpdate({ ...request, asAt: "2019-06-01", group: "Board" });
    expect(sheetNamesOf(workbook)).toHaveLength(5);
    expect(textsOf(workbook, "Our Plan history")).toHaveLength(9);
  });

  const namesakes: [theirs: string, ours: string][] = [
    [page, beside],
    ["Update data", "Update data (2)"],
    ["Plan history", "Plan history (2)"],
    ["Plan readings", "Plan readings (2)"],
  ];
  test.each(namesakes)("a sheet of the team's own called “%s” is untouched, and it is said", async (theirs, ours) => {
    const workbook = openPlan();
    const sheet = workbook.excel.addWorksheet(theirs);
    sheet.addRow(["Month", "Referrals"]);
    sheet.addRow(["April", 3]);
    const before = pictureOf(workbook, [theirs]);
    const done = await pane();
    expect(done.sentence).toContain(`Your workbook has a sheet “${theirs}” of its own, so mine is “${ours}”.`);
    expect(pictureOf(workbook, [theirs])).toEqual(before);
    expect(sheetNamesOf(workbook)).toContain(ours);
    expect((await pane()).sentence).not.toContain("of its own");
    expect(pictureOf(workbook, [theirs])).toEqual(before);
  });

  test.each(namesakes)("a chart sheet called “%s”, which Excel does not list, stops nothing", async (theirs, ours) => {
    const workbook = openPlan();
    addChartSheet(workbook, theirs);
    const done = await pane();
    expect(done.sentence).toContain(`The name “${theirs}” may be a chart’s already, so my sheet is “${ours}”.`);
    expect(sheetNamesOf(workbook)).toContain(ours);
    const names = sheetNamesOf(workbook);
    expect((await pane()).sentence).not.toContain("may be a chart’s");
    expect(sheetNamesOf(workbook)).toEqual(names);
  });

  test("tables of the team's that have the names ours would have", async () => {
    const workbook = openPlan();
    const sheet = workbook.excel.addWorksheet("Own");
    const names = ["Update_data", "Update_Q1_2019_20_overdue", "Update_Q1_2019_20_sections"];
    names.forEach((name, index) =>
      sheet.addTable({
        name,
        ref: `A${index * 5 + 1}`,
        headerRow: true,
        columns: [{ name: "Month" }],
        rows: [["April"]],
      }),
    );
    const before = pictureOf(workbook, ["Own"]);
    await pane();
    await pane();
    expect(pictureOf(workbook, ["Own"])).toEqual(before);
    const ours = (name: string) =>
      workbook
        .findSheet(name)!
        .tables()
        .map((table) => table.name);
    expect(ours("Update data")).toEqual(["Update_data_2"]);
    expect(ours(page)).toEqual(expect.arrayContaining(["Update_Q1_2019_20_overdue_2", "Update_Q1_2019_20_sections_2"]));
  });
});

describe("checked before the first write", () => {
  test.each(["Update data", "Plan history", "Plan readings"])(
    "“%s” is protected: named, nothing written",
    async (name) => {
      const workbook = openPlan();
      await pane();
      workbook.protect(idOf(workbook, name));
      const before = pictureOf(workbook);
      // Of another date and group, so that both records would get lines.
      const problem = await problemOf(generateUpdate({ ...request, asAt: "2019-06-01", group: "Board" }));
      expect(problem).toMatchObject({ name: "protected", because: "Nothing was written." });
      expect(problem.happened).toBe(`“${name}” is protected, so nothing can be written there.`);
      expect(pictureOf(workbook)).toEqual(before);
    },
  );

  test("a protected page is left as it is, which is said; the new one stands beside it and is the one replaced", async () => {
    const workbook = openPlan();
    await pane();
    workbook.protect(idOf(workbook, page));
    const before = pictureOf(workbook, [page]);
    const done = await pane();
    expect(done).toMatchObject({ sheet: beside, replaced: false });
    expect(done.sentence).toContain(`“${page}” is protected, so it was left as it is; the new one is “${beside}”.`);
    expect(await pane()).toMatchObject({ sheet: beside, replaced: true });
    expect(pictureOf(workbook, [page])).toEqual(before);
  });

  test("a protected page somebody has written on is in nobody's way", async () => {
    const workbook = openPlan();
    await pane();
    type(workbook, page, "A1", "Final version");
    workbook.protect(idOf(workbook, page));
    expect((await pane()).sheet).toBe(beside);
  });

  test("the structure is protected: no sheet can be added, and what is there can be rewritten", async () => {
    const workbook = openPlan();
    workbook.structureProtection = {};
    const before = pictureOf(workbook);
    expect((await problemOf(pane())).happened).toContain("structure of this workbook is protected");
    expect(pictureOf(workbook)).toEqual(before);
    workbook.structureProtection = null;
    await pane();
    workbook.structureProtection = {};
    expect(await pane()).toMatchObject({ sheet: page, replaced: true });
  });

  test("open for reading only", async () => {
    const workbook = openPlan();
    workbook.readOnly = true;
    expect(await problemOf(pane())).toMatchObject({ name: "read-only" });
  });
});

describe("workbooks of version 1, which knew its sheets by their names", () => {
  const unmark = (workbook: StandInWorkbook) => {
    for (const sheet of workbook.sheets) sheet.customProperties.clear();
  };

  test("its page is left as it is, said once; its records and its table go on", async () => {
    const workbook = openPlan();
    await pane();
    unmark(workbook);
    const before = pictureOf(workbook, [page]);
    const done = await generateUpdate({ ...request, asAt: "2019-06-01" });
    expect(done).toMatchObject({ sheet: beside, replaced: false });
    expect(done.sentence).toContain(
      `Whether somebody has written on “${page}” cannot be told, so it was left as it is; the new one is “${beside}”.`,
    );
    expect(done.sentence).not.toContain("of its own");
    expect(pictureOf(workbook, [page])).toEqual(before);
    expect(textsOf(workbook, "Plan history")).toHaveLength(9);
    expect(sheetNamesOf(workbook)).toHaveLength(6);
    expect((await pane()).sentence).not.toContain("cannot be told");
    expect(pictureOf(workbook, [page])).toEqual(before);
  });
});

describe("a page that was not written to its end", () => {
  const half = async (workbook: StandInWorkbook, action = 200) => {
    workbook.faults.failNext("GeneralException", { nth: 4, action });
    const problem = await problemOf(pane());
    workbook.faults.clear();
    return problem;
  };

  test("says so in its first row and in the review, and the next run finishes it in place", async () => {
    const workbook = openPlan();
    await pane();
    type(workbook, page, "A12", "Ask about 1.3 first.");
    const problem = await half(workbook);
    expect(problem.message).toContain("an unfinished page says so in its first row");
    expect(textsOf(workbook, page)[0]).toEqual([unfinishedTitle]);
    expect((await reviewPlan(asAt)).updates).toEqual([{ sheet: page, quarter: "Q1 2019/20", whole: false }]);
    expect(await pane()).toMatchObject({ sheet: page });
    expect(textsOf(workbook, page)[11]![0]).toBe("Ask about 1.3 first.");
    expect((await reviewPlan(asAt)).updates).toEqual([{ sheet: page, quarter: "Q1 2019/20", whole: true }]);
  });

  test("with a note somebody put on it meanwhile it is left, and the new one stands beside it", async () => {
    const workbook = openPlan();
    await pane();
    await half(workbook);
    type(workbook, page, "A40", "What happened here?");
    const before = pictureOf(workbook, [page]);
    const done = await pane();
    expect(done.sheet).toBe(beside);
    expect(done.sentence).toContain(
      `“${page}” is not finished and somebody has written on it, so it was left as it is`,
    );
    expect(pictureOf(workbook, [page])).toEqual(before);
  });

  describe.each(["kept", "undone"] as const)(
    "a failure at every operation of the write, what went before %s",
    (earlier) => {
      test.each([
        ["the first time", false],
        ["on sheets that are there", true],
      ])(
        "%s",
        async (_when, there) => {
          const start = async () => {
            const workbook = openPlan();
            if (there) {
              await pane();
              type(workbook, page, "A12", "Ask about 1.3 first.");
            }
            return workbook;
          };
          const clean = await start();
          const from = clean.requests.length;
          await pane();
          const write = clean.requests.slice(from).find(({ writes }) => writes)!;
          const nth = write.number - from;
          const wanted = textsOf(clean, page);
          const own = pictureOf(clean, ["Sheet1"]);
          // Every operation is played by `npm run measure:faults`; here every sixty-first, and the first and last ones.
          const steps = Array.from({ length: write.actions }, (_, index) => index + 1).filter(
            (action) => action % 61 === 0 || action < 3 || action > write.actions - 4,
          );
          for (const action of steps) {
            const workbook = await start();
            workbook.faults.earlierWrites = earlier;
            workbook.faults.failNext("GeneralException", { nth, action });
            await problemOf(pane());
            workbook.faults.clear();
            expect([action, pictureOf(workbook, ["Sheet1"])]).toEqual([action, own]);
            const { updates } = await reviewPlan(asAt);
            const said = updates.every(
              ({ sheet, whole }) => whole || textsOf(workbook, sheet)[0]?.[0] !== wanted[0]![0],
            );
            expect([action, said]).toEqual([action, true]);
            const done = await pane();
            expect([action, done.sheet, textsOf(workbook, page)]).toEqual([action, page, wanted]);
            expect([action, sheetNamesOf(workbook).length]).toEqual([action, 5]);
            expect([action, textsOf(workbook, "Update data").length, textsOf(workbook, "Plan history").length]).toEqual(
              [action, 5, 5],
            );
          }
        },
        120_000,
      );
    },
  );

  test("an Excel that refuses links a block at a time gets them one by one", async () => {
    const linksOf = (workbook: StandInWorkbook) => [...workbook.findSheet(page)!.links];
    const clean = openPlan();
    await pane();
    const workbook = openPlan();
    workbook.linksInCellProperties = "refused";
    expect((await pane()).sentence).toContain(`${page} is ready`);
    expect(linksOf(workbook)).toEqual(linksOf(clean));
    expect(textsOf(workbook, page)).toEqual(textsOf(clean, page));
    expect(sheetNamesOf(workbook)).toHaveLength(5);
  });
});

describe("somebody else is at work at the same moment", () => {
  const nthOfWrite = 4;

  test.each([
    ["a note beside a line", (workbook: StandInWorkbook) => type(workbook, page, "H20", "Tom rang"), "Tom rang"],
    ["a corrected line", (workbook: StandInWorkbook) => type(workbook, page, "C20", "Ana and Tom"), "Ana and Tom"],
    ["a fact", (workbook: StandInWorkbook) => type(workbook, page, "B3", "Partnership Board"), "Partnership Board"],
    ["minutes underneath", (workbook: StandInWorkbook) => type(workbook, page, "A60", "Present: all"), "Present: all"],
    ["words far to the right", (workbook: StandInWorkbook) => type(workbook, page, "AB20", "Tom rang"), "Tom rang"],
    ["her comments", (workbook: StandInWorkbook) => type(workbook, page, "A12", "Ask about 1.3."), "Ask about 1.3."],
  ])("%s typed between reading and writing is lost nowhere", async (_what, does, words) => {
    const workbook = openPlan();
    await pane();
    workbook.faults.beforeNext(does, nthOfWrite);
    const done = await pane();
    const holding = sheetNamesOf(workbook).filter((name) => textsOf(workbook, name).flat().includes(words));
    expect(holding).not.toEqual([]);
    if (!holding.includes(page)) expect(done.sentence).toContain(`What stood there is kept on “${holding[0]}”.`);
    expect((await reviewPlan(asAt)).updates.every(({ whole }) => whole)).toBe(true);
    expect((await pane()).sheet).toMatch(/^Update Q1 2019-20/);
    expect(sheetNamesOf(workbook).some((name) => textsOf(workbook, name).flat().includes(words))).toBe(true);
  });

  test("words that can be kept nowhere any more are said in full", async () => {
    const workbook = openPlan();
    await pane();
    workbook.faults.beforeNext((there) => {
      type(there, page, "C20", "Ana and Tom");
      there.structureProtection = {};
    }, nthOfWrite);
    expect((await pane()).sentence).toContain("These words could not be kept: “Ana and Tom”.");
  });

  test.each([
    [
      "a row put in above the comments",
      (workbook: StandInWorkbook) => workbook.insertRows(idOf(workbook, page), 4, 1, "remote"),
    ],
    [
      "a row put into the comments",
      (workbook: StandInWorkbook) => workbook.insertRows(idOf(workbook, page), 12, 1, "remote"),
    ],
    [
      "a row put in among the lines",
      (workbook: StandInWorkbook) => workbook.insertRows(idOf(workbook, page), 20, 1, "remote"),
    ],
    ["the page deleted", (workbook: StandInWorkbook) => deleteSheet(workbook, workbook.findSheet(page)!, "remote")],
    [
      "the page renamed",
      (workbook: StandInWorkbook) => renameSheet(workbook, workbook.findSheet(page)!, "For the chair", "remote"),
    ],
    [
      "the table renamed",
      (workbook: StandInWorkbook) => renameSheet(workbook, workbook.findSheet("Update data")!, "Data", "remote"),
    ],
    ["a sheet that takes the name", (workbook: StandInWorkbook) => void workbook.excel.addWorksheet(beside)],
  ])("%s between reading and writing: it is looked at again, and a whole page stands", async (_what, does) => {
    const workbook = openPlan();
    await pane();
    type(workbook, page, "A12", "Ask about 1.3.");
    const wish: UpdateRequest = { ...request, ifThere: "keep both" };
    workbook.faults.beforeNext(does, nthOfWrite);
    const done = await (_what.startsWith("a sheet") ? generateUpdate(wish) : pane());
    expect(textsOf(workbook, done.sheet)[0]![0]).toMatch(/quarterly update, Q1 2019\/20/);
    expect(markOf(workbook, done.sheet)).toMatchObject({ whole: true });
    const isDeleted = _what === "the page deleted";
    if (!isDeleted)
      expect(sheetNamesOf(workbook).some((name) => textsOf(workbook, name).flat().includes("Ask about 1.3."))).toBe(
        true,
      );
    expect((await reviewPlan(asAt)).updates.every(({ whole }) => whole)).toBe(true);
  });

  test.each([
    [
      "the page renamed",
      (workbook: StandInWorkbook) => renameSheet(workbook, workbook.findSheet(page)!, "For the chair", "remote"),
      /^For the chair is ready/,
    ],
    [
      "the page deleted",
      (workbook: StandInWorkbook) => deleteSheet(workbook, workbook.findSheet(page)!, "remote"),
      /^Update Q1 2019-20 was written, and somebody has deleted it since\./,
    ],
    [
      "the history deleted",
      (workbook: StandInWorkbook) => deleteSheet(workbook, workbook.findSheet("Plan history")!, "remote"),
      /Somebody has renamed or deleted “Plan history” since\./,
    ],
    [
      "another workbook in front",
      (workbook: StandInWorkbook) => void (workbook.focusLost = "InvalidSelection"),
      /^Update Q1 2019-20 is ready/,
    ],
  ])("%s after it was written: what is said is still so", async (_what, does, said) => {
    const workbook = openPlan();
    workbook.faults.beforeNext(does, 5);
    const words = await pane().then(
      ({ sentence }) => sentence,
      ({ happened }: PlanProblem) => happened,
    );
    expect(words).toMatch(said);
  });

  describe.each([
    ["the first time", false],
    ["on a page that is there", true],
  ])("two runs, %s", (_when, there) => {
    const start = async () => {
      const workbook = openPlan();
      if (there) await pane();
      return workbook;
    };
    const check = async (workbook: StandInWorkbook) => {
      const { updates } = await reviewPlan(asAt);
      expect(updates.filter(({ whole }) => whole)).toHaveLength(1);
      expect(updates).toHaveLength(1);
      expect(sheetNamesOf(workbook).some((name) => textsOf(workbook, name)[0]?.[0] === noticeTitle)).toBe(false);
      expect(textsOf(workbook, page).filter(([first]) => first === "Overdue (1)")).toHaveLength(1);
      expect(textsOf(workbook, "Update data")).toHaveLength(5);
      // The lines of one date may stand twice; the later ones count, and are as many as there are actions.
      const history = workbook.excel.getWorksheet("Plan history")!;
      expect((history.rowCount - 1) % 4).toBe(0);
      const { snapshots } = workOut(await readForPlan(), isoDate(2019, 8, 31));
      expect(snapshots.map(({ taken, rows }) => [taken, rows.length])).toEqual([[asAt, 4]]);
    };

    test.each([1, 2, 3, 4, 5])("the second does all of its work before request %i of the first", async (nth) => {
      const workbook = await start();
      let release = () => {};
      workbook.faults.holdNext(new Promise<void>((resolve) => (release = resolve)), nth);
      const first = pane();
      // The first has come to its held request when nothing more is answered.
      let before = -1;
      while (before !== workbook.requests.length) {
        before = workbook.requests.length;
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
      const second = await ribbon();
      release();
      const done = await first;
      expect([done.sheet, second.sheet]).toEqual([page, page]);
      await check(workbook);
    });

    test.each([0, 3])("side by side, request by request, the second %i ms later", async (later) => {
      const workbook = await start();
      workbook.faults.delay(5);
      const both = await Promise.all([
        pane(),
        new Promise((resolve) => setTimeout(resolve, later)).then(() => ribbon()),
      ]);
      workbook.faults.clear();
      expect(both.map(({ sheet }) => sheet)).toEqual([page, page]);
      await check(workbook);
    });
  });

  describe("the notice an earlier try from the ribbon has left", () => {
    const fail = async (workbook: StandInWorkbook) => {
      workbook.faults.failNext("GeneralException", { nth: 4 });
      await ribbon().catch((problem: PlanProblem) => showProblemInSheet(problem));
      workbook.faults.clear();
    };
    const notices = (workbook: StandInWorkbook) =>
      sheetNamesOf(workbook).filter((name) => name.startsWith("Update not generated"));

    test("is gone when an update stands", async () => {
      const workbook = openPlan();
      await fail(workbook);
      expect(notices(workbook)).toHaveLength(1);
      expect((await ribbon()).sentence).not.toContain("earlier try");
      expect(notices(workbook)).toEqual([]);
    });

    test.each([
      [
        "somebody has written on it",
        (workbook: StandInWorkbook) => type(workbook, "Update not generated", "C3", "Rang IT"),
      ],
      ["the structure is protected", (workbook: StandInWorkbook) => (workbook.structureProtection = {})],
    ])("is left where %s, and it is said", async (_what, does) => {
      const workbook = openPlan();
      await pane();
      await fail(workbook);
      does(workbook);
      expect((await ribbon()).sentence).toContain("The sheet “Update not generated” of an earlier try is still there");
      expect(notices(workbook)).toHaveLength(1);
    });
  });
});

describe("Update data, which people filter, sort and add to", () => {
  const data = "Update data";
  const nextRequest: UpdateRequest = { ...request, asAt: "2019-06-30" };
  const moreActions = (workbook: StandInWorkbook, refs: string[]) => {
    const sheet = workbook.excel.worksheets[0]!;
    refs.forEach((ref, index) =>
      [ref, `New action ${ref}`, "Jo Marsh", "May 2020", "", ""].forEach(
        (text, column) => text && (sheet.getCell(8 + index, column + 1).value = text),
      ),
    );
  };
  const tableOf = (workbook: StandInWorkbook) => {
    const sheet = workbook.findSheet(data)!;
    return sheet.tables().map((table) => [table.name, table.tableRef]);
  };

  test("a column added to its right keeps to its actions when rows come and go", async () => {
    const workbook = openPlan();
    await pane();
    type(workbook, data, "N1", "My notes");
    type(workbook, data, "N3", "about 1.2");
    type(workbook, data, "N5", "about 1.4");
    // 1.1 leaves, a new one comes in the middle.
    workbook.deleteRows(idOf(workbook, "Sheet1"), 3, 1, "local");
    workbook.insertRows(idOf(workbook, "Sheet1"), 4, 1, "local");
    ["1.25", "Agree the budget", "Jo Marsh", "May 2020"].forEach((text, column) =>
      type(workbook, "Sheet1", `${"ABCD"[column]}5`, text),
    );
    await generateUpdate(nextRequest);
    const rows = textsOf(workbook, data);
    const noteOf = (action: string) => rows.find((row) => row[2] === action)?.[13] ?? "";
    expect(noteOf("Train the front line")).toBe("about 1.2");
    expect(noteOf("Review the local profile")).toBe("about 1.4");
    expect(noteOf("Agree the budget")).toBe("");
    expect(rows.filter((row) => row[2])).toHaveLength(5);
  });

  test("an action that has left stays as a word beside what somebody wrote about it", async () => {
    const workbook = openPlan();
    await pane();
    type(workbook, data, "N1", "My notes");
    type(workbook, data, "N2", "about 1.1");
    workbook.deleteRows(idOf(workbook, "Sheet1"), 3, 1, "local");
    await generateUpdate(nextRequest);
    const row = textsOf(workbook, data).find((cells) => cells[13] === "about 1.1")!;
    expect([row[0], row[2], row[8]]).toEqual(["1.1", "Publish the referral pathway", "No longer in the plan"]);
  });

  test.each([
    ["a row below", 8],
    ["right underneath, where Excel takes it into the table", 6],
  ])("a note %s is moved down by new rows, never written over", async (_where, row) => {
    const workbook = openPlan();
    await pane();
    type(workbook, data, `A${row}`, "Sent to the board on 3 July");
    moreActions(workbook, ["1.5", "1.6", "1.7", "1.8"]);
    await generateUpdate(nextRequest);
    const rows = textsOf(workbook, data);
    expect(rows.slice(1, 9).map(([ref]) => ref)).toEqual(["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8"]);
    expect(rows.findIndex(([first]) => first === "Sent to the board on 3 July")).toBeGreaterThan(8);
    expect(tableOf(workbook)).toEqual([["Update_data", "A1:M9"]]);
  });

  test("fewer actions: the table is as long as they are, and a note underneath stands", async () => {
    const workbook = openPlan();
    await pane();
    type(workbook, data, "A9", "Sent to the board on 3 July");
    workbook.deleteRows(idOf(workbook, "Sheet1"), 4, 2, "local");
    await generateUpdate(nextRequest);
    expect(tableOf(workbook)).toEqual([["Update_data", "A1:M3"]]);
    expect(textsOf(workbook, data).map(([first]) => first ?? "")).toEqual(
      expect.arrayContaining(["Ref", "1.1", "1.4", "Sent to the board on 3 July"]),
    );
  });

  test("a column put in front: ours are found by their headings", async () => {
    const workbook = openPlan();
    await pane();
    workbook.shift(workbook.findSheet(data)!, { axis: "column", at: 0, count: 1 }, "local");
    type(workbook, data, "A1", "Seen");
    type(workbook, data, "A2", "yes");
    await generateUpdate(nextRequest);
    const rows = textsOf(workbook, data);
    expect(rows[0]!.slice(0, 3)).toEqual(["Seen", "Ref", "Section"]);
    expect(rows[1]!.slice(0, 2)).toEqual(["yes", "1.1"]);
    expect(rows).toHaveLength(5);
  });

  test.each([
    ["renamed", (workbook: StandInWorkbook) => rename(workbook, "Our_table"), [["Our_table", "A1:M5"]]],
    ["turned into plain cells", (workbook: StandInWorkbook) => rename(workbook, null), [["Update_data", "A1:M5"]]],
  ])("a table that was %s is coped with", async (_what, does, tables) => {
    const workbook = openPlan();
    await pane();
    does(workbook);
    await generateUpdate(nextRequest);
    expect(tableOf(workbook)).toEqual(tables);
    expect(textsOf(workbook, data)).toHaveLength(5);
  });

  test("sorted by somebody: every action once, in the plan's order again", async () => {
    const workbook = openPlan();
    await pane();
    workbook.sortRows(idOf(workbook, data), "A2:M5", 2, false, "local");
    await generateUpdate(nextRequest);
    expect(textsOf(workbook, data).map(([ref]) => ref)).toEqual(["Ref", "1.1", "1.2", "1.3", "1.4"]);
  });

  test("filtered by somebody: the filter stays, all rows are written, and it is said", async () => {
    const workbook = openPlan();
    await pane();
    const sheet = workbook.findSheet(data)!;
    const [table] = sheet.tables();
    const filter =
      '<autoFilter ref="A1:M5"><filterColumn colId="8"><filters><filter val="Overdue"/></filters></filterColumn></autoFilter>';
    workbook.setFilter(sheet, table!, filter);
    for (const row of [3, 4, 5]) sheet.ws.getRow(row).hidden = true;
    const done = await generateUpdate(nextRequest);
    expect(done.sentence).toContain("“Update data” is filtered, so not all of its rows are to be seen.");
    expect(workbook.isFiltered(sheet, table!)).toBe(true);
    expect(textsOf(workbook, data).map(([ref]) => ref)).toEqual(["Ref", "1.1", "1.2", "1.3", "1.4"]);
  });
});

/** Renames the table of Update data, or with null turns it into plain cells, as a person does. */
function rename(workbook: StandInWorkbook, name: string | null): void {
  const sheet = workbook.findSheet("Update data")!;
  const [table] = sheet.tables();
  const wrapper = sheet.internal.tables[table!.name]!;
  delete sheet.internal.tables[table!.name];
  if (name === null) return;
  table!.name = name;
  table!.displayName = name;
  sheet.internal.tables[name] = wrapper;
}
