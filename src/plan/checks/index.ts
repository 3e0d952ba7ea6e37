/**
 * The checks of a plan's wording, in the order they are told.
 *
 * A check states facts and quotes the row; it never changes a reading. What the pane asks anyhow (rows that read as finished,
 * timescales the reading is unsure of, columns without a plain heading) is not told again.
 */
import { severities } from "../model";
import type { Finding } from "../model";
import type { Standing } from "../review";
import { Look } from "./check";
import type { Check } from "./check";
import { closed } from "./closed";
import { contradiction } from "./contradiction";
import { notes } from "./notes";
import { outcome } from "./outcome";
import { owner } from "./owner";
import { promiseContradiction, promises } from "./promises";
import { publication } from "./publication";
import { structure } from "./structure";
import { timescale } from "./timescale";

export { families } from "./check";
export type { Check, Family } from "./check";

/** Every check by name and family, for the help. */
export const checks: readonly Check[] = [
  ...structure,
  ...timescale,
  ...owner,
  ...closed,
  ...contradiction,
  ...promiseContradiction,
  ...promises,
  ...notes,
  ...outcome,
  ...publication,
];

/** Everything there is to say about the plan's wording: worst first, in the plan's order within a severity. */
export function checkPlan(standing: Standing): Finding[] {
  if (standing.items.length === 0) return [];
  const look = new Look(standing);
  const found = checks
    .flatMap(({ run }) => run(look))
    .map((finding) => ({ finding, rank: severities.indexOf(finding.severity), place: look.place(finding) }));
  found.sort((a, b) => a.rank - b.rank || a.place - b.place);
  const seen = new Set<string>();
  return found.flatMap(({ finding }) => {
    // One thing is said of a cell once.
    const id = `${finding.check} ${finding.sheet} ${finding.cell}`;
    return seen.has(id) ? [] : (seen.add(id), [finding]);
  });
}
