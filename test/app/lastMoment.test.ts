/**
 * What people type between our reading and our writing, where the writing then goes wrong: their words are somewhere afterwards,
 * and it is said where. Two runs of one day, forms left open, and days that are still to come.
 */
import {
  generateUpdate,
  removeSnapshot,
  reviewPlan,
  saveMeeting,
  saveSettings,
  saveSnapshot,
  showProblemInSheet,
} from "../../src/app";
import type { PlanProblem, UpdateRequest } from "../../src/app";
import { today } from "../../src/app/clock";
import { addDays, sayDate } from "../../src/plan/calendar";
import type { StandInWorkbook } from "../standin/workbook";
import {
  generate,
  idOf,
  openRows,
  said,
  sheetNamesOf,
  smallPlan as plan,
  textsOf,
  typeInto,
  updatePage as page,
  updateRequest as request,
} from "./workbooks";

const everything = (w: StandInWorkbook) =>
  sheetNamesOf(w)
    .map((sheet) => textsOf(w, sheet).flat().join("\n"))
    .join("\n");

/** The request of a second run that writes, counted from its first. */
const writing = 4;

describe("words typed on the page before it is written over, and then the writing goes wrong", () => {
  const words = "Tom rang: agreed";
  async function typedBefore(more: (w: StandInWorkbook) => void = () => undefined): Promise<StandInWorkbook> {
    const w = openRows(plan);
    await generate();
    w.faults.beforeNext((there) => {
      typeInto(there, page, "H20", words, "remote");
      more(there);
    }, writing);
    return w;
  }
  function expectKept(w: StandInWorkbook, sentence: string): void {
    const holding = sheetNamesOf(w).filter((sheet) => textsOf(w, sheet).flat().includes(words));
    expect(holding).not.toEqual([]);
    if (!holding.includes(page))
      expect(sentence).toContain(
        `Somebody changed “${page}” while it was being generated. What stood there is kept on “${holding[0]}”.`,
      );
  }

  test("an Excel that refuses links a block at a time", async () => {
    const w = await typedBefore();
    w.linksInCellProperties = "refused";
    expectKept(w, await said(generate()));
  });

  test("a column put into the history at the same moment", async () => {
    const w = await typedBefore((there) =>
      there.shift(there.findSheet("Plan history")!, { axis: "column", at: 2, count: 1 }, "remote"),
    );
    typeInto(w, "Sheet1", "D4", "April 2019");
    expectKept(w, await said(generate()));
  });

  test.each([1, 20, 40, 60, 90, 120, 150, 180, 210])(
    "Excel stops half-way, at action %i; and the next run loses nothing either",
    async (action) => {
      for (const earlierWrites of ["kept", "undone"] as const) {
        const w = await typedBefore();
        w.faults.earlierWrites = earlierWrites;
        w.faults.failNext("GeneralException", { nth: writing, action });
        expectKept(w, await said(generate()));
        w.faults.clear();
        const { sheet } = await generate();
        expect(everything(w)).toContain(words);
        expect((await reviewPlan(request.asAt)).updates.find((each) => each.sheet === sheet)!.whole).toBe(true);
      }
    },
  );

  test.each(["Ana Bell", "1.1", "Overdue (1)"])("words that stand elsewhere on the page too: %s", async (typed) => {
    for (const action of [60, 90, 120, 150, 180, 210]) {
      const w = openRows(plan);
      await generate();
      w.faults.beforeNext((there) => typeInto(there, page, "H20", `'${typed}`, "remote"), writing);
      w.faults.failNext("GeneralException", { nth: writing, action });
      await said(generate());
      const held = sheetNamesOf(w).filter((sheet) => textsOf(w, sheet).some((row) => row[7] === typed));
      expect([action, held.length]).toEqual([action, 1]);
    }
  });

  test("where they can be kept nowhere they are said in full, in the failure too", async () => {
    const w = await typedBefore((there) => {
      there.structureProtection = {};
    });
    w.faults.failNext("GeneralException", { nth: writing, action: 120 });
    const sentence = await said(generate());
    if (!everything(w).includes(words)) expect(sentence).toContain(`These words could not be kept: “${words}”.`);
    expect(everything(w).includes(words) || sentence.includes(words)).toBe(true);
  });

  test("nobody typed: a failure leaves no sheet of words", async () => {
    const w = openRows(plan);
    await generate();
    w.faults.failNext("GeneralException", { nth: writing, action: 120 });
    expect(await said(generate())).not.toContain("Somebody changed");
    await generate();
    expect(sheetNamesOf(w)).toEqual(["Sheet1", "Plan readings", "Plan history", page, "Update data"]);
  });
});

describe("words typed at the last moment on another sheet that is written", () => {
  test.each<[string, string, string]>([
    ["a line in the first free row under the table", "C6", "Ask Tom about the sixth"],
    ["a word in the first free row, far right of the words", "M6", "Ask Tom about the sixth"],
  ])("%s", async (_, cell, words) => {
    const w = openRows(plan);
    await generate();
    const { excel } = w;
    ["1.5", "Brief the members", "Jo Marsh", "May 2020"].forEach(
      (text, c) => (excel.getWorksheet("Sheet1")!.getCell(8, c + 1).value = text),
    );
    w.faults.beforeNext((there) => typeInto(there, "Update data", cell, words, "remote"), writing);
    const sentence = await said(generate());
    expect(everything(w)).toContain(words);
    expect(sentence).toContain(
      `Somebody changed “Update data” while “${page}” was being generated. What stood there is kept on “Kept from Update data”.`,
    );
    expect(textsOf(w, "Update data")[5]![0]).toBe("1.5");
    expect(await said(generate())).not.toContain("Somebody changed");
  });

  test("in a column of the table that is put to another use at that moment", async () => {
    const w = openRows(plan);
    await generate();
    w.faults.beforeNext((there) => {
      typeInto(there, "Update data", "E1", "Chased on", "remote");
      typeInto(there, "Update data", "E3", "rang Ana", "remote");
    }, writing);
    await generate();
    const [headings, , row] = textsOf(w, "Update data");
    expect(headings!.slice(3, 6)).toEqual(["Lead", "Chased on", "Timescale as written"]);
    expect(headings!.at(-1)).toBe("Others");
    expect(row![4]).toBe("rang Ana");
  });

  test("on the notice of an earlier try, which goes", async () => {
    const notice = "Update not generated";
    const w = openRows([["nothing"]]);
    await showProblemInSheet((await generate().catch((error: unknown) => error)) as PlanProblem);
    plan.forEach((row, r) => row.forEach((text, c) => (w.excel.worksheets[0]!.getCell(r + 1, c + 1).value = text)));
    w.faults.beforeNext((there) => typeInto(there, notice, "A7", "Rang Jo", "remote"), 5);
    const sentence = await said(generate());
    expect(sheetNamesOf(w)).not.toContain(notice);
    expect(everything(w)).toContain("Rang Jo");
    expect(sentence).toContain(`Somebody changed “${notice}” while “${page}” was being generated.`);
  });
});

describe("two runs of one day whose rows differ: the later one counts", () => {
  const gone = async (w: StandInWorkbook) => {
    const done = await generate({ asAt: "2019-08-31" });
    return textsOf(w, done.sheet)
      .flat()
      .filter((text) => /Gone from the plan/i.test(text));
  };
  const moreRows = (w: StandInWorkbook, sheet: string, from: number, texts: readonly string[]) =>
    texts.forEach((text, at) => {
      const row = w.excel.getWorksheet(sheet)!.getRow(from + at);
      row.getCell(1).value = `9.${at + 1}`;
      row.getCell(2).value = text;
      row.getCell(3).value = "Jo Marsh";
      row.getCell(4).value = "March 2021";
    });
  const ideas = [
    "Map every youth club in the county",
    "Write to head teachers about visitors",
    "Hold a seminar for imams and vicars",
    "Renew the leaflet for parents",
    "Ask colleges how they filter the web",
    "Test the night telephone line",
    "Meet the prison service twice",
    "Count visits to the web page",
    "Share the register of venues",
    "Thank volunteers each spring",
    "Find a room for the panel",
  ];

  test("rows were added after the first", async () => {
    const w = openRows(plan.slice(0, 5));
    await generate();
    moreRows(w, "Sheet1", 6, ideas);
    await generate();
    expect(await gone(w)).toEqual([]);
  });

  test("the first read a sheet that is not the plan", async () => {
    const w = openRows(plan);
    const second = w.excel.addWorksheet("Ideas");
    second.addRow([...plan[2]!]);
    moreRows(w, "Ideas", 2, ideas);
    await saveSettings({ sheets: ["Sheet1", "Ideas"] }, "Jo");
    await generate();
    await saveSettings({ sheets: ["Sheet1"] }, "Jo");
    await generate();
    expect(await gone(w)).toEqual([]);
  });

  test("sorted afterwards, and by whatever column", async () => {
    for (const column of [0, 1, 3, 8]) {
      const w = openRows(plan.slice(0, 5));
      await generate();
      moreRows(w, "Sheet1", 6, ideas);
      await generate();
      const rows = textsOf(w, "Plan history").length;
      w.sortRows(idOf(w, "Plan history"), `A2:I${rows}`, column, false, "remote");
      const { history } = await reviewPlan("2019-08-31");
      expect(history.snapshots).toEqual(["2019-05-31"]);
      expect(await gone(w)).toEqual([]);
    }
  });

  test("three runs, the last as the first: nothing was finished nor gone", async () => {
    const w = openRows(plan);
    await generate();
    typeInto(w, "Sheet1", "D5", "By July 2019");
    await generate();
    typeInto(w, "Sheet1", "D5", "By June 2019");
    await generate();
    expect((await reviewPlan("2019-08-31")).items[1]!.promise).toMatchObject({
      firstPromised: "2019-06-30",
      timesMoved: 0,
    });
  });
});

describe("what a form did not change is as the workbook has it by then", () => {
  test.each<[string, Partial<UpdateRequest>, string]>([
    ["the group", { group: "Community Safety Board" }, "Community Safety Board"],
    ["the marking", { marking: "OFFICIAL-SENSITIVE" }, "OFFICIAL-SENSITIVE"],
    ["the meeting", { meeting: "2019-09-03" }, "3 September 2019"],
  ])("%s, changed by a colleague while the form was open", async (_, change, says) => {
    const w = openRows(plan);
    await generate();
    await saveMeeting(change);
    await generateUpdate({ asAt: request.asAt, ifThere: "replace", people: "names" });
    expect(textsOf(w, page).slice(0, 8).flat().join(" ")).toContain(says);
    expect((await reviewPlan(request.asAt)).meeting).toMatchObject(change);
  });

  test.each<[string, Partial<UpdateRequest>, string]>([
    ["a group", { group: "Community Safety Board" }, "Group, “Community Safety Board”"],
    ["no group", { group: "" }, "Group, “none”"],
    [
      "a meeting and a marking",
      { meeting: "2019-09-03", marking: "" },
      "Meeting, “3 September 2019” and Marking, “none”",
    ],
    ["job titles", { people: "job titles" }, "People shown by, “job titles”"],
  ])("what the form showed otherwise is said: %s", async (_, change, says) => {
    openRows(plan);
    await generate();
    const { meeting: shown } = await reviewPlan(request.asAt);
    await saveMeeting(change);
    const { asAt, ifThere } = request;
    const words = "Changed elsewhere while you had the form open, so the update has it: ";
    expect(await said(generateUpdate({ asAt, ifThere, shown }))).toContain(`${words}${says}.`);
    expect(await said(generateUpdate({ asAt, ifThere, shown: { ...shown, ...change } }))).not.toContain(words);
    expect(await said(generateUpdate({ asAt, ifThere }))).not.toContain(words);
  });

  test("white space behind a text is no change: nothing is said, and no second page is made", async () => {
    const w = openRows(plan);
    await generate();
    const shown = { ...(await reviewPlan(request.asAt)).meeting, group: "Partnership Board " };
    typeInto(w, page, "B3", "Partnership Board");
    const done = await generateUpdate({ asAt: request.asAt, ifThere: "replace", group: "Partnership Board ", shown });
    expect(done.sheet).toBe(page);
    expect(done.sentence).not.toContain("Changed elsewhere");
  });

  test("job titles asked for by a colleague stay asked for", async () => {
    const w = openRows(plan);
    await generate();
    await saveMeeting({ people: "job titles" });
    await generateUpdate({ asAt: request.asAt, ifThere: "replace", group: "Board" });
    expect(textsOf(w, page).flat().join(" ")).not.toContain("Tom Reed");
  });

  test("a fact typed on the page is taken over where the form left it alone", async () => {
    const w = openRows(plan);
    await generate();
    typeInto(w, page, "B3", "Partnership Board");
    await generateUpdate({ asAt: request.asAt, ifThere: "replace", marking: "OFFICIAL-SENSITIVE" });
    const { meeting } = await reviewPlan(request.asAt);
    expect(meeting).toMatchObject({ group: "Partnership Board", marking: "OFFICIAL-SENSITIVE" });
  });
});

describe("a date that is still to come", () => {
  // Well past the end of this quarter, whatever day the tests are run on.
  const farAhead = addDays(today(), 1000);

  test("after this quarter it is not kept, and it is said why; what follows is kept as ever", async () => {
    const w = openRows(plan);
    const sentence = `Nothing was added to the sheet “Plan history”: ${sayDate(farAhead)} is still to come, and how the plan will stand then is not known.`;
    expect(await said(generate({ asAt: farAhead }))).toContain(sentence);
    expect(await said(saveSnapshot(farAhead))).toBe(sentence);
    expect(textsOf(w, "Plan history")).toHaveLength(0);
    expect(await said(generate())).toContain("4 lines were added to the sheet “Plan history”.");
  });

  test("one that stands there from an earlier version stops nothing", async () => {
    const w = openRows(plan);
    await generate();
    const serial = w.excel.getWorksheet("Plan history")!;
    for (const row of [2, 3, 4, 5]) serial.getCell(row, 1).value = `${farAhead}`;
    expect(await said(saveSnapshot(request.asAt))).toBe(
      "Saved in the sheet “Plan history” how 4 actions stood on 31 May 2019.",
    );
  });
});

describe("removing a snapshot", () => {
  async function twoDates(): Promise<StandInWorkbook> {
    const w = openRows(plan);
    await generate();
    await generate({ asAt: "2019-06-30" });
    return w;
  }

  test("a line somebody typed over stays, and is said", async () => {
    const w = await twoDates();
    typeInto(w, "Plan history", "H3", "ask Ana");
    expect(await said(removeSnapshot("2019-05-31"))).toBe(
      "Removed how the plan stood on 31 May 2019 from the sheet “Plan history”: 3 lines. Their rows stay, marked “Removed”. 1 line of that date could not be read and was left as it is: row 3.",
    );
    expect(textsOf(w, "Plan history")[2]).toContain("ask Ana");
  });

  test.each([
    [1, "1 line of that date stands there still; a colleague may have added it."],
    [2, "2 lines of that date stand there still; a colleague may have added them."],
  ])("lines a colleague adds meanwhile are said: %i", async (added, says) => {
    const w = await twoDates();
    w.faults.beforeNext((there) => {
      const sheet = there.excel.getWorksheet("Plan history")!;
      for (let n = 0; n < added; n += 1) {
        ["31/05/2019", "", "", `Their own line ${n}`].forEach((text, c) => {
          if (text !== "") sheet.getCell(30 + n, c + 1).value = text;
        });
      }
    }, writing);
    expect(await said(removeSnapshot("2019-05-31"))).toContain(`marked “Removed”. ${says}`);
  });

  test("two lines somebody typed over are said as two", async () => {
    const w = await twoDates();
    for (const row of [3, 4]) typeInto(w, "Plan history", `H${row}`, "ask Ana");
    expect(await said(removeSnapshot("2019-05-31"))).toContain(
      "2 lines of that date could not be read and were left as they are: rows 3 and 4.",
    );
  });

  test("a column somebody has put to a use of theirs keeps their words", async () => {
    const w = await twoDates();
    typeInto(w, "Plan history", "C1", "Our remarks");
    for (const row of [2, 3, 4, 5]) typeInto(w, "Plan history", `C${row}`, `Remark ${row}`);
    await removeSnapshot("2019-05-31");
    expect(textsOf(w, "Plan history").map((row) => row[2])).toEqual(
      expect.arrayContaining(["Remark 2", "Remark 3", "Remark 4", "Remark 5"]),
    );
    const { history } = await reviewPlan("2019-08-31");
    expect(history).toMatchObject({ snapshots: ["2019-06-30"], skipped: [] });
  });

  test("Excel stops half-way, with a column of theirs among ours: asked again, it takes the rest away", async () => {
    for (let action = 1; action < 40; action += 1) {
      const w = openRows(plan);
      await generate();
      w.shift(w.findSheet("Plan history")!, { axis: "column", at: 4, count: 1 }, "remote");
      typeInto(w, "Plan history", "E1", "Chased", "remote");
      w.faults.failNext("GeneralException", { nth: writing, action });
      const first = await said(removeSnapshot("2019-05-31"));
      w.faults.clear();
      if (!first.startsWith("Removed")) await said(removeSnapshot("2019-05-31"));
      const left = textsOf(w, "Plan history")
        .flat()
        .filter((text) => /front line|Tom Reed|Ana Bell/.test(text));
      expect([action, first, left]).toEqual([action, first, []]);
    }
  });

  const linesOf = (w: StandInWorkbook) =>
    textsOf(w, "Plan history")
      .map((row) => row.join(" | "))
      .sort();

  test.each<[string, (w: StandInWorkbook, stop: AbortController) => void]>([
    ["Cancel is pressed", (w, stop) => w.faults.beforeNext(() => stop.abort(), writing + 1)],
    ["Excel is busy once", (w) => w.faults.failNext("ServerBusy", { nth: writing + 1 })],
    [
      "Excel is busy twice",
      (w) => ["a", "b"].forEach((_, at) => w.faults.failNext("ServerBusy", { nth: writing + 1 + at })),
    ],
  ])("sorted at the same moment, and then %s: every line stands", async (_, goesWrong) => {
    const w = await twoDates();
    const before = linesOf(w);
    const stop = new AbortController();
    w.faults.beforeNext((there) => there.sortRows(idOf(there, "Plan history"), "A2:I9", 0, false, "remote"), writing);
    goesWrong(w, stop);
    const sentence = await said(removeSnapshot("2019-05-31", { signal: stop.signal }));
    expect(linesOf(w)).toEqual(before);
    expect(sentence).toContain("Nothing was removed");
  });

  test("sorted at the same moment, and Excel takes nothing back: the words are said", async () => {
    const w = await twoDates();
    w.faults.beforeNext((there) => {
      there.sortRows(idOf(there, "Plan history"), "A2:I9", 0, false, "remote");
    }, writing);
    [1, 2, 3].forEach((at) => w.faults.failNext("ServerBusy", { nth: writing + at }));
    const sentence = await said(removeSnapshot("2019-05-31"));
    expect(sentence).toContain("lines that were not meant were cleared");
    for (const { 1: action } of plan.slice(3)) expect(sentence).toContain(action);
  });
});
