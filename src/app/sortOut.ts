/**
 * What the officer can settle now: questions drawn from statuses, unsure readings and findings, worst first, each with
 * two or three real answers.
 */
import { sayReadAs, verdictWords } from "../plan/decisions";
import type { Finding, IsoDate, Plan, PlanSettings } from "../plan/model";
import { severities } from "../plan/model";
import { sayParty } from "../plan/reading/owners";
import { callAction, listOf, meaningWords, quote, statusWords } from "../plan/words";
import type { Place, ReviewItem, SortOutChoice, ToSortOut } from "./types";

const kept = "Kept in the Plan readings sheet. It holds while these words stand in the plan; no plan cell is changed.";

/** Everything to sort out, worst first, in the plan's order within a severity. */
export function toSortOut(items: readonly ReviewItem[], findings: readonly Finding[], plan: Plan, decidedOn: IsoDate): ToSortOut[] {
  const byKey = new Map(items.map((item) => [item.action.key, item]));
  const all = [
    ...plan.tables.flatMap((table) => unsureColumns(table, decidedOn)),
    ...items.flatMap((item) => askIfFinished(item, decidedOn)),
    ...items.flatMap((item) => askHowToRead(item, decidedOn)),
    ...findings.filter(({ severity }) => severity !== "assumption").map((finding) => fromFinding(finding, byKey.get(finding.key ?? "") ?? null)),
  ];
  return all.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

/** Where an action stands in the workbook. */
export function placeOf({ action }: ReviewItem): Place {
  const columns = Object.values(action.cells).map(({ column }) => column);
  const inOrder = [...columns].sort((a, b) => a.length - b.length || a.localeCompare(b));
  const first = inOrder[0] ?? "A";
  const last = inOrder.at(-1) ?? "A";
  const lastRow = action.rows.at(-1) ?? action.row;
  return { sheet: action.sheet, address: `${first}${action.row}:${last}${lastRow}` };
}

function go(place: Place, label = "Go to row"): SortOutChoice {
  return { label, does: { kind: "go", place }, kept: "Nothing is kept: you change the plan itself, in its own cell." };
}

function unsureColumns(table: Plan["tables"][number], _decidedOn: IsoDate): ToSortOut[] {
  return table.columns
    .filter(({ unsure }) => unsure)
    .map((column): ToSortOut => {
      const settings = (meaning: PlanSettings["columns"][number]["meaning"]): Partial<PlanSettings> => ({
        columns: [{ sheet: table.sheet, column: column.column, meaning }],
      });
      const heading = column.heading ? quote(column.heading, 40) : "no heading";
      return {
        id: `column ${table.sheet} ${table.address} ${column.column} ${column.meaning}`,
        item: null,
        severity: "worth-checking",
        title: `Is column ${column.column} of “${table.sheet}” the ${meaningWords[column.meaning].toLowerCase()}? It has ${column.heading ? `the heading ${heading}` : heading}.`,
        words: column.heading,
        assumed: `Read as the ${meaningWords[column.meaning].toLowerCase()}: ${column.reason}.`,
        choices: [
          { label: `Yes, it is the ${meaningWords[column.meaning].toLowerCase()}`, does: { kind: "settings", settings: settings(column.meaning) }, kept },
          { label: "No, leave it out", does: { kind: "settings", settings: settings(null) }, kept },
        ],
        place: { sheet: table.sheet, address: `${column.column}${table.headingRow ?? 1}` },
      };
    });
}

function askIfFinished(item: ReviewItem, decidedOn: IsoDate): ToSortOut[] {
  const { action, status } = item;
  if (status.status !== "looks-finished" && status.status !== "looks-closed") return [];
  const words = action.progress.words || action.timescale.text;
  const verdict = (says: keyof typeof verdictWords, label: string): SortOutChoice => ({
    label,
    does: { kind: "decide", decision: { ref: action.ref, action: action.action, about: "progress", words, readAs: verdictWords[says], decidedOn, by: "" } },
    kept,
  });
  return [
    {
      id: `finished ${action.key}`,
      item,
      severity: "needs-answer",
      title: `${callAction(action)} ${status.status === "looks-finished" ? "reads as finished" : "reads as closed"}. Is it?`,
      words,
      assumed: `Shown as “${statusWords[status.status]}” until someone says.`,
      choices: [verdict("complete", "It was done"), verdict("closed", "It was closed"), verdict("open", "It is still open")],
      place: placeOf(item),
    },
  ];
}

function askHowToRead(item: ReviewItem, decidedOn: IsoDate): ToSortOut[] {
  const { action } = item;
  const { timescale } = action;
  if (!timescale.unsure || item.group === "finished") return [];
  const as = (choice: Parameters<typeof sayReadAs>[0], label: string): SortOutChoice => ({
    label,
    does: {
      kind: "decide",
      decision: { ref: action.ref, action: action.action, about: "timescale", words: timescale.text, readAs: sayReadAs(choice), decidedOn, by: "" },
    },
    kept,
  });
  const now = { kind: timescale.kind, due: timescale.due, recurrence: timescale.recurrence?.cadence ?? null };
  const alternatives = timescale.alternatives.slice(0, 3).filter((alternative) => sayReadAs(alternative) !== sayReadAs(now));
  return [
    {
      id: `timescale ${action.key}`,
      item,
      severity: timescale.due || timescale.recurrence ? "worth-checking" : "needs-answer",
      title: `${callAction(action)}: what does ${quote(timescale.text, 60)} mean?`,
      words: timescale.text,
      assumed: timescale.why,
      choices: [as(now, "That’s right"), ...alternatives.map((alternative) => as(alternative, alternative.says))],
      place: placeOf(item),
    },
  ];
}

function fromFinding(finding: Finding, item: ReviewItem | null): ToSortOut {
  const place = { sheet: finding.sheet, address: finding.cell };
  return {
    id: `${finding.check} ${finding.sheet} ${finding.cell}`,
    item,
    severity: finding.severity,
    title: finding.message,
    words: finding.words,
    assumed: item && item.action.owner.parties.length > 0 ? `Named in the row: ${listOf(item.action.owner.parties.map(sayParty))}.` : "",
    choices: [go(place)],
    place,
  };
}
