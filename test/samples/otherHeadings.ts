/**
 * Sample (d): the same actions as another council would keep them: other headings, references in a column of their own and
 * stored as numbers, months as Excel stores them when they are typed ("Jun-19"), a rating column nobody has filled in with the
 * group's own colours waiting for it, and sheets beside the plan that are not the plan.
 */
import type ExcelJS from "exceljs";
import { isoDate, toSerial } from "../../src/plan/calendar";
import {
  bodyFont,
  box,
  fitHeights,
  landscape,
  monthOnly,
  newWorkbook,
  plan,
  sectionHeading,
  setWidths,
  withBold,
  wrapped,
  writeHeadings,
  writeSectionHeading,
  writeTitle,
  type PublishedRow,
} from "./plan";

const headings = ["Ref", "Planned action", "Lead", "By when", "Success measure", "Progress update", "RAG"];
const headingRow = 4;

export function otherHeadings(): ExcelJS.Workbook {
  const workbook = newWorkbook();
  readMe(workbook);
  actions(workbook);
  contacts(workbook);
  budget(workbook);
  workbook.worksheets.forEach(fitHeights);
  return workbook;
}

function readMe(workbook: ExcelJS.Workbook): void {
  const sheet = workbook.addWorksheet("Read me");
  sheet.getColumn(1).width = 90;
  const paragraphs = [
    "How to use this workbook",
    "The plan is on the sheet “Plan”. Please update your own rows two weeks before each meeting of the Prevent Strategy Group.",
    "Write what has happened since the last meeting under Progress update. Do not delete earlier updates.",
    "The RAG column is filled in at the meeting: R for late, A for at risk, G for on course, B for complete.",
    "Contacts and the budget for 2019/20 are on sheets of their own.",
  ];
  paragraphs.forEach((text, index) => {
    const cell = sheet.getCell(index + 1, 1);
    cell.value = text;
    cell.alignment = wrapped;
    cell.font = index === 0 ? { ...bodyFont, size: 14, bold: true } : bodyFont;
  });
}

function actions(workbook: ExcelJS.Workbook): void {
  const sheet = workbook.addWorksheet("Plan", {
    pageSetup: { ...landscape, printTitlesRow: `${headingRow}:${headingRow}` },
    views: [{ state: "frozen", ySplit: headingRow, activeCell: "A1" }],
  });
  setWidths(sheet, [7, 46, 32, 20, 40, 40, 8]);
  writeTitle(sheet);
  writeHeadings(sheet, headingRow, headings);

  let next = headingRow + 1;
  for (const section of plan.sections) {
    writeSectionHeading(sheet, next, sectionHeading(section), headings.length);
    sheet.mergeCells(next, 1, next, headings.length);
    next += 1;
    for (const row of section.rows) {
      writeAction(sheet, next, row);
      next += 1;
    }
  }

  const rating = `G${headingRow + 1}:G${next - 1}`;
  for (let row = headingRow + 1; row < next; row += 1) {
    if (sheet.getCell(row, 7).isMerged) continue;
    sheet.getCell(row, 7).dataValidation = { type: "list", allowBlank: true, formulae: ['"R,A,G,B"'] };
  }
  const colours: [string, string][] = [
    ["R", "FFFF9999"],
    ["A", "FFFFD966"],
    ["G", "FFA9D08E"],
    ["B", "FF9DC3E6"],
  ];
  sheet.addConditionalFormatting({
    ref: rating,
    rules: colours.map(([letter, argb], index) => ({
      type: "cellIs",
      operator: "equal",
      formulae: [`"${letter}"`],
      priority: index + 1,
      style: { fill: { type: "pattern", pattern: "solid", bgColor: { argb } } },
    })),
  });
}

function writeAction(sheet: ExcelJS.Worksheet, rowNumber: number, row: PublishedRow): void {
  const month = monthOnly(row.timescale);
  const values: ExcelJS.CellValue[] = [
    row.ref === null ? null : Number(row.ref),
    withBold(row.key_action, row.bold, row.italic),
    row.owner,
    month === null ? row.timescale : toSerial(isoDate(month.year, month.month, 1)),
    row.outcomes,
    row.notes,
    null,
  ];
  values.forEach((value, index) => {
    const cell = sheet.getCell(rowNumber, index + 1);
    cell.value = value === "" ? null : value;
    const italic = row.italic || (headings[index] === "Progress update" && (row.italic_cells ?? []).includes("notes"));
    Object.assign(cell, { font: italic ? { ...bodyFont, italic } : bodyFont, border: box, alignment: wrapped });
  });
  if (month !== null) sheet.getCell(rowNumber, 4).numFmt = "mmm-yy";
}

function contacts(workbook: ExcelJS.Workbook): void {
  const sheet = workbook.addWorksheet("Contacts");
  setWidths(sheet, [26, 40, 34, 18]);
  writeHeadings(sheet, 1, ["Name", "Role", "Organisation", "Telephone"]);
  // Numbers of the range kept for drama and examples.
  const people = [
    ["Graham Tyler", "Prevent Officer", "Warwickshire County Council", "01632 960101"],
    ["Lorna Whitfield", "Chair of the Prevent Strategy Group", "Warwickshire County Council", "01632 960102"],
    ["Heather McAllister", "Safeguarding & Intervention Manager", "Warwickshire County Council", "01632 960103"],
    ["Adil Mahmood", "Community Safety", "Nuneaton and Bedworth Borough Council", "01632 960104"],
    ["Peter Tranter", "Chief Officer", "CAVA", "01632 960105"],
  ];
  people.forEach((person, index) => {
    person.forEach((text, column) => {
      const cell = sheet.getCell(index + 2, column + 1);
      cell.value = text;
      Object.assign(cell, { font: bodyFont, border: box, alignment: wrapped });
    });
  });
}

function budget(workbook: ExcelJS.Workbook): void {
  const sheet = workbook.addWorksheet("Budget 2019-20");
  setWidths(sheet, [44, 26, 14, 14, 30]);
  writeHeadings(sheet, 1, ["Item", "Budget holder", "Budget (£)", "Spent (£)", "Notes"]);
  const items: [string, string, number, number, string][] = [
    ["Training sessions and materials", "Graham Tyler", 4500, 1200, "Printing paid in May 2019"],
    ["Theatre in schools", "Adil Mahmood", 6000, 0, "Depends on the funding bid"],
    ["Newsletter", "Graham Tyler", 800, 150, ""],
    ["Community venues guidance", "Peter Tranter", 1000, 0, "Order by September 2019"],
  ];
  items.forEach((item, index) => {
    item.forEach((value, column) => {
      const cell = sheet.getCell(index + 2, column + 1);
      cell.value = value === "" ? null : value;
      Object.assign(cell, { font: bodyFont, border: box, alignment: wrapped });
      if (typeof value === "number") cell.numFmt = "#,##0";
    });
  });
  const total = items.length + 2;
  sheet.getCell(total, 1).value = "Total";
  for (const [column, letter] of [
    [3, "C"],
    [4, "D"],
  ] as const) {
    const sum = items.reduce((so, item) => so + Number(item[column - 1]), 0);
    sheet.getCell(total, column).value = { formula: `SUM(${letter}2:${letter}${total - 1})`, result: sum };
    sheet.getCell(total, column).numFmt = "#,##0";
  }
  for (let column = 1; column <= 5; column += 1) {
    Object.assign(sheet.getCell(total, column), { font: { ...bodyFont, bold: true }, border: box });
  }
}
