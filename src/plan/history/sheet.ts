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
    words(`${row.rowCheck}-${run.time}-${snapshot.rows.length}${run.id}`),
  ]);
}

/** A run as its lines name it, with how many lines it has. */
interface NamedRun extends Run {
  lines: number;
}

/** What Row check holds: the fingerprint of the row, and the run; of lines of the first version and of people's own, no run. */
function readCheck(text: string): { rowCheck: string; run: NamedRun | null } {
  const [, rowCheck, time, lines, id] = /^(.*)-(\d{1,4})-(\d{1,7})([a-z]{3})$/.exec(text) ?? [];
  if (rowCheck === undefined) return { rowCheck: text, run: null };
  return { rowCheck, run: { time: Number(time), lines: Number(lines), id: id! } };
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
 * Of all lines of one date, in the order of the sheet, those of its last run. A line of no run, or one somebody copied from
 * another date, is one of that run where there is no other and the run does not hold its action; else it is odd. Lines of a run
 * that was not written to its end never count; they are odd only where no run of the date does.
 */
function linesThatCount(all: readonly PlacedLine[]): { rows: SnapshotRow[]; time: number; odd: PlacedLine[] } {
  const lines = all.filter(({ row }) => row.rowCheck !== unfinishedCheck);
  const unfinished = all.filter(({ row }) => row.rowCheck === unfinishedCheck);
  const { last, times, whole } = lastRun(lines);
  if (last === null) {
    // A line or two that somebody typed beside a run that was stopped are no snapshot.
    const isLittle = lines.length < unfinished.length;
    const rows = isLittle ? [] : latestOf(lines.map(({ row }) => row));
    return { rows, time: 1, odd: isLittle ? [...unfinished, ...lines] : [] };
  }
  const own = withoutPasted(lines.filter(({ run }) => isSameRun(run, last)));
  const actions = new Set(own.map(({ row }) => actionKey(row)));
  const isChanged = ({ run, row }: PlacedLine) =>
    run === null ? !isRowCheck(row.rowCheck) : !whole.has(keyOfRun(run));
  const isSpare = (line: PlacedLine) => isChanged(line) && times === 1 && !actions.has(actionKey(line.row));
  const counting = new Set([...own, ...lines.filter(isSpare)]);
  return {
    rows: lines.filter((line) => counting.has(line)).map(({ row }) => row),
    time: last.time,
    odd: lines.filter((line) => line.run === null && isChanged(line) && !isSpare(line)),
  };
}

const isSameRun = (a: NamedRun | null, b: NamedRun) => a !== null && keyOfRun(a) === keyOfRun(b);

const keyOfRun = ({ time, id, lines }: NamedRun) => `${time} ${id} ${lines}`;

/**
 * The last of the runs of which at least half stands there, because people cut lines out and copy one of another date; of two of
 * one time the one that stands lower. `whole`: the keys of those runs.
 */
function lastRun(lines: readonly PlacedLine[]): { last: NamedRun | null; times: number; whole: ReadonlySet<string> } {
  const found = new Map<string, { run: NamedRun; lines: number }>();
  for (const { run } of lines) {
    if (!run) continue;
    const key = keyOfRun(run);
    const known = found.get(key);
    if (known) known.lines += 1;
    // Put behind the others by its last line, so that the order is the order of the sheet.
    found.delete(key);
    found.set(key, known ?? { run, lines: 1 });
  }
  const runs = [...found.values()];
  const whole = runs.filter(({ run, lines: n }) => n * 2 >= run.lines);
  const [first, ...others] = whole.length > 0 ? whole : runs;
  if (!first) return { last: null, times: 0, whole: new Set() };
  const last = others.reduce((best, each) => (each.run.time >= best.run.time ? each : best), first);
  const times = Math.max(whole.length, last.run.time);
  return { last: last.run, times, whole: new Set(whole.map(({ run }) => keyOfRun(run))) };
}

/** Lines of one run without those that were pasted a second time: as many as are too many, and say what one above says. */
function withoutPasted(lines: readonly PlacedLine[]): PlacedLine[] {
  let tooMany = lines.length - (lines[0]?.run?.lines ?? lines.length);
  if (tooMany <= 0) return [...lines];
  const left = new Map<string, number>();
  for (const { row } of lines) left.set(JSON.stringify(row), (left.get(JSON.stringify(row)) ?? 0) + 1);
  return [...lines]
    .reverse()
    .filter(({ row }) => {
      const key = JSON.stringify(row);
      const same = left.get(key)!;
      if (tooMany <= 0 || same < 2) return true;
      left.set(key, same - 1);
      tooMany -= 1;
      return false;
    })
    .reverse();
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
  run: NamedRun | null;
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
