/**
 * Cells made to stop a reader: as long as Excel allows, of every kind a person, a paste or an attacker may leave behind.
 */
import { emptyCell } from "../../src/plan/grid";
import type { GridCell, WorkbookGrid } from "../../src/plan/grid";
import type { PlanContext } from "../../src/plan/model";

/** Excel's own limit on a cell. */
export const longest = 32_767;

/** What a hostile cell is made of, over and over. */
export const kinds = [
  "x",
  "week of ",
  "week of the ",
  "end of week of ",
  "first of ",
  "last week of ",
  "first day of the ",
  "end of the first week of ",
  "mid to ",
  "mid/",
  "by the end of week ",
  "X",
  "9",
  " ",
  "\n",
  "\t",
  ".",
  ",",
  ";",
  ":",
  "-",
  "–",
  "—",
  "/",
  "\\",
  "(",
  ")",
  "[",
  "]",
  "{",
  '"',
  "'",
  "’",
  "“",
  "&",
  "+",
  "=",
  "@",
  "#",
  "*",
  "?",
  "!",
  "_",
  "%",
  "£",
  "a@",
  "a@b.",
  "a@b.c ",
  "A.B.",
  "A. ",
  "Ab ",
  "AB ",
  "ab ",
  "Ann Lee ",
  "Ann Lee, ",
  "Ann Lee/",
  "O'Neil ",
  "Mc",
  "the ",
  "and ",
  "or ",
  "of ",
  "of the ",
  "to ",
  "in ",
  "on ",
  "by ",
  "by the ",
  "from ",
  "until ",
  "every ",
  "each ",
  "end ",
  "end of ",
  "the end of ",
  "start of ",
  "mid ",
  "early ",
  "late ",
  "before ",
  "after ",
  "during ",
  "next ",
  "last ",
  "this ",
  "first ",
  "annual ",
  "annually ",
  "monthly ",
  "weekly ",
  "bi-",
  "twice ",
  "twice a ",
  "two ",
  "2 ",
  "1/",
  "1/2/",
  "1-",
  "1. ",
  "1.1 ",
  "1.1.",
  "2019 ",
  "2019/",
  "2019/20 ",
  "2019-",
  "19/20 ",
  "Q1 ",
  "Q1 2019 ",
  "Q1/",
  "H1 ",
  "week ",
  "week 1 ",
  "June ",
  "June 2019 ",
  "June/",
  "Jun-",
  "Jun-19 ",
  "30 June ",
  "30 June 2019 ",
  "30/06/2019 ",
  "30th ",
  "spring ",
  "spring term ",
  "Easter ",
  "year ",
  "years ",
  "financial year ",
  "academic year ",
  "months ",
  "days ",
  "ongoing ",
  "TBC ",
  "TBC/",
  "n/a ",
  "complete ",
  "completed ",
  "not completed ",
  "has been ",
  "will be ",
  "was ",
  "done ",
  "done. ",
  "no longer ",
  "cancelled ",
  "superseded ",
  "subject to ",
  "dependent upon ",
  "review ",
  "report to ",
  "Prevent Officer ",
  "Police ",
  "Council/",
  "NHS, ",
  "led by ",
  "supported by ",
  "with ",
  "c/o ",
  "on behalf of ",
  "Team ",
  "all partners ",
  "OFFICIAL ",
  "official sensitive ",
  "http://",
  "http://a.b/",
  "www.",
  "<b>",
  "</b>",
  "&amp;",
  "a\n",
  "- a\n",
  "• ",
  "é",
  "e\u0301",
  "\u200b",
  "\u202e",
  "😀",
  "\ud83d",
  "\udc00",
  "漢",
  "ﷺ",
  "İ",
  "ß",
  "１",
  "²",
  "½",
  "\u00a0",
  "\u2028",
] as const;

/** A text of one kind, of so many characters. */
export function made(kind: string, length: number = longest): string {
  return kind.repeat(Math.ceil(length / kind.length)).slice(0, length);
}

/** A text of several kinds, each in a stretch of its own. */
export function madeOf(kindsInTurn: readonly string[], length: number = longest): string {
  return kindsInTurn.map((kind) => made(kind, length / kindsInTurn.length)).join("");
}

/** The years of an ordinary plan. */
export const inPlan: PlanContext = { start: "2019-04-01", end: "2020-03-31", calendar: "financial" };

const cell = (text: string): GridCell =>
  text === "" ? emptyCell : { kind: "text", text, value: text, format: "General" };

const headings = ["Ref", "Key action", "Owner", "Timescale", "Outcomes", "Notes", "Status"];

/** A plan of a few ordinary rows and one with the text in the given columns. */
export function planWith(text: string, columns: readonly string[]): WorkbookGrid {
  const ordinary = [
    "1.1",
    "Publish the referral pathway",
    "Tom Reed",
    "March 2019",
    "Partners know whom to call",
    "Sent out",
    "Open",
  ];
  const odd = headings.map((heading, index) =>
    columns.includes(heading) ? text : ordinary[index]!.replace("1.1", "1.2"),
  );
  return workbookOf([headings, ordinary, odd, ordinary.map((each) => each.replace("1.1", "1.3"))]);
}

/** A workbook of one sheet with these rows of text. */
export function workbookOf(rows: readonly (readonly string[])[]): WorkbookGrid {
  const sheet = { sheet: "Plan", hidden: false, firstRow: 0, firstColumn: 0, merges: [], tables: [], hiddenRows: [] };
  return {
    name: "Plan",
    active: "Plan",
    date1904: false,
    sheets: [{ ...sheet, cells: rows.map((row) => row.map(cell)) }],
  };
}

export { headings };
