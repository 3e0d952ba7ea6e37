/**
 * Reads the Timescale cells of a plan: free text and real dates to one explained reading.
 *
 * The road is words -> tokens -> clauses -> one reading with its reasons. Today never enters; a reading depends on the
 * words, the plan's years and calendar, and the heading, and on nothing else.
 */
import type { PlanContext, Timescale } from "../../model";
import { readClauses } from "./clauses";
import { combine } from "./combine";
import { emptyDraft } from "./draft";
import { explain } from "./explain";
import { planYears } from "./resolve";
import { settle } from "./settle";
import { tokenise } from "./tokens";

export { readTimescaleCell } from "./cells";
export { conventions } from "./conventions";
export { nextOccurrence } from "./next";

/**
 * Reads the words of one Timescale cell.
 *
 * `context` gives the plan's years and calendar and the heading over the cell; all may be unknown. Never throws, whatever
 * the text, and takes time in proportion to its length.
 */
export function readTimescale(text: string, context: PlanContext): Timescale {
  const plan = planYears(context);
  const tokens = tokenise(text);
  if (tokens.length === 0) return explain(text, emptyDraft());
  const found = readClauses(text, tokens, plan);
  settle(found, plan);
  return explain(text, combine(found, text, plan));
}
