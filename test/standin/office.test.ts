/**
 * The stand-in as an add-in meets it: real Excel.run code through the real client library. Each case is one trap of Excel that
 * the stand-in must spring, or one thing an add-in may rely on.
 */
import { openInNode } from "./node";
import { StandInWorkbook } from "./workbook";

let workbook: StandInWorkbook;
beforeEach(() => {
  workbook = StandInWorkbook.blank("Plan.xlsx");
  workbook.year = 2019;
  openInNode(workbook);
});

type Sheet = Excel.Worksheet;
type Context = Excel.RequestContext;

/** Runs on the first sheet and syncs. */
async function run<T>(work: (sheet: Sheet, context: Context) => T | Promise<T>): Promise<T> {
  return Excel.run(async (context) => {
    const value = await work(context.workbook.worksheets.getItem("Sheet1"), context);
    await context.sync();
    return value;
  });
}

/** The code of the error the work ends in; "none" when it ends well. */
async function codeOf(work: (sheet: Sheet, context: Context) => unknown): Promise<string> {
  try {
    await run(work);
    return "none";
  } catch (error) {
    if (error instanceof OfficeExtension.Error) return error.code;
    throw error;
  }
}

async function read(address: string) {
  return Excel.run(async (context) => {
    const range = context.workbook.worksheets.getItem("Sheet1").getRange(address);
    range.load("values,formulas,text,numberFormat,valueTypes,numberFormatCategories");
    await context.sync();
    const { values, formulas, text, numberFormat, valueTypes, numberFormatCategories } = range;
    return { values, formulas, text, numberFormat, valueTypes, numberFormatCategories };
  });
}

describe("text written through values is taken as typed", () => {
  test.each<[string, unknown, string, string]>([
    ["plain words", "plain words", "General", "words stay"],
    ["'= not a formula", "= not a formula", "General", "an apostrophe in front makes text and is not part of it"],
    ["'- spoke to X", "- spoke to X", "General", "so does a dash"],
    ["'1.10", "1.10", "General", "and a number kept as written"],
    ["1.10", 1.1, "General", "a reference like 1.10 becomes the number 1.1"],
    ["12%", 0.12, "0%", "a percentage"],
    ["1,234", 1234, "#,##0", "thousands"],
    ["£5.50", 5.5, "£#,##0.00", "money"],
    ["(5)", -5, "General", "an accountant's minus"],
    ["30/06/2019", 43646, "dd/mm/yyyy", "a UK date"],
    ["June 2019", 43617, "mmm-yy", "a month becomes its first day"],
    ["3 June", 43619, "dd-mmm", "a day without a year is this year's"],
    ["31/02/2019", "31/02/2019", "General", "there is no such day: text"],
    ["TRUE", true, "General", "true"],
    ["10:30", 0.4375, "hh:mm", "a time"],
    ["2019/20", "2019/20", "General", "a financial year is no date"],
  ])("%s -> %p (%s): %s", async (typed, value, format) => {
    await run((sheet) => {
      sheet.getRange("A1").values = [[typed]];
    });
    const cell = await read("A1");
    expect([cell.values[0]![0], cell.numberFormat[0]![0]]).toEqual([value, format]);
  });

  test.each<[string, string, string | number, string]>([
    ["=1+1", "=1+1", 0, "a formula; not calculated here"],
    ["- spoke to the college", "=- spoke to the college", "#NAME?", "prose with a dash is a broken formula"],
    ["+A2", "=+A2", 0, "a plus too"],
    ["@SUM(A2)", "=SUM(A2)", 0, "and an at sign"],
  ])("%s is the formula %s", async (typed, formula, value) => {
    await run((sheet) => {
      sheet.getRange("A1").values = [[typed]];
    });
    const cell = await read("A1");
    expect([cell.formulas[0]![0], cell.values[0]![0]]).toEqual([formula, value]);
  });

  test("in a cell formatted as text everything stays", async () => {
    await run((sheet) => {
      const cell = sheet.getRange("A1:A2");
      cell.numberFormat = [["@"], ["@"]];
      cell.values = [["=1+1"], ["June 2019"]];
    });
    expect((await read("A1:A2")).values).toEqual([["=1+1"], ["June 2019"]]);
  });

  test("null leaves a cell, '' clears it", async () => {
    await run((sheet) => {
      sheet.getRange("A1:C1").values = [["a", "b", "c"]];
      sheet.getRange("A1:C1").values = [[null, "", "C"]];
    });
    const { values, valueTypes } = await read("A1:C1");
    expect(values).toEqual([["a", "", "C"]]);
    expect(valueTypes).toEqual([["String", "Empty", "String"]]);
  });
});

describe("what Excel refuses", () => {
  const long = (n: number) => "x".repeat(n);
  test.each<[string, string, (sheet: Sheet, context: Context) => unknown]>([
    ["an array too small", "InvalidArgument", (sheet) => (sheet.getRange("A1:B1").values = [["one"]])],
    ["an array of ragged rows", "InvalidArgument", (sheet) => (sheet.getRange("A1:B2").values = [["a", "b"], ["c"]])],
    ["a wrong address", "InvalidArgument", (sheet) => sheet.getRange("A0").load("address")],
    [
      "a row below the sheet",
      "InvalidArgument",
      (sheet) => sheet.getRange("A1048576").getOffsetRange(1, 0).load("address"),
    ],
    [
      "an address over 8,192 letters",
      "InvalidArgument",
      (sheet) =>
        sheet.getRanges(Array.from({ length: 2000 }, (_, i) => `A${i + 1}`).join(",") + ",A3000").load("address"),
    ],
    ["a cell over 32,767 letters", "InvalidArgument", (sheet) => (sheet.getRange("A1").values = [[long(32768)]])],
    [
      "a formula over 8,192 letters",
      "FormulaLengthExceedsLimit",
      (sheet) => (sheet.getRange("A1").formulas = [[`=LEN(A2)${"+1".repeat(4200)}`]]),
    ],
    [
      "a string over 255 letters in a formula",
      "InvalidArgument",
      (sheet) => (sheet.getRange("A1").formulas = [[`=A2="${long(256)}"`]]),
    ],
    ["a formula with an open bracket", "InvalidArgument", (sheet) => (sheet.getRange("A1").formulas = [["=SUM(A2"]])],
    [
      "dashed prose with an apostrophe",
      "InvalidArgument",
      (sheet) => (sheet.getRange("A1").values = [["- didn't meet"]]),
    ],
    [
      "a number format over 255 letters",
      "InvalidArgument",
      (sheet) => (sheet.getRange("A1").numberFormat = [[`"${long(254)}"@`]]),
    ],
    ["a number format that is none", "InvalidArgument", (sheet) => (sheet.getRange("A1").numberFormat = [['"open']])],
    ["a colour that is none", "InvalidArgument", (sheet) => (sheet.getRange("A1").format.fill.color = "reddish")],
    [
      "a sheet that is not there",
      "ItemNotFound",
      (_, context) => context.workbook.worksheets.getItem("Ghost").load("name"),
    ],
    ["a member that is not played", "ApiNotFound", (sheet) => sheet.getRange("A1").flashFill()],
    [
      "a sheet's name taken, in other capitals",
      "ItemAlreadyExists",
      (_, context) => context.workbook.worksheets.add("SHEET1"),
    ],
    ["a sheet's name over 31 letters", "InvalidArgument", (_, context) => context.workbook.worksheets.add(long(32))],
    ["a sheet's name with a colon", "InvalidArgument", (_, context) => context.workbook.worksheets.add("a:b")],
    ["a sheet called History", "InvalidArgument", (_, context) => context.workbook.worksheets.add("history")],
    ["a sheet's name ending in an apostrophe", "InvalidArgument", (sheet) => (sheet.name = "plan'")],
    ["deleting the last visible sheet", "InvalidOperation", (sheet) => sheet.delete()],
    ["hiding the last visible sheet", "InvalidOperation", (sheet) => (sheet.visibility = "Hidden")],
    [
      "writing one value to a whole column",
      "OperationCellsExceedLimit",
      (sheet) => (sheet.getRange("A:A").values = "x" as never),
    ],
    [
      "a header over 255 letters",
      "InvalidArgument",
      (sheet) => (sheet.pageLayout.headersFooters.defaultForAllPages.centerHeader = long(260)),
    ],
    [
      "a conditional format's string over 255 letters",
      "InvalidArgument",
      (sheet) => (sheet.getRange("A1").conditionalFormats.add("Custom").custom.rule.formula = `=$A1="${long(256)}"`),
    ],
  ])("%s: %s", async (_, code, work) => {
    expect(await codeOf(work)).toBe(code);
  });

  test("a table over merged cells, or over another table", async () => {
    await run((sheet) => {
      sheet.getRange("A1:B3").values = [
        ["a", "b"],
        [1, 2],
        [3, 4],
      ];
      sheet.getRange("D1:E1").merge();
      sheet.tables.add("A1:B3", true);
    });
    expect(await codeOf((sheet) => sheet.tables.add("D1:E3", true))).toBe("MergedRangeConflict");
    expect(await codeOf((sheet) => sheet.tables.add("B2:C4", true))).toBe("InvalidOperation");
    expect(await codeOf((sheet) => sheet.getRange("A2:B2").merge())).toBe("InvalidOperation");
  });

  test("more than 512 merged areas cannot be listed", async () => {
    const sheet = workbook.sheets[0]!;
    for (let i = 0; i < 513; i++) sheet.merge({ row: i, column: 0, rows: 1, columns: 2 });
    expect(await codeOf((s) => s.getRange("A1:B600").getMergedAreasOrNullObject().load("address"))).toBe(
      "InvalidArgument",
    );
    expect(await codeOf((s) => s.getRange("A1:B512").getMergedAreasOrNullObject().load("areaCount"))).toBe("none");
  });

  test("more than 5 MB a request or an answer", async () => {
    const row = (letters: number) => Array.from({ length: 250 }, () => ["x".repeat(letters)]);
    expect(await codeOf((sheet) => (sheet.getRange("A1:A250").values = row(22_000)))).toBe(
      "RequestPayloadSizeLimitExceeded",
    );
    for (const start of [1, 251])
      await run((sheet) => void (sheet.getRange(`A${start}:A${start + 249}`).values = row(15_000)));
    expect(await codeOf((sheet) => sheet.getRange("A1:A500").load("values"))).toBe("ResponsePayloadSizeLimitExceeded");
  });

  test("while someone is typing in a cell", async () => {
    workbook.setCellEditMode(true);
    expect(await codeOf((sheet) => sheet.load("name"))).toBe("InvalidOperationInCellEditMode");
    workbook.setCellEditMode(false);
    expect(await codeOf((sheet) => sheet.load("name"))).toBe("none");
  });

  test("changes to a protected sheet, but for what it allows", async () => {
    await run((sheet) => {
      sheet.getRange("B1").format.protection.locked = false;
      sheet.protection.protect({ allowInsertRows: true });
    });
    const cases: [string, (sheet: Sheet) => unknown][] = [
      ["AccessDenied", (sheet) => (sheet.getRange("A1").values = [["x"]])],
      ["none", (sheet) => (sheet.getRange("B1").values = [["x"]])],
      ["AccessDenied", (sheet) => (sheet.getRange("A1").format.fill.color = "#FF0000")],
      ["AccessDenied", (sheet) => sheet.getRange("A1").conditionalFormats.add("Custom")],
      ["none", (sheet) => sheet.getRange("3:3").insert("Down")],
      ["AccessDenied", (sheet) => sheet.getRange("3:3").delete("Up")],
      ["AccessDenied", (sheet) => sheet.tables.add("A1:B2", true)],
    ];
    for (const [code, work] of cases) expect([code, await codeOf(work)]).toEqual([code, code]);
    const options = await run(async (sheet, context) => {
      sheet.protection.load("protected,options");
      await context.sync();
      return [
        sheet.protection.protected,
        sheet.protection.options.allowInsertRows,
        sheet.protection.options.allowDeleteRows,
      ];
    });
    expect(options).toEqual([true, true, false]);
    await run((sheet) => sheet.protection.unprotect());
    expect(await codeOf((sheet) => (sheet.getRange("A1").values = [["x"]]))).toBe("none");
  });
});

describe("reading", () => {
  test("formats that differ read as null, alike ones as themselves", async () => {
    const got = await run(async (sheet, context) => {
      sheet.getRange("A1").format.fill.color = "#FFFF00";
      sheet.getRange("A1:A2").format.font.bold = true;
      const range = sheet.getRange("A1:A2");
      range.load("format/fill/color,format/font/bold,format/wrapText");
      await context.sync();
      return [range.format.fill.color, range.format.font.bold, range.format.wrapText];
    });
    expect(got).toEqual([null, true, false]);
  });

  test("whole columns read null values", async () => {
    const got = await run(async (sheet, context) => {
      const column = sheet.getRange("B:B");
      column.load("values,address,isEntireColumn,rowCount");
      await context.sync();
      return [column.values, column.address, column.isEntireColumn, column.rowCount];
    });
    expect(got).toEqual([null, "Sheet1!B:B", true, 1_048_576]);
  });

  test("a sheet's name is quoted in an address when it must be", async () => {
    const got = await run(async (sheet, context) => {
      sheet.name = "Peter's plan";
      const range = sheet.getRange("A1:B2");
      range.load("address");
      await context.sync();
      return range.address;
    }).catch((error: unknown) => String(error));
    expect(got).toBe("'Peter''s plan'!A1:B2");
  });

  test("the used range counts formats unless asked for values only; an empty sheet has none", async () => {
    const got = await run(async (sheet, context) => {
      const none = sheet.getUsedRangeOrNullObject();
      await context.sync();
      sheet.getRange("B2").values = [["x"]];
      sheet.getRange("D9").format.fill.color = "#FF0000";
      const all = sheet.getUsedRange();
      const values = sheet.getUsedRange(true);
      all.load("address");
      values.load("address");
      await context.sync();
      return [none.isNullObject, all.address, values.address];
    });
    expect(got).toEqual([true, "Sheet1!B2:D9", "Sheet1!B2"]);
  });

  test.each([
    ["mmm-yy", "Date"],
    ["dd/mm/yyyy", "Date"],
    ["hh:mm", "Time"],
    ["0.00", "Number"],
    ["0%", "Percentage"],
    ["@", "Text"],
    ["General", "General"],
    ["£#,##0.00", "Currency"],
  ])("the format %s is of the category %s", async (format, category) => {
    await run((sheet) => {
      sheet.getRange("A1").values = [[43617]];
      sheet.getRange("A1").numberFormat = [[format]];
    });
    expect((await read("A1")).numberFormatCategories).toEqual([[category]]);
  });

  test("many cells' formats in one answer", async () => {
    const got = await run(async (sheet, context) => {
      sheet.getRange("A1:B1").values = [["a", "b"]];
      sheet.getRange("B1").format.font.italic = true;
      sheet.getRange("B1").format.font.strikethrough = true;
      sheet.getRange("B1").format.fill.color = "#00FF00";
      const answer = sheet
        .getRange("A1:B1")
        .getCellProperties({ format: { font: { italic: true, strikethrough: true }, fill: { color: true } } });
      await context.sync();
      return answer.value;
    });
    expect(got).toEqual([
      [
        { format: { font: { italic: false, strikethrough: false }, fill: { color: "#FFFFFF" } } },
        { format: { font: { italic: true, strikethrough: true }, fill: { color: "#00FF00" } } },
      ],
    ]);
  });

  test("hidden rows, one record each", async () => {
    const got = await run(async (sheet, context) => {
      sheet.getRange("A1:A4").values = [[1], [2], [3], [4]];
      sheet.getRange("3:3").rowHidden = true;
      const rows = sheet.getRange("A1:A4").getRowProperties({ rowHidden: true });
      await context.sync();
      return rows.value.map((row) => row.rowHidden);
    });
    expect(got).toEqual([false, false, true, false]);
  });

  test("the client's own checks are real: nothing is readable before it was loaded", async () => {
    expect(
      await codeOf(async (sheet, context) => {
        const range = sheet.getRange("A1");
        await context.sync();
        return range.values;
      }),
    ).toBe("PropertyNotLoaded");
  });

  test("10,000 rows of 7 cells are read in under a second of work", async () => {
    const sheet = workbook.sheets[0]!;
    for (let r = 0; r < 10_000; r++) for (let c = 0; c < 7; c++) sheet.put(r, c, c === 0 ? r : `cell ${r}`);
    const began = process.cpuUsage();
    const rows = await run(async (s, context) => {
      const used = s.getUsedRange();
      used.load("values,numberFormat");
      await context.sync();
      return used.values.length;
    });
    expect(rows).toBe(10_000);
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1000).toBeLessThan(1000);
  });
});

describe("tables", () => {
  const fill = (sheet: Sheet) =>
    (sheet.getRange("A1:B3").values = [
      ["Action", "Owner"],
      ["One", "A"],
      ["Two", "B"],
    ]);

  test("are added, named, read and styled", async () => {
    const got = await run(async (sheet, context) => {
      fill(sheet);
      const table = sheet.tables.add("A1:B3", true);
      table.name = "Update_data";
      table.style = "TableStyleLight1";
      table.showFilterButton = false;
      table.load("name,style,showFilterButton,showHeaders");
      table.columns.load("items/name,items/index");
      table.rows.load("count,items/values");
      const body = table.getDataBodyRange();
      body.load("address");
      await context.sync();
      return [
        table.name,
        table.style,
        table.showFilterButton,
        table.columns.items.map((c) => c.name),
        table.rows.count,
        table.rows.items.map((r) => r.values),
        body.address,
      ];
    });
    expect(got).toEqual([
      "Update_data",
      "TableStyleLight1",
      false,
      ["Action", "Owner"],
      2,
      [[["One", "A"]], [["Two", "B"]]],
      "Sheet1!A2:B3",
    ]);
  });

  test("grow over what is written straight below, and not elsewhere", async () => {
    const got = await run(async (sheet, context) => {
      fill(sheet);
      const table = sheet.tables.add("A1:B3", true);
      sheet.getRange("A4:B5").values = [
        ["Three", "C"],
        ["Four", "D"],
      ];
      sheet.getRange("A7").values = [["apart"]];
      const range = table.getRange();
      range.load("address");
      await context.sync();
      return range.address;
    });
    expect(got).toBe("Sheet1!A1:B5");
  });

  test("without headings a row of them is put in above", async () => {
    const got = await run(async (sheet, context) => {
      fill(sheet);
      const table = sheet.tables.add("A1:B3", false);
      const range = table.getRange();
      range.load("values,address");
      await context.sync();
      return [range.address, range.values[0], range.values[1]];
    });
    expect(got).toEqual(["Sheet1!A1:B4", ["Column1", "Column2"], ["Action", "Owner"]]);
  });

  test("a heading written as a number becomes text, a repeated one is numbered", async () => {
    const got = await run(async (sheet, context) => {
      sheet.getRange("A1:C2").values = [
        [2019, "Owner", "Owner"],
        [1, 2, 3],
      ];
      const table = sheet.tables.add("A1:C2", true);
      table.columns.load("items/name");
      const head = table.getHeaderRowRange();
      head.load("values");
      await context.sync();
      return [table.columns.items.map((c) => c.name), head.values];
    });
    expect(got).toEqual([["2019", "Owner", "Owner2"], [["2019", "Owner", "Owner2"]]]);
  });

  test("resize, convert to a range, delete", async () => {
    const got = await run(async (sheet, context) => {
      fill(sheet);
      const table = sheet.tables.add("A1:B3", true);
      table.resize("A1:B6");
      const range = table.getRange();
      range.load("address");
      await context.sync();
      table.convertToRange();
      sheet.tables.load("items/name");
      const left = sheet.getRange("A1");
      left.load("values");
      await context.sync();
      return [range.address, sheet.tables.items.length, left.values];
    });
    expect(got).toEqual(["Sheet1!A1:B6", 0, [["Action"]]]);
  });
});

describe("conditional formats", () => {
  test("the newest is on top; rule, label and look are read back", async () => {
    const got = await run(async (sheet, context) => {
      const first = sheet.getRange("A1:A5").conditionalFormats.add("Custom");
      first.custom.rule.formula = '=$A1="x"';
      const second = sheet.getRanges("A1:A5,C1:C5").conditionalFormats.add("Custom");
      second.custom.rule.formula = "=A1>1";
      second.custom.format.numberFormat = '"Overdue since 30 Jun 2019 · "@';
      second.custom.format.fill.color = "#FDE7E9";
      second.custom.format.font.bold = true;
      second.stopIfTrue = true;
      const all = sheet.getRange().conditionalFormats;
      all.load(
        "items/id,items/type,items/priority,items/stopIfTrue,items/custom/rule/formula,items/custom/format/numberFormat,items/custom/format/fill/color",
      );
      await context.sync();
      const ranges = all.items[0]!.getRanges();
      ranges.load("address");
      await context.sync();
      return [
        all.items.map((cf) => [cf.type, cf.priority, cf.stopIfTrue, cf.custom.rule.formula]),
        all.items[0]!.custom.format.numberFormat,
        all.items[0]!.custom.format.fill.color,
        ranges.address,
      ];
    });
    expect(got).toEqual([
      [
        ["Custom", 0, true, "=A1>1"],
        ["Custom", 1, false, '=$A1="x"'],
      ],
      '"Overdue since 30 Jun 2019 · "@',
      "#FDE7E9",
      "Sheet1!A1:A5,Sheet1!C1:C5",
    ]);
  });

  test("one is deleted by id; clearAll takes everybody's from the range", async () => {
    const got = await run(async (sheet, context) => {
      const range = sheet.getRange("A1:A5");
      const one = range.conditionalFormats.add("ContainsText");
      one.textComparison.rule = { operator: "Contains", text: "late" };
      const two = range.conditionalFormats.add("CellValue");
      two.cellValue.rule = { operator: "GreaterThan", formula1: "=5" };
      one.load("id,type");
      two.load("type");
      const before = range.conditionalFormats.getCount();
      await context.sync();
      range.conditionalFormats.getItem(one.id).delete();
      const middle = range.conditionalFormats.getCount();
      await context.sync();
      sheet.getRange("A1:A2").conditionalFormats.clearAll();
      const left = sheet.getRange("A3:A5").conditionalFormats.getCount();
      const gone = sheet.getRange("A1:A2").conditionalFormats.getCount();
      await context.sync();
      return [one.type, two.type, before.value, middle.value, left.value, gone.value];
    });
    expect(got).toEqual(["ContainsText", "CellValue", 2, 1, 1, 0]);
  });

  test("changing the priority invalidates the object", async () => {
    expect(
      await codeOf(async (sheet, context) => {
        sheet.getRange("A1").conditionalFormats.add("Custom");
        const cf = sheet.getRange("A1").conditionalFormats.add("Custom");
        await context.sync();
        cf.priority = 1;
        await context.sync();
        cf.load("priority");
        await context.sync();
      }),
    ).toBe("ItemNotFound");
  });
});

describe("sheets and pages", () => {
  test("add, order, hide, colour, freeze, print set-up", async () => {
    const got = await run(async (_, context) => {
      const sheet = context.workbook.worksheets.add("Update Q1 2019-20");
      sheet.position = 0;
      sheet.tabColor = "#008080";
      sheet.showGridlines = false;
      sheet.freezePanes.freezeRows(3);
      sheet.pageLayout.orientation = "Landscape";
      sheet.pageLayout.paperSize = "A4";
      sheet.pageLayout.zoom = { horizontalFitToPages: 1 };
      sheet.pageLayout.setPrintTitleRows("$1:$3");
      sheet.pageLayout.setPrintArea("A1:F40");
      sheet.pageLayout.headersFooters.defaultForAllPages.centerFooter = "Page &P of &N";
      sheet.pageLayout.headersFooters.defaultForAllPages.leftHeader = "OFFICIAL";
      sheet.horizontalPageBreaks.add("A20");
      sheet.activate();
      const location = sheet.freezePanes.getLocationOrNullObject();
      const titles = sheet.pageLayout.getPrintTitleRowsOrNullObject();
      location.load("address");
      titles.load("address");
      sheet.load("name,position,tabColor,showGridlines");
      sheet.pageLayout.load("orientation,paperSize,zoom");
      sheet.pageLayout.headersFooters.defaultForAllPages.load("centerFooter,leftHeader");
      sheet.horizontalPageBreaks.load("items/rowIndex");
      const active = context.workbook.worksheets.getActiveWorksheet();
      active.load("name");
      await context.sync();
      return [
        sheet.position,
        sheet.tabColor,
        sheet.showGridlines,
        location.address,
        titles.address,
        sheet.pageLayout.orientation,
        sheet.pageLayout.paperSize,
        sheet.pageLayout.zoom,
        sheet.pageLayout.headersFooters.defaultForAllPages.centerFooter,
        sheet.pageLayout.headersFooters.defaultForAllPages.leftHeader,
        sheet.horizontalPageBreaks.items.map((b) => b.rowIndex),
        active.name,
      ];
    });
    expect(got).toEqual([
      0,
      "#008080",
      false,
      "'Update Q1 2019-20'!1:3",
      "'Update Q1 2019-20'!1:3",
      "Landscape",
      "A4",
      { horizontalFitToPages: 1 },
      "Page &P of &N",
      "OFFICIAL",
      [19],
      "Update Q1 2019-20",
    ]);
  });

  test("a link to a row of the plan, on a cell that keeps its number", async () => {
    const got = await run(async (sheet, context) => {
      sheet.getRange("A1").values = [[1.1]];
      sheet.getRange("A1").hyperlink = { documentReference: "'Sheet1'!A9", screenTip: "Go to the row" };
      const cell = sheet.getRange("A1");
      cell.load("values,hyperlink");
      await context.sync();
      const seen = [cell.values, cell.hyperlink];
      cell.clear("Hyperlinks");
      cell.load("hyperlink");
      await context.sync();
      return [...seen, cell.hyperlink];
    });
    expect(got).toEqual([
      [[1.1]],
      { documentReference: "'Sheet1'!A9", screenTip: "Go to the row", textToDisplay: "1.1" },
      null,
    ]);
  });

  test("a chart is added, titled, placed, found by name and deleted", async () => {
    const got = await run(async (sheet, context) => {
      sheet.getRange("A1:B3").values = [
        ["Section", "Late"],
        ["Skills", 3],
        ["Health", 1],
      ];
      const chart = sheet.charts.add("BarClustered", sheet.getRange("A1:B3"), "Columns");
      chart.name = "Late by section";
      chart.title.text = "Late actions by section";
      chart.legend.visible = false;
      chart.setPosition("D2", "H12");
      chart.series.getItemAt(0).hasDataLabels = true;
      chart.load("name,top,left,height");
      chart.series.load("items/name");
      sheet.charts.load("items/name");
      await context.sync();
      return [
        chart.name,
        chart.top,
        chart.left,
        chart.height,
        chart.series.items.map((s) => s.name),
        sheet.charts.items.map((c) => c.name),
      ];
    });
    expect(got).toEqual(["Late by section", 15, 144, 165, ["Late"], ["Late by section"]]);
    await run((sheet) => sheet.charts.getItem("Late by section").delete());
    expect(workbook.charts).toHaveLength(0);
  });

  test("merges: only the first cell keeps a value", async () => {
    await run((sheet) => {
      sheet.getRange("A1:B1").values = [["a", "b"]];
      sheet.getRange("A1:B1").merge();
      sheet.getRange("A1:B1").values = [["c", "d"]];
    });
    expect((await read("A1:B1")).values).toEqual([["c", ""]]);
  });

  test("a range copied takes values, formulas or formats", async () => {
    await run((sheet) => {
      sheet.getRange("A1:B1").formulas = [[5, "=A1*2"]];
      sheet.getRange("A1").format.font.bold = true;
      sheet.getRange("A3").copyFrom("A1:B1");
      sheet.getRange("A5").copyFrom("A1:B1", "Values");
    });
    expect((await read("A3:B3")).formulas).toEqual([[5, "=A3*2"]]);
    expect((await read("A5:B5")).formulas).toEqual([[5, 0]]);
  });
});
