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
  fact: null,
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

/** Queues the looks of all rows. `bodyRow` is the sheet's row, from 0, where the body begins. */
export function queueLooks(sheet: Excel.Worksheet, model: PageModel, bodyRow: number): void {
  const runs = [...model.head.styles, ...model.body.styles.map((run) => ({ ...run, row: run.row + bodyRow }))].map(
    ({ style, ...run }) => ({ style, box: { ...run, column: 0 } }),
  );
  const boxesOf = (style: RowStyle) => runs.filter((run) => run.style === style).map(({ box }) => box);

  for (const style of Object.keys(looks) as RowStyle[]) {
    const look = looks[style];
    if (look) for (const areas of areasOf(sheet, boxesOf(style))) areas.format.set(look);
  }
  const labels = boxesOf("fact").map((box) => ({ ...box, columns: 1 }));
  for (const areas of areasOf(sheet, labels)) areas.format.font.bold = true;

  const lines = boxesOf("line");
  // Excel draws no line inside of a single row.
  const several = lines.filter(({ rows }) => rows > 1);
  for (const areas of areasOf(sheet, several)) drawLine(areas, "InsideHorizontal", lineColour);
  for (const areas of areasOf(sheet, lines)) drawLine(areas, "EdgeBottom", lineColour);
  for (const areas of areasOf(sheet, boxesOf("columns"))) drawLine(areas, "EdgeBottom", null);

  // Excel fits a row to its words by itself until somebody, or a gap of an earlier page, has set its height.
  sheet.getRangeByIndexes(0, 0, headRows, pageColumns).format.autofitRows();
  sheet.getRangeByIndexes(bodyRow, 0, model.body.rows.length, pageColumns).format.autofitRows();
  const gaps = boxesOf("gap").map((box) => ({ ...box, columns: 1 }));
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

/** Queues the chair's own block where there is none yet. Its words go in one operation: the block is there, or it is not. */
export function setUpComments(sheet: Excel.Worksheet): void {
  const rows = commentsRows.length;
  sheet.getRangeByIndexes(headRows, 0, 1, 1).format.set(looks.heading!);
  sheet.getRangeByIndexes(headRows + rows - 1, 0, 1, 1).format.set(looks.small!);
  const box = sheet.getRangeByIndexes(headRows + 1, 0, rows - 2, pageColumns);
  for (const edge of ["EdgeTop", "EdgeBottom", "EdgeLeft", "EdgeRight"] as const) {
    const border = box.format.borders.getItem(edge);
    border.style = "Continuous";
    border.color = "#8A8A8A";
  }
  sheet.getRangeByIndexes(headRows, 0, rows, 1).values = commentsRows.map((text) => [textForCell(text)]);
}
