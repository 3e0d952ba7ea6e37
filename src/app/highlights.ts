/**
 * How many rows have a highlight of ours, as far as this page knows. Telling our rules from partners' takes two requests, so
 * it is looked up once and then kept, not asked with every reading.
 */
import { findHighlights } from "../excel/highlight";
import { listSheets } from "../excel/sheetList";
import { inWords } from "./problems";
import type { Job } from "./types";

let known = 0;

/** Rows with a highlight, as last seen or drawn. */
export function knownHighlights(): number {
  return known;
}

/** Takes note of how many rows have one now. */
export function knowHighlights(rows: number): void {
  known = rows;
}

/** Looks on the sheets of the workbook and returns how many rows have one. */
export async function lookForHighlights(job: Job = {}): Promise<number> {
  return inWords(
    "review",
    async (own) => {
      const { sheets } = await listSheets(own);
      return (known = rowsIn((await findHighlights(sheets, own)).rows));
    },
    job,
  );
}

/** The rows of all sheets together. */
export function rowsIn(bySheet: ReadonlyMap<string, number>): number {
  return [...bySheet.values()].reduce((sum, n) => sum + n, 0);
}
