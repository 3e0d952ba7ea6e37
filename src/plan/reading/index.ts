/**
 * Reads the plan a workbook holds: the one entrance to this folder.
 *
 * Plain data in, plain data out. Nothing is changed in the workbook, nothing is guessed without saying so.
 */
import { findCorrected, headingToKeep, isSameCorrected } from "../corrections";
import { columnLetter } from "../grid";
import type { GridCell, WorkbookGrid } from "../grid";
import { noSettings } from "../model";
import type { Action, Meaning, Plan, PlanQuestion, PlanSettings, PlanTable, Section } from "../model";
import { readAction, rememberingOwners } from "./actions";
import { choosePlan } from "./choose";
import type { UnderstoodTable } from "./choose";
import { mapHeadings, ordinalColumn } from "./columns";
import { isNoHeading } from "./headings";
import { joinRows, layoutOf, wholeText } from "./rows";
import type { Layout, RowGroup } from "./rows";
import { sameSection, sectionOf } from "./sections";
import { cellAt, sheetColumn, sheetRow, viewOf } from "./sheet";
import type { SheetView } from "./sheet";
import { isPlanTitle } from "./bodyRows";
import { addressOf, findTables, headingSignature } from "./tables";
import type { FoundTable } from "./found";
import { listOf } from "./text";
import { quotedNames } from "../words";
import { readYears } from "./years";

export { mapHeadings } from "./columns";
export type { MappedColumn } from "./columns";

/**
 * The sheets that may hold a plan, told from their values alone: those with a table that has a column of actions, and those a
 * person chose. Where there is none, every sheet with any table.
 */
export function sheetsThatMayHoldPlan(workbook: WorkbookGrid, settings: PlanSettings = noSettings): string[] {
  const found = workbook.sheets.flatMap((grid) => findTables(viewOf(grid)));
  const sheetOf = ({ table }: UnderstoodTable) => table.view.grid.sheet;
  const understood = understand(found, settings);
  const likely = understood.filter(({ mapped }) => mapped.some(({ meaning }) => meaning === "action"));
  const chosen = workbook.sheets.map(({ sheet }) => sheet).filter((sheet) => settings.sheets?.includes(sheet));
  return [...new Set([...(likely.length > 0 ? likely : understood).map(sheetOf), ...chosen])];
}

/** Reads the plan a workbook holds. A workbook with no plan gives a plan with no tables. */
export function readPlan(workbook: WorkbookGrid, settings: PlanSettings = noSettings): Plan {
  const views = new Map(workbook.sheets.map((grid) => [grid.sheet, viewOf(grid)]));
  const found = [...views.values()].flatMap(findTables);
  const { tables, questions, leftOut } = choosePlan(workbook, views, understand(found, settings), settings);
  const lapsed = lapsedOf(workbook, found, settings);
  const layouts = layoutsOf(tables);
  const joined = tables.map((item) => ({
    ...item,
    layout: layouts.get(item)!,
    groups: joinRows(item.table, layouts.get(item)!),
  }));
  const title = titleOf(tables, views, workbook.name);
  const sections = new Sections(tables, title);
  const years = readYears(yearsSource(workbook, title, joined), settings);

  const readOwner = rememberingOwners();
  const context = { start: years.start, end: years.end, calendar: years.calendar };
  const actions = joined.flatMap((item) =>
    item.groups.map((group) =>
      readAction({
        ...item,
        group,
        section: sections.of(item, group),
        context,
        date1904: workbook.date1904,
        readOwner,
      }),
    ),
  );
  const planTables = joined.filter(({ groups }) => groups.length > 0).map((item) => planTable(item, sections));
  return {
    title,
    ...years,
    tables: planTables,
    sections: sections.inOrder(actions),
    actions,
    questions: [
      ...sheetQuestions(lapsed.sheets, settings),
      ...questions,
      ...columnQuestions(tables),
      ...joinQuestions(joined),
    ],
    leftOut,
    lapsed,
  };
}

function lapsedOf(workbook: WorkbookGrid, found: readonly FoundTable[], settings: PlanSettings): Plan["lapsed"] {
  const names = new Set(workbook.sheets.map(({ sheet }) => sheet));
  return {
    sheets: (settings.sheets ?? []).filter((sheet) => !names.has(sheet)),
    columns: settings.columns.filter(
      (correction) =>
        !found.some(
          (table) => table.view.grid.sheet === correction.sheet && findCorrected(correction, lettersOf(table)) >= 0,
        ),
    ),
  };
}

/** The columns of a table as a correction names them. */
function lettersOf(table: FoundTable): { letter: string; heading: string }[] {
  return table.columns.map((at, index) => ({
    letter: columnLetter(sheetColumn(table.view, at)),
    heading: table.headings[index]!,
  }));
}

/** Asks where a chosen sheet is not there any more: what stands on it under another name may be half the plan. */
function sheetQuestions(missing: readonly string[], settings: PlanSettings): PlanQuestion[] {
  if (missing.length === 0) return [];
  const left = (settings.sheets ?? []).filter((sheet) => !missing.includes(sheet));
  const [is, was] = missing.length === 1 ? ["is", "was"] : ["are", "were"];
  return [
    {
      question: `${quotedNames(missing)} ${was} chosen as part of the plan and ${is} not in this workbook any more. Which sheets are the plan?`,
      assumed: `${quotedNames(left)} alone.`,
      choices: [`${quotedNames(left)} alone`, "Find the plan for me"],
      settings: [{ sheets: left }, { sheets: null }],
    },
  ];
}

// ---------------------------------------------------------------------------------------------------------------------
// Tables and columns

/** Tables with the same headings are judged on all their rows together. */
function understand(found: FoundTable[], settings: PlanSettings): UnderstoodTable[] {
  const alike = new Map<string, FoundTable[]>();
  const fixedOf = (table: FoundTable) => {
    const fixed = new Map<number, Meaning | null>();
    const corrections = settings.columns.filter(({ sheet }) => sheet === table.view.grid.sheet);
    if (corrections.length === 0) return fixed;
    const columns = lettersOf(table);
    for (const correction of corrections) {
      const index = findCorrected(correction, columns);
      if (index >= 0) fixed.set(index, correction.meaning);
    }
    return fixed;
  };
  for (const table of found) {
    const key = `${headingSignature(table)}#${table.headingRow === null ? table.view.grid.sheet : ""}#${JSON.stringify([...fixedOf(table)])}`;
    const group = alike.get(key);
    if (group) group.push(table);
    else alike.set(key, [table]);
  }
  const mapped = new Map<FoundTable, UnderstoodTable>();
  for (const group of alike.values()) {
    const columns = mapHeadings(group[0]!.headings, sampleOf(group), fixedOf(group[0]!));
    for (const table of group)
      mapped.set(table, {
        table,
        mapped: columns.map((column) => ({ ...column, heading: table.headings[column.index]! })),
      });
  }
  return found.map((table) => mapped.get(table)!);
}

const sampleSize = 400;

/** Rows spread over all the tables: enough to judge a column by. */
function sampleOf(tables: FoundTable[]): GridCell[][] {
  const lines = tables.flatMap((table) =>
    table.body.filter(({ is }) => is === "line").map(({ row }) => ({ table, row })),
  );
  const step = Math.max(1, Math.ceil(lines.length / sampleSize));
  return lines
    .filter((_, i) => i % step === 0)
    .map(({ table, row }) => table.columns.map((column) => cellAt(table.view, row, column)));
}

function layoutsOf(tables: UnderstoodTable[]): Map<UnderstoodTable, Layout> {
  const alike = new Map<string, UnderstoodTable[]>();
  for (const item of tables) {
    const key = `${headingSignature(item.table)}#${item.mapped.map(({ index, meaning }) => `${index}${meaning}`).join()}`;
    const group = alike.get(key);
    if (group) group.push(item);
    else alike.set(key, [item]);
  }
  const layouts = new Map<UnderstoodTable, Layout>();
  for (const group of alike.values()) {
    const layout = layoutOf(
      group.map(({ table }) => table),
      group[0]!.mapped,
    );
    for (const item of group) layouts.set(item, layout);
  }
  return layouts;
}

type Joined = UnderstoodTable & { layout: Layout; groups: RowGroup[] };

function planTable({ table, mapped }: Joined, sections: Sections): PlanTable {
  const letter = (index: number) => columnLetter(sheetColumn(table.view, table.columns[index]!));
  const ours = new Set(mapped.map(({ index }) => index));
  return {
    sheet: table.view.grid.sheet,
    address: addressOf(table),
    section: sections.ofTable(table)?.title ?? null,
    excelTable: table.excelTable,
    headingRow: table.headingRow === null ? null : sheetRow(table.view, table.headingRow),
    columns: mapped.map(({ meaning, index, heading, reason, unsure }) => ({
      meaning,
      column: letter(index),
      heading: heading.replace(/\s+/g, " "),
      reason,
      unsure,
    })),
    alsoHere: table.headings.flatMap((heading, index) =>
      ours.has(index) ? [] : [{ column: letter(index), heading: heading.replace(/\s+/g, " ") }],
    ),
  };
}

// ---------------------------------------------------------------------------------------------------------------------
// Title, sections, years

function titleOf(tables: UnderstoodTable[], views: Map<string, SheetView>, file: string): string | null {
  const lines = tables.flatMap(({ table }) => table.above.filter((line) => line !== table.section));
  const named = lines.find(isPlanTitle);
  if (named) return named;
  const sheets = new Set(tables.map(({ table }) => table.view.grid.sheet));
  const cover =
    tables.length === 0
      ? undefined
      : [...views.values()]
          .filter(({ grid }) => !sheets.has(grid.sheet))
          .flatMap((view) =>
            view.texts
              .slice(0, 12)
              .flatMap((row) =>
                row.filter((text) => text !== "" && text.length < 160 && isPlanTitle(text) && !/[.]$/.test(text)),
              ),
          )[0];
  if (cover) return cover;
  const everywhere =
    tables.length > 1 ? lines.find((line) => tables.every(({ table }) => table.above.includes(line))) : lines[0];
  return everywhere ?? (/\p{L}{3}/u.test(file) && tables.length > 0 && !/^book\d*$/i.test(file) ? file : null);
}

/** Where the actions of a table belong: a section column, section rows, the title over it, the Excel table's name, the sheet's. */
class Sections {
  private readonly byTable = new Map<FoundTable, Section | null>();

  constructor(tables: UnderstoodTable[], title: string | null) {
    const sheets = new Set(tables.map(({ table }) => table.view.grid.sheet));
    const excel = tables.filter(({ table }) => table.excelTable !== null).length;
    for (const { table } of tables) {
      const own = table.section ?? lineOver(table, tables, title);
      const tableName =
        excel > 1 && table.excelTable && !/^(?:table|tbl)_?\d*$/i.test(table.excelTable)
          ? spaced(table.excelTable)
          : null;
      const sheetName =
        sheets.size > 1 && !/^(?:sheet|page|table|tab)? ?\d*$/i.test(table.view.grid.sheet)
          ? table.view.grid.sheet
          : null;
      const name = own ?? (sheets.size > 1 ? (sheetName ?? tableName) : tableName);
      this.byTable.set(table, name ? sectionOf(name) : null);
    }
  }

  ofTable(table: FoundTable): Section | null {
    return this.byTable.get(table) ?? null;
  }

  private readonly carried = new Map<FoundTable, string>();

  /** The title of a group's section; "" where the plan has none. */
  of({ table, mapped }: UnderstoodTable, group: RowGroup): string {
    const column = mapped.find(({ meaning }) => meaning === "section");
    if (column) {
      const text = wholeText(group, column.index).replace(/\s+/g, " ") || this.carried.get(table) || "";
      this.carried.set(table, text);
      if (text !== "") return this.note(sectionOf(text));
    }
    if (group.section !== null) return this.note(sectionOf(group.section));
    const own = this.ofTable(table);
    return own ? this.note(own) : "";
  }

  private readonly seen: Section[] = [];
  private readonly titles = new Map<string, Section>();

  private note(section: Section): string {
    const key = section.title.toLowerCase();
    const known = this.titles.get(key);
    if (known) return known.title;
    this.titles.set(key, section);
    this.seen.push(section);
    return section.title;
  }

  inOrder(actions: Action[]): Section[] {
    const used = new Set(actions.map(({ section }) => section));
    return this.seen.filter(({ title }) => used.has(title));
  }
}

/** Over tables of several sheets, or several on one: the line that is not the same over all of them. */
function lineOver(table: FoundTable, tables: UnderstoodTable[], title: string | null): string | null {
  if (tables.length < 2) return null;
  const own = table.above.findLast((line) => line !== title && !isPlanTitle(line) && line.length < 160);
  if (!own) return null;
  const others = tables.filter(
    (other) => other.table !== table && other.table.above.some((line) => sameSection(sectionOf(line), sectionOf(own))),
  );
  return others.length === 0 || others.length < (tables.length - 1) / 2 ? own : null;
}

const spaced = (name: string) =>
  name
    .replace(/^(?:tbl|table)_?/i, "")
    .replace(/_/g, " ")
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .trim();

function yearsSource(workbook: WorkbookGrid, title: string | null, joined: Joined[]) {
  const timescales = joined.flatMap(({ table, mapped, groups }) => {
    const index = mapped.find(({ meaning }) => meaning === "timescale")?.index;
    if (index === undefined) return [];
    return groups
      .slice(0, 1000)
      .flatMap((group) => group.pieces[index]!.map(({ row }) => cellAt(table.view, row, table.columns[index]!)));
  });
  const lines = [...new Set(joined.flatMap(({ table }) => table.above))];
  const sheets = [...new Set(joined.map(({ table }) => table.view.grid.sheet))];
  return {
    titles: [...(title ? [title] : []), ...lines, ...sheets, workbook.name].slice(0, 40),
    headings: [...new Set(joined.flatMap(({ table }) => table.headings))].slice(0, 60),
    timescales: timescales.slice(0, 3000),
    date1904: workbook.date1904,
  };
}

// ---------------------------------------------------------------------------------------------------------------------
// Questions

const meaningWords: Record<Meaning, string> = {
  ref: "reference",
  action: "action",
  owner: "owner",
  support: "people who support",
  timescale: "timescale",
  start: "start date",
  revised: "revised date",
  outcomes: "outcomes",
  notes: "notes",
  status: "status",
  section: "section",
};

/** Asks about each column that was not plain from its heading: once, however many tables have it. */
function columnQuestions(tables: UnderstoodTable[]): PlanQuestion[] {
  const asked = new Map<string, PlanQuestion>();
  for (const { table, mapped } of tables) {
    for (const column of mapped) {
      if (!column.unsure) continue;
      const sheetAt = sheetColumn(table.view, table.columns[column.index]!);
      const key = `${column.index}|${column.meaning}|${headingSignature(table)}`;
      const setting = {
        sheet: table.view.grid.sheet,
        column: columnLetter(sheetAt),
        heading: headingToKeep(column.heading),
        meaning: column.meaning,
      };
      const known = asked.get(key);
      if (known) {
        if (known.settings![0]!.columns!.some((each) => isSameCorrected(each, setting))) continue;
        known.settings![0]!.columns!.push(setting);
        known.settings![1]!.columns!.push({ ...setting, meaning: null });
        continue;
      }
      const place = ordinalColumn(column.index, sheetAt);
      const question = isNoHeading(column.heading)
        ? `The ${place.replace(/^column/, "column")} has no heading. It looks like the ${meaningWords[column.meaning]}. Is it?`
        : `Is “${column.heading.replace(/\s+/g, " ")}” (column ${columnLetter(sheetAt)}) the ${meaningWords[column.meaning]}?`;
      asked.set(key, {
        question,
        assumed: `Yes: ${column.reason}.`,
        choices: [`Yes, the ${meaningWords[column.meaning]}`, "No, something else"],
        settings: [{ columns: [setting] }, { columns: [{ ...setting, meaning: null }] }],
      });
    }
  }
  return [...asked.values()];
}

/** Rows that were read as carrying on the action above, where they might be actions of their own. */
function joinQuestions(joined: Joined[]): PlanQuestion[] {
  const rows = joined.flatMap(({ table, groups }) =>
    groups.flatMap(({ doubtful }) =>
      doubtful.map((row) => ({ sheet: table.view.grid.sheet, row: sheetRow(table.view, row) })),
    ),
  );
  if (rows.length === 0) return [];
  const several = new Set(rows.map(({ sheet }) => sheet)).size > 1;
  const names = listOf(
    rows.map(({ sheet, row }) => (several ? `${row} on “${sheet}”` : String(row))),
    8,
  );
  return [
    {
      question: `${rows.length === 1 ? `Row ${names} has` : `Rows ${names} have`} words but no reference and no timescale. Do they carry on the action above, or are they actions of their own?`,
      assumed: "They carry on the action above.",
      choices: ["They carry on", "They are actions of their own"],
    },
  ];
}
