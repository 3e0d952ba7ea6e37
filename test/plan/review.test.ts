/** The plan as at a date: what is said of the next meeting, and of a plan long past. */
import type { Action, IsoDate, Plan } from "../../src/plan/model";
import { readOwner } from "../../src/plan/reading/owners";
import { sayByMeeting, staleness, standingOf } from "../../src/plan/review";
import { action, dueBy, plan, undated } from "./actions";

const due = (ref: string, date: IsoDate): Action => action({ ref, action: `Do ${ref}`, timescale: dueBy(date) });

describe("what will be overdue by the meeting", () => {
  const meeting = "2019-07-17";
  test.each<[string, Action[], IsoDate | null, string | null]>([
    ["due the day before it", [due("2.2", "2019-07-16")], meeting, "By 17 July 2019 one more will be overdue: 2.2."],
    [
      "due on the day is not overdue that day",
      [due("2.2", "2019-07-17")],
      meeting,
      "By 17 July 2019 no more will be overdue.",
    ],
    ["due after it", [due("2.2", "2019-07-18")], meeting, "By 17 July 2019 no more will be overdue."],
    ["overdue already is no more", [due("2.2", "2019-05-31")], meeting, "By 17 July 2019 no more will be overdue."],
    [
      "several, in the plan's order",
      [due("2.2", "2019-07-01"), due("2.3", "2019-06-30")],
      meeting,
      "By 17 July 2019 2 more will be overdue: 2.2 and 2.3.",
    ],
    [
      "what has no date",
      [action({ timescale: undated("ongoing", "Ongoing") })],
      meeting,
      "By 17 July 2019 no more will be overdue.",
    ],
    ["no meeting is fixed", [due("2.2", "2019-07-01")], null, null],
    ["the meeting has been", [due("2.2", "2019-07-01")], "2019-05-31", null],
    ["the meeting is on the very day", [due("2.2", "2019-07-01")], "2019-06-30", null],
  ])("%s", (_why, actions, on, expected) => {
    expect(sayByMeeting(standingOf(plan(actions), "2019-06-30"), on)).toBe(expected);
  });
});

test.each<[string, number | null, string | null, string[]]>([
  ["beside the one who leads, the others", 1, "Bob Roy", ["Ann Lee", "Cas Day"]],
  ["where nobody leads, everybody", null, null, ["Ann Lee", "Bob Roy", "Cas Day"]],
])("who is named %s", (_what, lead, leads, others) => {
  const parties = ["Ann Lee", "Bob Roy", "Cas Day"].map((name) => readOwner(name).parties[0]!);
  const { items } = standingOf(plan([action({ owner: { ...readOwner(""), parties, lead } })]), "2019-05-31");
  expect(items[0]).toMatchObject({ lead: leads, others });
});

describe("a plan long past is pointed out", () => {
  const ends = (end: IsoDate | null, ...dates: IsoDate[]) =>
    plan(
      dates.map((date, at) => due(`2.${at}`, date)),
      { start: "2017-04-01", end },
    );
  test.each<[string, ReturnType<typeof plan>, IsoDate, boolean]>([
    ["its last date is a year and a day ago", ends("2018-03-31"), "2019-04-01", true],
    ["a year ago to the day", ends("2018-03-31"), "2019-03-31", false],
    ["it ended long ago, but a date in it is younger", ends("2018-03-31", "2019-01-31"), "2019-12-31", false],
    ["only dates tell, and they are old", ends(null, "2017-12-31", "2018-03-31"), "2019-06-30", true],
    ["it names no date at all", ends(null), "2030-01-01", false],
    ["it has not ended", ends("2021-03-31"), "2019-06-30", false],
  ])("%s", (_why, read, asAt, stale) => {
    expect(staleness(read, asAt) !== null).toBe(stale);
  });

  test("with its last date, and the first quarter of it to look at instead", () => {
    expect(staleness(ends("2018-03-31"), "2019-06-30")).toEqual({
      sentence:
        "The latest date in this plan is 31 March 2018, long before 30 June 2019, so nearly everything in it reads as overdue.",
      suggestedAsAt: "2017-06-30",
    });
  });

  test.each<[string, Partial<Plan>, IsoDate]>([
    ["the first quarter of the plan", { start: "2017-04-01" }, "2017-06-30"],
    ["the day it starts is its last date too", { start: "2018-03-31" }, "2018-03-31"],
    ["the last date, where nobody says when it starts", { start: null }, "2018-03-31"],
    ["the last date, where it would start after that", { start: "2018-04-01" }, "2018-03-31"],
  ])("the date offered instead is %s", (_why, more, offered) => {
    const read = plan([due("2.1", "2018-03-31")], { end: null, ...more });
    expect(staleness(read, "2019-06-30")?.suggestedAsAt).toBe(offered);
  });
});
