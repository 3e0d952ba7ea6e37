/**
 * How a decided reading is written in the Plan readings sheet, read back, and put in the place of the plan's own reading.
 *
 * Knows nothing of which decision holds: `decisions.ts` judges that.
 */
import { parseSaidDate, sayDate } from "./calendar";
import type { Decision, IsoDate, Timescale, TimescaleAlternative } from "./model";
import { cadences } from "./model";
import type { Verdict } from "./status";
import { cadenceWords, oneLine } from "./words";

/** The answers to "is it finished?" as the sheet shows them. */
export const verdictWords = { complete: "Complete", closed: "Closed", open: "Still open" } as const;

/** What a line says about whether an action is finished; null when it cannot be understood. */
export function verdictOf(decision: Decision): Verdict {
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

/** True for a line that agrees with the reading there is. */
export function isAgreement({ about, readAs }: Pick<Decision, "about" | "readAs">): boolean {
  return about === "timescale" && oneLine(readAs).toLowerCase() === asItIsRead.toLowerCase();
}

/** The timescale read as a line says; null when it cannot be understood. */
export function timescaleAsDecided(timescale: Timescale, decision: Decision): Timescale | null {
  if (isAgreement(decision)) {
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
