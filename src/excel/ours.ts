/**
 * The sheets, tables and marks that are ours, and the one way to tell them.
 *
 * A sheet is ours by a mark that travels with it through renames and copies, and by what stands on it; never by its name. A
 * team's own sheet that happens to be called "Plan history" is theirs: it is never written, cleared, deleted or left out of
 * the search for a plan. Nothing here talks to Excel.
 */
import * as z from "zod/mini";

import type { SheetGrid } from "../plan/grid";
import type { CalendarKind } from "../plan/model";
import { historyHeadings, isRowCheck } from "../plan/history";
import { readingsHeadings } from "../plan/readings";
import { isAboutWord, wholePlan } from "../plan/records";
import { dataHeadings, isDataRow } from "../plan/update/data";
import { lineHeadings } from "../plan/update/document";

/** What a sheet of ours is for. */
export const ourRoles = ["update", "data", "history", "readings", "notice", "kept"] as const;
export type OurRole = (typeof ourRoles)[number];

/** Those of which there is one at a time, under a name of its own. */
export type SingleRole = Exclude<OurRole, "kept" | "update">;

/** What the mark of a sheet says. */
export interface Mark {
  role: OurRole;
  /** Of an update: the quarter it is of, "Q1 2019/20"; see `quarterKey`. */
  quarter: string | null;
  /** Of an update: whether it was written to its end. A page that was not is shown as unfinished. */
  whole: boolean;
}

/** How a sheet is known to be ours. */
export interface Ours extends Mark {
  /** False for sheets of version 1, which were known by name and headings; they get their mark when they are next written. */
  marked: boolean;
}

/** The names our sheets get when they are made; a team may rename them. */
export const sheetNames = {
  data: "Update data",
  history: "Plan history",
  readings: "Plan readings",
  notice: "Update not generated",
} as const satisfies Record<SingleRole, string>;

/** "Update Q1 2019-20": a sheet name may not hold a slash. */
export function updateSheetNameOf(quarterName: string): string {
  return `Update ${quarterName.replaceAll("/", "-")}`;
}

/** By what the pages of a quarter are known: quarters of two calendars may have one name. "Q3 2018/19, academic" */
export function quarterKey(quarterName: string, calendar: CalendarKind): string {
  return calendar === "financial" ? quarterName : `${quarterName}, ${calendar}`;
}

/** The name of the quarter a page is of, where that is one of this calendar's; null for another calendar's. */
export function quarterIn(key: string, calendar: CalendarKind): string | null {
  const name = quarterOfKey(key);
  return quarterKey(name, calendar) === key ? name : null;
}

/** The quarter's name, as people say it, of what its pages are known by. */
export function quarterOfKey(key: string): string {
  return key.split(",")[0]!;
}

/** The key of the worksheet's custom property that holds the mark. Excel keeps it with the sheet and shows it nowhere. */
export const markKey = "ActionPlanUpdate";

const markShape = z.object({
  role: z.enum(ourRoles),
  quarter: z.nullable(z.string()),
  whole: z.boolean(),
});

/** The mark as it is kept in the sheet. */
export function markText(mark: Mark): string {
  return JSON.stringify({ role: mark.role, quarter: mark.quarter, whole: mark.whole } satisfies Mark);
}

/** The mark a sheet holds; null where it holds none that can be read. */
export function readMark(text: string | undefined): Mark | null {
  if (text === undefined) return null;
  try {
    return z.parse(markShape, JSON.parse(text));
  } catch {
    return null;
  }
}

/** The heading over the chair's own block on the update: what stands under it is hers. */
export const commentsHeading = "Chair’s comments";

/** What the first cell says while a page is being written, and for good where the writing never came to its end. */
export const unfinishedTitle = "This page is not finished: generate the update again";

/** How the first line begins of a sheet that keeps what people had typed where an update was written over it. */
export const keptTitle = "Typed while the update was being written, on ";

/** The first line of the notice a run from the ribbon leaves where it could not be done. */
export const noticeTitle = "The quarterly update was not generated";
/** The same where it is not known whether the update was written. */
export const noticeTitleUnsure = "The quarterly update may not have been generated";

/**
 * Headings that stand on each sheet of ours: `some` is of what a marked sheet has to show `atLeast` so many so that it is still
 * ours, and one of `all` among them: that is what only ours has, for a plan put on a cleared sheet of ours has a Ref, an
 * Action and a Lead too. By `all` together sheets of version 1 are told.
 */
const shows: Record<OurRole, { some: readonly string[]; atLeast: number; all: readonly string[] }> = {
  update: { some: [], atLeast: 0, all: [commentsHeading, "About this update"] },
  data: { some: dataHeadings, atLeast: 6, all: ["Timescale as written", "Read as", "First promised", "Times moved"] },
  history: { some: historyHeadings, atLeast: 4, all: ["Update date", "Timescale as written", "Row check"] },
  readings: { some: readingsHeadings, atLeast: 3, all: ["Words it applies to", "Read as", "Decided on"] },
  notice: { some: [noticeTitle, noticeTitleUnsure], atLeast: 1, all: [noticeTitle] },
  kept: { some: [], atLeast: 0, all: [keptTitle] },
};

/** How a sheet stands to us: ours, one that only looks like ours, or the team's own. */
export type Standing = { is: "ours"; ours: Ours } | { is: "lookalike"; role: OurRole } | { is: "theirs" };

/**
 * The one judge of whose a sheet is. A sheet without a mark is ours only where it has both the name and the headings of one
 * version 1 wrote; with the headings under another name it is nobody's to write, and no plan either.
 */
export function whoseIs(sheet: { name: string; mark: Mark | null; grid: SheetGrid }): Standing {
  const { name, mark, grid } = sheet;
  if (mark && stillShows(mark, grid)) {
    // Mark and title are written one after the other, the title last.
    const whole = mark.whole && columnOf(grid, 0)[0] !== unfinishedTitle;
    return { is: "ours", ours: { ...mark, whole, marked: true } };
  }
  // Marked, and changed so much that it is not ours to write any more: as long as it shows a trace of ours it is no plan either.
  if (mark && (showsTraces(mark.role, grid) || linesFit(mark.role, grid))) return { is: "lookalike", role: mark.role };
  const role = ourRoles.find((each) => showsAll(each, grid));
  if (!role) return emptiedRecord(name, grid) ?? { is: "theirs" };
  if (!namedBy(role, name)) return { is: "lookalike", role };
  return { is: "ours", ours: { role, quarter: quarterNamed(name), whole: true, marked: false } };
}

function showsTraces(role: OurRole, grid: SheetGrid): boolean {
  if (role === "update") return bestRow(grid, Object.values(lineHeadings)) >= 2;
  return bestRow(grid, shows[role].some, shows[role].all) >= 2;
}

function stillShows({ role }: Mark, grid: SheetGrid): boolean {
  if (grid.cells.length === 0) return true;
  const { some, atLeast, all } = shows[role];
  if (role === "notice") return bestRow(grid, some) >= atLeast;
  if (role === "kept") return grid.cells.some((row) => row.some(({ text }) => text.startsWith(keptTitle)));
  if (role === "update") {
    // Whatever column it stands in: somebody may have put one in before it.
    return grid.cells.some((row) =>
      row.some(
        ({ text }) =>
          text.trim() === commentsHeading || text.trim() === unfinishedTitle || /: quarterly update\b/.test(text),
      ),
    );
  }
  return bestRow(grid, some, all) >= atLeast || (isRecord(role) && linesFit(role, grid));
}

function showsAll(role: OurRole, grid: SheetGrid): boolean {
  const { all } = shows[role];
  if (role === "update" || role === "notice") {
    const first = columnOf(grid, 0);
    return all.every((each) => first.includes(each));
  }
  return bestRow(grid, all) >= all.length;
}

const isRecord = (role: OurRole) => role === "history" || role === "readings";

/** By what a line is known as one of ours where the headings were lost: each kind has a column only ours has. */
const lineTells: Partial<Record<OurRole, (textOf: (column: number) => string) => boolean>> = {
  data: isDataRow,
  history: (textOf) => isRowCheck(textOf(historyHeadings.indexOf("Row check"))),
  readings: (textOf) =>
    isAboutWord(textOf(readingsHeadings.indexOf("About"))) || textOf(readingsHeadings.indexOf("Action")) === wholePlan,
};

/** Whether most lines of a sheet stand in the order we write them. */
function linesFit(role: OurRole, grid: SheetGrid): boolean {
  const tells = lineTells[role];
  if (!tells) return false;
  const rows = grid.cells.filter((row) => row.some(({ text }) => text !== ""));
  const fits = rows.filter((row) => tells((column) => row[column - grid.firstColumn]?.text.trim() ?? ""));
  return fits.length > 0 && fits.length * 2 > rows.length;
}

/** Version 1 could fail between making Plan readings and heading it: its lines then stand from the first row on. */
function emptiedRecord(name: string, grid: SheetGrid): Standing | null {
  for (const role of ["history", "readings"] as const) {
    if (namedBy(role, name) && linesFit(role, grid)) {
      return { is: "ours", ours: { role, quarter: null, whole: true, marked: false } };
    }
  }
  return null;
}

/** How many of the headings the best row of a sheet holds, of rows that hold one of those that tell. */
function bestRow(grid: SheetGrid, headings: readonly string[], telling: readonly string[] = headings): number {
  const wanted = new Set(headings.map(plain));
  const tells = telling.map(plain);
  let best = 0;
  for (const row of grid.cells) {
    const found = new Set(row.map(({ text }) => plain(text)).filter((text) => wanted.has(text)));
    if (found.size > best && tells.some((each) => found.has(each))) best = found.size;
  }
  return best;
}

function columnOf(grid: SheetGrid, column: number): string[] {
  return grid.cells.map((row) => row[column - grid.firstColumn]?.text.trim() ?? "");
}

const plain = (text: string) => text.trim().toLowerCase();

/** Whether a name is one we gave to a sheet of this kind, numbered or not. */
function namedBy(role: OurRole, name: string): boolean {
  if (role === "update") return quarterNamed(name) !== null;
  if (role === "kept") return name.startsWith(keptName(""));
  return sameName(name.replace(/ \(\d+\)$/, ""), sheetNames[role]);
}

/** What a sheet is called that keeps what people had typed on another. */
export function keptName(sheet: string): string {
  return `Kept from ${sheet}`;
}

/** "Q1 2019/20" of "Update Q1 2019-20 (2)". */
function quarterNamed(name: string): string | null {
  const match = /^Update (Q[1-4] \d{4}(?:-\d{2})?)(?: \(\d+\))?$/i.exec(name);
  return match ? match[1]!.replace("-", "/") : null;
}

/** Excel compares sheet names without regard to case. */
export function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** The first of "Name", "Name (2)", "Name (3)" that no sheet has, within Excel's 31 characters. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  for (let n = 1; ; n += 1) {
    const ending = n === 1 ? "" : ` (${n})`;
    const name = `${wanted.slice(0, 31 - ending.length)}${ending}`;
    if (!used.has(name.toLowerCase())) return name;
  }
}

/** The first of "Name", "Name_2", "Name_3" that no table, name or cell address of the workbook has. */
export function freeTableName(wanted: string, taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  const clean = wanted.replace(/[^A-Za-z0-9]+/g, "_").replace(/^(?=[0-9])/, "_");
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? clean : `${clean}_${n}`;
    if (!used.has(name.toLowerCase())) return name;
  }
}

/** What every conditional-format formula of ours holds, and no partner's does. */
export const highlightMark = 'N("action plan highlight';
