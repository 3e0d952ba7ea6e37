/** Whatever partners do to the plan after it was highlighted, no row shows a highlight that is untrue for it. */
import fc from "fast-check";

import { highlightPlan } from "../../src/app";
import { openRows, openSample, samples } from "../app/workbooks";
import type { StandInWorkbook } from "../standin/workbook";
import { seenOn, seenOnSheet } from "./seen";
import { asAt, days, headings, labelOf, notes, timescales, truthsOf } from "./truth";
import { expectedOn, nameOf } from "./warwickshire";

const today = "2020-01-15";
const labelsOf = (workbook: StandInWorkbook, index: number) =>
  Object.fromEntries(
    seenOnSheet(workbook, workbook.sheets[index]!, today).map(({ sheet, row, label }) => [
      nameOf(workbook, sheet, row),
      label,
    ]),
  );
/** What is expected of a section, or of the whole plan, without the actions named. */
const without = (section: string, ...names: string[]) =>
  Object.fromEntries(
    Object.entries(expectedOn[today]).filter(([name]) => name.startsWith(section) && !names.includes(name)),
  );

describe("on the real plan, an Excel table to each section", () => {
  /** Rows 6 to 9 of the sheet of section 2 are 2.1, 2.2, 2.3 and 2.4; row 10 is 2.5. */
  const cases: [what: string, edit: (workbook: StandInWorkbook, sheet: string) => void, silent: string[]][] = [
    ["sorting by action, last first: each highlight follows its row", (w, s) => w.sortRows(s, "A6:E10", 0, false), []],
    ["sorting by timescale", (w, s) => w.sortRows(s, "A6:E10", 2, true), []],
    ["a row put in above", (w, s) => w.insertRows(s, 5, 1), []],
    [
      "a row put in between and filled",
      (w, s) => (w.insertRows(s, 8, 1), w.typeInto(s, "A9", "2.9 Another action"), w.typeInto(s, "C9", "June 2019")),
      [],
    ],
    ["a row taken out", (w, s) => w.deleteRows(s, 6, 1), ["2.2"]],
    ["a new date", (w, s) => w.typeInto(s, "C7", "March 2021"), ["2.2"]],
    ["the same date in other words", (w, s) => w.typeInto(s, "C10", "by the end of September 2019"), ["2.5"]],
    [
      "the year of a sentence, its length unchanged",
      (w, s) => w.typeInto(s, "C8", "2018 report produced in July – next report due July 2029"),
      ["2.3"],
    ],
    ["a note where there was none", (w, s) => w.typeInto(s, "E10", "Completed"), ["2.5"]],
    [
      "a note changed far into its words, its length unchanged",
      (w, s) => w.typeInto(s, "D7", textAt(w, s, "D7").replace("direction of travel", "direction of tracel")),
      ["2.2"],
    ],
    ["another owner", (w, s) => w.typeInto(s, "B8", "Somebody else"), ["2.3"]],
    ["a capital letter", (w, s) => w.typeInto(s, "C10", "by September 2019"), ["2.5"]],
    ["a timescale taken out", (w, s) => w.typeInto(s, "C8", ""), ["2.3"]],
    [
      "words of a row put in below that carry the action on",
      (w, s) => (w.insertRows(s, 7, 1), w.typeInto(s, "E8", "Completed in June")),
      ["2.2"],
    ],
    ["words in the row straight below the last", (w, s) => w.typeInto(s, "E11", "Completed in June"), ["2.5"]],
    ["two rows' timescales changed over", (w, s) => swap(w, s, "C8", "C10"), ["2.3", "2.5"]],
    ["two rows' actions changed over", (w, s) => swap(w, s, "A7", "A8"), ["2.2", "2.3"]],
    ["a column put in", (w, s) => w.shift(w.sheet(s), { axis: "column", at: 1, count: 1 }, "local"), []],
  ];
  const textAt = (w: StandInWorkbook, s: string, cell: string) => String(w.sheet(s).ws.getCell(cell).value);
  const swap = (w: StandInWorkbook, s: string, one: string, other: string) => {
    const [a, b] = [w.sheet(s).ws.getCell(one), w.sheet(s).ws.getCell(other)];
    [a.value, b.value] = [b.value, a.value];
  };
  test.each(cases)("%s", async (_what, edit, silent) => {
    const workbook = await openSample(samples[1]);
    await highlightPlan(asAt);
    edit(workbook, workbook.sheets[1]!.id);
    expect(labelsOf(workbook, 1)).toEqual(without("2.", ...silent));
  });

  test("highlighted again, every row is told as it now stands", async () => {
    const workbook = await openSample(samples[1]);
    await highlightPlan(asAt);
    workbook.typeInto(workbook.sheets[1]!.id, "C8", "March 2019");
    workbook.sortRows(workbook.sheets[1]!.id, "A6:E10", 2, false);
    await highlightPlan(asAt);
    expect(labelsOf(workbook, 1)).toEqual({ ...without("2."), "2.3": "Overdue" });
  });
});

describe("on the real plan, one sheet with rows split over several lines", () => {
  const rowOf = (w: StandInWorkbook, words: string) => {
    for (let row = 1; row < w.sheets[0]!.extent().rows; row++)
      if (w.sheets[0]!.textAt(row, 0).startsWith(words)) return row + 1;
    throw new Error(words);
  };
  test.each<[string, (w: StandInWorkbook, s: string) => void, string[]]>([
    ["the second line of an action edited", (w, s) => w.typeInto(s, `D${rowOf(w, "2.5") + 1}`, "Completed"), ["2.5"]],
    ["a row put in between the lines of an action", (w, s) => w.insertRows(s, rowOf(w, "4.5"), 1), ["4.5"]],
    ["a row put in above a section", (w, s) => w.insertRows(s, 3, 2), []],
  ])("%s", async (_what, edit, silent) => {
    const workbook = await openSample(samples[0]);
    await highlightPlan(asAt);
    edit(workbook, workbook.sheets[0]!.id);
    expect(labelsOf(workbook, 0)).toEqual(without("", ...silent));
  });
});

describe("on any plan", () => {
  const timescale = fc.constantFrom(...timescales.keys());
  const note = fc.constantFrom(...notes.keys());
  const line = fc.record({
    timescale,
    note,
    owner: fc.constantFrom("Ann Lee, Prevent Officer", "Borough Council", "Police"),
  });
  const place = fc.nat({ max: 11 });
  const edit = fc.oneof(
    fc.record({ what: fc.constant("sort" as const), by: fc.constantFrom(1, 2, 3, 5), ascending: fc.boolean() }),
    fc.record({ what: fc.constant("insert" as const), at: place, filled: fc.option(line), carriesOn: fc.boolean() }),
    fc.record({ what: fc.constant("delete" as const), at: place }),
    fc.record({ what: fc.constant("timescale" as const), at: place, words: timescale }),
    fc.record({ what: fc.constant("note" as const), at: place, words: note }),
    fc.record({
      what: fc.constant("action" as const),
      at: place,
      words: fc.constantFrom("Hold a workshop for schools", "Publish the training offer"),
    }),
    fc.record({ what: fc.constant("swap" as const), at: place, and: place, column: fc.constantFrom(1, 2, 3, 5) }),
    fc.record({ what: fc.constant("copy" as const), at: place, and: place }),
  );
  type Line = { timescale: string | number; note: string; owner: string };
  type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never;

  const put = (workbook: StandInWorkbook, row: number, column: number, value: string | number) => {
    const cell = workbook.excel.worksheets[0]!.getCell(row, column + 1);
    cell.value = value === "" ? null : value;
    if (typeof value === "number") cell.numFmt = "mmmm yyyy";
  };
  const get = (workbook: StandInWorkbook, row: number, column: number) =>
    workbook.excel.worksheets[0]!.getCell(row, column + 1).value as string | number | null;
  const write = (workbook: StandInWorkbook, row: number, action: string, { timescale, note, owner }: Line) =>
    [String(row), action, owner, timescale, "", note].forEach((value, column) => put(workbook, row, column, value));

  /** Returns false for an edit that changes the words of a row, so that silence is all that can be asked. */
  function apply(workbook: StandInWorkbook, change: Edit): boolean {
    const { id } = workbook.sheets[0]!;
    const rows = workbook.sheets[0]!.extent().rows;
    const at = "at" in change ? Math.min(change.at + 2, rows) : 2;
    switch (change.what) {
      case "sort":
        workbook.sortRows(id, `A2:F${rows}`, change.by, change.ascending);
        return true;
      case "insert":
        workbook.insertRows(id, at - 1, 1);
        for (let column = 0; column < 6; column++) put(workbook, at, column, "");
        if (change.filled) write(workbook, at, `Somebody's new action ${rows}`, change.filled);
        else if (change.carriesOn) put(workbook, at, 5, "Completed");
        return !change.carriesOn || change.filled !== null;
      case "delete":
        workbook.deleteRows(id, at - 1, 1);
        return true;
      case "timescale":
        put(workbook, at, 3, change.words);
        return false;
      case "note":
        put(workbook, at, 5, change.words);
        return false;
      case "action":
        put(workbook, at, 1, change.words);
        return false;
      case "swap": {
        const other = Math.min(change.and + 2, rows);
        const [one, two] = [get(workbook, at, change.column), get(workbook, other, change.column)];
        put(workbook, at, change.column, two ?? "");
        put(workbook, other, change.column, one ?? "");
        return false;
      }
      case "copy": {
        const other = Math.min(change.and + 2, rows);
        for (let column = 0; column < 6; column++) put(workbook, other, column, get(workbook, at, column) ?? "");
        return false;
      }
    }
  }

  function plan(lines: Line[]): StandInWorkbook {
    const workbook = openRows([headings]);
    lines.forEach((each, index) => write(workbook, index + 2, `Deliver piece of work number ${index + 1}`, each));
    // There are never more rules than rows: in a plan of four rows with six different labels the latest one is left out, which
    // is no loss by editing. Rows that need no rule make room for all.
    for (let filler = 1; filler <= 10; filler++) {
      write(workbook, lines.length + 1 + filler, `Keep up regular work number ${filler}`, {
        timescale: "Ongoing",
        note: "",
        owner: "Police",
      });
    }
    return workbook;
  }

  let shownInAll = 0;
  test("a highlight is never untrue for its row, and none is lost by sorting, putting in or taking out", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 4, maxLength: 12 }),
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(...days),
        async (lines, edits, day) => {
          const workbook = plan(lines);
          await highlightPlan(asAt);
          const before = new Set(lines.map((_, index) => `Deliver piece of work number ${index + 1}`));
          const whole = edits.map((change) => apply(workbook, change)).every(Boolean);
          const truths = truthsOf(workbook);
          const seen = new Map(seenOn(workbook, day).map((each) => [each.row, each.label]));
          shownInAll += seen.size;
          for (const [row, label] of seen) {
            const truth = truths.find((each) => each.row === row);
            expect([row, truth?.action, label]).toEqual([
              row,
              truth?.action,
              truth ? labelOf(truth, day) : "no action stands there",
            ]);
          }
          // An action that cannot be read as part of a plan's table gets none; with four rows and more the table is found.
          if (!whole) return;
          for (const truth of truths)
            if (before.has(truth.action))
              expect([truth.action, seen.get(truth.row) ?? null]).toEqual([truth.action, labelOf(truth, day)]);
        },
      ),
      { numRuns: Number(process.env["RUNS"] ?? 40) },
    );
    expect(shownInAll).toBeGreaterThan(100);
  }, 60_000);
});
