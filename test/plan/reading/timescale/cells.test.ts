import type { GridCell } from "../../../../src/plan/grid";
import { emptyCell } from "../../../../src/plan/grid";
import { toSerial } from "../../../../src/plan/calendar";
import { readTimescaleCell } from "../../../../src/plan/reading/timescale";
import { twoYears } from "./cases";

const date = (iso: string, format: string, text: string): GridCell => ({
  kind: "date",
  value: toSerial(iso),
  format,
  text,
});
const number = (value: number, text = String(value)): GridCell => ({ kind: "number", value, format: "General", text });

test.each([
  [date("2019-06-01", "mmm-yy", "Jun-19"), "2019-06-30", "month", "a month-only format means the whole month"],
  [date("2019-06-01", "mmmm yyyy", "June 2019"), "2019-06-30", "month", "as Excel stores June 2019"],
  [
    date("2019-06-01", "[$-809]mmmm\\ yyyy;@", "June 2019"),
    "2019-06-30",
    "month",
    "a language tag and a text part say nothing",
  ],
  [date("2019-06-14", "dd/mm/yyyy", "14/06/2019"), "2019-06-14", "day", "a day is a day"],
  [
    date("2019-06-01", "d mmmm yyyy", "1 June 2019"),
    "2019-06-01",
    "day",
    "the first of a month, when the day is shown",
  ],
  [date("2020-01-01", "yyyy", "2020"), "2020-12-31", "year", "a year-only format means the whole year"],
  [date("2019-06-14", '"due" dd mmm', "due 14 Jun"), "2019-06-14", "day", "words in quotes are no format"],
])("a real date %#: %j", (cell, due, precision, _why) => {
  const read = readTimescaleCell(cell, twoYears, false);
  expect(read).toMatchObject({ due, precision, unsure: false, text: cell.text });
});

test("a date of the 1904 system is the day it shows", () => {
  expect(
    readTimescaleCell(
      { kind: "date", value: toSerial("2019-06-14", true), format: "dd/mm/yyyy", text: "14/06/2019" },
      twoYears,
      true,
    ).due,
  ).toBe("2019-06-14");
});

test("a plain number in the range of dates may be one that lost its format, and says so", () => {
  const read = readTimescaleCell(number(43646), twoYears, false);
  expect(read).toMatchObject({ due: "2019-06-30", unsure: true });
  expect(read.parts[0]!.convention).toBe("serial-number");
  expect(read.alternatives[0]!.kind).toBe("none");
});

test.each([
  [number(2020), "period", "2020-12-31", "a year typed as a number"],
  [number(7), "none", null, "a small number says nothing"],
  [number(1.5), "none", null, "nor does a share"],
  [emptyCell, "none", null, "an empty cell"],
  [{ kind: "boolean", value: true, format: "General", text: "TRUE" } satisfies GridCell, "none", null, "a tick box"],
  [{ kind: "error", value: "#REF!", format: "General", text: "#REF!" } satisfies GridCell, "none", null, "an error"],
  [
    { kind: "text", value: "Jun-19", format: "@", text: "Jun-19" } satisfies GridCell,
    "deadline",
    "2019-06-30",
    "text is read as text",
  ],
])("%j is read as %s", (cell, kind, due, _why) => {
  expect(readTimescaleCell(cell, twoYears, false)).toMatchObject({ kind, due });
});

test("a year of the plan, typed as a number under its heading", () => {
  expect(readTimescaleCell(number(2), { ...twoYears, heading: "Year to action" }, false)).toMatchObject({
    kind: "period",
    due: "2021-03-31",
  });
});
