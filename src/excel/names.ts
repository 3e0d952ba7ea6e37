/**
 * The sheets, tables and marks that are ours. The one place that spells them.
 *
 * Whatever is not named here belongs to the partnership and is never touched.
 */

export const sheetNames = {
  data: "Update data",
  history: "Plan history",
  readings: "Plan readings",
  publicCopy: "Public update",
} as const;

/** Where a run from the ribbon that could not be done says why; taken away by the next that can. */
export const noticeSheet = "Update not generated";

/** "Update Q1 2019-20": a sheet name may not hold a slash. */
export function updateSheetNameOf(quarterName: string): string {
  return `Update ${quarterName.replaceAll("/", "-")}`;
}

/** True for the sheets we write. */
export function isOurs(sheet: string): boolean {
  return (
    isUpdateSheet(sheet) ||
    sameName(sheet, noticeSheet) ||
    Object.values(sheetNames).some((name) => sameName(name, sheet))
  );
}

/** True for a quarter's update, however often it was kept: "Update Q1 2019-20", "Update Q1 2019-20 (2)". */
export function isUpdateSheet(sheet: string): boolean {
  return /^Update Q[1-4] \d{4}(-\d{2})?( \(\d+\))?$/i.test(sheet);
}

/** Excel compares sheet names without regard to case. */
export function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** What every conditional-format formula of ours holds, and no partner's does. */
export const highlightMark = 'N("action plan highlight';

/** The heading over the chair's own block on the update: what stands under it is hers. */
export const commentsHeading = "Chair’s comments";
