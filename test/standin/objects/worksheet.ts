/** Worksheet and WorksheetCollection. */
import { MAX_COLUMNS, MAX_ROWS, parseBox, splitAddress, type Box } from "../address";
import { colourOf, hexOf } from "../colours";
import { must, refuse } from "../errors";
import { define, eventCalls, HostObject, type Wire } from "../host";
import { standardUnits } from "../measure";
import type { SheetModel } from "../sheet";
import {
  copySheet,
  deleteSheet,
  isLastVisible,
  isNameTaken,
  moveSheet,
  renameSheet,
  showSheet,
  VISIBILITY,
  visibilityOf,
} from "../tabs";
import { EVENTS, type StandInWorkbook } from "../workbook";
import { charts } from "./chart";
import { customProperties } from "./custom-properties";
import { autoFilter } from "./filter";
import { names } from "./names";
import { freezePanes, pageBreaks, pageLayout, sheetProtection, viewOf } from "./page";
import { areasArgument, areasOn, namedRange, rangeOn } from "./range";
import { tables } from "./table";

const SHEET_EVENTS = {
  DataChangedEvent: EVENTS.changed,
  ActivatedEvent: EVENTS.activated,
  DeactivatedEvent: EVENTS.deactivated,
  SelectionChangedEvent: EVENTS.selectionChanged,
  CalculatedEvent: EVENTS.calculated,
  FormatChangedEvent: EVENTS.formatChanged,
  RowSortedEvent: EVENTS.rowSorted,
  ColumnSortedEvent: EVENTS.columnSorted,
  SingleClickedEvent: EVENTS.singleClicked,
  RowHiddenChangedEvent: EVENTS.rowHiddenChanged,
  FormulaChangedEvent: EVENTS.formulaChanged,
  ProtectionChangedEvent: EVENTS.protectionChanged,
  EventNameChanged: EVENTS.nameChanged,
  EventVisibilityChanged: EVENTS.visibilityChanged,
};

/** Refuses what Excel refuses as a sheet's name. */
function checkName(w: StandInWorkbook, name: Wire, own: SheetModel | null, location: string): string {
  must(typeof name === "string" && name.length > 0 && name.length <= 31, location);
  must(
    !/[:\\/?*[\]]/.test(name) && !name.startsWith("'") && !name.endsWith("'") && name.toLowerCase() !== "history",
    location,
  );
  if (isNameTaken(w, name, own)) refuse("ItemAlreadyExists", location);
  return name;
}

const told = (sheet: SheetModel, w: StandInWorkbook) => w.tell({ kind: "sheets", sheetId: sheet.id, by: "addin" });
const ONE_VISIBLE = "A workbook must keep at least one visible sheet.";
const visible = (w: StandInWorkbook) => w.sheets.filter((sheet) => sheet.ws.state === "visible");

function getRange(sheet: SheetModel, address: Wire, w: StandInWorkbook): HostObject {
  const at = "Worksheet.getRange";
  if (address === null || address === undefined || address === "")
    return rangeOn(w, sheet, { row: 0, column: 0, rows: MAX_ROWS, columns: MAX_COLUMNS });
  must(typeof address === "string" && address.length <= 8192, at);
  const { sheet: name, address: local } = splitAddress(address);
  must(name === null || w.findSheet(name) === sheet, at);
  const box = parseBox(local);
  if (box) return rangeOn(w, sheet, box);
  const named = namedRange(w, sheet, address);
  if (named && named.sheet === sheet) return rangeOn(w, sheet, named.box);
  return refuse("InvalidArgument", at);
}

export const worksheet: ((it: SheetModel) => HostObject<SheetModel>) & { type: HostObject<SheetModel>["type"] } =
  define<SheetModel>("Worksheet", {
    identity: (it) => ({ Id: it.id }),
    get: {
      Id: (it) => it.id,
      Name: (it) => it.name,
      Position: (it, w) => w.sheets.indexOf(it),
      Visibility: (it) => visibilityOf(it),
      TabColor: (it, w) => hexOf(it.ws.properties.tabColor, w.theme) ?? "",
      TabId: (it) => it.ws.id,
      ShowGridlines: (it) => viewOf(it).showGridLines !== false,
      ShowHeadings: (it) => viewOf(it).showRowColHeaders !== false,
      StandardWidth: (it) => Math.round((standardUnits(it) - 0.710625) * 100) / 100,
      StandardHeight: (it) => it.ws.properties.defaultRowHeight ?? 15,
      EnableCalculation: () => true,
    },
    set: {
      Name: (it, value, w) => {
        w.guardStructure("Worksheet.name");
        renameSheet(w, it, checkName(w, value, it, "Worksheet.name"), "addin");
      },
      Position: (it, value, w) => {
        w.guardStructure("Worksheet.position");
        must(Number.isInteger(value) && value >= 0 && value < w.sheets.length, "Worksheet.position");
        moveSheet(w, it, value, "addin");
      },
      Visibility: (it, value, w) => {
        const at = "Worksheet.visibility";
        w.guardStructure(at);
        must(value in VISIBILITY, at);
        const state = VISIBILITY[value as string]!;
        if (state !== "visible" && isLastVisible(w, it)) refuse("InvalidOperation", at, ONE_VISIBLE);
        showSheet(w, it, state, "addin");
      },
      TabColor: (it, value, w) => {
        w.guardStructure("Worksheet.tabColor");
        const colour = value === "" ? null : colourOf(value);
        must(value === "" || colour, "Worksheet.tabColor");
        it.ws.properties = { ...it.ws.properties, tabColor: colour ?? undefined } as typeof it.ws.properties;
        told(it, w);
      },
      // The client reads ShowGridlines and ShowHeadings but writes Gridlines and Headings.
      Gridlines: (it, value, w) => {
        must(typeof value === "boolean", "Worksheet.showGridlines");
        viewOf(it).showGridLines = value;
        told(it, w);
      },
      Headings: (it, value, w) => {
        must(typeof value === "boolean", "Worksheet.showHeadings");
        viewOf(it).showRowColHeaders = value;
        told(it, w);
      },
      StandardWidth: (it, value, w) => {
        must(typeof value === "number" && value >= 0 && value <= 255, "Worksheet.standardWidth");
        it.ws.properties = { ...it.ws.properties, defaultColWidth: value + 0.710625 } as typeof it.ws.properties;
        told(it, w);
      },
    },
    go: {
      Tables: (it) => tables({ sheet: it }),
      Charts: (it) => charts(it),
      Names: (it, w) => (w.focusLost === null ? names({ sheet: it }) : refuse("InvalidSelection", "Worksheet.names")),
      Protection: (it) => sheetProtection(it),
      FreezePanes: (it) => freezePanes(it),
      PageLayout: (it) => pageLayout(it),
      HorizontalPageBreaks: (it) => pageBreaks({ sheet: it, axis: "row" }),
      VerticalPageBreaks: (it) => pageBreaks({ sheet: it, axis: "column" }),
      AutoFilter: (it) => autoFilter(it),
      CustomProperties: (it) => customProperties(it),
    },
    call: {
      GetRange: (it, [address], w) => getRange(it, address, w),
      GetRangeByIndexes: (it, [row, column, rows, columns], w) => {
        for (const number of [row, column, rows, columns])
          must(Number.isInteger(number), "Worksheet.getRangeByIndexes");
        return rangeOn(w, it, { row, column, rows, columns }, "Worksheet.getRangeByIndexes");
      },
      GetCell: (it, [row, column], w) => {
        must(Number.isInteger(row) && Number.isInteger(column), "Worksheet.getCell");
        return rangeOn(w, it, { row, column, rows: 1, columns: 1 }, "Worksheet.getCell");
      },
      GetRanges: (it, [address], w) => {
        const whole: Box[] = [{ row: 0, column: 0, rows: MAX_ROWS, columns: MAX_COLUMNS }];
        return areasOn(
          w,
          it,
          address === null || address === undefined ? whole : areasArgument(address, "Worksheet.getRanges"),
        );
      },
      GetUsedRange: (it, [valuesOnly], w) =>
        rangeOn(w, it, it.used(valuesOnly === true) ?? { row: 0, column: 0, rows: 1, columns: 1 }),
      GetUsedRangeOrNullObject: (it, [valuesOnly], w) => {
        const used = it.used(valuesOnly === true);
        return used && rangeOn(w, it, used);
      },
      Activate: (it, _, w) => {
        w.guardFocus("Worksheet.activate");
        if (it.ws.state !== "visible") refuse("InvalidOperation", "Worksheet.activate");
        w.activate(it.id);
      },
      Delete: (it, _, w) => {
        const at = "Worksheet.delete";
        w.guardStructure(at);
        if (it.ws.state === "veryHidden") refuse("InvalidOperation", at);
        if (isLastVisible(w, it)) refuse("InvalidOperation", at, ONE_VISIBLE);
        deleteSheet(w, it, "addin");
      },
      Copy: (it, [place, relative], w) => {
        const at = "Worksheet.copy";
        w.guardStructure(at);
        const others = w.sheets.length;
        const beside = relative instanceof HostObject ? w.sheets.indexOf(relative.it as SheetModel) : -1;
        const positions: Record<string, number> = {
          None: others,
          End: others,
          Beginning: 0,
          Before: beside,
          After: beside + 1,
        };
        const position = positions[place ?? "None"];
        must(position !== undefined && (beside >= 0 || !["Before", "After"].includes(place)), at);
        const made = copySheet(w, it, "addin");
        moveSheet(w, made, position, "addin");
        return worksheet(made);
      },
      Calculate: () => null,
      GetNext: (it, [onlyVisible], w) =>
        neighbour(it, 1, onlyVisible, w) ?? refuse("ItemNotFound", "Worksheet.getNext"),
      GetNextOrNullObject: (it, [onlyVisible], w) => neighbour(it, 1, onlyVisible, w),
      GetPrevious: (it, [onlyVisible], w) =>
        neighbour(it, -1, onlyVisible, w) ?? refuse("ItemNotFound", "Worksheet.getPrevious"),
      GetPreviousOrNullObject: (it, [onlyVisible], w) => neighbour(it, -1, onlyVisible, w),
      ...eventCalls<SheetModel>((it) => it.id, SHEET_EVENTS),
    },
  });

function neighbour(it: SheetModel, step: number, onlyVisible: Wire, w: StandInWorkbook): HostObject | null {
  const list = w.sheets;
  for (let i = list.indexOf(it) + step; i >= 0 && i < list.length; i += step)
    if (!onlyVisible || list[i]!.ws.state === "visible") return worksheet(list[i]!);
  return null;
}

const countIn = (w: StandInWorkbook, onlyVisible: Wire) => (onlyVisible ? visible(w) : w.sheets).length;

export const worksheets = define<null>("WorksheetCollection", {
  items: (_, w) => w.sheets.map(worksheet),
  item: (_, key, w) => worksheet(w.sheet(String(key))),
  call: {
    GetItem: (_, [key], w) => worksheet(w.sheet(String(key))),
    GetItemOrNullObject: (_, [key], w) => {
      const sheet = w.findSheet(String(key));
      return sheet && worksheet(sheet);
    },
    GetActiveWorksheet: (_, __, w) =>
      worksheet(w.findSheet(w.activeSheetId) ?? refuse(w.noWorksheetInFront, "WorksheetCollection.getActiveWorksheet")),
    GetCount: (_, [onlyVisible], w) => countIn(w, onlyVisible),
    GetFirst: (_, [onlyVisible], w) => worksheet((onlyVisible ? visible(w) : w.sheets)[0]!),
    GetLast: (_, [onlyVisible], w) => worksheet((onlyVisible ? visible(w) : w.sheets).at(-1)!),
    Add: (_, [wanted], w) => {
      w.guardStructure("WorksheetCollection.add");
      w.guardFocus("WorksheetCollection.add");
      let name = wanted;
      if (name === null || name === undefined) {
        let n = 1;
        while (isNameTaken(w, `Sheet${n}`)) n++;
        name = `Sheet${n}`;
      }
      const sheet = w.addSheet(checkName(w, name, null, "WorksheetCollection.add"));
      w.emit(EVENTS.added, "Workbook", { worksheetId: sheet.id, source: "Local" });
      told(sheet, w);
      return worksheet(sheet);
    },
    ...eventCalls<null>(() => "Workbook", {
      ...SHEET_EVENTS,
      AddedEvent: EVENTS.added,
      DeletedEvent: EVENTS.deleted,
      EventMoved: EVENTS.moved,
    }),
  },
});
