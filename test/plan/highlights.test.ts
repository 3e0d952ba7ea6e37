import { highlightsOf } from "../../src/plan/highlights";
import { standingOf } from "../../src/plan/review";
import type { Action, PlanTable } from "../../src/plan/model";
import { action, dueBy, noProgress, plan, undated } from "./actions";

const asAt = "2019-05-31";
const column = (letter: string, meaning: PlanTable["columns"][number]["meaning"]) => ({
  meaning,
  column: letter,
  heading: meaning,
  reason: "",
  unsure: false,
});
const table: PlanTable = {
  sheet: "Plan",
  address: "A4:E30",
  section: null,
  excelTable: null,
  headingRow: 4,
  columns: [column("A", "action"), column("B", "owner"), column("C", "timescale"), column("E", "notes")],
  alsoHere: [],
};
const never = { timesMoved: 0, withdrawn: null };

function highlights(actions: Partial<Action>[], slip: Parameters<typeof highlightsOf>[1] = () => null) {
  // Rows of their own words, unless a case gives them the same.
  const rows = actions.map((more, index) => {
    const row = 5 + index;
    const words = more.action ?? `Action ${row}`;
    const passage = (letter: string, text: string) => ({
      text,
      sheet: "Plan",
      row,
      column: letter,
      cell: `${letter}${row}`,
    });
    return action({
      row,
      action: words,
      cells: { action: passage("A", words), timescale: passage("C", more.timescale?.text ?? "June 2019") },
      ...more,
    });
  });
  return highlightsOf(standingOf(plan(rows, { tables: [table] }), asAt), slip);
}

describe("which rows are highlighted, in which words, and on which days", () => {
  test.each([
    ["overdue", { timescale: dueBy("2019-03-31") }, [["overdue", "Overdue", "2019-03-31", null]]],
    [
      // Due in Q1: due soon from the start of Q4 before it.
      "due soon up to the day, then overdue by itself",
      { timescale: dueBy("2019-06-30") },
      [
        ["due-soon", "Due soon", "2018-12-31", "2019-06-30"],
        ["overdue", "Overdue", "2019-06-30", null],
      ],
    ],
    [
      // Due in Q3: due soon from 1 July, the first day of Q2.
      "later: nothing yet, due soon and overdue by itself on the days",
      { timescale: dueBy("2019-12-31") },
      [
        ["due-soon", "Due soon", "2019-06-30", "2019-12-31"],
        ["overdue", "Overdue", "2019-12-31", null],
      ],
    ],
    [
      "a reading that is unsure says so",
      { timescale: dueBy("2019-03-31", { unsure: true }) },
      [["overdue", "Overdue, please confirm", "2019-03-31", null]],
    ],
    ["ongoing needs none", { timescale: undated("ongoing", "Ongoing") }, []],
    ["no date needs none of its own", { timescale: undated("tbc", "TBC") }, []],
    [
      "reads as closed",
      { progress: { ...noProgress, kind: "not-applicable", basis: "wording", words: "no longer applicable" } },
      [["needs-answer", "Please confirm", null, null]],
    ],
    [
      "the plan's own status column says it is complete",
      { progress: { ...noProgress, kind: "done", basis: "stated", words: "Complete" } },
      [],
    ],
  ] as const)("%s", (_name, more, expected) => {
    expect(
      highlights([more as Partial<Action>]).map(({ kind, label, after, until }) => [kind, label, after, until]),
    ).toEqual(expected);
  });

  test("those that speak today go before those that wait for their day", () => {
    const all = highlights([
      { timescale: dueBy("2019-12-31") },
      { timescale: dueBy("2019-03-31") },
      { timescale: dueBy("2019-06-30") },
    ]);
    expect(all.map(({ key, kind }) => [key, kind])).toEqual([
      ["Plan!6", "overdue"],
      ["Plan!7", "due-soon"],
      ["Plan!5", "due-soon"],
      ["Plan!5", "overdue"],
      ["Plan!7", "overdue"],
    ]);
  });
});

describe("what the history says of a row", () => {
  test("a date withdrawn is said", () => {
    const [only] = highlights([{ timescale: undated("tbc", "TBC") }], () => ({ ...never, withdrawn: "2019-03-31" }));
    expect(only).toMatchObject({ kind: "withdrawn", label: "Date withdrawn" });
  });

  test.each([
    ["that looks finished is asked about, not said to be withdrawn", "wording", ["needs-answer"]],
    ["that is finished needs neither", "stated", []],
  ] as const)("a row without its date %s", (_name, basis, expected) => {
    const finished = {
      timescale: undated("done", "Completed"),
      progress: { ...noProgress, kind: "done" as const, basis, words: "Completed" },
    };
    expect(highlights([finished], () => ({ ...never, withdrawn: "2019-03-31" })).map(({ kind }) => kind)).toEqual(
      expected,
    );
  });

  test("moves are told before, while it is due soon and when it is overdue, each on days of its own", () => {
    const all = highlights([{ timescale: dueBy("2019-12-31") }], () => ({
      timesMoved: 2,
      withdrawn: null,
    }));
    expect(all.map(({ label, after, until }) => [label, after, until])).toEqual([
      ["Date moved", null, "2019-06-30"],
      ["Due soon", "2019-06-30", "2019-12-31"],
      ["Overdue", "2019-12-31", null],
    ]);
  });

  test("of rows with the very same words only what is true of each is said", () => {
    const same = { action: "Hold a meeting", timescale: dueBy("2019-03-31") };
    expect(highlights([same, same])).toHaveLength(2);
    // One is to be confirmed and the other not: nothing is true of both.
    const unsure = { ...same, timescale: dueBy("2019-03-31", { unsure: true }) };
    expect(highlights([same, unsure])).toEqual([]);
    // One had its date withdrawn, the other is overdue.
    expect(
      highlights([same, same], (key) => (key === "Plan!5" ? { timesMoved: 0, withdrawn: "2018-12-31" } : null)),
    ).toEqual([]);
  });
});

describe("where a highlight stands and what it goes by", () => {
  test("every cell of the action's rows counts, blank ones too, and the row below may not carry it on", () => {
    const [first] = highlights([{ timescale: dueBy("2019-03-31"), rows: [5, 6] }]);
    expect(first!.on.map(({ cell }) => cell)).toEqual(["C5", "A5"]);
    expect(first!.words.map(({ column, row }) => `${column}${row}`)).toEqual([
      "A5",
      "B5",
      "C5",
      "E5",
      "A6",
      "B6",
      "C6",
      "E6",
    ]);
    expect(first!.below).toEqual({ row: 7, action: ["A"], others: ["B", "C", "E"] });
    expect(first!.among).toEqual({ first: 4, last: 30 });
  });

  test("a row with a blank timescale is highlighted on its action", () => {
    const cells = { action: { text: "Do it", sheet: "Plan", row: 5, column: "A", cell: "A5" } };
    const [only] = highlights([{ timescale: undated("none", ""), cells }], () => ({
      ...never,
      withdrawn: "2019-03-31",
    }));
    expect(only!.on.map(({ cell }) => cell)).toEqual(["A5"]);
  });

  test("a timescale several actions share is left alone: each is highlighted on a cell of its own", () => {
    const shared = { text: "March 2019", sheet: "Plan", row: 5, column: "C", cell: "C5" };
    const row = (n: number) => ({
      timescale: dueBy("2019-03-31"),
      cells: { action: { text: `Action ${n}`, sheet: "Plan", row: n, column: "A", cell: `A${n}` }, timescale: shared },
    });
    const both = highlights([row(5), row(6)]);
    expect(both.map(({ on }) => on.map(({ cell }) => cell))).toEqual([["A5"], ["A6"]]);
    expect(both[1]!.words).toContainEqual({ row: 5, column: "C" });
  });
});
