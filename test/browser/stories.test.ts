/**
 * Stories of trust, in the pane and on the ribbon, in a real Chromium: what was set and answered is all there afterwards, a
 * team's own sheets are theirs, and a request that is never answered leaves nobody stuck. `STORY_PICTURES` names a folder
 * for pictures of what is seen on the way.
 */
import { writeFileSync } from "node:fs";

import ExcelJS from "exceljs";
import type { FrameLocator, Page } from "playwright-core";

import type { StandInPage } from "../standin/web/main";
import { useDemo } from "./session";

jest.setTimeout(180_000);

const session = useDemo();
let page: Page;
let pane: FrameLocator;

async function start(today: string): Promise<void> {
  page = await session.newPage({ width: 1440, height: 1000 }, (context) =>
    context.clock.setFixedTime(`${today}T10:00:00Z`),
  );
  await page.goto(`${session.url}/?today=${today}`);
  pane = page.frameLocator("#pane iframe");
}

const button = (name: string | RegExp) => pane.getByRole("button", { name, exact: true });
const heading = (name: string | RegExp) => pane.getByRole("heading", { level: 1, name });
const said = (words: string | RegExp) => pane.locator("main").getByText(words).first();
const sheets = () => page.locator("#tabs [role=tab]").allTextContents();
const tab = (name: string | RegExp) => page.locator("#tabs [role=tab]", { hasText: name });

async function toHome(name: RegExp): Promise<void> {
  await button("Yes, that’s our plan").click();
  await heading(name).waitFor();
}

async function more(name: string): Promise<void> {
  const fold = pane.locator("details", { has: pane.locator("summary", { hasText: /^More$/ }) });
  if ((await fold.getAttribute("open")) === null) await fold.locator("summary").click();
  await button(name).click();
}

/** Closes the pane and opens it again with the ribbon's own button. */
async function reopen(name: RegExp): Promise<void> {
  const ribbon = page.getByRole("button", { name: "Review plan" });
  await ribbon.click();
  await page.locator("#pane iframe").waitFor({ state: "detached" });
  await ribbon.click();
  await heading(name).waitFor();
}

let pictures = 0;
async function picture(name: string): Promise<void> {
  const folder = process.env["STORY_PICTURES"];
  if (!folder) return;
  writeFileSync(`${folder}/${String(++pictures).padStart(2, "0")} ${name}.png`, await page.screenshot());
}

/** What a sheet holds, row by row, as shown. */
function texts(sheet: string): Promise<string[][]> {
  return page.evaluate((name) => {
    const { workbook } = (window as unknown as { standIn: StandInPage }).standIn;
    const worksheet = workbook.excel.getWorksheet(name)!;
    const id = workbook.sheetId(worksheet);
    return Array.from({ length: worksheet.rowCount }, (_, row) =>
      Array.from({ length: worksheet.columnCount }, (__, column) => workbook.textOf(id, row, column)),
    );
  }, sheet);
}

/** Everything the workbook's file holds of some sheets, as one text to compare. */
function everythingOf(names: readonly string[]): Promise<string[]> {
  return page.evaluate(
    (wanted) => {
      const { workbook } = (window as unknown as { standIn: StandInPage }).standIn;
      return wanted.map((name) => {
        const { model } = workbook.excel.getWorksheet(name) as unknown as { model: Record<string, unknown> };
        // Where the window stood is not the sheet's; "type" is how the library stores a value.
        return JSON.stringify(model, (key, value: unknown) => (key === "type" || key === "views" ? undefined : value));
      });
    },
    [...names],
  );
}

describe("what is answered in the pane", () => {
  const plan = /Warwickshire Prevent Action Plan/;
  /** Everybody the sample's plan names, and who answers. */
  const people =
    /Ann Other|Graham|Tyler|Whitfield|Lorna|Garrow|McAllister|Hurst|Barlow|Pickard|Huma Hanif|Mahmood|Kirsty|Tranter|Corbett/;

  async function readAs(ref: string, choose: () => Promise<void>, says: RegExp): Promise<void> {
    await button(/^Overdue: /).click();
    await button(new RegExp(`^${ref.replace(".", "\\.")} `)).click();
    await button("Read it as…").click();
    await choose();
    await button("Keep this reading").click();
    await said(says).waitFor();
    await button("Back").click();
    await button("Back").click();
    await heading(plan).waitFor();
  }

  async function answer(label: string): Promise<void> {
    const questions = button(label);
    const before = await questions.count();
    await questions.first().click();
    await said(/^Kept in the sheet “Plan readings”/).waitFor();
    // What was said may be of the answer before this one.
    for (let tries = 0; tries < 100 && (await questions.count()) >= before; tries++) await page.waitForTimeout(100);
    expect(await questions.count()).toBe(before - 1);
  }

  /** What the form of the meeting shows. */
  const meetingShown = async () => ({
    day: await pane.getByLabel("Meeting date").inputValue(),
    group: await pane.getByLabel("Group").inputValue(),
    titles: await pane.getByRole("radio", { name: "Job titles" }).isChecked(),
    marking: await pane.getByLabel("Protective marking").inputValue(),
  });

  test("four answers, the meeting and the calendar do not erase each other, and the ribbon goes by them all", async () => {
    await start("2019-09-30");
    await toHome(plan);
    await button("Set the meeting").click();
    await pane.getByLabel("Meeting date").fill("2019-10-17");
    await pane.getByLabel("Group").fill("Harbour Group");
    await pane.getByRole("radio", { name: "Job titles" }).check();
    await pane.getByLabel("Protective marking").fill("OFFICIAL-SENSITIVE");
    await picture("the meeting filled in");
    await button("Keep").click();
    await said("Kept in the sheet “Plan readings”.").waitFor();

    await more("How the plan was read");
    await pane.getByLabel("Quarters and years are counted by").selectOption("academic");
    await pane.getByLabel(/Your name/).fill("Ann Other");
    await button("Read the plan with these").click();
    await said(/^Kept in the sheet “Plan readings”/).waitFor();
    await button("Back").click();

    await readAs(
      "1.2",
      async () => {
        await pane.getByRole("radio", { name: "due on a date" }).check();
        await pane.getByLabel("Due date").fill("2020-01-31");
      },
      /^Kept .*“Due 31 January 2020”/,
    );
    await readAs("2.2", () => pane.getByRole("radio", { name: "ongoing, with no end" }).check(), /^Kept .*ngoing/);
    await button(/^To sort out/).click();
    await answer("It was done");
    await answer("It was done");
    await picture("two questions answered");
    await button("Back").click();

    await page.getByRole("button", { name: "Generate quarterly update" }).first().click();
    await tab(/^Update Q/).waitFor();
    await page.waitForFunction(() =>
      (window as unknown as { standIn: StandInPage }).standIn.said.some((words) => words.includes("has finished")),
    );
    const update = (await sheets()).find((name) => name.startsWith("Update Q"))!;
    const written = (await texts(update)).flat().filter(Boolean);
    expect(written).toEqual(expect.arrayContaining(["Harbour Group", "17 October 2019", "OFFICIAL-SENSITIVE"]));
    expect(written.filter((text) => people.test(text))).toEqual([]);
    expect((await texts("Update data")).flat().filter((text) => people.test(text))).toEqual([]);
    const decided = written.filter((text) => /“Complete”|31 January 2020|“Ongoing/.test(text));
    expect(decided.length).toBeGreaterThanOrEqual(4);
    await picture("the update from the ribbon");

    await reopen(plan);
    await said("Next meeting 17 October 2019.").waitFor();
    await button("Change the meeting").click();
    expect(await meetingShown()).toEqual({
      day: "2019-10-17",
      group: "Harbour Group",
      titles: true,
      marking: "OFFICIAL-SENSITIVE",
    });
    await button("Back").click();
    await more("How the plan was read");
    expect(await pane.getByLabel("Quarters and years are counted by").inputValue()).toBe("academic");
    await button("Back").click();
    const kept = (await texts("Plan readings")).map((row) => row.join(" | "));
    expect(kept.filter((line) => / Complete /.test(line))).toHaveLength(2);
    for (const words of ["Due 31 January 2020", "ngoing", "Harbour Group", "17 October 2019", "OFFICIAL-SENSITIVE"])
      expect(kept.filter((line) => line.includes(words))).toHaveLength(1);
  });
});

describe("a team's own sheets with our names", () => {
  const asAt = "2019-06-30";
  const own = ["Update data", "Plan readings", "Update Q1 2019-20"];
  const mine = own.map((name) => `${name} (2)`);

  async function teamsWorkbook() {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet("Work").addRows([
      ["Ref", "Key action", "Owner", "Timescale", "Notes"],
      ["A1", "Repaint the ferry shelter", "Jo Bell", "May 2019", ""],
      ["A2", "Agree a rota for the food bank", "Sam Reed", "December 2019", "Draft rota circulated"],
      ["A3", "Hold a residents' open day", "Jo Bell", "March 2020", ""],
    ]);
    for (const name of own) {
      const sheet = workbook.addWorksheet(name);
      sheet.addRows([
        [`Our own sheet ${name}`, "Spent", "Left"],
        ["Paint", 120, { formula: "500-B2", result: 380 }],
        ["Hall", 80.5, { formula: "500-B3", result: 419.5 }],
      ]);
      sheet.getCell("A1").font = { bold: true, color: { argb: "FF7030A0" } };
      sheet.getCell("B2").fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFFFF2CC" } };
      sheet.getColumn(1).width = 34;
    }
    workbook.addWorksheet("Dashboard");
    return {
      name: "ferry.xlsx",
      mimeType: "application/octet-stream",
      buffer: Buffer.from(await workbook.xlsx.writeBuffer()),
    };
  }

  /** What somebody does to the workbook meanwhile. */
  const change = (what: "formula" | "protect" | "unprotect") =>
    page.evaluate((does) => {
      const { workbook } = (window as unknown as { standIn: StandInPage }).standIn;
      if (does === "formula") {
        const dashboard = workbook.sheetId(workbook.excel.getWorksheet("Dashboard")!);
        workbook.typeInto(dashboard, "A1", "='Update data (2)'!A2");
      } else workbook.structureProtection = does === "protect" ? {} : null;
    }, what);

  async function generate(): Promise<void> {
    await button("Generate quarterly update").click();
    await heading("Generate quarterly update").waitFor();
    await pane.getByLabel("Group").fill("Harbour Group");
    await button("Generate quarterly update").click();
    await heading(/^The update (is ready|has been replaced)$/).waitFor();
  }

  test("are theirs cell for cell through generate, highlight, generate again and put back, and ours are named", async () => {
    await start(asAt);
    await heading("I can see a plan in this workbook").waitFor();
    await page.locator("#file").setInputFiles(await teamsWorkbook());
    await pane.getByText("3 actions").first().waitFor();
    // What a formula of theirs shows is not theirs to keep once what it looks at has gone.
    const all = (await sheets()).filter((name) => name !== "Dashboard");
    const before = await everythingOf(all);
    await button("Yes, that’s our plan").click();

    await generate();
    for (const name of own)
      await said(new RegExp(`Your workbook has a sheet “${name}” of its own, so mine is “${name} \\(2\\)”`)).waitFor();
    expect(await sheets()).toEqual(expect.arrayContaining([...own, ...mine, "Plan history"]));
    await picture("the names ours took");
    await button("Back to the plan").click();
    await more("Highlight rows");
    await said(/^\d row/).waitFor();
    await generate();
    expect(await sheets()).toHaveLength(all.length + 1 + 4);
    expect((await everythingOf(own)).every((each, index) => each === before[all.indexOf(own[index]!)])).toBe(true);
    await button("Back to the plan").click();

    // A formula of theirs that looks at our table, and a workbook whose sheets cannot go.
    await change("formula");
    await change("protect");
    await more("Put everything back");
    await said("The structure of this workbook is protected, so no sheet can be added, shown or removed.").waitFor();
    await said(/^These formulas look at sheets that would go.*: “Dashboard” A1\./).waitFor();
    expect(await button("Put everything back").getAttribute("aria-disabled")).toBe("true");
    await picture("what stands in the way");
    await button("Back").click();
    await change("unprotect");

    await more("Put everything back");
    await pane.getByRole("checkbox", { name: /Plan history/ }).check();
    const listed = await pane.getByRole("listitem").allTextContents();
    expect(listed.filter((each) => each.startsWith("the sheet")).sort()).toEqual(
      [...mine, "Plan history"].map((name) => `the sheet “${name}”`).sort(),
    );
    await picture("what would go");
    await button("Put everything back").click();
    await heading("Put back").waitFor();
    await picture("put back");
    expect(await sheets()).toEqual([...all, "Dashboard"]);
    expect(await everythingOf(all)).toEqual(before);
  });
});

describe("what others do while the pane is open", () => {
  /** Somebody else types a line under the answers. */
  const colleague = (line: string[]) =>
    page.evaluate((cells) => {
      const { workbook } = (window as unknown as { standIn: StandInPage }).standIn;
      const readings = workbook.excel.getWorksheet("Plan readings")!;
      const row = readings.rowCount + 1;
      cells.forEach((text, column) =>
        workbook.typeInto(workbook.sheetId(readings), `${"ABCDEFG"[column]!}${row}`, text, "remote"),
      );
    }, line);
  const ofPlan = (words: string, readAs: string) =>
    colleague(["Plan", "The plan as a whole", words, readAs, "2019-09-30", "Jo", "Setting"]);

  test("a form asks only for what was changed in it; highlights of before are said to be old", async () => {
    await start("2019-09-30");
    await toHome(/Warwickshire/);
    await button("Set the meeting").click();
    await pane.getByLabel("Group").fill("Harbour Group");
    await button("Keep").click();
    await said("Kept in the sheet “Plan readings”.").waitFor();

    // Two forms stand open, one after the other, while a colleague changes what neither of them asks for.
    await button("Set the meeting").click();
    await pane.getByLabel("Meeting date").fill("2019-10-17");
    await ofPlan("People shown by", "job titles");
    await button("Keep").click();
    await said("Kept in the sheet “Plan readings”.").waitFor();
    await button("Generate quarterly update").click();
    await heading("Generate quarterly update").waitFor();
    expect(await pane.getByRole("radio", { name: "Job titles" }).isChecked()).toBe(true);
    await pane.getByLabel("Protective marking").fill("OFFICIAL");
    await ofPlan("Group", "Quay Board");
    await picture("a form left open");
    await button("Generate quarterly update").click();
    await heading(/^The update is ready$/).waitFor();
    const update = (await sheets()).find((name) => name.startsWith("Update Q"))!;
    const written = (await texts(update)).flat().filter(Boolean);
    expect(written).toEqual(expect.arrayContaining(["Quay Board", "17 October 2019", "OFFICIAL"]));
    expect(written.filter((text) => /Whitfield|Graham Tyler/.test(text))).toEqual([]);
    await said(/Changed elsewhere while you had the form open, so the update has it: Group, “Quay Board”\./).waitFor();
    await picture("the update with what both asked for");
    await button("Back to the plan").click();

    await more("Highlight rows");
    await said(/^\d+ rows/).waitFor();
    await button(/^Overdue: /).click();
    await button(/^1\.2 /).click();
    await button("It was done").click();
    await said(/The highlights on the plan show how it was read before; highlight again to renew them\.$/).waitFor();
    await picture("old highlights are said");

    // A colleague's correction of a column that is not there.
    await ofPlan("Column Q of Elsewhere, “Comments”", "Notes");
    await reopen(/Warwickshire/);
    await more("How the plan was read");
    await said(/^Not applied, because the column is not there any more, or it is called otherwise: /).waitFor();
    await picture("a correction that does not apply");
  });
});

describe("a request that is never answered", () => {
  const waiting = "Excel has not answered yet. Still waiting…";

  /** The next request is lost, or the `nth` from now; `applied`: what it asked for is done all the same. */
  const lose = (applied: boolean, nth = 1) =>
    page.evaluate(
      ([done, at]) =>
        (window as unknown as { standIn: StandInPage }).standIn.workbook.faults.neverAnswerNext({
          applied: done as boolean,
          nth: at as number,
        }),
      [applied, nth] as const,
    );
  const requests = () =>
    page.evaluate(() =>
      (window as unknown as { standIn: StandInPage }).standIn.workbook.requests.map(({ writes }) => writes),
    );

  async function waitAndCancel(): Promise<void> {
    await pane.getByText(waiting).waitFor();
    await picture("waiting");
    await button("Cancel").click();
    await said(/^Stopped, as you asked\./).waitFor();
    await picture("stopped");
  }

  test("is said after five seconds, can be cancelled, and the same thing done again succeeds", async () => {
    await start("2019-09-30");
    await toHome(/Warwickshire/);
    // Looking only.
    await lose(false);
    await more("Put everything back");
    await waitAndCancel();
    await button("Look for what we added").click();
    await heading("Nothing to put back").waitFor();
    await button("Back").click();

    // An answer that is kept and never answered. The one before it shows which of its requests writes.
    await button(/^Overdue: /).click();
    await button(/^1\.2 /).click();
    await button("It was closed").click();
    await said(/^Kept in the sheet “Plan readings”: .*“Closed”/).waitFor();
    const begun = (await requests()).length;
    await button("It was done").click();
    await said(/^Kept in the sheet “Plan readings”: .*“Complete”/).waitFor();
    await pane.getByText("Complete", { exact: true }).first().waitFor();
    await lose(true, (await requests()).slice(begun).indexOf(true) + 1);
    await button("It was closed").click();
    await waitAndCancel();
    await said(/Whether your answer was kept is not known/).waitFor();
    // The plan is read again by itself: what is shown is what is there, and nothing is claimed of it.
    await pane.getByText("Closed", { exact: true }).first().waitFor();
    await said(/Whether your answer was kept is not known/).waitFor();
    await button("It was closed").click();
    await said("It was kept already.").waitFor();
    expect((await texts("Plan readings")).filter((row) => row.includes("Closed"))).toHaveLength(2);
  });
});
