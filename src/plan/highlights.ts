/**
 * Which rows of the plan get a highlight, and in which words: decided here, drawn by `excel/highlight.ts`.
 *
 * A highlight tells the truth without the add-in: it carries its date, and the words it was read from.
 */
import { sayShortDate } from "./calendar";
import type { Action, IsoDate, Meaning, Passage } from "./model";
import type { ReviewItem } from "./review";
import { statusWords } from "./words";

/** What a highlight says. Each kind has its own words, its own fill and its own line style. */
export type HighlightKind = "overdue" | "due-soon" | "moved" | "withdrawn" | "needs-answer";

/** One highlight on one cell of the plan. */
export interface Highlight {
  kind: HighlightKind;
  key: string;
  sheet: string;
  /** The cell it stands on: the Timescale, or the Key action where the Timescale is blank. */
  on: Passage;
  /** Shown before the cell's own text: "Overdue since 30 Jun 2019". */
  label: string;
  /** Shown only from the day after this date on; null for at once. */
  after: IsoDate | null;
  /** Shown up to and on this date; null for good. */
  until: IsoDate | null;
  /** The cells of the row whose words must stand as they were read. */
  words: Passage[];
}

/** What became of an action's date over time, as far as a highlight tells it. */
export interface Slip {
  /** How often the date moved later. */
  timesMoved: number;
  firstPromised: IsoDate | null;
  /** The date it had before it was withdrawn; null when it was not. */
  withdrawn: IsoDate | null;
}

/** The highlights of a plan: those that say something today, then those that will turn overdue by themselves. */
export function highlightsOf(items: readonly ReviewItem[], slipOf: (key: string) => Slip | null): Highlight[] {
  const now = items.map((item) => highlightNow(item, slipOf(item.action.key)));
  const later = items.map(willTurnOverdue);
  return [...now, ...later].filter((highlight) => highlight !== null);
}

function highlightNow(item: ReviewItem, slip: Slip | null): Highlight | null {
  const { action, status } = item;
  const base = placeOf(action);
  if (!base) return null;
  const due = status.nextDue;
  const moved = slip && slip.timesMoved > 0 ? ` (moved ${times(slip.timesMoved)})` : "";
  if (status.status === "overdue" && due) {
    return { ...base, kind: "overdue", label: `${statusWords.overdue} since ${sayShortDate(due)}${moved}`, after: due, until: null };
  }
  if (slip?.withdrawn) {
    return { ...base, kind: "withdrawn", label: `Date withdrawn, was ${sayShortDate(slip.withdrawn)}`, after: null, until: null };
  }
  if (status.status === "looks-finished" || status.status === "looks-closed") {
    return { ...base, kind: "needs-answer", label: `Needs an answer: ${statusWords[status.status].toLowerCase()}`, after: null, until: null };
  }
  if (status.status === "due-soon" && due) {
    return { ...base, kind: "due-soon", label: `${statusWords["due-soon"]}${moved}`, after: null, until: due };
  }
  if (moved && slip?.firstPromised && item.group === "later") {
    return { ...base, kind: "moved", label: `Date moved, first promised ${sayShortDate(slip.firstPromised)}`, after: null, until: due };
  }
  return null;
}

function willTurnOverdue({ action, status }: ReviewItem): Highlight | null {
  const base = placeOf(action);
  const due = status.nextDue;
  if (!base || !due || (status.status !== "due-soon" && status.status !== "on-track" && status.status !== "not-yet-due")) return null;
  return { ...base, kind: "overdue", label: `${statusWords.overdue} since ${sayShortDate(due)}`, after: due, until: null };
}

const wordsThatCount: Meaning[] = ["action", "owner", "timescale", "revised", "outcomes", "notes", "status"];

function placeOf(action: Action): Pick<Highlight, "key" | "sheet" | "on" | "words"> | null {
  const on = action.cells.timescale ?? action.cells.action;
  if (!on) return null;
  const words = wordsThatCount.flatMap((meaning) => action.cells[meaning] ?? []);
  return { key: action.key, sheet: action.sheet, on, words };
}

function times(n: number): string {
  return n === 1 ? "once" : n === 2 ? "twice" : `${n} times`;
}
