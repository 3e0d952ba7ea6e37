/** The Workbook, what the client starts from, and its application and properties. */
import { parseBox, type Box } from "../address";
import { must, refuse } from "../errors";
import type { HostObject } from "../host";
import { define } from "../host";
import type { SheetModel } from "../sheet";
import type { StandInWorkbook, StructureProtection } from "../workbook";
import { functions } from "./functions";
import { names } from "./names";
import { areasOn, rangeOn } from "./range";
import { tables } from "./table";
import { worksheets } from "./worksheet";

const application = define<null>("Application", {
  get: {
    CalculationMode: (_, w) => w.calculationMode,
    CalculationState: () => "Done",
    CalculationEngineVersion: () => 191_029,
    DecimalSeparator: () => ".",
    ThousandsSeparator: () => ",",
    UseSystemSeparators: () => true,
  },
  set: {
    CalculationMode: (_, value, w) => {
      must(["Automatic", "AutomaticExceptTables", "Manual"].includes(value), "Application.calculationMode");
      w.calculationMode = value;
    },
  },
  go: { CultureInfo: () => cultureInfo(null) },
  call: {
    Calculate: (_, [type]) => must(["Recalculate", "Full", "FullRebuild"].includes(type), "Application.calculate"),
    SuspendScreenUpdatingUntilNextSync: () => null,
    SuspendApiCalculationUntilNextSync: () => null,
  },
});

const cultureInfo = define<null>("CultureInfo", {
  get: { Name: () => "en-GB" },
  go: {
    DatetimeFormat: () => datetimeFormat(null),
  },
});

const datetimeFormat = define<null>("DatetimeFormatInfo", {
  get: {
    DateSeparator: () => "/",
    LongDatePattern: () => "dd MMMM yyyy",
    LongTimePattern: () => "HH:mm:ss",
    ShortDatePattern: () => "dd/MM/yyyy",
    TimeSeparator: () => ":",
  },
});

const protection = define<null>("WorkbookProtection", {
  get: { Protected: (_, w) => w.structureProtection !== null },
  call: {
    Protect: (_, [password], w) => {
      if (w.structureProtection) refuse("AccessDenied", "WorkbookProtection.protect");
      w.structureProtection = password ? { password: String(password) } : {};
      w.tell({ kind: "protection", by: "addin" });
    },
    Unprotect: (_, [password], w) => {
      const held = w.structureProtection;
      if (!held) return;
      if (isLocked(held) && (held.password === undefined || held.password !== password))
        refuse("InvalidArgument", "WorkbookProtection.unprotect", "The password you supplied is not correct.");
      w.structureProtection = null;
      w.tell({ kind: "protection", by: "addin" });
    },
  },
});

/** Whether a password is asked for: one typed here, or one whose hash the file holds. */
const isLocked = ({ password, attributes = {} }: StructureProtection): boolean =>
  password !== undefined || "workbookPassword" in attributes || "workbookHashValue" in attributes;

/** Office.js's properties of the document, each with exceljs's word; Excel cuts them to 255 letters. */
const PROPERTIES: Record<string, string> = {
  Title: "title",
  Subject: "subject",
  Author: "creator",
  Keywords: "keywords",
  Comments: "description",
  Category: "category",
  Manager: "manager",
  Company: "company",
};
const bagOf = (w: StandInWorkbook) => w.excel as unknown as Record<string, string>;

const properties = define<null>("DocumentProperties", {
  get: {
    ...Object.fromEntries(
      Object.entries(PROPERTIES).map(([name, key]) => [name, (_: null, w: StandInWorkbook) => bagOf(w)[key] ?? ""]),
    ),
    LastAuthor: (_, w) => w.excel.lastModifiedBy ?? "",
  },
  set: Object.fromEntries(
    Object.entries(PROPERTIES).map(([name, key]) => [
      name,
      (_: null, value: unknown, w: StandInWorkbook) => {
        must(typeof value === "string", `DocumentProperties.${key}`);
        bagOf(w)[key] = value.slice(0, 255);
      },
    ]),
  ),
});

/** What is selected; there is no such range while another workbook has the focus or a chart sheet is in front. */
function selected(w: StandInWorkbook, location: string): { sheet: SheetModel; box: Box } {
  const sheet = w.focusLost === null ? w.findSheet(w.selection.sheetId) : null;
  if (!sheet) refuse("InvalidSelection", location);
  return { sheet, box: parseBox(w.selection.address)! };
}

const eventRange = (w: StandInWorkbook, id: string) => {
  const found = w.references.get(id);
  return found && !found.lost ? rangeOn(w, found.sheet, found.boxes[0]!) : null;
};

const workbook = define<null>("Workbook", {
  get: {
    Name: (_, w) => w.name,
    ReadOnly: (_, w) => w.readOnly,
    IsDirty: () => true,
    AutoSave: () => true,
    PreviouslySaved: () => true,
    CalculationEngineVersion: () => 191_029,
    UsePrecisionAsDisplayed: () => false,
  },
  go: {
    Worksheets: () => worksheets(null),
    Tables: () => tables({ sheet: null }),
    Names: () => names({ sheet: null }),
    Functions: () => functions(null),
    Application: () => application(null),
    Protection: () => protection(null),
    Properties: () => properties(null),
  },
  call: {
    GetSelectedRange: (_, __, w) => {
      const { sheet, box } = selected(w, "Workbook.getSelectedRange");
      return rangeOn(w, sheet, box);
    },
    GetSelectedRanges: (_, __, w) => {
      const { sheet, box } = selected(w, "Workbook.getSelectedRanges");
      return areasOn(w, sheet, [box]);
    },
    GetActiveCell: (_, __, w) => {
      const { sheet, box } = selected(w, "Workbook.getActiveCell");
      return rangeOn(w, sheet, { ...box, rows: 1, columns: 1 });
    },
    Save: () => null,
    _RemoveReference: (_, [id], w) => void w.references.delete(id),
    _RemoveAllReferences: (_, __, w) => w.references.clear(),
    _GetReferenceCount: (_, __, w) => w.references.size,
    _GetRangeForEventByReferenceId: (_, [id], w) =>
      eventRange(w, id) ?? refuse("ItemNotFound", "WorksheetChangedEventArgs.getRange"),
    _GetRangeOrNullObjectForEventByReferenceId: (_, [id], w) => eventRange(w, id),
  },
});

export const workbookObject = (_: StandInWorkbook): HostObject => workbook(null);
