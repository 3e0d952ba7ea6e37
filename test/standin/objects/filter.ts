/** The filter of a sheet, and showing filtered rows again. Filters of a loaded file are kept; setting new ones is not played. */
import { formatBox, parseBox, type Box } from "../address";
import { ExcelError, must, refuse } from "../errors";
import { define } from "../host";
import type { SheetModel, TableModel } from "../sheet";
import type { StandInWorkbook } from "../workbook";
import { rangeArgument, rangeOn } from "./range";

/** Takes the criteria away: the rows they hid are shown. */
export function unfilter(sheet: SheetModel, table: TableModel | null, body: Box, w: StandInWorkbook): void {
  w.guardSheet(sheet, "autoFilter", "AutoFilter.clearCriteria");
  if (!w.isFiltered(sheet, table ?? undefined)) return;
  w.setFilter(sheet, table, null);
  for (let r = body.row; r < body.row + body.rows; r++) {
    const row = sheet.internal._rows[r];
    if (row) row.hidden = false;
  }
  w.tell({ kind: "look", sheetId: sheet.id, by: "addin" });
}

const filterBox = (sheet: SheetModel): Box | null => {
  const filter = sheet.internal.autoFilter;
  return typeof filter === "string" ? parseBox(filter) : null;
};

export const autoFilter = define<SheetModel>("AutoFilter", {
  get: {
    Enabled: (it) => filterBox(it) !== null,
    IsDataFiltered: (it, w) => w.isFiltered(it),
    Criteria: () => [],
  },
  call: {
    GetRange: (it, _, w) => rangeOn(w, it, filterBox(it) ?? refuse("ItemNotFound", "AutoFilter.getRange")),
    GetRangeOrNullObject: (it, _, w) => {
      const box = filterBox(it);
      return box && rangeOn(w, it, box);
    },
    Apply: (it, [target, column, criteria], w) => {
      w.guardSheet(it, "autoFilter", "AutoFilter.apply");
      if (criteria)
        throw new ExcelError(
          "ApiNotFound",
          "The stand-in cannot filter by criteria.",
          `AutoFilter.apply(column ${column})`,
        );
      const { sheet, box } = rangeArgument(w, it, target, "AutoFilter.apply");
      must(sheet === it, "AutoFilter.apply");
      it.internal.autoFilter = formatBox(box);
      w.tell({ kind: "look", sheetId: it.id, by: "addin" });
    },
    ClearCriteria: (it, _, w) => unfilter(it, null, filterBox(it) ?? { row: 0, column: 0, rows: 1, columns: 1 }, w),
    Reapply: () => null,
    Remove: (it, _, w) => {
      unfilter(it, null, filterBox(it) ?? { row: 0, column: 0, rows: 1, columns: 1 }, w);
      it.internal.autoFilter = null;
      w.tell({ kind: "look", sheetId: it.id, by: "addin" });
    },
  },
});
