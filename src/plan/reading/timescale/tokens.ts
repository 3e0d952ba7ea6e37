/**
 * Cuts a cell into tokens in one pass, and joins the phrases the table of words knows.
 *
 * Decides nothing about meaning beyond what sort of word each token is. Time is linear in the length of the text: every
 * character is looked at a bounded number of times.
 */
import { seeThrough } from "./typos";
import { countedNouns, wordOf } from "./words";
import type { Sort, Word } from "./words";

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
for (const code of [9, 11, 12, 13, 32, 0xa0, 0xad, 0x1680, 0x202f, 0x205f, 0x3000 - 1, 0x200b, 0x200c, 0x200d]) kinds[code] = Char.Space;
for (let code = 0x2000; code <= 0x200d; code++) kinds[code] = Char.Space;
for (let code = 48; code < 58; code++) kinds[code] = Char.Digit;
for (let code = 65; code < 91; code++) kinds[code] = kinds[code + 32] = Char.Letter;
for (let code = 0x2010; code < 0x3000; code++) if (kinds[code] !== Char.Space) kinds[code] = Char.Mark;
kinds[0xd7] = kinds[0xf7] = Char.Mark;
const markSorts: [string, Sort][] = [
  ["/\\⁄∕", "/"], ["-‐‑‒–—−~―", "-"], [".", "."], [",", ","], [":", ":"], [";\n\u2028\u2029", "break"], ["([{", "("], [")]}", ")"],
  ["'’‘`´ʼ", "'"], ["?_…", "?"], ["&+", "and"], ["→►", "to"], ["•●▪◦·■○*", "bullet"],
];
const sortOfMark = new Map<number, Sort>();
for (const [marks, sort] of markSorts) for (const mark of marks) sortOfMark.set(mark.charCodeAt(0), sort);
for (let code = 0; code < 128; code++) sorts[code] = sortOfMark.get(code) ?? "mark";

function kindOf(code: number): number {
  return code < 0x3000 ? kinds[code]! : code === 0x3000 || code === 0xfeff ? Char.Space : Char.Letter;
}

function token(sort: Sort, value: number, from: number, to: number, spaced: boolean): Token {
  return { sort, value, from, to, spaced, digits: 0, ordinal: false, misspelt: false, capital: false, word: null };
}

/** The tokens of a text, phrases joined. Spans are into the text as given. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  const length = text.length;
  let spaced = true;
  let phrases = false;
  for (let at = 0; at < length; ) {
    const code = text.charCodeAt(at);
    const kind = kindOf(code);
    const from = at;
    if (kind === Char.Space) {
      spaced = true;
      at++;
      continue;
    }
    if (kind === Char.Letter) {
      at++;
      while (at < length && kindOf(text.charCodeAt(at)) === Char.Letter) at++;
      const found = readWord(text, from, at, spaced);
      if (found.word?.phrases) phrases = true;
      tokens.push(found);
      // "year's", "don't": what follows an apostrophe inside a word is part of it.
      if (at + 1 < length && isApostrophe(text.charCodeAt(at)) && kindOf(text.charCodeAt(at + 1)) === Char.Letter) {
        at++;
        while (at < length && kindOf(text.charCodeAt(at)) === Char.Letter) at++;
      }
    } else if (kind === Char.Digit) {
      at = readNumber(text, from, spaced, tokens);
    } else {
      at++;
      const sort = code < 128 ? sorts[code]! : (sortOfMark.get(code) ?? "mark");
      const before = tokens[tokens.length - 1];
      if (sort === "mark" && code === 37 && before?.sort === "number") before.sort = "amount";
      // A run of one mark is one mark: "-----", "......", "????".
      if (before && before.sort === sort && sort !== "(" && sort !== ")" && before.to === from) before.to = at;
      else tokens.push(token(sort, code, from, at, spaced));
    }
    spaced = false;
  }
  return phrases ? joinPhrases(text, tokens) : tokens;
}

function isApostrophe(code: number): boolean {
  return code === 39 || code === 0x2019;
}

function readWord(text: string, from: number, to: number, spaced: boolean): Token {
  const written = text.slice(from, to);
  let word = to - from > 24 ? undefined : wordOf(written);
  let misspelt = false;
  if (!word) {
    word = seeThrough(written);
    misspelt = word !== undefined;
  }
  const found = token(word ? word.sort : "unknown", word ? word.value : 0, from, to, spaced);
  const first = text.charCodeAt(from);
  found.capital = first >= 65 && first <= 90;
  found.misspelt = misspelt;
  found.word = word ?? null;
  if (!word && countedNouns.has(written.toLowerCase())) found.sort = "noun";
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
  found.digits = digits;
  const before = from > 0 ? text.charCodeAt(from - 1) : 0;
  if (before === 163 || before === 36 || before === 35 || digits > 8) found.sort = "amount";
  const next = at < length ? text.charCodeAt(at) : 0;
  if (next === 44 && thousands(text, at)) {
    while (thousands(text, at)) at += 4;
    found.sort = "amount";
  } else if (kindOf(next) === Char.Letter && next !== 0) {
    const two = text.slice(at, at + 2).toLowerCase();
    const after = at + 2 < length ? kindOf(text.charCodeAt(at + 2)) : Char.Space;
    if (after !== Char.Letter) {
      if (two === "st" || two === "nd" || two === "rd" || two === "th") {
        found.ordinal = true;
        at += 2;
      } else if (two === "am" || two === "pm") {
        found.sort = "amount";
        at += 2;
      }
    }
  }
  found.to = at;
  tokens.push(found);
  return at;
}

function thousands(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== 44) return false;
  for (let i = 1; i <= 3; i++) if (kindOf(text.charCodeAt(at + i) || 0) !== Char.Digit) return false;
  return kindOf(text.charCodeAt(at + 4) || 32) !== Char.Digit;
}

/** Joins the phrases of the table; none is longer than a dozen words, so this stays linear. */
function joinPhrases(text: string, tokens: Token[]): Token[] {
  const joined: Token[] = [];
  for (let i = 0; i < tokens.length; ) {
    const first = tokens[i]!;
    const phrases = first.word?.phrases;
    let end = 0;
    if (phrases && !first.misspelt) {
      for (const phrase of phrases) {
        end = matchEnd(text, tokens, i, phrase.words);
        if (end > 0) {
          // The full stop after the last letter of "w.e.f." belongs to it.
          if (phrase.words[1] === "." && tokens[end]?.sort === "." && !tokens[end]!.spaced) end++;
          const last = tokens[end - 1]!;
          const whole = token(phrase.meaning.sort, phrase.meaning.value, first.from, last.to, first.spaced);
          whole.capital = first.capital;
          joined.push(whole);
          break;
        }
      }
    }
    if (end > 0) i = end;
    else {
      joined.push(first);
      i++;
    }
  }
  return joined;
}

function matchEnd(text: string, tokens: Token[], start: number, words: string[]): number {
  let at = start + 1;
  for (let w = 1; w < words.length; w++) {
    const wanted = words[w]!;
    let next = tokens[at];
    if (next && next.sort === "-" && wanted !== "-") next = tokens[++at];
    if (!next || next.to - next.from !== wanted.length) return 0;
    if (text.slice(next.from, next.to).toLowerCase() !== wanted) return 0;
    at++;
  }
  return at;
}
