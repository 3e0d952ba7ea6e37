/**
 * Formulas of the partnership's that look at our sheets: they would show #REF! once those are gone, so they are named first.
 */
import { boxAddress } from "../plan/grid";
import { run } from "./batch";
import type { Job } from "./batch";
import { firstWindow } from "./extent";
import type { WorkbookRead } from "./read";
import { quoteSheet } from "./text";

/** A cell or a defined name with such a formula, and the sheets of ours it looks at. */
export interface LookingAt {
  /** "“Dashboard” B4", "the name Late_rows" */
  where: string;
  sheets: string[];
}

/** The formulas that look at sheets of ours. One request, nothing written. */
export async function formulasThatLookAt(
  read: WorkbookRead,
  ours: readonly string[],
  job: Job = {},
): Promise<LookingAt[]> {
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
        cellsInRow.flatMap((formula, c): LookingAt[] => {
          const sheets = lookedAtBy(formula, ours);
          if (sheets.length === 0) return [];
          const at = { row: range.rowIndex + r, column: range.columnIndex + c, rows: 1, columns: 1 };
          return [{ where: `“${sheet.name}” ${boxAddress(at)}`, sheets }];
        }),
      );
    });
    const defined = names.items
      .filter(({ visible }) => visible)
      .map(({ name, formula }): LookingAt => ({ where: `the name ${name}`, sheets: lookedAtBy(formula, ours) }))
      .filter(({ sheets }) => sheets.length > 0);
    return [...cells, ...defined];
  }, job);
}

/**
 * The sheets of ours that a formula looks at. A longer name that ends in ours, or a sheet of another workbook, is neither.
 */
function lookedAtBy(formula: unknown, ours: readonly string[]): string[] {
  if (typeof formula !== "string" || !formula.startsWith("=")) return [];
  const text = formula.toLowerCase();
  return ours.filter((name) => {
    const bare = name.toLowerCase();
    if (text.includes(`${quoteSheet(bare)}!`)) return true;
    const needsNoQuotes = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(bare);
    return needsNoQuotes && new RegExp(`[^\\p{L}\\p{N}_.\\]]${bare.replaceAll(".", "\\.")}!`, "u").test(text);
  });
}
