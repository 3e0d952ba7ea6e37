/**
 * Checks of notes: nothing recorded on what is late, dates without a year, meaning left to italics or colour, and text that
 * Excel would take for a formula.
 */
import type { Action, Finding, Meaning } from "../model";
import { callAction, quote } from "../words";
import { about, aboutPlan, grouped, inColumn, namesOf } from "./check";
import type { Check } from "./check";
import { promisedBefore } from "./dates";

const overdueSilent: Check = {
  name: "notes-overdue-silent",
  family: "Notes",
  about: "an overdue action with nothing recorded",
  run(look) {
    const silent = look.items
      .filter(
        ({ group, action, says }) =>
          group === "overdue" &&
          (look.hasColumn(action, "notes") || look.hasColumn(action, "status")) &&
          says === null &&
          action.notes.trim() === "" &&
          action.progress.kind === "none",
      )
      .map(({ action }) => action);
    // What is dated before the plan began is asked about already.
    const asked = silent.filter(({ timescale }) => !timescale.flags.some(({ flag }) => flag === "before-plan"));
    const findings = asked.map((action) =>
      about(
        look,
        "notes-overdue-silent",
        "worth-checking",
        action,
        "notes",
        action.timescale.text,
        `${callAction(action)} is overdue (${quote(action.timescale.text, 50)}) and nothing is recorded about it; ask how far it has got.`,
      ),
    );
    return grouped(
      findings,
      asked,
      (refs, n) => `${n} overdue actions have nothing recorded about them (${refs}); ask how far each has got.`,
    );
  },
};

const noYear: Check = {
  name: "notes-no-year",
  family: "Notes",
  about: "a date in the notes or outcomes without a year",
  run(look) {
    const found: Action[] = [];
    const findings = look.open.flatMap(({ action }): Finding[] => {
      for (const meaning of ["notes", "outcomes"] as const) {
        for (const sentence of look.sentences(action[meaning])) {
          const dates = look.dates(sentence.text);
          const date = dates.find(
            ({ noYear: without, words, at }) =>
              without && /\d/.test(words) && !/^(?:Q\d|20\d\d)/.test(words) && !promisedBefore(sentence.text, at),
          );
          if (
            !date ||
            dates.some(({ noYear: without }) => !without) ||
            /\b(?:each|every) (?:year|month)\b|\bannual/i.test(sentence.text)
          )
            continue;
          found.push(action);
          return [
            about(
              look,
              "notes-no-year",
              "tidy",
              action,
              meaning,
              sentence.text,
              `${callAction(action)}: ${inColumn[meaning]} say ${quote(date.words, 30)} without a year (${quote(sentence.text, 90)}); add it, so that it can still be told next year.`,
            ),
          ];
        }
      }
      return [];
    });
    return grouped(
      findings,
      found,
      (refs) =>
        `The notes or outcomes of ${refs} give dates without a year; add it, so that they can still be told next year.`,
    );
  },
};

const looksMeaning: Check = {
  name: "looks-meaning",
  family: "Notes",
  about: "italics or colour on a few rows that may carry a meaning",
  run(look) {
    const actions = look.items.map(({ action }) => action);
    const marks: [string, Action[]][] = [
      ["in italics", actions.filter(({ looks }) => looks.italic)],
      ["in another colour", oddOnes(actions, ({ looks }) => looks.colour)],
      ["on another fill", oddOnes(actions, ({ looks }) => looks.fill)],
    ];
    return marks
      .flatMap(([how, marked]): Finding[] => {
        const [first] = marked;
        if (!first || marked.length * 4 > actions.length) return [];
        const one = marked.length === 1;
        return [
          aboutPlan(
            "looks-meaning",
            "tidy",
            look.spot(first, "action"),
            first.action,
            `${namesOf(marked)} ${one ? "is" : "are"} ${how}; if that means something, say it in words, as the look of a cell is not read out or kept.`,
          ),
        ];
      })
      .slice(0, 1);
  },
};

/** Actions whose look is none of the usual: stripes and one colour for all carry no meaning. */
function oddOnes(actions: readonly Action[], of: (action: Action) => string | null): Action[] {
  const times = new Map<string, number>();
  for (const action of actions) times.set(of(action) ?? "", (times.get(of(action) ?? "") ?? 0) + 1);
  return actions.filter(
    (action) =>
      of(action) !== null && times.get(of(action) ?? "")! * 4 <= actions.length && times.get(of(action) ?? "")! <= 5,
  );
}

const columns: Meaning[] = ["action", "owner", "support", "timescale", "outcomes", "notes", "status"];

const formulaText: Check = {
  name: "text-like-formula",
  family: "Notes",
  about: "text beginning with - or = that Excel will take for a formula",
  run(look) {
    const found = new Set<Action>();
    let first: { action: Action; meaning: Meaning; words: string } | null = null;
    for (const { action } of look.items) {
      for (const meaning of columns) {
        const text = action.cells[meaning]?.text ?? "";
        // A dash alone holds a place, and a number is a number.
        if (!/^[-=+] ?\p{L}/u.test(text)) continue;
        found.add(action);
        first ??= { action, meaning, words: text.slice(0, 60) };
      }
    }
    if (!first) return [];
    const actions = [...found];
    const one = actions.length === 1;
    return [
      aboutPlan(
        "text-like-formula",
        "tidy",
        look.spot(first.action, first.meaning),
        first.words,
        `${namesOf(actions)} ${one ? "has a cell that begins" : "have cells that begin"} with “${first.words[0]}”; Excel takes that for a formula when the cell is edited, so begin with a word or a “•”.`,
      ),
    ];
  },
};

export const notes: Check[] = [overdueSilent, noYear, looksMeaning, formulaText];
