/**
 * Readings that hang on a word of state or a length of time rather than a date: ongoing, to be confirmed, subject to,
 * completed, as soon as possible, short term, within 12 months.
 *
 * Asked only where no date and no repetition says more.
 */
import { addDaysToCode } from "../../calendar";
import type { DayCode } from "../../calendar";
import type { TimescaleAlternative, TimescaleKind } from "../../model";
import type { Clauses, LengthItem, StateItem } from "./clauses";
import { addLength, alternative, doubt, part } from "./draft";
import type { Draft } from "./draft";
import type { PlanYears } from "./planYears";

/** Which words of state a cell has. */
export interface States {
  ongoing: StateItem | null;
  wholePlan: StateItem | null;
  tbc: StateItem | null;
  condition: StateItem | null;
  weakCondition: StateItem | null;
  soon: StateItem | null;
  priority: StateItem | null;
  done: StateItem | null;
  placeholder: StateItem | null;
  notApplicable: StateItem | null;
  unfixed: StateItem | null;
  now: StateItem | null;
}

const noStates: States = {
  ongoing: null,
  wholePlan: null,
  tbc: null,
  condition: null,
  weakCondition: null,
  soon: null,
  priority: null,
  done: null,
  placeholder: null,
  notApplicable: null,
  unfixed: null,
  now: null,
};

/** Sorts a cell's words of state; the first of each sort counts. */
export function sortStates(found: Clauses): States {
  if (found.states.length === 0) return noStates;
  const states: States = { ...noStates };
  for (const state of found.states) {
    switch (state.sort) {
      case "ongoing":
        states.ongoing ??= state;
        break;
      case "whole-plan":
        states.wholePlan ??= state;
        break;
      case "tbc":
      case "on-hold":
        states.tbc ??= state;
        break;
      case "condition":
        states.condition ??= state;
        break;
      case "weak-condition":
        states.weakCondition ??= state;
        break;
      case "asap":
      case "immediate":
        states.soon ??= state;
        break;
      case "priority":
        states.priority ??= state;
        break;
      case "done":
      case "complete":
      case "maybe-past":
        states.done ??= state;
        break;
      case "placeholder":
        states.placeholder ??= state;
        break;
      case "not-applicable":
        states.notApplicable ??= state;
        break;
      case "unfixed":
        states.unfixed ??= state;
        break;
      case "now":
        states.now ??= state;
        break;
    }
  }
  return states;
}

/** The last day of a length counted from the start of the plan. */
function lengthEnd(plan: PlanYears, length: number): DayCode {
  const end = addLength(plan.start, length);
  return plan.start % 100 === 1 ? addDaysToCode(end, -1) : end;
}

function state(draft: Draft, item: StateItem, kind: TimescaleKind, says: string): void {
  draft.kind = kind;
  part(draft, item.from, item.to, "state", 0, 0, null, false, says);
}

/** The reading of a cell that has no date to come and no repetition. */
export function combineStates(draft: Draft, found: Clauses, states: States, plan: PlanYears): void {
  const length = found.lengths[0];
  if (states.done && !states.ongoing) {
    state(draft, states.done, "done", "done");
    // "Complete March 2019" may be an order; "Complete - March 2019" is not.
    if (
      states.done.sort === "maybe-past" ||
      (states.done.value === 1 && draft.history.length > 0 && found.clauses.length === 1)
    ) {
      doubt(draft, "it may say what was done or what is to be done", ...planned(found));
    }
  } else if (states.ongoing && !(length && !length.fromEvent)) {
    state(draft, states.ongoing, "ongoing", "ongoing");
    if (states.done) draft.alternatives.push(alternative("done", 0, 0, null, "already done"));
    if (states.condition)
      part(draft, states.condition.from, states.condition.to, "state", 0, 0, null, false, "condition");
  } else if (states.tbc || states.placeholder) state(draft, (states.tbc ?? states.placeholder)!, "tbc", "tbc");
  else if (draft.history.length > 0 || found.dates.some((date) => date.past)) {
    draft.kind = "done";
  } else if (length) lengths(draft, found, length, states, plan);
  else if (states.condition && states.soon && states.soon.from > states.condition.from)
    state(draft, states.condition, "conditional", "condition");
  else if (states.soon) {
    if (states.condition || states.weakCondition)
      state(draft, (states.condition ?? states.weakCondition)!, "conditional", "condition");
    else state(draft, states.soon, "deadline", "soon");
  } else if (states.condition || states.weakCondition)
    state(draft, (states.condition ?? states.weakCondition)!, "conditional", "condition");
  else if (states.wholePlan) {
    const itsEnd = states.wholePlan.value === 1;
    state(draft, states.wholePlan, itsEnd ? "deadline" : "period", itsEnd ? "plan-end" : "whole-plan");
    if (plan.end) {
      if (!itsEnd) draft.start = plan.start;
      draft.due = plan.end;
      draft.dueBasis = "explicit";
      draft.precision = "year";
    }
    if (!itsEnd) draft.alternatives.push(alternative("ongoing", 0, 0, null, "ongoing, with no end"));
  } else if (states.unfixed) {
    state(draft, states.unfixed, "deadline", "unfixed");
    doubt(draft, "its date changes from year to year", alternative("recurring", 0, 0, "annual", "every year"));
  } else if (states.priority) {
    state(draft, states.priority, "period", "priority");
    doubt(
      draft,
      "the words give an order of importance and no date",
      alternative("none", 0, 0, null, "not a date at all"),
    );
  } else if (states.now) state(draft, states.now, "deadline", "soon");
  else if (states.notApplicable) state(draft, states.notApplicable, "none", "not-applicable");
}

/** What the past dates would be if they were promises. */
function planned(found: Clauses): TimescaleAlternative[] {
  const date = found.dates.find((one) => one.past && one.end);
  return date ? [alternative("deadline", date.end, 0, null, "to be done by then")] : [];
}

function lengths(draft: Draft, found: Clauses, length: LengthItem, states: States, plan: PlanYears): void {
  if (length.fromEvent || states.condition || (states.weakCondition && length.role === "within")) {
    draft.kind = "conditional";
    part(draft, length.from, length.to, "length", 0, 0, null, false, "event");
    return;
  }
  let last = length;
  for (const other of found.lengths)
    if (!other.fromEvent && other.words.most > last.words.most === last.words.most > 0) last = other;
  draft.kind = "period";
  if (plan.start) {
    draft.start = last.words.least > 0 ? addLength(plan.start, last.words.least) : plan.start;
    draft.due = lengthEnd(plan, last.words.most);
    draft.dueBasis = "explicit";
    draft.precision = last.words.most < 0 ? "day" : last.words.most % 12 === 0 ? "year" : "month";
  }
  part(draft, last.from, last.to, "length", draft.start, draft.due, "from-plan-start", true);
  doubt(
    draft,
    "it does not say from when the time is counted",
    alternative("conditional", 0, 0, null, "counted from something else"),
  );
}
