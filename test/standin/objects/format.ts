/** RangeFormat and what hangs on it: fill, font, borders, protection. Works on all the boxes of a range at once. */
import type ExcelJS from "exceljs";
import { isUnbounded, MAX_COLUMNS, MAX_ROWS, type Box } from "../address";
import { runsOf } from "../cells";
import { colourOf, hexOf } from "../colours";
import { must } from "../errors";
import { define, type Wire } from "../host";
import { columnPoints, rowPoints, standardPoints, unitsOf } from "../measure";
import type { SheetModel } from "../sheet";
import type { StandInWorkbook } from "../workbook";

export interface Cells {
  sheet: SheetModel;
  boxes: Box[];
}

type Style = Partial<ExcelJS.Style>;

/** Changes the style of every cell of the boxes; whole rows and columns keep it for cells still to come. */
export function restyle(cells: Cells, w: StandInWorkbook, location: string, change: (style: Style) => Style): void {
  const { sheet, boxes } = cells;
  w.guardSheet(sheet, "formatCells", location);
  for (const box of boxes) {
    const extent = sheet.extent();
    if (box.rows === MAX_ROWS) {
      for (let c = box.column; c < Math.min(box.column + box.columns, Math.max(extent.columns, 256)); c++) {
        const column = sheet.ws.getColumn(c + 1) as unknown as { style: Style };
        column.style = change({ ...column.style });
      }
      eachExisting(sheet, box, (r, c) => sheet.restyle(r, c, change));
    } else if (box.columns === MAX_COLUMNS) {
      for (let r = box.row; r < box.row + box.rows; r++) {
        const row = sheet.ws.getRow(r + 1) as unknown as { style: Style };
        row.style = change({ ...row.style });
      }
      eachExisting(sheet, box, (r, c) => sheet.restyle(r, c, change));
    } else {
      for (let r = box.row; r < box.row + box.rows; r++)
        for (let c = box.column; c < box.column + box.columns; c++) sheet.restyle(r, c, change);
    }
    w.emitSheet("formatChanged", sheet.id, {
      address: w.addressOf(sheet, box).split("!").pop(),
      worksheetId: sheet.id,
      source: "Local",
      changeType: "RangeEdited",
    });
  }
  w.tell({ kind: "look", sheetId: sheet.id, by: "addin" });
}

/** Every cell of a box that exists in the model. */
export function eachExisting(sheet: SheetModel, box: Box, visit: (row: number, column: number) => void): void {
  const rows = sheet.internal._rows;
  for (let r = box.row; r < Math.min(rows.length, box.row + box.rows); r++) {
    const cells = rows[r]?._cells;
    if (!cells) continue;
    for (let c = box.column; c < Math.min(cells.length, box.column + box.columns); c++) if (cells[c]) visit(r, c);
  }
}

/** The one value all cells share; null when they differ. */
function shared<V>(cells: Cells, read: (style: Style, row: number, column: number) => V): V | null {
  let first: V | undefined;
  for (const box of cells.boxes) {
    const extent = cells.sheet.extent();
    const rows = isUnbounded(box) ? Math.min(box.rows, Math.max(1, extent.rows + 1 - box.row)) : box.rows;
    const columns = isUnbounded(box)
      ? Math.min(box.columns, Math.max(1, extent.columns + 1 - box.column))
      : box.columns;
    for (let r = box.row; r < box.row + rows; r++)
      for (let c = box.column; c < box.column + columns; c++) {
        const value = read(cells.sheet.styleAt(r, c), r, c);
        if (first === undefined) first = value;
        else if (first !== value) return null;
      }
  }
  return first ?? null;
}

// ---- font -----------------------------------------------------------------------------------------------------------

const UNDERLINES: Record<string, ExcelJS.Font["underline"]> = {
  None: "none",
  Single: "single",
  Double: "double",
  SingleAccountant: "singleAccounting",
  DoubleAccountant: "doubleAccounting",
};
const underlineName = (value: ExcelJS.Font["underline"] | undefined): string =>
  value === true
    ? "Single"
    : !value
      ? "None"
      : (Object.entries(UNDERLINES).find(([, code]) => code === value)?.[0] ?? "None");

const boolean = (value: Wire, at: string): boolean => {
  must(typeof value === "boolean", at);
  return value;
};
export const colourArgument = (value: Wire, at: string): { argb: string } => {
  const colour = colourOf(value);
  must(colour, at);
  return colour;
};

/** Each property of a font: how it reads from a style, and what setting it changes. */
export const fontMembers: Record<
  string,
  {
    read: (font: Partial<ExcelJS.Font>, w: StandInWorkbook) => unknown;
    write: (value: Wire, at: string) => Partial<ExcelJS.Font>;
  }
> = {
  Bold: { read: (font) => font.bold === true, write: (value, at) => ({ bold: boolean(value, at) }) },
  Italic: { read: (font) => font.italic === true, write: (value, at) => ({ italic: boolean(value, at) }) },
  Strikethrough: { read: (font) => font.strike === true, write: (value, at) => ({ strike: boolean(value, at) }) },
  Underline: {
    read: (font) => underlineName(font.underline),
    write: (value, at) => {
      must(value in UNDERLINES, at);
      return { underline: UNDERLINES[value as string]! };
    },
  },
  Color: {
    read: (font, w) => hexOf(font.color, w.theme) ?? "#000000",
    write: (value, at) => ({ color: colourArgument(value, at) }),
  },
  Size: {
    read: (font) => font.size ?? 11,
    write: (value, at) => {
      must(typeof value === "number" && value >= 1 && value <= 409, at);
      return { size: value };
    },
  },
  Name: {
    read: (font) => font.name ?? "Calibri",
    write: (value, at) => {
      must(typeof value === "string" && value !== "", at);
      return { name: value };
    },
  },
  Subscript: {
    read: (font) => font.vertAlign === "subscript",
    write: (value, at) => ({ vertAlign: boolean(value, at) ? "subscript" : undefined }) as Partial<ExcelJS.Font>,
  },
  Superscript: {
    read: (font) => font.vertAlign === "superscript",
    write: (value, at) => ({ vertAlign: boolean(value, at) ? "superscript" : undefined }) as Partial<ExcelJS.Font>,
  },
};

const baseFont = (style: Style): Partial<ExcelJS.Font> =>
  Object.keys(style.font ?? {}).length > 0 ? style.font! : { name: "Calibri", size: 11, family: 2 };

const writeFont = (style: Style, change: Partial<ExcelJS.Font>): Style => ({
  ...style,
  font: { ...baseFont(style), ...change },
});

type Font = Partial<ExcelJS.Font>;

/** The fonts of a cell's letters: one for each run of them, or the cell's own. A run without a font has the cell's. */
export function fontsOf(sheet: SheetModel, row: number, column: number): [Font, ...Font[]] | null {
  const runs = runsOf(sheet.at(row, column));
  if (!runs) return null;
  const own = sheet.styleAt(row, column).font ?? {};
  return runs.map((run) => run.font ?? own) as [Font, ...Font[]];
}

/** What all the letters of a cell share; null when they differ, as Excel answers. */
export function readFont(
  member: (typeof fontMembers)[string],
  fonts: readonly [Font, ...Font[]],
  w: StandInWorkbook,
): unknown {
  const [first, ...others] = fonts.map((each) => member.read(each, w));
  return others.every((value) => value === first) ? first : null;
}

/** Changes the font of every letter: the cells' own and that of each run. */
export function restyleFont(cells: Cells, w: StandInWorkbook, location: string, change: Font): void {
  restyle(cells, w, location, (style) => writeFont(style, change));
  for (const box of cells.boxes)
    eachExisting(cells.sheet, box, (row, column) => {
      const runs = runsOf(cells.sheet.at(row, column));
      if (!runs) return;
      // A run without a font of its own has the cell's, which is changed already.
      const richText = runs.map((run) => (run.font ? { ...run, font: { ...run.font, ...change } } : run));
      cells.sheet.put(row, column, { richText });
    });
}

const font = define<Cells>("RangeFont", {
  get: Object.fromEntries(
    Object.entries(fontMembers).map(([name, member]) => [
      name,
      (it: Cells, w: StandInWorkbook) =>
        shared(it, (style, row, column) => readFont(member, fontsOf(it.sheet, row, column) ?? [style.font ?? {}], w)),
    ]),
  ),
  set: Object.fromEntries(
    Object.entries(fontMembers).map(([name, member]) => [
      name,
      (it: Cells, value: Wire, w: StandInWorkbook) =>
        restyleFont(it, w, `RangeFont.${name}`, member.write(value, `RangeFont.${name}`)),
    ]),
  ),
});

// ---- fill -----------------------------------------------------------------------------------------------------------

export const fillColour = (style: Style, w: StandInWorkbook): string => {
  const fill = style.fill as { type?: string; pattern?: string; fgColor?: Partial<ExcelJS.Color> } | undefined;
  if (!fill || fill.type !== "pattern" || fill.pattern === "none") return "#FFFFFF";
  return hexOf(fill.fgColor, w.theme) ?? "#FFFFFF";
};

export const writeFill = (style: Style, colour: { argb: string } | null): Style => {
  const { fill: _, ...rest } = style;
  return colour ? { ...rest, fill: { type: "pattern", pattern: "solid", fgColor: colour } } : rest;
};

const fill = define<Cells>("RangeFill", {
  get: {
    Color: (it, w) => shared(it, (style) => fillColour(style, w)),
    Pattern: (it) =>
      shared(it, (style) => ((style.fill as { pattern?: string } | undefined)?.pattern === "solid" ? "Solid" : "None")),
  },
  set: {
    Color: (it, value, w) => {
      const colour = value === "" ? null : colourArgument(value, "RangeFill.color");
      restyle(it, w, "RangeFill.color", (style) => writeFill(style, colour));
    },
  },
  call: { Clear: (it, _, w) => restyle(it, w, "RangeFill.clear", (style) => writeFill(style, null)) },
});

// ---- borders --------------------------------------------------------------------------------------------------------

const EDGES = [
  "EdgeTop",
  "EdgeBottom",
  "EdgeLeft",
  "EdgeRight",
  "InsideVertical",
  "InsideHorizontal",
  "DiagonalDown",
  "DiagonalUp",
] as const;
type Edge = (typeof EDGES)[number];
type Side = "top" | "bottom" | "left" | "right";

const STYLES: Record<string, [string, string]> = {
  thin: ["Continuous", "Thin"],
  hair: ["Continuous", "Hairline"],
  medium: ["Continuous", "Medium"],
  thick: ["Continuous", "Thick"],
  dashed: ["Dash", "Thin"],
  mediumDashed: ["Dash", "Medium"],
  dotted: ["Dot", "Thin"],
  double: ["Double", "Thick"],
  dashDot: ["DashDot", "Thin"],
  mediumDashDot: ["DashDot", "Medium"],
  dashDotDot: ["DashDotDot", "Thin"],
  mediumDashDotDot: ["DashDotDot", "Medium"],
  slantDashDot: ["SlantDashDot", "Medium"],
};

export function borderStyle(style: string, weight: string): string {
  const exact = Object.entries(STYLES).find(([, [s, weighed]]) => s === style && weighed === weight);
  return (exact ?? Object.entries(STYLES).find(([, [s]]) => s === style) ?? ["thin"])[0];
}

/** Which side of which cells an edge of a box is. */
function sidesOf(box: Box, edge: Edge): { side: Side; has: (row: number, column: number) => boolean }[] {
  const bottom = box.row + box.rows - 1;
  const right = box.column + box.columns - 1;
  switch (edge) {
    case "EdgeTop":
      return [{ side: "top", has: (r) => r === box.row }];
    case "EdgeBottom":
      return [{ side: "bottom", has: (r) => r === bottom }];
    case "EdgeLeft":
      return [{ side: "left", has: (_, c) => c === box.column }];
    case "EdgeRight":
      return [{ side: "right", has: (_, c) => c === right }];
    case "InsideHorizontal":
      return [
        { side: "bottom", has: (r) => r < bottom },
        { side: "top", has: (r) => r > box.row },
      ];
    case "InsideVertical":
      return [
        { side: "right", has: (_, c) => c < right },
        { side: "left", has: (_, c) => c > box.column },
      ];
    default:
      return [];
  }
}

interface EdgeOf {
  cells: Cells;
  edge: Edge;
}

function readEdge<V>({ cells, edge }: EdgeOf, read: (border: Partial<ExcelJS.Border> | undefined) => V): V | null {
  let first: V | undefined;
  for (const box of cells.boxes)
    for (const { side, has } of sidesOf(box, edge).slice(0, 1))
      for (let r = box.row; r < box.row + Math.min(box.rows, 10_000); r++)
        for (let c = box.column; c < box.column + Math.min(box.columns, 500); c++) {
          if (!has(r, c)) continue;
          const value = read(cells.sheet.styleAt(r, c).border?.[side]);
          if (first === undefined) first = value;
          else if (first !== value) return null;
        }
  return first === undefined ? read(undefined) : first;
}

function writeEdge(
  it: EdgeOf,
  w: StandInWorkbook,
  location: string,
  change: (border: Partial<ExcelJS.Border> | undefined) => Partial<ExcelJS.Border> | undefined,
): void {
  w.guardSheet(it.cells.sheet, "formatCells", location);
  must(!it.cells.boxes.some(isUnbounded) || it.edge.startsWith("Edge"), location);
  for (const box of it.cells.boxes)
    for (const { side, has } of sidesOf(box, it.edge))
      for (let r = box.row; r < box.row + Math.min(box.rows, 100_000); r++)
        for (let c = box.column; c < box.column + Math.min(box.columns, 500); c++) {
          if (!has(r, c)) continue;
          it.cells.sheet.restyle(r, c, (style) => {
            const { [side]: old, ...others } = style.border ?? {};
            const made = change(old);
            return { ...style, border: made ? { ...others, [side]: made } : others } as Style;
          });
        }
  w.tell({ kind: "look", sheetId: it.cells.sheet.id, by: "addin" });
}

const border = define<EdgeOf>("RangeBorder", {
  get: {
    SideIndex: (it) => it.edge,
    Style: (it) => readEdge(it, (b) => (b?.style ? (STYLES[b.style]?.[0] ?? "Continuous") : "None")),
    Weight: (it) => readEdge(it, (b) => (b?.style ? (STYLES[b.style]?.[1] ?? "Thin") : "Thin")),
    Color: (it, w) => readEdge(it, (b) => hexOf(b?.color, w.theme) ?? "#000000"),
  },
  set: {
    Style: (it, value, w) => {
      must(value === "None" || Object.values(STYLES).some(([style]) => style === value), "RangeBorder.style");
      writeEdge(it, w, "RangeBorder.style", (b) =>
        value === "None"
          ? undefined
          : { ...b, style: borderStyle(value, b?.style ? STYLES[b.style]![1] : "Thin") as ExcelJS.BorderStyle },
      );
    },
    Weight: (it, value, w) => {
      must(["Hairline", "Thin", "Medium", "Thick"].includes(value), "RangeBorder.weight");
      writeEdge(it, w, "RangeBorder.weight", (b) => ({
        ...b,
        style: borderStyle(b?.style ? STYLES[b.style]![0] : "Continuous", value) as ExcelJS.BorderStyle,
      }));
    },
    Color: (it, value, w) => {
      const color = colourArgument(value, "RangeBorder.color");
      writeEdge(it, w, "RangeBorder.color", (b) => ({ style: "thin", ...b, color }));
    },
  },
});

const borders = define<Cells>("RangeBorderCollection", {
  get: { Count: () => EDGES.length },
  items: (it) => EDGES.map((edge) => border({ cells: it, edge })),
  item: (it, key) => {
    must((EDGES as readonly string[]).includes(key), "RangeBorderCollection.getItem");
    return border({ cells: it, edge: key });
  },
  call: {
    GetItem: (it, [key]) => {
      must((EDGES as readonly string[]).includes(key), "RangeBorderCollection.getItem");
      return border({ cells: it, edge: key });
    },
  },
});

// ---- protection and alignment ---------------------------------------------------------------------------------------

const protection = define<Cells>("FormatProtection", {
  get: {
    Locked: (it) => shared(it, (style) => style.protection?.locked !== false),
    FormulaHidden: (it) => shared(it, (style) => style.protection?.hidden === true),
  },
  set: {
    Locked: (it, value, w) =>
      restyle(it, w, "FormatProtection.locked", (style) => ({
        ...style,
        protection: { ...style.protection, locked: boolean(value, "FormatProtection.locked") },
      })),
    FormulaHidden: (it, value, w) =>
      restyle(it, w, "FormatProtection.formulaHidden", (style) => ({
        ...style,
        protection: { ...style.protection, hidden: boolean(value, "FormatProtection.formulaHidden") },
      })),
  },
});

const HORIZONTAL: Record<string, string | undefined> = {
  General: undefined,
  Left: "left",
  Center: "center",
  Right: "right",
  Fill: "fill",
  Justify: "justify",
  CenterAcrossSelection: "centerContinuous",
  Distributed: "distributed",
};
const VERTICAL: Record<string, string> = {
  Top: "top",
  Center: "middle",
  Bottom: "bottom",
  Justify: "justify",
  Distributed: "distributed",
};
const keyOf = (table: Record<string, string | undefined>, value: string | undefined, otherwise: string) =>
  Object.entries(table).find(([, code]) => code === value)?.[0] ?? otherwise;

type Alignment = Partial<ExcelJS.Alignment>;

export const alignmentMembers: Record<
  string,
  { read: (alignment: Alignment) => unknown; write: (value: Wire, at: string) => Alignment }
> = {
  HorizontalAlignment: {
    read: (a) => keyOf(HORIZONTAL, a.horizontal, "General"),
    write: (value, at) => {
      must(value in HORIZONTAL, at);
      return { horizontal: HORIZONTAL[value as string] } as Alignment;
    },
  },
  VerticalAlignment: {
    read: (a) => keyOf(VERTICAL, a.vertical, "Bottom"),
    write: (value, at) => {
      must(value in VERTICAL, at);
      return { vertical: VERTICAL[value as string] } as Alignment;
    },
  },
  WrapText: { read: (a) => a.wrapText === true, write: (value, at) => ({ wrapText: boolean(value, at) }) },
  ShrinkToFit: { read: (a) => a.shrinkToFit === true, write: (value, at) => ({ shrinkToFit: boolean(value, at) }) },
  IndentLevel: {
    read: (a) => a.indent ?? 0,
    write: (value, at) => {
      must(Number.isInteger(value) && value >= 0 && value <= 250, at);
      return { indent: value };
    },
  },
  TextOrientation: {
    read: (a) => (a.textRotation === "vertical" ? 180 : (a.textRotation ?? 0)),
    write: (value, at) => {
      must(Number.isInteger(value) && value >= -90 && value <= 180, at);
      return { textRotation: value === 180 ? "vertical" : value };
    },
  },
};

// ---- the format itself ----------------------------------------------------------------------------------------------

export function setColumnWidth(cells: Cells, points: Wire, w: StandInWorkbook): void {
  must(typeof points === "number" && points >= 0 && points <= 255 * 5.25 + 4, "RangeFormat.columnWidth");
  w.guardSheet(cells.sheet, "formatColumns", "RangeFormat.columnWidth");
  for (const box of cells.boxes)
    for (let c = box.column; c < Math.min(box.column + box.columns, 512); c++) {
      const column = cells.sheet.ws.getColumn(c + 1);
      column.width = unitsOf(points);
      column.hidden = points === 0;
    }
  w.tell({ kind: "look", sheetId: cells.sheet.id, by: "addin" });
}

export function setRowHeight(cells: Cells, points: Wire, w: StandInWorkbook): void {
  must(typeof points === "number" && points >= 0 && points <= 409.5, "RangeFormat.rowHeight");
  w.guardSheet(cells.sheet, "formatRows", "RangeFormat.rowHeight");
  for (const box of cells.boxes)
    for (
      let r = box.row;
      r < Math.min(box.row + box.rows, Math.max(cells.sheet.extent().rows, box.row + Math.min(box.rows, 20_000)));
      r++
    ) {
      const row = cells.sheet.ws.getRow(r + 1);
      if (points === 0) row.hidden = true;
      else {
        row.height = points;
        row.hidden = false;
      }
    }
  w.tell({ kind: "look", sheetId: cells.sheet.id, by: "addin" });
}

/** An estimate of how many lines a text takes in a column: Excel measures letters, this takes each for an average one. */
function linesOf(text: string, points: number, fontSize: number): number {
  const fit = Math.max(1, Math.floor((points - 5) / (fontSize * 0.43)));
  return text.split("\n").reduce((lines, line) => lines + linesOfParagraph(line, fit), 0);
}

function linesOfParagraph(text: string, fit: number): number {
  let lines = 1;
  let used = 0;
  for (const word of text.split(" ")) {
    if (used > 0 && used + 1 + word.length > fit) {
      lines += 1;
      used = 0;
    }
    used += (used > 0 ? 1 : 0) + word.length;
    lines += Math.max(0, Math.ceil(word.length / fit) - 1);
  }
  return lines;
}

/** Height in points of one line of a font size, on Excel's grid of quarter points. */
const lineHeight = (fontSize: number): number => Math.round(fontSize * 1.3 * 4) / 4;

function autofitRows(cells: Cells, w: StandInWorkbook): void {
  const { sheet } = cells;
  w.guardSheet(sheet, "formatRows", "RangeFormat.autofitRows");
  const merges = sheet.merges();
  for (const box of cells.boxes)
    for (let r = box.row; r < Math.min(box.row + box.rows, sheet.extent().rows); r++) {
      // An empty cell's font counts too: a row is never lower than a line of it.
      let height = lineHeight(sheet.styleAt(r, MAX_COLUMNS - 1).font?.size ?? 11) + 0.75;
      eachExisting(sheet, { row: r, column: 0, rows: 1, columns: MAX_COLUMNS }, (_, c) => {
        // Excel leaves merged cells out when it fits a row.
        if (merges.some((m) => r >= m.row && r < m.row + m.rows && c >= m.column && c < m.column + m.columns)) return;
        const style = sheet.styleAt(r, c);
        const size = style.font?.size ?? 11;
        const lines = style.alignment?.wrapText ? linesOf(sheet.textAt(r, c), columnPoints(sheet, c), size) : 1;
        height = Math.max(height, lineHeight(size) * lines + 0.75);
      });
      sheet.ws.getRow(r + 1).height = Math.min(409.5, height);
    }
  w.tell({ kind: "look", sheetId: sheet.id, by: "addin" });
}

function autofitColumns(cells: Cells, w: StandInWorkbook): void {
  const { sheet } = cells;
  w.guardSheet(sheet, "formatColumns", "RangeFormat.autofitColumns");
  const merges = sheet.merges();
  for (const box of cells.boxes)
    for (let c = box.column; c < Math.min(box.column + box.columns, sheet.extent().columns); c++) {
      let letters = 0;
      // Excel measures the whole column's cells of the range only when it is one; #5999 found it measures all.
      eachExisting(sheet, { row: 0, column: c, rows: MAX_ROWS, columns: 1 }, (r) => {
        if (
          merges.some(
            (m) => m.columns > 1 && r >= m.row && r < m.row + m.rows && c >= m.column && c < m.column + m.columns,
          )
        )
          return;
        for (const line of sheet.textAt(r, c).split("\n")) letters = Math.max(letters, line.length);
      });
      if (letters > 0) sheet.ws.getColumn(c + 1).width = Math.min(255, letters * 1.1 + 2);
    }
  w.tell({ kind: "look", sheetId: sheet.id, by: "addin" });
}

/** One width or height for all; null when they differ. */
function sharedSize(cells: Cells, axis: "row" | "column"): number | null {
  let first: number | undefined;
  for (const box of cells.boxes) {
    const start = axis === "row" ? box.row : box.column;
    const extent = cells.sheet.extent();
    const count =
      axis === "row"
        ? Math.min(box.rows, Math.max(1, extent.rows + 1 - start))
        : Math.min(box.columns, Math.max(1, extent.columns + 1 - start));
    for (let i = start; i < start + count; i++) {
      const size = axis === "row" ? rowPoints(cells.sheet, i) : columnPoints(cells.sheet, i);
      if (first === undefined) first = size;
      else if (first !== size) return null;
    }
  }
  return first ?? null;
}

export const rangeFormat = define<Cells>("RangeFormat", {
  get: {
    ...Object.fromEntries(
      Object.entries(alignmentMembers).map(([name, member]) => [
        name,
        (it: Cells) => shared(it, (style) => member.read(style.alignment ?? {})),
      ]),
    ),
    ColumnWidth: (it) => sharedSize(it, "column"),
    RowHeight: (it) => sharedSize(it, "row"),
    UseStandardWidth: (it) => sharedSize(it, "column") === standardPoints(it.sheet),
    UseStandardHeight: (it) => sharedSize(it, "row") === 15,
  },
  set: {
    ...Object.fromEntries(
      Object.entries(alignmentMembers).map(([name, member]) => [
        name,
        (it: Cells, value: Wire, w: StandInWorkbook) => {
          const change = member.write(value, `RangeFormat.${name}`);
          restyle(it, w, `RangeFormat.${name}`, (style) => ({
            ...style,
            alignment: { ...style.alignment, ...change },
          }));
        },
      ]),
    ),
    ColumnWidth: setColumnWidth,
    RowHeight: setRowHeight,
  },
  go: {
    Fill: (it) => fill(it),
    Font: (it) => font(it),
    Borders: (it) => borders(it),
    Protection: (it) => protection(it),
  },
  call: { AutofitRows: (it, _, w) => autofitRows(it, w), AutofitColumns: (it, _, w) => autofitColumns(it, w) },
});
