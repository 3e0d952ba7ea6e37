/** How a sheet is printed, frozen and protected. */
import type ExcelJS from "exceljs";
import { isUnbounded, MAX_COLUMNS, MAX_ROWS, parseBox, type Box } from "../address";
import { cellName, columnLetter } from "../../../src/plan/grid";
import { must, refuse } from "../errors";
import { define, HostObject, type Wire } from "../host";
import type { SheetModel } from "../sheet";
import type { StandInWorkbook } from "../workbook";
import { rangeArgument, rangeOn } from "./range";

const told = (sheet: SheetModel, w: StandInWorkbook) => w.tell({ kind: "look", sheetId: sheet.id, by: "addin" });

// ---- freezing -------------------------------------------------------------------------------------------------------

interface View {
  state?: string;
  xSplit?: number;
  ySplit?: number;
  topLeftCell?: string;
  showGridLines?: boolean;
  showRowColHeaders?: boolean;
}

export const viewOf = (sheet: SheetModel): View => {
  if (!sheet.ws.views?.[0]) sheet.ws.views = [{ state: "normal" } as ExcelJS.WorksheetView];
  return sheet.ws.views[0] as View;
};

function freeze(sheet: SheetModel, rows: number, columns: number, w: StandInWorkbook): void {
  w.guardFocus("WorksheetFreezePanes");
  const view = viewOf(sheet);
  delete view.topLeftCell;
  Object.assign(
    view,
    rows + columns > 0 ? { state: "frozen", ySplit: rows, xSplit: columns } : { state: "normal", ySplit: 0, xSplit: 0 },
  );
  told(sheet, w);
}

function frozen(sheet: SheetModel): Box | null {
  const { state, xSplit = 0, ySplit = 0 } = viewOf(sheet);
  if (state !== "frozen" || xSplit + ySplit === 0) return null;
  return { row: 0, column: 0, rows: ySplit || MAX_ROWS, columns: xSplit || MAX_COLUMNS };
}

const count = (value: Wire, at: string): number => {
  must(value === undefined || value === null || (Number.isInteger(value) && value >= 0), at);
  return value ?? 1;
};

export const freezePanes = define<SheetModel>("WorksheetFreezePanes", {
  call: {
    FreezeRows: (it, [rows], w) => freeze(it, count(rows, "WorksheetFreezePanes.freezeRows"), 0, w),
    FreezeColumns: (it, [columns], w) => freeze(it, 0, count(columns, "WorksheetFreezePanes.freezeColumns"), w),
    FreezeAt: (it, [target], w) => {
      const { box } = rangeArgument(w, it, target, "WorksheetFreezePanes.freezeAt");
      freeze(
        it,
        box.rows === MAX_ROWS ? 0 : box.row + box.rows,
        box.columns === MAX_COLUMNS ? 0 : box.column + box.columns,
        w,
      );
    },
    Unfreeze: (it, _, w) => freeze(it, 0, 0, w),
    GetLocation: (it, _, w) => rangeOn(w, it, frozen(it) ?? refuse("ItemNotFound", "WorksheetFreezePanes.getLocation")),
    GetLocationOrNullObject: (it, _, w) => {
      const box = frozen(it);
      return box && rangeOn(w, it, box);
    },
  },
});

// ---- protection -----------------------------------------------------------------------------------------------------

/** Office.js's options, each with the file's word for it. */
const OPTIONS: Record<string, string> = {
  allowAutoFilter: "autoFilter",
  allowDeleteColumns: "deleteColumns",
  allowDeleteRows: "deleteRows",
  allowEditObjects: "objects",
  allowEditScenarios: "scenarios",
  allowFormatCells: "formatCells",
  allowFormatColumns: "formatColumns",
  allowFormatRows: "formatRows",
  allowInsertColumns: "insertColumns",
  allowInsertHyperlinks: "insertHyperlinks",
  allowInsertRows: "insertRows",
  allowPivotTables: "pivotTables",
  allowSort: "sort",
};

export const sheetProtection = define<SheetModel>("WorksheetProtection", {
  get: {
    Protected: (it) => it.internal.sheetProtection?.sheet === true,
    Options: (it) => {
      const model = it.internal.sheetProtection;
      if (!model?.sheet) return null;
      return {
        ...Object.fromEntries(Object.entries(OPTIONS).map(([name, key]) => [name, model[key] === true])),
        selectionMode:
          model["selectLockedCells"] === false
            ? model["selectUnlockedCells"] === false
              ? "None"
              : "Unlocked"
            : "Normal",
      };
    },
  },
  call: {
    Protect: (it, [options, password], w) => {
      if (it.internal.sheetProtection?.sheet) refuse("AccessDenied", "WorksheetProtection.protect");
      const given: Record<string, boolean> = {};
      for (const [name, value] of Object.entries(options ?? {})) {
        if (name === "selectionMode") {
          if (value !== "Normal") given["selectLockedCells"] = false;
          if (value === "None") given["selectUnlockedCells"] = false;
        } else {
          must(name in OPTIONS, "WorksheetProtection.protect");
          if (value) given[OPTIONS[name]!] = true;
        }
      }
      w.protect(it.id, given, password ?? undefined);
    },
    Unprotect: (it, [password], w) => {
      const model = it.internal.sheetProtection;
      if (!model?.sheet) return;
      const locked = model.password !== undefined || model["hashValue"] !== undefined;
      if (locked && (model.password === undefined || model.password !== password))
        refuse("InvalidArgument", "WorksheetProtection.unprotect", "The password you supplied is not correct.");
      w.unprotect(it.id);
    },
  },
});

// ---- page layout ----------------------------------------------------------------------------------------------------

type Setup = Record<string, Wire>;
const setupOf = (sheet: SheetModel): Setup => sheet.ws.pageSetup as unknown as Setup;

const PAPERS: Record<string, number> = { Letter: 1, Tabloid: 3, Legal: 5, A3: 8, A4: 9, A5: 11, B4: 12, B5: 13 };

function plain(key: string, check: (value: Wire) => boolean) {
  return {
    read: (it: SheetModel) => setupOf(it)[key] ?? false,
    write: (it: SheetModel, value: Wire, w: StandInWorkbook) => {
      must(check(value), `PageLayout.${key}`);
      setupOf(it)[key] = value;
      told(it, w);
    },
  };
}
const isFlag = (value: Wire) => typeof value === "boolean";
const margin = (key: string) => ({
  read: (it: SheetModel) => ((setupOf(it)["margins"]?.[key] as number | undefined) ?? 0.7) * 72,
  write: (it: SheetModel, value: Wire, w: StandInWorkbook) => {
    must(typeof value === "number" && value >= 0, `PageLayout.${key}Margin`);
    setupOf(it)["margins"] = {
      left: 0.7,
      right: 0.7,
      top: 0.75,
      bottom: 0.75,
      header: 0.3,
      footer: 0.3,
      ...setupOf(it)["margins"],
      [key]: value / 72,
    };
    told(it, w);
  },
});

const members = {
  BlackAndWhite: plain("blackAndWhite", isFlag),
  CenterHorizontally: plain("horizontalCentered", isFlag),
  CenterVertically: plain("verticalCentered", isFlag),
  PrintGridlines: plain("showGridLines", isFlag),
  PrintHeadings: plain("showRowColHeaders", isFlag),
  DraftMode: plain("draft", isFlag),
  LeftMargin: margin("left"),
  RightMargin: margin("right"),
  TopMargin: margin("top"),
  BottomMargin: margin("bottom"),
  HeaderMargin: margin("header"),
  FooterMargin: margin("footer"),
};

const titleBox = (text: string | undefined): Box | null => (text ? parseBox(text) : null);

function setTitles(it: SheetModel, value: Wire, axis: "row" | "column", w: StandInWorkbook): void {
  const at = axis === "row" ? "PageLayout.setPrintTitleRows" : "PageLayout.setPrintTitleColumns";
  const { sheet, box } = rangeArgument(w, it, value, at);
  must(sheet === it && (axis === "row" ? box.columns === MAX_COLUMNS : box.rows === MAX_ROWS), at);
  setupOf(it)[axis === "row" ? "printTitlesRow" : "printTitlesColumn"] =
    axis === "row"
      ? `${box.row + 1}:${box.row + box.rows}`
      : `${columnLetter(box.column)}:${columnLetter(box.column + box.columns - 1)}`;
  told(it, w);
}

const printArea = (it: SheetModel): Box[] =>
  String(setupOf(it)["printArea"] ?? "")
    .split("&&")
    .flatMap((area) => parseBox(area) ?? []);

export const pageLayout = define<SheetModel>("PageLayout", {
  get: {
    ...Object.fromEntries(Object.entries(members).map(([name, member]) => [name, member.read])),
    Orientation: (it) => (setupOf(it)["orientation"] === "landscape" ? "Landscape" : "Portrait"),
    PaperSize: (it) =>
      Object.entries(PAPERS).find(([, code]) => code === Number(setupOf(it)["paperSize"] ?? 1))?.[0] ?? null,
    Zoom: (it) => {
      const setup = setupOf(it);
      if (!setup["fitToPage"]) return { scale: setup["scale"] ?? 100 };
      return {
        ...(setup["fitToWidth"] ? { horizontalFitToPages: setup["fitToWidth"] } : {}),
        ...(setup["fitToHeight"] ? { verticalFitToPages: setup["fitToHeight"] } : {}),
      };
    },
    FirstPageNumber: (it) => setupOf(it)["firstPageNumber"] ?? "",
    PrintOrder: (it) => (setupOf(it)["pageOrder"] === "overThenDown" ? "OverThenDown" : "DownThenOver"),
  },
  set: {
    ...Object.fromEntries(Object.entries(members).map(([name, member]) => [name, member.write])),
    Orientation: (it, value, w) => {
      must(value === "Portrait" || value === "Landscape", "PageLayout.orientation");
      setupOf(it)["orientation"] = value.toLowerCase();
      told(it, w);
    },
    PaperSize: (it, value, w) => {
      const code = PAPERS[Object.keys(PAPERS).find((name) => name.toLowerCase() === String(value).toLowerCase()) ?? ""];
      must(code, "PageLayout.paperSize");
      setupOf(it)["paperSize"] = code;
      told(it, w);
    },
    Zoom: (it, value, w) => {
      const at = "PageLayout.zoom";
      must(value && typeof value === "object", at);
      const { scale, horizontalFitToPages: wide, verticalFitToPages: tall } = value as Record<string, Wire>;
      const setup = setupOf(it);
      if (wide || tall) {
        for (const pages of [wide, tall]) must(!pages || (Number.isInteger(pages) && pages > 0 && pages <= 32_767), at);
        Object.assign(setup, { fitToPage: true, fitToWidth: wide ?? 0, fitToHeight: tall ?? 0 });
      } else {
        must(Number.isInteger(scale) && scale >= 10 && scale <= 400, at);
        Object.assign(setup, { fitToPage: false, scale });
      }
      told(it, w);
    },
    FirstPageNumber: (it, value, w) => {
      must(value === "" || Number.isInteger(value), "PageLayout.firstPageNumber");
      Object.assign(
        setupOf(it),
        value === ""
          ? { firstPageNumber: undefined, useFirstPageNumber: undefined }
          : { firstPageNumber: value, useFirstPageNumber: true },
      );
      told(it, w);
    },
    PrintOrder: (it, value, w) => {
      must(value === "DownThenOver" || value === "OverThenDown", "PageLayout.printOrder");
      setupOf(it)["pageOrder"] = value === "OverThenDown" ? "overThenDown" : "downThenOver";
      told(it, w);
    },
  },
  go: { HeadersFooters: (it) => headersFooters(it) },
  call: {
    SetPrintTitleRows: (it, [value], w) => setTitles(it, value, "row", w),
    SetPrintTitleColumns: (it, [value], w) => setTitles(it, value, "column", w),
    GetPrintTitleRows: (it, _, w) =>
      rangeOn(w, it, titleBox(setupOf(it)["printTitlesRow"]) ?? refuse("ItemNotFound", "PageLayout.getPrintTitleRows")),
    GetPrintTitleRowsOrNullObject: (it, _, w) => {
      const box = titleBox(setupOf(it)["printTitlesRow"]);
      return box && rangeOn(w, it, box);
    },
    GetPrintTitleColumnsOrNullObject: (it, _, w) => {
      const box = titleBox(setupOf(it)["printTitlesColumn"]);
      return box && rangeOn(w, it, box);
    },
    SetPrintArea: (it, [value], w) => {
      const at = "PageLayout.setPrintArea";
      const boxes: Box[] =
        value instanceof HostObject ? (value.it.reference.boxes as Box[]) : [rangeArgument(w, it, value, at).box];
      must(!boxes.some(isUnbounded), at);
      setupOf(it)["printArea"] = boxes
        .map(
          (box) => `${cellName(box.row, box.column)}:${cellName(box.row + box.rows - 1, box.column + box.columns - 1)}`,
        )
        .join("&&");
      told(it, w);
    },
    GetPrintAreaOrNullObject: (it, _, w) => {
      const boxes = printArea(it);
      return boxes.length > 0 ? rangeOn(w, it, boxes[0]!) : null;
    },
    SetPrintMargins: (it, [unit, options], w) => {
      const at = "PageLayout.setPrintMargins";
      const points: Record<string, number> = { Points: 1, Inches: 72, Centimeters: 72 / 2.54 };
      must(unit in points && options && typeof options === "object", at);
      for (const [key, value] of Object.entries(options as Record<string, number>))
        margin(key).write(it, value * points[unit]!, w);
    },
  },
});

// ---- headers and footers --------------------------------------------------------------------------------------------

interface PartIt {
  sheet: SheetModel;
  which: "odd" | "even" | "first";
}

/** Splits "&Lleft&Cmiddle&Rright". */
function split(text: string): { L: string; C: string; R: string } {
  const parts = { L: "", C: "", R: "" };
  let now: "L" | "C" | "R" = "C";
  for (let i = 0; i < text.length; i++) {
    const next = text[i + 1];
    if (text[i] === "&" && (next === "L" || next === "C" || next === "R")) {
      now = next;
      i++;
    } else if (text[i] === "&" && next === "&") {
      parts[now] += "&&";
      i++;
    } else parts[now] += text[i];
  }
  return parts;
}

const partMembers = (["Header", "Footer"] as const).flatMap((end) =>
  (
    [
      ["Left", "L"],
      ["Center", "C"],
      ["Right", "R"],
    ] as const
  ).map(([place, letter]) => ({
    name: `${place}${end}`,
    read: (it: PartIt) =>
      split(String((it.sheet.ws.headerFooter as unknown as Setup)[`${it.which}${end}`] ?? ""))[letter],
    write: (it: PartIt, value: Wire, w: StandInWorkbook) => {
      const at = `HeaderFooter.${place.toLowerCase()}${end}`;
      must(typeof value === "string", at);
      const model = it.sheet.ws.headerFooter as unknown as Setup;
      const parts = { ...split(String(model[`${it.which}${end}`] ?? "")), [letter]: value };
      const text = (["L", "C", "R"] as const).map((key) => (parts[key] ? `&${key}${parts[key]}` : "")).join("");
      must(text.length <= 255, at);
      model[`${it.which}${end}`] = text || undefined;
      told(it.sheet, w);
    },
  })),
);

const headerFooter = define<PartIt>("HeaderFooter", {
  get: Object.fromEntries(partMembers.map((member) => [member.name, member.read])),
  set: Object.fromEntries(partMembers.map((member) => [member.name, member.write])),
});

const headersFooters = define<SheetModel>("HeaderFooterGroup", {
  get: {
    State: (it) => {
      const { differentFirst, differentOddEven } = it.ws.headerFooter as unknown as Setup;
      return differentFirst
        ? differentOddEven
          ? "FirstOddAndEven"
          : "FirstAndDefault"
        : differentOddEven
          ? "OddAndEven"
          : "Default";
    },
  },
  set: {
    State: (it, value, w) => {
      must(["Default", "FirstAndDefault", "OddAndEven", "FirstOddAndEven"].includes(value), "HeaderFooterGroup.state");
      Object.assign(it.ws.headerFooter, { differentFirst: /First/.test(value), differentOddEven: /Odd/.test(value) });
      told(it, w);
    },
  },
  go: {
    DefaultForAllPages: (it) => headerFooter({ sheet: it, which: "odd" }),
    OddPages: (it) => headerFooter({ sheet: it, which: "odd" }),
    EvenPages: (it) => headerFooter({ sheet: it, which: "even" }),
    FirstPage: (it) => headerFooter({ sheet: it, which: "first" }),
  },
});

// ---- page breaks ----------------------------------------------------------------------------------------------------

interface BreaksIt {
  sheet: SheetModel;
  axis: "row" | "column";
}

/** The rows (or columns) before which a page begins, in order. */
function breaks(it: BreaksIt): number[] {
  const list =
    it.axis === "row" ? it.sheet.internal.rowBreaks.map((brk) => Number(brk.id)) : [...it.sheet.columnBreaks];
  return list.sort((a, b) => a - b);
}

const pageBreak = define<BreaksIt & { at: number }>("PageBreak", {
  identity: (it) => ({ _Id: String(it.at) }),
  get: {
    RowIndex: (it) => (it.axis === "row" ? it.at : 0),
    ColumnIndex: (it) => (it.axis === "column" ? it.at : 0),
    _Id: (it) => String(it.at),
  },
  call: {
    Delete: (it, _, w) => {
      if (it.axis === "row")
        it.sheet.internal.rowBreaks = it.sheet.internal.rowBreaks.filter((brk) => Number(brk.id) !== it.at);
      else it.sheet.columnBreaks.delete(it.at);
      told(it.sheet, w);
    },
    GetCellAfterBreak: (it, _, w) =>
      rangeOn(w, it.sheet, {
        row: it.axis === "row" ? it.at : 0,
        column: it.axis === "column" ? it.at : 0,
        rows: 1,
        columns: 1,
      }),
  },
});

export const pageBreaks = define<BreaksIt>("PageBreakCollection", {
  items: (it) => breaks(it).map((at) => pageBreak({ ...it, at })),
  item: (it, key) => {
    const at = Number(key);
    return breaks(it).includes(at) ? pageBreak({ ...it, at }) : refuse("ItemNotFound", "PageBreakCollection.getItem");
  },
  call: {
    GetCount: (it) => breaks(it).length,
    Add: (it, [target], w) => {
      const { sheet, box } = rangeArgument(w, it.sheet, target, "PageBreakCollection.add");
      const at = it.axis === "row" ? box.row : box.column;
      must(sheet === it.sheet && at > 0, "PageBreakCollection.add");
      if (it.axis === "column") it.sheet.columnBreaks.add(at);
      else if (!breaks(it).includes(at)) it.sheet.internal.rowBreaks.push({ id: at, max: 16_383, min: 0, man: 1 });
      told(it.sheet, w);
      return pageBreak({ ...it, at });
    },
    RemovePageBreaks: (it, _, w) => {
      if (it.axis === "row") it.sheet.internal.rowBreaks = [];
      else it.sheet.columnBreaks.clear();
      told(it.sheet, w);
    },
  },
});
