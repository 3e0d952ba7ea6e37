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

test("columns may have been moved, and dates typed by hand", () => {
  const row = decisionToRow(decision).map((cell) => (typeof cell === "string" ? cell : "31 May 2019"));
  const rows = [readingsHeadings, row].map((each) => [...each].reverse());
  const grid = rows.map((each) =>
    each.map((text): GridCell => ({
      kind: text ? "text" : "empty",
      text: String(text),
      value: String(text),
      format: "General",
    })),
  );
  expect(readReadings(sheet(grid), false, today).decisions).toEqual([decision]);
});
