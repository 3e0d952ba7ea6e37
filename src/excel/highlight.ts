/**
 * Draws highlights on the plan as native conditional formats, and takes ours away again.
 *
 * Touches only rules that carry our mark, and rules that say nothing at all. Partners' rules keep their place above ours, and
 * no cell's value or own format is ever written. Three requests where nothing stands in the way; where Excel refuses a rule
 * or a sheet, a few more find out which, and only that is left out.
 */
import type { WorkbookGrid } from "../plan/grid";
import type { Highlight, HighlightKind } from "../plan/highlights";
import { run, sendInPieces } from "./batch";
import type { Job, Piece, Trip } from "./batch";
import { isOurRule, kindOfRule, restingFormula, rowsOfRule, rulesOf, shortLimit, shortRulesOf } from "./highlightRules";
import type { HighlightRule } from "./highlightRules";
import { asExcelProblem } from "./problem";

/** Fill and text of each kind: told apart by their words first, and on a black-and-white print by weight and line. */
const looks: Record<
  HighlightKind,
  { fill: string; text: string; bold: boolean; border: "Continuous" | "Dash" | "Dot" }
> = {
  overdue: { fill: "#F8D3C5", text: "#5C1A00", bold: true, border: "Continuous" },
  "due-soon": { fill: "#FFF2CC", text: "#4D3B00", bold: false, border: "Dash" },
  moved: { fill: "#E3DCF3", text: "#2F1C5C", bold: false, border: "Dot" },
  withdrawn: { fill: "#D9D9D9", text: "#000000", bold: true, border: "Dash" },
  "needs-answer": { fill: "#D6E8F7", text: "#0B3251", bold: false, border: "Continuous" },
};

/** A sheet to draw on or to clear. The id finds it again when somebody renames it meanwhile. */
export interface SheetPlace {
  id: string;
  name: string;
}

/** What came of drawing. */
export interface HighlightsDrawn {
  /** The actions that have a highlight now, by their keys. */
  drawn: Set<string>;
  /** Sheets that could not be written to at all: gone, protected or refused. */
  refused: string[];
  /** How many rules of anybody's Excel lists and will not hand out, by sheet; they were left as they are. */
  unreadable: Map<string, number>;
}

/** Replaces our highlights on the given sheets. */
export async function replaceHighlights(
  grid: WorkbookGrid,
  sheets: readonly SheetPlace[],
  highlights: readonly Highlight[],
  job: Job = {},
): Promise<HighlightsDrawn> {
  job.say?.("Looking at the conditional formats there are");
  const found = await findOurRules(sheets, job);
  const there = sheets.filter(({ name }) => !found.gone.includes(name));
  const wanted = highlights.filter(({ sheet }) => there.some(({ name }) => name === sheet));
  job.say?.(
    wanted.length === 1 ? "Highlighting 1 row" : `Highlighting ${new Set(wanted.map(({ key }) => key)).size} rows`,
  );
  const result: HighlightsDrawn = { drawn: new Set(), refused: [...found.gone], unreadable: found.unreadable };
  const rules = rulesFor(wanted, grid);
  try {
    await draw(there, found.ours, rules, job);
    addKeys(result.drawn, rules);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    // Something in it was refused: sheet by sheet, so that one sheet costs only itself.
    const budget = { tries: triesAtMost };
    for (const sheet of there) {
      const own = wanted.filter((each) => each.sheet === sheet.name);
      if (!(await drawOnSheet({ sheet, own, grid, budget, job, keep: new Set() }, result.drawn))) {
        result.refused.push(sheet.name);
      }
    }
  }
  return result;
}

const addKeys = (to: Set<string>, rules: readonly HighlightRule[]) =>
  rules.flatMap(({ keys }) => keys).forEach((key) => to.add(key));

/** Set once an Excel has refused a rule of more than 255 characters and taken the short one: it need not be tried again. */
let takesShortOnly = false;

function rulesFor(highlights: readonly Highlight[], grid: WorkbookGrid): HighlightRule[] {
  return takesShortOnly ? shortRulesOf(highlights, grid) : rulesOf(highlights, grid);
}

/** Whether Excel refused what was asked, rather than being unable to take anything just now. */
function isRefusal(error: unknown): boolean {
  return !["editing", "no-answer", "cancelled", "busy", "other-workbook", "read-only"].includes(
    asExcelProblem(error).reason,
  );
}

/** One plan in a hundred needs more than two tries a sheet; past this many the rest is left without highlights and named. */
const triesAtMost = 60;

interface SheetDrawing {
  sheet: SheetPlace;
  own: readonly Highlight[];
  grid: WorkbookGrid;
  budget: { tries: number };
  job: Job;
  /** Ids of rules drawn already, not to be cleared away again. */
  keep: Set<string>;
}

/**
 * Draws the highlights of one sheet after something was refused: in the form that follows its rows, else in the short form,
 * else in halves, until only what Excel will not have is left out.
 * @returns false where the sheet cannot be written to at all.
 */
async function drawOnSheet(drawing: SheetDrawing, drawn: Set<string>): Promise<boolean> {
  const { sheet, own, grid, budget, job, keep } = drawing;
  if (own.length === 0) return tryDrawing(drawing, [], drawn);
  const long = takesShortOnly ? null : rulesOf(own, grid);
  const isLong = long?.some(({ formula }) => formula.length > shortLimit) ?? false;
  if (long && (await tryDrawing(drawing, long, drawn))) return true;
  const short = shortRulesOf(own, grid);
  if ((isLong || takesShortOnly) && (await tryDrawing(drawing, short, drawn))) {
    if (isLong) takesShortOnly = true;
    return true;
  }
  if (budget.tries <= 0) return false;
  if (own.length === 1) return tryDrawing({ ...drawing, own: [] }, [], drawn);
  const middle = Math.ceil(own.length / 2);
  const halves = [own.slice(0, middle), own.slice(middle)];
  let any = false;
  for (const half of halves) any = (await drawOnSheet({ sheet, own: half, grid, budget, job, keep }, drawn)) || any;
  return any;
}

async function tryDrawing(
  { sheet, budget, job, keep }: SheetDrawing,
  rules: HighlightRule[],
  drawn: Set<string>,
): Promise<boolean> {
  if (budget.tries <= 0) return false;
  budget.tries -= 1;
  try {
    const found = await findOurRules([sheet], job);
    if (found.gone.length > 0) return false;
    const ids = await draw(
      [sheet],
      found.ours.filter(({ id }) => !keep.has(id)),
      rules,
      job,
    );
    ids.forEach((id) => keep.add(id));
    addKeys(drawn, rules);
    return true;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return false;
  }
}

/** Takes rules away and adds others, in one request or as many as the size needs. Returns the ids of those added. */
async function draw(
  sheets: readonly SheetPlace[],
  before: readonly OurRule[],
  rules: readonly HighlightRule[],
  job: Job,
): Promise<string[]> {
  const idOf = new Map(sheets.map(({ id, name }) => [name, id]));
  return run(async (trip) => {
    for (const { sheet, id } of before) rulesOn(trip, sheet.id).getItem(id).delete();
    const added: Excel.ConditionalFormat[] = [];
    const pieces = rules.map((rule): Piece => ({
      bytes: 3000 + rule.formula.length,
      queue: () => added.push(addRule(trip, idOf.get(rule.sheet)!, rule)),
    }));
    await sendInPieces(trip, pieces, job);
    return added.map(({ id }) => id);
  }, job);
}

const rulesOn = ({ context }: Trip, sheetId: string) =>
  context.workbook.worksheets.getItem(sheetId).getRange().conditionalFormats;

/** A rule of ours as it stands on a sheet. */
interface OurRule {
  sheet: SheetPlace;
  id: string;
  formula: string;
}

interface FoundRules {
  ours: OurRule[];
  /** Sheets that are not there any more. */
  gone: string[];
  unreadable: Map<string, number>;
}

/** What is known of the highlights there are. */
export interface HighlightsThere {
  /** How many rows have one, by sheet; sheets with none are left out. */
  rows: Map<string, number>;
  /** How many rules cannot be told whose they are, by sheet: Excel lists them and will not hand them out. */
  unreadable: Map<string, number>;
}

/** Which rows have a highlight of ours. Two requests, nothing written. */
export async function findHighlights(sheets: readonly SheetPlace[], job: Job = {}): Promise<HighlightsThere> {
  const { ours, unreadable } = await findOurRules(sheets, job);
  const rows = new Map<string, number>();
  for (const { name } of sheets) {
    const here = ours.filter(({ sheet }) => sheet.name === name);
    if (here.length > 0) rows.set(name, rowsIn(here));
  }
  return { rows, unreadable };
}

/**
 * A row's date has up to three rules in turn (moved, due soon, overdue): the longest of the three lists is how many rows
 * they are about. Rules that were never finished count as one, so that what is there to be removed is seen.
 */
function rowsIn(rules: readonly OurRule[]): number {
  const rows = (kind: HighlightKind) =>
    rules
      .filter(({ formula }) => kindOfRule(formula) === kind)
      .reduce((sum, { formula }) => sum + rowsOfRule(formula), 0);
  const dated = Math.max(rows("overdue"), rows("due-soon"), rows("moved"));
  return Math.max(1, dated + rows("withdrawn") + rows("needs-answer"));
}

/**
 * Our rules on the given sheets. Two requests: which rules there are, and which of them carry our mark. Some rules Excel
 * lists and will not hand out; one of them fails the whole request, so after a failure the readable ones are found by halves.
 */
async function findOurRules(sheets: readonly SheetPlace[], job: Job): Promise<FoundRules> {
  return run(async (trip) => {
    const listed = sheets.map((sheet) => {
      const there = trip.context.workbook.worksheets.getItemOrNullObject(sheet.id);
      return { sheet, there, rules: there.getRange().conditionalFormats.load("items/id,items/type") };
    });
    await trip.read();
    const gone = listed.filter(({ there }) => there.isNullObject).map(({ sheet }) => sheet.name);
    const custom = listed
      .filter(({ there }) => !there.isNullObject)
      .flatMap(({ sheet, rules }) =>
        rules.items.filter(({ type }) => type === "Custom").map((rule) => ({ sheet, id: rule.id, rule })),
      );
    const { read, unreadable } = await readFormulas(trip, custom);
    return {
      gone,
      unreadable,
      // A rule without a formula can say nothing; one is left where Excel stopped between adding a rule and its formula.
      ours: read.filter(({ formula }) => formula === "" || isOurRule(formula)),
    };
  }, job);
}

type ListedRule = Omit<OurRule, "formula"> & { rule: Excel.ConditionalFormat };

async function readFormulas(
  trip: Trip,
  rules: readonly ListedRule[],
): Promise<{ read: OurRule[]; unreadable: Map<string, number> }> {
  const read: OurRule[] = [];
  const unreadable = new Map<string, number>();
  const waiting: (readonly ListedRule[])[] = rules.length > 0 ? [rules] : [];
  // One turn where all can be read. Each rule that cannot costs as many turns as halves lead to it.
  while (waiting.length > 0) {
    const some = waiting.pop()!;
    for (const { rule } of some) rule.load("custom/rule/formula");
    try {
      await trip.read();
      for (const { sheet, id, rule } of some) read.push({ sheet, id, formula: String(rule.custom.rule.formula ?? "") });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (some.length === 1) {
        const { name } = some[0]!.sheet;
        unreadable.set(name, (unreadable.get(name) ?? 0) + 1);
      } else {
        const middle = Math.ceil(some.length / 2);
        waiting.push(some.slice(0, middle), some.slice(middle));
      }
    }
  }
  return { read, unreadable };
}

/** Queues a rule. Its resting formula comes first and its own after its look: a failure in between leaves one that shows nothing. */
function addRule(
  trip: Trip,
  sheetId: string,
  { address, formula, numberFormat, kind }: HighlightRule,
): Excel.ConditionalFormat {
  const rule = trip.context.workbook.worksheets.getItem(sheetId).getRange(address).conditionalFormats.add("Custom");
  rule.custom.rule.formula = restingFormula;
  const { fill, text, bold, border } = looks[kind];
  const { format } = rule.custom;
  format.fill.color = fill;
  format.font.color = text;
  format.font.bold = bold;
  for (const edge of ["EdgeTop", "EdgeBottom", "EdgeLeft", "EdgeRight"] as const) {
    const line = format.borders.getItem(edge);
    line.style = border;
    line.color = text;
  }
  format.numberFormat = numberFormat;
  rule.custom.rule.formula = formula;
  rule.load("id");
  // Behind every rule of the partnership's: where theirs speaks, theirs is seen. Last, because Excel lets go of a rule whose
  // place was changed.
  rule.priority = -1;
  return rule;
}
