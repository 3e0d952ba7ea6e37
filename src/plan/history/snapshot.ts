/**
 * A snapshot: the plan as it stood on one date, one line an action, and the fingerprint that tells whether a row changed.
 *
 * Takes what the readers and the statuses say; reads no cell and judges nothing itself.
 */
import type { Action, ActionStatus, IsoDate, Meaning, Ownership, Plan, Snapshot, SnapshotRow } from "../model";
import { meanings } from "../model";
import { sayParty } from "../reading/owners";
import { levelled } from "./wording";

/** What may change without the row having changed: renumbering and moving a row are not work on it. */
const outsideTheRow: ReadonlySet<Meaning> = new Set(["ref", "section"]);

/**
 * A short text that changes when any cell of the row changes, whatever its meaning. White space, curly quotes, the reference
 * and the section do not count.
 */
export function rowCheck(action: Action): string {
  const parts: [string, string][] = [];
  for (const meaning of meanings) {
    if (outsideTheRow.has(meaning)) continue;
    // The reference may stand in the same cell as the words, so the words without it are taken.
    const text = meaning === "action" ? action.action : action.cells[meaning]?.text;
    if (text !== undefined) parts.push([meaning, text]);
  }
  for (const { heading, text } of action.alsoHere) parts.push([`also ${levelled(heading)}`, text]);
  return fingerprint(parts);
}

/** The fingerprint of named texts: eleven letters and figures that no sheet takes for a number. Blank texts do not count. */
export function fingerprint(parts: readonly (readonly [name: string, text: string])[]): string {
  const lines = parts
    .map(([name, text]) => [name, levelled(text)] as const)
    .filter(([, text]) => text !== "")
    .map(([name, text]) => `${name}\u0001${text}`)
    .sort();
  return `r${mix(lines.join("\u0002")).toString(36).padStart(10, "0").slice(-10)}`;
}

/** A 52-bit hash by multiplying and mixing two 32-bit halves; for telling texts apart, not for keeping secrets. */
function mix(text: string): number {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x9e3779b1);
    b = Math.imul(b ^ code, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return 2 ** 32 * (b & 0xfffff) + (a >>> 0);
}

/** Who leads, as the history keeps it; null when nobody does or it cannot be told. */
function sayLead(owner: Ownership): string | null {
  const party = owner.lead === null ? undefined : owner.parties[owner.lead];
  if (!party) return null;
  return sayParty(party) || levelled(party.words) || null;
}

/**
 * The plan as it stands, ready to be appended to the history. Rows are in the plan's order.
 *
 * `due` is a promised date only: the first turn of something that repeats is not a date that can be missed or moved, so it
 * is left out, and a plan whose "June annually" rolls on to next June has moved nothing.
 * @param statuses as `statusesOf` gives them for the same plan, in any order.
 */
export function takeSnapshot(plan: Plan, statuses: readonly ActionStatus[], taken: IsoDate): Snapshot {
  const statusOf = new Map(statuses.map((status) => [status.key, status.status]));
  const rows = plan.actions.map((action): SnapshotRow => {
    const due = action.timescale.dueBasis === "explicit" ? action.timescale.due : null;
    return {
      ref: action.ref,
      section: action.section,
      action: action.action,
      lead: sayLead(action.owner),
      timescale: action.timescale.text,
      due,
      status: statusOf.get(action.key) ?? (due ? "not-yet-due" : "no-date"),
      rowCheck: rowCheck(action),
    };
  });
  return { taken, rows };
}
