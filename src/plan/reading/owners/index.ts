import type { Ownership } from "../../model";

/** Reads the words of one Owner cell; `support` is the text of a separate support column. */
export function readOwner(text: string, _support = ""): Ownership {
  return { text, parties: [], lead: null, unsure: false, why: "Nobody is named." };
}
