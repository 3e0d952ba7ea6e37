/** Remembers sheets whole: so that the writes of a failed batch can be taken back, and so that a sheet can be copied. */
import type { InternalRow, SheetModel } from "./sheet";
import type { StandInWorkbook } from "./workbook";

const copy = <T>(value: T): T => structuredClone(value);

/** Takes down all a sheet holds; the call puts it on a sheet (once), which loses what it held. */
export function takeDown(sheet: SheetModel): (target: SheetModel) => void {
  const { ws: from, internal: held } = sheet;
  const rows = held._rows.map(
    (row) =>
      row && {
        height: row.height,
        hidden: row.hidden,
        outlineLevel: row.outlineLevel,
        style: row.style,
        cells: row._cells.map(
          (cell) => cell && { value: cell.type === 1 ? null : cell.value, style: cell.style, comment: cell._comment },
        ),
      },
  );
  const columns = (held._columns ?? []).map((column) => ({ ...(column.defn as object) }));
  const merges = sheet.merges();
  const kept = copy({
    name: from.name,
    state: from.state,
    orderNo: held.orderNo,
    properties: from.properties,
    pageSetup: from.pageSetup,
    headerFooter: from.headerFooter,
    views: from.views,
    autoFilter: held.autoFilter,
    protection: held.sheetProtection,
    validations: held.dataValidations.model,
    rowBreaks: held.rowBreaks,
    blocks: sheet.blocks,
    tables: sheet.tables(),
  });
  const wrappers = { ...held.tables };
  const links = [...sheet.links];
  const columnBreaks = [...sheet.columnBreaks];
  const customProperties = [...sheet.customProperties];
  return (target) => {
    const { ws, internal } = target;
    internal._rows = [];
    internal._merges = {};
    (ws as unknown as { _name: string })._name = kept.name;
    ws.state = kept.state;
    internal.orderNo = kept.orderNo;
    ws.properties = kept.properties;
    ws.pageSetup = kept.pageSetup;
    ws.headerFooter = kept.headerFooter;
    ws.views = kept.views;
    internal.autoFilter = kept.autoFilter;
    internal.sheetProtection = kept.protection;
    internal.dataValidations.model = kept.validations;
    internal.rowBreaks = kept.rowBreaks;
    target.blocks = kept.blocks;
    internal._columns = null;
    columns.forEach((defn, i) => ((ws.getColumn(i + 1) as unknown as { defn: unknown }).defn = defn));
    rows.forEach((row, r) => {
      if (!row) return;
      const made = ws.getRow(r + 1) as unknown as InternalRow;
      made.style = row.style;
      if (row.height !== undefined) made.height = row.height;
      if (row.hidden !== undefined) made.hidden = row.hidden;
      if (row.outlineLevel !== undefined) made.outlineLevel = row.outlineLevel;
      row.cells.forEach((cell, c) => {
        if (!cell) return;
        const cellMade = target.make(r, c) as unknown as { value: unknown; style: unknown; _comment: unknown };
        cellMade.value = cell.value;
        cellMade.style = cell.style;
        cellMade._comment = cell.comment;
      });
    });
    for (const m of merges) ws.mergeCellsWithoutStyle(m.row + 1, m.column + 1, m.row + m.rows, m.column + m.columns);
    internal.tables = {};
    for (const table of kept.tables) {
      const wrapper = target === sheet ? wrappers[table.name] : undefined;
      if (!wrapper) target.putTable(table);
      else internal.tables[table.name] = Object.assign(wrapper, { table });
    }
    target.links.clear();
    for (const [key, link] of links) target.links.set(key, link);
    target.columnBreaks.clear();
    for (const column of columnBreaks) target.columnBreaks.add(column);
    target.customProperties.clear();
    for (const [key, property] of customProperties) target.customProperties.set(key, property);
  };
}

/** The way back to the workbook as it is now. */
export function remember(workbook: StandInWorkbook): () => void {
  const worksheets = workbook.excel as unknown as { _worksheets: unknown[] };
  const list = [...worksheets._worksheets];
  const restores = workbook.sheets.map((sheet) => [sheet, takeDown(sheet)] as const);
  const charts = copy(workbook.charts);
  const names = copy(workbook.names);
  const otherSheets = copy(workbook.otherSheets);
  const structureProtection = copy(workbook.structureProtection);
  const active = workbook.activeSheetId;
  const selection = copy(workbook.selection);
  const moves = [...(workbook.origin?.sheets.values() ?? [])].map((sheet) => [sheet, sheet.moves.length] as const);
  return () => {
    for (const [sheet, count] of moves) sheet.moves.length = count;
    worksheets._worksheets = [...list];
    for (const [sheet, restore] of restores) restore(sheet);
    workbook.charts.splice(0, workbook.charts.length, ...charts);
    workbook.names.splice(0, workbook.names.length, ...names);
    workbook.otherSheets.splice(0, workbook.otherSheets.length, ...otherSheets);
    workbook.structureProtection = structureProtection;
    workbook.activeSheetId = active;
    workbook.selection = selection;
  };
}
