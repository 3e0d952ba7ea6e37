/**
 * The pane as people use it: the production build under the real Office.js, beside the sample plan, in a real Chromium.
 */
import ExcelJS from "exceljs";
import type { FrameLocator, Page } from "playwright-core";

import { audit } from "./audit";
import { useDemo } from "./session";

jest.setTimeout(180_000);

const plan = "Action plan 2019-20";
const asAt = "2019-09-30";

const session = useDemo();
let page: Page;
let pane: FrameLocator;

beforeEach(() => start());

async function start(options: { workbook?: string } = {}): Promise<void> {
  page = await session.newPage({ width: 1280, height: 900 }, async (context) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: session.url });
    await context.clock.setFixedTime(`${asAt}T10:00:00Z`);
  });
  // What the security policy refuses is told there; a page asking for an icon nobody has is no trouble.
  page.on(
    "console",
    (message) => message.type() === "error" && !message.text().includes("404") && session.trouble.push(message.text()),
  );
  await page.goto(`${session.url}/?workbook=${options.workbook ?? "warwickshire-one-sheet.xlsx"}&today=${asAt}`);
  pane = page.frameLocator("#pane iframe");
}

const button = (name: string | RegExp) => pane.getByRole("button", { name, exact: true });
const heading = (name: string | RegExp) => pane.getByRole("heading", { level: 1, name });
const sheets = () => page.locator("#tabs [role=tab]").allTextContents();

async function toHome(): Promise<void> {
  await button("Yes, that’s our plan").click();
  await heading(/Warwickshire Prevent Action Plan/).waitFor();
}

async function counts(): Promise<number[]> {
  const names = await pane
    .getByRole("list", { name: /by how they stand/ })
    .getByRole("button")
    .evaluateAll((all) => all.map((each) => each.getAttribute("aria-label")!));
  return names.map((name) => Number(/(\d+) action/.exec(name)![1]));
}

async function select(address: string): Promise<void> {
  await page.locator("#name-box").fill(address);
  await page.locator("#name-box").press("Enter");
}

async function type(address: string, text: string): Promise<void> {
  await select(address);
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

/** What a cell holds, as the formula bar shows it. */
async function cells(sheet: string, address: string): Promise<string> {
  await page.getByRole("tab", { name: sheet, exact: true }).click();
  await select(address);
  return page.locator("#formula").inputValue();
}

/** A small plan of another kind, as a file; `rota` is what it promises for its second action. */
async function ferryPlan(rota: string) {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet("Work").addRows([
    ["Ref", "Action", "Lead", "Target date", "Progress"],
    ["A1", "Repaint the ferry shelter", "Jo Bell", "May 2019", ""],
    ["A2", "Agree a rota for the food bank", "Sam Reed", rota, "Draft rota circulated"],
    ["A3", "Hold a residents' open day", "Jo Bell", "TBC", ""],
  ]);
  return {
    name: "ferry.xlsx",
    mimeType: "application/octet-stream",
    buffer: Buffer.from(await workbook.xlsx.writeBuffer()),
  };
}

async function openGenerate(): Promise<void> {
  await button("Generate quarterly update").click();
  await heading("Generate quarterly update").waitFor();
}

describe("the first run", () => {
  test("says what it sees, asks one question, changes nothing, and is not repeated after Yes", async () => {
    await heading("I can see a plan in this workbook").waitFor();
    await pane.getByText("6 sections, 30 actions").waitFor();
    await pane.getByText("Nothing in your plan will be changed.").waitFor();
    await pane.getByRole("heading", { name: /second column.*no heading/ }).waitFor();
    await toHome();
    expect(await sheets()).toEqual([plan]);
    await page.reload();
    await heading(/Warwickshire Prevent Action Plan/).waitFor();
  });

  test("an answer is kept and not asked again; a column can be corrected", async () => {
    await button("Yes, the owner").click();
    await pane
      .getByText(/Kept in the sheet “Plan readings”/)
      .first()
      .waitFor();
    await expectGone(pane.getByRole("heading", { name: /second column.*no heading/ }));
    expect(await sheets()).toEqual([plan, "Plan readings"]);
    await button("Correct a column").click();
    await pane.getByLabel(/column E/).selectOption({ label: "None of these" });
    await button("Keep these corrections").click();
    await button("Leave as they are").click();
    await pane
      .getByRole("listitem")
      .filter({ hasText: /^Also here: column E/ })
      .waitFor();
  });
});

describe("home and its lists", () => {
  test("the six counts add up, each opens its list, an action says why, Go to row selects it", async () => {
    await toHome();
    const six = await counts();
    expect(six).toHaveLength(6);
    expect(six.reduce((sum, each) => sum + each, 0)).toBe(30);
    const [overdue] = six;
    await button(/^Overdue: /).click();
    await heading(`Overdue: ${overdue} actions`).waitFor();
    expect(await pane.getByRole("list", { name: "Overdue" }).getByRole("listitem").count()).toBe(overdue);
    await button(/^1\.2 /).click();
    await heading("Action 1.2").waitFor();
    await pane
      .getByText(/“March 2018”.*31 March 2018/)
      .first()
      .waitFor();
    await button("Go to row").click();
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>("#name-box")!.value.includes("7"));
  });

  test("another date shows the plan as it stood then; long after its last date a better one is offered", async () => {
    await toHome();
    const [overdue] = await counts();
    await pane.getByLabel("How it stands as at").fill("2019-06-01");
    await button("Show").click();
    await pane.getByText("Shown as at 1 June 2019.").first().waitFor();
    expect((await counts())[0]).toBeLessThan(overdue!);
    await pane.getByLabel("How it stands as at").fill("2026-09-30");
    await button("Show").click();
    await button(/^Show as at /).click();
    await expectGone(button(/^Show as at /));
  });

  test("who leads what: a pick shows that person's rows and is remembered", async () => {
    await toHome();
    await button(/^Who leads what/).click();
    await button(/Lorna Whitfield/)
      .first()
      .click();
    await pane.getByRole("listitem").filter({ hasText: "2.2" }).first().waitFor();
    await button("Back").click();
    await pane.getByText(/Your pick last time/).waitFor();
  });
});

describe("what a person says about a row", () => {
  test("Read it as a date: kept beside the plan, shown in its status, and lapsed when the cell is edited", async () => {
    await toHome();
    const [overdue] = await counts();
    await button(/^Overdue: /).click();
    await button(/^1\.2 /).click();
    await button("Read it as…").click();
    await pane.getByRole("radio", { name: "due on a date" }).check();
    await pane.getByLabel("Due date").fill("2019-12-31");
    await pane.getByLabel(/Your name/).fill("Ann Other");
    await button("Keep this reading").click();
    await heading("Action 1.2").waitFor();
    await pane.getByText("Due soon", { exact: true }).waitFor();
    expect(await cells("Plan readings", "D2")).toContain("31 December 2019");
    expect(await cells("Plan readings", "F2")).toBe("Ann Other");
    expect(await cells(plan, "C7")).toBe("March 2018");

    await type("C7", "April 2018");
    await button("Back").click();
    await button("Back").click();
    await button("Read it again").click();
    await pane.getByText("The plan has been read again.").first().waitFor();
    expect((await counts())[0]).toBe(overdue);
  });

  test("To sort out: Not now writes nothing; an answer takes its question away", async () => {
    await toHome();
    await button(/^To sort out/).click();
    await button("Not now").first().click();
    await pane.getByText("1 set aside while this pane is open.").waitFor();
    expect(await sheets()).toEqual([plan]);
    const questions = button("It was done");
    const before = await questions.count();
    expect(before).toBeGreaterThan(0);
    await questions.first().click();
    await pane
      .getByText(/Kept in the sheet “Plan readings”: .* “Complete”/)
      .first()
      .waitFor();
    expect(await questions.count()).toBe(before - 1);
  });

  test("the one edit of a plan cell is shown before it happens", async () => {
    await toHome();
    await button(/^Overdue: /).click();
    await button(/^1\.2 /).click();
    await button("Change the timescale").click();
    await pane.getByLabel("New timescale").fill("Spring 2020");
    expect(await pane.locator("blockquote").allTextContents()).toEqual(["March 2018", "Spring 2020"]);
    expect(await cells(plan, "C7")).toBe("March 2018");
    await button("Change the cell").click();
    await heading("Action 1.2").waitFor();
    expect(await cells(plan, "C7")).toBe("Spring 2020");
  });
});

describe("the quarterly update", () => {
  test("is generated with everything filled in, its words can be copied, and a second run asks", async () => {
    await toHome();
    await openGenerate();
    expect(await pane.getByLabel("As at").inputValue()).toBe(asAt);
    await pane.getByLabel("Group").fill("Harbour Group");
    await button("Generate quarterly update").click();
    await heading("The update is ready").waitFor();
    expect(await sheets()).toEqual(expect.arrayContaining(["Update Q2 2019-20", "Update data", "Plan history"]));
    await button("Copy words for the minutes").click();
    await pane.getByText("The words for the minutes are copied.").first().waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("verdue");
    await button("Copy as a document").click();
    await pane
      .getByText(/The document is copied/)
      .first()
      .waitFor();
    const kinds = await page.evaluate(async () =>
      (await navigator.clipboard.read()).flatMap((item) => [...item.types]),
    );
    expect(kinds).toContain("text/html");
    await page.getByRole("tab", { name: plan }).click();
    await button("Go to it").click();
    await page.locator("#tabs [role=tab][aria-selected=true]", { hasText: "Update Q2 2019-20" }).waitFor();

    await button("Back to the plan").click();
    await openGenerate();
    expect(await pane.getByLabel("Group").inputValue()).toBe("Harbour Group");
    await pane.getByText("Update Q2 2019-20 is there already").waitFor();
    await pane.getByRole("radio", { name: "Keep both" }).check();
    await button("Generate quarterly update").click();
    await heading("The update is ready").waitFor();
    expect((await sheets()).filter((name) => name.startsWith("Update Q2 2019-20"))).toHaveLength(2);
  });

  test("What changed compares with the snapshot, and one action shows its dates in a chart and in words", async () => {
    await toHome();
    await openMore();
    await button("Save a snapshot now").click();
    await pane
      .locator("[role=status]", { hasText: /Plan history/ })
      .first()
      .waitFor({ state: "attached" });
    await type("C14", "December 2019");
    await pane.getByLabel("How it stands as at").fill("2019-12-01");
    await button("Show").click();
    await pane.getByText("Shown as at 1 December 2019.").first().waitFor();
    await button(/^What changed since last time/).click();
    await pane.getByText("Compared with the snapshot of 30 September 2019.").waitFor();
    await pane.getByRole("heading", { name: "Moved (1)" }).waitFor();
    await button(/2\.2.*December 2019/).click();
    await heading("Action 2.2").waitFor();
    await pane.getByRole("img", { name: /Dates promised for action 2\.2/ }).waitFor();
    await pane
      .getByRole("listitem")
      .filter({ hasText: /^30 September 2019: “June 2019”, due 30 June 2019$/ })
      .waitFor();
  });
});

describe("putting everything back", () => {
  test("names the sheets first, keeps the history unless ticked, and leaves the plan alone", async () => {
    await toHome();
    await openGenerate();
    await button("Generate quarterly update").click();
    await button("Back to the plan").click();
    await openMore();
    await button("Highlight rows").click();
    await openMore();
    await button("Remove highlights").waitFor();
    await button("Put everything back").click();
    await heading("Put everything back").waitFor();
    const listed = pane.getByRole("listitem");
    await listed.filter({ hasText: "highlights on" }).waitFor();
    await listed.filter({ hasText: "“Update Q2 2019-20”" }).waitFor();
    await listed.filter({ hasText: "“Update data”" }).waitFor();
    expect(await listed.filter({ hasText: "“Plan history”" }).count()).toBe(0);
    await pane.getByRole("checkbox", { name: /Plan history/ }).check();
    await listed.filter({ hasText: "“Plan history”" }).waitFor();
    await button("Put everything back").click();
    await heading("Put back").waitFor();
    expect(await sheets()).toEqual([plan]);
  });
});

describe("when something is in the way", () => {
  test("someone is typing: said, and Try again works; a colleague's edit is pointed out, never acted on", async () => {
    await toHome();
    await openMore();
    await select("E30");
    await page.keyboard.type("half a wo");
    await button("Read the plan again").click();
    await pane.getByText("Someone is typing in a cell.").first().waitFor();
    await page.locator(".editor").press("Escape");
    await button("Try again").click();
    await pane.getByText("The plan has been read again.").first().waitFor();

    await page.locator('[data-id="colleague"]').click();
    await type("C7", "June 2020");
    await pane.getByText(/Someone else has changed the workbook/).waitFor();
  });

  test("a workbook with no plan: what was looked at, and nothing written; outside Excel: where it belongs", async () => {
    await start({ workbook: "none" });
    await heading("No plan found").waitFor();
    await button("Try again").waitFor();
    expect(await sheets()).toHaveLength(1);
    const outside = await page.context().newPage();
    await outside.goto(`${session.url}/taskpane.html`);
    await outside.getByRole("heading", { level: 1, name: "This belongs beside a workbook" }).waitFor();
  });

  test("a protected sheet: highlighting says why it cannot, everything else goes on", async () => {
    await toHome();
    await page.locator('[data-id="protect"]').click();
    await openMore();
    await button("Highlight rows").click();
    await pane
      .getByText(/protected/)
      .first()
      .waitFor();
  });

  test("a plan opened from disk has its own first run, and an earlier version of it shows what moved", async () => {
    await heading("I can see a plan in this workbook").waitFor();
    await page.locator("#file").setInputFiles(await ferryPlan("December 2019"));
    await pane.getByText("3 actions").first().waitFor();
    await button("Yes, that’s our plan").click();
    expect((await counts()).reduce((sum, each) => sum + each, 0)).toBe(3);

    await openMore();
    await button("Take in an earlier version").click();
    await pane.getByLabel("The older workbook").setInputFiles(await ferryPlan("July 2019"));
    await pane.getByLabel("The day it stood like that").fill("2019-06-30");
    await button("Take it in").click();
    await heading("What changed since last time").waitFor();
    await pane.getByText("Compared with the snapshot of 30 June 2019.").waitFor();
    await button(/A2.*July 2019.*December 2019/).waitFor();
  });
});

describe("for everybody", () => {
  test("keyboard only: every stop can be reached and left, the focus is never lost, what is done is read out", async () => {
    await heading("I can see a plan in this workbook").focus();
    await walkTo("button Yes, that’s our plan");
    await page.keyboard.press("Enter");
    await waitForFocus(/^h1 Warwickshire/);
    await walkTo(/^button Overdue: /);
    await page.keyboard.press("Enter");
    await waitForFocus(/^h1 Overdue/);
    await walkTo(/^button 1\.2 /);
    await page.keyboard.press("Space");
    await waitForFocus("h1 Action 1.2");
    await page.keyboard.press("Escape");
    await waitForFocus(/^button 1\.2 /);
    await page.keyboard.press("Escape");
    await waitForFocus(/^button Overdue: /);
    await walkTo("summary More");
    await page.keyboard.press("Enter");
    await walkTo(/^button Help/);
    await page.keyboard.press("Enter");
    await waitForFocus("h1 Help");
    await page.keyboard.press("Shift+Tab");
    await waitForFocus("button Back");
    await page.keyboard.press("Enter");
    await waitForFocus(/^h1 Warwickshire/);
    await walkTo("button Generate quarterly update");
    await page.keyboard.press("Enter");
    await waitForFocus("h1 Generate quarterly update");
    await walkTo("button Generate quarterly update");
    await page.keyboard.press("Enter");
    await waitForFocus("h1 The update is ready");
    await pane.locator("[role=status]", { hasText: "Update Q2 2019-20 is ready" }).waitFor({ state: "attached" });
  });

  test("at 320 pixels, light and dark: no sideways scroll, one heading, one main button, names, contrast", async () => {
    await page.evaluate(() => (document.querySelector<HTMLElement>("#pane")!.style.width = "320px"));
    const problems: Record<string, string[]> = {};
    const look = async (screen: string) => {
      for (const colorScheme of ["dark", "light"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        // The theme changes through two renderings, and a colour on its way is nobody's colour.
        await pane.locator("body").evaluate(async (body) => {
          const twice = (then: () => void) => requestAnimationFrame(() => requestAnimationFrame(then));
          await new Promise<void>((then) => twice(then));
          await Promise.allSettled(body.getAnimations({ subtree: true }).map(({ finished }) => finished));
        });
        const found = await pane.locator("body").evaluate(audit);
        if (found.length > 0) problems[`${screen}, ${colorScheme}`] = found;
      }
    };
    await heading("I can see a plan in this workbook").waitFor();
    await look("first run");
    await button("Correct a column").click();
    await look("correcting columns");
    await toHome();
    await openMore();
    await look("home");
    for (const [name, title] of [
      [/^Overdue: /, /^Overdue/],
      [/^To sort out/, "To sort out"],
      [/^What changed/, "What changed since last time"],
      [/^Who leads what/, "Who leads what"],
      ["Set the meeting", "The next meeting"],
      ["Generate quarterly update", "Generate quarterly update"],
    ] as const) {
      await button(name).click();
      await heading(title).waitFor();
      await look(String(title));
      await button("Back").click();
    }
    for (const title of ["Take in an earlier version", "How the plan was read", "Put everything back", "Help"]) {
      await openMore();
      await button(title).click();
      await heading(title === "Put everything back" ? "Nothing to put back" : title).waitFor();
      await look(title);
      await button("Back").click();
    }
    await button(/^Overdue: /).click();
    await button(/^1\.2 /).click();
    await look("one action");
    await button("Read it as…").click();
    await pane.getByRole("radio", { name: "due on a date" }).check();
    await look("read it as");
    await button("Back").click();
    await button("Change the timescale").click();
    await look("change the timescale");
    expect(problems).toEqual({});
  });
});

test("words that never break, in a pane of 270 pixels: nothing scrolls sideways", async () => {
  const long = "Unterschriftensammlung".repeat(14);
  const link = `https://example.org/${"a-page-of-minutes/".repeat(12)}`;
  const workbook = new ExcelJS.Workbook();
  workbook
    .addWorksheet("Plan".padEnd(31, "n"))
    .addRows([
      [`${long} action plan`],
      [],
      ["Ref", "Action", "Lead", "Target date", "Progress"],
      [long.slice(0, 60), long, `${long.slice(0, 90)}@example.org`, "May 2019", link],
      ["A2", `Agree a rota ${long}`, link, long, long],
      ["A3", `See ${link}`, "Jo Bell", `Dependent upon ${link}`, ""],
    ]);
  await heading("I can see a plan in this workbook").waitFor();
  await page.locator("#file").setInputFiles({
    name: "long.xlsx",
    mimeType: "application/octet-stream",
    buffer: Buffer.from(await workbook.xlsx.writeBuffer()),
  });
  await pane.getByText("3 actions").first().waitFor();
  await page.evaluate(() => (document.querySelector<HTMLElement>("#pane")!.style.width = "270px"));
  const wide: string[] = [];
  const look = async (screen: string) => {
    const over = await pane.locator("html").evaluate((root) => root.scrollWidth - root.clientWidth);
    if (over > 0) wide.push(`${screen}: ${over} pixels`);
  };
  await look("first run");
  await button("Yes, that’s our plan").click();
  await button("Generate quarterly update").waitFor();
  await look("home");
  for (const [name, title] of [
    [/^Overdue: /, /^Overdue/],
    [/^No date: /, /^No date/],
    [/^To sort out/, "To sort out"],
    [/^Who leads what/, "Who leads what"],
  ] as const) {
    await button(name).click();
    await heading(title).waitFor();
    await look(String(title));
    await button("Back").click();
  }
  await button(/^Overdue: /).click();
  await pane.locator("main").getByRole("list").getByRole("button").first().click();
  await button("Read it as…").waitFor();
  await look("one action");
  await button("Change the timescale").click();
  await look("change the timescale");
  if (process.env["PANE_PICTURES"]) await page.screenshot({ path: `${process.env["PANE_PICTURES"]}/long.png` });
  expect(wide).toEqual([]);
});

async function openMore(): Promise<void> {
  const more = pane.locator("details", { has: pane.locator("summary", { hasText: /^More$/ }) });
  if ((await more.getAttribute("open")) === null) await more.locator("summary").click();
}

async function expectGone(what: ReturnType<FrameLocator["locator"]>): Promise<void> {
  await what.first().waitFor({ state: "detached" });
}

/** What has the focus in the pane: its element and its name. */
async function focused(): Promise<string> {
  return pane.locator("body").evaluate(() => {
    const at = document.activeElement;
    const tag = at?.tagName === "BUTTON" ? "button" : (at?.tagName.toLowerCase() ?? "nothing");
    const name = at?.getAttribute("aria-label") ?? at?.textContent ?? "";
    return `${tag} ${name.replace(/^‹ /, "").split(/\s+/).join(" ").trim().slice(0, 60)}`;
  });
}

const matches = (text: string, wanted: string | RegExp) =>
  typeof wanted === "string" ? text === wanted : wanted.test(text);

async function walkTo(wanted: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let steps = 0; steps < 60; steps++) {
    await page.keyboard.press("Tab");
    const at = await focused();
    if (matches(at, wanted)) return;
    passed.push(at);
  }
  throw new Error(`Tab never came to ${wanted}: ${passed.join(" | ")}`);
}

async function waitForFocus(wanted: string | RegExp): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (matches(await focused(), wanted)) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`The focus is on “${await focused()}”, not on ${wanted}.`);
}
