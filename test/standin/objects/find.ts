/**
 * What Range.find finds, by the rules of Excel's own Find: wildcards, whole cells or parts, letter case, the text of a formula
 * rather than its result. That it looks at nothing but the range it is called on, a single cell too, is what the documentation
 * says; it has not been seen in every Excel.
 */
import type { Box } from "../address";
import { categoryOf, textOf, typeOf } from "../cells";
import { must } from "../errors";
import type { Wire } from "../host";
import type { SheetModel } from "../sheet";

/** Excel's Find takes no more letters than this, escapes included. */
const longestSearch = 255;

/** The first cell of a box that holds the text, row by row, or the last where it is searched backwards. */
export function findIn(sheet: SheetModel, box: Box, [text, criteria]: Wire[]): { row: number; column: number } | null {
  must(typeof text === "string" && text !== "" && text.length <= longestSearch, "Range.find");
  const { completeMatch = false, matchCase = false, searchDirection = "Forward" } = criteria ?? {};
  must(searchDirection === "Forward" || searchDirection === "Backwards", "Range.find");
  const inside = sheet.used(true, box);
  if (!inside) return null;
  const pattern = patternOf(text, completeMatch, matchCase);
  const hits: { row: number; column: number }[] = [];
  for (let row = inside.row; row < inside.row + inside.rows; row++)
    for (let column = inside.column; column < inside.column + inside.columns; column++)
      if (pattern.test(searched(sheet, row, column))) hits.push({ row, column });
  return (searchDirection === "Forward" ? hits[0] : hits.at(-1)) ?? null;
}

/** What stands in the formula bar: the words, the formula, the day of a date. */
function searched(sheet: SheetModel, row: number, column: number): string {
  const value = sheet.at(row, column);
  if (typeof value === "object" && value !== null && "formula" in value) return `=${value.formula}`;
  const isDate = typeOf(value) === "Double" && categoryOf(sheet.formatAt(row, column)) === "Date";
  return textOf(value, isDate ? "dd/mm/yyyy" : "General", sheet.date1904);
}

/** `*` is any letters, `?` is one, `~` takes the next of the three as it stands. */
function patternOf(text: string, isWhole: boolean, matchCase: boolean): RegExp {
  const source = text.replace(/~([~*?])|([*?])|([\s\S])/gu, (_, plain?: string, wild?: string, other?: string) => {
    if (wild !== undefined) return wild === "*" ? "[^]*" : "[^]";
    return (plain ?? other)!.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  });
  return new RegExp(isWhole ? `^${source}$` : source, matchCase ? "u" : "iu");
}
