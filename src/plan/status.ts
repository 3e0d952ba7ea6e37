/**
 * How each action stands on a date, and why: one pure rule table over the readings.
 *
 * Never reads a cell's raw text again: everything it decides comes from the explained readings, the decisions people have
 * made, and the as-at date it is given.
 */
import { daysBetween, monthsBetween, nextQuarter, sayDate } from "./calendar";
import type { Action, ActionStatus, CalendarKind, IsoDate, Precision, Status, Timescale } from "./model";
import { nextOccurrence } from "./reading/timescale";
import { count, quote, timescaleKindWords } from "./words";

/** What people have decided about whether an action is finished; null when nobody has said. */
export type Verdict = { says: "complete" | "closed" | "open"; by: string; on: IsoDate } | null;

/**
 * The status of one action.
 * @param verdict what a person has confirmed about it, if anything; "open" silences wording that reads as finished.
 */
export function statusOf(action: Action, asAt: IsoDate, calendar: CalendarKind, verdict: Verdict = null): ActionStatus {
  const { progress, timescale } = action;
  const base = { key: action.key, nextDue: null, daysLate: null, late: null, confirm: false };

  if (verdict && verdict.says !== "open") {
    const by = verdict.by ? ` by ${verdict.by}` : "";
    return { ...base, status: verdict.says, why: `Confirmed${by} on ${sayDate(verdict.on)}.` };
  }
  if (verdict?.says !== "open") {
    const finished = finishedAs(action);
    if (finished) return { ...base, ...finished };
  }

  const { due } = timescale;
  if (due && timescale.dueBasis === "explicit") {
    if (due < asAt) {
      return {
        ...base,
        status: "overdue",
        nextDue: due,
        daysLate: daysBetween(due, asAt),
        late: sayLate(due, asAt, timescale.precision),
        confirm: timescale.unsure || goesOn(timescale),
        why: `${timescale.why} That was ${sayLate(due, asAt, timescale.precision).replace(/ late\b/, " ago")}, and nothing in the row says it is done.`,
      };
    }
    const soon = due <= nextQuarter(asAt, calendar).end;
    const recorded = progress.kind !== "none" && progress.kind !== "not-started";
    const status: Status = soon ? "due-soon" : recorded ? "on-track" : "not-yet-due";
    const because = soon
      ? `That is by the end of the next quarter, ${sayDate(nextQuarter(asAt, calendar).end)}.`
      : recorded
        ? `The row records progress: ${quote(progress.words || progress.update, 80)}.`
        : "The row records no progress yet.";
    return { ...base, status, nextDue: due, confirm: timescale.unsure, why: `${timescale.why} ${because}` };
  }

  if (timescale.kind === "recurring" || timescale.kind === "ongoing" || timescale.recurrence) {
    const next = nextOccurrence(timescale, asAt);
    const turn = next ? ` The next time is by ${sayDate(next)}.` : "";
    return { ...base, status: "ongoing", nextDue: next, confirm: timescale.unsure, why: `${timescale.why}${turn}` };
  }
  if (timescale.kind === "mixed" && timescale.start) {
    return { ...base, status: "ongoing", confirm: timescale.unsure, why: timescale.why };
  }
  return { ...base, status: "no-date", confirm: timescale.unsure, why: timescale.why };
}

/** Whether the words promise a date and also go on after it: has the date then passed, or does the work simply run on? */
function goesOn({ kind, recurrence, parts }: Timescale): boolean {
  return kind === "mixed" && (recurrence !== null || parts.some(({ says }) => says === timescaleKindWords.ongoing));
}

/** The status that says the action is over, when the row does; null when it is open. */
function finishedAs(action: Action): { status: Status; confirm: boolean; why: string } | null {
  const { progress, timescale } = action;
  const closedKinds = ["cancelled", "superseded", "not-applicable"];
  if (progress.kind === "done") {
    return progress.basis === "stated"
      ? { status: "complete", confirm: false, why: progress.why }
      : { status: "looks-finished", confirm: true, why: progress.why };
  }
  if (closedKinds.includes(progress.kind)) {
    return progress.basis === "stated"
      ? { status: "closed", confirm: false, why: progress.why }
      : { status: "looks-closed", confirm: true, why: progress.why };
  }
  if (timescale.kind === "done") return { status: "looks-finished", confirm: true, why: timescale.why };
  return null;
}

/**
 * How late, in words. A promise that named no day is late in months, with the days in brackets; a promise of a day is late
 * in days until it is a month late.
 */
export function sayLate(due: IsoDate, asAt: IsoDate, precision: Precision | null): string {
  const days = daysBetween(due, asAt);
  const months = monthsBetween(due, asAt);
  if (months < 1) {
    return precision === "day" ? `${count(days, "day")} late` : `less than a month late (${count(days, "day")})`;
  }
  return `${sayMonths(months)} late (${count(days, "day")})`;
}

/** "14 months", "2 years", "2 years and 3 months". */
export function sayMonths(months: number): string {
  if (months < 24) return count(months, "month");
  const years = count(Math.floor(months / 12), "year");
  return months % 12 === 0 ? years : `${years} and ${count(months % 12, "month")}`;
}

/** Rating letters for a group that wants them: R over one month late, A up to one month or due soon, G on track, B done. */
export function ratingOf(status: ActionStatus, asAt: IsoDate): "R" | "A" | "G" | "B" | null {
  switch (status.status) {
    case "overdue":
      return status.nextDue && monthsBetween(status.nextDue, asAt) >= 1 ? "R" : "A";
    case "due-soon":
      return "A";
    case "on-track":
      return "G";
    case "complete":
    case "closed":
      return "B";
    default:
      return null;
  }
}
