/**
 * Checks of the outcomes: empty, telling what is done rather than what will be different, or cut off.
 *
 * A column headed "Outputs" or "Progress" is not held to be outcomes.
 */
import type { Action, Finding } from "../model";
import { breaksOff, countWords } from "../reading/text";
import { factsOf } from "../reading/progress/wording";
import { callAction, quote } from "../words";
import { about, grouped, inColumn } from "./check";
import type { Check, Look } from "./check";

const otherThanOutcomes =
  /\b(?:outputs?|measures?|milestones?|evidence|progress|kpis?|indicators?|success|achieved|achievements?|targets?|results?|deliverables?|to date|update)\b/i;

/** Open actions whose outcomes stand under a heading that means outcomes. */
function withOutcomes(look: Look): Action[] {
  return look.open
    .map(({ action }) => action)
    .filter(
      (action) => look.hasColumn(action, "outcomes") && !otherThanOutcomes.test(look.headingOf(action, "outcomes")),
    );
}

const outcomeBlank: Check = {
  name: "outcome-blank",
  family: "Outcome",
  about: "an action without an outcome",
  run(look) {
    const blank = withOutcomes(look).filter(({ outcomes, action }) => outcomes.trim() === "" && action !== "");
    const findings = blank.map((action) =>
      about(
        look,
        "outcome-blank",
        "tidy",
        action,
        "outcomes",
        "",
        `${callAction(action)} gives no outcome; say what will be different when it is done.`,
      ),
    );
    return grouped(
      findings,
      blank,
      (refs, n) => `${n} actions give no outcome (${refs}); say what will be different when each is done.`,
    );
  },
};

/** What has been done, as far as the outcomes tell it; "" when they tell none. */
const doneIn = (look: Look, action: Action) => look.once(factsOfStart, action.outcomes);
const factsOfStart = (text: string) => factsOf(text.slice(0, 6000));

const outcomeDone: Check = {
  name: "outcome-says-done",
  family: "Outcome",
  about: "outcomes that say what has been done",
  run(look) {
    const told = withOutcomes(look).flatMap((action) => {
      const words = doneIn(look, action);
      return words === ""
        ? []
        : [
            {
              action,
              words: look.sentences(action.outcomes).find(({ text }) => words.startsWith(text))?.text ?? words,
            },
          ];
    });
    const findings = told.map(({ action, words }) =>
      about(
        look,
        "outcome-says-done",
        "tidy",
        action,
        "outcomes",
        words,
        `${callAction(action)} has progress in its outcomes (${quote(words, 90)}); move it to the notes and say what will be different.`,
      ),
    );
    return grouped(
      findings,
      told.map(({ action }) => action),
      (refs) =>
        `The outcomes of ${refs} say what has been done; move that to the notes and say what will be different.`,
    );
  },
};

const doing =
  "provide|deliver|hold|develop|produce|organise|organize|run|arrange|circulate|publish|attend|write|draft|create|undertake|carry out|conduct|complete|set up|establish|meet|share|distribute|send|present|report|review|monitor|host|recruit|appoint|commission|launch|update|collate|liaise|continue to";
const activity = new RegExp(
  `^(?:to (?:${doing})|(?:${doing})|an? (?:exercise|audit|review|survey|report|meeting|event|workshop|session|programme of|series of)(?: (?:to|of|for|with|on|about))?|regular (?:meetings?|reports?|updates?)|annually|quarterly|monthly)\\b`,
  "i",
);
/** "Deliver" begins an activity, "delivery of … is improved" does not; a change said later in the words is a difference. */
const difference =
  /\b(?:increas|improv|reduc|decreas|fewer|more|better|greater|confiden|aware|understand|feel|safer|able to|so that|resilien|prevent(?:s|ed)\b|protect|strengthen|benefit|enabl|empower)/i;

const outcomeActivity: Check = {
  name: "outcome-activity",
  family: "Outcome",
  about: "outcomes that describe what is done and not what will be different",
  run(look) {
    const doneToo = (action: Action) => doneIn(look, action) !== "";
    const active = withOutcomes(look).flatMap((action) => {
      const [first] = look.sentences(action.outcomes);
      return first && activity.test(first.text) && !difference.test(first.text) && !doneToo(action)
        ? [{ action, words: first.text }]
        : [];
    });
    const findings = active.map(({ action, words }) =>
      about(
        look,
        "outcome-activity",
        "tidy",
        action,
        "outcomes",
        words,
        `${callAction(action)} has what will be done for its outcome (${quote(words, 90)}); say what will be different for people when it is.`,
      ),
    );
    return grouped(
      findings,
      active.map(({ action }) => action),
      (refs) => `The outcomes of ${refs} describe what is done; say what will be different for people when it is.`,
    );
  },
};

const wordsMissing: Check = {
  name: "words-missing",
  family: "Outcome",
  about: "a cell that breaks off, or says a word twice over",
  run(look) {
    const found: Action[] = [];
    const findings = look.open.flatMap(({ action }): Finding[] => {
      for (const meaning of ["action", "outcomes", "notes"] as const) {
        const text = action[meaning].trim();
        if (countWords(text, 5) < 5) continue;
        const twice = /\b(the|and|of|to|for|with|a|in|is|are|will|be) \1\b(?![-/])/i.exec(text.slice(0, 6000));
        const cutOff = endsOpen(text);
        if (!twice && !cutOff) continue;
        found.push(action);
        const words = cutOff
          ? text.slice(-60).replace(/^\S*\s/, "")
          : text.slice(Math.max(0, twice!.index - 20), twice!.index + 40).trim();
        const says = cutOff
          ? `break${meaning === "action" ? "s" : ""} off after ${quote(words, 70)}; add the words that are missing`
          : `say${meaning === "action" ? "s" : ""} ${quote(`${twice![1]} ${twice![1]}`)}; a word may be missing or too many`;
        return [
          about(
            look,
            "words-missing",
            "tidy",
            action,
            meaning,
            words,
            `${callAction(action)}: ${inColumn[meaning]} ${says}.`,
          ),
        ];
      }
      return [];
    });
    return grouped(findings, found, (refs) => `Words seem to be missing in ${refs}; look at how their cells end.`);
  },
};

/** Ends on "and", "of the", a comma or an open bracket; a list that ends in "etc," or a dash after a full stop does not count. */
function endsOpen(text: string): boolean {
  const last = /[\p{L}]+$/u.exec(text.slice(-30))?.[0].toLowerCase();
  // "to be signed in" and "carried on" are whole; "of the" and "and" are not.
  if (
    last &&
    /^(?:in|on|by|up|out|off|over|through|to|for|with|at|from|this|that|which|who|it|all|as|about|is|are|be)$/.test(
      last,
    )
  )
    return false;
  return !/[-–—/+=]$/.test(text) && breaksOff(text);
}

export const outcome: Check[] = [wordsMissing, outcomeBlank, outcomeDone, outcomeActivity];
