/**
 * How the page looks: each kind of row said once, for all the rows that have it, in one operation.
 *
 * Queues only. Knows kinds of rows, no words.
 */
import { boxAddress } from "../../plan/grid";
import type { Box } from "../../plan/grid";
import { headingFill } from "../sheets";
import { textForCell } from "../text";
import { columnWidths, commentsRows, headRows, pageColumns } from "./model";
import type { PageModel, RowStyle } from "./model";

type Look = Excel.Interfaces.RangeFormatUpdateData;

const plainFont = { name: "Calibri", size: 10 };

/** What every cell of the page has. */
export const plainLook: Look = { font: plainFont, horizontalAlignment: "Left", verticalAlignment: "Top" };

/** What a kind of row has beside that; null for nothing. */
const looks: Record<RowStyle, Look | null> = {
  title: { font: { size: 16, bold: true } },
  fact: { font: { bold: true } },
  headline: { font: { size: 12, bold: true } },
  heading: { font: { size: 12, bold: true } },
  columns: { wrapText: true, font: { bold: true }, fill: { color: headingFill } },
  // A link has a font of Excel's own in another size.
  line: { wrapText: true, font: plainFont },
  point: null,
  small: { font: { size: 9, color: "#404040" } },
  room: null,
  gap: null,
};

/** Height of the rows between blocks, in points. */
const gapHeight = 6;
const lineColour = "#BFBFBF";

/** Queues the looks of the head: all its cells in one operation. */
export function queueHeadLooks(sheet: Excel.Worksheet, { head }: PageModel): void {
  const cells = head.rows.map((row) => row.map((): Excel.SettableCellProperties => ({})));
  for (const { style, row, rows } of head.styles) {
    // Of a fact only what it is called stands out: the first cell, as of a sentence that has only one.
    for (let at = row; at < row + rows; at += 1) if (looks[style]) cells[at]![0] = { format: asFormat(looks[style]) };
  }
  const range = sheet.getRangeByIndexes(0, 0, headRows, pageColumns);
  range.setCellProperties(cells);
  // Excel fits a row to its words by itself until somebody, or a gap of an earlier page, has set its height.
  range.format.autofitRows();
}

const asFormat = ({ font, wrapText, fill }: Look): Excel.CellPropertiesFormat => ({ font, wrapText, fill });

/** Queues the looks of the body. `bodyRow` is the sheet's row, from 0, where it begins. */
export function queueBodyLooks(sheet: Excel.Worksheet, { body }: PageModel, bodyRow: number): void {
  const boxesOf = (style: RowStyle): Box[] =>
    body.styles
      .filter((run) => run.style === style)
      .map(({ row, rows, columns }) => ({ row: row + bodyRow, rows, column: 0, columns }));
  for (const style of ["heading", "columns", "line", "small"] as const) {
    for (const areas of areasOf(sheet, boxesOf(style))) {
      areas.format.set(looks[style]!);
      if (style === "columns") drawLine(areas, "EdgeBottom", null);
      if (style === "line") drawLine(areas, "EdgeBottom", lineColour);
    }
  }
  // Excel draws no line inside of a single row.
  const several = boxesOf("line").filter(({ rows }) => rows > 1);
  for (const areas of areasOf(sheet, several)) drawLine(areas, "InsideHorizontal", lineColour);
  sheet.getRangeByIndexes(bodyRow, 0, body.rows.length, pageColumns).format.autofitRows();
}

/** Queues the heights of the rows between blocks, last: fitting rows to their words would undo them. */
export function queueGaps(sheet: Excel.Worksheet, { head, body }: PageModel, bodyRow: number): void {
  const runs = [...head.styles, ...body.styles.map((run) => ({ ...run, row: run.row + bodyRow }))];
  const gaps = runs
    .filter(({ style }) => style === "gap")
    .map(({ row, rows }): Box => ({ row, rows, column: 0, columns: 1 }));
  for (const areas of areasOf(sheet, gaps)) areas.format.rowHeight = gapHeight;
}

function drawLine(areas: Excel.RangeAreas, edge: "InsideHorizontal" | "EdgeBottom", colour: string | null): void {
  const border = areas.format.borders.getItem(edge);
  border.style = "Continuous";
  if (colour) border.color = colour;
}

/** An address in one call holds at most 8,192 characters. */
const addressLimit = 8000;

/** Boxes of a sheet as few objects: one for any page of ordinary length, none for none. */
function areasOf(sheet: Excel.Worksheet, boxes: readonly Box[]): Excel.RangeAreas[] {
  const addresses: string[] = [];
  for (const box of boxes) {
    const address = boxAddress(box);
    const last = addresses.length - 1;
    if (last >= 0 && addresses[last]!.length + address.length < addressLimit) addresses[last] += `,${address}`;
    else addresses.push(address);
  }
  return addresses.map((address) => sheet.getRanges(address));
}

/** Queues what a page has once and keeps: widths of columns, the look of blank cells, how it prints. */
export function setUpPage(sheet: Excel.Worksheet): void {
  sheet.showGridlines = false;
  // The whole sheet, not only our columns: the font of an empty cell decides how low a row can be.
  sheet.getRange().format.set(plainLook);
  sheet
    .getRangeByIndexes(0, 0, 1, pageColumns)
    .setColumnProperties(columnWidths.map((columnWidth) => ({ format: { columnWidth } })));
  const layout = sheet.pageLayout;
  layout.set({
    orientation: "Landscape",
    paperSize: "A4",
    zoom: { horizontalFitToPages: 1 },
    leftMargin: 36,
    rightMargin: 36,
    topMargin: 28,
    bottomMargin: 36,
  });
  layout.setPrintTitleRows("$1:$1");
}

/** Queues what stands at the foot of every printed page. The marking stands in a cell too: nothing is said at the foot alone. */
export function setFooter(sheet: Excel.Worksheet, marking: string): void {
  sheet.pageLayout.headersFooters.defaultForAllPages.set({
    leftFooter: marking.replaceAll("&", "&&"),
    rightFooter: "Page &P of &N",
  });
}

/** Queues the chair's own block where there is none yet. Its words go last and together: the block is there, or it is not. */
export function setUpComments(sheet: Excel.Worksheet): void {
  const last = commentsRows.length - 1;
  const edge = { style: "Continuous", color: "#8A8A8A" } as const;
  const looksOf = (row: number, column: number): Excel.SettableCellProperties => {
    if (row === 0 || row === last)
      return column > 0 ? {} : { format: asFormat(looks[row === 0 ? "heading" : "small"]!) };
    const borders: Excel.CellBorderCollection = {};
    if (row === 1) borders.top = edge;
    if (row === last - 1) borders.bottom = edge;
    if (column === 0) borders.left = edge;
    if (column === pageColumns - 1) borders.right = edge;
    return Object.keys(borders).length > 0 ? { format: { borders } } : {};
  };
  const range = sheet.getRangeByIndexes(headRows, 0, commentsRows.length, pageColumns);
  const columns = Array.from({ length: pageColumns }, (_, column) => column);
  range.setCellProperties(commentsRows.map((_, row) => columns.map((column) => looksOf(row, column))));
  range.values = commentsRows.map((text) => columns.map((column) => (column === 0 ? textForCell(text) : "")));
}
