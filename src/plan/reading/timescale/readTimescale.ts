/**
 * Reads the words of one Timescale cell: words -> tokens -> clauses -> one reading with its reasons. Today never enters.
 */
import type { PlanContext, Timescale } from "../../model";
import { readClauses } from "./clauses";
import { combine } from "./combine";
import { emptyDraft } from "./draft";
import { explain } from "./explain";
import { planYears } from "./resolve";
import { settle } from "./settle";
import { tokenise } from "./tokens";

const month =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
/** What a date breaks off after, and what it goes on with: "30", "September", "Q1", "by the end of" … a year, a month. */
const upper = `(?:${month}|q[1-4]|h[12]|spring|summer|autumn|winter|term|(?<![\\d/.])\\d{1,2}(?:st|nd|rd|th)?)[,.]?`;
const brokenBeforeYear = new RegExp(`(?<=\\b${upper}[ \\t]{0,3})\\r?\\n(?=[ \\t]{0,3}(?:19|20)\\d\\d\\b)`, "gi");
const brokenBeforeMonth = new RegExp(
  `(?<=(?<![\\d/.])\\b\\d{1,2}(?:st|nd|rd|th)?(?: of)?[ \\t]{0,3})\\r?\\n(?=[ \\t]{0,3}(?:${month})\\b)`,
  "gi",
);

/** Somebody pressed Alt+Enter inside a date to make it fit: a line break there is a space. Of the same length, so that places hold. */
function withDatesOnOneLine(text: string): string {
  if (!text.includes("\n")) return text;
  const asSpaces = (lineBreak: string) => " ".repeat(lineBreak.length);
  return text.replace(brokenBeforeYear, asSpaces).replace(brokenBeforeMonth, asSpaces);
}

/**
 * Reads the words of one Timescale cell.
 *
 * `context` gives the plan's years and calendar and the heading over the cell; all may be unknown. Never throws, whatever
 * the text, and takes time in proportion to its length.
 */
export function readTimescale(text: string, context: PlanContext): Timescale {
  const plan = planYears(context);
  const tokens = tokenise(withDatesOnOneLine(text));
  if (tokens.length === 0) return explain(text, emptyDraft());
  const found = readClauses(text, tokens, plan);
  settle(found, plan);
  return explain(text, combine(found, text, plan));
}
