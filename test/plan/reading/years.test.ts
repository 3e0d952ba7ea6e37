/** The years a plan covers and how they are counted. */
import { noSettings } from "../../../src/plan/model";
import type { PlanSettings } from "../../../src/plan/model";
import { readYears } from "../../../src/plan/reading/years";
import { cell, date } from "./grids";
import type { Written } from "./grids";

const years = (
  titles: string[],
  timescales: Written[] = [],
  headings: string[] = [],
  settings: PlanSettings = noSettings,
) => readYears({ titles, headings, timescales: timescales.map(cell), date1904: false }, settings);

test.each<[string, string, string, string]>([
  ["Prevent Action Plan 2019 – 2021 (2019 – 2020 Version)", "2019-04-01", "2021-03-31", "financial"],
  ["Community Safety Plan 2019/20", "2019-04-01", "2020-03-31", "financial"],
  ["Delivery plan 2023-2026", "2023-04-01", "2026-03-31", "financial"],
  ["Action plan 24/25", "2024-04-01", "2025-03-31", "financial"],
  ["Action plan January 2023 to December 2024", "2023-01-01", "2024-12-31", "calendar"],
  ["Improvement plan September 2022 - July 2023", "2022-09-01", "2023-07-31", "financial"],
  ["School improvement plan 2022/23", "2022-09-01", "2023-08-31", "academic"],
  ["College equality plan 2021-23", "2021-09-01", "2023-08-31", "academic"],
  ["Parish plan 2019", "2019-01-01", "2019-12-31", "calendar"],
  ["Service plan for the financial year 2019", "2019-04-01", "2020-03-31", "financial"],
])("%s", (title, start, end, calendar) => {
  expect(years([title])).toMatchObject({ start, end, calendar });
  expect(years([title]).yearsWhy).toContain(title.slice(0, 20));
});

test("a date of writing is not the year of the plan", () => {
  expect(years(["Action plan", "Updated May 2019", "Version 2 2019"]).start).toBeNull();
});

test("without a title the dates tell, wherever they stand in the text or as real dates", () => {
  expect(years([], ["June 2019", "By March 2020", date(43800, "Dec-19", "mmm-yy")])).toMatchObject({
    start: "2019-04-01",
    end: "2020-03-31",
  });
  expect(years([], ["16/17", "17/18"])).toMatchObject({ start: "2016-04-01", end: "2018-03-31" });
  expect(years([], ["9.2.15", "31.3.15"])).toMatchObject({ start: "2014-04-01", end: "2015-03-31" });
});

test("school terms in the timescales make the years academic", () => {
  expect(years(["Plan 2022-23"], ["Autumn term", "Spring term", "Termly"]).calendar).toBe("academic");
});

test("terms of reference are no school terms", () => {
  expect(years(["Terms of reference and plan 2022-23"]).calendar).toBe("financial");
});

test("nothing to go by is said, and not made up", () => {
  expect(years(["Action plan"], ["Ongoing", "TBC"])).toMatchObject({ start: null, end: null, calendar: "financial" });
  expect(years(["Action plan"]).yearsWhy).toMatch(/^No years are named/);
});

test("what a person set stands", () => {
  const set = years(["Plan 2019/20"], [], [], {
    ...noSettings,
    calendar: "calendar",
    start: "2020-01-01",
    end: "2020-12-31",
  });
  expect(set).toEqual({
    start: "2020-01-01",
    end: "2020-12-31",
    calendar: "calendar",
    yearsWhy: "You set the years and the calendar.",
  });
});
