/**
 * Whatever the record sheets are called in a workbook, what is said names the sheet the line really stands in: said of what
 * was kept, of what was not, and of what nobody knows.
 */
import {
  decide,
  generateUpdate,
  PlanProblem,
  removeSnapshot,
  reviewPlan,
  saveMeeting,
  saveSettings,
  saveSnapshot,
} from "../../src/app";
import type { Decision, Job } from "../../src/app";
import { sayKept, sayKeptSetting, sayTakenBack } from "../../src/taskpane/say";
import { addChartSheet, renameSheet } from "../standin/tabs";
import type { StandInWorkbook } from "../standin/workbook";
import { openRows, textsOf } from "./workbooks";

const asAt = "2019-05-31";
const plan = [
  ["Ref", "Key action", "Owner", "Timescale", "Notes"],
  ["1.1", "Publish the referral pathway", "Tom Reed", "March 2019", "Completed in April 2019"],
  ["1.2", "Train the front line", "Ana Bell", "By June 2019", ""],
];
const standard = { readings: "Plan readings", history: "Plan history" };
const second = { readings: "Plan readings (2)", history: "Plan history (2)" };
const renamed = { readings: "What we said", history: "What was promised" };

/** A workbook in which both records have lines. */
async function used(): Promise<void> {
  await saveMeeting({ group: "Strategy Group" });
  await saveSnapshot("2019-04-30");
}

function teamsSheets({ excel }: StandInWorkbook): void {
  for (const name of Object.values(standard)) excel.addWorksheet(name).addRow(["Our own notes", "Referrals"]);
}

const workbooks: [is: string, make: (workbook: StandInWorkbook) => unknown, names: typeof standard][] = [
  ["no record yet", () => undefined, standard],
  ["records of the usual names", used, standard],
  ["no record yet, and the team has sheets of those names", teamsSheets, second],
  ["records beside the team's sheets of those names", (w) => (teamsSheets(w), used()), second],
  [
    "records somebody has renamed",
    async (w) => {
      await used();
      for (const role of ["readings", "history"] as const)
        renameSheet(w, w.findSheet(standard[role])!, renamed[role], "local");
    },
    renamed,
  ],
];

async function open(make: (workbook: StandInWorkbook) => unknown): Promise<StandInWorkbook> {
  const workbook = openRows(plan);
  await make(workbook);
  return workbook;
}

const decision: Decision = {
  ref: "1.1",
  action: "Publish the referral pathway",
  about: "progress",
  words: "Completed in April 2019",
  readAs: "Complete",
  decidedOn: "2019-05-31",
  by: "Ann Lee",
};
const request = { group: "Strategy Group", meeting: null, marking: "", people: "names" as const };
const historyLine = /\|r[0-9a-z]{10}-1-\d+[a-z]{3}$/;

/** What can be kept: what is said of it, and the line it leaves. */
const useCases: [asked: string, keep: (job: Job) => Promise<string>, line: RegExp][] = [
  ["an answer", async (job) => sayKept(decision, await decide(decision, job)), /\|Complete\|/],
  [
    "an answer taken back",
    async (job) => {
      const back = { ...decision, readAs: "Taken back: Complete" };
      return sayTakenBack(decision, await decide(back, job));
    },
    /\|Taken back: Complete\|/,
  ],
  [
    "a setting",
    async (job) => sayKeptSetting(await saveSettings({ calendar: "academic" }, "Ann Lee", job)),
    /Academic year/,
  ],
  ["the meeting", async (job) => sayKeptSetting(await saveMeeting({ group: "The Board" }, job)), /The Board/],
  ["a snapshot", async (job) => (await saveSnapshot(asAt, job)).sentence, historyLine],
  [
    "a snapshot a second time",
    async (job) => (await saveSnapshot(asAt, job), (await saveSnapshot(asAt, job)).sentence),
    historyLine,
  ],
  [
    "an update",
    async (job) => (await generateUpdate({ ...request, asAt, ifThere: "replace" }, job)).sentence,
    historyLine,
  ],
];

/** The sheets a line stands on. */
const sheetsWith = (workbook: StandInWorkbook, line: RegExp) =>
  workbook.excel.worksheets
    .map(({ name }) => name)
    .filter((name) => rows(workbook, name).some((row) => line.test(row)));
const rows = (workbook: StandInWorkbook, sheet: string) => textsOf(workbook, sheet).map((row) => row.join("|"));

/** Names the sheet, and neither the team's nor one that is not there. */
function expectToName(said: string, sheet: string): void {
  expect(said).toContain(`“${sheet}”`);
  const ofTheirs = /Your workbook has a sheet “[^”]+” of its own, so mine is “[^”]+”\./g;
  expect(said.replace(ofTheirs, "").replaceAll(`“${sheet}”`, "")).not.toMatch(/Plan (readings|history)/);
}

describe.each(workbooks)("%s", (_is, make, names) => {
  test.each(useCases)("%s: the sheet it stands in is named", async (_asked, keep, line) => {
    const workbook = await open(make);
    const said = await keep({});
    const sheets = sheetsWith(workbook, line);
    expect(sheets).toEqual([line === historyLine ? names.history : names.readings]);
    expectToName(said, sheets[0]!);
  });

  test("a snapshot removed: the sheet it stood in is named", async () => {
    const workbook = await open(make);
    await saveSnapshot(asAt);
    const sheets = sheetsWith(workbook, historyLine);
    expectToName((await removeSnapshot(asAt)).sentence, sheets[0]!);
    const none = (await removeSnapshot(asAt).catch((error: unknown) => error)) as PlanProblem;
    expect(none.message).toContain("No snapshot of 31 May 2019 is kept in this workbook.");
  });

  const unanswered = useCases.filter(([asked]) => asked !== "an update" && !asked.includes("second"));
  test.each<(typeof useCases)[number]>([
    ...unanswered,
    ["the removal of a snapshot", async (job) => (await removeSnapshot(asAt, job)).sentence, historyLine],
  ])("%s whose outcome nobody knows: where to look is where the line is or would be", async (asked, keep, line) => {
    const prepare = async (workbook: StandInWorkbook) => {
      await make(workbook);
      if (asked.includes("removal")) await saveSnapshot(asAt);
    };
    const undisturbed = await open(prepare);
    const before = undisturbed.requests.length;
    await keep({});
    const nth = undisturbed.requests.slice(before).findIndex(({ writes }) => writes) + 1;

    const workbook = await open(prepare);
    const stood = sheetsWith(workbook, line);
    workbook.faults.neverAnswerNext({ applied: true, nth });
    const problem = await keep({ patience: { say: 1_000, giveUp: 100 } }).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(PlanProblem);
    expect(problem).toMatchObject({ written: "unknown" });
    const [sheet] = asked.includes("removal") ? stood : sheetsWith(workbook, line);
    expect(sheet).toBe(line === historyLine ? names.history : names.readings);
    expectToName((problem as PlanProblem).because, sheet!);
  });

  test("the review says the names, and every question where its answer is kept", async () => {
    await open(make);
    const { recordNames, toSortOut } = await reviewPlan(asAt);
    expect(recordNames).toEqual(names);
    const kept = toSortOut.flatMap(({ choices }) => choices.filter(({ does }) => does.kind !== "go"));
    expect(kept.length).toBeGreaterThan(0);
    for (const each of kept) expectToName(each.kept, names.readings);
  });

  test("without a plan, where the choice of a sheet is kept is known", async () => {
    const workbook = await open(make);
    const sheet = workbook.excel.getWorksheet("Sheet1")!;
    plan[0]!.forEach((_, column) => (sheet.getCell(1, column + 1).value = ""));
    sheet.spliceRows(2, plan.length);
    const problem = await reviewPlan(asAt).catch((error: unknown) => error);
    expect(problem).toMatchObject({ name: "no-plan", looked: { keptIn: names.readings } });
  });
});

test("a chart sheet has the name, which Excel does not list: said is where the line came to stand", async () => {
  const workbook = await open((w) => void addChartSheet(w, standard.readings));
  expectToName(sayKept(decision, await decide(decision)), second.readings);
  expect(sheetsWith(workbook, /\|Complete\|/)).toEqual([second.readings]);
});

test.each([
  ["a setting that is so already", () => saveSettings({ calendar: null }, "")],
  ["the meeting as it is", () => saveMeeting({ group: "" })],
])("%s is not said to have been kept now, and makes no sheet", async (_what, keep) => {
  const workbook = await open(() => undefined);
  expect(sayKeptSetting(await keep())).toBe("It was so already, so nothing was added.");
  expect(workbook.findSheet(standard.readings)).toBeNull();
});
