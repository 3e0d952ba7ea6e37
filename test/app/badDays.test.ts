/** An officer on a bad day, a colleague at the wrong moment, a chair who reads every word aloud: what must hold all the same. */
import {
  changeTimescale,
  generateUpdate,
  highlightPlan,
  putEverythingBack,
  removeSnapshot,
  reviewPlan,
  saveSettings,
} from "../../src/app";
import type { UpdateRequest } from "../../src/app";
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
import { copySheet, deleteSheet, renameSheet, showSheet } from "../standin/tabs";
import type { StandInWorkbook } from "../standin/workbook";

const page = "Update Q1 2019-20";
const pane = (over: Partial<UpdateRequest> = {}) => generateUpdate({ ...request, ...over });
const said = (work: Promise<{ sentence: string }>) =>
  work.then(
    (x) => x.sentence,
    (e: Error) => e.message,
  );

describe("a page of ours that lost title and heading is never the plan", () => {
  test.each<[string, (w: StandInWorkbook) => void]>([
    [
      "made final: retitled, her block taken out",
      (w) => {
        type(w, page, "A1", "Final version");
        w.deleteRows(idOf(w, page), 10, 5);
      },
    ],
    [
      "title and heading retyped",
      (w) => {
        type(w, page, "A1", "Final version");
        type(w, page, "A11", "Chair's comments");
      },
    ],
    ["the head deleted", (w) => w.deleteRows(idOf(w, page), 0, 16)],
    ["a column put in", (w) => w.shift(w.findSheet(page)!, { axis: "column", at: 0, count: 1 }, "local")],
  ])("%s", async (_, does) => {
    const w = openRows(plan);
    await pane();
    does(w);
    const before = pictureOf(w, [page]);
    expect((await reviewPlan(request.asAt)).plan.tables.map(({ sheet }) => sheet)).toEqual(["Sheet1"]);
    expect((await pane()).sentence).not.toContain("of its own");
    expect(textsOf(w, "Plan history")).toHaveLength(5);
    await highlightPlan(request.asAt);
    expect(pictureOf(w, [page])).toEqual(before);
  });
});

test("an update for last quarter after this one leaves history and slippage true", async () => {
  const w = openRows(plan);
  await pane({ asAt: "2019-06-30" });
  const before = textsOf(w, "Plan history");
  type(w, "Sheet1", "D4", "'December 2019");
  await pane({ asAt: "2019-03-31" });
  // Nobody saw the plan say "December 2019" on 31 March.
  expect(textsOf(w, "Plan history")).toEqual(before);
  const { promise } = (await reviewPlan("2019-09-30")).items[0]!;
  expect(promise).toMatchObject({ firstPromised: "2019-03-31", timesMoved: 1 });
});

test("quarters of two calendars with one name: the earlier page and her words stay", async () => {
  const w = openRows(plan);
  const december = (await pane({ asAt: "2018-12-31" })).sheet; // financial Q3 2018/19
  type(w, december, "A12", "Her words of December.");
  const before = pictureOf(w, [december]);
  await saveSettings({ calendar: "academic" }, "Jo");
  const may = (await pane()).sheet; // academic Q3 2018/19: March to May
  expect(pictureOf(w, [december])).toEqual(before);
  expect(may).not.toBe(december);
  // Nor is it offered to be replaced: of the quarter asked for there is the new one only.
  const { updates } = await reviewPlan(request.asAt);
  expect(updates.filter(({ quarter }) => quarter !== null).map(({ sheet }) => sheet)).toEqual([may]);
});

describe("Update data while a colleague works on it: a note stays with its action, words stay", () => {
  test.each<[string, (w: StandInWorkbook, id: string) => void]>([
    ["sorts", (w, id) => w.sortRows(id, "A2:N5", 2, false, "remote")],
    ["puts a row on top", (w, id) => w.insertRows(id, 0, 1, "remote")],
    ["puts a row in among them", (w, id) => w.insertRows(id, 2, 1, "remote")],
    [
      "puts a column in and writes there",
      (w, id) => {
        w.shift(w.findSheet("Update data")!, { axis: "column", at: 1, count: 1 }, "remote");
        w.typeInto(id, "B3", "their own words", "remote");
      },
    ],
  ])("%s", async (what, does) => {
    const w = openRows(plan);
    await pane();
    type(w, "Update data", "N1", "Our note");
    [2, 3, 4, 5].forEach((row) =>
      type(w, "Update data", `N${row}`, `note on ${textsOf(w, "Update data")[row - 1]![0]}`),
    );
    w.faults.beforeNext((x) => does(x, idOf(x, "Update data")), 4);
    await said(pane());
    const rows = textsOf(w, "Update data");
    if (what.includes("column")) expect(rows.flat()).toContain("their own words");
    for (const row of rows) {
      const note = row.find((text) => text.startsWith("note on "));
      if (note) expect(row).toContain(note.slice("note on ".length));
    }
  });
});

test("removing a snapshot never touches a sheet of the team's that got the name meanwhile", async () => {
  const w = openRows(plan);
  await pane();
  await pane({ asAt: "2019-06-30" });
  const own = w.excel.addWorksheet("Rota");
  for (let row = 1; row <= 7; row += 1) {
    own.getCell(row, 2).value = row;
    own.getRow(row).height = 40;
  }
  own.getCell("A9").value = { formula: "SUM(B2:B5)", result: 14 } as never;
  const cells = () => [own.getCell("A9").formula, ...[1, 2, 3, 4, 5, 6, 7].map((row) => own.getRow(row).height)];
  const before = cells();
  w.faults.beforeNext((x) => {
    renameSheet(x, x.findSheet("Plan history")!, "Old history", "remote");
    renameSheet(x, x.findSheet("Rota")!, "Plan history", "remote");
  }, 4);
  await said(removeSnapshot("2019-05-31"));
  expect(cells()).toEqual(before);
});

test("putting everything back where only our sheets are in sight", async () => {
  const w = openRows(plan);
  await pane();
  showSheet(w, w.findSheet("Sheet1")!, "hidden");
  const names = sheetNamesOf(w);
  const first = await said(putEverythingBack({ all: true, history: true }));
  // Either all goes, or nothing went and the reason is said; never part of it with no way on.
  if (sheetNamesOf(w).length > 1) {
    expect(sheetNamesOf(w)).toEqual(names);
    expect(first).not.toContain("no reason that can be put into words");
  }
});

test("the same Timescale again: nobody changed the row", async () => {
  openRows(plan);
  const { action } = (await reviewPlan(request.asAt)).items[0]!;
  expect(await said(changeTimescale(action, "March 2019"))).not.toContain("somebody has changed the row");
});

test("a copy nobody has written on is not said to be written on", async () => {
  const w = openRows(plan);
  await pane();
  copySheet(w, w.findSheet(page)!);
  type(w, page, "A1", "Final version");
  expect((await pane()).sentence).not.toContain(`Somebody has written on “${page} (2)”`);
});

test("what this version kept of a page is not said to be of an earlier version", async () => {
  const w = openRows(plan);
  await pane();
  w.faults.beforeNext((x) => x.typeInto(idOf(x, page), "A20", "Late words", "remote"), 4);
  expect((await pane()).sentence).toContain(`kept on “Kept from ${page}”`);
  type(w, page, "A1", "Final version");
  expect((await pane()).sentence).not.toContain("made by an earlier version");
});

test("no list of no words", async () => {
  const w = openRows(plan);
  await pane();
  w.faults.beforeNext((x) => {
    x.typeInto(idOf(x, page), "A20", "", "remote");
    x.structureProtection = {};
  }, 4);
  expect((await pane()).sentence).not.toContain("could not be kept: .");
});

test("a passed-over line is said to be of the sheet it stands on", async () => {
  const w = openRows(plan);
  w.excel.addWorksheet("Plan history").addRow(["Month", "Referrals"]);
  await pane();
  type(w, "Plan history (2)", "A3", "last Tuesday");
  expect((await reviewPlan(request.asAt)).history.skipped.join()).toContain("of Plan history (2)");
});

test("sheets of ours are not empty sheets", async () => {
  const w = openRows(plan);
  await pane();
  deleteSheet(w, w.findSheet("Sheet1")!);
  expect(await said(pane())).not.toContain("Every sheet is empty");
});

test("doubled full stop", async () => {
  const w = openRows(plan);
  await pane();
  type(w, page, "B3", "Safer Bucks Partnership Bd.");
  expect((await generateUpdate({ ...request })).sentence).not.toMatch(/\.\./);
});

test("one of one, the longest of one, more than none", async () => {
  const w = openRows([
    ["Ref", "Action", "Owner", "Timescale"],
    ["1", "Go", "Jo Bell", "30 April 2019"],
  ]);
  await pane();
  const headline = textsOf(w, page)[6]![0];
  expect(headline).not.toMatch(/1 of 1 action|the longest/);
  const w2 = openRows([
    ["Ref", "Action", "Owner", "Timescale"],
    ["1", "Go", "Jo Bell", "30 July 2019"],
    ["2", "Stay", "Jo Bell", "30 July 2019"],
  ]);
  await pane();
  expect(textsOf(w2, page)[6]![0]).not.toMatch(/None .* 2 more/);
});

test("one row, each", async () => {
  openRows([
    ["Ref", "Action", "Owner", "Timescale"],
    ["1", "Go", "Jo Bell", "30 July 2020"],
  ]);
  expect((await highlightPlan(request.asAt)).sentence).not.toContain("itself, each");
});

test("words too long for a cell: refused before anything is written", async () => {
  const w = openRows(plan);
  const { action } = (await reviewPlan(request.asAt)).items[0]!;
  const before = pictureOf(w);
  await said(changeTimescale(action, "x".repeat(33_000)));
  expect(pictureOf(w)).toEqual(before);
});

test("a Timescale is changed in the plan, not on a page of ours", async () => {
  const w = openRows(plan);
  await pane();
  type(w, page, "A1", "Final version");
  w.deleteRows(idOf(w, page), 10, 5);
  const before = pictureOf(w, [page]);
  const { action } = (await reviewPlan(request.asAt)).items[0]!;
  await said(changeTimescale(action, "By September 2019"));
  expect(pictureOf(w, [page])).toEqual(before);
  expect(w.excel.getWorksheet("Sheet1")!.getCell("D4").text).toBe("By September 2019");
});

test("a back-dated page does not wash a move away", async () => {
  const w = openRows(plan);
  await pane({ asAt: "2019-03-31" });
  type(w, "Sheet1", "D4", "'December 2019");
  expect(
    textsOf(w, (await pane({ asAt: "2019-06-30" })).sheet)
      .flat()
      .join(),
  ).toContain("Moved: 1.1");
  await pane({ asAt: "2019-03-31" }); // the March page once more, for the file
  expect(
    textsOf(w, (await pane({ asAt: "2019-06-30" })).sheet)
      .flat()
      .join(),
  ).toContain("Moved: 1.1");
});

test("words written on a page after it was looked at are not deleted in silence", async () => {
  const w = openRows(plan);
  await pane();
  w.faults.beforeNext((x) => {
    x.typeInto(idOf(x, page), "A12", "Her words", "remote");
    x.typeInto(idOf(x, page), "A60", "Minutes of the meeting", "remote");
  }, 5);
  const sentence = await said(putEverythingBack({ all: true, history: false }));
  const stands = sheetNamesOf(w).flatMap((name) => textsOf(w, name).flat());
  expect(`${stands.join()} ${sentence}`).toContain("Minutes of the meeting");
});
