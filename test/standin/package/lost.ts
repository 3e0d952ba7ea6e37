/**
 * What a copy cannot carry, in words. Mostly nothing: a sheet of the file keeps its parts; only what was copied or sorted since can be
 * other than in Excel.
 */
import type { SheetModel } from "../sheet";
import type { Move } from "./moved";
import type { Origin } from "./origin";
import type { Package } from "./package";

/** What stays on its cells though the rows under it were sorted; in words. */
export async function leftBySorting(
  file: Package,
  part: string,
  name: string,
  moves: readonly Move[],
): Promise<string[]> {
  if (!moves.includes("sorted")) return [];
  const kinds = new Set((await file.relations(part)).map(({ kind }) => kind));
  if (kinds.has("threadedComment"))
    return [`the place of comments on “${name}” (they stay on their cells, though the rows were sorted)`];
  if (kinds.has("comments"))
    return [`the place of notes on “${name}” (they stay on their cells, though the rows were sorted)`];
  return [];
}

const ON_SHEETS: Record<string, string> = {
  drawing: "pictures, shapes and the finer looks of charts",
  threadedComment: "comment threads (their words are kept as notes)",
  pivotTable: "PivotTables",
  slicer: "slicers",
  printerSettings: "printer settings",
  oleObject: "embedded files",
  control: "form controls",
};

/** What a sheet that is a copy of one in the file does not take from it: only its cells and what the model holds are copied. */
export async function lostByCopying(sheet: SheetModel, origin: Origin): Promise<string[]> {
  const from = origin.sheets.get(sheet.copiedFrom ?? "");
  if (!from) return [];
  const xml = await origin.file.text(from.part);
  const kinds = new Set((await origin.file.relations(from.part)).map(({ kind }) => kind));
  const words = [
    ...Object.entries(ON_SHEETS).flatMap(([kind, word]) => (kinds.has(kind) ? [word] : [])),
    ...(/:dataValidations\b/.test(xml) ? ["drop-downs fed from another sheet"] : []),
    ...(/:sparklineGroups?\b/.test(xml) ? ["sparklines"] : []),
    ...(/:conditionalFormattings\b/.test(xml) ? ["conditional formats of the newer kind"] : []),
    ...(/<(?:\w+:)?protectedRanges\b/.test(xml) ? ["ranges that may be edited"] : []),
  ];
  return words.length === 0 ? [] : [`on the copied sheet “${sheet.name}”: ${words.join(", ")}`];
}
