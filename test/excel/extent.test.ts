/** How much of a sheet is read: what belongs together, and nothing for a value that strayed. */
import { beyond, firstWindow, furtherWindows, kept } from "../../src/excel/extent";
import type { Box } from "../../src/plan/grid";

const box = (row: number, column: number, rows: number, columns: number): Box => ({ row, column, rows, columns });
const rowsOf = (count: number, columns = 3) =>
  Array.from({ length: count }, () => Array.from({ length: columns }, () => "x"));
const blank = (count: number, columns = 3) =>
  Array.from({ length: count }, () => Array.from({ length: columns }, () => ""));

test("the windows cover the sheet once", () => {
  const cells = [firstWindow, ...furtherWindows].reduce((sum, { rows, columns }) => sum + rows * columns, 0);
  expect(cells).toBe(1_048_576 * 16_384);
});

describe("rows and columns that belong together", () => {
  test.each([
    ["a plan", rowsOf(30), 30, 3, []],
    ["a plan with a gap for a second table", [...rowsOf(30), ...blank(200), ...rowsOf(20)], 250, 3, []],
    ["one value 1,500 rows below", [...rowsOf(30), ...blank(1_500), ["", "stray", ""]], 30, 3, ["B1531"]],
    // Four rows are a table of somebody's, not a slip of the hand.
    ["four rows far below", [...rowsOf(30), ...blank(1_500), ...rowsOf(4)], 1_534, 3, []],
    [
      "one value 60 columns to the right",
      [
        [..."abc", ...Array(60).fill(""), "stray"],
        ...rowsOf(3, 64).map((row) => row.map((_, c) => (c < 3 ? "x" : ""))),
      ],
      4,
      3,
      ["BL1"],
    ],
  ])("%s", (_name, values, rows, columns, far) => {
    expect(kept(values, box(0, 0, values.length, values[0]!.length))).toEqual({ rows, columns, far });
  });
});

describe("beyond the first window", () => {
  const windows = (at: Record<number, Box>) => furtherWindows.map((_, index) => at[index] ?? null);
  test.each([
    [
      "a plan that goes on is read",
      box(0, 0, 4_000, 7),
      windows({ 0: box(4_000, 0, 6_001, 7) }),
      [box(4_000, 0, 6_001, 7)],
      [],
    ],
    [
      "a thousand blank rows do not part what goes on from the rest",
      box(0, 0, 3_500, 7),
      windows({ 0: box(4_500, 0, 10, 7) }),
      [box(4_500, 0, 10, 7)],
      [],
    ],
    ["one more does", box(0, 0, 3_500, 7), windows({ 0: box(4_501, 0, 10, 7) }), [], ["A4502:G4511"]],
    ["a value in the last row is named", box(0, 0, 40, 7), windows({ 4: box(1_048_575, 0, 1, 1) }), [], ["A1048576"]],
    ["a value in the last column is named", box(0, 0, 40, 7), windows({ 8: box(4, 16_383, 1, 1) }), [], ["XFD5"]],
    ["nothing anywhere", null, windows({}), [], []],
  ])("%s", (_name, first, further, read, far) => {
    expect(beyond(first, further)).toEqual({ read, far });
  });
});
