/** The history sheet, written and read back after people have been at it. */
import fc from "fast-check";

import { toSerial } from "../../../src/plan/calendar";
import { emptyCell } from "../../../src/plan/grid";
import type { Run } from "../../../src/plan/history";
import type { GridCell } from "../../../src/plan/grid";
import { historyHeadings, readHistory, snapshotToRows } from "../../../src/plan/history";
import type { HistoryCell } from "../../../src/plan/history";
import { statuses } from "../../../src/plan/model";
import type { Snapshot } from "../../../src/plan/model";
import { date, line, sheetGrid, snapshot, text } from "./rows";

const may = snapshot(
  "2019-05-14",
  line("2.2", "Review the terms of reference", {
    timescale: "June 2019",
    due: "2019-06-30",
    status: "due-soon",
    rowCheck: "rabc",
  }),
  line("2.5", "Hold an awareness session", { timescale: "TBC", lead: null }),
);
const august = snapshot(
  "2019-08-14",
  line("2.2", "Review the terms of reference", {
    timescale: "June 2019",
    due: "2019-06-30",
    status: "overdue",
    rowCheck: "rabc",
  }),
  line("1.10", "Hold an awareness session", { timescale: "September 2019", due: "2019-09-30", status: "due-soon" }),
);

/** As Excel would give the cells back. */
function asGrid(cells: readonly HistoryCell[]): GridCell[] {
  return cells.map((cell) =>
    cell === null ? emptyCell : "text" in cell ? text(cell.text) : date(toSerial(cell.date), cell.date),
  );
}
const headings = historyHeadings.map((heading) => text(heading));
/** As this version writes them, one run after the other. */
const runsOf = (...snapshots: [Snapshot, Run][]): GridCell[][] => [
  headings,
  ...snapshots.flatMap(([each, run]) => snapshotToRows(each, run).map(asGrid)),
];
/** As the first version wrote them: Row check alone. */
const sheetOf = (...snapshots: Snapshot[]): GridCell[][] =>
  runsOf(...snapshots.map((each): [Snapshot, Run] => [each, { time: 1, id: "abc" }])).map((cells) => {
    const check = cells.at(-1)!.text.replace(/-1-\d+abc$/, "");
    return [...cells.slice(0, -1), check === "" ? emptyCell : text(check)];
  });

test("what is written is read back", () => {
  expect(readHistory(sheetGrid("Plan history", sheetOf(may, august)), false)).toEqual({
    snapshots: [may, august],
    times: new Map([
      [may.taken, 1],
      [august.taken, 1],
    ]),
    skipped: [],
  });
});

test("any snapshot survives the sheet", () => {
  const words = fc.string({ maxLength: 30 }).map((s) => s.trim());
  const row = fc.record({
    ref: fc.option(words.filter((s) => s !== "")),
    section: words,
    action: words.filter((s) => s !== ""),
    lead: fc.option(words.filter((s) => s !== "")),
    timescale: words,
    due: fc.option(fc.constantFrom("2018-03-31", "2019-06-30", "2020-02-29")),
    status: fc.constantFrom(...statuses),
    rowCheck: words,
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(row, {
        minLength: 1,
        maxLength: 6,
        selector: (each) => each.action.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ""),
      }),
      (rows) => {
        const written = { taken: "2019-05-14", rows };
        expect(readHistory(sheetGrid("Plan history", sheetOf(written)), false)).toEqual({
          snapshots: [written],
          times: new Map([[written.taken, 1]]),
          skipped: [],
        });
      },
    ),
    { numRuns: 100 },
  );
});

describe("read as far as it goes", () => {
  const rows = sheetOf(may, august);
  const reorder = (order: number[]) => rows.map((cells) => order.map((at) => cells[at]!));
  const rename = (names: Record<number, string>) => [
    headings.map((cell, at) => (names[at] ? text(names[at]!) : cell)),
    ...rows.slice(1),
  ];

  test.each<[string, GridCell[][]]>([
    ["sorted by action, so that the dates are mixed", [rows[0]!, rows[2]!, rows[4]!, rows[1]!, rows[3]!].map((r) => r)],
    ["columns in another order", reorder([8, 3, 0, 6, 1, 2, 7, 5, 4])],
    [
      "headings renamed",
      rename({ 0: "Date of update", 1: "Reference", 3: "Key action", 4: "Owner", 5: "Timescale", 6: "Due date" }),
    ],
    ["headings mistyped", rename({ 0: "Updaet date", 7: "Statsu" })],
    [
      "a title and an empty row above",
      [[text("Plan history"), ...headings.slice(1).map(() => emptyCell)], headings.map(() => emptyCell), ...rows],
    ],
    ["the headings gone", rows.slice(1)],
    ["the headings sorted to the bottom", [...rows.slice(1), rows[0]!]],
    ["a column of somebody's own", rows.map((cells, at) => [text(at === 0 ? "My remarks" : "seen"), ...cells])],
    ["empty rows between", [rows[0]!, headings.map(() => emptyCell), ...rows.slice(1)]],
    [
      "dates typed as text",
      rows.map((cells, at) =>
        cells.map((cell) => (at > 0 && cell.kind === "date" ? text(cell.text.split("-").reverse().join("/")) : cell)),
      ),
    ],
    [
      "dates shown as bare numbers",
      rows.map((cells) =>
        cells.map((cell) =>
          cell.kind === "date" ? { ...cell, kind: "number" as const, text: String(cell.value) } : cell,
        ),
      ),
    ],
  ])("%s", (_damage, damaged) => {
    const read = readHistory(sheetGrid("Plan history", damaged), false);
    expect(read.skipped).toEqual([]);
    const byRef = (each: Snapshot) => ({
      ...each,
      rows: [...each.rows].sort((a, b) => (a.action < b.action ? -1 : 1)),
    });
    expect(read.snapshots.map(byRef)).toEqual([may, august].map(byRef));
  });

  test("the 1904 calendar", () => {
    const mac = rows.map((cells) =>
      cells.map((cell) => (cell.kind === "date" ? { ...cell, value: toSerial(cell.text, true) } : cell)),
    );
    expect(readHistory(sheetGrid("Plan history", mac), true).snapshots.map((each) => each.taken)).toEqual([
      "2019-05-14",
      "2019-08-14",
    ]);
  });

  const error: GridCell = { kind: "error", text: "#REF!", value: "#REF!", format: "General" };
  test.each<[string, number, GridCell, string]>([
    ["no update date", 0, emptyCell, "It has no update date."],
    ["an update date that is none", 0, text("last Tuesday"), "The update date “last Tuesday” is not a date."],
    [
      "a number that is no date",
      0,
      { kind: "number", text: "12", value: 12, format: "General" },
      "The update date “12” is not a date.",
    ],
    ["no action", 3, emptyCell, "It has no action."],
    ["a due date that is none", 6, text("soon"), "The due date “soon” is not a date."],
    ["a day there is not", 6, text("31/06/2019"), "The due date “31/06/2019” is not a date."],
    ["a status nobody knows", 7, text("Amber"), "“Amber” is not one of the statuses."],
    ["an error in a cell", 3, error, "The Action cell holds an error, #REF!."],
  ])("a line with %s is left out and said", (_damage, column, cell, why) => {
    const damaged = rows.map((cells, at) => (at === 1 ? cells.map((old, c) => (c === column ? cell : old)) : cells));
    const read = readHistory(sheetGrid("Plan history", damaged), false);
    expect(read.skipped).toEqual([{ row: 2, why }]);
    expect(read.snapshots.map((each) => each.rows.length)).toEqual([1, 2]);
  });

  test.each<[string, GridCell[][], number]>([
    ["an empty sheet", [], 0],
    ["headings alone", [headings], 0],
    [
      "something else altogether",
      [
        [text("Shopping"), text("list")],
        [text("milk"), text("2 pints")],
      ],
      1,
    ],
  ])("%s has no snapshots", (_what, cells, said) => {
    const read = readHistory(sheetGrid("Plan history", cells), false);
    expect(read.snapshots).toEqual([]);
    expect(read.skipped).toHaveLength(said);
  });
});

describe("a date taken more than once: the lines of the last run count", () => {
  const taken = "2019-05-14";
  const first: Run = { time: 1, id: "abc" };
  const second: Run = { time: 2, id: "xyz" };
  const whole = (...actions: string[]): Snapshot => ({
    taken,
    rows: actions.map((action) => line(null, action, { rowCheck: "r0123456789" })),
  });
  const actions = (cells: GridCell[][]) =>
    readHistory(sheetGrid("Plan history", cells), false).snapshots.map(({ rows }) => rows.map(({ action }) => action));
  const before = whole("Map the clubs", "Write to heads");
  const after = whole("Map the clubs", "Hold a seminar", "Renew the leaflet", "Test the line", "Meet the service");
  const check = (cells: GridCell[], words: string) => [...cells.slice(0, -1), words === "" ? emptyCell : text(words)];

  test.each<[string, GridCell[][], Snapshot]>([
    ["however different the runs", runsOf([before, first], [after, second]), after],
    ["however few of them are left", runsOf([after, first], [whole("Map the clubs"), second]), whole("Map the clubs")],
    ["wherever a sorted sheet has them", runsOf([after, second], [before, first]), after],
    [
      "two at the very same moment: the one that stands lower, whole",
      runsOf([before, first], [after, { ...first, id: "def" }]),
      after,
    ],
    [
      "rows the plan itself has twice",
      runsOf([whole("Map the clubs", "Write to heads", "Map the clubs", "Write to heads"), first]),
      whole("Map the clubs", "Write to heads", "Map the clubs", "Write to heads"),
    ],
    ["after lines of the first version", [...sheetOf(before), ...runsOf([after, second]).slice(1)], after],
  ])("%s", (_why, cells, expected) => {
    expect(actions(cells)).toEqual([expected.rows.map(({ action }) => action)]);
    expect(readHistory(sheetGrid("Plan history", cells), false).skipped).toEqual([]);
  });

  test("how many times a date was taken is known", () => {
    expect(readHistory(sheetGrid("Plan history", runsOf([before, first], [after, second])), false).times).toEqual(
      new Map([[taken, 2]]),
    );
  });

  test.each<[string, GridCell[][], string[]]>([
    [
      "its lines pasted a second time",
      [...runsOf([before, first]), ...runsOf([before, first]).slice(1)],
      ["Map the clubs", "Write to heads"],
    ],
    [
      "rows the plan has twice, and all pasted again",
      [...runsOf([whole("A", "A", "B"), first]), ...runsOf([whole("A", "A", "B"), first]).slice(1)],
      ["A", "A", "B"],
    ],
    [
      "a line of another date copied under it, of an action it does not have",
      [...runsOf([after, first]), runsOf([whole("Add me", "x", "y"), { time: 1, id: "jkl" }])[1]!],
      [...after.rows.map(({ action }) => action), "Add me"],
    ],
    [
      "a line of a later run of another date copied under it",
      [...runsOf([after, first]), runsOf([whole("Hold a seminar", "x", "y"), { time: 2, id: "jkl" }])[1]!],
      after.rows.map(({ action }) => action),
    ],
    [
      "lines cut out by people",
      runsOf([after, first]).filter((_, at) => at !== 2),
      after.rows.map(({ action }) => action).filter((each) => each !== "Hold a seminar"),
    ],
  ])("of what people do to the lines: %s", (_why, cells, expected) => {
    expect(actions(cells)).toEqual([expected]);
  });

  test("a line typed beside a run that was stopped is no snapshot", () => {
    const half = runsOf([after, first]).map((cells, at) => (at > 0 ? check(cells, "Not finished") : cells));
    const typed = sheetOf(whole("Hold a seminar"))[1]!;
    const read = readHistory(sheetGrid("Plan history", [...half, check(typed, "")]), false);
    expect(read.snapshots).toEqual([]);
    expect(read.skipped.length).toBeGreaterThan(0);
  });

  test("half a run is said, unless its date is about to be taken again", () => {
    const half = runsOf([before, first]).map((cells, at) => (at > 0 ? check(cells, "Not finished") : cells));
    const read = (anew?: string) => readHistory(sheetGrid("Plan history", half), false, anew);
    const why = "The snapshot it belongs to was not written to its end.";
    expect(read()).toMatchObject({
      snapshots: [],
      skipped: [
        { row: 2, why },
        { row: 3, why },
      ],
    });
    expect(read("2019-08-14").skipped).toHaveLength(2);
    expect(read(taken)).toMatchObject({ snapshots: [], skipped: [] });
    // Beside a whole one it is nothing any more.
    const whole = [...half, ...runsOf([after, second]).slice(1)];
    expect(readHistory(sheetGrid("Plan history", whole), false)).toMatchObject({ snapshots: [after], skipped: [] });
  });

  test.each<[string, string, string]>([
    ["blank", "", "Its Row check is blank, and other lines of that date have one."],
    ["typed over", "seen", "“seen” is not a Row check."],
  ])("a line whose Row check is %s is said, unless it is plainly one of the only run", (_what, words, why) => {
    const one = runsOf([before, first]);
    expect(actions(one.map((cells, at) => (at === 2 ? check(cells, words) : cells)))).toEqual([
      ["Map the clubs", "Write to heads"],
    ]);
    // The rest of a run that Excel stopped half-way: the whole run before it holds its action.
    const rest = [...one, check(one[1]!, words)];
    expect(actions(rest)).toEqual([["Map the clubs", "Write to heads"]]);
    expect(readHistory(sheetGrid("Plan history", rest), false).skipped).toEqual([{ row: 4, why }]);
  });
});

describe("a date taken twice by the first version: the later lines count", () => {
  const again = (...rows: Snapshot["rows"]) => snapshot("2019-05-14", ...rows);
  const moved = { ...may.rows[0]!, timescale: "July 2019", due: "2019-07-31" };
  const added = line("2.6", "Publish the privacy notice");
  test.each<[string, GridCell[][], Snapshot["rows"]]>([
    ["a date changed in between", sheetOf(may, again(moved, may.rows[1]!)), [moved, may.rows[1]!]],
    ["an action added at the end", sheetOf(may, again(...may.rows, added)), [...may.rows, added]],
    ["an action gone", sheetOf(again(...may.rows, added), again(moved, added)), [moved, added]],
    ["taken three times", sheetOf(may, may, again(moved, may.rows[1]!)), [moved, may.rows[1]!]],
  ])("%s", (_why, cells, expected) => {
    expect(readHistory(sheetGrid("Plan history", cells), false).snapshots).toEqual([
      { taken: "2019-05-14", rows: expected },
    ]);
  });

  test("also when the sheet has been sorted since, by action", () => {
    const three = [...may.rows, added];
    const cells = sheetOf(again(...three), again(moved, may.rows[1]!, added));
    const sorted = [cells[0]!, cells[2]!, cells[5]!, cells[3]!, cells[6]!, cells[1]!, cells[4]!];
    expect(readHistory(sheetGrid("Plan history", sorted), false).snapshots[0]!.rows).toEqual([
      may.rows[1],
      added,
      moved,
    ]);
  });

  test("two lines the plan itself has twice are both kept", () => {
    const twice = line(null, "Review training", { lead: "Police" });
    const rows = [may.rows[0]!, twice, may.rows[1]!, { ...twice, lead: "Fire service" }, added];
    expect(readHistory(sheetGrid("Plan history", sheetOf(again(...rows))), false).snapshots[0]!.rows).toEqual(rows);
  });
});
