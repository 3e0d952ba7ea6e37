/** A small review for the pane's tests: only what the screens look at, written by hand. */
import type { Action, Group, IsoDate, Review, ReviewItem, ToSortOut } from "../../src/app/types";
import { noSettings } from "../../src/plan/model";
import type { Status, Timescale } from "../../src/plan/model";
import { groupOf, groups } from "../../src/plan/words";

function timescale(part: Partial<Timescale> = {}): Timescale {
  return {
    text: "",
    kind: "none",
    due: null,
    dueBasis: part.due ? "explicit" : "none",
    precision: null,
    start: null,
    recurrence: null,
    milestones: [],
    history: [],
    parts: [],
    unsure: false,
    alternatives: [],
    flags: [],
    why: "",
    ...part,
  };
}

export interface SampleItem {
  ref?: string | null;
  row: number;
  action?: string;
  status?: Status;
  timescale?: Partial<Timescale>;
  daysLate?: number | null;
  lead?: string | null;
  others?: string[];
}

export function item(part: SampleItem): ReviewItem {
  const { row, ref = null, status = "no-date", lead = null, others = [] } = part;
  const read = timescale(part.timescale);
  const action: Action = {
    key: `Plan!${row}`,
    ref,
    section: "",
    sheet: "Plan",
    row,
    rows: [row],
    action: part.action ?? `Do the thing of row ${row}`,
    cells: read.text ? { timescale: { text: read.text, sheet: "Plan", row, column: "C", cell: `C${row}` } } : {},
    owner: { text: lead ?? "", parties: [], lead: null, unsure: false, why: "" },
    timescale: read,
    outcomes: "",
    notes: "",
    progress: { kind: "none", words: "", from: null, basis: "none", update: "", why: "" },
    alsoHere: [],
    looks: { italic: false, strikethrough: false, fill: null, colour: null },
  };
  const late = part.daysLate ?? null;
  return {
    action,
    status: {
      key: action.key,
      status,
      nextDue: read.due,
      daysLate: late,
      late: late === null ? null : `${late} days late`,
      confirm: false,
      why: "",
    },
    group: groupOf[status],
    lead,
    others,
    says: null,
    decided: [],
    lapsed: [],
    promise: null,
  };
}

export function review(items: ReviewItem[], part: Partial<Review> = {}): Review {
  const asAt: IsoDate = part.asAt ?? "2019-07-08";
  const counts = Object.fromEntries(
    groups.map((group) => [group, items.filter((each) => each.group === group).length]),
  ) as Record<Group, number>;
  return {
    asAt,
    quarter: { name: "Q2 2019/20", start: "2019-07-01", end: "2019-09-30" },
    next: { name: "Q3 2019/20", start: "2019-10-01", end: "2019-12-31" },
    plan: {
      title: "Harbour Action Plan",
      start: "2019-04-01",
      end: "2021-03-31",
      calendar: "financial",
      yearsWhy: "",
      tables: [
        {
          sheet: "Plan",
          address: "A4:E40",
          section: null,
          excelTable: null,
          headingRow: 4,
          columns: [
            {
              meaning: "timescale",
              column: "C",
              heading: "Timescale",
              reason: "the heading says Timescale",
              unsure: false,
            },
          ],
          alsoHere: [],
        },
      ],
      sections: [],
      actions: items.map((each) => each.action),
      questions: [],
      leftOut: [],
      lapsed: { sheets: [], columns: [] },
    },
    items,
    counts,
    findings: [],
    toSortOut: [],
    settings: noSettings,
    register: { entries: [], links: [], questions: [] },
    answers: [],
    meeting: { group: "", meeting: null, marking: "", people: "names" },
    recordNames: { readings: "Plan readings", history: "Plan history" },
    byMeeting: null,
    changes: null,
    history: { snapshots: [], skipped: [] },
    updates: [],
    highlighted: 0,
    stale: null,
    protectedSheets: [],
    ...part,
  };
}

export function question(id: string, severity: ToSortOut["severity"]): ToSortOut {
  return {
    id,
    item: null,
    severity,
    title: id,
    words: "",
    assumed: "",
    choices: [],
    place: { sheet: "Plan", address: "A5" },
  };
}
