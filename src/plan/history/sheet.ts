/**
 * The history as rows of an ordinary sheet, and back again after people have sorted, filtered, trimmed or damaged it.
 *
 * Reads as far as the sheet can be read. A line that cannot be trusted is left out and said; nothing is guessed for it,
 * because a wrong date in the history becomes a wrong accusation in an update.
 */
import * as z from "zod/mini";

import { isIsoDate } from "../calendar";
import type { GridCell, SheetGrid } from "../grid";
import { statuses } from "../model";
import type { IsoDate, Snapshot, SnapshotRow, Status } from "../model";
import { cellText, findColumns, historyHeadings, isHeadingRow, recordDate, removedWord } from "../records";
import type { HistoryHeading, SkippedLine } from "../records";
import { statusWords } from "../words";
import { latestOf } from "./replaced";
import { plainWords, withinSlips } from "./wording";

export { historyHeadings };
export type { HistoryHeading, SkippedLine };

/** What a cell of the history holds. Dates stay dates, for the sheet to hold as real ones; null is an empty cell. */
export type HistoryCell = { text: string } | { date: IsoDate } | null;

/** The lines of one snapshot, each as long as `historyHeadings`, to stand below the last row. */
export function snapshotToRows(snapshot: Snapshot): HistoryCell[][] {
  const words = (text: string | null): HistoryCell => (text === null || text === "" ? null : { text });
  return snapshot.rows.map((row) => [
    { date: snapshot.taken },
    words(row.ref),
    words(row.section),
    words(row.action),
    words(row.lead),
    words(row.timescale),
    row.due === null ? null : { date: row.due },
    words(statusWords[row.status]),
    words(row.rowCheck),
  ]);
}

export interface History {
  /** Oldest first, one a date. */
  snapshots: Snapshot[];
  skipped: SkippedLine[];
}

const lineShape = z.object({
  taken: z.string().check(z.refine(isIsoDate)),
  row: z.object({
    ref: z.nullable(z.string()),
    section: z.string(),
    action: z.string().check(z.minLength(1)),
    lead: z.nullable(z.string()),
    timescale: z.string(),
    due: z.nullable(z.string().check(z.refine(isIsoDate))),
    status: z.enum(statuses),
    rowCheck: z.string(),
  }),
});

/**
 * Reads a history sheet, headings included, wherever they stand; a sheet that is not there has no history. Where one date
 * was taken more than once, the later lines count: see `latestOf`.
 */
export function readHistory(grid: SheetGrid | null, date1904: boolean): History {
  const skipped: SkippedLine[] = [];
  const rows = grid?.cells ?? [];
  const sheetRow = (at: number) => (grid?.firstRow ?? 0) + at + 1;
  const found = findColumns(rows, "history");
  if (!found) {
    const first = rows.findIndex((row) => row.some((cell) => cellText(cell) !== ""));
    if (first >= 0) {
      skipped.push({
        row: sheetRow(first),
        why: "No headings were found over the history, so it was not read. It needs at least Update date and Action.",
      });
    }
    return { snapshots: [], skipped };
  }
  const byDate = new Map<IsoDate, SnapshotRow[]>();
  rows.forEach((cells, at) => {
    const line = found.columns.map((column) => cells[column]);
    if (at === found.headingRow || saysNothing(line)) return;
    // A title over the headings.
    if (at < found.headingRow && cells.filter((cell) => cellText(cell) !== "").length <= 2) return;
    const read = readLine(line, date1904);
    if ("why" in read) {
      if (!isHeadingRow(cells, "history")) skipped.push({ row: sheetRow(at), why: read.why });
      return;
    }
    const list = byDate.get(read.taken);
    if (list) list.push(read.row);
    else byDate.set(read.taken, [read.row]);
  });
  const snapshots = [...byDate]
    .map(([taken, lines]) => ({ taken, rows: latestOf(lines) }))
    .sort((a, b) => (a.taken < b.taken ? -1 : 1));
  return { snapshots, skipped };
}

/** A blank line, or one that was removed. */
function saysNothing([date, ...others]: readonly (GridCell | undefined)[]): boolean {
  return ["", removedWord].includes(cellText(date)) && others.every((cell) => cellText(cell) === "");
}

/** Where the lines of each snapshot stand: the date, and the row of the sheet from 0. Lines the reader passes over are none. */
export function historyLines(grid: SheetGrid | null, date1904: boolean): { taken: IsoDate; row: number }[] {
  const rows = grid?.cells ?? [];
  const found = findColumns(rows, "history");
  if (!grid || !found) return [];
  return rows.flatMap((cells, at) => {
    if (at === found.headingRow) return [];
    const read = readLine(
      found.columns.map((column) => cells[column]),
      date1904,
    );
    return "why" in read ? [] : [{ taken: read.taken, row: grid.firstRow + at }];
  });
}

function readLine(
  line: readonly (GridCell | undefined)[],
  date1904: boolean,
): { taken: IsoDate; row: SnapshotRow } | { why: string } {
  const cell = (heading: HistoryHeading): GridCell | undefined => line[historyHeadings.indexOf(heading)];
  const broken = historyHeadings.find((heading) => cell(heading)?.kind === "error");
  if (broken) return { why: `The ${broken} cell holds an error, ${cellText(cell(broken))}.` };

  const taken = recordDate(cell("Update date"), date1904);
  if (taken === null) return { why: "It has no update date." };
  if (typeof taken !== "string") return { why: `The update date “${taken.unreadable}” is not a date.` };
  const action = cellText(cell("Action"));
  if (action === "") return { why: "It has no action." };
  const due = recordDate(cell("Due"), date1904);
  if (due !== null && typeof due !== "string") return { why: `The due date “${due.unreadable}” is not a date.` };
  const status = statusOf(cellText(cell("Status")), due);
  if (status === null) return { why: `“${cellText(cell("Status"))}” is not one of the statuses.` };

  const read = lineShape.safeParse({
    taken,
    row: {
      ref: cellText(cell("Ref")) || null,
      section: cellText(cell("Section")),
      action,
      lead: cellText(cell("Lead")) || null,
      timescale: cellText(cell("Timescale as written")),
      due,
      status,
      rowCheck: cellText(cell("Row check")),
    },
  });
  return read.success ? read.data : { why: "It could not be read as a line of the history." };
}

/** A blank status says no more than whether there was a date. Null when the word is none of ours. */
function statusOf(text: string, due: IsoDate | null): Status | null {
  const said = plainWords(text);
  if (said === "") return due ? "not-yet-due" : "no-date";
  return (
    statuses.find((status) => plainWords(statusWords[status]) === said) ??
    statuses.find((status) => said.length >= 6 && withinSlips(plainWords(statusWords[status]), said, 1)) ??
    null
  );
}
