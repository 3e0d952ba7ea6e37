/**
 * Sample (c): the plan pasted from a document. Excel gives every paragraph of a table cell a row of its own; beside it the
 * other cells are merged down (sections 1, 3 and 5 here) or left blank (2, 4 and 6).
 */
import type ExcelJS from "exceljs";
import {
  columns,
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
  type PublishedRow,
  type Words,
} from "./plan";

/** The paragraphs of a cell: its blank lines, and a new paragraph to each sentence and each point of a list. */
function paragraphs(text: string): string[] {
  return text
    .split("\n\n")
    .flatMap((part) => part.split(/(?<=[.?]) (?=[A-Z])|(?<=;) /))
    .filter((part) => part !== "");
}

/** The lines an action comes to stand on; an action of one paragraph throughout has its owner's role on a line of its own. */
export function lines(row: PublishedRow): Words[] {
  const words = wholeLine(row);
  const split = Object.fromEntries(columns.map((column) => [column, paragraphs(words[column])])) as Record<
    keyof Words,
    string[]
  >;
  if (columns.every((column) => split[column].length <= 1)) split.owner = words.owner.split(/(?<= –) /);
  const count = Math.max(...columns.map((column) => split[column].length));
  return Array.from(
    { length: count },
    (_, index) => Object.fromEntries(columns.map((column) => [column, split[column][index] ?? ""])) as unknown as Words,
  );
}

export function fromDocument(): ExcelJS.Workbook {
  const workbook = newWorkbook();
  const sheet = workbook.addWorksheet("Sheet1", { pageSetup: landscape });
  setWidths(sheet, [48, 34, 22, 44, 44]);
  writeTitle(sheet);

  let next = 4;
  for (const section of plan.sections) {
    writeSectionHeading(sheet, next, sectionHeading(section), section.header.length);
    writeHeadings(sheet, next + 1, section.header);
    next += 2;
    for (const row of section.rows) {
      const of = lines(row);
      of.forEach((words, index) => writeLine(sheet, next + index, words, row));
      if (section.number % 2 === 1 && of.length > 1) {
        columns.forEach((column, index) => {
          if (of.slice(1).some((words) => words[column] !== "")) return;
          sheet.mergeCells(next, index + 1, next + of.length - 1, index + 1);
        });
      }
      next += of.length;
    }
    next += 1;
  }
  fitHeights(sheet);
  return workbook;
}
