/**
 * The two append-only sheets: what was promised when, and what people decided.
 */
import { historyHeadings } from "../plan/history";
import { readingsHeadings } from "../plan/readings";
import { sheetNames } from "./names";
import type { RecordSheet } from "./sheets";

export const historyRecord: RecordSheet = {
  name: sheetNames.history,
  headings: historyHeadings,
  widths: [75, 42, 130, 280, 120, 150, 75, 80, 75],
  dateColumns: [0, 6],
};

export const readingsRecord: RecordSheet = {
  name: sheetNames.readings,
  headings: readingsHeadings,
  widths: [42, 260, 220, 160, 75, 100, 100],
  dateColumns: [4],
};
