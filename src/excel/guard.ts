/**
 * Comparing and writing in one step: Excel stops at a search that finds nothing, and carries out nothing that was queued after it.
 *
 * Only queues; what was queued before it is carried out all the same, so guards come first.
 */

/** Excel's search takes 255 characters, with those that keep a wildcard from being one. */
const searchLimit = 240;

/** Queues a search that fails, and with it all that follows, unless the cell, or one of some cells, holds these words. */
export function guard(cell: Excel.Range, value: unknown): void {
  if (typeof value !== "string") return;
  const lines = value.split(/[\r\n]/);
  const { text, whole } = searchFor(lines.reduce((best, line) => (line.length > best.length ? line : best)));
  if (text.trim() === "") return;
  cell.find(text, { completeMatch: whole && lines.length === 1, matchCase: true });
}

/** As much of a line as a search can look for, and whether that is all of it. Never cuts a character in two. */
function searchFor(line: string): { text: string; whole: boolean } {
  let text = "";
  for (const character of line) {
    // These three mean something in a search.
    const literal = /[~*?]/.test(character) ? `~${character}` : character;
    if (text.length + literal.length > searchLimit) return { text, whole: false };
    text += literal;
  }
  return { text, whole: true };
}
