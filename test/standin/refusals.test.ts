/** What Excel refuses, sheet by sheet and object by object: each case is a refusal that an add-in must live with. */
import ExcelJS from "exceljs";
import { openInNode } from "./node";
import { StandInWorkbook } from "./workbook";

let workbook: StandInWorkbook;
const use = (opened: StandInWorkbook) => {
  workbook = opened;
  openInNode(opened);
};
beforeEach(() => use(StandInWorkbook.blank("Plan.xlsx")));

type Sheet = Excel.Worksheet;
const run = <T>(work: (sheet: Sheet, context: Excel.RequestContext) => T) =>
  Excel.run(async (context) => {
    const value = work(context.workbook.worksheets.getFirst(), context);
    await context.sync();
    return value;
  });
const codeOf = (work: (sheet: Sheet, context: Excel.RequestContext) => unknown) =>
  run(work).then(
    () => "none",
    (error: OfficeExtension.Error) => error.code,
  );
const opened = async (fill: (sheet: ExcelJS.Worksheet) => void) => {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet("Plan"));
  use(await StandInWorkbook.open((await book.xlsx.writeBuffer()) as unknown as Uint8Array, "Plan.xlsx"));
};

describe("the used range", () => {
  test.each<[string, (sheet: Sheet) => Excel.Range, string]>([
    ["of an empty sheet is its first cell", (sheet) => sheet.getUsedRange(), "Sheet1!A1"],
    ["of an empty sheet, values only, too", (sheet) => sheet.getUsedRange(true), "Sheet1!A1"],
    ["of an empty range: there is none", (sheet) => sheet.getRange("B2:D9").getUsedRange(), "ItemNotFound"],
    [
      "of a whole empty sheet asked as a range: there is none",
      (sheet) => sheet.getRange().getUsedRange(),
      "ItemNotFound",
    ],
  ])("%s", async (_, ask, expected) => {
    const got = await run((sheet) => ask(sheet).load("address")).then(
      (range) => range.address,
      (error: OfficeExtension.Error) => error.code,
    );
    expect(got).toBe(expected);
  });

  test("asked for softly, an empty sheet and an empty range are null objects", async () => {
    const found = await run((sheet) => [
      sheet.getUsedRangeOrNullObject(),
      sheet.getRange("B2:D9").getUsedRangeOrNullObject(),
    ]);
    expect(found.map((range) => range.isNullObject)).toEqual([true, true]);
  });

  test("a cell with a format alone is used, but not for its value", async () => {
    await run((sheet) => (sheet.getRange("C3").format.fill.color = "#ffff00"));
    expect((await run((sheet) => sheet.getRange("A1:D9").getUsedRange().load("address"))).address).toBe("Sheet1!C3");
    expect(await codeOf((sheet) => sheet.getRange("A1:D9").getUsedRange(true).load("address"))).toBe("ItemNotFound");
  });
});

describe("a conditional format that is listed and cannot be read", () => {
  const rules = async (shared: boolean) =>
    opened((sheet) => {
      sheet.getCell("A1").value = "x";
      const rule = (text: string): ExcelJS.ConditionalFormattingRule => ({
        type: "expression",
        priority: 1,
        formulae: [`$A1="${text}"`],
        style: { font: { bold: true } },
      });
      if (shared) sheet.addConditionalFormatting({ ref: "A1:A9", rules: [rule("a"), rule("b")] });
      else for (const ref of ["A1:A9", "B1:B9"]) sheet.addConditionalFormatting({ ref, rules: [rule(ref)] });
    });
  const formatsOf = (sheet: Sheet) => sheet.getRange().conditionalFormats;
  const listed = async () =>
    (await run((sheet) => formatsOf(sheet).load("items/id,items/type"))).items.map(({ id, type }) => [id, type]);

  const readings: [string, (format: Excel.ConditionalFormat) => unknown][] = [
    ["its formula", (format) => format.load("custom/rule/formula")],
    ["its look", (format) => format.load("custom/format/numberFormat")],
    ["its kind, softly", (format) => format.customOrNullObject.load("rule/formula")],
    ["its place in the order", (format) => format.load("priority")],
    ["whether it stops the others", (format) => format.load("stopIfTrue")],
    ["its range", (format) => format.getRange().load("address")],
    ["its range, softly", (format) => format.getRangeOrNullObject().load("address")],
    ["changing its formula", (format) => (format.custom.rule.formula = "=TRUE")],
    ["moving it", (format) => (format.priority = 0)],
  ];

  test.each(readings)("fails at %s, with the others of its request", async (_, read) => {
    await rules(false);
    const [[id]] = (await listed()) as [[string]];
    workbook.sheets[0]!.conditionalFormats()[0]!.rule.unreadable = true;
    expect(await listed()).toEqual([
      [id, "Custom"],
      [expect.any(String), "Custom"],
    ]);
    expect(
      await codeOf((sheet) => {
        sheet.getRange("A1").load("values");
        return read(formatsOf(sheet).getItem(id));
      }),
    ).toBe("ItemNotFound");
    expect(await codeOf((sheet) => formatsOf(sheet).getItemAt(1).load("custom/rule/formula"))).toBe("none");
  });

  test.each(readings)("where Excel hands out no rules that share a range, it fails at %s", async (_, read) => {
    await rules(true);
    expect(await codeOf((sheet) => read(formatsOf(sheet).getItemAt(1)))).toBe("none");
    await rules(true);
    workbook.rulesSharingARange = "unreadable";
    expect(await listed()).toHaveLength(2);
    expect(await codeOf((sheet) => read(formatsOf(sheet).getItemAt(1)))).toBe("ItemNotFound");
  });

  test.each(["refused", "works"] as const)("deleting it: %s", async (deleting) => {
    await rules(false);
    workbook.deletingUnreadableRules = deleting;
    workbook.sheets[0]!.conditionalFormats()[0]!.rule.unreadable = true;
    expect(await codeOf((sheet) => formatsOf(sheet).getItemAt(0).delete())).toBe(
      deleting === "works" ? "none" : "ItemNotFound",
    );
    expect(await codeOf((sheet) => sheet.getRange("A1:A9").conditionalFormats.clearAll())).toBe("none");
    expect(await listed()).toHaveLength(1);
  });

  test("rules that share no range are readable everywhere", async () => {
    await rules(false);
    workbook.rulesSharingARange = "unreadable";
    expect(await codeOf((sheet) => formatsOf(sheet).load("items/custom/rule/formula"))).toBe("none");
  });

  test.each<[number, number, string]>([
    [8192, 8192, "none"],
    [8192, 8193, "FormulaLengthExceedsLimit"],
    [255, 255, "none"],
    [255, 256, "InvalidArgument"],
  ])("where a rule's formula may have %i letters, one of %i: %s", async (longest, length, code) => {
    workbook.longestRuleFormula = longest;
    const formula = `=${"+".repeat(length - 2)}A1`;
    const add = (sheet: Sheet) => (sheet.getRange("A1").conditionalFormats.add("Custom").custom.rule.formula = formula);
    expect(await codeOf(add)).toBe(code);
  });
});

describe("read-only", () => {
  test.each<[string, (sheet: Sheet, context: Excel.RequestContext) => unknown, string]>([
    ["reading", (sheet) => sheet.getUsedRange().load("values"), "none"],
    ["going somewhere", (sheet) => sheet.getRange("B2").select(), "none"],
    ["asking a function", (_, context) => context.workbook.functions.date(2000, 1, 1).load("value"), "none"],
    ["writing a cell", (sheet) => (sheet.getRange("A1").values = [["x"]]), "AccessDenied"],
    ["adding a sheet", (_, context) => context.workbook.worksheets.add("New"), "AccessDenied"],
    ["marking a sheet", (sheet) => sheet.customProperties.add("kind", "plan"), "AccessDenied"],
    ["protecting a sheet", (sheet) => sheet.protection.protect(), "AccessDenied"],
  ])("%s: %s", async (_, work, code) => {
    workbook.readOnly = true;
    expect(await codeOf(work)).toBe(code);
    workbook.writesWhenReadOnly = "taken";
    expect(await codeOf(work)).toBe("none");
  });

  test("nothing of a refused request is done", async () => {
    workbook.readOnly = true;
    await codeOf((sheet) => {
      sheet.getRange("B2").select();
      sheet.getRange("A1").values = [["x"]];
    });
    expect([workbook.selection.address, workbook.textOf(workbook.activeSheetId, 0, 0)]).toEqual(["A1", ""]);
  });

  test.each([true, false])("the workbook says so: %p", async (readOnly) => {
    workbook.readOnly = readOnly;
    const book = await run((_, context) => context.workbook.load("readOnly,isDirty"));
    expect([book.readOnly, book.isDirty]).toEqual([readOnly, true]);
  });
});

describe("another workbook has the focus", () => {
  const needFocus: [string, (sheet: Sheet, context: Excel.RequestContext) => unknown][] = [
    ["activating a sheet", (sheet) => sheet.activate()],
    ["selecting a range", (sheet) => sheet.getRange("B2").select()],
    ["freezing rows", (sheet) => sheet.freezePanes.freezeRows(1)],
    ["unfreezing", (sheet) => sheet.freezePanes.unfreeze()],
    ["adding a sheet", (_, context) => context.workbook.worksheets.add("New")],
  ];

  test.each(needFocus)("%s is refused, with the code that Excel gives", async (_, work) => {
    for (const code of ["InvalidSelection", "GeneralException", "InactiveWorkbook"]) {
      workbook.focusLost = code;
      expect(await codeOf(work)).toBe(code);
    }
    workbook.focusLost = null;
    expect(await codeOf(work)).toBe("none");
  });

  test.each<[string, (sheet: Sheet, context: Excel.RequestContext) => unknown, string]>([
    ["the selected range", (_, context) => context.workbook.getSelectedRange().load("address"), "InvalidSelection"],
    ["the active cell", (_, context) => context.workbook.getActiveCell().load("address"), "InvalidSelection"],
    ["the names of a sheet", (sheet) => sheet.names.load("items/name"), "InvalidSelection"],
    ["the names of the workbook", (_, context) => context.workbook.names.load("items/name"), "none"],
    ["a cell", (sheet) => sheet.getRange("A1").load("values"), "none"],
    ["writing one", (sheet) => (sheet.getRange("A1").values = [["x"]]), "none"],
  ])("%s: %s", async (_, work, code) => {
    workbook.focusLost = "GeneralException";
    expect(await codeOf(work)).toBe(code);
  });
});

describe("letters of several looks in one cell", () => {
  const cells = () =>
    opened((sheet) => {
      const struck: Partial<ExcelJS.Font> = { strike: true, bold: true, italic: true, color: { argb: "FFFF0000" } };
      sheet.getCell("A1").value = { richText: [{ text: "May 2019 ", font: struck }, { text: "June 2019" }] };
      sheet.getCell("A2").value = {
        richText: [
          { text: "May ", font: struck },
          { text: "2019", font: struck },
        ],
      };
      sheet.getCell("A3").value = "June 2019";
      sheet.getCell("A4").value = { richText: [{ text: "June " }, { text: "2019" }] };
      sheet.getCell("A4").font = { strike: true, name: "Calibri", size: 11 };
      sheet.getCell("A5").value = { richText: [{ text: "", font: struck }, { text: "June 2019" }] };
    });
  const looks = async (address: string) => {
    const range = (await run((sheet) => {
      const cell = sheet.getRange(address);
      cell.load("format/font/strikethrough,format/font/bold,format/font/italic,format/font/color");
      return cell;
    })) as Excel.Range;
    const { strikethrough, bold, italic, color } = range.format.font;
    return [strikethrough, bold, italic, color];
  };

  test.each<[string, string, unknown[]]>([
    ["A1", "one part struck, one not: not known", [null, null, null, null]],
    ["A2", "every part struck", [true, true, true, "#FF0000"]],
    ["A3", "plain text", [false, false, false, "#000000"]],
    ["A4", "parts without a look have the cell's", [true, false, false, "#000000"]],
    ["A5", "a part without letters says nothing", [false, false, false, "#000000"]],
    ["A2:A3", "cells that differ", [null, null, null, null]],
  ])("%s: %s", async (address, _, expected) => {
    await cells();
    expect(await looks(address)).toEqual(expected);
  });

  test("asked cell by cell, the same", async () => {
    await cells();
    const asked = await run((sheet) =>
      sheet.getRange("A1:A4").getCellProperties({ format: { font: { strikethrough: true, color: true } } }),
    );
    expect(asked.value.map(([cell]) => cell!.format!.font)).toEqual([
      { strikethrough: null, color: null },
      { strikethrough: true, color: "#FF0000" },
      { strikethrough: false, color: "#000000" },
      { strikethrough: true, color: "#000000" },
    ]);
  });

  test("setting a look sets it for every letter, and clearing formats clears them all", async () => {
    await cells();
    await run((sheet) => (sheet.getRange("A1").format.font.strikethrough = false));
    expect(await looks("A1")).toEqual([false, null, null, null]);
    await run((sheet) => sheet.getRange("A1").setCellProperties([[{ format: { font: { bold: true } } }]]));
    expect(await looks("A1")).toEqual([false, true, null, null]);
    await run((sheet) => sheet.getRange("A1").clear("Formats"));
    expect(await looks("A1")).toEqual([false, false, false, "#000000"]);
    expect((await run((sheet) => sheet.getRange("A1").load("values"))).values).toEqual([["May 2019 June 2019"]]);
  });
});

describe("the name of a table", () => {
  const rename = (name: string) =>
    codeOf((sheet, context) => {
      sheet.getRange("A1:A3").values = [["Ref"], ["1.1"], ["1.2"]];
      sheet.getRange("C1:C3").values = [["Ref"], ["1.1"], ["1.2"]];
      sheet.tables.add("A1:A3", true).name = "Actions";
      context.workbook.names.add("Budget", "=1");
      sheet.tables.add("C1:C3", true).name = name;
    });

  test.each([
    ["Update_data", "none", "letters and an underscore"],
    ["Q1_2019", "none", "begins like a cell and is none"],
    ["XFE1", "none", "beyond the last column: no cell"],
    ["PLAN2019", "none", "four letters: no cell"],
    ["_1", "none", "begins with an underscore"],
    ["Actions", "InvalidArgument", "another table's"],
    ["ACTIONS", "InvalidArgument", "another table's, whatever its capitals"],
    ["Budget", "InvalidArgument", "a defined name"],
    ["Q1", "InvalidArgument", "a cell"],
    ["XFD1048576", "InvalidArgument", "the last cell"],
    ["R1C1", "InvalidArgument", "a cell in the other notation"],
    ["r2", "InvalidArgument", "a row in it"],
    ["C", "InvalidArgument", "this column in it"],
    ["Update data", "InvalidArgument", "has a space"],
    ["2019_plan", "InvalidArgument", "begins with a figure"],
    ["Plan-data", "InvalidArgument", "has a dash"],
    ["", "InvalidArgument", "is none"],
    ["x".repeat(255), "none", "255 letters"],
    ["x".repeat(256), "InvalidArgument", "256 letters"],
  ])("%s: %s (%s)", async (name, code) => {
    expect(await rename(name)).toBe(code);
  });

  test("a new table takes a name that is free", async () => {
    await run((_, context) => context.workbook.names.add("Table1", "=1"));
    const made = await run((sheet) => sheet.tables.add("A1:A3", true).load("name"));
    expect(made.name).toBe("Table2");
  });
});

test("what there is to look at before writing can all be loaded", async () => {
  await run((sheet) => {
    sheet.getRange("A1").values = [["=B1"]];
    return sheet;
  });
  const seen = await run((sheet, context) => {
    sheet.load("visibility,protection/protected");
    context.workbook.load("readOnly,isDirty,protection/protected");
    context.workbook.names.load("items/name,items/formula,items/scope");
    const range = sheet.getUsedRange().load("formulas");
    return { sheet, range, book: context.workbook };
  });
  expect([
    seen.sheet.visibility,
    seen.sheet.protection.protected,
    seen.book.protection.protected,
    seen.book.names.items,
    seen.range.formulas,
  ]).toEqual(["Visible", false, false, [], [["=B1"]]]);
});
