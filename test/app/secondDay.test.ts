/**
 * What a person does on the second day: renames a chosen sheet, copies our records, writes on the notice, takes an earlier
 * version in after an answer. Nothing is said that is not so, and nothing of theirs is lost.
 */
import {
  decide,
  planPutBack,
  putEverythingBack,
  removeSnapshot,
  reviewPlan,
  saveSettings,
  saveSnapshot,
  showProblemInSheet,
  takeInEarlierVersion,
} from "../../src/app";
import type { Decision, PlanProblem } from "../../src/app";
import { today } from "../../src/app/clock";
import { takeBack } from "../../src/plan/decisions";
import { openInNode } from "../standin/node";
import { copySheet, deleteSheet, renameSheet } from "../standin/tabs";
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

const complete = (on = "2019-05-31"): Decision => ({
  ref: "1.1",
  action: "Publish the referral pathway",
  about: "progress",
  words: "March 2019",
  readAs: "Complete",
  decidedOn: on,
  by: "Jo",
});
const statusOf = async (ref: string) =>
  (await reviewPlan(request.asAt)).items.find(({ action }) => action.ref === ref)!.status.status;
const wordsOn = (workbook: StandInWorkbook, sheet: string) => textsOf(workbook, sheet).flat().join("\n");

describe("a chosen sheet of the plan is renamed", () => {
  async function renamed(): Promise<StandInWorkbook> {
    const workbook = openRows(plan);
    const second = workbook.excel.addWorksheet("Part 2");
    for (const row of plan)
      second.addRow(
        row.map((text, c) =>
          /^1\./.test(row[0]!) && c === 1 ? `Help schools to ${text}` : text.replace(/^1\./, "2."),
        ),
      );
    await saveSettings({ sheets: ["Sheet1", "Part 2"] }, "Jo");
    await generate();
    renameSheet(workbook, workbook.findSheet("Part 2")!, "Part two", "remote");
    return workbook;
  }

  test.each<[string, () => Promise<{ sentence: string }>]>([
    ["an update", () => generate({ asAt: "2019-08-31" })],
    ["a snapshot", () => saveSnapshot("2019-08-31")],
  ])("%s of half the plan is refused, with the sheet named", async (_, ask) => {
    const workbook = await renamed();
    const before = sheetNamesOf(workbook).map((sheet) => textsOf(workbook, sheet));
    const problem = (await ask().catch((error: unknown) => error)) as PlanProblem;
    expect(problem.happened).toBe("“Part 2” was chosen as part of the plan and is not in this workbook any more.");
    expect(problem.because).toMatch(/Nothing was (?:written|added)\.$/);
    expect(sheetNamesOf(workbook).map((sheet) => textsOf(workbook, sheet))).toEqual(before);
  });

  test.each([
    [0, 4],
    [1, 8],
  ])("it is asked once which sheets are the plan; answer %i goes on with %i actions", async (choice, actions) => {
    await renamed();
    const [first] = (await reviewPlan(request.asAt)).toSortOut;
    expect(first!.title).toBe(
      "“Part 2” was chosen as part of the plan and is not in this workbook any more. Which sheets are the plan?",
    );
    expect(first!.choices.map(({ label }) => label)).toEqual(["“Sheet1” alone", "Find the plan for me"]);
    const { does } = first!.choices[choice]!;
    if (does.kind !== "settings") throw new Error("no setting");
    await saveSettings(does.settings, "Jo");
    expect((await reviewPlan(request.asAt)).items).toHaveLength(actions);
    expect((await generate({ asAt: "2019-08-31" })).sentence).toContain(`${actions} actions`);
  });
});

test("a chosen sheet may have a semicolon in its name", async () => {
  const workbook = openRows(plan);
  renameSheet(workbook, workbook.findSheet("Sheet1")!, "Plan; part 1");
  await saveSettings({ sheets: ["Plan; part 1", "Plan; part 1"] }, "Jo");
  expect((await reviewPlan(request.asAt)).settings.sheets).toEqual(["Plan; part 1", "Plan; part 1"]);
  expect(await said(generate())).toContain("is ready");
});

test("what is not applied any more is not told as said of the plan", async () => {
  const workbook = openRows(plan);
  await saveSettings({ columns: [{ sheet: "Sheet1", column: "D", meaning: null }] }, "Jo");
  await generate();
  expect(wordsOn(workbook, page)).toContain("Column D of Sheet1 as “None of these”");
  renameSheet(workbook, workbook.findSheet("Sheet1")!, "Plan 2019");
  await generate();
  expect(wordsOn(workbook, page)).not.toContain("Column D of");
});

test("an earlier version holds how words are read, and not what was done since", async () => {
  const workbook = openRows(plan.map((row) => row.map((text) => (text === "TBC" ? "Spring" : text))));
  const bytes = await workbook.save();
  openInNode(workbook);
  await decide(complete("2019-06-10"));
  await decide({
    ...complete("2019-06-10"),
    ref: "1.3",
    action: "Write the guidance",
    about: "timescale",
    words: "Spring",
    readAs: "Due 31 May 2020",
  });
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  await takeInEarlierVersion(file, "p.xlsx", "2019-04-30");
  const line = (ref: string) => textsOf(workbook, "Plan history").find((row) => row[1] === ref)!;
  expect(line("1.1")[7]).toBe("Overdue");
  expect((await reviewPlan(request.asAt)).items[2]!.promise?.firstPromised).toBe("2020-05-31");
  await generate({ asAt: "2019-06-30" });
  expect(wordsOn(workbook, page)).toContain("Finished: 1.1: finished");
});

describe("two sheets of one record: the one that is not read is named where it says more", () => {
  test("a copy that got the name", async () => {
    const workbook = openRows(plan);
    await generate();
    const copy = copySheet(workbook, workbook.findSheet("Plan readings")!);
    expect((await reviewPlan(request.asAt)).history.skipped).toEqual([]);
    await decide(complete());
    renameSheet(workbook, workbook.findSheet("Plan readings")!, "Answers of May");
    renameSheet(workbook, copy, "Plan readings");
    const says = "“Answers of May” was not read: it says what “Plan readings” does not, and that is the one in use.";
    expect((await reviewPlan(request.asAt)).history.skipped).toEqual([says]);
    await generate();
    expect(wordsOn(workbook, page)).toContain(says);
  });

  test("one of version 1 beside the marked one", async () => {
    const workbook = openRows(plan);
    await generate();
    renameSheet(workbook, workbook.findSheet("Plan readings")!, "Our answers");
    const old = workbook.excel.addWorksheet("Plan readings");
    old.addRow(["Ref", "Action", "Words it applies to", "Read as", "Decided on", "By", "About"]);
    old.addRow(["1.1", plan[3]![1]!, "March 2019", "Complete", "31 May 2019", "Jo", "Is it finished"]);
    expect((await reviewPlan(request.asAt)).history.skipped).toEqual([
      "“Plan readings” was not read: it says what “Our answers” does not, and that is the one in use.",
    ]);
  });
});

describe("words somebody wrote on the notice of a run that failed", () => {
  const notice = "Update not generated";
  async function noticed(): Promise<StandInWorkbook> {
    const workbook = openRows([["nothing"]]);
    await showProblemInSheet((await generate().catch((error: unknown) => error)) as PlanProblem);
    typeInto(workbook, notice, "A7", "Rang Jo: the plan is on the S drive");
    return workbook;
  }

  test("stay when an update works, which is said, and are named before they are put back", async () => {
    const workbook = await noticed();
    plan.forEach((row, r) =>
      row.forEach((text, c) => (workbook.excel.worksheets[0]!.getCell(r + 1, c + 1).value = text)),
    );
    expect(await said(generate())).toContain(`The sheet “${notice}” of an earlier try is still there`);
    expect(wordsOn(workbook, notice)).toContain("Rang Jo");
    expect((await planPutBack()).writtenOn).toEqual([notice]);
  });

  test("stay when there is another notice", async () => {
    const workbook = await noticed();
    await showProblemInSheet((await generate().catch((error: unknown) => error)) as PlanProblem);
    expect(wordsOn(workbook, notice)).toContain("Rang Jo");
    expect(wordsOn(workbook, `${notice} (2)`)).toContain("The quarterly update was not generated");
  });

  test("a notice nobody wrote on is written over, and goes with the next update", async () => {
    const workbook = openRows([["nothing"]]);
    for (const _ of [1, 2])
      await showProblemInSheet((await generate().catch((error: unknown) => error)) as PlanProblem);
    expect(sheetNamesOf(workbook)).toEqual(["Sheet1", notice]);
    plan.forEach((row, r) =>
      row.forEach((text, c) => (workbook.excel.worksheets[0]!.getCell(r + 1, c + 1).value = text)),
    );
    await generate();
    expect(sheetNamesOf(workbook)).not.toContain(notice);
  });
});

describe("putting back, on records and the table too", () => {
  test.each([
    ["Plan readings", "J2"],
    ["Plan history", "L4"],
    ["Plan history", "K1"],
  ])("a note beside %s, in %s, is named before it goes", async (sheet, cell) => {
    const workbook = openRows(plan);
    await generate();
    expect((await planPutBack()).writtenOn).toEqual([]);
    typeInto(workbook, sheet, cell, "Agreed on the phone with Tom");
    expect((await planPutBack()).writtenOn).toEqual([sheet]);
  });

  test.each([
    ["Update data", 3],
    ["Update data", 5],
    ["Plan readings", 5],
    [page, 5],
  ])("words that come onto %s before request %i and go with it are said", async (sheet, nth) => {
    const workbook = openRows(plan);
    await generate();
    workbook.faults.beforeNext((w) => typeInto(w, sheet, "P2", "Their words", "remote"), nth);
    expect(await said(putEverythingBack({ all: true, history: false }))).toContain("“Their words”");
  });

  test("a figure that comes there at the last moment is said as words are", async () => {
    const workbook = openRows(plan);
    await generate();
    workbook.faults.beforeNext((w) => typeInto(w, "Update data", "P2", "1250", "remote"), 5);
    expect(await said(putEverythingBack({ all: true, history: false }))).toContain("“1250”");
  });

  test("a history somebody deleted meanwhile is not said to be kept", async () => {
    const workbook = openRows(plan);
    await generate();
    workbook.faults.beforeNext((w) => deleteSheet(w, w.findSheet("Plan history")!, "remote"), 6);
    expect(await said(putEverythingBack({ all: true, history: false }))).not.toContain("is kept");
  });
});

describe("rows without references that say the same, of two owners", () => {
  const twins = [
    ["Community safety action plan 2019/20"],
    [],
    ["Key action", "Owner", "Timescale", "Outcomes", "Notes"],
    ["Hold the annual forum", "Police", "March 2019", "", ""],
    ["Hold the annual forum", "Health", "March 2019", "", ""],
    ["Train the front line", "Ana Bell", "By June 2019", "", ""],
  ];
  const groups = async () => (await reviewPlan(request.asAt)).items.map(({ status }) => status.status);
  const said = (of: Decision["row"]): Decision => ({
    ...complete(),
    ref: null,
    action: "Hold the annual forum",
    ...(of === undefined ? {} : { row: of }),
  });

  test("the answer to one closes that one, and goes with it", async () => {
    const workbook = openRows(twins);
    expect(await decide(said("– · Health · March 2019"))).toMatchObject({ already: false });
    expect(await groups()).toEqual(["overdue", "complete", "due-soon"]);
    workbook.sortRows(idOf(workbook, "Sheet1"), "A4:E6", 1, true, "remote");
    expect(await groups()).toEqual(["due-soon", "complete", "overdue"]);
    expect(await decide(said("– · Health · March 2019"))).toMatchObject({ already: true });
    expect(await decide(said("– · Police · March 2019"))).toMatchObject({ already: false });
    expect(await groups()).toEqual(["due-soon", "complete", "complete"]);
  });

  test("an answer that does not say which is not kept", async () => {
    openRows(twins);
    await expect(decide(said(undefined))).rejects.toThrow("The words changed while you were looking at them");
  });

  test("a line of an earlier version that does not say closes neither, which the page says once", async () => {
    const workbook = openRows(twins);
    const sheet = workbook.excel.addWorksheet("Plan readings");
    sheet.addRow(["Ref", "Action", "Words it applies to", "Read as", "Decided on", "By", "About"]);
    sheet.addRow(["", "Hold the annual forum", "March 2019", "Complete", "31 May 2019", "Jo", "Is it finished"]);
    expect(await groups()).toEqual(["overdue", "overdue", "due-soon"]);
    await generate();
    const says = "Several rows say these words, and it does not say which of them it is about.";
    expect(wordsOn(workbook, page).split(says)).toHaveLength(2);
    expect(textsOf(workbook, "Plan readings")[0]).toEqual([
      "Ref",
      "Action",
      "Words it applies to",
      "Read as",
      "Decided on",
      "By",
      "About",
      "Which row",
    ]);
  });
});

describe("answered and taken back on one day", () => {
  const on = today();
  const answer = complete(on);
  const back = takeBack(answer, on, "Jo");
  const closed = { ...answer, readAs: "Closed" };
  test.each<[string, Decision[], string]>([
    ["taken back", [answer, back], "overdue"],
    ["given again after that", [answer, back, answer], "complete"],
    ["another answer after that", [answer, back, closed], "closed"],
    // The answer before the one that is taken back does not come back; the question does.
    ["corrected, and the correction taken back", [closed, answer, back], "overdue"],
    ["given by two people and taken back by one", [answer, { ...answer, by: "Ann" }, back], "overdue"],
    ["of an earlier day, taken back and given again", [complete("2019-06-10"), back, answer], "complete"],
  ])("%s", async (_, answers, status) => {
    openRows(plan);
    await generate();
    for (const each of answers) await decide(each);
    expect(await statusOf("1.1")).toBe(status);
  });

  test("what was said once and taken back stays taken back, whatever the record is sorted by", async () => {
    const workbook = openRows(plan);
    await generate();
    for (const each of [answer, back]) await decide(each);
    const rows = textsOf(workbook, "Plan readings").length;
    for (const column of [0, 3, 5]) {
      for (const ascending of [true, false]) {
        workbook.sortRows(idOf(workbook, "Plan readings"), `A2:G${rows}`, column, ascending, "local");
        expect([column, ascending, await statusOf("1.1")]).toEqual([column, ascending, "overdue"]);
      }
    }
  });
});

test("a table the chair made in her own block stays a table, and its name is not taken from it", async () => {
  const workbook = openRows(plan);
  await generate();
  const { Excel } = openInNode(workbook);
  const tables = () =>
    Excel.run(async (context) => {
      const all = context.workbook.tables.load("items/name");
      await context.sync();
      return all.items.map(({ name }) => name).sort();
    });
  const before = await tables();
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem(page);
    sheet.getRange("A12:B13").values = [
      ["Who", "Votes"],
      ["Ana", 3],
    ];
    sheet.tables.add("A12:B13", true).name = "Votes";
    await context.sync();
  });
  await generate();
  expect(await tables()).toEqual([...before, "Votes"].sort());
  expect(wordsOn(workbook, page)).toContain("Votes");
});

test.each<[string, string, () => Promise<string>]>([
  ["an answer", "Plan readings", async () => (await decide(complete())).sheet],
  ["a snapshot", "Plan history", async () => (await saveSnapshot("2019-06-30")).sentence],
  ["the removal of a snapshot", "Plan history", async () => (await removeSnapshot("2019-05-31")).sentence],
])("%s says the name its sheet was given at the last moment", async (_, sheet, ask) => {
  const workbook = openRows(plan);
  await generate();
  workbook.faults.beforeNext((w) => renameSheet(w, w.findSheet(sheet)!, "Kept by Jo", "remote"), 4);
  expect(await ask()).toContain("Kept by Jo");
});
