/** The plan this product is for, in the layouts it is kept in: thirty actions in six sections, every cell whole. */
import type { Action, Plan } from "../../../src/plan/model";
import { readPlan } from "../../../src/plan/reading";
import { onOneSheet, onSheets, published, warwickshire } from "./grids";

/** Spaces and blank lines aside: where a row was split it is the words that must not be lost or moved. */
const flat = (text: string | null | undefined) => (text ?? "").replace(/\s+/g, " ").trim();

const asRead = (action: Action) => ({
  ref: action.ref,
  section: action.section,
  key_action: flat(action.action),
  owner: flat(action.cells.owner?.text),
  timescale: flat(action.cells.timescale?.text),
  outcomes: flat(action.outcomes),
  notes: flat(action.notes),
});

const asPublished = published.map(({ ref, section, key_action, owner, timescale, outcomes, notes }) => ({
  ref,
  section,
  key_action: flat(key_action),
  owner: flat(owner),
  timescale: flat(timescale),
  outcomes: flat(outcomes),
  notes: flat(notes),
}));

const layouts: [string, () => Plan][] = [
  ["one sheet, headings and section rows repeated, rows split by page breaks", () => readPlan(onOneSheet())],
  ["a sheet and an Excel table to each section, months stored as dates", () => readPlan(onSheets())],
];

describe.each(layouts)("%s", (_name, read) => {
  const plan = read();

  test("is read as the thirty actions that were published", () => {
    expect(plan.actions.map(asRead)).toEqual(asPublished);
  });

  test("has its six sections, in order, with their numbers", () => {
    expect(plan.sections).toEqual(
      warwickshire.sections.map(({ number, title }) => ({ number: String(number), title })),
    );
  });

  test("takes the column without a heading for the owner, says why, and asks", () => {
    const owner = plan.tables[0]!.columns.find(({ meaning }) => meaning === "owner")!;
    expect(owner).toMatchObject({ column: "B", unsure: true });
    expect(owner.reason).toMatch(/^no heading; \d+ of \d+ cells name people or organisations$/);
    expect(plan.questions).toHaveLength(1);
    expect(plan.questions[0]!.question).toBe("The second column (B) has no heading. It looks like the owner. Is it?");
  });

  test("covers the years its title names", () => {
    expect(plan).toMatchObject({
      title: warwickshire.title,
      start: "2019-04-01",
      end: "2021-03-31",
      calendar: "financial",
    });
    expect(plan.yearsWhy).toContain("2019 – 2021");
  });

  test("leaves out nothing", () => {
    expect(plan.leftOut).toEqual([]);
  });
});

test("a sentence cut by the page is joined with a space, a paragraph with a blank line", () => {
  const { actions } = readPlan(onOneSheet());
  const of = (ref: string) => actions.find((action) => action.ref === ref)!;
  expect(of("2.5").cells.owner!.text).toBe("Chair of the Prevent Strategy Group – Lorna Whitfield");
  expect(of("3.3").cells.owner!.text).toBe(published.find(({ ref }) => ref === "3.3")!.owner);
  expect(of("6.5").action).toMatch(/good practice in schools$/);
  expect(of("2.5").rows).toEqual([17, 18]);
});
