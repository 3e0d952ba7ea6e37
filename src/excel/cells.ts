/**
 * One cell as Excel hands it over, turned into a cell of the grid a plan is read from.
 */
import { emptyCell } from "../plan/grid";
import type { GridCell } from "../plan/grid";
import { isDateFormat } from "./text";

/** What is asked of a cell's look: only what a plan may use as meaning. */
export const looksWanted: Excel.CellPropertiesLoadOptions = {
  format: { fill: { color: true }, font: { bold: true, italic: true, strikethrough: true, color: true } },
};

const errorValues = new Set(
  "#N/A #REF! #VALUE! #DIV/0! #NAME? #NUM! #NULL! #SPILL! #CALC! #FIELD! #BUSY! #CONNECT! #BLOCKED! #GETTING_DATA #UNKNOWN!".split(
    " ",
  ),
);

/** A cell of which only the value was asked for: enough to find a plan by, not to tell a date from a number. */
export function bareCell(value: unknown): GridCell {
  return toCell(value, typeof value === "number" ? String(value) : "", "General", undefined);
}

/** A cell with its text as shown, its number format and its look. */
export function toCell(
  value: unknown,
  text: string,
  format: string,
  looks: Excel.CellProperties | undefined,
): GridCell {
  const shape = shapeOf(looks);
  if (value === "" || value === null || value === undefined) {
    return looks?.format ? { ...emptyCell, format, ...shape } : emptyCell;
  }
  if (typeof value === "string") {
    return { kind: errorValues.has(value) ? "error" : "text", text: value, value, format, ...shape };
  }
  if (typeof value === "boolean")
    return { kind: "boolean", text: text || String(value).toUpperCase(), value, format, ...shape };
  const number = Number(value);
  // A column too narrow for a date or number shows hashes; the stored number still tells.
  const shown = /^#+$/.test(text) ? String(number) : text;
  return { kind: isDateFormat(format) ? "date" : "number", text: shown, value: number, format, ...shape };
}

/** What of a cell's look may carry meaning; what is ordinary is left out. */
function shapeOf(looks: Excel.CellProperties | undefined): Partial<GridCell> {
  const font = looks?.format?.font;
  const fill = looks?.format?.fill?.color;
  const shape: Partial<GridCell> = {};
  if (font?.bold) shape.bold = true;
  if (font?.italic) shape.italic = true;
  // Null stands for a cell of which part is struck through: which part, Excel does not say.
  if (font?.strikethrough === null) shape.strikethrough = "mixed";
  else if (font?.strikethrough) shape.strikethrough = true;
  if (font?.color && font.color !== "#000000") shape.colour = font.color;
  if (fill && fill !== "#FFFFFF") shape.fill = fill;
  return shape;
}
