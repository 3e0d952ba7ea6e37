/**
 * Finds the dates and the promising words in a sentence of prose, for the checks of promises and of notes.
 *
 * What a date means is left to the reader of timescales; here it is only found.
 */
import { readTimescale } from "../reading/timescale";
import type { IsoDate, PlanContext } from "../model";

const monthWord =
  "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?![a-z])\\.?";
const ordinal = "\\d{1,2}(?:st|nd|rd|th)?";
const year = "(?:,? (?:20\\d\\d|['’]?\\d\\d(?!\\d|[:.]\\d| ?(?:am|pm|people|%))))";
const found = new RegExp(
  [
    `(?:(?:early|mid|late|end(?: of)?|beginning of|start of) )?(?<![\\w])(?:${ordinal} (?:of )?)?${monthWord}(?: ${ordinal}(?![\\d/:%]))?${year}?`,
    "(?<![\\d/.-])\\d{1,2}[/.]\\d{1,2}[/.](?:20)?\\d\\d(?![\\d/])",
    "(?<![\\d/-])20\\d\\d ?[/–-] ?(?:20)?\\d\\d(?![\\d/–-])",
    "\\bQ[1-4](?: (?:of )?20\\d\\d(?:[/–-](?:20)?\\d\\d)?)?",
    "\\b(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)(?: [Tt]erm)? 20\\d\\d",
    "(?<=\\b(?:in|by|during|end of|before) )20\\d\\d(?![\\d/–-])",
  ].join("|"),
  "g",
);

/** A date in a sentence. */
export interface FoundDate {
  words: string;
  /** Where it begins in the text. */
  at: number;
  /** Last day of it; null when it cannot be told. */
  due: IsoDate | null;
  /** A day or month is named and no year is. */
  noYear: boolean;
}

/** At most this many dates of one sentence are looked at. */
const mostDates = 8;

/** The last day of a date's words in the years of the plan; its start where it has no end; null when it is no date. */
export function readDate(words: string, { start, end, calendar }: PlanContext): IsoDate | null {
  const read = readTimescale(words, { start, end, calendar });
  return read.kind === "none" ? null : (read.due ?? read.start);
}

const worthLooking = /\d|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/;

/** The dates of a sentence, in order. */
export function datesIn(text: string, read: (words: string) => IsoDate | null): FoundDate[] {
  if (!worthLooking.test(text)) return [];
  const dates: FoundDate[] = [];
  for (const match of text.matchAll(found)) {
    const words = match[0].trim().replace(/[.,]$/, "");
    const before = text.slice(Math.max(0, match.index - 12), match.index);
    if (!isDate(words, before)) continue;
    dates.push({
      words,
      at: match.index,
      due: read(words),
      noYear:
        !/(?:\d{4}|['’]\d\d|\d[/.]\d{1,2}[/.]\d)/.test(words) &&
        !/[A-Za-z]\.? \d\d$/.test(words.replace(/ \d{1,2}(?:st|nd|rd|th)/, "")),
    });
    if (dates.length === mostDates) break;
  }
  return dates;
}

/** "May" and "March" are months only where something says so: a figure beside them, or "by", "in", "of" before them. */
function isDate(words: string, before: string): boolean {
  if (/\d/.test(words)) return true;
  if (/^(?:early|mid|late|end|beginning|start) /.test(words)) return true;
  if (/^(?:May|March|Mar)$/.test(words))
    return /\b(?:by|in|during|until|from|since|for|of|before|last|next|this|every|each)\s$/i.test(before);
  return true;
}

/** Words after which something is still to come. */
const promise =
  /\b(?:will|shall|to be|to go|to take place|to start|to begin|needs? to|should be|must be|due (?:in|by|on|for|at|to be)|is due|are due|scheduled (?:for|to|in|on)|planned (?:for|to|in|on)|expected (?:to|by|in|on)|aims? to|aiming (?:to|for)|going to|anticipated (?:for|by|in)|proposed for|intended to|intend to|hoped to|hope to|arranged for|next [a-z]+ (?:is|in|on|due))\b/gi;
const past = /\b(?:was|were|has|have|had)\b/i;

/** A promise word before a place in the sentence with nothing past between them, nor right before it: "was to be". */
export function promisedBefore(text: string, at: number): boolean {
  let last: RegExpExecArray | null = null;
  promise.lastIndex = 0;
  for (let match = promise.exec(text); match && match.index < at; match = promise.exec(text)) last = match;
  if (!last) return false;
  const before = text.slice(Math.max(0, last.index - 14), last.index);
  return (
    !/\b(?:was|were|had|as|been|would)\s(?:\w+\s)?$/i.test(before) &&
    !past.test(text.slice(last.index + last[0].length, at))
  );
}

/** True for a question to somebody: "Will this be done by June?" asks and does not promise. */
export function asks(sentence: { text: string; question: boolean }): boolean {
  return (
    sentence.question &&
    /^(?:will|shall|should|can|could|is|are|do|does|did|has|have|what|when|who|where|why|how|which|need)\b/i.test(
      sentence.text,
    )
  );
}
