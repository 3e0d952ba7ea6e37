/**
 * What Put everything back tells beforehand: what stands in the way of sheets and of highlights, and which formulas of the
 * team's look at which sheet of ours.
 */
import { generateUpdate, highlightPlan, planPutBack, putEverythingBack } from "../../src/app";
import { readForPlan } from "../../src/app/load";
import { formulasThatLookAt } from "../../src/excel/lookingAt";
import type { StandInWorkbook } from "../standin/workbook";
import { highlightsOn, openRows } from "./workbooks";

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
