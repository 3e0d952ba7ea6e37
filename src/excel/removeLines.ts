/**
 * Takes lines off one of our record sheets: their cells are made blank where they stand, and the first says so. No row is
 * deleted: what somebody wrote beside them, how the sheet looks and formulas that look at it stay as they are.
 *
 * What stands there is loaded in the request that clears it. Where that is not what was read, it is put back and the removal
 * is refused: a colleague may have sorted or inserted rows between the two.
 */
import type { SheetGrid } from "../plan/grid";
import { removedWord } from "../plan/records";
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
  /** The columns of the record on the sheet, from 0; −1 for what is not there. The first is there. */
  columns: readonly number[];
}

/** Cells side by side and below each other. */
interface Block {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

/** Lines of somebody else's that were cleared and could not be put back, each as its words. */
export class LinesLost extends Error {
  constructor(
    readonly sheet: string,
    readonly words: readonly string[],
  ) {
    super(`Lines of ${sheet} could not be put back.`);
  }
}

/**
 * Removes lines, in one request however many. Rejects with "changed" where they no longer say what was read: what stood there
 * stands again then. Where Excel will not take that back either, rejects with LinesLost.
 */
export async function removeLines(lines: LinesToRemove, job: Job = {}): Promise<void> {
  const blocks = blocksOf(lines);
  if (blocks.length === 0) return;
  const stood = await clearLines(lines, blocks, job);
  if (stood.every(({ block, values }) => isAsRead(block, values, lines.sheet.grid))) return;
  // Cancel came too late for this: half of it would lose lines.
  const patient: Job = { ...job, signal: undefined };
  for (let tries = 1; tries <= putBackTries; tries += 1) {
    try {
      await putBack(lines, stood, patient);
      job.written = "nothing";
      throw new ExcelProblem("changed", lines.sheet.name);
    } catch (error) {
      if (error instanceof ExcelProblem && error.reason === "changed") throw error;
    }
  }
  const words = stood.flatMap(({ values }) => values.map((row) => row.map(String).filter(Boolean).join(" | ")));
  throw new LinesLost(lines.sheet.name, words.filter(Boolean));
}

const putBackTries = 3;

/** What stood in a block before it was cleared. */
interface Stood {
  block: Block;
  values: unknown[][];
  formulas: unknown[][];
  numberFormat: unknown[][];
}

async function clearLines(lines: LinesToRemove, blocks: readonly Block[], job: Job): Promise<Stood[]> {
  return run(async ({ context, write }) => {
    const sheet = context.workbook.worksheets.getItem(lines.sheet.id);
    const stood = blocks.map((block) => {
      const range = rangeOf(sheet, block).load("values,formulas,numberFormat");
      rangeOf(sheet, block).clear("Contents");
      return { block, range };
    });
    for (const { row, rows } of runsOf(lines)) {
      sheet.getRangeByIndexes(row, lines.columns[0]!, rows, 1).values = Array.from({ length: rows }, () => [
        removedWord,
      ]);
    }
    await write();
    return stood.map(({ block, range: { values, formulas, numberFormat } }) => ({
      block,
      values,
      formulas,
      numberFormat,
    }));
  }, job);
}

async function putBack({ sheet: { id } }: LinesToRemove, stood: readonly Stood[], job: Job): Promise<void> {
  await run(async ({ context, write }) => {
    const sheet = context.workbook.worksheets.getItem(id);
    for (const { block, values, formulas, numberFormat } of stood) {
      const back = rangeOf(sheet, block);
      back.numberFormat = numberFormat;
      back.formulas = formulas.map((row, r) => row.map((formula, c) => asItStood(formula, values[r]![c])));
    }
    await write();
  }, job);
}

const rangeOf = (sheet: Excel.Worksheet, { row, column, rows, columns }: Block) =>
  sheet.getRangeByIndexes(row, column, rows, columns);

/** What to hand to Excel so that a cell holds again what it held: text stays text, whatever it looks like. */
function asItStood(formula: unknown, value: unknown): unknown {
  return typeof value === "string" && formula === value ? textForCell(value) : formula;
}

function blocksOf(lines: LinesToRemove): Block[] {
  const ours = columnRuns(lines.columns.filter((column) => column >= 0).sort((a, b) => a - b));
  // The date goes last: where Excel stops half-way, what is left can be found again by it.
  const holdsDate = ({ at, length }: (typeof ours)[number]) =>
    lines.columns[0]! >= at && lines.columns[0]! < at + length;
  const inOrder = [...ours.filter((run) => !holdsDate(run)), ...ours.filter(holdsDate)];
  return inOrder.flatMap(({ at, length }) => runsOf(lines).map((each) => ({ ...each, column: at, columns: length })));
}

/** Rows that follow on each other. */
function runsOf({ rows }: LinesToRemove): { row: number; rows: number }[] {
  const runs: { row: number; rows: number }[] = [];
  for (const row of [...new Set(rows)].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last.row + last.rows === row) last.rows += 1;
    else runs.push({ row, rows: 1 });
  }
  return runs;
}

/** Whether the cells held what was read. */
function isAsRead({ row, column }: Block, values: readonly (readonly unknown[])[], grid: SheetGrid): boolean {
  return values.every((line, r) =>
    line.every((value, c) => {
      const cell = grid.cells[row + r - grid.firstRow]?.[column + c - grid.firstColumn];
      return value === (cell?.value ?? "");
    }),
  );
}
