/**
 * "Read as decided": every decision that changes how an action is shown, with who made it, when, and the plan's own words, so
 * that nothing on the page is so merely because somebody wrote a line in Plan readings.
 *
 * Lists what `decisions.ts` judged; judges nothing itself.
 */
import { sayDate, sayShortDate } from "../calendar";
import { sayDecidedBy, sayRefused } from "../decisions";
import type { DecidedLine } from "../decisions";
import type { Action, Decision, IsoDate } from "../model";
import { isAgreement } from "../readAs";
import type { SettingLine } from "../readings";
import type { Standing } from "../review";
import { cutAtWord, listOf, oneLine, quote, sentenceCase } from "../words";

/** One decision as the page lists it, with the action it leads to where that is still in the plan. */
interface Listed {
  line: DecidedLine;
  changes: string | null;
  action: Action | null;
}

/** What a cell of the list carries, in characters. */
const lengths = { action: 68, readAs: 60, words: 90 } as const;

export const decidedColumns = [
  "Ref",
  "Action",
  "Decided by",
  "On",
  "Read as",
  "The plan’s own words, and what this changes",
];

/**
 * The lines of the list, each with the action it is about, in the plan's order; answers about rows of the history last.
 * @param answers those about which row is which that bear on what the page says.
 * @param people replaces names, where the page shows job titles.
 * @param sheet what the sheet is called that the decisions stand on.
 */
export function decidedLines(
  { items }: Standing,
  answers: readonly DecidedLine[],
  people: (text: string) => string,
  sheet: string,
): { cells: string[]; action: Action | null }[] {
  const listed: Listed[] = [
    ...items.flatMap(({ action, decided }) =>
      decided.filter(tellsOfChange).map(({ changes, ...line }): Listed => ({ line, changes, action })),
    ),
    ...answers.map((line): Listed => ({
      line,
      changes: null,
      action: items.find(({ action }) => isAbout(line.decision, action))?.action ?? null,
    })),
  ];
  return onceEach(listed).map(({ line, changes, action }) => ({
    cells: [
      line.decision.ref ?? action?.ref ?? "–",
      people(cutAtWord(line.decision.action || action?.action || "Not in the plan any more", lengths.action)),
      whoDecided(line.decision, people, sheet),
      line.refused === "dated-ahead" ? sayRefused(line)! : sayShortDate(line.decision.decidedOn),
      people(cutAtWord(line.applied ? line.decision.readAs : `Not applied: ${line.decision.readAs}`, lengths.readAs)),
      people([sayWords(line.decision), changes ?? sayOdd(line)].filter((part) => part !== null).join(". ")),
    ],
    action,
  }));
}

/** One of which several rows may be meant is said at the first of them. */
function onceEach(listed: readonly Listed[]): Listed[] {
  const seen = new Set<Decision>();
  return listed.filter(({ line: { decision, refused } }) => {
    if (refused !== "which-row" && refused !== "another-row") return true;
    const isFirst = !seen.has(decision);
    seen.add(decision);
    return isFirst;
  });
}

/** Agreeing with the reading there is changes nothing; what does not hold is told all the same, or nobody would look. */
function tellsOfChange(line: DecidedLine): boolean {
  return !line.applied || !isAgreement(line.decision);
}

function isAbout(decision: Decision, action: Action): boolean {
  return decision.action !== "" && oneLine(decision.action) === oneLine(action.action);
}

/** On a page without names, a name the plan does not know is left out too. */
function whoDecided(decision: Pick<Decision, "by">, people: (text: string) => string, sheet: string): string {
  const by = sayDecidedBy(decision);
  if (decision.by === "") return by;
  const shown = people(by);
  return shown === by && people !== asWritten ? `named in ${sheet}` : shown;
}

/** For a page that shows people by their names. */
export const asWritten = (text: string): string => text;

function sayWords({ words }: Decision): string {
  return words.trim() === "" ? "Left blank" : quote(words, lengths.words);
}

function sayOdd(line: DecidedLine): string | null {
  if (line.refused === "not-understood") return "It cannot be understood, so the words are read as they stand.";
  if (line.refused === "which-row" || line.refused === "another-row") return `${sentenceCase(sayRefused(line)!)}.`;
  return line.applied && line.decision.about === "moved" ? "The move to this date is not counted as slippage." : null;
}

/** How the plan as a whole is read because somebody said so on that sheet, in one sentence; null where nobody did. */
export function saySettings(
  lines: readonly SettingLine[],
  people: (text: string) => string,
  sheet: string,
): string | null {
  if (lines.length === 0) return null;
  const said = lines.map(({ words, readAs, decidedOn, by }) => {
    const when = decidedOn === null ? "on no date given" : `on ${sayDate(decidedOn)}`;
    return `${words} as ${quote(readAs, 60)} (${whoDecided({ by }, people, sheet)}, ${when})`;
  });
  return `Read as somebody said in ${sheet}, not as found: ${listOf(said)}.`;
}

/** Told where decisions are younger than the page's date: it does not show how the plan was read on that day. */
export function sayDecidedSince({ items, asAt }: Standing): string | null {
  const since: IsoDate[] = items.flatMap(({ decided }) =>
    decided.flatMap(({ applied, decision }) => (applied && decision.decidedOn > asAt ? [decision.decidedOn] : [])),
  );
  return since.length === 0
    ? null
    : `Some of what is read as decided was decided after ${sayDate(asAt)}, up to ${sayDate(since.sort().at(-1)!)}.`;
}
