/**
 * Puts a reading into words: what each part says, and one plain sentence of why.
 *
 * Decides nothing; everything it says is in the draft.
 */
import { isoOf, monthName, monthOfCode, yearOfCode } from "../../calendar";
import type { DayCode } from "../../calendar";
import type { Timescale, TimescalePart } from "../../model";
import { timescaleKindWords } from "../../words";
import type { Draft, PartDraft } from "./draft";
import { conventions } from "./conventions";
import { sayEvery } from "./repeats";

function sayCode(code: DayCode): string {
  return `${code % 100} ${monthName(monthOfCode(code))} ${yearOfCode(code)}`;
}

const states: Record<string, string> = {
  ongoing: timescaleKindWords.ongoing,
  tbc: "the date is still to be confirmed",
  condition: "it waits on something else",
  done: "it has been done",
  soon: "as soon as possible, with no date",
  "whole-plan": "for the life of the plan",
  "plan-end": "by the end of the plan",
  priority: "an order of importance, with no date",
  unfixed: "a time of year whose date changes",
  "not-applicable": "no timescale applies",
};

function says(part: PartDraft, draft: Draft): string {
  switch (part.what) {
    case "due":
      return part.end ? `due by ${sayCode(part.end)}` : "a date whose year cannot be told";
    case "start":
      return part.start ? `starts on ${sayCode(part.start)}` : "a start whose year cannot be told";
    case "period":
      return `from ${sayCode(part.start)} to ${sayCode(part.end)}`;
    case "repeat":
      return part.state === "second" || !draft.repeat ? "another repetition" : sayEvery(draft.repeat.words.every);
    case "first":
      return part.end ? `first due by ${sayCode(part.end)}` : "the time of year it falls due";
    case "history":
      return part.state === "replaced" ? "an earlier date, since changed" : "what has already happened";
    case "length":
      return part.state === "event"
        ? "counted from something that has no date"
        : part.end
          ? `from ${sayCode(part.start)} to ${sayCode(part.end)}`
          : "a length of time";
    case "state":
      return states[part.state] ?? part.state;
  }
}

/** Collapses white space and cuts at a word, for quoting in a sentence. */
function quote(text: string): string {
  if (text.length < 60 && !text.includes("\n")) return text.trim();
  let words = text.slice(0, 400).trim();
  if (words.length > 90) {
    const cut = words.lastIndexOf(" ", 87);
    words = `${words.slice(0, cut > 40 ? cut : 87)}…`;
  }
  return words.includes("\n") ? words.replaceAll("\r", "").replaceAll("\n", " ") : words;
}

/** The reading a draft stands for, explained. */
export function explain(text: string, draft: Draft): Timescale {
  let parts: TimescalePart[] = [];
  let because = "";
  let saying = "";
  let history = false;
  for (const part of draft.parts) {
    if (part.what === "history") history = true;
    const said = says(part, draft);
    const read: TimescalePart = {
      words: text.slice(part.from, part.to),
      span: { from: part.from, to: part.to },
      says: said,
      basis: part.implied ? "implied" : "known",
    };
    if (part.implied && part.convention) read.convention = part.convention;
    if (parts.length === 0) parts = [read];
    else parts.push(read);
    if (part.what !== "history" && (saying === "" || part.end === draft.due)) {
      if (saying === "" || part.end !== 0) {
        saying = said;
        because = part.implied && part.convention ? conventions[part.convention].says : "";
      }
    }
  }
  const due = draft.due ? isoOf(draft.due) : null;
  return {
    text,
    kind: draft.kind,
    due,
    dueBasis: draft.dueBasis,
    precision: draft.due ? draft.precision : null,
    start: draft.start ? isoOf(draft.start) : null,
    recurrence: draft.cadence
      ? {
          cadence: draft.cadence,
          months: draft.months,
          first: draft.first ? isoOf(draft.first) : null,
          until: draft.until ? isoOf(draft.until) : null,
        }
      : null,
    milestones: draft.milestones,
    history: draft.history,
    parts,
    unsure: draft.unsure,
    alternatives: draft.alternatives.length > 5 ? draft.alternatives.slice(0, 5) : draft.alternatives,
    flags: draft.flags,
    why: sentence(text, draft, saying, because, history),
  };
}

function sentence(text: string, draft: Draft, saying: string, because: string, history: boolean): string {
  const quoted = `“${quote(text)}”`;
  if (draft.kind === "none" && saying === "")
    return text.trim() === "" ? "Nothing is written." : `${quoted} says nothing about time.`;
  let why: string;
  if (draft.kind === "done" && saying === "") why = `${quoted} tells what has already happened`;
  else why = `${quoted} is read as ${saying}`;
  if (draft.repeat && draft.due && draft.dueBasis === "first-occurrence")
    why = `${quoted} is read as ${sayEvery(draft.repeat.words.every)}, first due by ${sayCode(draft.due)}`;
  else if (draft.repeat && draft.due)
    why = `${quoted} is read as ${sayEvery(draft.repeat.words.every)}, with ${sayCode(draft.due)} as its date`;
  else if (draft.repeat && draft.start)
    why = `${quoted} is read as ${sayEvery(draft.repeat.words.every)} from ${sayCode(draft.start)}`;
  if (because) why += `, because ${because}`;
  if (history && draft.kind !== "done") why += "; what is past or was changed in it is not the date";
  if (draft.unsure && draft.doubt) why += `; not certain, because ${draft.doubt}`;
  return `${why}.`;
}
