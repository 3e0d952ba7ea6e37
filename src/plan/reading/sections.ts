/**
 * Titles of sections: telling one from a line of the plan, and parting its number from its name.
 */
import type { Section } from "../model";
import { countWords, firstWords, wordsOf } from "./text";
import { actionVerbs } from "./words";

const labelled =
  /^(?:section|priority|theme|objective|strategic (?:objective|priority|aim|theme)|aim|goal|strand|part|area|outcome|work ?stream|pillar|domain|standard|commitment|ambition|programme|key (?:priority|area|theme|objective)|priority area|chapter|phase|stage|focus area)\b[ :–-]*(\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,5})?\b/i;
const numbered = /^(\d{1,2}(?:\.\d{1,2}){0,2}|[A-Z]|[IVX]{1,5})(?:\s*[.):–-]\s*|\s+)(?=\p{L})/u;
const continued = /[\s(–-]*\b(?:continued|cont['’]?d|cont\.?)\)?\.?$/i;

/** As much of the end of a title as "(continued)" and what stands before it take. */
const tail = 40;

/** "1. Leadership (continued)" is section 1, "Leadership"; "Priority 2: Schools" keeps its words and has number 2. */
export function sectionOf(text: string): Section {
  const line = text.replace(/\s+/g, " ");
  // Only the end can say "(continued)": a cell full of brackets is not searched from each of them.
  const title = `${line.slice(0, -tail)}${line.slice(-tail).replace(continued, "")}`.trim();
  const label = labelled.exec(title);
  if (label) return { title, number: label[1] ?? null };
  const number = numbered.exec(title);
  if (!number || (/^[A-Z]$/.test(number[1]!) && !/[.):–-]/.test(number[0]))) return { title, number: null };
  return { title: title.slice(number[0].length).trim(), number: number[1]! };
}

/** How much a line that stands alone looks like a section's title, from its words; 0 and below: it does not. */
export function titleScore(text: string): number {
  if (text.length > 220 || text.includes("\n\n")) return -4;
  const words = countWords(text);
  const all = wordsOf(text);
  let score = 0;
  if (labelled.test(text)) score += 3;
  if (numbered.test(text)) score += 2;
  if (text === text.toUpperCase() && /\p{Lu}{3}/u.test(text)) score += 2;
  if (words > 16) score -= 2;
  else if (words <= 8) score += 1;
  if (/[.;,]$/.test(text)) score -= 2;
  if (/^\p{Ll}/u.test(text) || /^[-•*–]/.test(text)) score -= 4;
  if (actionVerbs.has(firstWords(text, 1)[0] ?? "") && !numbered.test(text) && all.length > 3) score -= 1.5;
  return score;
}

/** Whether two titles name the same section, "(continued)" aside. */
export function sameSection(a: Section, b: Section): boolean {
  return a.title.toLowerCase() === b.title.toLowerCase() && a.number === b.number;
}
