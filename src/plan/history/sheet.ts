/**
 * The history as rows of an ordinary sheet, and back again after people have sorted, filtered, trimmed or damaged it.
 *
 * Reads as far as the sheet can be read. A line that cannot be trusted is left out and said; nothing is guessed for it,
 * because a wrong date in the history becomes a wrong accusation in an update.
 */
import * as z from "zod/mini";

import { fromSerial, isIsoDate, isoDate } from "../calendar";
import type { GridCell, SheetGrid } from "../grid";
import { statuses } from "../model";
import type { IsoDate, Snapshot, SnapshotRow, Status } from "../model";
import { statusWords } from "../words";
import { latestOf } from "./replaced";
import { levelled, plainWords, withinSlips } from "./wording";

/** The columns of the Plan history sheet, in order. */
export const historyHeadings = [
  "Update date",
  "Ref",
  "Section",
  "Action",
  "Lead",
  "Timescale as written",
  "Due",
  "Status",
  "Row check",
] as const;
export type HistoryHeading = (typeof historyHeadings)[number];

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

/** A line that was left out. `row` counts from 1 within the rows given. */
export interface SkippedLine {
  row: number;
  /** "The update date “last Tuesday” is not a date." */
  why: string;
}

export interface History {
  /** Oldest first, one a date. */
  snapshots: Snapshot[];
  skipped: SkippedLine[];
}

/** Other headings people give these columns. */
const otherHeadings: Record<HistoryHeading, string[]> = {
  "Update date": [
    "date",
    "updated",
    "date of update",
    "snapshot",
    "snapshot date",
    "as at",
    "update",
    "date taken",
    "taken",
  ],
  Ref: ["reference", "no", "number", "id", "action ref", "ref no", "reference number"],
  Section: ["theme", "priority", "area"],
  Action: ["key action", "actions", "action text", "key actions", "what"],
  Lead: ["owner", "who", "lead officer", "lead owner", "action owner", "responsible"],
  "Timescale as written": [
    "timescale",
    "timescales",
    "as written",
    "words",
    "timescale written",
    "timescale wording",
    "wording",
  ],
  Due: ["due date", "due by", "date due", "deadline", "promised", "target date"],
  Status: ["state", "rag", "status on date"],
  "Row check": ["check", "fingerprint", "row fingerprint", "rowcheck"],
};

type Columns = Partial<Record<HistoryHeading, number>>;

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
 * Reads the cells of a history sheet, headings included, wherever they stand. Without a heading row the standing order of
 * columns is taken, if the first column holds dates. Where one date was taken more than once, the later lines count: see
 * `latestOf`.
 */
export function readHistory(grid: SheetGrid | null, date1904 = false): History {
  const rows = grid?.cells ?? [];
  const skipped: SkippedLine[] = [];
  const found = findColumns(rows, date1904);
  if (!found) {
    const first = rows.findIndex((row) => row.some((cell) => cell.kind !== "empty"));
    if (first >= 0) {
      skipped.push({
        row: first + 1,
        why: "No headings were found over the history, so it was not read. It needs at least Update date and Action.",
      });
    }
    return { snapshots: [], skipped };
  }
  const byDate = new Map<IsoDate, SnapshotRow[]>();
  rows.forEach((cells, at) => {
    if (at === found.headingRow || cells.every((cell) => textOf(cell) === "")) return;
    // A title over the headings.
    if (at < found.headingRow && cells.filter((cell) => textOf(cell) !== "").length <= 2) return;
    const line = readLine(cells, found.columns, date1904);
    if ("why" in line) {
      // The headings once more.
      if (headingsIn(cells).score >= 4) return;
      skipped.push({ row: at + 1, why: line.why });
      return;
    }
    const list = byDate.get(line.taken);
    if (list) list.push(line.row);
    else byDate.set(line.taken, [line.row]);
  });
  const snapshots = [...byDate]
    .map(([taken, lines]) => ({ taken, rows: latestOf(lines) }))
    .sort((a, b) => (a.taken < b.taken ? -1 : 1));
  return { snapshots, skipped };
}

function findColumns(
  rows: readonly (readonly GridCell[])[],
  date1904: boolean,
): { headingRow: number; columns: Columns } | null {
  let best = { headingRow: -1, columns: {} as Columns, score: 0 };
  // A heading row sorted down into the lines is still found; the first best one counts.
  for (const [at, cells] of rows.entries()) {
    if (cells.some((cell) => cell.kind === "date")) continue;
    const { columns, score } = headingsIn(cells);
    if (score > best.score) best = { headingRow: at, columns, score };
    if (score === historyHeadings.length) break;
  }
  if (best.score >= 3 && best.columns["Update date"] !== undefined && best.columns.Action !== undefined) return best;
  const dated = rows.filter((cells) => cells[0] && typeof dateOf(cells[0], date1904) === "string").length;
  const filled = rows.filter((cells) => cells.some((cell) => textOf(cell) !== "")).length;
  if (best.score < 3 && filled > 0 && dated >= filled / 2 && (rows[0]?.length ?? 0) >= historyHeadings.length - 1) {
    return { headingRow: -1, columns: Object.fromEntries(historyHeadings.map((heading, at) => [heading, at])) };
  }
  return null;
}

function headingsIn(cells: readonly GridCell[]): { columns: Columns; score: number } {
  const columns: Columns = {};
  const texts = cells.map((cell) => (cell.kind === "text" && cell.text.length <= 40 ? plainWords(cell.text) : ""));
  if (texts.filter((text) => text !== "").length < 3) return { columns, score: 0 };
  const taken = new Set<number>();
  const claim = (fits: (text: string, heading: HistoryHeading) => boolean) => {
    for (const heading of historyHeadings) {
      if (columns[heading] !== undefined) continue;
      const at = texts.findIndex((text, index) => text !== "" && !taken.has(index) && fits(text, heading));
      if (at < 0) continue;
      columns[heading] = at;
      taken.add(at);
    }
  };
  claim((text, heading) => text === plainWords(heading));
  claim((text, heading) => otherHeadings[heading].includes(text));
  claim((text, heading) => heading.length > 4 && withinSlips(text, plainWords(heading), 2));
  return { columns, score: taken.size };
}

function readLine(
  cells: readonly GridCell[],
  columns: Columns,
  date1904: boolean,
): { taken: IsoDate; row: SnapshotRow } | { why: string } {
  const cell = (heading: HistoryHeading): GridCell | undefined => cells[columns[heading] ?? -1];
  const broken = historyHeadings.find((heading) => cell(heading)?.kind === "error");
  if (broken) return { why: `The ${broken} cell holds an error, ${textOf(cell(broken))}.` };

  const taken = dateOf(cell("Update date"), date1904);
  if (taken === null) return { why: "It has no update date." };
  if (typeof taken !== "string") return { why: `The update date “${taken.unreadable}” is not a date.` };
  const action = textOf(cell("Action"));
  if (action === "") return { why: "It has no action." };
  const due = dateOf(cell("Due"), date1904);
  if (due !== null && typeof due !== "string") return { why: `The due date “${due.unreadable}” is not a date.` };
  const status = statusOf(textOf(cell("Status")), due);
  if (status === null) return { why: `“${textOf(cell("Status"))}” is not one of the statuses.` };

  const read = lineShape.safeParse({
    taken,
    row: {
      ref: textOf(cell("Ref")) || null,
      section: textOf(cell("Section")),
      action,
      lead: textOf(cell("Lead")) || null,
      timescale: textOf(cell("Timescale as written")),
      due,
      status,
      rowCheck: textOf(cell("Row check")),
    },
  });
  return read.success ? read.data : { why: "It could not be read as a line of the history." };
}

function textOf(cell: GridCell | undefined): string {
  return cell ? cell.text.trim() : "";
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

/** The date a cell holds, as a date, a serial number or typed text; null when it is blank. */
function dateOf(cell: GridCell | undefined, date1904: boolean): IsoDate | null | { unreadable: string } {
  if (!cell || textOf(cell) === "") return null;
  if ((cell.kind === "date" || cell.kind === "number") && typeof cell.value === "number") {
    // Serials below 10,000 (before 1928) are a count somebody typed, not the date of an update.
    const date = cell.value >= 10000 ? fromSerial(cell.value, date1904) : null;
    return date ?? { unreadable: textOf(cell) };
  }
  return typedDate(textOf(cell)) ?? { unreadable: levelled(textOf(cell)).slice(0, 40) };
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * A date somebody typed as text: "2019-06-30", "30/06/2019" (day first, as in the UK), "30 June 2019", "30-Jun-19", with or
 * without a weekday or a time of day. Null when it is no existing day.
 */
export function typedDate(text: string): IsoDate | null {
  const plain = levelled(text.slice(0, 60))
    .toLowerCase()
    .replace(/[ t]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?z?$/, "");
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(plain);
  if (iso) return day(iso[1]!, Number(iso[2]), iso[3]!);
  const figures = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(plain);
  if (figures) return day(figures[3]!, Number(figures[2]), figures[1]!);
  const named = /^(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?[-/ ](?:of )?([a-z]{3,9})[-/, ]{1,2}(\d{4}|\d{2})$/.exec(
    plain,
  );
  if (named) return day(named[3]!, months.indexOf(named[2]!.slice(0, 3)) + 1, named[1]!);
  return null;
}

function day(year: string, month: number, dayOfMonth: string): IsoDate | null {
  try {
    return isoDate(Number(year) + (year.length === 2 ? 2000 : 0), month, Number(dayOfMonth));
  } catch {
    return null;
  }
}
