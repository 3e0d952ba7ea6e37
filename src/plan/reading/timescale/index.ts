/**
 * Reads the Timescale cells of a plan: free text and real dates to one explained reading.
 *
 * The road is words -> tokens -> clauses -> one reading with its reasons. Today never enters; a reading depends on the
 * words, the plan's years and calendar, and the heading, and on nothing else.
 */
export { readTimescaleCell } from "./cells";
export { conventions } from "./conventions";
export { nextOccurrence } from "./next";
export { readTimescale } from "./readTimescale";
