/**
 * What people have decided about the reading of single actions, and how it is applied.
 *
 * A decision stands beside the plan in the Plan readings sheet and holds only while the words it was made about still
 * stand; once a partner edits the cell the question is open again. Nothing here changes a plan cell.
 */
import { parseSaidDate, sayDate } from "./calendar";
import type { Action, Decision, IsoDate, Timescale, TimescaleAlternative } from "./model";
import { cadences } from "./model";
import type { Verdict } from "./status";
import { cadenceWords, oneLine } from "./words";

/** The answers to "is it finished?" as the sheet shows them. */
export const verdictWords = { complete: "Complete", closed: "Closed", open: "Still open" } as const;

/** An action with the decisions about it applied. */
export interface DecidedAction {
  action: Action;
  verdict: Verdict;
}

/** The words a decision is about, as they stand in the plan now. */
export function wordsAbout(action: Action, about: Decision["about"]): string {
  if (about === "timescale" || about === "moved") return action.timescale.text;
  if (about === "owner") return action.owner.text;
  if (about === "progress") return action.progress.words || action.timescale.text;
  return action.action;
}

/** True while a decision is about this action and its words still stand. */
export function stillHolds(decision: Decision, action: Action): boolean {
  return sameAction(decision, action) && oneLine(decision.words) === oneLine(wordsAbout(action, decision.about));
}

function sameAction(decision: Decision, action: Action): boolean {
  if (decision.ref !== null || action.ref !== null) {
    if (decision.ref === action.ref) return true;
  }
  return oneLine(decision.action) === oneLine(action.action);
}

/** Every action with the newest decisions that still hold for it. */
export function applyDecisions(actions: readonly Action[], decisions: readonly Decision[]): DecidedAction[] {
  if (decisions.length === 0) return actions.map((action) => ({ action, verdict: null }));
  const byRef = new Map<string, Decision[]>();
  const byWords = new Map<string, Decision[]>();
  for (const decision of decisions) {
    if (decision.ref !== null) push(byRef, decision.ref, decision);
    push(byWords, oneLine(decision.action), decision);
  }
  return actions.map((action) => {
    const candidates = new Set([
      ...((action.ref !== null && byRef.get(action.ref)) || []),
      ...(byWords.get(oneLine(action.action)) ?? []),
    ]);
    let decided = action;
    let verdict: Verdict = null;
    for (const decision of decisions.length > candidates.size ? candidates : decisions) {
      if (!stillHolds(decision, action)) continue;
      if (decision.about === "timescale") {
        const timescale = timescaleAsDecided(action.timescale, decision);
        if (timescale) decided = { ...decided, timescale };
      }
      if (decision.about === "progress") verdict = verdictOf(decision) ?? verdict;
    }
    return { action: decided, verdict };
  });
}

function push(map: Map<string, Decision[]>, key: string, decision: Decision): void {
  const list = map.get(key);
  if (list) list.push(decision);
  else map.set(key, [decision]);
}

function verdictOf(decision: Decision): Verdict {
  const entry = Object.entries(verdictWords).find(
    ([, words]) => words.toLowerCase() === decision.readAs.trim().toLowerCase(),
  );
  return entry ? { says: entry[0] as "complete" | "closed" | "open", by: decision.by, on: decision.decidedOn } : null;
}

/** How a chosen reading of a timescale is written in the Plan readings sheet, and read back by `parseReadAs`. */
export function sayReadAs(choice: Pick<TimescaleAlternative, "kind" | "due" | "recurrence">): string {
  if (choice.recurrence) return `Repeats ${cadenceWords[choice.recurrence]}`;
  if (choice.due) return `Due ${sayDate(choice.due)}`;
  if (choice.kind === "ongoing") return "Ongoing";
  return "No date";
}

/** The reading a "Read as" cell stands for; null when it cannot be understood. */
export function parseReadAs(words: string): Pick<TimescaleAlternative, "kind" | "due" | "recurrence"> | null {
  const text = oneLine(words);
  const due = /^due /i.test(text) ? parseSaidDate(text.slice(4)) : null;
  if (due) return { kind: "deadline", due, recurrence: null };
  const cadence = cadences.find((each) => text.toLowerCase() === `repeats ${cadenceWords[each]}`);
  if (cadence) return { kind: "recurring", due: null, recurrence: cadence };
  if (/^ongoing$/i.test(text)) return { kind: "ongoing", due: null, recurrence: null };
  if (/^no date$/i.test(text)) return { kind: "none", due: null, recurrence: null };
  return null;
}

/** Kept where a person agrees with a reading that was not certain: it holds for all of the reading, several dates included. */
export const asItIsRead = "As it is read";

function timescaleAsDecided(timescale: Timescale, decision: Decision): Timescale | null {
  if (oneLine(decision.readAs).toLowerCase() === asItIsRead.toLowerCase()) {
    const confirmed = `Confirmed${decision.by ? ` by ${decision.by}` : ""} on ${sayDate(decision.decidedOn)}.`;
    return { ...timescale, unsure: false, why: `${timescale.why} ${confirmed}` };
  }
  const choice = parseReadAs(decision.readAs);
  if (!choice) return null;
  const by = decision.by ? ` by ${decision.by}` : "";
  const due: IsoDate | null = choice.due;
  return {
    ...timescale,
    kind: choice.kind,
    due,
    dueBasis: due ? "explicit" : "none",
    precision: due ? "day" : null,
    start: choice.due === timescale.due ? timescale.start : null,
    recurrence: choice.recurrence
      ? {
          cadence: choice.recurrence,
          months: timescale.recurrence?.months ?? [],
          first: null,
          until: timescale.recurrence?.until ?? null,
        }
      : null,
    milestones: [],
    unsure: false,
    alternatives: timescale.alternatives,
    flags: [],
    why: `“${oneLine(timescale.text)}” is read as “${decision.readAs}”, as decided${by} on ${sayDate(decision.decidedOn)}.`,
  };
}

/** Keeps that the group agreed to the date an action has now; such a move is counted apart from those nobody agreed. */
export function agreedMove(action: Action, agreedOn: IsoDate, decidedOn: IsoDate, by: string): Decision {
  return {
    ref: action.ref,
    action: action.action,
    about: "moved",
    words: wordsAbout(action, "moved"),
    readAs: `Agreed by the group on ${sayDate(agreedOn)}`,
    decidedOn,
    by,
  };
}
