/**
 * The page that plays Excel, in a real Chromium, with a tiny add-in of its own: the unmodified Office.js starts, reads and
 * writes; people type, sort and link about; ribbon buttons run.
 */
import path from "node:path";

import ExcelJS from "exceljs";
import type { Browser, FrameLocator, Page } from "playwright-core";

import type { StandInPage } from "../standin/web/main";
import { startDemo, type Demo } from "../standin/web/serve";
import { openBrowser } from "./browser";

const fixture = path.join(__dirname, "../standin/web/fixture");

jest.setTimeout(120_000);

let demo: Demo;
let browser: Browser;
let page: Page;
let pane: FrameLocator;
let trouble: string[];
let books = 0;

beforeAll(async () => {
  demo = await startDemo({ port: 0, addIn: { folder: fixture, manifest: path.join(fixture, "manifest.xml") } });
  browser = await openBrowser();
  const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1366, height: 768 } });
  page = await context.newPage();
  page.on("pageerror", (error) => trouble.push(error.message));
  page.on("dialog", (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(demo.url) && /^https?:/.test(request.url())) trouble.push(`asked ${request.url()}`);
  });
  await page.goto(`${demo.url}/?workbook=blank`);
  pane = page.frameLocator("#pane iframe");
});

afterAll(async () => {
  await browser?.close();
  await demo?.close();
});

/** Each test has an empty workbook of its own, with which the add-in starts again. */
beforeEach(async () => {
  trouble = [];
  await openWorkbook(
    (workbook) => workbook.addWorksheet("Sheet1", { views: [{ state: "normal" }] }),
    `book ${++books}.xlsx`,
  );
  await pane.locator("#ready", { hasText: "Excel" }).waitFor();
});

afterEach(() => {
  // No script error, no question to the person, nothing asked of the network.
  expect(trouble).toEqual([]);
});

const cell = (address: string) => page.locator(`[data-address="${address}"]`);
const standIn = <T>(read: (page: StandInPage) => T) =>
  page.evaluate(`(${read.toString()})(window.standIn)`) as Promise<T>;

/** Waits until a cell shows exactly this; the grid draws with the screen's next frame. */
async function shows(address: string, text: string): Promise<void> {
  await page.waitForFunction(
    ([where, wanted]) => document.querySelector(`[data-address="${where}"]`)?.textContent === wanted,
    [address, text],
    { timeout: 5000 },
  );
}

async function goTo(address: string): Promise<void> {
  await page.locator("#name-box").fill(address);
  await page.locator("#name-box").press("Enter");
}

async function typeInto(address: string, text: string): Promise<void> {
  await goTo(address);
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

/** Opens a workbook in the page as a person would, and waits for the add-in to start again. */
async function openWorkbook(build: (workbook: ExcelJS.Workbook) => void, name = "made.xlsx"): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  build(workbook);
  const buffer = Buffer.from(await workbook.xlsx.writeBuffer());
  await page.locator("#file").setInputFiles({ name, mimeType: "application/octet-stream", buffer });
  await page.locator("#workbook-name", { hasText: name }).waitFor();
}

describe("the add-in in its frame", () => {
  test("Office.js starts as Excel on the web, with no question asked", async () => {
    expect(await pane.locator("#ready").textContent()).toBe("Excel OfficeOnline");
  });

  test("reads a cell a person typed, and is told of the change", async () => {
    await typeInto("A1", "June 2019 or so");
    expect(await pane.locator("#events li").allTextContents()).toEqual(["A1 Local Unknown"]);
    await pane.locator("#read").click();
    await pane.locator("#out", { hasText: "June 2019 or so" }).waitFor();
  });

  test("writes a cell, which the grid shows", async () => {
    await pane.locator("#write").click();
    await shows("A1", "from the pane");
    expect(await pane.locator("#events li").allTextContents()).toEqual(["A1 Local ThisLocalAddin"]);
  });

  test("text beginning with a minus sign becomes a formula, as in Excel", async () => {
    await pane.locator("#text").fill("-1+2");
    await pane.locator("#write").click();
    await pane.locator("#out", { hasText: "written" }).waitFor();
    await goTo("A1");
    expect(await page.locator("#formula").inputValue()).toBe("=-1+2");
  });

  test("a colleague's edit comes as a remote one", async () => {
    await page.locator('[data-id="colleague"]').click();
    await typeInto("B2", "from elsewhere");
    expect(await pane.locator("#events li").allTextContents()).toEqual(["B2 Remote Unknown"]);
  });

  test("while a cell is being edited Excel answers nobody; afterwards it does", async () => {
    await goTo("B2");
    await page.keyboard.type("half a wo");
    await pane.locator("#read").click();
    await pane.locator("#out", { hasText: "InvalidOperationInCellEditMode" }).waitFor();
    await page.locator(".editor").press("Enter");
    await pane.locator("#read").click();
    await pane.locator("#out:empty").waitFor({ state: "attached" });
    await shows("B2", "half a wo");
  });

  test("a protected sheet refuses the add-in and the person", async () => {
    await page.locator('[data-id="protect"]').click();
    await pane.locator("#write").click();
    await pane.locator("#out", { hasText: "AccessDenied" }).waitFor();
    await goTo("A1");
    await page.keyboard.type("mine");
    await page.keyboard.press("Enter");
    await page.locator(".message", { hasText: "is protected" }).waitFor();
    await page.keyboard.press("Escape");
    await shows("A1", "");
  });

  test("dialogs are refused in words, not left hanging", async () => {
    await pane.locator("#dialog").click();
    await pane.locator("#out", { hasText: "failed" }).waitFor();
    // Over plain http the client refuses by itself; over https the page says that it shows none.
  });

  test("document settings outlive the pane", async () => {
    await pane.locator("#settings").click();
    await pane.locator("#out", { hasText: "0" }).waitFor();
    await page.locator("#pane-close").click();
    await page.locator('[data-id="Test.Pane"]').click();
    await pane.locator("#ready", { hasText: "Excel" }).waitFor();
    await pane.locator("#settings").click();
    await pane.locator("#out", { hasText: "1" }).waitFor();
  });

  test("a cell the add-in selects is brought into view, though it was selected already", async () => {
    await typeInto("A400", "far down");
    await goTo("A400");
    await page.locator(".scroller").evaluate((scroller) => (scroller.scrollTop = 0));
    await page.waitForFunction(() => !document.querySelector('[data-address="A400"]'));
    await pane.locator("#address").fill("A400");
    await pane.locator("#select").click();
    await shows("A400", "far down");
  });
});

describe("the ribbon", () => {
  test("shows the manifest's buttons in the person's English", async () => {
    expect(await page.locator(".ribbon-group").last().textContent()).toBe(
      "Show paneStamp C1Missing functionColour group",
    );
  });

  test("a pane button closes and opens the pane", async () => {
    await page.locator('[data-id="Test.Pane"]').click();
    expect(await page.locator("#pane").isVisible()).toBe(false);
    await page.locator('[data-id="Test.Pane"]').click();
    await pane.locator("#ready", { hasText: "Excel" }).waitFor();
  });

  test("function buttons run one after another in frames of their own, which are taken away", async () => {
    await page.locator('[data-id="Test.Stamp"]').click();
    await page.locator('[data-id="Test.Stamp"]').click();
    await shows("C1", "stamped stamped ");
    await page.waitForFunction(() => !document.querySelector("#function-frames iframe"));
    expect(await page.locator("#status").textContent()).toBe("Stamp C1 has finished.");
  });

  test("a button without a function says so", async () => {
    await page.locator('[data-id="Test.Missing"]').click();
    await page.locator("#status", { hasText: "The add-in has no function for Missing function." }).waitFor();
  });

  test("a partner inserts, sorts and deletes rows", async () => {
    await openWorkbook((workbook) =>
      workbook.addWorksheet("Plan", { views: [{ state: "normal" }] }).addRows([["Ref"], ["b"], ["a"], ["c"]]),
    );
    await goTo("A2");
    await page.locator('[data-id="sort-up"]').click();
    await shows("A2", "a");
    await page.locator('[data-id="insert-row"]').click();
    await shows("A3", "a");
    await page.locator('[data-id="delete-row"]').click();
    const column = () => standIn((it) => [1, 2, 3, 4].map((row) => it.workbook.sheets[0]!.textAt(row - 1, 0)));
    expect(await column()).toEqual(["Ref", "a", "b", "c"]);
  });
});

describe("the grid", () => {
  test("keys: type and Enter, Tab, F2, Escape, Delete, arrows", async () => {
    await goTo("B2");
    await page.keyboard.type("one");
    await page.keyboard.press("Tab");
    await page.keyboard.type("two");
    await page.keyboard.press("ArrowDown");
    expect(await page.locator("#name-box").inputValue()).toBe("C3");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("F2");
    await page.keyboard.type("!");
    await page.keyboard.press("Enter");
    await shows("C2", "two!");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.type("never kept");
    await page.keyboard.press("Escape");
    await shows("C2", "two!");
    await page.keyboard.press("Delete");
    await shows("C2", "");
    await shows("B2", "one");
  });

  test("dates are taken, shown and edited as a person would type them", async () => {
    await typeInto("A1", "30/06/2019");
    await goTo("A1");
    await shows("A1", "30/06/2019");
    expect(await page.locator("#formula").inputValue()).toBe("30/06/2019");
  });

  test("the formula bar edits too", async () => {
    await page.locator("#formula").click();
    await page.keyboard.type("from the bar");
    await page.keyboard.press("Enter");
    await shows("A1", "from the bar");
  });

  test("a link jumps to its place on another sheet; one out of the workbook goes nowhere", async () => {
    await openWorkbook((workbook) => {
      const sheet = workbook.addWorksheet("Update");
      sheet.getCell("A1").value = { text: "2.2", hyperlink: "#'The plan'!B40" };
      sheet.getCell("A2").value = { text: "out", hyperlink: "https://example.test/" };
      workbook.addWorksheet("The plan").getCell("B40").value = "here";
    });
    await cell("A2").locator(".link").click();
    await page.locator(".message", { hasText: "https://example.test/" }).waitFor();
    await cell("A1").locator(".link").click();
    await shows("B40", "here");
    expect(await page.locator('[role="tab"][aria-selected="true"]').textContent()).toBe("The plan");
    expect(await page.locator("#name-box").inputValue()).toBe("B40");
  });

  test("a conditional format's label shows before the words on its day, and the value stays", async () => {
    await openWorkbook((workbook) => {
      const sheet = workbook.addWorksheet("Plan");
      sheet.getCell("C5").value = "June 2019";
      const style = {
        numFmt: '"Overdue since 30 Jun 2019 · "@',
        fill: { type: "pattern", pattern: "solid", bgColor: { argb: "FFFFC7CE" } },
      };
      const rule = {
        type: "expression",
        priority: 1,
        formulae: ['AND(TODAY()>43646,LEFT($C$5,255)="June 2019")'],
        style,
      };
      sheet.addConditionalFormatting({ ref: "C5", rules: [rule as unknown as ExcelJS.ConditionalFormattingRule] });
    });
    await page.locator("#today").fill("2019-06-30");
    await shows("C5", "June 2019");
    await page.locator("#today").fill("2019-07-01");
    await shows("C5", "Overdue since 30 Jun 2019 · June 2019");
    expect(await cell("C5").evaluate((element) => element.style.background)).toBe("rgb(255, 199, 206)");
    await goTo("C5");
    expect(await page.locator("#formula").inputValue()).toBe("June 2019");
    await typeInto("C5", "'June 2020");
    await shows("C5", "June 2020");
  });

  test("copies what is selected, cells with lines and quotation marks in them too, and pastes it", async () => {
    await openWorkbook((workbook) =>
      workbook.addWorksheet("Plan").addRows([
        ["a", 'b "one"\nc'],
        [1, 2],
      ]),
    );
    await goTo("A1:B2");
    await page.keyboard.press("ControlOrMeta+c");
    await goTo("D1");
    await page.keyboard.press("ControlOrMeta+v");
    await shows("D2", "1");
    const pasted = await standIn((it) => [it.workbook.sheets[0]!.textAt(0, 4), it.workbook.sheets[0]!.textAt(1, 4)]);
    expect(pasted).toEqual(['b "one"\nc', "2"]);
  });

  test("ten thousand rows: few are on the page, the last is reached, and typing stays quick", async () => {
    await openWorkbook((workbook) => {
      const sheet = workbook.addWorksheet("Long");
      for (let row = 1; row <= 10_000; row++)
        sheet.addRow([row, `Action ${row} with some words that wrap`, "June 2019", "Police"]);
      sheet.getColumn(2).alignment = { wrapText: true };
      sheet.addConditionalFormatting({
        ref: "C1:C10000",
        rules: [{ type: "expression", priority: 1, formulae: ['C1="late"'], style: { font: { bold: true } } }],
      });
    }, "long.xlsx");
    await goTo("B10000");
    await shows("B10000", "Action 10000 with some words that wrap");
    expect(await page.locator(".row").count()).toBeLessThan(80);
    const began = Date.now();
    await typeInto("C10000", "late");
    await page.waitForFunction(() => {
      const text = document.querySelector('[data-address="C10000"] .text');
      return text && getComputedStyle(text).fontWeight === "700";
    });
    expect(Date.now() - began).toBeLessThan(5000);
  });

  test("says itself to a screen reader as a grid", async () => {
    await typeInto("B2", "words");
    await goTo("B2");
    const grid = page.getByRole("grid", { name: "Sheet Sheet1" });
    expect(await grid.getAttribute("aria-activedescendant")).toBe("cell-B2");
    expect(await grid.getByRole("gridcell", { selected: true }).textContent()).toBe("words");
  });
});

test("a file that is no workbook is said in words, and the open one stays", async () => {
  await typeInto("A1", "kept");
  await page
    .locator("#file")
    .setInputFiles({ name: "notes.xlsx", mimeType: "text/plain", buffer: Buffer.from("not a workbook") });
  await page.locator(".message").waitFor();
  expect(await page.locator(".message").textContent()).not.toMatch(/Error|undefined/);
  await shows("A1", "kept");
});

test("a saved copy can be opened again", async () => {
  await typeInto("A1", "saved words");
  const download = page.waitForEvent("download");
  await page.locator('[data-id="save"]').click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/ - copy\.xlsx$/);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile((await file.path())!);
  expect(workbook.worksheets[0]!.getCell("A1").value).toBe("saved words");
});
