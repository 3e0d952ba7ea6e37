/**
 * Rows put in and taken out, at every place that matters, on the sheets the add-in wrote: tables, links, a chart, print titles. What
 * is saved must be sound and nothing else may have moved.
 */
import { generateUpdate, highlightPlan } from "../../src/app";
import { openSample } from "../app/workbooks";
import { shiftBox } from "./structure";
import { remember } from "./snapshot";
import { faultsOf } from "./sound";
import { openInNode } from "./node";
import { StandInWorkbook, type SheetModel } from "./workbook";

jest.setTimeout(120_000);

let workbook: StandInWorkbook;
beforeAll(async () => {
  workbook = await openSample("warwickshire-one-sheet.xlsx");
  await highlightPlan("2019-05-31");
  await generateUpdate({
    asAt: "2019-05-31",
    group: "Prevent Strategy Group",
    meeting: "2019-07-17",
    marking: "OFFICIAL",
    people: "names",
    ifThere: "replace",
  });
});

/** The text of every row that holds any, blank ends left out. */
const rowsOf = (sheet: SheetModel): string[] => {
  const used = sheet.used(true);
  return Array.from({ length: used ? used.row + used.rows : 0 }, (_, row) =>
    Array.from({ length: used!.column + used!.columns }, (__, column) => sheet.textAt(row, column))
      .join("|")
      .replace(/\|+$/, ""),
  );
};

/** First and last row of the sheet and of its first and last table; without tables, the top will do. */
function places(sheet: SheetModel): number[] {
  if (sheet.tables().length === 0) return [0, 1];
  const rows = rowsOf(sheet).length;
  const tables = sheet
    .tables()
    .filter((_, i, all) => i === 0 || i === all.length - 1)
    .map((table) => sheet.tableBox(table));
  const found = [0, 1, rows - 1, rows, ...tables.flatMap(({ row, rows: high }) => [row, row + 1, row + high - 1])];
  return [...new Set(found)].filter((row) => row >= 0).sort((a, b) => a - b);
}

const linksOf = (sheet: SheetModel) =>
  [...sheet.links].map(
    ([key, link]) => [...key.split(",").map(Number), JSON.stringify(link)] as [number, number, string],
  );

test("the page to work on has all that can break", async () => {
  const page = workbook.findSheet("Update Q1 2019-20")!;
  expect(page.tables().length).toBeGreaterThan(4);
  expect(page.links.size).toBeGreaterThan(10);
  expect(workbook.charts.map((chart) => chart.sheetId)).toEqual([page.id]);
  expect(page.ws.pageSetup.printTitlesRow).toBe("1:1");
  expect(await faultsOf(await workbook.save())).toEqual([]);
});

describe.each(["put in", "taken out"] as const)("a row %s", (what) => {
  test("leaves a sound file with everything else in its place, wherever it is", async () => {
    for (const { id } of workbook.sheets) {
      for (const at of places(workbook.sheet(id))) {
        const back = remember(workbook);
        const sheet = workbook.sheet(id);
        const where = `${sheet.name}, row ${at + 1}`;
        const [rows, links] = [rowsOf(sheet), linksOf(sheet)];
        const others = workbook.sheets.filter((other) => other !== sheet).map(rowsOf);
        if (what === "put in") {
          workbook.insertRows(id, at, 1, "remote");
          if (at < rows.length) rows.splice(at, 0, "");
        } else {
          workbook.deleteRows(id, at, 1, "remote");
          rows.splice(at, 1);
          while (rows.at(-1) === "") rows.pop();
        }
        const bytes = await workbook.save();
        expect([where, await faultsOf(bytes)]).toEqual([where, []]);

        const saved = await StandInWorkbook.open(bytes, "again.xlsx");
        const again = saved.findSheet(sheet.name)!;
        expect([where, rowsOf(again)]).toEqual([where, rows]);
        expect(saved.sheets.filter((other) => other !== again).map(rowsOf)).toEqual(others);
        const shift = { axis: "row", at, count: what === "put in" ? 1 : -1 } as const;
        const moved = links.flatMap(([row, column, link]) => {
          const box = shiftBox({ row, column, rows: 1, columns: 1 }, shift);
          return box ? [[box.row, box.column, link]] : [];
        });
        expect([where, linksOf(again).sort()]).toEqual([where, moved.sort()]);
        back();
      }
    }
  });
});

describe("tables that lose rows", () => {
  beforeEach(async () => {
    workbook = StandInWorkbook.blank("Plan.xlsx");
    openInNode(workbook);
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getFirst();
      sheet.getRange("A2:B5").values = [
        ["Ref", "Action"],
        ["'1.1", "Review"],
        ["'1.2", "Publish"],
        ["'1.3", "Report"],
      ];
      sheet.getRange("A6").values = [[""]];
      sheet.tables.add("A2:B5", true).name = "Actions";
      await context.sync();
    });
  });

  test.each<[string, number, number, { ref: string; headings: boolean } | null]>([
    ["a row above it", 0, 1, { ref: "A1:B4", headings: true }],
    ["its heading: it goes on without, and keeps every row", 1, 1, { ref: "A2:B4", headings: false }],
    ["its heading and first row", 1, 2, { ref: "A2:B3", headings: false }],
    ["its last row", 4, 1, { ref: "A2:B4", headings: true }],
    ["all its rows but the heading: a table no more", 2, 3, null],
    ["all of it", 1, 4, null],
  ])("%s", async (_, row, count, expected) => {
    workbook.deleteRows(workbook.activeSheetId, row, count);
    const [table] = workbook.sheets[0]!.tables();
    expect(table ? { ref: table.tableRef, headings: table.headerRow } : null).toEqual(expected);
    expect(await faultsOf(await workbook.save())).toEqual([]);
  });
});

describe("a chart", () => {
  test.each<[string, number, number, number]>([
    ["rows above it push it down", 0, 2, 130],
    ["a row below its top leaves it", 7, 1, 100],
    ["rows taken out above it pull it up", 0, -2, 70],
    ["the rows it begins on taken out bring it to where they began", 5, -4, 75],
  ])("%s", async (_, at, count, top) => {
    workbook = StandInWorkbook.blank("Plan.xlsx");
    openInNode(workbook);
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getFirst();
      sheet.getRange("A1:B3").values = [
        ["Section", "Overdue"],
        ["One", 1],
        ["Two", 2],
      ];
      sheet.charts.add("BarClustered", sheet.getRange("A1:B3"), "Columns").top = 100;
      await context.sync();
    });
    if (count > 0) workbook.insertRows(workbook.activeSheetId, at, count);
    else workbook.deleteRows(workbook.activeSheetId, at, -count);
    expect(workbook.charts[0]!.top).toBe(top);
  });
});

test("a formula over several cells names them where they are", async () => {
  workbook = StandInWorkbook.blank("Plan.xlsx");
  const [sheet] = workbook.excel.worksheets;
  sheet!.getCell("B3").value = { formula: "A3:A4*2", shareType: "array", ref: "B3:B4", result: 2 } as never;
  workbook.insertRows(workbook.activeSheetId, 0, 1);
  expect(sheet!.getCell("B4").value).toMatchObject({ ref: "B4:B5" });
  expect(await faultsOf(await workbook.save())).toEqual([]);
});
