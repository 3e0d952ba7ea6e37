/**
 * What a person sees of the highlights on a given day: the rules of the workbook as it stands, judged by a spreadsheet
 * engine, and the text each cell then shows. Knows our rules only by what they do to cells.
 */
import { format } from "numfmt";

import { valueOf } from "../standin/cells";
import { parseBox } from "../standin/address";
import type { SheetModel, StandInWorkbook } from "../standin/workbook";
import { conditionalLooks } from "../standin/web/conditional-formats";
import type { ConditionalLook } from "../standin/web/conditional-formats";
import { startEngineInNode } from "../standin/web/engine-node";

export interface Seen {
  sheet: string;
  cell: string;
  /** Sheet row, from 1. */
  row: number;
  /** The words before the cell's own: "Overdue since 30 Jun 2019". */
  label: string;
  /** All the cell shows: "Overdue since 30 Jun 2019 · June 2019". */
  shown: string;
  look: ConditionalLook;
}

/** Every cell of the workbook that shows a label on the day, sheet by sheet and row by row. */
export function seenOn(workbook: StandInWorkbook, today: string): Seen[] {
  return workbook.sheets.flatMap((sheet) => seenOnSheet(workbook, sheet, today));
}

export function seenOnSheet(workbook: StandInWorkbook, sheet: SheetModel, today: string): Seen[] {
  startEngineInNode();
  const { looks, notes } = conditionalLooks(workbook, sheet, today);
  // Kinds of rules the engine has no eyes for are said; a rule it could not work out would be one of ours gone quiet.
  expect(notes.filter((note) => !/of the kind "(dataBar|iconSet)"/.test(note))).toEqual([]);
  return [...looks]
    .flatMap(([cell, look]) => {
      const label = /"([^"]*) · "/.exec(look.format ?? "")?.[1];
      if (label === undefined) return [];
      const { row, column } = parseBox(cell)!;
      const value = valueOf(sheet.at(row, column));
      const shown = format(look.format!, value);
      return [{ sheet: sheet.name, cell, row: row + 1, label, shown, look }];
    })
    .sort((a, b) => a.row - b.row);
}
