/**
 * What the officer can settle now: questions drawn from statuses, unsure readings and findings, worst first, each with
 * two or three real answers.
 */
import { asItIsRead, sayReadAs, verdictWords } from "../plan/readAs";
import { aboutAction } from "../plan/decisions";
import type { Finding, IsoDate, Plan, PlanSettings } from "../plan/model";
import { severities } from "../plan/model";
import { sayParty } from "../plan/reading/owners";
import { placeOfAction } from "./act";
import { sayKeptAsText, theSheet } from "./names";
import { callAction, listOf, meaningWords, quote, statusWords } from "../plan/words";
import type { Place, ReviewItem, SortOutChoice, ToSortOut } from "./types";

/** What every answer is given with: its day, and the sheet it is kept in, as that is called. */
interface AnswersAre {
  decidedOn: IsoDate;
  readings: string;
}

/** Where an answer is kept that is about words of a row. */
function sayKeptForWords({ readings }: AnswersAre): string {
  return `Kept in ${theSheet(readings)}. It holds while these words stand in the plan; no plan cell is changed.`;
}

/** Everything to sort out, worst first, in the plan's order within a severity. */
export function toSortOut(
  items: readonly ReviewItem[],
  findings: readonly Finding[],
  plan: Plan,
  answers: AnswersAre,
): ToSortOut[] {
  const byKey = new Map(items.map((item) => [item.action.key, item]));
  const all = [
    ...askAboutPlan(plan, answers),
    ...askAboutColumns(plan, answers),
    ...items.flatMap((item) => askIfFinished(item, answers)),
    ...items.flatMap((item) => askHowToRead(item, answers)),
    ...findings
      .filter(({ severity }) => severity !== "assumption")
      .map((finding) => fromFinding(finding, byKey.get(finding.key ?? "") ?? null)),
  ];
  return all.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

function go(place: Place, label = "Go to row"): SortOutChoice {
  return { label, does: { kind: "go", place }, kept: "Nothing is kept: you change the plan itself, in its own cell." };
}

/** What the reading could not tell about the plan as a whole, with what each answer would set. */
function askAboutPlan(plan: Plan, { readings }: AnswersAre): ToSortOut[] {
  const kept = sayKeptAsText(readings);
  const table = plan.tables[0];
  if (!table) return [];
  return plan.questions.map(({ question, assumed, choices, settings }): ToSortOut => {
    const column = settings?.[0]?.columns?.[0];
    const place = column
      ? { sheet: column.sheet, address: `${column.column}${table.headingRow ?? 1}` }
      : { sheet: table.sheet, address: table.address };
    return {
      id: `plan ${question}`,
      item: null,
      severity: "needs-answer",
      title: question,
      words: "",
      assumed: `Assumed meanwhile: ${assumed.replace(/^Yes: (.)/, (_, first: string) => `yes. ${first.toUpperCase()}`)}`,
      choices: settings
        ? choices.flatMap((label, index): SortOutChoice[] => {
            const answer = settings[index];
            return answer ? [{ label, does: { kind: "settings", settings: answer }, kept }] : [];
          })
        : [go(place, "Go to the plan")],
      place,
    };
  });
}

/** Columns that were not certain and that no question of the plan asks about; one question for one column of a sheet. */
function askAboutColumns(plan: Plan, { readings }: AnswersAre): ToSortOut[] {
  const kept = sayKeptAsText(readings);
  const asked = new Set(
    plan.questions.flatMap(({ settings }) =>
      (settings ?? []).flatMap(({ columns }) => (columns ?? []).map(({ sheet, column }) => `${sheet}!${column}`)),
    ),
  );
  return plan.tables.flatMap((table) =>
    table.columns.flatMap((column): ToSortOut[] => {
      const id = `${table.sheet}!${column.column}`;
      if (!column.unsure || asked.has(id)) return [];
      asked.add(id);
      const means = meaningWords[column.meaning].toLowerCase();
      const settings = (meaning: PlanSettings["columns"][number]["meaning"]): Partial<PlanSettings> => ({
        columns: [{ sheet: table.sheet, column: column.column, heading: column.heading, meaning }],
      });
      return [
        {
          id: `column ${id}`,
          item: null,
          severity: "worth-checking",
          title: `Is column ${column.column} of “${table.sheet}” the ${means}? It has ${column.heading ? `the heading ${quote(column.heading, 40)}` : "no heading"}.`,
          words: column.heading,
          assumed: `Read as the ${means}: ${column.reason}.`,
          choices: [
            {
              label: `Yes, it is the ${means}`,
              does: { kind: "settings", settings: settings(column.meaning) },
              kept,
            },
            { label: "No, leave it out", does: { kind: "settings", settings: settings(null) }, kept },
          ],
          place: { sheet: table.sheet, address: `${column.column}${table.headingRow ?? 1}` },
        },
      ];
    }),
  );
}

function askIfFinished(item: ReviewItem, answers: AnswersAre): ToSortOut[] {
  const { action, status } = item;
  if (status.status !== "looks-finished" && status.status !== "looks-closed") return [];
  const words = action.progress.words || action.timescale.text;
  const verdict = (says: keyof typeof verdictWords, label: string): SortOutChoice => ({
    label,
    does: {
      kind: "decide",
      decision: {
        ...aboutAction(action, "progress"),
        readAs: verdictWords[says],
        decidedOn: answers.decidedOn,
        by: "",
      },
    },
    kept: sayKeptForWords(answers),
  });
  return [
    {
      id: `finished ${action.key}`,
      item,
      severity: "needs-answer",
      title: `${callAction(action)} ${status.status === "looks-finished" ? "reads as finished" : "reads as closed"}. Is it?`,
      words,
      assumed: `Shown as “${statusWords[status.status]}” until someone says.`,
      choices: [
        verdict("complete", "It was done"),
        verdict("closed", "It was closed"),
        verdict("open", "It is still open"),
      ],
      place: placeOfAction(item.action),
    },
  ];
}

function askHowToRead(item: ReviewItem, answers: AnswersAre): ToSortOut[] {
  const { action } = item;
  const { timescale } = action;
  if (!timescale.unsure || item.group === "finished") return [];
  const as = (readAs: string, label: string): SortOutChoice => ({
    label,
    does: {
      kind: "decide",
      decision: {
        ...aboutAction(action, "timescale"),
        readAs,
        decidedOn: answers.decidedOn,
        by: "",
      },
    },
    kept: sayKeptForWords(answers),
  });
  const now = { kind: timescale.kind, due: timescale.due, recurrence: timescale.recurrence?.cadence ?? null };
  const alternatives = timescale.alternatives
    .filter((alternative) => sayReadAs(alternative) !== sayReadAs(now))
    .slice(0, 3);
  return [
    {
      id: `timescale ${action.key}`,
      item,
      severity: timescale.due || timescale.recurrence ? "worth-checking" : "needs-answer",
      title: `${callAction(action)}: what does ${quote(timescale.text, 60)} mean?`,
      words: timescale.text,
      assumed: timescale.why,
      choices: [
        as(asItIsRead, "That’s right"),
        ...alternatives.map((alternative) => as(sayReadAs(alternative), alternative.says)),
      ],
      place: placeOfAction(item.action),
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
    assumed:
      item && item.action.owner.parties.length > 0
        ? `Named in the row: ${listOf(item.action.owner.parties.map(sayParty))}.`
        : "",
    choices: [go(place)],
    place,
  };
}
