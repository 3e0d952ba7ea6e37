/**
 * What is said of an update beside that it is ready: what else was written, what was left as it is, and why.
 *
 * Sentences only; each is true of what was read back.
 */
import type { StrayedNote } from "../excel/dataSheet";
import type { PageChoice } from "../excel/page/choose";
import { sheetNames } from "../excel/ours";
import type { OurPlace } from "../excel/sheets";
import { sayDate } from "../plan/calendar";
import type { MeetingDetails } from "../plan/readings";
import { factLabels } from "../plan/update/document";
import { count, listOf, quote, trimmed } from "../plan/words";
import { sayNotKept } from "./history";
import type { NotKept } from "./history";
import { theSheet } from "./names";
import type { UpdateRequest } from "./types";

/** All there may be something to say of. */
export interface UpdateFacts {
  choice: PageChoice;
  /** Facts typed at the head of a page that were taken over. */
  taken: readonly (keyof typeof factLabels)[];
  request: MeetingDetails & Pick<UpdateRequest, "asAt" | "shown">;
  remembered: MeetingDetails;
  historyLines: number;
  /** Why nothing was added to the history; null where lines were. */
  notKept: NotKept | null;
  /** What the sheet of the history is called. */
  history: string;
  data: { name: string; filtered: boolean };
  /** Notes beside rows of the table that stand beside other actions now. */
  strayed: readonly StrayedNote[];
  /** The sheets beside the page. */
  namesakes: readonly OurPlace[];
  /** Names that may be taken by something Excel does not list. */
  unlisted: readonly string[];
  /** Sheets that were ours or look like it, and are left as they are. */
  lookalikes: readonly string[];
  hidden: "Visible" | "Hidden" | "VeryHidden";
  /** What became of what people had written at the last moment. */
  rescued: readonly string[];
  noticeGone: boolean;
  /** Sheets that were written and are not there any more under their names. */
  missing: readonly string[];
}

/** The sentences, the most important first. */
export function updateNotes(facts: UpdateFacts): string[] {
  const { choice, data, hidden, rescued, noticeGone, missing } = facts;
  return [
    ...sayLeft(choice),
    ...rescued,
    ...sayStrayed(facts),
    ...sayTyped(facts),
    ...saySames(facts),
    hidden === "Visible"
      ? null
      : `“${choice.name}” is a hidden sheet: right-click any tab and choose Unhide to see it.`,
    sayHistory(facts),
    missing.length > 0 ? `Somebody has renamed or deleted ${listOf(missing.map((name) => `“${name}”`))} since.` : null,
    data.filtered ? `“${data.name}” is filtered, so not all of its rows are to be seen.` : null,
    noticeGone ? null : `The sheet “${sheetNames.notice}” of an earlier try is still there; you can delete it.`,
  ].filter((sentence) => sentence !== null);
}

function sayHistory({ historyLines, history, notKept, request }: UpdateFacts): string {
  if (notKept !== null) return `Nothing was added to ${theSheet(history)}: ${sayNotKept(notKept, request.asAt)}`;
  return `${count(historyLines, "line")} ${historyLines === 1 ? "was" : "were"} added to ${theSheet(history)}.`;
}

function sayLeft({ left, name }: PageChoice): string[] {
  const why = {
    edited: (page: string) => `Somebody has written on “${page}”, so it was left as it is`,
    unfinished: (page: string) => `“${page}” is not finished and somebody has written on it, so it was left as it is`,
    unknown: (page: string) => `Whether somebody has written on “${page}” cannot be told, so it was left as it is`,
    protected: (page: string) => `“${page}” is protected, so it was left as it is`,
    copy: (page: string) => `“${page}” is a copy of another page, so it was left as it is`,
  } as const;
  return left.map((page) => `${why[page.why](page.name)}; the new one is “${name}”.`);
}

function sayStrayed({ strayed, data }: UpdateFacts): string[] {
  return strayed.map(
    ({ value, action, to }) =>
      `${quote(String(value), 120)} was written beside ${quote(action, 80)} on “${data.name}” at that moment, and stands beside another action now${to === null ? "" : ": its own row had something there"}.`,
  );
}

function sayTyped({ choice, taken, request }: UpdateFacts): string[] {
  const { shown = request } = request;
  const said = {
    group: `${factLabels.group}, ${quote(request.group || "none")}`,
    meeting: `${factLabels.meeting}, ${quote(request.meeting ? sayDate(request.meeting) : "to be confirmed")}`,
    marking: `${factLabels.marking}, ${quote(request.marking || "none")}`,
    people: `People shown by, ${quote(request.people)}`,
  };
  const { noDate } = choice.typed;
  const since = (["group", "meeting", "marking", "people"] as const).filter(
    (key) => trimmed(shown[key]) !== trimmed(request[key]) && !(taken as readonly string[]).includes(key),
  );
  return [
    ...(since.length > 0
      ? [
          `Changed elsewhere while you had the form open, so the update has it: ${listOf(since.map((key) => said[key]))}.`,
        ]
      : []),
    ...(taken.length > 0 ? [`Taken over from the head of the page: ${listOf(taken.map((key) => said[key]))}.`] : []),
    ...(noDate === null ? [] : [`${quote(noDate, 60)} beside ${factLabels.meeting} could not be read as a date.`]),
  ];
}

function saySames({ choice, namesakes, unlisted, lookalikes }: UpdateFacts): string[] {
  const pairs = [
    { namesake: choice.namesake, name: choice.name },
    ...namesakes.map(({ namesake, name }) => ({ namesake, name })),
  ];
  return pairs.flatMap(({ namesake, name }) => {
    if (namesake === null) return [];
    if (lookalikes.includes(namesake))
      return [`“${namesake}” is no longer as I write it, so it was left as it is; mine is “${name}”.`];
    return unlisted.includes(namesake)
      ? [`The name “${namesake}” may be a chart’s already, so my sheet is “${name}”.`]
      : [`Your workbook has a sheet “${namesake}” of its own, so mine is “${name}”.`];
  });
}
