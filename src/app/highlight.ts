/**
 * Highlighting slippage on the plan itself, and taking our highlights away.
 */
import { replaceHighlights } from "../excel/highlight";
import { highlightsOf, speaksOn } from "../plan/highlights";
import type { Highlight, Slip } from "../plan/highlights";
import { callAction, count, listOf, quotedNames } from "../plan/words";
import type { ActionHistory } from "../plan/history";
import { knowHighlights } from "./highlights";
import { historyByKey, load } from "./load";
import type { Loaded } from "./load";
import { inWords, readOnlyProblem } from "./problems";
import type { HighlightDone, IsoDate, Job } from "./types";

/** Puts highlights on the plan as at a date, replacing ours only. Protected sheets are passed over and named. */
export async function highlightPlan(asAt: IsoDate, job: Job = {}): Promise<HighlightDone> {
  return inWords("highlight", async (own) => draw(await load(asAt, own), own), job);
}

async function draw(loaded: Loaded, job: Job): Promise<HighlightDone> {
  const { read, standing } = loaded;
  if (read.readOnly) throw readOnlyProblem();
  const histories = historyByKey(loaded);
  const planSheets = new Set(standing.plan.tables.map(({ sheet }) => sheet));
  const shut = read.sheets.filter((sheet) => sheet.protected && planSheets.has(sheet.name)).map(({ name }) => name);

  const all = highlightsOf(standing, (key) => slipOf(histories.get(key)));
  const wanted = all.filter(({ sheet }) => !shut.includes(sheet));
  // Copies of our rules on sheets that are no part of the plan go too: nobody would look after them.
  const open = read.sheets.filter((sheet) => !sheet.protected);
  const done = await replaceHighlights(read.grid, open, wanted, job);
  knowHighlights(done.drawn.size);

  const drawn = wanted.filter(({ key }) => done.drawn.has(key));
  const rowsOf = (highlights: readonly Highlight[]) => new Set(highlights.map(({ key }) => key)).size;
  const speaking = rowsOf(drawn.filter((each) => speaksOn(each, standing.asAt)));
  // Rules that will speak only on a later day are on the plan already.
  const waiting = rowsOf(drawn.filter((each) => each.kind === "overdue" && !speaksOn(each, standing.asAt)));
  const gone = done.refused.filter((name) => planSheets.has(name));
  const refused = [
    ...shut.map((sheet) => ({ sheet, why: `“${sheet}” is protected, so nothing was highlighted on it.` })),
    ...gone.map((sheet) => ({ sheet, why: `Excel would not take highlights on “${sheet}”.` })),
  ];
  const lost = lostRows(standing, wanted, done.drawn, gone);
  return {
    highlighted: speaking,
    refused,
    sentence: sayDone({ speaking, waiting, shut, gone, lost, unreadable: done.unreadable }),
  };
}

/** The rows Excel would not take a highlight for, as they are called. */
function lostRows(
  { items: all }: Loaded["standing"],
  wanted: readonly Highlight[],
  drawn: ReadonlySet<string>,
  gone: readonly string[],
): string[] {
  const keys = new Set(
    wanted.filter(({ key, sheet }) => !drawn.has(key) && !gone.includes(sheet)).map(({ key }) => key),
  );
  return all.filter(({ action }) => keys.has(action.key)).map(({ action }) => callAction(action));
}

function sayDone(done: {
  speaking: number;
  waiting: number;
  shut: readonly string[];
  gone: readonly string[];
  lost: readonly string[];
  unreadable: ReadonlyMap<string, number>;
}): string {
  return [
    `${count(done.speaking, "row")} highlighted.`,
    done.waiting > 0
      ? `${count(done.waiting, "row")} will turn overdue by ${done.waiting === 1 ? "itself" : "themselves, each"} on the day after its date.`
      : "",
    done.shut.length > 0 ? `Left out because protected: ${quotedNames(done.shut)}.` : "",
    done.gone.length > 0 ? `Excel would not take highlights on ${quotedNames(done.gone)}.` : "",
    done.lost.length > 0
      ? `No rule could be drawn for ${listOf(done.lost.slice(0, 5))}${done.lost.length > 5 ? ` and ${done.lost.length - 5} more` : ""}.`
      : "",
    ...[...done.unreadable].map(
      ([sheet, n]) =>
        `${n === 1 ? "One rule" : `${n} rules`} on “${sheet}” could not be read, and ${n === 1 ? "was" : "were"} left as ${n === 1 ? "it is" : "they are"}.`,
    ),
  ]
    .filter(Boolean)
    .join(" ");
}

function slipOf(history: ActionHistory | undefined): Slip | null {
  if (!history) return null;
  return {
    timesMoved: history.movedTimes,
    withdrawn:
      history.nowPromised === null && history.events.some(({ kind }) => kind === "withdrawn")
        ? history.lastPromised
        : null,
  };
}
