/**
 * Cuts a cell into sentences and knows what turns a statement into a plan, a condition, a question or its opposite.
 *
 * Decides nothing about progress itself.
 */

/** One sentence of a cell. */
export interface Sentence {
  /** As written, without bullet and without a leading date, reference or label. */
  text: string;
  /** `text` in lower case, straight apostrophes, single spaces. */
  lower: string;
  question: boolean;
  /** Where it stands in its cell, from 0. */
  index: number;
}

const longestSentence = 2000;

/** Sentences of a cell, in order. A line, a bullet and a semicolon end a sentence as a full stop does. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let from = 0;
  const take = (to: number, question: boolean) => {
    const words = bare(text.slice(from, Math.min(to, from + longestSentence)));
    if (words !== "") sentences.push({ text: words, lower: plain(words), question, index: sentences.length });
    from = to + 1;
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === "\n" || char === "\r" || char === ";" || char === "•" || char === "·") take(at, false);
    else if (char === "?") take(at, true);
    else if ((char === "." || char === "!") && endsSentence(text, at)) take(at, false);
  }
  take(text.length, false);
  return sentences;
}

function endsSentence(text: string, at: number): boolean {
  const next = text[at + 1];
  if (next !== undefined && !/[\s\u00a0)\]"”]/.test(next)) return false;
  return !/(?:^|[\s(])(?:e\.g|i\.e|no|nos|cllr|dr|mr|mrs|ms|st|approx|incl|inc|dept|ref|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|[A-Z])$/i.test(
    text.slice(Math.max(0, at - 8), at),
  );
}

/** Lower case with one kind of apostrophe and space. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[’‘]/g, "'")
    .replaceAll(/[\s\u00a0]+/g, " ")
    .trim();
}

const month = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,7}";
const dateWords = `(?:\\d{1,2}[./-]\\d{1,2}(?:[./-]\\d{2,4})?|(?:\\d{1,2}(?:st|nd|rd|th)?\\s)?${month}\\.?(?:\\s\\d{1,2}(?:st|nd|rd|th)?(?!\\d))?(?:[\\s,]\\s?'?\\d{2,4})?|q[1-4](?:\\s\\d{2,4}(?:[/-]\\d{2})?)?)`;
const leadingDate = new RegExp(
  `^(?:as (?:at|of) |updated? (?:on |as at )?|\\[updated? [^\\]]{1,30}\\]\\s?|\\(updated? [^)]{1,30}\\)\\s?)?${dateWords}(?:\\s(?:update|[A-Z]{2,3}))?\\s?[:\\-–—]\\s`,
  "i",
);
const leadingTag = /^\[[^\]]{1,40}\]\s{0,3}/;
const leadingLabel =
  /^(?:(?:current |latest |overall )?(?:status|progress|update|outcome|result|rag|position|comment|comments|note|notes|progress update|latest update|rag rating|rag status)\s?[:–—-]\s{0,3})/i;
const bullet = /^[\s\u00a0]*(?:[-–—*•·▪●◦‣➢o\uf0b7][\s\u00a0]{1,5}|\(?\d{1,2}[.)][\s\u00a0]{1,5})?/;

function bare(text: string): string {
  let words = text.replace(bullet, "").trim();
  for (const prefix of [leadingTag, leadingDate, leadingLabel, leadingDate]) words = words.replace(prefix, "").trim();
  return words;
}

/** Parts of a sentence that stand or fall by themselves: "…, however the venue was changed". */
export function clausesOf(lower: string): string[] {
  return lower
    .split(/,|\s[-–—]\s|\(|\)|:|\bbut\b|\bhowever\b|\balthough\b|\btherefore\b|\bthough\b|\bbecause\b/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== "");
}

const turning =
  /\b(?:not|never|no|nor|neither|without|unable|cannot|if|unless|until|once|when|where|whether|whenever|in case|subject to|dependent|depending|pending|before|provided|will|would|shall|should|must|may|might|could|can|to be|be|to|need|needs|plan|plans|planned|planning|due|expected|expects|intend|intends|intended|aim|aims|aiming|hope|hopes|hoping|propose|proposed|proposes|scheduled|likely|possible|possibly|risk|avoid|avoids|anticipated|yet|nearly|almost|partially|partly|mostly|largely|half|part|ready|going to|attempt|attempting|trying|want|wants|wish|or|by)\b|n't\b/;

/** "due to snow", "up to May": a "to" that plans nothing. */
const reasons = /\b(?:(?:due|owing|thanks|up|prior|according) to|in order to|to date|no further)\b/g;

/** True where the words before a statement make it a plan, a condition or its opposite: "is yet to be", "if it is". */
export function isTurned(before: string): boolean {
  return turning.test(before.replaceAll(reasons, ""));
}

/** A date, a month, a season or a year at the start of the words. */
export function startsWithTime(words: string): boolean {
  return /^(?:the )?(?:\d|'\d\d|end\b|mid\b|mid-|early\b|late\b|beginning\b|start of\b|middle of\b|jan|feb|mar(?:ch)?\b|apr(?:il)?\b|may\b|june?\b|july?\b|aug|sept?|oct|nov|dec|spring|summer|autumn|winter|christmas|easter|q[1-4]\b|quarter|year|next|financial|term|half|then|monday|tuesday|wednesday|thursday|friday|close|deadline|target|due|first|second|third|fourth|last|final|week|month)/.test(
    words,
  );
}

/** The date at the start of the words stripped, as far as it is one: "may 2019 and signed off" is "and signed off". */
export function afterTime(words: string): string {
  return words
    .replace(
      new RegExp(
        `^(?:the )?(?:end of |early |mid |mid-|late |beginning of )?(?:${dateWords}|\\d{4}(?:[/-]\\d{2,4})?|(?:spring|summer|autumn|winter)(?: term)?(?: \\d{4})?)`,
        "i",
      ),
      "",
    )
    .trim();
}
