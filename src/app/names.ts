/**
 * What the record sheets are called in the workbook at hand: a team may have renamed ours, or have sheets of those names.
 *
 * Whoever says where something is kept asks here; the standard names are for the help, which is about no workbook.
 */
import { sheetNames } from "../excel/ours";
import type { WorkbookRead } from "../excel/read";
import { ourPlaceIn } from "../excel/sheets";
import type { RecordNames } from "./types";

/** The names the record sheets have, or will get when they are made, in a workbook that was read. */
export function recordNamesIn(read: WorkbookRead): RecordNames {
  const nameOf = (role: keyof RecordNames) => ourPlaceIn(read, role, sheetNames[role]).name;
  return { readings: nameOf("readings"), history: nameOf("history") };
}

/** "the sheet “Plan readings (2)”" */
export function theSheet(name: string): string {
  return `the sheet “${name}”`;
}

/** Where an answer about the plan as a whole is kept, which does not hang on any row's words. */
export function sayKeptAsText(readings: string): string {
  return `Kept as plain text in ${theSheet(readings)}; no plan cell is changed.`;
}
