import { highlightsOf } from "../../src/plan/highlights";
import { standingOf } from "../../src/plan/review";
import type { Action } from "../../src/plan/model";
import { action, dueBy, noProgress, plan, undated } from "./actions";

const asAt = "2019-05-31";

function highlights(actions: Partial<Action>[], slip: Parameters<typeof highlightsOf>[1] = () => null) {
  const rows = actions.map((more, index) => action({ row: 5 + index, ...more }));
  return highlightsOf(standingOf(plan(rows), asAt).items, slip);
}

describe("which rows are highlighted, and in which words", () => {
  test.each([
    ["overdue", { timescale: dueBy("2019-03-31") }, [["overdue", "Overdue since 31 Mar 2019", "2019-03-31", null]]],
    [
      "due soon today, overdue by itself on the day after",
      { timescale: dueBy("2019-06-30") },
      [
        ["due-soon", "Due soon", null, "2019-06-30"],
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

  test("a row with a blank timescale is highlighted on its action", () => {
    const blank = action({ timescale: undated("none", "") });
    delete blank.cells.timescale;
    const [only] = highlightsOf(standingOf(plan([blank]), asAt).items, () => ({ timesMoved: 0, firstPromised: null, withdrawn: "2019-03-31" }));
    expect(only!.on.cell).toBe("A5");
  });
});
