import fc from "fast-check";

import { readTabbed, writeTabbed } from "./tabbed";

test.each<[text: string, rows: string[][], why: string]>([
  [
    "a\tb\nc\td",
    [
      ["a", "b"],
      ["c", "d"],
    ],
    "tabs between cells, lines between rows",
  ],
  ["a\r\nb\r\n", [["a"], ["b"]], "Windows' line ends, and one at the end, add no row"],
  ['"two\nlines"\tb', [["two\nlines", "b"]], "a line within quotation marks is within the cell"],
  ['"say ""yes"""', [['say "yes"']], "doubled quotation marks are one"],
  ['5" pipe\tx', [['5" pipe', "x"]], "a quotation mark inside a cell is itself"],
  ["", [[""]], "nothing is one empty cell"],
])("%j is read as %j: %s", (text, rows) => {
  expect(readTabbed(text)).toEqual(rows);
});

test("what is copied is what is pasted", () => {
  const text = fc.string().map((words) => words.replaceAll("\r", ""));
  const rows = fc
    .integer({ min: 1, max: 4 })
    .chain((columns) =>
      fc.array(fc.array(text, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 4 }),
    );
  fc.assert(
    fc.property(rows, (cells) => {
      // A last row of one empty cell cannot be told from a line end at the end.
      fc.pre(cells.length === 1 || cells.at(-1)!.join("") !== "" || cells.at(-1)!.length > 1);
      expect(readTabbed(writeTabbed(cells))).toEqual(cells);
    }),
  );
});
