/**
 * The quarterly update as a document of blocks, before it is a sheet, a page for Word or words for the minutes.
 *
 * Composes sentences and lists from what the review worked out. Knows no sheet and no colour; judges nothing anew.
 */
import { monthsBetween, sayDate, sayShortDate } from "../calendar";
import type { Period } from "../calendar";
import { sayLead } from "../review";
import type { ReviewItem, Standing } from "../review";
import type { DecidedLine } from "../decisions";
import { statuses } from "../model";
import type { Action, Finding, IsoDate } from "../model";
import type { SettingLine } from "../readings";
import { sayMonths } from "../status";
import {
  cadenceWords,
  callAction,
  count,
  cutAtWord,
  listOf,
  meaningWords,
  oneLine,
  sentenceCase,
  statusDefinitions,
  statusWords,
} from "../words";
import type { Group } from "../words";
import { asWritten, decidedColumns, decidedLines, sayDecidedSince, saySettings } from "./decided";
import { decisionsForGroup } from "./decisions";
import { hideNames } from "./people";

/** What the chair wants at the head of the page. */
export interface UpdateHeading {
  group: string;
  meeting: IsoDate | null;
  /** Printed as given: "OFFICIAL". */
  marking: string;
  people: "names" | "job titles";
}

/** What the facts are called that a person gives; the page is read by these too. */
export const factLabels = { group: "Group", meeting: "Meeting", marking: "Marking" } as const;

/** What stands beside them while nobody has given them. */
export const notKnown = { group: "Not given", meeting: "Date to be confirmed", marking: "None given" } as const;

/** Where a reference leads: the action's first row in the plan. */
export interface LineLink {
  sheet: string;
  cell: string;
}

export interface ListLine {
  /** One text per column; the first is the reference. */
  cells: string[];
  link: LineLink;
}

export type Block =
  | { kind: "list"; id: string; heading: string; columns: string[]; lines: ListLine[] }
  | { kind: "points"; id: string; heading: string; points: string[] }
  | { kind: "sections"; id: string; heading: string; columns: string[]; rows: (string | number)[][] }
  | { kind: "comments"; id: string; heading: string }
  | { kind: "agreed"; id: string; text: string };

/** The whole update. */
export interface UpdateDocument {
  title: string;
  /** "Period", "Group", "Meeting", "Marking", as label and text. */
  facts: [label: string, text: string][];
  marking: string;
  headline: string[];
  blocks: Block[];
}

/** What the document is made from. */
export interface UpdateSource {
  standing: Standing;
  heading: UpdateHeading;
  findings: readonly Finding[];
  /** What changed since the snapshot before, by heading; null when there is none. */
  changes: { since: IsoDate; groups: { heading: string; changes: { ref: string | null; says: string }[] }[] } | null;
  /** Answers about which row is which that bear on those changes. */
  answers: readonly DecidedLine[];
  /** How somebody has said the plan as a whole is to be read. */
  settings: readonly SettingLine[];
  /** What the sheet is called on which all that was said is kept. */
  readingsSheet: string;
  /** What could not be read of the history, in sentences. */
  skipped: readonly string[];
}

/** Headings over the lists of actions that stand on no other sheet of a partnership's: a page is told by them. */
export const lineHeadings = {
  lead: "Who speaks to it",
  says: "What the plan says",
  timescale: "Timescale in the plan",
  late: "How late",
  readsAs: "Reads as",
  next: "Next time",
} as const;

/** Composes the update. */
export function composeUpdate(source: UpdateSource): UpdateDocument {
  const { standing, heading } = source;
  const { asAt, quarter, next, plan } = standing;
  const people = heading.people === "names" ? asWritten : hideNames(plan);
  const line = lineMaker(people);
  const inGroup = (...wanted: ReviewItem["group"][]) => standing.items.filter(({ group }) => wanted.includes(group));

  const overdue = inGroup("overdue").sort((a, b) => (b.status.daysLate ?? 0) - (a.status.daysLate ?? 0));
  const byDate = (a: ReviewItem, b: ReviewItem) =>
    (a.status.nextDue ?? "9999").localeCompare(b.status.nextDue ?? "9999");
  const dueSoon = inGroup("due-soon").sort(byDate);
  const later = inGroup("later").sort(byDate);
  const unconfirmed = standing.items.filter(
    ({ status }) => status.status === "looks-finished" || status.status === "looks-closed",
  );
  const confirmed = standing.items.filter(({ status }) => status.status === "complete" || status.status === "closed");
  const ongoing = inGroup("ongoing").sort(byDate);
  const noDate = inGroup("no-date");

  const columns = (fourth: string, fifth: string) => [
    "Ref",
    "Action",
    lineHeadings.lead,
    fourth,
    fifth,
    lineHeadings.says,
  ];
  const blocks: (Block | null)[] = [
    { kind: "comments", id: "comments", heading: "Chair’s comments" },
    points("decisions", "Decisions for the group", decisionsForGroup(standing).map(people)),
    list(
      "overdue",
      "Overdue",
      columns("Due", lineHeadings.late),
      overdue.map((item) => line(item, "talkedAbout", sayDue(item), item.status.late ?? "")),
    ),
    list(
      "due-soon",
      `Due by the next update (to ${sayDate(next.end)})`,
      columns("Due", lineHeadings.timescale),
      dueSoon.map((item) => line(item, "talkedAbout", sayDue(item), quoted(item.action.timescale.text))),
    ),
    sinceLast(source, people),
    list(
      "confirm",
      "Reads as finished or closed: please confirm",
      columns("Due", lineHeadings.readsAs),
      unconfirmed.map((item) =>
        line(
          item,
          "talkedAbout",
          sayDue(item),
          statusWords[item.status.status],
          item.action.progress.words || item.action.timescale.text,
        ),
      ),
    ),
    list(
      "finished",
      "Finished or closed",
      columns("Due", "Status"),
      confirmed.map((item) => line(item, "noted", sayDue(item), statusWords[item.status.status])),
    ),
    list(
      "later",
      "Not due yet",
      columns("Due", lineHeadings.timescale),
      later.map((item) => line(item, "noted", sayDue(item), quoted(item.action.timescale.text))),
    ),
    list(
      "ongoing",
      "Ongoing",
      columns(lineHeadings.next, lineHeadings.timescale),
      ongoing.map((item) => line(item, "noted", sayNext(item), quoted(item.action.timescale.text))),
    ),
    list(
      "no-date",
      "No date",
      columns("Due", lineHeadings.timescale),
      noDate.map((item) =>
        line(item, "noted", "None", item.action.timescale.text === "" ? "Blank" : quoted(item.action.timescale.text)),
      ),
    ),
    readAsDecided(source, people),
    bySection(standing),
    points("about", "About this update", about(source, people)),
    {
      kind: "agreed",
      id: "agreed",
      text: "Agreed by the chair: ______________________________   Date: ______________",
    },
  ];

  return {
    title: `${plan.title ?? "Action plan"}: quarterly update, ${quarter.name}`,
    facts: [
      ["Period", `${sayDate(quarter.start)} to ${sayDate(quarter.end)}, as at ${sayDate(asAt)}`],
      [factLabels.group, heading.group || notKnown.group],
      [factLabels.meeting, heading.meeting ? sayDate(heading.meeting) : notKnown.meeting],
      [factLabels.marking, heading.marking || notKnown.marking],
    ],
    marking: heading.marking,
    headline: headline(source, overdue, dueSoon, unconfirmed, noDate, next).map(people),
    blocks: blocks.filter((block): block is Block => block !== null),
  };
}

function list(id: string, heading: string, columns: string[], lines: ListLine[]): Block | null {
  return lines.length === 0 ? null : { kind: "list", id, heading: `${heading} (${lines.length})`, columns, lines };
}

function points(id: string, heading: string, sentences: string[]): Block | null {
  return sentences.length === 0 ? null : { kind: "points", id, heading, points: sentences };
}

/**
 * How many characters a line carries of the action, who speaks to it, the fifth column and the plan's own words. What the
 * group talks about takes two printed lines; what it only notes takes one.
 */
const lengths = { talkedAbout: [112, 52, 54, 116], noted: [68, 26, 28, 68] } as const;

function lineMaker(people: (text: string) => string) {
  return (
    item: ReviewItem,
    room: keyof typeof lengths,
    due: string,
    fifth: string,
    says: string | null = item.says,
  ): ListLine => {
    const [action, who, more, words] = lengths[room];
    return {
      cells: [
        item.action.ref ?? "–",
        people(cutAtWord(item.action.action, action)),
        people(cutAtWord(whoSpeaks(item), who)),
        due,
        people(fifth.startsWith("“") ? quoted(fifth.slice(1, -1), more - 2) : cutAtWord(fifth, more)),
        says ? people(quoted(says, words - 2)) : "No update recorded",
      ],
      link: placeOf(item.action),
    };
  };
}

function readAsDecided(
  { standing, answers, readingsSheet }: UpdateSource,
  people: (text: string) => string,
): Block | null {
  const lines = decidedLines(standing, answers, people, readingsSheet).map(({ cells, action }): ListLine => {
    return { cells, link: action ? placeOf(action) : topOf(standing) };
  });
  return list("decided", "Read as decided", decidedColumns, lines);
}

function placeOf(action: Action): LineLink {
  return { sheet: action.sheet, cell: action.cells.action?.cell ?? `A${action.row}` };
}

/** Where a line leads whose action is not in the plan any more. */
function topOf({ plan, items }: Standing): LineLink {
  const table = plan.tables[0];
  return table ? { sheet: table.sheet, cell: table.address.split(":")[0]! } : placeOf(items[0]!.action);
}

function whoSpeaks(item: ReviewItem): string {
  if (item.lead) return item.lead;
  return item.others.length > 0 ? `No lead named: ${listOf(item.others)}` : sayLead(item);
}

function quoted(text: string, length = 200): string {
  return `“${cutAtWord(text, length)}”`;
}

function sayDue(item: ReviewItem): string {
  const due = item.status.nextDue ?? item.action.timescale.due;
  return due ? sayShortDate(due) : "No date";
}

function sayNext({ status, action }: ReviewItem): string {
  if (status.nextDue) return sayShortDate(status.nextDue);
  const { recurrence } = action.timescale;
  return recurrence ? sentenceCase(cadenceWords[recurrence.cadence]) : "No end";
}

function headline(
  source: UpdateSource,
  overdue: ReviewItem[],
  dueSoon: ReviewItem[],
  unconfirmed: ReviewItem[],
  noDate: ReviewItem[],
  next: Period,
): string[] {
  const { standing, changes } = source;
  const total = standing.items.length;
  const longest = overdue[0];
  const isAre = (n: number) => (n === 1 ? "is" : "are");
  const first =
    overdue.length === 0
      ? total === 1
        ? "The one action is not overdue"
        : `None of the ${count(total, "action")} is overdue`
      : `${total === 1 ? "The one action" : `${overdue.length} of ${count(total, "action")}`} ${isAre(overdue.length)} overdue${
          longest?.status.nextDue
            ? `, ${callAction(longest.action)}${overdue.length === 1 ? "" : " the longest"}, by ${sayGap(longest.status.nextDue, standing.asAt)}`
            : ""
        }`;
  const soon =
    dueSoon.length === 0
      ? `nothing${overdue.length > 0 ? " more" : ""} is due by ${sayDate(next.end)}`
      : `${dueSoon.length}${overdue.length > 0 ? " more" : ""} ${isAre(dueSoon.length)} due by ${sayDate(next.end)}`;
  const n = unconfirmed.length;
  const second = [
    n > 0
      ? `${count(n, "action")} ${n === 1 ? "reads" : "read"} as finished or closed and ${n === 1 ? "needs" : "need"} confirming`
      : null,
    noDate.length > 0 ? `${count(noDate.length, "action")} ${noDate.length === 1 ? "has" : "have"} no date` : null,
    changes ? sayChanges(changes) : null,
  ].filter((part) => part !== null);
  const sentences = [`${first}; ${soon}.`];
  if (second.length > 0) sentences.push(`${sentenceCase(second.join("; "))}.`);
  return sentences;
}

function sayChanges({ since, groups }: NonNullable<UpdateSource["changes"]>): string {
  const n = groups.reduce((sum, group) => sum + group.changes.length, 0);
  return n === 0
    ? `nothing has changed since ${sayDate(since)}`
    : `${count(n, "change")} since ${sayDate(since)}, listed below`;
}

function sayGap(due: IsoDate, asAt: IsoDate): string {
  const months = monthsBetween(due, asAt);
  return months < 1 ? "less than a month" : sayMonths(months);
}

function sinceLast({ changes }: UpdateSource, people: (text: string) => string): Block | null {
  if (!changes) return null;
  const sentences = changes.groups.flatMap(({ heading, changes: each }) =>
    each.map(({ says }) => `${heading}: ${people(says)}`),
  );
  return {
    kind: "points",
    id: "since",
    heading: `Since the last update (${sayDate(changes.since)})`,
    points: sentences.length > 0 ? sentences : ["Nothing has moved, been withdrawn, added, dropped or finished."],
  };
}

/** The columns of the section table; the chart draws all but the first two. */
const sectionColumns: { heading: string; holds: Group[] }[] = [
  { heading: "Overdue", holds: ["overdue"] },
  { heading: "Due soon", holds: ["due-soon"] },
  { heading: "All others", holds: ["later", "ongoing", "no-date", "finished"] },
];

function bySection({ plan, items }: Standing): Block | null {
  if (items.length === 0) return null;
  const sections = plan.sections.length > 0 ? plan.sections : [{ title: "", number: null }];
  const inSection = new Map(sections.map(({ title }): [string, ReviewItem[]] => [title, []]));
  for (const item of items) inSection.get(item.action.section)?.push(item);
  const rows = sections.map(({ title, number }) => {
    const here = inSection.get(title)!;
    const numbers = sectionColumns.map(({ holds }) => here.filter(({ group }) => holds.includes(group)).length);
    return [number ?? "", cutAtWord(title || "The plan", 60), ...numbers];
  });
  return {
    kind: "sections",
    id: "sections",
    heading: "By section",
    columns: ["No.", "Section", ...sectionColumns.map(({ heading }) => heading)],
    rows,
  };
}

function about(
  { standing, findings, settings, readingsSheet, skipped }: UpdateSource,
  people: (text: string) => string,
): string[] {
  const { plan, asAt, items } = standing;
  const used = statuses.filter((status) => items.some((item) => item.status.status === status));
  const definitions = used.map((status) => `${statusWords[status]}: ${statusDefinitions[status]}.`);
  const unsureColumns = plan.tables.flatMap(({ columns }) =>
    columns.filter(({ unsure, heading }) => unsure && heading !== ""),
  );
  const columns = [
    ...new Set(unsureColumns.map(({ meaning, reason }) => `${meaningWords[meaning]} column: ${reason}.`)),
  ];
  const unsure = items.filter(({ action }) => action.timescale.unsure).map(({ action }) => callAction(action));
  const assumed = findings.filter(({ severity }) => severity === "assumption").map(({ message }) => message);
  const decided = [saySettings(settings, people, readingsSheet), sayDecidedSince(standing)].filter(
    (sentence) => sentence !== null,
  );
  const sentences = [
    `Read from the plan’s own words as at ${sayDate(asAt)}; a month means its last day, and today’s date never changes how a date is read.`,
    ...(plan.yearsWhy ? [oneLine(plan.yearsWhy)] : []),
    ...columns,
    ...[...new Set(assumed)].slice(0, 3),
    ...(unsure.length > 0 ? [`Could be read another way: ${listOf(unsure)}.`] : []),
    ...decided,
    ...skipped,
    `What the words mean. ${definitions.join(" ")}`,
  ];
  return sentences.map(people);
}
