/**
 * Civil dates and the years of a plan: month ends, quarters, financial and academic years, in British wording.
 *
 * Works on ISO texts over Temporal's PlainDate. Never asks what day it is.
 */
// Temporal's functions rather than its classes: the pane then carries a quarter of the polyfill.
import * as PlainDate from "temporal-polyfill/fns/PlainDate";

import type { CalendarKind, IsoDate } from "./model";

/** A named stretch of time, both days included. */
export interface Period {
  name: string;
  start: IsoDate;
  end: IsoDate;
}

const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** First month of each calendar's year. Financial: the UK's public-sector year. Academic: 1 September to 31 August. */
export const firstMonthOf: Record<CalendarKind, number> = { financial: 4, academic: 9, calendar: 1 };

const plain = (date: IsoDate) => PlainDate.create(...partsOf(date));
const pad = (n: number, width = 2) => String(n).padStart(width, "0");

/** True for an existing day written "YYYY-MM-DD". */
export function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, day] = partsOf(text);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The ISO date of a year, month (1 to 12) and day; throws RangeError when there is no such day. */
export function isoDate(year: number, month: number, day: number): IsoDate {
  if (!(year >= 0 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))) {
    throw new RangeError(`No such day: ${year}-${month}-${day}`);
  }
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
}

/** [year, month, day] of an ISO date. */
export function partsOf(date: IsoDate): [number, number, number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The last day of a month. */
export function endOfMonth(year: number, month: number): IsoDate {
  return isoDate(year, month, daysInMonth(year, month));
}

export function isEndOfMonth(date: IsoDate): boolean {
  const [year, month, day] = partsOf(date);
  return day === daysInMonth(year, month);
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return PlainDate.toString(PlainDate.addDays(plain(date), days));
}

/** Adds months, keeping the day where the month has it, else its last day. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  return PlainDate.toString(PlainDate.addMonths(plain(date), months));
}

/** Adds months to a month's end and lands on a month's end: 30 June + 1 month = 31 July. */
export function addMonthsToEnd(date: IsoDate, months: number): IsoDate {
  const [year, month] = partsOf(addMonths(`${date.slice(0, 8)}01`, months));
  return endOfMonth(year, month);
}

/** Whole days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return PlainDate.diffDays(plain(from), plain(to));
}

/** Whole months from one date to another; a month's end counts as a month from a month's end. */
export function monthsBetween(from: IsoDate, to: IsoDate): number {
  if (to < from) return -monthsBetween(to, from);
  const [fromYear, fromMonth, fromDay] = partsOf(from);
  const [toYear, toMonth, toDay] = partsOf(to);
  const months = (toYear - fromYear) * 12 + toMonth - fromMonth;
  return toDay < fromDay && !(isEndOfMonth(to) && isEndOfMonth(from)) ? months - 1 : months;
}

/** The plan year a day falls in: "2019/20" for financial and academic years, "2019" for calendar years. */
export function yearOf(date: IsoDate, calendar: CalendarKind): Period {
  const [year, month] = partsOf(date);
  const first = firstMonthOf[calendar];
  return planYear(month >= first ? year : year - 1, calendar);
}

/** The plan year that begins in the given calendar year. */
export function planYear(startYear: number, calendar: CalendarKind): Period {
  const first = firstMonthOf[calendar];
  const start = isoDate(startYear, first, 1);
  if (first === 1) return { name: String(startYear), start, end: isoDate(startYear, 12, 31) };
  return { name: `${startYear}/${pad((startYear + 1) % 100)}`, start, end: endOfMonth(startYear + 1, first - 1) };
}

/** Quarter `number` (1 to 4) of the plan year that begins in `startYear`. */
export function quarter(startYear: number, number: number, calendar: CalendarKind): Period {
  const year = planYear(startYear, calendar);
  const start = addMonths(year.start, (number - 1) * 3);
  const end = addDays(addMonths(start, 3), -1);
  return { name: `Q${number} ${year.name}`, start, end };
}

/** The quarter of the plan year a day falls in: "Q1 2019/20". */
export function quarterOf(date: IsoDate, calendar: CalendarKind): Period {
  const year = yearOf(date, calendar);
  const number = Math.floor(monthsBetween(year.start, date) / 3) + 1;
  return quarter(partsOf(year.start)[0], number, calendar);
}

/** The quarter after the one a day falls in. */
export function nextQuarter(date: IsoDate, calendar: CalendarKind): Period {
  return quarterOf(addDays(quarterOf(date, calendar).end, 1), calendar);
}

/** Excel's serial number of a date under the 1900 system (or 1904). */
export function toSerial(date: IsoDate, date1904 = false): number {
  return daysBetween(date1904 ? "1904-01-01" : "1899-12-30", date);
}

/**
 * The date of an Excel serial number; null outside 1900 to 9999. Time of day is dropped. Serials 1 to 60 are one day out
 * against Excel's own display, because Excel has a 29 February 1900; no plan is that old.
 */
export function fromSerial(serial: number, date1904 = false): IsoDate | null {
  const days = Math.floor(serial);
  if (!Number.isFinite(serial) || days < 1 || days > 2958465) return null;
  return addDays(date1904 ? "1904-01-01" : "1899-12-30", days);
}

export function monthName(month: number): string {
  return monthNames[month - 1]!;
}

/** "30 June 2019" */
export function sayDate(date: IsoDate): string {
  const [year, month, day] = partsOf(date);
  return `${day} ${monthName(month)} ${year}`;
}

/** "30 Jun 2019" */
export function sayShortDate(date: IsoDate): string {
  const [year, month, day] = partsOf(date);
  return `${day} ${monthName(month).slice(0, 3)} ${year}`;
}

/** "June 2019" */
export function sayMonth(date: IsoDate): string {
  const [year, month] = partsOf(date);
  return `${monthName(month)} ${year}`;
}

// ---------------------------------------------------------------------------------------------------------------------
// Days as whole numbers, for reading many cells quickly: 20190630 is 30 June 2019. They sort as dates do. The tests hold
// them to Temporal.

/** A civil date as the whole number yyyymmdd. */
export type DayCode = number;

const dashed = Array.from({ length: 100 }, (_, n) => `-${pad(n)}`);

/** The code of a year, month and day, which must exist. */
export function dayCode(year: number, month: number, day: number): DayCode {
  return year * 10000 + month * 100 + day;
}

/** The code of an ISO date. */
export function codeOf(date: IsoDate): DayCode {
  const [year, month, day] = partsOf(date);
  return dayCode(year, month, day);
}

/** The ISO date of a code. */
export function isoOf(code: DayCode): IsoDate {
  const year = yearOfCode(code);
  return (year > 999 ? String(year) : pad(year, 4)) + dashed[monthOfCode(code)] + dashed[code % 100];
}

export function yearOfCode(code: DayCode): number {
  return Math.floor(code / 10000);
}

/** 1 to 12. */
export function monthOfCode(code: DayCode): number {
  return Math.floor(code / 100) % 100;
}

/** The code of a month's last day. Months may run over: month 13 is January of the next year, month 0 December before. */
export function monthEndCode(year: number, month: number): DayCode {
  if (month >= 1 && month <= 12) return dayCode(year, month, daysInMonth(year, month));
  const years = year + Math.floor((month - 1) / 12);
  const months = ((((month - 1) % 12) + 12) % 12) + 1;
  return dayCode(years, months, daysInMonth(years, months));
}

/** The code of a month's first day; months may run over as in `monthEndCode`. */
export function monthStartCode(year: number, month: number): DayCode {
  return Math.floor(monthEndCode(year, month) / 100) * 100 + 1;
}

/** Adds months to a code, keeping the day where the month has it, else its last day. */
export function addMonthsToCode(code: DayCode, months: number): DayCode {
  const end = monthEndCode(yearOfCode(code), monthOfCode(code) + months);
  return Math.min(end, Math.floor(end / 100) * 100 + (code % 100));
}

/** Days since 1 March of the year 0, which makes the leap day the last of its year. */
function countDays(code: DayCode): number {
  const shifted = yearOfCode(code) * 12 + monthOfCode(code) - 3;
  const year = Math.floor(shifted / 12);
  const dayOfYear = Math.floor((153 * (shifted - year * 12) + 2) / 5) + (code % 100) - 1;
  return year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + dayOfYear;
}

/** Adds days (a few years' worth at most) to a code. */
export function addDaysToCode(code: DayCode, days: number): DayCode {
  let year = yearOfCode(code);
  let month = monthOfCode(code);
  let day = (code % 100) + days;
  while (day < 1) {
    month -= 1;
    if (month < 1) {
      month = 12;
      year -= 1;
    }
    day += daysInMonth(year, month);
  }
  for (let length = daysInMonth(year, month); day > length; length = daysInMonth(year, month)) {
    day -= length;
    month += 1;
    if (month > 12) {
      month = 1;
      year += 1;
    }
  }
  return dayCode(year, month, day);
}

/** Day of the week of a code: 1 for Monday to 7 for Sunday. */
export function weekdayOfCode(code: DayCode): number {
  // 1 March of the year 0 was a Wednesday.
  return ((countDays(code) + 2) % 7) + 1;
}

/** Easter Sunday of a year in the Gregorian calendar: the anonymous rule printed in Nature, 20 April 1876. */
export function easterCode(year: number): DayCode {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return dayCode(year, Math.floor(n / 31), (n % 31) + 1);
}

/** The date that `sayDate` or `sayShortDate` wrote, or an ISO date; null for anything else. */
export function parseSaidDate(text: string): IsoDate | null {
  if (isIsoDate(text)) return text;
  const [day, name, year, more] = text.trim().split(/\s+/);
  const month = monthNames.findIndex((each) => name !== undefined && (each === name || each.slice(0, 3) === name)) + 1;
  if (more !== undefined || month === 0 || !/^\d{1,2}$/.test(day!) || !/^\d{4}$/.test(year ?? "")) return null;
  const [y, d] = [Number(year), Number(day)];
  return d >= 1 && d <= daysInMonth(y, month) ? isoDate(y, month, d) : null;
}

/** The calendar that years beginning or ending in these months are counted in; financial where the months tell nothing. */
export function calendarOfYears(start: IsoDate | null, end: IsoDate | null): CalendarKind {
  const starts = start ? partsOf(start)[1] : 0;
  const ends = end ? partsOf(end)[1] : 0;
  const kinds = ["financial", "academic", "calendar"] as const;
  const endsBefore = (kind: CalendarKind) => (ends % 12) + 1 === firstMonthOf[kind];
  const begins = kinds.find(
    (kind) => starts === firstMonthOf[kind] && (ends === 0 || endsBefore(kind) || kind === "academic"),
  );
  if (begins) return begins;
  const finishes = ends ? kinds.find(endsBefore) : undefined;
  // Many schools count from August, and end their plans with the summer term.
  return finishes ?? (ends === 7 || starts === 8 || starts === 9 ? "academic" : "financial");
}
