/** Range.getCellProperties and its kin: many cells' formats in one answer, in the camelCase the documentation shows. */
import { cellName, columnLetter } from "../../../src/plan/grid";
import { isUnbounded, type Box } from "../address";
import { hexOf } from "../colours";
import { ExcelError, must } from "../errors";
import type { Wire } from "../host";
import { columnPoints, rowPoints } from "../measure";
import type { SheetModel } from "../sheet";
import type { StandInWorkbook } from "../workbook";
import { quoteSheet } from "../address";
import {
  alignmentMembers,
  borderStyle,
  colourArgument,
  fillColour,
  fontMembers,
  fontsOf,
  readFont,
  restyle,
  restyleFont,
  setColumnWidth,
  setRowHeight,
  writeFill,
} from "./format";
import { setLink } from "./range";

const pascal = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
type Options = Record<string, Wire>;
const unknown = (member: string): never => {
  throw new ExcelError("ApiNotFound", undefined, member);
};

const asked = (options: Options): [string, Wire][] => Object.entries(options ?? {}).filter(([, wanted]) => wanted);

const SIDES: Record<string, "top" | "bottom" | "left" | "right"> = {
  top: "top",
  bottom: "bottom",
  left: "left",
  right: "right",
};

type Style = ReturnType<SheetModel["styleAt"]>;
/** Reads one part of a format; `fonts` are those of the cell's letters, when they are not all the style's. */
type PartReader = (style: Style, fonts: ReturnType<typeof fontsOf>) => unknown;

/** Reads the parts of a format that were asked for. Cells that share one style object share one answer. */
class FormatReader {
  private readonly known = new Map<Style, Options>();
  private readonly parts: [string, PartReader][] = [];
  private readonly width: boolean;
  private readonly height: boolean;

  constructor(options: Options, w: StandInWorkbook) {
    this.width = Boolean(options["columnWidth"]);
    this.height = Boolean(options["rowHeight"]);
    for (const [name, wanted] of asked(options))
      if (name !== "columnWidth" && name !== "rowHeight") this.parts.push([name, partReader(name, wanted, w)]);
  }

  read(sheet: SheetModel, row: number, column: number): Options {
    const style = sheet.styleAt(row, column);
    const fonts = fontsOf(sheet, row, column);
    const readAll = () => Object.fromEntries(this.parts.map(([name, read]) => [name, read(style, fonts)]));
    let answer = fonts ? readAll() : this.known.get(style);
    if (!answer) this.known.set(style, (answer = readAll()));
    if (!this.width && !this.height) return answer;
    return {
      ...answer,
      ...(this.width ? { columnWidth: columnPoints(sheet, column) } : {}),
      ...(this.height ? { rowHeight: rowPoints(sheet, row) } : {}),
    };
  }
}

function partReader(name: string, wanted: Options, w: StandInWorkbook): PartReader {
  if (name === "font") {
    const members = asked(wanted).map(
      ([part]) => [part, fontMembers[pascal(part)] ?? unknown(`CellPropertiesFont.${part}`)] as const,
    );
    return (style, fonts) =>
      Object.fromEntries(members.map(([part, member]) => [part, readFont(member, fonts ?? [style.font ?? {}], w)]));
  }
  if (name === "fill") {
    const parts = asked(wanted).map(([part]) =>
      part === "color" || part === "pattern" ? part : unknown(`CellPropertiesFill.${part}`),
    );
    return (style) =>
      Object.fromEntries(
        parts.map((part) => [
          part,
          part === "color"
            ? fillColour(style, w)
            : (style.fill as { pattern?: string } | undefined)?.pattern === "solid"
              ? "Solid"
              : "None",
        ]),
      );
  }
  if (name === "borders")
    return (style) =>
      Object.fromEntries(
        Object.entries(SIDES).map(([side, key]) => {
          const edge = style.border?.[key];
          const line = !edge?.style
            ? "None"
            : edge.style === "double"
              ? "Double"
              : edge.style === "dotted"
                ? "Dot"
                : /ash/.test(edge.style)
                  ? "Dash"
                  : "Continuous";
          return [side, { style: line, color: hexOf(edge?.color, w.theme) ?? "#000000" }];
        }),
      );
  if (name === "protection")
    return (style) => ({
      locked: style.protection?.locked !== false,
      formulaHidden: style.protection?.hidden === true,
    });
  const member = alignmentMembers[pascal(name)] ?? unknown(`CellPropertiesFormat.${name}`);
  return (style) => member.read(style.alignment ?? {});
}

export function cellProperties(sheet: SheetModel, box: Box, options: Options, w: StandInWorkbook): Options[][] {
  must(!isUnbounded(box) && options && typeof options === "object", "Range.getCellProperties");
  const wantedParts = asked(options);
  const format = new FormatReader(options["format"] ?? {}, w);
  return Array.from({ length: box.rows }, (_, r) =>
    Array.from({ length: box.columns }, (_, c) => {
      const [row, column] = [box.row + r, box.column + c];
      const answer: Options = {};
      for (const [name] of wantedParts) {
        if (name === "format") answer[name] = format.read(sheet, row, column);
        else if (name === "address" || name === "addressLocal")
          answer[name] = `${quoteSheet(sheet.name)}!${cellName(row, column)}`;
        else if (name === "hidden") answer[name] = sheet.rowHidden(row) || sheet.columnHidden(column);
        else if (name === "hyperlink")
          answer[name] = sheet.linkAt(row, column)
            ? { ...sheet.linkAt(row, column), textToDisplay: sheet.textAt(row, column) }
            : null;
        else unknown(`CellProperties.${name}`);
      }
      return answer;
    }),
  );
}

export function rowProperties(sheet: SheetModel, box: Box, options: Options, w: StandInWorkbook): Options[] {
  const count = box.rows > 100_000 ? Math.max(1, sheet.extent().rows) : box.rows;
  return Array.from({ length: count }, (_, i) => {
    const row = box.row + i;
    const answer: Options = {};
    for (const [name, wanted] of asked(options)) {
      if (name === "rowHidden") answer[name] = sheet.rowHidden(row);
      else if (name === "rowIndex") answer[name] = row;
      else if (name === "format") answer[name] = new FormatReader(wanted, w).read(sheet, row, box.column);
      else if (name === "address" || name === "addressLocal")
        answer[name] = `${quoteSheet(sheet.name)}!${row + 1}:${row + 1}`;
      else unknown(`RowProperties.${name}`);
    }
    return answer;
  });
}

export function columnProperties(sheet: SheetModel, box: Box, options: Options, w: StandInWorkbook): Options[] {
  return Array.from({ length: box.columns }, (_, i) => {
    const column = box.column + i;
    const answer: Options = {};
    for (const [name, wanted] of asked(options)) {
      if (name === "columnHidden") answer[name] = sheet.columnHidden(column);
      else if (name === "columnIndex") answer[name] = column;
      else if (name === "format") answer[name] = new FormatReader(wanted, w).read(sheet, box.row, column);
      else if (name === "address" || name === "addressLocal")
        answer[name] = `${quoteSheet(sheet.name)}!${columnLetter(column)}:${columnLetter(column)}`;
      else unknown(`ColumnProperties.${name}`);
    }
    return answer;
  });
}

function writeFormat(sheet: SheetModel, box: Box, format: Options, w: StandInWorkbook): void {
  const at = "Range.setCellProperties";
  const cells = { sheet, boxes: [box] };
  for (const [name, value] of Object.entries(format)) {
    if (value === undefined || value === null) continue;
    if (name === "font")
      for (const [part, wanted] of Object.entries(value as Options)) {
        const change = (fontMembers[pascal(part)] ?? unknown(`CellPropertiesFont.${part}`)).write(wanted, at);
        restyleFont(cells, w, at, change);
      }
    else if (name === "fill") {
      const colour = value.color === "" ? null : colourArgument(value.color, at);
      restyle(cells, w, at, (style) => writeFill(style, colour));
    } else if (name === "borders")
      for (const [side, edge] of Object.entries(value as Options)) {
        const key = SIDES[side] ?? unknown(`CellBorderCollection.${side}`);
        const style = borderStyle(edge.style ?? "Continuous", edge.weight ?? "Thin");
        restyle(cells, w, at, (old) => {
          const { [key]: _, ...others } = old.border ?? {};
          const made =
            edge.style === "None"
              ? {}
              : { [key]: { style, ...(edge.color ? { color: colourArgument(edge.color, at) } : {}) } };
          return { ...old, border: { ...others, ...made } } as typeof old;
        });
      }
    else if (name === "protection")
      restyle(cells, w, at, (style) => ({
        ...style,
        protection: { ...style.protection, ...("locked" in value ? { locked: value.locked } : {}) },
      }));
    else if (name === "columnWidth") setColumnWidth(cells, value, w);
    else if (name === "rowHeight") setRowHeight(cells, value, w);
    else {
      const change = (alignmentMembers[pascal(name)] ?? unknown(`CellPropertiesFormat.${name}`)).write(value, at);
      restyle(cells, w, at, (style) => ({ ...style, alignment: { ...style.alignment, ...change } }));
    }
  }
}

export function setCellProperties(sheet: SheetModel, box: Box, data: Wire, w: StandInWorkbook): void {
  const at = "Range.setCellProperties";
  must(
    Array.isArray(data) &&
      data.length === box.rows &&
      data.every((row) => Array.isArray(row) && row.length === box.columns),
    at,
  );
  w.guardSheet(sheet, "formatCells", at);
  (data as Options[][]).forEach((cells, r) =>
    cells.forEach((cell, c) => {
      const one = { row: box.row + r, column: box.column + c, rows: 1, columns: 1 };
      for (const [name, value] of Object.entries(cell ?? {})) {
        if (name === "format") writeFormat(sheet, one, value, w);
        else if (name === "hyperlink" && w.linksInCellProperties === "refused")
          throw new ExcelError("InvalidArgument", undefined, at);
        else if (name === "hyperlink") setLink(sheet, one.row, one.column, value, w, at);
        else unknown(`SettableCellProperties.${name}`);
      }
    }),
  );
}

/** Range.setRowProperties and setColumnProperties: one record for each row or column. */
export function setLines(sheet: SheetModel, box: Box, data: Wire, axis: "row" | "column", w: StandInWorkbook): void {
  const at = axis === "row" ? "Range.setRowProperties" : "Range.setColumnProperties";
  must(Array.isArray(data) && data.length === (axis === "row" ? box.rows : box.columns), at);
  w.guardSheet(sheet, axis === "row" ? "formatRows" : "formatColumns", at);
  (data as Options[]).forEach((line, i) => {
    const one: Box =
      axis === "row" ? { ...box, row: box.row + i, rows: 1 } : { ...box, column: box.column + i, columns: 1 };
    for (const [name, value] of Object.entries(line ?? {})) {
      if (name === "format") writeFormat(sheet, one, value, w);
      else if (name === `${axis}Hidden`)
        (axis === "row" ? sheet.ws.getRow(one.row + 1) : sheet.ws.getColumn(one.column + 1)).hidden = value === true;
      else unknown(`Settable${axis === "row" ? "Row" : "Column"}Properties.${name}`);
    }
  });
  w.tell({ kind: "look", sheetId: sheet.id, by: "addin" });
}
