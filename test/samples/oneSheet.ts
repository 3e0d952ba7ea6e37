/**
 * Sample (a): the whole plan on one sheet, as copied from the published document: a heading row to each section, the
 * owner's column without a heading, rows split where its pages ended.
 */
import type ExcelJS from "exceljs";
import {
  fitHeights,
  landscape,
  newWorkbook,
  plan,
  sectionHeading,
  setWidths,
  wholeLine,
  writeHeadings,
  writeLine,
  writeSectionHeading,
  writeTitle,
} from "./plan";

export function oneSheet(): ExcelJS.Workbook {
  const workbook = newWorkbook();
  const sheet = workbook.addWorksheet("Action plan 2019-20", {
    pageSetup: { ...landscape, printTitlesRow: "1:2" },
    headerFooter: { oddFooter: "&LWarwickshire Prevent Action Plan&RPage &P of &N" },
  });
  setWidths(sheet, [48, 34, 22, 44, 44]);
  writeTitle(sheet);

  let next = 4;
  for (const section of plan.sections) {
    writeSectionHeading(sheet, next, sectionHeading(section), section.header.length);
    writeHeadings(sheet, next + 1, section.header);
    next += 2;
    for (const row of section.rows) {
      for (const words of row.fragments ?? [wholeLine(row)]) {
        writeLine(sheet, next, words, row);
        next += 1;
      }
    }
    next += 1;
  }
  fitHeights(sheet);
  return workbook;
}
