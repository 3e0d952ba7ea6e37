/**
 * Which rows of the plan get a highlight, and in which words: decided here, drawn by `excel/highlight.ts`.
 *
 * A highlight tells the truth without the add-in: it carries the days it is true on, and the words it was read from. Never
 * looks at a cell; never says of one row what may be true of another only.
 */
import { addDays, quarterOf } from "./calendar";
import { parseAddress } from "./grid";
import type { Box } from "./grid";
import type { Action, CalendarKind, IsoDate, Meaning, Passage, Plan, PlanTable } from "./model";
import type { ReviewItem, Standing } from "./review";
import { statusWords } from "./words";

/** What a highlight says. Each kind has its own words, its own fill and its own line style. */
export const highlightKinds = ["overdue", "due-soon", "moved", "withdrawn", "needs-answer"] as const;
export type HighlightKind = (typeof highlightKinds)[number];

/** A cell of the row a highlight speaks of. */
export interface CellPlace {
  /** Sheet row, from 1. */
  row: number;
  column: string;
}

/** One highlight on one cell of the plan. */
export interface Highlight {
  kind: HighlightKind;
  key: string;
  sheet: string;
  /**
   * The cells it may stand on, best first: Timescale, Key action, those that are blank or shared with other actions left
   * out. Never the Owner: a word of ours does not stand before a person's name. Which of them can show the label is for whoever sees the cells to say.
   */
  on: Passage[];
  /** The Timescale cell, whose words say when; null where the row has none. */
  date: CellPlace | null;
  /** Shown before the cell's own text, so short that it hides nothing of it: "Overdue". */
  label: string;
  /** Shown only from the day after this date on; null for at once. */
  after: IsoDate | null;
  /** Shown up to and on this date; null for good. */
  until: IsoDate | null;
  /** Every cell of the action in a column the plan is read from, blank ones too: all must stand as they were read. */
  words: CellPlace[];
  /**
   * The row below the action, with the columns of the Key action and the others: words there without a Key action would
   * carry the action on, and it would have to be read again. Null where the columns are not known.
   */
  below: { row: number; action: string[]; others: string[] } | null;
  /** First and last sheet row, the heading over the plan included: where the row may be moved to by sorting. */
  among: { first: number; last: number };
}

/** What became of an action's date over time, as far as a highlight tells it. */
export interface Slip {
  /** How often the date moved later. */
  timesMoved: number;
  /** The date it had before it was withdrawn; null when it was not. */
  withdrawn: IsoDate | null;
}

/** What a highlight says and when. */
type Saying = Pick<Highlight, "kind" | "label" | "after" | "until">;

/** The highlights of a plan: those that say something on its as-at date, then those that will by themselves on a later day. */
export function highlightsOf(
  { plan, items, asAt }: Pick<Standing, "plan" | "items" | "asAt">,
  slipOf: (key: string) => Slip | null,
): Highlight[] {
  const places = placesOf(plan, items);
  const sayings = sameForSameWords(
    items,
    items.map((item) => sayingsOf(item, slipOf(item.action.key), plan.calendar)),
  );
  const all = items.flatMap(({ action }, index): Highlight[] => {
    const place = places.get(action.key);
    return place
      ? sayings[index]!.map((saying) => ({ ...saying, key: action.key, sheet: action.sheet, ...place }))
      : [];
  });
  return [...all.filter((each) => speaksOn(each, asAt)), ...all.filter((each) => !speaksOn(each, asAt))];
}

/** Whether a highlight shows on a day, its row being as it was read. */
export function speaksOn({ after, until }: Pick<Highlight, "after" | "until">, day: IsoDate): boolean {
  return (after === null || after < day) && (until === null || day <= until);
}

/** The words of each kind. Short: they stand before the plan's own words and must not push them out of sight. */
const highlightLabels = {
  overdue: statusWords.overdue,
  "due-soon": statusWords["due-soon"],
  moved: "Date moved",
  withdrawn: "Date withdrawn",
  "needs-answer": "Please confirm",
} as const satisfies Record<HighlightKind, string>;

/** What is to be said of one action, each on days of its own: no two at once. */
function sayingsOf({ status }: ReviewItem, slip: Slip | null, calendar: CalendarKind): Saying[] {
  const say = (kind: HighlightKind, after: IsoDate | null = null, until: IsoDate | null = null): Saying => {
    const asks = status.confirm && (kind === "overdue" || kind === "due-soon");
    return { kind, label: `${highlightLabels[kind]}${asks ? ", please confirm" : ""}`, after, until };
  };
  if (status.status === "looks-finished" || status.status === "looks-closed") return [say("needs-answer")];
  if (status.status === "complete" || status.status === "closed") return [];
  if (slip?.withdrawn) return [say("withdrawn")];

  const due = status.nextDue;
  if (!due || status.status === "ongoing") return [];
  if (status.status === "overdue") return [say("overdue", due)];

  const notYet = dayBeforeDueSoon(due, calendar);
  const hasMoved = (slip?.timesMoved ?? 0) > 0 && status.status !== "due-soon";
  return [...(hasMoved ? [say("moved", null, notYet)] : []), say("due-soon", notYet, due), say("overdue", due)];
}

/** Due soon is by the end of the next quarter: it begins with the quarter before the one the date falls in. */
function dayBeforeDueSoon(due: IsoDate, calendar: CalendarKind): IsoDate {
  const before = addDays(quarterOf(due, calendar).start, -1);
  return addDays(quarterOf(before, calendar).start, -1);
}

/** Rows with the very same words cannot be told apart by a rule, so only what is true of all of them is said of any. */
function sameForSameWords(items: readonly ReviewItem[], sayings: Saying[][]): Saying[][] {
  const signatures = items.map(({ action }) =>
    JSON.stringify([
      action.sheet,
      ...Object.entries(action.cells).map(([meaning, passage]) => [meaning, passage.column, passage.text]),
    ]),
  );
  const said = (saying: Saying) => JSON.stringify([saying.kind, saying.label, saying.after, saying.until]);
  // Counted, not compared row by row: a plan may hold thousands of rows with the same words.
  const rows = new Map<string, number>();
  const saidBy = new Map<string, number>();
  const key = (index: number, saying: Saying) => `${signatures[index]} ${said(saying)}`;
  sayings.forEach((own, index) => {
    rows.set(signatures[index]!, (rows.get(signatures[index]!) ?? 0) + 1);
    for (const each of own) saidBy.set(key(index, each), (saidBy.get(key(index, each)) ?? 0) + 1);
  });
  return sayings.map((own, index) =>
    own.filter((saying) => saidBy.get(key(index, saying)) === rows.get(signatures[index]!)),
  );
}

type Place = Pick<Highlight, "on" | "date" | "words" | "below" | "among">;

/** Where the highlight of each action stands, by the action's key; actions without a cell to stand on are left out. */
function placesOf(plan: Plan, items: readonly ReviewItem[]): Map<string, Place> {
  const tables = tablesBySheet(plan);
  const sharing = new Map<string, number>();
  const nameOf = ({ sheet, cell }: Passage) => `${sheet}!${cell}`;
  const candidates = items.map(({ action: { cells } }) =>
    [cells.timescale, cells.action].filter((cell) => cell !== undefined),
  );
  for (const name of candidates.flat().map(nameOf)) sharing.set(name, (sharing.get(name) ?? 0) + 1);
  const places = new Map<string, Place>();
  for (const [index, { action }] of items.entries()) {
    const on = candidates[index]!.filter((cell) => sharing.get(nameOf(cell)) === 1);
    if (on.length === 0) continue;
    const onSheet = tables.get(action.sheet);
    const own = onSheet?.tables.find(
      ({ table, box }) =>
        action.row > box.row &&
        action.row <= box.row + box.rows &&
        table.columns.some(({ column }) => column === on[0]!.column),
    );
    const rows = extentOf([...on.map(({ row }) => row), ...action.rows]);
    const { timescale } = action.cells;
    places.set(action.key, {
      on,
      date: timescale ? { row: timescale.row, column: timescale.column } : null,
      words: wordsOf(action, own?.table),
      below: own ? belowOf(action, own.table) : null,
      // From the heading on: a row put in above the first one is then put in between, and the rule grows with it.
      among: {
        first: Math.max(1, Math.min(rows.first, onSheet?.rows.first ?? Infinity) - 1),
        last: Math.max(rows.last, onSheet?.rows.last ?? 0),
      },
    });
  }
  return places;
}

interface TablesOfSheet {
  tables: { table: PlanTable; box: Box }[];
  rows: { first: number; last: number };
}

/** The tables of each sheet, and the sheet rows they stand in. */
function tablesBySheet(plan: Plan): Map<string, TablesOfSheet> {
  const tables = new Map<string, TablesOfSheet["tables"]>();
  for (const table of plan.tables) {
    const own = { table, box: parseAddress(table.address)! };
    const known = tables.get(table.sheet);
    if (known) known.push(own);
    else tables.set(table.sheet, [own]);
  }
  const rowsOf = ({ table, box }: TablesOfSheet["tables"][number]) => [
    (table.headingRow ?? box.row) + 1,
    box.row + box.rows,
  ];
  return new Map([...tables].map(([sheet, all]) => [sheet, { tables: all, rows: extentOf(all.flatMap(rowsOf)) }]));
}

/** The first and the last of some rows. A loop: one action may stand on a hundred thousand. */
function extentOf(rows: readonly number[]): { first: number; last: number } {
  let [first, last] = [Infinity, 0];
  for (const row of rows) [first, last] = [Math.min(first, row), Math.max(last, row)];
  return { first, last };
}

function wordsOf(action: Action, table: PlanTable | undefined): CellPlace[] {
  const inRows = action.rows.flatMap((row) => (table?.columns ?? []).map(({ column }) => ({ row, column })));
  // What a merged cell above says of several actions stands in none of their rows.
  const named = Object.values(action.cells).map(({ row, column }) => ({ row, column }));
  const cells = new Map([...inRows, ...named].map((cell) => [`${cell.column}${cell.row}`, cell]));
  return [...cells.values()];
}

function belowOf(action: Action, { columns }: PlanTable): Highlight["below"] {
  const of = (wanted: (meaning: Meaning) => boolean) =>
    columns.filter(({ meaning }) => wanted(meaning)).map(({ column }) => column);
  const [own, others] = [of((meaning) => meaning === "action"), of((meaning) => meaning !== "action")];
  return own.length > 0 && others.length > 0 ? { row: extentOf(action.rows).last + 1, action: own, others } : null;
}
