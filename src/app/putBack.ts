/**
 * Putting everything back: our highlights, or all we added, and nothing else.
 */
import { findHighlights, replaceHighlights } from "../excel/highlight";
import { hasForeignWords } from "../excel/dataLayout";
import { formulasThatLookAt } from "../excel/lookingAt";
import { isWrittenOn } from "../excel/page/choose";
import { ExcelProblem } from "../excel/problem";
import type { OurSheet, WorkbookRead } from "../excel/read";
import { deleteOurSheets, ourSheetsIn } from "../excel/sheets";
import { isNoticeWrittenOn } from "../excel/writeUpdate";
import { hasWordsBeside } from "../plan/records";
import { count, listOf, quote, quotedNames, sentenceCase } from "../plan/words";
import { knowHighlights, rowsIn } from "./highlights";
import { readForPlan } from "./load";
import { asPlanProblem, inWords, readOnlyProblem } from "./problems";
import { PlanProblem } from "./types";
import type { Job, PutBackPlan } from "./types";

/** What Put everything back would remove, to be shown before it is done. Writes nothing. */
export async function planPutBack(job: Job = {}): Promise<PutBackPlan> {
  return inWords(
    "review",
    async (own) => {
      const read = await readForPlan(own);
      const there = await findHighlights(read.sheets, own);
      const highlights = rowsIn(there.rows);
      knowHighlights(highlights);
      const { sheets, history } = ourSheetsIn(read);
      return {
        sheets,
        history,
        writtenOn: writtenOn(read),
        stays: [...sayLeftAlone(read), ...sayUnreadable(there.unreadable)],
        highlights,
        lookedAt: await formulasThatLookAt(read, [...sheets, ...history], own),
        stops: whatStops(read),
      };
    },
    job,
  );
}

/** The sheets of ours on which people have written something of their own; answers are lines of ours. */
function writtenOn({ ours }: WorkbookRead): string[] {
  return ours.filter(hasPeoplesWords).map(({ name }) => name);
}

function hasPeoplesWords(sheet: OurSheet): boolean {
  const { role, grid } = sheet;
  switch (role) {
    case "update":
      return isWrittenOn(sheet);
    case "data":
      return hasForeignWords(grid);
    case "notice":
      return isNoticeWrittenOn(sheet);
    case "history":
    case "readings":
      return hasWordsBeside(grid, role);
    case "kept":
      return true;
    default:
      return role satisfies never;
  }
}

/** Sheets that were ours or look like it are nobody's to remove but the team's. */
function sayLeftAlone({ sheets }: WorkbookRead): string[] {
  return sheets
    .filter(({ lookalike }) => lookalike)
    .map(({ name }) => `“${name}” is no longer as this add-in writes it, so it stays.`);
}

function sayUnreadable(unreadable: ReadonlyMap<string, number>): string[] {
  return [...unreadable].map(([sheet, n]) =>
    n === 1
      ? `One rule on “${sheet}” cannot be read, so whether it is a highlight of ours is not known, and it stays.`
      : `${n} rules on “${sheet}” cannot be read, so whether they are highlights of ours is not known, and they stay.`,
  );
}

/** Why sheets, and why highlights, could not be removed; null where they can. */
function whatStops({ readOnly, structureProtected }: WorkbookRead): PutBackPlan["stops"] {
  const readOnlyWords = readOnly ? readOnlyProblem().happened : null;
  const structure = structureProtected ? asPlanProblem(new ExcelProblem("structure-protected")).happened : null;
  return { sheets: readOnlyWords ?? structure, highlights: readOnlyWords };
}

/**
 * Removes our highlights, or all we added; the history only when asked. What is to go and can go is settled before anything
 * is removed; it is read again afterwards, and the sentence says what is gone and what is left. Running it again does no harm.
 */
export async function putEverythingBack(
  what: { all: boolean; history: boolean },
  job: Job = {},
): Promise<{ sentence: string }> {
  return inWords(
    "putBack",
    async (own) => {
      const read = await readForPlan(own);
      if (read.readOnly) throw readOnlyProblem();
      const ours = ourSheetsIn(read);
      const going = what.all ? [...ours.sheets, ...(what.history ? ours.history : [])] : [];
      if (going.length > 0 && read.structureProtected) {
        throw asPlanProblem(new ExcelProblem("structure-protected"), "putBack");
      }
      const stays = read.sheets.some(({ name, visibility }) => visibility === "Visible" && !going.includes(name));
      if (going.length > 0 && !stays) throw nothingLeftToSee();
      const isProtected = (name: string) => read.sheets.some((sheet) => sheet.name === name && sheet.protected);
      // On every sheet there is: whoever copies a highlighted cell copies our rule with it.
      const { rows: found } = await findHighlights(read.sheets, own);
      const open = read.sheets.filter(({ name }) => found.has(name) && !isProtected(name));
      if (open.length > 0) await replaceHighlights(read.grid, open, [], own);
      const words = await deleteOurSheets(read, going, own);

      const after = await readForPlan(own);
      const { rows: left, unreadable } = await findHighlights(after.sheets, own);
      knowHighlights(rowsIn(left));
      const still = ourSheetsIn(after);
      // Whoever copies a sheet of ours meanwhile copies its mark: that one is ours too, and still there.
      const stuck = what.all ? [...still.sheets, ...(what.history ? still.history : [])] : [];
      const gone = going.filter((name) => !stuck.includes(name));
      return {
        sentence: sayPutBack({
          highlights: rowsIn(found) - rowsIn(left),
          gone,
          stuck,
          left,
          shut: [...left.keys()].filter(isProtected),
          kept: what.all && !what.history ? still.history : [],
          stays: [...(what.all ? sayLeftAlone(after) : []), ...sayUnreadable(unreadable)],
          words,
        }),
      };
    },
    job,
  );
}

function nothingLeftToSee(): PlanProblem {
  return new PlanProblem(
    "gone",
    "Only worksheets of ours are in sight, and Excel keeps at least one sheet in sight.",
    "Nothing was removed.",
    "Right-click any tab, choose Unhide, show a sheet of your own, then try again.",
  );
}

/** Rows whose highlight waits for their date are among them, so it is not said that they are highlighted. */
const highlightsOn = (rows: number) => `the highlights on ${count(rows, "row")}`;

function sayPutBack(done: {
  highlights: number;
  gone: string[];
  stuck: string[];
  left: ReadonlyMap<string, number>;
  /** Those of the sheets with highlights left that are protected. */
  shut: string[];
  kept: string[];
  stays: string[];
  /** Words that came onto a page after it was looked at, and went with it. */
  words: readonly string[];
}): string {
  const removed = [
    done.highlights > 0 ? highlightsOn(done.highlights) : "",
    ...done.gone.map((name) => `the sheet “${name}”`),
  ].filter(Boolean);
  const sheets = [...done.left.keys()];
  const open = sheets.filter((name) => !done.shut.includes(name));
  const why = listOf(
    [
      done.shut.length > 0 ? `${quotedNames(done.shut)} ${done.shut.length === 1 ? "is" : "are"} protected` : "",
      open.length > 0 ? `Excel would not let go of them on ${quotedNames(open)}` : "",
    ].filter(Boolean),
  );
  return [
    removed.length > 0 ? `Removed: ${listOf(removed)}.` : "There was nothing to remove.",
    done.kept.length > 0 ? `${quotedNames(done.kept)} ${done.kept.length === 1 ? "is" : "are"} kept.` : "",
    ...done.stays,
    done.words.length > 0
      ? `Somebody wrote there at the last moment; these words went with it: ${listOf(done.words.map((words) => quote(words, 500)))}.`
      : "",
    done.stuck.length > 0 ? `Still there: ${quotedNames(done.stuck)}.` : "",
    sheets.length > 0 ? `${sentenceCase(highlightsOn(rowsIn(done.left)))} could not be cleared: ${why}.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}
