/**
 * The one edit of a plan cell there is: asked for by a person, one cell at a time, and only while the row says what the
 * person saw.
 *
 * The words are compared in the request that writes, not in one before it: a colleague may insert or sort between the two.
 */
import { run } from "./batch";
import type { Job } from "./batch";
import { guard } from "./guard";
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
  /** By its id: somebody may rename the sheet meanwhile. */
  sheet: { id: string; name: string };
  cell: CellWords;
  /** Other cells of the same row, by which it is told from the rows beside it. */
  row: readonly CellWords[];
  to: string;
}

/** "written" after it was read back; "changed" where the row no longer says what was seen; "formula" where a formula stands. */
export type CellOutcome = "written" | "changed" | "formula";

/**
 * Writes text into one cell. Two requests, a third where somebody came between and it is put back; rejects with an
 * ExcelProblem where Excel refuses or what was written does not stand.
 */
export async function writeCell(edit: CellEdit, job: Job = {}): Promise<CellOutcome> {
  return run(async ({ context, read, write }) => {
    const sheet = context.workbook.worksheets.getItem(edit.sheet.id);
    const at = ({ address }: CellWords) => sheet.getRange(address);
    const look = () => [edit.cell, ...edit.row].map((words) => ({ words, range: at(words).load("values,formulas") }));

    const seen = look();
    await read();
    if (isFormula(seen[0]!.range)) return "formula";
    if (!seen.every(says)) return "changed";

    // Excel stops at a search that finds nothing, and carries out nothing after it: the words are compared and the cell is
    // written in one step. A result of a formula is not what a search looks at.
    for (const { words, range } of seen) if (!isFormula(range)) guard(at(words), words.value);
    const before = look();
    at(edit.cell).values = [[textForCell(edit.to)]];
    const after = at(edit.cell).load("values");
    try {
      await write();
    } catch (error) {
      const { reason } = asExcelProblem(error);
      // What was queued before the writing only looks.
      if (reason === "gone" || reason === "protected") job.written = "nothing";
      if (reason === "gone") return "changed";
      throw reason === "protected" ? new ExcelProblem(reason, edit.sheet.name, error) : error;
    }
    // Blank cells and numbers cannot be searched for, and an Excel may search further than the one cell: what stood there is
    // known now, and is put back where it was not what was seen.
    if (!before.every(says) || isFormula(before[0]!.range)) {
      await putBack(before[0]!.range);
      job.written = "nothing";
      return "changed";
    }
    if (String(after.values[0]![0]) !== shownAs(edit.to)) throw new ExcelProblem("not-kept", edit.sheet.name);
    return "written";

    /** Gives the cell back what stood in it, as long as it still holds what was written. */
    async function putBack(stood: Excel.Range): Promise<void> {
      guard(at(edit.cell), edit.to);
      if (isFormula(stood)) at(edit.cell).formulas = stood.formulas;
      else at(edit.cell).values = [[asItStood(stood.values[0]![0])]];
      try {
        await write();
      } catch (error) {
        throw asExcelProblem(error).reason === "gone" ? new ExcelProblem("not-kept", edit.sheet.name, error) : error;
      }
    }
  }, job);
}

const isFormula = (range: Excel.Range) => {
  const formula: unknown = range.formulas[0]![0];
  return typeof formula === "string" && formula.startsWith("=") && formula !== range.values[0]![0];
};

const asItStood = (value: unknown) => (typeof value === "string" ? textForCell(value) : value);

/** Whether a cell holds what was seen; line breaks of any kind are alike. */
function says({ range, words: { value } }: { range: Excel.Range; words: CellWords }): boolean {
  const there: unknown = range.values[0]![0];
  if (typeof value === "string" && typeof there === "string") return shownAs(there) === shownAs(value);
  return there === value;
}

const shownAs = (text: string) => text.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
