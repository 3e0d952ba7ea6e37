/**
 * One sheet of the stand-in's workbook: an exceljs worksheet plus what exceljs cannot hold (links on any cell, column breaks,
 * custom properties, conditional formats of every kind). Reads and writes cells; refuses nothing (rules about who may do what are in the server).
 */
import type ExcelJS from "exceljs";
import { formatBox, overlaps, parseBox, parseBoxes, subtract, type Box } from "./address";
import type { CustomProperty } from "./custom-properties";
import { formatOf, stored, textOf, type Stored } from "./cells";

/** exceljs keeps these to itself; the stand-in moves whole rows and must reach them. */
export interface InternalRow {
  _number: number;
  _cells: (InternalCell | undefined)[];
  style: Partial<ExcelJS.Style>;
  height?: number;
  hidden?: boolean;
  outlineLevel?: number;
}
export interface InternalCell {
  _address: string;
  _value: { address: string };
  _row: InternalRow;
  _column: unknown;
  type: number;
  value: unknown;
  style: Partial<ExcelJS.Style>;
  _comment?: unknown;
}
export interface InternalSheet {
  _rows: (InternalRow | undefined)[];
  _columns: { width?: number; style: Partial<ExcelJS.Style>; hidden: boolean; defn: unknown }[] | null;
  _merges: Record<string, { top: number; left: number; bottom: number; right: number } | undefined>;
  orderNo: number;
  tables: Record<string, { table: TableModel }>;
  dataValidations: { model: Record<string, unknown> };
  rowBreaks: { id: number; max: number; min: number; man: number }[];
  autoFilter: unknown;
  sheetProtection: SheetProtection | null;
}

/** exceljs's model of a table, as its writer reads it. */
export interface TableModel {
  name: string;
  displayName: string;
  tableRef: string;
  ref: string;
  autoFilterRef: string;
  headerRow: boolean;
  totalsRow: boolean;
  style: {
    theme?: string;
    showFirstColumn?: boolean;
    showLastColumn?: boolean;
    showRowStripes?: boolean;
    showColumnStripes?: boolean;
  };
  columns: {
    name: string;
    filterButton?: boolean;
    totalsRowFunction?: string;
    totalsRowLabel?: string;
    totalsRowFormula?: string;
    style?: unknown;
  }[];
  rows: unknown[];
}

export interface SheetProtection {
  sheet?: boolean;
  password?: string;
  [option: string]: unknown;
}

/** A link on a cell: to an address outside, or to a place in this workbook ("'Plan'!A5"). */
export interface Link {
  address?: string;
  documentReference?: string;
  screenTip?: string;
}

/** A conditional format: exceljs's rule and the boxes it is on. `xml` is what the loaded file said inside it. */
export interface ConditionalRule {
  type: string;
  priority: number;
  operator?: string;
  formulae?: string[];
  text?: string;
  stopIfTrue?: boolean;
  style?: Partial<ExcelJS.Style>;
  /** Excel lists it (its id and kind) and fails at anything more that is asked of it; a test says so. */
  unreadable?: boolean;
  /** The attributes and inside of the loaded <cfRule>, for kinds the stand-in carries without understanding. */
  xml?: { attributes: Record<string, string>; inside: string };
  [other: string]: unknown;
}

export interface ConditionalBlock {
  ref: string;
  rules: ConditionalRule[];
}

const EMPTY_STYLE: Partial<ExcelJS.Style> = {};

export class SheetModel {
  readonly links = new Map<string, Link>();
  /** Columns (from 0) that start a new page. exceljs has no such thing. */
  readonly columnBreaks = new Set<number>();
  /** By key in small letters: Excel ignores case in them. */
  readonly customProperties = new Map<string, CustomProperty>();

  /** The id of the sheet this one is a copy of. */
  copiedFrom?: string;

  constructor(
    readonly id: string,
    readonly ws: ExcelJS.Worksheet,
    readonly date1904: boolean,
  ) {}

  get internal(): InternalSheet {
    return this.ws as unknown as InternalSheet;
  }

  get name(): string {
    return this.ws.name;
  }

  // ---- cells ------------------------------------------------------------------------------------------------------

  find(row: number, column: number): ExcelJS.Cell | undefined {
    const found = this.internal._rows[row]?._cells[column];
    return found as unknown as ExcelJS.Cell | undefined;
  }

  make(row: number, column: number): ExcelJS.Cell {
    return this.find(row, column) ?? this.ws.getRow(row + 1).getCell(column + 1);
  }

  at(row: number, column: number): Stored {
    return stored(this.find(row, column));
  }

  textAt(row: number, column: number): string {
    const cell = this.find(row, column);
    return textOf(stored(cell), formatOf(cell), this.date1904);
  }

  formatAt(row: number, column: number): string {
    return this.styleAt(row, column).numFmt || "General";
  }

  /** Puts a value in; a cell covered by a merge keeps nothing, as in Excel. */
  put(row: number, column: number, value: Stored): void {
    if (value === null && !this.find(row, column)) return;
    const cell = this.make(row, column);
    if ((cell as unknown as InternalCell).type === 1) return;
    cell.value = value as ExcelJS.CellValue;
  }

  /** The style in force: the cell's own, else its row's, else its column's. */
  styleAt(row: number, column: number): Partial<ExcelJS.Style> {
    const cell = this.find(row, column);
    if (cell) return cell.style ?? EMPTY_STYLE;
    const rowStyle = this.internal._rows[row]?.style;
    if (rowStyle && Object.keys(rowStyle).length > 0) return rowStyle;
    return this.internal._columns?.[column]?.style ?? EMPTY_STYLE;
  }

  /** Changes a cell's style by copy: exceljs shares style objects between cells of a loaded file. */
  restyle(row: number, column: number, change: (style: Partial<ExcelJS.Style>) => Partial<ExcelJS.Style>): void {
    const cell = this.make(row, column);
    cell.style = change({ ...cell.style });
  }

  // ---- extent -----------------------------------------------------------------------------------------------------

  /** Rows and columns that exist in the model (used or not), for walking without touching a million rows. */
  extent(): { rows: number; columns: number } {
    let columns = 0;
    for (const row of this.internal._rows) if (row) columns = Math.max(columns, row._cells.length);
    return { rows: this.internal._rows.length, columns };
  }

  /** The smallest box with everything used in it (within `inside`); null for none. Formats count unless `valuesOnly`. */
  used(valuesOnly = false, inside?: Box): Box | null {
    let top = Infinity;
    let left = Infinity;
    let bottom = -1;
    let right = -1;
    const rows = this.internal._rows;
    const from = inside?.row ?? 0;
    const to = Math.min(rows.length, inside ? inside.row + inside.rows : Infinity);
    for (let r = from; r < to; r++) {
      const cells = rows[r]?._cells;
      if (!cells) continue;
      const last = Math.min(cells.length, inside ? inside.column + inside.columns : Infinity);
      for (let c = inside?.column ?? 0; c < last; c++) {
        const cell = cells[c];
        if (!cell) continue;
        const holds = cell.type > 1 || (!valuesOnly && (cell.type === 1 || isFormatted(cell.style)));
        if (!holds) continue;
        if (r < top) top = r;
        if (c < left) left = c;
        if (r > bottom) bottom = r;
        if (c > right) right = c;
      }
    }
    return bottom < 0 ? null : { row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 };
  }

  // ---- merges -----------------------------------------------------------------------------------------------------

  merges(): Box[] {
    return Object.values(this.internal._merges).flatMap((m) =>
      m ? [{ row: m.top - 1, column: m.left - 1, rows: m.bottom - m.top + 1, columns: m.right - m.left + 1 }] : [],
    );
  }

  mergeOver(box: Box): Box | undefined {
    return this.merges().find((merge) => overlaps(merge, box));
  }

  merge(box: Box): void {
    this.unmerge(box);
    for (let r = box.row; r < box.row + box.rows; r++)
      for (let c = box.column; c < box.column + box.columns; c++)
        if (r > box.row || c > box.column) this.put(r, c, null);
    this.ws.mergeCellsWithoutStyle(box.row + 1, box.column + 1, box.row + box.rows, box.column + box.columns);
  }

  unmerge(box: Box): void {
    for (const merge of this.merges()) {
      if (!overlaps(merge, box)) continue;
      this.ws.unMergeCells(merge.row + 1, merge.column + 1, merge.row + merge.rows, merge.column + merge.columns);
    }
  }

  // ---- links ------------------------------------------------------------------------------------------------------

  linkAt(row: number, column: number): Link | undefined {
    return this.links.get(`${row},${column}`);
  }

  setLink(row: number, column: number, link: Link | null): void {
    if (link) this.links.set(`${row},${column}`, link);
    else this.links.delete(`${row},${column}`);
  }

  // ---- tables -----------------------------------------------------------------------------------------------------

  tables(): TableModel[] {
    return Object.values(this.internal.tables).map((table) => table.table);
  }

  /** Puts a table on the sheet. exceljs wants an object with a `model`; its own class would write the cells again. */
  putTable(model: TableModel): void {
    this.internal.tables[model.name] = {
      table: model,
      worksheet: this.ws,
      get model() {
        return this.table;
      },
      get name() {
        return this.table.name;
      },
    } as { table: TableModel };
  }

  tableBox(table: TableModel): Box {
    return parseBox(table.tableRef)!;
  }

  setTableBox(table: TableModel, box: Box): void {
    table.tableRef = formatBox(box);
    table.ref = formatBox({ ...box, rows: 1, columns: 1 });
    table.autoFilterRef = formatBox({ ...box, rows: box.rows - (table.totalsRow ? 1 : 0) });
  }

  // ---- conditional formats ----------------------------------------------------------------------------------------

  get blocks(): ConditionalBlock[] {
    return (this.ws as unknown as { conditionalFormattings: ConditionalBlock[] }).conditionalFormattings;
  }

  set blocks(blocks: ConditionalBlock[]) {
    (this.ws as unknown as { conditionalFormattings: ConditionalBlock[] }).conditionalFormattings = blocks;
  }

  /** Every rule with its boxes, most important first. */
  conditionalFormats(): { rule: ConditionalRule; block: ConditionalBlock; boxes: Box[] }[] {
    return this.blocks
      .flatMap((block) => block.rules.map((rule) => ({ rule, block, boxes: parseBoxes(block.ref) ?? [] })))
      .sort((a, b) => a.rule.priority - b.rule.priority);
  }

  /** Numbers the rules 1, 2, 3 … in their order. */
  renumber(rules = this.conditionalFormats().map((entry) => entry.rule)): void {
    rules.forEach((rule, i) => (rule.priority = i + 1));
  }

  removeRule(rule: ConditionalRule): void {
    for (const block of this.blocks) block.rules = block.rules.filter((other) => other !== rule);
    this.blocks = this.blocks.filter((block) => block.rules.length > 0);
    this.renumber();
  }

  /** Takes conditional formats off a box; a rule that also covers other cells keeps them. */
  clearConditionalFormats(box: Box): void {
    this.blocks = this.blocks.flatMap((block) => {
      const boxes = parseBoxes(block.ref) ?? [];
      if (!boxes.some((other) => overlaps(other, box))) return [block];
      const left = boxes.flatMap((other) => subtract(other, box));
      return left.length > 0 ? [{ ...block, ref: left.map(formatBox).join(" ") }] : [];
    });
    this.renumber();
  }

  // ---- rows and columns -------------------------------------------------------------------------------------------

  rowHidden(row: number): boolean {
    return this.internal._rows[row]?.hidden === true;
  }

  columnHidden(column: number): boolean {
    return this.internal._columns?.[column]?.hidden === true;
  }
}

const isFormatted = (style: Partial<ExcelJS.Style> | undefined): boolean => {
  if (!style) return false;
  const fill = style.fill as { pattern?: string } | undefined;
  const border = style.border;
  return Boolean(
    (style.numFmt && style.numFmt !== "General") ||
    (fill && fill.pattern !== "none") ||
    (border && Object.values(border).some((edge) => edge && typeof edge === "object" && "style" in edge)) ||
    (style.alignment && Object.keys(style.alignment).length > 0) ||
    style.font?.bold ||
    style.font?.italic ||
    style.font?.strike,
  );
};
