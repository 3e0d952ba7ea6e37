/**
 * The workbook Excel's stand-in holds in memory: an exceljs workbook, opened from and saved to .xlsx, with what people do in
 * it (typing, inserting rows, sorting, selecting) and the events Office.js clients hear. Answers no Office.js request (see
 * server.ts) and shows nothing. What it does not prove is listed at the top of server.ts.
 */
import ExcelJS from "exceljs";
import { cellName } from "../../src/plan/grid";
import {
  formatBox,
  intersect,
  MAX_COLUMNS,
  MAX_ROWS,
  parseBox,
  parseBoxes,
  quoteSheet,
  splitAddress,
  type Box,
} from "./address";
import { plainValues, typeOf, valueOf, type Scalar, type Stored } from "./cells";
import { moveCharts, type ChartModel } from "./charts";
import { themeColours } from "./colours";
import { readEntry } from "./entry";
import { EVENTS, type Editor } from "./events";
import { NotAWorkbook, refuse } from "./errors";
import { FaultPlan, type RequestRecord } from "./faults";
import { formulaFault, readsAsProse, shiftFormula } from "./formula";
import { moveExtended, openPackage, type RawSheet, type RawWorkbook } from "./package-in";
import { readCharts } from "./package/charts";
import { copyOf, type Copy } from "./package/copy";
import { wholeWorkbook } from "./package/make";
import { Origin } from "./package/origin";
import { stateOf, textOfValue, type Beside, type SheetState } from "./package/state";
import { SheetModel, type ConditionalRule, type Link, type TableModel } from "./sheet";
import { shiftBox, shiftCells, sortRows, type SheetShift, type SortKey } from "./structure";
import { Switches } from "./switches";
import { shownTabs, tabsOf, type OtherSheet } from "./tabs";

export { NotAWorkbook } from "./errors";
export { EVENTS, type Change, type Editor, type OfficeEvent } from "./events";
export type { ChartModel } from "./charts";
export type { RequestRecord } from "./faults";
export type { Link, SheetModel } from "./sheet";

export interface NameModel {
  name: string;
  /** The id of the sheet it belongs to; null for the workbook's own. */
  sheetId: string | null;
  /** As in the file: "'Plan'!$A$1:$B$2", without "=". */
  refersTo: string;
  comment: string;
  hidden: boolean;
  /** Its place among the names of the file it was opened from; absent for one that came since. */
  place?: number;
}

export interface StructureProtection {
  /** The password as typed; absent when there is none, or when the file only holds its hash. */
  password?: string;
  /** The attributes of the loaded <workbookProtection>. */
  attributes?: Record<string, string>;
}

export interface RangeReference {
  sheet: SheetModel;
  boxes: Box[];
  /** Its cells were taken out. */
  lost: boolean;
  /** Held as RangeAreas, not as one Range. */
  areas: boolean;
}

export class StandInWorkbook extends Switches {
  readonly charts: ChartModel[] = [];
  readonly names: NameModel[] = [];
  readonly requests: RequestRecord[] = [];
  readonly faults: FaultPlan = new FaultPlan(() => this.requests.length);
  /** The sheets that are no worksheets: chart sheets, which Office.js does not list. */
  readonly otherSheets: OtherSheet[] = [];
  /** Protection of the workbook's structure: which sheets there are, called what, in which order; null for none. */
  structureProtection: StructureProtection | null = null;
  activeSheetId = "";
  selection = { sheetId: "", address: "A1" };
  /** True while someone is typing in a cell: every request is refused. */
  cellEditMode = false;
  calculationMode = "Automatic";
  /** The year a typed date without one is in. */
  year = new Date().getFullYear();
  /** Ranges the clients hold on to, by reference id. */
  readonly references = new Map<string, RangeReference>();

  /** Ranges in use by the request being answered; they move with their cells too. */
  readonly live: RangeReference[] = [];

  private readonly models = new WeakMap<ExcelJS.Worksheet, SheetModel>();
  /** The newer conditional formats of a sheet, as the file's text. */
  private readonly extendedFormats = new Map<string, string>();
  private readonly tableFilters = new Map<string, string>();
  private readonly filters = new Map<string, string>();
  private readonly tableIds = new WeakMap<object, string>();
  private themeCache: string[] | null = null;

  private constructor(
    readonly excel: ExcelJS.Workbook,
    public name: string,
    /** The file it was opened from, and how all stood then; null for a new workbook. */
    readonly origin: Origin | null,
  ) {
    super();
  }

  // ---- opening and saving -------------------------------------------------------------------------------------------

  /** Opens an .xlsx; rejects with NotAWorkbook, whose message can be shown to a person. */
  static async open(bytes: Uint8Array | ArrayBuffer, name: string): Promise<StandInWorkbook> {
    const raw = await openPackage(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes));
    const excel = new ExcelJS.Workbook();
    try {
      await excel.xlsx.load(raw.bytes as unknown as Parameters<typeof excel.xlsx.load>[0]);
    } catch (error) {
      throw new NotAWorkbook(
        `This workbook could not be read (${error instanceof Error ? error.message : String(error)}). Open it in Excel, save it again as .xlsx, and try that copy.`,
      );
    }
    const tabs = raw.parts.map((part, i) => ({ ...part, id: "", state: raw.tabs[i]!.state }));
    const origin = new Origin(raw.file, raw.workbook, tabs, await raw.file.contentType(raw.workbook));
    const workbook = new StandInWorkbook(excel, name, origin);
    for (const sheet of workbook.sheets) {
      plainValues(sheet.ws, workbook.date1904);
      const rawSheet = raw.sheets.get(sheet.name);
      if (rawSheet) workbook.takeRaw(sheet, rawSheet);
    }
    raw.tabs.forEach((tab, orderNo) => {
      const other = tab.kind === "worksheet" ? null : { ...tab, kind: tab.kind, id: workbook.newId(), orderNo };
      if (other) workbook.otherSheets.push(other);
      tabs[orderNo]!.id = other?.id ?? workbook.findSheet(tab.name)?.id ?? "";
    });
    workbook.structureProtection = raw.structureProtection;
    workbook.calculationMode = raw.calculationMode;
    raw.names.forEach((item, place) => {
      const owner =
        item.sheet === null ? null : workbook.sheets.find((sheet) => sheet.name === raw.tabs[item.sheet!]?.name);
      if (item.sheet !== null && !owner) return;
      if (item.name.startsWith("_xlnm.Print_")) {
        if (owner) takePrintName(owner, item.name, item.refersTo);
        return;
      }
      workbook.names.push({ ...item, sheetId: owner?.id ?? null, place });
    });
    const active =
      tabsOf(workbook).find((tab) => tab.name === raw.tabs[raw.activeSheet]?.name) ??
      workbook.sheets.find((sheet) => sheet.ws.state === "visible") ??
      workbook.sheets[0]!;
    workbook.start(active.id);
    await workbook.remember(raw);
    return workbook;
  }

  /** Takes down how all stands, so that a copy can be the file with only what changed since. */
  private async remember(raw: RawWorkbook): Promise<void> {
    const origin = this.origin!;
    for (const tab of origin.tabs) {
      const sheet = this.sheets.find(({ id }) => id === tab.id);
      const rawSheet = sheet && raw.sheets.get(sheet.name);
      if (!sheet || !rawSheet) continue;
      const charts = await readCharts(
        raw.file,
        tab.part,
        sheet,
        (name) => this.findSheet(name),
        () => this.newId(),
      );
      this.charts.push(...charts.map(({ chart }) => chart));
      origin.takeDown(sheet, tab.part, rawSheet, this.beside(sheet), charts);
    }
    const places = new Map(this.names.map((item) => [item.place, item.refersTo]));
    origin.book = {
      active: this.activeSheetId,
      protection: textOfValue(this.structureProtection),
      calculationMode: this.calculationMode,
      calculates: this.calculatesOnLoad,
      names: raw.names.map((_, place) => places.get(place) ?? null),
    };
  }

  /** A workbook with one empty sheet. */
  static blank(name = "Book1.xlsx"): StandInWorkbook {
    const excel = new ExcelJS.Workbook();
    excel.addWorksheet("Sheet1");
    const workbook = new StandInWorkbook(excel, name, null);
    workbook.start(workbook.sheets[0]!.id);
    return workbook;
  }

  private start(activeId: string): void {
    this.activeSheetId = activeId;
    this.selection = { sheetId: activeId, address: "A1" };
  }

  /** Takes over what exceljs did not read, and mends what it read wrongly. */
  private takeRaw(sheet: SheetModel, raw: RawSheet): void {
    this.extendedFormats.set(sheet.id, raw.extendedFormats);
    this.origin!.mendCells(sheet, raw);
    for (const { row, column, link } of raw.links) sheet.setLink(row, column, link);
    for (const property of raw.customProperties) sheet.customProperties.set(property.key.toLowerCase(), property);
    sheet.internal.dataValidations.model = raw.validations;
    raw.columnBreaks.forEach((column) => sheet.columnBreaks.add(column));
    sheet.internal.rowBreaks = raw.rowBreaks.map((id) => ({ id, max: 16_383, min: 0, man: 1 }));
    if (/<(filters|customFilters|dynamicFilter|top10|colorFilter|iconFilter)\b/.test(raw.filter))
      this.filters.set(sheet.id, raw.filter);

    const read = sheet.blocks.flatMap((block) => block.rules);
    let next = 0;
    sheet.blocks = raw.blocks.map((block) => ({
      ref: block.sqref,
      rules: block.rules.map((rawRule) => {
        const rule = read[next++];
        const { type = "expression", priority, operator, text, stopIfTrue } = rawRule.attributes;
        const formulae = [...rawRule.inside.matchAll(/<formula>([^]*?)<\/formula>/g)].map((match) =>
          unescape(match[1]!),
        );
        return {
          ...rule,
          id: this.newId(),
          type,
          priority: Number(priority ?? 1),
          operator,
          text,
          stopIfTrue: stopIfTrue === "1",
          formulae,
          style: plainLook(rule?.style),
          xml: { attributes: rawRule.attributes, inside: rawRule.inside },
        } satisfies ConditionalRule;
      }),
    }));
    sheet.renumber();

    for (const table of sheet.tables()) {
      const known = raw.tables.find((item) => item.name === table.name);
      table.headerRow = known?.headerRow ?? table.headerRow;
      table.totalsRow = known?.totalsRow ?? table.totalsRow;
      table.rows = [];
      table.style ??= {};
      if (known?.filter) this.tableFilters.set(table.name, known.filter);
      const box = parseBox(table.tableRef);
      if (box) sheet.setTableBox(table, box);
      const hidden = !(known?.hasFilterButtons ?? true);
      for (const column of table.columns) column.filterButton = hidden ? false : (column.filterButton ?? true);
    }
  }

  /** What of a sheet is kept beside its model, as the file's text. */
  beside(sheet: SheetModel): Beside {
    return {
      filter: this.filters.get(sheet.id) ?? "",
      tableFilters: this.tableFilters,
      extendedFormats: this.extendedFormats.get(sheet.id) ?? "",
    };
  }

  stateOf(sheet: SheetModel): SheetState {
    return stateOf(sheet, this.beside(sheet));
  }

  /** Whether Excel is to work out every formula when it opens the file. */
  get calculatesOnLoad(): boolean {
    return (this.excel.calcProperties as { fullCalcOnLoad?: boolean } | undefined)?.fullCalcOnLoad === true;
  }

  /** How the name of its file ends: Excel opens a workbook with macros, or a template, under no other. */
  get ending(): string {
    const type = this.origin?.contentType ?? "";
    const kind = /macroEnabledTemplate/.test(type) ? "xltm" : /template/.test(type) ? "xltx" : "";
    return kind || (/macroEnabled/.test(type) ? "xlsm" : "xlsx");
  }

  /** Puts the sheet in front that was there before the sheet in front, now gone, was put there. */
  bringFrontBack(): void {
    const { origin } = this;
    if (!origin || tabsOf(this).some(({ id }) => id === origin.book.active)) return;
    const shown = shownTabs(this);
    const before = shown.filter(({ id }) => origin.sheets.get(id)?.gaveWay);
    const front = before.length === 1 ? before[0] : shown[0];
    if (front) this.activate(front.id);
  }

  /** The workbook as an .xlsx file: the one it was opened from with only what changed rewritten, and what that cannot carry. */
  async copy(): Promise<Copy> {
    return this.origin ? copyOf(this, this.origin) : { bytes: await this.saveNew(), lost: [] };
  }

  async save(): Promise<Uint8Array> {
    return (await this.copy()).bytes;
  }

  /** A workbook that came from no file. */
  private saveNew(): Promise<Uint8Array> {
    const { sheets } = this;
    const active = Math.max(
      0,
      sheets.findIndex((sheet) => sheet.id === this.activeSheetId),
    );
    const usual = this.excel.views?.[0] ?? { x: 0, y: 0, width: 24_000, height: 12_000, visibility: "visible" };
    this.excel.views = [{ ...usual, activeTab: active, firstSheet: 0 }];
    sheets.forEach((sheet, i) => {
      const view = (sheet.ws.views?.[0] ?? { state: "normal" }) as { tabSelected?: boolean };
      view.tabSelected = i === active;
      sheet.ws.views = [view as ExcelJS.WorksheetView];
    });
    return wholeWorkbook(
      this.excel,
      sheets.map((sheet) => ({
        sheet,
        ...this.beside(sheet),
        charts: this.charts.filter((chart) => chart.sheetId === sheet.id),
      })),
      this.names.map(({ sheetId, ...item }) => ({
        ...item,
        sheetIndex: sheetId === null ? null : sheets.findIndex((sheet) => sheet.id === sheetId),
      })),
      (id) => this.sheet(id),
    );
  }

  // ---- sheets -------------------------------------------------------------------------------------------------------

  get date1904(): boolean {
    return Boolean((this.excel.properties as { date1904?: boolean }).date1904);
  }

  get theme(): string[] {
    this.themeCache ??= themeColours((this.excel as unknown as { _themes?: { theme1?: string } })._themes?.theme1);
    return this.themeCache;
  }

  /** The sheets in the order of their tabs. */
  get sheets(): SheetModel[] {
    return this.excel.worksheets.map((ws) => this.model(ws));
  }

  private model(ws: ExcelJS.Worksheet): SheetModel {
    let model = this.models.get(ws);
    if (!model) this.models.set(ws, (model = new SheetModel(this.newId(), ws, this.date1904)));
    return model;
  }

  sheetId(worksheet: ExcelJS.Worksheet): string {
    return this.model(worksheet).id;
  }

  /** A sheet by id or (ignoring case) by name; null when there is none. */
  findSheet(key: string): SheetModel | null {
    const lower = key.toLowerCase();
    return (
      this.sheets.find((sheet) => sheet.id === key) ??
      this.sheets.find((sheet) => sheet.name.toLowerCase() === lower) ??
      null
    );
  }

  sheet(key: string): SheetModel {
    return this.findSheet(key) ?? refuse("ItemNotFound", "WorksheetCollection.getItem");
  }

  addSheet(name: string): SheetModel {
    const sheet = this.model(this.excel.addWorksheet(name));
    const others = [
      ...this.sheets.filter((other) => other !== sheet).map((other) => other.internal),
      ...this.otherSheets,
    ];
    sheet.internal.orderNo = Math.max(0, ...others.map(({ orderNo }) => orderNo)) + 1;
    return sheet;
  }

  /** Takes a sheet out, with its charts and names; formulas elsewhere keep their stored results. */
  removeSheet(sheet: SheetModel, by: Editor | "addin" = "addin"): void {
    this.excel.removeWorksheet(sheet.ws.id);
    this.charts.splice(
      0,
      this.charts.length,
      ...this.charts.filter(
        (chart) => chart.sheetId !== sheet.id && (chart.source.sheetId !== sheet.id || this.isFromFile(chart)),
      ),
    );
    this.names.splice(0, this.names.length, ...this.names.filter((item) => item.sheetId !== sheet.id));
    for (const reference of this.references.values()) if (reference.sheet === sheet) reference.lost = true;
    const source = by === "remote" ? "Remote" : "Local";
    this.emit(EVENTS.deleted, "Workbook", { worksheetId: sheet.id, source }, by === "remote");
  }

  /** A chart of the file stays where it is though the sheet it reads goes. */
  private isFromFile({ id }: ChartModel): boolean {
    return [...(this.origin?.sheets.values() ?? [])].some(({ charts }) => charts.some(({ chart }) => chart.id === id));
  }

  tableId(table: TableModel): string {
    let id = this.tableIds.get(table);
    if (!id) this.tableIds.set(table, (id = this.newId()));
    return id;
  }

  /** The text of a cell as shown, for a view. */
  textOf(sheetId: string, row: number, column: number): string {
    return this.sheet(sheetId).textAt(row, column);
  }

  linkAt(sheetId: string, row: number, column: number): Link | undefined {
    return this.sheet(sheetId).linkAt(row, column);
  }

  /** Whether rows are filtered away on a sheet: by its own filter or a table's. */
  isFiltered(sheet: SheetModel, table?: TableModel): boolean {
    if (table) return this.tableFilters.has(table.name);
    return this.filters.has(sheet.id);
  }

  setFilter(sheet: SheetModel, table: TableModel | null, xml: string | null): void {
    const [map, key] = table ? [this.tableFilters, table.name] : [this.filters, sheet.id];
    if (xml) map.set(key, xml);
    else map.delete(key);
  }

  filterXml(sheet: SheetModel, table: TableModel | null): string {
    return (table ? this.tableFilters.get(table.name) : this.filters.get(sheet.id)) ?? "";
  }

  // ---- what a person does -------------------------------------------------------------------------------------------

  activate(sheetId: string): void {
    const sheet = this.otherSheets.find((other) => other.id === sheetId) ?? this.sheet(sheetId);
    if (this.activeSheetId === sheet.id) return;
    const before = this.activeSheetId;
    this.activeSheetId = sheet.id;
    this.selection = { sheetId: sheet.id, address: "A1" };
    this.emitSheet("deactivated", before, { worksheetId: before });
    this.emitSheet("activated", sheet.id, { worksheetId: sheet.id });
    this.emitSelection();
    this.tell({ kind: "selection", sheetId: sheet.id, by: "local" });
  }

  select(sheetId: string, address: string): void {
    const sheet = this.sheet(sheetId);
    const box = parseBox(splitAddress(address).address);
    if (!box) refuse("InvalidArgument", "Range.select");
    if (this.activeSheetId !== sheet.id) this.activate(sheet.id);
    this.selection = { sheetId: sheet.id, address: formatBox(box) };
    this.emitSheet("selectionChanged", sheet.id, { address: this.selection.address, worksheetId: sheet.id });
    this.emitSelection();
    this.tell({ kind: "selection", sheetId: sheet.id, address: this.selection.address, by: "local" });
  }

  /** Types into one cell by Excel's entry rules; throws AccessDenied on a locked cell of a protected sheet. */
  typeInto(sheetId: string, address: string, typed: string, by: Editor = "local"): void {
    const sheet = this.sheet(sheetId);
    const asked = parseBox(splitAddress(address).address);
    if (!asked) refuse("InvalidArgument", "Range.values");
    // Typing anywhere in merged cells goes to their first.
    const { row, column } = sheet.mergeOver({ ...asked, rows: 1, columns: 1 }) ?? asked;
    const box = { row, column, rows: 1, columns: 1 };
    this.guardCells(sheet, box, "Range.values");
    const before = sheet.at(row, column);
    this.enter(sheet, row, column, typed);
    this.afterWrite(sheet, box);
    this.announceEdit(sheet, box, before, by, "Unknown");
  }

  insertRows(sheetId: string, row: number, count: number, by: Editor = "local"): void {
    this.shift(this.sheet(sheetId), { axis: "row", at: row, count }, by);
  }

  deleteRows(sheetId: string, row: number, count: number, by: Editor = "local"): void {
    this.shift(this.sheet(sheetId), { axis: "row", at: row, count: -count }, by);
  }

  /** Sorts the rows of a box by one of its columns (from 0 at its left). */
  sortRows(sheetId: string, address: string, byColumn: number, ascending: boolean, by: Editor = "local"): void {
    const box = parseBox(splitAddress(address).address);
    if (!box) refuse("InvalidArgument", "RangeSort.apply");
    this.sort(this.sheet(sheetId), box, [{ key: byColumn, ascending }], by);
  }

  setCellEditMode(on: boolean): void {
    this.cellEditMode = on;
    this.tell({ kind: "editing", by: "local" });
  }

  /** Resolves when nobody is typing in a cell any more. */
  whenCellEditEnds(): Promise<void> {
    if (!this.cellEditMode) return Promise.resolve();
    return new Promise((resolve) => {
      const stop = this.onChange(() => {
        if (this.cellEditMode) return;
        stop();
        resolve();
      });
    });
  }

  protect(sheetId: string, options: Record<string, boolean> = {}, password?: string): void {
    const sheet = this.sheet(sheetId);
    sheet.internal.sheetProtection = { sheet: true, ...options, ...(password ? { password } : {}) };
    this.emitSheet("protectionChanged", sheet.id, { isProtected: true, worksheetId: sheet.id, source: "Local" });
    this.tell({ kind: "protection", sheetId: sheet.id, by: "local" });
  }

  unprotect(sheetId: string): void {
    const sheet = this.sheet(sheetId);
    sheet.internal.sheetProtection = null;
    this.emitSheet("protectionChanged", sheet.id, { isProtected: false, worksheetId: sheet.id, source: "Local" });
    this.tell({ kind: "protection", sheetId: sheet.id, by: "local" });
  }

  // ---- changes the server and people share --------------------------------------------------------------------------

  /** Refuses to change which sheets there are, what they are called, where they stand and whether they are shown. */
  guardStructure(location: string): void {
    if (this.structureProtection) refuse("AccessDenied", location);
  }

  /** Refuses what needs this workbook in front while another has the focus. */
  guardFocus(location: string): void {
    if (this.focusLost !== null) refuse(this.focusLost, location);
  }

  /** Refuses to change locked cells of a protected sheet. */
  guardCells(sheet: SheetModel, box: Box, location: string): void {
    if (!sheet.internal.sheetProtection?.sheet) return;
    const inside = intersect(box, { row: 0, column: 0, rows: 10_000, columns: 500 });
    if (inside && inside.rows === box.rows && inside.columns === box.columns) {
      let locked = false;
      for (let r = box.row; r < box.row + box.rows && !locked; r++)
        for (let c = box.column; c < box.column + box.columns; c++)
          if (sheet.styleAt(r, c).protection?.locked !== false) locked = true;
      if (!locked) return;
    }
    refuse("AccessDenied", location);
  }

  /** Refuses what a protected sheet does not allow ("formatCells", "insertRows"). */
  guardSheet(sheet: SheetModel, permission: string | null, location: string): void {
    const protection = sheet.internal.sheetProtection;
    if (protection?.sheet && !(permission && protection[permission] === true)) refuse("AccessDenied", location);
  }

  /** Puts an entry into a cell as if it were typed; throws what Excel would. */
  enter(sheet: SheetModel, row: number, column: number, typed: string, location = "Range.values"): void {
    const format = sheet.formatAt(row, column);
    const entry = readEntry(typed, { year: this.year, date1904: this.date1904, format });
    if (entry.kind === "formula") return this.enterFormula(sheet, row, column, entry.formula, location);
    if (entry.kind === "text") {
      if (entry.text.length > 32_767) refuse("InvalidArgument", location);
      return sheet.put(row, column, entry.text === "" ? null : entry.text);
    }
    if (entry.kind === "blank") return sheet.put(row, column, null);
    sheet.put(row, column, entry.value);
    if (entry.format && format === "General")
      sheet.restyle(row, column, (style) => ({ ...style, numFmt: entry.format! }));
  }

  private enterFormula(sheet: SheetModel, row: number, column: number, formula: string, location: string): void {
    const fault = formulaFault(formula);
    if (fault === "too long") refuse("FormulaLengthExceedsLimit", location);
    if (fault) refuse("InvalidArgument", location);
    const result: FormulaResult = readsAsProse(formula) ? { error: "#NAME?" } : 0;
    sheet.put(row, column, { formula, result } as Stored);
    (this.excel.calcProperties as { fullCalcOnLoad?: boolean }).fullCalcOnLoad = true;
  }

  /** Headings of tables follow their cells; a table grows over what was written straight below it. */
  afterWrite(sheet: SheetModel, box: Box): void {
    for (const table of sheet.tables()) {
      const at = sheet.tableBox(table);
      const below = { row: at.row + at.rows, column: at.column, rows: 1, columns: at.columns };
      const grows = !table.totalsRow && box.row === below.row && intersect(box, below);
      if (grows && !isBlank(sheet, intersect(box, below)!)) {
        const grown = { ...at, rows: at.rows + box.rows };
        const blocked = sheet.tables().some((other) => other !== table && intersect(sheet.tableBox(other), grown));
        if (!blocked && !sheet.merges().some((merge) => intersect(merge, grown))) sheet.setTableBox(table, grown);
      }
      if (table.headerRow && intersect(box, { ...at, rows: 1 })) this.syncHeadings(sheet, table);
    }
  }

  /** Makes the names of a table's columns and its heading cells agree: unique, never blank, always text. */
  syncHeadings(sheet: SheetModel, table: TableModel): void {
    const at = sheet.tableBox(table);
    const shown = Array.from({ length: at.columns }, (_, i) => sheet.textAt(at.row, at.column + i));
    const taken = new Set<string>();
    const used = new Set(shown.map((text) => text.toLowerCase()));
    for (let i = 0; i < at.columns; i++) {
      let name = shown[i]!;
      for (let n = 1; name === ""; n++) if (!used.has(`column${n}`) && !taken.has(`column${n}`)) name = `Column${n}`;
      const stem = name;
      for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${stem}${n}`;
      taken.add(name.toLowerCase());
      table.columns[i] = { filterButton: true, ...table.columns[i], name };
      if (table.headerRow && valueOf(sheet.at(at.row, at.column + i)) !== name) sheet.put(at.row, at.column + i, name);
    }
    table.columns.length = at.columns;
  }

  shift(sheet: SheetModel, shift: SheetShift, by: Editor | "addin"): void {
    const standing = shift.span ? [] : this.charts.filter((chart) => chart.sheetId === sheet.id);
    const chartsFollow = moveCharts(standing, sheet, shift);
    shiftCells({ sheets: this.sheets, names: this.names }, sheet, shift);
    chartsFollow();
    for (const table of sheet.tables())
      if (table.headerRow && shift.axis === "column" && !shift.span) this.syncHeadings(sheet, table);
    const move = (box: Box) => shiftBox(box, shift);
    const extended = this.extendedFormats.get(sheet.id);
    if (extended && !shift.span)
      this.extendedFormats.set(
        sheet.id,
        moveExtended(
          extended,
          (sqref) =>
            (parseBoxes(sqref) ?? [])
              .flatMap((box) => move(box) ?? [])
              .map(formatBox)
              .join(" ") || null,
          (formula) => shiftFormula(formula, sheet.name, sheet.name, shift),
        ),
      );
    this.origin?.sheets.get(sheet.id)?.moves.push(shift);
    for (const reference of new Set([...this.references.values(), ...this.live])) {
      if (reference.sheet !== sheet) continue;
      const boxes = reference.boxes.flatMap((box) => move(box) ?? []);
      if (boxes.length === 0) reference.lost = true;
      else reference.boxes = boxes;
    }
    for (const chart of this.charts) {
      for (const series of chart.series)
        for (const source of [series.values, series.categories, series.nameSource])
          if (source && source.sheetId === sheet.id) source.box = move(source.box) ?? source.box;
      if (chart.source.sheetId === sheet.id) chart.source.box = move(chart.source.box) ?? chart.source.box;
    }
    const count = Math.abs(shift.count);
    const span = shift.span;
    const box: Box =
      shift.axis === "row"
        ? { row: shift.at, rows: count, column: span?.start ?? 0, columns: span?.length ?? MAX_COLUMNS }
        : { column: shift.at, columns: count, row: span?.start ?? 0, rows: span?.length ?? MAX_ROWS };
    const thing = span ? "Cell" : shift.axis === "row" ? "Row" : "Column";
    this.announce(sheet, {
      changeType: `${thing}${shift.count > 0 ? "Inserted" : "Deleted"}`,
      address: formatBox(box),
      by,
      shiftDirection: !span
        ? "None"
        : shift.count > 0
          ? shift.axis === "row"
            ? "ShiftCellDown"
            : "ShiftCellRight"
          : shift.axis === "row"
            ? "ShiftCellUp"
            : "ShiftCellLeft",
    });
    this.tell({ kind: "rows", sheetId: sheet.id, address: formatBox(box), by });
  }

  sort(sheet: SheetModel, box: Box, keys: SortKey[], by: Editor | "addin"): void {
    sortRows(sheet, box, keys);
    this.origin?.sheets.get(sheet.id)?.moves.push("sorted");
    const args = { address: formatBox(box), worksheetId: sheet.id, source: by === "remote" ? "Remote" : "Local" };
    this.emitSheet("rowSorted", sheet.id, args, by === "remote");
    this.announceEdit(sheet, box, null, by, by === "addin" ? "ThisLocalAddin" : "Unknown");
  }

  announceEdit(sheet: SheetModel, box: Box, before: Stored, by: Editor | "addin", trigger: string): void {
    const single = box.rows === 1 && box.columns === 1;
    const after = single ? sheet.at(box.row, box.column) : null;
    this.announce(sheet, {
      changeType: "RangeEdited",
      address: formatBox(box),
      by,
      trigger,
      box,
      details: single
        ? {
            valueBefore: valueOf(before),
            valueAfter: valueOf(after),
            valueTypeBefore: typeOf(before),
            valueTypeAfter: typeOf(after),
          }
        : {},
    });
    this.tell({ kind: "cells", sheetId: sheet.id, address: formatBox(box), by });
  }

  private announce(
    sheet: SheetModel,
    what: {
      changeType: string;
      address: string;
      by: Editor | "addin";
      trigger?: string;
      box?: Box;
      shiftDirection?: string;
      details?: Record<string, Scalar>;
    },
  ): void {
    if (
      !this.isRegistered(EVENTS.changed, sheet.id) &&
      !this.isRegistered(EVENTS.changed, "Workbook") &&
      !this.hasTableListeners()
    )
      return;
    const box = what.box ?? parseBox(what.address);
    const args: Record<string, unknown> = {
      changeType: what.changeType,
      source: what.by === "remote" ? "Remote" : "Local",
      worksheetId: sheet.id,
      address: what.address,
      triggerSource: what.trigger ?? (what.by === "addin" ? "ThisLocalAddin" : "Unknown"),
      shiftDirection: what.shiftDirection ?? "None",
      ...what.details,
    };
    if (box) args["referenceId"] = this.keep(sheet, [box]);
    this.emitSheet("changed", sheet.id, args, what.by === "remote");
    for (const table of sheet.tables()) {
      if (!box || !intersect(box, sheet.tableBox(table))) continue;
      const id = this.tableId(table);
      for (const target of [id, sheet.id, "Workbook"])
        this.emit(EVENTS.tableChanged, target, { ...args, tableId: id }, what.by === "remote");
    }
  }

  // ---- references ----------------------------------------------------------------------------------------------------

  /** Keeps a range so that it moves with its cells; gives its reference id. */
  keep(sheet: SheetModel, boxes: Box[], areas = false): string {
    return this.keepReference({ sheet, boxes, lost: false, areas });
  }

  keepReference(reference: RangeReference): string {
    const id = `R${this.nextNumber()}`;
    this.references.set(id, reference);
    return id;
  }

  /** "'My plan'!A1:B2". */
  addressOf(sheet: SheetModel, box: Box): string {
    return `${quoteSheet(sheet.name)}!${formatBox(box)}`;
  }
}

type FormulaResult = number | { error: string };

const unescape = (text: string): string =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");

/** Print areas and titles are names in the file and page set-up in the model. */
function takePrintName(sheet: SheetModel, name: string, refersTo: string): void {
  const boxes = refersTo.split(",").flatMap((area) => parseBox(splitAddress(area).address) ?? []);
  const setup = sheet.ws.pageSetup as { printArea?: string; printTitlesRow?: string; printTitlesColumn?: string };
  if (name === "_xlnm.Print_Area") {
    const areas = boxes.filter((box) => box.rows < MAX_ROWS && box.columns < MAX_COLUMNS);
    if (areas.length > 0)
      setup.printArea = areas
        .map(
          (box) => `${cellName(box.row, box.column)}:${cellName(box.row + box.rows - 1, box.column + box.columns - 1)}`,
        )
        .join("&&");
  }
  if (name === "_xlnm.Print_Titles")
    for (const box of boxes) {
      if (box.columns === MAX_COLUMNS) setup.printTitlesRow = formatBox(box);
      else if (box.rows === MAX_ROWS) setup.printTitlesColumn = formatBox(box);
    }
}

/** A look as exceljs wants it back: the number format a plain string, nothing empty. */
function plainLook(look: Partial<ExcelJS.Style> | undefined): Partial<ExcelJS.Style> | undefined {
  if (!look) return undefined;
  const format = look.numFmt as unknown as string | { formatCode?: string } | undefined;
  const code = typeof format === "object" ? format?.formatCode : format;
  const kept = Object.fromEntries(
    Object.entries({ ...look, numFmt: code }).filter(([, value]) => value !== undefined && value !== null),
  );
  delete kept["numFmtId"];
  return kept as Partial<ExcelJS.Style>;
}

function isBlank(sheet: SheetModel, box: Box): boolean {
  for (let r = box.row; r < box.row + box.rows; r++)
    for (let c = box.column; c < box.column + box.columns; c++) if (sheet.at(r, c) !== null) return false;
  return true;
}
