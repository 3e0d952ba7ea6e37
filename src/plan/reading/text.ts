/**
 * The words of a cell as a person sees them: tidied, looked at from both ends, and put together again where one cell was
 * split over several rows.
 *
 * Never looks at what a cell means, and never at more than the two ends of a text, so a cell of any length costs its length once.
 */
import type { GridCell } from "../grid";
import { opensSentence, openWords } from "./words";

const untidy = /[^\x21-\x7e]/;

/**
 * A cell's text without what cannot be seen: odd spaces, zero-width marks, runs of blanks. Line breaks stay, with at most
 * one blank line between paragraphs.
 */
export function tidy(text: string): string {
  if (!untidy.test(text)) return text;
  return text
    .replace(/\r\n?|[\u000b\u000c\u2028\u2029]|_x000D_\n?/g, "\n")
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "")
    .replace(/[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, " ")
    .split("\n")
    .map((line) => line.replace(/ {2,}/g, " ").trim())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** What a cell shows, tidied; "" for an empty cell. */
export function shown(cell: GridCell): string {
  return cell.kind === "empty" ? "" : tidy(cell.text);
}

/** True for a text that only draws a line or holds the place: "-", "…", "____". */
export function isFiller(text: string): boolean {
  return text.length <= 40 && /^[-–—_.…*\s]+$/.test(text);
}

/** The first few words of a text, lower case, without punctuation around them. */
export function firstWords(text: string, count: number): string[] {
  return wordsOf(text.slice(0, count * 24 + 24)).slice(0, count);
}

/** Words of a short text, lower case. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}'’]*/gu) ?? [];
}

/** How many words a text has, counted up to `most`. */
export function countWords(text: string, most = 60): number {
  let count = 0;
  let inside = false;
  for (let i = 0; i < text.length && count < most; i++) {
    const blank = text.charCodeAt(i) <= 32;
    if (!blank && !inside) count++;
    inside = !blank;
  }
  return count;
}

/** A text for comparing: lower case, letters and digits only. */
export function plainForm(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%#]+/gu, " ")
    .trim();
}

/** How two pieces of one cell belong together. `unclear` is decided by the row they stand in. */
export type Seam = "cut" | "paragraph" | "unclear";

const startsList = /^(?:[•▪●◦‣·*\u2022\uf0b7-]\s*\S|o\s+\p{Lu}|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s)/u;
const endsOpen = /[,;&/(–—+=-]["'’”]?$/;
const endsSentence = /[.!?][)"'’”\]]*$/;

/** Whether the lower text carries on the upper one's sentence, as far as the two ends show. */
export function seam(upper: string, lower: string): Seam {
  const tail = upper.slice(-80);
  const head = lower.slice(0, 80);
  if (startsList.test(head)) return "paragraph";
  if (endsOpen.test(tail) || openBracket(tail)) return "cut";
  if (endsOnOpenWord(tail)) return "cut";
  if (/^[)\]},.;:%]/.test(head) || /^[–—]\s/.test(head)) return "cut";
  const first = /^["'‘’“(]*(.)/su.exec(head)?.[1] ?? "";
  if (/\p{Ll}/u.test(first)) return "cut";
  if (endsSentence.test(tail)) return "paragraph";
  if (/\d/.test(first)) return "cut";
  if (tail.endsWith(":")) return "paragraph";
  return opensSentence(firstWords(head, 2)) ? "paragraph" : "unclear";
}

/** True where a text plainly breaks off: an open bracket, a comma, "… and". */
export function breaksOff(text: string): boolean {
  const tail = text.slice(-80);
  if (endsOpen.test(tail) || openBracket(tail)) return true;
  return endsOnOpenWord(tail);
}

/** "… and the"; the month of May is no open word. */
function endsOnOpenWord(tail: string): boolean {
  const last = tail.slice(Math.max(tail.lastIndexOf(" "), tail.lastIndexOf("\n")) + 1);
  return openWords.has(/["'’”]$/.test(last) ? last.slice(0, -1) : last);
}

/** True where a text begins in the middle of a sentence: with a small letter, or a mark that closes one. */
export function beginsInside(text: string): boolean {
  return (
    /^["'‘’“(]*\p{Ll}/u.test(text) &&
    !/^(?:[a-z]|[ivx]{1,4})[.)]\s|^o\s+\p{Lu}|^e-|^www|^i[A-Z]/u.test(text.slice(0, 12))
  );
}

function openBracket(tail: string): boolean {
  return tail.lastIndexOf("(") > tail.lastIndexOf(")");
}

/** Puts two pieces of a cell together: no space inside a hyphened word, a space in a sentence, a blank line between paragraphs. */
export function joinPieces(upper: string, lower: string, how: Seam): string {
  if (!upper) return lower;
  if (!lower) return upper;
  if (how !== "cut") return `${upper}\n\n${lower}`;
  if (/[\p{L}\p{N}][-/]$/u.test(upper.slice(-2)) && /^\p{L}/u.test(lower)) return upper + lower;
  return `${upper} ${lower}`;
}

/** The first words of a text, cut at a word, for quoting. */
export function excerpt(text: string, most = 60): string {
  const line = text.replace(/\s+/g, " ");
  if (line.length <= most) return line;
  const cut = line.lastIndexOf(" ", most - 1);
  return `${line.slice(0, cut > 20 ? cut : most - 1)}…`;
}

/** "1 row", "3 rows"; "A, B and C". */
export function listOf(items: string[], most = 6): string {
  const some = items.length > most ? [...items.slice(0, most), `${items.length - most} more`] : items;
  return some.length < 2 ? (some[0] ?? "") : `${some.slice(0, -1).join(", ")} and ${some.at(-1)}`;
}
