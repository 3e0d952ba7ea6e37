/**
 * The words a timescale is written in: one table, each row a way of writing it and what sort of word it is.
 *
 * Says nothing about how words combine; the readers do. To teach a wording, add a row and a case to its test.
 */

/** What sort of word a token is; marks are their own sort ("/", "-", "."). */
export type Sort =
  // dates
  | "month"
  | "weekday"
  | "season"
  | "quarter"
  | "half"
  | "half-year"
  | "term"
  | "term-name"
  | "term-code"
  | "vacation"
  | "half-term"
  | "year"
  | "financial"
  | "academic"
  | "calendar"
  | "feast"
  | "unfixed"
  | "day"
  | "week"
  | "fortnight"
  | "hour"
  | "month-unit"
  | "week-from"
  | "week-to"
  | "year-end"
  | "plan"
  // numbers
  | "number"
  | "amount"
  | "count"
  | "rank"
  | "last"
  | "next"
  | "times"
  | "time-word"
  // how often
  | "cadence"
  | "bi"
  | "prefix"
  | "every"
  | "other"
  | "occasion"
  // little words
  | "edge"
  | "by"
  | "before"
  | "from"
  | "until"
  | "during"
  | "after"
  | "since"
  | "between"
  | "to"
  | "and"
  | "then"
  | "onwards"
  | "within"
  | "filler"
  | "in"
  | "the"
  | "of"
  | "start"
  | "title"
  | "is"
  // states
  | "ongoing"
  | "whole-plan"
  | "tbc"
  | "condition"
  | "weak-condition"
  | "asap"
  | "immediate"
  | "priority"
  | "done"
  | "complete"
  | "past"
  | "maybe-past"
  | "formerly"
  | "now"
  | "future"
  | "not"
  | "placeholder"
  | "not-applicable"
  | "on-hold"
  // marks and the rest
  | "/"
  | "-"
  | "."
  | ","
  | ":"
  | "("
  | ")"
  | "'"
  | "?"
  | "break"
  | "bullet"
  | "mark"
  | "unknown"
  | "noun"
  | "promise";

/** A row's meaning. `value` is a month's or season's number, a count, an edge: whatever the sort needs. */
export interface Word {
  sort: Sort;
  value: number;
  /** It may begin a date, a repetition or a length of time. */
  timely: boolean;
  /** Its place in the table; -1 for the meaning of a phrase. */
  id: number;
  /** Phrases that begin with this word, by the id of their second. */
  phrases: Map<number, Phrase> | null;
}

/** A phrase as far as read: what it means if it ends here, and how it may go on. */
export interface Phrase {
  meaning: Word | null;
  phrases: Map<number, Phrase> | null;
}

type Place = Word | Phrase;

/** Edges of a stretch of time. */
export const edge = { none: 0, start: 1, early: 2, mid: 3, late: 4, end: 5 } as const;

/** How often, as a number: months when positive, days when negative, or one of these. */
export const every = { term: 1000, halfTerm: 1001, meeting: 1002, unclear: 1003 } as const;

/**
 * [ways of writing it, sort, value]. Ways are parted by ", "; a way may be several words, and "a|b" in it is a choice.
 * Hyphens between the words of a way need not be written.
 */
const rows: [string, Sort, number?][] = [
  // months
  ["january, jan", "month", 1],
  ["february, feb, febr", "month", 2],
  ["march, mar, mch", "month", 3],
  ["april, apr, apl", "month", 4],
  ["may", "month", 5],
  ["june, jun", "month", 6],
  ["july, jul, jly", "month", 7],
  ["august, aug", "month", 8],
  ["september, sept, sep, septmber", "month", 9],
  ["october, oct", "month", 10],
  ["november, nov", "month", 11],
  ["december, dec", "month", 12],
  ["monday, mon, mondays", "weekday", 1],
  ["tuesday, tue, tues, tuesdays", "weekday", 2],
  ["wednesday, wed, weds, wednesdays", "weekday", 3],
  ["thursday, thu, thur, thurs, thursdays", "weekday", 4],
  ["friday, fri, fridays", "weekday", 5],
  ["saturday, sat, saturdays", "weekday", 6],
  ["sunday, sun, sundays", "weekday", 7],
  // parts of a year
  ["spring, spr, springtime", "season", 1],
  ["summer, summertime", "season", 2],
  ["autumn, aut, autum", "season", 3],
  ["sum", "season", 12],
  ["winter, wintertime", "season", 4],
  ["q, qtr, quarter, quarters, qu, qtrs", "quarter"],
  ["h", "half-year"],
  ["half, halves", "half"],
  ["term, terms, school term|terms, academic term|terms, term time", "term"],
  ["michaelmas", "term-name", 1],
  ["hilary, lent, epiphany", "term-name", 2],
  ["trinity", "term-name", 3],
  ["mt", "term-code", 1],
  ["ht", "term-code", 2],
  ["tt", "term-code", 3],
  ["long vac, long vacation", "vacation", 3],
  ["summer holiday|holidays|vacation|break|recess", "vacation", 4],
  ["half term, half terms, halfterm", "half-term"],
  ["year, years, yr, yrs, y, year's", "year"],
  ["fy, f / y, financial year|years|yr, fin year|yr, fiscal year, tax year, council year", "financial"],
  ["ay, a / y, academic year|yr|session, school year|yr, academic, university year", "academic"],
  ["calendar year|yr", "calendar"],
  ["year end, yr end, yearend, end of year, end of the year, end of yr, years end", "year-end"],
  [
    "financial year end, end of financial year, end of the financial year, end of fy, end of the fy, fy end, end fy, end of f / y, end of this|current financial year, end of the current financial year, end financial year",
    "year-end",
    1,
  ],
  [
    "end of academic|school year, end of the academic|school year, academic|school year end, end of this|current academic|school year, end of the current academic|school year",
    "year-end",
    2,
  ],
  ["end of calendar year, end of the calendar year, calendar year end", "year-end", 3],
  ["easter", "feast", 1],
  ["christmas, xmas, christmas break|holiday|holidays, xmas break|holidays", "feast", 2],
  ["new year, the new year, new year's day", "feast", 3],
  ["whitsun, whit, pentecost, spring bank holiday", "feast", 4],
  ["black history month", "month", 10],
  ["pride month", "month", 6],
  ["lgbt history month, lgbt + history month, lgbtq + history month", "month", 2],
  ["international women's day, international womens day, iwd", "feast", 5],
  ["holocaust memorial day, hmd", "feast", 6],
  ["white ribbon day", "feast", 7],
  ["world mental health day", "feast", 8],
  ["remembrance day", "feast", 9],
  ["international day of older people, international older people's day", "feast", 10],
  ["world aids day", "feast", 11],
  ["international day of disabled people|persons", "feast", 12],
  ["world suicide prevention day", "feast", 13],
  [
    "ramadan, eid, diwali, hanukkah, passover, chinese|lunar new year, purdah, pre election period, the pre election period",
    "unfixed",
  ],
  ["hour, hours, hrs, hr", "hour"],
  ["day, days, working day|days, calendar day|days, business day|days, w / days", "day"],
  ["week, weeks, wk, wks, working week|weeks", "week"],
  ["fortnight, fortnights", "fortnight"],
  ["month, months, mth, mths, mnth, mnths, calendar month|months", "month-unit"],
  [
    "w / c, wc, w . c, w / b, wb, w / beg, week commencing|beginning|starting|beg|comm, wk commencing|beginning|comm|beg",
    "week-from",
  ],
  ["w / e, w / ending, week ending, wk ending", "week-to"],
  // numbers
  ["one, a single", "count", 1],
  ["two", "count", 2],
  ["three", "count", 3],
  ["four", "count", 4],
  ["five", "count", 5],
  ["six", "count", 6],
  ["seven", "count", 7],
  ["eight", "count", 8],
  ["nine", "count", 9],
  ["ten", "count", 10],
  ["eleven", "count", 11],
  ["twelve", "count", 12],
  ["eighteen", "count", 18],
  ["twenty four", "count", 24],
  ["twenty", "count", 20],
  ["thirty six", "count", 36],
  ["thirty", "count", 30],
  ["first", "rank", 1],
  ["second", "rank", 2],
  ["third", "rank", 3],
  ["fourth", "rank", 4],
  ["fifth", "rank", 5],
  ["sixth", "rank", 6],
  ["final", "last", 1],
  ["last", "last"],
  ["latter", "rank", 2],
  ["next, subsequent, upcoming, coming, forthcoming", "next"],
  ["this, current, this coming, the current", "next", 1],
  ["once, one time", "times", 1],
  ["twice", "times", 2],
  ["thrice", "times", 3],
  ["times, x, occasions, time", "time-word"],
  // how often
  ["daily, day to day, every day, each day, nightly", "cadence", -1],
  ["weekly, wkly", "cadence", -7],
  ["fortnightly, f / nightly, fortnighly", "cadence", -14],
  ["monthly, mthly, month on month, calendar monthly", "cadence", 1],
  ["quarterly, qtrly, qtly, quaterly", "cadence", 3],
  [
    "half yearly, halfyearly, half annually, semi annual|annually, semiannual, semiannually, bi yearly, biyearly, half year",
    "cadence",
    6,
  ],
  [
    "yearly, annually, annual, per annum, p . a, p / a, year on year, annum, anually, annualy, year round review",
    "cadence",
    12,
  ],
  ["biennial, biennially", "cadence", 24],
  ["triennial, triennially", "cadence", 36],
  ["quinquennial, quinquennially", "cadence", 60],
  ["tri annual|annually, triannual, triannually", "cadence", every.unclear],
  ["termly", "cadence", every.term],
  ["half termly, halftermly", "cadence", every.halfTerm],
  ["bi annual|annually, biannual, biannually", "bi", 6],
  ["bi monthly, bimonthly", "bi", 2],
  ["bi weekly, biweekly", "bi", -14],
  ["bi termly", "bi", every.halfTerm],
  ["bi", "prefix"],
  ["every, each, per, any", "every"],
  ["a, an", "the", 1],
  ["not", "not"],
  ["other, alternate, second", "other"],
  ["alternate|alternating", "other"],
  [
    "meeting, meetings, session, sessions, committee, board, cycle, meeting cycle, event, visit, conference, agm",
    "occasion",
  ],
  // edges
  ["start, beginning, opening, commencement", "edge", edge.start],
  ["beg", "edge", edge.start],
  ["early, early part|days|stages", "edge", edge.early],
  ["mid, middle, midway through, mid way through, halfway through, half way through, midpoint", "edge", edge.mid],
  ["late, later part|in, latter part|end|half", "edge", edge.late],
  ["end, close, ends, eo, conclusion, the end", "edge", edge.end],
  // little words
  [
    "by, no later than, not later than, no later, on or before, deadline, deadline of|for|is, due, due by|on|in|for|date, due date is, cut off, up to and including, completion by|date, target, target date, target completion date|by, target completion, complete|completed|completes|finish|finished|concluded|delivered|achieved|ready|implemented|done|resolved|actioned by, completion, completion by end, at the latest by",
    "by",
  ],
  [
    "to be completed|delivered|done|finished|achieved|implemented|actioned|produced|published|launched|reviewed|held|updated|finalised|issued|undertaken|in place|submitted|presented|reported|developed|drafted|established, be completed|delivered|done|finished|achieved|implemented|in place|published",
    "future",
    1,
  ],
  ["before, prior to, ahead of, in advance of, in time for", "before"],
  [
    "from, w . e . f, wef, with effect from, effective from, effective, as from, as of, as at from, onwards from, starting from|in|on|at, beginning from|in|on, commencing from|in|on, starts from|in|on|at, begins from|in|on, commences from|in|on, to start from|in|on|at, to begin from|in|on, to commence from|in|on, start in|on|from|at, begin in|on|from, commence in|on|from, starting, commencing, start date, start date is, not|no before|earlier|sooner than, not before, live from, go live from",
    "from",
  ],
  ["started|commenced|began|begun in|on|from|at, started, commenced, began", "from"],
  ["starts, begins, commences, to start, to begin, to commence, begin, commence", "start"],
  [
    "until, till, til, up to, up until|to|till, through to, running|run|runs|lasting|ending|ends to|until|in|on|by, expires, expires|expiring in|on, valid until",
    "until",
  ],
  [
    "during, throughout, over, across, in the course of, over the course of, through, spread over|across, within the course of",
    "during",
  ],
  ["after, following, post, subsequent to, thereafter from", "after"],
  ["since, on going since, ongoing since, in place since|from", "since"],
  ["between", "between"],
  ["to", "to"],
  ["and, plus, and in|by|again in|then in|also in", "and"],
  ["or, and / or", "and", 1],
  ["then, thereafter, afterwards, subsequently, and then, and thereafter", "then"],
  [
    "onwards, onward, forward, forwards, on wards, and beyond, onwards and beyond, beyond, going forward|forwards, and onwards|onward",
    "onwards",
  ],
  [
    "within, inside, in the next|first|coming|following, over the next|coming|following, within the next|first|coming|following, in under, in less than, less than, for the next",
    "within",
  ],
  ["the, our, its, their", "the"],
  ["of", "of"],
  ["in, into", "in"],
  [
    "on, at, around, circa, c, approx, approximately, about, roughly, probably, likely, possibly, provisionally, provisional, est, estimated, expected, anticipated, hopefully, aim for, aiming for, aim, latest, at the latest, date, dates, timescale, timeframe, timescales, deadline for, due date, is, are, weekend, in or around, on or around, on or about, or around, or thereabouts, a|an|the week in, calendar, sometime in, some time in, again, timetable, start of the new, new, in place for, for the start of, ready for, in readiness for, for, which is",
    "filler",
  ],
  ["be", "is"],
  ["available, operational, in place, up and running", "promise"],
  [
    "act, regulations, bill, strategy, census, framework, order, guidance, plan, policy, programme, standards, code, manifesto, edition, version, survey",
    "title",
  ],
  [
    "end of the|this plan|strategy|programme|project|contract|framework, the end of the|this plan|strategy|programme|project|contract|framework, by the end of the|this plan|strategy|programme|project|contract|framework, end of the|this action|delivery plan, end of plan|strategy|programme|project, end of the plan period, plan end, plan end date",
    "whole-plan",
    1,
  ],
  [
    "life|lifetime|duration|length|course|period|span|term of the|this plan|strategy|programme|project|scheme|contract|framework, life|lifetime|duration of the action|delivery plan, life|lifetime|duration of plan|strategy|project|programme, plan period, plan lifetime, strategy period, whole plan period",
    "whole-plan",
  ],
  // states
  [
    "ongoing, on going, ongoing basis, on an ongoing basis, on - going, continuous, continual, continually, continuously, continuing, continue, continues, rolling, rolling programme, permanent, permanently, constant, constantly, perpetual, indefinite, indefinitely, always, at all times, business as usual, bau, all year, all year round, year round, throughout the year, all the time, regular, regularly, periodically, periodic, frequently, routinely, in progress, under way, underway, under implementation, in hand, in development, work in progress, being implemented|progressed|developed, open ended, no end date, day to day business, standing item, as part of business as usual, as part of day to day work, ad hoc on going, open end, in train, work continues, current and on going, current and ongoing",
    "ongoing",
  ],
  [
    "tbc, tba, tbd, tbu, tbn, t . b . c, t . b . a, to be confirmed|agreed|determined|decided|advised|arranged|announced|set|discussed|scheduled|negotiated|identified|updated|defined|clarified|considered, to be finalised later, date to be confirmed|agreed|determined|decided|advised|arranged|announced|set|discussed|finalised|scheduled, dates to be confirmed|agreed|determined|set|arranged, not yet agreed|known|set|determined|decided|confirmed|scheduled|fixed, no date set|yet|agreed|fixed|given, no timescale|timeframe|deadline|dates, in due course, date unknown, not known, awaiting date|dates, date awaited, unknown, n / k, t b c, at a later date, at a future date, future date, later date, yet to be agreed|confirmed|determined|decided|set, under discussion, under review, to follow, when known, not confirmed, unconfirmed, for discussion, timescale to be agreed|confirmed|set, no fixed date, undetermined, undecided, not set",
    "tbc",
  ],
  [
    "on hold, paused, suspended, deferred, postponed, parked, on pause, deferred indefinitely, postponed indefinitely",
    "on-hold",
  ],
  [
    "subject to, dependent on|upon, dependant on|upon, depends on|upon, depending on|upon, contingent on|upon, conditional on|upon, pending, if, awaiting, once, when, whenever, as and when, as and where, as when, as required, as needed, as necessary, as requested, as appropriate, as applicable, as they arise, as it arises, as arising, as opportunities arise, where required|needed|necessary|appropriate, if required|needed|necessary|appropriate, when required|needed|necessary|appropriate|available, upon, on receipt, on receipt of, on completion, on completion of, on approval, on approval of, upon completion|approval|receipt, on appointment, on demand, on request, by request, by exception, unless, provided, assuming, at the point of, on notification, as soon as funding|resources|staff, case by case, case by case basis, ad hoc, adhoc, reactive, as per, in response to, linked to, aligned to|with, in line with, prior to commencement, needs led, on publication, on publication of, on return, on signing, on adoption, on induction, on starting, at induction, at start of contract, as part of",
    "condition",
  ],
  [
    "asap, a . s . a . p, as soon as possible|practicable|practical, as soon as is possible|practicable, as soon as reasonably practicable|possible, soonest, urgent, urgently, high priority",
    "asap",
  ],
  [
    "immediate, immediately, immediate effect, with immediate effect, straight away, straightaway, forthwith, at once, without delay, instant, right away, immediate action|start, immediate priority",
    "immediate",
  ],
  ["short term, short - term, short to medium term, short - medium term", "priority", 1],
  ["medium term, medium - term, mid term, medium to long term, medium - long term", "priority", 2],
  ["long term, long - term, longer term", "priority", 3],
  ["short", "priority", 11],
  ["medium", "priority", 12],
  ["long", "priority", 13],
  [
    "done, actioned, fulfilled, signed off, closed, resolved, fully implemented, now complete, now completed, action closed, action complete|completed, all complete|completed, complete and closed, completed and closed, no further action, already in place, already complete|completed|done, has been completed|achieved|done|delivered|implemented, have been completed|done|delivered|implemented|achieved, been completed, fully complete, discharged",
    "done",
  ],
  ["completed, achieved, finished, delivered, implemented, concluded, met", "complete"],
  ["complete", "complete", 1],
  [
    "was, were, had, held, last held|reviewed|updated|met|done|completed|issued|published|carried out|undertaken|event|meeting|review|report|audit|inspection|survey|revised|took place, took place, happened, occurred, produced, presented, organised, went, gone, has been, have been, been, did, took, attended, met in|on, last year, already held, so far, to date, missed, not met, not achieved, unmet",
    "past",
  ],
  [
    "published, issued, submitted, launched, reviewed, updated, agreed, approved, signed, introduced, adopted, circulated, distributed, appointed, recruited, trained, installed, reported, sent, undertaken, established, carried out, refreshed, ran, received, awarded, ratified, opened",
    "maybe-past",
  ],
  [
    "originally, previously, formerly, original, original date|deadline|target|timescale, previous, previous date|deadline|target|timescale, initially, initial, initial date|deadline|target, first set as, first planned for, instead of, rather than",
    "formerly",
  ],
  [
    "moved|slipped|delayed|changed|revised|extended|postponed|deferred|amended|reviewed from, carried|rolled over from, brought|carried|put forward|back from",
    "formerly",
    1,
  ],
  [
    "now, revised, revised to|date|deadline|target|timescale, revised completion|target|due date, extended, extended to|until, moved to, moved back to, slipped to, delayed until|to|till, deferred to|until|till, postponed to|until|till, rescheduled for|to, re scheduled for|to, put back to|until, pushed back to, brought forward to, carried forward to|into, carried over to|into, rolled over to|into, rolled forward to, changed to, amended to, amended, amended date, new date|deadline|target|timescale, new target date, new completion date, revised target date, now due|planned|expected|scheduled, now due by|in|on|for, reset to, re profiled to, reprofiled to, re programmed to, extension to|until, extension agreed to|until, currently expected|anticipated|scheduled|forecast, updated to, re planned for",
    "now",
  ],
  [
    "will, shall, should, must, would, to be, planned, planned for, scheduled, scheduled for, proposed, intended, intend, plan to, aim to, aims to, going to, forthcoming, need to, needs to, needed, is due, are due, will be, target of, ensure, review to, being, is being, are being, expected to, anticipated to, is, are, proposed date|timetable|timescale",
    "future",
  ],
  [
    "xx, xxx, xxxx, xx / xx, xx / xx / xx, xx / xx / xxxx, dd / mm / yy, dd / mm / yyyy, mm / yy, mm / yyyy, insert date, enter date, add date, date here, month year, mmm yy, yyyy",
    "placeholder",
  ],
  [
    "n / a, na, n . a, not applicable, none, nil, no longer applicable|required|relevant|needed, not required",
    "not-applicable",
  ],
];

/** Nouns after a number that make it a count of things, so that "2020 homes" is no year. */
const countedNouns = (
  "people persons residents pupils students learners staff employees officers members homes houses properties dwellings trees " +
  "visits visitors places units minutes pounds households families children adults participants attendees sites schools " +
  "businesses jobs cases referrals tonnes kg km miles metres m2 sqm copies responses volunteers customers users clients " +
  "patients beds apprentices apprenticeships champions events percent vehicles bins acres hectares"
).split(" ");

/** The sorts that may begin a date, a repetition or a length of time. */
const timely = new Set<Sort>([
  "month",
  "weekday",
  "season",
  "quarter",
  "half",
  "half-year",
  "term",
  "term-name",
  "term-code",
  "vacation",
  "half-term",
  "year",
  "financial",
  "academic",
  "calendar",
  "feast",
  "day",
  "week",
  "fortnight",
  "month-unit",
  "week-from",
  "week-to",
  "year-end",
  "plan",
  "number",
  "count",
  "rank",
  "last",
  "times",
  "time-word",
  "cadence",
  "bi",
  "prefix",
  "every",
  "other",
  "edge",
  "the",
]);

const table = new Map<string, Word>();

function entry(word: string): Word {
  let found = table.get(word);
  if (!found) {
    found = { sort: "unknown", value: 0, timely: false, id: table.size, phrases: null };
    table.set(word, found);
  }
  return found;
}

function expand(way: string): string[][] {
  let ways: string[][] = [[]];
  for (const choices of way.replaceAll("'s", "").split(" ")) {
    ways = ways.flatMap((before) => choices.split("|").map((choice) => [...before, choice]));
  }
  return ways;
}

function add(words: string[], sort: Sort, value: number): void {
  let place: Place = entry(words[0]!);
  if (words.length === 1) {
    const word = entry(words[0]!);
    // The first row of a word stands.
    if (word.sort === "unknown") {
      word.sort = sort;
      word.value = value;
      word.timely = timely.has(sort);
    }
    return;
  }
  for (const word of words.slice(1)) {
    const next: Map<number, Phrase> = (place.phrases ??= new Map());
    let deeper = next.get(entry(word).id);
    if (!deeper) {
      deeper = { meaning: null, phrases: null };
      next.set(entry(word).id, deeper);
    }
    place = deeper;
  }
  (place as Phrase).meaning ??= { sort, value, timely: timely.has(sort), id: -1, phrases: null };
}

for (const [written, sort, value = 0] of rows) {
  for (const way of written.split(", ")) for (const words of expand(way)) add(words, sort, value);
}
for (const noun of countedNouns) {
  const word = entry(noun);
  if (word.sort === "unknown") word.sort = "noun";
}

// The words spelt out letter by letter, 26 places to a letter, so that a word is found while its letters are scanned.
const letters: number[] = new Array<number>(26).fill(0);
const wordsAt: (Word | null)[] = [null];
const markWords: (Word | undefined)[] = [];
for (const [word, meaning] of table) {
  if (/^[a-z]+$/.test(word)) {
    let place = 0;
    for (let i = 0; i < word.length; i++) {
      const slot = place * 26 + word.charCodeAt(i) - 97;
      if (letters[slot] === 0) {
        letters[slot] = wordsAt.length;
        wordsAt.push(null);
        for (let n = 0; n < 26; n++) letters.push(0);
      }
      place = letters[slot]!;
    }
    wordsAt[place] = meaning;
  } else if (word.length === 1) markWords[word.charCodeAt(0)] = meaning;
}
/** The table as letters: place * 26 + letter (0 for "a") gives the next place, 0 when no word goes on so. Words begin at 0. */
export const spelling = Uint16Array.from(letters);

/** The row of the word at `from` to `to` in a text, capitals or not; null when it has none. */
export function wordAt(text: string, from: number, to: number): Word | null {
  let place = 0;
  for (let i = from; i < to; i++) {
    const letter = (text.charCodeAt(i) | 32) - 97;
    if (letter < 0 || letter > 25) return null;
    place = spelling[place * 26 + letter]!;
    if (place === 0) return null;
  }
  return wordsAt[place]!;
}

/** The row of the word that ends at a place. */
export function wordOf(place: number): Word | null {
  return wordsAt[place]!;
}

/** The row of a mark that phrases are written with ("w/c"), by its character code. */
export function markAt(code: number): Word | null {
  return markWords[code] ?? null;
}
