/**
 * The words every screen, sheet and document uses for a status, a group of statuses, a rating and a cadence.
 *
 * One word for one thing: nothing else in the project spells these out.
 */
import type { Cadence, Meaning, Severity, Status, TimescaleKind } from "./model";

export const statusWords: Record<Status, string> = {
  overdue: "Overdue",
  "due-soon": "Due soon",
  "on-track": "On track",
  "not-yet-due": "Not yet due",
  ongoing: "Ongoing",
  "no-date": "No date",
  "looks-finished": "Looks finished",
  "looks-closed": "Looks closed",
  complete: "Complete",
  closed: "Closed",
};

/** What each status means, as printed wherever the words are used. */
export const statusDefinitions: Record<Status, string> = {
  overdue: "the date promised has passed and nothing says it is done",
  "due-soon": "due on or after this date, and by the end of the next quarter",
  "on-track": "due later than that, and the row records progress",
  "not-yet-due": "due later than that, and the row records no progress",
  ongoing: "repeats, or has no end; never late for having no end",
  "no-date": "blank, to be confirmed, or waiting on something else",
  "looks-finished": "the wording says it is done; waiting for someone to confirm",
  "looks-closed": "the wording says it was cancelled, replaced or no longer applies; waiting for someone to confirm",
  complete: "a person has confirmed it is done, or the plan's own status column says so",
  closed: "a person has confirmed it will not be done, or the plan's own status column says so",
};

/** The six groups the pane counts; together they hold every action once. */
export const groups = ["overdue", "due-soon", "later", "ongoing", "no-date", "finished"] as const;
export type Group = (typeof groups)[number];

export const groupOf: Record<Status, Group> = {
  overdue: "overdue",
  "due-soon": "due-soon",
  "on-track": "later",
  "not-yet-due": "later",
  ongoing: "ongoing",
  "no-date": "no-date",
  "looks-finished": "finished",
  "looks-closed": "finished",
  complete: "finished",
  closed: "finished",
};

export const groupWords: Record<Group, string> = {
  overdue: "Overdue",
  "due-soon": "Due soon",
  later: "Due later",
  ongoing: "Ongoing",
  "no-date": "No date",
  finished: "Finished or closed",
};

/** What is meant by a group, under its list. */
export const groupDefinitions: Record<Group, string> = {
  overdue: "The date promised has passed and nothing says it is done.",
  "due-soon": "Due on or after the as-at date, and by the end of the next quarter.",
  later: "Due after the end of the next quarter.",
  ongoing: "Repeats, or has no end. Never late for having no end.",
  "no-date": "Blank, to be confirmed, or waiting on something else.",
  finished: "The row says it is finished or closed, or someone has confirmed it.",
};

export const severityWords: Record<Severity, string> = {
  "needs-answer": "Needs an answer",
  "worth-checking": "Worth checking",
  tidy: "Tidy when you can",
  assumption: "How I read it",
};

export const meaningWords: Record<Meaning, string> = {
  ref: "Reference",
  action: "Key action",
  owner: "Owner",
  support: "Supported by",
  timescale: "Timescale",
  start: "Start",
  revised: "Revised timescale",
  outcomes: "Outcomes",
  notes: "Notes",
  status: "Status",
  section: "Section",
};

export const cadenceWords: Record<Cadence, string> = {
  daily: "every day",
  weekly: "every week",
  fortnightly: "every two weeks",
  monthly: "every month",
  bimonthly: "every two months",
  quarterly: "every quarter",
  termly: "every term",
  biannual: "twice a year",
  annual: "every year",
  biennial: "every two years",
  triennial: "every three years",
};

export const timescaleKindWords: Record<TimescaleKind, string> = {
  deadline: "a date to finish by",
  period: "a stretch of time",
  recurring: "something that repeats",
  ongoing: "ongoing, with no end",
  tbc: "still to be confirmed",
  conditional: "waiting on something else",
  done: "already done",
  mixed: "several things at once",
  none: "no date",
};

/** The words as a sentence begins. */
export function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "“Plan” and “Contacts”" */
export function quotedNames(names: readonly string[]): string {
  return listOf(names.map((name) => `“${name}”`));
}

/** "1 action", "2 actions"; the plural is the singular with an s unless given. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c". */
export function listOf(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;
}

/** Text cut at a word with an ellipsis, at most `length` characters; line breaks become spaces. */
export function cutAtWord(text: string, length: number): string {
  const line = oneLine(text);
  if (line.length <= length) return line;
  const cut = line.slice(0, length - 1);
  const space = cut.lastIndexOf(" ");
  return `${(space > length / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:–-]+$/, "")}…`;
}

/** Line breaks and runs of space as one space. */
export function oneLine(text: string): string {
  return text.split(/\s+/).filter(Boolean).join(" ");
}

/** Words in quotation marks, cut to a length a sentence can carry. */
export function quote(text: string, length = 120): string {
  return `“${cutAtWord(text, length)}”`;
}

/** How the action is called in a sentence: its reference, else its first words. */
export function callAction(action: { ref: string | null; action: string }): string {
  return action.ref ?? quote(action.action, 40);
}

/** A text as it is compared with another: white space around it is no change of it. */
export function trimmed(text: string | null | undefined): string | null {
  return text?.trim() ?? null;
}

/** What stands between the parts of a cell that says which row a line is about: section, owner, Timescale. */
export const betweenParts = " · ";
