/**
 * Turns dates as written into days: settles the year from the words, their neighbours or the plan, and applies the
 * conventions of `conventions.ts`.
 *
 * Never looks at the words themselves and never asks what day it is.
 */
import {
  addDaysToCode,
  addMonthsToCode,
  codeOf,
  dayCode,
  daysInMonth,
  easterCode,
  firstMonthOf,
  monthEndCode,
  monthOfCode,
  monthStartCode,
  weekdayOfCode,
  yearOfCode,
} from "../../calendar";
import type { DayCode } from "../../calendar";
import type { CalendarKind, PlanContext, Precision } from "../../model";
import type { ConventionName } from "./conventions";
import type { DateWords } from "./dates";
import type { PlanYears } from "./planYears";
import { edge } from "./words";

/** The days a date stands for. */
export interface Days {
  start: DayCode;
  end: DayCode;
  precision: Precision;
  convention: ConventionName | null;
}

const feasts: [month: number, day: number][] = [
  [0, 0],
  [0, 0],
  [12, 25],
  [1, 1],
  [0, 0],
  [3, 8],
  [1, 27],
  [11, 25],
  [10, 10],
  [11, 11],
  [10, 1],
  [12, 1],
  [12, 3],
  [9, 10],
];

let lastContext: PlanContext | null = null;
let lastPlan: PlanYears | null = null;

/** Reads the context of a cell. A plan's cells share one, so the last one read is kept. */
export function planYears(context: PlanContext): PlanYears {
  const last = lastContext;
  if (
    lastPlan &&
    last &&
    last.start === context.start &&
    last.end === context.end &&
    last.calendar === context.calendar &&
    last.heading === context.heading
  )
    return lastPlan;
  lastContext = { start: context.start, end: context.end, calendar: context.calendar, heading: context.heading };
  lastPlan = readContext(context);
  return lastPlan;
}

function readContext(context: PlanContext): PlanYears {
  const start = context.start ? codeOf(context.start) : 0;
  const end = context.end ? codeOf(context.end) : 0;
  return {
    start,
    end,
    firstYear: start ? yearOfCode(start) : end ? yearOfCode(end) : 0,
    lastYear: end ? yearOfCode(end) : start ? yearOfCode(start) + 5 : 0,
    calendar: context.calendar,
    figures: context.heading ? figuresUnder(context.heading) : "",
  };
}

const headings = new Map<string, PlanYears["figures"]>();

function figuresUnder(heading: string): PlanYears["figures"] {
  let figures = headings.get(heading);
  if (figures === undefined) {
    figures = readHeading(heading.slice(0, 200).toLowerCase());
    if (headings.size > 500) headings.clear();
    headings.set(heading, figures);
  }
  return figures;
}

function readHeading(heading: string): PlanYears["figures"] {
  const squeezed = heading.replaceAll(" ", "");
  if (/dd?[/.-]mm/.test(squeezed)) return "day-month";
  if (/yyyy[/.-]mm/.test(squeezed)) return "year-month";
  if (/mm[/.-]yy|month\/year|month&year|monthandyear/.test(squeezed)) return "month-year";
  if (/\bfy\b|financial year|fiscal year/.test(heading)) return "financial";
  if (/academic year|school year/.test(heading)) return "academic";
  if (/year to action|plan year|year of (the )?plan|^year$|^yr$|delivery year/.test(heading)) return "plan-year";
  return "";
}

/** The part of a stretch an edge means ("early", "mid", "late", "end of"); the whole stretch when none is written. */
function edged(
  which: number,
  start: DayCode,
  end: DayCode,
  months: number,
  precision: Precision,
  convention: ConventionName | null,
): Days {
  if (which === edge.none || which === edge.end) return { start, end, precision, convention };
  if (which === edge.start) return { start, end: start, precision, convention };
  if (which === edge.late) {
    const from = addMonthsToCode(monthStartCode(yearOfCode(end), monthOfCode(end)), months >= 12 ? -2 : 0);
    return { start: months >= 3 ? from : start, end, precision, convention };
  }
  if (months === 1)
    return { start, end: Math.floor(start / 100) * 100 + (which === edge.early ? 10 : 15), precision, convention };
  if (which === edge.mid && months === 3)
    return { start, end: addDaysToCode(addMonthsToCode(start, 1), 14), precision, convention };
  const share = which === edge.mid ? Math.floor(months / 2) : months >= 12 ? 3 : months >= 6 ? 2 : 1;
  return { start, end: addDaysToCode(addMonthsToCode(start, share), -1), precision, convention };
}

/** The calendar a year is counted in, as the words, the heading or the plan say. */
function calendarFor(date: DateWords, plan: PlanYears): CalendarKind {
  if (date.calendar) return date.calendar;
  if (plan.figures === "financial" || plan.figures === "academic") return plan.figures;
  return plan.calendar;
}

/** A written "2019/20" is a financial year even in a plan kept by calendar years. */
function splitCalendar(date: DateWords, plan: PlanYears): CalendarKind {
  const calendar = calendarFor(date, plan);
  return calendar === "calendar" ? "financial" : calendar;
}

/** The days of a date in a year. `year` is the one settled on; for plan years the one it begins in. */
export function daysIn(date: DateWords, year: number, plan: PlanYears): Days | null {
  switch (date.unit) {
    case "day": {
      if (date.n === 0) return null;
      const actual = date.split ? yearOfMonth(date.n, year, splitCalendar(date, plan)) : year;
      const code = dayCode(actual, date.n, Math.min(date.day, daysInMonth(actual, date.n)));
      return { start: code, end: code, precision: "day", convention: null };
    }
    case "week": {
      if (date.last === 0) {
        const first = dayCode(year, date.n, 1);
        const last = monthEndCode(year, date.n);
        const end = date.day < 0 ? last : Math.min(first + date.day * 7 - 1, last);
        return {
          start: date.day < 0 ? last - 6 : Math.min(first + (date.day - 1) * 7, last),
          end,
          precision: "day",
          convention: "week",
        };
      }
      const code = dayCode(year, date.n, Math.min(date.day, daysInMonth(year, date.n)));
      return date.last === 1
        ? { start: code, end: addDaysToCode(code, 6), precision: "day", convention: "week" }
        : { start: addDaysToCode(code, -6), end: code, precision: "day", convention: "week" };
    }
    case "weekday": {
      const first = dayCode(year, date.n, 1);
      const last = monthEndCode(year, date.n);
      let code = first + ((date.last - weekdayOfCode(first) + 7) % 7) + (Math.max(date.day, 1) - 1) * 7;
      if (date.day < 0) code = last - ((weekdayOfCode(last) - date.last + 7) % 7);
      return { start: Math.min(code, last), end: Math.min(code, last), precision: "day", convention: null };
    }
    case "month": {
      const actual = date.split ? yearOfMonth(date.n, year, splitCalendar(date, plan)) : year;
      const partly = date.edge === edge.early || date.edge === edge.mid || date.edge === edge.start;
      return edged(
        date.edge,
        dayCode(actual, date.n, 1),
        monthEndCode(actual, date.n),
        1,
        partly ? "day" : "month",
        partly ? "part-of-month" : "month-end",
      );
    }
    case "quarter":
      return quarterDays(date, year, plan, 3, "quarter");
    case "half":
      return quarterDays(date, year, plan, 6, "half-year");
    case "term":
      return termDays(date, year, plan);
    case "half-term":
      return halfTermDays(date, year);
    case "university-term": {
      const actual = date.split && date.n > 1 ? year + 1 : year;
      const from = date.n === 1 ? 10 : date.n === 2 ? 1 : 4;
      return edged(date.edge, dayCode(actual, from, 1), monthEndCode(actual, from + 2), 3, "term", "university-terms");
    }
    case "vacation": {
      const actual = date.split ? year + 1 : year;
      // The university's long vacation, or the schools' summer holidays.
      return date.n === 3
        ? edged(date.edge, dayCode(actual, 7, 1), monthEndCode(actual, 9), 3, "season", "university-terms")
        : edged(date.edge, dayCode(actual, 8, 1), monthEndCode(actual, 8), 1, "season", "term-end");
    }
    case "season":
      return seasonDays(date, year, plan);
    case "feast":
      return feastDays(date, date.split ? year + 1 : year);
    case "year":
      return yearDays(date, year, plan);
    case "year-end": {
      const named: (CalendarKind | null)[] = [null, "financial", "academic", "calendar"];
      const calendar = date.calendar ?? named[date.n] ?? plan.calendar;
      // "Year end 2020" is the one that falls in 2020; "year end 2019/20" says which.
      const begins = date.split || date.year === 0 || calendar === "calendar" ? year : year - 1;
      const end = addDaysToCode(dayCode(begins + 1, firstMonthOf[calendar], 1), -1);
      return {
        start: dayCode(begins, firstMonthOf[calendar], 1),
        end,
        precision: "month",
        convention: yearConvention(calendar),
      };
    }
    case "plan-year": {
      if (!plan.start) return null;
      const start = addMonthsToCode(plan.start, (date.n - 1) * 12);
      let last = addDaysToCode(addMonthsToCode(plan.start, date.last * 12), -1);
      if (plan.end && plan.end < last && plan.end >= start && date.last > 1) last = plan.end;
      return edged(date.edge, start, last, 12 * (date.last - date.n + 1), "year", "plan-year");
    }
    case "plan-month": {
      if (!plan.start) return null;
      const start = addMonthsToCode(plan.start, date.n - 1);
      return {
        start,
        end: addDaysToCode(addMonthsToCode(plan.start, date.last), -1),
        precision: "month",
        convention: "plan-year",
      };
    }
  }
}

function yearConvention(calendar: CalendarKind): ConventionName {
  return calendar === "financial" ? "financial-year" : calendar === "academic" ? "academic-year" : "calendar-year";
}

/** The calendar year a month of a plan year falls in. */
function yearOfMonth(month: number, planYear: number, calendar: CalendarKind): number {
  return month >= firstMonthOf[calendar] ? planYear : planYear + 1;
}

function quarterDays(date: DateWords, year: number, plan: PlanYears, length: number, precision: Precision): Days {
  const calendar = date.split ? splitCalendar(date, plan) : calendarFor(date, plan);
  const first = firstMonthOf[calendar];
  const n = date.n || 1;
  const whole = monthStartCode(year, first + (n - 1) * length);
  const last = monthEndCode(year, first + Math.max(date.last, n) * length - 1);
  return edged(date.edge, whole, last, length, precision, "quarter");
}

/** Terms by number: 1 autumn, 2 spring, 3 summer; 4 to 6 only where the year has six. */
function termDays(date: DateWords, year: number, plan: PlanYears): Days {
  if (date.n > 3) return halfTermDays(date, year);
  const n = date.n || 1;
  const actual = date.split && n > 1 ? year + 1 : year;
  let whole = dayCode(actual, n === 1 ? 9 : n === 2 ? 1 : 4, 1);
  let last = monthEndCode(actual, n === 1 ? 12 : n === 2 ? 3 : 7);
  // A plan one term long says itself when that term begins and ends.
  if (plan.start && plan.end && plan.end < addMonthsToCode(plan.start, 5) && plan.start <= last && plan.end >= whole) {
    whole = plan.start;
    last = plan.end;
  }
  return edged(date.edge, whole, last, 4, "term", "term-end");
}

/** Half-terms: month and day they end by; six a year, or two to each term. */
const halfTermEnds: [fromMonth: number, toMonth: number, toDay: number][] = [
  [9, 10, 31],
  [11, 12, 31],
  [1, 2, 15],
  [2, 3, 31],
  [4, 5, 31],
  [6, 7, 31],
];

function halfTermDays(date: DateWords, year: number): Days {
  const index = date.day > 0 ? (Math.max(date.n, 1) - 1) * 2 + date.day - 1 : Math.max(date.n, 1) - 1;
  const actual = date.split && index > 1 ? year + 1 : year;
  const [from, to, day] = halfTermEnds[Math.min(index, 5)]!;
  return { start: dayCode(actual, from, 1), end: dayCode(actual, to, day), precision: "term", convention: "term-end" };
}

function seasonDays(date: DateWords, year: number, plan: PlanYears): Days {
  let actual = year;
  if (date.split) {
    const academic = splitCalendar(date, plan) === "academic";
    if (date.n === 1 || (date.n === 2 && academic)) actual = year + 1;
  }
  return edged(
    date.edge,
    dayCode(actual, date.n * 3, 1),
    monthEndCode(actual, date.n * 3 + 2),
    3,
    "season",
    "season-end",
  );
}

function feastDays(date: DateWords, year: number): Days {
  if (date.n === 3 && date.edge)
    return { start: dayCode(year, 1, 1), end: dayCode(year, 1, 31), precision: "month", convention: "feast" };
  const [month, day] = feasts[date.n]!;
  let code = month ? dayCode(year, month, day) : easterCode(year);
  if (date.n === 4) code = addDaysToCode(code, 49);
  return { start: code, end: code, precision: "day", convention: "feast" };
}

function yearDays(date: DateWords, year: number, plan: PlanYears): Days {
  const lastYear = date.year === 0 ? year : date.lastYear;
  if (
    plan.start &&
    plan.end &&
    lastYear > year &&
    !date.calendar &&
    year === plan.firstYear &&
    lastYear === plan.lastYear &&
    !date.edge
  ) {
    return { start: plan.start, end: plan.end, precision: "year", convention: "plan-window" };
  }
  let calendar: CalendarKind = "calendar";
  if (date.split)
    calendar = date.full && calendarFor(date, plan) === "calendar" ? "calendar" : splitCalendar(date, plan);
  else if (lastYear > year) calendar = calendarFor(date, plan);
  else if (date.calendar) calendar = date.calendar;
  let ends = calendar === "calendar" ? lastYear : Math.max(lastYear, year + 1);
  if (date.split && calendar === "calendar") ends = year + 1;
  const whole = dayCode(year, firstMonthOf[calendar], 1);
  const last =
    calendar === "calendar" ? dayCode(ends, 12, 31) : addDaysToCode(dayCode(ends, firstMonthOf[calendar], 1), -1);
  const partly = date.edge !== edge.none && date.edge !== edge.end;
  return edged(date.edge, whole, last, 12, "year", partly ? "part-of-year" : yearConvention(calendar));
}

/** The years of the plan an unyeared date could be in, first first. Empty when the plan's years are not known. */
export function candidateYears(date: DateWords, plan: PlanYears, useStart: boolean): number[] {
  if (date.unit === "plan-year" || date.unit === "plan-month") return plan.start ? [plan.firstYear] : [];
  if (!plan.firstYear || (date.unit === "day" && date.n === 0)) return [];
  const years: number[] = [];
  const end = plan.end || 99999999;
  const last = plan.end ? plan.lastYear : plan.firstYear + 1;
  for (let year = plan.firstYear - 1; year <= last + 1 && years.length < 6; year++) {
    const days = daysIn(date, year, plan);
    if (!days) return [];
    const day = useStart ? days.start : days.end;
    if (day >= plan.start && day <= end) years.push(year);
  }
  if (years.length === 0 && plan.start) {
    // A plan shorter than a year: the first one after it begins.
    for (let year = plan.firstYear - 1; year <= plan.firstYear + 2; year++) {
      if ((useStart ? daysIn(date, year, plan)!.start : daysIn(date, year, plan)!.end) >= plan.start) return [year];
    }
  }
  if (!plan.start && years.length > 1) return [years[years.length - 1]!];
  return years;
}
