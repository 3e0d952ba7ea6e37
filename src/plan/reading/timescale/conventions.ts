/**
 * Every convention the reader fills something in by: one named place each, with its source.
 *
 * A part of a reading that is `implied` names one of these. They are words and small numbers only; the arithmetic that
 * applies them is in `resolve.ts`.
 */

export interface Convention {
  /** In plain words, for the pane: "a month means its last day". */
  says: string;
  source: string;
}

const product = "How UK councils use the words in plans; PRODUCT.md, Conventions of reading";

export const conventions = {
  "month-end": { says: "a month means its last day", source: product },
  "season-end": {
    says: "spring ends on 31 May, summer on 31 August, autumn on 30 November, winter at the end of February",
    source: "Met Office, meteorological seasons",
  },
  "term-end": {
    says: "the autumn term runs to 31 December, the spring term to 31 March, the summer term to 31 July",
    source: "School term dates of English councils, rounded to month ends",
  },
  "university-terms": {
    says: "Michaelmas is the autumn term, Hilary or Lent to 31 March, Trinity to 30 June, the long vacation to 30 September",
    source: "Oxford and Cambridge term names, rounded to month ends",
  },
  "financial-year": {
    says: "2019/20 is the year to 31 March 2020",
    source: "UK public-sector financial year, 1 April to 31 March",
  },
  "academic-year": {
    says: "2019/20 is the school year to 31 August 2020",
    source: "Academies and universities, 1 September to 31 August",
  },
  "calendar-year": { says: "a year on its own ends on 31 December", source: product },
  quarter: { says: "quarters are counted in the plan's own year", source: product },
  "plan-year": { says: "years are counted from the start of the plan", source: product },
  "plan-window": { says: "the years are the plan's own, so they begin and end with it", source: product },
  "year-from-plan": { says: "no year is written, so it is the first one in the plan", source: product },
  "year-from-neighbour": { says: "the year is taken from the date beside it", source: product },
  "two-digit-year": { says: "a year of two figures is in this century", source: product },
  "day-before-month": { says: "figures are in the order day, month, year", source: "British usage" },
  "year-after-month": {
    says: "two figures after a month are its year, because the day is written first",
    source: "British usage",
  },
  "year-spread": { says: "two years running, written with a stroke or a dash, are one plan year", source: product },
  "named-by-its-end": { says: "FY20 is the financial year that ends in 2020", source: "HM Treasury usage" },
  before: { says: "before a month or a day means the day before it begins", source: product },
  "part-of-month": { says: "early is to the 10th, mid is the 15th, late is the last day", source: product },
  "part-of-year": { says: "early is the first quarter, mid is the end of June, late is the last day", source: product },
  week: { says: "a week runs from Monday to Sunday", source: "ISO 8601" },
  feast: { says: "the day is the one in the calendar of that year", source: "Church and civil calendar of England" },
  "in-place-from": { says: "something to be available from a date is promised for that month", source: product },
  "season-each-year": {
    says: "a season on its own names the time of year it is done",
    source: "How management calendars in plans are kept",
  },
  "first-occurrence": {
    says: "it first falls due at the first one ending on or after the start of the plan",
    source: product,
  },
  "twice-a-year": { says: "bi-annual means twice a year", source: product },
  "every-two": { says: "bi-monthly means every two months, bi-weekly every two weeks", source: product },
  "from-plan-start": { says: "the time is counted from the start of the plan", source: product },
  revised: { says: "the later promise replaces the earlier one", source: product },
  "serial-number": {
    says: "a number in this range is a date that has lost its format",
    source: "Excel counts days from 1900",
  },
  slip: { says: "a slip of typing, read as what was meant", source: product },
} satisfies Record<string, Convention>;

export type ConventionName = keyof typeof conventions;
