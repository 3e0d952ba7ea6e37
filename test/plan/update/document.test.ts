import type { Action } from "../../../src/plan/model";
import { readOwner } from "../../../src/plan/reading/owners";
import { standingOf } from "../../../src/plan/review";
import { composeUpdate } from "../../../src/plan/update/document";
import type { Block, UpdateDocument, UpdateSource } from "../../../src/plan/update/document";
import { renderHtml, renderWords } from "../../../src/plan/update/render";
import { hideNames } from "../../../src/plan/update/people";
import { action, dueBy, noProgress, plan, undated } from "../actions";

const asAt = "2019-05-31";

function compose(actions: Partial<Action>[], more: Partial<UpdateSource> = {}): UpdateDocument {
  const rows = actions.map((each, index) => action({ row: 5 + index, ref: `2.${index + 1}`, ...each }));
  return composeUpdate({
    standing: standingOf(plan(rows), asAt),
    heading: { group: "Prevent Strategy Group", meeting: "2019-07-17", marking: "OFFICIAL", people: "names" },
    findings: [],
    changes: null,
    answers: [],
    settings: [],
    readingsSheet: "Plan readings",
    skipped: [],
    ...more,
  });
}

const overdue: Partial<Action> = { timescale: dueBy("2018-03-31") };
const closed: Partial<Action> = {
  progress: { ...noProgress, kind: "cancelled", basis: "wording", words: "we decided to cancel" },
};
const everything: Partial<Action>[] = [
  overdue,
  { timescale: dueBy("2019-06-30") },
  closed,
  { timescale: dueBy("2020-03-31") },
  { timescale: undated("ongoing", "Ongoing") },
  { timescale: undated("tbc", "TBC") },
];

const headings = (document: UpdateDocument) =>
  document.blocks.map((block) => (block.kind === "agreed" ? "Agreed" : block.heading));
const points = (document: UpdateDocument, id: string) => {
  const block = document.blocks.find((each) => each.id === id) as Extract<Block, { kind: "points" }> | undefined;
  return block?.points ?? [];
};

describe("the chair's page", () => {
  test("tells everything in the order the group takes it", () => {
    expect(headings(compose(everything, { changes: { since: "2019-03-31", groups: [] } }))).toEqual([
      "Chair’s comments",
      "Decisions for the group",
      "Overdue (1)",
      "Due by the next update (to 30 September 2019) (1)",
      "Since the last update (31 March 2019)",
      "Reads as finished or closed: please confirm (1)",
      "Not due yet (1)",
      "Ongoing (1)",
      "No date (1)",
      "By section",
      "About this update",
      "Agreed",
    ]);
  });

  test("leaves out lists that would be empty", () => {
    expect(headings(compose([{ timescale: dueBy("2020-03-31") }]))).toEqual([
      "Chair’s comments",
      "Not due yet (1)",
      "By section",
      "About this update",
      "Agreed",
    ]);
  });

  test("every action is on the page exactly once", () => {
    const refs = compose(everything).blocks.flatMap((block) =>
      block.kind === "list" ? block.lines.map(({ cells }) => cells[0]) : [],
    );
    expect([...refs].sort()).toEqual(["2.1", "2.2", "2.3", "2.4", "2.5", "2.6"]);
  });

  test("the headline says how many, how late and what comes next", () => {
    expect(compose(everything).headline).toEqual([
      "1 of 6 actions is overdue, 2.1, by 14 months; 1 more is due by 30 September 2019.",
      "1 action reads as finished or closed and needs confirming; 1 action has no date.",
    ]);
  });

  test("and says so when nothing is overdue", () => {
    const ongoing = { timescale: undated("ongoing", "Ongoing") };
    expect(compose([ongoing, ongoing]).headline).toEqual([
      "None of the 2 actions is overdue; nothing is due by 30 September 2019.",
    ]);
    expect(compose([ongoing]).headline).toEqual([
      "The one action is not overdue; nothing is due by 30 September 2019.",
    ]);
  });

  test("an overdue line names who, when, how late and what the plan says", () => {
    const list = compose([
      { ...overdue, progress: { ...noProgress, update: "Report drafted.\n\nAwaiting comments" } },
    ]).blocks.find(({ id }) => id === "overdue");
    expect(list).toMatchObject({
      lines: [
        {
          cells: [
            "2.1",
            "Review the terms of reference",
            "Graham Tyler",
            "31 Mar 2018",
            "14 months late (426 days)",
            "“Report drafted. Awaiting comments”",
          ],
          link: { sheet: "Plan", cell: "A5" },
        },
      ],
    });
  });

  test("what is latest stands first, what is due soonest stands first", () => {
    const refs = (actions: Partial<Action>[], id: string) => {
      const list = compose(actions).blocks.find((block) => block.id === id);
      return list?.kind === "list" ? list.lines.map(({ cells }) => cells[0]) : [];
    };
    const late = ["2019-04-30", "2018-03-31", "2019-05-30"].map((due) => ({ timescale: dueBy(due) }));
    expect(refs(late, "overdue")).toEqual(["2.2", "2.1", "2.3"]);
    const soon = ["2019-08-31", "2019-06-30", "2019-07-31"].map((due) => ({ timescale: dueBy(due) }));
    expect(refs(soon, "due-soon")).toEqual(["2.2", "2.3", "2.1"]);
  });

  test("no progress is said, not left blank", () => {
    const list = compose([overdue]).blocks.find(({ id }) => id === "overdue");
    expect(list).toMatchObject({ lines: [{ cells: expect.arrayContaining(["No update recorded"]) }] });
  });

  test("a row with no reference is still a line", () => {
    expect(compose([{ ...overdue, ref: null }]).headline[0]).toContain("“Review the terms of reference”, by");
  });

  test("the section table counts what the lists hold", () => {
    const block = compose([...everything, { section: "Support", timescale: dueBy("2018-03-31") }]).blocks.find(
      ({ id }) => id === "sections",
    );
    expect(block).toMatchObject({
      columns: ["No.", "Section", "Overdue", "Due soon", "All others"],
      rows: [
        ["1", "Leadership", 1, 1, 4],
        ["2", "Support", 1, 0, 0],
      ],
    });
  });

  test("says what was assumed and what the words mean, only the words used", () => {
    const about = points(compose([overdue, { ...overdue, timescale: dueBy("2019-03-31", { unsure: true }) }]), "about");
    expect(about).toContain("The title says 2019 – 2021.");
    expect(about).toContain("Could be read another way: 2.2.");
    expect(about.at(-1)).toBe(
      "What the words mean. Overdue: the date promised has passed and nothing says it is done.",
    );
  });
});

test("a column that was not certain is told where it has a heading by which people know it, and once", () => {
  const column = (heading: string, unsure: boolean, reason: string) => ({
    meaning: "owner" as const,
    column: "B",
    heading,
    reason,
    unsure,
  });
  const [table] = plan([]).tables;
  const tables = [
    { ...table!, columns: [column("With", true, "the heading says “With”"), column("", true, "it holds names")] },
    { ...table!, columns: [column("With", true, "the heading says “With”"), column("Lead", false, "it says “Lead”")] },
  ];
  const standing = standingOf(plan([action()], { tables }), asAt);
  const told = points(compose([overdue], { standing }), "about").filter((point) => point.includes(" column: "));
  expect(told).toEqual(["Owner column: the heading says “With”."]);
});

describe("decisions for the group", () => {
  test.each([
    [
      "long overdue: a new date, or close",
      [overdue],
      ["Agree a new date, or close: 2.1 (overdue by three months or more)."],
    ],
    ["a little overdue is not yet a decision", [{ timescale: dueBy("2019-03-31") }], []],
    [
      "three months to the day are three months",
      [{ timescale: dueBy("2019-02-28") }],
      ["Agree a new date, or close: 2.1 (overdue by three months or more)."],
    ],
    ["a day less is not", [{ timescale: dueBy("2019-03-01") }], []],
    [
      "nobody named",
      [{ timescale: dueBy("2019-06-30"), owner: readOwner("") }],
      ["Name who answers for: 2.1 (nobody is named)."],
    ],
    [
      "a decision the plan itself calls for, quoted",
      [
        {
          timescale: dueBy("2019-06-30"),
          notes: "- Report drafted. A decision on next year’s events needs to be made by the group",
        },
      ],
      ["2.1: the plan says “A decision on next year’s events needs to be made by the group”."],
    ],
    [
      "where it begins with the decision",
      [{ timescale: dueBy("2019-06-30"), notes: "Decision on next year’s events needs to be made by the group" }],
      ["2.1: the plan says “Decision on next year’s events needs to be made by the group”."],
    ],
    [
      "a decision already made is none",
      [{ timescale: dueBy("2019-06-30"), notes: "The decision was made in May" }],
      [],
    ],
    ["no date", [{ timescale: undated("tbc", "TBC") }], ["Agree a date for: 2.1 (none is given)."]],
    [
      "waiting, quoted",
      [{ timescale: undated("conditional", "Subject to funding") }],
      ["Hear whether this can go ahead: 2.1 (“Subject to funding”)."],
    ],
    [
      "what reads as finished needs no date",
      [{ ...closed, timescale: undated("tbc", "TBC"), owner: readOwner("") }],
      [],
    ],
  ] as [string, Partial<Action>[], string[]][])("%s", (_name, actions, expected) => {
    expect(points(compose(actions), "decisions")).toEqual(expected);
  });
});

describe("job titles for names", () => {
  const hide = hideNames(plan([action(), action({ row: 6, owner: readOwner("NBBC – Adil Mahmood") })]));
  test.each([
    ["Graham Tyler to report", "Prevent Officer to report"],
    ["Graham to report", "Prevent Officer to report"],
    ["Adil Mahmood", "NBBC"],
    ["Grahamstown", "Grahamstown"],
  ])("%s reads %s", (text, expected) => expect(hide(text)).toBe(expected));

  const two = hideNames(
    plan([
      action({ owner: readOwner("Prevent Officer – Ann Lee") }),
      action({ row: 6, owner: readOwner("Schools Manager – Ann Roy") }),
      action({ row: 7, owner: readOwner("Chair – Graham Tyler") }),
    ]),
  );
  test.each([
    ["Ann Lee to report", "Prevent Officer to report", "a whole name tells who it is"],
    ["Ann Roy to report", "Schools Manager to report", "so does the other"],
    ["Ann to report", "the lead to report", "a first name two people share tells neither: no title may be guessed"],
    ["Graham to report", "Chair to report", "one that nobody shares tells who it is"],
  ])("of two people of one first name, “%s” reads “%s”: %s", (text, expected) => expect(two(text)).toBe(expected));
});

describe("the same document for the clipboard", () => {
  const hostile = compose([{ ...overdue, action: '<img src=x onerror="alert(1)"> & more' }]);

  test("HTML is text, headings and tables; a cell's words are never markup", () => {
    const html = renderHtml(hostile);
    expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; more");
    expect(html).not.toContain("<img");
    expect(html).toContain("<h2>Overdue (1)</h2><table");
  });

  test("words for the minutes hold every line of the page and none of its furniture", () => {
    const words = renderWords(compose(everything));
    expect(words).toContain(
      "Overdue (1)\n- 2.1 Review the terms of reference (Graham Tyler; 31 Mar 2018; 14 months late (426 days)). No update recorded.",
    );
    expect(words).not.toContain("Agreed by the chair");
  });
});
