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

/**
 * The highlights of a plan, never more than `limit(sheet)` on a sheet: those that say something today come first, then the
 * ones that will turn overdue, soonest first.
 */
export function highlightsOf(
  items: readonly ReviewItem[],
  slipOf: (key: string) => Slip | null,
  limit: (sheet: string) => number,
): Highlight[] {
  const now: Highlight[] = [];
  const later: Highlight[] = [];
  for (const item of items) {
    const highlight = highlightNow(item, slipOf(item.action.key));
    if (highlight) now.push(highlight);
    const turning = willTurnOverdue(item);
    if (turning) later.push(turning);
  }
  later.sort((a, b) => (a.after ?? "").localeCompare(b.after ?? ""));
  const used = new Map<string, number>();
  return [...now, ...later].filter((highlight) => {
    const n = (used.get(highlight.sheet) ?? 0) + 1;
    if (n > limit(highlight.sheet)) return false;
    used.set(highlight.sheet, n);
    return true;
  });
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
    return { ...base, kind: "due-soon", label: `${statusWords["due-soon"]}, ${sayShortDate(due)}${moved}`, after: null, until: due };
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
