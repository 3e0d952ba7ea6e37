/**
 * What to look at in a cell: likely slips, missing and unlikely years, dates outside the plan, several dates, changed ones.
 *
 * Flags and doubts only; the reading itself stands.
 */
import { addDaysToCode, addMonthsToCode, yearOfCode } from "../../calendar";
import type { TimescaleAlternative, TimescaleFlag } from "../../model";
import type { Clauses, DateItem } from "./clauses";
import { alternative, doubt } from "./draft";
import type { Draft } from "./draft";
import { daysIn } from "./resolve";
import type { PlanYears } from "./planYears";
import { isVague } from "./settle";
import type { States } from "./states";
import { edge } from "./words";

function flag(draft: Draft, name: TimescaleFlag["flag"], words: string, message: string): void {
  draft.flags.push({ flag: name, words, message });
}

/** Adds the flags of a cell to its reading. */
export function flagDates(draft: Draft, found: Clauses, states: States, text: string, plan: PlanYears): void {
  for (const slip of found.misspelt)
    flag(
      draft,
      "misspelt",
      text.slice(slip.from, slip.to),
      `“${text.slice(slip.from, slip.to)}” looks like a slip of typing.`,
    );
  if (found.dates.length === 0) return;
  let replaced = false;
  for (const date of found.dates) {
    replaced ||= date.replaced;
    if (date.past || date.weak) continue;
    flagSlips(draft, date, text);
    flagYear(draft, date, text, plan);
  }
  if (draft.dueBasis === "explicit" && draft.due) {
    if (plan.start && draft.due < plan.start)
      flag(draft, "before-plan", wordsOfDue(draft, text), `“${wordsOfDue(draft, text)}” is before the plan begins.`);
    if (plan.end && draft.due > plan.end)
      flag(draft, "after-plan", wordsOfDue(draft, text), `“${wordsOfDue(draft, text)}” is after the plan ends.`);
  }
  if (draft.milestones.length > 1)
    flag(draft, "several-dates", text.trim().slice(0, 80), "The cell gives more than one date.");
  if (replaced || (states.now && draft.due))
    flag(draft, "revised", text.trim().slice(0, 80), "The date has been changed.");
}

function wordsOfDue(draft: Draft, text: string): string {
  const due = draft.parts.find((one) => one.end === draft.due && one.what !== "history");
  return due ? text.slice(due.from, due.to).trim() : text.trim().slice(0, 60);
}

function flagSlips(draft: Draft, date: DateItem, text: string): void {
  const slip = date.words.slip || date.words.until?.slip;
  const other = date.words.other;
  if (!slip && !other) return;
  const words = text.slice(date.from, date.to);
  if (slip === "impossible") {
    flag(draft, "impossible-date", words, `“${words}” names a day its month does not have.`);
    const next = addDaysToCode(date.end, 1);
    doubt(draft, "there is no such day", alternative("deadline", next, 0, null, "the first of the next month"));
  } else if (slip === "american") {
    flag(draft, "ambiguous", words, `“${words}” has no such month unless the month is written first.`);
    doubt(
      draft,
      "the month seems to be written before the day",
      alternative("tbc", 0, 0, null, "no date until someone says which"),
    );
  } else if (slip === "year") {
    flag(draft, "unlikely-year", words, `The year in “${words}” looks like a slip of typing.`);
    const asWritten =
      date.words.until || !date.words.year ? 0 : date.end - (yearOfCode(date.end) - date.words.year) * 10000;
    doubt(
      draft,
      "the year looks like a slip of typing",
      alternative(
        "deadline",
        asWritten,
        0,
        null,
        asWritten ? "the year as it is written" : "no date until someone says which",
      ),
    );
  }
  if (other) {
    const days = daysIn(other, other.year || yearOfCode(date.end), {
      start: 0,
      end: 0,
      firstYear: 0,
      lastYear: 0,
      calendar: "financial",
      figures: "",
    });
    flag(draft, "ambiguous", words, `“${words}” can be read in more than one way.`);
    doubt(
      draft,
      "the figures can be read in more than one way",
      alternative(
        other.unit === "year" ? "period" : "deadline",
        days?.end ?? 0,
        0,
        null,
        other.unit === "year"
          ? "a financial year"
          : other.unit === "month"
            ? "a month and its year"
            : "a day and its month",
      ),
    );
  }
}

function flagYear(draft: Draft, date: DateItem, text: string, plan: PlanYears): void {
  if (isVague(date.words) && date.days?.precision === "year") {
    draft.alternatives.push(
      alternative(
        "deadline",
        date.words.edge === edge.early ? addMonthsToCode(date.end, 1) : date.end,
        date.start,
        null,
        "the words leave the month open",
      ),
    );
  }
  if (date.year === "written" || date.year === "neighbour") return;
  const words = text.slice(date.from, date.to);
  const anchored = draft.dueBasis === "first-occurrence" || (draft.kind === "recurring" && date.words.year === 0);
  if (date.year === "unknown" && !anchored) {
    flag(draft, "no-year", words, `“${words}” has no year, and the plan does not say which.`);
    doubt(draft, "no year is written and the plan does not say which");
    if (date.words.unit === "season" || date.words.unit === "month" || date.words.unit === "term")
      draft.alternatives.push(alternative("recurring", 0, 0, "annual", "every year"));
  } else if ((date.year === "many" || date.year === "plan") && !anchored) {
    flag(draft, "no-year", words, `“${words}” has no year, so it was read as the first one in the plan.`);
    if (date.year === "many") {
      const others: TimescaleAlternative[] = [];
      for (let i = 1; i < date.years.length && others.length < 3; i++) {
        const days = daysIn(date.words, date.years[i]!, plan);
        if (days) others.push(alternative(draft.kind, days.end, 0, null, `the one in ${yearOfCode(days.end)}`));
      }
      others.push(alternative("recurring", date.end, 0, "annual", "every year"));
      doubt(draft, "no year is written", ...others);
    } else if (date.words.unit === "season" && date.role === "at" && !date.words.edge) {
      doubt(
        draft,
        "a season without a year may come round every year",
        alternative("recurring", date.end, 0, "annual", "every year"),
        alternative("period", date.end, date.start, null, "within that season"),
      );
    }
  }
}
