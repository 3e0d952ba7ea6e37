/**
 * The one edit of a plan cell there is: asked for by a person, one cell at a time.
 */
import { run } from "./batch";
import { textForCell } from "./text";

/**
 * Writes text into one cell if it still shows `from`.
 * @returns null when it was written, else what the cell shows now; nothing is written then.
 */
export async function writeCell(
  place: { sheet: string; address: string },
  from: string,
  to: string,
): Promise<string | null> {
  return run(async (context) => {
    const cell = context.workbook.worksheets.getItem(place.sheet).getRange(place.address).load("text,values");
    await context.sync();
    const there = typeof cell.values[0]![0] === "string" ? String(cell.values[0]![0]) : cell.text[0]![0]!;
    if (there !== from) return there;
    cell.values = [[textForCell(to)]];
    await context.sync();
    return null;
  });
}
