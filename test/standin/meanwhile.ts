/**
 * What somebody else does to a sheet while the add-in is at work, by name: for `faults.before(number, ...)` and for going through
 * every request with every one of them. Each only does what a person can do in Excel, or what happens to Excel itself.
 */
import { formatBox } from "./address";
import type { SheetModel } from "./sheet";
import {
  addChartSheet,
  copySheet,
  deleteSheet,
  isLastVisible,
  isNameTaken,
  moveSheet,
  renameSheet,
  showSheet,
} from "./tabs";
import type { StandInWorkbook } from "./workbook";

/** `sheet` is the one it happens to; a thing that cannot happen to it (the last visible sheet hidden) does not. */
export type Meanwhile = (workbook: StandInWorkbook, sheet: SheetModel) => void;

/** The first free name that begins so. */
function freeName(w: StandInWorkbook, stem: string): string {
  let name = stem;
  for (let n = 2; isNameTaken(w, name); n++) name = `${stem} ${n}`;
  return name;
}

const unlessLast =
  (change: Meanwhile): Meanwhile =>
  (w, sheet) => {
    if (!isLastVisible(w, sheet)) change(w, sheet);
  };

/** The rows of a sheet that hold something, as one address; null for an empty sheet. */
function rowsOf(sheet: SheetModel): { address: string; row: number } | null {
  const used = sheet.used(true);
  return used && used.rows > 1
    ? { address: formatBox({ ...used, row: used.row + 1, rows: used.rows - 1 }), row: used.row + 1 }
    : null;
}

export const MEANWHILE = {
  "the sheet is renamed": (w, sheet) => renameSheet(w, sheet, freeName(w, `Old ${sheet.name}`.slice(0, 27)), "remote"),
  "the sheet is deleted": unlessLast((w, sheet) => deleteSheet(w, sheet, "remote")),
  "the sheet is protected": (w, sheet) => w.protect(sheet.id),
  "the sheet is hidden": unlessLast((w, sheet) => showSheet(w, sheet, "hidden", "remote")),
  "the sheet is hidden for good": unlessLast((w, sheet) => showSheet(w, sheet, "veryHidden", "remote")),
  "the sheet is copied": (w, sheet) => void copySheet(w, sheet, "remote"),
  "the sheet is moved to the front": (w, sheet) => moveSheet(w, sheet, 0, "remote"),
  "a row is put in on top": (w, sheet) => w.insertRows(sheet.id, 0, 1, "remote"),
  "the first row is taken out": (w, sheet) => w.deleteRows(sheet.id, 0, 1, "remote"),
  "a row is put in among the others": (w, sheet) => w.insertRows(sheet.id, rowsOf(sheet)?.row ?? 1, 1, "remote"),
  "the rows are sorted the other way": (w, sheet) => {
    const rows = rowsOf(sheet);
    if (rows) w.sortRows(sheet.id, rows.address, 0, false, "remote");
  },
  "its conditional formats can no longer be read": (_, sheet) => {
    for (const { rule } of sheet.conditionalFormats()) rule.unreadable = true;
  },
  "the workbook's structure is protected": (w) => {
    w.structureProtection = {};
  },
  "the workbook becomes read-only": (w) => {
    w.readOnly = true;
  },
  "another workbook takes the focus": (w) => {
    w.focusLost = "InvalidSelection";
  },
  "a chart sheet comes to the front": (w) => w.activate(addChartSheet(w, freeName(w, "Chart1")).id),
  "somebody begins to type in a cell": (w) => w.setCellEditMode(true),
} satisfies Record<string, Meanwhile>;
