/**
 * What sheets a workbook has and what may be done to it: the first request of every reading.
 *
 * Asks Excel for two things it may refuse, which sheet is in view and how it counts its days; where it refuses, the same is
 * asked again without them, and they are left unknown.
 */
import { run } from "./batch";
import type { Job, Trip } from "./batch";
import { markKey, readMark } from "./ours";
import type { Mark } from "./ours";
import { asExcelProblem, placeOfFailure } from "./problem";

export interface ListedSheet {
  id: string;
  name: string;
  visibility: "Visible" | "Hidden" | "VeryHidden";
  protected: boolean;
  charts: string[];
  properties: Readonly<Record<string, string>>;
  mark: Mark | null;
}

export interface ListedTable {
  name: string;
  sheet: string;
  hasHeadings: boolean;
  hasTotals: boolean;
}

/** The workbook before anything of its sheets is read. */
export interface SheetList {
  /** The file's name without its ending. */
  name: string;
  readOnly: boolean;
  structureProtected: boolean;
  sheets: ListedSheet[];
  tables: ListedTable[];
  /** Names of tables and defined names. */
  namesTaken: string[];
  /** The sheet in view; null where it is none of the worksheets, as with a chart sheet in front. */
  active: string | null;
  /** Whether serial 0 is 1 January 1904; null where Excel does not say. */
  date1904: boolean | null;
}

/** What Excel may refuse, asked along with the rest. */
interface Extras {
  active: boolean;
  epoch: boolean;
}

/** Lists the sheets. One request; one or two more where Excel refuses to say what is in view or how it counts days. */
export async function listSheets(job: Job = {}): Promise<SheetList> {
  const tries: Extras[] = [
    { active: true, epoch: true },
    { active: false, epoch: true },
    { active: true, epoch: false },
    { active: false, epoch: false },
  ];
  let refused: unknown;
  for (const extras of tries) {
    if (refused && !mayHelp(refused, extras)) continue;
    try {
      return await run((trip) => list(trip, extras), job);
    } catch (error) {
      if (!worthAnotherTry(error)) throw error;
      refused = error;
    }
  }
  throw asExcelProblem(refused);
}

/** An Excel that is busy, in a cell or silent will not answer better to less. */
function worthAnotherTry(error: unknown): boolean {
  const { reason } = asExcelProblem(error);
  return !["editing", "no-answer", "cancelled", "too-large", "busy"].includes(reason);
}

/** Where Excel says which of the two it refused, only a try without that one helps. */
function mayHelp(refused: unknown, { active, epoch }: Extras): boolean {
  const place = placeOfFailure(refused);
  if (/getActiveWorksheet/i.test(place)) return !active;
  if (/functions|date/i.test(place)) return !epoch;
  return true;
}

async function list({ context, read }: Trip, extras: Extras): Promise<SheetList> {
  const { workbook } = context;
  workbook.load("name,readOnly");
  const protection = workbook.protection.load("protected");
  const worksheets = workbook.worksheets.load(
    "items/id,items/name,items/visibility,items/protection/protected,items/charts/items/name,items/customProperties/items/key,items/customProperties/items/value",
  );
  const tables = workbook.tables.load("items/name,items/showHeaders,items/showTotals,items/worksheet/name");
  const names = workbook.names.load("items/name");
  const active = extras.active ? workbook.worksheets.getActiveWorksheet().load("name") : null;
  const day = extras.epoch ? workbook.functions.date(2000, 1, 1).load("value,error") : null;
  await read();

  return {
    name: workbook.name.replace(/\.xls[xmb]?$/i, ""),
    readOnly: workbook.readOnly,
    structureProtected: protection.protected,
    sheets: worksheets.items.map((sheet): ListedSheet => {
      const properties = Object.fromEntries(sheet.customProperties.items.map(({ key, value }) => [key, value]));
      return {
        id: sheet.id,
        name: sheet.name,
        visibility: sheet.visibility as ListedSheet["visibility"],
        protected: sheet.protection.protected,
        charts: sheet.charts.items.map((chart) => chart.name),
        properties,
        mark: readMark(properties[markKey]),
      };
    }),
    tables: tables.items.map((table) => ({
      name: table.name,
      sheet: table.worksheet.name,
      hasHeadings: table.showHeaders,
      hasTotals: table.showTotals,
    })),
    namesTaken: [...tables.items.map(({ name }) => name), ...names.items.map(({ name }) => name)],
    active: active?.name ?? null,
    date1904: epochOf(day?.value),
  };
}

/** 1 January 2000 is day 36526 counted from 1900 and 35064 counted from 1904. */
function epochOf(serial: number | undefined): boolean | null {
  if (serial === 36_526) return false;
  return serial === 35_064 ? true : null;
}
