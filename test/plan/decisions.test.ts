import { applyDecisions } from "../../src/plan/decisions";
import { parseReadAs, sayReadAs } from "../../src/plan/readAs";
import type { Action, Decision } from "../../src/plan/model";
import { action, dueBy } from "./actions";

const today = "2019-06-30";
const applied = (actions: Action[], decisions: Decision[]) => applyDecisions(actions, { decisions, today });

const base = action({ timescale: dueBy("2018-11-30", { text: "Bi-annual", kind: "recurring", unsure: true }) });
const decision = (more: Partial<Decision>): Decision => ({
  ref: "2.2",
  action: base.action,
  about: "timescale",
  words: "Bi-annual",
  readAs: "Repeats every two years",
  decidedOn: "2019-05-31",
  by: "Ann Lee",
  ...more,
});

describe("a decision about a timescale", () => {
  test("replaces the reading while the words stand, and says who decided", () => {
    const [decided] = applied([base], [decision({})]);
    expect(decided!.action.timescale).toMatchObject({
      kind: "recurring",
      recurrence: { cadence: "biennial" },
      unsure: false,
    });
    expect(decided!.action.timescale.why).toContain("as decided by Ann Lee on 31 May 2019");
  });

  test("no longer holds once a partner edits the cell", () => {
    const edited = { ...base, timescale: { ...base.timescale, text: "Annual" } };
    expect(applied([edited], [decision({})])[0]!.action.timescale).toBe(edited.timescale);
  });

  test("holds through white space and line breaks", () => {
    expect(applied([base], [decision({ words: " Bi-annual\n" })])[0]!.action.timescale.recurrence?.cadence).toBe(
      "biennial",
    );
  });

  test("does not reach another action that says the same words", () => {
    const other = { ...base, ref: "4.3", action: "Hold the forum" };
    expect(applied([other], [decision({})])[0]!.action.timescale).toBe(other.timescale);
  });

  test("follows an action that was renumbered", () => {
    expect(applied([{ ...base, ref: "2.9" }], [decision({})])[0]!.action.timescale.recurrence?.cadence).toBe(
      "biennial",
    );
  });

  test("the newest decision wins", () => {
    const later = decision({ readAs: "Repeats twice a year" });
    expect(applied([base], [decision({}), later])[0]!.action.timescale.recurrence?.cadence).toBe("biannual");
  });

  test("agreeing with an unsure reading keeps all of it and ends the question", () => {
    const [decided] = applied([base], [decision({ readAs: "As it is read" })]);
    expect(decided!.action.timescale).toEqual({
      ...base.timescale,
      unsure: false,
      why: `${base.timescale.why} Confirmed by Ann Lee on 31 May 2019.`,
    });
  });

  test("a line nobody can understand changes nothing", () => {
    expect(applied([base], [decision({ readAs: "Sometime" })])[0]!.action.timescale).toBe(base.timescale);
  });
});

test.each([
  { kind: "deadline", due: "2019-06-30", recurrence: null },
  { kind: "recurring", due: null, recurrence: "biennial" },
  { kind: "ongoing", due: null, recurrence: null },
  { kind: "none", due: null, recurrence: null },
] as const)("what the sheet says is read back as it was meant: %j", (choice) => {
  expect(parseReadAs(sayReadAs(choice))).toEqual(choice);
});
