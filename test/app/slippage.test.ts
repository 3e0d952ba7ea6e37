/** Slippage over several updates, through the workbook: what partners edit between updates, and what the chair then sees. */
import { decide, generateUpdate, highlightPlan, reviewPlan, saveSnapshot } from "../../src/app";
import type { UpdateRequest } from "../../src/app";
import { agreedMove } from "../../src/plan/decisions";
import type { StandInWorkbook } from "../standin/workbook";
import { highlightsOn, openSample, samples, textsOf } from "./workbooks";

const request = (asAt: string): UpdateRequest => ({
  asAt,
  group: "Prevent Strategy Group",
  meeting: null,
  marking: "",
  people: "names",
  ifThere: "replace",
});

/** A partner types over the Timescale cell of an action. */
function retype(workbook: StandInWorkbook, ref: string, column: string, typed: string): void {
  const sheet = workbook.excel.worksheets[0]!;
  const row = textsOf(workbook, sheet.name).findIndex(([first]) => first?.startsWith(`${ref} `)) + 1;
  workbook.typeInto(workbook.sheetId(sheet), `${column}${row}`, typed, "remote");
}

test("a date that quietly moves, one that is withdrawn, one that is done and one that leaves are all told", async () => {
  const workbook = await openSample(samples[0]);
  await generateUpdate(request("2019-05-31"));
  retype(workbook, "2.5", "C", "By December 2019");
  retype(workbook, "6.4", "C", "TBC");
  retype(workbook, "6.7", "E", "Audit completed and reported to the group.");
  const sheet = workbook.excel.worksheets[0]!;
  const gone = textsOf(workbook, sheet.name).findIndex(([first]) => first?.startsWith("5.3 ")) + 1;
  workbook.deleteRows(workbook.sheetId(sheet), gone - 1, 1, "remote");

  const { items, changes } = await reviewPlan("2019-08-31");
  expect(items).toHaveLength(29);
  const told = Object.fromEntries(
    changes!.groups.map(({ heading, changes: each }) => [heading, each.map(({ ref }) => ref)]),
  );
  expect(told["Moved"]).toEqual(["2.5"]);
  expect(told["Date withdrawn"]).toEqual(["6.4"]);
  expect(told["Gone from the plan"]).toEqual(["5.3"]);
  expect(items.find(({ action }) => action.ref === "6.7")!.status.status).toBe("looks-finished");

  const { sheet: name } = await generateUpdate(request("2019-08-31"));
  const page = textsOf(workbook, name).map(([first]) => first ?? "");
  const since = page.indexOf("Since the last update (31 May 2019)");
  expect(since).toBeGreaterThan(0);
  expect(page.slice(since + 1, since + 4).map((line) => line.split(":")[0])).toEqual([
    "• Moved",
    "• Date withdrawn",
    "• Gone from the plan",
  ]);
  const withdrawn = textsOf(workbook, "Update data").find(([ref]) => ref === "6.4")!;
  expect(withdrawn[8]).toBe("No date");
  expect(textsOf(workbook, "Update data").find(([ref]) => ref === "2.5")![11]).toBe("1");

  await highlightPlan("2019-08-31");
  const labels = highlightsOn(workbook, sheet.name).map(({ numFmt }) => String(numFmt));
  expect(labels.some((label) => label.includes("Date withdrawn"))).toBe(true);
});

test("a move the group agreed is counted apart", async () => {
  const workbook = await openSample(samples[0]);
  await saveSnapshot("2019-05-31");
  retype(workbook, "2.5", "C", "By December 2019");
  const before = (await reviewPlan("2019-08-31")).items.find(({ action }) => action.ref === "2.5")!;
  expect(before.promise).toMatchObject({ timesMoved: 1, notAgreed: { from: "2019-09-30", to: "2019-12-31" } });

  await decide(agreedMove(before.action, "2019-07-17", "2019-08-31", "Ann Lee"));
  const after = (await reviewPlan("2019-08-31")).items.find(({ action }) => action.ref === "2.5")!;
  expect(after.promise).toMatchObject({ timesMoved: 0, notAgreed: null });
  expect(after.promise!.moved).toContain("agreed by the group on 17 July 2019");
  expect(textsOf(workbook, "Plan readings").at(-1)).toEqual([
    "2.5",
    before.action.action,
    "By December 2019",
    "Agreed by the group on 17 July 2019",
    "43708",
    "Ann Lee",
    "Moved with approval",
    "Leadership, governance and accountability · Chair of the Prevent Strategy Group – Lorna Whitfield",
  ]);
});

test("a decision holds while the words stand, and the question comes back when a partner edits them", async () => {
  const workbook = await openSample(samples[0]);
  const closed = async () => (await reviewPlan("2019-05-31")).items.find(({ action }) => action.ref === "5.2")!;
  const { action } = await closed();
  await decide({
    ref: action.ref,
    action: action.action,
    about: "progress",
    words: action.progress.words,
    readAs: "Closed",
    decidedOn: "2019-05-31",
    by: "",
  });
  expect((await closed()).status).toMatchObject({ status: "closed", confirm: false });
  retype(workbook, "5.2", "D", "E-CINS is no longer applicable; Dovetail replaced it in 2019.");
  expect((await closed()).status).toMatchObject({ status: "looks-closed", confirm: true });
});

test("history somebody sorted and trimmed is read as far as it goes, and what was passed over is said", async () => {
  const workbook = await openSample(samples[0]);
  await saveSnapshot("2019-05-31");
  const history = workbook.excel.getWorksheet("Plan history")!;
  const id = workbook.sheetId(history);
  workbook.typeInto(id, "A5", "last spring");
  workbook.deleteRows(id, 20, 3);
  const { history: read, changes } = await reviewPlan("2019-08-31");
  expect(read.snapshots).toEqual(["2019-05-31"]);
  expect(read.skipped).toHaveLength(1);
  expect(read.skipped[0]).toContain("Line 5 of Plan history was passed over");
  expect(changes!.since).toBe("2019-05-31");
});
