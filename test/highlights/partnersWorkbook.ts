/** A plan as partners keep it: rules of every kind on the very cells we highlight, and everything else a sheet can hold. */
import ExcelJS from "exceljs";
import JSZip from "jszip";

import { openInNode } from "../standin/node";
import { StandInWorkbook } from "../standin/workbook";

const fill = (argb: string) => ({ type: "pattern", pattern: "solid", bgColor: { argb } }) as ExcelJS.Fill;
type Rule = ExcelJS.ConditionalFormattingOptions["rules"][number];
const rule = (more: object) => more as unknown as Rule;

/** Rules of each kind a person can make in Excel, on the Timescale column; the marked ones stop what comes after them. */
const rules: Rule[] = [
  rule({ type: "cellIs", operator: "equal", formulae: ['"TBC"'], priority: 1, style: { fill: fill("FFFFFF00") } }),
  rule({
    type: "containsText",
    operator: "containsText",
    text: "Dec",
    priority: 2,
    style: { fill: fill("FF00B050"), font: { color: { argb: "FFFFFFFF" } } },
  }),
  rule({
    type: "expression",
    formulae: ['$B5="Police"'],
    priority: 3,
    style: { font: { bold: true, color: { argb: "FF0070C0" } } },
  }),
  rule({ type: "cellIs", operator: "between", formulae: [1, 40000], priority: 4, style: { fill: fill("FFC00000") } }),
  rule({ type: "aboveAverage", aboveAverage: true, priority: 5, style: { font: { italic: true } } }),
  rule({ type: "top10", rank: 3, percent: false, bottom: false, priority: 6, style: { font: { underline: true } } }),
  rule({ type: "timePeriod", timePeriod: "lastMonth", priority: 7, style: { fill: fill("FFDDDDDD") } }),
  rule({
    type: "colorScale",
    priority: 8,
    cfvo: [{ type: "min" }, { type: "max" }],
    color: [{ argb: "FFFFFFFF" }, { argb: "FFFF0000" }],
  }),
  rule({
    type: "dataBar",
    priority: 9,
    gradient: true,
    minLength: 0,
    maxLength: 100,
    cfvo: [{ type: "min" }, { type: "max" }],
    color: { argb: "FF638EC6" },
  }),
  rule({
    type: "iconSet",
    priority: 10,
    iconSet: "3TrafficLights",
    cfvo: [
      { type: "percent", value: 0 },
      { type: "percent", value: 33 },
      { type: "percent", value: 67 },
    ],
  }),
];
const stops = new Set([2]);

const planRows: (string | Date | null)[][] = [
  ["1.1 Hold a community event", "Police", "March 2019", "Fill in", null],
  ["1.2 Train the front line", "Borough Council", "By June 2019", null, "- booked, to be held in the hall"],
  ["1.3 Publish a leaflet", "County Council", "TBC", null, null],
  ["1.4 Review the referral form", "Police", "Dec 2019", null, null],
  ["1.5 Report to the board", "County Council", new Date(Date.UTC(2019, 2, 1)), null, null],
  ["1.6 Set up the grants scheme", "Borough Council", "Ongoing", null, null],
];

/** Opens it in the Excel that Office.js talks to. Rows 5 to 10 of "Plan" are the actions; "Done" is another sheet of theirs. */
export async function openPartners(options: { rules?: boolean } = {}): Promise<StandInWorkbook> {
  const made = new ExcelJS.Workbook();
  const sheet = made.addWorksheet("Plan", { views: [{ state: "frozen", xSplit: 1, ySplit: 4 }] });
  sheet.getCell("A1").value = "Safer Communities Action Plan 2019/20";
  sheet.getCell("A1").font = { bold: true, size: 16 };
  sheet.mergeCells("A1:E1");
  sheet.getRow(4).values = ["Key action", "Owner", "Timescale", "Outcomes", "Notes"];
  sheet.getRow(4).font = { bold: true };
  planRows.forEach((row, index) => (sheet.getRow(5 + index).values = row as ExcelJS.CellValue[]));
  sheet.getCell("C9").numFmt = "mmmm yyyy";
  sheet.getCell("B6").fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFCCFFCC" } };
  sheet.getCell("C7").fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFFFE699" } };
  sheet.getCell("E6").note = "Ask again in May";
  sheet.getCell("E8").border = { top: { style: "thick", color: { argb: "FF0000FF" } } };
  sheet.getCell("D5").dataValidation = { type: "list", allowBlank: true, formulae: ['"Yes,No"'] };
  sheet.getColumn(1).width = 42;
  sheet.autoFilter = "A4:E10";
  if (options.rules !== false) sheet.addConditionalFormatting({ ref: "C5:C10", rules });
  sheet.addConditionalFormatting({
    ref: "A5:A10 E5:E10",
    rules: [rule({ type: "expression", formulae: ["ISBLANK($C5)"], priority: 11, style: { fill: fill("FFFFC7CE") } })],
  });
  made.addWorksheet("Done").getRow(1).values = ["Key action", "Finished"];
  const zip = await JSZip.loadAsync(await made.xlsx.writeBuffer());
  // The library that makes the file does not write "stop if true".
  const path = "xl/worksheets/sheet1.xml";
  const xml = (await zip.file(path)!.async("string")).replace(
    /<cfRule ([^>]*priority="(\d+)")/g,
    (whole, attributes: string, priority: string) =>
      stops.has(Number(priority)) ? `<cfRule stopIfTrue="1" ${attributes}` : whole,
  );
  zip.file(path, xml);
  const workbook = await StandInWorkbook.open(await zip.generateAsync({ type: "uint8array" }), "Plan.xlsx");
  openInNode(workbook);
  return workbook;
}

/** The parts of the saved file that hold the sheets, letter by letter; which sheet was last looked at left out. */
export async function savedSheets(workbook: StandInWorkbook): Promise<Record<string, string>> {
  const zip = await JSZip.loadAsync(await workbook.save());
  const paths = Object.keys(zip.files).filter(
    (path) => /^xl\/(worksheets|tables|comments)/.test(path) && !zip.files[path]!.dir,
  );
  return Object.fromEntries(
    await Promise.all(
      paths
        .sort()
        .map(async (path) => [path, (await zip.file(path)!.async("string")).replace(' tabSelected="1"', "")] as const),
    ),
  );
}
