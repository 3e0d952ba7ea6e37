/**
 * Queues the page: values by segments, looks by runs of rows, links by segments, each in one operation, because in Excel an
 * operation costs more than its bytes.
 *
 * The first row says that the page is not finished until everything else stands; title and mark come last. The chair's own
 * block is never cleared nor written once it is there. Everything that is written over is read in the same request, so that
 * what somebody typed at the last moment is known and not lost.
 */
import type { Piece, Trip } from "../batch";
import { bytesOf, loadedIn } from "../batch";
import { guard } from "../guard";
import { freeTableName, markKey, markText, unfinishedTitle } from "../ours";
import type { Mark } from "../ours";
import type { PlacedTable } from "../dataLayout";
import { typedSince } from "../overwritten";
import type { Overwritten } from "../overwritten";
import type { SheetFacts, WorkbookRead } from "../read";
import { queueMark } from "../sheets";
import { quoteSheet, textForCell } from "../text";
import type { KnownPage } from "./choose";
import { plainLook, queueBodyLooks, queueGaps, queueHeadLooks, setFooter, setUpComments, setUpPage } from "./looks";
import { chartRows, columnWidths, commentsRows, headRows, pageColumns } from "./model";
import type { PageModel, PageTable } from "./model";
import { judgePage, printsOfModel, readStamp, segmentRows, stampKey, stampText } from "./stamp";
import type { Stamp, Values } from "./stamp";

/** What is to be written where. */
export interface PageWrite {
  model: PageModel;
  quarter: string;
  /** The name the page has or gets. */
  name: string;
  onto: KnownPage | null;
  n: number;
  /** What the second row says while the page is being written: no two runs say the same. */
  begun: string;
  /** Whether links are handed over a segment at a time, or one by one where an Excel refuses that. */
  links: "together" | "one by one";
}

/** A conversation with Excel that tells how many requests it has sent. */
export interface SentTrip extends Trip {
  sent: () => number;
}

/** A page that is queued to be written. */
export interface QueuedPage {
  /** Says on the page that it is not finished. Goes before everything else but the records that is written. */
  begin: Piece;
  /** All the rest, the title last. */
  pieces: Piece[];
  /** After the answer: whether the whole page stands as it was written. */
  stands: () => boolean;
  /** After the answer: the sheet it is on, and what that is called; somebody may have renamed it meanwhile. */
  sheet: () => { id: string; name: string };
  /**
   * After the answer, and after a failure as far as it went: what the sheet said before, where somebody had written on it since
   * it was read; else null.
   */
  overwritten: () => Overwritten | null;
}

/** Queues the page to be written. Pieces are in order; all of them have to be sent. */
export function queuePage(trip: SentTrip, read: WorkbookRead, write: PageWrite): QueuedPage {
  const { model, onto, begun } = write;
  const block = onto?.judged.commentsEnd ?? null;
  const endRow = block ?? headRows + commentsRows.length - 1;
  const place: Place = {
    sheet: null as unknown as Excel.Worksheet,
    bodyRow: endRow + 1,
    width: Math.max(pageColumns + 4, ...(onto?.values.map((row) => row.length) ?? [])),
    begun,
    before: [],
    sent: () => trip.sent(),
    guardedAt: 0,
  };
  const now = printsOfModel(model);
  const stamp: Stamp = { n: write.n, begun, now, was: onto?.judged.stands ?? null };
  const mark: Mark = { role: "update", quarter: write.quarter, whole: false };
  const facts = onto && read.sheets.find(({ id }) => id === onto.sheet.id);
  const ours = facts ? tablesToReplace(facts, block) : [];
  let stampBefore: Excel.WorksheetCustomProperty | null = null;

  const begin: Piece = {
    bytes: 6000,
    queue: () => {
      const { worksheets } = trip.context.workbook;
      const sheet = onto ? worksheets.getItem(onto.sheet.id) : worksheets.add(write.name);
      place.sheet = sheet;
      place.guardedAt = trip.sent();
      // A new sheet is marked as ours at once: without its mark it would never be known again.
      if (!onto) queueMark(sheet, mark);
      if (onto) {
        if (block !== null) guardPage(sheet, onto.values, block);
        stampBefore = sheet.customProperties.getItemOrNullObject(stampKey).load("value");
        readBefore(place, 0, place.bodyRow);
      }
      sheet.customProperties.add(stampKey, stampText(stamp));
      // The first thing that changes on the page is that it says it is not finished.
      sheet.getRangeByIndexes(0, 0, 1, 1).values = [[textForCell(unfinishedTitle)]];
      if (onto) {
        queueMark(sheet, mark);
        for (const table of ours) trip.context.workbook.tables.getItem(table).convertToRange();
        if (facts?.charts.includes(chartName)) sheet.charts.getItem(chartName).delete();
        clear(sheet.getRangeByIndexes(1, 0, headRows - 1, place.width));
      }
      sheet.getRangeByIndexes(1, 0, 1, 1).values = [[textForCell(begun)]];
      if (block === null) {
        setUpPage(sheet);
        setUpComments(sheet);
      }
    },
  };

  const title = textForCell(model.title);
  const done = { mark: markText({ ...mark, whole: true }), stamp: stampText({ ...stamp, was: null }) };
  const written: { cell?: Excel.Range; mark?: Excel.WorksheetCustomProperty; stamp?: Excel.WorksheetCustomProperty } =
    {};
  const taken = namesTaken(read, ours);
  const finish: Piece = {
    bytes: 8000,
    queue: () => {
      const { sheet } = place;
      guardRun(place);
      const [, ...rest] = forCells(model.head.rows);
      sheet.getRangeByIndexes(1, 0, headRows - 1, pageColumns).values = rest;
      queueHeadLooks(sheet, model);
      queueBodyLooks(sheet, model, place.bodyRow);
      queueGaps(sheet, model, place.bodyRow);
      setFooter(sheet, model.footer);
      for (const table of model.tables)
        addTable(place, table, freeTableName(`${write.name}_${table.id}`, taken), taken);
      if (model.chart) addChart(place, model.chart);
      const { customProperties } = sheet;
      customProperties.add(stampKey, done.stamp);
      customProperties.add(markKey, done.mark);
      const cell = sheet.getRangeByIndexes(0, 0, 1, 1);
      cell.values = [[title]];
      sheet.load("id,name");
      written.cell = cell.load("values");
      written.mark = customProperties.getItemOrNullObject(markKey).load("value");
      written.stamp = customProperties.getItemOrNullObject(stampKey).load("value");
    },
  };

  return {
    begin,
    pieces: [...segmentPieces(place, write), finish],
    stands: () =>
      String(written.cell?.values[0]?.[0]) === title.slice(1) &&
      valueOf(written.mark) === done.mark &&
      valueOf(written.stamp) === done.stamp,
    sheet: () => ({ id: place.sheet.id, name: place.sheet.name }),
    overwritten: () => (onto ? overwritten(onto, place, valueOf(stampBefore)) : null),
  };
}

/** Undefined where there is none, or where the request failed before it was read. */
function valueOf(property: Excel.WorksheetCustomProperty | null | undefined): string | undefined {
  try {
    return !property || property.isNullObject ? undefined : String(property.value);
  } catch {
    return undefined;
  }
}

/** The sheet that is written, and what is found on it on the way. */
interface Place {
  /** Set by the first piece. */
  sheet: Excel.Worksheet;
  /** The first row below the chair's own block. */
  bodyRow: number;
  /** How many columns are read and cleared. */
  width: number;
  begun: string;
  before: { row: number; range: Excel.Range }[];
  /** How many requests have been sent, and how many had been when it was last looked whether the page is still this run's. */
  sent: () => number;
  guardedAt: number;
}

function readBefore(place: Place, row: number, rows: number): Excel.Range {
  const range = place.sheet.getRangeByIndexes(row, 0, rows, place.width).load("values");
  place.before.push({ row, range });
  return range;
}

/** Comments people attached to cells stay: only words, looks and links of ours go. */
function clear(range: Excel.Range): void {
  range.clear("Hyperlinks");
  range.clear("Contents");
  range.clear("Formats");
  range.format.set(plainLook);
}

/** Stops the request where rows were put in or taken out since the page was read: everything would go to the wrong place. */
function guardPage(sheet: Excel.Worksheet, values: Values, block: number): void {
  const last = values.length - 1;
  for (const row of new Set([headRows, block, last])) {
    guard(sheet.getRangeByIndexes(row, 0, 1, 1), String(values[row]?.[0] ?? ""));
  }
}

/** Stops a further request where another run has begun to write the page meanwhile: two together would make a mixture. */
function guardRun(place: Place): void {
  if (place.sent() === place.guardedAt) return;
  place.guardedAt = place.sent();
  guard(place.sheet.getRangeByIndexes(1, 0, 1, 1), place.begun);
}

const forCells = (rows: PageModel["body"]["rows"]) =>
  rows.map((row) => row.map((cell) => (typeof cell === "number" ? cell : textForCell(cell))));

/** One piece a segment of the body; also where the page had rows before and has none now. */
function segmentPieces(place: Place, { model, onto, links }: PageWrite): Piece[] {
  const { rows } = model.body;
  const before = Math.max(0, (onto?.values.length ?? 0) - place.bodyRow);
  const pieces: Piece[] = [];
  for (let from = 0; from < Math.max(rows.length, before); from += segmentRows) {
    const values = forCells(rows.slice(from, from + segmentRows));
    const height = onto ? Math.min(segmentRows, Math.max(rows.length, before) - from) : values.length;
    const row = place.bodyRow + from;
    pieces.push({
      bytes: bytesOf(values) + values.length * 150 + 1500,
      queue: () => {
        guardRun(place);
        if (onto) clear(readBefore(place, row, height));
        if (values.length === 0) return;
        // Links go first: each writes a text of its own, which the values then replace.
        queueLinks(place.sheet, row, linksIn(model, from, values.length), links);
        place.sheet.getRangeByIndexes(row, 0, values.length, pageColumns).values = values;
      },
    });
  }
  return pieces;
}

/** The links of some rows of the body, as Excel takes them; null for a row without one. */
function linksIn({ links }: PageModel, from: number, rows: number): (Excel.RangeHyperlink | null)[] {
  return Array.from({ length: rows }, (_, index) => {
    const link = links.get(from + index);
    if (!link) return null;
    return {
      documentReference: `${quoteSheet(link.sheet)}!${link.cell}`,
      screenTip: "Go to this row of the plan",
    };
  });
}

function queueLinks(
  sheet: Excel.Worksheet,
  row: number,
  links: readonly (Excel.RangeHyperlink | null)[],
  how: PageWrite["links"],
): void {
  if (how === "one by one") {
    links.forEach((link, index) => {
      if (link) sheet.getRangeByIndexes(row + index, 0, 1, 1).hyperlink = link;
    });
  } else if (links.some((link) => link !== null)) {
    sheet
      .getRangeByIndexes(row, 0, links.length, 1)
      .setCellProperties(links.map((link) => [link ? { hyperlink: link } : {}]));
  }
}

/** The tables of a page that is written over: all but what the chair made inside her own block. */
function tablesToReplace({ tables, placed }: SheetFacts, block: number | null): string[] {
  const isHers = ({ box }: PlacedTable) => block !== null && box.row >= headRows && box.row + box.rows <= block;
  const hers = new Set(placed.filter(isHers).map(({ name }) => name));
  return tables.filter((name) => !hers.has(name));
}

/** Names a table of the page may not have: all there are but those it has now, which go first. */
function namesTaken({ namesTaken: all }: WorkbookRead, own: readonly string[]): string[] {
  return all.filter((name) => !own.includes(name));
}

function addTable({ sheet, bodyRow }: Place, { row, rows, columns }: PageTable, name: string, taken: string[]): void {
  taken.push(name);
  const table = sheet.tables.add(sheet.getRangeByIndexes(bodyRow + row, 0, rows, columns), true);
  table.set({ name, style: "TableStyleLight1", showBandedRows: false, showFilterButton: false });
}

const chartName = "Actions by section";

/** Where the chart begins and how wide it is, in points: right of the table's last number. */
const chartLeft = columnWidths.slice(0, 4).reduce((sum, width) => sum + width, 0) + 50;
const chartWidth = columnWidths[4]! + columnWidths[5]! - 50;

function addChart({ sheet, bodyRow }: Place, { row, rows, columns }: PageTable): void {
  const firstRow = bodyRow + row;
  const source = sheet.getRangeByIndexes(firstRow, 1, rows, columns - 1);
  const chart = sheet.charts.add("BarStacked", source, "Columns");
  chart.name = chartName;
  // The heading over the table is the chart's title too.
  chart.title.visible = false;
  chart.legend.position = "Bottom";
  // Bars are drawn from the bottom up; the table reads from the top down.
  chart.axes.categoryAxis.reversePlotOrder = true;
  const lastRow = firstRow + Math.max(rows, chartRows - 1) - 1;
  chart.setPosition(sheet.getCell(firstRow - 1, 4), sheet.getCell(lastRow, pageColumns - 1));
  chart.left = chartLeft;
  chart.width = chartWidth;
}

/**
 * What the sheet said before it was written over, where that was neither what had been read nor an untouched page of another
 * run: a person wrote on it between the two. Null where nothing was lost.
 */
function overwritten(
  { values: asRead, sheet, judged }: KnownPage,
  place: Place,
  stampBefore: string | undefined,
): Overwritten | null {
  const there: unknown[][] = [];
  for (const { row, range } of place.before) loadedIn(range).forEach((cells, index) => (there[row + index] = cells));
  // Rows the request did not come to were not written over either.
  const found = Array.from({ length: there.length }, (_, row) => there[row] ?? asRead[row] ?? []);
  const isWritten = (row: number) => row < headRows || row >= place.bodyRow;
  if (sameValues(asRead, found, place.width, isWritten)) return null;
  const now = judgePage(found, readStamp(stampBefore), sheet.whole);
  const sameFacts = now.stands.facts.every((fact, index) => fact === judged.stands.facts[index]);
  const untouched =
    now.is === "clean" && now.commentsEnd === place.bodyRow - 1 && (now.typed.length === 0 || sameFacts);
  if (untouched) return null;
  return { sheet, values: found, typed: typedSince(asRead, found).filter(({ row }) => isWritten(row)) };
}

/** Whether what was read and what was found are the same in all that was written over. */
function sameValues(asRead: Values, found: Values, width: number, isWritten: (row: number) => boolean): boolean {
  const text = (values: Values, row: number, column: number) => String(values[row]?.[column] ?? "");
  for (let row = 0; row < found.length; row += 1) {
    if (!isWritten(row)) continue;
    for (let column = 0; column < width; column += 1) {
      if (text(asRead, row, column) !== text(found, row, column)) return false;
    }
  }
  return true;
}
