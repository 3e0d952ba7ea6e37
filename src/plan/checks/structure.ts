/**
 * Checks of how the plan is laid out: references, rows and headings.
 *
 * A gap in the numbering is usually a finished action and a split row usually a page break, so both are told as assumptions.
 */
import type { Action, PlanTable } from "../model";
import { parseAddress } from "../grid";
import { callAction, count, listOf, meaningWords, quote } from "../words";
import { about, aboutPlan, grouped, namesOf } from "./check";
import type { Check, Look } from "./check";

/** A reference as a prefix and a last number: "2.10" is "2." and 10. */
interface Numbered {
  prefix: string;
  number: number;
}

function numbered(ref: string): Numbered | null {
  const match = /^(.{0,12}?)(\d{1,4})$/.exec(ref.trim());
  return match ? { prefix: match[1]!, number: Number(match[2]) } : null;
}

/** What numbers run on within: "2." for "2.4"; for bare numbers the plan, or the section where each begins again at 1. */
function scopeOf(action: Action, { prefix }: Numbered, restarts: boolean): string {
  return prefix === "" && restarts ? `§${action.section}` : prefix;
}

/** The numbers in use by scope, each with the first action that has it. */
class Numbering {
  readonly scopes = new Map<string, Map<number, Action>>();
  private readonly restarts: boolean;

  constructor(actions: readonly Action[]) {
    const sectionOf = new Map<number, string>();
    this.restarts = actions.some((action) => {
      const found = action.ref === null ? null : numbered(action.ref);
      if (found?.prefix !== "") return false;
      const known = sectionOf.get(found.number);
      sectionOf.set(found.number, known ?? action.section);
      return known !== undefined && known !== action.section;
    });
    for (const action of actions) {
      const found = action.ref === null ? null : numbered(action.ref);
      if (!found) continue;
      const scope = scopeOf(action, found, this.restarts);
      const numbers = this.scopes.get(scope) ?? new Map<number, Action>();
      if (!numbers.has(found.number)) numbers.set(found.number, action);
      this.scopes.set(scope, numbers);
    }
  }

  /** Takes the next free number after the highest, for a row numbered as its neighbours are. */
  next(action: Action, prefix: string): string {
    const scope = scopeOf(action, { prefix, number: 0 }, this.restarts);
    const numbers = this.scopes.get(scope) ?? new Map<number, Action>();
    const number = numbers.size === 0 ? 1 : highest(numbers) + 1;
    this.scopes.set(scope, numbers.set(number, action));
    return `${prefix}${number}`;
  }
}

const highest = (numbers: ReadonlyMap<number, Action>) => [...numbers.keys()].reduce((most, n) => Math.max(most, n), 0);
const lowest = (numbers: ReadonlyMap<number, Action>) =>
  [...numbers.keys()].reduce((least, n) => Math.min(least, n), Infinity);

/** The way most references of each section begin. */
function prefixes(actions: readonly Action[]): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const { ref, section } of actions) {
    const found = ref === null ? null : numbered(ref);
    if (!found) continue;
    const here = counts.get(section) ?? new Map<string, number>();
    counts.set(section, here.set(found.prefix, (here.get(found.prefix) ?? 0) + 1));
  }
  return new Map([...counts].map(([section, here]) => [section, [...here].sort(([, a], [, b]) => b - a)[0]![0]]));
}

const keyOf = (ref: string) => ref.toLowerCase().replace(/\s+/g, "");

const refMissing: Check = {
  name: "ref-missing",
  family: "Structure",
  about: "a row without a reference",
  run(look) {
    const actions = look.items.map(({ action }) => action);
    const without = actions.filter(({ ref }) => ref === null);
    const [first] = without;
    if (!first) return [];
    if (without.length > actions.length / 2) {
      if (actions.length < 3) return [];
      const none =
        without.length === actions.length
          ? `None of the ${actions.length} actions has a reference`
          : `${without.length} of the ${actions.length} actions have no reference`;
      return [
        aboutPlan(
          "ref-missing",
          "tidy",
          look.spot(first, "ref"),
          "",
          `${none}; a number for each makes it plain which is meant from one update to the next.`,
        ),
      ];
    }
    const numbering = new Numbering(actions);
    const styles = prefixes(actions);
    const findings = without.map((action) => {
      const prefix = styles.get(action.section) ?? prefixByNumber(look, action.section, styles);
      const suggestion =
        prefix === null
          ? "give it one, so that it can be followed from one update to the next"
          : `${numbering.next(action, prefix)} is the next one free${action.section === "" ? "" : " in its section"}`;
      return about(
        look,
        "ref-missing",
        "tidy",
        action,
        look.hasColumn(action, "ref") ? "ref" : "action",
        action.action,
        `${callAction(action)} (row ${action.row}) has no reference; ${suggestion}.`,
      );
    });
    return grouped(
      findings,
      without,
      (_refs, n) => `${n} rows have no reference (${rowsOf(without)}); give each the next number free in its section.`,
    );
  },
};

/** "4." for the fourth section, where the other sections number theirs so; null where the plan tells no way. */
function prefixByNumber(look: Look, section: string, styles: ReadonlyMap<string, string>): string | null {
  const { sections } = look.standing.plan;
  const number = sections.find(({ title }) => title === section)?.number;
  const follows = sections.some((one) => one.number !== null && styles.get(one.title) === `${one.number}.`);
  return number && follows ? `${number}.` : null;
}

function rowsOf(actions: readonly Action[], most = 12): string {
  const rows = actions.slice(0, most).map(({ row }) => String(row));
  if (actions.length > most) rows.push(`${actions.length - most} more`);
  return `${actions.length === 1 ? "row" : "rows"} ${listOf(rows)}`;
}

const refDuplicate: Check = {
  name: "ref-duplicate",
  family: "Structure",
  about: "two rows with the same reference",
  run(look) {
    const actions = look.items.map(({ action }) => action);
    const referenced = actions.filter(({ ref }) => ref !== null);
    // "1, 2, 3" begun again in every section is a way of numbering; "2.1" in two sections is a slip.
    const groups = new Map<string, Action[]>();
    for (const action of referenced) {
      const bare = /^\(?[a-z]?\d{0,3}[.)]?$/i.test(action.ref!);
      const key = `${bare ? `${action.sheet}|${action.section}` : ""}|${keyOf(action.ref!)}`;
      const known = groups.get(key);
      if (known) known.push(action);
      else groups.set(key, [action]);
    }
    const twice = [...groups.values()].filter((group) => group.length > 1);
    const repeated = twice.reduce((sum, group) => sum + group.length, 0);
    if (repeated > referenced.length / 3 && twice.length > 1) {
      const shared = twice.map(([first]) => first!);
      return [
        aboutPlan(
          "ref-duplicate",
          "tidy",
          look.spot(shared[0]!, "ref"),
          "",
          `Several rows share a reference (${namesOf(shared)}); a reference of its own for each row lets it be followed from one update to the next.`,
        ),
      ];
    }
    const findings = twice.map((group) => {
      const action = group[1]!;
      return about(
        look,
        "ref-duplicate",
        "worth-checking",
        action,
        action.cells.ref ? "ref" : "action",
        action.ref!,
        `${action.ref} is the reference of ${count(group.length, "row")} (${rowsOf(group)}); say which keeps it and give the ${group.length > 2 ? "others" : "other"} a new one.`,
      );
    });
    return grouped(
      findings,
      twice.map(([first]) => first!),
      (refs) => `${refs} are each the reference of more than one row; give every row its own.`,
    );
  },
};

const refGap: Check = {
  name: "ref-gap",
  family: "Structure",
  about: "a number left out of the references",
  run(look) {
    const missing: string[] = [];
    let first: Action | null = null;
    for (const [scope, numbers] of new Numbering(look.items.map(({ action }) => action)).scopes) {
      const top = highest(numbers);
      const prefix = scope.startsWith("§") ? "" : scope;
      // Bare numbers that run through the whole plan may begin anywhere.
      const start = scope === "" ? lowest(numbers) : 1;
      const gaps: number[] = [];
      for (let n = start; n < top && gaps.length <= numbers.size; n++) if (!numbers.has(n)) gaps.push(n);
      // More numbers left out than that: another way of numbering, not gaps.
      if (numbers.size < 2 || gaps.length === 0 || (gaps.length > 1 && gaps.length > numbers.size / 2)) continue;
      first ??= [...numbers.values()][0]!;
      missing.push(...gaps.map((n) => `${prefix}${n}`));
    }
    if (!first) return [];
    const shown = missing.length > 10 ? [...missing.slice(0, 10), `${missing.length - 10} more`] : missing;
    const sentence =
      missing.length === 1
        ? `The numbering leaves out ${listOf(shown)}; that is usually a finished action that was taken off.`
        : `The numbering leaves out ${listOf(shown)}; these are usually finished actions that were taken off.`;
    return [
      aboutPlan("ref-gap", "assumption", look.spot(first, first.cells.ref ? "ref" : "action"), listOf(shown), sentence),
    ];
  },
};

const actionBlank: Check = {
  name: "action-blank",
  family: "Structure",
  about: "a row with an owner or a date but no action",
  run(look) {
    const blank = look.open.filter(({ action }) => action.action.trim() === "");
    const findings = blank.map(({ action }) => {
      const has = (["owner", "timescale", "outcomes", "notes"] as const)
        .filter((meaning) => action.cells[meaning])
        .map((meaning) => meaningWords[meaning].toLowerCase());
      const words =
        (action.cells.owner ?? action.cells.timescale ?? action.cells.notes ?? action.cells.outcomes)?.text ?? "";
      return about(
        look,
        "action-blank",
        "needs-answer",
        action,
        "action",
        words,
        `Row ${action.row} has ${has.length > 0 ? withArticle(has) : "a reference"} but no action; say what is to be done, or clear the row.`,
      );
    });
    return grouped(
      findings,
      blank.map(({ action }) => action),
      (_refs, n) =>
        `${n} rows have no action (${rowsOf(blank.map(({ action }) => action))}); say what is to be done, or clear them.`,
    );
  },
};

const withArticle = (names: string[]) =>
  listOf(names.map((name) => (name === "owner" ? "an owner" : name === "timescale" ? "a timescale" : name)));

const actionSplit: Check = {
  name: "action-split",
  family: "Structure",
  about: "one action written over several rows of the sheet",
  run(look) {
    const split = look.items.map(({ action }) => action).filter(({ rows }) => rows.length > 1);
    const [first] = split;
    if (!first) return [];
    const which =
      split.length > 6
        ? `${split.length} of the ${look.items.length} actions stand`
        : `${namesOf(split)} ${split.length === 1 ? "stands" : "stand"}`;
    return [
      aboutPlan(
        "action-split",
        "assumption",
        look.spot(first, "action"),
        first.action,
        `${which} on more than one row of the sheet; ${split.length === 1 ? "its rows were" : "the rows of each were"} read as one action.`,
      ),
    ];
  },
};

const headingMissing: Check = {
  name: "heading-missing",
  family: "Structure",
  about: "a column without a heading",
  run(look) {
    const { tables } = look.standing.plan;
    const columns = new Map<string, { table: PlanTable; column: PlanTable["columns"][number]; times: number }>();
    for (const table of tables) {
      if (table.headingRow === null) continue;
      for (const column of table.columns) {
        if (column.heading.trim() !== "" && !/^column ?\d+$/i.test(column.heading.trim())) continue;
        const key = `${column.column} ${column.meaning}`;
        const known = columns.get(key);
        if (known) known.times++;
        else columns.set(key, { table, column, times: 1 });
      }
    }
    return [...columns.values()].map(({ table, column, times }) => {
      const where = times > 1 ? ` in ${times} tables` : "";
      const spot = { sheet: table.sheet, row: table.headingRow!, cell: `${column.column}${table.headingRow}` };
      const name = meaningWords[column.meaning];
      const stands = column.heading.trim() === "" ? "has no heading" : `has only ${quote(column.heading)} over it`;
      return aboutPlan(
        "heading-missing",
        "assumption",
        spot,
        column.heading,
        `Column ${column.column} ${stands}${where}; it was read as the ${name.toLowerCase()}, and typing “${name}” over it would settle that.`,
      );
    });
  },
};

const headingsAbsent: Check = {
  name: "headings-absent",
  family: "Structure",
  about: "a table without a row of headings",
  run(look) {
    const bare = look.standing.plan.tables.filter(({ headingRow }) => headingRow === null);
    const [first] = bare;
    // A table that goes on under another one's headings is no fault of the plan.
    if (!first || bare.length < look.standing.plan.tables.length) return [];
    const box = parseAddress(first.address);
    const row = box ? box.row + 1 : 1;
    const cell = first.address.split(":")[0]!;
    return [
      aboutPlan(
        "headings-absent",
        "assumption",
        { sheet: first.sheet, row, cell },
        "",
        `“${first.sheet}” has no row of headings, so each column was taken for what its cells look like; a heading over each would settle it.`,
      ),
    ];
  },
};

export const structure: Check[] = [
  actionBlank,
  refDuplicate,
  refMissing,
  refGap,
  actionSplit,
  headingMissing,
  headingsAbsent,
];
