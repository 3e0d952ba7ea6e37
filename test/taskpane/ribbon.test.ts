/**
 * The ribbon's button when something is in its way: what is said on a sheet, and that the click is said to be over once, so
 * that later ones are not queued behind it. Runs the function itself under the real office.js.
 */
import type { generateQuarterlyUpdate } from "../../src/commands/commands";
import { openRows, sheetNamesOf, textsOf } from "../app/workbooks";
import type { StandInWorkbook } from "../standin/workbook";

const notice = "Update not generated";
const waitedFor = "Somebody may have been typing in a cell all that time, which was waited for";
const plan = [
  ["Ref", "Key action", "Owner", "Timescale", "Notes"],
  ["1.1", "Publish the referral pathway", "Tom Reed", "March 2019", ""],
  ["1.2", "Train the front line", "Ana Bell", "By June 2019", ""],
];

let workbook: StandInWorkbook;
let generate: typeof generateQuarterlyUpdate;

beforeEach(async () => {
  workbook = openRows(plan);
  // What a ribbon's page has and this process has not.
  Object.assign(Office.actions, { associate: () => undefined });
  ({ generateQuarterlyUpdate: generate } = await import("../../src/commands/commands"));
  jest.useFakeTimers();
});
afterEach(() => jest.useRealTimers());

/** Clicks the button and lets the time pass, with what happens at which second. */
async function click(upTo: number, happens: Record<number, () => void> = {}): Promise<number> {
  const completed = jest.fn();
  const running = generate({ completed });
  for (let second = 0; second < upTo; second += 1) {
    happens[second]?.();
    await jest.advanceTimersByTimeAsync(1_000);
  }
  await running;
  return completed.mock.calls.length;
}

const typing = (on: boolean) => () => workbook.setCellEditMode(on);

test("somebody who is typing is waited for", async () => {
  workbook.setCellEditMode(true);
  expect(await click(40, { 30: typing(false) })).toBe(1);
  expect(sheetNamesOf(workbook).filter((name) => name.startsWith("Update"))).toEqual([
    expect.stringMatching(/^Update Q/),
    "Update data",
  ]);
});

test.each([70, 150])(
  "typing for %i seconds is longer than it waits: said once the cell is finished",
  async (seconds) => {
    workbook.setCellEditMode(true);
    expect(await click(seconds + 10, { [seconds]: typing(false) })).toBe(1);
    expect(sheetNamesOf(workbook)).toEqual(["Sheet1", notice]);
    const [title, ...said] = textsOf(workbook, notice).map(([text]) => text);
    expect(title).toBe("The quarterly update was not generated");
    const words = said.join(" ");
    expect(words).toContain(waitedFor);
    expect(words).toContain("Nothing was written.");
    expect(words).toContain("Finish the cell");
  },
);

test("typing that begins before the writing: it is said that nobody knows what was written, and why it may be so", async () => {
  expect(await click(20)).toBe(1);
  const firstWrite = workbook.requests.findIndex(({ writes }) => writes) + 1;
  workbook = openRows(plan);
  // As soon as the last reading before it is answered.
  workbook.faults.beforeNext(() => void Promise.resolve().then(typing(true)), firstWrite - 1);
  expect(await click(90, { 70: typing(false) })).toBe(1);
  const [title, ...said] = textsOf(workbook, notice).map(([text]) => text);
  expect(title).toBe("The quarterly update may not have been generated");
  expect(said.join(" ")).toContain(waitedFor);
  expect(said.join(" ")).toContain("Whether the update was written is not known");
});

test("an Excel that refuses instead of waiting: the sheet says that somebody was typing", async () => {
  workbook.faults.failNext("InvalidOperationInCellEditMode");
  expect(await click(10)).toBe(1);
  expect(textsOf(workbook, notice).flat()).toEqual([
    "The quarterly update was not generated",
    "Someone is typing in a cell.",
    "Excel takes no other work until the cell is finished. Nothing was written.",
    "Press Enter or Esc in the cell, then try again.",
  ]);
});

test("typing on and on: the click ends all the same, before Excel closes the page", async () => {
  workbook.setCellEditMode(true);
  expect(await click(250)).toBe(1);
});
