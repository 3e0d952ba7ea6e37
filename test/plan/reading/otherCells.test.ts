/** What stands in a plan and is none of ours to read: error values, columns of another kind. */
import { readPlan } from "../../../src/plan/reading";
import { sheet, styled, workbook } from "./grids";
import type { Written } from "./grids";

const read = (rows: Written[][]) => readPlan(workbook([sheet("Plan", rows)]));
const error = (text: string) => styled(text, { kind: "error" });

test.each(["#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!"])("%s says nothing, and is no words of the plan", (text) => {
  const { actions } = read([
    ["Ref", "Action", "Owner", "Timescale", "Notes"],
    ["1", "Repaint the ferry shelter", error(text), error(text), error(text)],
    ["2", "Agree a rota", "Policy Manager", "June 2019", ""],
  ]);
  expect(actions).toHaveLength(2);
  const [{ owner, timescale, progress }] = actions as [(typeof actions)[0]];
  expect(owner.parties).toEqual([]);
  expect([timescale.kind, timescale.due]).toEqual(["none", null]);
  expect(progress.update).toBe("");
});

describe("a column whose heading names another thing is not taken for ours, whatever stands in it", () => {
  test.each([
    ["people under Telephone are no owners", "Telephone", ["Ann Lee", "Tom Reed", "Jo Bell"], "owner"],
    ["dates under Budget are no timescales", "Budget", ["June 2019", "July 2019", "March 2020"], "timescale"],
    ["sentences under Risk are no notes", "Risk", ["Staff may leave", "The bid may fail", "Nobody may come"], "notes"],
  ] as const)("%s", (_, heading, cells, meaning) => {
    const rows = ["Repaint the ferry shelter", "Agree a rota", "Hold an open day"].map((action, at): Written[] => [
      String(at + 1),
      action,
      cells[at]!,
      meaning === "owner" ? "June 2019" : "Policy Manager",
    ]);
    const headings = ["Ref", "Action", heading, meaning === "owner" ? "Timescale" : "Owner"];
    const [table] = read([headings, ...rows]).tables;
    const of = (text: string) => table!.columns.find((column) => column.heading === text)?.meaning ?? null;
    expect(of(heading)).not.toBe(meaning);
    // Under a heading that says nothing the same cells are taken by what they are, so that this test can fail.
    const [bare] = read([headings.map((text) => (text === heading ? "" : text)), ...rows]).tables;
    const third = bare!.columns.find(({ column }) => column === "C")?.meaning ?? null;
    if (meaning !== "notes") expect(third).toBe(meaning);
  });
});
