/**
 * How the styles of a workbook file show a cell: its number format and the looks a plan may use as meaning.
 */
import type { GridCell } from "../../plan/grid";
import { attribute, child, children } from "./xml";
import type { Xml } from "./xml";

/** How one style of the file shows a cell. */
export interface Style {
  format: string;
  looks: Partial<GridCell>;
}

/** What a cell without a style looks like. */
export const plainStyle: Style = { format: "General", looks: {} };

/** Number formats every workbook has without listing them; the rest of the built-in ones show plain numbers. */
const builtIn: Record<string, string> = {
  "0": "General",
  "1": "0",
  "2": "0.00",
  "3": "#,##0",
  "4": "#,##0.00",
  "9": "0%",
  "10": "0.00%",
  "14": "dd/mm/yyyy",
  "15": "d-mmm-yy",
  "16": "d-mmm",
  "17": "mmm-yy",
  "18": "h:mm AM/PM",
  "19": "h:mm:ss AM/PM",
  "20": "h:mm",
  "21": "h:mm:ss",
  "22": "dd/mm/yyyy h:mm",
  "45": "mm:ss",
  "46": "[h]:mm:ss",
  "47": "mm:ss.0",
  "49": "@",
};

/** The styles of a workbook, in the order its cells count them. */
export function stylesOf(sheet: Xml | null): Style[] {
  const codes = new Map(
    children(child(sheet, "numFmts"), "numFmt").map((each) => [
      attribute(each, "numFmtId"),
      attribute(each, "formatCode"),
    ]),
  );
  const fonts = children(child(sheet, "fonts"), "font");
  const fills = children(child(sheet, "fills"), "fill");
  return children(child(sheet, "cellXfs"), "xf").map((xf) => {
    const id = attribute(xf, "numFmtId");
    const font = fonts[Number(attribute(xf, "fontId"))] ?? null;
    const pattern = child(fills[Number(attribute(xf, "fillId"))] ?? null, "patternFill");
    const looks: Partial<GridCell> = {};
    if (isOn(font, "b")) looks.bold = true;
    if (isOn(font, "i")) looks.italic = true;
    if (isOn(font, "strike")) looks.strikethrough = true;
    const colour = rgb(child(font, "color"));
    if (colour && colour !== "#000000") looks.colour = colour;
    const fill = attribute(pattern, "patternType") === "solid" ? rgb(child(pattern, "fgColor")) : null;
    if (fill && fill !== "#FFFFFF") looks.fill = fill;
    return { format: codes.get(id) ?? builtIn[id] ?? "General", looks };
  });
}

function isOn(font: Xml | null, name: string): boolean {
  return font !== null && name in font && !["0", "false"].includes(attribute(child(font, name), "val"));
}

/** "#RRGGBB" of a colour given as ARGB; theme colours are not looked up, they only hint at a meaning. */
function rgb(colour: Xml | null): string | null {
  const argb = attribute(colour, "rgb");
  return argb.length === 8 ? `#${argb.slice(2).toUpperCase()}` : null;
}
