/**
 * References of actions ("2.1", "A3", "AP/07"): their shapes, and how to tell one that stands before the words of the action
 * from a year, a date or a number the action begins with.
 *
 * A reference is text: "1.10" is never 1.1.
 */

/** A reference found before an action's words. */
export interface LeadingRef {
  ref: string;
  rest: string;
  /** How it is written; a style counts for more where the whole column uses it. */
  style: "dotted" | "marked" | "letters" | "bare";
}

const refShape =
  /^(?:[A-Za-z]{1,6}[ ._/-]?)?\d{1,4}(?:[./-]\d{1,3}){0,4}[.)]?(?: ?\(?[a-z]{1,3}\)|[a-z])?[.):]?$|^\(?(?:[ivx]{1,5}|[a-z])[.)]$|^[A-Z]{1,3}[.)]?$/i;

/** True for a text that can be a reference and nothing else. */
export function isRefShape(text: string): boolean {
  if (text.length > 14 || !refShape.test(text)) return false;
  if (/^(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?$/.test(text)) return false;
  if (/^\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})$/.test(text) && !/^\d{1,2}\.\d{1,2}\.\d{1,2}$/.test(text)) return false;
  return !/^[a-z]{1,3}$/i.test(text) && !/^(?:q[1-4]|fy ?\d\d|year ?\d)$/i.test(text);
}

/** Words after a number that make it a quantity: "1.5 million", "2.1 FTE". */
const quantity =
  /^(?:million|billion|thousand|m\b|bn\b|k\b|fte|wte|hours?|hrs?|days?|weeks?|months?|years?|miles?|km\b|metres?|hectares?|ha\b|per cent|percent|%|times|tonnes?|kw\b|mw\b|points?|posts?|x\b|am\b|pm\b|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;

const leading =
  /^(?:(?:action|ref|no|item|recommendation|objective)\.? ?)?((?:[A-Za-z]{1,4}[ ./-]?)?\d{1,3}(?:\.\d{1,3}){0,4}[a-z]?(?: ?\([a-z]{1,3}\))?)(\.(?!\d)|\)|:|\s?[–—-](?=\s)|)(\s+|(?<=[.):])(?=\p{Lu}))(?=\S)/u;

/** The reference a text begins with, if its shape allows one; the column decides about the doubtful styles. */
export function leadingRef(text: string): LeadingRef | null {
  const match = leading.exec(text.slice(0, 60));
  if (!match) return null;
  const ref = match[1]!;
  const mark = match[2]!;
  const rest = text.slice(match[0].length).trim();
  if (rest === "" || quantity.test(rest)) return null;
  if (/^(?:19|20)\d\d$/.test(ref) || /^\d{1,2}\.\d{1,2}\.(?:\d{4}|[2-9]\d)$/.test(ref)) return null;
  if (/^\d{1,2}$/.test(ref) && /^\s?[–—-]$/.test(mark) && /^\d/.test(rest)) return null;
  if (/^[A-Za-z]/.test(ref)) {
    if (
      /^(?:q|fy|y|year|phase|part|covid|band|level|stage|step|key|age|top|week|day|in|by|at|on|of|to|a|the|all|for|with|over|up|km|no|p|pp|page|et)[ ./-]?\d/i.test(
        ref,
      ) &&
      !/\./.test(ref) &&
      mark === ""
    )
      return null;
    return { ref, rest, style: mark.trim() || /\d\.\d/.test(ref) ? "marked" : "letters" };
  }
  if (/\./.test(ref)) return { ref, rest, style: "dotted" };
  if (mark.trim() || /[a-z)]$/.test(ref)) return { ref, rest, style: "marked" };
  return { ref, rest, style: "bare" };
}

/** The reference without the mark that ends it: "1." is "1", "A3:" is "A3". */
export function cleanRef(text: string): string {
  return text.replace(/[.:)]+$/, (end) => (end.startsWith(")") && text.includes("(") ? ")" : "")).trim();
}

/** Whether one reference is a part of another: "1.1a" or "1.1(b)" of "1.1"; "a)" of any. */
export function isPartOf(ref: string, of: string | null): boolean {
  if (of === null) return false;
  if (/^\(?(?:[a-z]|[ivx]{2,4})[.)]$/.test(ref)) return true;
  return ref.length > of.length && ref.startsWith(of) && /^ ?\(?[a-z]{1,3}\)?$/.test(ref.slice(of.length));
}

/** The styles a column of actions uses for its references, so that "3 workshops to be held" is not taken for a third action. */
export function refStylesOf(texts: string[]): Set<LeadingRef["style"]> {
  const counts = { dotted: 0, marked: 0, letters: 0, bare: 0 };
  let rising = 0;
  let last = 0;
  let filled = 0;
  for (const text of texts) {
    if (text === "") continue;
    filled++;
    const found = leadingRef(text);
    if (!found) continue;
    counts[found.style]++;
    if (found.style !== "bare") continue;
    const number = Number(found.ref);
    if (number === last + 1) rising++;
    last = number;
  }
  const styles = new Set<LeadingRef["style"]>(["dotted", "marked"]);
  if (counts.letters >= 2 && counts.letters >= filled * 0.4) styles.add("letters");
  if (counts.bare >= 2 && rising >= counts.bare - 1 && counts.bare >= filled * 0.4) styles.add("bare");
  return styles;
}
