/**
 * Which tables of a workbook are the plan: tells plans from contacts, budgets, risk registers and keys, and several plans
 * from one plan on several sheets.
 *
 * Every sheet left out gets its reason; where there is a choice, one is assumed and the question is asked.
 */
import type { WorkbookGrid } from "../grid";
import type { Meaning, PlanQuestion, PlanSettings } from "../model";
import type { MappedColumn } from "./columns";
import { headingSignature } from "./tables";
import type { FoundTable } from "./found";
import type { SheetView } from "./sheet";
import { count } from "../words";
import { isPlanTitle } from "./bodyRows";
import { excerpt, listOf, plainForm } from "./text";

/** A table with its columns understood. */
export interface UnderstoodTable {
  table: FoundTable;
  mapped: MappedColumn[];
}

export interface Choice {
  tables: UnderstoodTable[];
  questions: PlanQuestion[];
  leftOut: { sheet: string; why: string }[];
}

const kinds: { why: string; words: RegExp; atLeast: number; evenWithDates: boolean }[] = [
  {
    why: "It looks like a risk register.",
    words:
      /\b(?:risks?|likelihood|probability|inherent|residual|mitigation|mitigating|controls?|consequence|severity)\b/i,
    atLeast: 2,
    evenWithDates: true,
  },
  {
    why: "It looks like a list of contacts.",
    words: /\b(?:e-?mail|telephone|phone|tel|mobile|extension|job title|organisation|name|address|postcode|role)\b/i,
    atLeast: 3,
    evenWithDates: false,
  },
  {
    why: "It looks like a budget.",
    words: /\b(?:budget|cost|spend|spent|amount|expenditure|income|variance|allocation|invoice|balance|total|£)|£/i,
    atLeast: 2,
    evenWithDates: false,
  },
  {
    why: "It looks like a list of meetings or of who attends.",
    words: /\b(?:venue|attendees?|apologies|attendance|agenda|chair|minutes)\b/i,
    atLeast: 2,
    evenWithDates: true,
  },
  {
    why: "It looks like a record of versions.",
    words: /\b(?:version|author|amendments?|changes? made|change|revision)\b/i,
    atLeast: 2,
    evenWithDates: true,
  },
  {
    why: "It looks like a list of terms.",
    words: /\b(?:abbreviation|acronym|term|definition|meaning|stands for)\b/i,
    atLeast: 2,
    evenWithDates: true,
  },
];

const wordsOfKind = (kind: (typeof kinds)[number], headings: string[]) =>
  headings.filter((heading) => heading.length < 80 && kind.words.test(heading)).length;

/** Why a table is no plan; null where it may be one. */
function whyNot({ table, mapped }: UnderstoodTable): string | null {
  const has = (meaning: Meaning) => mapped.some((column) => column.meaning === meaning);
  const dated = has("action") && has("timescale") && has("owner");
  for (const kind of kinds) {
    if (wordsOfKind(kind, table.headings) >= kind.atLeast && (kind.evenWithDates || !dated)) return kind.why;
  }
  if (!has("action")) return "It has a table, but no column that says what is to be done.";
  if (!has("timescale") && !has("owner")) {
    const rest = (["outcomes", "notes", "status", "ref"] as const).filter(has).length;
    if (rest < 2) return "It has a table, but no column for who or by when.";
  }
  return null;
}

/** Chooses the tables that are the plan. */
export function choosePlan(
  workbook: WorkbookGrid,
  views: Map<string, SheetView>,
  understood: UnderstoodTable[],
  settings: PlanSettings,
): Choice {
  const leftOut: { sheet: string; why: string }[] = [];
  const bySheet = new Map<string, UnderstoodTable[]>();
  for (const item of understood) {
    const sheet = item.table.view.grid.sheet;
    bySheet.set(sheet, [...(bySheet.get(sheet) ?? []), item]);
  }
  const plans = new Map<string, UnderstoodTable[]>();
  for (const { sheet, hidden } of workbook.sheets) {
    const tables = bySheet.get(sheet) ?? [];
    if (settings.sheets) {
      const kept = tables.filter(({ mapped }) => mapped.some(({ meaning }) => meaning === "action"));
      if (!settings.sheets.includes(sheet)) leftOut.push({ sheet, why: "You did not choose this sheet." });
      else if (kept.length > 0) plans.set(sheet, kept);
      else leftOut.push({ sheet, why: emptyWhy(views.get(sheet)!) });
      continue;
    }
    const reasons = tables.map(whyNot);
    const kept = tables.filter((_, i) => reasons[i] === null);
    if (kept.length === 0)
      leftOut.push({ sheet, why: reasons.find((reason) => reason !== null) ?? emptyWhy(views.get(sheet)!) });
    else if (hidden) leftOut.push({ sheet, why: "The sheet is hidden." });
    else plans.set(sheet, kept);
  }
  if (plans.size === 0 && !settings.sheets) {
    for (const { sheet, hidden } of workbook.sheets) {
      const kept = hidden ? (bySheet.get(sheet) ?? []).filter((item) => whyNot(item) === null) : [];
      if (kept.length === 0) continue;
      plans.set(sheet, kept);
      leftOut.splice(
        leftOut.findIndex((left) => left.sheet === sheet),
        1,
      );
    }
  }
  if (settings.sheets || plans.size < 2) return { tables: [...plans.values()].flat(), questions: [], leftOut };
  return chooseAmong(workbook, plans, leftOut);
}

function emptyWhy(view: SheetView): string {
  const words = view.texts.flat().filter((text) => text !== "");
  if (words.length === 0) return "The sheet is empty.";
  const rows = view.filled.filter((filled) => filled.length > 1).length;
  for (const row of view.texts.slice(0, 15)) {
    const kind = kinds.find((of) => wordsOfKind(of, row) >= of.atLeast);
    if (kind) return kind.why;
  }
  return rows < 2 ? "It has text, but no table." : "It has no row of headings such as Action, Owner and Timescale.";
}

// ---------------------------------------------------------------------------------------------------------------------
// Several plans

interface Group {
  sheets: string[];
  tables: UnderstoodTable[];
  texts: Set<string>;
}

const old =
  /\b(?:archived?|old|previous|superseded|completed|closed|copy|draft|template|example|sample|blank|last year|backup|master copy)\b|\(\d+\)$/i;
const yearIn = /(?:19|20)\d\d|\b\d\d[-/ ]\d\d\b/;

/** Sheets with the same kind of headings are one plan, unless they are two years, two copies or an archive of it. */
function chooseAmong(
  workbook: WorkbookGrid,
  plans: Map<string, UnderstoodTable[]>,
  leftOut: Choice["leftOut"],
): Choice {
  const groups: Group[] = [];
  for (const [sheet, tables] of plans) {
    const texts = actionTexts(tables);
    const home = groups.find((group) => belongsTogether(group, sheet, tables, texts));
    if (!home) groups.push({ sheets: [sheet], tables: [...tables], texts });
    else {
      home.sheets.push(sheet);
      home.tables.push(...tables);
      for (const text of texts) home.texts.add(text);
    }
  }
  if (groups.length === 1) return { tables: groups[0]!.tables, questions: [], leftOut };
  const rank = (group: Group) =>
    (group.sheets.includes(workbook.active) ? 1000 : 0) -
    (group.sheets.every((sheet) => old.test(sheet)) ? 5000 : 0) +
    Math.min(900, group.texts.size);
  const [chosen] = [...groups].sort((a, b) => rank(b) - rank(a) || latest(b) - latest(a));
  for (const group of groups) {
    if (group === chosen) continue;
    for (const sheet of group.sheets)
      leftOut.push({
        sheet,
        why: `It looks like another plan; the plan was read from ${listOf(
          chosen!.sheets.map((name) => `“${name}”`),
          3,
        )}.`,
      });
  }
  const inOrder = [chosen!, ...groups.filter((group) => group !== chosen)];
  const name = (group: Group) => `${listOf(group.sheets, 3)} (${count(actionsIn(group.tables), "action")})`;
  const question: PlanQuestion = {
    question: "There is more than one plan in this workbook. Which is yours?",
    assumed: name(chosen!),
    choices: [...inOrder.map(name), "All of them are one plan"],
    settings: [...inOrder, { sheets: groups.flatMap(({ sheets }) => sheets) }].map(({ sheets }) => ({ sheets })),
  };
  return { tables: chosen!.tables, questions: [question], leftOut };
}

const latest = (group: Group) =>
  Math.max(0, ...group.sheets.map((sheet) => Number(/(?:19|20)\d\d/.exec(sheet)?.[0] ?? 0)));

/** How many rows of the tables say what is to be done. */
function actionsIn(tables: readonly UnderstoodTable[]): number {
  return tables.reduce((sum, { table, mapped }) => {
    const index = mapped.find(({ meaning }) => meaning === "action")?.index;
    if (index === undefined) return sum;
    const said = ({ row, is }: (typeof table.body)[number]) =>
      is === "line" && table.view.texts[row]![table.columns[index]!]! !== "";
    return sum + table.body.filter(said).length;
  }, 0);
}

function actionTexts(tables: UnderstoodTable[]): Set<string> {
  const texts = new Set<string>();
  for (const { table, mapped } of tables) {
    const index = mapped.find(({ meaning }) => meaning === "action")?.index;
    if (index === undefined) continue;
    for (const line of table.body) {
      const text = line.is === "line" ? table.view.texts[line.row]![table.columns[index]!]! : "";
      if (text !== "") texts.add(plainForm(excerpt(text, 80)));
    }
  }
  return texts;
}

function belongsTogether(group: Group, sheet: string, tables: UnderstoodTable[], texts: Set<string>): boolean {
  if (old.test(sheet) !== group.sheets.some((name) => old.test(name))) return false;
  if (group.sheets.some((name) => differsByYear(name, sheet))) return false;
  let both = 0;
  for (const text of texts) if (group.texts.has(text)) both++;
  if (both > Math.max(1, Math.min(texts.size, group.texts.size) * 0.4)) return false;
  if (namedAsDifferentPlans(group.tables, tables) || numberedTwice(group.tables, tables)) return false;
  if (headingSignature(group.tables[0]!.table) === headingSignature(tables[0]!.table)) return true;
  return sameMeanings(group.tables[0]!, tables[0]!);
}

/** A plan's title over each, and not the same one: "Youth plan 2019-20" and "Housing plan 2019-20". */
function namedAsDifferentPlans(a: UnderstoodTable[], b: UnderstoodTable[]): boolean {
  const titles = (of: UnderstoodTable[]) =>
    new Set(
      of.flatMap(({ table }) => table.above.filter(isPlanTitle)).map((title) => plainForm(title.replace(/\d/g, ""))),
    );
  const [one, two] = [titles(a), titles(b)];
  return one.size > 0 && two.size > 0 && ![...one].some((title) => two.has(title));
}

/** The same numbers of two parts (1.1, 1.2 …) in both: sections of one plan go on counting, 1, 2, 3 may begin again in each. */
function numberedTwice(a: UnderstoodTable[], b: UnderstoodTable[]): boolean {
  const [one, two] = [numbersIn(a), numbersIn(b)];
  const both = [...one].filter((number) => two.has(number)).length;
  return both >= 2 && both * 2 >= Math.min(one.size, two.size);
}

function numbersIn(tables: UnderstoodTable[]): Set<string> {
  const numbers = new Set<string>();
  for (const { table, mapped } of tables) {
    const columns = mapped.filter(({ meaning }) => meaning === "ref" || meaning === "action").map(({ index }) => index);
    for (const { row, is } of table.body) {
      if (is !== "line") continue;
      for (const index of columns) {
        const number = /^\d{1,2}\.\d{1,2}\b/.exec(table.view.texts[row]![table.columns[index]!]!)?.[0];
        if (number) numbers.add(number);
      }
    }
  }
  return numbers;
}

function differsByYear(a: string, b: string): boolean {
  const years = [yearIn.exec(a)?.[0], yearIn.exec(b)?.[0]];
  return (
    years[0] !== undefined &&
    years[1] !== undefined &&
    years[0] !== years[1] &&
    plainForm(a.replace(/\d/g, "")) === plainForm(b.replace(/\d/g, ""))
  );
}

function sameMeanings(a: UnderstoodTable, b: UnderstoodTable): boolean {
  const of = (item: UnderstoodTable) => new Set(item.mapped.map(({ meaning }) => meaning));
  const one = of(a);
  const two = of(b);
  const both = [...one].filter((meaning) => two.has(meaning)).length;
  return both >= 3 && both >= Math.max(one.size, two.size) - 1;
}
