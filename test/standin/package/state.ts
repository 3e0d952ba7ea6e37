/**
 * All of a sheet that can change while a workbook is open, taken down so that it can be compared later: cells one by one, and
 * everything else aspect by aspect. Changes nothing, and knows nothing of the file.
 */
import type { SheetModel, TableModel } from "../sheet";
import type { ConditionalRule, Link } from "../sheet";
import { stored } from "../cells";

/** What a sheet has beside its cells, rules, links and tables. */
export const aspects = [
  "properties",
  "views",
  "columns",
  "merges",
  "validations",
  "protection",
  "page",
  "printed",
  "rowBreaks",
  "columnBreaks",
  "filter",
  "extendedFormats",
  "customProperties",
] as const;
export type Aspect = (typeof aspects)[number];

export interface CellState {
  value: unknown;
  style: string;
}

export interface RuleState {
  id: string;
  ref: string;
  /** All it says, its place in the order left out. */
  text: string;
  look: string;
}

export interface SheetState {
  name: string;
  state: string;
  aspects: Record<Aspect, string>;
  rows: Map<number, string>;
  /** By `placeOf`. */
  cells: Map<number, CellState>;
  /** Most important first. */
  rules: RuleState[];
  links: Map<string, string>;
  tables: Map<string, string>;
}

const COLUMNS = 16_384;
export const placeOf = (row: number, column: number): number => row * COLUMNS + column;
export const rowOf = (place: number): number => Math.floor(place / COLUMNS);
export const columnOf = (place: number): number => place % COLUMNS;

/** Values in one order of their names, nothing that is empty. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined && each !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, each]) => [name, plain(each)]));
}

export const textOfValue = (value: unknown): string => JSON.stringify(plain(value)) ?? "";

/** Styles as text; cells of one style mostly share one object. */
export function styleTexts(): (style: unknown) => string {
  const known = new WeakMap<object, string>();
  const one = new Map<string, string>();
  return (style) => {
    if (typeof style !== "object" || style === null) return "{}";
    let text = known.get(style);
    if (text === undefined) {
      const written = textOfValue(style);
      text = one.get(written) ?? written;
      one.set(text, text);
      known.set(style, text);
    }
    return text;
  };
}

const linkText = (link: Link): string => textOfValue(link);
/** A table by what can change of it: exceljs notes more in it when it writes. */
const tableText = ({ name, tableRef, headerRow, totalsRow, style, columns }: TableModel): string =>
  textOfValue({
    name,
    tableRef,
    headerRow,
    totalsRow,
    style,
    columns: columns.map(({ name: heading, filterButton, totalsRowFunction, totalsRowLabel, totalsRowFormula }) => ({
      heading,
      // A table without headings has no buttons, whatever is noted.
      filterButton: headerRow && filterButton,
      totals: [totalsRowFunction, totalsRowLabel, totalsRowFormula],
    })),
  });

const ruleText = (rule: ConditionalRule): string =>
  textOfValue({ ...rule, id: null, priority: null, unreadable: null, style: null });

/** The values kept beside the sheet's own model: its filter and the newer conditional formats, as the file's text. */
export interface Beside {
  filter: string;
  tableFilters: Map<string, string>;
  extendedFormats: string;
}

export function stateOf(sheet: SheetModel, beside: Beside, styleText = styleTexts()): SheetState {
  const { ws, internal } = sheet;
  const cells = new Map<number, CellState>();
  const rows = new Map<number, string>();
  internal._rows.forEach((row, r) => {
    if (!row) return;
    const own = textOfValue({
      height: row.height,
      hidden: row.hidden || undefined,
      outlineLevel: row.outlineLevel || undefined,
      style: Object.keys(row.style ?? {}).length > 0 ? styleText(row.style) : undefined,
    });
    if (own !== "{}") rows.set(r, own);
    row._cells.forEach((cell, c) => {
      if (!cell) return;
      const style = styleText(cell.style);
      // A cell covered by a merge has a look of its own, and nothing else.
      const value = stored(cell as never);
      if (value === null && style === "{}") return;
      cells.set(placeOf(r, c), { value: typeof value === "object" && value ? textOfValue(value) : value, style });
    });
  });
  const { printArea, printTitlesRow, printTitlesColumn, ...setup } = ws.pageSetup as unknown as Record<string, unknown>;
  const columns = (internal._columns ?? []).map((column) => {
    const { width, hidden, style } = column as unknown as { width?: number; hidden: boolean; style: object };
    const { outlineLevel } = column as unknown as { outlineLevel?: number };
    return { width, hidden: hidden || undefined, outlineLevel: outlineLevel || undefined, style: styleText(style) };
  });
  while (columns.length > 0 && textOfValue(columns.at(-1)) === textOfValue({ style: "{}" })) columns.pop();
  return {
    name: sheet.name,
    state: ws.state,
    aspects: {
      properties: textOfValue(ws.properties),
      views: textOfValue((ws.views ?? []).map((view) => ({ ...view, tabSelected: undefined }))),
      columns: textOfValue(columns),
      merges: textOfValue(
        sheet
          .merges()
          .map((merge) => textOfValue(merge))
          .sort(),
      ),
      validations: textOfValue(internal.dataValidations.model),
      protection: textOfValue(internal.sheetProtection),
      page: textOfValue([setup, ws.headerFooter]),
      printed: textOfValue({ printArea, printTitlesRow, printTitlesColumn }),
      rowBreaks: textOfValue(internal.rowBreaks.map(({ id }) => id).sort((a, b) => a - b)),
      columnBreaks: textOfValue([...sheet.columnBreaks].sort((a, b) => a - b)),
      filter: textOfValue([internal.autoFilter, beside.filter]),
      extendedFormats: beside.extendedFormats,
      customProperties: textOfValue([...sheet.customProperties.values()]),
    },
    rows,
    cells,
    rules: sheet.conditionalFormats().map(({ rule, block }) => ({
      id: String(rule["id"] ?? ""),
      ref: block.ref,
      text: ruleText(rule),
      look: textOfValue(rule.style),
    })),
    links: new Map([...sheet.links].map(([key, link]) => [key, linkText(link)])),
    tables: new Map(
      sheet.tables().map((table) => [table.name, tableText(table) + (beside.tableFilters.get(table.name) ?? "")]),
    ),
  };
}
