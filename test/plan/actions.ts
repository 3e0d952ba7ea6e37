/** Actions made by hand for tests: only what a case names differs from a plain dated action. */
import type { Action, IsoDate, Plan, Progress, Timescale } from "../../src/plan/model";
import { readOwner } from "../../src/plan/reading/owners";

export const noProgress: Progress = {
  kind: "none",
  words: "",
  from: null,
  basis: "none",
  update: "",
  why: "The row says nothing about progress.",
};

/** A timescale due on a day, promised as a month. */
export function dueBy(due: IsoDate, more: Partial<Timescale> = {}): Timescale {
  return {
    text: "June 2019",
    kind: "deadline",
    due,
    dueBasis: "explicit",
    precision: "month",
    start: null,
    recurrence: null,
    milestones: [],
    history: [],
    parts: [],
    unsure: false,
    alternatives: [],
    flags: [],
    why: `“June 2019” is due by ${due}.`,
    ...more,
  };
}

/** A timescale without any date. */
export function undated(kind: Timescale["kind"], text: string, more: Partial<Timescale> = {}): Timescale {
  return dueBy("2019-06-30", {
    text,
    kind,
    due: null,
    dueBasis: "none",
    precision: null,
    why: `“${text}” has no date.`,
    ...more,
  });
}

export function action(more: Partial<Action> = {}): Action {
  const row = more.row ?? 5;
  const words = more.action ?? "Review the terms of reference";
  return {
    key: `Plan!${row}`,
    ref: "2.2",
    section: "Leadership",
    sheet: "Plan",
    row,
    rows: [row],
    action: words,
    cells: {
      action: { text: words, sheet: "Plan", row, column: "A", cell: `A${row}` },
      timescale: { text: "June 2019", sheet: "Plan", row, column: "C", cell: `C${row}` },
    },
    owner: readOwner("Prevent Officer – Graham Tyler"),
    timescale: dueBy("2019-06-30"),
    outcomes: "",
    notes: "",
    progress: noProgress,
    alsoHere: [],
    looks: { italic: false, strikethrough: false, fill: null, colour: null },
    ...more,
  };
}

export function plan(actions: Action[], more: Partial<Plan> = {}): Plan {
  const titles = [...new Set(actions.map(({ section }) => section))];
  return {
    title: "Prevent Action Plan 2019 – 2021",
    start: "2019-04-01",
    end: "2021-03-31",
    calendar: "financial",
    yearsWhy: "The title says 2019 – 2021.",
    tables: [],
    sections: titles.map((title, index) => ({ title, number: String(index + 1) })),
    actions,
    questions: [],
    leftOut: [],
    lapsed: { sheets: [], columns: [] },
    ...more,
  };
}
