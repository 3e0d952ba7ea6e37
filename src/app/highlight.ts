/**
 * Highlighting slippage on the plan itself, and taking our highlights away.
 */
import { replaceHighlights } from "../excel/highlight";
import { highlightsOf, speaksOn } from "../plan/highlights";
import type { Slip } from "../plan/highlights";
import { count, listOf } from "../plan/words";
import type { ActionHistory } from "../plan/history";
import { knowHighlights } from "./highlights";
import { historyByKey, load } from "./load";
import type { Loaded } from "./load";
import { inWords } from "./problems";
import type { HighlightDone, IsoDate, Job } from "./types";

/** Puts highlights on the plan as at a date, replacing ours only. Protected sheets are passed over and named. */
export async function highlightPlan(asAt: IsoDate, job: Job = {}): Promise<HighlightDone> {
  return inWords("highlight", async (own) => draw(await load(asAt, own), own), job);
}

async function draw(loaded: Loaded, job: Job): Promise<HighlightDone> {
  const { read, standing } = loaded;
  const histories = historyByKey(loaded);
  const sheets = [...new Set(standing.plan.tables.map(({ sheet }) => sheet))];
  const isProtected = (name: string) => read.sheets.some((sheet) => sheet.name === name && sheet.protected);
  const open = sheets.filter((name) => !isProtected(name));

  const wanted = highlightsOf(standing, (key) => slipOf(histories.get(key))).filter(({ sheet }) =>
    open.includes(sheet),
  );
  // Copies of our rules on sheets that are no part of the plan go too: nobody would look after them.
  const cleared = read.grid.sheets.map(({ sheet }) => sheet).filter((name) => !isProtected(name));
  knowHighlights(await replaceHighlights(read.grid, cleared, wanted, job));

  const highlighted = new Set(wanted.filter((each) => speaksOn(each, standing.asAt)).map(({ key }) => key)).size;
  // Rules that will speak only on a later day are on the plan already.
  const waiting = wanted.filter((each) => each.kind === "overdue" && !speaksOn(each, standing.asAt)).length;
  const refused = sheets
    .filter(isProtected)
    .map((sheet) => ({ sheet, why: `“${sheet}” is protected, so nothing was highlighted on it.` }));
  const sentences = [
    `${count(highlighted, "row")} highlighted.`,
    waiting > 0
      ? `${count(waiting, "row")} will turn overdue by ${waiting === 1 ? "itself" : "themselves"} on the day.`
      : "",
    refused.length > 0 ? `Left out because protected: ${listOf(refused.map(({ sheet }) => `“${sheet}”`))}.` : "",
  ];
  return { highlighted, refused, sentence: sentences.filter(Boolean).join(" ") };
}

function slipOf(history: ActionHistory | undefined): Slip | null {
  if (!history) return null;
  return {
    timesMoved: history.movedTimes,
    firstPromised: history.firstPromised,
    withdrawn:
      history.nowPromised === null && history.events.some(({ kind }) => kind === "withdrawn")
        ? history.lastPromised
        : null,
  };
}
