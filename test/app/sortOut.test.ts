import { toSortOut } from "../../src/app/sortOut";
import type { Cadence, ColumnMapping, Finding, PlanTable, TimescaleAlternative } from "../../src/plan/model";
import { readOwner } from "../../src/plan/reading/owners";
import { standingOf } from "../../src/plan/review";
import { action, dueBy, noProgress, plan } from "../plan/actions";

const owner = (column: string, unsure = true): ColumnMapping => ({
  meaning: "owner",
  column,
  heading: "",
  reason: "no heading",
  unsure,
});
const table = (sheet: string, columns: ColumnMapping[]): PlanTable => ({
  sheet,
  address: "A4:E9",
  section: null,
  excelTable: null,
  headingRow: 4,
  columns,
  alsoHere: [],
});

const asked = (more: Parameters<typeof plan>[1], actions = [action()]) => {
  const read = plan(actions, more);
  const items = standingOf(read, "2019-05-31").items.map((item) => ({ ...item, promise: null }));
  return toSortOut(items, [], read, { decidedOn: "2019-05-31", readings: "Plan readings" });
};

test("what a check found is asked about worst first, and what was only assumed is not", () => {
  const severities = ["assumption", "tidy", "worth-checking", "needs-answer"] as const;
  const findings = severities.map((severity): Finding => {
    const [key, row, cell] = severity === "tidy" ? [null, 4, "A4"] : ["Plan!5", 5, "C5"];
    return { check: "blank", severity, key, ref: null, sheet: "Plan", row, cell, words: "TBC", message: severity };
  });
  const led = action({ owner: readOwner("Ann Lee") });
  const read = plan([led]);
  const items = standingOf(read, "2019-05-31").items.map((item) => ({ ...item, promise: null }));
  const all = toSortOut(items, findings, read, { decidedOn: "2019-05-31", readings: "Plan readings" });
  expect(all.map(({ title, item, assumed, place }) => [title, item?.action.key, assumed, place.address])).toEqual([
    ["needs-answer", "Plan!5", "Named in the row: Ann Lee.", "C5"],
    ["worth-checking", "Plan!5", "Named in the row: Ann Lee.", "C5"],
    ["tidy", undefined, "", "A4"],
  ]);
});

test("a column is asked about once for each sheet, however many tables it heads", () => {
  expect(
    asked({
      tables: [table("One", [owner("B")]), table("One", [owner("B")]), table("Two", [owner("C"), owner("D", false)])],
    }).map(({ title }) => title),
  ).toEqual([
    "Is column B of “One” the owner? It has no heading.",
    "Is column C of “Two” the owner? It has no heading.",
  ]);
});

test("the plan's own question stands for the columns it asks about, and offers what each answer would set", () => {
  const settings = [
    { columns: [{ sheet: "One", column: "B", meaning: "owner" as const }] },
    { columns: [{ sheet: "One", column: "B", meaning: null }] },
  ];
  const questions = [{ question: "Is B the owner?", assumed: "Yes: no heading.", choices: ["Yes", "No"], settings }];
  const [only, ...others] = asked({ tables: [table("One", [owner("B")])], questions });
  expect(others).toEqual([]);
  expect(only).toMatchObject({
    severity: "needs-answer",
    title: "Is B the owner?",
    assumed: "Assumed meanwhile: yes. No heading.",
    place: { sheet: "One", address: "B4" },
  });
  expect(only!.choices.map(({ label, does }) => [label, does])).toEqual([
    ["Yes", { kind: "settings", settings: settings[0] }],
    ["No", { kind: "settings", settings: settings[1] }],
  ]);
});

test("what reads as closed is asked with real answers, kept beside the plan", () => {
  const closed = action({
    progress: { ...noProgress, kind: "cancelled", basis: "wording", words: "we decided to cancel" },
  });
  const [only] = asked({}, [closed]);
  expect(only).toMatchObject({
    title: "2.2 reads as closed. Is it?",
    words: "we decided to cancel",
    severity: "needs-answer",
  });
  expect(only!.choices.map(({ label, does }) => [label, does.kind === "decide" && does.decision.readAs])).toEqual([
    ["It was done", "Complete"],
    ["It was closed", "Closed"],
    ["It is still open", "Still open"],
  ]);
});

test("an unsure timescale offers agreement first, then the other readings", () => {
  const unsure = action({
    timescale: dueBy("2019-06-30", {
      text: "Bi-annual",
      unsure: true,
      alternatives: [{ kind: "recurring", due: null, start: null, recurrence: "biennial", says: "every two years" }],
    }),
  });
  const [only] = asked({}, [unsure]);
  expect(only!.choices.map(({ label, does }) => [label, does.kind === "decide" && does.decision.readAs])).toEqual([
    ["That’s right", "As it is read"],
    ["every two years", "Repeats every two years"],
  ]);
});

describe("every other reading of a timescale is offered, up to three", () => {
  const reading = (recurrence: Cadence, says: string) => ({
    kind: "recurring" as const,
    due: null,
    start: null,
    recurrence,
    says,
  });
  const four = [
    reading("biennial", "every two years"),
    reading("annual", "every year"),
    reading("quarterly", "every quarter"),
    reading("monthly", "every month"),
  ];
  const asShown = {
    kind: "deadline" as const,
    due: "2019-06-30",
    start: null,
    recurrence: null,
    says: "by 30 June 2019",
  };
  test.each<[string, TimescaleAlternative[], string[]]>([
    ["one", four.slice(0, 1), ["every two years"]],
    ["two", four.slice(0, 2), ["every two years", "every year"]],
    ["three", four.slice(0, 3), ["every two years", "every year", "every quarter"]],
    ["the fourth can be picked under Read it as", four, ["every two years", "every year", "every quarter"]],
    ["the one it is read as is no other", [asShown, ...four], ["every two years", "every year", "every quarter"]],
    ["none", [], []],
  ])("%s", (_what, alternatives, offered) => {
    const timescale = dueBy("2019-06-30", { text: "Bi-annual", unsure: true, alternatives });
    const [only] = asked({}, [action({ timescale })]);
    expect(only!.choices.map(({ label }) => label)).toEqual(["That’s right", ...offered]);
  });
});
