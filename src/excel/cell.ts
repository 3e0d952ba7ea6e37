/**
 * The one edit of a plan cell there is: asked for by a person, one cell at a time, and only while the row says what the
 * person saw.
 *
 * The words are compared in the request that writes, not in one before it: a colleague may insert or sort between the two.
 */
import { run } from "./batch";
import type { Job } from "./batch";
import { asExcelProblem, ExcelProblem } from "./problem";
import { textForCell } from "./text";

/** A cell of the plan and what it has to hold. */
export interface CellWords {
  /** "C12" */
  address: string;
  /** What the cell holds: its text, its number, or "" for blank. */
  value: string | number | boolean;
}

/** What is to be written, and by what it is known that it is the right place. */
export interface CellEdit {
  sheet: string;
  cell: CellWords;
  /** Other cells of the same row, by which it is told from the rows beside it. */
  row: readonly CellWords[];
  to: string;
}

/** "written" after it was read back; "changed" where the row no longer says what was seen; "formula" where a formula stands. */
export type CellOutcome = "written" | "changed" | "formula";

/** Writes text into one cell. Two requests; rejects with an ExcelProblem where Excel refuses or what was written does not stand. */
export async function writeCell(edit: CellEdit, job: Job = {}): Promise<CellOutcome> {
  return run(async ({ context, read, write }) => {
    const sheet = context.workbook.worksheets.getItem(edit.sheet);
    const cell = sheet.getRange(edit.cell.address).load("values,formulas");
    const beside = edit.row.map((words) => ({ words, range: sheet.getRange(words.address).load("values") }));
    await read();
    if (isFormula(cell)) return "formula";
    if (!says(cell, edit.cell) || !beside.every(({ words, range }) => says(range, words))) return "changed";

    // Excel stops at a search that finds nothing, and carries out nothing after it: the words are compared and the cell is
    // written in one step.
    for (const { address, value } of [edit.cell, ...edit.row]) guard(sheet.getRange(address), value);
    const target = sheet.getRange(edit.cell.address);
    const before = sheet.getRange(edit.cell.address).load("values,formulas");
    target.values = [[textForCell(edit.to)]];
    const after = sheet.getRange(edit.cell.address).load("values");
    try {
      await write();
    } catch (error) {
      if (asExcelProblem(error).reason !== "gone") throw error;
      job.written = "nothing";
      return "changed";
    }
    // A blank cell or a number cannot be searched for: what stood there is known now, and is put back where it was not that.
    if (!says(before, edit.cell) || isFormula(before)) {
      sheet.getRange(edit.cell.address).formulas = before.formulas;
      await write();
      job.written = "nothing";
      return "changed";
    }
    if (String(after.values[0]![0]) !== shownAs(edit.to)) throw new ExcelProblem("not-kept", edit.sheet);
    return "written";
  }, job);
}

const isFormula = (range: Excel.Range) => {
  const formula: unknown = range.formulas[0]![0];
  return typeof formula === "string" && formula.startsWith("=") && formula !== range.values[0]![0];
};

/** Whether a cell holds what was seen; line breaks of any kind are alike. */
function says(range: Excel.Range, { value }: CellWords): boolean {
  const there: unknown = range.values[0]![0];
  if (typeof value === "string" && typeof there === "string") return shownAs(there) === shownAs(value);
  return there === value;
}

const shownAs = (text: string) => text.replaceAll("\r\n", "\n").replaceAll("\r", "\n");

/** Excel's search takes this many characters. */
const searchLimit = 200;

/** Queues a search that fails, and with it all that follows, unless the cell holds these words. */
function guard(cell: Excel.Range, value: CellWords["value"]): void {
  if (typeof value !== "string" || value === "") return;
  const lines = value.split(/[\r\n]/);
  const whole = lines.length === 1 && value.length <= searchLimit;
  const words = whole
    ? value
    : lines.reduce((best, line) => (line.length > best.length ? line : best)).slice(0, searchLimit);
  if (words.trim() === "") return;
  // These three mean something in a search.
  const literal = words.replace(/[~*?]/g, "~$&");
  cell.find(literal, { completeMatch: whole, matchCase: true });
}
