/**
 * The main road, end to end: what somebody sees who types the two words of the README and clicks. The production build
 * under the real Office.js, the manifest's own buttons, a real Chromium.
 */
import { writeFileSync } from "node:fs";

import type { Page } from "playwright-core";

import type { StandInPage } from "../standin/web/main";
import { useDemo } from "./session";

jest.setTimeout(180_000);

const session = useDemo();
let page: Page;

beforeEach(async () => {
  page = await session.newPage({ width: 1440, height: 900 });
});

const ribbonGenerate = () => page.getByRole("button", { name: "Generate quarterly update" }).first();
const tabs = () => page.locator("#tabs [role=tab]").allTextContents();
const tab = (name: string) => page.locator("#tabs [role=tab]", { hasText: name });
const pane = () => page.frameLocator("#pane iframe");

/** Texts of a column of the sheet as the workbook holds them. */
function column(sheet: string, index: number): Promise<string[]> {
  return page.evaluate(
    ([name, at]) => {
      const { workbook } = (window as unknown as { standIn: StandInPage }).standIn;
      const worksheet = workbook.excel.getWorksheet(name as string)!;
      const id = workbook.sheetId(worksheet);
      return Array.from({ length: worksheet.rowCount }, (_, row) => workbook.textOf(id, row, at as number));
    },
    [sheet, index] as const,
  );
}

test("the ribbon's button generates the update with no pane open", async () => {
  await page.goto(`${session.url}/?pane=closed`);
  await ribbonGenerate().click();
  await tab("Update Q1 2019-20").waitFor({ timeout: 60_000 });
  expect(await tabs()).toEqual(["Action plan 2019-20", "Plan history", "Update Q1 2019-20", "Update data"]);
  const page1 = await column("Update Q1 2019-20", 0);
  expect(page1[0]).toBe(
    "Warwickshire Prevent Action Plan 2019 – 2021 (2019 – 2020 Version): quarterly update, Q1 2019/20",
  );
  expect(page1).toEqual(
    expect.arrayContaining(["Decisions for the group", "Overdue (5)", "By section", "About this update"]),
  );
  expect((await column("Update data", 0)).filter(Boolean)).toHaveLength(28);
  expect((await column("Update data", 8)).filter((status) => status === "Overdue")).toHaveLength(5);
  // The update is in view, and its first reference leads to the plan.
  await page.locator('[data-address="A1"]', { hasText: "quarterly update" }).waitFor();

  // Clicks after the first are not queued behind one that never said it had finished.
  await ribbonGenerate().click();
  await page.waitForFunction(
    () =>
      (window as unknown as { standIn: StandInPage }).standIn.said.filter((words) => words.includes("has finished"))
        .length === 2,
  );
  expect(await column("Update Q1 2019-20", 0)).toEqual(page1);
});

test("what stops the ribbon's button is said on a sheet, and goes once it works", async () => {
  await page.goto(`${session.url}/?workbook=blank&pane=closed`);
  await ribbonGenerate().click();
  await tab("Update not generated").waitFor({ timeout: 60_000 });
  expect(await column("Update not generated", 0)).toEqual(
    expect.arrayContaining(["The quarterly update was not generated", "I cannot see an action plan in this workbook."]),
  );
});

test("the pane waits, shows the plan and generates the update", async () => {
  await page.goto(session.url);
  await pane().getByRole("button", { name: "Yes, that’s our plan" }).click();
  await pane().getByRole("button", { name: "Generate quarterly update" }).click();
  await pane().getByRole("heading", { level: 1, name: "Generate quarterly update" }).waitFor();
  await pane()
    .getByRole("button", { name: /^Generate/ })
    .click();
  await tab("Update Q1 2019-20").waitFor({ timeout: 60_000 });
  expect(await column("Update Q1 2019-20", 0)).toContain("Overdue (5)");
});

test("the highlights show their labels on the plan, and the pictures for the documents are taken", async () => {
  await page.goto(`${session.url}/?zoom=75`);
  await pane().getByRole("button", { name: "Yes, that’s our plan" }).click();
  await pane().getByText("More", { exact: true }).click();
  await pane().getByRole("button", { name: "Highlight rows" }).click();
  await page.locator('[data-address="C7"]', { hasText: "Overdue · March 2018" }).waitFor({ timeout: 60_000 });
  // A pane opened anew knows of them.
  await page.getByRole("button", { name: "Review plan" }).click();
  await page.getByRole("button", { name: "Review plan" }).click();
  await pane().getByText("More", { exact: true }).click();
  await pane().getByRole("button", { name: "Remove highlights" }).waitFor();
  const stored = await column("Action plan 2019-20", 2);
  expect(stored[6]).toBe("March 2018");
  await pane().getByText("More", { exact: true }).click();
  await pane()
    .locator("body")
    .evaluate((body) => body.ownerDocument.defaultView!.scrollTo(0, 0));
  await pane().getByRole("heading", { level: 1 }).scrollIntoViewIfNeeded();
  if (process.env["PICTURES"]) writeFileSync(`${process.env["PICTURES"]}/pane.png`, await page.screenshot());
});
