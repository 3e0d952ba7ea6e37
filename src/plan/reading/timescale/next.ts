/**
 * When a recurrence next falls due.
 *
 * Counts from what the words of the reading tell (a month, a first date, a start) and from nothing else.
 */
import {
  addDaysToCode,
  addMonthsToCode,
  codeOf,
  dayCode,
  daysInMonth,
  isoOf,
  monthEndCode,
  monthOfCode,
  yearOfCode,
} from "../../calendar";
import type { DayCode } from "../../calendar";
import type { Cadence, IsoDate, Timescale } from "../../model";

const monthsApart: Partial<Record<Cadence, number>> = {
  monthly: 1,
  bimonthly: 2,
  quarterly: 3,
  biannual: 6,
  annual: 12,
  biennial: 24,
  triennial: 36,
};
const daysApart: Partial<Record<Cadence, number>> = { daily: 1, weekly: 7, fortnightly: 14 };

/**
 * The next day a recurrence falls due, on or after a date; null where the words do not tell, where the reading does not
 * repeat, and after the window it repeats in.
 */
export function nextOccurrence(timescale: Timescale, onOrAfter: IsoDate): IsoDate | null {
  const { recurrence } = timescale;
  if (!recurrence) return null;
  const first = recurrence.first ? codeOf(recurrence.first) : 0;
  const from = codeOf(onOrAfter);
  let next = 0;
  if (first && from <= first) next = first;
  else if (recurrence.months.length > 0 && (timescale.precision === "month" || !first))
    next = nextMonth(recurrence.months, recurrence.cadence, first, from);
  else if (first) next = step(recurrence.cadence, first, from);
  if (!next || (recurrence.until && next > codeOf(recurrence.until))) return null;
  return isoOf(next);
}

/** The next end of one of the months it falls in. Every second or third year counts from the first. */
function nextMonth(months: number[], cadence: Cadence, first: DayCode, from: DayCode): DayCode {
  const every = cadence === "biennial" ? 2 : cadence === "triennial" ? 3 : 1;
  if (every > 1 && !first) return 0;
  for (let year = yearOfCode(from); year <= yearOfCode(from) + every; year++) {
    if (every > 1 && (year - yearOfCode(first)) % every !== 0) continue;
    for (const month of months) {
      const end = monthEndCode(year, month);
      if (end >= from) return end;
    }
  }
  return 0;
}

function step(cadence: Cadence, first: DayCode, from: DayCode): DayCode {
  const days = daysApart[cadence];
  if (days !== undefined) {
    let next = first;
    // Jump near in whole years of 364 days, which both weeks and fortnights divide, then walk.
    while (yearOfCode(from) - yearOfCode(next) > 1) next = addDaysToCode(next, 364);
    while (next < from) next = addDaysToCode(next, days);
    return next;
  }
  const months = monthsApart[cadence];
  if (months === undefined) return 0;
  const atEnd = first % 100 === daysInMonth(yearOfCode(first), monthOfCode(first));
  const apart = (yearOfCode(from) - yearOfCode(first)) * 12 + monthOfCode(from) - monthOfCode(first);
  for (let n = Math.max(0, Math.floor(apart / months)); ; n++) {
    const moved = addMonthsToCode(dayCode(yearOfCode(first), monthOfCode(first), first % 100), n * months);
    const next = atEnd ? monthEndCode(yearOfCode(moved), monthOfCode(moved)) : moved;
    if (next >= from) return next;
  }
}
