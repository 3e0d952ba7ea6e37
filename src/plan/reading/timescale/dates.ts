/**
 * Reads dates off tokens: days, months, quarters, terms, seasons, years, weeks, feasts, in every written order.
 *
 * Says what is written, year or no year; `resolve.ts` turns it into days. Each reader looks at the tokens at a place and
 * answers null when there is no date there; none looks further than a handful of tokens.
 */
import { daysInMonth, firstMonthOf, monthOfCode, yearOfCode } from "../../calendar";
import type { CalendarKind } from "../../model";
import type { PlanYears } from "./planYears";
import type { Token } from "./tokens";
import { edge } from "./words";
import type { Sort } from "./words";

export type Unit =
  | "day"
  | "month"
  | "quarter"
  | "half"
  | "term"
  | "half-term"
  | "season"
  | "year"
  | "week"
  | "weekday"
  | "feast"
  | "plan-year"
  | "plan-month"
  | "vacation"
  | "university-term"
  | "year-end";

/** A date as written, before its year is settled. */
export interface DateWords {
  unit: Unit;
  /** Month, quarter, half, term, season, feast or year of the plan; 0 where a day's month is still to come. */
  n: number;
  /** The last of several ("Q1-Q2", "Year 1-4"); else the same as `n`. */
  last: number;
  /** Day of the month; week or weekday number for those. */
  day: number;
  /** 0 when none is written. For a plan year, the year it begins in. */
  year: number;
  /** The last year of "2023-2027"; else the same as `year`. */
  lastYear: number;
  /** The year is a plan year, "2019/20". */
  split: boolean;
  /** Written with a dash and in full, "2019-2020": one plan year, or two calendar years. */
  full: boolean;
  twoDigit: boolean;
  /** The words name the calendar: "financial year 2019/20". */
  calendar: CalendarKind | null;
  edge: number;
  /** Where a plausible slip was seen through. */
  slip: "" | "impossible" | "american" | "year";
  /** What else the figures could be. */
  other: DateWords | null;
  misspelt: boolean;
  /** The last date of a range; null for one date. */
  until: DateWords | null;
  /** "June/July": one of several rather than a stretch. */
  either: boolean;
  /** Year worked out, not written: "first in plan" and so on; filled in by `resolve.ts`. */
  from: number;
  to: number;
  /** Index of the first token after it. */
  stop: number;
}

export function dateWords(unit: Unit, n: number, tokens: Token[], start: number, stop: number): DateWords {
  return {
    unit,
    n,
    last: n,
    day: 0,
    year: 0,
    lastYear: 0,
    split: false,
    full: false,
    twoDigit: false,
    calendar: null,
    edge: 0,
    slip: "",
    other: null,
    misspelt: false,
    until: null,
    either: false,
    from: tokens[start]!.from,
    to: tokens[stop - 1]!.to,
    stop,
  };
}

function sortAt(tokens: Token[], at: number): Sort | "" {
  return at >= 0 && at < tokens.length ? tokens[at]!.sort : "";
}

function isStroke(sort: string): boolean {
  return sort === "/" || sort === "-" || sort === ".";
}

function isFullYear(token: Token): boolean {
  return token.sort === "number" && token.digits === 4 && token.value >= 1900 && token.value < 2200;
}

/** 2019 for 19; plans are of this century unless the figures are of the last one's end. */
function century(year: number): number {
  return year >= 80 ? 1900 + year : 2000 + year;
}

interface Year {
  year: number;
  last: number;
  split: boolean;
  full: boolean;
  twoDigit: boolean;
  calendar: CalendarKind | null;
  /** "FY20": the year it ends in, or the one it begins in. */
  unclear: boolean;
  stop: number;
}

/** A year at exactly this place: 2019, 19, 2019/20, 2019-2020, 2019-23. Two figures alone only where `short` allows. */
function yearAt(tokens: Token[], at: number, short: boolean): Year | null {
  const first = tokens[at];
  if (!first || first.sort !== "number" || first.ordinal) return null;
  const full = isFullYear(first);
  if (!full && first.digits !== 2) return null;
  const year = full ? first.value : century(first.value);
  const found: Year = {
    year,
    last: year,
    split: false,
    full: false,
    twoDigit: !full,
    calendar: null,
    unclear: false,
    stop: at + 1,
  };
  let joint = at + 1;
  if (sortAt(tokens, joint) === "'") joint++;
  const stroke = sortAt(tokens, joint);
  if (stroke === "/" || stroke === "-" || stroke === "to") {
    let next = joint + 1;
    if (sortAt(tokens, next) === "'") next++;
    const second = tokens[next];
    if (second && second.sort === "number" && !second.ordinal) {
      const after = sortAt(tokens, next + 1);
      // "2019 - 20 January 2020": the figures after the dash begin another date.
      const another =
        after === "month" ||
        after === "of" ||
        after === "month-unit" ||
        ((after === "/" || (after === "-" && !tokens[next + 1]!.spaced)) &&
          (sortAt(tokens, next + 2) === "number" || sortAt(tokens, next + 2) === "month")) ||
        (after === "." && sortAt(tokens, next + 2) === "number" && !tokens[next + 2]!.spaced);
      if (!another && second.digits === 2 && second.value === (year + 1) % 100) {
        found.split = true;
        found.stop = next + 1;
      } else if (!another && full && isFullYear(second) && second.value === year + 1) {
        found.split = found.full = true;
        // A stroke means one plan year; a dash may also mean the two calendar years.
        if (stroke === "/") found.full = false;
        found.stop = next + 1;
      } else if (
        !another &&
        full &&
        stroke !== "/" &&
        isFullYear(second) &&
        second.value > year &&
        second.value < year + 40
      ) {
        found.last = second.value;
        found.stop = next + 1;
      } else if (
        !another &&
        full &&
        stroke !== "/" &&
        second.digits === 2 &&
        second.value > (year % 100) + 1 &&
        second.value > 12 &&
        after !== "-"
      ) {
        found.last = year - (year % 100) + second.value;
        found.stop = next + 1;
      }
    }
  }
  return !full && !short && !found.split ? null : found;
}

/** The calendar a word names, for "FY 2019/20" and "academic year 2019/20". */
function calendarOf(sort: string): CalendarKind | null {
  return sort === "financial" || sort === "academic" || sort === "calendar" ? sort : null;
}

/** A year after a month, quarter, term or season, with the little words and marks that may stand between. */
function yearAfter(tokens: Token[], at: number, allowSpread: boolean): Year | null {
  let i = at;
  let short = false;
  for (let steps = 0; steps < 4 && i < tokens.length; steps++, i++) {
    const token = tokens[i]!;
    const sort = token.sort;
    if (sort === "'") short = true;
    else if (sort === "number") {
      // "Sept/31 Oct", "Sept - 3 Oct": the figures belong to the next date.
      if (
        token.digits <= 2 &&
        (sortAt(tokens, i + 1) === "month" || (sortAt(tokens, i + 1) === "of" && sortAt(tokens, i + 2) === "month"))
      )
        return null;
      if (token.digits === 2 && !short && steps > 0) {
        // "Mar-20", "Sept.19", "Q2 19": two figures are a year only straight after, or after a mark without a space.
        const before = tokens[i - 1]!.sort;
        if (before !== "-" && before !== "/" && before !== ".") return yearAt(tokens, i, false);
        if (token.spaced && before !== ".") return yearAt(tokens, i, false);
      }
      return yearAt(tokens, i, allowSpread || short || true);
    } else if (calendarOf(sort)) {
      const year = yearAt(tokens, sortAt(tokens, i + 1) === "'" ? i + 2 : i + 1, true);
      if (!year) return null;
      return fiscal(year, calendarOf(sort)!);
    } else if (sort === "year" && sortAt(tokens, i + 1) === "number") continue;
    else if (
      sort === "(" &&
      i + 1 < tokens.length &&
      sortAt(tokens, i + 1) === "number" &&
      tokens[i + 1]!.digits === 4
    ) {
      const year = yearAt(tokens, i + 1, true);
      if (year && sortAt(tokens, year.stop) === ")") {
        year.stop++;
        return year;
      }
      return null;
    } else if (
      sort !== "," &&
      sort !== "." &&
      sort !== "-" &&
      sort !== "/" &&
      sort !== "of" &&
      sort !== "in" &&
      sort !== "the"
    )
      return null;
    else if (sort === "," && !(sortAt(tokens, i + 1) === "number" && tokens[i + 1]!.digits === 4)) return null;
    else if (sort === "in" && !(sortAt(tokens, i + 1) === "number" && tokens[i + 1]!.digits === 4)) return null;
    else if (
      sort === "-" &&
      token.spaced &&
      !(sortAt(tokens, i + 1) === "number" && tokens[i + 1]!.digits === 4 && dashYear(tokens, i + 1))
    )
      return null;
  }
  return null;
}

/** "June - 2019" is a month and its year; "June - 2019/20 review" is not looked at more closely. */
function dashYear(tokens: Token[], at: number): boolean {
  const after = sortAt(tokens, at + 1);
  return after === "" || after === "." || after === "break" || after === ")" || after === ",";
}

/** FY20 is the year that ends in 2020; FY2019/20 says both. */
function fiscal(year: Year, calendar: CalendarKind): Year {
  year.calendar = calendar;
  if (!year.split && year.last === year.year && calendar !== "calendar") {
    year.split = true;
    year.year -= 1;
    year.last -= 1;
    year.unclear = true;
  }
  return year;
}

function takeYear(found: DateWords, tokens: Token[], year: Year | null): DateWords {
  if (!year) return found;
  found.year = year.year;
  found.lastYear = year.last;
  found.split = year.split;
  found.full = year.full;
  found.twoDigit = year.twoDigit;
  if (year.calendar) found.calendar = year.calendar;
  if (year.unclear) {
    found.other = { ...found, year: year.year + 1, lastYear: year.last + 1 };
  }
  found.stop = year.stop;
  found.to = tokens[year.stop - 1]!.to;
  return found;
}

/** Reads a date at a place; null when none begins there. */
export function readDate(tokens: Token[], at: number, plan: PlanYears): DateWords | null {
  const token = tokens[at]!;
  switch (token.sort) {
    case "number":
      return readFigures(tokens, at, plan);
    case "month":
      return readMonth(tokens, at, plan);
    case "season":
      return readSeason(tokens, at);
    case "quarter": {
      const found = readNumbered(tokens, at, "quarter", 4, true);
      if (found && found.year === 0 && plan.start && sortAt(tokens, skipJoint(tokens, found.stop)) === "year") {
        const year = readPlanYear(tokens, skipJoint(tokens, found.stop));
        if (year && year.unit === "plan-year" && year.last === year.n)
          return inPlanYear(found, year, plan, found.from, year.to, year.stop);
      }
      return found;
    }
    case "half-year":
      return readNumbered(tokens, at, "half", 2, false);
    case "term":
      return readNumbered(tokens, at, "term", 6, true);
    case "half-term":
      return readNumbered(tokens, at, "half-term", 6, true);
    case "rank":
    case "last":
      return readRanked(tokens, at, plan);
    case "term-name": {
      const stop = sortAt(tokens, at + 1) === "term" ? at + 2 : at + 1;
      const year = yearAfter(tokens, stop, true);
      if (!year && stop === at + 1) return null;
      return takeYear(dateWords("university-term", token.value, tokens, at, stop), tokens, year);
    }
    case "term-code": {
      const next = tokens[at + 1];
      if (!next || next.sort !== "number" || next.spaced || (next.digits !== 2 && next.digits !== 4)) return null;
      return takeYear(
        dateWords("university-term", token.value, tokens, at, at + 1),
        tokens,
        yearAt(tokens, at + 1, true),
      );
    }
    case "vacation":
      return takeYear(dateWords("vacation", token.value, tokens, at, at + 1), tokens, yearAfter(tokens, at + 1, true));
    case "feast": {
      if (token.value <= 2 && sortAt(tokens, at + 1) === "term") {
        return takeYear(
          dateWords("term", token.value === 1 ? 2 : 1, tokens, at, at + 2),
          tokens,
          yearAfter(tokens, at + 2, true),
        );
      }
      return takeYear(dateWords("feast", token.value, tokens, at, at + 1), tokens, yearAfter(tokens, at + 1, false));
    }
    case "year-end": {
      const found = takeYear(
        dateWords("year-end", token.value, tokens, at, at + 1),
        tokens,
        yearAfter(tokens, at + 1, true),
      );
      if (sortAt(tokens, found.stop) === "number" && found.year === 0) {
        const next = tokens[at + 1]!;
        if (next.digits <= 2 && next.value >= 1 && next.value <= 10) {
          // "end of year 2" is the end of the plan's second year.
          const second = dateWords("plan-year", next.value, tokens, at, at + 2);
          second.edge = edge.end;
          return second;
        }
      }
      if (found.year === 0 && sortAt(tokens, at + 1) === "count") {
        const second = dateWords("plan-year", tokens[at + 1]!.value, tokens, at, at + 2);
        second.edge = edge.end;
        return second;
      }
      return found;
    }
    case "year": {
      const year = readPlanYear(tokens, at);
      return year && year.unit === "plan-year" ? withQuarter(year, tokens, plan) : year;
    }
    case "month-unit": {
      const next = tokens[at + 1];
      if (!next || next.sort !== "number" || next.digits > 2 || next.value < 1 || next.value > 60) return null;
      return readLast(dateWords("plan-month", next.value, tokens, at, at + 2), tokens, 60);
    }
    case "financial":
    case "academic":
    case "calendar": {
      let i = at + 1;
      while (
        i < at + 4 &&
        (sortAt(tokens, i) === "of" ||
          sortAt(tokens, i) === "'" ||
          sortAt(tokens, i) === "-" ||
          sortAt(tokens, i) === ":" ||
          sortAt(tokens, i) === "(")
      )
        i++;
      const year = yearAt(tokens, i, true);
      if (!year) return token.sort === "calendar" ? null : wholeYear(tokens, at, at + 1, token.sort);
      const bracket = sortAt(tokens, i - 1) === "(";
      const found = takeYear(dateWords("year", 0, tokens, at, at + 1), tokens, fiscal(year, token.sort));
      if (bracket && sortAt(tokens, found.stop) === ")") found.stop++;
      return withPart(found, tokens);
    }
    case "week":
    case "week-from":
    case "week-to": {
      let i = at + 1;
      if (token.sort === "week" && sortAt(tokens, i) !== "of") return null;
      while (i < at + 4 && ["filler", "the", "weekday", ":", "-", ")", "of", "."].includes(sortAt(tokens, i))) i++;
      // A week of a week is none, nor of the end of something; thousands of them must not be followed.
      if (["week", "week-from", "week-to", "edge"].includes(sortAt(tokens, i))) return null;
      const day = i < tokens.length ? readDate(tokens, i, plan) : null;
      if (!day || day.unit !== "day" || day.until) return null;
      day.unit = "week";
      day.last = token.sort === "week-to" ? 2 : 1;
      day.from = token.from;
      return day;
    }
    case "edge":
      return readEdge(tokens, at, plan);
    case "weekday": {
      let i = at + 1;
      if (sortAt(tokens, i) === "," || sortAt(tokens, i) === ".") i++;
      if (sortAt(tokens, i) === "the") i++;
      const next = tokens[i];
      if (!next || (next.sort !== "number" && next.sort !== "month")) return null;
      const day = readDate(tokens, i, plan);
      if (day) day.from = token.from;
      return day;
    }
    case "'": {
      const year = yearAt(tokens, at + 1, true);
      return year && year.split ? takeYear(dateWords("year", 0, tokens, at, at + 1), tokens, year) : null;
    }
    default:
      return null;
  }
}

/** "this financial year", with no figures: it takes its year from the plan. */
function wholeYear(tokens: Token[], start: number, stop: number, calendar: CalendarKind): DateWords {
  const found = dateWords("year", 0, tokens, start, stop);
  found.calendar = calendar;
  found.split = calendar !== "calendar";
  return found;
}

/** "2019/20 Q3", "2020 Spring Term": a year said before its part. */
function withPart(year: DateWords, tokens: Token[]): DateWords {
  let i = year.stop;
  if (
    sortAt(tokens, i) === "-" ||
    sortAt(tokens, i) === "," ||
    sortAt(tokens, i) === "/" ||
    sortAt(tokens, i) === ":" ||
    sortAt(tokens, i) === "("
  )
    i++;
  const next = tokens[i];
  if (!next || year.lastYear !== year.year) return year;
  let part: DateWords | null = null;
  if (next.sort === "quarter") part = readNumbered(tokens, i, "quarter", 4, true);
  else if (next.sort === "half-year") part = readNumbered(tokens, i, "half", 2, false);
  else if (
    next.sort === "month" &&
    sortAt(tokens, i - 1) !== "(" &&
    sortAt(tokens, i - 1) !== "-" &&
    year.lastYear === year.year &&
    sortAt(tokens, i + 1) !== "number" &&
    sortAt(tokens, i + 1) !== "'"
  ) {
    part = dateWords("month", next.value, tokens, i, i + 1);
  } else if (next.sort === "season" && i === year.stop) part = readSeason(tokens, i);
  else if (next.sort === "term" && tokens[i + 1]?.sort === "number") part = readNumbered(tokens, i, "term", 6, true);
  if (!part || part.year !== 0 || part.n === 0) return year;
  part.year = year.year;
  part.lastYear = year.lastYear;
  part.split = year.split;
  part.full = year.full;
  part.twoDigit = year.twoDigit;
  part.calendar = year.calendar;
  part.from = year.from;
  if (sortAt(tokens, i - 1) === "(" && sortAt(tokens, part.stop) === ")") part.stop++;
  return part;
}

function skipJoint(tokens: Token[], at: number): number {
  let i = at;
  while (
    i < at + 2 &&
    (sortAt(tokens, i) === "of" ||
      sortAt(tokens, i) === "," ||
      sortAt(tokens, i) === "-" ||
      sortAt(tokens, i) === "/" ||
      sortAt(tokens, i) === "in")
  )
    i++;
  return i;
}

/** "Year 1 Q2": a quarter of a year of the plan. */
function withQuarter(year: DateWords, tokens: Token[], plan: PlanYears): DateWords {
  const i = skipJoint(tokens, year.stop);
  if (!plan.start || year.last !== year.n || sortAt(tokens, i) !== "quarter") return year;
  const part = readNumbered(tokens, i, "quarter", 4, true);
  return part && part.year === 0 ? inPlanYear(part, year, plan, year.from, part.to, part.stop) : year;
}

function inPlanYear(
  part: DateWords,
  year: DateWords,
  plan: PlanYears,
  from: number,
  to: number,
  stop: number,
): DateWords {
  const month = monthOfCode(plan.start);
  part.year = part.lastYear = yearOfCode(plan.start) - (month < firstMonthOf[plan.calendar] ? 1 : 0) + year.n - 1;
  part.split = plan.calendar !== "calendar";
  part.from = from;
  part.to = to;
  part.stop = stop;
  return part;
}

/** A date that begins with figures. */
function readFigures(tokens: Token[], at: number, plan: PlanYears): DateWords | null {
  const first = tokens[at]!;
  if (
    plan.figures === "plan-year" &&
    first.digits <= 2 &&
    first.value >= 1 &&
    first.value <= 10 &&
    !first.ordinal &&
    !isUnitOfTime(sortAt(tokens, at + 1))
  ) {
    const year = readLast(dateWords("plan-year", first.value, tokens, at, at + 1), tokens, 10);
    if (year.stop === tokens.length) return year;
  }
  const joint = sortAt(tokens, at + 1);
  const second = tokens[at + 2];
  const numeric =
    isStroke(joint) && second !== undefined && second.sort === "number" && !first.ordinal && !second.ordinal;
  if (numeric && sortAt(tokens, at + 3) === joint && sortAt(tokens, at + 4) === "number") {
    const day = readThree(tokens, at);
    if (day) return day;
  }
  if (first.digits === 4 && isFullYear(first)) {
    if (numeric && joint !== "." && second!.digits === 2 && second!.value >= 1 && second!.value <= 12) {
      const next = second!.value === (first.value + 1) % 100;
      if (
        !next
          ? second!.value < (first.value + 1) % 100 ||
            first.value % 100 > 12 ||
            plan.figures === "year-month" ||
            second!.value < 13
          : plan.figures === "year-month"
      ) {
        const found = dateWords("month", second!.value, tokens, at, at + 3);
        found.year = found.lastYear = first.value;
        return found;
      }
    }
    const year = yearAt(tokens, at, false)!;
    const found = takeYear(dateWords("year", 0, tokens, at, at + 1), tokens, year);
    if (plan.figures === "financial" && !found.split && found.lastYear === found.year) {
      // A year alone under "Relevant FY" may be the one it begins in or the one it ends in.
      found.split = true;
      found.calendar = "financial";
      found.other = { ...found, year: found.year - 1, lastYear: found.year - 1 };
    }
    let i = found.stop;
    const words = calendarOf(sortAt(tokens, i));
    if (words) {
      found.calendar = words;
      if (words !== "calendar") found.split = true;
      i++;
      found.stop = i;
      found.to = tokens[i - 1]!.to;
    }
    return withPart(found, tokens);
  }
  if (first.digits > 2 || first.value > 99) return null;
  if (numeric) {
    const pair = readTwo(tokens, at, plan);
    if (pair) return pair;
  }
  if (
    sortAt(tokens, at + 1) === "quarter" ||
    sortAt(tokens, at + 1) === "half" ||
    sortAt(tokens, at + 1) === "term" ||
    sortAt(tokens, at + 1) === "half-term"
  ) {
    return first.ordinal ? readRanked(tokens, at, plan) : null;
  }
  if (first.ordinal && (joint === "year" || joint === "week" || joint === "weekday")) {
    const ranked = readRanked(tokens, at, plan);
    if (ranked) return ranked;
  }
  if (first.value < 1 || first.value > 31) return null;
  // A day before its month: "31 March", "31st of March", "31-Mar-20", "20th - 24th January".
  let i = at + 1;
  for (let steps = 0; steps < 3; steps++) {
    const sort = sortAt(tokens, i);
    if (sort === "of" || sort === "the" || sort === "day") i++;
    else if (
      (sort === "-" || sort === "/" || sort === ".") &&
      sortAt(tokens, i + 1) === "month" &&
      !(tokens[i]!.spaced && sort === "-") &&
      !(sort === "." && tokens[i + 1]!.spaced)
    )
      i++;
    else break;
  }
  const month = tokens[i];
  if (month && month.sort === "month") {
    const found = dateWords("day", month.value, tokens, at, i + 1);
    found.day = first.value;
    found.misspelt = month.misspelt;
    takeYear(found, tokens, yearAfter(tokens, i + 1, false));
    return checkDay(found);
  }
  return readDayOfList(tokens, at, i);
}

/** A day whose month is said after a later day: the "20th" of "20th - 24th January". */
function readDayOfList(tokens: Token[], at: number, joint: number): DateWords | null {
  let i = joint;
  for (let days = 0; days < 6; days++) {
    const sort = sortAt(tokens, i);
    if (sort !== "-" && sort !== "to" && sort !== "and" && sort !== "/" && sort !== "," && sort !== "until")
      return null;
    i++;
    while (sortAt(tokens, i) === "weekday" || sortAt(tokens, i) === "and" || sortAt(tokens, i) === "the") i++;
    const next = tokens[i];
    if (!next || next.sort !== "number" || next.digits > 2 || next.value > 31 || next.value < 1) return null;
    i++;
    if (sortAt(tokens, i) === "of") i++;
    if (sortAt(tokens, i) === "month") {
      const found = dateWords("day", 0, tokens, at, at + 1);
      found.day = tokens[at]!.value;
      return found;
    }
  }
  return null;
}

/** Marks a day that its month does not have, and reads it as the month's last. */
function checkDay(found: DateWords): DateWords {
  const longest = found.n === 2 ? 29 : daysInMonth(2019, found.n);
  const most = found.year ? daysInMonth(found.year, found.n) : longest;
  if (found.day > most) found.slip = "impossible";
  return found;
}

/** Three numbers with the same mark between: 31/03/2020, 31.3.20, 2020-03-31. */
function readThree(tokens: Token[], at: number): DateWords | null {
  const a = tokens[at]!;
  const b = tokens[at + 2]!;
  const c = tokens[at + 4]!;
  const found = dateWords("day", b.value, tokens, at, at + 5);
  if (
    isFullYear(a) &&
    b.digits <= 2 &&
    c.digits <= 2 &&
    b.value >= 1 &&
    b.value <= 12 &&
    c.value >= 1 &&
    c.value <= 31
  ) {
    found.day = c.value;
    found.year = found.lastYear = a.value;
    return checkDay(found);
  }
  if (a.digits > 2 || b.digits > 2 || (c.digits !== 2 && !isFullYear(c))) return null;
  if (a.value < 1 || b.value < 1) return null;
  found.year = found.lastYear = c.digits === 2 ? century(c.value) : c.value;
  found.twoDigit = c.digits === 2;
  if (b.value <= 12 && a.value <= 31) {
    found.day = a.value;
    return checkDay(found);
  }
  if (a.value <= 12 && b.value <= 31) {
    found.n = found.last = a.value;
    found.day = b.value;
    found.slip = "american";
    return found;
  }
  return null;
}

/** Two numbers: 19/20 (a plan year), 03/20 and 03/2020 (a month), 31/3 (a day). The heading and the plan's years decide. */
function readTwo(tokens: Token[], at: number, plan: PlanYears): DateWords | null {
  const a = tokens[at]!;
  const b = tokens[at + 2]!;
  const joint = sortAt(tokens, at + 1);
  if (a.digits <= 2 && isFullYear(b) && a.value >= 1 && a.value <= 12 && !tokens[at + 1]!.spaced) {
    const found = dateWords("month", a.value, tokens, at, at + 3);
    found.year = found.lastYear = b.value;
    return found;
  }
  if (
    joint === "." ||
    b.digits > 2 ||
    (joint === "-" && (tokens[at + 1]!.spaced || b.spaced) && b.value !== a.value + 1)
  )
    return null;
  // "10-12 March", "20/21 January": days of the month that follows.
  const after = sortAt(tokens, at + 3) === "of" ? sortAt(tokens, at + 4) : sortAt(tokens, at + 3);
  if (after === "month" || isUnitOfTime(after)) return null;
  const readings: DateWords[] = [];
  if (a.digits === 2 && b.digits === 2 && b.value === (a.value + 1) % 100) {
    const year = dateWords("year", 0, tokens, at, at + 3);
    year.year = year.lastYear = century(a.value);
    year.split = year.twoDigit = true;
    readings.push(year);
  }
  if (a.value >= 1 && a.value <= 12 && b.digits === 2 && (joint === "/" || a.digits === 2)) {
    const month = dateWords("month", a.value, tokens, at, at + 3);
    month.year = month.lastYear = century(b.value);
    month.twoDigit = true;
    readings.push(month);
  }
  if (
    joint === "/" &&
    a.value >= 1 &&
    a.value <= 31 &&
    b.value >= 1 &&
    b.value <= 12 &&
    a.value <= (b.value === 2 ? 29 : daysInMonth(2019, b.value))
  ) {
    const day = dateWords("day", b.value, tokens, at, at + 3);
    day.day = a.value;
    readings.push(day);
  }
  const chosen = choose(readings, plan);
  if (!chosen) return null;
  if (joint === "-" && chosen.unit !== "year" && !(chosen.unit === "month" && tokens.length === 3 && a.digits === 2))
    return null;
  if (a.value === 24 && b.value === 7 && b.digits === 1) return null;
  return chosen.unit === "year" ? withPart(chosen, tokens) : chosen;
}

/** Of several readings of two numbers, the one the heading asks for, else the first one that lies in the plan's years. */
function choose(readings: DateWords[], plan: PlanYears): DateWords | null {
  if (readings.length === 0) return null;
  const wanted =
    plan.figures === "month-year"
      ? "month"
      : plan.figures === "financial"
        ? "year"
        : plan.figures === "day-month"
          ? "day"
          : null;
  const asked = wanted ? readings.find((reading) => reading.unit === wanted) : undefined;
  if (asked) return asked;
  if (readings.length === 1) return readings[0]!;
  const within = readings.filter(
    (reading) => reading.year !== 0 && reading.year >= plan.firstYear - 1 && reading.year <= plan.lastYear + 1,
  );
  const chosen = within[0] ?? readings.find((reading) => reading.year === 0) ?? readings[0]!;
  chosen.other = within[1] ?? (within.length === 1 ? null : (readings.find((reading) => reading !== chosen) ?? null));
  return chosen;
}

function isUnitOfTime(sort: string): boolean {
  return (
    sort === "month-unit" ||
    sort === "week" ||
    sort === "day" ||
    sort === "year" ||
    sort === "term" ||
    sort === "noun" ||
    sort === "cadence"
  );
}

function readMonth(tokens: Token[], at: number, plan: PlanYears): DateWords {
  const token = tokens[at]!;
  // "October half term": the break stands in its month.
  const stop = sortAt(tokens, at + 1) === "half-term" ? at + 2 : at + 1;
  const found = dateWords("month", token.value, tokens, at, stop);
  found.misspelt = token.misspelt;
  let i = stop;
  if (sortAt(tokens, i) === "the") i++;
  const next = tokens[i];
  if (next && next.sort === "number" && next.digits <= 2 && next.value >= 1 && next.value <= 31) {
    const after = sortAt(tokens, i + 1);
    const isDay =
      next.ordinal || next.digits === 1 || (after === "," ? isYearToken(tokens[i + 2]) : isYearToken(tokens[i + 1]));
    const unit =
      isUnitOfTime(after) ||
      (after === "/" && sortAt(tokens, i + 2) === "number") ||
      (after === "-" && !tokens[i + 1]!.spaced && sortAt(tokens, i + 2) === "number");
    const year = century(next.value);
    const far = plan.firstYear > 0 && (year > plan.lastYear + 6 || year < plan.firstYear - 12);
    const noPlan = plan.firstYear === 0 && (next.value >= 30 || next.value < 2);
    if ((isDay || far || noPlan) && !unit) {
      found.unit = "day";
      found.day = next.value;
      found.stop = i + 1;
      found.to = next.to;
      takeYear(found, tokens, after === "," || isYearToken(tokens[i + 1]) ? yearAfter(tokens, i + 1, false) : null);
      return checkDay(found);
    }
  }
  takeYear(found, tokens, yearAfter(tokens, stop, false));
  return found;
}

function isYearToken(token: Token | undefined): boolean {
  return token !== undefined && isFullYear(token);
}

/** "Autumn 2019", "Autumn term 2019", "Autumn 2" (half-term), "Summer half term 2 2020". */
function readSeason(tokens: Token[], at: number): DateWords | null {
  const token = tokens[at]!;
  if (token.value > 10) {
    // "Sum 2" is a half-term; "sum" alone is a word like any other.
    const number = tokens[at + 1];
    if (!number || number.sort !== "number" || number.digits !== 1 || number.value > 2 || number.value < 1) return null;
    const half = dateWords("half-term", 3, tokens, at, at + 2);
    half.day = number.value;
    return takeYear(half, tokens, yearAfter(tokens, at + 2, true));
  }
  if (token.value === 4)
    return takeYear(dateWords("season", 4, tokens, at, at + 1), tokens, yearAfter(tokens, at + 1, true));
  const term = [0, 2, 3, 1][token.value]!;
  let i = at + 1;
  let found: DateWords;
  const next = sortAt(tokens, i);
  if (next === "half-term" || (next === "term" && sortAt(tokens, i + 1) === "number" && tokens[i + 1]!.digits === 1)) {
    const number = tokens[i + 1];
    const numbered = number && number.sort === "number" && number.digits === 1 && number.value <= 2 && number.value > 0;
    i = numbered ? i + 2 : i + 1;
    found = dateWords("half-term", term, tokens, at, i);
    found.day = numbered ? number.value : 1;
  } else if (next === "term") {
    i++;
    found = dateWords("term", term, tokens, at, i);
  } else if (
    next === "number" &&
    tokens[i]!.digits === 1 &&
    tokens[i]!.value >= 1 &&
    tokens[i]!.value <= 2 &&
    !tokens[i]!.ordinal
  ) {
    found = dateWords("half-term", term, tokens, at, i + 1);
    found.day = tokens[i]!.value;
    i++;
    // "Autumn 1 and 2".
    const joint = sortAt(tokens, i);
    const second = tokens[i + 1];
    if (
      (joint === "and" || joint === "-" || joint === "/") &&
      second &&
      second.sort === "number" &&
      second.digits === 1 &&
      second.value === 2
    ) {
      found.day = 2;
      i += 2;
      found.to = second.to;
      found.stop = i;
    }
  } else {
    found = dateWords("season", token.value, tokens, at, i);
  }
  found.misspelt = token.misspelt;
  return takeYear(found, tokens, yearAfter(tokens, i, true));
}

/** "Q3 2019/20", "Quarter three", "H1 2020", "Term 2". */
function readNumbered(tokens: Token[], at: number, unit: Unit, most: number, spacedToo: boolean): DateWords | null {
  const next = tokens[at + 1];
  if (!next || (next.sort !== "number" && next.sort !== "count") || next.value < 1 || next.value > most) return null;
  if (next.sort === "number" && (next.digits !== 1 || next.ordinal)) return null;
  if (!spacedToo && next.spaced) return null;
  const found = readLast(dateWords(unit, next.value, tokens, at, at + 2), tokens, most);
  return takeYear(found, tokens, yearAfter(tokens, found.stop, true));
}

/** The second number of "Q1-2", "Q1/Q2" (same letter), "Year 1 to 4", "Years 2 and 3". */
function readLast(found: DateWords, tokens: Token[], most: number): DateWords {
  for (let steps = 0; steps < 5; steps++) {
    const joint = sortAt(tokens, found.stop);
    if (joint !== "-" && joint !== "to" && joint !== "/" && joint !== "and" && joint !== ",") return found;
    let i = found.stop + 1;
    if (sortAt(tokens, i) === "and") i++;
    const unit = sortAt(tokens, i);
    if (unit === "quarter" || unit === "half-year" || unit === "year") i++;
    const last = tokens[i];
    if (!last || (last.sort !== "number" && last.sort !== "count") || last.digits > (most > 9 ? 2 : 1)) return found;
    if (last.value <= found.last || last.value > most) return found;
    found.last = last.value;
    found.stop = i + 1;
    found.to = last.to;
  }
  return found;
}

function readPlanYear(tokens: Token[], at: number): DateWords | null {
  let i = at + 1;
  if (sortAt(tokens, i) === ":" || sortAt(tokens, i) === ".") i++;
  const next = tokens[i];
  if (!next) return null;
  if (next.sort === "number" && next.digits === 4)
    return takeYear(dateWords("year", 0, tokens, at, at + 1), tokens, yearAt(tokens, i, false));
  if ((next.sort !== "number" && next.sort !== "count") || next.ordinal || next.value < 1 || next.value > 15)
    return null;
  return readLast(dateWords("plan-year", next.value, tokens, at, i + 1), tokens, 15);
}

/** "first quarter of 2019/20", "2nd half of 2020", "last week of June", "first Monday in June 2019", "second year". */
function readRanked(tokens: Token[], at: number, plan: PlanYears): DateWords | null {
  const token = tokens[at]!;
  const rank = token.sort === "last" ? -1 : token.value;
  const thing = tokens[at + 1];
  if (!thing) return null;
  switch (thing.sort) {
    case "quarter":
    case "half":
    case "term":
    case "half-term": {
      const most = thing.sort === "half" ? 2 : thing.sort === "quarter" ? 4 : 6;
      const n = rank < 0 ? (thing.sort === "term" ? 3 : thing.sort === "half-term" ? 6 : most) : rank;
      if (n > most) return null;
      const found = dateWords(thing.sort, n, tokens, at, at + 2);
      takeYear(found, tokens, yearAfter(tokens, at + 2, true));
      if (thing.sort === "half" && found.year > 0 && !found.split) found.calendar = "calendar";
      if (thing.sort !== "half" || found.year > 0) return found;
      let i = at + 2;
      while (i < at + 5 && (sortAt(tokens, i) === "of" || sortAt(tokens, i) === "the")) i++;
      if (calendarOf(sortAt(tokens, i))) {
        found.calendar = calendarOf(sortAt(tokens, i));
        found.stop = i + 1;
        found.to = tokens[i]!.to;
        return found;
      }
      if (sortAt(tokens, i) === "year") {
        found.stop = i + 1;
        found.to = tokens[i]!.to;
        return found;
      }
      const month = sortAt(tokens, i) === "month" ? readDate(tokens, i, plan) : null;
      if (!month) return null;
      month.edge = n === 1 ? edge.mid : edge.end;
      month.from = token.from;
      return month;
    }
    case "year":
      if (rank < 1) return null;
      return dateWords("plan-year", rank, tokens, at, at + 2);
    case "week":
    case "day":
    case "weekday": {
      let i = at + 2;
      while (i < at + 5 && (sortAt(tokens, i) === "of" || sortAt(tokens, i) === "in" || sortAt(tokens, i) === "the"))
        i++;
      if (i === at + 2 || i >= tokens.length) return null;
      const within = tokens[i]!;
      if (within.sort !== "month" && within.sort !== "season" && within.sort !== "term") return null;
      const whole = readDate(tokens, i, plan);
      if (!whole || whole.until) return null;
      whole.from = token.from;
      if (whole.unit !== "month") {
        whole.edge = rank < 0 ? edge.end : edge.early;
        return whole;
      }
      if (thing.sort === "day") {
        whole.edge = rank < 0 ? edge.end : edge.start;
        return whole;
      }
      whole.unit = thing.sort === "week" ? "week" : "weekday";
      whole.last = thing.sort === "week" ? 0 : thing.value;
      whole.day = rank;
      return whole;
    }
    default:
      return null;
  }
}

/** Of "mid to late June" the later word counts; more of them in a row than this are no date. */
const edgesInARow = 4;

/** "end of March", "mid-June", "early 2020", "late summer", "end Q2", "beginning of the autumn term". */
function readEdge(tokens: Token[], at: number, plan: PlanYears): DateWords | null {
  const { from } = tokens[at]!;
  // One edge after another in a loop: a cell may hold thousands.
  for (let edges = 0; edges < edgesInARow; edges++) {
    const i = afterEdge(tokens, at);
    const next = i === null ? undefined : tokens[i];
    if (i === null || !next) return null;
    if (next.sort === "edge" && i - at < 5) {
      at = i;
      continue;
    }
    if (next.sort === "edge" || next.sort === "year-end") {
      const rest = i - at < 5 && next.sort === "year-end" ? readDate(tokens, i, plan) : null;
      return rest && { ...rest, from };
    }
    const found = edgeOf(tokens, at, i, plan);
    return found && { ...found, from };
  }
  return null;
}

/** Where the date of an edge begins; null where what follows cannot belong to it. */
function afterEdge(tokens: Token[], at: number): number | null {
  let i = at + 1;
  for (let steps = 0; steps < 5; steps++, i++) {
    const sort = sortAt(tokens, i);
    const links =
      ["of", "the", "-", "in", "/", "filler", "to"].includes(sort) || (sort === "next" && tokens[i]!.value === 1);
    if (!links) break;
    if ((sort === "/" || sort === "to") && sortAt(tokens, i + 1) !== "edge") return null;
  }
  return i;
}

function edgeOf(tokens: Token[], at: number, i: number, plan: PlanYears): DateWords | null {
  const next = tokens[i]!;
  let found = readDate(tokens, i, plan);
  if (!found && next.sort === "term") {
    found = dateWords("term", 0, tokens, at, i + 1);
    takeYear(found, tokens, yearAfter(tokens, i + 1, true));
  } else if (!found && next.sort === "half-term") {
    found = dateWords("half-term", 0, tokens, at, i + 1);
  } else if (!found && next.sort === "quarter") {
    found = dateWords("quarter", 0, tokens, at, i + 1);
  }
  if (!found || found.unit === "week" || found.unit === "weekday") return null;
  if (found.unit === "day") return null;
  found.edge = tokens[at]!.value;
  return found;
}
