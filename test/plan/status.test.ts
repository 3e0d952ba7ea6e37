import type { Action, ActionStatus, Progress } from "../../src/plan/model";
import { readTimescale } from "../../src/plan/reading/timescale";
import { ratingOf, sayLate, sayMonths, statusOf } from "../../src/plan/status";
import { action, dueBy, noProgress, undated } from "./actions";

const asAt = "2019-05-31";

const progress = (more: Partial<Progress>): Progress => ({
  ...noProgress,
  basis: "wording",
  words: "Completed",
  from: "notes",
  ...more,
});

describe("the status of an action", () => {
  const cases: [name: string, action: Partial<Action>, expected: Partial<ActionStatus>][] = [
    ["due the day before is overdue", { timescale: dueBy("2019-05-30") }, { status: "overdue", daysLate: 1 }],
    [
      "due on the as-at date is not overdue that day",
      { timescale: dueBy("2019-05-31") },
      { status: "due-soon", daysLate: null },
    ],
    [
      "due by the last day of the next quarter is due soon",
      { timescale: dueBy("2019-09-30") },
      { status: "due-soon", nextDue: "2019-09-30" },
    ],
    [
      "due the day after the next quarter is not yet due",
      { timescale: dueBy("2019-10-01") },
      { status: "not-yet-due" },
    ],
    [
      "due later with progress recorded is on track",
      { timescale: dueBy("2019-12-31"), progress: progress({ kind: "under-way", words: "First draft written" }) },
      { status: "on-track", confirm: false },
    ],
    [
      "not started is no progress",
      { timescale: dueBy("2019-12-31"), progress: progress({ kind: "not-started", words: "Not started" }) },
      { status: "not-yet-due" },
    ],
    [
      "ongoing is neither late nor due",
      { timescale: undated("ongoing", "Ongoing") },
      { status: "ongoing", nextDue: null },
    ],
    [
      "a recurrence is never late, however long ago it first fell due",
      {
        timescale: undated("recurring", "Annually, every spring", {
          due: "2018-05-31",
          dueBasis: "first-occurrence",
          recurrence: { cadence: "annual", months: [3, 4, 5], first: "2018-05-31", until: null },
        }),
      },
      { status: "ongoing", daysLate: null },
    ],
    ["to be confirmed has no date", { timescale: undated("tbc", "TBC") }, { status: "no-date", confirm: false }],
    [
      "waiting on something else has no date",
      { timescale: undated("conditional", "Subject to funding") },
      { status: "no-date" },
    ],
    ["blank has no date", { timescale: undated("none", "") }, { status: "no-date" }],
    [
      "wording that says done is a question, not a fact, even when the date has passed",
      { timescale: dueBy("2018-03-31"), progress: progress({ kind: "done" }) },
      { status: "looks-finished", confirm: true, daysLate: null },
    ],
    [
      "wording that says no longer applicable looks closed",
      { timescale: dueBy("2018-01-31"), progress: progress({ kind: "not-applicable", words: "no longer applicable" }) },
      { status: "looks-closed", confirm: true },
    ],
    [
      "the plan's own status column is believed",
      { progress: progress({ kind: "done", basis: "stated", from: "status" }) },
      { status: "complete", confirm: false },
    ],
    [
      "and so is cancelled in it",
      { progress: progress({ kind: "cancelled", basis: "stated", from: "status" }) },
      { status: "closed", confirm: false },
    ],
    [
      "on hold stays overdue: nobody agreed another date",
      { timescale: dueBy("2019-03-31"), progress: progress({ kind: "on-hold" }) },
      { status: "overdue" },
    ],
    [
      "a timescale that says done looks finished",
      { timescale: undated("done", "Completed") },
      { status: "looks-finished", confirm: true },
    ],
    [
      "an unsure date is asked about",
      { timescale: dueBy("2019-03-31", { unsure: true }) },
      { status: "overdue", confirm: true },
    ],
  ];

  test.each(cases)("%s", (_name, more, expected) => {
    expect(statusOf(action(more), asAt, "financial")).toMatchObject(expected);
  });

  test("a person's word goes before the wording", () => {
    const finished = action({ timescale: dueBy("2018-03-31"), progress: progress({ kind: "done" }) });
    const said = { by: "Ann Lee", on: "2019-05-01" };
    expect(statusOf(finished, asAt, "financial", { says: "complete", ...said })).toMatchObject({
      status: "complete",
      confirm: false,
    });
    expect(statusOf(finished, asAt, "financial", { says: "closed", ...said })).toMatchObject({ status: "closed" });
    expect(statusOf(finished, asAt, "financial", { says: "open", ...said })).toMatchObject({ status: "overdue" });
  });

  test("the next quarter is counted in the plan's own calendar", () => {
    // The academic year's quarters begin in September, so in May the next quarter ends on 31 August.
    expect(statusOf(action({ timescale: dueBy("2019-08-31") }), asAt, "academic").status).toBe("due-soon");
    expect(statusOf(action({ timescale: dueBy("2019-09-30") }), asAt, "academic").status).toBe("not-yet-due");
  });

  test("why quotes the words of the row", () => {
    expect(
      statusOf(
        action({ timescale: dueBy("2018-03-31", { text: "March 2018", why: "“March 2018” means by 31 March 2018." }) }),
        asAt,
        "financial",
      ).why,
    ).toBe(
      "“March 2018” means by 31 March 2018. That was 14 months ago (426 days), and nothing in the row says it is done.",
    );
  });
});

describe("a date that has passed, and words that go on after it", () => {
  test.each<[string, boolean, string]>([
    ["By June 2019 and ongoing", true, "the date may have been the start of what runs on"],
    ["31 March 2019, on-going", true, "with a hyphen too"],
    ["By June 2019 and rolling", true, "in another word for it"],
    ["By June 2019, ongoing thereafter", true, "after the date, said outright"],
    ["By June 2019", false, "a date alone has simply passed"],
    ["June 2019 and July 2019", false, "two dates that have passed have both passed"],
  ])("“%s” asks to confirm: %s, because %s", (words, confirm) => {
    const timescale = readTimescale(words, { start: "2019-04-01", end: "2021-03-31", calendar: "financial" });
    expect(statusOf(action({ timescale }), "2019-08-31", "financial")).toMatchObject({ status: "overdue", confirm });
  });

  test("what is done is not asked about, whatever goes on", () => {
    const timescale = readTimescale("By June 2019 and ongoing", { start: null, end: null, calendar: "financial" });
    const done = progress({ kind: "done", basis: "stated", from: "status" });
    expect(statusOf(action({ timescale, progress: done }), "2019-08-31", "financial").confirm).toBe(false);
  });
});

describe("lateness in words", () => {
  test.each([
    ["2019-03-31", "2019-06-30", "month", "3 months late (91 days)", "a month-only promise is late in months"],
    ["2019-05-31", "2019-06-14", "month", "less than a month late (14 days)", "and not in days when under one"],
    ["2019-05-31", "2019-06-01", "day", "1 day late", "a promise of a day is late in days"],
    ["2019-02-28", "2019-03-31", "month", "1 month late (31 days)", "month end to month end is a whole month"],
    ["2018-01-31", "2020-04-30", "month", "2 years and 3 months late (820 days)", "long lateness in years"],
    ["2017-05-31", "2019-05-31", "month", "2 years late (730 days)", "whole years without months"],
  ] as const)("due %s, as at %s: %s", (due, at, precision, expected, _why) => {
    expect(sayLate(due, at, precision)).toBe(expected);
  });

  test("months are told as months up to two years", () => {
    expect([1, 23, 24, 25].map(sayMonths)).toEqual(["1 month", "23 months", "2 years", "2 years and 1 month"]);
  });
});

describe("rating letters", () => {
  test.each([
    ["overdue", "2019-04-30", "R", "over one month"],
    ["overdue", "2019-05-15", "A", "up to one month"],
    ["due-soon", "2019-06-30", "A", ""],
    ["on-track", "2019-12-31", "G", ""],
    ["not-yet-due", "2019-12-31", null, "nothing recorded, so nothing to rate"],
    ["ongoing", null, null, "neither green nor red"],
    ["complete", null, "B", ""],
  ] as const)("%s with %s is %s", (status, nextDue, expected, _why) => {
    expect(ratingOf({ key: "", status, nextDue, daysLate: null, late: null, confirm: false, why: "" }, asAt)).toBe(
      expected,
    );
  });
});
