/** Acting on the action, not on the address: looked up at that moment, followed where it moved, left alone where it changed. */
import fc from "fast-check";

import { changeTimescale, goToAction, PlanProblem, reviewPlan, saveSettings } from "../../src/app";
import { renameSheet } from "../standin/tabs";
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
const plan = (workbook: StandInWorkbook) => textsOf(workbook, workbook.excel.worksheets[0]!.name);
const said = (work: Promise<{ sentence: string }>) =>
  work.then(
    ({ sentence }) => sentence,
    (error: unknown) => (error instanceof PlanProblem ? error.message : `not in words: ${String(error)}`),
  );

type Happens = (workbook: StandInWorkbook, id: string) => void;

describe("a colleague comes between", () => {
  const cases: [string, Happens, string, string | null][] = [
    ["a row put in above: followed", (w, id) => w.insertRows(id, 1, 1, "remote"), "now says", "A3"],
    ["the sheet renamed: followed", (w, id) => renameSheet(w, w.sheet(id), "Plan 2019"), "now says", "A3"],
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
  // Before the action is looked up again, and between that and the write; also in an Excel whose search in one cell looks at
  // the whole sheet, where only reading again afterwards tells.
  const requests = [1, 2, 3, 4, 5].flatMap((request) =>
    (["that cell", "whole sheet"] as const).map((where) => ({ request, where })),
  );
  describe.each(requests)("before request $request, searches look at $where", ({ request, where }) => {
    test.each(cases)("%s", async (_name, happens, words, changed) => {
      const workbook = open();
      workbook.searchInOneCell = where;
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

test("numbers and dates in the row are compared as what they are", async () => {
  const workbook = openRows([rows[0]!, ["", "Repaint the ferry shelter", "Jo Bell", "", ""]]);
  const sheet = workbook.excel.worksheets[0]!;
  sheet.getCell("A2").value = 4;
  sheet.getCell("D2").value = new Date(Date.UTC(2019, 5, 30));
  sheet.getCell("D2").numFmt = "dd/mm/yyyy";
  expect(await said(changeTimescale(await seen("4"), to))).toContain("now says");
  expect(sheet.getCell("D2").text).toBe(to);
  expect(sheet.getCell("A2").value).toBe(4);
});

test("a Timescale that runs over several rows is no one cell to write in", async () => {
  const workbook = openRows([
    rows[0]!,
    ["A1", "Repaint the ferry shelter", "Jo Bell", "By the end of", ""],
    ["", "and the landing stage", "", "June 2019", ""],
    ["A2", "Agree a rota", "Sam Reed", "June 2019", ""],
  ]);
  const before = plan(workbook);
  const action = await seen("A1");
  expect(action.timescale.text).toContain("June 2019");
  expect(await said(changeTimescale(action, to))).toContain("no Timescale cell of its own");
  expect(plan(workbook)).toEqual(before);
});

test("a Timescale made blank is said to be blank", async () => {
  const workbook = open();
  expect(await said(changeTimescale(await seen("A1"), ""))).toBe("The Timescale of A1 is now blank.");
  expect(workbook.excel.worksheets[0]!.getCell("D2").text).toBe("");
});

test("a formula beside the cell is no reason to say that the words changed", async () => {
  const workbook = open();
  const sheet = workbook.excel.worksheets[0]!;
  sheet.getCell("E4").value = { formula: 'C4&" asked"', result: "Jo Bell asked" } as never;
  expect(await said(changeTimescale(await seen("A3"), to))).toContain("now says");
  expect(sheet.getCell("E4").formula).toBe('C4&" asked"');
});

test.each([
  ["signs that mean something to a search", `${"Is it ~ done? *Yes* ".repeat(40)}`.trim()],
  ["characters of two halves at the cut", "😀".repeat(300)],
  ["several lines", `${"a line\n".repeat(90)}the last`],
  ["a wildcard at the cut", `${"x".repeat(239)}?${"y".repeat(20)}`],
])("words longer than a search takes are told all the same: %s", async (_, long) => {
  const workbook = openRows([rows[0]!, ["A1", "Repaint the ferry shelter", "Jo Bell", "June 2019", long]]);
  expect(await said(changeTimescale(await seen("A1"), to))).toContain("now says");
  expect(plan(workbook)[1]).toEqual(["A1", "Repaint the ferry shelter", "Jo Bell", to, long]);
});

test("what is put back is the text it was, not what Excel makes of it when typed", async () => {
  const workbook = openRows([rows[0]!, ["A1", "Repaint", "Jo Bell", "1.10", "Booked"]]);
  workbook.searchInOneCell = "whole sheet";
  const action = await seen("A1");
  // Read in three requests and once more; the note changes as the words are written, and stands elsewhere too.
  workbook.typeInto(workbook.activeSheetId, "H9", "Booked", "remote");
  const before = workbook.requests.length;
  workbook.faults.before(before + 5, (w) => w.typeInto(w.activeSheetId, "E2", "Off", "remote"));
  await said(changeTimescale(action, to));
  const { value } = workbook.excel.worksheets[0]!.getCell("D2");
  expect([value, plan(workbook)[1]![4]]).toEqual(["1.10", "Off"]);
});

test.each<[string, (w: StandInWorkbook) => void, RegExp]>([
  ["read-only", (w) => void (w.readOnly = true), /open for reading only/],
  [
    "the sheet protected: it is named",
    (w) => w.protect(w.activeSheetId),
    /“Sheet1” is protected.*The cell was not changed/s,
  ],
])("refused: %s", async (_, happens, words) => {
  const workbook = open();
  const action = await seen("A1");
  const before = plan(workbook);
  happens(workbook);
  const problem = await changeTimescale(action, to).catch((error: PlanProblem) => error);
  expect(problem).toBeInstanceOf(PlanProblem);
  const { happened, because } = problem as PlanProblem;
  expect(`${happened} ${because}`).toMatch(words);
  expect(plan(workbook)).toEqual(before);
});

test.each([
  ["one below another", "D2:D3", "A2", "D2"],
  ["side by side", "C3:D3", "A2", "C3"],
])("a blank cell under cells merged %s is no cell of its own", async (_, merged, ref, corner) => {
  const workbook = openRows([
    rows[0]!,
    ["A1", "Repaint the ferry shelter", "Jo Bell", "", ""],
    ["A2", "Agree a rota", "Sam Reed", "", ""],
  ]);
  const sheet = workbook.excel.worksheets[0]!;
  sheet.mergeCells(merged);
  const before = sheet.getCell(corner).text;
  expect(await said(changeTimescale(await seen(ref), to))).toContain("no Timescale cell of its own");
  expect(sheet.getCell(corner).text).toBe(before);
});

test("a Timescale two actions share is no one action's to change; the same cell of another sheet is not shared", async () => {
  const workbook = openRows([
    rows[0]!,
    ["A1", "Repaint the ferry shelter", "Jo Bell", "June 2019", ""],
    ["A2", "Agree a rota", "Sam Reed", "", ""],
  ]);
  const sheet = workbook.excel.worksheets[0]!;
  sheet.mergeCells("D2:D3");
  for (const ref of ["A1", "A2"])
    expect(await said(changeTimescale(await seen(ref), to))).toContain("no Timescale cell of its own");
  expect(sheet.getCell("D2").text).toBe("June 2019");

  const two = open();
  const other = two.excel.addWorksheet("More");
  [rows[0]!, ["B1", "Paint the fence", "Jo Bell", "July 2019", ""]].forEach((row) => other.addRow(row));
  await saveSettings({ sheets: ["Sheet1", "More"] }, "Jo");
  expect(await said(changeTimescale(await seen("A1"), to))).toContain("now says");
  expect([plan(two)[1]![3], textsOf(two, "More")[1]![3]]).toEqual([to, "July 2019"]);
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
    { numRuns: 30 },
  );
}, 120_000);
