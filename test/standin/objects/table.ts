/** Tables, their columns, rows and filters. */
import { formatBox, intersect, isUnbounded, overlaps, parseBox, type Box } from "../address";
import { valueOf } from "../cells";
import { must, refuse } from "../errors";
import { renameTableInFormula } from "../formula";
import { changeFormulas } from "../structure";
import { define, eventCalls, type HostObject, type Wire } from "../host";
import type { SheetModel, TableModel } from "../sheet";
import { EVENTS, type StandInWorkbook } from "../workbook";
import { eachExisting } from "./format";
import { rangeArgument, rangeOn } from "./range";
import { worksheet } from "./worksheet";
import { unfilter } from "./filter";

export interface TableIt {
  sheet: SheetModel;
  table: TableModel;
}

const boxOf = ({ sheet, table }: TableIt): Box => sheet.tableBox(table);
const head = ({ table }: TableIt): number => (table.headerRow ? 1 : 0);
const foot = ({ table }: TableIt): number => (table.totalsRow ? 1 : 0);

function bodyBox(it: TableIt): Box {
  const box = boxOf(it);
  return { ...box, row: box.row + head(it), rows: Math.max(1, box.rows - head(it) - foot(it)) };
}

const bodyRows = (it: TableIt): number => boxOf(it).rows - head(it) - foot(it);

function checkName(w: StandInWorkbook, name: Wire, own: TableModel | null): string {
  const at = "Table.name";
  must(
    typeof name === "string" &&
      /^[\p{L}_\\][\p{L}\p{N}_.\\]{0,254}$/u.test(name) &&
      !parseBox(name) &&
      !/^(?:r\d*)?(?:c\d*)?$/i.test(name),
    at,
  );
  // Excel has a code for a name that exists, and gives the one for a wrong argument.
  const taken = w.sheets.some((sheet) =>
    sheet.tables().some((table) => table !== own && table.name.toLowerCase() === name.toLowerCase()),
  );
  must(!taken && !w.names.some((item) => item.name.toLowerCase() === name.toLowerCase()), at);
  return name;
}

const told = (it: TableIt, w: StandInWorkbook) =>
  w.tell({ kind: "tables", sheetId: it.sheet.id, address: it.table.tableRef, by: "addin" });

// ---- columns and rows -----------------------------------------------------------------------------------------------

interface ColumnIt extends TableIt {
  index: number;
}

const columnBox = (it: ColumnIt, box: Box): Box => ({ ...box, column: box.column + it.index, columns: 1 });

function gridOf(sheet: SheetModel, box: Box) {
  return Array.from({ length: box.rows }, (_, r) =>
    Array.from({ length: box.columns }, (_, c) => valueOf(sheet.at(box.row + r, box.column + c))),
  );
}

const tableColumn = define<ColumnIt>("TableColumn", {
  identity: (it) => ({ Id: it.index + 1 }),
  get: {
    Id: (it) => it.index + 1,
    Index: (it) => it.index,
    Name: (it) => it.table.columns[it.index]!.name,
    Values: (it) => gridOf(it.sheet, columnBox(it, boxOf(it))),
  },
  set: {
    Name: (it, value, w) => {
      must(typeof value === "string" && value !== "" && value.length <= 255, "TableColumn.name");
      if (it.table.columns.some((column, i) => i !== it.index && column.name.toLowerCase() === value.toLowerCase()))
        refuse("InvalidArgument", "TableColumn.name");
      const box = boxOf(it);
      w.guardCells(it.sheet, columnBox(it, { ...box, rows: 1 }), "TableColumn.name");
      if (it.table.headerRow) it.sheet.put(box.row, box.column + it.index, value);
      it.table.columns[it.index]!.name = value;
      told(it, w);
    },
  },
  call: {
    GetRange: (it, _, w) => rangeOn(w, it.sheet, columnBox(it, boxOf(it))),
    GetDataBodyRange: (it, _, w) => rangeOn(w, it.sheet, columnBox(it, bodyBox(it))),
    GetHeaderRowRange: (it, _, w) =>
      it.table.headerRow
        ? rangeOn(w, it.sheet, columnBox(it, { ...boxOf(it), rows: 1 }))
        : refuse("ItemNotFound", "TableColumn.getHeaderRowRange"),
    Delete: (it, _, w) => {
      w.guardSheet(it.sheet, null, "TableColumn.delete");
      must(it.table.columns.length > 1, "TableColumn.delete");
      const box = boxOf(it);
      w.shift(
        it.sheet,
        { axis: "column", at: box.column + it.index, count: -1, span: { start: box.row, length: box.rows } },
        "addin",
      );
      told(it, w);
    },
  },
});

const findColumn = (it: TableIt, key: Wire): number =>
  typeof key === "number"
    ? key >= 1 && key <= it.table.columns.length
      ? key - 1
      : -1
    : it.table.columns.findIndex((column) => column.name.toLowerCase() === String(key).toLowerCase());

const tableColumns = define<TableIt>("TableColumnCollection", {
  get: { Count: (it) => it.table.columns.length },
  items: (it) => it.table.columns.map((_, index) => tableColumn({ ...it, index })),
  item: (it, key) => {
    const index = findColumn(it, key);
    return index < 0 ? refuse("ItemNotFound", "TableColumnCollection.getItem") : tableColumn({ ...it, index });
  },
  call: {
    GetCount: (it) => it.table.columns.length,
    GetItemAt: (it, [index]) =>
      it.table.columns[index]
        ? tableColumn({ ...it, index })
        : refuse("InvalidArgument", "TableColumnCollection.getItemAt"),
    GetItemOrNullObject: (it, [key]) => {
      const index = findColumn(it, key);
      return index < 0 ? null : tableColumn({ ...it, index });
    },
    Add: (it, [index, values, name], w) => {
      const at = "TableColumnCollection.add";
      w.guardSheet(it.sheet, null, at);
      const box = boxOf(it);
      const place = index === null || index === undefined ? box.columns : index;
      must(Number.isInteger(place) && place >= 0 && place <= box.columns, at);
      const wide = { ...box, columns: box.columns + 1 };
      if (
        it.sheet.tables().some((other) => other !== it.table && overlaps(it.sheet.tableBox(other), wide)) ||
        it.sheet.mergeOver(wide)
      )
        refuse("InvalidOperation", at);
      const span = { start: box.row, length: box.rows };
      if (place < box.columns) w.shift(it.sheet, { axis: "column", at: box.column + place, count: 1, span }, "addin");
      else {
        w.shift(it.sheet, { axis: "column", at: box.column + box.columns, count: 1, span }, "addin");
        it.sheet.setTableBox(it.table, wide);
        it.table.columns.push({ name: "" });
      }
      const column = it.sheet.tableBox(it.table).column + place;
      if (values !== null && values !== undefined) {
        must(
          Array.isArray(values) &&
            values.length === box.rows &&
            values.every((row: Wire) => Array.isArray(row) && row.length === 1),
          at,
        );
        (values as Wire[][]).forEach(([value], r) =>
          typeof value === "string"
            ? w.enter(it.sheet, box.row + r, column, value, at)
            : it.sheet.put(box.row + r, column, value),
        );
      }
      if (name) it.sheet.put(box.row, column, name);
      w.syncHeadings(it.sheet, it.table);
      told(it, w);
      return tableColumn({ ...it, index: place });
    },
  },
});

interface RowIt extends TableIt {
  index: number;
}

const tableRow = define<RowIt>("TableRow", {
  get: {
    Index: (it) => it.index,
    Values: (it) => gridOf(it.sheet, { ...bodyBox(it), row: bodyBox(it).row + it.index, rows: 1 }),
  },
  call: {
    GetRange: (it, _, w) => rangeOn(w, it.sheet, { ...bodyBox(it), row: bodyBox(it).row + it.index, rows: 1 }),
    Delete: (it, _, w) => deleteRow(it, it.index, w),
  },
});

function deleteRow(it: TableIt, index: number, w: StandInWorkbook): void {
  w.guardSheet(it.sheet, null, "TableRow.delete");
  if (w.isFiltered(it.sheet, it.table)) refuse("FilteredRangeConflict", "TableRow.delete");
  must(index >= 0 && index < bodyRows(it), "TableRow.delete");
  const body = bodyBox(it);
  // The last row of a table cannot go: it is emptied.
  if (bodyRows(it) === 1) eachExisting(it.sheet, body, (r, c) => it.sheet.put(r, c, null));
  else
    w.shift(
      it.sheet,
      { axis: "row", at: body.row + index, count: -1, span: { start: body.column, length: body.columns } },
      "addin",
    );
  told(it, w);
}

const tableRows = define<TableIt>("TableRowCollection", {
  get: { Count: (it) => bodyRows(it) },
  items: (it) => Array.from({ length: bodyRows(it) }, (_, index) => tableRow({ ...it, index })),
  item: (it, key) =>
    key >= 0 && key < bodyRows(it)
      ? tableRow({ ...it, index: key })
      : refuse("ItemNotFound", "TableRowCollection.getItemAt"),
  call: {
    GetCount: (it) => bodyRows(it),
    GetItemAt: (it, [index]) =>
      index >= 0 && index < bodyRows(it)
        ? tableRow({ ...it, index })
        : refuse("InvalidArgument", "TableRowCollection.getItemAt"),
    DeleteRowsAt: (it, [index, count], w) => {
      for (let i = 0; i < (count ?? 1); i++) deleteRow(it, index, w);
    },
    Add: (it, [index, values], w) => {
      const at = "TableRowCollection.add";
      w.guardSheet(it.sheet, null, at);
      const rows = Array.isArray(values)
        ? Array.isArray(values[0])
          ? (values as Wire[][])
          : [values as Wire[]]
        : [[]];
      const box = boxOf(it);
      must(
        rows.every((row) => row.length === box.columns || values === null || values === undefined),
        at,
      );
      const place = index === null || index === undefined || index === -1 ? bodyRows(it) : index;
      must(Number.isInteger(place) && place >= 0 && place <= bodyRows(it), at);
      const row = bodyBox(it).row + place;
      w.shift(
        it.sheet,
        { axis: "row", at: row, count: rows.length, span: { start: box.column, length: box.columns } },
        "addin",
      );
      const grown = it.sheet.tableBox(it.table);
      if (grown.rows === box.rows) it.sheet.setTableBox(it.table, { ...grown, rows: box.rows + rows.length });
      rows.forEach((cells, r) =>
        cells.forEach((value, c) => {
          if (value === null || value === undefined) return;
          if (typeof value === "string") w.enter(it.sheet, row + r, box.column + c, value, at);
          else it.sheet.put(row + r, box.column + c, value);
        }),
      );
      told(it, w);
      return tableRow({ ...it, index: place });
    },
  },
});

// ---- the table ------------------------------------------------------------------------------------------------------

const tableSort = define<TableIt>("TableSort", {
  call: {
    Apply: (it, [fields], w) => {
      w.guardCells(it.sheet, boxOf(it), "TableSort.apply");
      must(Array.isArray(fields) && fields.length > 0, "TableSort.apply");
      w.sort(
        it.sheet,
        bodyBox(it),
        (fields as Wire[]).map((field) => ({ key: field.key, ascending: field.ascending !== false })),
        "addin",
      );
    },
    Clear: () => null,
    Reapply: () => null,
  },
});

const tableFilter = define<TableIt>("AutoFilter", {
  get: {
    Enabled: (it) => it.table.columns.some((column) => column.filterButton !== false),
    IsDataFiltered: (it, w) => w.isFiltered(it.sheet, it.table),
    Criteria: () => [],
  },
  call: {
    GetRange: (it, _, w) => rangeOn(w, it.sheet, boxOf(it)),
    GetRangeOrNullObject: (it, _, w) => rangeOn(w, it.sheet, boxOf(it)),
    ClearCriteria: (it, _, w) => unfilter(it.sheet, it.table, bodyBox(it), w),
    Reapply: () => null,
  },
});

const flagOf = (key: "showFirstColumn" | "showLastColumn" | "showRowStripes" | "showColumnStripes") => ({
  read: (it: TableIt) => it.table.style[key] === true,
  write: (it: TableIt, value: Wire, w: StandInWorkbook) => {
    must(typeof value === "boolean", "Table");
    it.table.style[key] = value;
    told(it, w);
  },
});

const table = define<TableIt>("Table", {
  identity: (it, w) => ({ Id: w.tableId(it.table) }),
  get: {
    Id: (it, w) => w.tableId(it.table),
    Name: (it) => it.table.name,
    ShowHeaders: (it) => it.table.headerRow,
    ShowTotals: (it) => it.table.totalsRow,
    Style: (it) => it.table.style.theme ?? "",
    ShowFilterButton: (it) => it.table.headerRow && it.table.columns.some((column) => column.filterButton !== false),
    HighlightFirstColumn: flagOf("showFirstColumn").read,
    HighlightLastColumn: flagOf("showLastColumn").read,
    ShowBandedRows: flagOf("showRowStripes").read,
    ShowBandedColumns: flagOf("showColumnStripes").read,
    LegacyId: (it, w) => w.tableId(it.table),
  },
  set: {
    Name: (it, value, w) => {
      const name = checkName(w, value, it.table);
      w.guardSheet(it.sheet, null, "Table.name");
      const old = it.table.name;
      const wrapper = it.sheet.internal.tables[old]!;
      const xml = w.filterXml(it.sheet, it.table);
      w.setFilter(it.sheet, it.table, null);
      delete it.sheet.internal.tables[old];
      it.table.name = it.table.displayName = name;
      it.sheet.internal.tables[name] = wrapper;
      w.setFilter(it.sheet, it.table, xml || null);
      for (const sheet of w.sheets) changeFormulas(sheet, (formula) => renameTableInFormula(formula, old, name));
      told(it, w);
    },
    ShowHeaders: (it, value, w) => {
      must(typeof value === "boolean", "Table.showHeaders");
      if (value === it.table.headerRow) return;
      const box = boxOf(it);
      if (value) {
        must(box.row > 0, "Table.showHeaders");
        it.table.headerRow = true;
        it.sheet.setTableBox(it.table, { ...box, row: box.row - 1, rows: box.rows + 1 });
        it.table.columns.forEach((column, i) => it.sheet.put(box.row - 1, box.column + i, column.name));
      } else {
        eachExisting(it.sheet, { ...box, rows: 1 }, (r, c) => it.sheet.put(r, c, null));
        it.table.headerRow = false;
        it.sheet.setTableBox(it.table, { ...box, row: box.row + 1, rows: box.rows - 1 });
      }
      told(it, w);
    },
    ShowTotals: (it, value, w) => {
      must(value === false || it.table.totalsRow, "Table.showTotals");
      if (value || !it.table.totalsRow) return;
      const box = boxOf(it);
      eachExisting(it.sheet, { ...box, row: box.row + box.rows - 1, rows: 1 }, (r, c) => it.sheet.put(r, c, null));
      it.table.totalsRow = false;
      it.sheet.setTableBox(it.table, { ...box, rows: box.rows - 1 });
      told(it, w);
    },
    Style: (it, value, w) => {
      must(
        typeof value === "string" &&
          (value === "" ||
            /^TableStyle(Light([1-9]|1\d|2[01])|Medium([1-9]|1\d|2[0-8])|Dark([1-9]|1[01]))$/.test(value)),
        "Table.style",
      );
      if (value === "") delete it.table.style.theme;
      else it.table.style.theme = value;
      told(it, w);
    },
    ShowFilterButton: (it, value, w) => {
      must(typeof value === "boolean", "Table.showFilterButton");
      for (const column of it.table.columns) column.filterButton = value;
      told(it, w);
    },
    HighlightFirstColumn: flagOf("showFirstColumn").write,
    HighlightLastColumn: flagOf("showLastColumn").write,
    ShowBandedRows: flagOf("showRowStripes").write,
    ShowBandedColumns: flagOf("showColumnStripes").write,
  },
  go: {
    Worksheet: (it) => worksheet(it.sheet),
    Columns: (it) => tableColumns(it),
    Rows: (it) => tableRows(it),
    AutoFilter: (it) => tableFilter(it),
    Sort: (it) => tableSort(it),
  },
  call: {
    GetRange: (it, _, w) => rangeOn(w, it.sheet, boxOf(it)),
    GetDataBodyRange: (it, _, w) => rangeOn(w, it.sheet, bodyBox(it)),
    GetHeaderRowRange: (it, _, w) =>
      it.table.headerRow
        ? rangeOn(w, it.sheet, { ...boxOf(it), rows: 1 })
        : refuse("ItemNotFound", "Table.getHeaderRowRange"),
    GetTotalRowRange: (it, _, w) => {
      const box = boxOf(it);
      return it.table.totalsRow
        ? rangeOn(w, it.sheet, { ...box, row: box.row + box.rows - 1, rows: 1 })
        : refuse("ItemNotFound", "Table.getTotalRowRange");
    },
    Resize: (it, [target], w) => {
      const at = "Table.resize";
      w.guardSheet(it.sheet, null, at);
      const { sheet, box } = rangeArgument(w, it.sheet, target, at);
      const old = boxOf(it);
      // The heading row must stay where it is, and the new range must overlap the old.
      must(
        sheet === it.sheet &&
          box.row === old.row &&
          intersect(box, old) &&
          box.rows >= head(it) + 1 &&
          !isUnbounded(box),
        at,
      );
      if (sheet.tables().some((other) => other !== it.table && overlaps(sheet.tableBox(other), box)))
        refuse("InvalidOperation", at, "A table can't overlap another table.");
      if (sheet.mergeOver(box)) refuse("MergedRangeConflict", at);
      sheet.setTableBox(it.table, box);
      w.syncHeadings(sheet, it.table);
      told(it, w);
    },
    ConvertToRange: (it, _, w) => {
      w.guardSheet(it.sheet, null, "Table.convertToRange");
      const box = boxOf(it);
      removeTable(it, w);
      return rangeOn(w, it.sheet, box);
    },
    Delete: (it, _, w) => {
      w.guardSheet(it.sheet, null, "Table.delete");
      const box = boxOf(it);
      removeTable(it, w);
      eachExisting(it.sheet, box, (r, c) => {
        it.sheet.put(r, c, null);
        it.sheet.restyle(r, c, () => ({}));
      });
      w.announceEdit(it.sheet, box, null, "addin", "ThisLocalAddin");
    },
    ClearFilters: (it, _, w) => unfilter(it.sheet, it.table, bodyBox(it), w),
    ReapplyFilters: () => null,
    ...eventCalls<TableIt>((it, w) => w.tableId(it.table), {
      DataChangedEvent: EVENTS.tableChanged,
      SelectionChangedEvent: EVENTS.tableSelectionChanged,
    }),
  },
});

function removeTable(it: TableIt, w: StandInWorkbook): void {
  const id = w.tableId(it.table);
  w.setFilter(it.sheet, it.table, null);
  delete it.sheet.internal.tables[it.table.name];
  for (const target of ["Workbook", it.sheet.id])
    w.emit(EVENTS.tableDeleted, target, {
      tableId: id,
      tableName: it.table.name,
      worksheetId: it.sheet.id,
      source: "Local",
    });
  told(it, w);
}

// ---- collections ----------------------------------------------------------------------------------------------------

/** The tables of a sheet, or (sheet null) of the workbook. */
export interface TablesIt {
  sheet: SheetModel | null;
}

const listed = (it: TablesIt, w: StandInWorkbook): TableIt[] =>
  (it.sheet ? [it.sheet] : w.sheets).flatMap((sheet) => sheet.tables().map((model) => ({ sheet, table: model })));

const findTable = (list: TableIt[], key: Wire, w: StandInWorkbook): TableIt | undefined =>
  list.find((item) => w.tableId(item.table) === key || item.table.name.toLowerCase() === String(key).toLowerCase());

function addTable(it: TablesIt, [address, hasHeaders]: Wire[], w: StandInWorkbook): HostObject<TableIt> {
  const at = "TableCollection.add";
  const { sheet, box: asked } = rangeArgument(w, it.sheet ?? w.sheet(w.activeSheetId), address, at);
  must(!it.sheet || it.sheet === sheet, at);
  must(!isUnbounded(asked) && typeof hasHeaders === "boolean", at);
  w.guardSheet(sheet, null, at);
  const height = hasHeaders ? Math.max(2, asked.rows) : asked.rows + 1;
  const box = { ...asked, rows: height };
  if (sheet.mergeOver(box)) refuse("MergedRangeConflict", at);
  if (sheet.tables().some((other) => overlaps(sheet.tableBox(other), box)))
    refuse("InvalidOperation", at, "A table can't overlap another table.");
  if (!hasHeaders)
    w.shift(
      sheet,
      { axis: "row", at: asked.row, count: 1, span: { start: asked.column, length: asked.columns } },
      "addin",
    );
  const taken = new Set(
    [...w.sheets.flatMap((other) => other.tables()), ...w.names].map((item) => item.name.toLowerCase()),
  );
  let n = 1;
  while (taken.has(`table${n}`)) n++;
  const model: TableModel = {
    name: `Table${n}`,
    displayName: `Table${n}`,
    tableRef: formatBox(box),
    ref: "",
    autoFilterRef: "",
    headerRow: true,
    totalsRow: false,
    style: {
      theme: "TableStyleMedium2",
      showFirstColumn: false,
      showLastColumn: false,
      showRowStripes: true,
      showColumnStripes: false,
    },
    columns: [],
    rows: [],
  };
  sheet.setTableBox(model, box);
  sheet.putTable(model);
  w.syncHeadings(sheet, model);
  const id = w.tableId(model);
  for (const target of ["Workbook", sheet.id])
    w.emit(EVENTS.tableAdded, target, { tableId: id, worksheetId: sheet.id, source: "Local" });
  const made = { sheet, table: model };
  told(made, w);
  return table(made);
}

export const tables = define<TablesIt>("TableCollection", {
  get: { Count: (it, w) => listed(it, w).length },
  items: (it, w) => listed(it, w).map(table),
  item: (it, key, w) => table(findTable(listed(it, w), key, w) ?? refuse("ItemNotFound", "TableCollection.getItem")),
  call: {
    GetCount: (it, _, w) => listed(it, w).length,
    GetItemAt: (it, [index], w) =>
      table(listed(it, w)[index] ?? refuse("InvalidArgument", "TableCollection.getItemAt")),
    GetItemOrNullObject: (it, [key], w) => {
      const found = findTable(listed(it, w), key, w);
      return found ? table(found) : null;
    },
    Add: addTable,
    ...eventCalls<TablesIt>((it) => it.sheet?.id ?? "Workbook", {
      DataChangedEvent: EVENTS.tableChanged,
      AddedEvent: EVENTS.tableAdded,
      DeletedEvent: EVENTS.tableDeleted,
    }),
  },
});

const inside = ({ sheet, box }: { sheet: SheetModel; box: Box }): TableIt[] =>
  sheet
    .tables()
    .map((model) => ({ sheet, table: model }))
    .filter((item) => overlaps(boxOf(item), box));

export const scopedTables = define<{ sheet: SheetModel; box: Box }>("TableScopedCollection", {
  items: (it) => inside(it).map(table),
  item: (it, key, w) => table(findTable(inside(it), key, w) ?? refuse("ItemNotFound", "TableScopedCollection.getItem")),
  call: {
    GetCount: (it) => inside(it).length,
    GetFirst: (it) => table(inside(it)[0] ?? refuse("ItemNotFound", "TableScopedCollection.getFirst")),
    GetItemOrNullObject: (it, [key], w) => {
      const found = findTable(inside(it), key, w);
      return found ? table(found) : null;
    },
  },
});
