/**
 * Whether the lead of an action is somebody else than before, or the same written differently.
 *
 * Compares what the history keeps of the lead; it reads no owner cell.
 */
import { plainWords, wordLikeness } from "./wording";

/**
 * True when the two name different leads. Order, punctuation, an added role or organisation, and a slip of typing in one of
 * several names are not a change; a different person in the same role is.
 * @param described the lead now with role and organisation, where the row is at hand: a role that is given a name has not
 *   changed hands.
 */
export function leadChanged(before: string | null, now: string | null, described: string | null = null): boolean {
  const old = wordsOf(before);
  const fresh = wordsOf(now);
  const inFull = wordsOf(described);
  if (old.length > 0 && fresh.length > 0 && old.every((word) => inFull.includes(word))) return false;
  if (old.length === 0 || fresh.length === 0) return old.length !== fresh.length;
  const [fewer, more] = old.length <= fresh.length ? [old, fresh] : [fresh, old];
  const missing = fewer.filter((word) => !more.includes(word));
  if (missing.length === 0) return false;
  if (missing.length > 1 || fewer.length < 2) return true;
  const spare = more.filter((word) => !fewer.includes(word));
  return !spare.some((word) => wordLikeness(word, missing[0]!) > 0);
}

const joiningWords = new Set(["and", "the", "of", "for", "with", "to"]);

function wordsOf(lead: string | null): string[] {
  return [...new Set(plainWords(lead ?? "").split(" "))].filter((word) => word !== "" && !joiningWords.has(word));
}
