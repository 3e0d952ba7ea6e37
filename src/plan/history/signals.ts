/**
 * Signs, in the row's own words, that a date is likely to slip or that a turn of something recurring was missed.
 *
 * Signs only: a person is asked, nothing is asserted. Works from the explained readings and from the notes' own dates.
 */
import { addMonthsToEnd, endOfMonth, isIsoDate, nextQuarter, partsOf, sayDate, sayMonth } from "../calendar";
import type { Action, Cadence, CalendarKind, IsoDate, PastMention, PlanContext } from "../model";
import { readTimescale } from "../reading/timescale";
import { cadenceWords, quote } from "../words";
import { sayPromise } from "./promises";

/** One reason to expect that a date will slip. */
export interface SlippingSign {
  sign: "no-note" | "promise-passed" | "moved-before";
  /** The words of the row, where the sign is in them; else empty. */
  words: string;
  /** "nothing is recorded in its notes" */
  says: string;
}

const longestClause = 300;
const mostClauses = 60;

/** The sentences and list items of a cell, those of a readable length. */
function clausesOf(text: string): string[] {
  return text
    .slice(0, longestClause * mostClauses)
    .split(/[\n\r;]|[.?!](?=\s|$)/)
    .map((clause) => clause.trim())
    .filter((clause) => clause.length > 3 && clause.length <= longestClause)
    .slice(0, mostClauses);
}

const promising =
  /\b(will|shall|to be|to go|to have|due|by|planned|planning|scheduled|expected|aims?|aiming|intends?|intended|going to|needs? to|target)\b/i;
const past =
  /\b(was|were|has|have|had|held|took place|completed|produced|published|launched|delivered|attended|met|reviewed|agreed|cancelled)\b/i;

/** Dated promises in the notes whose date has passed, with the words they stand in. */
function passedPromises(notes: string, context: PlanContext, asAt: IsoDate): { words: string; due: IsoDate }[] {
  const found: { words: string; due: IsoDate }[] = [];
  for (const clause of clausesOf(notes)) {
    if (!promising.test(clause) || past.test(clause) || !/\d|\b[A-Z][a-z]{2,}/.test(clause)) continue;
    const { due, dueBasis, unsure } = readTimescale(clause, {
      start: context.start,
      end: context.end,
      calendar: context.calendar,
    });
    if (due !== null && dueBasis === "explicit" && !unsure && due < asAt) found.push({ words: clause, due });
  }
  return found;
}

/**
 * Why a date not yet passed may slip; empty when it is further off than the end of the next quarter or nothing points to it.
 * @param due the date promised now.
 * @param movedTimes how often it has moved later so far, agreed or not.
 */
export function slippingSigns(
  action: Action,
  due: IsoDate,
  movedTimes: number,
  asAt: IsoDate,
  context: PlanContext,
): SlippingSign[] {
  if (!dueByNextQuarter(due, asAt, context.calendar)) return [];
  const signs: SlippingSign[] = [];
  if (action.notes.trim() === "" && action.progress.update.trim() === "") {
    signs.push({ sign: "no-note", words: "", says: "nothing is recorded in its notes" });
  }
  const [passed] = passedPromises(action.notes, context, asAt);
  if (passed) {
    const says = `its notes promise ${quote(passed.words, 60)}, and ${sayPromise(passed.due, passed.words)} has passed`;
    signs.push({ sign: "promise-passed", words: passed.words, says });
  }
  if (movedTimes >= 2) {
    const often = movedTimes === 2 ? "twice" : `${movedTimes} times`;
    signs.push({ sign: "moved-before", words: "", says: `its date has moved ${often} already` });
  }
  return signs;
}

function dueByNextQuarter(due: IsoDate, asAt: IsoDate, calendar: CalendarKind): boolean {
  return due >= asAt && due <= nextQuarter(asAt, calendar).end;
}

const monthsApart: Record<Cadence, number> = {
  daily: 1,
  weekly: 1,
  fortnightly: 1,
  monthly: 1,
  bimonthly: 2,
  quarterly: 3,
  termly: 4,
  biannual: 6,
  annual: 12,
  biennial: 24,
  triennial: 36,
};

/** A turn that seems to have been missed. */
export interface MissedTurn {
  cadence: Cadence;
  /** "Last event held in May 2017" */
  words: string;
  /** The last day of the latest turn there is evidence for. */
  last: IsoDate;
  /** By when the next turn was to be expected. */
  expected: IsoDate;
  says: string;
}

const tellsTheLastTurn = /\b(last|latest|most recent|previous)\b/i;

/**
 * Whether a recurring action's own words put its latest turn so far back that another should have followed. A month's grace
 * is given. Null when it does not recur, or its words tell of no turn.
 */
export function missedTurn(action: Action, asAt: IsoDate, context: PlanContext): MissedTurn | null {
  const { recurrence } = action.timescale;
  if (!recurrence) return null;
  const mentions: PastMention[] = [...action.timescale.history];
  for (const clause of [...clausesOf(action.notes), ...clausesOf(action.outcomes)]) {
    if (!tellsTheLastTurn.test(clause) || !/\d/.test(clause)) continue;
    const { history } = readTimescale(clause, { start: context.start, end: context.end, calendar: context.calendar });
    mentions.push(...history.map(({ when }) => ({ when, words: clause })));
  }
  const turns = mentions
    .map((mention) => ({ mention, last: endOfMention(mention.when) }))
    .filter((turn): turn is { mention: PastMention; last: IsoDate } => turn.last !== null && turn.last < asAt)
    .sort((a, b) => (a.last < b.last ? 1 : a.last > b.last ? -1 : 0));
  const latest = turns[0];
  if (!latest) return null;
  const expected = addMonthsToEnd(latest.last, monthsApart[recurrence.cadence]);
  if (recurrence.until !== null && expected > recurrence.until) return null;
  if (addMonthsToEnd(expected, 1) >= asAt) return null;
  const words = latest.mention.words;
  const when =
    latest.mention.when.length === 10
      ? sayDate(latest.last)
      : latest.mention.when.length === 7
        ? sayMonth(latest.last)
        : latest.mention.when;
  const says = `comes round ${cadenceWords[recurrence.cadence]}, and the latest its own words tell of is ${when} (${quote(words, 60)}). Was a turn missed by ${sayMonth(expected)}?`;
  return { cadence: recurrence.cadence, words, last: latest.last, expected, says };
}

/** The last day of "2017-05-14", "2017-05" or "2017"; null for anything else. */
function endOfMention(when: string): IsoDate | null {
  if (isIsoDate(when)) return when;
  if (/^\d{4}-\d{2}$/.test(when)) {
    const [year, month] = partsOf(`${when}-01`);
    return month >= 1 && month <= 12 ? endOfMonth(year, month) : null;
  }
  return /^\d{4}$/.test(when) ? `${when}-12-31` : null;
}
