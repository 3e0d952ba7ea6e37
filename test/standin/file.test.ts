/** Opening and saving: what a workbook goes in with comes out again, by the stand-in's own reading and by the file's parts. */
import ExcelJS from "exceljs";
import JSZip from "jszip";
import { openInNode } from "./node";
import { NotAWorkbook, StandInWorkbook } from "./workbook";

/** A plan as a council's officer would have it, made by exceljs (never by the stand-in). */
async function plan(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.title = "Armed Forces Covenant plan";
  const sheet = book.addWorksheet("Peter's plan", { properties: { tabColor: { argb: "FF008080" } } });
  sheet.getCell("A1").value = "Action plan 2019/20";
  sheet.getCell("A1").font = { bold: true, size: 16, name: "Arial" };
  sheet.mergeCells("A1:D1");
  sheet.getRow(1).height = 30;
  sheet.getColumn(2).width = 40;
  sheet.addTable({
    name: "Actions",
    ref: "A3",
    headerRow: true,
    style: { theme: "TableStyleLight9", showRowStripes: true },
    columns: [{ name: "Ref" }, { name: "Key action" }, { name: "Timescale" }, { name: "Notes" }],
    rows: [
      ["1.1", "Review the website", new Date(Date.UTC(2019, 5, 1)), "- spoke to X"],
      ["1.2", "Hold a breakfast", "Ongoing", null],
    ],
  });
  sheet.getCell("C4").numFmt = "mmm-yy";
  sheet.getCell("D4").font = { italic: true };
  sheet.getCell("D4").fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFFFFF00" } };
  sheet.getCell("B5").alignment = { wrapText: true, vertical: "top" };
  sheet.getCell("F4").value = { formula: "LEN(B4)", result: 18 };
  sheet.getCell("F5").value = { text: "Council", hyperlink: "https://example.org/plan?a=1&b=2" };
  sheet.getCell("F6").value = { error: "#N/A" } as ExcelJS.CellErrorValue;
  sheet.getCell("F7").value = { richText: [{ text: "half " }, { font: { bold: true }, text: "bold" }] };
  sheet.getCell("C5").dataValidation = { type: "list", allowBlank: true, formulae: ['"Done,Late"'] };
  sheet.getRow(6).hidden = true;
  sheet.getCell("B4").note = "Ask the web team";
  sheet.addConditionalFormatting({
    ref: "C4:C5",
    rules: [
      {
        type: "expression",
        priority: 1,
        formulae: ["$C4<TODAY()"],
        style: { font: { color: { argb: "FF9C0006" } }, numFmt: '"Late · "@' } as Partial<ExcelJS.Style>,
      },
      {
        type: "colorScale",
        priority: 2,
        cfvo: [{ type: "min" }, { type: "max" }],
        color: [{ argb: "FFFF0000" }, { argb: "FF00FF00" }],
      } as never,
    ],
  });
  sheet.views = [{ state: "frozen", ySplit: 3, xSplit: 1 }];
  sheet.pageSetup = {
    ...sheet.pageSetup,
    orientation: "landscape",
    paperSize: 9,
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: "3:3",
    printArea: "A1:F20",
  };
  sheet.headerFooter.oddFooter = "&LOFFICIAL&CPage &P";
  book.addWorksheet("Lists", { state: "hidden" }).getCell("A1").value = true;
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const opened = async (bytes: Uint8Array) => StandInWorkbook.open(bytes, "Plan.xlsx");
const again = async (workbook: StandInWorkbook) => opened(await workbook.save());
const part = async (bytes: Uint8Array, path: string) =>
  (await (await JSZip.loadAsync(bytes)).file(path)?.async("string")) ?? "";

describe("a file that is no workbook is refused in words", () => {
  test.each<[string, Uint8Array, RegExp]>([
    ["words", new TextEncoder().encode("Ref,Action\n1,Review"), /not an Excel workbook/],
    ["nothing at all", new Uint8Array(0), /not an Excel workbook/],
    ["an old .xls, or one with a password", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), /older Excel file/],
  ])("%s", async (_, bytes, words) => {
    const error: unknown = await opened(bytes).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(NotAWorkbook);
    expect((error as Error).message).toMatch(words);
  });

  test("a zip of something else", async () => {
    const zip = new JSZip();
    zip.file("word/document.xml", "<w/>");
    await expect(opened(await zip.generateAsync({ type: "uint8array" }))).rejects.toThrow(/no Excel workbook/);
  });
});

describe("what an add-in reads of an opened file", () => {
  test("values, dates as serial numbers, shown text, formats, formulas, errors", async () => {
    const { Excel } = openInNode(await opened(await plan()));
    const got = await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem("Peter's plan");
      const range = sheet.getRange("A3:F7");
      range.load("values,text,formulas,valueTypes");
      const link = sheet.getRange("F5");
      link.load("hyperlink");
      const table = sheet.tables.getItem("Actions");
      table.load("showHeaders,style");
      const body = table.getDataBodyRange();
      body.load("address");
      const frozen = sheet.freezePanes.getLocationOrNullObject();
      frozen.load("address");
      const merged = sheet.getRange("A1:F7").getMergedAreasOrNullObject();
      merged.load("address");
      const formats = sheet.getRange().conditionalFormats;
      formats.load("items/type,items/priority");
      await context.sync();
      const custom = formats.items[0]!.custom;
      custom.load("rule/formula,format/numberFormat,format/font/color");
      await context.sync();
      return {
        row: range.values[1],
        shown: range.text[1]![2],
        column: range.values.map((cells) => cells[5]),
        formula: range.formulas[1]![5],
        types: range.valueTypes.map((cells) => cells[5]),
        link: link.hyperlink.address,
        table: [table.showHeaders, table.style, body.address],
        frozen: frozen.address,
        merged: merged.address,
        formats: formats.items.map((item) => [item.type, item.priority]),
        custom: [custom.rule.formula, custom.format.numberFormat, custom.format.font.color],
      };
    });
    expect(got).toEqual({
      row: ["1.1", "Review the website", 43617, "- spoke to X", "", 18],
      shown: "Jun-19",
      column: ["", 18, "Council", "#N/A", "half bold"],
      formula: "=LEN(B4)",
      types: ["Empty", "Double", "String", "Error", "String"],
      link: "https://example.org/plan?a=1&b=2",
      table: [true, "TableStyleLight9", "'Peter''s plan'!A4:D5"],
      frozen: "'Peter''s plan'!A1:A3",
      merged: "'Peter''s plan'!A1:D1",
      formats: [
        ["Custom", 0],
        ["ColorScale", 1],
      ],
      custom: ["=$C4<TODAY()", '"Late · "@', "#9C0006"],
    });
  });

  test("a workbook that counts from 1904 shows the same day under another number", async () => {
    const book = new ExcelJS.Workbook();
    book.properties.date1904 = true;
    const cell = book.addWorksheet("Plan").getCell("A1");
    cell.value = new Date(Date.UTC(2019, 5, 30));
    cell.numFmt = "dd/mm/yyyy";
    const workbook = await opened(new Uint8Array(await book.xlsx.writeBuffer()));
    expect(workbook.sheets[0]!.at(0, 0)).toBe(43646 - 1462);
    expect(workbook.textOf(workbook.activeSheetId, 0, 0)).toBe("30/06/2019");
  });
});

describe("what is saved", () => {
  test("is what was opened", async () => {
    const first = await opened(await plan());
    const second = await again(await again(first));
    const [a, b] = [first.sheets[0]!, second.sheets[0]!];
    expect(second.sheets.map((sheet) => [sheet.name, sheet.ws.state])).toEqual([
      ["Peter's plan", "visible"],
      ["Lists", "hidden"],
    ]);
    for (let r = 0; r < 8; r++)
      for (let c = 0; c < 7; c++) {
        expect([r, c, b.at(r, c)]).toEqual([r, c, a.at(r, c)]);
        const { font, fill, alignment, numFmt } = a.styleAt(r, c);
        const after = b.styleAt(r, c);
        expect([
          r,
          c,
          after.fill,
          after.alignment,
          after.numFmt,
          after.font?.bold,
          after.font?.italic,
          after.font?.size,
        ]).toEqual([r, c, fill, alignment, numFmt, font?.bold, font?.italic, font?.size]);
      }
    expect(b.merges()).toEqual(a.merges());
    expect(b.ws.getColumn(2).width).toBe(40);
    expect(b.ws.getRow(1).height).toBe(30);
    expect(b.rowHidden(5)).toBe(true);
    expect([...b.links]).toEqual([...a.links]);
    expect(b.tables().map((table) => [table.name, table.tableRef, table.headerRow, table.style.theme])).toEqual([
      ["Actions", "A3:D5", true, "TableStyleLight9"],
    ]);
    expect(b.ws.pageSetup).toMatchObject({
      orientation: "landscape",
      paperSize: 9,
      fitToPage: true,
      fitToWidth: 1,
      printTitlesRow: "3:3",
      printArea: "A1:F20",
    });
    expect(b.ws.headerFooter.oddFooter).toBe("&LOFFICIAL&CPage &P");
    expect(b.ws.views[0]).toMatchObject({ state: "frozen", ySplit: 3, xSplit: 1 });
    expect(JSON.stringify(b.ws.getCell("B4").note)).toContain("Ask the web team");
    expect(b.ws.getCell("C5").dataValidation).toMatchObject({ type: "list" });
    expect(
      b
        .conditionalFormats()
        .map(({ rule, block }) => [rule.type, rule.priority, block.ref, rule.formulae, rule.style?.numFmt]),
    ).toEqual([
      ["expression", 1, "C4:C5", ["$C4<TODAY()"], '"Late · "@'],
      ["colorScale", 2, "C4:C5", [], undefined],
    ]);
    expect(second.excel.title).toBe("Armed Forces Covenant plan");
    expect((await second.copy()).lost).toEqual([]);
  });

  test("what Office.js wrote is in the file: label, links, breaks, names, chart", async () => {
    const workbook = await opened(await plan());
    const { Excel } = openInNode(workbook);
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.add("Update & more");
      sheet.getRange("A1:B3").values = [
        ["Section", "Late"],
        ["Skills", 3],
        ["Health", 1],
      ];
      sheet.getRange("A2").hyperlink = { documentReference: "'Peter''s plan'!A4", screenTip: "Go to 1.1" };
      sheet.getRange("B2").hyperlink = { address: "https://example.org/", textToDisplay: "'3" };
      const format = sheet.getRange("A2:A3").conditionalFormats.add("Custom");
      format.custom.rule.formula = '=AND($B2>0,$A2="Skills")';
      format.custom.format.numberFormat = '"Overdue since 30 Jun 2019 · "@';
      format.custom.format.fill.color = "#FDE7E9";
      format.stopIfTrue = true;
      sheet.verticalPageBreaks.add("C1");
      sheet.horizontalPageBreaks.add("A3");
      context.workbook.names.add("Sections", sheet.getRange("A2:A3"));
      const chart = sheet.charts.add("BarClustered", sheet.getRange("A1:B3"), "Columns");
      chart.title.text = "Late <actions> & more";
      chart.setPosition("D2", "H12");
      await context.sync();
    });
    const bytes = await workbook.save();
    const xml = await part(bytes, "xl/worksheets/sheet3.xml");
    expect(xml).toContain('<colBreaks count="1" manualBreakCount="1"><brk id="2"');
    expect(xml).toContain(`location="'Peter's`.replace("'Peter's", "'Peter''s plan'!A4"));
    expect(await part(bytes, "xl/charts/chart1.xml")).toContain("Late &lt;actions&gt; &amp; more");
    expect(await part(bytes, "xl/workbook.xml")).toContain(">'Update &amp; more'!$A$2:$A$3</definedName>");
    expect(await part(bytes, "xl/styles.xml")).toMatch(/<dxf>[^]*Overdue since 30 Jun 2019[^]*<\/dxf>/);

    const back = await opened(bytes);
    const sheet = back.sheets[2]!;
    expect([...sheet.links]).toEqual([
      ["1,0", { documentReference: "'Peter''s plan'!A4", screenTip: "Go to 1.1" }],
      ["1,1", { address: "https://example.org/" }],
    ]);
    const [format] = sheet.conditionalFormats();
    expect(format!.rule).toMatchObject({
      formulae: ['AND($B2>0,$A2="Skills")'],
      stopIfTrue: true,
      style: { numFmt: '"Overdue since 30 Jun 2019 · "@' },
    });
    expect([...sheet.columnBreaks]).toEqual([2]);
    expect(sheet.internal.rowBreaks.map((brk) => brk.id)).toEqual([2]);
    expect(back.names).toMatchObject([{ name: "Sections", refersTo: "'Update & more'!$A$2:$A$3", sheetId: null }]);
    expect(back.charts).toMatchObject([
      {
        type: "BarClustered",
        title: "Late <actions> & more",
        series: [{ name: "Late", values: { sheetId: sheet.id } }],
      },
    ]);
  });

  test("rules the stand-in does not understand come out as they went in", async () => {
    const zip = await JSZip.loadAsync(await plan());
    const path = "xl/worksheets/sheet1.xml";
    const foreign =
      '<conditionalFormatting sqref="B4:B5"><cfRule type="duplicateValues" dxfId="0" priority="7"/><cfRule type="timePeriod" dxfId="0" priority="8" timePeriod="lastMonth"><formula>MONTH(B4)=5</formula></cfRule><cfRule type="dataBar" priority="9"><dataBar><cfvo type="min"/><cfvo type="max"/><color rgb="FF638EC6"/></dataBar></cfRule></conditionalFormatting>';
    const xml = await zip.file(path)!.async("string");
    zip.file(
      path,
      xml.replace("<conditionalFormatting", () => `${foreign}<conditionalFormatting`),
    );
    const workbook = await opened(await zip.generateAsync({ type: "uint8array" }));
    workbook.insertRows(workbook.activeSheetId, 0, 2);
    const saved = await part(await workbook.save(), path);
    expect(saved).toMatch(/<cfRule type="duplicateValues" dxfId="0" priority="7"\/>/);
    expect(saved).toMatch(/timePeriod="lastMonth"><formula>MONTH\(B6\)=5<\/formula>/);
    expect(saved).toContain('<dataBar><cfvo type="min"/><cfvo type="max"/><color rgb="FF638EC6"/></dataBar>');
    expect(saved).toContain('sqref="B6:B7"');
  });
});
