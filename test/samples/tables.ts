/**
 * Sample (b): a sheet and an Excel table to each section. Excel has named the blank heading "Column1" and has stored
 * every month typed on its own ("June 2019") as the first day of that month.
 */
import type ExcelJS from "exceljs";
import { isoDate, toSerial } from "../../src/plan/calendar";
import {
  fitHeights,
  landscape,
  monthOnly,
  newWorkbook,
  plan,
  sectionHeading,
  setWidths,
  wholeLine,
  writeHeadings,
  writeLine,
  writeTitle,
  type PublishedSection,
} from "./plan";

const sheetNameLimit = 31;
const headings = ["Key action", "Column1", "Timescale", "Outcomes", "Notes"];
const headingRow = 5;

/** "1 Community and voluntary": as much of the section's title as a sheet's name can hold, cut at a word. */
export function sheetName(section: PublishedSection): string {
  let name = `${section.number} ${section.title}`;
  while (name.length > sheetNameLimit) name = name.slice(0, name.lastIndexOf(" "));
  return name.replace(/(,| and)$/, "");
}

export function tables(): ExcelJS.Workbook {
  const workbook = newWorkbook();
  for (const section of plan.sections) {
    const sheet = workbook.addWorksheet(sheetName(section), { pageSetup: landscape });
    setWidths(sheet, [48, 34, 22, 44, 44]);
    writeTitle(sheet);
    sheet.getCell("A3").value = sectionHeading(section);
    sheet.getCell("A3").font = { name: "Arial", size: 12, bold: true };

    sheet.addTable({
      name: `Table${section.number}`,
      ref: `A${headingRow}`,
      headerRow: true,
      style: { theme: "TableStyleMedium2", showRowStripes: true },
      columns: headings.map((name) => ({ name, filterButton: true })),
      rows: section.rows.map(() => headings.map(() => null)),
    });
    writeHeadings(sheet, headingRow, headings);
    section.rows.forEach((row, index) => {
      const rowNumber = headingRow + 1 + index;
      writeLine(sheet, rowNumber, wholeLine(row), row);
      const month = monthOnly(row.timescale);
      if (month === null) return;
      const cell = sheet.getCell(rowNumber, 3);
      cell.value = toSerial(isoDate(month.year, month.month, 1));
      cell.numFmt = "mmmm yyyy";
    });
    fitHeights(sheet);
  }
  return workbook;
}
