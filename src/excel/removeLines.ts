/**
 * Takes lines off one of our record sheets: whole rows where nothing of anybody else's stands in them, our own cells where
 * something does.
 *
 * What stands in the rows is loaded in the request that removes it. Where that is not what was read, everything is put back
 * and the removal is refused: a colleague may have sorted or inserted rows between the two.
 */
import type { GridCell, SheetGrid } from "../plan/grid";
import { parseAddress } from "../plan/grid";
import { run } from "./batch";
import type { Job } from "./batch";
import { ExcelProblem } from "./problem";
import type { OurSheet } from "./read";
import { columnRuns } from "./sheets";
import { textForCell } from "./text";

/** The lines to be removed from a sheet, as it was read. */
export interface LinesToRemove {
  sheet: Pick<OurSheet, "grid" | "id" | "name">;
  /** Rows of the sheet, from 0. */
  rows: readonly number[];
  /** The columns of the record on the sheet, from 0; −1 for what is not there. */
  columns: readonly number[];
}

/** Rows that follow on each other and go the same way. */
interface RowRun {
  row: number;
  rows: number;
  /** False where somebody else's words stand beside ours: then only our cells are cleared. */
  whole: boolean;
}

/** What stood in the rows of a run when it was removed. */
interface Seen {
  run: RowRun;
  used: Excel.Range;
}

/** Removes lines, in one request however many. Rejects with "changed" where they no longer say what was read. */
export async function removeLines(lines: LinesToRemove, job: Job = {}): Promise<void> {
  const runs = runsOf(lines);
  if (runs.length === 0) return;
  await run(async ({ context, write }) => {
    const sheet = context.workbook.worksheets.getItem(lines.sheet.id);
    const ours = columnRuns([...lines.columns].filter((column) => column >= 0).sort((a, b) => a - b));
    const seen: Seen[] = [];
    // From the bottom up: what goes must not move what is still to go.
    for (const each of [...runs].reverse()) {
      const rows = sheet.getRange(addressOf(each));
      seen.unshift({ run: each, used: rows.getUsedRange(true).load("address,values,formulas,numberFormat") });
      if (each.whole) rows.delete("Up");
      else
        for (const { at, length } of ours) sheet.getRangeByIndexes(each.row, at, each.rows, length).clear("Contents");
    }
    await write();
    if (seen.every((each) => isAsRead(each, lines.sheet.grid))) return;

    // From the top down, each run comes to stand where it stood.
    for (const { run: each, used } of seen) {
      if (each.whole) sheet.getRange(addressOf(each)).insert("Down");
      const back = sheet.getRange(localAddress(used));
      back.numberFormat = used.numberFormat;
      back.formulas = used.formulas.map((row: unknown[], r) =>
        row.map((formula, c) => asItStood(formula, used.values[r]![c])),
      );
    }
    await write();
    job.written = "nothing";
    throw new ExcelProblem("changed", lines.sheet.name);
  }, job);
}

/** What to hand to Excel so that a cell holds again what it held: text stays text, whatever it looks like. */
function asItStood(formula: unknown, value: unknown): unknown {
  return typeof value === "string" && formula === value ? textForCell(value) : formula;
}

const addressOf = ({ row, rows }: RowRun) => `${row + 1}:${row + rows}`;

const localAddress = ({ address }: Excel.Range) => address.slice(address.lastIndexOf("!") + 1);

function runsOf({ sheet: { grid }, rows, columns }: LinesToRemove): RowRun[] {
  const ours = new Set(columns);
  const isWhole = (row: number) =>
    (grid.cells[row - grid.firstRow] ?? []).every((cell, at) => isBlank(cell) || ours.has(grid.firstColumn + at));
  const runs: RowRun[] = [];
  for (const row of [...new Set(rows)].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    const whole = isWhole(row);
    if (last && last.row + last.rows === row && last.whole === whole) last.rows += 1;
    else runs.push({ row, rows: 1, whole });
  }
  return runs;
}

const isBlank = (cell: GridCell) => cell.value === null || cell.value === "";

/** Whether the rows held what was read, and nothing beside it. */
function isAsRead({ run: each, used }: Seen, grid: SheetGrid): boolean {
  const box = parseAddress(used.address);
  if (!box || box.row < each.row || box.row + box.rows > each.row + each.rows) return false;
  const there = new Map<string, unknown>();
  used.values.forEach((row: unknown[], r) =>
    row.forEach((value, c) => {
      if (value !== "") there.set(`${box.row + r} ${box.column + c}`, value);
    }),
  );
  let expected = 0;
  for (let row = each.row; row < each.row + each.rows; row += 1) {
    for (const [at, cell] of (grid.cells[row - grid.firstRow] ?? []).entries()) {
      if (isBlank(cell)) continue;
      expected += 1;
      if (there.get(`${row} ${grid.firstColumn + at}`) !== cell.value) return false;
    }
  }
  return expected === there.size;
}
