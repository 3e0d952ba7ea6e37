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

/**
 * The lines of one snapshot, each as long as `historyHeadings`, to stand below the last row.
 * @param time how many times its date has been taken with this one. From the second on, Row check says which time a line is
 *   of: two of one day may speak of quite different rows.
 */
export function snapshotToRows(snapshot: Snapshot, time = 1): HistoryCell[][] {
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
    words(time === 1 ? row.rowCheck : `${row.rowCheck}-${time}`),
  ]);
}

/** What Row check holds: the fingerprint of the row, and which time of its day a line is of. */
function readCheck(text: string): { rowCheck: string; time: number } {
  const [, rowCheck, time] = /^(r[0-9a-z]{10})-(\d{1,4})$/.exec(text) ?? [];
  return rowCheck === undefined ? { rowCheck: text, time: 1 } : { rowCheck, time: Math.max(1, Number(time)) };
}

/** Whether a text is one Row check holds. */
export function isRowCheck(text: string): boolean {
  return /^r[0-9a-z]{10}$/.test(readCheck(text).rowCheck);
}

export interface History {
  /** Oldest first, one a date. */
  snapshots: Snapshot[];
  /** How many times each date was taken. */
  times: ReadonlyMap<IsoDate, number>;
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
 * was taken more than once, the lines of the last time count; where lines do not say which time they are of, see `latestOf`.
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
    return { snapshots: [], times: new Map(), skipped };
  }
  const byDate = new Map<IsoDate, DatedLine[]>();
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
    if (list) list.push(read);
    else byDate.set(read.taken, [read]);
  });
  const times = new Map(
    [...byDate].map(([taken, lines]) => [taken, Math.max(...new Set(lines.map(({ time }) => time)))]),
  );
  const snapshots = [...byDate]
    .map(([taken, lines]) => ({
      taken,
      rows: latestOf(lines.filter(({ time }) => time === times.get(taken)).map(({ row }) => row)),
    }))
    .sort((a, b) => (a.taken < b.taken ? -1 : 1));
  return { snapshots, times, skipped };
}

/** A line of the history, and which time of its date it is of. */
interface DatedLine {
  taken: IsoDate;
  time: number;
  row: SnapshotRow;
}

/** A blank line, or one that was removed: of that, what stands under headings of somebody else's is theirs. */
function saysNothing(line: readonly (GridCell | undefined)[]): boolean {
  return cellText(line[0]) === removedWord || line.every((cell) => cellText(cell) === "");
}

/**
 * Where the lines of each snapshot stand: the date, the row of the sheet from 0, and whether it can be read. A line that has its
 * date and cannot be read is passed over by the reader.
 */
export function historyLines(
  grid: SheetGrid | null,
  date1904: boolean,
): { taken: IsoDate; row: number; readable: boolean }[] {
  const rows = grid?.cells ?? [];
  const found = findColumns(rows, "history");
  if (!grid || !found) return [];
  return rows.flatMap((cells, at): { taken: IsoDate; row: number; readable: boolean }[] => {
    if (at === found.headingRow) return [];
    const line = found.columns.map((column) => cells[column]);
    const read = readLine(line, date1904);
    const row = grid.firstRow + at;
    if (!("why" in read)) return [{ taken: read.taken, row, readable: true }];
    const taken = recordDate(line[historyHeadings.indexOf("Update date")], date1904);
    return typeof taken === "string" ? [{ taken, row, readable: false }] : [];
  });
}

function readLine(line: readonly (GridCell | undefined)[], date1904: boolean): DatedLine | { why: string } {
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

  const { rowCheck, time } = readCheck(cellText(cell("Row check")));
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
      rowCheck,
    },
  });
  return read.success ? { ...read.data, time } : { why: "It could not be read as a line of the history." };
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
