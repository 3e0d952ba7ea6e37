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
import {
  cellText,
  findColumns,
  historyHeadings,
  isHeadingRow,
  recordDate,
  removedWord,
  unfinishedCheck,
} from "../records";
import type { HistoryHeading, SkippedLine } from "../records";
import { statusWords } from "../words";
import { latestOf } from "./replaced";
import { plainWords, withinSlips } from "./wording";

export { historyHeadings };
export type { HistoryHeading, SkippedLine };

/** What a cell of the history holds. Dates stay dates, for the sheet to hold as real ones; null is an empty cell. */
export type HistoryCell = { text: string } | { date: IsoDate } | null;

/** Which taking of a date a snapshot is: the first, the second …, and what no other taking says. */
export interface Run {
  time: number;
  /** Three small letters: a number at its end would be counted on where somebody drags the cell down. */
  id: string;
}

/** The lines of one snapshot, each as long as `historyHeadings`, to stand below the last row; Row check ends in the run. */
export function snapshotToRows(snapshot: Snapshot, run: Run): HistoryCell[][] {
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
    words(`${row.rowCheck}-${run.time}-${run.id}`),
  ]);
}

/** What Row check holds: the fingerprint of the row, and the run; of lines of the first version and of people's own, no run. */
function readCheck(text: string): { rowCheck: string; run: Run | null } {
  const [, rowCheck, time, id] = /^(.*)-(\d{1,4})-([a-z]{3})$/.exec(text) ?? [];
  return rowCheck === undefined ? { rowCheck: text, run: null } : { rowCheck, run: { time: Number(time), id: id! } };
}

/** Whether a text is one Row check holds. */
export function isRowCheck(text: string): boolean {
  return /^r[0-9a-z]{10}$/.test(readCheck(text).rowCheck);
}

export interface History {
  /** Oldest first, one a date. */
  snapshots: Snapshot[];
  /** Which time each date was taken last; 1 where its lines do not say. */
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
 * was taken more than once, the lines of the last run count; where lines do not say which run they are of, see `latestOf`. Row
 * check is written last: a line without one beside lines that have it was not written to its end.
 * @param anew the date that is about to be taken: what an earlier try left of it is made good by that, and is not told.
 */
export function readHistory(grid: SheetGrid | null, date1904: boolean, anew: IsoDate | null = null): History {
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
  const byDate = new Map<IsoDate, (DatedLine & { at: number })[]>();
  rows.forEach((cells, at) => {
    const line = found.columns.map((column) => cells[column]);
    if (at === found.headingRow || saysNothing(line)) return;
    // A title over the headings.
    if (at < found.headingRow && cells.filter((cell) => cellText(cell) !== "").length <= 2) return;
    const read = readLine(line, date1904);
    if ("why" in read) {
      // Half a line of a run that was stopped: the run itself is said, if no other counts.
      const isRest = cellText(line[historyHeadings.indexOf("Row check")]) === unfinishedCheck;
      if (!isRest && !isHeadingRow(cells, "history")) skipped.push({ row: sheetRow(at), why: read.why });
      return;
    }
    const list = byDate.get(read.taken);
    if (list) list.push({ ...read, at });
    else byDate.set(read.taken, [{ ...read, at }]);
  });
  const times = new Map<IsoDate, number>();
  const snapshots = [...byDate].flatMap(([taken, lines]): Snapshot[] => {
    const { rows: counting, time, odd } = linesThatCount(lines);
    times.set(taken, time);
    for (const { at, row } of odd) {
      if (taken !== anew || row.rowCheck !== unfinishedCheck) skipped.push({ row: sheetRow(at), why: whyOdd(row) });
    }
    return counting.length === 0 ? [] : [{ taken, rows: counting }];
  });
  snapshots.sort((a, b) => (a.taken < b.taken ? -1 : 1));
  return { snapshots, times, skipped };
}

type PlacedLine = DatedLine & { at: number };

/**
 * Of all lines of one date, in the order of the sheet, those of its last run. A line whose Row check somebody changed is one of
 * that run where there is no other run and the run does not hold its action; else it is odd. Lines of a run that was not
 * written to its end never count; they are odd only where no other run of the date does.
 */
function linesThatCount(all: readonly PlacedLine[]): { rows: SnapshotRow[]; time: number; odd: PlacedLine[] } {
  const lines = all.filter(({ row }) => row.rowCheck !== unfinishedCheck);
  const unfinished = lines.length === 0 ? [...all] : [];
  const last = lines.reduce<Run | null>((best, { run }) => (run && run.time >= (best?.time ?? 0) ? run : best), null);
  if (last === null) return { rows: latestOf(lines.map(({ row }) => row)), time: 1, odd: unfinished };
  const isOfLast = ({ run }: DatedLine) => run?.time === last.time && run.id === last.id;
  const actions = new Set(lines.filter(isOfLast).map(({ row }) => actionKey(row)));
  const changed = (line: PlacedLine) => line.run === null && !isRowCheck(line.row.rowCheck);
  const isSpare = (line: PlacedLine) => changed(line) && last.time === 1 && !actions.has(actionKey(line.row));
  return {
    rows: lines.filter((line) => isOfLast(line) || isSpare(line)).map(({ row }) => row),
    time: last.time,
    odd: lines.filter((line) => changed(line) && !isSpare(line)),
  };
}

const actionKey = ({ ref, action }: SnapshotRow) => `${ref ?? ""} ${plainWords(action)}`;

function whyOdd({ rowCheck }: SnapshotRow): string {
  if (rowCheck === unfinishedCheck) return "The snapshot it belongs to was not written to its end.";
  return rowCheck === ""
    ? "Its Row check is blank, and other lines of that date have one."
    : `“${rowCheck.slice(0, 40)}” is not a Row check.`;
}

/** A line of the history, and which run it is of. */
interface DatedLine {
  taken: IsoDate;
  run: Run | null;
  row: SnapshotRow;
}

/** A blank line, or one that was removed: of that, what stands under headings of somebody else's is theirs. */
function saysNothing(line: readonly (GridCell | undefined)[]): boolean {
  return cellText(line[0]) === removedWord || line.every((cell) => cellText(cell) === "");
}

/** Where a line of the history stands: its date, and the row of the sheet from 0. */
export interface HistoryLine {
  taken: IsoDate;
  row: number;
  /** A line that is blank where it counts is what a removal left that was stopped half-way. */
  is: "readable" | "damaged" | "without its action";
}

/** Where the lines of each snapshot stand, those the reader passes over too, as far as they have their date. */
export function historyLines(grid: SheetGrid | null, date1904: boolean): HistoryLine[] {
  const rows = grid?.cells ?? [];
  const found = findColumns(rows, "history");
  if (!grid || !found) return [];
  return rows.flatMap((cells, at): HistoryLine[] => {
    if (at === found.headingRow) return [];
    const line = found.columns.map((column) => cells[column]);
    const read = readLine(line, date1904);
    const row = grid.firstRow + at;
    if (!("why" in read)) return [{ taken: read.taken, row, is: "readable" }];
    const taken = recordDate(line[historyHeadings.indexOf("Update date")], date1904);
    const hasAction = cellText(line[historyHeadings.indexOf("Action")]) !== "";
    return typeof taken === "string" ? [{ taken, row, is: hasAction ? "damaged" : "without its action" }] : [];
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

  const { rowCheck, run } = readCheck(cellText(cell("Row check")));
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
  return read.success ? { ...read.data, run } : { why: "It could not be read as a line of the history." };
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
