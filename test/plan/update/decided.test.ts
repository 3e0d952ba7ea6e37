/** "Read as decided": nothing on the page is so merely because somebody wrote a line in Plan readings. */
import type { DecidedLine } from "../../../src/plan/decisions";
import type { Action, Decision } from "../../../src/plan/model";
import type { SettingLine } from "../../../src/plan/readings";
import { readOwner } from "../../../src/plan/reading/owners";
import { standingOf } from "../../../src/plan/review";
import { composeUpdate } from "../../../src/plan/update/document";
import type { UpdateDocument } from "../../../src/plan/update/document";
import { renderHtml, renderWords } from "../../../src/plan/update/render";
import { action, dueBy, noProgress, plan, undated } from "../actions";

const asAt = "2019-06-30";
const late = action({ timescale: dueBy("2019-05-31", { text: "May 2019" }) });
const decision = (more: Partial<Decision> = {}): Decision => ({
  ref: "2.2",
  action: late.action,
  about: "timescale",
  words: "May 2019",
  readAs: "Due 31 December 2099",
  decidedOn: "2019-06-01",
  by: "Ann Lee",
  ...more,
});

interface Said {
  actions?: Action[];
  decisions?: Decision[];
  answers?: DecidedLine[];
  settings?: SettingLine[];
  people?: "names" | "job titles";
  readingsSheet?: string;
}

function compose({ actions = [late], decisions = [], answers = [], settings = [], ...said }: Said) {
  const { people = "names", readingsSheet = "Plan readings" } = said;
  return composeUpdate({
    standing: standingOf(plan(actions), asAt, { decisions, today: "2019-07-10" }),
    heading: { group: "", meeting: null, marking: "", people },
    findings: [],
    changes: null,
    answers,
    settings,
    readingsSheet,
    skipped: [],
  });
}

function listed(document: UpdateDocument) {
  const block = document.blocks.find(({ id }) => id === "decided");
  return block?.kind === "list" ? block.lines : [];
}
const cells = (said: Said) => listed(compose(said)).map((line) => line.cells);
const about = (said: Said) => {
  const block = compose(said).blocks.find(({ id }) => id === "about");
  return block?.kind === "points" ? block.points : [];
};

const progress = (more: Partial<Decision>) => decision({ about: "progress", ...more });
const withoutIt = "“May 2019”. Without this it would be overdue since 31 May 2019.";
const inQuestion = action({
  timescale: dueBy("2019-05-31", { text: "May 2019" }),
  progress: { ...noProgress, kind: "done", basis: "wording", words: "Report drafted" },
});

test.each<[string, Said, string[][]]>([
  ["no decision, no list", {}, []],
  [
    "a date put off hides an overdue action: said, with who and when",
    { decisions: [decision()] },
    [["2.2", late.action, "Ann Lee", "1 Jun 2019", "Due 31 December 2099", withoutIt]],
  ],
  [
    "so does a word that says it is done",
    { decisions: [progress({ readAs: "Complete" })] },
    [["2.2", late.action, "Ann Lee", "1 Jun 2019", "Complete", withoutIt]],
  ],
  [
    "one by nobody is applied and said to be by nobody",
    { decisions: [progress({ readAs: "Closed", by: "" })] },
    [["2.2", late.action, "nobody named", "1 Jun 2019", "Closed", withoutIt]],
  ],
  [
    "one dated ahead is not applied, and listed",
    { decisions: [progress({ readAs: "Complete", decidedOn: "2099-01-01" })] },
    [["2.2", late.action, "Ann Lee", "dated ahead: 1 January 2099", "Not applied: Complete", "“May 2019”"]],
  ],
  [
    "one nobody can understand too",
    { decisions: [progress({ readAs: "Nearly" })] },
    [
      [
        "2.2",
        late.action,
        "Ann Lee",
        "1 Jun 2019",
        "Not applied: Nearly",
        "“May 2019”. It cannot be understood, so the words are read as they stand.",
      ],
    ],
  ],
  [
    "one that does not say which of several rows it is about, once",
    {
      actions: ["Police", "Health"].map((owner, at) => ({ ...late, ref: null, row: at + 5, owner: readOwner(owner) })),
      decisions: [progress({ ref: null, readAs: "Complete" })],
    },
    [
      [
        "–",
        late.action,
        "Ann Lee",
        "1 Jun 2019",
        "Not applied: Complete",
        "“May 2019”. Several rows say these words, and it does not say which of them it is about.",
      ],
    ],
  ],
  [
    "one about another row, once; two of one kind are two lines",
    {
      actions: ["Police", "Health"].map((owner, at) => ({ ...late, ref: null, row: at + 5, owner: readOwner(owner) })),
      decisions: [
        progress({ ref: null, readAs: "Complete", row: "– · Fire service · May 2019" }),
        decision({ ref: null, row: "– · Ambulance" }),
      ],
    },
    ["Due 31 December 2099", "Complete"].map((readAs) => [
      "–",
      late.action,
      "Ann Lee",
      "1 Jun 2019",
      `Not applied: ${readAs}`,
      "“May 2019”. It may have been about another row: the words, the section or the owner are not those it was given for.",
    ]),
  ],
  [
    "one nobody can understand is said at each row that says so",
    {
      actions: ["Police", "Police"].map((owner, at) => ({ ...late, ref: null, row: at + 5, owner: readOwner(owner) })),
      decisions: [progress({ ref: null, readAs: "Nearly" })],
    },
    ["Nearly", "Nearly"].map((readAs) => [
      "–",
      late.action,
      "Ann Lee",
      "1 Jun 2019",
      `Not applied: ${readAs}`,
      "“May 2019”. It cannot be understood, so the words are read as they stand.",
    ]),
  ],
  [
    "an earlier date than the words say",
    { decisions: [decision({ readAs: "Due 30 April 2019" })] },
    [
      [
        "2.2",
        late.action,
        "Ann Lee",
        "1 Jun 2019",
        "Due 30 April 2019",
        "“May 2019”. Without this it would be overdue since 31 May 2019, not 30 April 2019.",
      ],
    ],
  ],
  [
    "still open, where the row reads as finished",
    { actions: [inQuestion], decisions: [progress({ words: "Report drafted", readAs: "Still open" })] },
    [
      [
        "2.2",
        late.action,
        "Ann Lee",
        "1 Jun 2019",
        "Still open",
        "“Report drafted”. Without this it would be shown as “Looks finished”.",
      ],
    ],
  ],
  [
    "a move the group agreed",
    { decisions: [decision({ about: "moved", readAs: "Agreed by the group on 1 May 2019" })] },
    [
      [
        "2.2",
        late.action,
        "Ann Lee",
        "1 Jun 2019",
        "Agreed by the group on 1 May 2019",
        "“May 2019”. The move to this date is not counted as slippage.",
      ],
    ],
  ],
  [
    "a date that would stand in another year without it, and is not overdue either way",
    {
      actions: [action({ timescale: dueBy("2020-03-31", { text: "March" }) })],
      decisions: [decision({ words: "March", readAs: "Due 31 March 2021" })],
    },
    [
      [
        "2.2",
        late.action,
        "Ann Lee",
        "1 Jun 2019",
        "Due 31 March 2021",
        "“March”. Without this it would be shown as “Not yet due”, 31 March 2020.",
      ],
    ],
  ],
  [
    "two about one action: what each of them hides by itself",
    { decisions: [decision({ readAs: "Ongoing" }), progress({ readAs: "Complete" })] },
    [
      ["2.2", late.action, "Ann Lee", "1 Jun 2019", "Ongoing", "“May 2019”"],
      [
        "2.2",
        late.action,
        "Ann Lee",
        "1 Jun 2019",
        "Complete",
        "“May 2019”. Without this it would be shown as “Ongoing”.",
      ],
    ],
  ],
  ["agreeing with the reading there is changes nothing", { decisions: [decision({ readAs: "As it is read" })] }, []],
  ["nor does one whose words have changed", { decisions: [decision({ words: "April 2019" })] }, []],
  [
    "nor one that was taken back",
    { decisions: [decision(), decision({ readAs: "Taken back", decidedOn: "2019-06-02" })] },
    [],
  ],
  [
    "a blank that was given a date",
    {
      actions: [action({ timescale: undated("none", "") })],
      decisions: [decision({ words: "", readAs: "Due 31 July 2019" })],
    },
    [
      [
        "2.2",
        late.action,
        "Ann Lee",
        "1 Jun 2019",
        "Due 31 July 2019",
        "Left blank. Without this it would be shown as “No date”.",
      ],
    ],
  ],
  [
    "which row is which, and a row said to be gone",
    {
      answers: [
        {
          decision: decision({ about: "same-action", words: "Hold a forum", readAs: "The same action" }),
          applied: true,
          refused: null,
        },
        {
          decision: decision({
            ref: "9.9",
            action: "",
            about: "same-action",
            words: "Old",
            readAs: "A different action",
          }),
          applied: true,
          refused: null,
        },
      ],
    },
    [
      ["2.2", late.action, "Ann Lee", "1 Jun 2019", "The same action", "“Hold a forum”"],
      ["9.9", "Not in the plan any more", "Ann Lee", "1 Jun 2019", "A different action", "“Old”"],
    ],
  ],
  [
    "without names: a title for whom the plan names, nobody's name for others",
    {
      people: "job titles",
      actions: [late, action({ row: 6, ref: "2.3", action: "Hold the forum", timescale: late.timescale })],
      decisions: [
        decision({ by: "Graham Tyler" }),
        decision({ ref: "2.3", action: "Hold the forum", by: "Zoe Quist" }),
      ],
    },
    [
      ["2.2", late.action, "Prevent Officer", "1 Jun 2019", "Due 31 December 2099", withoutIt],
      ["2.3", "Hold the forum", "named in Plan readings", "1 Jun 2019", "Due 31 December 2099", withoutIt],
    ],
  ],
])("%s", (_why, said, expected) => {
  expect(cells(said)).toEqual(expected);
});

test("a line leads to its action in the plan; one whose action has left leads to the plan's first row", () => {
  const gone = decision({ ref: "9.9", action: "", about: "same-action", words: "Old", readAs: "A different action" });
  const document = compose({
    actions: [action({ row: 5 }), action({ row: 7, action: "Hold the forum", ref: "2.3", timescale: late.timescale })],
    decisions: [decision({ ref: "2.3", action: "Hold the forum" })],
    answers: [{ decision: gone, applied: true, refused: null }],
  });
  expect(listed(document).map(({ link }) => link.cell)).toEqual(["A7", "A5"]);
});

test("an answer about which row is which leads to the row that bears its words, whatever reference it was given with", () => {
  const actions = [
    action({ row: 5 }),
    action({ row: 7, action: "Hold the forum", ref: "2.3", timescale: late.timescale }),
  ];
  const answer = (action: string): DecidedLine => ({
    decision: decision({ ref: null, action, about: "same-action", words: "Old", readAs: "The same action" }),
    applied: true,
    refused: null,
  });
  const lines = listed(compose({ actions, answers: ["Hold the  forum", "", "Quite another"].map(answer) }));
  expect(lines.map(({ cells, link }) => [cells[0], cells[1], link.cell])).toEqual([
    ["2.3", "Hold the forum", "A7"],
    ["–", "Not in the plan any more", "A5"],
    ["–", "Quite another", "A5"],
  ]);
});

test("the list stands on the page, in the document for Word and in the words for the minutes", () => {
  const document = compose({ decisions: [decision()] });
  expect(document.blocks.map((block) => "heading" in block && block.heading)).toContain("Read as decided (1)");
  expect(renderHtml(document)).toContain("<h2>Read as decided (1)</h2><table");
  expect(renderWords(document)).toContain(
    `Read as decided (1)\n- 2.2 ${late.action} (Ann Lee; 1 Jun 2019; Due 31 December 2099). ${withoutIt}`,
  );
});

test("how the plan as a whole is read is told with who said so", () => {
  const setting = { words: "Calendar", readAs: "Academic year, September to August", decidedOn: "2019-05-01" };
  expect(
    about({
      settings: [
        { ...setting, by: "Ann Lee" },
        { ...setting, words: "Column B of Plan", readAs: "Notes", decidedOn: null, by: "" },
      ],
    }),
  ).toContain(
    "Read as somebody said in Plan readings, not as found: Calendar as “Academic year, September to August” (Ann Lee, on 1 May 2019) and Column B of Plan as “Notes” (nobody named, on no date given).",
  );
  expect(about({}).join(" ")).not.toContain("Plan readings");
});

test("the sheet that holds what was said is called as it is called in that workbook", () => {
  const setting = { words: "Calendar", readAs: "Academic year", decidedOn: null, by: "Zoe Quist" };
  const said = { settings: [setting], people: "job titles", readingsSheet: "Our answers" } as const;
  expect(about({ ...said, settings: [setting] }).join(" ")).toContain(
    "Read as somebody said in Our answers, not as found: Calendar as “Academic year” (named in Our answers, on no date given).",
  );
  expect(cells({ ...said, settings: [], decisions: [decision({ by: "Zoe Quist" })] })[0]).toContain(
    "named in Our answers",
  );
});

test("a page of a day shows that some of it was decided since", () => {
  const since = "Some of what is read as decided was decided after 30 June 2019, up to 9 July 2019.";
  expect(about({ decisions: [decision({ decidedOn: "2019-07-09" })] })).toContain(since);
  expect(about({ decisions: [decision({ decidedOn: asAt })] })).not.toContain(since);
});
