/** Whose a sheet is: by its mark and what stands on it, never by its name. */
import {
  commentsHeading,
  freeName,
  freeTableName,
  markText,
  noticeTitle,
  quarterIn,
  quarterKey,
  readMark,
  unfinishedTitle,
  whoseIs,
} from "../../src/excel/ours";
import type { Mark, OurRole } from "../../src/excel/ours";
import { historyHeadings } from "../../src/plan/records";
import { lineHeadings } from "../../src/plan/update/document";
import { dataHeadings } from "../../src/plan/update/data";
import { workbookOf } from "../plan/hostile";

const grid = (rows: readonly (readonly string[])[]) => workbookOf(rows.length > 0 ? rows : []).sheets[0]!;
const mark = (role: OurRole): Mark => ({ role, quarter: role === "update" ? "Q1 2019/20" : null, whole: true });
const historyLine = [
  "31 May 2019",
  "1.1",
  "",
  "Publish the pathway",
  "Tom Reed",
  "March 2019",
  "",
  "Overdue",
  "r0123456789",
];
const readingsLine = ["", "The plan as a whole", "Group", "Strategy Group", "1 June 2019", "", ""];
const dataLine = [
  "1.1",
  "",
  "Publish the pathway",
  "Tom Reed",
  "",
  "March 2019",
  "A date to finish by",
  "31 Mar 2019",
  "Overdue",
];
const page = [["Action plan: quarterly update, Q1 2019/20"], [], [commentsHeading], ["About this update"]];
const theirPlan = [
  ["Ref", "Key action", "Owner", "Timescale"],
  ["1", "Do it", "Ann Lee", "June 2019"],
];

type Case = [string, string, Mark | null, readonly (readonly string[])[], string];
test.each<Case>([
  ["a marked history", "Plan history", mark("history"), [[...historyHeadings], historyLine], "ours history"],
  ["renamed", "What was promised", mark("history"), [[...historyHeadings], historyLine], "ours history"],
  [
    "with a title and a column put in",
    "Plan history",
    mark("history"),
    [["Our history"], ["", ...historyHeadings]],
    "ours history",
  ],
  ["with its headings cut out", "Plan history", mark("history"), [historyLine, historyLine], "ours history"],
  ["the table with its headings cut out", "Update data", mark("data"), [dataLine, dataLine], "lookalike"],
  // Headings any plan may have, however many: only what no plan has makes a marked sheet ours.
  ...(["data", "history", "readings"] as const).map((role): Case => [
    `a plan with usual headings put where our ${role} was cleared`,
    "Our plan",
    mark(role),
    [
      ["Ref", "Section", "Action", "Lead", "Others", "Due", "Status", "Late", "By", "About", "Question"],
      ["1.1", "Schools", "Train the front line", "Ana Bell", "", "June 2019", "Overdue", "", "Board", "", ""],
    ],
    "theirs",
  ]),
  [
    "its headings cut out and blank rows put between",
    "Plan history",
    mark("history"),
    [historyLine, [], [""], ["", ""], historyLine, [], []],
    "ours history",
  ],
  [
    "its headings cut out and more of theirs than of ours on it",
    "Plan history",
    mark("history"),
    [historyLine, ["1", "Do it"], ["2", "Do that"]],
    "theirs",
  ],
  ["emptied", "Plan readings", mark("readings"), [], "ours readings"],
  // Somebody cleared it and put a plan there: it is theirs now, mark or no mark.
  ["put to another use", "Plan history", mark("history"), theirPlan, "theirs"],
  ["a page", "Update Q1 2019-20", mark("update"), page, "ours update"],
  ["a page made final", "Update Q1 2019-20", mark("update"), [["Final version"], ["About this update"]], "theirs"],
  [
    "a page made final that still shows our lists",
    "Update Q1 2019-20",
    mark("update"),
    [["Final version"], ["Ref", "Action", ...Object.values(lineHeadings)]],
    "lookalike",
  ],
  ["a page under another name", "For the July meeting", mark("update"), page, "ours update"],
  [
    "a page that was begun",
    "Update Q1 2019-20",
    { ...mark("update"), whole: false },
    [[unfinishedTitle]],
    "ours update",
  ],
  ["version 1, by name and headings", "Plan history", null, [[...historyHeadings], historyLine], "ours history"],
  ["version 1, its headings never written", "Plan readings", null, [readingsLine], "ours readings"],
  ["version 1, numbered", "Update Q1 2019-20 (2)", null, page, "ours update"],
  ["version 1, the table", "Update data", null, [[...dataHeadings]], "ours data"],
  ["version 1, the notice", "Update not generated", null, [[noticeTitle]], "ours notice"],
  // Nobody's to write, and no plan either: the next update makes its own.
  ["version 1 under another name", "Old history", null, [[...historyHeadings], historyLine], "lookalike"],
  [
    "the team's own Update data",
    "Update data",
    null,
    [
      ["Month", "Referrals"],
      ["April", "3"],
    ],
    "theirs",
  ],
  [
    "the team's own Plan history, much like ours",
    "Plan history",
    null,
    [["Ref", "Section", "Action", "Lead", "Due", "Status"]],
    "theirs",
  ],
  ["the team's own Public update", "Public update", null, [["What we did this quarter"]], "theirs"],
  ["a plan called Update Quarter 1", "Update Quarter 1", null, theirPlan, "theirs"],
  ["a blank sheet of our name", "Plan readings", null, [], "theirs"],
])("%s", (_name, name, kept, rows, expected) => {
  const standing = whoseIs({ name, mark: kept, grid: grid(rows) });
  expect(standing.is === "ours" ? `ours ${standing.ours.role}` : standing.is).toBe(expected);
});

test.each([
  ["what we write", markText(mark("update")), mark("update")],
  ["nothing", undefined, null],
  ["somebody else's words", "mine", null],
  ["a role nobody knows", '{"role":"budget","quarter":null,"whole":true}', null],
])("a mark that is %s", (_name, text, expected) => {
  expect(readMark(text)).toEqual(expected);
});

test.each([
  ["Q3 2018/19", "financial", "Q3 2018/19"],
  ["Q3 2018/19", "academic", "Q3 2018/19, academic"],
  ["Q3 2018", "calendar", "Q3 2018, calendar"],
] as const)("the pages of %s, %s year, are known by %s and by no other calendar's key", (name, calendar, key) => {
  expect(quarterKey(name, calendar)).toBe(key);
  const calendars = ["financial", "academic", "calendar"] as const;
  expect(calendars.map((each) => quarterIn(key, each))).toEqual(
    calendars.map((each) => (each === calendar ? name : null)),
  );
});

test.each([
  ["Update data", [], "Update data"],
  ["Update data", ["update DATA"], "Update data (2)"],
  ["Update data", ["Update data", "Update data (2)"], "Update data (3)"],
  ["A name of thirty-one characters!", ["A name of thirty-one characters"], "A name of thirty-one charac (2)"],
])("the free name for %s beside %j", (wanted, taken, expected) => {
  expect(freeName(wanted, taken)).toBe(expected);
  expect(expected.length).toBeLessThanOrEqual(31);
});

test("a table's name is free of signs and of other tables' names", () => {
  expect(freeTableName("Update Q1 2019-20_late", [])).toBe("Update_Q1_2019_20_late");
  expect(freeTableName("Update_data", ["UPDATE_DATA"])).toBe("Update_data_2");
});
