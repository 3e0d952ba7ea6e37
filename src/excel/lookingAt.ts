/**
 * Formulas of the partnership's that look at our sheets: they would show #REF! once those are gone, so they are named first.
 */
import { boxAddress } from "../plan/grid";
import { run } from "./batch";
import type { Job } from "./batch";
import { firstWindow } from "./extent";
import type { WorkbookRead } from "./read";
import { quoteSheet } from "./text";

/** A cell or a defined name with such a formula: "“Dashboard” B4", "the name Late_rows". One request, nothing written. */
export async function formulasThatLookAt(
  read: WorkbookRead,
  ours: readonly string[],
  job: Job = {},
): Promise<string[]> {
  const theirs = read.sheets.filter((sheet) => sheet.ours === null);
  if (ours.length === 0) return [];
  return run(async ({ context, read: send }) => {
    const { row, column, rows, columns } = firstWindow;
    const asked = theirs.map((sheet) => ({
      sheet,
      range: context.workbook.worksheets
        .getItem(sheet.id)
        .getRangeByIndexes(row, column, rows, columns)
        .getUsedRangeOrNullObject(true)
        .load("formulas,rowIndex,columnIndex"),
    }));
    const names = context.workbook.names.load("items/name,items/formula,items/visible");
    await send();
    const cells = asked.flatMap(({ sheet, range }) => {
      if (range.isNullObject) return [];
      const formulas = range.formulas as unknown[][];
      return formulas.flatMap((cellsInRow, r) =>
        cellsInRow.flatMap((formula, c) => {
          if (!looksAtAny(formula, ours)) return [];
          const at = { row: range.rowIndex + r, column: range.columnIndex + c, rows: 1, columns: 1 };
          return [`“${sheet.name}” ${boxAddress(at)}`];
        }),
      );
    });
    const defined = names.items
      .filter(({ formula, visible }) => visible && looksAtAny(formula, ours))
      .map(({ name }) => `the name ${name}`);
    return [...cells, ...defined];
  }, job);
}

function looksAtAny(formula: unknown, sheets: readonly string[]): boolean {
  if (typeof formula !== "string" || !formula.startsWith("=")) return false;
  const text = formula.toLowerCase();
  return sheets.some((name) => {
    const bare = name.toLowerCase();
    return (
      text.includes(`${quoteSheet(bare)}!`) || (/^[\p{L}_][\p{L}\p{N}_.]*$/u.test(bare) && text.includes(`${bare}!`))
    );
  });
}
