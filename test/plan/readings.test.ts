import fc from "fast-check";

import { toSerial } from "../../src/plan/calendar";
import type { GridCell } from "../../src/plan/grid";
import { emptyCell } from "../../src/plan/grid";
import type { Decision } from "../../src/plan/model";
import { decisionToRow, readReadings, readingsHeadings, settingsToRows } from "../../src/plan/readings";
import type { ReadingsRow } from "../../src/plan/readings";
import { sheetGrid } from "./history/rows";

const today = "2019-07-01";
const sheet = (rows: GridCell[][]) => sheetGrid("Plan readings", rows);

/** Rows as the sheet gives them back. */
function cells(rows: (ReadingsRow | readonly string[])[]): GridCell[][] {
  return [readingsHeadings, ...rows].map((row) =>
    row.map((value): GridCell => {
      if (typeof value === "string")
        return value === "" ? emptyCell : { kind: "text", text: value, value, format: "General" };
      return { kind: "date", text: value.date, value: toSerial(value.date), format: "d mmm yyyy" };
    }),
  );
}

const decision: Decision = {
  ref: "5.2",
  action: "Implement E-CINS",
  about: "progress",
  words: "E-CINS is no longer applicable",
  readAs: "Closed",
  decidedOn: "2019-05-31",
  by: "",
};

test("a decision comes back as it was kept", () => {
  expect(readReadings(sheet(cells([decisionToRow(decision)])), false, today).decisions).toEqual([decision]);
});

test("settings and meeting details come back as they were kept, the newest line winning", () => {
  const rows = [
    ...settingsToRows(
      { calendar: "academic", columns: [{ sheet: "Plan", column: "B", meaning: "owner" }] },
      "2019-05-01",
      "Ann Lee",
    ),
    ...settingsToRows(
      {
        calendar: "financial",
        group: "Prevent Strategy Group",
        meeting: "2019-07-17",
        marking: "OFFICIAL",
        people: "job titles",
      },
      "2019-05-02",
      "",
    ),
    ...settingsToRows(
      { columns: [{ sheet: "Plan", column: "B", meaning: null }], sheets: ["Plan", "More"], start: "2019-04-01" },
      "2019-05-03",
      "",
    ),
  ];
  const { settings, meeting, skipped } = readReadings(sheet(cells(rows)), false, today);
  expect(skipped).toEqual([]);
  expect(settings).toEqual({
    calendar: "financial",
    columns: [{ sheet: "Plan", column: "B", meaning: null }],
    sheets: ["Plan", "More"],
    start: "2019-04-01",
    end: null,
  });
  expect(meeting).toEqual({
    group: "Prevent Strategy Group",
    meeting: "2019-07-17",
    marking: "OFFICIAL",
    people: "job titles",
  });
});

test("no sheet is nothing decided", () => {
  expect(readReadings(null, false, today)).toMatchObject({ decisions: [], skipped: [], settings: { sheets: null } });
});

test("a damaged line is passed over and said; the others hold", () => {
  const damaged = decisionToRow(decision).map((cell) => (typeof cell === "string" ? cell : "last week"));
  const unknown = ["", "The plan as a whole", "Colour of the sky", "Blue", "1 May 2019", "", "Setting"];
  const read = readReadings(sheet(cells([damaged as string[], decisionToRow(decision), unknown])), false, today);
  expect(read.decisions).toEqual([decision]);
  expect(read.skipped).toEqual([
    "Line 2 of Plan readings was passed over: “last week” is not a date it can have been decided on.",
    "Line 4 of Plan readings was passed over: “Colour of the sky: Blue” is no setting of the plan.",
  ]);
});

test("a line with a blank first column, as the first version wrote them, holds as before", () => {
  const [, ...rest] = decisionToRow({ ...decision, ref: null });
  expect(readReadings(sheet(cells([["", ...rest] as ReadingsRow])), false, today).decisions).toEqual([
    { ...decision, ref: null },
  ]);
});

describe("the first column is never left blank, and what stands there for want of a reference is none", () => {
  test.each<[string, ReadingsRow[], string]>([
    ["a setting", settingsToRows({ group: "Forum" }, "2019-05-01", ""), "Plan"],
    ["an action without a reference", [decisionToRow({ ...decision, ref: null })], "No ref"],
    ["an action with a reference of spaces", [decisionToRow({ ...decision, ref: " " })], "No ref"],
    ["two names that are one party", [decisionToRow({ ...decision, ref: null, about: "owner" })], "Owner"],
    ["an action with a reference", [decisionToRow(decision)], "5.2"],
  ])("%s", (_what, rows, first) => {
    expect(rows.map(([ref]) => ref)).toEqual([first]);
  });

  test.each<[string, string, Partial<Decision>, string | null]>([
    ["no reference", "No ref", {}, null],
    ["in other letters", "NO REF", {}, null],
    ["names", "owner", { about: "owner" }, null],
    ["an action whose reference really is Plan", "Plan", {}, "Plan"],
    ["an action whose reference really is Owner", "Owner", {}, "Owner"],
  ])("%s", (_what, first, more, ref) => {
    const [, ...rest] = decisionToRow({ ...decision, ...more });
    const [read] = readReadings(sheet(cells([[first, ...rest] as ReadingsRow])), false, today).decisions;
    expect(read!.ref).toBe(ref);
  });
});

describe("of two lines about one thing the one decided later wins", () => {
  const lines = [
    ...settingsToRows({ calendar: "academic", group: "First", marking: "OFFICIAL" }, "2019-05-01", ""),
    ...settingsToRows({ calendar: "financial", people: "job titles" }, "2019-05-02", "Ann Lee"),
    ...settingsToRows({ columns: [{ sheet: "Plan", column: "B", meaning: "owner" }] }, "2019-05-03", ""),
    ...settingsToRows({ columns: [{ sheet: "Plan", column: "B", meaning: null }], group: "" }, "2019-05-04", ""),
    ...settingsToRows({ calendar: null, start: "2019-04-01", sheets: ["Plan"] }, "2019-05-05", ""),
    ...settingsToRows({ columnsFound: [{ sheet: "Plan", column: "B" }], sheets: ["More"] }, "2019-05-06", ""),
    ...settingsToRows({ columns: [{ sheet: "Plan", column: "C", meaning: "notes" }] }, "2019-05-07", ""),
    decisionToRow(decision),
    decisionToRow({ ...decision, readAs: "Still open", decidedOn: "2019-06-01" }),
    decisionToRow({ ...decision, readAs: "Complete", decidedOn: "2019-06-02" }),
  ].map(
    (row, at) => row.map((cell) => (typeof cell === "string" ? cell : { date: `2019-05-${10 + at}` })) as ReadingsRow,
  );

  test("however the sheet is sorted", () => {
    const asWritten = readReadings(sheet(cells(lines)), false, today);
    expect(asWritten.settings).toEqual({
      calendar: null,
      columns: [{ sheet: "Plan", column: "C", meaning: "notes" }],
      sheets: ["More"],
      start: "2019-04-01",
      end: null,
    });
    expect(asWritten.meeting).toEqual({ group: "", meeting: null, marking: "OFFICIAL", people: "job titles" });
    expect(asWritten.decisions.map(({ readAs }) => readAs)).toEqual(["Closed", "Still open", "Complete"]);
    const sorted = fc.shuffledSubarray(lines, { minLength: lines.length, maxLength: lines.length });
    fc.assert(
      fc.property(sorted, (rows) => {
        expect(readReadings(sheet(cells(rows)), false, today)).toEqual(asWritten);
      }),
    );
  });

  test("on one day the lower one", () => {
    const rows = (["academic", "calendar"] as const).flatMap((calendar) =>
      settingsToRows({ calendar }, "2019-05-01", ""),
    );
    expect(readReadings(sheet(cells(rows)), false, today).settings.calendar).toBe("calendar");
    expect(readReadings(sheet(cells([...rows].reverse())), false, today).settings.calendar).toBe("academic");
  });

  test("one without a date counts as the oldest: it is still somebody's answer", () => {
    const [undated] = settingsToRows({ people: "job titles" }, "2019-05-01", "");
    const without = undated!.map((cell) => (typeof cell === "string" ? cell : ""));
    const read = (rows: (ReadingsRow | string[])[]) => readReadings(sheet(cells(rows)), false, today).meeting.people;
    expect(read([without])).toBe("job titles");
    expect(read([...settingsToRows({ people: "names" }, "2019-05-01", ""), without])).toBe("names");
  });

  test("one dated ahead does not count yet, and that is said", () => {
    const rows = [
      ...settingsToRows({ calendar: "academic" }, "2019-05-01", ""),
      ...settingsToRows({ calendar: "calendar" }, "2099-01-01", ""),
    ];
    const read = readReadings(sheet(cells(rows)), false, today);
    expect(read.settings.calendar).toBe("academic");
    expect(read.skipped).toEqual([
      "Line 3 of Plan readings was passed over: It is dated ahead, 1 January 2099, and does not count before then.",
    ]);
    expect(readReadings(sheet(cells(rows)), false, "2099-01-01").settings.calendar).toBe("calendar");
  });
});

test("the lines that settings come from are told; one given back, and the head of the update, are none", () => {
  const rows = [
    ...settingsToRows({ calendar: "academic", start: "2019-04-01", group: "Forum" }, "2019-05-01", "Ann Lee"),
    ...settingsToRows({ start: null }, "2019-05-02", "Ann Lee"),
  ];
  expect(readReadings(sheet(cells(rows)), false, today).settingLines).toEqual([
    {
      words: "Calendar",
      readAs: "Academic year, September to August",
      decidedOn: "2019-05-01",
      by: "Ann Lee",
    },
  ]);
});

describe("a line that makes no sense is passed over, with the reason", () => {
  const error: GridCell = { kind: "error", text: "#REF!", value: "#REF!", format: "General" };
  const put = (at: number, cell: GridCell) => {
    const [headings, line] = cells([decisionToRow(decision)]);
    return [headings!, line!.map((each, column) => (column === at ? cell : each))];
  };
  const says = (words: string): GridCell => ({ kind: "text", text: words, value: words, format: "General" });
  test.each<[string, GridCell[][], string]>([
    ["an error", put(3, error), "The Read as cell holds an error, #REF!."],
    ["no reading", put(3, emptyCell), "It does not say what to read it as."],
    ["no date", put(4, emptyCell), "It has no date it was decided on."],
    ["a date that is none", put(4, says("31 June 2019")), "“31 June 2019” is not a date it can have been decided on."],
    ["nothing it is about", put(6, emptyCell), "It does not say what it is about."],
    ["something nobody asks", put(6, says("Weather")), "“Weather” is not something a line can be about."],
    [
      "no action",
      put(0, emptyCell).map((row, at) => (at === 1 ? row.map((cell, c) => (c === 1 ? emptyCell : cell)) : row)),
      "It names no action.",
    ],
  ])("%s", (_what, rows, why) => {
    expect(readReadings(sheet(rows), false, today)).toMatchObject({
      decisions: [],
      skipped: [`Line 2 of Plan readings was passed over: ${why}`],
    });
  });
});
