import type { GridCell } from "../../grid";
import type { IsoDate, PlanContext, Timescale } from "../../model";

/** Reads the words of one Timescale cell. */
export function readTimescale(text: string, _context: PlanContext): Timescale {
  return {
    text, kind: "none", due: null, dueBasis: "none", precision: null, start: null, recurrence: null, milestones: [],
    history: [], parts: [], unsure: false, alternatives: [], flags: [], why: "Nothing is written.",
  };
}

/** Reads one Timescale cell, real dates and serial numbers included. */
export function readTimescaleCell(cell: GridCell, context: PlanContext, _date1904: boolean): Timescale {
  return readTimescale(cell.text, context);
}

/** The next day a recurrence falls due, on or after a date; null where the words do not tell. */
export function nextOccurrence(_timescale: Timescale, _onOrAfter: IsoDate): IsoDate | null {
  return null;
}
