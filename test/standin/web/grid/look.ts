/**
 * How a cell looks: its own style, its table's, and what the conditional formats make of it, as plain data for the painter.
 * Reads the workbook; touches no page.
 */
import type ExcelJS from "exceljs";

import { stored, textOf, typeOf, valueOf } from "../../cells";
import { hexOf } from "../../colours";
import type { Link, SheetModel } from "../../sheet";
import type { ConditionalLook } from "../conditional-formats";
import { tableLookAt } from "./table-look";

export interface TextRun {
  text: string;
  font: FontLook;
}

export interface FontLook {
  family: string;
  /** Points. */
  size: number;
  bold: boolean;
  italic: boolean;
  underline: boolean;
  strikethrough: boolean;
  colour: string | null;
}

export interface EdgeLook {
  /** CSS: "1px solid #000000". */
  css: string;
}

export interface CellLook {
  text: string;
  /** More than one only for rich text. */
  runs: TextRun[];
  font: FontLook;
  fill: string | null;
  horizontal: "left" | "center" | "right";
  vertical: "top" | "middle" | "bottom";
  wrap: boolean;
  /** Pixels. */
  indent: number;
  edges: { top?: EdgeLook; right?: EdgeLook; bottom?: EdgeLook; left?: EdgeLook };
  link: Link | null;
  /** A table's heading with a filter button. */
  filterButton: boolean;
  isNumber: boolean;
}

export interface LookContext {
  theme: string[];
  conditional(sheetId: string, row: number, column: number): ConditionalLook | null;
}

const defaultFont: FontLook = {
  family: "Calibri",
  size: 11,
  bold: false,
  italic: false,
  underline: false,
  strikethrough: false,
  colour: null,
};

function fontLook(font: Partial<ExcelJS.Font> | undefined, theme: string[]): FontLook {
  if (!font) return defaultFont;
  return {
    family: font.name ?? defaultFont.family,
    size: font.size ?? defaultFont.size,
    bold: font.bold === true,
    italic: font.italic === true,
    underline: Boolean(font.underline) && font.underline !== "none",
    strikethrough: font.strike === true,
    colour: hexOf(font.color, theme),
  };
}

const edgeWidths: Record<string, string> = {
  thin: "1px solid",
  hair: "1px dotted",
  dotted: "1px dotted",
  dashed: "1px dashed",
  dashDot: "1px dashed",
  dashDotDot: "1px dashed",
  medium: "2px solid",
  mediumDashed: "2px dashed",
  mediumDashDot: "2px dashed",
  mediumDashDotDot: "2px dashed",
  slantDashDot: "2px dashed",
  thick: "3px solid",
  double: "3px double",
};

function edge(border: Partial<ExcelJS.Border> | undefined, theme: string[]): EdgeLook | undefined {
  const width = border?.style && edgeWidths[border.style];
  return width ? { css: `${width} ${hexOf(border.color, theme) ?? "#000000"}` } : undefined;
}

/** The look of one cell (row and column from 0). */
export function cellLook(sheet: SheetModel, row: number, column: number, context: LookContext): CellLook {
  const cell = sheet.find(row, column);
  const value = stored(cell);
  const style = sheet.styleAt(row, column);
  const table = tableLookAt(sheet, row, column, context.theme);
  const rule = context.conditional(sheet.id, row, column);
  const link = sheet.linkAt(row, column) ?? null;

  const own = fontLook(style.font, context.theme);
  const font: FontLook = {
    ...own,
    bold: rule?.bold ?? (own.bold || table?.bold === true),
    italic: rule?.italic ?? own.italic,
    underline: rule?.underline ?? own.underline,
    strikethrough: rule?.strikethrough ?? own.strikethrough,
    colour: rule?.colour ?? (isAutomatic(own.colour) ? (table?.colour ?? own.colour) : own.colour),
  };
  const format = rule?.format ?? style.numFmt ?? "General";
  const text = textOf(value, format, sheet.date1904);
  const kind = typeOf(value);
  const alignment = style.alignment ?? {};
  const pattern = style.fill?.type === "pattern" && style.fill.pattern !== "none" ? style.fill : undefined;
  const ownFill = hexOf(
    pattern?.pattern === "solid" ? pattern.fgColor : (pattern?.bgColor ?? pattern?.fgColor),
    context.theme,
  );

  const ruleEdge = (side: "top" | "right" | "bottom" | "left"): EdgeLook | undefined => {
    const line = rule?.border?.[side];
    return line && { css: `1px ${line.style === "thin" ? "solid" : "dotted"} ${line.colour}` };
  };

  return {
    text,
    runs: richRuns(value, text, font, rule, context.theme),
    font,
    fill: rule?.fill ?? ownFill ?? table?.fill ?? null,
    horizontal: horizontalOf(alignment.horizontal, kind),
    vertical: alignment.vertical === "top" ? "top" : alignment.vertical === "middle" ? "middle" : "bottom",
    wrap: alignment.wrapText === true || alignment.horizontal === "justify" || alignment.horizontal === "fill",
    indent: (alignment.indent ?? 0) * 9,
    edges: {
      top: ruleEdge("top") ?? edge(style.border?.top, context.theme) ?? table?.top,
      right: ruleEdge("right") ?? edge(style.border?.right, context.theme),
      bottom: ruleEdge("bottom") ?? edge(style.border?.bottom, context.theme) ?? table?.bottom,
      left: ruleEdge("left") ?? edge(style.border?.left, context.theme),
    },
    link,
    filterButton: table?.filterButton === true,
    isNumber: kind === "Double",
  };
}

const isAutomatic = (colour: string | null) => colour === null || colour === "#000000";

function horizontalOf(asked: string | undefined, kind: string): CellLook["horizontal"] {
  if (asked === "center" || asked === "centerContinuous") return "center";
  if (asked === "right" || asked === "left") return asked;
  if (asked === "justify" || asked === "fill" || asked === "distributed") return "left";
  if (kind === "Double") return "right";
  return kind === "Boolean" || kind === "Error" ? "center" : "left";
}

/** Runs of rich text, with the label a rule's number format puts before or after them. */
function richRuns(
  value: ReturnType<typeof stored>,
  text: string,
  font: FontLook,
  rule: ConditionalLook | null,
  theme: string[],
): TextRun[] {
  if (typeof value !== "object" || value === null || !("richText" in value)) return [{ text, font }];
  const words = String(valueOf(value));
  const at = text.indexOf(words);
  if (at < 0) return [{ text, font }];
  const runs = value.richText.map((run): TextRun => {
    const own = run.font ? fontLook(run.font, theme) : font;
    return {
      text: run.text,
      font: { ...own, ...(rule?.colour && { colour: rule.colour }), bold: rule?.bold ?? own.bold },
    };
  });
  const label = (part: string): TextRun[] => (part === "" ? [] : [{ text: part, font }]);
  return [...label(text.slice(0, at)), ...runs, ...label(text.slice(at + words.length))];
}
