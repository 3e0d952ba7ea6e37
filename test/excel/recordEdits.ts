/**
 * What people do to our record sheets, by name. Each only does what a person can do in Excel; none of them takes away a line,
 * but for those that say so.
 */
import { markKey } from "../../src/excel/ours";
import type { RecordName } from "../../src/plan/records";
import { formatBox } from "../standin/address";
import type { SheetModel } from "../standin/sheet";
import { copySheet, moveSheet, renameSheet, showSheet } from "../standin/tabs";
import type { StandInWorkbook } from "../standin/workbook";

export interface RecordEdit {
  does: string;
  edit(workbook: StandInWorkbook, sheet: SheetModel, record: RecordName): unknown;
  /** Headings the person has given other words, by ours. */
  retyped?: Partial<Record<string, string>>;
  /** True where what is left of the lines cannot be told by us from something else: they stand, and nothing is said of them. */
  unread?: true;
}

const used = (sheet: SheetModel) => sheet.used(true) ?? { row: 0, column: 0, rows: 1, columns: 1 };
const type = (workbook: StandInWorkbook, sheet: SheetModel, row: number, column: number, text: string) =>
  workbook.typeInto(sheet.id, formatBox({ row, column, rows: 1, columns: 1 }), text, "remote");

/** The row of the headings; −1 where there are none. */
function headingRow(sheet: SheetModel): number {
  const { row, column, rows, columns } = used(sheet);
  for (let r = row; r < row + Math.min(rows, 40); r += 1)
    for (let c = column; c < column + columns; c += 1) if (sheet.textAt(r, c) === "Action") return r;
  return -1;
}

const columnOf = (sheet: SheetModel, heading: string) => {
  const row = headingRow(sheet);
  const { column, columns } = used(sheet);
  for (let c = column; row >= 0 && c < column + columns; c += 1) if (sheet.textAt(row, c) === heading) return c;
  return -1;
};

function sort(
  workbook: StandInWorkbook,
  sheet: SheetModel,
  by: string,
  withHeadings: boolean,
  ascending = false,
): void {
  const box = used(sheet);
  const from = withHeadings ? box.row : headingRow(sheet) + 1;
  const rows = box.row + box.rows - from;
  const key = columnOf(sheet, by) - box.column;
  // Excel sorts no rows with merged cells among them.
  const merged = sheet.merges().some((merge) => merge.row + merge.rows > from);
  if (rows > 1 && key >= 0 && !merged)
    workbook.sortRows(sheet.id, formatBox({ ...box, row: from, rows }), key, ascending, "remote");
}

function shiftColumns(workbook: StandInWorkbook, sheet: SheetModel, at: number, count: number): void {
  workbook.shift(sheet, { axis: "column", at, count }, "remote");
}

/** Cuts a column out and puts it in before another, values and all. */
function moveColumn(workbook: StandInWorkbook, sheet: SheetModel, from: number, to: number): void {
  if (from < 0 || to < 0) return;
  const { row, rows } = used(sheet);
  const cells = Array.from({ length: rows }, (_, index) => sheet.at(row + index, from));
  const styles = Array.from({ length: rows }, (_, index) => sheet.styleAt(row + index, from));
  shiftColumns(workbook, sheet, from, -1);
  const place = from < to ? to - 1 : to;
  shiftColumns(workbook, sheet, place, 1);
  cells.forEach((value, index) => {
    sheet.put(row + index, place, value);
    sheet.restyle(row + index, place, () => ({ ...styles[index] }));
  });
}

function retype(workbook: StandInWorkbook, sheet: SheetModel, words: Record<string, string>): void {
  const row = headingRow(sheet);
  for (const [ours, theirs] of Object.entries(words)) {
    const column = columnOf(sheet, ours);
    if (column >= 0) type(workbook, sheet, row, column, theirs);
  }
}

function makeTable(sheet: SheetModel): void {
  const { row: _row, ...box } = used(sheet);
  const row = headingRow(sheet);
  if (row < 0 || sheet.tables().length > 0) return;
  const rows = used(sheet).row + used(sheet).rows - row;
  const ref = formatBox({ ...box, row, rows });
  sheet.putTable({
    name: `Made_${sheet.id.replace(/\W/g, "")}`,
    displayName: `Made_${sheet.id.replace(/\W/g, "")}`,
    tableRef: ref,
    ref: formatBox({ ...box, row, rows: 1, columns: 1 }),
    autoFilterRef: ref,
    headerRow: true,
    totalsRow: false,
    style: { theme: "TableStyleMedium2", showRowStripes: true },
    columns: Array.from({ length: box.columns }, (_, c) => ({ name: sheet.textAt(row, box.column + c) })),
    rows: [],
  });
}

/** As the first version left its sheets: no mark, and a first column that may be blank. */
function asVersion1(sheet: SheetModel, record: RecordName): void {
  sheet.customProperties.delete(markKey.toLowerCase());
  const { row, rows } = used(sheet);
  const ref = columnOf(sheet, "Ref");
  if (record === "readings" && ref >= 0)
    for (let r = headingRow(sheet) + 1; r < row + rows; r += 1) {
      if (/^(No ref|Plan|Owner)$/.test(sheet.textAt(r, ref))) sheet.put(r, ref, null);
    }
}

/** Edits after which every line there was can still be read. */
export const harmlessEdits: readonly RecordEdit[] = [
  { does: "nothing", edit: () => undefined },
  {
    does: "put a title and a blank line above the headings",
    edit: (w, sheet) => {
      w.insertRows(sheet.id, 0, 2, "remote");
      type(w, sheet, 0, 0, "What we have agreed, kept by Jo");
    },
  },
  {
    does: "merge a title over all columns",
    edit: (w, sheet) => {
      w.insertRows(sheet.id, 0, 1, "remote");
      type(w, sheet, 0, 0, "Please do not delete");
      sheet.merge({ row: 0, column: 0, rows: 1, columns: 7 });
    },
  },
  { does: "sort the lines by action, backwards", edit: (w, sheet) => sort(w, sheet, "Action", false) },
  { does: "sort everything, the headings among the lines", edit: (w, sheet) => sort(w, sheet, "Action", true) },
  {
    does: "filter it",
    edit: (w, sheet) => {
      const box = used(sheet);
      w.setFilter(
        sheet,
        null,
        `<autoFilter ref="${formatBox(box)}"><filterColumn colId="1"><filters><filter val="x"/></filters></filterColumn></autoFilter>`,
      );
      for (let r = headingRow(sheet) + 1; r < box.row + box.rows; r += 2) sheet.ws.getRow(r + 1).hidden = true;
    },
  },
  { does: "put a column in on the left", edit: (w, sheet) => shiftColumns(w, sheet, 0, 1) },
  {
    does: "put a column of notes in on the left",
    edit: (w, sheet) => {
      const { row, rows } = used(sheet);
      shiftColumns(w, sheet, 0, 1);
      for (let r = row; r < row + rows; r += 1) type(w, sheet, r, 0, r === headingRow(sheet) ? "Seen by" : "Jo");
    },
  },
  {
    does: "put a column of notes in among ours",
    edit: (w, sheet) => {
      const at = columnOf(sheet, "Action") + 1;
      if (at === 0) return;
      shiftColumns(w, sheet, at, 1);
      type(w, sheet, headingRow(sheet), at, "Asked");
      type(w, sheet, headingRow(sheet) + 1, at, "by telephone");
    },
  },
  {
    does: "move the action to the front",
    edit: (w, sheet) => moveColumn(w, sheet, columnOf(sheet, "Action"), 0),
  },
  {
    does: "move the first column behind the last",
    edit: (w, sheet) => moveColumn(w, sheet, 0, used(sheet).column + used(sheet).columns),
  },
  {
    does: "retype headings in their own words",
    edit: (w, sheet, record) =>
      retype(w, sheet, record === "readings" ? { "Read as": "Answer", By: "Who" } : { Due: "Due date", Lead: "Owner" }),
    retyped: { "Read as": "Answer", By: "Who", Due: "Due date", Lead: "Owner" },
  },
  {
    does: "slip while retyping a heading",
    edit: (w, sheet, record) =>
      retype(w, sheet, record === "readings" ? { "Decided on": "Deciced on" } : { Section: "Secton" }),
    retyped: { "Decided on": "Deciced on", Section: "Secton" },
  },
  {
    does: "take the row of headings out",
    edit: (w, sheet) => headingRow(sheet) >= 0 && w.deleteRows(sheet.id, headingRow(sheet), 1, "remote"),
  },
  {
    does: "empty the row of headings",
    edit: (_, sheet) => {
      const row = headingRow(sheet);
      const { column, columns } = used(sheet);
      for (let c = column; row >= 0 && c < column + columns; c += 1) sheet.put(row, c, null);
    },
  },
  {
    does: "leave blank lines between",
    edit: (w, sheet) => w.insertRows(sheet.id, headingRow(sheet) + 2, 3, "remote"),
  },
  {
    does: "write underneath",
    edit: (w, sheet) => type(w, sheet, used(sheet).row + used(sheet).rows + 1, 1, "All of these agreed on 3 May."),
  },
  {
    does: "write straight underneath, in the last column only",
    edit: (w, sheet) =>
      type(w, sheet, used(sheet).row + used(sheet).rows, used(sheet).column + used(sheet).columns - 1, "see minutes"),
  },
  {
    does: "write to the right of a line",
    edit: (w, sheet) => type(w, sheet, headingRow(sheet) + 1, used(sheet).column + used(sheet).columns + 2, "?"),
  },
  {
    does: "write far to the right and far down",
    edit: (w, sheet) => type(w, sheet, used(sheet).row + used(sheet).rows + 40, 60, "mine"),
  },
  { does: "leave a value in the very last row", edit: (w, sheet) => type(w, sheet, 1_048_575, 0, "x") },
  {
    does: "leave a value in the very last column",
    edit: (w, sheet) => type(w, sheet, headingRow(sheet) + 1, 16_383, "x"),
  },
  { does: "make it an Excel table", edit: (_, sheet) => makeTable(sheet) },
  { does: "hide it", edit: (w, sheet) => showSheet(w, sheet, "hidden", "remote") },
  { does: "hide it for good", edit: (w, sheet) => showSheet(w, sheet, "veryHidden", "remote") },
  {
    does: "give it another name",
    edit: (w, sheet) => renameSheet(w, sheet, `Archive of ${sheet.name}`.slice(0, 28), "remote"),
  },
  { does: "move it to the front", edit: (w, sheet) => moveSheet(w, sheet, 0, "remote") },
  { does: "hide columns", edit: (_, sheet) => void (sheet.ws.getColumn(2).hidden = true) },
  { does: "copy it", edit: (w, sheet) => void copySheet(w, sheet, "remote") },
  {
    does: "copy it and move the copy to the front",
    edit: (w, sheet) => moveSheet(w, copySheet(w, sheet, "remote"), 0, "remote"),
  },
  { does: "have it from version 1", edit: (_, sheet, record) => asVersion1(sheet, record) },
  {
    does: "have it from version 1, its headings never written",
    edit: (w, sheet, record) => {
      asVersion1(sheet, record);
      w.deleteRows(sheet.id, headingRow(sheet), 1, "remote");
    },
  },
];

/** Edits that take lines away, or the means to read them: what is left of them stands. */
export const takingEdits: readonly RecordEdit[] = [
  { does: "cut a line out", edit: (w, sheet) => w.deleteRows(sheet.id, headingRow(sheet) + 1, 1, "remote") },
  {
    does: "cut all lines out",
    edit: (w, sheet) => {
      const { row, rows } = used(sheet);
      const from = headingRow(sheet) + 1;
      if (row + rows > from) w.deleteRows(sheet.id, from, row + rows - from, "remote");
    },
  },
  {
    does: "empty the sheet",
    edit: (_, sheet) => {
      const { row, column, rows, columns } = used(sheet);
      for (let r = row; r < row + rows; r += 1)
        for (let c = column; c < column + columns; c += 1) sheet.put(r, c, null);
    },
  },
  {
    does: "empty it and leave one word",
    edit: (w, sheet) => {
      const { row, column, rows, columns } = used(sheet);
      for (let r = row; r < row + rows; r += 1)
        for (let c = column; c < column + columns; c += 1) sheet.put(r, c, null);
      type(w, sheet, 5, 2, "cleared by Jo");
    },
    unread: true,
  },
  {
    does: "take a column of ours out",
    edit: (w, sheet, record) => {
      const at = columnOf(sheet, record === "readings" ? "By" : "Section");
      if (at >= 0) shiftColumns(w, sheet, at, -1);
    },
  },
  {
    does: "spoil a date",
    edit: (w, sheet, record) => {
      const at = columnOf(sheet, record === "readings" ? "Decided on" : "Update date");
      if (at >= 0) type(w, sheet, headingRow(sheet) + 1, at, "last Tuesday");
    },
  },
];
