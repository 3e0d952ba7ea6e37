/**
 * Sentences and small arrangements of what the use-cases give, for the screens: no rule about plans is decided here.
 */
import { theSheet } from "../app/names";
import type {
  Action,
  CalendarKind,
  Decision,
  Group,
  IsoDate,
  Kept,
  Meaning,
  Plan,
  Register,
  Review,
  ReviewItem,
  TimescaleAlternative,
  ToSortOut,
} from "../app/types";
import { firstMonthOf, monthName, sayDate, sayMonth } from "../plan/calendar";
import { sayCorrected } from "../plan/corrections";
import { aboutAction, sayDecidedBy, sayRefused } from "../plan/decisions";
import type { DecidedLine } from "../plan/decisions";
import { asItIsRead, sayReadAs, verdictWords } from "../plan/readAs";
import type { ColumnMapping, PlanTable } from "../plan/model";
import { aboutWords } from "../plan/records";
import { callAction, count, cutAtWord, groupWords, listOf } from "../plan/words";
import type { Device } from "./device";

export function planName(plan: Pick<Plan, "title">): string {
  return plan.title ?? "Your action plan";
}

/** "6 sections, 30 actions" */
export function saySize(plan: Pick<Plan, "sections" | "actions">): string {
  const actions = count(plan.actions.length, "action");
  return plan.sections.length > 0 ? `${count(plan.sections.length, "section")}, ${actions}` : actions;
}

/** Sheets the plan stands on, each once, in order. */
export function sheetsOf(plan: Pick<Plan, "tables">): string[] {
  return [...new Set(plan.tables.map((table) => table.sheet))];
}

export function calendarWords(kind: CalendarKind): string {
  const first = firstMonthOf[kind];
  const last = first === 1 ? 12 : first - 1;
  return `${kind[0]!.toUpperCase()}${kind.slice(1)} year, ${monthName(first)} to ${monthName(last)}`;
}

/** "from April 2019 to March 2021"; empty when the plan does not say. */
export function sayYears(plan: Pick<Plan, "start" | "end">): string {
  if (plan.start && plan.end) return `from ${sayMonth(plan.start)} to ${sayMonth(plan.end)}`;
  if (plan.start) return `from ${sayMonth(plan.start)}`;
  return plan.end ? `to ${sayMonth(plan.end)}` : "";
}

/** True when nothing of ours is in the workbook yet and nobody on this device has said that this is the plan. */
export function isFirstRun(review: Review, device: Device): boolean {
  const { settings, history, updates, highlighted, meeting, plan } = review;
  const settled =
    settings.sheets !== null || settings.columns.length > 0 || settings.calendar !== null || meeting.meeting !== null;
  const used = history.snapshots.length > 0 || updates.length > 0 || highlighted > 0;
  return !settled && !used && device.recall("plan") !== planMark(plan);
}

/** The updates of a quarter, newest first. */
export function updatesOf({ updates }: Pick<Review, "updates">, quarter: string): Review["updates"] {
  return updates.filter((update) => update.quarter === quarter);
}

/** "“Update Q1 2019-20” is not finished: generate it again." Empty where all are whole. */
export function sayUnfinished(updates: Review["updates"]): string {
  const names = updates.filter(({ whole }) => !whole).map(({ sheet }) => `“${sheet}”`);
  if (names.length === 0) return "";
  return `${listOf(names)} ${names.length === 1 ? "is not finished: generate it" : "are not finished: generate them"} again.`;
}

/** What tells this plan from another on this device. */
export function planMark(plan: Pick<Plan, "title" | "tables">): string {
  return [planName(plan), ...sheetsOf(plan)].join(" / ");
}

/** When an action is due, or how late it is; empty where there is no date to say. */
export function sayDue(item: ReviewItem): string {
  const { status } = item;
  if (status.late) return status.late;
  if (status.nextDue)
    return status.status === "ongoing" ? `next by ${sayDate(status.nextDue)}` : `due ${sayDate(status.nextDue)}`;
  return "";
}

export function itemOf(review: Review, key: string): ReviewItem | undefined {
  return review.items.find((item) => item.action.key === key);
}

/** The items of a group as a list shows them: the latest first where late, else by date, then in the plan's order. */
export function itemsOf(review: Review, group: Group): ReviewItem[] {
  const late = (item: ReviewItem) => -(item.status.daysLate ?? 0);
  const due = (item: ReviewItem) => item.status.nextDue ?? "9999";
  return review.items
    .filter((item) => item.group === group)
    .sort((a, b) => late(a) - late(b) || (due(a) < due(b) ? -1 : due(a) > due(b) ? 1 : 0));
}

/** Questions still open, worst first. */
export function openQuestions(review: Review, setAside: readonly string[]): ToSortOut[] {
  return review.toSortOut.filter((each) => !setAside.includes(each.id));
}

// ---------------------------------------------------------------------------------------------------------------------
// Who leads what

export interface OwnerEntry {
  name: string;
  /** What else the plan calls them or names them with: "Prevent Officer; also written “G. Tyler”". */
  about: string;
  leads: ReviewItem[];
  /** Named on it, without leading it. */
  named: ReviewItem[];
  /** Why several names are shown as this one. */
  links: Register["links"];
}

/** What stands for the actions nobody is named on. */
export const nobody = "Nobody named";

/** Everybody named in the plan with what they lead and where else they are named; the busiest first, nobody last. */
export function ownersOf({ items, register }: Pick<Review, "items" | "register">): OwnerEntry[] {
  const byKey = new Map(items.map((item) => [item.action.key, item]));
  const itemsAt = (keys: readonly string[]) => [...new Set(keys)].flatMap((key) => byKey.get(key) ?? []);
  const owners = register.entries.map((entry): OwnerEntry => {
    const names = [entry.name, ...entry.alsoWritten];
    const written =
      entry.alsoWritten.length > 0 ? `also written ${listOf(entry.alsoWritten.map((name) => `“${name}”`))}` : "";
    const others = [...entry.supports, ...entry.named].filter((key) => !entry.leads.includes(key));
    return {
      name: entry.name,
      about: [...entry.roles, ...(entry.kind === "person" ? entry.with : []), written].filter(Boolean).join("; "),
      leads: itemsAt(entry.leads),
      named: itemsAt(others),
      links: register.links.filter(
        (link) => link.confidence !== "possible" && link.names.some((name) => names.includes(name)),
      ),
    };
  });
  // An organisation a person is only named with answers for nothing by itself.
  const shown = owners.filter((owner) => owner.leads.length + owner.named.length > 0);
  const unnamed = items.filter((item) => item.action.owner.parties.length === 0);
  shown.sort(
    (a, b) =>
      b.leads.length - a.leads.length || b.named.length - a.named.length || a.name.localeCompare(b.name, "en-GB"),
  );
  return unnamed.length > 0 ? [...shown, { name: nobody, about: "", leads: unnamed, named: [], links: [] }] : shown;
}

/** "leads 4, named on 2 more" */
export function sayOwner(owner: OwnerEntry): string {
  if (owner.name === nobody) return count(owner.leads.length, "action");
  const leads = owner.leads.length > 0 ? `leads ${owner.leads.length}` : "";
  const named = owner.named.length > 0 ? `named on ${owner.named.length}${leads ? " more" : ""}` : "";
  return [leads, named].filter(Boolean).join(", ");
}

// ---------------------------------------------------------------------------------------------------------------------
// Columns

/** One column of the plan as shown for correction; tables with the same layout are shown as one. */
export interface ColumnLine {
  column: string;
  heading: string;
  meaning: Meaning | null;
  reason: string;
  unsure: boolean;
}

export interface Layout {
  tables: PlanTable[];
  lines: ColumnLine[];
}

export function layoutsOf(tables: readonly PlanTable[]): Layout[] {
  const layouts = new Map<string, Layout>();
  for (const table of tables) {
    const mark = JSON.stringify([
      table.columns.map(({ meaning, column, heading, unsure }) => [meaning, column, heading, unsure]),
      table.alsoHere,
    ]);
    const layout = layouts.get(mark);
    if (layout) layout.tables.push(table);
    else layouts.set(mark, { tables: [table], lines: linesOf(table) });
  }
  return [...layouts.values()];
}

function linesOf(table: PlanTable): ColumnLine[] {
  const known = table.columns.map((column: ColumnMapping): ColumnLine => ({ ...column }));
  const others = table.alsoHere.map((also): ColumnLine => ({
    ...also,
    meaning: null,
    reason: "kept and shown as “also here”",
    unsure: false,
  }));
  const letters = (line: ColumnLine) => line.column.padStart(3, " ");
  return [...known, ...others].sort((a, b) => (letters(a) < letters(b) ? -1 : letters(a) > letters(b) ? 1 : 0));
}

/** "sheet Plan", "sheets Section 1 and Section 2" */
export function sayTables(tables: readonly PlanTable[]): string {
  const sheets = [...new Set(tables.map((table) => table.sheet))];
  if (sheets.length > 3)
    return `${count(sheets.length, "sheet")} alike, from “${sheets[0]}” to “${sheets[sheets.length - 1]}”`;
  return `${sheets.length === 1 ? "sheet" : "sheets"} ${listOf(sheets.map((sheet) => `“${sheet}”`))}`;
}

// ---------------------------------------------------------------------------------------------------------------------
// Places and decisions

export type TimescaleChoice = Pick<TimescaleAlternative, "kind" | "due" | "recurrence">;

/** @param choice another reading, or null to agree with the one there is. */
export function timescaleDecision(action: Action, choice: TimescaleChoice | null, by: string, on: IsoDate): Decision {
  return {
    ...aboutAction(action, "timescale"),
    readAs: choice ? sayReadAs(choice) : asItIsRead,
    decidedOn: on,
    by,
  };
}

export function progressDecision(
  action: Action,
  verdict: keyof typeof verdictWords,
  by: string,
  on: IsoDate,
): Decision {
  return {
    ...aboutAction(action, "progress"),
    readAs: verdictWords[verdict],
    decidedOn: on,
    by,
  };
}

/** The reading as it is shown now, in the form "That's right" keeps it. */
export function readingAsShown(item: ReviewItem): TimescaleChoice {
  const { timescale } = item.action;
  if (item.group === "ongoing") {
    return {
      kind: timescale.recurrence ? "recurring" : "ongoing",
      due: null,
      recurrence: timescale.recurrence?.cadence ?? null,
    };
  }
  const due = timescale.dueBasis === "explicit" ? timescale.due : null;
  return due ? { kind: "deadline", due, recurrence: null } : { kind: "none", due: null, recurrence: null };
}

/** "Kept in the sheet “Plan readings”: …", for what has just been kept; a second time nothing was written. */
export function sayKeptThat(says: string, { already, sheet }: Kept): string {
  return already ? "It was kept already." : `Kept in ${theSheet(sheet)}: ${says}.`;
}

/** The same of an answer: action 2.2 is read as “Complete”. */
export function sayKept(decision: Decision, kept: Kept): string {
  return sayKeptThat(`${callAction(decision)} is read as “${decision.readAs}”`, kept);
}

/** Told where highlights stand on the plan that were drawn when it was read otherwise; null where they are as they should be. */
export function sayOldHighlights(before: Review | null, after: Review | null): string | null {
  if (!before || !after || after.highlighted === 0) return null;
  const stands = ({ items }: Review) =>
    JSON.stringify(items.map(({ action, status }) => [action.key, status.status, status.nextDue]));
  return stands(before) === stands(after)
    ? null
    : "The highlights on the plan show how it was read before; highlight again to renew them.";
}

/** Which corrections of columns are not applied, because their columns are not there any more; null where all are. */
export function sayLapsedColumns({ lapsed: { columns } }: Pick<Plan, "lapsed">): string | null {
  if (columns.length === 0) return null;
  const [is, are] = columns.length === 1 ? ["it is", "the column is"] : ["they are", "the columns are"];
  return `Not applied, because ${are} not there any more, or ${is} called otherwise: ${columns.map(sayCorrected).join("; ")}.`;
}

/** For settings and what stands at the head of the update. */
export function sayKeptSetting({ already, sheet }: Kept): string {
  return already ? "It was so already, so nothing was added." : `Kept in ${theSheet(sheet)}.`;
}

export const groupTitle = (group: Group, n: number): string => `${groupWords[group]}: ${count(n, "action")}`;

/** The heading of an action's screen. */
export function actionTitle(item: ReviewItem): string {
  const { ref, row } = item.action;
  return ref ? `Action ${ref}` : `Action on row ${row}`;
}

/** Alternatives a person can choose from, the defensible readings first, then the plain ones; each once. */
export function readAsChoices(item: ReviewItem): (TimescaleChoice & { says: string })[] {
  const { timescale } = item.action;
  const now = sayReadAs(readingAsShown(item));
  const seen = new Set<string>();
  return [
    ...timescale.alternatives,
    { kind: "ongoing", due: null, recurrence: null, says: "ongoing, with no end" } as const,
    { kind: "none", due: null, recurrence: null, says: "no date" } as const,
  ].filter((choice) => {
    const mark = sayReadAs(choice);
    if (mark === now || seen.has(mark)) return false;
    seen.add(mark);
    return true;
  });
}

/** "Is it finished: “Complete”, decided by Ann Lee on 31 May 2019." and, where it changes nothing, why. */
export function sayDecided(line: DecidedLine): string {
  const { about, action, readAs, decidedOn } = line.decision;
  const of = about === "same-action" ? ` of “${cutAtWord(action, 60) || "nothing in the plan now"}”` : "";
  const said = `${aboutWords[about]}${of}: “${readAs}”, decided by ${sayDecidedBy(line.decision)} on ${sayDate(decidedOn)}.`;
  const refused = sayRefused(line);
  return refused === null ? said : `${said} Not applied: ${refused}.`;
}

/** What an answer said that the words in the plan have outgrown. */
export function sayLapsed(decision: Decision): string {
  return `These words were read as “${decision.readAs}”, decided by ${sayDecidedBy(decision)} on ${sayDate(decision.decidedOn)}.`;
}

/** For what has just been taken back. */
export function sayTakenBack({ readAs }: Decision, { already, sheet }: Kept): string {
  if (already) return "It was taken back already.";
  return `Taken back: no longer read as “${readAs}”. Both lines stay in ${theSheet(sheet)}.`;
}
