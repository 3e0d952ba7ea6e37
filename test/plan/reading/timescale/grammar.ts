/**
 * A grammar of timescales: makes phrases and knows what each was meant to say, so that any number of them can be read and
 * held to it. Used by the tests (some thousands) and by npm run fuzz (a million).
 */
import fc from "fast-check";

import type { Cadence, PlanContext, TimescaleKind } from "../../../../src/plan/model";

export interface Meant {
  words: string;
  kind: TimescaleKind;
  due: string | null;
  start?: string | null;
  cadence: Cadence | null;
}

/** A plan of three financial years; the grammar's years lie within it. */
export const plan: PlanContext = { start: "2019-04-01", end: "2022-03-31", calendar: "financial" };

const months = [
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
];
const shortMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];
const two = (n: number) => String(n).padStart(2, "0");
const iso = (year: number, month: number, day: number) => `${year}-${two(month)}-${two(day)}`;
const lastDay = (year: number, month: number) =>
  [31, year % 4 === 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
const ordinal = (n: number) =>
  `${n}${n % 10 === 1 && n !== 11 ? "st" : n % 10 === 2 && n !== 12 ? "nd" : n % 10 === 3 && n !== 13 ? "rd" : "th"}`;

const year = fc.integer({ min: 2019, max: 2021 });
const month = fc.integer({ min: 1, max: 12 });

/** A month and its year, in every written form. */
const monthWritten = fc.tuple(year, month, fc.nat(9)).map(([y, m, form]) => ({
  start: iso(y, m, 1),
  due: iso(y, m, lastDay(y, m)),
  words: [
    `${months[m - 1]} ${y}`,
    `${shortMonths[m - 1]} ${y}`,
    `${shortMonths[m - 1]}. ${y}`,
    `${shortMonths[m - 1]} '${y % 100}`,
    `${shortMonths[m - 1]}-${y % 100}`,
    `${months[m - 1]!.toUpperCase()} ${y}`,
    `${months[m - 1]!.toLowerCase()} ${y}`,
    `${two(m)}/${y}`,
    `${months[m - 1]} ${y % 100}`,
    `${months[m - 1]}, ${y}`,
  ][form]!,
}));

const dayWritten = fc.tuple(year, month, fc.integer({ min: 1, max: 28 }), fc.nat(9)).map(([y, m, d, form]) => ({
  start: iso(y, m, d),
  due: iso(y, m, d),
  words: [
    `${d} ${months[m - 1]} ${y}`,
    `${ordinal(d)} ${months[m - 1]} ${y}`,
    `${ordinal(d)} of ${months[m - 1]} ${y}`,
    `${d}/${m}/${y}`,
    `${two(d)}/${two(m)}/${y % 100}`,
    `${two(d)}.${two(m)}.${y % 100}`,
    `${d}.${m}.${y}`,
    `${d}-${shortMonths[m - 1]}-${y % 100}`,
    `${months[m - 1]} ${ordinal(d)}, ${y}`,
    iso(y, m, d),
  ][form]!,
}));

const date = fc.oneof(monthWritten, dayWritten);

const planYear = fc.tuple(year, fc.nat(4)).map(([y, form]) => ({
  start: iso(y, 4, 1),
  due: iso(y + 1, 3, 31),
  words: [
    `${y}/${(y + 1) % 100}`,
    `${y}-${(y + 1) % 100}`,
    `${y}/${y + 1}`,
    `FY ${y}/${(y + 1) % 100}`,
    `${y % 100}/${(y + 1) % 100}`,
  ][form]!,
}));

const quarter = fc.tuple(year, fc.integer({ min: 1, max: 4 }), fc.nat(3)).map(([y, q, form]) => {
  const last = q === 4 ? 3 : 3 + q * 3;
  const ends = q === 4 ? y + 1 : y;
  const written = `${y}/${(y + 1) % 100}`;
  return {
    start: iso(ends, last - 2, 1),
    due: iso(ends, last, lastDay(ends, last)),
    words: [`Q${q} ${written}`, `Quarter ${q} ${written}`, `${written} Q${q}`, `${ordinal(q)} quarter of ${written}`][
      form
    ]!,
  };
});

const by = fc.constantFrom(
  "",
  "By ",
  "by ",
  "By the end of ",
  "Deadline: ",
  "Due ",
  "To be completed by ",
  "No later than ",
  "Policy in place by ",
  "Report to Cabinet by ",
  "Head of Service - ",
);
const tail = fc.constantFrom("", ".", " ", "\n");

const cadences: [string, Cadence][] = [
  ["Daily", "daily"],
  ["Weekly", "weekly"],
  ["Every week", "weekly"],
  ["Fortnightly", "fortnightly"],
  ["Every two weeks", "fortnightly"],
  ["Monthly", "monthly"],
  ["Each month", "monthly"],
  ["On a monthly basis", "monthly"],
  ["Every other month", "bimonthly"],
  ["Quarterly", "quarterly"],
  ["Every 3 months", "quarterly"],
  ["4 times a year", "quarterly"],
  ["Each term", "termly"],
  ["Termly", "termly"],
  ["6 monthly", "biannual"],
  ["Twice a year", "biannual"],
  ["Every six months", "biannual"],
  ["Half-yearly", "biannual"],
  ["Annually", "annual"],
  ["Every year", "annual"],
  ["Once a year", "annual"],
  ["Per annum", "annual"],
  ["Every two years", "biennial"],
  ["Every three years", "triennial"],
];
const cadence = fc.constantFrom(...cadences);

const meant = (
  words: string,
  kind: TimescaleKind,
  due: string | null,
  start: string | null,
  repeats: Cadence | null,
): Meant => ({ words, kind, due, start, cadence: repeats });

/** A deadline in words before it, and marks after. */
const deadline = fc
  .tuple(by, date, tail)
  .map(([before, one, after]) => meant(before + one.words + after, "deadline", one.due, null, null));
const yearDeadline = fc
  .tuple(fc.constantFrom("By ", "By end of ", "by the end of "), fc.oneof(planYear, quarter))
  .map(([before, one]) => meant(before + one.words, "deadline", one.due, null, null));
const period = fc
  .tuple(fc.constantFrom("", "During ", "In ", "Throughout "), fc.oneof(planYear, quarter))
  .map(([before, one]) => meant(before + one.words, "period", one.due, one.start, null));
const range = fc
  .tuple(date, date, fc.constantFrom(" - ", " – ", " to ", " until "), fc.constantFrom("", "From "))
  .filter(([a, b]) => a.start < b.start && a.due < b.due)
  .map(([a, b, joint, before]) => meant(before + a.words + joint + b.words, "period", b.due, a.start, null));
const start = fc
  .tuple(fc.constantFrom("From ", "Starting ", "Commencing ", "With effect from ", "To start in ", "Since "), date)
  .map(([before, one]) => meant(before + one.words, "ongoing", null, one.start, null));
const onwards = date.map((one) => meant(`${one.words} onwards`, "ongoing", null, one.start, null));
const habit = fc
  .tuple(cadence, fc.constantFrom("", " meetings", " reports to the Board", ".", " updates to partners"))
  .map(([[words, how], after]) => meant(words + after, "recurring", null, null, how));
const anchored = fc
  .tuple(
    month,
    fc.constantFrom(
      "Annually in X",
      "X annually",
      "Every X",
      "X each year",
      "Annually (X)",
      "By the end of X each year",
      "Annual review in X",
    ),
  )
  .map(([m, form]) => {
    const y = m >= 4 ? 2019 : 2020;
    return meant(form.replace("X", months[m - 1]!), "recurring", iso(y, m, lastDay(y, m)), null, "annual");
  });
const habitFrom = fc
  .tuple(cadence, monthWritten)
  .map(([[words, how], one]) => meant(`${words} from ${one.words}`, "recurring", null, one.start, how));
const habitWithin = fc
  .tuple(cadence, planYear)
  .map(([[words, how], one]) => meant(`${words} during ${one.words}`, "recurring", one.due, one.start, how));
const state = fc
  .constantFrom<[string, TimescaleKind]>(
    ["Ongoing", "ongoing"],
    ["On-going", "ongoing"],
    ["Continuous", "ongoing"],
    ["Rolling programme", "ongoing"],
    ["TBC", "tbc"],
    ["To be agreed", "tbc"],
    ["In due course", "tbc"],
    ["Subject to funding", "conditional"],
    ["Dependent on approval", "conditional"],
    ["As and when required", "conditional"],
    ["Within 3 months of approval", "conditional"],
    ["Completed", "done"],
    ["Achieved", "done"],
    ["ASAP", "deadline"],
    ["Immediately", "deadline"],
  )
  .map(([words, kind]) => meant(words, kind, null, null, null));
const done = fc
  .tuple(fc.constantFrom("Completed ", "Completed in ", "Achieved ", "Completed - "), monthWritten)
  .map(([before, one]) => meant(before + one.words, "done", null, null, null));
const both = fc
  .tuple(monthWritten, fc.constantFrom("X, ongoing", "Ongoing, X", "By X then ongoing"))
  .map(([one, form]) => meant(form.replace("X", one.words), "mixed", one.due, null, null));
const revised = fc
  .tuple(
    monthWritten,
    monthWritten,
    fc.constantFrom(
      "{A} - revised to {B}",
      "{A}, now {B}",
      "{B} (was {A})",
      "{B} (originally {A})",
      "{A} extended to {B}",
    ),
  )
  .filter(([a, b]) => a.due < b.due)
  .map(([a, b, form]) => meant(form.replace("{A}", a.words).replace("{B}", b.words), "deadline", b.due, null, null));
const list = fc.uniqueArray(monthWritten, { minLength: 2, maxLength: 4, selector: (one) => one.due }).map((some) =>
  meant(
    some.map((one) => one.words.replace(",", "")).join(", "),
    "deadline",
    some
      .map((one) => one.due)
      .sort()
      .at(-1)!,
    null,
    null,
  ),
);

/** Any phrase of the grammar, with what it means. */
export const phrase: fc.Arbitrary<Meant> = fc.oneof(
  { weight: 6, arbitrary: deadline },
  { weight: 2, arbitrary: yearDeadline },
  { weight: 3, arbitrary: period },
  { weight: 3, arbitrary: range },
  { weight: 2, arbitrary: start },
  onwards,
  { weight: 2, arbitrary: habit },
  { weight: 2, arbitrary: anchored },
  habitFrom,
  habitWithin,
  state,
  done,
  both,
  { weight: 2, arbitrary: revised },
  list,
);

const scraps = fc.constantFrom(
  "March",
  "31",
  "/",
  "-",
  ".",
  "2019",
  "/20",
  "Q1",
  "by",
  "end of",
  "every",
  "monthly",
  "ongoing",
  "(",
  ")",
  "\n",
  "to be",
  "TBC",
  "from",
  "until",
  "within",
  "3 months",
  "was",
  "now",
  "last",
  "first",
  "term",
  "autumn",
  "'19",
  "w/c",
  "%",
  "£",
  "2109",
  "annual",
  "bi-",
  "twice a",
  "of",
  "99",
  "0",
  "completed",
  "–",
  "year 2",
);

/** Anything at all: random Unicode, half-made pairs included, and scraps of timescales in any order. */
export const anything: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({ maxLength: 60 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((codes) => String.fromCharCode(...codes)),
  fc.array(scraps, { maxLength: 14 }).map((some) => some.join(" ")),
  fc.array(scraps, { maxLength: 14 }).map((some) => some.join("")),
);

/** What a reading has instead of what was meant; null when it is as meant. */
export function differs(
  one: Meant,
  read: { kind: TimescaleKind; due: string | null; start: string | null; recurrence: { cadence: Cadence } | null },
): string | null {
  const got = `${read.kind} ${read.due} ${read.recurrence?.cadence ?? null}`;
  const want = `${one.kind} ${one.due} ${one.cadence}`;
  if (got !== want) return `${JSON.stringify(one.words)}: meant ${want}, read ${got}`;
  if (one.start && read.start !== one.start)
    return `${JSON.stringify(one.words)}: meant to start ${one.start}, read ${read.start}`;
  return null;
}
