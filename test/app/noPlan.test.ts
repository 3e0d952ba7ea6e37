/** No plan to be seen: what was looked at is named, and whether somebody had chosen where to look. */
import { PlanProblem, reviewPlan, saveSettings } from "../../src/app";
import { openRows } from "./workbooks";

const plan = [
  ["Ref", "Action", "Lead", "When"],
  ["1", "Repaint the shelter", "Jo Bell", "March 2019"],
];

async function lookedAt(): Promise<PlanProblem> {
  const problem = await reviewPlan("2019-05-31").catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(PlanProblem);
  return problem as PlanProblem;
}

test("an empty workbook", async () => {
  openRows([]);
  const { name, happened, because, looked } = await lookedAt();
  expect([name, happened]).toEqual(["no-plan", "I cannot see an action plan in this workbook."]);
  expect(because).toBe("I looked at every sheet. “Sheet1”: The sheet is empty.");
  expect(looked).toMatchObject({ sheets: [{ sheet: "Sheet1", why: "The sheet is empty." }], chosen: false });
});

test("a sheet of something else is named, with why", async () => {
  openRows([
    ["Name", "Telephone"],
    ["Ann Lee", "01926 000000"],
  ]);
  const { because, looked } = await lookedAt();
  expect(because).toMatch(/^I looked at every sheet\. “Sheet1”: [A-Z][^.]*\.$/);
  expect(looked).toMatchObject({ sheets: [{ sheet: "Sheet1" }], chosen: false });
});

test("of many sheets a few are named and the rest counted", async () => {
  const workbook = openRows([["Name", "Telephone"]]);
  for (let n = 2; n <= 7; n += 1) workbook.excel.addWorksheet(`Sheet${n}`).addRow(["Name", "Telephone"]);
  const { because, looked } = await lookedAt();
  expect(because).toMatch(/“Sheet4”: [^“]* And 3 sheets more\.$/);
  expect(looked.sheets).toHaveLength(7);
});

test("the sheet that was chosen holds no plan any more: that it was chosen is known, so that another can be", async () => {
  const workbook = openRows(plan);
  await saveSettings({ sheets: ["Sheet1"] }, "Ann Lee");
  expect((await reviewPlan("2019-05-31")).items).toHaveLength(1);
  workbook.deleteRows(workbook.sheets[0]!.id, 0, 2, "remote");
  expect((await lookedAt()).looked).toMatchObject({ chosen: true });
});
