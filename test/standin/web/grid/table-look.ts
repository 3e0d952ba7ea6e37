/**
 * How Excel's built-in table styles look, plainly: heading, banding and edges in the style's accent colour. Near enough to
 * recognise, not a copy of every style's every line.
 */
import type { SheetModel, TableModel } from "../../sheet";
import type { EdgeLook } from "./look";

export interface TableLook {
  fill?: string;
  colour?: string;
  bold?: boolean;
  top?: EdgeLook;
  bottom?: EdgeLook;
  filterButton?: boolean;
}

/** Theme place of the accent of style n of 7 in each family: the first is black and white, then accents 1 to 6. */
const accentPlace = [1, 4, 5, 6, 7, 8, 9];

interface Styled {
  family: "Light" | "Medium" | "Dark";
  accent: string;
}

function readStyle(table: TableModel, theme: string[]): Styled | null {
  const match = /^TableStyle(Light|Medium|Dark)(\d{1,2})$/.exec(table.style?.theme ?? "");
  if (!match) return null;
  const place = accentPlace[(Number(match[2]) - 1) % 7]!;
  return { family: match[1] as Styled["family"], accent: `#${theme[place] ?? "4472C4"}` };
}

/** What a table makes of a cell of it; null outside every table. */
export function tableLookAt(sheet: SheetModel, row: number, column: number, theme: string[]): TableLook | null {
  for (const table of sheet.tables()) {
    const box = sheet.tableBox(table);
    if (row < box.row || row >= box.row + box.rows || column < box.column || column >= box.column + box.columns)
      continue;
    const place = row - box.row;
    const isHeading = table.headerRow && place === 0;
    const isTotals = table.totalsRow && place === box.rows - 1;
    const filterButton =
      isHeading && table.columns[column - box.column]?.filterButton !== false && Boolean(table.autoFilterRef);
    const styled = readStyle(table, theme);
    if (!styled) return { filterButton };
    const { family, accent } = styled;
    const line: EdgeLook = { css: `1px solid ${lighter(accent, 0.4)}` };
    const strong: EdgeLook = { css: `1px solid ${accent}` };
    if (isHeading) {
      if (family === "Light")
        return { bold: true, colour: darker(accent, 0.25), top: strong, bottom: strong, filterButton };
      return { bold: true, fill: accent, colour: "#FFFFFF", filterButton };
    }
    if (isTotals) return { bold: true, top: { css: `3px double ${accent}` } };
    const striped = table.style.showRowStripes === true && (place - (table.headerRow ? 1 : 0)) % 2 === 0;
    const last = place === box.rows - 1;
    if (family === "Dark") return { fill: striped ? darker(accent, 0.25) : accent, colour: "#FFFFFF" };
    return { ...(striped && { fill: lighter(accent, 0.8) }), bottom: last ? strong : line };
  }
  return null;
}

const lighter = (hex: string, part: number) => mixed(hex, (channel) => channel + (255 - channel) * part);
const darker = (hex: string, part: number) => mixed(hex, (channel) => channel * (1 - part));

function mixed(hex: string, change: (channel: number) => number): string {
  const channels = [1, 3, 5].map((at) => Math.round(change(parseInt(hex.slice(at, at + 2), 16))));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}
