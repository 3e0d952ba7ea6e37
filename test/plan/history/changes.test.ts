/** What is said to have changed, one table for each kind of event. */
import { decideSameAction, whatChanged } from "../../../src/plan/history";
import type { ChangeEvent, EventKind } from "../../../src/plan/history";
import type { Action, Decision, Plan, SnapshotRow } from "../../../src/plan/model";
import { readTimescale } from "../../../src/plan/reading/timescale";
import { action, line, noTimescale, plan, snapshot } from "./rows";

const dates = ["2019-05-14", "2019-08-14", "2019-11-14", "2020-02-14", "2020-05-14"];
const words = "Organise an awareness session for elected members";
const plain = { start: "2019-04-01", end: "2020-03-31", calendar: "financial" } as const;

/** The action with a timescale, read as a plan's reader would. */
function promised(timescale: string, more: Partial<SnapshotRow> = {}): SnapshotRow {
  const reading = readTimescale(timescale, plain);
  const due = reading.dueBasis === "explicit" ? reading.due : null;
  const status = ["recurring", "ongoing"].includes(reading.kind) ? "ongoing" : due ? "not-yet-due" : "no-date";
  return line("2.5", words, { timescale, due, status, ...more });
}

/** Plays an action's line through the updates; `null` is an update without it. A second action keeps the plan from being empty. */
function history(rows: (SnapshotRow | null)[], options: { decisions?: Decision[]; plan?: Plan; asAt?: string } = {}) {
  const other = line("1.1", "Publish the newsletter every quarter", { status: "ongoing", timescale: "Quarterly" });
  const all = rows.map((row, at) => snapshot(dates[at]!, other, ...(row ? [row] : [])));
  const now = all.pop()!;
  const changes = whatChanged(all, now, { asAt: options.asAt ?? now.taken, ...options });
  const event = <K extends EventKind>(kind: K) =>
    changes.events.find((each): each is Extract<ChangeEvent, { kind: K }> => each.kind === kind);
  return {
    changes,
    event,
    kinds: changes.events.map((each) => each.kind),
    action: changes.actions.find((each) => each.action === words)!,
  };
}

const moveCases: [why: string, timescales: string[], kinds: EventKind[], says: string | null][] = [
  [
    "moved once",
    ["June 2019", "September 2019"],
    ["moved"],
    "2.5: moved once, first promised June 2019, now September 2019, 3 months later.",
  ],
  [
    "moved three times",
    ["June 2019", "July 2019", "August 2019", "December 2019"],
    ["moved"],
    "2.5: moved 3 times, first promised June 2019, now December 2019, 6 months later in all; the longest step was 4 months.",
  ],
  [
    "a day is promised",
    ["14 June 2020", "30 June 2020"],
    ["moved"],
    "2.5: moved once, first promised 14 June 2020, now 30 June 2020, 16 days later.",
  ],
  [
    "months and days",
    ["14 June 2020", "20 August 2020"],
    ["moved"],
    "2.5: moved once, first promised 14 June 2020, now 20 August 2020, 2 months (67 days) later.",
  ],
  [
    "two years and more",
    ["January 2020", "April 2022"],
    ["moved"],
    "2.5: moved once, first promised January 2020, now April 2022, 2 years and 3 months later.",
  ],
  ["only the wording changed", ["June 2020", "by end of June 2020"], [], null],
  ["a word for the same quarter's end", ["Q1 2020/21", "June 2020"], [], null],
  ["moved before, not this time", ["June 2020", "July 2020", "July 2020"], [], null],
  [
    "brought forward is no slippage",
    ["September 2020", "July 2020"],
    ["brought-forward"],
    "2.5: brought forward by 2 months, from September 2020 to July 2020.",
  ],
  [
    "brought forward and moved back to the first date",
    ["September 2020", "July 2020", "September 2020"],
    ["moved"],
    "2.5: moved once, first promised September 2020, now September 2020.",
  ],
  [
    "by way of TBC",
    ["June 2020", "TBC", "September 2020"],
    ["moved"],
    "2.5: moved once, first promised June 2020, now September 2020, 3 months later.",
  ],
  [
    "back to the date there was before TBC",
    ["June 2020", "TBC", "June 2020"],
    ["dated"],
    "2.5: now has a date, June 2020; it said “TBC”.",
  ],
  ["a date at last", ["", "September 2020"], ["dated"], "2.5: now has a date, September 2020; it had none."],
  ["a recurrence rolls on", ["June annually", "June annually"], [], null],
  [
    "a date already past when first seen stays",
    ["March 2018", "March 2018"],
    ["late"],
    "2.5: 16 months late (501 days), promised for March 2018.",
  ],
];

test.each(moveCases)("moved: %s", (_why, timescales, kinds, says) => {
  const played = history(timescales.map((timescale) => promised(timescale)));
  expect(played.kinds.filter((kind) => kind !== "late" || kinds.includes("late"))).toEqual(kinds);
  if (says) expect(played.event(kinds[0]!)!.says).toBe(says);
});

test("a move carries its figures", () => {
  const { event, action } = history(
    ["June 2019", "July 2019", "August 2019", "December 2019"].map((timescale) => promised(timescale)),
  );
  expect(event("moved")).toMatchObject({
    ref: "2.5",
    index: 1,
    seen: "2020-02-14",
    confirm: false,
    firstPromised: "2019-06-30",
    movedTimes: 3,
    agreedTimes: 0,
    agreed: null,
    move: {
      from: "2019-08-31",
      to: "2019-12-31",
      fromWords: "August 2019",
      toWords: "December 2019",
      by: { months: 4, days: 122, says: "4 months" },
    },
    inAll: { months: 6, says: "6 months" },
  });
  expect(action).toMatchObject({
    firstPromised: "2019-06-30",
    nowPromised: "2019-12-31",
    movedTimes: 3,
    longestStep: { to: "2019-12-31" },
  });
  expect(action.promises.map((promise) => promise.due)).toEqual([
    "2019-06-30",
    "2019-07-31",
    "2019-08-31",
    "2019-12-31",
  ]);
  expect(action.says).toBe(
    "2.5 was promised: on 14 May 2019 June 2019; on 14 August 2019 July 2019; on 14 November 2019 August 2019; on 14 February 2020 December 2019.",
  );
});

describe("moved with the group's agreement", () => {
  const agreed = (timescale: string, readAs = "Agreed by the group on 5 July 2019"): Decision => ({
    ref: "2.5",
    action: words,
    about: "moved",
    words: timescale,
    readAs,
    decidedOn: "2019-07-05",
    by: "Chair",
  });
  const played = (timescales: string[], ...decisions: Decision[]) =>
    history(
      timescales.map((each) => promised(each)),
      { decisions },
    ).event("moved")!;

  test("is counted apart", () => {
    expect(played(["June 2020", "September 2020"], agreed("September 2020"))).toMatchObject({
      movedTimes: 0,
      agreedTimes: 1,
      agreed: "Agreed by the group on 5 July 2019",
      says: "2.5: moved once, agreed by the group on 5 July 2019, first promised June 2020, now September 2020, 3 months later.",
    });
  });
  test("other moves stay moves", () => {
    expect(played(["June 2020", "September 2020", "October 2020"], agreed("September 2020"))).toMatchObject({
      movedTimes: 1,
      agreedTimes: 1,
      agreed: null,
      says: "2.5: moved once, and once more agreed by the group on 5 July 2019, first promised June 2020, now October 2020, 4 months later in all; the longest step was 3 months.",
    });
  });
  test.each<[string, Decision]>([
    ["other words", agreed("October 2020")],
    ["another action", { ...agreed("September 2020"), ref: "9.9", action: "Something else" }],
    ["an answer that says it was not", agreed("September 2020", "Not agreed")],
  ])("does not reach to %s", (_why, decision) => {
    expect(played(["June 2020", "September 2020"], decision)).toMatchObject({ movedTimes: 1, agreedTimes: 0 });
  });
});

test.each<[string, string, string, string, string]>([
  [
    "to be confirmed",
    "September 2020",
    "TBC",
    "tbc",
    "2.5: date withdrawn; it was promised for September 2020, and the plan now says “TBC”.",
  ],
  [
    "ongoing",
    "September 2020",
    "Ongoing",
    "ongoing",
    "2.5: date withdrawn; it was promised for September 2020, and the plan now says “Ongoing”.",
  ],
  [
    "repeating",
    "September 2020",
    "Quarterly",
    "recurring",
    "2.5: date withdrawn; it was promised for September 2020, and the plan now says “Quarterly”.",
  ],
  [
    "blank",
    "September 2020",
    "",
    "blank",
    "2.5: date withdrawn; it was promised for September 2020, and the timescale is now blank.",
  ],
])("withdrawn: %s", (_why, was, now, to, says) => {
  expect(history([promised(was), promised(now)]).event("withdrawn")).toMatchObject({ to, was: "2020-09-30", says });
});

test("a date withdrawn is told once, and the promise is not forgotten", () => {
  const { kinds, action } = history([promised("June 2020"), promised("TBC"), promised("TBC")]);
  expect(kinds).toEqual([]);
  expect(action).toMatchObject({ firstPromised: "2020-06-30", nowPromised: null, lastPromised: "2020-06-30" });
});

const open = promised("June 2020");
const complete = promised("June 2020", { status: "complete" });
const closed = promised("June 2020", { status: "closed" });
const looks = promised("June 2020", { status: "looks-finished" });
const cleared = promised("", { status: "complete" });

test.each<[why: string, rows: (SnapshotRow | null)[], kinds: EventKind[], says: string | null]>([
  ["finished", [open, complete], ["finished"], "2.5: finished; it was promised for June 2020."],
  ["closed", [open, closed], ["finished"], "2.5: closed; it was promised for June 2020."],
  ["reads as finished, nobody confirmed", [open, looks], [], null],
  [
    "confirmed after it read as finished",
    [looks, complete],
    ["finished"],
    "2.5: finished; it was promised for June 2020.",
  ],
  ["finished long ago", [complete, complete], [], null],
  ["finished, the timescale cleared", [open, cleared], ["finished"], "2.5: finished."],
  ["a date that comes with the finishing was never given", [promised(""), complete], ["finished"], null],
  ["nor with wording that reads as over", [promised(""), looks], [], null],
  ["reopened", [complete, open], ["reopened"], "2.5: open again; it was complete in an earlier update."],
  ["reopened without a date", [open, cleared, promised("")], ["withdrawn", "reopened"], null],
  ["complete, then its wording put in doubt, is not open again", [complete, looks], [], null],
  ["complete, in doubt, then open", [complete, looks, open], ["reopened"], null],
  ["the date typed over after closing is no move", [complete, promised("July 2020", { status: "complete" })], [], null],
  ["nor is an earlier one brought forward", [complete, promised("May 2020", { status: "complete" })], [], null],
  ["nor where it was cancelled", [closed, promised("July 2020", { status: "closed" })], [], null],
  [
    "nor where it was cancelled after all",
    [complete, promised("July 2020", { status: "closed" })],
    ["finished"],
    "2.5: closed; it was promised for July 2020.",
  ],
  [
    "moved and finished at once is both",
    [open, promised("July 2020", { status: "complete" })],
    ["moved", "finished"],
    null,
  ],
  [
    "vanished",
    [open, null],
    ["vanished"],
    "2.5: no longer in the plan “Organise an awareness session for elected members”, and nobody closed it; it was promised for June 2020.",
  ],
  ["vanished though it read as finished", [looks, null], ["vanished"], null],
  ["left after it was closed", [closed, null], [], null],
  ["vanished an update ago", [open, null, null], [], null],
  ["back", [open, null, open], ["returned"], "2.5: back in the plan; it was last in the update of 14 May 2019."],
  ["back with a later date", [open, null, promised("July 2020")], ["moved", "returned"], null],
  [
    "new",
    [null, open],
    ["new"],
    "2.5: new: “Organise an awareness session for elected members”, promised for June 2020.",
  ],
  [
    "new without a date",
    [null, promised("TBC")],
    ["new"],
    "2.5: new: “Organise an awareness session for elected members”, with no date.",
  ],
  ["in the first snapshot nothing is new", [open], [], null],
])("%s", (_why, rows, kinds, says) => {
  const { kinds: told, changes } = history(rows);
  expect(told).toEqual(kinds);
  if (says) expect(changes.events[0]!.says).toBe(says);
});

test.each<[string, string | null, string | null, string | null]>([
  ["another person", "Graham Tyler", "Hannah Hurst", "2.5: now led by Hannah Hurst instead of Graham Tyler."],
  [
    "another person in the same role",
    "Prevent Officer – Graham Tyler",
    "Prevent Officer – Hannah Hurst",
    "2.5: now led by Prevent Officer – Hannah Hurst instead of Prevent Officer – Graham Tyler.",
  ],
  ["nobody any more", "Graham Tyler", null, "2.5: nobody leads it now; it was Graham Tyler."],
  ["somebody at last", null, "Graham Tyler", "2.5: now led by Graham Tyler; nobody led it before."],
  ["the same, turned round", "Prevent Officer – Graham Tyler", "Graham Tyler (Prevent Officer)", null],
  ["the same, with a role", "Graham Tyler", "Prevent Officer – Graham Tyler", null],
  ["the same, mistyped", "Prevent Officer – Graham Tyler", "Prevent Officer – Graham Tylor", null],
  ["the same in capitals", "WCC Comms", "WCC COMMS", null],
])("owner: %s", (_why, before, now, says) => {
  expect(
    history([promised("June 2020", { lead: before }), promised("June 2020", { lead: now })]).event("owner-changed")
      ?.says ?? null,
  ).toBe(says);
});

test("a role that is given a name has not changed hands, where the row is at hand", () => {
  const owner = {
    text: "",
    parties: [{ role: "Prevent Officer", person: "Graham Tyler", organisation: null, part: null, words: "" }],
    lead: 0,
    unsure: false,
    why: "",
  };
  const rows = [promised("June 2020", { lead: "Prevent Officer" }), promised("June 2020", { lead: "Graham Tyler" })];
  expect(history(rows).kinds).toContain("owner-changed");
  expect(history(rows, { plan: plan(action(), action({ owner })) }).kinds).not.toContain("owner-changed");
});

test.each<[string, string, string, string]>([
  ["a month", "June 2019", "2019-08-14", "2.5: 1 month late (45 days), promised for June 2019."],
  ["a quarter", "June 2019", "2019-09-30", "2.5: 3 months late (92 days), promised for June 2019."],
  ["days, where a day was promised", "12 August 2019", "2019-08-14", "2.5: 2 days late, promised for 12 August 2019."],
  [
    "days in brackets, where a month was",
    "July 2019",
    "2019-08-14",
    "2.5: less than a month late (14 days), promised for July 2019.",
  ],
])("late by %s", (_why, timescale, asAt, says) => {
  expect(history([promised(timescale), promised(timescale)], { asAt }).event("late")!.says).toBe(says);
});

test("not late on the day itself, nor once it reads as finished", () => {
  expect(history([promised("14 August 2019"), promised("14 August 2019")]).kinds).toEqual([]);
  expect(history([promised("June 2019"), promised("June 2019", { status: "looks-finished" })]).kinds).toEqual([]);
});

test.each<[string, string[], EventKind[]]>([
  ["over two updates", ["a", "a", "a"], ["unchanged"]],
  ["over one only", ["b", "a", "a"], []],
  ["changed and changed back", ["a", "b", "a"], []],
  ["not known, as older histories have no row check", ["", "", ""], []],
])("nothing changed %s", (_why, checks, kinds) => {
  expect(history(checks.map((rowCheck) => promised("June 2020", { rowCheck }))).kinds).toEqual(kinds);
});
test("nothing changed since when", () => {
  const rows = ["x", "a", "a", "a"].map((rowCheck) => promised("June 2021", { rowCheck }));
  expect(history(rows).event("unchanged")!.says).toBe(
    "2.5: nothing in the row has changed since the update of 14 August 2019.",
  );
});

describe("split and joined", () => {
  const whole = line(
    "2.5",
    "Organise an awareness session for elected members and commission a film for secondary schools",
    { timescale: "June 2020", due: "2020-06-30" },
  );
  const first = { ...whole, ref: "2.5a", action: "Organise an awareness session for elected members" };
  const second = {
    ...whole,
    ref: "2.5b",
    action: "Commission a film for secondary schools",
    timescale: "September 2020",
    due: "2020-09-30",
  };

  test("a piece keeps the promises of the whole: splitting sets no date anew", () => {
    const changes = whatChanged([snapshot(dates[0]!, whole)], snapshot(dates[1]!, first, second), { asAt: dates[1]! });
    expect(changes.events.map((event) => event.says)).toEqual([
      "2.5b: moved once, first promised June 2020, now September 2020, 3 months later.",
      "2.5b: split from 2.5, and keeps the promises made for it.",
    ]);
  });
  test("a joined action is told as joined, and asked about", () => {
    const changes = whatChanged([snapshot(dates[0]!, first, second)], snapshot(dates[1]!, whole), { asAt: dates[1]! });
    expect(changes.events.map((event) => [event.kind, event.confirm, event.says])).toEqual([
      ["joined", true, "2.5b: now part of 2.5."],
    ]);
  });
});

describe("what cannot be told is asked, and the answer kept", () => {
  const before = line("3.1", "Deliver training on online safety for foster carers", {
    timescale: "June 2020",
    due: "2020-06-30",
    lead: "College",
  });
  const now = line("6.2", "Deliver training on online safety for care home managers", {
    timescale: "July 2020",
    due: "2020-07-31",
    lead: "Police",
    section: "6. Care",
  });
  const play = (decisions: Decision[] = []) =>
    whatChanged([snapshot(dates[0]!, before)], snapshot(dates[1]!, now), { asAt: dates[1]!, decisions });

  test("every event that hangs on a doubtful match says so", () => {
    const changes = play();
    expect(changes.questions).toHaveLength(1);
    expect(changes.questions[0]).toMatchObject({
      beforeTaken: dates[0],
      nowTaken: dates[1],
      before,
      candidates: [now],
    });
    expect(changes.events.length).toBeGreaterThan(0);
    expect(changes.events.every((event) => event.confirm)).toBe(true);
  });
  test.each(play().questions[0]!.choices.map((choice) => [choice.label, choice] as const))(
    "the answer “%s” settles it",
    (_label, choice) => {
      const settled = play([decideSameAction(before, choice.now, choice.answer, "2019-08-15", "A. Officer")]);
      expect(settled.questions).toEqual([]);
      expect(settled.events.every((event) => !event.confirm)).toBe(true);
      expect(settled.events.map((event) => event.kind)).toEqual(
        choice.answer === "same" ? ["moved", "owner-changed"] : ["vanished", "new"],
      );
    },
  );
});

test("snapshots of the day itself or later stand back for the plan now, in whatever order they come", () => {
  const [first, second] = [snapshot(dates[0]!, promised("June 2020")), snapshot(dates[1]!, promised("July 2020"))];
  const now = snapshot(dates[2]!, promised("July 2020"));
  const changes = whatChanged(
    [snapshot(dates[2]!, promised("May 2020")), second, snapshot(dates[3]!, promised("TBC")), first],
    now,
    { asAt: dates[2]! },
  );
  expect(changes.since).toBe(dates[1]);
  expect(changes.actions[0]!.promises.map((promise) => promise.due)).toEqual([
    "2020-06-30",
    "2020-07-31",
    "2020-07-31",
  ]);
});

describe("a snapshot that has lost most of its lines", () => {
  const actions = [
    "Publish the newsletter",
    "Survey residents about belonging",
    "Train library staff",
    "Agree a protocol with housing",
    "Map youth provision",
  ];
  const all = actions.map((each, at) => line(String(at + 1), each, { timescale: "June 2020", due: "2020-06-30" }));
  const moved = all.map((row) => ({ ...row, timescale: "July 2020", due: "2020-07-31" }));

  test("is read for what it still shows, and nobody is said to have left or come back", () => {
    const changes = whatChanged(
      [snapshot(dates[0]!, ...all), snapshot(dates[1]!, all[2]!)],
      snapshot(dates[2]!, ...moved),
      { asAt: dates[2]! },
    );
    expect(changes.partlyLost).toEqual([dates[1]]);
    expect(changes.events.map((event) => event.kind)).toEqual(actions.map(() => "moved"));
    expect(changes.actions.flatMap((each) => each.events.map((event) => event.kind))).toEqual(
      actions.map(() => "moved"),
    );
  });
  test("an action missing before and after it has left", () => {
    const changes = whatChanged(
      [snapshot(dates[0]!, ...all), snapshot(dates[1]!, all[2]!)],
      snapshot(dates[2]!, ...all.slice(1)),
      { asAt: dates[2]! },
    );
    expect(changes.events.map((event) => [event.kind, event.ref])).toEqual([["vanished", "1"]]);
  });
  test("a plan that was cut down and stays so has lost nothing", () => {
    const changes = whatChanged([snapshot(dates[0]!, ...all)], snapshot(dates[1]!, all[2]!), { asAt: dates[1]! });
    expect(changes.partlyLost).toEqual([]);
    expect(changes.events.map((event) => event.kind)).toEqual(["vanished", "vanished", "vanished", "vanished"]);
  });
});

describe("slipping before it is due", () => {
  /** The plan's second action, as it is now. */
  const played = (timescales: string[], now: Partial<Action>) => {
    const timescale = readTimescale(timescales.at(-1)!, plain);
    return history(
      timescales.map((each) => promised(each)),
      { plan: plan(action(), action({ timescale, ...now })) },
    ).event("slipping");
  };
  const noted = { notes: "Venue booked", progress: { ...action().progress, update: "Venue booked" } };
  test.each<[string, string[], Partial<Action>, string | null]>([
    [
      "no note",
      ["December 2019", "December 2019"],
      {},
      "2.5: due December 2019 and may slip: nothing is recorded in its notes.",
    ],
    ["a note", ["December 2019", "December 2019"], noted, null],
    ["no note, but due only after the next quarter", ["March 2020", "March 2020"], {}, null],
    [
      "a promise in its notes has passed",
      ["December 2019", "December 2019"],
      { ...noted, notes: "Flyer to be sent out by June 2019" },
      "2.5: due December 2019 and may slip: its notes promise “Flyer to be sent out by June 2019”, and June 2019 has passed.",
    ],
    [
      "what its notes tell was done is no promise",
      ["December 2019", "December 2019"],
      { ...noted, notes: "Flyer was sent out in June 2019. 40 people attended" },
      null,
    ],
    [
      "moved twice already",
      ["June 2019", "July 2019", "December 2019"],
      noted,
      "2.5: due December 2019 and may slip: its date has moved twice already.",
    ],
    ["late is worse than slipping", ["June 2019", "June 2019"], {}, null],
  ])("%s", (_why, timescales, now, says) => {
    const event = played(timescales, now);
    expect(event?.says ?? null).toBe(says);
    expect(event?.confirm ?? true).toBe(true);
  });
});

describe("a turn that seems to have been missed is asked about", () => {
  const yearly = { cadence: "annual", months: [], first: null, until: null } as const;
  const recurring = {
    ...noTimescale,
    text: "Annually",
    kind: "recurring",
    recurrence: { ...yearly, months: [] },
  } as Action["timescale"];
  const held = (when: string, wording: string): Action["timescale"] => ({
    ...recurring,
    history: [{ words: wording, when }],
  });
  test.each<[string, Partial<Action>, string | null]>([
    [
      "the last event was two years ago",
      { timescale: held("2017-05", "Last event held in May 2017") },
      "2.5: comes round every year, and the latest its own words tell of is May 2017 (“Last event held in May 2017”). Was a turn missed by May 2018?",
    ],
    ["the last event was last autumn", { timescale: held("2018-10", "last held in October 2018") }, null],
    ["within a month of the turn", { timescale: held("2018-07", "last held in July 2018") }, null],
    [
      "its notes tell of the last one",
      { timescale: recurring, notes: "Last meeting held in March 2017." },
      "2.5: comes round every year, and the latest its own words tell of is March 2017 (“Last meeting held in March 2017”). Was a turn missed by March 2018?",
    ],
    ["it tells of no turn", { timescale: recurring, notes: "Speakers invited" }, null],
    [
      "it does not recur",
      { timescale: { ...noTimescale, history: [{ words: "held in May 2017", when: "2017-05" }] } },
      null,
    ],
    [
      "its window is over",
      { timescale: { ...held("2017-05", "May 2017"), recurrence: { ...yearly, months: [], until: "2017-12-31" } } },
      null,
    ],
  ])("%s", (_why, now, says) => {
    const row = promised("Annually");
    const event = history([row, row], { plan: plan(action(), action(now)) }).event("missed-turn");
    expect(event?.says ?? null).toBe(says);
    expect(event?.confirm ?? true).toBe(true);
  });
});
