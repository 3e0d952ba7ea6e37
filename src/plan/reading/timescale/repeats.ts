/**
 * Reads how often something comes round, and lengths of time ("within 3 months"), off tokens.
 *
 * Says nothing about when a repetition begins; that is for the clauses around it.
 */
import type { Cadence } from "../../model";
import type { Token } from "./tokens";
import { every } from "./words";
import type { Sort } from "./words";

/** A repetition as written. */
export interface RepeatWords {
  /** Months when positive, days when negative, or one of `every`'s own numbers. */
  every: number;
  /** "bi-annual": could mean two things. */
  twoWays: boolean;
  /** "every June", "each spring": what comes round is the date that follows. */
  named: boolean;
  /** "the annual conference": a name rather than a promise. */
  weak: boolean;
  misspelt: boolean;
  from: number;
  to: number;
  stop: number;
}

/** A length of time as written: "12-18 months". Months when positive, days when negative. */
export interface LengthWords {
  least: number;
  most: number;
  from: number;
  to: number;
  stop: number;
}

function sortAt(tokens: Token[], at: number): Sort | "" {
  return at >= 0 && at < tokens.length ? tokens[at]!.sort : "";
}

/** Months (positive) or days (negative) of `count` of a unit; 0 when the token is no unit. */
function unitLength(sort: Sort | "", count: number): number {
  switch (sort) {
    case "hour":
      return -Math.ceil(count / 24);
    case "day":
      return -count;
    case "weekday":
    case "week":
      return -7 * count;
    case "fortnight":
      return -14 * count;
    case "month-unit":
      return count;
    case "quarter":
      return 3 * count;
    case "year":
    case "financial":
    case "academic":
    case "calendar":
      return 12 * count;
    case "term":
      return count === 1 ? every.term : every.unclear;
    case "half-term":
      return count === 1 ? every.halfTerm : every.unclear;
    case "occasion":
      return every.meeting;
    default:
      return 0;
  }
}

/** `times` in a unit: twice a year is every 6 months. */
function timesIn(times: number, unit: number): number {
  if (unit === every.term) return times === 1 ? every.term : times === 2 ? every.halfTerm : every.unclear;
  if (unit >= every.term || times < 1) return every.unclear;
  if (unit > 0) {
    if (unit % times === 0) return unit / times;
    return unit === 1 && times === 2 ? -14 : unit === 1 && times === 4 ? -7 : every.unclear;
  }
  return unit === -7 ? -7 : unit === -1 ? -1 : every.unclear;
}

function lengthOfCadence(value: number, count: number): number {
  if (value === every.term || value === every.halfTerm || value >= every.term)
    return count === 1 ? value : every.unclear;
  return value * count;
}

/** Reads a repetition at a place; null when none begins there. */
export function readRepeat(tokens: Token[], at: number): RepeatWords | null {
  const token = tokens[at]!;
  switch (token.sort) {
    case "cadence":
      return repeat(tokens, at, tail(tokens, at + 1, token.value), token.value);
    case "bi": {
      const found = repeat(tokens, at, at + 1, token.value);
      found.twoWays = token.value !== every.halfTerm;
      return found;
    }
    case "prefix": {
      // "bi-annualy": the table's own spellings are phrases of it; this is for slips.
      const next = sortAt(tokens, at + 1) === "-" ? at + 2 : at + 1;
      const value = sortAt(tokens, next) === "cadence" ? tokens[next]!.value : 0;
      if (value !== 12 && value !== 1 && value !== -7) return null;
      const found = repeat(tokens, at, next + 1, value === 12 ? 6 : value * 2);
      found.twoWays = true;
      found.misspelt = tokens[next]!.misspelt;
      return found;
    }
    case "number":
    case "count":
      return readCounted(tokens, at);
    case "times":
      return readTimes(tokens, at, token.value, at + 1);
    case "every":
      return readEvery(tokens, at);
    case "weekday":
      // "Mondays" in the plural, or "Monday mornings"; one Monday is a day.
      return token.to - token.from > 6 && token.word?.value === token.value && isPlural(token)
        ? repeat(tokens, at, at + 1, -7)
        : null;
    case "rank":
    case "last": {
      // "first Monday of each month", "last Friday of every quarter".
      const thing = sortAt(tokens, at + 1);
      if (thing !== "weekday" && thing !== "week" && thing !== "day") return null;
      let i = at + 2;
      while (i < at + 5 && (sortAt(tokens, i) === "of" || sortAt(tokens, i) === "in" || sortAt(tokens, i) === "the"))
        i++;
      if (sortAt(tokens, i) === "every") {
        const found = readEvery(tokens, i);
        if (!found || found.named) return null;
        found.from = token.from;
        return found;
      }
      return null;
    }
    default:
      return null;
  }
}

function isPlural(token: Token): boolean {
  // The table has "mondays" as its own row; the longest singular, "wednesday", has nine letters.
  const length = token.to - token.from;
  const singular = [0, 6, 7, 9, 8, 6, 8, 6][token.value]!;
  return length === singular + 1;
}

/** "monthly basis", "annually each year" belong to the same words. */
function tail(tokens: Token[], at: number, value: number): number {
  if (sortAt(tokens, at) === "every" && unitLength(sortAt(tokens, at + 1), 1) === value) return at + 2;
  return at;
}

function repeat(tokens: Token[], start: number, stop: number, length: number): RepeatWords {
  const before = start > 0 ? tokens[start - 1]!.sort : "";
  const definite = before === "the" && tokens[start - 1]!.value === 0;
  return {
    every: length,
    twoWays: false,
    named: false,
    weak: definite && tokens[start]!.sort === "cadence",
    misspelt: tokens[start]!.misspelt,
    from: tokens[start]!.from,
    to: tokens[stop - 1]!.to,
    stop,
  };
}

/** "6 monthly", "three-yearly", "4 times a year", "2 x per year", "3 meetings a year", "two per term". */
function readCounted(tokens: Token[], at: number): RepeatWords | null {
  const token = tokens[at]!;
  if (token.ordinal || token.value < 1 || token.value > 60 || token.digits > 2) return null;
  let i = at + 1;
  let last = token.value;
  if (
    (sortAt(tokens, i) === "-" || sortAt(tokens, i) === "/" || sortAt(tokens, i) === "to") &&
    (sortAt(tokens, i + 1) === "number" || sortAt(tokens, i + 1) === "count")
  ) {
    last = tokens[i + 1]!.value;
    i += 2;
  }
  if (sortAt(tokens, i) === "-") i++;
  const next = tokens[i];
  if (!next) return null;
  if (next.sort === "cadence") {
    const length = last === token.value ? lengthOfCadence(next.value, token.value) : every.unclear;
    return repeat(tokens, at, i + 1, length === 12000 ? every.unclear : length);
  }
  if (next.sort === "time-word" || next.sort === "occasion") {
    const found = readTimes(tokens, at, last === token.value ? token.value : every.unclear, i + 1);
    if (found) return found;
  }
  if (next.sort === "every") return readTimes(tokens, at, token.value, i);
  return null;
}

/** What follows "twice": "a year", "yearly", "per term", "each month". */
function readTimes(tokens: Token[], start: number, times: number, at: number): RepeatWords | null {
  let i = at;
  if (sortAt(tokens, i) === "time-word") i++;
  const next = tokens[i];
  if (!next) return null;
  if (next.sort === "cadence") return repeat(tokens, start, i + 1, timesIn(times, next.value));
  if (
    next.sort === "every" ||
    (next.sort === "the" && next.value === 1) ||
    next.sort === "in" ||
    next.sort === "-" ||
    next.sort === "during"
  ) {
    let unit = i + 1;
    if (next.sort === "in" || next.sort === "during") {
      if (sortAt(tokens, unit) !== "the" && sortAt(tokens, unit) !== "every") return null;
      unit++;
    }
    let count = 1;
    const counted = tokens[unit];
    if (counted && (counted.sort === "number" || counted.sort === "count")) {
      count = counted.value;
      unit++;
    }
    const length = unitLength(sortAt(tokens, unit), count);
    if (length === 0 || length === every.meeting) return null;
    return repeat(tokens, start, unit + 1, timesIn(times, length));
  }
  if (
    next.sort === "year" ||
    next.sort === "term" ||
    next.sort === "half-term" ||
    next.sort === "month-unit" ||
    next.sort === "week"
  ) {
    return repeat(tokens, start, i + 1, timesIn(times, unitLength(next.sort, 1)));
  }
  return null;
}

/** "every 6 months", "each term", "every other month", "every second year", "every June". */
function readEvery(tokens: Token[], at: number): RepeatWords | null {
  let i = at + 1;
  let count = 1;
  for (let steps = 0; steps < 2; steps++) {
    const next = tokens[i];
    if (!next) return null;
    if (next.sort === "other" || (next.sort === "rank" && next.value > 1)) {
      count = next.sort === "rank" ? next.value : 2;
      i++;
    } else if (next.sort === "number" && next.digits <= 2 && !next.ordinal) {
      if (next.value < 1) return null;
      count = next.value;
      i++;
      if (
        (sortAt(tokens, i) === "-" || sortAt(tokens, i) === "to" || sortAt(tokens, i) === "/") &&
        (sortAt(tokens, i + 1) === "number" || sortAt(tokens, i + 1) === "count")
      ) {
        const found = unitLength(sortAt(tokens, i + 2), 1);
        if (found !== 0) return repeat(tokens, at, i + 3, every.unclear);
      }
    } else if (next.sort === "number" && next.ordinal) {
      count = next.value;
      i++;
    } else if (next.sort === "count") {
      count = next.value;
      i++;
      if (
        (sortAt(tokens, i) === "-" || sortAt(tokens, i) === "to" || sortAt(tokens, i) === "and") &&
        sortAt(tokens, i + 1) === "count" &&
        unitLength(sortAt(tokens, i + 2), 1) !== 0
      ) {
        return repeat(tokens, at, i + 3, every.unclear);
      }
    } else break;
  }
  if (sortAt(tokens, i) === "-") i++;
  const thing = tokens[i];
  if (!thing) return null;
  const length = thing.sort === "cadence" ? lengthOfCadence(thing.value, count) : unitLength(thing.sort, count);
  if (length !== 0) return repeat(tokens, at, i + 1, length);
  if (count === 1 && thing.sort === "half" && sortAt(tokens, i + 1) === "year") return repeat(tokens, at, i + 2, 6);
  // "every Cabinet cycle", "each steering group meeting".
  if (thing.sort === "unknown" && thing.value <= 3 && sortAt(tokens, i + 1) === "occasion")
    return repeat(tokens, at, i + 2, every.meeting);
  if (
    thing.sort === "month" ||
    thing.sort === "season" ||
    thing.sort === "feast" ||
    thing.sort === "edge" ||
    thing.sort === "year-end" ||
    thing.sort === "half-year" ||
    thing.sort === "term-name"
  ) {
    const found = repeat(tokens, at, at + 1, 12 * count);
    found.named = true;
    return found;
  }
  return null;
}

/** "3 months", "12-18 months", "one to two years", "eighteen months", "a year", "6 weeks". */
export function readLength(tokens: Token[], at: number): LengthWords | null {
  const first = tokens[at]!;
  let i = at + 1;
  let least = 0;
  let most = first.value;
  if (first.sort === "the") {
    if (first.value !== 1) return null;
    most = 1;
  } else if ((first.sort !== "number" && first.sort !== "count") || first.digits > 3 || first.ordinal) return null;
  const joint = sortAt(tokens, i);
  if (
    (joint === "-" || joint === "to" || joint === "and" || joint === "/") &&
    (sortAt(tokens, i + 1) === "number" || sortAt(tokens, i + 1) === "count")
  ) {
    least = most;
    most = tokens[i + 1]!.value;
    i += 2;
  }
  // "0 months - 12 months", "one year to two years".
  if (
    least === 0 &&
    unitLength(sortAt(tokens, i), 1) !== 0 &&
    (sortAt(tokens, i + 1) === "-" || sortAt(tokens, i + 1) === "to") &&
    unitLength(sortAt(tokens, i + 3), 1) === unitLength(sortAt(tokens, i), 1) &&
    (sortAt(tokens, i + 2) === "number" || sortAt(tokens, i + 2) === "count")
  ) {
    least = most;
    most = tokens[i + 2]!.value;
    i += 3;
  }
  if (sortAt(tokens, i) === "-" && !tokens[i]!.spaced) i++;
  const unit = sortAt(tokens, i);
  if (unit === "weekday" || unit === "occasion" || most > 400) return null;
  const length = unitLength(unit, most);
  if (length === 0 || length >= every.term) return null;
  // "3 years of the plan" in full is a length; "2 year group" is not our business.
  const stop = sortAt(tokens, i + 1) === "'" ? i + 2 : i + 1;
  return { least: least === 0 ? 0 : unitLength(unit, least), most: length, from: first.from, to: tokens[i]!.to, stop };
}

const cadenceOfMonths = new Map<number, Cadence>([
  [1, "monthly"],
  [2, "bimonthly"],
  [3, "quarterly"],
  [6, "biannual"],
  [12, "annual"],
  [24, "biennial"],
  [36, "triennial"],
  [-1, "daily"],
  [-7, "weekly"],
  [-14, "fortnightly"],
  [-28, "monthly"],
  [-84, "quarterly"],
  [-91, "quarterly"],
  [-365, "annual"],
  [every.term, "termly"],
]);

/** The cadence of a repetition; null where the model has no word for it ("every 5 years", "each half term"). */
export function cadenceOf(length: number): Cadence | null {
  return cadenceOfMonths.get(length) ?? null;
}

/** "every 5 years", "every half term": how often in plain words. */
export function sayEvery(length: number): string {
  switch (length) {
    case -1:
      return "every day";
    case -7:
      return "every week";
    case -14:
      return "every two weeks";
    case 1:
      return "every month";
    case 2:
      return "every two months";
    case 3:
      return "every quarter";
    case 6:
      return "twice a year";
    case 12:
      return "every year";
    case 24:
      return "every two years";
    case 36:
      return "every three years";
    case every.term:
      return "every term";
    case every.halfTerm:
      return "every half term";
    case every.meeting:
      return "at each meeting";
    case every.unclear:
      return "again and again";
    default:
      if (length < 0) return length % 7 === 0 ? `every ${-length / 7} weeks` : `every ${-length} days`;
      return length % 12 === 0 ? `every ${length / 12} years` : `every ${length} months`;
  }
}
