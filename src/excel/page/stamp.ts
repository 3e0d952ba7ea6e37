/**
 * What was written on a page, kept in the sheet as fingerprints, so that anything somebody writes on it later is noticed.
 *
 * Compares words, not looks. A page that cannot be told from one somebody has written on counts as written on: it is left as
 * it is. Pure: talks to no Excel.
 */
import * as z from "zod/mini";

import { fingerprint } from "../../plan/history";
import { commentsHeading, unfinishedTitle } from "../ours";
import { textForCell } from "../text";
import { commentsEnd, headRows } from "./model";
import type { PageModel } from "./model";

/** The key of the worksheet's custom property that holds the stamp. */
export const stampKey = "ActionPlanUpdateWritten";

/** The values of a sheet from its first cell on, row by row. */
export type Values = readonly (readonly unknown[])[];

/** The rows at the head in which a fact may stand, from row 0; its text is in the second column. */
const firstFactRow = 1;
const factRows = 5;

/** The body is written, and fingerprinted, in segments of so many rows, counted from the first below the chair's block. */
export const segmentRows = 500;

/** The fingerprints of a page, everything in the chair's own block left out. */
export interface Prints {
  title: string;
  /** The head without its title and without the texts of the facts. */
  head: string;
  /** The text of the fact in each row that may hold one; "" for none. */
  facts: string[];
  /** Each segment of the body; "" for a blank one. */
  body: string[];
}

/** What is kept in the sheet. */
export interface Stamp {
  /** Counts the pages of a quarter in the order they were written. */
  n: number;
  /** What the second row says while the page is being written; by it a run knows that no other has begun meanwhile. */
  begun: string;
  now: Prints;
  /** What stood there before, as long as the page is being written. */
  was: Prints | null;
}

const printsShape = z.object({
  title: z.string(),
  head: z.string(),
  facts: z.array(z.string()),
  body: z.array(z.string()),
});
const stampShape = z.object({ n: z.number(), begun: z.string(), now: printsShape, was: z.nullable(printsShape) });

/** The stamp as it is kept in the sheet. */
export function stampText(stamp: Stamp): string {
  return JSON.stringify(stamp);
}

/** The stamp a sheet holds; null where it holds none that can be read. */
export function readStamp(text: string | undefined): Stamp | null {
  if (text === undefined) return null;
  try {
    return z.parse(stampShape, JSON.parse(text));
  } catch {
    return null;
  }
}

/** The fingerprints of a page that is about to be written. */
export function printsOfModel({ head, body }: PageModel): Prints {
  const stored = (rows: Values) =>
    rows.map((row) => row.map((cell) => (typeof cell === "string" ? textForCell(cell).slice(1) : cell)));
  return printsOf(stored(head.rows), stored(body.rows));
}

function printsOf(head: Values, body: Values): Prints {
  const segments: string[] = [];
  for (let from = 0; from < body.length; from += segmentRows)
    segments.push(print(body.slice(from, from + segmentRows)));
  while (segments.at(-1) === "") segments.pop();
  const isFactRow = (row: number) => row >= firstFactRow && row < firstFactRow + factRows;
  const bare = head.map((cells, row) =>
    cells.map((cell, column) => ((row === 0 && column === 0) || (isFactRow(row) && column === 1) ? "" : cell)),
  );
  return {
    title: print([[head[0]?.[0]]]),
    head: print(bare),
    facts: Array.from({ length: factRows }, (_, index) => print([[head[firstFactRow + index]?.[1]]])),
    body: segments,
  };
}

/** The fingerprint of rows; "" where they are blank. White space and control characters do not count. */
function print(rows: Values): string {
  const texts = rows.map((row) => {
    const cells = row.map(said);
    while (cells.at(-1) === "") cells.pop();
    return cells.join("\u0001");
  });
  return texts.every((text) => text === "") ? "" : fingerprint(texts.map((text, index) => [String(index), text]));
}

/** A value as it is compared. Half an emoji, and characters nobody sees, may not come back from a cell as they were put in. */
function said(value: unknown): string {
  const text = value === null || value === undefined ? "" : String(value);
  if (/^[\x20-\x7e]*$/.test(text)) return text.trim();
  return text
    .replace(/\s/gu, " ")
    .replace(/[\p{Cs}\p{Cc}]/gu, "")
    .trim();
}

/** What is to be thought of a page of ours as it stands. */
export interface Judged {
  /**
   * "clean": nothing but what we wrote. "edited": somebody has written on it. "unknown": there is no telling, because the
   * page carries no stamp.
   */
  is: "clean" | "edited" | "unknown";
  /** Whether it was written to its end. */
  isWhole: boolean;
  /** Facts somebody typed over ours: rows of the head, from 0. */
  typed: number[];
  /** The row that ends the chair's own block, from 0; null where the block is not there. */
  commentsEnd: number | null;
  stands: Prints;
}

/** Judges a page by its stamp. A page that was not written to its end may hold what was there before, or nothing yet. */
export function judgePage(values: Values, stamp: Stamp | null, whole: boolean): Judged {
  const at = (row: number, column: number) => said(values[row]?.[column]);
  const hasBlock = at(headRows, 0) === commentsHeading;
  const found = values.findIndex((row, index) => index > headRows && said(row[0]) === said(commentsEnd));
  const end = hasBlock && found > 0 ? found : null;
  const head = values.slice(0, headRows);
  const stands = printsOf(head, values.slice(end === null ? headRows : end + 1));
  const isWhole = whole && stamp?.was == null && at(0, 0) !== unfinishedTitle;
  const known = { isWhole, commentsEnd: end, stands };
  if (!stamp) return { is: !whole && isUntouched(values) ? "clean" : "unknown", typed: [], ...known };
  if (!isWhole) return { is: isOnlyOurs(values, stamp, known) ? "clean" : "edited", typed: [], ...known };

  const changed = stands.facts.flatMap((text, index) => (text === stamp.now.facts[index] ? [] : [index]));
  const typed = changed.filter((index) => stamp.now.facts[index] !== "").map((index) => firstFactRow + index);
  const same =
    end !== null &&
    stands.title === stamp.now.title &&
    stands.head === stamp.now.head &&
    sameSegments(stands.body, stamp.now.body) &&
    typed.length === changed.length;
  return { is: same ? "clean" : "edited", typed, ...known };
}

/** Whether a sheet was only added and marked, by a run that came no further. */
function isUntouched(values: Values): boolean {
  const texts = values
    .flat()
    .map(said)
    .filter((text) => text !== "");
  return texts.length === 0 || (texts.length === 1 && said(values[0]?.[0]) === unfinishedTitle);
}

function sameSegments(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((segment, index) => segment === b[index]);
}

/** Whether an unfinished page holds nothing but what the run that left it wrote, and what that run had found and knew. */
function isOnlyOurs(
  values: Values,
  { begun, now, was }: Stamp,
  { commentsEnd: end, stands }: Pick<Judged, "commentsEnd" | "stands">,
) {
  if (end === null && stands.body.length > 0) return false;
  const begunHead = print([[], [begun]]);
  return (
    ["", print([[unfinishedTitle]]), now.title, was?.title].includes(stands.title) &&
    ["", begunHead, now.head, was?.head].includes(stands.head) &&
    stands.facts.every((fact, index) => ["", now.facts[index], was?.facts[index]].includes(fact)) &&
    stands.body.every((segment, index) => {
      if (["", now.body[index], was?.body[index]].includes(segment)) return true;
      const from = end! + 1 + index * segmentRows;
      return values.slice(from, from + segmentRows).every(isBareLink);
    })
  );
}

/** Between a link and the words over it Excel shows where the link leads. */
function isBareLink(row: readonly unknown[]): boolean {
  const [first = "", ...others] = row.map(said);
  return others.every((text) => text === "") && (first === "" || /^'.+'![A-Z]{1,3}\d+$/.test(first));
}
