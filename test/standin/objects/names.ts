/** Defined names. */
import { parseBox, splitAddress, type Box } from "../address";
import { cellName } from "../../../src/plan/grid";
import { must, refuse } from "../errors";
import { define, HostObject, type Wire } from "../host";
import type { SheetModel } from "../sheet";
import type { NameModel, StandInWorkbook } from "../workbook";
import { quoteSheet } from "../address";
import { rangeArgument, rangeOn } from "./range";
import { worksheet } from "./worksheet";

const absolute = (sheet: SheetModel, box: Box): string => {
  const dollars = (row: number, column: number) => cellName(row, column).replace(/([A-Z]+)(\d+)/, "$$$1$$$2");
  const first = dollars(box.row, box.column);
  const last = dollars(box.row + box.rows - 1, box.column + box.columns - 1);
  return `${quoteSheet(sheet.name)}!${first === last ? first : `${first}:${last}`}`;
};

function target(it: NameModel, w: StandInWorkbook): { sheet: SheetModel; box: Box } | null {
  const { sheet: name, address } = splitAddress(it.refersTo);
  const sheet = name === null ? null : w.findSheet(name);
  const box = parseBox(address);
  return sheet && box ? { sheet, box } : null;
}

const namedItem = define<NameModel>("NamedItem", {
  get: {
    Name: (it) => it.name,
    Type: (it, w) => (target(it, w) ? "Range" : "Error"),
    Value: (it) => it.refersTo,
    Formula: (it) => `=${it.refersTo}`,
    Visible: (it) => !it.hidden,
    Comment: (it) => it.comment,
    Scope: (it) => (it.sheetId ? "Worksheet" : "Workbook"),
  },
  set: {
    Visible: (it, value) => {
      must(typeof value === "boolean", "NamedItem.visible");
      it.hidden = !value;
    },
    Comment: (it, value) => {
      must(typeof value === "string" && value.length <= 255, "NamedItem.comment");
      it.comment = value;
    },
    Formula: (it, value) => {
      must(typeof value === "string" && value.startsWith("="), "NamedItem.formula");
      it.refersTo = value.slice(1);
    },
  },
  go: {
    Worksheet: (it, w) => worksheet(it.sheetId ? w.sheet(it.sheetId) : refuse("ItemNotFound", "NamedItem.worksheet")),
    WorksheetOrNullObject: (it, w) => (it.sheetId ? worksheet(w.sheet(it.sheetId)) : null),
  },
  call: {
    GetRange: (it, _, w) => {
      const found = target(it, w) ?? refuse("InvalidReference", "NamedItem.getRange");
      return rangeOn(w, found.sheet, found.box);
    },
    GetRangeOrNullObject: (it, _, w) => {
      const found = target(it, w);
      return found && rangeOn(w, found.sheet, found.box);
    },
    Delete: (it, _, w) => void w.names.splice(w.names.indexOf(it), 1),
  },
});

/** The names of the workbook (sheet null) or of one sheet. */
interface NamesIt {
  sheet: SheetModel | null;
}

const listed = (it: NamesIt, w: StandInWorkbook) =>
  w.names.filter(
    (item) => (it.sheet ? item.sheetId === it.sheet.id : item.sheetId === null) && !item.name.startsWith("_xlnm."),
  );
const find = (it: NamesIt, key: Wire, w: StandInWorkbook) =>
  listed(it, w).find((item) => item.name.toLowerCase() === String(key).toLowerCase());

export const names = define<NamesIt>("NamedItemCollection", {
  items: (it, w) => listed(it, w).map(namedItem),
  item: (it, key, w) => namedItem(find(it, key, w) ?? refuse("ItemNotFound", "NamedItemCollection.getItem")),
  call: {
    GetCount: (it, _, w) => listed(it, w).length,
    GetItemOrNullObject: (it, [key], w) => {
      const found = find(it, key, w);
      return found ? namedItem(found) : null;
    },
    Add: (it, [name, reference, comment], w) => {
      const at = "NamedItemCollection.add";
      must(typeof name === "string" && /^[\p{L}_\\][\p{L}\p{N}_.\\]{0,254}$/u.test(name) && !parseBox(name), at);
      if (find(it, name, w)) refuse("ItemAlreadyExists", at);
      let refersTo: string;
      if (reference instanceof HostObject) {
        const found = rangeArgument(w, it.sheet, reference, at);
        refersTo = absolute(found.sheet, found.box);
      } else {
        must(typeof reference === "string" && reference.length <= 8192, at);
        refersTo = reference.startsWith("=") ? reference.slice(1) : reference;
      }
      const made: NameModel = { name, sheetId: it.sheet?.id ?? null, refersTo, comment: comment ?? "", hidden: false };
      w.names.push(made);
      return namedItem(made);
    },
  },
});
