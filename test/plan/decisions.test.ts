import {
  answersIn,
  appliedIn,
  applyDecisions,
  sayDecidedBy,
  sayRefused,
  stillHolds,
  takeBack,
} from "../../src/plan/decisions";
import type { Action, Decision } from "../../src/plan/model";
import { readOwner } from "../../src/plan/reading/owners";
import { decisionToRow, readReadings, readingsHeadings } from "../../src/plan/readings";
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

describe("whose decision it is", () => {
  const due = decision({ action: "Hold the forum", words: "June 2019", readAs: "Due 31 December 2099" });
  const forum = action({ ref: "2.2", action: "Hold the forum", timescale: dueBy("2019-05-31") });
  const dueOf = (actions: Action[], of: number) => applied(actions, [due])[of]!.action.timescale.due;

  test.each<[string, Action[], string[]]>([
    ["the action it names", [forum], ["2099-12-31"]],
    [
      "of two with the same words, the one with its reference",
      [forum, { ...forum, ref: "2.3" }],
      ["2099-12-31", "2019-05-31"],
    ],
    [
      "of two with the same words and other references, both",
      [
        { ...forum, ref: "3.1" },
        { ...forum, ref: "3.2" },
      ],
      ["2099-12-31", "2099-12-31"],
    ],
    [
      "not the one that has its reference since, while its own words stand elsewhere",
      [
        { ...forum, action: "Publish the register of members" },
        { ...forum, ref: "2.3" },
      ],
      ["2019-05-31", "2099-12-31"],
    ],
    ["the one with its reference, reworded", [{ ...forum, action: "Hold the yearly forum" }], ["2099-12-31"]],
    [
      "neither of two that bear its reference, reworded both",
      [
        { ...forum, action: "Hold the yearly forum" },
        { ...forum, action: "Hold the forum of members" },
      ],
      ["2019-05-31", "2019-05-31"],
    ],
    [
      "not quite another action under its reference",
      [{ ...forum, action: "Publish the register of members" }],
      ["2019-05-31"],
    ],
  ])("%s", (_what, actions, dates) => {
    expect(actions.map((_, at) => dueOf(actions, at))).toEqual(dates);
  });
});

test("an answer does not go with its reference to an action in which words were replaced, however alike", () => {
  const done = decision({
    ref: "1.1",
    about: "progress",
    action: "Train front line police officers in making referrals",
    words: "March 2019",
    readAs: "Complete",
    row: "– · Tom Reed · March 2019",
  });
  const now = (owner: string) =>
    action({
      ref: "1.1",
      section: "",
      action: "Train front line school staff in making referrals",
      owner: readOwner(owner),
      timescale: dueBy("2019-03-31", { text: "March 2019" }),
    });
  const [neighbour] = applied([now("Ana Bell")], [done]);
  expect(neighbour!.verdict).toBeNull();
  // It may be the same action all the same, so that it is not applied is said.
  expect(neighbour!.decided.map(({ refused }) => refused)).toEqual(["another-row"]);
  expect(stillHolds(done, [now("Ana Bell")])).toBe(false);
  // Nor to one of the same owner: it may be the neighbour that got its number.
  expect(applied([now("Tom Reed")], [done])[0]!.verdict).toBeNull();
  // With words added it is the same action, whoever leads it now.
  const added = { ...now("Ana Bell"), action: "Train front line police officers in making and recording referrals" };
  expect(applied([added], [done])[0]!.verdict?.says).toBe("complete");
});

test.each<[string, string, string, boolean]>([
  ["a word added", "Publish the referral pathway", "Publish the new referral pathway", true],
  ["a word taken away", "Publish the new referral pathway", "Publish the referral pathway", true],
  ["a slip mended", "Publish the referal pathway", "Publish the referral pathway", true],
  ["a small word changed", "Review the local profile", "Review our local profile", true],
  ["a telling word replaced", "Train police officers in referrals", "Train school officers in referrals", false],
  ["a short word is not mended into another", "Meet in the east area", "Meet in the west area", false],
])("reworded under the same reference: %s", (_why, before, now, holds) => {
  const done = decision({ ref: "1.1", about: "progress", action: before, words: "March 2019", readAs: "Complete" });
  const row = action({ ref: "1.1", action: now, timescale: dueBy("2019-03-31", { text: "March 2019" }) });
  expect(stillHolds(done, [row])).toBe(holds);
});

describe("of several rows without a reference that say the same", () => {
  const row = (owner: string, section = "1. Leadership", more: Partial<Action> = {}) =>
    action({
      ref: null,
      action: "Hold the forum",
      section,
      owner: readOwner(owner),
      timescale: dueBy("2019-05-31"),
      ...more,
    });
  const police = row("Police");
  const health = row("Health");
  const with2020 = {
    timescale: dueBy("2020-06-30", { text: "June 2020" }),
    progress: { ...action({}).progress, words: "Done" },
  };
  const police2020 = row("Police", "1. Leadership", with2020);
  const health2020 = row("Health", "1. Leadership", with2020);
  const said = (more: Partial<Decision> = {}) =>
    decision({
      ref: null,
      about: "progress",
      action: "Hold the forum",
      words: "June 2019",
      readAs: "Complete",
      ...more,
    });
  const ofPolice = said({ row: "1. Leadership · Police" });
  /** Per row: what is applied, or why nothing is. */
  const on = (actions: Action[], ...decisions: Decision[]) =>
    applied(actions, decisions).map(({ verdict, decided }) => verdict?.says ?? decided[0]?.refused ?? "asked");

  test.each<[string, Action[], Decision[], string[]]>([
    ["the one whose section and owner it says", [police, health], [ofPolice], ["complete", "asked"]],
    ["wherever it stands now", [health, police], [ofPolice], ["asked", "complete"]],
    [
      "with spaces between",
      [police, health],
      [{ ...ofPolice, row: " 1. Leadership ·  Police " }],
      ["complete", "asked"],
    ],
    ["of one owner, by its section", [police, row("Police", "2. Schools")], [ofPolice], ["complete", "asked"]],
    ["all where nothing tells them apart", [police, police], [ofPolice], ["complete", "complete"]],
    ["not the twin of one that has left, or has another owner now", [row("Fire service")], [ofPolice], ["another-row"]],
    ["the only one, its section renamed", [row("Police", "1. Leading and governing")], [ofPolice], ["complete"]],
    [
      "the only one of its owner, moved to another section",
      [row("Police", "2. Schools"), row("Health", "1. Leadership", { action: "Another" })],
      [ofPolice],
      ["complete", "asked"],
    ],
    ["the only one, where it does not say", [row("Fire service")], [said()], ["complete"]],
    [
      "the only one with its reference, whoever leads it now",
      [row("Fire service", "1", { ref: "2" })],
      [{ ...ofPolice, ref: "2" }],
      ["complete"],
    ],
    [
      "its own under another reference, while another has its old one",
      [row("Fire service", "1", { ref: "2" }), { ...police, ref: "3" }],
      [{ ...ofPolice, ref: "3" }],
      ["asked", "complete"],
    ],
    [
      "not the one with another reference and owner",
      [row("Fire service", "1", { ref: "2" })],
      [{ ...ofPolice, ref: "3" }],
      ["another-row"],
    ],
    ["none where it says none of them", [row("Fire service"), health], [ofPolice], ["another-row", "another-row"]],
    [
      "of one section and owner, by its Timescale",
      [{ ...police, progress: police2020.progress }, police2020],
      [{ ...ofPolice, words: "Done", row: "1. Leadership · Police · June 2020" }],
      ["asked", "complete"],
    ],
    [
      "where it has another Timescale now and nobody else has its section and owner",
      [police2020, health2020],
      [{ ...ofPolice, words: "Done", row: "1. Leadership · Police · March 2019" }],
      ["complete", "asked"],
    ],
    [
      "none where two of its section and owner have other Timescales now",
      [police2020, { ...police2020, timescale: dueBy("2021-06-30", { text: "June 2021" }) }],
      [{ ...ofPolice, words: "Done", row: "1. Leadership · Police · March 2019" }],
      ["another-row", "another-row"],
    ],
    ["none where it does not say, as older lines do not", [police, health], [said()], ["which-row", "which-row"]],
    [
      "its own answer counts before one that may be another’s",
      [police, health],
      [said({ readAs: "Still open" }), ofPolice],
      ["complete", "which-row"],
    ],
    [
      "none where that was taken back",
      [police, health],
      [said(), takeBack(said(), "2019-05-31", "Jo")],
      ["asked", "asked"],
    ],
    [
      "one answer each",
      [police, health],
      [ofPolice, said({ readAs: "Closed", row: "1. Leadership · Health" })],
      ["complete", "closed"],
    ],
    [
      "by its reference first",
      [
        { ...police, ref: "1" },
        { ...health, ref: "2" },
      ],
      [said({ ref: "2", row: "1. Leadership · Police" })],
      ["asked", "complete"],
    ],
  ])("%s", (_why, actions, decisions, expected) => {
    expect(on(actions, ...decisions)).toEqual(expected);
  });

  test.each<[string, Action[], Decision, boolean]>([
    ["the one it says is there", [police, health], ofPolice, true],
    ["it is led by somebody else now, or is another", [row("Fire service")], ofPolice, false],
    ["none of them is the one it says", [row("Fire service"), health], ofPolice, false],
    ["it does not say", [police, health], said(), false],
    ["nothing tells them apart", [police, police], said(), true],
  ])("whether an answer can be kept: %s", (_why, actions, decision, holds) => {
    expect(stillHolds(decision, actions)).toBe(holds);
  });

  test("the sheet keeps of which row it is, and gives it back", () => {
    const rows = [
      readingsHeadings.map(String),
      decisionToRow(ofPolice).map((cell) => (typeof cell === "string" ? cell : cell.date)),
    ];
    const cells = rows.map((cellsOf) =>
      cellsOf.map((text) => ({ kind: "text" as const, text, value: text, format: "General" })),
    );
    const grid = {
      sheet: "Plan readings",
      hidden: false,
      firstRow: 0,
      firstColumn: 0,
      cells,
      merges: [],
      tables: [],
      hiddenRows: [],
    };
    expect(readReadings(grid, false, "2026-01-01").decisions).toEqual([ofPolice]);
  });
});

test.each<[string, Partial<Decision>, boolean]>([
  ["its own action", {}, true],
  ["without a reference, by its words", { ref: null }, true],
  ["quite another action", { ref: "9.9", action: "Hold the forum" }, false],
  ["quite another action, without a reference", { ref: null, action: "Hold the forum" }, false],
  ["quite another action that has its reference", { action: "Hold the forum" }, false],
  ["by its reference alone, where no words were kept", { action: "" }, true],
  ["no words kept and another reference", { ref: "9.9", action: "" }, false],
  ["other words in the cell", { words: "Annual" }, false],
])("whether a decision is still about an action as it stands: %s", (_what, more, holds) => {
  expect(stillHolds(decision(more), [base])).toBe(holds);
});

describe("whether a decision holds", () => {
  const late = action({ timescale: dueBy("2019-05-31") });
  const done = decision({ about: "progress", words: "June 2019", readAs: "Complete" });
  const open = { ...done, readAs: "Still open", decidedOn: "2019-06-01" };
  const verdict = (...lines: Decision[]) => applied([late], lines)[0]!.verdict?.says ?? null;
  const shown = (...lines: Decision[]) =>
    applied([late], lines)[0]!.decided.map((line) => [line.decision.readAs, line.applied, sayRefused(line)]);

  test("the newest verdict wins, not the first", () => {
    expect(verdict(done, open)).toBe("open");
    expect(verdict({ ...open, decidedOn: "2019-05-01" }, done)).toBe("complete");
    expect(shown(done, open)).toEqual([["Still open", true, null]]);
  });

  test("one by nobody is applied, as older versions wrote no name, and shown as by nobody", () => {
    const nobody = { ...done, by: "" };
    expect(verdict(nobody)).toBe("complete");
    expect(sayDecidedBy(nobody)).toBe("nobody named");
  });

  test("one dated ahead is not applied before its day, and shown as such", () => {
    const ahead = { ...done, decidedOn: "2099-01-01" };
    expect(verdict(ahead)).toBeNull();
    expect(verdict(open, ahead)).toBe("open");
    expect(shown(open, ahead)).toEqual([
      ["Still open", true, null],
      ["Complete", false, "dated ahead: 1 January 2099"],
    ]);
    expect(applyDecisions([late], { decisions: [ahead], today: "2099-01-01" })[0]!.verdict?.says).toBe("complete");
  });

  test("one nobody can understand leaves the older one standing, and is shown", () => {
    const unclear = { ...open, readAs: "Nearly" };
    expect(verdict(done, unclear)).toBe("complete");
    expect(shown(done, unclear)).toEqual([
      ["Complete", true, null],
      ["Nearly", false, "it cannot be understood"],
    ]);
  });

  describe("taken back", () => {
    const back = takeBack(done, "2019-06-02", "Bob Roy");

    test("it holds no longer, the older one does not come back, and the record says what was taken back", () => {
      expect(back).toEqual({ ...done, readAs: "Taken back: Complete", decidedOn: "2019-06-02", by: "Bob Roy" });
      expect(verdict(open, done, back)).toBeNull();
      expect(shown(open, done, back)).toEqual([]);
    });

    test("an answer given after that holds", () => {
      expect(verdict(done, back, { ...open, decidedOn: "2019-06-03" })).toBe("open");
    });

    test("by hand, in the two words alone", () => {
      expect(verdict(done, { ...back, readAs: "taken back" })).toBeNull();
    });

    test("only what it is about", () => {
      const timescale = decision({ words: "June 2019", readAs: "Ongoing", decidedOn: "2019-06-01" });
      const [left] = applied([late], [done, timescale, back]);
      expect(left!.verdict).toBeNull();
      expect(left!.action.timescale.kind).toBe("ongoing");
    });

    test("one dated ahead too, though its line is the newer of the two", () => {
      const ahead = { ...done, decidedOn: "2099-01-01" };
      const gone = takeBack(ahead, "2019-06-02", "");
      expect(gone.readAs).toBe("Taken back: Complete, dated 1 January 2099");
      expect(shown(gone, ahead)).toEqual([]);
      expect(shown(gone, { ...ahead, decidedOn: "2098-01-01" })).toHaveLength(1);
    });

    test.each<[string, Decision, Decision]>([
      [
        "a move that was agreed",
        decision({ about: "moved", readAs: "Agreed by the group on 1 May 2019" }),
        decision({ about: "moved", words: "June" }),
      ],
      [
        "two names that are one party",
        decision({ ref: null, action: "", about: "owner", words: "NBBC", readAs: "The same as Nuneaton" }),
        decision({ ref: null, action: "", about: "owner", words: "NBBC", readAs: "The same as Bedworth" }),
      ],
      [
        "two rows that are one action",
        decision({ about: "same-action", words: "Hold a forum", readAs: "The same action" }),
        decision({ about: "same-action", words: "Hold a meeting", readAs: "The same action" }),
      ],
    ])("%s, and no other answer of the kind", (_what, one, other) => {
      const decisions = [one, other, takeBack(one, "2019-06-02", "")];
      expect(appliedIn(answersIn({ decisions, today }))).toEqual([other]);
    });
  });
});

describe("an answer that the words have outgrown", () => {
  const now = action({ timescale: dueBy("2019-07-31", { text: "July 2019" }) });
  const old = decision({ words: "June 2019", readAs: "Ongoing" });
  const lapsed = (...lines: Decision[]) => applied([now], lines)[0]!.lapsed.map(({ readAs }) => readAs);

  test.each<[string, Decision[], string[]]>([
    ["is told, with what it said", [old], ["Ongoing"]],
    ["only the newest", [old, { ...old, words: "May 2019", readAs: "No date", decidedOn: "2019-06-01" }], ["No date"]],
    ["not once the new words have an answer", [old, { ...old, words: "July 2019", decidedOn: "2019-06-01" }], []],
    ["not one that was taken back", [old, takeBack(old, "2019-06-01", "")], []],
    ["not one dated ahead", [{ ...old, decidedOn: "2099-01-01" }], []],
  ])("%s", (_what, lines, expected) => {
    expect(lapsed(...lines)).toEqual(expected);
  });
});

test("a decided timescale is beyond the doubts and slips its words had", () => {
  const flags = [{ flag: "ambiguous" as const, words: "Bi-annual", message: "Twice a year, or every two years?" }];
  const doubted = { ...base, timescale: { ...base.timescale, flags } };
  const { timescale } = applied([doubted], [decision({})])[0]!.action;
  expect(timescale.flags).toEqual([]);
  expect(timescale.unsure).toBe(false);
});
