/** A plan laid out in any of the ways of `layouts.ts` reads back as the plan that went in. */
import fc from "fast-check";
import { readPlan } from "../../../src/plan/reading";
import { anyLayout, anyPlan, layOut } from "./layouts";
import type { Layout, PlainAction } from "./layouts";

const flat = (text: string) => text.replace(/\s+/g, " ").trim();

function readBack(plan: PlainAction[], layout: Layout) {
  return readPlan(layOut(plan, layout)).actions.map((action) => ({
    ref: action.ref ?? "",
    section: action.section,
    action: flat(action.action),
    owner: flat(action.cells.owner?.text ?? ""),
    timescale: flat(action.cells.timescale?.text ?? ""),
    outcomes: flat(action.outcomes),
    notes: flat(action.notes),
  }));
}

test("a plan laid out in any way reads back as the plan that went in", () => {
  fc.assert(
    fc.property(anyPlan, anyLayout, (plan, layout) => {
      const want = plan.map((action) => ({
        ...action,
        ref: layout.refs === "none" ? "" : action.ref,
        section: sectionAsLaidOut(action, layout),
      }));
      expect(readBack(plan, layout)).toEqual(want);
    }),
    { numRuns: 120 },
  );
});

/** An Excel table's name holds no spaces: "HomesAndNeighbourhoods" is told apart at its capitals only. */
function sectionAsLaidOut(action: PlainAction, layout: Layout): string {
  return layout.sections === "excel tables"
    ? action.section.replace(/\W+/g, "").replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    : action.section;
}
