/**
 * Cuts a cell into tokens in one pass, and joins the phrases the table of words knows.
 *
 * Decides nothing about meaning beyond what sort of word each token is. Time is linear in the length of the text: every
 * character is looked at a bounded number of times.
 */
import { seeThrough } from "./typos";
import { markAt, spelling, wordOf } from "./words";
import type { Phrase, Sort, Word } from "./words";

export interface Token {
  sort: Sort;
  /** The number, the month's number, the count: what the sort says. */
  value: number;
  from: number;
  to: number;
  /** White space stands before it. */
  spaced: boolean;
  /** How many digits, for numbers. */
  digits: number;
  /** "1st", "24th". */
  ordinal: boolean;
  misspelt: boolean;
  /** It may begin a date, a repetition or a length of time. */
  timely: boolean;
  /** A word begun with a capital letter. */
  capital: boolean;
  /** The word's row, kept for phrases. */
  word: Word | null;
}

const enum Char {
  Space,
  Letter,
  Digit,
  Mark,
}

const sorts: Sort[] = [];
const kinds = new Uint8Array(0x3000).fill(Char.Letter);
for (let code = 0; code < 0xc0; code++) kinds[code] = Char.Mark;
for (const code of [9, 11, 12, 13, 32, 0xa0, 0xad, 0x1680, 0x202f, 0x205f, 0x3000 - 1, 0x200b, 0x200c, 0x200d])
  kinds[code] = Char.Space;
for (let code = 0x2000; code <= 0x200d; code++) kinds[code] = Char.Space;
for (let code = 48; code < 58; code++) kinds[code] = Char.Digit;
for (let code = 65; code < 91; code++) kinds[code] = kinds[code + 32] = Char.Letter;
for (let code = 0x2010; code < 0x3000; code++) if (kinds[code] !== Char.Space) kinds[code] = Char.Mark;
kinds[0xd7] = kinds[0xf7] = Char.Mark;
const markSorts: [string, Sort][] = [
  ["/\\⁄∕", "/"],
  ["-‐‑‒–—−~―", "-"],
  [".", "."],
  [",", ","],
  [":", ":"],
  [";\n\u2028\u2029", "break"],
  ["([{", "("],
  [")]}", ")"],
  ["'’‘`´ʼ", "'"],
  ["?_…", "?"],
  ["&+", "and"],
  ["→►", "to"],
  ["•●▪◦·■○*", "bullet"],
];
const sortOfMark = new Map<number, Sort>();
for (const [marks, sort] of markSorts) for (const mark of marks) sortOfMark.set(mark.charCodeAt(0), sort);
for (let code = 0; code < 128; code++) sorts[code] = sortOfMark.get(code) ?? "mark";

function kindOf(code: number): number {
  return code < 0x3000 ? kinds[code]! : code === 0x3000 || code === 0xfeff ? Char.Space : Char.Letter;
}

function token(sort: Sort, value: number, from: number, to: number, spaced: boolean): Token {
  return {
    sort,
    value,
    from,
    to,
    spaced,
    digits: 0,
    ordinal: false,
    misspelt: false,
    timely: false,
    capital: false,
    word: null,
  };
}

/** The tokens of a text, phrases joined. Spans are into the text as given. */
export function tokenise(text: string): Token[] {
  const table = spelling;
  let tokens: Token[] = [];
  const length = text.length;
  let spaced = true;
  let phrases = false;
  for (let at = 0; at < length;) {
    const code = text.charCodeAt(at);
    const kind = kindOf(code);
    const from = at;
    if (kind === Char.Space) {
      spaced = true;
      at++;
      continue;
    }
    if (kind === Char.Letter) {
      // The table is followed letter by letter while the word is scanned.
      let place = 0;
      let spelt = true;
      do {
        const next = text.charCodeAt(at);
        const letter = (next | 32) - 97;
        if (letter >= 0 && letter < 26 && next < 128) {
          if (spelt) {
            place = table[place * 26 + letter]!;
            spelt = place !== 0;
          }
        } else if (kindOf(next) === Char.Letter) spelt = false;
        else break;
        at++;
      } while (at < length);
      const known = spelt ? wordOf(place) : null;
      const meant = known ?? seeThrough(text, from, at);
      const last = tokens.length > 0 ? tokens[tokens.length - 1]! : null;
      if (meant === null && last !== null && last.sort === "unknown" && last.word === null) {
        // Words that say nothing of time run together into one token; its value counts them.
        last.to = at;
        last.value++;
        spaced = false;
        at = pastApostrophe(text, at);
        continue;
      }
      const found = readWord(text, from, at, spaced, meant, known === null);
      if (found.word?.phrases) phrases = true;
      if (tokens.length === 0) tokens = [found];
      else tokens.push(found);
      at = pastApostrophe(text, at);
    } else if (kind === Char.Digit) {
      at = readNumber(text, from, spaced, tokens);
    } else {
      at++;
      const sort = code < 128 ? sorts[code]! : (sortOfMark.get(code) ?? "mark");
      const before = tokens[tokens.length - 1];
      if (sort === "mark" && code === 37 && before?.sort === "number") makeAmount(before);
      // A run of one mark is one mark: "-----", "......", "????".
      if (before && before.sort === sort && sort !== "(" && sort !== ")" && before.to === from) before.to = at;
      else {
        const mark = token(sort, code, from, at, spaced);
        mark.timely = sort === "'";
        mark.word = markAt(code);
        tokens.push(mark);
      }
    }
    spaced = false;
  }
  return phrases ? joinPhrases(tokens) : tokens;
}

/** "year's", "don't": what follows an apostrophe inside a word is part of it. */
function pastApostrophe(text: string, at: number): number {
  if (at + 1 >= text.length || !isApostrophe(text.charCodeAt(at)) || kindOf(text.charCodeAt(at + 1)) !== Char.Letter)
    return at;
  let end = at + 1;
  while (end < text.length && kindOf(text.charCodeAt(end)) === Char.Letter) end++;
  return end;
}

function isApostrophe(code: number): boolean {
  return code === 39 || code === 0x2019;
}

function readWord(text: string, from: number, to: number, spaced: boolean, word: Word | null, seen: boolean): Token {
  const found = token(word !== null ? word.sort : "unknown", word !== null ? word.value : 1, from, to, spaced);
  const first = text.charCodeAt(from);
  found.capital = first >= 65 && first <= 90;
  found.misspelt = word !== null && seen;
  found.word = word;
  found.timely = word !== null && word.timely;
  return found;
}

/** Reads digits with what belongs to them ("1st", "2,000", "£2019", "5pm"); returns where it stopped. */
function readNumber(text: string, from: number, spaced: boolean, tokens: Token[]): number {
  let at = from;
  let value = 0;
  const length = text.length;
  while (at < length) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) break;
    if (at - from < 9) value = value * 10 + digit;
    at++;
  }
  const digits = at - from;
  const found = token("number", value, from, at, spaced);
  found.timely = true;
  found.digits = digits;
  const before = from > 0 ? text.charCodeAt(from - 1) : 0;
  if (before === 163 || before === 36 || before === 35 || digits > 8) makeAmount(found);
  const next = at < length ? text.charCodeAt(at) : 0;
  if (next === 44 && thousands(text, at)) {
    while (thousands(text, at)) at += 4;
    makeAmount(found);
  } else if (kindOf(next) === Char.Letter && next !== 0) {
    const two = text.slice(at, at + 2).toLowerCase();
    const after = at + 2 < length ? kindOf(text.charCodeAt(at + 2)) : Char.Space;
    if (after !== Char.Letter) {
      if (two === "st" || two === "nd" || two === "rd" || two === "th") {
        found.ordinal = true;
        at += 2;
      } else if (two === "am" || two === "pm") {
        makeAmount(found);
        at += 2;
      }
    }
  }
  found.to = at;
  tokens.push(found);
  return at;
}

/** Money, a share, an hour: a number that is no part of a date. */
function makeAmount(found: Token): void {
  found.sort = "amount";
  found.timely = false;
}

function thousands(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== 44) return false;
  for (let i = 1; i <= 3; i++) if (kindOf(text.charCodeAt(at + i) || 0) !== Char.Digit) return false;
  return kindOf(text.charCodeAt(at + 4) || 32) !== Char.Digit;
}

/** Joins the phrases of the table, the longest at each place; none is longer than a dozen words, so this stays linear. */
function joinPhrases(tokens: Token[]): Token[] {
  // Most cells hold none: nothing is copied before the first one.
  let joined: Token[] | null = null;
  for (let i = 0; i < tokens.length;) {
    const first = tokens[i]!;
    const place = first.word === null || first.word.phrases === null || first.misspelt ? null : first.word.phrases;
    let next = place;
    let meaning: Word | null = null;
    let end = 0;
    for (let at = i + 1; next !== null && at < tokens.length; at++) {
      const token = tokens[at]!;
      const deeper: Phrase | undefined = token.word === null ? undefined : next.get(token.word.id);
      if (deeper === undefined) {
        // "on-going" is "on going".
        if (token.sort === "-" && at + 1 < tokens.length) continue;
        break;
      }
      if (deeper.meaning !== null) {
        meaning = deeper.meaning;
        end = at + 1;
      }
      next = deeper.phrases;
    }
    if (meaning === null) {
      if (joined !== null) joined.push(first);
      i++;
      continue;
    }
    // The full stop after the last letter of "w.e.f." belongs to it.
    if (tokens[i + 1]!.sort === "." && tokens[end]?.sort === "." && !tokens[end]!.spaced) end++;
    const whole = token(meaning.sort, meaning.value, first.from, tokens[end - 1]!.to, first.spaced);
    whole.capital = first.capital;
    whole.timely = meaning.timely;
    joined ??= tokens.slice(0, i);
    joined.push(whole);
    i = end;
  }
  return joined ?? tokens;
}
