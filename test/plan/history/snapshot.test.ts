/** Snapshots of a plan, and when a row counts as changed. */
import { rowCheck, takeSnapshot } from "../../../src/plan/history";
import type { Action, ActionStatus } from "../../../src/plan/model";
import { action, noTimescale, passage, plan } from "./rows";

const row = action({
  cells: {
    ref: passage("2.5"),
    action: passage("2.5 Organise an awareness session"),
    owner: passage("Chair – Lorna Whitfield"),
    timescale: passage("By September 2019"),
    notes: passage("Venue booked"),
  },
  alsoHere: [{ heading: "Budget", text: "£400" }],
});

test.each<[string, Partial<Action>, "same" | "changed"]>([
  [
    "renumbered",
    { ref: "2.6", cells: { ...row.cells, ref: passage("2.6"), action: passage("2.6 Organise an awareness session") } },
    "same",
  ],
  [
    "moved to another section and row",
    {
      section: "3. Support",
      row: 40,
      rows: [40],
      key: "Plan!40",
      cells: { ...row.cells, section: passage("3. Support") },
    },
    "same",
  ],
  ["spaces and line breaks differ", { cells: { ...row.cells, notes: passage("  Venue \n booked ") } }, "same"],
  ["straight quotes become curly ones", { alsoHere: [{ heading: "Budget", text: "£400" }], cells: row.cells }, "same"],
  ["a note is added", { cells: { ...row.cells, notes: passage("Venue booked, speaker invited") } }, "changed"],
  ["the timescale is reworded", { cells: { ...row.cells, timescale: passage("By end of September 2019") } }, "changed"],
  ["the action is reworded", { action: "Organise awareness sessions" }, "changed"],
  [
    "a note is moved to the outcomes",
    { cells: { ...row.cells, notes: undefined, outcomes: passage("Venue booked") } },
    "changed",
  ],
  ["a column that is not ours changes", { alsoHere: [{ heading: "Budget", text: "£500" }] }, "changed"],
  ["one letter changes case", { cells: { ...row.cells, notes: passage("venue booked") } }, "changed"],
])("a row that is %s: %s", (_why, change, expected) => {
  expect(rowCheck({ ...row, ...change }) === rowCheck(row) ? "same" : "changed").toBe(expected);
});

test("the row check is short and nothing Excel would take for a number or a date", () => {
  const checks = Array.from({ length: 500 }, (_, n) => rowCheck({ ...row, action: `Action ${n}` }));
  expect(new Set(checks).size).toBe(500);
  for (const check of checks) expect(check).toMatch(/^r[0-9a-z]{10}$/);
});

test("a snapshot keeps the plan's order, who leads, the words, the promise and the status", () => {
  const dated: Action = {
    ...row,
    owner: {
      text: "",
      parties: [{ role: "Chair", person: "Lorna Whitfield", organisation: null, part: "lead", words: "" }],
      lead: 0,
      unsure: false,
      why: "",
    },
    timescale: { ...noTimescale, text: "By September 2019", kind: "deadline", due: "2019-09-30", dueBasis: "explicit" },
  };
  const yearly: Action = {
    ...row,
    key: "Plan!6",
    ref: null,
    timescale: {
      ...noTimescale,
      text: "June annually",
      kind: "recurring",
      due: "2019-06-30",
      dueBasis: "first-occurrence",
    },
  };
  const status = (key: string, word: ActionStatus["status"]): ActionStatus => ({
    key,
    status: word,
    nextDue: null,
    daysLate: null,
    late: null,
    confirm: false,
    why: "",
  });
  const taken = takeSnapshot(
    plan(dated, yearly),
    [status("Plan!6", "ongoing"), status("Plan!5", "due-soon")],
    "2019-07-05",
  );
  expect(taken.taken).toBe("2019-07-05");
  expect(taken.rows[0]).toEqual({
    ref: "2.5",
    section: "2. Leadership",
    action: "Organise an awareness session",
    lead: expect.stringContaining("Lorna Whitfield"),
    timescale: "By September 2019",
    due: "2019-09-30",
    status: "due-soon",
    rowCheck: rowCheck(dated),
  });
  // The first turn of what repeats is no promise.
  expect(taken.rows[1]).toMatchObject({
    ref: null,
    timescale: "June annually",
    due: null,
    status: "ongoing",
    lead: null,
  });
});
