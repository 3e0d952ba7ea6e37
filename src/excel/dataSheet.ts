/**
 * Writes the Update data sheet: one marked-up table, one row an action, rewritten in place.
 */
import type { DataCell } from "../plan/update/data";
import { dataHeadings } from "../plan/update/data";
import type { Piece } from "./batch";
import { sheetNames } from "./ours";
import type { WorkbookRead } from "./read";
import { dateFormat, openSheet, ourSheetIn, queueMark, writeRows } from "./sheets";

const tableName = "Update_data";
const widths = [42, 130, 260, 120, 160, 130, 110, 75, 80, 130, 80, 50, 260];
const dateColumns = [7, 10];

/** Pieces of the request that writes the table. */
export function dataSheetPieces(
  context: Excel.RequestContext,
  read: WorkbookRead,
  rows: readonly DataCell[][],
): Piece[] {
  const { sheet, isNew, name } = openSheet(context, read, "data", sheetNames.data);
  const before = ourSheetIn(read, "data")?.grid ?? null;
  const { date1904 } = read.grid;
  const columns = dataHeadings.length;
  const facts = read.sheets.find((each) => each.name === name);
  const hasTable = facts?.tables.includes(tableName) ?? false;
  const oldRows = before ? before.firstRow + before.cells.length : 0;
  const lastRow = Math.max(rows.length, 1);

  const prepare: Piece = {
    bytes: 4000,
    queue: () => {
      queueMark(sheet, { role: "data", quarter: null, whole: true });
      if (isNew) setUp(sheet, columns);
      // Tables that are not the one we made (renamed, copied) become plain cells: two tables cannot share them.
      if (!hasTable) for (const table of facts?.tables ?? []) context.workbook.tables.getItem(table).convertToRange();
      if (oldRows > 1) sheet.getRangeByIndexes(1, 0, oldRows - 1, columns).clear("Contents");
      for (const column of dateColumns)
        sheet.getRangeByIndexes(1, column, lastRow, 1).numberFormat = Array.from({ length: lastRow }, () => [
          dateFormat,
        ]);
    },
  };
  const finish: Piece = {
    bytes: 2000,
    queue: () => {
      const range = sheet.getRangeByIndexes(0, 0, lastRow + 1, columns);
      range.format.autofitRows();
      if (hasTable) {
        sheet.tables.getItem(tableName).resize(range);
        return;
      }
      const table = sheet.tables.add(range, true);
      table.name = tableName;
      table.style = "TableStyleLight1";
      table.showBandedRows = false;
    },
  };
  return [prepare, ...writeRows(sheet, 0, 0, [[...dataHeadings], ...rows], date1904), finish];
}

function setUp(sheet: Excel.Worksheet, columns: number): void {
  const whole = sheet.getRangeByIndexes(0, 0, 1, columns).getEntireColumn();
  whole.format.horizontalAlignment = "Left";
  whole.format.verticalAlignment = "Top";
  whole.format.wrapText = true;
  sheet.getRangeByIndexes(0, 0, 1, columns).format.font.bold = true;
  widths.forEach((width, column) => {
    sheet.getRangeByIndexes(0, column, 1, 1).format.columnWidth = width;
  });
  sheet.freezePanes.freezeRows(1);
  const layout = sheet.pageLayout;
  layout.orientation = "Landscape";
  layout.paperSize = "A4";
  layout.zoom = { horizontalFitToPages: 1 };
  layout.setPrintTitleRows("$1:$1");
}
