/**
 * The plan with everything worked out about it as at one date: what lists, counts and the update are made of.
 *
 * Pure assembly over the readings; decides nothing that `status.ts`, `history` and `decisions.ts` do not.
 */
import { addDays, nextQuarter, quarterOf, sayDate } from "./calendar";
import type { Period } from "./calendar";
import { applyDecisions, appliedIn, nothingDecided, withDecisions } from "./decisions";
import type { Decided, DecidedLine } from "./decisions";
import type { Action, ActionStatus, CalendarKind, Decision, IsoDate, Plan } from "./model";
import { sayParty } from "./reading/owners";
import { statusOf } from "./status";
import { callAction, count, groupOf, groups, listOf, oneLine, statusWords } from "./words";
import type { Group } from "./words";

/** An action with how it stands: one line of every list. */
export interface ReviewItem {
  action: Action;
  status: ActionStatus;
  group: Group;
  /** Who speaks to it, as shown: "Graham Tyler"; null when nobody is named. */
  lead: string | null;
  /** The others named, as shown. */
  others: string[];
  /** What the plan says about progress, whole, on one line; null for "No update recorded". */
  says: string | null;
  /** What people decided about it that stands, applied or not, with what each changes. */
  decided: DecidedChange[];
  /** Answers that hold no longer because the words have changed since. */
  lapsed: Decision[];
}

/** A decision about one action, and what it changes. */
export interface DecidedChange extends DecidedLine {
  /** "Without this it would be overdue since 31 May 2019."; null where the action would stand just the same. */
  changes: string | null;
}

/** The plan as at a date. */
export interface Standing {
  asAt: IsoDate;
  /** The quarter the date falls in, and the one after it. */
  quarter: Period;
  next: Period;
  plan: Plan;
  items: ReviewItem[];
  /** Adds up to the number of actions. */
  counts: Record<Group, number>;
}

/** Works out how every action stands. The plan that comes back has the decisions applied to its readings. */
export function standingOf(plan: Plan, asAt: IsoDate, decided: Decided = nothingDecided): Standing {
  const items = applyDecisions(plan.actions, decided).map(({ action, verdict, ...about }, index): ReviewItem => {
    const status = statusOf(action, asAt, plan.calendar, verdict);
    const { parties, lead } = action.owner;
    const update = oneLine(action.progress.update).replace(/^[-•–*]\s*/, "");
    const asWritten = plan.actions[index]!;
    return {
      action,
      status,
      group: groupOf[status.status],
      lead: lead === null ? null : sayParty(parties[lead]!),
      others: parties.flatMap((party, at) => (at === lead ? [] : [sayParty(party)])),
      says: update === "" ? null : update,
      decided: about.decided.map((line) => {
        if (!line.applied) return { ...line, changes: null };
        const others = appliedIn(about.decided).filter((each) => each !== line.decision);
        return { ...line, changes: sayWithout(status, statusWith(asWritten, others, asAt, plan.calendar)) };
      }),
      lapsed: about.lapsed,
    };
  });
  const counts = Object.fromEntries(groups.map((group) => [group, 0])) as Record<Group, number>;
  for (const item of items) counts[item.group] += 1;
  return {
    asAt,
    quarter: quarterOf(asAt, plan.calendar),
    next: nextQuarter(asAt, plan.calendar),
    plan: { ...plan, actions: items.map((item) => item.action) },
    items,
    counts,
  };
}

function statusWith(
  action: Action,
  decisions: readonly Decision[],
  asAt: IsoDate,
  calendar: CalendarKind,
): ActionStatus {
  const read = withDecisions(action, decisions);
  return statusOf(read.action, asAt, calendar, read.verdict);
}

/** What a decision changes about how an action stands; null where it would stand just the same without it. */
function sayWithout(now: ActionStatus, without: ActionStatus): string | null {
  const due = without.nextDue ? sayDate(without.nextDue) : null;
  if (without.status === now.status && without.nextDue === now.nextDue) return null;
  if (without.status === "overdue" && due) {
    return now.status === "overdue"
      ? `Without this it would be overdue since ${due}, not ${sayDate(now.nextDue!)}.`
      : `Without this it would be overdue since ${due}.`;
  }
  return `Without this it would be shown as “${statusWords[without.status]}”${due ? `, ${due}` : ""}.`;
}

/** Who is asked about an action when nobody is named. */
export function sayLead(item: ReviewItem): string {
  return item.lead ?? "Nobody named";
}

/** "By 17 July 2019 one more will be overdue: 2.2"; null when no meeting lies ahead. */
export function sayByMeeting(standing: Standing, meeting: IsoDate | null): string | null {
  if (!meeting || meeting <= standing.asAt) return null;
  const falling = standing.items.filter(({ group, status }) =>
    group === "due-soon" || group === "later" ? status.nextDue !== null && status.nextDue < meeting : false,
  );
  const by = `By ${sayDate(meeting)}`;
  if (falling.length === 0) return `${by} no more will be overdue.`;
  const names = listOf(falling.map(({ action }) => callAction(action)));
  return falling.length === 1
    ? `${by} one more will be overdue: ${names}.`
    : `${by} ${falling.length} more will be overdue: ${names}.`;
}

/** The latest day the plan speaks of: its end, or the last date promised. Null when it names none. */
function lastDateOf(plan: Plan): IsoDate | null {
  const dates = plan.actions.flatMap(({ timescale }) => (timescale.due ? [timescale.due] : []));
  if (plan.end) dates.push(plan.end);
  return dates.sort().at(-1) ?? null;
}

/**
 * A plan whose last date is more than a year before the as-at date is most likely an old file: the officer is told, and
 * offered the date it was made for. Null for a plan in use.
 */
export function staleness(plan: Plan, asAt: IsoDate): { sentence: string; suggestedAsAt: IsoDate } | null {
  const last = lastDateOf(plan);
  if (!last || addDays(last, 365) >= asAt) return null;
  const suggestedAsAt = plan.start && plan.start <= last ? addDays(quarterOf(plan.start, plan.calendar).end, 0) : last;
  return {
    sentence: `The latest date in this plan is ${sayDate(last)}, long before ${sayDate(asAt)}, so nearly everything in it reads as overdue.`,
    suggestedAsAt,
  };
}

/** "30 actions in 6 sections". */
export function sayPlanSize(plan: Plan): string {
  const actions = count(plan.actions.length, "action");
  return plan.sections.length > 1 ? `${actions} in ${count(plan.sections.length, "section")}` : actions;
}
