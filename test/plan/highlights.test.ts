import { formulaOf, isOurRule, numberFormatOf } from "../../src/excel/highlight";
import type { GridCell } from "../../src/plan/grid";
import { emptyCell } from "../../src/plan/grid";
import { highlightsOf } from "../../src/plan/highlights";
import { standingOf } from "../../src/plan/review";
import type { Action } from "../../src/plan/model";
import { action, dueBy, noProgress, plan, undated } from "./actions";

const asAt = "2019-05-31";
const anyNumber = () => 100;

function highlights(actions: Partial<Action>[], slip: Parameters<typeof highlightsOf>[1] = () => null, limit = anyNumber) {
  const rows = actions.map((more, index) => action({ row: 5 + index, ...more }));
  return highlightsOf(standingOf(plan(rows), asAt).items, slip, limit);
}

describe("which rows are highlighted, and in which words", () => {
  test.each([
    ["overdue", { timescale: dueBy("2019-03-31") }, [["overdue", "Overdue since 31 Mar 2019", "2019-03-31", null]]],
    [
      "due soon today, overdue by itself on the day after",
      { timescale: dueBy("2019-06-30") },
      [
        ["due-soon", "Due soon, 30 Jun 2019", null, "2019-06-30"],
        ["overdue", "Overdue since 30 Jun 2019", "2019-06-30", null],
      ],
    ],
    ["later: nothing yet, overdue by itself on the day", { timescale: dueBy("2019-12-31") }, [["overdue", "Overdue since 31 Dec 2019", "2019-12-31", null]]],
    ["ongoing needs none", { timescale: undated("ongoing", "Ongoing") }, []],
    ["no date needs none of its own", { timescale: undated("tbc", "TBC") }, []],
    [
      "reads as closed",
      { progress: { ...noProgress, kind: "not-applicable", basis: "wording", words: "no longer applicable" } },
      [["needs-answer", "Needs an answer: looks closed", null, null]],
    ],
  ] as const)("%s", (_name, more, expected) => {
    expect(highlights([more as Partial<Action>]).map(({ kind, label, after, until }) => [kind, label, after, until])).toEqual(expected);
  });

  test("a date withdrawn is said with the date it had", () => {
    const [only] = highlights([{ timescale: undated("tbc", "TBC") }], () => ({ timesMoved: 0, firstPromised: "2019-03-31", withdrawn: "2019-03-31" }));
    expect(only).toMatchObject({ kind: "withdrawn", label: "Date withdrawn, was 31 Mar 2019" });
  });

  test("moves are told on an overdue row too", () => {
    const [first] = highlights([{ timescale: dueBy("2019-03-31") }], () => ({ timesMoved: 2, firstPromised: "2018-09-30", withdrawn: null }));
    expect(first!.label).toBe("Overdue since 31 Mar 2019 (moved twice)");
  });

  test("never more than the sheet has rows; what speaks today goes first", () => {
    const kept = highlights([{ timescale: dueBy("2019-06-30") }, { timescale: dueBy("2019-03-31") }], () => null, () => 2);
    expect(kept.map(({ label }) => label)).toEqual(["Due soon, 30 Jun 2019", "Overdue since 31 Mar 2019"]);
  });

  test("a row with a blank timescale is highlighted on its action", () => {
    const blank = action({ timescale: undated("none", "") });
    delete blank.cells.timescale;
    const [only] = highlightsOf(standingOf(plan([blank]), asAt).items, () => ({ timesMoved: 0, firstPromised: null, withdrawn: "2019-03-31" }), anyNumber);
    expect(only!.on.cell).toBe("A5");
  });
});

const text = (value: string): GridCell => ({ kind: "text", text: value, value, format: "General" });

describe("the rule on the cell", () => {
  const [overdue] = highlights([{ timescale: dueBy("2019-03-31") }]);

  test("carries the mark, the day and the words it was read from", () => {
    const at = (_row: number, column: number) => (column === 0 ? text("2.2 Review") : column === 2 ? text("March 2019") : emptyCell);
    // 43555 is 31 March 2019.
    expect(formulaOf(overdue!, at, false)).toBe(
      '=AND(N("action plan highlight: overdue")=0,TODAY()>43555,EXACT($A5,"2.2 Review"),EXACT($C5,"March 2019"))',
    );
  });

  test.each([
    ["quotation marks are doubled", 'the "Z" card', 'EXACT($C5,"the ""Z"" card")'],
    ["a long cell is compared by its start and its length", "x".repeat(300), `EXACT(LEFT($C5,60),"${"x".repeat(60)}"),LEN($C5)=300`],
    ["a line break stays out of the formula", "March 2019\n\nor later", 'EXACT(LEFT($C5,10),"March 2019"),LEN($C5)=20'],
    ["an emoji is not counted", `March 2019 ${"y".repeat(80)}😀`, `EXACT(LEFT($C5,60),"${`March 2019 ${"y".repeat(80)}`.slice(0, 60)}")`],
  ])("%s", (_name, words, expected) => {
    const at = (_row: number, column: number) => (column === 2 ? text(words) : emptyCell);
    expect(formulaOf(overdue!, at, false)).toContain(expected);
  });

  test("a real date is compared as its number", () => {
    const at = (_row: number, column: number): GridCell => (column === 2 ? { kind: "date", text: "March 2019", value: 43525, format: "mmmm yyyy" } : emptyCell);
    expect(formulaOf(overdue!, at, false)).toContain("$C5=43525");
  });

  test("partners' rules are not taken for ours", () => {
    expect(isOurRule('=AND(N("action plan highlight: overdue")=0,TODAY()>1)')).toBe(true);
    expect(isOurRule('=$C5="Action plan highlight"')).toBe(false);
  });
});

describe("the label before the cell's own content", () => {
  test.each([
    ["text", text("March 2019"), '"Overdue · "@'],
    ["a date keeps its own code", { kind: "date", text: "March 2019", value: 43525, format: "mmmm yyyy" }, '"Overdue · "mmmm yyyy'],
    ["only the first part of a code with several", { kind: "date", text: "", value: 1, format: "d/m/yy;@" }, '"Overdue · "d/m/yy'],
    ["a plain number", { kind: "number", text: "3", value: 3, format: "General" }, '"Overdue · "General'],
  ] as [string, GridCell, string][])("%s", (_name, cell, expected) => {
    expect(numberFormatOf("Overdue", cell)).toBe(expected);
  });
});
