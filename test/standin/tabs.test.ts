/** Sheets as tabs: chart sheets among them, protection of the workbook's structure, and what no workbook can be without. */
import ExcelJS from "exceljs";
import JSZip from "jszip";
import { openInNode } from "./node";
import { faultsOf } from "./sound";
import { addChartSheet, tabsOf } from "./tabs";
import { StandInWorkbook } from "./workbook";

let workbook: StandInWorkbook;
const use = (opened: StandInWorkbook) => {
  workbook = opened;
  openInNode(opened);
};

type Sheets = Excel.WorksheetCollection;
const run = <T>(work: (sheets: Sheets, context: Excel.RequestContext) => T) =>
  Excel.run(async (context) => {
    const value = work(context.workbook.worksheets, context);
    await context.sync();
    return value;
  });
const codeOf = (work: (sheets: Sheets, context: Excel.RequestContext) => unknown) =>
  run(work).then(
    () => "none",
    (error: OfficeExtension.Error) => error.code,
  );
const namesListed = async () => (await run((sheets) => sheets.load("items/name"))).items.map(({ name }) => name);

const REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** Two worksheets with a chart sheet between them; `attributes` go on <workbookView>, `before` in front of <sheets>. */
async function fileWithChartSheet({ activeTab = 0, before = "" } = {}): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  for (const name of ["Plan", "Notes"]) book.addWorksheet(name).getCell("A1").value = name;
  const zip = await JSZip.loadAsync((await book.xlsx.writeBuffer()) as unknown as Uint8Array);
  const edit = async (path: string, change: (xml: string) => string) =>
    zip.file(path, change(await zip.file(path)!.async("string")));
  await edit("xl/workbook.xml", (xml) =>
    xml
      .replace(/<bookViews>.*<\/bookViews>/, "")
      .replace("<sheets>", `${before}<bookViews><workbookView activeTab="${activeTab}"/></bookViews><sheets>`)
      .replace(/(<sheet [^>]*name="Notes")/, '<sheet name="Progress" sheetId="9" r:id="rId99"/>$1')
      .replace(
        "</sheets>",
        '</sheets><definedNames><definedName name="Home" localSheetId="2">Notes!$A$1</definedName></definedNames>',
      ),
  );
  await edit("xl/_rels/workbook.xml.rels", (xml) =>
    xml.replace(
      "</Relationships>",
      `<Relationship Id="rId99" Type="${REL}/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>`,
    ),
  );
  await edit("[Content_Types].xml", (xml) =>
    xml.replace(
      "</Types>",
      '<Override PartName="/xl/chartsheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.chartsheet+xml"/></Types>',
    ),
  );
  zip.file(
    "xl/chartsheets/sheet1.xml",
    '<chartsheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"/></sheetViews></chartsheet>',
  );
  return zip.generateAsync({ type: "uint8array" });
}
const openWithChartSheet = async (options?: Parameters<typeof fileWithChartSheet>[0]) =>
  use(await StandInWorkbook.open(await fileWithChartSheet(options), "Plan.xlsx"));

describe("a chart sheet", () => {
  test("is no worksheet, has its tab, and names are still those of their own sheets", async () => {
    await openWithChartSheet();
    expect(await namesListed()).toEqual(["Plan", "Notes"]);
    expect(tabsOf(workbook).map(({ name }) => name)).toEqual(["Plan", "Progress", "Notes"]);
    expect(workbook.otherSheets).toMatchObject([
      { kind: "chart", name: "Progress", state: "visible", part: "xl/chartsheets/sheet1.xml" },
    ]);
    const home = await Excel.run(async (context) => {
      const name = context.workbook.worksheets.getItem("Notes").names.getItemOrNullObject("Home");
      await context.sync();
      return name.isNullObject;
    });
    expect(home).toBe(false);
    expect(await codeOf((sheets) => sheets.getItem("Progress").load("id"))).toBe("ItemNotFound");
  });

  test.each([
    [0, "Plan"],
    [2, "Notes"],
  ])("active tab %i is the worksheet %s", async (activeTab, name) => {
    await openWithChartSheet({ activeTab });
    expect((await run((sheets) => sheets.getActiveWorksheet().load("name"))).name).toBe(name);
  });

  test("in front: there is no active worksheet and no selected range", async () => {
    await openWithChartSheet({ activeTab: 1 });
    expect(await codeOf((sheets) => sheets.getActiveWorksheet().load("name"))).toBe("UnsupportedSheet");
    expect(await codeOf((_, context) => context.workbook.getSelectedRange().load("address"))).toBe("InvalidSelection");
    expect(await codeOf((_, context) => context.workbook.getActiveCell().load("address"))).toBe("InvalidSelection");
    // Everything that names its sheet goes on.
    expect(await codeOf((sheets) => sheets.getItem("Plan").getRange("A1").load("values"))).toBe("none");
    workbook.noWorksheetInFront = "ItemNotFound";
    expect(await codeOf((sheets) => sheets.getActiveWorksheet().load("name"))).toBe("ItemNotFound");
    await run((sheets) => sheets.getItem("Notes").activate());
    expect(await codeOf((sheets) => sheets.getActiveWorksheet().load("name"))).toBe("none");
  });

  test("its name is taken, whatever its capitals", async () => {
    await openWithChartSheet();
    expect(await codeOf((sheets) => sheets.add("PROGRESS"))).toBe("ItemAlreadyExists");
    expect(await codeOf((sheets) => (sheets.getItem("Notes").name = "Progress"))).toBe("ItemAlreadyExists");
  });

  test.each<[string, (sheets: Sheets) => unknown, string[]]>([
    ["a new sheet goes behind it", (sheets) => sheets.add("New"), ["Plan", "Progress", "Notes", "New"]],
    [
      "the last worksheet moves before the first",
      (sheets) => (sheets.getItem("Notes").position = 0),
      ["Notes", "Plan", "Progress"],
    ],
    [
      "the first moves behind the last",
      (sheets) => (sheets.getItem("Plan").position = 1),
      ["Progress", "Notes", "Plan"],
    ],
  ])("tabs keep their order: %s", async (_, work, expected) => {
    await openWithChartSheet();
    await run(work);
    expect(tabsOf(workbook).map(({ name }) => name)).toEqual(expected);
  });

  test("comes to the front when the sheet before it goes", async () => {
    await openWithChartSheet();
    await run((sheets) => sheets.getItem("Plan").delete());
    expect(workbook.activeSheetId).toBe(workbook.otherSheets[0]!.id);
  });

  test("is a visible sheet, so the only worksheet beside it can be hidden", async () => {
    use(StandInWorkbook.blank());
    addChartSheet(workbook, "Chart1");
    expect(await namesListed()).toEqual(["Sheet1"]);
    expect(await codeOf((sheets) => (sheets.getFirst().visibility = "Hidden"))).toBe("none");
    expect(workbook.activeSheetId).toBe(workbook.otherSheets[0]!.id);
  });

  test("stands where it stood when a failed batch is taken back", async () => {
    await openWithChartSheet();
    workbook.faults.earlierWrites = "undone";
    const code = await codeOf((sheets) => {
      sheets.getItem("Plan").position = 1;
      sheets.getItem("Ghost").load("name");
    });
    expect(code).toBe("ItemNotFound");
    expect(tabsOf(workbook).map(({ name }) => name)).toEqual(["Plan", "Progress", "Notes"]);
  });
});

describe("a copied sheet", () => {
  const twoSheets = async () => {
    use(StandInWorkbook.blank());
    await Excel.run(async (context) => {
      const sheets = context.workbook.worksheets;
      const plan = sheets.add("Plan");
      plan.getRange("A1:B3").values = [
        ["Ref", "Days"],
        ["'1.1", 3],
        ["'1.2", "=Plan!B2*2"],
      ];
      plan.getRange("D1").values = [["=SUM(Actions[Days])"]];
      plan.tables.add("A1:B3", true).name = "Actions";
      plan.customProperties.add("kind", "history");
      plan.getRange("A2").conditionalFormats.add("Custom").custom.rule.formula = "=$A2=1";
      plan.getRange("A2").hyperlink = { documentReference: "Sheet1!A1" };
      plan.charts.add("BarClustered", plan.getRange("A1:B3"), "Columns");
      sheets.add("Last");
      await context.sync();
    });
  };

  test.each<[string, (sheets: Sheets) => Excel.Worksheet, string[]]>([
    ["at the end", (s) => s.getItem("Plan").copy(), ["Sheet1", "Plan", "Last", "Plan (2)"]],
    ["at the beginning", (s) => s.getItem("Plan").copy("Beginning"), ["Plan (2)", "Sheet1", "Plan", "Last"]],
    ["before one", (s) => s.getItem("Plan").copy("Before", s.getItem("Last")), ["Sheet1", "Plan", "Plan (2)", "Last"]],
    ["after one", (s) => s.getItem("Plan").copy("After", s.getItem("Sheet1")), ["Sheet1", "Plan (2)", "Plan", "Last"]],
  ])("stands %s", async (_, copy, expected) => {
    await twoSheets();
    const made = await run((sheets) => copy(sheets).load("name"));
    expect(made.name).toBe("Plan (2)");
    expect(await namesListed()).toEqual(expected);
  });

  test("carries its mark, its rules and its links; its tables and formulas are its own", async () => {
    await twoSheets();
    const before = JSON.stringify(workbook.sheet("Plan").ws.model);
    await run((sheets) => sheets.getItem("Plan").copy());
    const seen = await run((sheets) => {
      const sheet = sheets.getItem("Plan (2)");
      return [
        sheet.customProperties.load("items/key,items/value"),
        sheet.tables.load("items/name"),
        sheet.charts.load("items/name"),
        sheet.getRange().conditionalFormats.load("items/custom/rule/formula"),
        sheet.getRange("A2").load("hyperlink"),
        sheet.getRange("B3:D3").load("formulas"),
        sheet.getRange("D1").load("formulas"),
      ] as const;
    });
    const [properties, tables, charts, rules, link, own, sum] = seen;
    expect(properties.items.map(({ key, value }) => [key, value])).toEqual([["kind", "history"]]);
    expect(tables.items.map(({ name }) => name)).toEqual(["Actions2"]);
    expect(charts.items).toHaveLength(1);
    expect(rules.items.map((rule) => rule.custom.rule.formula)).toEqual(["=$A2=1"]);
    expect(link.hyperlink).toMatchObject({ documentReference: "Sheet1!A1" });
    expect([own.formulas[0]![0], sum.formulas[0]![0]]).toEqual(["='Plan (2)'!B2*2", "=SUM(Actions2[Days])"]);
    expect(JSON.stringify(workbook.sheet("Plan").ws.model)).toBe(before);
    expect(await faultsOf(await workbook.save())).toEqual([]);
    // What happens to one does not happen to the other.
    await run((sheets) => (sheets.getItem("Plan (2)").getRange("A1").values = [["Reference"]]));
    expect(workbook.textOf(workbook.sheet("Plan").id, 0, 0)).toBe("Ref");
    expect(workbook.sheet("Plan").tables()[0]!.columns[0]!.name).toBe("Ref");
  });

  test("of a long name is cut to the letters Excel allows", async () => {
    use(StandInWorkbook.blank());
    await run((sheets) => (sheets.getFirst().name = "x".repeat(31)));
    expect((await run((sheets) => sheets.getFirst().copy().load("name"))).name).toBe(`${"x".repeat(27)} (2)`);
  });
});

describe("the workbook's structure", () => {
  const changes: [string, (sheets: Sheets) => unknown][] = [
    ["adding a sheet", (sheets) => sheets.add("New")],
    ["deleting one", (sheets) => sheets.getItem("Notes").delete()],
    ["renaming one", (sheets) => (sheets.getItem("Notes").name = "Other")],
    ["copying one", (sheets) => sheets.getItem("Notes").copy()],
    ["moving one", (sheets) => (sheets.getItem("Notes").position = 0)],
    ["hiding one", (sheets) => (sheets.getItem("Notes").visibility = "Hidden")],
    ["colouring a tab", (sheets) => (sheets.getItem("Notes").tabColor = "#ff0000")],
  ];
  const isProtected = async () => (await run((_, { workbook: book }) => book.protection.load("protected"))).protected;

  test.each(changes)("protected in the file, it refuses %s", async (_, work) => {
    await openWithChartSheet({ before: '<workbookProtection lockStructure="1"/>' });
    expect(await isProtected()).toBe(true);
    expect(await codeOf(work)).toBe("AccessDenied");
  });

  test.each(changes)("unprotected again, it allows %s", async (_, work) => {
    await openWithChartSheet({ before: '<workbookProtection lockStructure="1"/>' });
    await run((__, context) => context.workbook.protection.unprotect());
    expect(await isProtected()).toBe(false);
    expect(await codeOf(work)).toBe("none");
  });

  test("protected, cells are written all the same", async () => {
    await openWithChartSheet({ before: '<workbookProtection lockStructure="1"/>' });
    expect(await codeOf((sheets) => (sheets.getItem("Notes").getRange("B2").values = [["x"]]))).toBe("none");
  });

  test.each([
    ["protection of windows alone", '<workbookProtection lockWindows="1"/>', false],
    ["structure said not to be locked", '<workbookProtection lockStructure="0"/>', false],
    ["structure locked, in words", '<workbookProtection lockStructure="true"/>', true],
  ])("%s: protected is %p", async (_, before, expected) => {
    await openWithChartSheet({ before });
    expect(await isProtected()).toBe(expected);
  });

  test.each<[string, string, string | undefined, string]>([
    ["no password", "", undefined, "none"],
    ["no password and one is given", "", "anything", "none"],
    ["a hashed password", ' workbookPassword="CC1A"', "secret", "InvalidArgument"],
    ["a hashed password and none is given", ' workbookHashValue="x="', undefined, "InvalidArgument"],
  ])("unprotecting with %s: %s", async (_, attributes, password, code) => {
    await openWithChartSheet({ before: `<workbookProtection lockStructure="1"${attributes}/>` });
    expect(await codeOf((__, context) => context.workbook.protection.unprotect(password))).toBe(code);
  });

  test("protected here with a password, it opens with that one only", async () => {
    use(StandInWorkbook.blank());
    await run((_, context) => context.workbook.protection.protect("secret"));
    expect(await codeOf((_, context) => context.workbook.protection.protect())).toBe("AccessDenied");
    expect(await codeOf((_, context) => context.workbook.protection.unprotect("wrong"))).toBe("InvalidArgument");
    expect(await codeOf((_, context) => context.workbook.protection.unprotect("secret"))).toBe("none");
    expect(await isProtected()).toBe(false);
  });
});

describe("what no workbook can be without", () => {
  beforeEach(() => use(StandInWorkbook.blank()));

  test.each<[string, (sheets: Sheets) => unknown, string]>([
    ["the only sheet deleted", (sheets) => sheets.getFirst().delete(), "InvalidOperation"],
    ["the only sheet hidden", (sheets) => (sheets.getFirst().visibility = "Hidden"), "InvalidOperation"],
    [
      "the only visible sheet deleted, beside a hidden one",
      (sheets) => {
        sheets.add("Hidden").visibility = "Hidden";
        sheets.getFirst().delete();
      },
      "InvalidOperation",
    ],
    [
      "a hidden sheet deleted",
      (sheets) => {
        const added = sheets.add("Hidden");
        added.visibility = "Hidden";
        added.delete();
      },
      "none",
    ],
    [
      "a very hidden sheet deleted",
      (sheets) => {
        const added = sheets.add("Very");
        added.visibility = "VeryHidden";
        added.delete();
      },
      "InvalidOperation",
    ],
    [
      "a very hidden sheet made hidden and deleted",
      (sheets) => {
        const added = sheets.add("Very");
        added.visibility = "VeryHidden";
        added.visibility = "Hidden";
        added.delete();
      },
      "none",
    ],
  ])("%s: %s", async (_, work, code) => {
    expect(await codeOf(work)).toBe(code);
  });
});
