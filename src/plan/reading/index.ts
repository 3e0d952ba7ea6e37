import type { WorkbookGrid } from "../grid";
import { noSettings } from "../model";
import type { Plan, PlanSettings } from "../model";

/** Reads the plan a workbook holds. A workbook with no plan gives a plan with no tables. */
export function readPlan(_workbook: WorkbookGrid, _settings: PlanSettings = noSettings): Plan {
  return {
    title: null, start: null, end: null, calendar: "financial", yearsWhy: "", tables: [], sections: [], actions: [],
    questions: [], leftOut: [],
  };
}
