/**
 * An older workbook that somebody picks is read beside the pane in a real browser: the production build's own worker, under
 * the pages' own security policy. What was read by the pane itself for want of a worker does not pass.
 */
import { readFileSync } from "node:fs";
import path from "node:path";

import type { Page } from "playwright-core";

import { compoundFile } from "../excel/files";
import { useDemo } from "./session";

jest.setTimeout(180_000);

const session = useDemo();
let page: Page;

beforeEach(async () => {
  page = await session.newPage({ width: 1440, height: 900 });
  // What each worker says, and which pages it was started from, in the order it was said.
  await page.addInitScript(`{
    const Started = window.Worker;
    window.heard = [];
    window.Worker = class extends Started {
      constructor(...given) {
        super(...given);
        this.addEventListener("message", ({ data }) => {
          window.heard.push(typeof data === "string" ? data : Object.keys(data).join());
        });
      }
    };
  }`);
  await page.goto(session.url);
  await pane().getByRole("button", { name: "Yes, that’s our plan" }).click();
  await pane().getByText("More", { exact: true }).click();
  await pane().getByText("Take in an earlier version").click();
  await pane().getByRole("heading", { level: 1, name: "Take in an earlier version" }).waitFor();
});

const pane = () => page.frameLocator("#pane iframe");
const pick = (name: string, bytes: Uint8Array) =>
  pane()
    .getByLabel("The older workbook")
    .setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) });
const heard = () =>
  pane()
    .locator("body")
    .evaluate(() => (window as unknown as { heard: string[] }).heard);

test("an older workbook is read by the worker", async () => {
  const bytes = readFileSync(path.join(__dirname, "../samples/warwickshire-one-sheet.xlsx"));
  await pick("Plan 31 January 2019.xlsx", bytes);
  await pane().getByText("30 of them match this plan’s 30", { exact: false }).waitFor({ timeout: 60_000 });
  expect(await heard()).toEqual(["ready", "read"]);
});

test("one that is locked with a password is refused by the worker, in its own words", async () => {
  await pick("Plan.xlsx", compoundFile(["EncryptionInfo", "EncryptedPackage"]));
  await pane()
    .getByText("“Plan.xlsx” is locked with a password.", { exact: false })
    .first()
    .waitFor({ timeout: 60_000 });
  expect(await heard()).toEqual(["ready", "refused"]);
});
