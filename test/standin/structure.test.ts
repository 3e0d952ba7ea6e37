/** Rows, columns and cells put in, taken out and sorted: everything on the sheet goes along, as in Excel. */
import fc from "fast-check";
import { parseBox } from "./address";
import { offsetFormula, shiftFormula, type Shift } from "./formula";
import { openInNode } from "./node";
import { shiftBox } from "./structure";
import { StandInWorkbook } from "./workbook";

const rows = (at: number, count: number): Shift => ({ axis: "row", at, count });
const columns = (at: number, count: number): Shift => ({ axis: "column", at, count });

describe("references in formulas", () => {
  test.each<[string, Shift, string, string]>([
    ["A5+B2", rows(2, 3), "A8+B2", "below the new rows moves, above stays"],
    ["SUM(A1:A10)", rows(4, 2), "SUM(A1:A12)", "a range grows around new rows"],
    ["SUM($A$1:$A$10)", rows(4, -2), "SUM($A$1:$A$8)", "and shrinks, fixed or not"],
    ["A5", rows(4, -1), "#REF!", "a cell taken out is gone"],
    ["SUM(A3:A5)", rows(2, -3), "SUM(#REF!)", "a range taken out too"],
    ["SUM(A3:A6)", rows(2, -2), "SUM(A3:A4)", "what is left of it stays"],
    ["Other!A5+Plan!A5", rows(0, 1), "Other!A5+Plan!A6", "only the changed sheet's cells move"],
    ["'Plan'!A5", rows(0, 1), "'Plan'!A6", "quoted or not"],
    ['IF(A5="A5 B7",1,2)', rows(0, 1), 'IF(A6="A5 B7",1,2)', "words in quotation marks stay"],
    ["Plan[[#This Row],[A5]]+A5", rows(0, 1), "Plan[[#This Row],[A5]]+A6", "a table's own names too"],
    ["LOG10(A5)+Rate_A5", rows(0, 1), "LOG10(A6)+Rate_A5", "names and functions are no references"],
    ["C:C+5:5", columns(1, 1), "D:D+5:5", "whole columns move with columns"],
    ["5:7", rows(0, 2), "7:9", "whole rows with rows"],
  ])("%s after %p is %s: %s", (formula, shift, expected) => {
    expect(shiftFormula(formula, "Plan", "plan", shift)).toBe(expected);
  });

  test.each([
    ["A1+$A$1+A$1+$A1", 2, 1, "B3+$A$1+B$1+$A3"],
    ["A1", -1, 0, "#REF!"],
  ])("%s copied by %i and %i is %s", (formula, down, right, expected) => {
    expect(offsetFormula(formula, down, right)).toBe(expected);
  });

  test("putting rows in and taking the same ones out changes nothing", () => {
    fc.assert(
      fc.property(
        fc.nat(50),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(60),
        fc.integer({ min: 1, max: 20 }),
        (at, count, row, height) => {
          const formula = `SUM(B${row + 1}:C${row + height})&"B1"`;
          const there = shiftFormula(formula, "S", "S", rows(at, count));
          expect(shiftFormula(there, "S", "S", rows(at, -count))).toBe(formula);
        },
      ),
    );
  });

  test("a letter-by-letter hostile formula is read in linear time", () => {
    const began = process.cpuUsage();
    for (const hostile of [
      "'".repeat(8000),
      "A".repeat(8000),
      `${"$A$1:".repeat(1600)}`,
      '"'.repeat(7999),
      "A1:".repeat(2600),
    ])
      shiftFormula(hostile, "S", "S", rows(0, 1));
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(500);
  });
});

test.each([
  ["A5:B9", rows(6, 2), "A5:B11"],
  ["A5:B9", rows(4, -2), "A5:B7"],
  ["A5:B9", rows(0, -20), null],
  ["B2", { ...rows(0, 1), span: { start: 0, length: 1 } }, "B2"],
  ["A2", { ...rows(0, 1), span: { start: 0, length: 1 } }, "A3"],
])("the box %s after %p is %s", (address, shift, expected) => {
  expect(shiftBox(parseBox(address)!, shift)).toEqual(expected === null ? null : parseBox(expected));
});

/** A sheet with one of everything, made through Office.js. */
async function everything(): Promise<StandInWorkbook> {
  const workbook = StandInWorkbook.blank();
  const { Excel } = openInNode(workbook);
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem("Sheet1");
    sheet.getRange("A1:C6").values = [
      ["Title", "", ""],
      ["", "", ""],
      ["Ref", "Action", "When"],
      ["1.1", "One", "May"],
      ["1.2", "Two", "June"],
      ["1.3", "Three", "July"],
    ];
    sheet.getRange("A1:C1").merge();
    sheet.tables.add("A3:C6", true).name = "Plan";
    sheet.getRange("E1").formulas = [["=C5"]];
    sheet.getRange("5:5").format.rowHeight = 33;
    sheet.getRange("B5").format.fill.color = "#FFFF00";
    const rule = sheet.getRange("C4:C6").conditionalFormats.add("Custom");
    rule.custom.rule.formula = '=$C4="June"';
    sheet.getRange("B6").hyperlink = { address: "https://example.org/" };
    sheet.pageLayout.setPrintTitleRows("$3:$3");
    sheet.pageLayout.setPrintArea("A1:C6");
    sheet.horizontalPageBreaks.add("A6");
    context.workbook.names.add("When", sheet.getRange("C5"));
    await context.sync();
  });
  return workbook;
}

function state(workbook: StandInWorkbook) {
  const sheet = workbook.sheets[0]!;
  const texts = Array.from({ length: 9 }, (_, r) => [0, 1, 2].map((c) => sheet.textAt(r, c)).join("|"));
  const format = sheet.conditionalFormats()[0];
  return {
    texts: texts.join(" / "),
    formula: (sheet.at(0, 4) as { formula: string }).formula,
    table: sheet.tables()[0]?.tableRef,
    merge: sheet.merges().length,
    format: format && [format.block.ref, format.rule.formulae![0]],
    links: [...sheet.links.keys()],
    titles: sheet.ws.pageSetup.printTitlesRow,
    area: sheet.ws.pageSetup.printArea,
    breaks: sheet.internal.rowBreaks.map((brk) => brk.id),
    name: workbook.names[0]!.refersTo,
    tall: Array.from({ length: 9 }, (_, r) => r).filter((r) => sheet.internal._rows[r]?.height === 33),
    yellow: Array.from({ length: 9 }, (_, r) => r).filter(
      (r) => (sheet.styleAt(r, 1).fill as { fgColor?: { argb?: string } } | undefined)?.fgColor?.argb === "FFFFFF00",
    ),
  };
}

describe("a second person's rows", () => {
  test("put in inside the plan", async () => {
    const workbook = await everything();
    workbook.insertRows(workbook.activeSheetId, 3, 2, "remote");
    expect(state(workbook)).toEqual({
      texts: "Title|| / || / Ref|Action|When / || / || / 1.1|One|May / 1.2|Two|June / 1.3|Three|July / ||",
      formula: "C7",
      table: "A3:C8",
      merge: 1,
      format: ["C6:C8", '$C6="June"'],
      links: ["7,1"],
      titles: "3:3",
      area: "A1:C8",
      breaks: [7],
      name: "Sheet1!$C$7",
      tall: [6],
      yellow: [6],
    });
  });

  test("taken out above and of the first row a conditional format is on", async () => {
    const workbook = await everything();
    workbook.deleteRows(workbook.activeSheetId, 1, 1);
    workbook.deleteRows(workbook.activeSheetId, 2, 1);
    expect(state(workbook)).toEqual({
      texts: "Title|| / Ref|Action|When / 1.2|Two|June / 1.3|Three|July / || / || / || / || / ||",
      formula: "C3",
      table: "A2:C4",
      merge: 1,
      format: ["C3:C4", '$C3="June"'],
      links: ["3,1"],
      titles: "2:2",
      area: "A1:C4",
      breaks: [3],
      name: "Sheet1!$C$3",
      tall: [2],
      yellow: [2],
    });
  });

  test("sorted: cells move, conditional formats and heights stay", async () => {
    const workbook = await everything();
    workbook.sortRows(workbook.activeSheetId, "A4:C6", 0, false, "remote");
    const after = state(workbook);
    expect(after.texts).toBe(
      "Title|| / || / Ref|Action|When / 1.3|Three|July / 1.2|Two|June / 1.1|One|May / || / || / ||",
    );
    expect([after.format, after.links, after.tall, after.yellow]).toEqual([["C4:C6", '$C4="June"'], ["3,1"], [4], [4]]);
  });

  test("the saved file is whole after all of it", async () => {
    const workbook = await everything();
    workbook.insertRows(workbook.activeSheetId, 4, 1);
    workbook.deleteRows(workbook.activeSheetId, 1, 1);
    const back = await StandInWorkbook.open(await workbook.save(), "b.xlsx");
    expect(state(back)).toEqual(state(workbook));
  });
});

describe("through Office.js", () => {
  test("a kept range moves with its cells; one that was taken out is lost", async () => {
    const workbook = await everything();
    const got = await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem("Sheet1");
      const cell = sheet.getRange("B5");
      cell.load("address");
      await context.sync();
      workbook.insertRows(workbook.activeSheetId, 0, 3);
      cell.load("address,values");
      await context.sync();
      const moved = [cell.address, cell.values];
      workbook.deleteRows(workbook.activeSheetId, 7, 1);
      cell.load("values");
      const code = await context.sync().then(
        () => "none",
        (error: OfficeExtension.Error) => error.code,
      );
      return [...moved, code];
    });
    expect(got).toEqual(["Sheet1!B8", [["Two"]], "InvalidReference"]);
  });

  test("insert gives the empty cells; the range itself moved", async () => {
    await everything();
    const got = await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem("Sheet1");
      const row = sheet.getRange("5:5");
      const empty = row.insert("Down");
      row.load("address");
      empty.load("address");
      await context.sync();
      return [row.address, empty.address];
    });
    expect(got).toEqual(["Sheet1!6:6", "Sheet1!5:5"]);
  });

  test("cells of part of the rows move alone; a table or a merge that would be torn stops it", async () => {
    const workbook = await everything();
    const attempt = (address: string, shift: "Down" | "Right") =>
      Excel.run(async (context) => {
        context.workbook.worksheets.getItem("Sheet1").getRange(address).insert(shift);
        await context.sync();
      }).then(
        () => "none",
        (error: OfficeExtension.Error) => error.code,
      );
    expect(await attempt("B2", "Down")).toBe("InsertDeleteConflict");
    expect(await attempt("A4", "Right")).toBe("InsertDeleteConflict");
    expect(await attempt("A8:B8", "Down")).toBe("none");
    expect(await attempt("E1", "Down")).toBe("none");
    expect((workbook.sheets[0]!.at(1, 4) as { formula: string }).formula).toBe("C5");
  });

  test("filtered rows cannot be deleted", async () => {
    const workbook = await everything();
    workbook.setFilter(
      workbook.sheets[0]!,
      workbook.sheets[0]!.tables()[0]!,
      '<filterColumn colId="0"><filters><filter val="1.1"/></filters></filterColumn>',
    );
    const code = await Excel.run(async (context) => {
      context.workbook.worksheets.getItem("Sheet1").getRange("5:5").delete("Up");
      await context.sync();
    }).then(
      () => "none",
      (error: OfficeExtension.Error) => error.code,
    );
    expect(code).toBe("FilteredRangeConflict");
    const filtered = await Excel.run(async (context) => {
      const table = context.workbook.tables.getItem("Plan");
      table.autoFilter.load("isDataFiltered");
      await context.sync();
      const before = table.autoFilter.isDataFiltered;
      table.clearFilters();
      table.autoFilter.load("isDataFiltered");
      await context.sync();
      return [before, table.autoFilter.isDataFiltered];
    });
    expect(filtered).toEqual([true, false]);
  });

  test("columns move with their widths; the table's columns with them", async () => {
    const workbook = await everything();
    const got = await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem("Sheet1");
      sheet.getRange("B:B").format.columnWidth = 150;
      sheet.getRange("B:B").insert("Right");
      const table = context.workbook.tables.getItem("Plan");
      table.columns.load("items/name");
      const wide = sheet.getRange("C1");
      wide.load("format/columnWidth");
      await context.sync();
      return [table.columns.items.map((column) => column.name), wide.format.columnWidth];
    });
    expect(got).toEqual([["Ref", "Column1", "Action", "When"], 150]);
    expect(workbook.sheets[0]!.tables()[0]!.tableRef).toBe("A3:D6");
  });
});
