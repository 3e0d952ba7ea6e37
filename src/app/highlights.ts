/**
 * How many highlights of ours stand on the plan, as far as this page knows. Telling our rules from partners' takes two
 * requests, so it is looked up once and then kept, not asked with every reading.
 */
import { countHighlights } from "../excel/highlight";
import { inWords } from "./problems";

let known = 0;

export function knownHighlights(): number {
  return known;
}

export function knowHighlights(count: number): void {
  known = count;
}

/** Looks on the given sheets and returns how many there are. */
export async function lookForHighlights(sheets: readonly string[]): Promise<number> {
  return inWords("review", async () => (known = await countHighlights(sheets)));
}
