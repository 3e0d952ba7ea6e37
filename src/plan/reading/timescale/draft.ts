/**
 * A reading before it is put into words, and the small ways of adding to it.
 *
 * Decides nothing; `combine.ts` and `states.ts` do, and `explain.ts` says it.
 */
import { addDaysToCode, addMonthsToCode, isoOf } from "../../calendar";
import type { DayCode } from "../../calendar";
import type {
  Cadence,
  Milestone,
  PastMention,
  Precision,
  TimescaleAlternative,
  TimescaleFlag,
  TimescaleKind,
} from "../../model";
import type { RepeatItem } from "./clauses";
import type { ConventionName } from "./conventions";

/** A part of the reading before it is put into words. */
export interface PartDraft {
  from: number;
  to: number;
  what: "due" | "start" | "period" | "repeat" | "state" | "history" | "length" | "first";
  start: DayCode;
  end: DayCode;
  state: string;
  convention: ConventionName | null;
  implied: boolean;
}

/** A reading before it is put into words. Dates are day codes; 0 is none. */
export interface Draft {
  kind: TimescaleKind;
  due: DayCode;
  dueBasis: "explicit" | "first-occurrence" | "none";
  precision: Precision | null;
  start: DayCode;
  repeat: RepeatItem | null;
  cadence: Cadence | null;
  months: number[];
  first: DayCode;
  until: DayCode;
  milestones: Milestone[];
  history: PastMention[];
  parts: PartDraft[];
  unsure: boolean;
  /** Why it cannot be told, in plain words; empty when it can. */
  doubt: string;
  alternatives: TimescaleAlternative[];
  flags: TimescaleFlag[];
}

export function emptyDraft(): Draft {
  return {
    kind: "none",
    due: 0,
    dueBasis: "none",
    precision: null,
    start: 0,
    repeat: null,
    cadence: null,
    months: [],
    first: 0,
    until: 0,
    milestones: [],
    history: [],
    parts: [],
    unsure: false,
    doubt: "",
    alternatives: [],
    flags: [],
  };
}

export function alternative(
  kind: TimescaleKind,
  due: DayCode,
  start: DayCode,
  recurrence: Cadence | null,
  says: string,
): TimescaleAlternative {
  return { kind, due: due ? isoOf(due) : null, start: start ? isoOf(start) : null, recurrence, says };
}

/** Says that a careful person could not tell, why, and what else it could be. The first reason stands. */
export function doubt(draft: Draft, why: string, ...others: TimescaleAlternative[]): void {
  draft.unsure = true;
  draft.doubt ||= why;
  draft.alternatives.push(...others);
}

/** Adds a part with the words it came from. */
export function part(
  draft: Draft,
  from: number,
  to: number,
  what: PartDraft["what"],
  start: DayCode,
  end: DayCode,
  convention: ConventionName | null,
  implied: boolean,
  state = "",
): void {
  const one: PartDraft = { from, to, what, start, end, state, convention, implied };
  if (draft.parts.length === 0) draft.parts = [one];
  else draft.parts.push(one);
}

/** Adds a length of time (months when positive, days when negative) to a day. */
export function addLength(code: DayCode, length: number): DayCode {
  return length > 0 ? addMonthsToCode(code, length) : addDaysToCode(code, Math.max(length * -1, 0));
}
