/**
 * Reads the workbook: what sheets there are, their values, and of the sheets that may hold the plan the formats too.
 *
 * Three requests for a workbook of ordinary size. Never writes. One odd thing stops one thing: a chart sheet in front, a
 * stray value in the last row or an Excel that does not say how it counts its days costs that and nothing else.
 */
import { fromSerial } from "../plan/calendar";

import { parseAddress } from "../plan/grid";
import type { Box, SheetGrid, WorkbookGrid } from "../plan/grid";
import { sheetsThatMayHoldPlan } from "../plan/reading";
import type { PlanSettings } from "../plan/model";
import { run, stopIfCancelled } from "./batch";
import type { Job, Trip } from "./batch";
import { bareCell } from "./cells";
import type { PlacedTable } from "./dataLayout";
import { beyond, kept, sayFar } from "./extent";
import { whoseIs } from "./ours";
import type { Ours } from "./ours";
import { readFormats, readValues } from "./readRanges";
import type { SheetValues } from "./readRanges";
import { listSheets } from "./sheetList";
import type { ListedSheet, ListedTable, SheetList } from "./sheetList";

/** A workbook as read. */
export interface WorkbookRead {
  /** The partnership's sheets. */
  grid: WorkbookGrid;
  /** Our own sheets, in tab order. */
  ours: OurSheet[];
  /** All sheets in tab order, with what is needed to write beside them. */
  sheets: SheetFacts[];
  /** Names Excel would not give to a sheet of ours although no sheet it lists has them: chart sheets have names too. */
  otherNames?: readonly string[];
  readOnly: boolean;
  /** True where sheets can be neither added nor deleted nor renamed. */
  structureProtected: boolean;
  /** Every name in the workbook that a new table may not have. */
  namesTaken: string[];
  /** What was left out of the reading, each a sentence. */
  leftOut: string[];
}

/** One of our sheets. */
export interface OurSheet extends Ours {
  /** By which it is known whatever it is called: a colleague may rename it, and give its name to another sheet. */
  id: string;
  name: string;
  grid: SheetGrid;
  /** The custom properties of the sheet, our mark among them. */
  properties: Readonly<Record<string, string>>;
}

export interface SheetFacts {
  id: string;
  name: string;
  visibility: ListedSheet["visibility"];
  protected: boolean;
  /** Names of the Excel tables on it. */
  tables: string[];
  /** Where its tables stand and whether they are filtered; asked for our Update data only, empty for all other sheets. */
  placed: PlacedTable[];
  /** Names of the charts on it. */
  charts: string[];
  /** Set where the sheet is ours. */
  ours: Ours | null;
  /** It was ours or looks like it, and is neither written nor read as a plan. */
  lookalike: boolean;
}

/** Reads the whole workbook. `settingsIn` finds in our own sheets what people corrected about the reading. */
export async function readWorkbook(
  settingsIn: (ours: readonly OurSheet[]) => PlanSettings,
  job: Job = {},
): Promise<WorkbookRead> {
  job.say?.("Looking at the workbook");
  const list = await listSheets(job);
  return run(async (trip) => {
    job.say?.(list.sheets.length === 1 ? "Reading 1 sheet" : `Reading ${list.sheets.length} sheets`);
    const values = await readValues(trip, list.sheets, job);
    stopIfCancelled(job);
    return putTogether(trip, list, values, settingsIn, job);
  }, job);
}

async function putTogether(
  trip: Trip,
  list: SheetList,
  values: SheetValues[],
  settingsIn: (ours: readonly OurSheet[]) => PlanSettings,
  job: Job,
): Promise<WorkbookRead> {
  const bare = list.sheets.map((sheet, index) => bareGrid(sheet, values[index]!));
  const standings = list.sheets.map((sheet, index) =>
    whoseIs({ name: sheet.name, mark: sheet.mark, grid: bare[index]!.grid }),
  );
  const oursAt = (index: number): Ours | null => {
    const standing = standings[index]!;
    return standing.is === "ours" ? standing.ours : null;
  };
  const bareOurs = list.sheets.flatMap((sheet, index): OurSheet[] => {
    const ours = oursAt(index);
    return ours
      ? [{ ...ours, id: sheet.id, name: sheet.name, grid: bare[index]!.grid, properties: sheet.properties }]
      : [];
  });
  const theirs = bare.filter((_, index) => standings[index]!.is === "theirs").map(({ grid }) => grid);
  const settings = settingsIn(bareOurs);
  const workbook = { name: list.name, active: list.active ?? "", date1904: list.date1904 ?? false };
  const wanted = new Set(sheetsThatMayHoldPlan({ ...workbook, sheets: theirs }, settings));

  // Of the plan everything counts: how a cell looks, what its number means. Of our pages, what a chair typed, as she sees it.
  const asked = list.sheets.flatMap((sheet, index) => {
    const isPage = oursAt(index)?.role === "update";
    if (!wanted.has(sheet.name) && !isPage) return [];
    return [{ sheet, values: values[index]!, size: bare[index]!, withLooks: !isPage }];
  });
  // Of the table with the data and of the pages it matters where a table stands.
  const isWritten = (name: string) =>
    list.sheets.some((sheet, index) => sheet.name === name && ["data", "update"].includes(oursAt(index)?.role ?? ""));
  const ourTables = list.tables.filter(({ sheet }) => isWritten(sheet));
  // Asked along with the formats; once more alone in the rare case that those took another try.
  let placedTables = queuePlaces(trip, ourTables);
  const full = await readFormats(trip, asked, list.tables, job);
  if (placedTables() === null) {
    placedTables = queuePlaces(trip, ourTables);
    await trip.read();
  }
  const placed = placedTables() ?? [];
  const gridOf = (index: number) => full.grids.get(list.sheets[index]!.name) ?? bare[index]!.grid;
  const grids = list.sheets.map((_, index) => gridOf(index));

  return {
    grid: {
      ...workbook,
      sheets: grids.filter((_, index) => standings[index]!.is === "theirs"),
      date1904: list.date1904 ?? seemsDate1904(grids),
    },
    ours: bareOurs.map((ours) => ({ ...ours, grid: full.grids.get(ours.name) ?? ours.grid })),
    sheets: list.sheets.map((sheet, index) => ({
      id: sheet.id,
      name: sheet.name,
      visibility: sheet.visibility,
      protected: sheet.protected,
      tables: list.tables.filter((table) => table.sheet === sheet.name).map(({ name }) => name),
      placed: placed.filter((table) => table.sheet === sheet.name).map(({ sheet: _, ...table }) => table),
      charts: sheet.charts,
      ours: oursAt(index),
      lookalike: standings[index]!.is === "lookalike",
    })),
    readOnly: list.readOnly,
    structureProtected: list.structureProtected,
    namesTaken: list.namesTaken,
    leftOut: [...bare.flatMap(({ grid, far }) => sayFar(grid.sheet, far)), ...full.leftOut],
  };
}

/** Queues where tables stand. The answer is null as long as the request that asked for it was not answered. */
function queuePlaces(
  { context }: Trip,
  tables: readonly ListedTable[],
): () => (PlacedTable & { sheet: string })[] | null {
  const asked = tables.map(({ name, sheet }) => {
    const table = context.workbook.tables.getItem(name);
    return {
      name,
      sheet,
      range: table.getRange().load("address"),
      filter: table.autoFilter.load("isDataFiltered"),
    };
  });
  return () => {
    try {
      return asked.flatMap(({ name, sheet, range, filter }) => {
        const box = parseAddress(range.address);
        return box ? [{ name, sheet, box, filtered: filter.isDataFiltered }] : [];
      });
    } catch {
      return null;
    }
  };
}

/** A sheet of which only the values are known, cropped to what belongs together. */
interface BareSheet {
  grid: SheetGrid;
  /** Addresses of what lies too far off to be read. */
  far: string[];
}

function bareGrid(sheet: ListedSheet, { box, values, furtherBoxes, more }: SheetValues): BareSheet {
  const rows = [...values, ...more.values];
  const far = beyond(box, furtherBoxes).far;
  if (!box || rows.length === 0) return { grid: gridOf(sheet, { row: 0, column: 0 }, []), far };
  const crop = kept(rows, { ...box, rows: rows.length });
  const cells = rows.slice(0, crop.rows).map((row) => row.slice(0, crop.columns).map(bareCell));
  const blank = cells.every((row) => row.every(({ kind }) => kind === "empty"));
  return { grid: gridOf(sheet, box, blank ? [] : cells), far: [...crop.far, ...far] };
}

function gridOf(sheet: ListedSheet, at: Pick<Box, "row" | "column">, cells: SheetGrid["cells"]): SheetGrid {
  return {
    sheet: sheet.name,
    hidden: sheet.visibility !== "Visible",
    firstRow: at.row,
    firstColumn: at.column,
    cells,
    merges: [],
    tables: [],
    hiddenRows: [],
  };
}

/**
 * Whether serials count from 1904, where Excel would not say: told from what dates show, the year in the shown text against
 * the year of the stored number. Most of the dates decide, not the first.
 */
function seemsDate1904(sheets: readonly SheetGrid[]): boolean {
  let votes = 0;
  for (const cell of sheets.flatMap(({ cells }) => cells.flat())) {
    if (cell.kind !== "date" || typeof cell.value !== "number" || /"/.test(cell.format)) continue;
    const year = /\b(?:19|20)\d\d\b/.exec(cell.text)?.[0];
    if (!year) continue;
    if (fromSerial(cell.value)?.slice(0, 4) === year) votes -= 1;
    else if (fromSerial(cell.value, true)?.slice(0, 4) === year) votes += 1;
  }
  return votes > 0;
}
