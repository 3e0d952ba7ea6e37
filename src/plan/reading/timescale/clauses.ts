/**
 * Walks the tokens once and sorts what they say into clauses: dates with the little word before them, repetitions, lengths
 * of time, and words of state (ongoing, to be confirmed, subject to, completed).
 *
 * Decides what each clause talks about (what is to come, or what has been); `combine.ts` makes one reading of them.
 */
import { dateWords, readDate } from "./dates";
import type { DateWords } from "./dates";
import { readLength, readRepeat } from "./repeats";
import type { LengthWords, RepeatWords } from "./repeats";
import type { Days } from "./resolve";
import type { PlanYears } from "./planYears";
import type { Token } from "./tokens";
import { edge } from "./words";
import type { Sort } from "./words";

export type Role = "at" | "by" | "before" | "from" | "since" | "until" | "during" | "after" | "within";

export interface DateItem {
  words: DateWords;
  role: Role;
  clause: number;
  /** Span of the words, the little word before included. */
  from: number;
  to: number;
  /** Index of the token it begins at, for the words around it. */
  at: number;
  /** A year that is part of a name ("2018 report"), used only where nothing else is said. */
  weak: boolean;
  /** It has happened, or has been replaced. */
  past: boolean;
  /** Replaced by a later promise. */
  replaced: boolean;
  /** "next report due". */
  next: boolean;
  /** Filled in by `settle.ts`. */
  days: Days | null;
  start: number;
  end: number;
  year: "written" | "neighbour" | "plan" | "many" | "unknown";
  years: number[];
}

export interface RepeatItem {
  words: RepeatWords;
  clause: number;
  at: number;
}

export interface LengthItem {
  words: LengthWords;
  clause: number;
  from: number;
  to: number;
  /** Counted from something that has no date: "within 3 months of approval". */
  fromEvent: boolean;
  /** Counted from a date in the cell; index into the dates. */
  fromDate: number;
  role: Role;
}

export interface StateItem {
  sort: Sort;
  value: number;
  clause: number;
  from: number;
  to: number;
}

/** What stands between two marks of punctuation. */
export interface Clause {
  sentence: number;
  from: number;
  to: number;
  past: boolean;
  formerly: boolean;
  now: boolean;
  next: boolean;
  future: boolean;
  /** "to be delivered", "available": says that something will be there. */
  promise: boolean;
  done: boolean;
  not: boolean;
  /** Words that are neither dates nor little words. */
  others: number;
}

export interface Clauses {
  clauses: Clause[];
  dates: DateItem[];
  repeats: RepeatItem[];
  lengths: LengthItem[];
  states: StateItem[];
  misspelt: { from: number; to: number }[];
}

function sortAt(tokens: Token[], at: number): Sort | "" {
  return at >= 0 && at < tokens.length ? tokens[at]!.sort : "";
}

function newClause(sentence: number, from: number): Clause {
  return {
    sentence,
    from,
    to: from,
    past: false,
    formerly: false,
    now: false,
    next: false,
    future: false,
    promise: false,
    done: false,
    not: false,
    others: 0,
  };
}

/** Begins a clause (and a sentence, if so said) at a place in the text. */
function nextClause(found: Clauses, sentence: boolean, from: number): Clause {
  const last = found.clauses[found.clauses.length - 1]!.sentence;
  const fresh = newClause(sentence ? last + 1 : last, from);
  found.clauses.push(fresh);
  return fresh;
}

function say(found: Clauses, token: Token, sort: Sort = token.sort): void {
  const state: StateItem = {
    sort,
    value: token.value,
    clause: found.clauses.length - 1,
    from: token.from,
    to: token.to,
  };
  if (found.states.length === 0) found.states = [state];
  else found.states.push(state);
}

/** Sorts a cell's tokens into clauses. */
export function readClauses(text: string, tokens: Token[], plan: PlanYears): Clauses {
  const found: Clauses = { clauses: [newClause(0, 0)], dates: [], repeats: [], lengths: [], states: [], misspelt: [] };
  let clause = found.clauses[0]!;
  let role: Role = "at";
  let roleFrom = -1;
  let between = false;
  let movedFrom = false;
  const count = tokens.length;

  for (let i = 0; i < count;) {
    const token = tokens[i]!;
    const sort = token.sort;
    clause.to = token.to;
    let used = 0;
    // Words that may begin a date, a repetition or a length are read below; the rest are dealt with here.
    if (!token.timely)
      switch (sort) {
        case "unknown":
        case "noun":
        case "title":
        case "mark":
        case "amount":
          if (role !== "at") {
            if (role === "after" || (role === "before" && !found.dates.length))
              say(found, tokens[i - 1]!, "weak-condition");
            role = "at";
            roleFrom = -1;
          }
          between = false;
          clause.others += sort === "unknown" && token.value > 1 ? token.value : 1;
          if (sort === "title" && sortAt(tokens, i + 1) === "number" && tokens[i + 1]!.digits === 4)
            used = titleYear(tokens, i);
          i += 1 + used;
          continue;
        case "break":
        case "bullet":
          clause = nextClause(found, true, token.to);
          role = "at";
          roleFrom = -1;
          i++;
          continue;
        case ".":
          if (i + 1 >= count || tokens[i + 1]!.spaced || token.to - token.from > 1) {
            clause = nextClause(found, true, token.to);
            role = "at";
            roleFrom = -1;
          }
          i++;
          continue;
        case ",":
        case "(":
        case ")":
          if (role === "at" || sort !== "(") {
            clause = nextClause(found, false, token.to);
            role = "at";
            roleFrom = -1;
          }
          i++;
          continue;
        case "-":
          if (token.spaced && (i + 1 >= count || tokens[i + 1]!.spaced) && role === "at") {
            clause = nextClause(found, false, token.to);
            role = "at";
            roleFrom = -1;
          }
          i++;
          continue;
        case "by":
        case "before":
        case "until":
        case "during":
        case "after":
        case "since":
        case "from":
          if (sort === "from" && sortAt(tokens, i - 1) === "formerly") clause.formerly = true;
          role = sort;
          if (roleFrom < 0) roleFrom = token.from;
          i++;
          continue;
        case "within":
          role = "within";
          if (roleFrom < 0) roleFrom = token.from;
          i++;
          continue;
        case "between":
          between = true;
          role = "from";
          roleFrom = token.from;
          i++;
          continue;
        case "to": {
          const after = sortAt(tokens, i + 1);
          if (after === "is" || after === "complete") clause.future = true;
          else if (after === "unknown") clause.others++;
          else if (role === "at") {
            role = "until";
            roleFrom = token.from;
          }
          i++;
          continue;
        }
        case "start":
          if (role !== "by" && role !== "before") role = "from";
          if (roleFrom < 0) roleFrom = token.from;
          i++;
          continue;
        case "in":
        case "of":
        case "filler":
        case "is":
        case ":":
        case "and":
        case "/":
          i++;
          continue;
        case "then":
          if (found.dates.length || found.repeats.length) clause.next = true;
          i++;
          continue;
        case "onwards":
          if (found.dates.length) lastDate(found).role = lastDate(found).role === "since" ? "since" : "from";
          else if (found.lengths.length) found.lengths[found.lengths.length - 1]!.role = "from";
          i++;
          continue;
        case "future":
          clause.future = true;
          if (token.value === 1) clause.promise = true;
          i++;
          continue;
        case "promise":
          clause.promise = true;
          clause.future = true;
          i++;
          continue;
        case "not":
          clause.not = true;
          i++;
          continue;
        case "formerly":
          if (clause.to > clause.from && hasDate(found, found.clauses.length - 1)) {
            clause = nextClause(found, false, token.from);
            role = "at";
            roleFrom = -1;
          }
          clause.formerly = true;
          movedFrom = token.value === 1;
          i++;
          continue;
        case "now":
          if (hasDate(found, found.clauses.length - 1) || clause.past) {
            clause = nextClause(found, false, token.from);
            role = "at";
            roleFrom = -1;
            clause.to = token.to;
          }
          clause.now = true;
          say(found, token);
          role = "by";
          roleFrom = token.from;
          i++;
          continue;
        case "past":
          if (sort === "past" && sortAt(tokens, i + 1) !== "is" && !clause.future) {
            if (hasDate(found, found.clauses.length - 1) && token.to - token.from === 3) {
              clause = nextClause(found, false, token.from);
              role = "at";
              roleFrom = -1;
            }
            clause.past = true;
            clause.to = token.to;
          }
          i++;
          continue;
        case "maybe-past":
          if (!clause.future && !clause.past && followedByDate(tokens, i + 1)) {
            clause.past = true;
            say(found, token);
          }
          clause.others++;
          i++;
          continue;
        case "complete":
          if (isDone(text, tokens, i, clause)) {
            clause.done = clause.past = true;
            say(found, token);
          } else clause.others++;
          i++;
          continue;
        case "done":
          if (clause.not || clause.future) clause.others++;
          else {
            clause.done = clause.past = true;
            say(found, token);
          }
          i++;
          continue;
        case "priority":
          if (token.value < 10 || (i === 0 && (count === 1 || !["unknown", "noun"].includes(sortAt(tokens, 1)))))
            say(found, token);
          i++;
          continue;
        case "condition":
          // "by 3 June, if possible" leaves the date standing; so does a condition said of a habit.
          say(found, token);
          role = "at";
          roleFrom = -1;
          i++;
          continue;
        case "ongoing":
        case "whole-plan":
        case "tbc":
        case "on-hold":
        case "asap":
        case "immediate":
        case "placeholder":
        case "not-applicable":
        case "unfixed":
          if (token.misspelt) found.misspelt.push({ from: token.from, to: token.to });
          say(found, token);
          if (
            sort === "ongoing" &&
            i >= 2 &&
            found.dates.length &&
            lastDate(found).words.stop === i - 1 &&
            (tokens[i - 1]!.sort === "-" || tokens[i - 1]!.sort === "to") &&
            lastDate(found).role === "at"
          ) {
            lastDate(found).role = "from";
          }
          role = "at";
          roleFrom = -1;
          i++;
          continue;
        case "?":
          if (token.to - token.from > 1) say(found, token, "placeholder");
          i++;
          continue;
        case "occasion":
          if (role !== "at") {
            say(found, tokens[i - 1]!, "weak-condition");
            role = "at";
            roleFrom = -1;
          }
          clause.others++;
          i++;
          continue;
        case "next": {
          const after = sortAt(tokens, i + 1);
          if (after === "occasion") say(found, token, "weak-condition");
          else if (token.value === 0) {
            if (clause.past && hasDate(found, found.clauses.length - 1)) {
              clause = nextClause(found, false, token.from);
              role = "at";
              roleFrom = -1;
            }
            clause.next = true;
            clause.future = true;
          }
          i++;
          continue;
        }
      }

    // Dates, repetitions and lengths.
    const repeat = isRepeatStart(sort) ? readRepeat(tokens, i) : null;
    if (repeat) {
      if (repeat.misspelt) found.misspelt.push({ from: token.from, to: token.to });
      found.repeats.push({ words: repeat, clause: found.clauses.length - 1, at: i });
      clause.to = repeat.to;
      i = repeat.stop;
      if (repeat.named) continue;
      if (role !== "from" && role !== "until") {
        role = "at";
        roleFrom = -1;
      }
      continue;
    }
    let length =
      sort === "number" || sort === "count" || (sort === "the" && token.value === 1) ? readLength(tokens, i) : null;
    // Hours are a promise only where something is to be done within them.
    if (length && role !== "within" && sortAt(tokens, length.stop - 1) === "hour") length = null;
    if (length) {
      const from = role === "at" || roleFrom < 0 ? length.from : roleFrom;
      const item: LengthItem = {
        words: length,
        clause: found.clauses.length - 1,
        from,
        to: length.to,
        fromEvent: false,
        fromDate: -1,
        role,
      };
      clause.to = length.to;
      i = length.stop;
      const after = sortAt(tokens, i);
      if (
        after === "of" ||
        after === "from" ||
        after === "after" ||
        after === "before" ||
        after === "since" ||
        after === "condition" ||
        after === "onwards"
      ) {
        let j = i + 1;
        while (j < i + 4 && (sortAt(tokens, j) === "the" || sortAt(tokens, j) === "of" || sortAt(tokens, j) === "from"))
          j++;
        const anchor = j < count ? readDate(tokens, j, plan) : null;
        if (anchor && anchor.unit !== "plan-year") item.fromDate = found.dates.length;
        else if (sortAt(tokens, j) === "edge" || sortAt(tokens, j) === "title" || sortAt(tokens, j) === "whole-plan")
          item.fromEvent = !startsPlan(tokens, j);
        else if (after !== "onwards") item.fromEvent = true;
        i = item.fromDate >= 0 ? j : i + 1;
      } else if (after === "in") {
        // "6 months in advance of the event" hangs on the event.
        if (
          sortAt(tokens, i + 1) === "unknown" &&
          text.slice(tokens[i + 1]!.from, tokens[i + 1]!.from + 7).toLowerCase() === "advance"
        )
          item.fromEvent = true;
      }
      found.lengths.push(item);
      role = "at";
      roleFrom = -1;
      continue;
    }
    const date = readDate(tokens, i, plan);
    if (
      date &&
      (isPupils(tokens, date, plan) || (date.unit === "year" && role === "at" && sortAt(tokens, date.stop) === "noun"))
    ) {
      clause.others++;
      i = date.stop;
      continue;
    }
    if (date && !isVerb(text, tokens, i, date, role)) {
      const start = i;
      i = addDate(text, tokens, i, date, plan, found, clause, role, roleFrom, between || role === "during");
      if (movedFrom && date.until) {
        // "Moved from June to September": the first is what it was, the second what it is now.
        const moved = date.until;
        date.until = null;
        clause = nextClause(found, false, moved.from);
        role = "at";
        roleFrom = -1;
        clause.now = true;
        addDate(text, tokens, start, moved, plan, found, clause, "by", -1, false);
      }
      movedFrom = false;
      between = false;
      role = "at";
      roleFrom = -1;
      continue;
    }
    switch (sort) {
      case "times":
        // "Once funding is agreed".
        if (token.value === 1) say(found, token, "condition");
        break;
      case "edge":
        if (token.value === edge.start && role === "at") {
          role = "from";
          roleFrom = token.from;
        } else if (token.value === edge.end) endOfEach(tokens, i, found);
        break;
      case "last":
        if (!["week", "day", "weekday", "quarter", "term", "half"].includes(sortAt(tokens, i + 1))) {
          if (!clause.future && token.value === 0) clause.past = true;
        }
        break;
      case "number":
      case "month":
      case "season":
        clause.others++;
        role = "at";
        roleFrom = -1;
        break;
      case "every":
        if (token.value === 0) clause.others++;
        break;
    }
    i++;
  }
  return found;
}

function lastDate(found: Clauses): DateItem {
  return found.dates[found.dates.length - 1]!;
}

function hasDate(found: Clauses, clause: number): boolean {
  return found.dates.length > 0 && lastDate(found).clause === clause;
}

function isRepeatStart(sort: Sort): boolean {
  return (
    sort === "cadence" ||
    sort === "every" ||
    sort === "number" ||
    sort === "count" ||
    sort === "bi" ||
    sort === "prefix" ||
    sort === "times" ||
    sort === "weekday" ||
    sort === "rank" ||
    sort === "last"
  );
}

/** "from the start of the plan": the plan's own beginning, which has a date. */
function startsPlan(tokens: Token[], at: number): boolean {
  for (let i = at; i < at + 4; i++) {
    // Its end is another matter.
    if (sortAt(tokens, i) === "whole-plan" && tokens[i]!.value === 1) return false;
    if (sortAt(tokens, i) === "title" || sortAt(tokens, i) === "whole-plan")
      return (
        sortAt(tokens, i + 1) !== "unknown" && sortAt(tokens, i + 1) !== "is" && sortAt(tokens, i + 1) !== "future"
      );
  }
  return false;
}

/** "Year 11", "Year 3 pupils": a class, not a year of the plan. */
function isPupils(tokens: Token[], date: DateWords, plan: PlanYears): boolean {
  if (date.unit !== "plan-year") return false;
  if (sortAt(tokens, date.stop) === "noun") return true;
  return plan.end > 0 && plan.start > 0 && plan.start + (date.n - 1) * 10000 > plan.end;
}

/** "End of each financial year": the end is when it falls; the repetition is read after it. */
function endOfEach(tokens: Token[], at: number, found: Clauses): void {
  let i = at + 1;
  while (i < at + 3 && (sortAt(tokens, i) === "of" || sortAt(tokens, i) === "the")) i++;
  const unit = sortAt(tokens, i) === "every" ? sortAt(tokens, i + 1) : "";
  if (unit !== "year" && unit !== "financial" && unit !== "academic" && unit !== "calendar") return;
  const date = dateWords(
    "year-end",
    unit === "year" ? 0 : unit === "financial" ? 1 : unit === "academic" ? 2 : 3,
    tokens,
    at,
    at + 1,
  );
  found.dates.push(newDate(date, "by", found.clauses.length - 1, at));
}

function newDate(words: DateWords, role: Role, clause: number, at: number): DateItem {
  return {
    words,
    role,
    clause,
    from: words.from,
    to: words.to,
    at,
    weak: false,
    past: false,
    replaced: false,
    next: false,
    days: null,
    start: 0,
    end: 0,
    year: "unknown",
    years: [],
  };
}

/** How many tokens a year that belongs to a title takes: "Care Act 2014", "Strategy 2019-2024". */
function titleYear(tokens: Token[], at: number): number {
  if (sortAt(tokens, at + 2) === "-" && sortAt(tokens, at + 3) === "number") return 3;
  if (sortAt(tokens, at + 2) === "/") return 0;
  const title = tokens[at]!;
  return title.capital ? 1 : 0;
}

/** A date stands directly after a verb in the past: "published March 2019", "issued in June". */
function followedByDate(tokens: Token[], at: number): boolean {
  let i = at;
  while (
    i < at + 3 &&
    (sortAt(tokens, i) === "in" ||
      sortAt(tokens, i) === "filler" ||
      sortAt(tokens, i) === "-" ||
      sortAt(tokens, i) === "the" ||
      sortAt(tokens, i) === "weekday")
  )
    i++;
  const sort = sortAt(tokens, i);
  return (
    sort === "month" ||
    (sort === "number" &&
      (tokens[i]!.digits === 4 ||
        sortAt(tokens, i + 1) === "month" ||
        sortAt(tokens, i + 1) === "/" ||
        sortAt(tokens, i + 1) === "."))
  );
}

/** "Completed", "Complete - March 2019" have been done; "complete the audit", "to be complete", "not achieved" have not. */
function isDone(text: string, tokens: Token[], at: number, clause: Clause): boolean {
  if (clause.not || clause.future) return false;
  const after = sortAt(tokens, at + 1);
  if (after === "unknown" || after === "noun" || after === "the" || after === "title" || after === "cadence") {
    const token = tokens[at]!;
    const past = text.charCodeAt(token.to - 1) === 100 || text.charCodeAt(token.to - 1) === 68;
    return past && token.from <= clause.from + 2;
  }
  return after !== "during" && after !== "to" && after !== "within" && after !== "every";
}

/** "This may be revised", "to march": a month's name that is a verb here. */
function isVerb(text: string, tokens: Token[], at: number, date: DateWords, role: Role): boolean {
  if (tokens[at]!.sort !== "month" || date.stop !== at + 1) return false;
  const token = tokens[at]!;
  const may = token.value === 5;
  if (!may && (token.value !== 3 || text.charCodeAt(token.from) !== 109 || token.to - token.from !== 5)) return false;
  const after = sortAt(tokens, at + 1);
  if (after === "is" || after === "not" || after === "past") return true;
  if (after !== "unknown" && after !== "filler" && after !== "future") return false;
  if (role !== "at") return false;
  const before = sortAt(tokens, at - 1);
  return !(
    before === "in" ||
    before === "edge" ||
    before === "every" ||
    before === "and" ||
    before === "-" ||
    before === "/" ||
    (before === "next" && tokens[at - 1]!.value === 0) ||
    before === "of" ||
    before === "," ||
    before === ":"
  );
}

/** Adds a date with what joins it to the next one; returns the index after it. */
function addDate(
  text: string,
  tokens: Token[],
  at: number,
  date: DateWords,
  plan: PlanYears,
  found: Clauses,
  clause: Clause,
  role: Role,
  roleFrom: number,
  between: boolean,
): number {
  // "Start September 2019" says when it starts; "start of September" is a part of the month.
  let meant = role;
  const token = tokens[at]!;
  if (
    token.sort === "edge" &&
    token.value === edge.start &&
    sortAt(tokens, at + 1) !== "of" &&
    date.edge === edge.start &&
    token.to - token.from === 5
  ) {
    date.edge = edge.none;
    if (meant === "at") meant = "from";
  }
  joinRange(tokens, date, plan, between);
  let stop = date.until ? date.until.stop : date.stop;
  let to = date.until ? date.until.to : date.to;
  if (
    sortAt(tokens, stop) === "and" &&
    tokens[stop]!.to - tokens[stop]!.from === 1 &&
    text[tokens[stop]!.from] === "+" &&
    (stop + 1 >= tokens.length || tokens[stop + 1]!.spaced)
  ) {
    meant = "from";
    to = tokens[stop]!.to;
    stop++;
  }
  if (date.misspelt) found.misspelt.push({ from: tokens[at]!.from, to: date.to });
  if (date.until?.misspelt) found.misspelt.push({ from: date.until.from, to: date.until.to });
  const item = newDate(date, meant, found.clauses.length - 1, at);
  if (roleFrom >= 0) item.from = roleFrom;
  item.to = to;
  item.weak = isWeak(tokens, date, meant);
  item.next = clause.next;
  // An array that begins with its one element stays small; most cells have one date.
  if (found.dates.length === 0) found.dates = [item];
  else found.dates.push(item);
  clause.to = to;
  return stop;
}

/** A year or a season that describes something: "2018 report", "summer reading challenge". */
function isWeak(tokens: Token[], date: DateWords, role: Role): boolean {
  if (date.until || role !== "at" || date.edge) return false;
  const after = sortAt(tokens, date.stop);
  if (after !== "unknown" && after !== "title" && after !== "noun" && after !== "occasion") return false;
  if (date.unit === "year" && !date.split && date.lastYear === date.year)
    return after === "noun" || after === "occasion" || sortAt(tokens, date.stop - 2) !== "in";
  return date.unit === "season" && date.year === 0;
}

/** Reads on over "-", "to", "until", "and" to the end of a range. */
function joinRange(tokens: Token[], date: DateWords, plan: PlanYears, between: boolean): void {
  let i = date.stop;
  // "Monday 3 to Friday 7 June", "(April) to (June)".
  if (sortAt(tokens, i) === ",") return;
  const joint = sortAt(tokens, i);
  const parts = joint === "and" && isTermLike(date.unit);
  const range =
    joint === "-" ||
    joint === "to" ||
    joint === "until" ||
    (joint === "and" && between) ||
    (joint === "during" && date.unit !== "year") ||
    parts;
  const either = joint === "/" || (joint === "and" && tokens[i]!.value === 1);
  if (!range && !either) return;
  i++;
  for (let steps = 0; steps < 3; steps++) {
    const sort = sortAt(tokens, i);
    if (sort === "the" || sort === "filler" || sort === "in" || sort === "to" || sort === "during") i++;
    else break;
  }
  if (i >= tokens.length) return;
  const second = readDate(tokens, i, plan);
  if (!second || second.until || second.unit === "plan-month" || second.unit === "week") return;
  if (either && second.unit !== date.unit && !(isPart(second.unit) && isPart(date.unit))) return;
  if (second.unit === "day" && date.unit === "day" && second.n === 0) return;
  // "Autumn and Spring terms": the word is said once for both.
  if (second.unit === "term" && date.unit === "season" && date.n < 4 && date.year === 0) {
    date.unit = "term";
    date.n = date.last = [0, 2, 3, 1][date.n]!;
  }
  if (
    parts &&
    !between &&
    (date.unit !== second.unit || second.n !== (date.unit === "season" ? (date.n % 4) + 1 : (date.n % 3) + 1))
  )
    return;
  // "Between 2019 and 2021" is "2019-2021".
  if (
    date.unit === "year" &&
    second.unit === "year" &&
    !date.split &&
    !second.split &&
    !date.edge &&
    !second.edge &&
    date.year > 0 &&
    second.year > date.year &&
    date.lastYear === date.year
  ) {
    date.lastYear = second.year;
    date.stop = second.stop;
    date.to = second.to;
    return;
  }
  date.until = second;
  date.either = either;
}

function isTermLike(unit: string): boolean {
  return unit === "season" || unit === "term" || unit === "half-term";
}

function isPart(unit: string): boolean {
  return unit === "season" || unit === "term" || unit === "month" || unit === "half-term";
}
