/**
 * The Plan readings sheet: what people decided, as rows anyone can read, and back again.
 *
 * A line about one action is a Decision; a line about the plan as a whole is a setting. A line somebody has damaged is
 * skipped and said, never fatal. The newest line wins.
 */
import * as z from "zod/mini";

import { fromSerial, isIsoDate, parseSaidDate, sayDate } from "./calendar";
import type { GridCell, SheetGrid } from "./grid";
import { calendarKinds, meanings, noSettings } from "./model";
import type { CalendarKind, Decision, IsoDate, Meaning, PlanSettings } from "./model";
import { meaningWords } from "./words";

export const readingsHeadings = [
  "Ref",
  "Action",
  "Words it applies to",
  "Read as",
  "Decided on",
  "By",
  "About",
] as const;

/** What stands at the head of the update, remembered between updates. */
export interface MeetingDetails {
  group: string;
  meeting: IsoDate | null;
  /** "OFFICIAL", printed as given; empty for none. */
  marking: string;
  people: "names" | "job titles";
}

export const noMeeting: MeetingDetails = { group: "", meeting: null, marking: "", people: "names" };

/** All that the Plan readings sheet holds. */
export interface Readings {
  decisions: Decision[];
  settings: PlanSettings;
  meeting: MeetingDetails;
  /** Lines that could not be read, each a sentence. */
  skipped: string[];
}

/** One row of the sheet. */
export type ReadingsRow = [
  ref: string,
  action: string,
  words: string,
  readAs: string,
  decidedOn: { date: IsoDate },
  by: string,
  about: string,
];

const aboutWords: Record<Decision["about"], string> = {
  timescale: "Timescale",
  progress: "Is it finished",
  moved: "Moved with approval",
  owner: "Owner",
  "same-action": "Same action",
};

/** What the Action column says of a line about the plan as a whole. */
export const wholePlan = "The plan as a whole";

/** Whether a text is one the About column holds. */
export function isAboutWord(text: string): boolean {
  return (Object.values(aboutWords) as string[]).includes(text);
}

const decisionRow = z.object({
  ref: z.string(),
  /** Empty where the decision is that an action has left the plan. */
  action: z.string(),
  words: z.string(),
  readAs: z.string().check(z.minLength(1)),
  decidedOn: z.string().check(z.refine(isIsoDate)),
  by: z.string(),
  about: z.enum(Object.keys(aboutWords) as [Decision["about"], ...Decision["about"][]]),
});

/** The row that keeps a decision. */
export function decisionToRow(decision: Decision): ReadingsRow {
  return [
    decision.ref ?? "",
    decision.action,
    decision.words,
    decision.readAs,
    { date: decision.decidedOn },
    decision.by,
    aboutWords[decision.about],
  ];
}

const calendarWords: Record<CalendarKind, string> = {
  financial: "Financial year, April to March",
  academic: "Academic year, September to August",
  calendar: "Calendar year, January to December",
};

export { calendarWords };

const nothing = "None of these";

/** The rows that keep a change of settings or meeting details: only what the change names. */
export function settingsToRows(
  change: Partial<PlanSettings> & Partial<MeetingDetails>,
  decidedOn: IsoDate,
  by: string,
): ReadingsRow[] {
  const row = (words: string, readAs: string): ReadingsRow => [
    "",
    wholePlan,
    words,
    readAs,
    { date: decidedOn },
    by,
    "Setting",
  ];
  const rows: ReadingsRow[] = [];
  if (change.sheets !== undefined)
    rows.push(row("Sheets of the plan", change.sheets === null ? "Found by the add-in" : change.sheets.join("; ")));
  for (const { sheet, column, meaning } of change.columns ?? []) {
    rows.push(row(`Column ${column} of ${sheet}`, meaning === null ? nothing : meaningWords[meaning]));
  }
  if (change.calendar !== undefined)
    rows.push(row("Calendar", change.calendar === null ? "Found by the add-in" : calendarWords[change.calendar]));
  if (change.start !== undefined)
    rows.push(row("Plan starts", change.start === null ? "Found by the add-in" : sayDate(change.start)));
  if (change.end !== undefined)
    rows.push(row("Plan ends", change.end === null ? "Found by the add-in" : sayDate(change.end)));
  if (change.group !== undefined) rows.push(row("Group", change.group));
  if (change.meeting !== undefined)
    rows.push(row("Next meeting", change.meeting === null ? "Not fixed" : sayDate(change.meeting)));
  if (change.marking !== undefined) rows.push(row("Marking", change.marking));
  if (change.people !== undefined) rows.push(row("People shown by", change.people));
  return rows;
}

/** Reads the sheet's cells, headings included. A sheet that is not there reads as nothing decided. */
export function readReadings(grid: SheetGrid | null, date1904 = false): Readings {
  const cells = grid && grid.cells.length > 0 ? grid.cells : null;
  const readings: Readings = {
    decisions: [],
    settings: { ...noSettings, columns: [] },
    meeting: { ...noMeeting },
    skipped: [],
  };
  if (!cells || cells.length === 0) return readings;
  const columnOf = (heading: string) =>
    cells[0]!.findIndex(({ text }) => text.trim().toLowerCase() === heading.toLowerCase());
  const places = readingsHeadings.map(columnOf);
  cells.slice(1).forEach((row, index) => {
    if (row.every(({ text }) => text === "")) return;
    const [ref, action, words, readAs, decidedOn, by, about] = places.map((place) =>
      place < 0 ? undefined : row[place],
    );
    const text = (cell: GridCell | undefined) => cell?.text.trim() ?? "";
    const said = `Line ${index + 2} of Plan readings could not be read and was passed over`;
    if (text(action) === wholePlan) {
      if (!applySetting(readings, text(words), text(readAs))) readings.skipped.push(`${said}: “${text(words)}”.`);
      return;
    }
    const kind = Object.entries(aboutWords).find(([, name]) => name.toLowerCase() === text(about).toLowerCase())?.[0];
    const parsed = decisionRow.safeParse({
      ref: text(ref),
      action: text(action),
      words: words?.text ?? "",
      readAs: text(readAs),
      decidedOn: dateIn(decidedOn, date1904) ?? "",
      by: text(by),
      about: kind,
    });
    if (parsed.success) readings.decisions.push({ ...parsed.data, ref: parsed.data.ref || null });
    else readings.skipped.push(`${said}.`);
  });
  return readings;
}

function dateIn(cell: GridCell | undefined, date1904: boolean): IsoDate | null {
  if (!cell) return null;
  return typeof cell.value === "number" ? fromSerial(cell.value, date1904) : parseSaidDate(cell.text.trim());
}

/** Applies one line about the plan as a whole; false when it cannot be understood. */
function applySetting({ settings, meeting }: Readings, words: string, readAs: string): boolean {
  const found = readAs === "Found by the add-in";
  const date = found || readAs === "Not fixed" ? null : parseSaidDate(readAs);
  const column = /^Column ([A-Z]{1,3}) of (.+)$/.exec(words);
  if (column) {
    const meaning = readAs === nothing ? null : meanings.find((each) => meaningWords[each] === readAs);
    if (meaning === undefined) return false;
    settings.columns = [
      ...settings.columns.filter((each) => each.sheet !== column[2] || each.column !== column[1]),
      { sheet: column[2]!, column: column[1]!, meaning: meaning as Meaning | null },
    ];
    return true;
  }
  switch (words) {
    case "Sheets of the plan":
      settings.sheets = found ? null : readAs.split("; ").filter(Boolean);
      return true;
    case "Calendar": {
      const kind = calendarKinds.find((each) => calendarWords[each] === readAs);
      if (!found && !kind) return false;
      settings.calendar = kind ?? null;
      return true;
    }
    case "Plan starts":
    case "Plan ends":
      if (!found && !date) return false;
      settings[words === "Plan starts" ? "start" : "end"] = date;
      return true;
    case "Next meeting":
      if (readAs !== "Not fixed" && !date) return false;
      meeting.meeting = date;
      return true;
    case "Group":
      meeting.group = readAs;
      return true;
    case "Marking":
      meeting.marking = readAs;
      return true;
    case "People shown by":
      if (readAs !== "names" && readAs !== "job titles") return false;
      meeting.people = readAs;
      return true;
    default:
      return false;
  }
}
