/**
 * One worksheet of a file, read in one pass from its first tag to its last: only cells that hold something are kept, and a
 * grid is made over the part that belongs together.
 */
import { cellName, columnIndex, emptyCell, parseAddress } from "../../plan/grid";
import type { Box, GridCell, SheetGrid } from "../../plan/grid";
import { boxOf, width } from "./box";
import { readCell } from "./cells";
import type { CellContext } from "./cells";
import { NotAnXlsx } from "./problem";
import { plainStyle } from "./styles";
import type { Style } from "./styles";
import { attributeIn, decodeEscapes, scan } from "./xml";

/** More cells than this in one sheet are no plan. */
const cellLimit = 1_000_000;
/** Blank cells are kept for their looks, up to this many. */
const blankLimit = 200_000;
const lastRow = 1_048_576;

/** A worksheet as read. */
export interface SheetRead {
  grid: Omit<SheetGrid, "tables">;
  /** The relations its tables are known by. */
  tableIds: string[];
  /** Addresses of what lies too far off and is left out. */
  far: string[];
}

interface Found {
  filled: Map<number, GridCell>;
  blanks: Map<number, GridCell>;
  hiddenRows: number[];
  merges: Box[];
  tableIds: string[];
}

/** Reads the XML of a worksheet. Throws NotAnXlsx where it breaks off, is no worksheet or holds too much. */
export function readSheet(
  xml: string,
  name: string,
  hidden: boolean,
  styles: readonly Style[],
  book: CellContext,
): SheetRead {
  const found = collect(xml, styles, book);
  const { box, far } = boxOf(found.filled.keys());
  const at = (row: number, column: number) => {
    const place = row * width + column;
    return found.filled.get(place) ?? found.blanks.get(place) ?? emptyCell;
  };
  const grid = {
    sheet: name,
    hidden,
    firstRow: box?.row ?? 0,
    firstColumn: box?.column ?? 0,
    cells: box
      ? Array.from({ length: box.rows }, (_, r) =>
          Array.from({ length: box.columns }, (_unused, c) => at(box.row + r, box.column + c)),
        )
      : [],
    merges: box ? within(box, found.merges) : [],
    hiddenRows: box ? found.hiddenRows.filter((row) => row >= box.row && row < box.row + box.rows) : [],
  };
  return {
    grid,
    tableIds: found.tableIds,
    far: far.slice(0, 4).map((place) => cellName(Math.floor(place / width), place % width)),
  };
}

/** Merges that touch the box. Merged cells never overlap, so that together they cover no more than there is. */
function within(box: Box, merges: readonly Box[]): Box[] {
  let left = box.rows * box.columns;
  return merges.filter((merge) => {
    const rows = Math.min(merge.row + merge.rows, box.row + box.rows) - Math.max(merge.row, box.row);
    const columns =
      Math.min(merge.column + merge.columns, box.column + box.columns) - Math.max(merge.column, box.column);
    if (rows <= 0 || columns <= 0 || rows * columns > left) return false;
    left -= rows * columns;
    return true;
  });
}

function collect(xml: string, styles: readonly Style[], book: CellContext): Found {
  const found: Found = { filled: new Map(), blanks: new Map(), hiddenRows: [], merges: [], tableIds: [] };
  const blankOf = new Map<Style, GridCell>();
  let isWorksheet = false;
  let row = -1;
  let column = -1;
  let type = "";
  let style = plainStyle;
  let value = "";
  let inline = "";
  let into: "value" | "inline" | null = null;
  let hints = 0;

  const startRow = (attributes: string) => {
    const said = attributeIn(attributes, "r");
    row = said === "" ? row + 1 : Number(said) - 1;
    column = -1;
    if (["1", "true"].includes(attributeIn(attributes, "hidden"))) found.hiddenRows.push(row);
  };
  const startCell = (attributes: string) => {
    const said = attributeIn(attributes, "r");
    column = said === "" ? column + 1 : columnIndex(said.replace(/\d+$/, ""));
    type = attributeIn(attributes, "t");
    style = styles[Number(attributeIn(attributes, "s") || "0")] ?? plainStyle;
    [value, inline, into] = ["", "", null];
  };
  const endCell = () => {
    if (!(row >= 0 && row < lastRow && column >= 0 && column < width)) return;
    const place = row * width + column;
    const read =
      value === "" && inline === ""
        ? null
        : readCell({ type, value: decodeEscapes(value), inline: decodeEscapes(inline) }, style, book);
    if (read && read.kind !== "empty") {
      found.filled.set(place, read);
      if (found.filled.size > cellLimit) throw new NotAnXlsx("too-large");
    } else if (Object.keys(style.looks).length > 0 && found.blanks.size < blankLimit) {
      if (!blankOf.has(style)) blankOf.set(style, { ...emptyCell, format: style.format, ...style.looks });
      found.blanks.set(place, blankOf.get(style)!);
    }
  };

  scan(xml, {
    open: (name, attributes, empty) => {
      if (name === "worksheet") isWorksheet = true;
      else if (name === "row") startRow(attributes);
      else if (name === "c") {
        startCell(attributes);
        if (empty) endCell();
      } else if (name === "mergeCell") found.merges.push(...boxesIn(attributeIn(attributes, "ref")));
      else if (name === "tablePart") found.tableIds.push(attributeIn(attributes, "id"));
      else if (empty) return;
      else if (name === "v") into = "value";
      else if (name === "t") into = hints > 0 ? null : "inline";
      else if (name === "rPh") hints += 1;
      else into = null;
    },
    close: (name) => {
      if (name === "c") endCell();
      else if (name === "rPh") hints -= 1;
      into = null;
    },
    text: (text) => {
      if (into === "value") value += text;
      else if (into === "inline") inline += text;
    },
  });
  if (!isWorksheet) throw new NotAnXlsx("damaged");
  return found;
}

function boxesIn(ref: string): Box[] {
  const box = parseAddress(ref);
  return box ? [box] : [];
}

/** The shared texts of a workbook, in the order its cells count them; hints on how to say a text are left out. */
export function readStrings(xml: string | null): string[] {
  const strings: string[] = [];
  let current = "";
  let into = false;
  let hints = 0;
  if (xml === null) return strings;
  scan(xml, {
    open: (name, _attributes, empty) => {
      if (name === "si") {
        current = "";
        if (empty) strings.push("");
      } else if (!empty && name === "rPh") hints += 1;
      else into = !empty && name === "t" && hints === 0;
    },
    close: (name) => {
      if (name === "si") strings.push(decodeEscapes(current));
      else if (name === "rPh") hints -= 1;
      into = false;
    },
    text: (text) => {
      if (into) current += text;
    },
  });
  return strings;
}
