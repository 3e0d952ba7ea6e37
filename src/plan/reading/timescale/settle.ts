/**
 * Settles which dates are still to come and which year each one stands in.
 *
 * Works on the dates the clauses found; a year comes from the words, then from a neighbour, then from the plan.
 */
import { addDaysToCode } from "../../calendar";
import type { Clauses, DateItem } from "./clauses";
import type { DateWords } from "./dates";
import { candidateYears, daysIn } from "./resolve";
import type { Days } from "./resolve";
import type { PlanYears } from "./planYears";
import { edge } from "./words";

/** Fills in `past`, `replaced`, `days`, `start`, `end` and `year` of every date. */
export function settle(found: Clauses, plan: PlanYears): void {
  const { dates, clauses } = found;
  if (dates.length === 0) return;
  shareDone(found);
  const repeating = new Set(found.repeats.map((repeat) => repeat.clause));
  for (const date of dates) {
    const clause = clauses[date.clause]!;
    date.past =
      (clause.past && !clause.next && date.role !== "by" && date.role !== "from" && date.role !== "since") ||
      (clause.formerly && !clause.now);
    if (clause.formerly && !clause.now) date.replaced = true;
    // "Reviewed in July each year" tells a habit, not what has been.
    else if (date.past && date.words.year === 0 && repeating.has(date.clause)) date.past = false;
  }
  replaceOlder(found);
  for (let i = 0; i < dates.length; i++) settleYear(dates, i, found, plan);
}

/** "Completed - March 2019", "March 2019 (completed)": what is done and its date, parted by a mark. */
function shareDone(found: Clauses): void {
  const { clauses, dates } = found;
  const dated = new Set(dates.map((date) => date.clause));
  for (let c = 0; c < clauses.length; c++) {
    if (!clauses[c]!.done || dated.has(c)) continue;
    for (const near of [c - 1, c + 1]) {
      const clause = clauses[near];
      if (
        !clause ||
        clause.sentence !== clauses[c]!.sentence ||
        clause.others > 0 ||
        clause.future ||
        clause.next ||
        clause.now ||
        clause.formerly
      )
        continue;
      clause.past = true;
    }
  }
}

/** "June 2019, now September 2019": the later promise replaces the earlier. */
function replaceOlder(found: Clauses): void {
  const { dates, clauses } = found;
  // The last word of change that still has a date to come after it.
  let renewal = -1;
  let live = -1;
  for (const date of dates) if (!date.past) live = date.clause;
  for (let c = 0; c <= live; c++) if (clauses[c]!.now) renewal = c;
  if (renewal < 0) return;
  for (const date of dates) {
    if (date.clause < renewal && date.role !== "from") date.past = date.replaced = true;
  }
}

function settleYear(dates: DateItem[], index: number, found: Clauses, plan: PlanYears): void {
  const date = dates[index]!;
  const words = date.words;
  const until = words.until;
  if (words.unit === "day" && words.n === 0) takeMonth(dates, index);
  const byStart = date.role === "from" || date.role === "since";
  if (words.unit === "year" && words.year === 0 && until && until.year) takeYearOf(words, until);
  let year = words.year;
  if (year > 0) date.year = "written";
  else if (until && until.year > 0 && takesYear(words)) {
    year = yearBefore(words, until, plan);
    date.year = "written";
  } else if (!takesYear(words)) {
    year = plan.firstYear;
    date.year = plan.start ? "written" : "unknown";
  } else {
    const years = candidateYears(words, plan, byStart);
    const near = neighbourYear(dates, index, found, plan);
    if (near > 0 && (years.length !== 1 || near === years[0] || sameSentence(dates, index, found))) {
      year = near;
      date.year = "neighbour";
    } else if (years.length > 0) {
      year = years[0]!;
      date.years = years;
      date.year = years.length > 1 || !plan.start || !plan.end ? "many" : "plan";
    }
  }
  if (year === 0) return;
  words.slip ||= unlikely(words, plan) ? "year" : "";
  if (words.slip === "year" && words.year > 0) {
    year = words.lastYear === words.year ? likelyYear(words.year, plan) : words.year;
  }
  const first = daysIn(words, year, plan);
  if (!first) {
    date.year = "unknown";
    return;
  }
  date.days = first;
  date.start = first.start;
  date.end = first.end;
  if (until) settleRange(date, words, until, year, first, plan);
  if (date.role === "before" && !words.edge) date.end = addDaysToCode(date.start, -1);
  if (date.role === "after") date.start = addDaysToCode(date.end, 1);
}

function settleRange(
  date: DateItem,
  words: DateWords,
  until: DateWords,
  year: number,
  first: Days,
  plan: PlanYears,
): void {
  let last = until.year;
  if (last === 0) {
    if (words.split && takesYear(until)) takeYearOf(until, words);
    last = year;
  }
  let second = daysIn(until, last, plan);
  if (!second) return;
  if (until.year === 0 && takesYear(until)) {
    for (let steps = 0; steps < 2 && second && second.end < first.start; steps++) second = daysIn(until, ++last, plan);
  } else if (second.end < first.start && takesYear(until)) {
    // Both years are written and it ends before it begins: a slip for the year after, which is said.
    const later = daysIn(until, last + 1, plan);
    if (later && later.end >= first.start) {
      second = later;
      until.slip = "year";
    }
  }
  if (!second || second.end < first.start) return;
  date.end = second.end;
  date.days = { start: first.start, end: second.end, precision: second.precision, convention: second.convention };
}

/** Units that stand in a year at all; the plan's own years and months do not. */
function takesYear(words: DateWords): boolean {
  return words.unit !== "plan-year" && words.unit !== "plan-month";
}

function takeYearOf(words: DateWords, other: DateWords): void {
  words.year = other.year;
  words.lastYear = other.year;
  words.split = other.split;
  words.full = other.full;
  words.calendar = other.calendar;
}

/** The year of the first of a range whose last has one: November of "November - February 2015" is in 2014. */
function yearBefore(words: DateWords, until: DateWords, plan: PlanYears): number {
  if (until.split) {
    takeYearOf(words, until);
    return until.year;
  }
  const last = daysIn(until, until.year, plan);
  const first = daysIn(words, until.year, plan);
  return last && first && first.start > last.end ? until.year - 1 : until.year;
}

/** The month of a day written before it: the 20th of "20th and 24th January". */
function takeMonth(dates: DateItem[], index: number): void {
  const words = dates[index]!.words;
  const next = words.until ?? dates[index + 1]?.words;
  const day =
    next && next.unit === "day" && next.n > 0
      ? next
      : dates.slice(index + 1, index + 6).find((date) => date.words.unit === "day" && date.words.n > 0)?.words;
  if (!day) return;
  words.n = words.last = day.n;
  if (day.year) takeYearOf(words, day);
}

function sameSentence(dates: DateItem[], index: number, found: Clauses): boolean {
  const sentence = (i: number) => found.clauses[dates[i]!.clause]!.sentence;
  return (
    (index + 1 < dates.length && sentence(index + 1) === sentence(index)) ||
    (index > 0 && sentence(index - 1) === sentence(index))
  );
}

/** The year beside it in the cell: "September, December 2019 and March 2020". 0 when there is none to take. */
function neighbourYear(dates: DateItem[], index: number, found: Clauses, plan: PlanYears): number {
  const date = dates[index]!;
  const own = found.clauses[date.clause]!;
  // "2018 report produced in July": the year of the clause's own name.
  for (let i = Math.max(0, index - 3); i < Math.min(dates.length, index + 3); i++) {
    const other = dates[i]!;
    if (i !== index && other.clause === date.clause && other.weak && other.words.unit === "year" && own.past)
      return other.words.year;
  }
  for (let i = index + 1; i < dates.length && i < index + 6; i++) {
    const other = dates[i]!;
    if (other.weak || other.past !== date.past || other.replaced !== date.replaced) continue;
    if (found.clauses[other.clause]!.sentence > own.sentence + 1) break;
    const words = other.words;
    const year = words.year || words.until?.year || 0;
    if (!year || !takesYear(words)) continue;
    if (words.unit === "year" && words.edge === 0 && !words.split) return year;
    if (words.split) {
      takeYearOf(date.words, words);
      return words.year;
    }
    const mine = daysIn(date.words, year, plan);
    const theirs = daysIn(words, words.year || year, plan);
    return mine && theirs && mine.start > theirs.end ? year - 1 : year;
  }
  for (let i = index - 1; i >= 0 && i > index - 6; i--) {
    const other = dates[i]!;
    if (other.weak || other.past !== date.past || !other.days || other.words.slip === "year") continue;
    if (other.year !== "written" && other.year !== "neighbour" && other.year !== "many" && other.year !== "plan")
      continue;
    if (other.year !== "written" && other.year !== "neighbour") continue;
    if (found.clauses[other.clause]!.sentence < own.sentence - 1 || !takesYear(other.words)) break;
    const year = Math.floor(other.end / 10000);
    const mine = daysIn(date.words, year, plan);
    return mine && mine.end < other.start ? year + 1 : year;
  }
  return 0;
}

/** Years no plan is likely to promise. */
function unlikely(words: DateWords, plan: PlanYears): boolean {
  const year = words.year;
  if (year === 0 || words.twoDigit) return false;
  return (
    year > 2070 || year < 1950 || (plan.firstYear > 0 && (year > plan.lastYear + 40 || year < plan.firstYear - 60))
  );
}

/** The year in or beside the plan that two figures changed places from (2109 for 2019); else the year as written. */
function likelyYear(year: number, plan: PlanYears): number {
  const figures = String(year);
  let best = year;
  for (let i = 0; i < 3; i++) {
    const swapped = Number(figures.slice(0, i) + figures[i + 1] + figures[i] + figures.slice(i + 2));
    if (
      plan.firstYear > 0
        ? swapped >= plan.firstYear - 1 && swapped <= plan.lastYear + 1
        : swapped >= 1990 && swapped <= 2060
    )
      best = best === year ? swapped : best;
  }
  return best;
}

/** True where an edge leaves it vague which part of a stretch is meant. */
export function isVague(words: DateWords): boolean {
  return words.edge === edge.early || words.edge === edge.mid || words.edge === edge.start;
}
