/**
 * Acting on an action of the plan: going to its row, changing its Timescale. The action is looked up at that moment by its
 * reference and words, because rows move: never by an address remembered from an earlier reading.
 */
import { writeCell } from "../excel/cell";
import type { CellEdit, CellWords } from "../excel/cell";
import { cellLimit } from "../excel/text";
import { ExcelProblem } from "../excel/problem";
import { showPlace } from "../excel/sheets";
import { cellName, isInBox, parseAddress } from "../plan/grid";
import type { SheetGrid } from "../plan/grid";
import { timescaleCell } from "../plan/places";
import type { Action } from "../plan/model";
import { callAction, oneLine, quote } from "../plan/words";
import { readForPlan, readPlanIn } from "./load";
import type { PlanRead } from "./load";
import { asPlanProblem, inWords, readOnlyProblem } from "./problems";
import { PlanProblem } from "./types";
import type { Job, Place } from "./types";

/** Where an action stands in the workbook. */
export function placeOfAction(action: Pick<Action, "cells" | "row" | "rows" | "sheet">): Place {
  const columns = Object.values(action.cells).map(({ column }) => column);
  const inOrder = [...columns].sort((a, b) => a.length - b.length || a.localeCompare(b));
  const first = inOrder[0] ?? "A";
  const last = inOrder.at(-1) ?? "A";
  const lastRow = action.rows.at(-1) ?? action.row;
  return { sheet: action.sheet, address: `${first}${action.row}:${last}${lastRow}` };
}

/** By what an action is found again: what the person saw of it. */
export type SeenAction = Pick<Action, "key" | "ref" | "action" | "cells">;

/** Where an action stands now. "changed" when its other cells are no longer as they were seen. */
type Found = { action: Action; is: "same" | "changed" };

/**
 * The action of a fresh reading that a person saw in an earlier one: the same reference and words. Where several rows are
 * word for word the same, the one in the same place is taken if it still is one of them, else none: a guess would act on a
 * neighbour.
 */
function findAgain(seen: SeenAction, actions: readonly Action[]): Found | null {
  const same = actions.filter((each) => each.ref === seen.ref && each.action === seen.action);
  const alike = same.filter((each) => wordsOf(each) === wordsOf(seen));
  if (alike.length === 1) return { action: alike[0]!, is: "same" };
  if (alike.length > 1) {
    const here = alike.find(({ key }) => key === seen.key);
    return here ? { action: here, is: "same" } : null;
  }
  return same.length === 1 ? { action: same[0]!, is: "changed" } : null;
}

/** What the cells of an action say, whatever order the columns stand in; a blank cell says nothing. */
function wordsOf({ cells }: Pick<SeenAction, "cells">): string {
  const said = Object.entries(cells).flatMap(([meaning, { text }]) => (text.trim() === "" ? [] : [[meaning, text]]));
  return JSON.stringify(said.sort(([a], [b]) => (a! < b! ? -1 : 1)));
}

/** Goes to the row of an action, wherever it stands now. */
export async function goToAction(seen: SeenAction, job: Job = {}): Promise<void> {
  await inWords(
    "place",
    async (own) => {
      const { read, plan } = await readPlanNow(own);
      const found = findAgain(seen, plan.actions);
      if (!found) throw notThere(seen);
      const place = placeOfAction(found.action);
      // By its id: somebody may rename the sheet at this moment.
      const id = read.sheets.find(({ name }) => name === place.sheet)?.id;
      await showPlace({ ...place, sheet: id ?? place.sheet }, own);
    },
    job,
  );
}

/**
 * Changes the Timescale cell of an action, as asked for and shown beforehand. Does nothing and says so when the action is not
 * there as it was, or when the cell holds a formula.
 */
export async function changeTimescale(seen: SeenAction, to: string, job: Job = {}): Promise<{ sentence: string }> {
  if (to.length >= cellLimit) throw tooLong(seen);
  return inWords(
    "cell",
    async (own) => {
      const { action, alike } = await writeWhereItStands(seen, to, own);
      const after = await readPlanNow(own);
      // Counted, because another row may have said the same before.
      const stands = countThatSay(seen, to, after.plan.actions) > alike;
      if (!stands) {
        return {
          sentence: `It was written, and somebody has changed the row since: please look at ${callAction(action)}.`,
        };
      }
      const says = to.trim() === "" ? "is now blank" : `now says ${quote(to, 80)}`;
      return { sentence: `The Timescale of ${callAction(action)} ${says}.` };
    },
    job,
  );
}

/** How many rows are as the person saw this one, but for a Timescale that says `to`. */
function countThatSay(seen: SeenAction, to: string, actions: readonly Action[]): number {
  const { timescale: _, ...others } = seen.cells;
  const wanted = wordsOf({ cells: others });
  return actions.filter(({ ref, action, cells: { timescale, ...cells } }) => {
    const says = oneLine(timescale?.text ?? "") === oneLine(to);
    return says && ref === seen.ref && action === seen.action && wordsOf({ cells }) === wanted;
  }).length;
}

/** How often a row that moves away under the writing is followed. */
const followed = 3;

/**
 * Writes the cell of an action wherever it stands at that moment. A row that moved in between is looked up again. `alike`: how
 * many rows said the same before.
 */
async function writeWhereItStands(seen: SeenAction, to: string, job: Job): Promise<{ action: Action; alike: number }> {
  for (let tries = 1; ; tries += 1) {
    const now = await readPlanNow(job);
    if (now.read.readOnly) throw readOnlyProblem();
    const found = findAgain(seen, now.plan.actions);
    if (!found) throw notThere(seen);
    if (found.is === "changed") throw wordsChanged();
    const outcome = await writeCell({ ...editOf(now, found.action), to }, job);
    if (outcome === "formula") throw holdsFormula(seen);
    if (outcome === "written") {
      const others = now.plan.actions.filter((each) => each !== found.action);
      return { action: found.action, alike: countThatSay(seen, to, others) };
    }
    if (tries === followed) throw wordsChanged();
  }
}

async function readPlanNow(job: Job): Promise<PlanRead> {
  return readPlanIn(await readForPlan(job));
}

/** The Timescale cell and the cells beside it, with what they hold. Throws where the action has none of its own. */
function editOf({ read, plan }: PlanRead, action: Action): Omit<CellEdit, "to"> {
  const grid = read.grid.sheets.find(({ sheet }) => sheet === action.sheet);
  const sheet = read.sheets.find(({ name }) => name === action.sheet);
  const own = timescaleCell(plan, action);
  if (!grid || !sheet || !own) throw noCell(action);
  const { address } = own;
  const passage = action.cells.timescale;
  const shared = plan.actions.some(
    (other) => other !== action && other.sheet === action.sheet && timescaleCell(plan, other)?.address === address,
  );
  const valueAt = (cell: string): CellWords["value"] => {
    const box = parseAddress(cell)!;
    return grid.cells[box.row - grid.firstRow]?.[box.column - grid.firstColumn]?.value ?? "";
  };
  const value = valueAt(address);
  const overRows = passage !== undefined && typeof value === "string" && oneLine(value) !== oneLine(passage.text);
  if (shared || overRows || isUnderMerge(grid, address)) throw noCell(action);
  const beside = new Set(Object.values(action.cells).flatMap(({ cell }) => (cell === address ? [] : [cell])));
  return {
    sheet,
    cell: { address, value },
    row: [...beside].map((cell) => ({ address: cell, value: valueAt(cell) })),
  };
}

/** Whether a cell is one of merged cells but not the one that holds their words: what is written there is never seen. */
function isUnderMerge({ merges }: SheetGrid, address: string): boolean {
  const { row, column } = parseAddress(address)!;
  return merges.some((box) => isInBox(box, row, column) && (row !== box.row || column !== box.column));
}

function notThere(seen: SeenAction): PlanProblem {
  return new PlanProblem(
    "gone",
    `${callAction(seen)} is not in the plan any more, or not as you saw it.`,
    "A colleague may have moved, reworded or deleted it. Nothing was changed.",
    "Read the plan again and look for it.",
  );
}

function wordsChanged(): PlanProblem {
  return asPlanProblem(new ExcelProblem("changed"), "cell");
}

function tooLong(seen: SeenAction): PlanProblem {
  return new PlanProblem(
    "too-large",
    `The new Timescale of ${callAction(seen)} is longer than a cell can hold.`,
    "The cell was not changed.",
    "Write it in fewer words.",
  );
}

function holdsFormula(seen: SeenAction): PlanProblem {
  return new PlanProblem(
    "gone",
    `The Timescale of ${callAction(seen)} is worked out by a formula.`,
    "Writing words there would take the formula away, so the cell was not changed.",
    "Change what the formula looks at, or change the cell yourself in the sheet.",
  );
}

function noCell(seen: SeenAction): PlanProblem {
  return new PlanProblem(
    "gone",
    `${callAction(seen)} has no Timescale cell of its own.`,
    "It stands in several cells, or shares one with another action. Nothing was changed.",
    "Change it yourself in the sheet.",
  );
}

/**
 * Goes to a place that is about no action: a heading, a sheet. With `words`, to where those words stand now; says so when
 * they are nowhere on the sheet any more.
 */
export async function goTo(place: Place, words = "", job: Job = {}): Promise<void> {
  await inWords(
    "place",
    async (own) => {
      if (words === "") return showPlace(place, own);
      const read = await readForPlan(own);
      const grid = read.grid.sheets.find(({ sheet }) => sheet === place.sheet);
      const address = grid && whereWordsStand(grid, place.address, words);
      if (!address) {
        throw new PlanProblem(
          "gone",
          `${quote(words, 60)} is not there any more.`,
          "A colleague may have changed or moved it.",
          "Read the plan again.",
        );
      }
      await showPlace({ sheet: place.sheet, address }, own);
    },
    job,
  );
}

/** The cell nearest to where they were seen that holds these words; null where none does. */
function whereWordsStand(grid: SheetGrid, seenAt: string, words: string): string | null {
  const at = parseAddress(seenAt) ?? { row: 0, column: 0, rows: 1, columns: 1 };
  let best: { address: string; away: number } | null = null;
  grid.cells.forEach((row, r) =>
    row.forEach((cell, c) => {
      if (!oneLine(cell.text).includes(oneLine(words))) return;
      const away = Math.abs(grid.firstRow + r - at.row) * 100 + Math.abs(grid.firstColumn + c - at.column);
      if (!best || away < best.away) best = { address: cellName(grid.firstRow + r, grid.firstColumn + c), away };
    }),
  );
  return (best as { address: string } | null)?.address ?? null;
}
