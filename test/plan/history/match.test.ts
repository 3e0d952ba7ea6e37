/** Which row is which, from one snapshot to the next. */
import fc from "fast-check";

import { decideSameAction, matchSnapshots } from "../../../src/plan/history";
import type { How } from "../../../src/plan/history";
import type { SnapshotRow } from "../../../src/plan/model";
import { line } from "./rows";
import { chance, reword, samplePlan, toRow } from "./simulation";

const annual = "Produce an annual report on the work of the partnership";
const terms = "Review the group's terms of reference and membership";
const members = "Organise an awareness session for elected members and MPs";
const schools = "Set up a schools forum to share ideas and resources between designated leads";
const june = { timescale: "June 2019", due: "2019-06-30" };
const december = { timescale: "December 2019", due: "2019-12-31" };

/** [before, now, expected]: "0-1" pairs the first line before with the second now; "-" leaves nothing. */
const cases: [why: string, before: SnapshotRow[], now: SnapshotRow[], pairs: string, how: How[]][] = [
  [
    "nothing changed",
    [line("1", annual), line("2", terms)],
    [line("1", annual), line("2", terms)],
    "0-0 1-1",
    ["same reference and words", "same reference and words"],
  ],
  [
    "sorted",
    [line("1", annual), line("2", terms)],
    [line("2", terms), line("1", annual)],
    "0-1 1-0",
    ["same reference and words", "same reference and words"],
  ],
  [
    "a line inserted above, everything renumbered",
    [line("1", annual), line("2", terms), line("3", members)],
    [line("1", schools), line("2", annual), line("3", terms), line("4", members)],
    "0-1 1-2 2-3",
    ["same words, renumbered", "same words, renumbered", "same words, renumbered"],
  ],
  [
    "two references exchanged",
    [line("1", annual), line("2", terms)],
    [line("2", annual), line("1", terms)],
    "0-0 1-1",
    ["same words, renumbered", "same words, renumbered"],
  ],
  [
    "words in another order, same reference",
    [line("1", terms)],
    [line("1", "Membership and terms of reference of the group to be reviewed")],
    "0-0",
    ["same reference, reworded"],
  ],
  [
    "an abbreviation",
    [line("1", terms)],
    [line("1", "Review the group's ToR and membership")],
    "0-0",
    ["same reference, reworded"],
  ],
  [
    "slips of typing and no reference",
    [line(null, schools)],
    [line(null, "Set up a shcools forum to share ideas and resorces betwen designated leads")],
    "0-0",
    ["reworded"],
  ],
  [
    "reworded and renumbered at once",
    [line("1", annual), line("2", terms)],
    [line("7", "Publish an annual report about the partnership's work"), line("2", terms)],
    "0-0 1-1",
    ["reworded and renumbered", "same reference and words"],
  ],
  [
    "only punctuation and capitals differ",
    [line("1.", annual)],
    [line("1", `${annual.toUpperCase()}.`)],
    "0-0",
    ["same reference and words"],
  ],
  [
    "moved to another section",
    [line("1", annual, { section: "1. Leadership" })],
    [line("1", annual, { section: "4. Education" })],
    "0-0",
    ["same reference and words"],
  ],
  [
    "one leaves and another takes its reference",
    [line("1", annual), line("2", terms)],
    [line("1", schools), line("2", terms)],
    "1-1",
    ["same reference and words"],
  ],
  [
    "1.1 and 1.10 are two references",
    [line("1.1", annual), line("1.10", terms)],
    [line("1.10", terms), line("1.1", annual)],
    "0-1 1-0",
    ["same reference and words", "same reference and words"],
  ],
  [
    "the same words twice: the timescale tells which",
    [line(null, "Review training", june), line(null, "Review training", december)],
    [line(null, "Review training", december), line(null, "Review training", june)],
    "0-1 1-0",
    ["same words, no reference", "same words, no reference"],
  ],
  [
    "the same words twice: the reference tells which",
    [line("5.1", "Review training"), line("5.2", "Review training")],
    [line("5.2", "Review training"), line("5.1", "Review training")],
    "0-1 1-0",
    ["same reference and words", "same reference and words"],
  ],
  [
    "taking the best pair first would leave the other two apart",
    [
      line(null, "Deliver briefing sessions for primary schools"),
      line(null, "Deliver briefing sessions for schools and colleges"),
    ],
    [
      line(null, "Deliver briefing sessions for primary schools and colleges"),
      line(null, "Deliver briefings for primary schools"),
    ],
    "0-1 1-0",
    ["reworded", "reworded"],
  ],
];

test.each(cases)("%s", (_why, before, now, pairs, how) => {
  const matching = matchSnapshots(before, now);
  expect(matching.pairs.map((pair) => `${pair.before}-${pair.now}`).join(" ")).toBe(pairs);
  expect(matching.pairs.map((pair) => pair.how)).toEqual(how);
  const paired = new Set(matching.pairs.map((pair) => pair.before));
  expect(matching.gone).toEqual(before.map((_, b) => b).filter((b) => !paired.has(b)));
});

test("each pair says why, quoting the rows", () => {
  const matching = matchSnapshots(
    [line("1", terms), line("2", annual, { section: "1. Leadership" })],
    [line("1", "Review the group's ToR and membership"), line("3", annual, { section: "2. Reporting" })],
  );
  expect(matching.pairs[0]!.why).toBe(
    `“${terms}” became “Review the group's ToR and membership”; the owner stayed the same.`,
  );
  expect(matching.pairs[1]!.why).toBe(
    `The words are the same: “${annual}”; the reference was 2 and is 3. It moved from “1. Leadership” to “2. Reporting”.`,
  );
});

describe("splitting and joining", () => {
  const whole = "Organise an awareness session for elected members and commission a film for secondary schools";
  const first = "Organise an awareness session for elected members";
  const second = "Commission a film for secondary schools";

  test("one action split in two: one piece carries on the line, the other is a piece of it", () => {
    const matching = matchSnapshots(
      [line("1", annual), line("2.5", whole)],
      [line("1", annual), line("2.5a", first), line("2.5b", second)],
    );
    expect(matching.pairs.map((pair) => `${pair.before}-${pair.now}`)).toEqual(["0-0", "1-1"]);
    expect(matching.splits).toEqual([{ before: 1, now: 2, why: `2.5b says what 2.5 no longer says: “${second}”.` }]);
    expect(matching.added).toEqual([]);
    expect(matching.questions).toEqual([]);
  });
  test("two actions joined in one", () => {
    const matching = matchSnapshots([line("2.5", first), line("2.6", second)], [line("2.5", whole)]);
    expect(matching.pairs.map((pair) => `${pair.before}-${pair.now}`)).toEqual(["0-0"]);
    expect(matching.joins.map((part) => [part.before, part.now])).toEqual([[1, 0]]);
    expect(matching.gone).toEqual([]);
  });
  test("a new action about something similar is no piece: the older one still says all it said", () => {
    const matching = matchSnapshots([line("2.5", whole)], [line("2.5", whole), line("2.6", second)]);
    expect(matching.splits).toEqual([]);
    expect(matching.added).toEqual([1]);
  });
  test("an action that leaves is not taken for joined because another happens to resemble it", () => {
    const matching = matchSnapshots([line("2.5", first), line("2.6", second)], [line("2.5", first)]);
    expect(matching.joins).toEqual([]);
    expect(matching.gone).toEqual([1]);
  });
});

describe("what cannot be told is asked once", () => {
  const before = [line("3.1", "Deliver training on online safety for foster carers", { lead: "College" })];
  const now = [
    line("6.2", "Deliver training on online safety for care home managers", {
      lead: "Trading Standards",
      section: "6. Care",
    }),
  ];

  test("a pair that hangs on few words is assumed, not sure, and asked", () => {
    const matching = matchSnapshots(before, now);
    const taken = matching.pairs[0];
    expect(matching.questions).toHaveLength(1);
    expect(taken?.sure ?? false).toBe(false);
    expect(matching.questions[0]!.candidates).toEqual([0]);
  });
  test("the answer that it is the same is kept", () => {
    const decision = decideSameAction(before[0]!, now[0]!, "same", "2019-08-20", "A. Officer");
    const matching = matchSnapshots(before, now, [decision]);
    expect(matching.pairs).toMatchObject([{ before: 0, now: 0, how: "someone has said so", sure: true }]);
    expect(matching.questions).toEqual([]);
  });
  test("the answer that it is another action is kept", () => {
    const decision = decideSameAction(before[0]!, now[0]!, "different", "2019-08-20", "A. Officer");
    const matching = matchSnapshots(before, now, [decision]);
    expect(matching).toMatchObject({ pairs: [], gone: [0], added: [0], questions: [] });
  });
  test("the answer that it left the plan is kept", () => {
    const decision = decideSameAction(before[0]!, null, "different", "2019-08-20", "A. Officer");
    expect(matchSnapshots(before, now, [decision])).toMatchObject({ pairs: [], gone: [0], added: [0], questions: [] });
    // It was about these rows now: while the action stands there unchanged it has not left.
    expect(matchSnapshots(before, before, [decision]).pairs).toHaveLength(1);
  });
  test("an answer lapses when the words change", () => {
    const decision = decideSameAction(before[0]!, now[0]!, "different", "2019-08-20", "A. Officer");
    const reworded = [{ ...now[0]!, action: "Deliver training on online safety for foster carers and managers" }];
    expect(matchSnapshots(before, reworded, [decision]).pairs).toHaveLength(1);
  });
  test("two rows nobody could tell apart but by what they promise", () => {
    const twins = [
      line(null, "Review training", { lead: null, section: "", ...june }),
      line(null, "Review training", { lead: null, section: "", ...december }),
    ];
    const later = [
      line(null, "Review training", { lead: null, section: "", timescale: "March 2020", due: "2020-03-31" }),
      line(null, "Review training", { lead: null, section: "", timescale: "TBC" }),
    ];
    const matching = matchSnapshots(twins, later);
    expect(matching.pairs.map((pair) => pair.sure)).toEqual([false, false]);
    expect(matching.questions.map((question) => question.candidates.length)).toEqual([2, 2]);
    expect(matching.questions[0]!.question).toBe(
      "Which action is the one that was “Review training” “Review training”?",
    );
  });
  test("two rows that are alike in everything are not worth a question", () => {
    const twins = [line(null, "Review training"), line(null, "Review training")];
    expect(matchSnapshots(twins, twins).questions).toEqual([]);
  });
});

test("the order the rows come in makes no difference to which is which", () => {
  const before = samplePlan().map((each) => toRow(each, "2019-05-14"));
  fc.assert(
    fc.property(fc.nat(100000), (seed) => {
      const dice = chance(seed);
      const reworded = before.map((row) => (dice.next() < 0.5 ? { ...row, action: reword(row.action, dice) } : row));
      const order = dice.shuffle(before.map((_, at) => at));
      const matching = matchSnapshots(
        before,
        order.map((at) => reworded[at]!),
      );
      for (const pair of matching.pairs) expect(order[pair.now]).toBe(pair.before);
      expect(matching.pairs).toHaveLength(before.length);
    }),
    { numRuns: 60, seed: 1 },
  );
});

test("hostile words cost no more than long ones", () => {
  const odd = [
    "",
    " ",
    "x".repeat(32767),
    "a ".repeat(16000),
    "\u0000\uFFFF",
    "😀".repeat(8000),
    "((((((((((",
    "the and of",
  ];
  const rows = odd.map((words, at) => line(String(at), words));
  const started = performance.now();
  const matching = matchSnapshots(rows, rows);
  expect(performance.now() - started).toBeLessThan(1000);
  expect(matching.pairs.map((pair) => pair.before === pair.now)).toEqual(odd.map(() => true));
});

// Comparing every row with every other would take minutes; the limits leave room for a busy machine.
describe("3,000 rows", () => {
  const topics = [
    "schools",
    "colleges",
    "faith groups",
    "landlords",
    "libraries",
    "GP practices",
    "care homes",
    "youth clubs",
    "prisons",
    "charities",
  ];
  const verbs = [
    "Review",
    "Publish",
    "Deliver",
    "Commission",
    "Evaluate",
    "Promote",
    "Audit",
    "Agree",
    "Refresh",
    "Test",
  ];
  const things = [
    "training",
    "guidance",
    "referral routes",
    "information sharing",
    "newsletters",
    "risk assessments",
    "briefings",
    "surveys",
    "policies",
    "contracts",
  ];
  const many = Array.from({ length: 3000 }, (_, n) =>
    line(
      `${1 + Math.floor(n / 100)}.${1 + (n % 100)}`,
      `${verbs[n % 10]} ${things[Math.floor(n / 10) % 10]} for ${topics[Math.floor(n / 100) % 10]} in area ${Math.floor(n / 1000) + 1}`,
      {
        lead: `Lead ${n % 40}`,
        timescale: `Month ${n % 24}`,
      },
    ),
  );
  test.each<[string, SnapshotRow[], number]>([
    ["unchanged but sorted", [...many].reverse(), 3000],
    [
      "every row reworded and given a note",
      many.map((row) => ({ ...row, action: `${row.action} with partners, and report back`, rowCheck: "r" })),
      3000,
    ],
    ["all alike", many.map((row) => ({ ...row, action: "Review training" })), 0],
  ])("%s: within ten seconds", (_why, now, right) => {
    const started = performance.now();
    const matching = matchSnapshots(many, now);
    expect(performance.now() - started).toBeLessThan(10000);
    const correct = matching.pairs.filter((pair) => many[pair.before]!.ref === now[pair.now]!.ref).length;
    expect(correct).toBeGreaterThanOrEqual(right);
  });
  test("3,000 times the same words on both sides", () => {
    const alike = many.map((row) => ({ ...row, action: "Review training", ref: null }));
    const started = performance.now();
    matchSnapshots(alike, [...alike].reverse());
    expect(performance.now() - started).toBeLessThan(10000);
  });
});
