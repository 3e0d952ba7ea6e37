/**
 * The Plan readings sheet: what people decided, as rows anyone can read, and back again.
 *
 * A line about one action is a Decision; a line about the plan as a whole is a setting. A line somebody has damaged is
 * skipped and said, never fatal. Whether a decision holds is not judged here: `decisions.ts` does that.
 */
import { parseSaidDate, sayDate } from "./calendar";
import type { GridCell, SheetGrid } from "./grid";
import { plainWords, withinSlips } from "./history/wording";
import { calendarKinds, meanings, noSettings } from "./model";
import { isSameCorrected, parseCorrected, sayCorrected } from "./corrections";
import type { CalendarKind, ColumnCorrection, Decision, IsoDate, PlanSettings } from "./model";
import {
  aboutWords,
  cellText,
  findColumns,
  isHeadingRow,
  readingsHeadings,
  recordDate,
  saySkipped,
  wholePlan,
} from "./records";
import type { SkippedLine } from "./records";
import { meaningWords } from "./words";

export { readingsHeadings };

/** What stands at the head of the update, remembered between updates. */
export interface MeetingDetails {
  group: string;
  meeting: IsoDate | null;
  /** "OFFICIAL", printed as given; empty for none. */
  marking: string;
  people: "names" | "job titles";
}

const noMeeting: MeetingDetails = { group: "", meeting: null, marking: "", people: "names" };

/** How somebody has said the plan as a whole is to be read, as its line has it. */
export interface SettingLine {
  /** "Calendar", "Column B of Plan, “Comments”" */
  words: string;
  readAs: string;
  /** Null where the line has no date. */
  decidedOn: IsoDate | null;
  by: string;
}

/** All that the Plan readings sheet holds. */
export interface Readings {
  /** In the order they were made in. */
  decisions: Decision[];
  settings: PlanSettings;
  /** The lines `settings` comes from. */
  settingLines: SettingLine[];
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
  row: string,
];

/** What stands in the first column where there is no reference: a line without anything there could be written over. */
const noRef = "No ref";
const ownerRef = "Owner";
const planRef = "Plan";

/** The row that keeps a decision. */
export function decisionToRow(decision: Decision): ReadingsRow {
  return [
    decision.ref?.trim() || (decision.about === "owner" ? ownerRef : noRef),
    decision.action,
    decision.words,
    decision.readAs,
    { date: decision.decidedOn },
    decision.by,
    aboutWords[decision.about],
    decision.row ?? "",
  ];
}

const calendarWords: Record<CalendarKind, string> = {
  financial: "Financial year, April to March",
  academic: "Academic year, September to August",
  calendar: "Calendar year, January to December",
};

const nothing = "None of these";

/** What a setting says that somebody has given back to the add-in. */
const found = "Found by the add-in";

/** A change of settings or meeting details: only what it names is changed. */
export interface SettingsChange extends Partial<PlanSettings>, Partial<MeetingDetails> {
  /** Columns whose correction is taken back: what they are is found by the add-in again. */
  columnsFound?: readonly Omit<ColumnCorrection, "meaning">[];
}

/** The rows that keep a change of settings or meeting details: only what the change names. */
export function settingsToRows(change: SettingsChange, decidedOn: IsoDate, by: string): ReadingsRow[] {
  const row = (words: string, readAs: string): ReadingsRow => [
    planRef,
    wholePlan,
    words,
    readAs,
    { date: decidedOn },
    by,
    "Setting",
    "",
  ];
  const rows: ReadingsRow[] = [];
  if (change.sheets !== undefined)
    rows.push(row("Sheets of the plan", change.sheets === null ? found : sayNames(change.sheets)));
  for (const correction of change.columns ?? []) {
    const { meaning } = correction;
    rows.push(row(sayCorrected(correction), meaning === null ? nothing : meaningWords[meaning]));
  }
  for (const corrected of change.columnsFound ?? []) rows.push(row(sayCorrected(corrected), found));
  if (change.calendar !== undefined)
    rows.push(row("Calendar", change.calendar === null ? found : calendarWords[change.calendar]));
  if (change.start !== undefined) rows.push(row("Plan starts", change.start === null ? found : sayDate(change.start)));
  if (change.end !== undefined) rows.push(row("Plan ends", change.end === null ? found : sayDate(change.end)));
  if (change.group !== undefined) rows.push(row("Group", change.group.trim()));
  if (change.meeting !== undefined)
    rows.push(row("Next meeting", change.meeting === null ? "Not fixed" : sayDate(change.meeting)));
  if (change.marking !== undefined) rows.push(row("Marking", change.marking.trim()));
  if (change.people !== undefined) rows.push(row("People shown by", change.people));
  return rows;
}

/**
 * Reads the sheet, headings included, wherever they stand. A sheet that is not there reads as nothing decided. Of two lines
 * about one thing the one decided later wins, whichever stands lower: people sort sheets. On one day the lower one wins.
 * @param today settings dated after it do not count yet; decisions dated ahead are given out, for whoever applies them to show.
 */
export function readReadings(grid: SheetGrid | null, date1904: boolean, today: IsoDate): Readings {
  const readings: Readings = {
    decisions: [],
    settings: { ...noSettings, columns: [] },
    settingLines: [],
    meeting: { ...noMeeting },
    skipped: [],
  };
  const rows = grid?.cells ?? [];
  if (!grid || rows.every((cells) => cells.every((cell) => cellText(cell) === ""))) return readings;
  const located = findColumns(rows, "readings");
  if (!located) {
    readings.skipped.push(
      `No headings were found over ${grid.sheet}, so nothing in it was read. It needs at least Action, Words it applies to and Read as.`,
    );
    return readings;
  }
  const skipped: SkippedLine[] = [];
  const lines: ReadLine[] = [];
  rows.forEach((cells, at) => {
    const line = located.columns.map((column) => cells[column]);
    if (at === located.headingRow || line.every((cell) => cellText(cell) === "")) return;
    // A title over the headings.
    if (at < located.headingRow && cells.filter((cell) => cellText(cell) !== "").length <= 2) return;
    const read = readLine(line, date1904, today);
    if (!("why" in read)) lines.push({ ...read, row: grid.firstRow + at + 1 });
    else if (!isHeadingRow(cells, "readings")) skipped.push({ row: grid.firstRow + at + 1, why: read.why });
  });
  for (const line of lines.sort((a, b) => (a.on === b.on ? a.row - b.row : a.on < b.on ? -1 : 1))) {
    if ("decision" in line) readings.decisions.push(line.decision);
    else if (applySetting(readings, line.setting.words, line.setting.readAs)) keepSettingLine(readings, line.setting);
    else
      skipped.push({
        row: line.row,
        why: `“${line.setting.words}: ${line.setting.readAs}” is no setting of the plan.`,
      });
  }
  readings.skipped.push(...saySkipped(grid.sheet, skipped));
  return readings;
}

/** A line that could be read; `on` is "" where a setting has no date and so counts as the oldest. */
type ReadLine = { row: number; on: IsoDate } & ({ decision: Decision } | { setting: SettingLine });
type WithoutRow<T> = T extends unknown ? Omit<T, "row"> : never;

function readLine(
  line: readonly (GridCell | undefined)[],
  date1904: boolean,
  today: IsoDate,
): WithoutRow<ReadLine> | { why: string } {
  const broken = line.findIndex((cell) => cell?.kind === "error");
  if (broken >= 0) return { why: `The ${readingsHeadings[broken]} cell holds an error, ${cellText(line[broken])}.` };
  const [ref, action, words, readAs, decidedOn, by, about, row] = line;
  const on = recordDate(decidedOn, date1904);
  if (on !== null && typeof on !== "string")
    return { why: `“${on.unreadable}” is not a date it can have been decided on.` };

  if (plainWords(cellText(action)) === plainWords(wholePlan)) {
    if (on !== null && on > today) return { why: `It is dated ahead, ${sayDate(on)}, and does not count before then.` };
    return {
      on: on ?? "",
      setting: { words: cellText(words), readAs: cellText(readAs), decidedOn: on, by: cellText(by) },
    };
  }
  const kind = kindOf(cellText(about));
  if (kind === null) {
    return {
      why:
        cellText(about) === ""
          ? "It does not say what it is about."
          : `“${cellText(about).slice(0, 40)}” is not something a line can be about.`,
    };
  }
  if (cellText(readAs) === "") return { why: "It does not say what to read it as." };
  if (on === null) return { why: "It has no date it was decided on." };
  const decision: Decision = {
    ref: refIn(cellText(ref), kind),
    action: cellText(action),
    about: kind,
    words: words?.text ?? "",
    readAs: cellText(readAs),
    decidedOn: on,
    by: cellText(by),
    ...(cellText(row) === "" ? {} : { row: cellText(row) }),
  };
  // An action that left the plan has no words of its own, and a name belongs to no action.
  const needsAction = kind !== "owner" && kind !== "same-action";
  if (needsAction && decision.ref === null && decision.action === "") return { why: "It names no action." };
  return { on, decision };
}

function kindOf(about: string): Decision["about"] | null {
  const said = plainWords(about);
  const kinds = Object.keys(aboutWords) as Decision["about"][];
  return (
    kinds.find((kind) => plainWords(aboutWords[kind]) === said) ??
    kinds.find((kind) => said.length > 4 && withinSlips(said, plainWords(aboutWords[kind]), 1)) ??
    null
  );
}

/** The reference in a line's first column, which is never left blank: some words there stand for none. */
function refIn(ref: string, kind: Decision["about"]): string | null {
  const said = ref.toLowerCase();
  if (said === "" || said === noRef.toLowerCase()) return null;
  return kind === "owner" && said === ownerRef.toLowerCase() ? null : ref;
}

/** What stands at the head of the update is no reading of the plan. */
const meetingWords = ["Group", "Next meeting", "Marking", "People shown by"];

function keepSettingLine(readings: Readings, line: SettingLine): void {
  if (meetingWords.includes(line.words)) return;
  const others = readings.settingLines.filter(({ words }) => words !== line.words);
  readings.settingLines = plainWords(line.readAs) === plainWords(found) ? others : [...others, line];
}

/** "Plan; More"; in quotation marks where a name holds what would part it. */
function sayNames(names: readonly string[]): string {
  const apart = names.some((name) => /;|^“/.test(name)) ? names.map((name) => `“${name}”`) : names;
  return apart.join("; ");
}

function parseNames(text: string): string[] {
  const quoted = /^“(.*)”$/s.exec(text);
  return (quoted ? quoted[1]!.split("”; “") : text.split("; ")).filter(Boolean);
}

/** Applies one line about the plan as a whole; false when it cannot be understood. */
function applySetting({ settings, meeting }: Readings, words: string, readAs: string): boolean {
  const isFound = plainWords(readAs) === plainWords(found);
  const date = isFound || readAs === "Not fixed" ? null : parseSaidDate(readAs);
  const corrected = parseCorrected(words);
  if (corrected) {
    const others = settings.columns.filter((each) => !isSameCorrected(each, corrected));
    const meaning = readAs === nothing ? null : meanings.find((each) => meaningWords[each] === readAs);
    if (meaning === undefined && !isFound) return false;
    settings.columns = meaning === undefined ? others : [...others, { ...corrected, meaning }];
    return true;
  }
  switch (words) {
    case "Sheets of the plan":
      settings.sheets = isFound ? null : parseNames(readAs);
      return true;
    case "Calendar": {
      const kind = calendarKinds.find((each) => calendarWords[each] === readAs);
      if (!isFound && !kind) return false;
      settings.calendar = kind ?? null;
      return true;
    }
    case "Plan starts":
    case "Plan ends":
      if (!isFound && !date) return false;
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
