/**
 * What the group has to decide: drawn from statuses and from decisions the plan's own words call for.
 *
 * States what is asked and for which actions; proposes no answer.
 */
import { monthsBetween } from "../calendar";
import type { ReviewItem, Standing } from "../review";
import { callAction, cutAtWord, listOf, oneLine } from "../words";

/** The decisions for the group, most pressing first, each one sentence naming the actions. */
export function decisionsForGroup(standing: Standing): string[] {
  const { items, asAt } = standing;
  const overdue = items.filter(({ group }) => group === "overdue");
  const longOverdue = overdue.filter(
    ({ status }) => status.nextDue !== null && monthsBetween(status.nextDue, asAt) >= 3,
  );
  const nobody = items.filter(({ action, group }) => group !== "finished" && action.owner.parties.length === 0);
  const noLead = items.filter(
    ({ action, group, lead }) => group !== "finished" && lead === null && action.owner.parties.length > 1,
  );
  const noDate = items.filter(({ group, action }) => group === "no-date" && action.timescale.kind !== "conditional");
  const waiting = items.filter(({ group, action }) => group === "no-date" && action.timescale.kind === "conditional");

  return [
    ask(longOverdue, "Agree a new date, or close", "overdue by three months or more"),
    ...items.filter(({ group }) => group !== "finished").flatMap(callsForDecision),
    ask(nobody, "Name who answers for", "nobody is named"),
    ask(noLead, "Agree who leads", "several are named and none as lead"),
    ask(noDate, "Agree a date for", "none is given"),
    ask(waiting, "Hear whether this can go ahead", (item) => `“${cutAtWord(item.action.timescale.text, 60)}”`),
  ].filter((sentence) => sentence !== null);
}

function ask(items: ReviewItem[], what: string, because: string | ((item: ReviewItem) => string)): string | null {
  if (items.length === 0) return null;
  const named = items.map((item) =>
    typeof because === "string" ? callAction(item.action) : `${callAction(item.action)} (${because(item)})`,
  );
  return `${what}: ${listOf(named)}${typeof because === "string" ? ` (${because})` : ""}.`;
}

/** A sentence of the row that says a decision is still to be made, quoted. */
function callsForDecision({ action }: ReviewItem): string[] {
  for (const text of [action.notes, action.outcomes]) {
    for (const sentence of sentencesOf(text)) {
      if (isOpenDecision(sentence)) return [`${callAction(action)}: the plan says “${cutAtWord(sentence, 140)}”.`];
    }
  }
  return [];
}

function sentencesOf(text: string): string[] {
  return oneLine(text.replace(/[\r\n]+/g, ". "))
    .split(/(?<=[.?])\s+/)
    .map((sentence) => sentence.replace(/^[-•–\s]+/, "").replace(/\.$/, ""))
    .filter(Boolean);
}

const openDecisionWords = [
  ["decision", "needs to be"],
  ["decision", "to be made"],
  ["decision", "to be taken"],
  ["decision", "is needed"],
  ["decision", "required"],
  ["to be agreed by", "group"],
  ["for decision", ""],
] as const;

function isOpenDecision(sentence: string): boolean {
  const words = sentence.toLowerCase();
  return openDecisionWords.some(([first, second]) => {
    const at = words.indexOf(first);
    return at >= 0 && words.indexOf(second, at) >= 0;
  });
}
