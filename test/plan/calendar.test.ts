import fc from "fast-check";
import { Temporal } from "temporal-polyfill";

import {
  addDays,
  addDaysToCode,
  addMonths,
  addMonthsToCode,
  addMonthsToEnd,
  codeOf,
  daysBetween,
  daysInMonth,
  easterCode,
  endOfMonth,
  fromSerial,
  isIsoDate,
  isoDate,
  isoOf,
  monthEndCode,
  monthsBetween,
  monthStartCode,
  nextQuarter,
  planYear,
  quarter,
  quarterOf,
  sayDate,
  sayMonth,
  sayShortDate,
  toSerial,
  weekdayOfCode,
  yearOf,
  calendarOfYears,
} from "../../src/plan/calendar";

const day = fc.integer({ min: -40000, max: 60000 }).map((days) => new Temporal.PlainDate(2000, 1, 1).add({ days }));

describe("days as whole numbers agree with Temporal", () => {
  test("there and back", () => {
    fc.assert(fc.property(day, (date) => isoOf(codeOf(date.toString())) === date.toString()));
  });
  test("adding days", () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: -800, max: 1500 }),
        (date, days) => isoOf(addDaysToCode(codeOf(date.toString()), days)) === date.add({ days }).toString(),
      ),
    );
  });
  test("adding months", () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: -60, max: 240 }),
        (date, months) => isoOf(addMonthsToCode(codeOf(date.toString()), months)) === date.add({ months }).toString(),
      ),
    );
  });
  test("the day of the week", () => {
    fc.assert(fc.property(day, (date) => weekdayOfCode(codeOf(date.toString())) === date.dayOfWeek));
  });
  test("the days in a month", () => {
    fc.assert(fc.property(day, (date) => daysInMonth(date.year, date.month) === date.daysInMonth));
  });
  test("months that run over the year", () => {
    expect(monthEndCode(2019, 14)).toBe(20200229);
    expect(monthEndCode(2019, 0)).toBe(20181231);
    expect(monthStartCode(2019, 13)).toBe(20200101);
  });
});

test.each([
  [2000, 20000423],
  [2008, 20080323],
  [2011, 20110424],
  [2016, 20160327],
  [2019, 20190421],
  [2020, 20200412],
  [2021, 20210404],
  [2024, 20240331],
  [2038, 20380425],
])("Easter Sunday of %d, from the almanac", (year, code) => {
  expect(easterCode(year)).toBe(code);
});

test.each([
  ["2019-06-30", true],
  ["2019-06-31", false],
  ["2020-02-29", true],
  ["2019-02-29", false],
  ["2019-6-30", false],
  ["30/06/2019", false],
  ["", false],
])("%j is a date: %s", (text, expected) => expect(isIsoDate(text)).toBe(expected));

test("there is no 31 June", () => expect(() => isoDate(2019, 6, 31)).toThrow(RangeError));

test("month ends and months added to them", () => {
  expect(endOfMonth(2020, 2)).toBe("2020-02-29");
  expect(addMonths("2020-01-31", 1)).toBe("2020-02-29");
  expect(addMonthsToEnd("2019-06-30", 1)).toBe("2019-07-31");
  expect(addDays("2019-12-31", 1)).toBe("2020-01-01");
  expect(daysBetween("2019-06-30", "2019-09-30")).toBe(92);
});

test.each([
  ["2019-06-30", "2019-09-30", 3, "from month end to month end"],
  ["2019-06-30", "2019-07-31", 1, "a month's end counts as a month from a month's end"],
  ["2019-06-30", "2019-07-29", 0, "not yet a month"],
  ["2019-01-31", "2019-02-28", 1, "the last of January to the last of February is a whole month"],
  ["2020-01-31", "2020-02-29", 1, "in a leap year too"],
  ["2020-01-31", "2020-02-28", 0, "where February has another day to come it is not"],
  ["2019-01-30", "2019-02-28", 0, "a day that is no month's end is not made one by February's"],
  ["2019-02-28", "2019-03-28", 1, "a day in the month to the same day in the next"],
  ["2019-02-28", "2019-03-27", 0, "the last of February has to come round as any day has"],
  ["2019-09-30", "2019-06-30", -3, "backwards"],
])("whole months from %s to %s: %d", (from, to, months) => expect(monthsBetween(from, to)).toBe(months));

test.each([
  ["2019-03-31", "financial", "2018/19"],
  ["2019-04-01", "financial", "2019/20"],
  ["2019-08-31", "academic", "2018/19"],
  ["2019-09-01", "academic", "2019/20"],
  ["2019-12-31", "calendar", "2019"],
] as const)("%s is in the %s year %s", (date, calendar, name) => expect(yearOf(date, calendar).name).toBe(name));

test("quarters of each calendar", () => {
  expect(quarter(2019, 1, "financial")).toEqual({ name: "Q1 2019/20", start: "2019-04-01", end: "2019-06-30" });
  expect(quarter(2019, 4, "financial")).toEqual({ name: "Q4 2019/20", start: "2020-01-01", end: "2020-03-31" });
  expect(quarter(2019, 2, "academic")).toEqual({ name: "Q2 2019/20", start: "2019-12-01", end: "2020-02-29" });
  expect(quarterOf("2019-07-17", "financial").name).toBe("Q2 2019/20");
  expect(nextQuarter("2020-03-31", "financial").name).toBe("Q1 2020/21");
  expect(planYear(2019, "academic")).toEqual({ name: "2019/20", start: "2019-09-01", end: "2020-08-31" });
});

test("Excel's serial numbers", () => {
  expect(toSerial("2019-06-30")).toBe(43646);
  expect(fromSerial(43646)).toBe("2019-06-30");
  expect(fromSerial(43646.75)).toBe("2019-06-30");
  expect(fromSerial(toSerial("2019-06-30", true), true)).toBe("2019-06-30");
  expect(fromSerial(-1)).toBeNull();
  expect(fromSerial(Number.NaN)).toBeNull();
});

test("dates in words", () => {
  expect(sayDate("2019-06-30")).toBe("30 June 2019");
  expect(sayShortDate("2019-06-30")).toBe("30 Jun 2019");
  expect(sayMonth("2019-06-30")).toBe("June 2019");
});

test.each([
  ["2019-04-01", "2021-03-31", "financial", "April to March"],
  ["2019-09-01", "2020-08-31", "academic", "September to August"],
  ["2019-09-01", "2020-07-31", "academic", "a school's year, to the end of the summer term"],
  ["2019-01-01", "2019-12-31", "calendar", "January to December"],
  ["2019-05-05", "2020-03-31", "financial", "begun late, but it ends in March"],
  ["2019-04-01", null, "financial", "only its start is known"],
  [null, null, "financial", "nothing is known: the UK's public sector counts from April"],
] as const)("a plan from %s to %s is counted in the %s calendar: %s", (start, end, expected, _why) => {
  expect(calendarOfYears(start, end)).toBe(expected);
});
