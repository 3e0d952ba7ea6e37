/**
 * An earlier version of the workbook is shown before it is taken in, refused where it is not this plan or not its day, and a
 * snapshot that was taken in can be removed again: its lines and nothing else.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { previewEarlierVersion, removeSnapshot, reviewPlan, snapshotsKept, takeInEarlierVersion } from "../../src/app";
import { fileWords } from "../../src/app/pickedFile";
import { unreadableKinds } from "../../src/excel/xlsx/problem";
import { compoundFile, utf8, xlsxOf } from "../excel/files";
import { MEANWHILE } from "../standin/meanwhile";
import { openInNode } from "../standin/node";
import { StandInWorkbook } from "../standin/workbook";
import { openRows, openSample, pictureOf, textsOf, typeInto } from "./workbooks";

const name = "warwickshire-one-sheet.xlsx";
const arrayBuffer = (bytes: Uint8Array) =>
  bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
const sample = () => arrayBuffer(new Uint8Array(readFileSync(join(__dirname, "..", "samples", name))));

/** The sample as it stood earlier: one date was another then. */
async function earlier(): Promise<ArrayBuffer> {
  const workbook = await StandInWorkbook.open(new Uint8Array(sample()), name);
  workbook.excel.worksheets[0]!.eachRow((row) =>
    row.eachCell((cell) => {
      if (cell.text === "By September 2019") cell.value = "By March 2019";
    }),
  );
  return arrayBuffer(await workbook.save());
}

/** A workbook in which a colleague puts a row into Plan history before the nth request. */
async function withRowPutIn(file: Uint8Array, nth: number): Promise<StandInWorkbook> {
  const workbook = await StandInWorkbook.open(file, name);
  openInNode(workbook);
  workbook.faults.beforeNext((there) => {
    const sheet = there.sheets.find((each) => each.name === "Plan history")!;
    MEANWHILE["a row is put in among the others"](there, sheet);
  }, nth);
  return workbook;
}

const rowsOf = (rows: readonly string[][]) =>
  rows
    .map((row) => `<row>${row.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join("")}</row>`)
    .join("");
const headings = ["Key action", "Owner", "Timescale", "Outcomes"];
const anotherPlan = arrayBuffer(
  xlsxOf({
    rows: rowsOf([
      headings,
      ["Dredge the harbour mouth", "Harbour Master", "June 2019", "Ferries sail at low tide"],
      ["Paint the ticket office", "Estates", "July 2019", "A dry office"],
      ["Buy two new gangways", "Procurement", "May 2020", "Safe boarding"],
      ["Train the night crew", "Crew manager", "March 2020", "Night sailings"],
    ]),
  }),
);

test("every kind of unreadable file has words of its own, and says what to do", () => {
  const said = unreadableKinds.map((kind) => fileWords[kind][0]);
  expect(new Set(said).size).toBe(unreadableKinds.length);
  expect(unreadableKinds.filter((kind) => fileWords[kind][2] === "")).toEqual([]);
});

describe("what a file holds", () => {
  test("is told before anything is written", async () => {
    const workbook = await openSample(name);
    const before = pictureOf(workbook);
    const holds = await previewEarlierVersion(await earlier(), "Plan 31 January 2019.xlsx", "2019-05-31");
    expect(holds).toMatchObject({
      actions: 30,
      matching: 30,
      of: 30,
      refused: null,
      suggested: {
        date: "2019-01-31",
        because:
          "Its name says 31 January 2019. Taken in for that day, it would add 30 lines to the sheet “Plan history”.",
      },
    });
    expect(holds.sheets).toHaveLength(1);
    expect(pictureOf(workbook)).toEqual(before);
  });

  test.each([
    ["Plan 31 March 2019.xlsx", "2019-03-31"],
    ["plan_2019-03-31_v2.xlsx", "2019-03-31"],
    ["Plan (31.03.19).xlsx", "2019-03-31"],
    ["20190331 plan.xlsx", "2019-03-31"],
    ["Plan 31st Mar 2019 final.xlsx", "2019-03-31"],
    ["Plan 31 June 2019.xlsx", null],
    ["Plan 2016-2020.xlsx", null],
    ["Plan March.xlsx", null],
    ["Plan 1 June 2030.xlsx", null],
  ])("a date in the name is offered: %s", async (fileName, date) => {
    await openSample(name);
    const file = arrayBuffer(xlsxOf({ rows: rowsOf([headings, ["Dredge it", "Port", "June 2019", "Deep"]]) }));
    const { suggested } = await previewEarlierVersion(file, fileName, "2019-05-31");
    expect(suggested?.date ?? null).toBe(date);
  });

  test("else the day it was last saved, unless that is still to come", async () => {
    await openSample(name);
    const rows = rowsOf([headings, ["Dredge it", "Port", "June 2019", "Deep"]]);
    const savedOn = async (saved: string) =>
      (await previewEarlierVersion(arrayBuffer(xlsxOf({ rows, saved })), "Plan.xlsx", "2019-05-31")).suggested;
    expect(await savedOn("2019-03-31T10:00:00Z")).toEqual({
      date: "2019-03-31",
      because:
        "It was last saved on 31 March 2019. Taken in for that day, it would add 1 line to the sheet “Plan history”.",
    });
    expect(await savedOn("2019-06-01T10:00:00Z")).toBeNull();
    expect(await savedOn("never")).toBeNull();
  });
});

describe("refused, and nothing is written", () => {
  test.each<[why: string, file: () => ArrayBuffer, fileName: string, taken: string, problem: object]>([
    ["a day to come", sample, "a.xlsx", "2999-01-01", { happened: "1 January 2999 is still to come." }],
    [
      "another plan",
      () => anotherPlan,
      "Harbour.xlsx",
      "2019-01-31",
      { happened: "“Harbour.xlsx” seems to hold another plan: of its 4 actions, none is among the 30 of this one." },
    ],
    [
      "no plan",
      () => arrayBuffer(xlsxOf({ rows: rowsOf([["Name"], ["Ann"]]) })),
      "Names.xlsx",
      "2019-01-31",
      { happened: "I cannot see an action plan in “Names.xlsx”." },
    ],
    [
      "a locked file",
      () => arrayBuffer(compoundFile(["EncryptedPackage"])),
      "Plan.xlsx",
      "2019-01-31",
      { happened: "“Plan.xlsx” is locked with a password." },
    ],
    [
      "a .csv",
      () => arrayBuffer(utf8("a,b")),
      "Plan.xlsx",
      "2019-01-31",
      { happened: "“Plan.xlsx” is plain text, such as a .csv, not an .xlsx workbook." },
    ],
  ])("%s", async (_why, file, fileName, taken, problem) => {
    const workbook = await openSample(name);
    const before = pictureOf(workbook);
    await expect(takeInEarlierVersion(file(), fileName, taken)).rejects.toMatchObject(problem);
    expect(pictureOf(workbook)).toEqual(before);
  });

  test("another plan is refused by the same rule when it is shown", async () => {
    await openSample(name);
    const { refused } = await previewEarlierVersion(anotherPlan, "Harbour.xlsx", "2019-05-31");
    expect(refused).toBe(
      "“Harbour.xlsx” seems to hold another plan: of its 4 actions, none is among the 30 of this one.",
    );
  });
});

test("a day that Plan history holds already is said to be held when the file is shown, and refused when it is taken in", async () => {
  await openSample(name);
  await takeInEarlierVersion(await earlier(), "a.xlsx", "2019-01-31");
  const { refused, suggested } = await previewEarlierVersion(sample(), "Plan 31 January 2019.xlsx", "2019-05-31");
  // It may still be taken in for another day.
  expect(refused).toBeNull();
  expect(suggested?.because).toBe(
    "Its name says 31 January 2019. How the plan stood on 31 January 2019 is in the sheet “Plan history” already, so it cannot be taken in for that day.",
  );
  await expect(takeInEarlierVersion(sample(), "b.xlsx", "2019-01-31")).rejects.toMatchObject({
    happened: "How the plan stood on 31 January 2019 is in the sheet “Plan history” already.",
  });
});

describe("the same plan, however much it was cut or grew since", () => {
  const things = ["harbour mouth", "ticket office", "gangways", "night crew", "car park", "chapel roof", "school gate"];
  const deeds = ["Dredge", "Paint", "Insure", "Photograph", "Survey", "Rent out", "Warm", "Lock", "Sweep"];
  const rows = (from: number, to: number) =>
    deeds
      .flatMap((deed) => things.map((thing) => [`${deed} the ${thing}`, "Estates", "June 2030", `A better ${thing}`]))
      .slice(from, to);
  const another = [
    ["Recruit forty volunteers for reading groups", "Libraries", "March 2030", "More children read"],
    ["Publish guidance on scams in six languages", "Trading Standards", "May 2030", "Fewer victims"],
    ["Open an advice line at weekends", "Citizens Advice", "July 2030", "Earlier help"],
    ["Train GPs to refer patients to walks", "NHS", "April 2030", "Healthier hearts"],
  ];
  test.each<[why: string, then: string[][], now: string[][], matching: number, isRefused: boolean]>([
    ["cut from 60 to 15", rows(0, 60), rows(10, 25), 15, false],
    ["grown from 10 to 60", rows(20, 30), rows(0, 60), 10, false],
    ["cut from 60 to 15 of which 3 are new", rows(0, 60), rows(48, 63), 12, false],
    ["another plan, larger", rows(0, 60), another, 0, true],
    ["another plan, smaller", another, rows(0, 60), 0, true],
  ])("%s", async (_why, then, now, matching, isRefused) => {
    openRows([headings, ...now]);
    const file = arrayBuffer(xlsxOf({ rows: rowsOf([headings, ...then]) }));
    const holds = await previewEarlierVersion(file, "Plan.xlsx", "2019-05-31");
    expect([holds.actions, holds.of]).toEqual([then.length, now.length]);
    if (!isRefused) expect(holds.matching).toBeGreaterThanOrEqual(matching);
    expect(holds.refused !== null).toBe(isRefused);
  });
});

describe("removing a snapshot", () => {
  async function withTwo(): Promise<StandInWorkbook> {
    const workbook = await openSample(name);
    await takeInEarlierVersion(await earlier(), "a.xlsx", "2019-01-31");
    await takeInEarlierVersion(sample(), "b.xlsx", "2019-03-31");
    return workbook;
  }

  test("takes its lines away and no others", async () => {
    const workbook = await withTwo();
    const before = textsOf(workbook, "Plan history");
    expect(await snapshotsKept()).toEqual([
      { taken: "2019-01-31", lines: 30 },
      { taken: "2019-03-31", lines: 30 },
    ]);
    const { sentence } = await removeSnapshot("2019-01-31");
    expect(sentence).toBe(
      "Removed how the plan stood on 31 January 2019 from the sheet “Plan history”: 30 lines. Their rows stay, marked “Removed”.",
    );
    expect(textsOf(workbook, "Plan history")).toEqual([
      before[0],
      ...Array.from({ length: 30 }, () => ["Removed"]),
      ...before.slice(31),
    ]);
    expect((await reviewPlan("2019-05-31")).history).toEqual({ snapshots: ["2019-03-31"], skipped: [] });
    await expect(removeSnapshot("2019-01-31")).rejects.toMatchObject({ name: "gone" });
  });

  test("keeps what somebody wrote beside it, in its place", async () => {
    const workbook = await withTwo();
    workbook.excel.getWorksheet("Plan history")!.getCell(5, 12).value = "Ask Ann about this";
    const { sentence } = await removeSnapshot("2019-01-31");
    expect(sentence).toContain("30 lines");
    const texts = textsOf(workbook, "Plan history");
    expect(texts[4]!.filter((text) => text !== "")).toEqual(["Removed", "Ask Ann about this"]);
    expect(await snapshotsKept()).toEqual([{ taken: "2019-03-31", lines: 30 }]);
  });

  test.each([
    ["done", false],
    ["refused because a colleague changed a line meanwhile", true],
  ])("formulas that look there and colours somebody gave stay as they are: %s", async (_, isRefused) => {
    const workbook = await withTwo();
    const history = workbook.excel.getWorksheet("Plan history")!;
    workbook.excel.addWorksheet("Dashboard").getCell("A1").value = {
      formula: "'Plan history'!F2",
      result: "",
    } as never;
    history.getCell("D2").fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFFFFF00" } };
    const before = textsOf(workbook, "Plan history");
    if (isRefused) workbook.faults.beforeNext((w) => typeInto(w, "Plan history", "E3", "Ann Lee", "remote"), 4);
    const sentence = await removeSnapshot("2019-01-31").then(
      (done) => done.sentence,
      (problem: Error) => problem.message,
    );
    expect(sentence).toContain(isRefused ? "Nothing was removed" : "30 lines");
    expect(workbook.excel.getWorksheet("Dashboard")!.getCell("A1").formula).toBe("'Plan history'!F2");
    expect(history.getCell("D2").fill).toMatchObject({ fgColor: { argb: "FFFFFF00" } });
    const after = textsOf(workbook, "Plan history");
    expect(after).toHaveLength(before.length);
    if (isRefused)
      expect(after.map((row, at) => (at === 2 ? row.toSpliced(4, 1, before[2]![4]!) : row))).toEqual(before);
  });

  test("whichever request a colleague puts a row in before, the lines of the other day all stay", async () => {
    const workbook = await withTwo();
    const file = await workbook.save();
    const refusals: boolean[] = [];
    for (let nth = 1; nth <= 8; nth += 1) {
      const copy = await withRowPutIn(file, nth);
      const done = await removeSnapshot("2019-01-31").catch((problem: unknown) => problem);
      const dates = textsOf(copy, "Plan history").flatMap((row) => row[0] ?? []);
      const lines = (day: string) => dates.filter((date) => date === day).length;
      const [first, second] = [
        ...new Set(
          textsOf(workbook, "Plan history")
            .slice(1)
            .map((row) => row[0]!),
        ),
      ];
      expect([nth, lines(second!)]).toEqual([nth, 30]);
      expect([nth, lines(first!)]).toEqual([nth, done instanceof Error ? 30 : 0]);
      refusals.push(done instanceof Error);
    }
    // Before the reading or after the removal it does no harm; in between it is noticed.
    expect(refusals).toEqual(expect.arrayContaining([true, false]));
  });

  test("text that looks like a formula is text again where the removal is taken back", async () => {
    const rows = [
      headings,
      ["- spoke to the harbour master", "Port", "June 2019", "=1+1"],
      ["+ two new gangways", "1.10", "July 2019", "@Ferries sail"],
      ["=Paint the ticket office", "Estates", "May 2020", "A dry office"],
    ];
    const workbook = openRows(rows);
    await takeInEarlierVersion(arrayBuffer(xlsxOf({ rows: rowsOf(rows) })), "a.xlsx", "2019-01-31");
    const file = await workbook.save();
    const stored = (there: StandInWorkbook) =>
      there.excel
        .getWorksheet("Plan history")!
        .getSheetValues()
        .map((row) => JSON.stringify(row))
        .filter((row) => row?.includes("harbour") || row?.includes("gangways") || row?.includes("ticket"))
        .sort();
    const expected = stored(workbook);
    expect(expected).toHaveLength(3);
    let refusals = 0;
    for (let nth = 1; nth <= 8; nth += 1) {
      const copy = await withRowPutIn(file, nth);
      const refused = await removeSnapshot("2019-01-31").then(
        () => false,
        () => true,
      );
      if (refused) expect(stored(copy)).toEqual(expected);
      refusals += Number(refused);
    }
    expect(refusals).toBeGreaterThan(0);
  });
});
