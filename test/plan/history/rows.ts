/** Short ways to write down plans, snapshots and history sheets in tests. */
import type { GridCell, SheetGrid } from "../../../src/plan/grid";
import { emptyCell } from "../../../src/plan/grid";
import type { Action, IsoDate, Plan, Snapshot, SnapshotRow, Timescale } from "../../../src/plan/model";

/** A line of a snapshot; what is not said is as ordinary as can be. */
export function line(ref: string | null, action: string, more: Partial<SnapshotRow> = {}): SnapshotRow {
  const row = { ref, section: "1. Leadership", action, lead: "Chair", timescale: "", due: null, rowCheck: "", ...more };
  return { ...row, status: more.status ?? (row.due ? "not-yet-due" : "no-date") };
}

export function snapshot(taken: IsoDate, ...rows: SnapshotRow[]): Snapshot {
  return { taken, rows };
}

export const noTimescale: Timescale = {
  text: "",
  kind: "none",
  due: null,
  dueBasis: "none",
  precision: null,
  start: null,
  recurrence: null,
  milestones: [],
  history: [],
  parts: [],
  unsure: false,
  alternatives: [],
  flags: [],
  why: "Nothing is written.",
};

export function action(more: Partial<Action> = {}): Action {
  return {
    key: "Plan!5",
    ref: "2.5",
    section: "2. Leadership",
    sheet: "Plan",
    row: 5,
    rows: [5],
    action: "Organise an awareness session",
    cells: {},
    owner: { text: "", parties: [], lead: null, unsure: false, why: "" },
    timescale: noTimescale,
    outcomes: "",
    notes: "",
    progress: { kind: "none", words: "", from: null, basis: "none", update: "", why: "" },
    alsoHere: [],
    looks: { italic: false, strikethrough: false, fill: null, colour: null },
    ...more,
  };
}

export function plan(...actions: Action[]): Plan {
  return {
    title: null,
    start: "2019-04-01",
    end: "2020-03-31",
    calendar: "financial",
    yearsWhy: "",
    tables: [],
    sections: [],
    actions,
    questions: [],
    leftOut: [],
    lapsed: { sheets: [], columns: [] },
  };
}

/** A passage standing anywhere. */
export function passage(text: string) {
  return { text, sheet: "Plan", row: 5, column: "A", cell: "A5" };
}

export function text(words: string): GridCell {
  return words === "" ? emptyCell : { kind: "text", text: words, value: words, format: "General" };
}

/** A real date cell with its serial number. */
export function date(serial: number, shown: string): GridCell {
  return { kind: "date", text: shown, value: serial, format: "dd/mm/yyyy" };
}

/** A sheet that holds these cells and nothing else; `at` says where its used part begins, counted from 0. */
export function sheetGrid(sheet: string, cells: GridCell[][], at: { row?: number; column?: number } = {}): SheetGrid {
  return {
    sheet,
    hidden: false,
    firstRow: at.row ?? 0,
    firstColumn: at.column ?? 0,
    cells,
    merges: [],
    tables: [],
    hiddenRows: [],
  };
}
