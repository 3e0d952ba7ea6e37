/**
 * How the styles of a workbook file show a cell: its number format and the looks a plan may use as meaning.
 */
import type { GridCell } from "../../plan/grid";
import { isDateFormat } from "../text";
import { plainLooks, rgb, shapeOf, withLook } from "./cellText";
import type { Looks } from "./cellText";
import { NotAnXlsx } from "./problem";
import { attributeIn, scan } from "./xml";

/** How one style of the file shows a cell. */
export interface Style {
  format: string;
  /** Whether the format shows dates; told once, because it takes as long as a format may be. */
  isDate: boolean;
  font: Looks;
  /** "#RRGGBB"; null where there is none. */
  fill: string | null;
  /** Both together, as the plan's reader takes them. */
  looks: Partial<GridCell>;
}

/** What a cell without a style looks like. */
export const plainStyle: Style = { format: "General", isDate: false, font: plainLooks, fill: null, looks: {} };

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

/** A file of more custom number formats than Excel keeps by far has the rest shown as plain numbers. */
const formatLimit = 1_000;
/** Excel takes no longer number format. */
const formatLength = 255;
/** Excel keeps no more styles, fonts or fills than this. */
const styleLimit = 65_490;

/**
 * The styles of a workbook, in the order its cells count them. Reads the part tag by tag, in one pass. Throws NotAnXlsx where
 * it holds more than any workbook may.
 */
export function stylesOf(xml: string | null): Style[] {
  const { codes, fonts, fills, styles } = xml === null ? nothing : listsOf(xml);
  const isDate = new Map<string, boolean>();
  return styles.map(({ format, font: nth, fill: nthFill }) => {
    const [font, fill] = [fonts[nth] ?? plainLooks, fills[nthFill] ?? null];
    const code = codes.get(format) ?? builtIn[format] ?? "General";
    if (!isDate.has(code)) isDate.set(code, isDateFormat(code));
    return { format: code, isDate: isDate.get(code)!, font, fill, looks: shapeOf(font, fill) };
  });
}

/** The lists of a style sheet that a cell's looks are made of. */
interface Lists {
  codes: Map<string, string>;
  fonts: Looks[];
  fills: (string | null)[];
  styles: { format: string; font: number; fill: number }[];
}

const nothing: Lists = { codes: new Map(), fonts: [], fills: [], styles: [] };

function listsOf(xml: string): Lists {
  const lists: Lists = { codes: new Map(), fonts: [], fills: [], styles: [] };
  let depth = 0;
  // Which list the tag stands in: fonts, fills and styles stand in other lists too.
  let list = "";
  let isSolid = false;
  const inEntry = (name: string, attributes: string) => {
    const { fonts, fills } = lists;
    if (list === "fonts" && depth === 3) fonts.push(withLook(fonts.pop() ?? plainLooks, name, attributes));
    else if (list !== "fills") return;
    else if (name === "patternFill") isSolid = attributeIn(attributes, "patternType") === "solid";
    else if (name === "fgColor" && isSolid) fills[fills.length - 1] = rgb(attributes);
  };
  scan(xml, {
    open: (name, attributes, empty) => {
      if (depth === 1) list = name;
      else if (depth === 2) addEntry(lists, list, name, attributes);
      else inEntry(name, attributes);
      if (!empty) depth += 1;
    },
    close: () => {
      depth -= 1;
    },
  });
  return lists;
}

function addEntry({ codes, fonts, fills, styles }: Lists, list: string, name: string, attributes: string): void {
  if (list === "numFmts" && name === "numFmt") addFormat(codes, attributes);
  else if (list === "fonts" && name === "font") fonts.push(plainLooks);
  else if (list === "fills" && name === "fill") fills.push(null);
  else if (list === "cellXfs" && name === "xf")
    styles.push({
      format: attributeIn(attributes, "numFmtId"),
      font: Number(attributeIn(attributes, "fontId")),
      fill: Number(attributeIn(attributes, "fillId")),
    });
  if (Math.max(fonts.length, fills.length, styles.length) > styleLimit) throw new NotAnXlsx("too-large");
}

function addFormat(codes: Map<string, string>, attributes: string): void {
  if (codes.size >= formatLimit) return;
  const code = attributeIn(attributes, "formatCode");
  codes.set(attributeIn(attributes, "numFmtId"), code.length > formatLength ? "General" : code);
}
