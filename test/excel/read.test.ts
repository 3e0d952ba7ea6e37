/** What is handed on of cells and rows as Excel shows them: where they stand, what is hidden, what a narrow column hides. */
import { generateUpdate } from "../../src/app";
import { readForPlan } from "../../src/app/load";
import { toCell } from "../../src/excel/cells";
import type { WorkbookRead } from "../../src/excel/read";
import { openRows, updateRequest } from "../app/workbooks";

const rows = [
  ["Ref", "Action", "Owner", "Timescale"],
  ["A1", "Repaint the ferry shelter", "Jo Bell", "June 2019"],
  ["A2", "Agree a rota", "Sam Reed", "June 2019"],
  ["A3", "Hold an open day", "Jo Bell", "June 2019"],
];

test.each([
  ["from the first row on", 0],
  ["further down", 6],
])("hidden rows are those of the sheet, where the plan stands %s", async (_, above) => {
  const workbook = openRows([...Array.from({ length: above }, () => []), ...rows]);
  workbook.excel.worksheets[0]!.getRow(above + 3).hidden = true;
  const { grid } = await readForPlan();
  expect(grid.sheets.map(({ firstRow, hiddenRows }) => [firstRow, hiddenRows])).toEqual([[above, [above + 2]]]);
});

test.each(["visible", "hidden", "veryHidden"] as const)("whether the plan's sheet is to be seen: %s", async (state) => {
  const workbook = openRows(rows);
  workbook.excel.addWorksheet("Notes").getCell("A1").value = "Bring biscuits";
  workbook.excel.worksheets[0]!.state = state;
  const { grid, sheets } = await readForPlan();
  expect(grid.sheets.map(({ hidden }) => hidden)).toEqual([state !== "visible", false]);
  const shown = { visible: "Visible", hidden: "Hidden", veryHidden: "VeryHidden" }[state];
  expect(sheets.map(({ visibility }) => visibility)).toEqual([shown, "Visible"]);
});

test("rows that carry on below those looked at first are read too", async () => {
  const many = Array.from({ length: 4_006 }, (_, at) => [`B${at}`, `Do number ${at}`, "Jo Bell", "June 2019"]);
  openRows([...rows, ...many]);
  const { grid, leftOut } = await readForPlan();
  expect([grid.sheets[0]!.cells.length, leftOut]).toEqual([4_010, []]);
  expect(grid.sheets[0]!.cells.at(-1)![0]!.text).toBe("B4005");
});

describe("values that are more than one answer holds", () => {
  // The second request asks for all values; after the sizes the fourth asks for a part of them.
  const tooMuch = "ResponsePayloadSizeLimitExceeded";
  const openFailing = (code: string) => {
    const workbook = openRows(rows);
    workbook.faults.failNext(tooMuch, { nth: 2 }).failNext(code, { nth: 4 });
    return workbook;
  };

  test("are read in parts, and in smaller ones where a part is too much still", async () => {
    const workbook = openFailing(tooMuch);
    const { grid } = await readForPlan();
    expect(grid.sheets[0]!.cells.map((row) => row.map(({ text }) => text))).toEqual(rows);
    expect(workbook.requests.map(({ error }) => error ?? "read")).toEqual([
      "read",
      tooMuch,
      "read",
      tooMuch,
      "read",
      "read",
    ]);
  });

  test("the tables of our sheets are found all the same, in no more requests than that takes", async () => {
    const workbook = openRows(rows);
    await generateUpdate(updateRequest);
    const tables = ({ sheets }: WorkbookRead) => sheets.flatMap(({ placed }) => placed.map(({ name }) => name));
    const before = workbook.requests.length;
    const found = tables(await readForPlan());
    // The table with the data, and those of the page.
    expect(found).toContain("Update_data");
    expect(found.length).toBeGreaterThan(1);
    expect(workbook.requests.length - before).toBe(3);
    workbook.faults.failNext(tooMuch, { nth: 3 });
    expect(tables(await readForPlan())).toEqual(found);
  });

  test("how cells look is read in smaller pieces where one proves too much", async () => {
    const workbook = openRows(rows);
    workbook.excel.worksheets[0]!.getCell("D2").font = { strike: true };
    workbook.faults.failNext(tooMuch, { nth: 3 }).failNext(tooMuch, { nth: 4 });
    const { grid } = await readForPlan();
    expect(grid.sheets[0]!.cells.map((row) => row.map(({ text }) => text))).toEqual(rows);
    expect(grid.sheets[0]!.cells[1]![3]!.strikethrough).toBe(true);
    expect(workbook.requests.map(({ error }) => error !== undefined)).toEqual([false, false, true, true, false]);
  });

  test("and given up where no piece is small enough", async () => {
    const workbook = openRows(rows);
    for (let nth = 3; nth < 40; nth += 1) workbook.faults.failNext(tooMuch, { nth });
    await expect(readForPlan()).rejects.toMatchObject({ reason: "too-large" });
    expect(workbook.requests.length).toBeLessThan(10);
  });

  test("another refusal of a part is no reason to ask again", async () => {
    const workbook = openFailing("GeneralException");
    await expect(readForPlan()).rejects.toThrow();
    expect(workbook.requests).toHaveLength(4);
  });
});

test.each<[string, unknown, string, string, string]>([
  ["a number too wide for its column is known all the same", 1250, "####", "0", "1250"],
  ["a number as it is shown", 1.1, "1.10", "0.00", "1.10"],
  ["words that are hashes are words", "####", "####", "General", "####"],
])("%s", (_, value, shown, format, text) => {
  expect(toCell(value, shown, format, undefined).text).toBe(text);
});
