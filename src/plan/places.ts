/**
 * Where in the workbook the cells of an action stand, by what was read. Knows no Excel; an address is where a cell stood when
 * the plan was read, not where it stands now.
 */
import { parseAddress } from "./grid";
import type { Action, Plan } from "./model";

/** A cell of a sheet: "Plan", "C12". */
export interface CellOnSheet {
  sheet: string;
  address: string;
}

/** The cell that holds, or would hold, the action's Timescale; null where the plan has no such column there. */
export function timescaleCell(plan: Plan, action: Action): CellOnSheet | null {
  const written = action.cells.timescale;
  if (written) return { sheet: written.sheet, address: written.cell };
  const table = plan.tables.find(({ sheet, address }) => {
    const box = parseAddress(address);
    return sheet === action.sheet && box !== null && action.row > box.row && action.row <= box.row + box.rows;
  });
  const column = table?.columns.find(({ meaning }) => meaning === "timescale")?.column;
  return column === undefined ? null : { sheet: action.sheet, address: `${column}${action.row}` };
}
