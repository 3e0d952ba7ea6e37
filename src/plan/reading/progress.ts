import type { Looks, Meaning, Progress } from "../model";

/** What `readProgress` looks at: the texts of one action's cells. */
export interface ProgressSource {
  texts: Partial<Record<Meaning, string>>;
  /** Heading over the status column, as written. */
  statusHeading?: string;
  looks: Looks;
}

/** Reads how far an action has got, from the plan's own Status column first and from its wording else. */
export function readProgress(_source: ProgressSource): Progress {
  return { kind: "none", words: "", from: null, basis: "none", update: "", why: "The row says nothing about progress." };
}
