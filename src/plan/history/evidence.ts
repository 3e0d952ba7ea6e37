/**
 * What two lines of the plan's history have in common, and how well that speaks for their being one action.
 *
 * Weighs one pair at a time; which pairs are taken in the end is settled in `match.ts`.
 */
import type { SnapshotRow } from "../model";
import { plainWords, readWording } from "./wording";
import type { Wording } from "./wording";

/** How much each kind of evidence adds to the likeness of the words (0 to 1). */
const evidence = { ref: 0.3, check: 0.1, timescale: 0.1, due: 0.06, lead: 0.08, section: 0.05, place: 0.01 };

/** A line made comparable, once. */
export interface Line {
  row: SnapshotRow;
  wording: Wording;
  ref: string | null;
  lead: string;
  timescale: string;
  section: string;
  /** 0 to 1 down the list. */
  place: number;
}

/** How well two lines go together, and by what. */
export interface Fit {
  before: number;
  now: number;
  alike: number;
  total: number;
  sameRef: boolean;
  sameLead: boolean;
  sameTimescale: boolean;
  /** Good enough to be taken for the same action. */
  possible: boolean;
}

/** "2.05." and "2.05" are one reference; "1.10" and "1.1" are two. */
export function plainRef(ref: string | null): string | null {
  if (ref === null) return null;
  const plain = ref
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, "")
    .replace(/\.+$/, "");
  return plain === "" ? null : plain;
}

export function toLines(rows: readonly SnapshotRow[]): Line[] {
  const known = new Map<string, string>();
  const plain = (text: string): string => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const words = plainWords(text);
    known.set(text, words);
    return words;
  };
  return rows.map((row, at) => ({
    row,
    wording: readWording(row.action),
    ref: plainRef(row.ref),
    lead: plain(row.lead ?? ""),
    timescale: plain(row.timescale),
    section: plain(row.section).replace(/^\d+ /, ""),
    place: rows.length < 2 ? 0 : at / (rows.length - 1),
  }));
}

export function fitOf(b: number, n: number, old: Line, fresh: Line, alike: number): Fit {
  const sameRef = old.ref !== null && old.ref === fresh.ref;
  const sameLead = old.lead !== "" && old.lead === fresh.lead;
  const sameTimescale = old.timescale !== "" && old.timescale === fresh.timescale;
  const sameDue = !sameTimescale && old.row.due !== null && old.row.due === fresh.row.due;
  const sameSection = old.section !== "" && old.section === fresh.section;
  const sameCheck = old.row.rowCheck !== "" && old.row.rowCheck === fresh.row.rowCheck;
  const total =
    alike +
    (sameRef ? evidence.ref : 0) +
    (sameCheck ? evidence.check : 0) +
    (sameTimescale ? evidence.timescale : 0) +
    (sameDue ? evidence.due : 0) +
    (sameLead ? evidence.lead : 0) +
    (sameSection ? evidence.section : 0) +
    evidence.place * (1 - Math.abs(old.place - fresh.place));
  const others = Number(sameLead) + Number(sameTimescale || sameDue) + Number(sameSection);
  const possible =
    alike >= 0.6 ||
    (sameRef && alike >= 0.3) ||
    (alike >= 0.4 && others >= 2) ||
    (sameRef && others >= 2 && alike >= 0.15) ||
    (others === 3 && (sameRef || alike >= 0.28));
  return { before: b, now: n, alike, total, sameRef, sameLead, sameTimescale, possible };
}

/** Two lines that nobody could tell apart, so that it makes no difference which is taken for which. */
export function interchangeable(a: Line, b: Line): boolean {
  return (
    a.ref === b.ref &&
    a.lead === b.lead &&
    a.timescale === b.timescale &&
    a.row.due === b.row.due &&
    a.row.status === b.row.status
  );
}
