/** Acting on the action, not on the address: looked up at that moment, followed where it moved, left alone where it changed. */
import fc from "fast-check";

import { changeTimescale, goToAction, PlanProblem, reviewPlan } from "../../src/app";
import type { StandInWorkbook } from "../standin/workbook";
import { openRows, textsOf } from "./workbooks";

const rows = [
  ["Ref", "Action", "Owner", "Timescale", "Notes"],
  ["A1", "Repaint the ferry shelter", "Jo Bell", "June 2019", ""],
  ["A2", "Agree a rota", "Sam Reed", "June 2019", ""],
  ["A3", "Hold an open day", "Jo Bell", "June 2019", "Booked"],
  ["A4", "Map the footpaths", "Ann Other", "", ""],
];
const to = "By September 2019";

const open = () => openRows(rows);
const seen = async (ref: string) =>
  (await reviewPlan("2019-05-31")).items.find(({ action }) => action.ref === ref)!.action;
const plan = (workbook: StandInWorkbook) => textsOf(workbook, "Sheet1");
const said = (work: Promise<{ sentence: string }>) =>
  work.then(
    ({ sentence }) => sentence,
    (error: unknown) => (error instanceof PlanProblem ? error.message : `not in words: ${String(error)}`),
  );

type Happens = (workbook: StandInWorkbook, id: string) => void;

describe("a colleague comes between", () => {
  const cases: [string, Happens, string, string | null][] = [
    ["a row put in above: followed", (w, id) => w.insertRows(id, 1, 1, "remote"), "now says", "A3"],
    ["the rows sorted: followed", (w, id) => w.sortRows(id, "A2:E5", 0, false, "remote"), "now says", "A3"],
    [
      "the row deleted: nothing, and said",
      (w, id) => w.deleteRows(id, 3, 1, "remote"),
      "not in the plan any more",
      null,
    ],
    [
      "its date edited: nothing, and said",
      (w, id) => w.typeInto(id, "D4", "July 2019", "remote"),
      "please look again",
      null,
    ],
    [
      "its notes edited: nothing, and said",
      (w, id) => w.typeInto(id, "E4", "Cancelled", "remote"),
      "please look again",
      null,
    ],
    [
      "its words edited: nothing, and said",
      (w, id) => w.typeInto(id, "B4", "Hold two open days", "remote"),
      "not in the plan any more",
      null,
    ],
    ["a formula put in: nothing, and said", (w, id) => w.typeInto(id, "D4", "=B1", "remote"), "", null],
  ];
  // Before the action is looked up again, and between that and the write.
  describe.each([1, 2, 3, 4, 5])("before request %i", (request) => {
    test.each(cases)("%s", async (_name, happens, words, changed) => {
      const workbook = open();
      const action = await seen("A3");
      const id = workbook.activeSheetId;
      let expected: string[][] = [];
      workbook.faults.beforeNext((w) => {
        happens(w, id);
        expected = plan(w);
      }, request);
      const sentence = await said(changeTimescale(action, to));
      const now = plan(workbook);
      const wrote = now.some((row) => row[3] === to);
      if (wrote) expected = expected.map((row) => (row[0] === "A3" ? [...row.slice(0, 3), to, ...row.slice(4)] : row));
      // Whatever was said, no other cell of the plan is touched.
      expect(now).toEqual(expected);
      if (changed) expect(wrote).toBe(true);
      expect(wrote).toBe(sentence.includes("now says"));
      if (!wrote && words !== "now says") expect(sentence).toContain(words);
    });
  });
});

test.each([
  ["a blank Timescale is filled", "A4", "Ann Other", "D5"],
  ["a Timescale of words is changed", "A1", "Jo Bell", "D2"],
])("%s", async (_name, ref, _owner, cell) => {
  const workbook = open();
  expect(await said(changeTimescale(await seen(ref), to))).toBe(`The Timescale of ${ref} now says “${to}”.`);
  expect(workbook.excel.worksheets[0]!.getCell(cell).text).toBe(to);
});

test("a cell that holds a formula is not replaced", async () => {
  const workbook = open();
  const sheet = workbook.excel.worksheets[0]!;
  sheet.getCell("D4").value = { formula: "D2", result: "June 2019" } as never;
  const sentence = await said(changeTimescale(await seen("A3"), to));
  expect(sentence).toContain("worked out by a formula");
  expect(sheet.getCell("D4").formula).toBe("D2");
});

test("of rows that are word for word the same none is guessed at once they moved", async () => {
  const workbook = openRows([
    rows[0]!,
    ["", "Meet", "Jo Bell", "June 2019", ""],
    ["", "Meet", "Jo Bell", "June 2019", ""],
  ]);
  const action = (await reviewPlan("2019-05-31")).items[1]!.action;
  workbook.insertRows(workbook.activeSheetId, 1, 3, "remote");
  workbook.typeInto(workbook.activeSheetId, "B2", "Another", "remote");
  expect(await said(changeTimescale(action, to))).toContain("not in the plan any more");
});

test("Go to row selects the action where it stands now", async () => {
  const workbook = open();
  const action = await seen("A3");
  workbook.insertRows(workbook.activeSheetId, 1, 2, "remote");
  await goToAction(action);
  expect(workbook.selection.address).toBe("A6:E6");
  workbook.deleteRows(workbook.activeSheetId, 5, 1, "remote");
  await expect(goToAction(action)).rejects.toThrow(/not in the plan any more/);
});

test("whatever a colleague does between any two requests, only the cell that was asked for changes", async () => {
  const edit = fc.record({
    request: fc.integer({ min: 1, max: 8 }),
    what: fc.constantFrom("insert", "delete", "sort", "type"),
    row: fc.integer({ min: 1, max: 4 }),
    column: fc.constantFrom("B", "C", "D", "E"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), async (list) => {
      const workbook = open();
      const action = await seen("A2");
      const id = workbook.activeSheetId;
      const typed: string[] = [];
      for (const { request, what, row, column } of list) {
        workbook.faults.beforeNext((w) => {
          if (what === "insert") w.insertRows(id, row, 1, "remote");
          else if (what === "delete") w.deleteRows(id, row, 1, "remote");
          else if (what === "sort") w.sortRows(id, "A2:E6", 1, false, "remote");
          else w.typeInto(id, `${column}${row + 1}`, `typed ${typed.push("")}`, "remote");
        }, request);
      }
      await said(changeTimescale(action, to));
      const others = plan(workbook).filter((row) => row[3] === to && row[0] !== "A2");
      expect(others).toEqual([]);
      const known = new Set([...rows.flat(), to, ""]);
      for (const text of plan(workbook).flat()) expect(known.has(text) || text.startsWith("typed ")).toBe(true);
    }),
    { numRuns: 60 },
  );
}, 120_000);
