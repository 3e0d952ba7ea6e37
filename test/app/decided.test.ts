/** Decisions through the workbook: kept as lines anyone can read, shown wherever they change something, and taken back. */
import { decide, generateUpdate, reviewPlan, sameParty, saveSettings, saveSnapshot } from "../../src/app";
import type { Decision, UpdateRequest } from "../../src/app";
import { takeBack } from "../../src/plan/decisions";
import { openRows, openSample, samples, textsOf } from "./workbooks";

const asAt = "2019-06-30";
const request: UpdateRequest = {
  asAt,
  group: "Forum",
  meeting: null,
  marking: "",
  people: "names",
  ifThere: "replace",
};
const itemOf = async (ref: string) => (await reviewPlan(asAt)).items.find(({ action }) => action.ref === ref)!;

const rows = [
  ["Action plan 2019/20"],
  ["Ref", "Key action", "Owner", "Timescale", "Notes"],
  ["1.1", "Publish the register", "Ann Lee", "March 2019", ""],
  ["1.2", "Hold the forum", "Bob Roy", "April 2019", "Completed and reported to the group."],
  ["1.3", "Review the terms", "Ann Lee", "Spring", ""],
];

async function verdictOn(ref: string, more: Partial<Decision> = {}): Promise<Decision> {
  const { action } = await itemOf(ref);
  const words = action.progress.words || action.timescale.text;
  return {
    ref,
    action: action.action,
    about: "progress",
    words,
    readAs: "Complete",
    decidedOn: "2019-06-30",
    by: "Ann Lee",
    ...more,
  };
}

/** The lines under the heading of the list, up to the next blank one. */
function listOn(texts: string[][], heading: string): string[][] {
  const from = texts.findIndex(([first]) => first?.startsWith(heading));
  if (from < 0) return [];
  const rest = texts.slice(from + 2);
  const to = rest.findIndex((row) => row.length === 0);
  return rest.slice(0, to < 0 ? undefined : to);
}

test("a decision that hides an overdue action is on the page and beside the action, and can be taken back", async () => {
  const workbook = openRows(rows);
  expect((await itemOf("1.1")).status.status).toBe("overdue");
  const decision = await verdictOn("1.1");
  await decide(decision);
  const decided = await itemOf("1.1");
  expect(decided.status.status).toBe("complete");
  expect(decided.decided).toEqual([
    { decision, applied: true, refused: null, changes: "Without this it would be overdue since 31 March 2019." },
  ]);
  const { sheet } = await generateUpdate(request);
  expect(listOn(textsOf(workbook, sheet), "Read as decided (1)")).toEqual([
    [
      "1.1",
      "Publish the register",
      "Ann Lee",
      "30 Jun 2019",
      "Complete",
      "“March 2019”. Without this it would be overdue since 31 March 2019.",
    ],
  ]);

  await decide(takeBack(decision, "2019-07-01", "Bob Roy"));
  const again = await itemOf("1.1");
  expect(again.status.status).toBe("overdue");
  expect(again.decided).toEqual([]);
  const lines = textsOf(workbook, "Plan readings").filter(([ref]) => ref === "1.1");
  expect(lines.map((line) => [line[3], line[5]])).toEqual([
    ["Complete", "Ann Lee"],
    ["Taken back: Complete", "Bob Roy"],
  ]);
  await generateUpdate(request);
  expect(textsOf(workbook, sheet).flat().join(" ")).not.toContain("Read as decided (");
});

test("a question that was answered comes back when the answer is taken back", async () => {
  openRows(rows);
  const asked = async () => (await reviewPlan(asAt)).toSortOut.filter(({ id }) => id.startsWith("finished "));
  expect(await asked()).toHaveLength(1);
  const decision = await verdictOn("1.2", { readAs: "Still open" });
  await decide(decision);
  expect(await asked()).toHaveLength(0);
  await decide(takeBack(decision, "2019-06-30", ""));
  expect(await asked()).toHaveLength(1);
});

test("a line typed by hand, by nobody and dated ahead, hides nothing and is shown", async () => {
  const workbook = openRows(rows);
  await decide(await verdictOn("1.3"));
  const readings = workbook.excel.getWorksheet("Plan readings")!;
  readings.addRow(["1.1", "Publish the register", "March 2019", "Complete", "1 January 2099", "", "Is it finished"]);
  const item = await itemOf("1.1");
  expect(item.status.status).toBe("overdue");
  expect(item.decided).toMatchObject([{ applied: false, refused: "dated-ahead" }]);
  const { sheet } = await generateUpdate(request);
  expect(listOn(textsOf(workbook, sheet), "Read as decided (2)")[0]).toEqual([
    "1.1",
    "Publish the register",
    "nobody named",
    "dated ahead: 1 January 2099",
    "Not applied: Complete",
    "“March 2019”",
  ]);

  await decide(takeBack(item.decided[0]!.decision, "2019-07-01", ""));
  expect((await itemOf("1.1")).decided).toEqual([]);
  // Taking back what is dated ahead answers nothing else: the same answer, given today, holds.
  expect(await decide(await verdictOn("1.1", { by: "", decidedOn: "2019-07-02" }))).toMatchObject({ already: false });
  expect((await itemOf("1.1")).status.status).toBe("complete");
});

test("an answer the words have outgrown is told beside the action, and not on the page", async () => {
  const workbook = openRows(rows);
  await decide(await verdictOn("1.1"));
  workbook.typeInto(workbook.sheetId(workbook.excel.worksheets[0]!), "D3", "December 2019", "remote");
  const item = await itemOf("1.1");
  expect(item).toMatchObject({ decided: [], lapsed: [{ words: "March 2019", readAs: "Complete" }] });
  const { sheet } = await generateUpdate(request);
  expect(textsOf(workbook, sheet).flat().join(" ")).not.toContain("Read as decided (");
});

test("what was said of two names is taken back, and the names are two again", async () => {
  openRows(rows);
  const names: [string, string] = ["Ann Lee", "Bob Roy"];
  const parties = async () => {
    const { register, answers } = await reviewPlan(asAt);
    return [register.entries.length, answers.length];
  };
  expect(await parties()).toEqual([2, 0]);
  const answer = sameParty(names, "same", "");
  await decide(answer);
  expect(await parties()).toEqual([1, 1]);
  await decide(takeBack(answer, answer.decidedOn, ""));
  expect(await parties()).toEqual([2, 0]);
});

test("answers about names and rows are given out as such, those about one action with it", async () => {
  openRows(rows);
  await decide(sameParty(["Ann Lee", "Bob Roy"], "same", ""));
  await decide(await verdictOn("1.1"));
  const { answers, items } = await reviewPlan(asAt);
  expect(answers.map(({ decision }) => decision.about)).toEqual(["owner"]);
  expect(items.map(({ decided }) => decided.map(({ decision }) => decision.about))).toEqual([["progress"], [], []]);
});

test("an answer about which row is which is listed while the page tells of that step, and not afterwards", async () => {
  const workbook = openRows(rows);
  await saveSnapshot("2019-03-31");
  const sheet = workbook.sheetId(workbook.excel.worksheets[0]!);
  workbook.typeInto(sheet, "A5", "1.4", "remote");
  workbook.typeInto(sheet, "B5", "Revise the group’s membership and terms", "remote");
  await decide({
    ref: "1.4",
    action: "Revise the group’s membership and terms",
    about: "same-action",
    words: "Review the terms",
    readAs: "The same action",
    decidedOn: asAt,
    by: "Ann Lee",
  });
  const listed = async (on: string) => {
    const { sheet: page } = await generateUpdate({ ...request, asAt: on });
    return listOn(textsOf(workbook, page), "Read as decided (1)");
  };
  expect(await listed(asAt)).toEqual([
    [
      "1.4",
      "Revise the group’s membership and terms",
      "Ann Lee",
      "30 Jun 2019",
      "The same action",
      "“Review the terms”",
    ],
  ]);
  expect(await listed("2019-09-30")).toEqual([]);
});

test("corrections of columns are given back to the add-in", async () => {
  const workbook = openRows(rows);
  const sheet = workbook.excel.worksheets[0]!.name;
  const late = async () => (await reviewPlan(asAt)).counts.overdue;
  const before = await late();
  await saveSettings({ columns: [{ sheet, column: "D", meaning: null }] }, "Ann Lee");
  expect(await late()).toBe(0);
  await saveSettings({ columnsFound: [{ sheet, column: "D" }] }, "Ann Lee");
  expect(await late()).toBe(before);
});

test("a correction of a column follows it where a colleague puts columns in, and holds nothing else", async () => {
  const workbook = openRows(rows);
  const [sheet] = workbook.excel.worksheets;
  const how = async () =>
    (await reviewPlan(asAt)).plan.tables[0]!.columns.map(({ column, meaning }) => column + meaning);
  await saveSettings({ columns: [{ sheet: sheet!.name, column: "E", heading: "Notes", meaning: null }] }, "Ann Lee");
  expect(await how()).toEqual(["Aref", "Baction", "Cowner", "Dtimescale"]);
  workbook.shift(workbook.findSheet(sheet!.name)!, { axis: "column", at: 1, count: 1 }, "remote");
  // Column E is the Timescale now, and goes on being read.
  expect(await how()).toEqual(["Aref", "Caction", "Downer", "Etimescale"]);
  const { settings } = await reviewPlan(asAt);
  await saveSettings({ columnsFound: settings.columns.map(({ meaning: _, ...corrected }) => corrected) }, "Ann Lee");
  expect(await how()).toEqual(["Aref", "Caction", "Downer", "Etimescale", "Fnotes"]);
});

test("records somebody has sorted, shifted and titled are read as before, and go on being written", async () => {
  const workbook = await openSample(samples[0]);
  const { action } = (await reviewPlan("2019-05-31")).items.find((item) => item.action.ref === "5.2")!;
  const decision = {
    ref: "5.2",
    action: action.action,
    about: "progress" as const,
    words: action.progress.words,
    decidedOn: "2019-05-30",
    by: "",
  };
  await decide({ ...decision, readAs: "Still open" });
  const readings = workbook.excel.getWorksheet("Plan readings")!;
  readings.spliceRows(1, 0, ["Kept by the team"], []);
  readings.spliceColumns(1, 0, ["", "", "Seen by", "Bob"]);
  const statusNow = async () =>
    (await reviewPlan("2019-05-31")).items.find((item) => item.action.ref === "5.2")!.status.status;
  const open = await statusNow();
  await decide({ ...decision, readAs: "Complete", decidedOn: "2019-05-31" });
  expect([open, await statusNow()]).toEqual(["overdue", "complete"]);
  expect(textsOf(workbook, "Plan readings").at(-1)!.slice(0, 2)).toEqual(["", "5.2"]);
});
