/** What a review gives out of the workbook: each action with its own past, what there is to know of the sheets. */
import { generateUpdate, reviewPlan, saveSettings, saveSnapshot } from "../../src/app";
import { idOf, openRows, smallPlan, typeInto, updateRequest } from "./workbooks";

const { asAt } = updateRequest;

test("what was promised is told of each action by its own past, and of none before the first snapshot", async () => {
  const workbook = openRows(smallPlan);
  expect((await reviewPlan(asAt)).items.map(({ promise }) => promise)).toEqual([null, null, null, null]);
  await saveSnapshot("2019-03-31");
  typeInto(workbook, "Sheet1", "D5", "December 2019");
  workbook.insertRows(idOf(workbook, "Sheet1"), 3, 1, "remote");
  const { items } = await reviewPlan(asAt);
  expect(items.map(({ action, promise }) => [action.ref, promise?.firstPromised, promise?.timesMoved])).toEqual([
    ["1.1", "2019-03-31", 0],
    ["1.2", "2019-06-30", 1],
    ["1.3", null, 0],
    ["1.4", "2020-03-31", 0],
  ]);
  expect(items.map(({ promise }) => promise?.notAgreed)).toEqual([
    null,
    { from: "2019-06-30", to: "2019-12-31" },
    null,
    null,
  ]);
});

test("the pages there are, the newest first, each with its quarter and whether it was written to its end", async () => {
  openRows(smallPlan);
  expect((await reviewPlan(asAt)).updates).toEqual([]);
  await generateUpdate({ ...updateRequest, asAt: "2019-03-31" });
  await generateUpdate(updateRequest);
  const { updates, quarter, history } = await reviewPlan(asAt);
  expect(updates).toEqual([
    { sheet: "Update Q1 2019-20", quarter: "Q1 2019/20", whole: true },
    { sheet: "Update Q4 2018-19", quarter: "Q4 2018/19", whole: true },
  ]);
  expect(quarter.name).toBe("Q1 2019/20");
  expect(history).toEqual({ snapshots: ["2019-03-31", "2019-05-31"], skipped: [] });
  // Of another calendar's quarters none is this one.
  await saveSettings({ calendar: "academic" }, "Jo");
  expect((await reviewPlan(asAt)).updates.map((each) => each.quarter)).toEqual([null, null]);
});

test("only the plan's own protected sheets are named", async () => {
  const workbook = openRows(smallPlan);
  workbook.excel.addWorksheet("Contacts").addRow(["Name", "Phone"]);
  workbook.protect(idOf(workbook, "Contacts"));
  expect((await reviewPlan(asAt)).protectedSheets).toEqual([]);
  workbook.protect(idOf(workbook, "Sheet1"));
  expect((await reviewPlan(asAt)).protectedSheets).toEqual(["Sheet1"]);
});

test("what falls due before the meeting that is remembered is told", async () => {
  openRows(smallPlan);
  expect((await reviewPlan(asAt)).byMeeting).toBeNull();
  await generateUpdate(updateRequest);
  expect((await reviewPlan(asAt)).byMeeting).toBe("By 17 July 2019 one more will be overdue: 1.2.");
});
