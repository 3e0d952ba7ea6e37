/**
 * Which page of a quarter an update is written to, what a person typed into its head, and why a page is left as it is.
 *
 * Decides only; writes nothing and asks Excel nothing.
 */
import type { GridCell } from "../../plan/grid";
import { recordDate } from "../../plan/records";
import type { MeetingDetails } from "../../plan/readings";
import { factLabels, notKnown } from "../../plan/update/document";
import { freeName, quarterOfKey, sameName, updateSheetNameOf } from "../ours";
import { valuesFromFirst } from "../overwritten";
import type { OurSheet, WorkbookRead } from "../read";
import { namesakeIn, sheetNamesIn, shutSheets } from "../sheets";
import { headRows } from "./model";
import { judgePage, readStamp, stampKey } from "./stamp";
import type { Judged, Stamp, Values } from "./stamp";

/** A page of ours with what is to be thought of it. */
export interface KnownPage {
  sheet: OurSheet;
  values: Values;
  stamp: Stamp | null;
  judged: Judged;
}

/** Facts a person typed over ours at the head of a page. */
export interface TypedFacts {
  facts: Partial<Omit<MeetingDetails, "people">>;
  /** What stands beside Meeting where that is no date; null where it is one, or nothing was typed. */
  noDate: string | null;
  /** Whether a fact was typed over that is ours to say: the period. */
  other: boolean;
}

/** Where an update goes. */
export interface PageChoice {
  /** The page to write over; null where a new one is made. */
  onto: KnownPage | null;
  /** The name it has or gets. */
  name: string;
  /** Set where a sheet that is none of ours has the name a new page would have. */
  namesake: string | null;
  /** Pages of the quarter that are newer than the one written over and are left as they are. */
  left: { name: string; why: "copy" | "edited" | "protected" | "unknown" | "unfinished" }[];
  typed: TypedFacts;
  /** The number of the page to be written: see `Stamp.n`. */
  n: number;
}

/** The pages of a quarter, the newest first. */
export function pagesOf(read: Pick<WorkbookRead, "ours">, quarter: string): KnownPage[] {
  const own = updateSheetNameOf(quarterOfKey(quarter));
  return read.ours
    .filter((sheet) => sheet.role === "update" && sheet.quarter === quarter)
    .map(knownPage)
    .sort(
      (a, b) =>
        (b.stamp?.n ?? 0) - (a.stamp?.n ?? 0) ||
        Number(sameName(b.sheet.name, own)) - Number(sameName(a.sheet.name, own)),
    );
}

function knownPage(sheet: OurSheet): KnownPage {
  const values = valuesFromFirst(sheet.grid);
  const stamp = readStamp(sheet.properties[stampKey]);
  return { sheet, values, stamp, judged: judgePage(values, stamp, sheet.whole) };
}

/** Whether somebody has written on a page: comments, words anywhere else, a fact at its head; also where it cannot be told. */
export function isWrittenOn(sheet: OurSheet): boolean {
  const { values, judged } = knownPage(sheet);
  if (judged.is !== "clean" || judged.typed.length > 0) return true;
  const block = judged.commentsEnd === null ? [] : values.slice(headRows, judged.commentsEnd);
  return block.some((row, at) => row.some((value, column) => (at > 0 || column > 0) && String(value).trim() !== ""));
}

/** What a run wants of the quarter's pages. */
export interface PageWish {
  quarter: string;
  ifThere: "replace" | "keep both";
  /** Whether what was asked for differs from what a person typed at the head of the page: then both are kept. */
  contradicts: (typed: TypedFacts["facts"]) => boolean;
}

/** Chooses the page to write. A page somebody has written on is never chosen: the new one goes beside it. */
export function choosePage(
  read: Pick<WorkbookRead, "grid" | "otherNames" | "ours" | "sheets">,
  { quarter, ifThere, contradicts }: PageWish,
): PageChoice {
  const pages = pagesOf(read, quarter);
  const newest = pages[0];
  const typed = newest ? typedOn(newest, read.grid.date1904) : nothingTyped;
  const canTake = (page: KnownPage) =>
    page.judged.typed.length === 0 ||
    (page === newest && typed.noDate === null && !typed.other && !contradicts(typed.facts));
  const isShut = (page: KnownPage) => shutSheets(read.sheets, [page.sheet.name]).length > 0;
  const isFree = (page: KnownPage, at: number) =>
    page.judged.is === "clean" &&
    // Made final, perhaps: one sheet that cannot be written to need not stop the update.
    !isShut(page) &&
    // A copy somebody made of a page carries its stamp; only one of the two is the page.
    pages.findIndex(({ stamp }) => stamp?.n === page.stamp?.n) === at &&
    canTake(page);
  const free = pages.filter(isFree);
  // One that was never finished is written to its end, also where both are to be kept; unless another stands in its place since.
  const place = pages.findIndex(({ judged }) => judged.isWhole);
  const unfinished = free.find((page) => !page.judged.isWhole && (place < 0 || pages.indexOf(page) < place));
  // An older one was kept on purpose: only the newest is ever replaced.
  const replaced = ifThere === "replace" && newest && free[0] === newest ? newest : undefined;
  const onto = unfinished ?? replaced ?? null;
  const wanted = updateSheetNameOf(quarterOfKey(quarter));
  const names = sheetNamesIn(read);
  return {
    onto,
    name: onto?.sheet.name ?? freeName(wanted, names),
    namesake: onto === null ? namesakeIn(read, wanted) : null,
    left:
      ifThere === "replace"
        ? newerThan(onto, pages)
            .filter((page) => !free.includes(page))
            .map((page) => (isShut(page) ? { name: page.sheet.name, why: "protected" as const } : whyLeft(page)))
        : [],
    typed,
    n: (newest?.stamp?.n ?? 0) + 1,
  };
}

/** Of pages, newest first, those that come before one; all where there is none. */
function newerThan(page: KnownPage | null, pages: readonly KnownPage[]): KnownPage[] {
  return page ? pages.slice(0, pages.indexOf(page)) : [...pages];
}

function whyLeft({ sheet, judged }: KnownPage): PageChoice["left"][number] {
  if (judged.is === "unknown") return { name: sheet.name, why: "unknown" };
  // Nobody has written on it, and yet it is not free to be written: the copy of one that is.
  if (judged.is === "clean" && judged.typed.length === 0) return { name: sheet.name, why: "copy" };
  return { name: sheet.name, why: judged.isWhole ? "edited" : "unfinished" };
}

const nothingTyped: TypedFacts = { facts: {}, noDate: null, other: false };

/** What somebody typed over the facts at the head of a page. */
function typedOn({ sheet: { grid }, judged }: KnownPage, date1904: boolean): TypedFacts {
  const typed: TypedFacts = { ...nothingTyped, facts: {} };
  const cellAt = (row: number, column: number): GridCell | undefined =>
    grid.cells[row - grid.firstRow]?.[column - grid.firstColumn];
  for (const row of judged.typed) {
    const cell = cellAt(row, 1);
    const text = cell?.text.trim() ?? "";
    switch (cellAt(row, 0)?.text.trim()) {
      case factLabels.group:
        typed.facts.group = text === notKnown.group ? "" : text;
        break;
      case factLabels.marking:
        typed.facts.marking = text === notKnown.marking ? "" : text;
        break;
      case factLabels.meeting: {
        const date = text === "" || notFixed.test(text) ? null : recordDate(cell, date1904);
        if (date === null || typeof date === "string") typed.facts.meeting = date;
        else typed.noDate = text;
        break;
      }
      default:
        typed.other = true;
    }
  }
  return typed;
}

const notFixed = new RegExp(`^(?:${notKnown.meeting}|to be confirmed|tbc|not (?:yet )?(?:fixed|given|set))$`, "i");
