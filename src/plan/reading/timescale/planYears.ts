/**
 * What the plan says about years, in the form the readers of dates need. Holds no rule.
 */
import type { DayCode } from "../../calendar";
import type { CalendarKind } from "../../model";

/** What the plan says about years, in the form the readers need. 0 stands for not known. */
export interface PlanYears {
  start: DayCode;
  end: DayCode;
  firstYear: number;
  lastYear: number;
  calendar: CalendarKind;
  /** What figures mean under the heading: "Target date (MM/YY)", "Relevant FY". */
  figures: "" | "month-year" | "year-month" | "day-month" | "financial" | "academic" | "plan-year";
}
