/**
 * Writes the update document to its sheet: one request, in place, the chair's own comments untouched.
 *
 * Rows 1 to 10 and everything below the comments are ours and are written anew; the rows between the two marks of the
 * comments block are the chair's, and no request of ours clears or writes them once they are there.
 */
import type { Block, UpdateDocument } from "../plan/update/document";
import type { SheetGrid } from "../plan/grid";
import { cutAtWord } from "../plan/words";
import type { Piece } from "./batch";
import { commentsHeading } from "./ours";
import type { WorkbookRead } from "./read";
import { headingFill, queueMark } from "./sheets";
import { quoteSheet, textForCell } from "./text";

/** Points of width of the six columns: what two pages of A4 landscape need for a plan of thirty actions, read at arm's length. */
const columnWidths = [40, 306, 134, 66, 134, 306];
const columnCount = columnWidths.length;

/** How many characters of 10-point text run across the page; a longer sentence goes on in the next row. */
const pageCharacters = 190;

const headlineFirstRow = 6;
const headlineRows = 4;
const commentsRow = headlineFirstRow + headlineRows;
const commentsBodyRows = 3;
const commentsEnd = "Type above this line: it is kept when the update is generated again.";
/** The chart stands beside the section table and needs about this many rows of height. */
const chartRows = 9;
/** Where the chart begins and how wide it is, in points: right of the table's last number. */
const chartLeft = columnWidths.slice(0, 4).reduce((sum, width) => sum + width, 0) + 50;
const chartWidth = columnWidths[4]! + columnWidths[5]! - 50;
/** Height of the rows between blocks, in points. */
const gapHeight = 6;

/** One row of the page before it is written. */
interface PageRow {
  cells: (string | number)[];
  style: "title" | "fact" | "headline" | "heading" | "columns" | "line" | "point" | "small" | "room" | "gap";
  link?: { sheet: string; cell: string };
}

interface PageTable {
  id: string;
  firstRow: number;
  rows: number;
  columns: number;
}

/** Pieces of the request that writes the update. `before` is the sheet as it was read, null when it is new. */
export function updateSheetPieces(
  context: Excel.RequestContext,
  read: WorkbookRead,
  name: string,
  document: UpdateDocument,
  before: SheetGrid | null,
): Piece[] {
  const isNew = before === null;
  const sheet = isNew ? context.workbook.worksheets.add(name) : context.workbook.worksheets.getItem(name);
  const kept = before ? findComments(before) : null;
  const inPlace = kept !== null && kept.heading === commentsRow;
  const bodyRows = Math.max(commentsBodyRows, kept ? kept.end - kept.heading - 1 : 0);
  const endRow = commentsRow + 1 + bodyRows;

  const head = pageHead(document);
  const { rows: body, tables, chartAt } = pageBody(document.blocks, endRow + 2);
  const facts = read.sheets.find((each) => each.name === name);
  const pieces: Piece[] = [];

  pieces.push({
    bytes: 4000,
    queue: () => {
      queueMark(sheet, { role: "update", quarter: null, whole: true });
      if (isNew) setUpPage(sheet, document);
      for (const table of facts?.tables ?? []) context.workbook.tables.getItem(table).convertToRange();
      if (facts?.charts.includes(chartName)) sheet.charts.getItem(chartName).delete();
      if (!inPlace) {
        // The chair's words are written to their new place before anything is cleared.
        const texts = kept?.texts ?? [];
        texts.forEach((row, index) => {
          row.forEach((text, column) => {
            if (text !== "") sheet.getCell(commentsRow + 1 + index, column).values = [[textForCell(text)]];
          });
        });
        writeRow(sheet, commentsRow, { cells: [commentsHeading], style: "heading" });
        const box = sheet.getRangeByIndexes(commentsRow + 1, 0, bodyRows, columnCount);
        for (const edge of ["EdgeTop", "EdgeBottom", "EdgeLeft", "EdgeRight"] as const) {
          box.format.borders.getItem(edge).style = "Continuous";
          box.format.borders.getItem(edge).color = "#8A8A8A";
        }
      }
      clearRows(sheet, 0, commentsRow);
      const last = before ? before.firstRow + before.cells.length : 0;
      if (last > endRow) clearRows(sheet, endRow, last - endRow);
      head.forEach((row, index) => writeRow(sheet, index, row));
      writeRow(sheet, endRow, { cells: [commentsEnd], style: "small" });
      writeRow(sheet, endRow + 1, { cells: [], style: "gap" });
    },
  });

  pieces.push(...bodyPieces(sheet, endRow + 2, body));
  pieces.push({
    bytes: 4000,
    queue: () => {
      for (const table of tables) addTable(sheet, name, table);
      for (const [firstRow, page] of [
        [0, head],
        [endRow + 2, body],
      ] as const) {
        for (const { from, count } of runsOfText(page)) fitRows(sheet, firstRow + from, count);
      }
      if (chartAt) addChart(sheet, chartAt);
    },
  });
  return pieces;
}

/** Where the chair's block stands on a sheet read earlier, and what is written in it. Rows count from 0. */
function findComments(before: SheetGrid): { heading: number; end: number; texts: string[][] } | null {
  const first = (row: number) => (before.firstColumn === 0 ? (before.cells[row]?.[0]?.text ?? "") : "");
  const heading = before.cells.findIndex((_, row) => first(row) === commentsHeading);
  if (heading < 0) return null;
  let end = before.cells.findIndex((_, row) => row > heading && first(row) === commentsEnd);
  // Someone may have cleared the line that ends the block: then it ends where our next heading stands.
  if (end < 0)
    end = before.cells.findIndex(
      (_, row) =>
        row > heading &&
        /^(Decisions for the group|Overdue \(|Due by the next update|Not due yet|About this update)/.test(first(row)),
    );
  if (end < 0) end = Math.min(before.cells.length, heading + 1 + commentsBodyRows);
  return {
    heading: before.firstRow + heading,
    end: before.firstRow + end,
    texts: before.cells.slice(heading + 1, end).map((row) => row.map((cell) => cell.text)),
  };
}

function pageHead(document: UpdateDocument): PageRow[] {
  const rows: PageRow[] = [{ cells: [document.title], style: "title" }];
  for (const [label, text] of document.facts) rows.push({ cells: [label, text], style: "fact" });
  while (rows.length < headlineFirstRow) rows.push({ cells: [], style: "gap" });
  const headline = document.headline
    .flatMap((sentence) => wrap(sentence, pageCharacters - 40))
    .slice(0, headlineRows - 1);
  for (const line of headline) rows.push({ cells: [line], style: "headline" });
  while (rows.length < commentsRow) rows.push({ cells: [], style: "gap" });
  return rows;
}

function pageBody(
  blocks: readonly Block[],
  firstRow: number,
): { rows: PageRow[]; tables: PageTable[]; chartAt: PageTable | null } {
  const rows: PageRow[] = [];
  const tables: PageTable[] = [];
  let chartAt: PageTable | null = null;
  const at = () => firstRow + rows.length;
  for (const block of blocks) {
    if (block.kind === "comments") continue;
    if (block.kind !== "agreed") rows.push({ cells: [block.heading], style: "heading" });
    switch (block.kind) {
      case "list":
        tables.push({ id: block.id, firstRow: at(), rows: block.lines.length + 1, columns: block.columns.length });
        rows.push({ cells: block.columns, style: "columns" });
        for (const { cells, link } of block.lines) rows.push({ cells, style: "line", link });
        break;
      case "sections": {
        const table = { id: block.id, firstRow: at(), rows: block.rows.length + 1, columns: block.columns.length };
        tables.push(table);
        chartAt = table;
        rows.push({ cells: block.columns, style: "columns" });
        for (const cells of block.rows) rows.push({ cells, style: "line" });
        for (let n = block.rows.length + 2; n < chartRows; n += 1) rows.push({ cells: [], style: "room" });
        break;
      }
      case "points":
        for (const point of block.points) {
          const small = block.id === "about";
          wrap(point, small ? pageCharacters + 10 : pageCharacters).forEach((text, index) =>
            rows.push({ cells: [index === 0 ? `• ${text}` : `   ${text}`], style: small ? "small" : "point" }),
          );
        }
        break;
      case "agreed":
        rows.push({ cells: [block.text], style: "point" });
    }
    rows.push({ cells: [], style: "gap" });
  }
  return { rows, tables, chartAt };
}

/** Breaks a sentence at words into lines: the page has no merged cells, so a long sentence runs on in the next row. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  if (line !== "") lines.push(line);
  return lines;
}

function bodyPieces(sheet: Excel.Worksheet, firstRow: number, rows: readonly PageRow[]): Piece[] {
  return rows.map((row, index) => ({
    bytes: 700 + row.cells.reduce<number>((sum, cell) => sum + String(cell).length * 2, 0),
    queue: () => writeRow(sheet, firstRow + index, row),
  }));
}

function writeRow(sheet: Excel.Worksheet, index: number, row: PageRow): void {
  if (row.cells.length === 0) {
    if (row.style === "gap") sheet.getRangeByIndexes(index, 0, 1, 1).format.rowHeight = gapHeight;
    return;
  }
  const range = sheet.getRangeByIndexes(index, 0, 1, row.cells.length);
  if (row.link) {
    // The link goes first: it writes a text of its own, which the values then replace.
    range.getCell(0, 0).hyperlink = {
      documentReference: `${quoteSheet(row.link.sheet)}!${row.link.cell}`,
      screenTip: "Go to this row of the plan",
    };
  }
  range.values = [row.cells.map((cell) => (typeof cell === "number" ? cell : textForCell(cell)))];
  const { format } = range;
  switch (row.style) {
    case "title":
      format.font.size = 16;
      format.font.bold = true;
      break;
    case "fact":
      range.getCell(0, 0).format.font.bold = true;
      break;
    case "headline":
      format.font.size = 12;
      format.font.bold = true;
      break;
    case "heading":
      format.font.size = 12;
      format.font.bold = true;
      break;
    case "columns":
      format.font.bold = true;
      format.fill.color = headingFill;
      format.wrapText = true;
      format.borders.getItem("EdgeBottom").style = "Continuous";
      break;
    case "line":
      format.wrapText = true;
      format.borders.getItem("EdgeBottom").style = "Continuous";
      format.borders.getItem("EdgeBottom").color = "#BFBFBF";
      break;
    case "small":
      format.font.size = 9;
      format.font.color = "#404040";
      break;
  }
}

/** Runs of rows that are not gaps: gaps keep the height they were given. */
function runsOfText(rows: readonly PageRow[]): { from: number; count: number }[] {
  const runs: { from: number; count: number }[] = [];
  rows.forEach(({ style }, index) => {
    if (style === "gap") return;
    const last = runs.at(-1);
    if (last && last.from + last.count === index) last.count += 1;
    else runs.push({ from: index, count: 1 });
  });
  return runs;
}

/** Rows as high as their wrapped text. Excel does it by itself until somebody sets a height by hand. */
function fitRows(sheet: Excel.Worksheet, firstRow: number, rows: number): void {
  sheet.getRangeByIndexes(firstRow, 0, rows, columnCount).format.autofitRows();
}

function clearRows(sheet: Excel.Worksheet, firstRow: number, rows: number): void {
  const range = sheet.getRangeByIndexes(firstRow, 0, rows, columnCount + 4);
  range.clear("Hyperlinks");
  range.clear("All");
  applyPlainStyle(range);
}

function applyPlainStyle(range: Excel.Range): void {
  range.format.font.name = "Calibri";
  range.format.font.size = 10;
  range.format.horizontalAlignment = "Left";
  range.format.verticalAlignment = "Top";
}

function setUpPage(sheet: Excel.Worksheet, document: UpdateDocument): void {
  sheet.showGridlines = false;
  // The whole sheet, not only our columns: the font of an empty cell decides how low a row can be.
  applyPlainStyle(sheet.getRange());
  columnWidths.forEach((width, column) => {
    sheet.getRangeByIndexes(0, column, 1, 1).format.columnWidth = width;
  });
  const layout = sheet.pageLayout;
  layout.orientation = "Landscape";
  layout.paperSize = "A4";
  layout.zoom = { horizontalFitToPages: 1 };
  layout.leftMargin = 36;
  layout.rightMargin = 36;
  layout.topMargin = 28;
  layout.bottomMargin = 36;
  layout.setPrintTitleRows("$1:$1");
  const footer = cutAtWord(document.marking, 80).replaceAll("&", "&&");
  layout.headersFooters.defaultForAllPages.leftFooter = footer;
  layout.headersFooters.defaultForAllPages.rightFooter = "Page &P of &N";
}

function addTable(sheet: Excel.Worksheet, sheetName: string, { id, firstRow, rows, columns }: PageTable): void {
  const table = sheet.tables.add(sheet.getRangeByIndexes(firstRow, 0, rows, columns), true);
  // A table's name is unique in the workbook and takes letters, digits and underscores only.
  table.name = `${sheetName}_${id}`.replace(/[^A-Za-z0-9]+/g, "_");
  table.style = "TableStyleLight1";
  table.showBandedRows = false;
  table.showFilterButton = false;
}

const chartName = "Actions by section";

function addChart(sheet: Excel.Worksheet, { firstRow, rows, columns }: PageTable): void {
  const source = sheet.getRangeByIndexes(firstRow, 1, rows, columns - 1);
  const chart = sheet.charts.add("BarStacked", source, "Columns");
  chart.name = chartName;
  // The heading over the table is the chart's title too.
  chart.title.visible = false;
  chart.legend.position = "Bottom";
  // Bars are drawn from the bottom up; the table reads from the top down.
  chart.axes.categoryAxis.reversePlotOrder = true;
  const lastRow = firstRow + Math.max(rows, chartRows - 1) - 1;
  chart.setPosition(sheet.getCell(firstRow - 1, 4), sheet.getCell(lastRow, columnCount - 1));
  chart.left = chartLeft;
  chart.width = chartWidth;
}
