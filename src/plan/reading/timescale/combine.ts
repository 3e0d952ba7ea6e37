/**
 * Makes one reading of a cell's clauses: what kind of timescale it is, what is due when, what repeats, what only starts.
 *
 * The order of the rules is the reading: what has been goes to the history, a habit outweighs a date said of it, a date
 * outweighs a word of state, and a word of state outweighs nothing at all.
 */
import { addDaysToCode, addMonthsToCode, isoOf, monthEndCode, monthOfCode, yearOfCode } from "../../calendar";
import type { DayCode } from "../../calendar";
import type { Cadence } from "../../model";
import type { Clauses, DateItem, LengthItem, RepeatItem } from "./clauses";
import type { ConventionName } from "./conventions";
import { addLength, alternative, doubt, emptyDraft, part } from "./draft";
import type { Draft } from "./draft";
import { flagDates } from "./flags";
import { cadenceOf } from "./repeats";
import { candidateYears, daysIn } from "./resolve";
import type { Days } from "./resolve";
import type { PlanYears } from "./planYears";
import { combineStates, sortStates } from "./states";
import type { States } from "./states";
import { edge } from "./words";

/** One reading of all the clauses of a cell. */
export function combine(found: Clauses, text: string, plan: PlanYears): Draft {
  const draft = emptyDraft();
  const states = sortStates(found);
  let live = found.dates;
  let all = true;
  for (let i = 0; i < live.length; i++) if (live[i]!.past || live[i]!.weak) all = false;
  if (!all) {
    live = [];
    for (const date of found.dates) {
      if (date.past) addHistory(draft, date, text);
      else if (!date.weak) live.push(date);
    }
  }
  // A year that only names something counts where nothing else says when.
  if (
    live.length === 0 &&
    found.repeats.length === 0 &&
    found.states.length === 0 &&
    found.lengths.length === 0 &&
    draft.history.length === 0
  ) {
    live = found.dates.filter((date) => date.weak && (date.words.unit !== "year" || date.at === 0));
    if (live.length > 0)
      doubt(draft, "it may only be part of a name", alternative("none", 0, 0, null, "not a date at all"));
  }
  relateLengths(found, live);
  const repeat = chooseRepeat(found, live);
  if (repeat) combineRepeat(draft, found, states, live, repeat, text, plan);
  else if (live.length > 0) combineDates(draft, found, states, live, text, plan);
  else combineStates(draft, found, states, plan);
  flagDates(draft, found, states, text, plan);
  return draft;
}

// ---------------------------------------------------------------------------------------------------------------------
// What has been

function addHistory(draft: Draft, date: DateItem, text: string): void {
  const { words } = date;
  if (date.weak && draft.history.length > 0) return;
  let when = "";
  if (date.days && date.year !== "unknown") {
    const iso = isoOf(date.end);
    when =
      date.days.precision === "day"
        ? iso
        : date.days.precision === "month"
          ? iso.slice(0, 7)
          : words.unit === "year"
            ? iso.slice(0, 4)
            : iso.slice(0, 7);
    if (words.unit === "year" && words.split) when = String(words.year);
  }
  if (date.weak) return;
  if (when) draft.history.push({ words: text.slice(date.from, date.to), when });
  part(
    draft,
    date.from,
    date.to,
    "history",
    date.start,
    date.end,
    date.replaced ? "revised" : null,
    false,
    date.replaced ? "replaced" : "",
  );
}

// ---------------------------------------------------------------------------------------------------------------------
// What comes round

/** The repetition the cell is about: the first that is more than part of a name. */
function chooseRepeat(found: Clauses, live: DateItem[]): RepeatItem | null {
  const { repeats } = found;
  if (repeats.length === 1 && !repeats[0]!.words.weak) return repeats[0]!;
  if (repeats.length > 0) {
    const firm = repeats.find((repeat) => !repeat.words.weak);
    if (firm) return firm;
    const dated = live.some((date) => date.year === "written" || date.year === "neighbour");
    return dated ? null : repeats[0]!;
  }
  return null;
}

function isSeries(live: DateItem[]): boolean {
  return (
    live.length >= 2 &&
    live.every(
      (date) =>
        date.words.unit === "month" &&
        !date.words.year &&
        !date.words.until &&
        date.role === "at" &&
        (date.year === "plan" || date.year === "many" || date.year === "unknown"),
    )
  );
}

function combineRepeat(
  draft: Draft,
  found: Clauses,
  states: States,
  live: DateItem[],
  repeat: RepeatItem,
  text: string,
  plan: PlanYears,
): void {
  const words = repeat.words;
  draft.kind = "recurring";
  draft.repeat = repeat;
  draft.cadence = cadenceOf(words.every);
  part(draft, words.from, words.to, "repeat", 0, 0, null, false);
  let mixed = false;
  const anchors: DateItem[] = [];
  for (const date of live) {
    const near = sentenceOf(found, date.clause) === sentenceOf(found, repeat.clause);
    const yearless =
      date.words.year === 0 &&
      !(date.words.until && date.words.until.year) &&
      date.year !== "neighbour" &&
      date.words.unit !== "plan-year" &&
      date.words.unit !== "plan-month";
    if (date.role === "from" && !isStretch(date)) setStart(draft, date);
    else if (date.role === "since" || date.role === "after") setStart(draft, date);
    else if (date.role === "until" && !isStretch(date)) {
      draft.until = date.end;
      draft.due = date.end;
      draft.dueBasis = date.end ? "explicit" : "none";
      draft.precision = date.days?.precision ?? null;
      part(
        draft,
        date.from,
        date.to,
        "due",
        0,
        date.end,
        date.days?.convention ?? null,
        date.days !== null && date.days.convention !== null,
      );
    } else if (yearless && (near || live.length === 1) && date.words.unit !== "year") anchors.push(date);
    else if (date.days && isPeriod(date) && (near || !found.clauses[date.clause]!.others)) {
      draft.start ||= date.start;
      draft.until = date.end;
      setDue(draft, date);
    } else if (date.days) {
      const clause = found.clauses[date.clause]!;
      const joined = near && !wordsBetween(found, date, repeat);
      const after = found.clauses[repeat.clause]!;
      const thereafter = near && after.next && after.others === 0 && date.from < repeat.words.from;
      if (!(clause.next || date.next || joined || thereafter) || (date.role === "by" && clause.promise)) mixed = true;
      else if (!draft.first) draft.first = date.end;
      setDue(draft, date);
      addMilestone(draft, date, text);
    }
  }
  if (anchors.length > 0) anchor(draft, anchors, plan, repeat);
  if (draft.milestones.length < 2) draft.milestones = [];
  if (!draft.first && draft.start && !draft.due) draft.first = endOfStart(live, draft.start);
  const second = found.repeats.find(
    (other) => other !== repeat && !other.words.weak && other.words.every !== repeat.words.every && !other.words.named,
  );
  if (second) {
    part(draft, second.words.from, second.words.to, "repeat", 0, 0, null, false, "second");
    const cadence = cadenceOf(second.words.every);
    if (draft.until && second.words.from > words.to) mixed = true;
    draft.alternatives.push(alternative("recurring", 0, 0, cadence, "the other repetition in the cell"));
    if (cadence !== draft.cadence && !draft.until) doubt(draft, "the cell names two repetitions");
  }
  for (const length of found.lengths) if (length.role !== "from" && !length.fromEvent) windowOf(draft, length);
  if (states.ongoing) part(draft, states.ongoing.from, states.ongoing.to, "state", 0, 0, null, false, "ongoing");
  if (states.ongoing && sentenceOf(found, states.ongoing.clause) !== sentenceOf(found, repeat.clause) && !draft.due) {
    draft.alternatives.push(alternative("mixed", draft.due, draft.start, draft.cadence, "ongoing, and repeating"));
  }
  if (words.twoWays) twoWays(draft, words.every);
  if (mixed) draft.kind = "mixed";
}

function sentenceOf(found: Clauses, clause: number): number {
  return found.clauses[clause]!.sentence;
}

/** Other words (a verb of its own) stand between a date and a repetition, so they are said of different things. */
function wordsBetween(found: Clauses, date: DateItem, repeat: RepeatItem): boolean {
  const from = Math.min(date.clause, repeat.clause);
  const to = Math.max(date.clause, repeat.clause);
  if (date.role === "by" && date.from < repeat.words.from) return true;
  if (from === to) return date.from < repeat.words.from && repeat.words.from - date.to > 16;
  if (to - from > 8) return true;
  for (let c = from + 1; c < to; c++) if (found.clauses[c]!.others > 0) return true;
  return found.clauses[to]!.others > 1 && date.clause < repeat.clause;
}

function setStart(draft: Draft, date: DateItem): void {
  if (!date.start) return;
  draft.start = draft.start ? Math.min(draft.start, date.start) : date.start;
  part(draft, date.from, date.to, "start", date.start, 0, null, false);
}

function endOfStart(live: DateItem[], start: DayCode): DayCode {
  for (const date of live) if (date.start === start) return date.end;
  return start;
}

/** Says when a habit falls: "June and November annually", "every spring". */
function anchor(draft: Draft, anchors: DateItem[], plan: PlanYears, repeat: RepeatItem): void {
  const months: number[] = [];
  let first = 0;
  let last = anchors[0]!;
  for (const date of anchors) {
    const years = date.years.length > 0 ? date.years : candidateYears(date.words, plan, false);
    const year = years[0] ?? 0;
    const days = daysIn(date.words, year || 2019, plan);
    if (!days) continue;
    const until = date.words.until ? daysIn(date.words.until, year || 2019, plan) : null;
    addMonths(months, date, days, until);
    let end =
      year === 0
        ? 0
        : until
          ? date.end || until.end
          : date.role === "before" && !date.words.edge
            ? addDaysToCode(days.start, -1)
            : days.end;
    if (end && plan.start && end < plan.start) end = addMonthsToCode(end, 12);
    if (end && (first === 0 || end < first)) {
      first = end;
      last = date;
    }
  }
  months.sort((a, b) => a - b);
  draft.months = months;
  // Two named months of an "annual" thing make it twice a year.
  if (
    repeat.words.every === 12 &&
    anchors.every((date) => !date.words.until && date.words.unit === anchors[0]!.words.unit && date.role !== "before")
  ) {
    if (anchors.length === 2) draft.cadence = "biannual";
    else if (anchors.length === 4) draft.cadence = "quarterly";
    else if (anchors.length > 2) draft.cadence = anchors.length === 3 ? "termly" : null;
  }
  const convention = last.days?.convention ?? "month-end";
  for (const date of anchors) part(draft, date.from, date.to, "first", 0, date === last ? first : 0, convention, true);
  draft.precision = last.days?.precision ?? daysIn(last.words, 2019, plan)?.precision ?? null;
  if (first) {
    draft.first = first;
    if (!draft.due) {
      draft.due = first;
      draft.dueBasis = "first-occurrence";
    }
  }
}

function addMonths(months: number[], date: DateItem, days: Days, until: Days | null): void {
  const from = date.words.unit === "day" ? monthOfCode(days.end) : monthOfCode(days.start);
  const to = monthOfCode(until ? until.end : days.end);
  for (let steps = 0, month = from; steps < 12; steps++, month = (month % 12) + 1) {
    if (!months.includes(month)) months.push(month);
    if (month === to) break;
  }
}

function twoWays(draft: Draft, length: number): void {
  const other: Cadence | null = length === 6 ? "biennial" : length === 2 ? "fortnightly" : "weekly";
  const says = length === 6 ? "every two years" : length === 2 ? "twice a month" : "twice a week";
  const convention: ConventionName = length === 6 ? "twice-a-year" : "every-two";
  const repeats = draft.parts.find((one) => one.what === "repeat");
  if (repeats) {
    repeats.implied = true;
    repeats.convention = convention;
  }
  doubt(
    draft,
    length === 6 ? "bi-annual can mean twice a year or every two years" : "bi- can mean every two or twice in each",
    alternative("recurring", draft.due, draft.start, other, says),
  );
}

// ---------------------------------------------------------------------------------------------------------------------
// What is due

/** True for a stretch of time rather than a day by which. */
function isPeriod(date: DateItem): boolean {
  const { words, role } = date;
  if (role === "by" || role === "before") return false;
  if (isStretch(date)) return true;
  if (role === "during" || role === "within")
    return words.unit !== "day" && words.unit !== "feast" && words.edge !== edge.end;
  if (words.edge !== edge.none) return false;
  switch (words.unit) {
    case "year":
    case "plan-year":
    case "plan-month":
    case "quarter":
    case "half":
      return true;
    default:
      return false;
  }
}

/** Written with a beginning and an end: "April to June", "2019-2021", "Q1-Q2". */
function isStretch(date: DateItem): boolean {
  return (
    date.words.until !== null ||
    date.words.lastYear > date.words.year ||
    (date.words.last > date.words.n && date.words.unit !== "week" && date.words.unit !== "weekday")
  );
}

function setDue(draft: Draft, date: DateItem): void {
  const convention = conventionOf(date);
  part(
    draft,
    date.from,
    date.to,
    isPeriod(date) ? "period" : "due",
    date.start,
    date.end,
    convention,
    convention !== null,
  );
  if (date.end > draft.due || draft.dueBasis !== "explicit") {
    draft.due = date.end;
    draft.precision = date.role === "before" ? "day" : (date.days?.precision ?? null);
    draft.dueBasis = "explicit";
  }
}

function conventionOf(date: DateItem): ConventionName | null {
  if (date.words.slip) return "slip";
  if (date.year === "plan" || date.year === "many") return "year-from-plan";
  if (date.year === "neighbour") return "year-from-neighbour";
  if (date.role === "before" && !date.words.edge) return "before";
  return date.days?.convention ?? (date.words.twoDigit ? "two-digit-year" : null);
}

function addMilestone(draft: Draft, date: DateItem, text: string): void {
  draft.milestones.push({ due: isoOf(date.end), words: text.slice(date.from, date.to) });
}

function combineDates(
  draft: Draft,
  found: Clauses,
  states: States,
  live: DateItem[],
  text: string,
  plan: PlanYears,
): void {
  if (isSeries(live)) {
    combineSeries(draft, live, text);
    return;
  }
  if (isBareSeason(found, live, plan)) {
    combineSeason(draft, live[0]!);
    return;
  }
  let points = 0;
  let periods = 0;
  let starts = 0;
  let startsIn: DateItem | null = null;
  let firstSentence = -1;
  let severalSentences = false;
  for (const date of live) {
    if (!isStretch(date) && (date.role === "from" || date.role === "since" || date.role === "after")) {
      starts++;
      startsIn ??= date;
      setStart(draft, date);
      if (!date.days) part(draft, date.from, date.to, "start", 0, 0, null, false, "no-year");
      continue;
    }
    if (isPeriod(date) || date.role === "until") periods++;
    else points++;
    const sentence = sentenceOf(found, date.clause);
    if (firstSentence < 0) firstSentence = sentence;
    else if (sentence !== firstSentence) severalSentences = true;
    if (
      date.start &&
      date.role !== "until" &&
      (isPeriod(date) || date.words.unit === "season" || (date.words.unit === "week" && date.words.last !== 2))
    )
      draft.start = draft.start ? Math.min(draft.start, date.start) : date.start;
    if (date.days) {
      setDue(draft, date);
      if (live.length > 1) addMilestone(draft, date, text);
    } else part(draft, date.from, date.to, "due", 0, 0, null, false, "no-year");
  }
  for (const length of found.lengths) {
    if (length.fromDate >= 0) {
      points++;
      fromDate(draft, length, found);
    }
  }
  if (draft.milestones.length < 2) draft.milestones = [];
  else draft.milestones.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
  if (points === 0 && periods === 0) {
    draft.kind = "ongoing";
    if (startsIn) promisedFrom(draft, found, startsIn);
    if (states.ongoing) part(draft, states.ongoing.from, states.ongoing.to, "state", 0, 0, null, false, "ongoing");
  } else if (states.ongoing) {
    const joined = points === 0;
    draft.kind = joined ? "period" : "mixed";
    part(draft, states.ongoing.from, states.ongoing.to, "state", 0, 0, null, false, "ongoing");
    draft.alternatives.push(
      alternative("deadline", draft.due, 0, null, "due by that date"),
      alternative("ongoing", 0, draft.start, null, "ongoing, with no end"),
    );
  } else if (points > 0 && periods > 0 && severalSentences) draft.kind = "mixed";
  else if (points > 0) draft.kind = "deadline";
  else draft.kind = "period";
  if (
    points > 0 &&
    starts > 0 &&
    periods === 0 &&
    draft.due &&
    draft.start &&
    draft.start <= draft.due &&
    live.length === 2
  )
    draft.kind = "period";
  weigh(draft, states);
}

/** Dates that a condition, a "to be confirmed" or a doubtful year hangs on. */
function weigh(draft: Draft, states: States): void {
  if (states.tbc) {
    part(draft, states.tbc.from, states.tbc.to, "state", 0, 0, null, false, "tbc");
    doubt(draft, "the date still has to be confirmed", alternative("tbc", 0, draft.start, null, "no date yet"));
  }
  if (states.condition && draft.kind !== "ongoing") {
    part(draft, states.condition.from, states.condition.to, "state", 0, 0, null, false, "condition");
    doubt(
      draft,
      "it depends on something else as well",
      alternative("conditional", 0, 0, null, "no date until that is settled"),
    );
  }
  if (states.done && draft.kind === "deadline") {
    part(draft, states.done.from, states.done.to, "state", 0, 0, null, false, "done");
    draft.alternatives.push(alternative("done", 0, 0, null, "already done"));
  }
  if (states.soon && draft.kind === "deadline")
    part(draft, states.soon.from, states.soon.to, "state", 0, 0, null, false, "soon");
}

/** "Available from March 2019": something that has to be there by then. */
function promisedFrom(draft: Draft, found: Clauses, date: DateItem): void {
  if (!found.clauses[date.clause]!.promise || date.role !== "from" || !date.days) return;
  draft.kind = "deadline";
  draft.due = date.end;
  draft.dueBasis = "explicit";
  draft.precision = date.days.precision;
  part(draft, date.from, date.to, "due", 0, date.end, "in-place-from", true);
  doubt(
    draft,
    "it says from when, and by when only if it has to be ready for that",
    alternative("ongoing", 0, date.start, null, "starts then, with no end"),
  );
}

/** Months without a year, side by side: "Feb & Oct". */
function combineSeries(draft: Draft, live: DateItem[], text: string): void {
  const months = live.map((date) => date.words.n).sort((a, b) => a - b);
  draft.kind = "recurring";
  draft.months = months;
  draft.cadence =
    months.length === 2
      ? "biannual"
      : months.length === 4
        ? "quarterly"
        : months.length === 3
          ? "termly"
          : months.length === 6
            ? "bimonthly"
            : null;
  draft.precision = "month";
  let first = 0;
  let last = 0;
  for (const date of live) {
    if (date.end && (first === 0 || date.end < first)) first = date.end;
    if (date.end > last) last = date.end;
    part(draft, date.from, date.to, "first", 0, date.end, "year-from-plan", true);
    if (date.end) draft.milestones.push({ due: isoOf(date.end), words: text.slice(date.from, date.to) });
  }
  draft.milestones.sort((a, b) => (a.due < b.due ? -1 : 1));
  if (first) {
    draft.first = draft.due = first;
    draft.dueBasis = "first-occurrence";
  }
  doubt(
    draft,
    "months without a year may come round every year or only once",
    alternative("deadline", last, 0, null, "those months once, in the plan's first year"),
  );
}

/** A season and nothing else: "Winter", "Late summer/autumn". In a school's plan it stands for the term. */
function isBareSeason(found: Clauses, live: DateItem[], plan: PlanYears): boolean {
  if (live.length !== 1 || found.states.length > 0 || plan.calendar === "academic") return false;
  const { words, role, clause, days } = live[0]!;
  const whole = words.edge === edge.none || words.until !== null;
  return (
    words.unit === "season" &&
    words.year === 0 &&
    days !== null &&
    role === "at" &&
    whole &&
    found.clauses[clause]!.others === 0 &&
    found.dates.length === 1 &&
    (!words.until || words.until.year === 0)
  );
}

function combineSeason(draft: Draft, date: DateItem): void {
  draft.kind = "recurring";
  draft.cadence = "annual";
  draft.precision = "season";
  draft.start = date.start;
  draft.first = draft.due = date.end;
  draft.dueBasis = "first-occurrence";
  addMonths(draft.months, date, { start: date.start, end: date.end, precision: "season", convention: null }, null);
  draft.months.sort((a, b) => a - b);
  part(draft, date.from, date.to, "first", date.start, date.end, "season-each-year", true);
  doubt(
    draft,
    "a season without a year may come round every year or be meant once",
    alternative("period", date.end, date.start, null, "within that season, once"),
    alternative("deadline", date.end, 0, null, "due by the end of that season"),
  );
}

// ---------------------------------------------------------------------------------------------------------------------
// Lengths of time

/** Lengths that only explain a date beside them ("(one year on)") change nothing; the rest are kept. */
function relateLengths(found: Clauses, live: DateItem[]): void {
  for (const length of found.lengths)
    if (length.fromDate >= live.length) length.fromDate = found.dates.length > length.fromDate ? length.fromDate : -1;
}

/** "within 3 months of April 2019". */
function fromDate(draft: Draft, length: LengthItem, found: Clauses): void {
  const date = found.dates[length.fromDate];
  if (!date || !date.end) return;
  const due = addLength(date.end, length.words.most);
  draft.due =
    date.days?.precision !== "day" && length.words.most > 0 ? monthEndCode(yearOfCode(due), monthOfCode(due)) : due;
  draft.dueBasis = "explicit";
  draft.precision = date.days?.precision ?? null;
  draft.milestones = [];
  part(draft, length.from, date.to, "due", 0, draft.due, null, false);
}

/** A repetition that runs for a length of time: "quarterly for two years". */
function windowOf(draft: Draft, length: LengthItem): void {
  part(draft, length.from, length.to, "length", 0, 0, "from-plan-start", true);
}
