/**
 * Reads the workbook: every sheet's used part as a grid, in two requests.
 *
 * Never writes. Sheets of ours come back apart from the partnership's. A workbook too large for one answer is read again
 * in pieces under the limit.
 */
import { fromSerial } from "../plan/calendar";
import { emptyCell, parseAddress } from "../plan/grid";
import type { Box, GridCell, GridTable, SheetGrid, WorkbookGrid } from "../plan/grid";
import { messageLimit, run, stopIfCancelled } from "./batch";
import type { Job } from "./batch";
import { isOurs } from "./names";
import { asExcelProblem } from "./problem";
import { isDateFormat } from "./text";

/** A workbook as read. */
export interface WorkbookRead {
  /** The partnership's sheets. */
  grid: WorkbookGrid;
  /** Our own sheets, by the name they have. */
  ours: SheetGrid[];
  /** All sheets in tab order, with what is needed to write beside them. */
  sheets: SheetFacts[];
  readOnly: boolean;
}

export interface SheetFacts {
  name: string;
  visible: boolean;
  protected: boolean;
  /** Names of the Excel tables on it. */
  tables: string[];
  /** Names of the charts on it. */
  charts: string[];
}

/** What is loaded of one sheet's used range, before it is turned into cells. */
interface RangeRead {
  box: Box;
  values: unknown[][];
  text: string[][];
  numberFormat: unknown[][];
  looks: Excel.CellProperties[][] | null;
  merges: Box[];
  tables: GridTable[];
  hiddenRows: number[];
}

const looksWanted: Excel.CellPropertiesLoadOptions = {
  format: { fill: { color: true }, font: { bold: true, italic: true, strikethrough: true, color: true } },
};

/** Reads the whole workbook. Two requests, more only where one answer would pass the size Excel on the web allows. */
export async function readWorkbook(job: Job = {}): Promise<WorkbookRead> {
  return run(async (context) => {
    job.say?.("Looking at the workbook");
    const { workbook } = context;
    workbook.load("name,readOnly");
    const worksheets = workbook.worksheets.load(
      "items/name,items/visibility,items/protection/protected,items/charts/items/name",
    );
    const tables = workbook.tables.load("items/name,items/showHeaders,items/showTotals,items/worksheet/name");
    const active = workbook.worksheets.getActiveWorksheet().load("name");
    await context.sync();
    stopIfCancelled(job);

    job.say?.(worksheets.items.length === 1 ? "Reading 1 sheet" : `Reading ${worksheets.items.length} sheets`);
    const reads = await readAll(context, worksheets.items, tables.items, job);

    const sheets = worksheets.items.map((sheet, index): SheetGrid => toGrid(sheet, reads[index]!));
    return {
      grid: {
        name: workbook.name.replace(/\.xls[xmb]?$/i, ""),
        sheets: sheets.filter((sheet) => !isOurs(sheet.sheet)),
        active: active.name,
        date1904: seemsDate1904(sheets),
      },
      ours: sheets.filter((sheet) => isOurs(sheet.sheet)),
      sheets: worksheets.items.map((sheet) => ({
        name: sheet.name,
        visible: sheet.visibility === "Visible",
        protected: sheet.protection.protected,
        tables: tables.items.filter((table) => table.worksheet.name === sheet.name).map((table) => table.name),
        charts: sheet.charts.items.map((chart) => chart.name),
      })),
      readOnly: workbook.readOnly,
    };
  }, job);
}

/**
 * Whether serials count from 1904. The flag itself is not in the API, so it is told from what date cells show: the year in
 * the shown text against the year of the stored number.
 */
function seemsDate1904(sheets: SheetGrid[]): boolean {
  for (const { cells } of sheets) {
    for (const cell of cells.flat()) {
      const year = cell.kind === "date" ? /\b(?:19|20)\d\d\b/.exec(cell.text)?.[0] : undefined;
      if (!year || typeof cell.value !== "number") continue;
      return fromSerial(cell.value)?.slice(0, 4) !== year && fromSerial(cell.value, true)?.slice(0, 4) === year;
    }
  }
  return false;
}

async function readAll(
  context: Excel.RequestContext,
  sheets: Excel.Worksheet[],
  tables: Excel.Table[],
  job: Job,
): Promise<RangeRead[]> {
  try {
    const waiting = sheets.map((sheet) => queueSheet(sheet, tables));
    await context.sync();
    return waiting.map((finish) => finish());
  } catch (error) {
    const problem = asExcelProblem(error);
    if (problem.reason !== "too-large" && !isAboutMerges(error)) throw problem;
    return readInPieces(context, sheets, tables, job, !isAboutMerges(error));
  }
}

/** More than 512 merged areas make Excel refuse to list them; the sheet is then read as if it had none. */
function isAboutMerges(error: unknown): boolean {
  const location = (error as { debugInfo?: { errorLocation?: string } } | null)?.debugInfo?.errorLocation ?? "";
  return location.includes("getMergedAreas");
}

function queueSheet(sheet: Excel.Worksheet, tables: Excel.Table[]): () => RangeRead {
  const range = sheet.getUsedRange(true).load("values,text,numberFormat,rowIndex,columnIndex,rowCount,columnCount");
  const looks = range.getCellProperties(looksWanted);
  const hidden = range.getRowProperties({ rowHidden: true });
  const merged = range.getMergedAreasOrNullObject().load("address");
  const finishTables = queueTables(sheet, tables);
  return () => ({
    box: { row: range.rowIndex, column: range.columnIndex, rows: range.rowCount, columns: range.columnCount },
    values: range.values,
    text: range.text,
    numberFormat: range.numberFormat,
    looks: looks.value,
    merges: merged.isNullObject ? [] : boxesOf(merged.address),
    tables: finishTables(),
    hiddenRows: hiddenFrom(hidden.value, range.rowIndex),
  });
}

function queueTables(sheet: Excel.Worksheet, tables: Excel.Table[]): () => GridTable[] {
  const here = tables
    .filter((table) => table.worksheet.name === sheet.name)
    .map((table) => ({ table, range: table.getRange().load("address") }));
  return () =>
    here.flatMap(({ table, range }) => {
      const box = parseAddress(range.address);
      return box ? [{ name: table.name, box, hasHeadings: table.showHeaders, hasTotals: table.showTotals }] : [];
    });
}

function hiddenFrom(rows: Excel.RowProperties[], firstRow: number): number[] {
  return rows.flatMap((row, index) => (row.rowHidden ? [firstRow + index] : []));
}

/** A cell with its looks takes about this many bytes of an answer, its text not counted. */
const bytesPerCell = 260;

/**
 * The same reading for a workbook too large for one answer: one request for the sizes, then runs of rows that keep each
 * answer under the limit. The number of requests grows with megabytes, not with rows.
 */
async function readInPieces(
  context: Excel.RequestContext,
  sheets: Excel.Worksheet[],
  tables: Excel.Table[],
  job: Job,
  withMerges: boolean,
): Promise<RangeRead[]> {
  const sizes = sheets.map((sheet) => ({
    sheet,
    range: sheet.getUsedRange(true).load("rowIndex,columnIndex,rowCount,columnCount"),
    finishTables: queueTables(sheet, tables),
  }));
  await context.sync();

  const merges = withMerges ? sizes.map(({ range }) => range.getMergedAreasOrNullObject().load("address")) : null;
  const reads: RangeRead[] = sizes.map(({ range, finishTables }) => ({
    box: { row: range.rowIndex, column: range.columnIndex, rows: range.rowCount, columns: range.columnCount },
    values: [],
    text: [],
    numberFormat: [],
    looks: [],
    merges: [],
    tables: finishTables(),
    hiddenRows: [],
  }));

  const total = reads.reduce((rows, read) => rows + read.box.rows, 0);
  let done = 0;
  let waiting: {
    read: RangeRead;
    row: number;
    range: Excel.Range;
    looks: OfficeExtension.ClientResult<Excel.CellProperties[][]>;
    hidden: OfficeExtension.ClientResult<Excel.RowProperties[]>;
  }[] = [];
  let bytes = 0;
  const send = async () => {
    await context.sync();
    stopIfCancelled(job);
    for (const { read, row, range, looks, hidden } of waiting) {
      read.values.push(...range.values);
      read.text.push(...range.text);
      read.numberFormat.push(...range.numberFormat);
      read.looks!.push(...looks.value);
      read.hiddenRows.push(...hiddenFrom(hidden.value, row));
      done += range.values.length;
    }
    job.say?.(`Read ${done} of ${total} rows`);
    waiting = [];
    bytes = 0;
  };
  // A cell's text is not known before it is read: pieces are planned for long prose (400 characters a cell, twice).
  const perCell = bytesPerCell + 800;
  for (const [index, { sheet }] of sizes.entries()) {
    const { box } = reads[index]!;
    const rowsAtOnce = Math.max(1, Math.floor(messageLimit / (perCell * box.columns)));
    for (let row = box.row; row < box.row + box.rows; row += rowsAtOnce) {
      const rows = Math.min(rowsAtOnce, box.row + box.rows - row);
      if (waiting.length > 0 && bytes + rows * box.columns * perCell > messageLimit) await send();
      const range = sheet.getRangeByIndexes(row, box.column, rows, box.columns).load("values,text,numberFormat");
      waiting.push({
        read: reads[index]!,
        row,
        range,
        looks: range.getCellProperties(looksWanted),
        hidden: range.getRowProperties({ rowHidden: true }),
      });
      bytes += rows * box.columns * perCell;
    }
  }
  await send();
  merges?.forEach((merged, index) => {
    reads[index]!.merges = merged.isNullObject ? [] : boxesOf(merged.address);
  });
  return reads;
}

/** The boxes of "Plan!A1:B2,Plan!A5:A9". Sheet names with commas are quoted, so only commas outside quotes part. */
function boxesOf(address: string): Box[] {
  const boxes: Box[] = [];
  for (const part of address.match(/(?:'(?:[^']|'')*'|[^,'])+/g) ?? []) {
    const box = parseAddress(part.trim());
    if (box) boxes.push(box);
  }
  return boxes;
}

function toGrid(sheet: Excel.Worksheet, read: RangeRead): SheetGrid {
  const cells = read.values.map((row, r) =>
    row.map((value, c) =>
      toCell(value, read.text[r]?.[c] ?? "", String(read.numberFormat[r]?.[c] ?? "General"), read.looks?.[r]?.[c]),
    ),
  );
  const blank = cells.length === 1 && cells[0]!.length === 1 && cells[0]![0]!.kind === "empty";
  return {
    sheet: sheet.name,
    hidden: sheet.visibility !== "Visible",
    firstRow: read.box.row,
    firstColumn: read.box.column,
    cells: blank ? [] : cells,
    merges: read.merges,
    tables: read.tables,
    hiddenRows: read.hiddenRows,
  };
}

const errorValues = new Set([
  "#N/A",
  "#REF!",
  "#VALUE!",
  "#DIV/0!",
  "#NAME?",
  "#NUM!",
  "#NULL!",
  "#SPILL!",
  "#CALC!",
  "#FIELD!",
  "#BUSY!",
  "#CONNECT!",
  "#BLOCKED!",
  "#GETTING_DATA",
  "#UNKNOWN!",
]);

function toCell(value: unknown, text: string, format: string, looks: Excel.CellProperties | undefined): GridCell {
  const font = looks?.format?.font;
  const fill = looks?.format?.fill?.color;
  const shape: Partial<GridCell> = {};
  if (font?.bold) shape.bold = true;
  if (font?.italic) shape.italic = true;
  if (font?.strikethrough) shape.strikethrough = true;
  if (font?.color && font.color !== "#000000") shape.colour = font.color;
  if (fill && fill !== "#FFFFFF") shape.fill = fill;

  if (value === "" || value === null || value === undefined)
    return fill || font ? { ...emptyCell, format, ...shape } : emptyCell;
  if (typeof value === "string") {
    return { kind: errorValues.has(value) ? "error" : "text", text: value, value, format, ...shape };
  }
  if (typeof value === "boolean") return { kind: "boolean", text, value, format, ...shape };
  const number = Number(value);
  // A column too narrow for a date or number shows hashes; the stored number still tells.
  const shown = /^#+$/.test(text) ? String(number) : text;
  return { kind: isDateFormat(format) ? "date" : "number", text: shown, value: number, format, ...shape };
}
