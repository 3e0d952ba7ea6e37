/** Widths and heights of columns and rows in points, as Office.js gives them (Calibri 11: a column of 8.43 is 48 points). */
import type { SheetModel } from "./sheet";

const POINTS_PER_UNIT = 5.25;
const DEFAULT_UNITS = 9.140625;

/** The file's column width units for a width in points. */
export const unitsOf = (points: number): number => points / POINTS_PER_UNIT;

/** Points of a width in units, on whole pixels of 0.75 points as Excel draws them. */
const pointsOf = (units: number): number => Math.round(units * 7) * 0.75;

export function columnPoints(sheet: SheetModel, column: number): number {
  if (sheet.columnHidden(column)) return 0;
  return pointsOf(sheet.internal._columns?.[column]?.width ?? standardUnits(sheet));
}

export function standardUnits(sheet: SheetModel): number {
  return (sheet.ws.properties as { defaultColWidth?: number }).defaultColWidth ?? DEFAULT_UNITS;
}

export function rowPoints(sheet: SheetModel, row: number): number {
  if (sheet.rowHidden(row)) return 0;
  return sheet.internal._rows[row]?.height ?? sheet.ws.properties.defaultRowHeight ?? 15;
}

export const standardPoints = (sheet: SheetModel): number => pointsOf(standardUnits(sheet));
