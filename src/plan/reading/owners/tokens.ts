/**
 * Cuts the words of an Owner cell into tokens: words, joining words, brackets, line breaks, dates.
 *
 * Keeps where every token stands in the cell. Decides nothing about who anybody is.
 */
import { fold, insideNamePhrases, isCourtesy, isInitials, isRank } from "./words";

export type TokenKind =
  | "word"
  | "email"
  | "and"
  | "comma"
  | "slash"
  | "dash"
  | "colon"
  | "bracket"
  /** A line break that may be a wrapped line. */
  | "line"
  /** Semicolon, plus, bullet: always between two parties. */
  | "hard"
  /** A blank line. */
  | "paragraph"
  | "stop"
  | "time";

export interface Token {
  kind: TokenKind;
  /** As written; for a bracket what stands inside it. */
  text: string;
  from: number;
  to: number;
}

const isSpace = (char: string) =>
  char === " " || char === "\t" || char === "\u00a0" || char === "\u202f" || char === "\u200b";
const isBullet = (char: string) => "•·▪●◦‣*➢→\uf0b7".includes(char);
const isDash = (char: string) => char === "–" || char === "—" || char === "―";
const breaksWord = /[\s\u00a0,;:()[\]/|+"“”?!<>•·▪●◦‣➢→–—―\uf0b7]/;
const longestBracket = 300;

/** The tokens of a cell, in order. Time grows with the length of the text only. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let lineStart = true;
  const push = (kind: TokenKind, from: number, to: number, words = text.slice(from, to)) => {
    tokens.push({ kind, text: words, from, to });
    at = to;
  };
  while (at < text.length) {
    const char = text[at]!;
    if (char === "\n" || char === "\r") {
      let to = at;
      let breaks = 0;
      while (to < text.length && (text[to] === "\n" || text[to] === "\r" || isSpace(text[to]!))) {
        if (text[to] === "\n" || (text[to] === "\r" && text[to + 1] !== "\n")) breaks++;
        to++;
      }
      push(breaks > 1 ? "paragraph" : "line", at, to);
      lineStart = true;
      continue;
    }
    if (isSpace(char)) {
      at++;
      continue;
    }
    if (lineStart) {
      lineStart = false;
      const marker = /^(?:[-–—o*•·▪●◦‣➢→\uf0b7]|\(?(?:\d{1,2}|[a-hivx]{1,3})[.)])(?=[\s\u00a0])/.exec(
        text.slice(at, at + 6),
      );
      if (marker && !/^[a-z]\.$/i.test(marker[0])) {
        push("hard", at, at + marker[0].length);
        continue;
      }
    }
    if (char === "(" || char === "[") {
      const close = closing(text, at);
      if (close > 0) {
        push("bracket", at, close + 1, text.slice(at + 1, close).trim());
        continue;
      }
      at++;
      continue;
    }
    if (char === "," || char === "،") push("comma", at, at + 1);
    else if (char === ":") push("colon", at, at + 1);
    else if (char === ";" || char === "|" || char === "+" || isBullet(char)) push("hard", at, at + 1);
    else if (char === "/" || char === "\\") push("slash", at, at + 1);
    else if (isDash(char)) push("dash", at, at + 1);
    else if (char === "&") push("and", at, at + 1);
    else if (char === "?" || char === "!") push("stop", at, at + 1);
    else if (char === "-" && (at === 0 || isSpace(text[at - 1]!) || at + 1 >= text.length || isSpace(text[at + 1]!)))
      push("dash", at, at + 1);
    else if (breaksWord.test(char)) at++;
    else at = readWord(text, at, tokens);
  }
  return markTimes(joinIdioms(tokens, text));
}

/** Where the bracket opened at `from` closes; -1 when it does not within a sensible length. */
function closing(text: string, from: number): number {
  let depth = 0;
  const end = Math.min(text.length, from + longestBracket);
  for (let at = from; at < end; at++) {
    if (text[at] === "(" || text[at] === "[") depth++;
    if (text[at] === ")" || text[at] === "]") depth--;
    if (depth === 0) return at;
  }
  return -1;
}

function readWord(text: string, from: number, tokens: Token[]): number {
  let to = from;
  while (to < text.length) {
    const char = text[to]!;
    if (char === "-" && (to + 1 >= text.length || /[\s\u00a0]/.test(text[to + 1]!))) break;
    if (char === "&" && !(/[A-Z]/.test(text[to - 1] ?? "") && /[A-Z]/.test(text[to + 1] ?? ""))) break;
    if (breaksWord.test(char)) break;
    to++;
  }
  if (text[to] === "/" && /^(?:[nN]|[wW]|[cC])$/.test(text.slice(from, to))) {
    // "n/a", "w/", "c/o" are one word.
    to++;
    while (to < text.length && /[a-zA-Z]/.test(text[to]!)) to++;
  }
  let word = text.slice(from, to);
  let stop = false;
  if (word.endsWith(".") && !isAbbreviation(word)) {
    word = word.replace(/\.{1,8}$/, "");
    stop = true;
  }
  if (word !== "") {
    const kind: TokenKind =
      word.includes("@") && word.length > 3
        ? "email"
        : word === "and" || word === "And" || word === "AND" || word === "&"
          ? "and"
          : word === "or"
            ? "slash"
            : "word";
    tokens.push({ kind, text: word, from, to: from + word.length });
  }
  if (stop) tokens.push({ kind: "stop", text: ".", from: from + word.length, to });
  return Math.max(to, from + 1);
}

/** "J.", "P.P.G.", "Cllr." keep their full stop; it ends no sentence. */
function isAbbreviation(word: string): boolean {
  const bare = word.slice(0, -1);
  return (
    /^[A-Z]$/.test(bare) ||
    (bare.includes(".") && /^(?:[A-Z]\.)+[A-Z]$/.test(bare)) ||
    isCourtesy(bare) ||
    (isRank(bare) && bare.length <= 5) ||
    /^(?:St|Dept|Ltd)$/.test(bare)
  );
}

/** Makes one word of "Police and Crime" wherever it stands, so that its "and" splits nothing. */
function joinIdioms(tokens: Token[], text: string): Token[] {
  const out: Token[] = [];
  let at = 0;
  while (at < tokens.length) {
    const idiom = tokens[at]!.kind === "word" ? idiomAt(tokens, at) : 0;
    if (idiom > 0) {
      const from = tokens[at]!.from;
      const to = tokens[at + idiom - 1]!.to;
      out.push({ kind: "word", text: text.slice(from, to), from, to });
      at += idiom;
    } else out.push(tokens[at++]!);
  }
  return out;
}

const idiomTable = (() => {
  const byFirst = new Map<string, string[][]>();
  for (const phrase of insideNamePhrases) {
    const parts = phrase.replaceAll(",", " ,").replaceAll("/", " / ").split(/\s+/);
    byFirst.set(
      parts[0]!,
      [...(byFirst.get(parts[0]!) ?? []), parts].sort((a, b) => b.length - a.length),
    );
  }
  return byFirst;
})();

function idiomAt(tokens: Token[], at: number): number {
  for (const parts of idiomTable.get(fold(tokens[at]!.text)) ?? []) {
    const matches = parts.every((part, index) => {
      const token = tokens[at + index];
      if (!token) return false;
      if (part === "and") return token.kind === "and";
      if (part === ",") return token.kind === "comma";
      if (part === "/") return token.kind === "slash";
      return token.kind === "word" && fold(token.text) === part;
    });
    if (matches) return parts.length;
  }
  return 0;
}

const months =
  /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december)$/;
const seasons = /^(?:spring|summer|autumn|winter)$/;
const before = /^(?:by|from|until|till|since|during|in|before|after|end|mid|early|late|of|through|to)$/;
const adverbs =
  /^(?:ongoing|on-going|throughout|weekly|fortnightly|monthly|quarterly|termly|annually|yearly|daily|immediately|continuous|biannually|half-termly)$/;
const numericDate = /^\d{1,2}(?:st|nd|rd|th)?$|^\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?$|^\d{4}(?:-\d{2,4})?$/;
const year = /^(?:19|20)\d{2}(?:[-–]\d{2,4})?$|^['’]\d{2}$/;

/** Turns "from 27.1.15", "End of Summer 2022" and "ongoing" into time tokens: they are not parties. */
function markTimes(tokens: Token[]): Token[] {
  const isTime = tokens.map(() => false);
  tokens.forEach((token, at) => {
    if (token.kind !== "word") return;
    const word = fold(token.text);
    const next = tokens[at + 1];
    const nextWord = next?.kind === "word" ? fold(next.text) : "";
    const previous = tokens[at - 1]?.kind === "word" ? fold(tokens[at - 1]!.text) : "";
    if (adverbs.test(word) || /^\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?$/.test(token.text) || year.test(token.text))
      isTime[at] = true;
    else if (
      (months.test(word) || seasons.test(word)) &&
      (year.test(nextWord) ||
        /^\d{2,4}$/.test(nextWord) ||
        nextWord === "term" ||
        before.test(previous) ||
        numericDate.test(previous))
    ) {
      isTime[at] = true;
      if (/^\d{2,4}$|^term$/.test(nextWord)) isTime[at + 1] = true;
    } else if (numericDate.test(word) && months.test(nextWord)) isTime[at] = true;
    else if (/^(?:q[1-4]|tbc|tba|tbd|vacant)$/.test(word)) isTime[at] = true;
  });
  // The words that lead into a date go with it: "by the end of".
  for (let at = tokens.length - 2; at >= 0; at--) {
    if (
      !isTime[at] &&
      isTime[at + 1] &&
      tokens[at]!.kind === "word" &&
      (before.test(fold(tokens[at]!.text)) || fold(tokens[at]!.text) === "the") &&
      !adverbs.test(fold(tokens[at + 1]!.text))
    )
      isTime[at] = true;
    if (
      !isTime[at] &&
      isTime[at + 1] &&
      at > 0 &&
      isTime[at - 1] &&
      (tokens[at]!.kind === "slash" || tokens[at]!.kind === "dash")
    )
      isTime[at] = true;
  }
  return tokens.map((token, at) => (isTime[at] ? { ...token, kind: "time" as const } : token));
}

/** "Tyler", "McAllister", "O'Neill", "Lloyd-Jones": written as a name is. */
export function isNameShaped(word: string): boolean {
  return /^\p{Lu}[\p{L}'’.-]*$/u.test(word) && /\p{Ll}/u.test(word) && !isInitials(word);
}
