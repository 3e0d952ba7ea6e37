/**
 * What every check of a plan's wording shares: what it looks at, where a cell stands, and how a finding is made.
 *
 * Judges nothing itself and never changes a reading.
 */
import type { Action, Finding, Meaning, PlanContext, PlanTable, Severity } from "../model";
import { columnIndex, parseAddress } from "../grid";
import { buildRegister } from "../register";
import type { Register } from "../register";
import { sentencesOf } from "../reading/progress/sentences";
import type { Sentence } from "../reading/progress/sentences";
import type { ReviewItem, Standing } from "../review";
import { datesIn, readDate } from "./dates";
import type { FoundDate } from "./dates";
import { callAction, listOf, meaningWords, quote } from "../words";

export const families = [
  "Structure",
  "Owner",
  "Timescale",
  "Contradiction",
  "Closed in words",
  "Hidden promises",
  "Outcome",
  "Notes",
  "Publication",
] as const;
export type Family = (typeof families)[number];

/** One check: its name is the `check` of every finding it makes. */
export interface Check {
  name: string;
  family: Family;
  /** What it looks for, for the help: "a row without a reference". */
  about: string;
  run: (look: Look) => Finding[];
}

/** Where a finding stands. */
export interface Spot {
  sheet: string;
  row: number;
  cell: string;
}

/** A cell longer than this is prose pasted in the wrong place; its beginning is looked at. */
const longestRead = 6000;

const cutSentences = (text: string) => sentencesOf(text.slice(0, longestRead));

/** The plan as the checks look at it: the standing, and what several of them need, worked out once. */
export class Look {
  readonly items: readonly ReviewItem[];
  readonly context: PlanContext;
  private readonly order = new Map<string, number>();
  private readonly tables = new Map<string, { table: PlanTable; from: number; to: number }[]>();
  private readonly kept = new Map<unknown, Map<string, unknown>>();
  private built: Register | null = null;

  constructor(readonly standing: Standing) {
    const { plan, items } = standing;
    this.items = items;
    this.context = { start: plan.start, end: plan.end, calendar: plan.calendar };
    items.forEach(({ action }, index) => this.order.set(`${action.sheet}!${action.row}`, index));
    for (const table of plan.tables) {
      const box = parseAddress(table.address);
      const known = this.tables.get(table.sheet) ?? [];
      known.push({ table, from: box ? box.row + 1 : 1, to: box ? box.row + box.rows : Infinity });
      this.tables.set(table.sheet, known);
    }
  }

  /** Items that are not finished, nor read as finished. */
  get open(): ReviewItem[] {
    return this.items.filter(({ group }) => group !== "finished");
  }

  /** Who is the same as whom in the plan; worked out when first asked for. */
  get register(): Register {
    this.built ??= buildRegister(this.standing.plan.actions);
    return this.built;
  }

  /** The sentences of a text, cut once however many checks look at them. */
  sentences(text: string): Sentence[] {
    return text === "" ? [] : this.once(cutSentences, text);
  }

  /** The dates of a sentence. */
  dates(text: string): FoundDate[] {
    return this.once(this.findDates, text);
  }

  private readonly readDate = (words: string) => readDate(words, this.context);
  private readonly findDates = (text: string) => datesIn(text, (words) => this.once(this.readDate, words));

  /** What a function makes of a text, worked out once for each text. */
  once<T>(work: (text: string) => T, text: string): T {
    let known = this.kept.get(work) as Map<string, T> | undefined;
    if (!known) this.kept.set(work, (known = new Map<string, T>()));
    const before = known.get(text);
    if (before !== undefined) return before;
    const made = work(text);
    known.set(text, made);
    return made;
  }

  /** The table an action stands in; null where the plan does not tell. */
  tableOf(action: Action): PlanTable | null {
    return this.tables.get(action.sheet)?.find(({ from, to }) => action.row >= from && action.row <= to)?.table ?? null;
  }

  /** True where the action's table has a column of this meaning, so that an empty cell is a gap and not the plan's way. */
  hasColumn(action: Action, meaning: Meaning): boolean {
    return (
      action.cells[meaning] !== undefined ||
      this.tableOf(action)?.columns.some((column) => column.meaning === meaning) === true
    );
  }

  /** The heading over a cell of the action, as written; "" where there is none. */
  headingOf(action: Action, meaning: Meaning): string {
    return this.tableOf(action)?.columns.find((column) => column.meaning === meaning)?.heading ?? "";
  }

  /** Where the action's cell of a meaning stands, empty or not; its first cell where the table has no such column. */
  spot(action: Action, meaning: Meaning): Spot {
    const passage = action.cells[meaning];
    if (passage) return { sheet: passage.sheet, row: passage.row, cell: passage.cell };
    const columns = this.tableOf(action)?.columns ?? [];
    const column =
      columns.find((one) => one.meaning === meaning)?.column ??
      firstColumn(
        action,
        columns.map((one) => one.column),
      );
    return { sheet: action.sheet, row: action.row, cell: `${column}${action.row}` };
  }

  /** Where in the plan's order a finding stands. */
  place({ sheet, row, key }: Finding): number {
    const own = key === null ? undefined : this.order.get(key);
    return own ?? this.order.get(`${sheet}!${row}`) ?? -1;
  }
}

function firstColumn(action: Action, ofTable: string[]): string {
  const columns = [...ofTable, ...Object.values(action.cells).map(({ column }) => column)];
  return columns.sort((a, b) => columnIndex(a) - columnIndex(b))[0] ?? "A";
}

/** A finding about one row. */
export function about(
  look: Look,
  check: string,
  severity: Severity,
  action: Action,
  meaning: Meaning,
  words: string,
  message: string,
): Finding {
  return { check, severity, key: action.key, ref: action.ref, ...look.spot(action, meaning), words, message };
}

/** A finding about the plan as a whole, pointing at the first cell it is about. */
export function aboutPlan(check: string, severity: Severity, spot: Spot, words: string, message: string): Finding {
  const { sheet, row, cell } = spot;
  return { check, severity, key: null, ref: null, sheet, row, cell, words, message };
}

/** Rows that say the same thing are told as one from this many. */
const mostAlike = 5;

/**
 * Findings as they are, or one for the plan where there are more than about five: a list of equal complaints helps nobody.
 * @param together the sentence for all of them, given the references as a list.
 */
export function grouped(
  findings: Finding[],
  actions: readonly Action[],
  together: (refs: string, n: number) => string,
  most = mostAlike,
): Finding[] {
  const [first] = findings;
  if (!first || findings.length <= most) return findings;
  return [aboutPlan(first.check, first.severity, first, "", together(namesOf(actions), actions.length))];
}

/** "1.2, 3.4 and 4.5"; a row without a reference is named by its number; at most `most` are named. */
export function namesOf(actions: readonly Action[], most = 12): string {
  const names = actions
    .slice(0, most)
    .map((action) => (action.ref !== null || actions.length === 1 ? callAction(action) : `row ${action.row}`));
  if (actions.length > most) names.push(`${actions.length - most} more`);
  return listOf(names);
}

/** "the notes" */
export const inColumn: Record<Meaning, string> = {
  ...(Object.fromEntries(
    Object.entries(meaningWords).map(([meaning, words]) => [meaning, `the ${words.toLowerCase()}`]),
  ) as Record<Meaning, string>),
  action: "the action",
};

/** Words quoted with what stands around a place in them, so that what they are quoted for is seen: "…to be in place by April 2019". */
export function quoteAround(text: string, at: number, length: number, most = 110): string {
  if (text.length <= most) return quote(text, most);
  const from = Math.max(0, at + length - most + 12);
  const space = from === 0 ? -1 : text.indexOf(" ", from);
  const start = from === 0 ? 0 : space >= 0 && space < at ? space + 1 : at;
  const words = quote(text.slice(start), most);
  return start === 0 ? words : `“…${words.slice(1)}`;
}

/** Lower case, letters and figures only, one space between: for comparing what is said. */
export function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
