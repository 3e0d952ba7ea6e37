import { nextOccurrence, readTimescale } from "../../../../src/plan/reading/timescale";
import { twoYears } from "./cases";

test.each([
  ["June annually", "2019-05-01", "2019-06-30", "the first one"],
  ["June annually", "2019-06-30", "2019-06-30", "on the day itself"],
  ["June annually", "2019-07-01", "2020-06-30", "the next year's"],
  ["June annually", "2024-01-01", "2024-06-30", "years later"],
  ["June and November annually", "2019-07-01", "2019-11-30", "the second month"],
  ["June and November annually", "2019-12-01", "2020-06-30", "round again"],
  ["Every February", "2023-03-01", "2024-02-29", "a leap year's last day"],
  ["Every spring", "2019-06-01", "2020-05-31", "the end of the season"],
  ["31 August annually", "2020-01-01", "2020-08-31", "a day of the year"],
  ["15 January each year", "2020-01-16", "2021-01-15", "a day in the middle of a month"],
  ["Quarterly from June 2019", "2019-07-01", "2019-09-30", "counted from its start"],
  ["Quarterly from June 2019", "2019-05-01", "2019-06-30", "not before its start"],
  ["Monthly from 31 January 2020", "2020-02-01", "2020-02-29", "the last day of a shorter month"],
  ["Weekly from 3 June 2019", "2019-06-11", "2019-06-17", "the same weekday"],
  ["Fortnightly from 3 June 2019", "2019-06-11", "2019-06-17", "every second one"],
  ["Fortnightly from 3 June 2019", "2025-01-01", "2025-01-06", "still in step years later"],
  ["Every two years from June 2019", "2019-07-01", "2021-06-30", "two years on"],
  ["Annual, next due September 2019", "2019-10-01", "2020-09-30", "a year after the one named"],
  ["Quarterly until March 2020", "2020-06-01", null, "after the window has closed"],
  ["Quarterly", "2019-06-01", null, "the words do not tell when"],
  ["Weekly", "2019-06-01", null, "nor here"],
  ["June 2019", "2019-06-01", null, "it does not repeat"],
  ["Every half term", "2019-06-01", null, "there is no counting those"],
])("%s: on or after %s it is %s", (words, from, expected, _why) => {
  expect(nextOccurrence(readTimescale(words, twoYears), from)).toBe(expected);
});
