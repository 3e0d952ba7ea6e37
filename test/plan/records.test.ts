/** Plan readings and Plan history after people have been at them: both are read alike, and their columns are found. */
import fc from "fast-check";

import { toSerial } from "../../src/plan/calendar";
import { emptyCell } from "../../src/plan/grid";
import type { GridCell, SheetGrid } from "../../src/plan/grid";
import { readHistory, snapshotToRows } from "../../src/plan/history";
import type { Decision } from "../../src/plan/model";
import { decisionToRow, readReadings, settingsToRows } from "../../src/plan/readings";
import { historyHeadings, locateColumns, readingsHeadings, saySkipped, typedDate } from "../../src/plan/records";
import type { RecordName } from "../../src/plan/records";
import { date, line, sheetGrid, snapshot, text } from "./history/rows";

const today = "2019-07-01";

/** As Excel would give a row back: texts as text, dates as dates. */
function cellsOf(row: readonly (string | null | { text: string } | { date: string })[]): GridCell[] {
  return row.map((cell) => {
    if (cell === null) return emptyCell;
    if (typeof cell === "string") return text(cell);
    return "text" in cell ? text(cell.text) : date(toSerial(cell.date), cell.date);
  });
}

const decisions: Decision[] = [
  {
    ref: "5.2",
    action: "Implement E-CINS",
    about: "progress",
    words: "no longer applicable",
    readAs: "Closed",
    decidedOn: "2019-05-01",
    by: "",
  },
  {
    ref: null,
    action: "Hold the forum",
    about: "timescale",
    words: "Bi-annual",
    readAs: "Repeats twice a year",
    decidedOn: "2019-05-02",
    by: "Ann Lee",
  },
  {
    ref: null,
    action: "",
    about: "owner",
    words: "NBBC",
    readAs: "The same as Nuneaton and Bedworth",
    decidedOn: "2019-05-03",
    by: "",
  },
];
const may = snapshot(
  "2019-05-14",
  line("2.2", "Review the terms of reference", { due: "2019-06-30" }),
  line(null, "Train"),
);
const august = snapshot("2019-08-14", line("2.2", "Review the terms of reference", { due: "2019-07-31" }));

interface Sample {
  headings: readonly string[];
  lines: GridCell[][];
  read: (grid: SheetGrid) => { says: unknown; skipped: string[] };
}

const samples: Record<RecordName, Sample> = {
  readings: {
    headings: readingsHeadings,
    lines: [
      ...decisions.map((decision) => cellsOf(decisionToRow(decision))),
      ...settingsToRows({ calendar: "academic", group: "Forum" }, "2019-05-04", "Ann Lee").map(cellsOf),
    ],
    read: (grid) => {
      const { skipped, ...says } = readReadings(grid, false, today);
      return { says, skipped };
    },
  },
  history: {
    headings: historyHeadings,
    lines: [may, august].flatMap((each) => snapshotToRows(each, { time: 1, id: "abc" }).map(cellsOf)),
    read: (grid) => {
      const { snapshots, skipped } = readHistory(grid, false);
      const inOrder = snapshots.map(({ taken, rows }) => ({
        taken,
        rows: [...rows].sort((a, b) => a.action.localeCompare(b.action)),
      }));
      return { says: inOrder, skipped: saySkipped("Plan history", skipped) };
    },
  },
};

const records = ["readings", "history"] as const;
const names = { readings: "Plan readings", history: "Plan history" };
const blank = (n: number): GridCell[] => Array.from({ length: n }, () => emptyCell);
const padded = (cells: GridCell[], width: number) => [...cells, ...blank(width - cells.length)];

describe.each(records)("%s", (record) => {
  const { headings, lines, read } = samples[record];
  const width = headings.length;
  const whole = [headings.map(text), ...lines];
  const asWritten = read(sheetGrid(names[record], whole));

  test("as written, nothing is passed over", () => {
    expect(asWritten.skipped).toEqual([]);
  });

  const insertedAt = (at: number) =>
    whole.map((row, r) => [...row.slice(0, at), text(r === 0 ? "Seen by" : r === 1 ? "Bob" : ""), ...row.slice(at)]);
  const retyped = (change: (heading: string) => string) => [headings.map((each) => text(change(each))), ...lines];
  const one = (heading: string, as: string) => retyped((each) => (each === heading ? as : each));

  test.each<[string, GridCell[][]]>([
    ["a title and notes above", [padded([text("Kept by the team")], width), blank(width), ...whole]],
    ["a column inserted to the left", insertedAt(0)],
    ["a column inserted in the middle", insertedAt(3)],
    ["columns of their own behind", whole.map((row, r) => [...row, text(r === 0 ? "Remarks" : "why"), emptyCell])],
    ["columns the other way round", whole.map((row) => [...row].reverse())],
    ["blank rows between", whole.flatMap((row) => [row, blank(width)])],
    ["sorted the other way round, the headings last", [...whole].reverse()],
    ["headings in capitals", retyped((each) => each.toUpperCase())],
    ["headings with colons and space", retyped((each) => ` ${each} :`)],
    ["two letters swapped in a heading", one("Action", "Aciton")],
    [
      "slips in two headings side by side, and columns the other way round",
      retyped(
        (each) => ({ Action: "Aciton", Section: "Secton", "Words it applies to": "Wrods it aplies to" })[each] ?? each,
      ).map((row) => [...row].reverse()),
    ],
    ["a heading nobody can read between two that are known", one("Lead", "??").map((row) => row)],
    ["the headings once more in the middle", [...whole.slice(0, 2), headings.map(text), ...whole.slice(2)]],
    ["the headings gone", lines],
    ["the headings gone, and a column to the left", insertedAt(0).slice(1)],
    [
      "dates typed as text",
      whole.map((row) =>
        row.map((cell) => (cell.kind === "date" ? text(cell.text.split("-").reverse().join("/")) : cell)),
      ),
    ],
  ])("is read the same with %s", (_edit, rows) => {
    expect(read(sheetGrid(names[record], rows))).toEqual(asWritten);
    expect(read(sheetGrid(names[record], rows, { row: 6, column: 3 }))).toEqual(asWritten);
  });

  test("a line that cannot be read, and a note underneath, are named by their row of the sheet, with the reason", () => {
    const damaged = whole.map((row, r) =>
      r === 1 ? row.map((cell) => (cell.kind === "date" ? text("soon") : cell)) : row,
    );
    const { skipped } = read(
      sheetGrid(names[record], [...damaged, padded([text("Checked by Bob")], width)], { row: 10 }),
    );
    expect(skipped.map((each) => each.replace(/passed over: .*/, "passed over"))).toEqual([
      `Line 12 of ${names[record]} was passed over`,
      `Line ${10 + whole.length + 1} of ${names[record]} was passed over`,
    ]);
    expect(skipped[0]).toContain("“soon” is not a date");
  });

  test("wherever columns are put and whatever stands between them, each is found and all is read", () => {
    const order = fc.shuffledSubarray(
      headings.map((_, at) => at),
      { minLength: width, maxLength: width },
    );
    const strangers = fc.array(fc.nat({ max: width }), { maxLength: 3 });
    fc.assert(
      fc.property(order, strangers, fc.nat({ max: 4 }), fc.nat({ max: 4 }), (columns, inserted, row, column) => {
        const layout: (number | null)[] = [...columns];
        for (const at of inserted) layout.splice(at, 0, null);
        const rows = whole.map((cells) => layout.map((from) => (from === null ? text("theirs") : cells[from]!)));
        const grid = sheetGrid(names[record], rows, { row, column });
        expect(read(grid)).toEqual(asWritten);
        expect(locateColumns(grid, record)).toEqual({
          headingRow: row,
          columns: headings.map((_, at) => column + layout.indexOf(at)),
        });
      }),
      { numRuns: 200 },
    );
  });

  test("a heading that is missing is told as −1, the others where they stand", () => {
    const grid = sheetGrid(names[record], [headings.slice(0, -1).map(text)], { row: 2, column: 1 });
    expect(locateColumns(grid, record)).toEqual({
      headingRow: 2,
      columns: [...headings.slice(0, -1).map((_, at) => at + 1), -1],
    });
  });

  test("lines without headings tell their columns", () => {
    expect(locateColumns(sheetGrid(names[record], lines, { row: 1, column: 2 }), record)).toEqual({
      headingRow: -1,
      columns: headings.map((_, at) => at + 2),
    });
  });

  test.each<[string, GridCell[][]]>([
    ["an empty sheet", []],
    ["a shopping list", [["Milk", "2 pints"].map(text), ["Bread", "1 loaf"].map(text)]],
  ])("%s is none", (_what, rows) => {
    expect(locateColumns(sheetGrid("Sheet", rows), record)).toBeNull();
  });

  test("whatever stands on the sheet, reading it throws nothing", () => {
    const cell = fc.oneof(
      fc.constant(emptyCell),
      fc.string({ maxLength: 12 }).map(text),
      fc.constantFrom(...headings).map(text),
      fc
        .double({ noNaN: false })
        .map((value): GridCell => ({ kind: "number", text: String(value), value, format: "" })),
      fc.constant<GridCell>({ kind: "error", text: "#REF!", value: "#REF!", format: "General" }),
      fc.integer({ min: -5, max: 3000000 }).map((serial) => date(serial, "a date")),
    );
    const rows = fc
      .integer({ min: 1, max: 10 })
      .chain((columns) => fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { maxLength: 8 }));
    fc.assert(
      fc.property(rows, (each) => {
        read(sheetGrid(names[record], each));
        locateColumns(sheetGrid(names[record], each), record);
      }),
      { numRuns: 300 },
    );
  });
});

test("a column of theirs is not taken for a heading two letters away from its own", () => {
  const rows = [[...readingsHeadings.filter((each) => each !== "Action"), "Section"].map(text)];
  expect(locateColumns(sheetGrid("Plan readings", rows), "readings")).toBeNull();
  expect(readReadings(sheetGrid("Our answers", rows), false, today).skipped).toEqual([
    "No headings were found over Our answers, so nothing in it was read. It needs at least Action, Words it applies to and Read as.",
  ]);
});

test("lines of the first version, whose first column was left blank, begin where the headings would have stood", () => {
  const rows = settingsToRows({ group: "Forum" }, "2019-05-04", "").map((row) => cellsOf(row).slice(1));
  const grid = sheetGrid("Plan readings", rows, { row: 1, column: 1 });
  expect(locateColumns(grid, "readings")).toEqual({ headingRow: -1, columns: [0, 1, 2, 3, 4, 5, 6, 7] });
  expect(readReadings(grid, false, today).meeting.group).toBe("Forum");
});

test("many lines passed over for one reason are one sentence", () => {
  const skipped = [4, 9, 12].map((row) => ({ row, why: "It has no action." }));
  expect(saySkipped("Plan history", skipped)).toEqual([
    "Lines 4, 9 and 12 of Plan history were passed over, for one reason: It has no action.",
  ]);
  const many = Array.from({ length: 40 }, (_, at) => ({ row: at + 2, why: "It has no action." }));
  expect(saySkipped("Plan history", many)).toEqual([
    "Lines 2, 3, 4, 5, 6 and 35 more of Plan history were passed over, for one reason: It has no action.",
  ]);
});

test.each<[string, string | null]>([
  ["2019-06-30", "2019-06-30"],
  ["30/06/2019", "2019-06-30"],
  ["3.7.19", "2019-07-03"],
  ["30 June 2019", "2019-06-30"],
  ["30-Jun-19", "2019-06-30"],
  ["Sunday 30th June 2019", "2019-06-30"],
  ["2019-06-30 00:00:00", "2019-06-30"],
  ["29/02/2019", null],
  ["06/30/2019", null],
  ["June 2019", null],
  ["soon", null],
])("the typed date %s is %s", (typed, expected) => {
  expect(typedDate(typed)).toBe(expected);
});
