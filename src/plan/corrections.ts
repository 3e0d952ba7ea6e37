/**
 * A column corrected by hand: which column it is, in words that stand in the Plan readings sheet, and whether it is still there.
 *
 * Known by its heading first: colleagues put columns in, and the letter is then another column's.
 */
import { plainWords } from "./history/wording";
import type { ColumnCorrection } from "./model";
import { isNoHeading } from "./reading/headings";
import { oneLine } from "./words";

type Corrected = Omit<ColumnCorrection, "meaning">;

/** As much of a heading as is kept, in characters: it names the column to a reader too. */
const headingLength = 120;

/** What is kept of a heading; "" where it says nothing. */
export function headingToKeep(heading: string): string {
  return isNoHeading(heading) ? "" : oneLine(heading).slice(0, headingLength).trim();
}

/** "Column E of Plan, “Comments”", "Column E of Plan, no heading"; of version 1 "Column E of Plan". */
export function sayCorrected({ sheet, column, heading }: Corrected): string {
  if (heading === undefined) return `Column ${column} of ${sheet}`;
  const kept = headingToKeep(heading);
  return `Column ${column} of ${sheet}, ${kept === "" ? "no heading" : `“${kept}”`}`;
}

/** Reads back what `sayCorrected` says; null where it is something else. */
export function parseCorrected(words: string): Corrected | null {
  const found = /^Column ([A-Z]{1,3}) of (.+?)(?:, (?:“(.*)”|(no heading)))?$/s.exec(words);
  if (!found) return null;
  const [, column, sheet, heading, none] = found;
  const called = none !== undefined ? "" : heading;
  return { sheet: sheet!, column: column!, ...(called === undefined ? {} : { heading: called }) };
}

/** Whether two corrections are of one column, as it stood when they were made. */
export function isSameCorrected(a: Corrected, b: Corrected): boolean {
  return sayCorrected(a) === sayCorrected(b);
}

/**
 * Which of the columns of a table a correction is about, by its place among them; -1 where it is not there any more.
 * @param columns the letter and the heading of each.
 */
export function findCorrected(
  { column, heading }: Corrected,
  columns: readonly { letter: string; heading: string }[],
): number {
  const there = columns.findIndex(({ letter }) => letter === column);
  const headings = columns.map((each) => plainWords(headingToKeep(each.heading)));
  // A table without any heading stands below the one it carries on.
  if (heading === undefined || headings.every((each) => each === "")) return there;
  const wanted = plainWords(headingToKeep(heading));
  if (there >= 0 && headings[there] === wanted) return there;
  const bearing = wanted === "" ? [] : headings.flatMap((each, at) => (each === wanted ? [at] : []));
  return bearing.length === 1 ? bearing[0]! : -1;
}
