/** What a person answers is kept: beside what was kept before, in a sheet people have changed, once, and only if it still fits. */
import {
  decide,
  generateUpdate,
  generateUpdateAsRemembered,
  PlanProblem,
  reviewPlan,
  saveMeeting,
  saveSettings,
  saveSnapshot,
} from "../../src/app";
import type { UpdateRequest } from "../../src/app";
import type { Meaning } from "../../src/plan/model";
import type { SettingsChange } from "../../src/plan/readings";
import type { StandInWorkbook } from "../standin/workbook";
import { openRows, openSample, samples, textsOf } from "./workbooks";

const asAt = "2019-05-31";
const details = {
  group: "Prevent Strategy Group",
  meeting: "2019-07-17",
  marking: "OFFICIAL",
  people: "job titles",
} as const;
const request: UpdateRequest = { asAt, ...details, ifThere: "replace" };

/** Answers the first questions that are decisions, as the pane does; gives how many there were. */
async function answer(howMany: number, by: string): Promise<number> {
  let given = 0;
  for (; given < howMany; given += 1) {
    const { toSortOut } = await reviewPlan(asAt);
    const question = toSortOut.find(({ choices }) => choices.some(({ does }) => does.kind === "decide"));
    const choice = question?.choices.find(({ does }) => does.kind === "decide")?.does;
    if (choice?.kind !== "decide") break;
    await decide({ ...choice.decision, by });
  }
  return given;
}

const lines = (workbook: StandInWorkbook) => textsOf(workbook, "Plan readings").filter((line) => line.length > 0);

test("four answers after an update take nothing of the group, the meeting, the marking and the job titles, twice, by two people", async () => {
  const workbook = await openSample(samples[0]);
  await generateUpdate(request);
  const first = lines(workbook);
  expect(await answer(4, "Ann Lee")).toBe(4);
  expect((await reviewPlan(asAt)).meeting).toEqual(details);
  expect(lines(workbook).slice(0, first.length)).toEqual(first);
  expect(lines(workbook)).toHaveLength(first.length + 4);

  // The ribbon's next page has them still, and prints no person's name.
  const done = await generateUpdateAsRemembered(asAt);
  const page = textsOf(workbook, done.sheet).flat().join("\n");
  expect(page).toContain("Prevent Strategy Group");
  expect(page).toContain("OFFICIAL");
  const people = (await reviewPlan(asAt)).plan.actions.flatMap(({ owner }) =>
    owner.parties.map(({ person }) => person),
  );
  for (const person of new Set(people.filter((each) => each !== null && each !== "")))
    expect(page).not.toContain(person);

  // A second officer answers as the first did: by then the plan has moved on.
  const sheet = workbook.excel.worksheets[0]!;
  const row = textsOf(workbook, sheet.name).findIndex(([first]) => first?.startsWith("2.4 ")) + 1;
  workbook.typeInto(workbook.sheetId(sheet), `E${row}`, "Completed in May 2019.", "remote");
  expect(await answer(4, "Tom Reed")).toBe(1);
  expect((await reviewPlan(asAt)).meeting).toEqual(details);
  expect(lines(workbook).map(([cell]) => cell)).not.toContain("");
});

describe("whatever people did to Plan readings, the answer goes below everything and the lines before it stay", () => {
  const changes: [string, (workbook: StandInWorkbook, id: string) => void][] = [
    ["nothing", () => undefined],
    ["a column put in at the left", (w, id) => w.shift(w.sheet(id), { axis: "column", at: 0, count: 1 }, "remote")],
    ["a column put in among ours", (w, id) => w.shift(w.sheet(id), { axis: "column", at: 3, count: 1 }, "remote")],
    ["a title over the headings", (w, id) => (w.insertRows(id, 0, 1), w.typeInto(id, "A1", "What we decided"))],
    ["the first column cleared", (w, id) => [2, 3, 4].forEach((row) => w.typeInto(id, `A${row}`, ""))],
    ["words written underneath", (w, id) => w.typeInto(id, "C30", "Ask Tom")],
    ["sorted", (w, id) => w.sortRows(id, "A2:G5", 3, false)],
    ["hidden", (w, id) => (w.sheet(id).ws.state = "veryHidden")],
    ["a value in the last row", (w, id) => w.typeInto(id, "B1048576", "x")],
    ["a heading retyped", (w, id) => w.typeInto(id, "D1", "read as:")],
  ];
  test.each(changes)("%s", async (_name, change) => {
    const workbook = await openSample(samples[0]);
    await saveMeeting(details);
    const sheet = workbook.findSheet("Plan readings")!;
    change(workbook, sheet.id);
    const before = lines(workbook);
    expect(await answer(2, "Ann Lee")).toBe(2);
    const after = lines(workbook).map((line) => JSON.stringify(line));
    for (const line of before) expect(after).toContain(JSON.stringify(line));
    expect(after).toHaveLength(before.length + 2);
    const review = await reviewPlan(asAt);
    expect(review.meeting).toEqual(details);
    expect(review.items.flatMap(({ decided }) => decided.map(({ decision }) => decision.by))).toContain("Ann Lee");
  });
});

test("a plan without references: every answer stays, and the questions come to an end", async () => {
  const workbook = openRows([
    ["Action", "Lead", "When", "Notes"],
    ["Repaint the shelter", "Jo Bell", "March 2019", "Completed in April 2019"],
    ["Agree a rota", "Sam Reed", "April 2019", "This has been completed"],
    ["Map the footpaths", "Ann Other", "May 2019", "Cancelled, no longer needed"],
  ]);
  expect(await answer(9, "Jo Bell")).toBe(3);
  expect(lines(workbook)).toHaveLength(4);
  expect((await reviewPlan(asAt)).items.map(({ status }) => status.status)).toEqual([
    "complete",
    "complete",
    "complete",
  ]);
});

test("the same answer given twice is one line, and it is said that it was kept before", async () => {
  const workbook = await openSample(samples[0]);
  const { toSortOut } = await reviewPlan(asAt);
  const choice = toSortOut.flatMap(({ choices }) => choices).find(({ does }) => does.kind === "decide")!.does;
  if (choice.kind !== "decide") throw new Error("no decision to give");
  expect(await decide(choice.decision)).toEqual({ already: false, sheet: "Plan readings" });
  const before = lines(workbook);
  expect(await decide(choice.decision)).toEqual({ already: true, sheet: "Plan readings" });
  const calendar = () => saveSettings({ calendar: "academic" }, "Ann Lee");
  expect([await calendar(), await calendar()].map(({ already }) => already)).toEqual([false, true]);
  expect(lines(workbook)).toHaveLength(before.length + 1);
});

describe("settings: a line for what differs from what is kept, none for what does not", () => {
  const column = (meaning: Meaning | null) => ({ sheet: "Sheet1", column: "D", meaning });
  const cases: [string, SettingsChange[], string[]][] = [
    ["a calendar twice", [{ calendar: "academic" }, { calendar: "academic" }], ["Academic year, September to August"]],
    [
      "a calendar and another",
      [{ calendar: "academic" }, { calendar: "financial" }],
      ["Academic year, September to August", "Financial year, April to March"],
    ],
    ["what a column is, twice", [{ columns: [column("notes")] }, { columns: [column("notes")] }], ["Notes"]],
    [
      "what it is, and something else",
      [{ columns: [column("notes")] }, { columns: [column("outcomes")] }],
      ["Notes", "Outcomes"],
    ],
    ["nothing of ours, twice", [{ columns: [column(null)] }, { columns: [column(null)] }], ["None of these"]],
    [
      "another column, and the same column of another sheet: of each its own",
      [
        { columns: [column("notes")] },
        { columns: [{ ...column("notes"), column: "C" }] },
        { columns: [{ ...column("notes"), sheet: "Old plan" }] },
        { columns: [column("notes")] },
      ],
      ["Notes", "Notes", "Notes"],
    ],
    ["taken back though never said", [{ columnsFound: [{ sheet: "Sheet1", column: "D" }] }], []],
    [
      "said and taken back, twice",
      [
        { columns: [column("notes")] },
        { columnsFound: [{ sheet: "Sheet1", column: "D" }] },
        { columnsFound: [{ sheet: "Sheet1", column: "D" }] },
      ],
      ["Notes", "Found by the add-in"],
    ],
    [
      "the end of the plan, then taken back",
      [{ end: "2020-03-31" }, { end: null }, { end: null }],
      ["31 March 2020", "Found by the add-in"],
    ],
    ["a sheet of the plan, twice", [{ sheets: ["Sheet1"] }, { sheets: ["Sheet1"] }], ["Sheet1"]],
  ];
  test.each(cases)("%s", async (_name, changes, kept) => {
    const workbook = openRows([
      ["Ref", "Action", "Lead", "When"],
      ["1", "Repaint the shelter", "Jo Bell", "March 2019"],
    ]);
    for (const change of changes) await saveSettings(change, "Ann Lee");
    const at = lines(workbook)[0]?.indexOf("Read as") ?? 0;
    expect(
      lines(workbook)
        .slice(1)
        .map((line) => line[at]),
    ).toEqual(kept);
  });
});

test.each([
  ["said with its date", "2019-05-31", "Saved in the sheet “Plan history” how 1 action stood on 31 May 2019."],
  ["of another date", "2019-06-01", "Saved in the sheet “Plan history” how 1 action stood on 1 June 2019."],
])("a snapshot %s, and once", async (_name, date, sentence) => {
  const workbook = openRows([
    ["Ref", "Action", "Lead", "When"],
    ["1", "Repaint the shelter", "Jo Bell", "March 2019"],
  ]);
  expect(await saveSnapshot(date)).toEqual({ sentence });
  const before = textsOf(workbook, "Plan history");
  expect((await saveSnapshot(date)).sentence).toMatch(
    /^Nothing was added to the sheet “Plan history”: it holds .* already, and nothing has changed\.$/,
  );
  expect(textsOf(workbook, "Plan history")).toEqual(before);
});

test("an answer about words that have changed meanwhile is not kept, and that is said", async () => {
  const workbook = openRows([
    ["Ref", "Action", "Lead", "When", "Notes"],
    ["1", "Repaint the shelter", "Jo Bell", "March 2019", "Completed in April 2019"],
    ["2", "Agree a rota", "Sam Reed", "April 2019", ""],
  ]);
  const { toSortOut } = await reviewPlan(asAt);
  const choice = toSortOut.flatMap(({ choices }) => choices).find(({ does }) => does.kind === "decide")!.does;
  if (choice.kind !== "decide") throw new Error("no decision to give");
  workbook.typeInto(workbook.activeSheetId, "E2", "Not begun", "remote");
  const problem = await decide(choice.decision).catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(PlanProblem);
  expect((problem as PlanProblem).message).toContain("please look again");
  expect((problem as PlanProblem).message).toContain("Nothing was kept");
  expect(workbook.findSheet("Plan readings")).toBeNull();
});

test.each([
  ["the workbook is read-only", (w: StandInWorkbook) => (w.readOnly = true), "reading only"],
  ["its structure is protected", (w: StandInWorkbook) => (w.structureProtection = {}), "structure"],
])("%s: nothing is kept, and why is said before anything is written", async (_name, shut, words) => {
  const workbook = await openSample(samples[0]);
  shut(workbook);
  const problem = (await saveMeeting(details).catch((error: unknown) => error)) as PlanProblem;
  expect(problem.message).toContain(words);
  expect(workbook.requests.filter(({ writes }) => writes)).toEqual([]);
});

test("a protected Plan readings is named", async () => {
  const workbook = await openSample(samples[0]);
  await saveMeeting(details);
  workbook.protect(workbook.findSheet("Plan readings")!.id);
  const problem = (await saveMeeting({ group: "Board" }).catch((error: unknown) => error)) as PlanProblem;
  expect(problem.happened).toBe("“Plan readings” is protected, so nothing can be written there.");
});
