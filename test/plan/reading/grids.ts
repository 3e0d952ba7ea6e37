/**
 * Grids for tests of the reading: written by hand as rows of texts, or laid out from the Warwickshire plan.
 *
 * A text is a text cell, a number a number, null an empty cell; `date` and `styled` make the rest.
 */
import { parseAddress } from "../../../src/plan/grid";
import type { Box, GridCell, GridTable, SheetGrid, WorkbookGrid } from "../../../src/plan/grid";
import plan from "../../samples/warwickshire.json";

export type Written = string | number | null | GridCell;

/** A cell as Excel would hand it over. */
export function cell(written: Written): GridCell {
  if (written === null || written === "") return { kind: "empty", text: "", value: null, format: "General" };
  if (typeof written === "number") return { kind: "number", text: String(written), value: written, format: "General" };
  if (typeof written === "string") return { kind: "text", text: written, value: written, format: "General" };
  return written;
}

/** A date cell: its serial number, how it is shown, and its number format. */
export function date(serial: number, shown: string, format: string): GridCell {
  return { kind: "date", text: shown, value: serial, format };
}

/** A number shown another way than it is stored: 1.1 as "1.10". */
export function number(value: number, shown: string, format = "0.00"): GridCell {
  return { kind: "number", text: shown, value, format };
}

export function styled(written: Written, style: Partial<GridCell>): GridCell {
  return { ...cell(written), ...style };
}

export const bold = (text: string): GridCell => styled(text, { bold: true });

export interface SheetOptions {
  /** Top left cell: "C4". */
  at?: string;
  hidden?: boolean;
  /** "A2:A4" in sheet addresses. */
  merges?: string[];
  tables?: { name: string; at: string; hasHeadings?: boolean; hasTotals?: boolean }[];
}

/** A sheet from rows; short rows are filled up with empty cells. */
export function sheet(name: string, rows: Written[][], options: SheetOptions = {}): SheetGrid {
  const start = parseAddress(options.at ?? "A1")!;
  const width = Math.max(0, ...rows.map((row) => row.length));
  return {
    sheet: name,
    hidden: options.hidden ?? false,
    firstRow: start.row,
    firstColumn: start.column,
    cells: rows.map((row) => Array.from({ length: width }, (_, i) => cell(row[i] ?? null))),
    merges: (options.merges ?? []).map((address) => parseAddress(address) as Box),
    tables: (options.tables ?? []).map(({ name: table, at, hasHeadings = true, hasTotals = false }): GridTable => ({
      name: table,
      box: parseAddress(at) as Box,
      hasHeadings,
      hasTotals,
    })),
    hiddenRows: [],
  };
}

export function workbook(sheets: SheetGrid[], name = "Book1"): WorkbookGrid {
  return { name, sheets, active: sheets[0]?.sheet ?? "", date1904: false };
}

// ---------------------------------------------------------------------------------------------------------------------
// The Warwickshire plan

type Row = (typeof plan.sections)[number]["rows"][number] & { fragments?: Record<Field, string>[] };
type Field = "key_action" | "owner" | "timescale" | "outcomes" | "notes";
const fields: Field[] = ["key_action", "owner", "timescale", "outcomes", "notes"];

export const warwickshire = plan;

/** The thirty actions as published: what any layout of the plan has to be read as. */
export const published = plan.sections.flatMap((section) =>
  section.rows.map((row) => ({ ...row, section: section.title })),
);

const withRef = (row: Row) => (row.ref ? `${row.ref} ${row.key_action}` : row.key_action);
const whole = (row: Row): Written[] => fields.map((field) => (field === "key_action" ? withRef(row) : row[field]));
const lines = (row: Row): Written[][] =>
  row.fragments ? row.fragments.map((part) => fields.map((field) => part[field])) : [whole(row)];
const sectionTitle = (section: { number: number; title: string }) => `${section.number}. ${section.title}`;

/** One sheet: title, a section row and a heading row to each section, rows split as the pages ended. */
export function onOneSheet(): WorkbookGrid {
  const rows: Written[][] = [[bold(plan.title)], [plan.dated], []];
  for (const section of plan.sections) {
    rows.push(
      [bold(sectionTitle(section))],
      section.header.map((heading) => (heading ? bold(heading) : null)),
    );
    for (const row of section.rows) rows.push(...lines(row as Row));
    rows.push([]);
  }
  return workbook([sheet("Action plan 2019-20", rows)]);
}

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
/** Serial numbers of the first of the months in the plan, as Excel counts them. */
const serials: Record<string, number> = {
  "January 2018": 43101,
  "March 2018": 43160,
  "June 2019": 43617,
  "July 2019": 43647,
  "December 2019": 43800,
};

/** A sheet and an Excel table to each section; the blank heading named by Excel; months stored as dates. */
export function onSheets(): WorkbookGrid {
  return workbook(
    plan.sections.map((section) => {
      const name = sectionTitle(section).replace(".", "").slice(0, 31).trim();
      const body = section.rows.map((row) =>
        whole(row as Row).map((text, i) => {
          if (
            i !== 2 ||
            typeof text !== "string" ||
            !months.includes(text.split(" ")[0]!) ||
            serials[text] === undefined
          )
            return text;
          return date(serials[text], text, "mmmm yyyy");
        }),
      );
      return sheet(
        name,
        [
          [bold(plan.title)],
          [],
          [bold(sectionTitle(section))],
          [],
          ["Key action", "Column1", "Timescale", "Outcomes", "Notes"],
          ...body,
        ],
        {
          tables: [{ name: `Table${section.number}`, at: `A5:E${5 + body.length}` }],
        },
      );
    }),
  );
}
