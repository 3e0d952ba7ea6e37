/**
 * Which years a plan covers and in which calendar they are counted, from its title, its sheets' names and the dates in it.
 *
 * An assumption with its reason, for the officer to see; never needs today's date.
 */
import type { GridCell } from "../grid";
import { addDays, fromSerial, partsOf, planYear, sayMonth } from "../calendar";
import type { CalendarKind, IsoDate, PlanSettings } from "../model";
import { excerpt } from "./text";

export interface PlanYears {
  start: IsoDate | null;
  end: IsoDate | null;
  calendar: CalendarKind;
  yearsWhy: string;
}

export interface YearsSource {
  /** Where the years may be named, best first: title, lines above the table, sheet names, the file's name. */
  titles: string[];
  headings: string[];
  timescales: GridCell[];
  date1904: boolean;
}

/** The plan's years; what a person has set stands. */
export function readYears(source: YearsSource, settings: PlanSettings): PlanYears {
  const guess: Guess = settings.calendar ? { kind: settings.calendar, why: "", firm: true } : guessCalendar(source);
  const found = namedYears(source, guess) ?? spreadOfYears(source, guess.kind);
  const because = found ? found.why : "No years are named in the plan, and its dates do not tell.";
  const set = [settings.start || settings.end ? "the years" : "", settings.calendar ? "the calendar" : ""]
    .filter(Boolean)
    .join(" and ");
  return {
    start: settings.start ?? found?.start ?? null,
    end: settings.end ?? found?.end ?? null,
    calendar: found?.calendar ?? guess.kind,
    yearsWhy: [
      set ? `You set ${set}.` : "",
      settings.start && settings.end ? "" : because,
      found?.calendarWhy ?? guess.why,
    ]
      .filter(Boolean)
      .join(" "),
  };
}

interface Guess {
  kind: CalendarKind;
  why: string;
  /** The words of the plan or a person say so; otherwise it is only what councils mostly do. */
  firm: boolean;
}

function guessCalendar(source: YearsSource): Guess {
  const academic = (why: string): Guess => ({
    kind: "academic",
    why: `${why}, so years run from September to August.`,
    firm: true,
  });
  const heads = [...source.titles, ...source.headings].join(" \n ").slice(0, 20000);
  if (/\bacademic year|\bschool year|\bterms?\b(?! of reference)|\btermly\b/i.test(heads))
    return academic("It speaks of terms or an academic year");
  if (/\bfinancial year|\bfy\b|\bfy ?\d\d/i.test(heads))
    return { kind: "financial", why: "It speaks of financial years, so years run from April to March.", firm: true };
  if (/\bcalendar year\b|\bjan(?:uary)?\b.{1,12}\bdec(?:ember)?\b/i.test(heads))
    return { kind: "calendar", why: "It runs from January to December.", firm: true };
  if (/\b(?:school|academy|college|university|faculty|nursery|sixth form|students?|pupils?)\b/i.test(heads))
    return academic("It looks like the plan of a school, college or university");
  const termly = source.timescales.filter(
    ({ text }) => text.length < 80 && /\b(?:autumn|spring|summer) (?:term|\d)|\bterms?\b|\btermly\b/i.test(text),
  ).length;
  if (termly >= 2 && termly >= source.timescales.length * 0.15) return academic("Its timescales are school terms");
  return { kind: "financial", why: "Years are counted from April to March, as councils do.", firm: false };
}

interface Found {
  start: IsoDate;
  end: IsoDate;
  why: string;
  calendar?: CalendarKind;
  calendarWhy?: string;
}

const monthNumber = (name: string) =>
  ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].indexOf(
    name.slice(0, 3).toLowerCase(),
  ) + 1;
const monthName = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}";
const monthRange = new RegExp(
  `\\b${monthName}\\.? ((?:19|20)\\d\\d) ?(?:-|–|—|to|until) ?${monthName}\\.? ((?:19|20)\\d\\d)\\b`,
  "i",
);
const yearRange = /\b((?:19|20)\d\d) ?(?:-|–|—|\/|to|and) ?((?:19|20)\d\d|\d\d)(?![\d/])/i;
const oneYear = /(?<![\d/.-])((?:19|20)\d\d)(?![\d/])/;
const shortRange = /(?<![\d/.-])(\d\d) ?[/–-] ?(\d\d)(?![\d/.-])/;

/** Years named in words: "2019 – 2021", "2019/20", "April 2019 to March 2021", "2019". */
function namedYears(source: YearsSource, { kind, firm }: Guess): Found | null {
  const texts = source.titles.map((text) => text.slice(0, 400));
  for (const text of texts) {
    const months = monthRange.exec(text);
    if (months) {
      const start = monthStart(Number(months[2]), monthNumber(months[1]!));
      const end = monthEnd(Number(months[4]), monthNumber(months[3]!));
      if (start < end)
        return { start, end, why: `The plan runs from ${sayMonth(start)} to ${sayMonth(end)}: “${excerpt(text)}”.` };
    }
  }
  for (const text of texts) {
    const range = yearRange.exec(text);
    if (!range) continue;
    const first = Number(range[1]);
    const last = range[2]!.length === 2 ? Math.floor(first / 100) * 100 + Number(range[2]) : Number(range[2]);
    if (last <= first || last - first > 30) continue;
    return between(first, last, kind, text, range[0]);
  }
  for (const text of texts) {
    const range = shortRange.exec(text);
    if (range && Number(range[2]) === Number(range[1]) + 1 && Number(range[1]) >= 5)
      return between(2000 + Number(range[1]), 2000 + Number(range[2]), kind, text, range[0]);
  }
  for (const text of texts) {
    const year = oneYear.exec(text);
    if (
      !year ||
      /\b(?:dated|version|v\d|updated|as at|reviewed|adopted|approved|printed|published)\b/i.test(text) ||
      monthBefore(text, year.index)
    )
      continue;
    if (!firm) {
      const whole = planYear(Number(year[1]), "calendar");
      return {
        start: whole.start,
        end: whole.end,
        calendar: "calendar",
        calendarWhy: "One year stands alone, so it is taken from January to December.",
        why: `The plan names the year ${year[1]}: “${excerpt(text)}”.`,
      };
    }
    const whole = planYear(Number(year[1]), kind);
    return { start: whole.start, end: whole.end, why: `The plan names the year ${year[1]}: “${excerpt(text)}”.` };
  }
  return null;
}

const monthBefore = (text: string, at: number) =>
  new RegExp(`${monthName}\\.?,? $`, "i").test(text.slice(Math.max(0, at - 12), at));

function between(first: number, last: number, kind: CalendarKind, text: string, words: string): Found {
  const start = planYear(first, kind).start;
  const end = kind === "calendar" ? planYear(last, kind).end : planYear(last - 1, kind).end;
  return { start, end, why: `The plan names the years ${words}: “${excerpt(text)}”.` };
}

/** Years from the dates in the Timescale cells: the plan years that hold nine in ten of them. */
function spreadOfYears(source: YearsSource, kind: CalendarKind): Found | null {
  const starts: number[] = [];
  const first = kind === "calendar" ? 1 : kind === "academic" ? 9 : 4;
  for (const cell of source.timescales) {
    const date =
      cell.kind === "date" && typeof cell.value === "number" ? fromSerial(cell.value, source.date1904) : null;
    if (date) {
      const [year, month] = partsOf(date);
      starts.push(month >= first ? year : year - 1);
      continue;
    }
    const day = /\b\d{1,2}[./-](\d{1,2})[./-](\d{4}|\d\d)\b/.exec(cell.text.slice(0, 300));
    if (day && Number(day[1]) <= 12 && Number(day[1]) > 0) {
      const year = Number(day[2]) + (day[2]!.length === 2 ? 2000 : 0);
      if (year >= 1990 && year <= 2100) starts.push(Number(day[1]) >= first ? year : year - 1);
      continue;
    }
    const short = shortRange.exec(cell.text.slice(0, 60));
    if (short && Number(short[2]) === Number(short[1]) + 1) {
      starts.push(2000 + Number(short[1]));
      continue;
    }
    for (const match of cell.text
      .slice(0, 300)
      .matchAll(new RegExp(`(?:${monthName}\\.?,? )?\\b((?:19|20)\\d\\d)(?: ?/ ?(\\d\\d))?\\b`, "gi"))) {
      const year = Number(match[2]);
      if (year < 1990 || year > 2100) continue;
      const month = match[1] ? monthNumber(match[1]) : first;
      starts.push(month >= first ? year : year - 1);
    }
  }
  if (starts.length === 0) return null;
  starts.sort((a, b) => a - b);
  const from = starts[Math.floor(starts.length * 0.05)]!;
  const to = starts[Math.max(0, Math.ceil(starts.length * 0.95) - 1)]!;
  if (to - from > 15) return null;
  return {
    start: planYear(from, kind).start,
    end: planYear(to, kind).end,
    why: `No years are named in a title; the dates in the plan fall between ${sayMonth(planYear(from, kind).start)} and ${sayMonth(planYear(to, kind).end)}.`,
  };
}

const monthStart = (year: number, month: number): IsoDate => `${year}-${String(month).padStart(2, "0")}-01`;
const monthEnd = (year: number, month: number): IsoDate =>
  addDays(month === 12 ? monthStart(year + 1, 1) : monthStart(year, month + 1), -1);
