/**
 * One worksheet of a file, read in one pass from its first tag to its last: only cells that hold something are kept, and a
 * grid is made over the part that belongs together.
 */
import { cellName, columnIndex, emptyCell, parseAddress } from "../../plan/grid";
import type { Box, GridCell, SheetGrid } from "../../plan/grid";
import { boxOf, width } from "./box";
import { readCell } from "./cells";
import type { CellContext } from "./cells";
import { cellText, storedLimit, TextReader } from "./cellText";
import type { StoredText } from "./cellText";
import { NotAnXlsx } from "./problem";
import { plainStyle } from "./styles";
import type { Style } from "./styles";
import { attributeIn, decodeText, scan } from "./xml";

/** What all sheets of one file may still come to, together. Each sheet takes its part off. */
export interface Allowance {
  /** Cells that hold something: more are no plan. */
  cells: number;
  /** Blank cells are kept for their looks, up to this many. */
  blanks: number;
  /** Places that grids are made over. */
  area: number;
  merges: number;
  tables: number;
}

export const usualAllowance: Readonly<Allowance> = {
  cells: 1_000_000,
  blanks: 200_000,
  area: 4_000_000,
  merges: 200_000,
  tables: 1_000,
};

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

/**
 * Reads the XML of a worksheet. Throws NotAnXlsx where it breaks off, is no worksheet or holds too much.
 * @param left what is left for it, and for the sheets after it.
 */
export function readSheet(
  xml: string,
  name: string,
  hidden: boolean,
  styles: readonly Style[],
  book: CellContext,
  left: Allowance,
): SheetRead {
  const found = collect(xml, styles, book, left);
  const { box, far } = boxOf(found.filled.keys(), left.area);
  if (box) left.area -= box.rows * box.columns;
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

function collect(xml: string, styles: readonly Style[], book: CellContext, left: Allowance): Found {
  const found: Found = { filled: new Map(), blanks: new Map(), hiddenRows: [], merges: [], tableIds: [] };
  const blankOf = new Map<Style, GridCell>();
  let isWorksheet = false;
  let row = -1;
  let column = -1;
  let type = "";
  let style = plainStyle;
  let value = "";
  let inValue = false;
  const inline = new TextReader();

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
    [value, inValue] = ["", false];
  };
  const endCell = () => {
    const own = inline.take();
    if (!(row >= 0 && row < lastRow && column >= 0 && column < width)) return;
    const place = row * width + column;
    const isBare = value === "" && own.text === "";
    const read = isBare ? null : readCell({ type, value: cellText(value), inline: own }, style, book);
    if (read && read.kind !== "empty") {
      found.filled.set(place, read);
      if (--left.cells < 0) throw new NotAnXlsx("too-large");
    } else if (left.blanks > 0 && Object.keys(style.looks).length > 0) {
      left.blanks -= 1;
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
      } else if (name === "mergeCell") {
        if (--left.merges < 0) throw new NotAnXlsx("too-large");
        found.merges.push(...boxesIn(attributeIn(attributes, "ref")));
      } else if (name === "tablePart") {
        if (--left.tables >= 0) found.tableIds.push(attributeIn(attributes, "id"));
      } else {
        inValue = name === "v" && !empty;
        inline.open(name, attributes, empty);
      }
    },
    close: (name) => {
      if (name === "c") endCell();
      else inline.close(name);
      inValue = false;
    },
    text: (raw, literal) => {
      if (inValue) value += decodeText(raw, literal, storedLimit - value.length);
      else inline.text(raw, literal);
    },
  });
  if (!isWorksheet) throw new NotAnXlsx("damaged");
  return found;
}

function boxesIn(ref: string): Box[] {
  const box = parseAddress(ref);
  return box ? [box] : [];
}

/** More shared texts than this are no plan. */
const stringLimit = 2_000_000;

/** The shared texts of a workbook, in the order its cells count them. */
export function readStrings(xml: string | null): StoredText[] {
  const strings: StoredText[] = [];
  const current = new TextReader();
  if (xml === null) return strings;
  const add = () => {
    if (strings.push(current.take()) > stringLimit) throw new NotAnXlsx("too-large");
  };
  scan(xml, {
    open: (name, attributes, empty) => {
      if (name !== "si") current.open(name, attributes, empty);
      else if (empty) add();
    },
    close: (name) => {
      if (name === "si") add();
      else current.close(name);
    },
    text: (raw, literal) => current.text(raw, literal),
  });
  return strings;
}
