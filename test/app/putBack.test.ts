/**
 * What Put everything back tells beforehand: what stands in the way of sheets and of highlights, and which formulas of the
 * team's look at which sheet of ours.
 */
import { generateUpdate, highlightPlan, planPutBack, putEverythingBack, reviewPlan } from "../../src/app";
import { readForPlan } from "../../src/app/load";
import { formulasThatLookAt } from "../../src/excel/lookingAt";
import type { StandInWorkbook } from "../standin/workbook";
import { highlightsOn, idOf, openRows, sheetNamesOf, typeInto } from "./workbooks";

const asAt = "2019-05-31";
const plan = [
  ["Ref", "Key action", "Owner", "Timescale", "Notes"],
  ["1.1", "Publish the referral pathway", "Tom Reed", "March 2019", ""],
  ["1.2", "Train the front line", "Ana Bell", "By June 2019", ""],
];

async function openUsed(): Promise<StandInWorkbook> {
  const workbook = openRows(plan);
  await highlightPlan(asAt);
  await generateUpdate({ asAt, group: "", meeting: null, marking: "", people: "names", ifThere: "replace" });
  return workbook;
}

const structure = expect.stringContaining("The structure of this workbook is protected") as string;
const readOnly = expect.stringContaining("open for reading only") as string;
const inTheWay: [what: string, shut: (workbook: StandInWorkbook) => unknown, stops: object][] = [
  ["nothing", () => undefined, { sheets: null, highlights: null }],
  ["its structure is protected", (w) => (w.structureProtection = {}), { sheets: structure, highlights: null }],
  ["it is open for reading only", (w) => (w.readOnly = true), { sheets: readOnly, highlights: readOnly }],
];
test.each(inTheWay)("what stands in the way: %s; and so it is", async (_what, shut, stops) => {
  const workbook = await openUsed();
  shut(workbook);
  const told = await planPutBack();
  expect(told.stops).toEqual(stops);
  const isDone = (all: boolean) =>
    putEverythingBack({ all, history: false }).then(
      () => true,
      () => false,
    );
  expect(await isDone(false)).toBe(told.stops.highlights === null);
  expect(highlightsOn(workbook, "Sheet1").length === 0).toBe(told.stops.highlights === null);
  expect(await isDone(true)).toBe(told.stops.sheets === null);
});

test("formulas are told with the sheets they look at, those of the history apart from those that go", async () => {
  const workbook = await openUsed();
  const dashboard = workbook.excel.addWorksheet("Dashboard");
  const write = (cell: string, formula: string) => (dashboard.getCell(cell).value = { formula, result: 0 });
  write("B4", "'Plan history'!A2");
  write("B5", "'Update data'!A2");
  write("B6", "'Plan history'!A2+'Update data'!A2");
  write("B7", "Sheet1!A2");
  const { lookedAt } = await planPutBack();
  expect(lookedAt.map(({ where, sheets }) => [where, [...sheets].sort()])).toEqual([
    ["“Dashboard” B4", ["Plan history"]],
    ["“Dashboard” B5", ["Update data"]],
    ["“Dashboard” B6", ["Plan history", "Update data"]],
  ]);
});

const page = "Update Q1 2019-20";
describe("sheets on which people have written are named as such before they go", () => {
  test.each<[what: string, does: (workbook: StandInWorkbook) => void, writtenOn: string[]]>([
    ["nobody has", () => undefined, []],
    ["her comments", (w) => typeInto(w, page, "A12", "Well done, all."), [page]],
    ["her comments, in a column further right", (w) => typeInto(w, page, "C13", "Well done, all."), [page]],
    ["the head of the page, where it was given nothing", (w) => typeInto(w, page, "B3", "Partnership Board"), [page]],
    ["beside a line", (w) => typeInto(w, page, "H20", "Ask Tom"), [page]],
    ["the line that ends her block taken out: it cannot be told", (w) => w.deleteRows(idOf(w, page), 14, 1), [page]],
    ["beside a row of Update data", (w) => typeInto(w, "Update data", "Z2", "Ask Tom"), ["Update data"]],
    ["under Update data", (w) => typeInto(w, "Update data", "A9", "Source: the board"), ["Update data"]],
    ["in a row of its own among ours", (w) => typeInto(w, "Update data", "B4", "Ask Tom"), ["Update data"]],
    [
      "both",
      (w) => [page, "Update data"].forEach((sheet) => typeInto(w, sheet, "Z2", "Ask Tom")),
      [page, "Update data"],
    ],
  ])("%s", async (_, does, writtenOn) => {
    const workbook = await openUsed();
    does(workbook);
    expect((await planPutBack()).writtenOn.sort()).toEqual(writtenOn);
  });
});

test("a page that no longer shows it is ours stays, which is said before and after", async () => {
  const workbook = await openUsed();
  typeInto(workbook, page, "A1", "Final version");
  workbook.deleteRows(idOf(workbook, page), 10, 5);
  const stays = `“${page}” is no longer as this add-in writes it, so it stays.`;
  const told = await planPutBack();
  expect(told.sheets).not.toContain(page);
  expect(told.stays).toEqual([stays]);
  // Of the highlights alone no sheet goes, so of none it is said that it stays.
  expect((await putEverythingBack({ all: false, history: false })).sentence).not.toContain(stays);
  expect((await putEverythingBack({ all: true, history: true })).sentence).toContain(stays);
  expect(sheetNamesOf(workbook)).toEqual(["Sheet1", page]);
});

test("an update's table without its headings is neither removed nor read as a plan, which is said", async () => {
  const workbook = await openUsed();
  workbook.deleteRows(idOf(workbook, "Update data"), 0, 1);
  const stays = "“Update data” is no longer as this add-in writes it, so it stays.";
  expect((await planPutBack()).stays).toEqual([stays]);
  expect((await reviewPlan(asAt)).plan.tables.map(({ sheet }) => sheet)).toEqual(["Sheet1"]);
  expect((await putEverythingBack({ all: true, history: true })).sentence).toContain(stays);
  expect(sheetNamesOf(workbook)).toEqual(["Sheet1", "Update data"]);
});

test("rules nobody can read stay, and may be ours: nothing says that no highlight is left", async () => {
  const workbook = await openUsed();
  for (const { rule } of workbook.findSheet("Sheet1")!.conditionalFormats()) rule.unreadable = true;
  const stays =
    / cannot be read, so whether (?:it is a highlight|they are highlights) of ours is not known, and (?:it stays|they stay)\.$/;
  const told = await planPutBack();
  expect([told.highlights, told.stays]).toEqual([0, [expect.stringMatching(stays)]]);
  expect((await putEverythingBack({ all: true, history: true })).sentence).toMatch(stays);
  expect((await putEverythingBack({ all: false, history: false })).sentence).toMatch(stays);
});

describe("which of our sheets a formula looks at", () => {
  const ours = ["Plan history", "Update data (2)", "Data", "It's ours", "Q1.data"];
  const formulas: [formula: string, looksAt: string[]][] = [
    ["'Plan history'!A2", ["Plan history"]],
    ["'plan HISTORY'!A2", ["Plan history"]],
    ["'Update data (2)'!A2+Data!B1", ["Update data (2)", "Data"]],
    ["'It''s ours'!A1", ["It's ours"]],
    ["'Update data'!A2", []],
    ["OurData!A1", []],
    ["OurData!A1+Data!A1", ["Data"]],
    ["[Other.xlsx]Data!A1", []],
    ["Q1.data!A1", ["Q1.data"]],
    ["Q1xdata!A1", []],
    ["A1+1", []],
  ];
  test.each(formulas)("=%s", async (formula, sheets) => {
    const workbook = openRows([["Dashboard"]]);
    workbook.excel.worksheets[0]!.getCell("B4").value = { formula, result: 0 };
    const where = "“Sheet1” B4";
    expect(await formulasThatLookAt(await readForPlan(), ours)).toEqual(sheets.length > 0 ? [{ where, sheets }] : []);
  });
});
