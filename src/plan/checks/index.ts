/**
 * The checks of a plan's wording, in the order they are told.
 *
 * Each check is one file with a table of cases; here they are only listed. A check states facts and quotes the row; it
 * never changes a reading.
 */
import type { Finding } from "../model";
import type { Standing } from "../review";

/** Everything there is to say about the plan's wording, worst first. */
export function checkPlan(_standing: Standing): Finding[] {
  return [];
}
