/**
 * Checks for words that say an action is over where the reading of progress did not look or was overruled: other columns, the
 * title of the section, a line through the words, a Status column that disagrees.
 *
 * Only asks: nothing is closed by a check.
 */
import type { Action, Finding, ProgressKind } from "../model";
import { readWording } from "../reading/progress/wording";
import type { ReviewItem } from "../review";
import { callAction, quote } from "../words";
import { about, aboutPlan, grouped, inColumn, namesOf } from "./check";
import type { Check, Look } from "./check";

const over: Partial<Record<ProgressKind, string>> = {
  done: "finished",
  cancelled: "cancelled",
  superseded: "replaced",
  "not-applicable": "no longer applying",
};

/** Open items whose progress somebody has not already ruled on: wording that reads as over and is shown open was confirmed open. */
function undecided(look: Look): ReviewItem[] {
  return look.open.filter(({ action }) => !(action.progress.basis === "wording" && over[action.progress.kind]));
}

const longestLooked = 3000;

const closedElsewhere: Check = {
  name: "closed-elsewhere",
  family: "Closed in words",
  about: "finished or cancelled in a column that is not read for progress",
  run(look) {
    const found: Action[] = [];
    const findings = undecided(look).flatMap(({ action }): Finding[] => {
      if (action.progress.basis === "stated") return [];
      for (const { heading, text } of action.alsoHere) {
        const { kind, words } = readWording(text.slice(0, longestLooked), "notes", action.action);
        const says = over[kind];
        if (!says) continue;
        found.push(action);
        return [
          about(
            look,
            "closed-elsewhere",
            "needs-answer",
            action,
            "action",
            words,
            `${callAction(action)} reads as ${says} in the column ${heading === "" ? "without a heading" : quote(heading, 40)} (${quote(words, 80)}); ask whether it is.`,
          ),
        ];
      }
      const support = action.cells.support?.text ?? "";
      const { kind, words } = readWording(support.slice(0, longestLooked), "elsewhere", action.action);
      const says = over[kind];
      if (!says) return [];
      found.push(action);
      return [
        about(
          look,
          "closed-elsewhere",
          "needs-answer",
          action,
          "support",
          words,
          `${callAction(action)} reads as ${says} in ${inColumn.support} (${quote(words, 80)}); ask whether it is.`,
        ),
      ];
    });
    return findings.length > 5
      ? grouped(
          findings,
          found,
          (refs, n) =>
            `${n} actions read as over in a column that is not followed for progress (${refs}); say whether that column is the plan's status.`,
        )
      : findings;
  },
};

const closedAgainstStatus: Check = {
  name: "closed-against-status",
  family: "Closed in words",
  about: "the status column and the notes disagree on whether it is over",
  run(look) {
    const found: Action[] = [];
    const findings = undecided(look).flatMap(({ action }): Finding[] => {
      if (action.progress.basis !== "stated" || action.progress.words === "") return [];
      for (const meaning of ["notes", "outcomes"] as const) {
        const { kind, words } = readWording(action[meaning].slice(0, longestLooked), meaning, action.action);
        const says = over[kind];
        if (!says) continue;
        found.push(action);
        return [
          about(
            look,
            "closed-against-status",
            "worth-checking",
            action,
            meaning,
            words,
            `${callAction(action)} has the status ${quote(action.progress.words, 40)}, but ${inColumn[meaning]} read as ${says} (${quote(words, 80)}); ask which is so.`,
          ),
        ];
      }
      return [];
    });
    return grouped(
      findings,
      found,
      (refs) => `In ${refs} the status says that the action is open and the notes read as over; ask which is so.`,
    );
  },
};

const closedStruck: Check = {
  name: "closed-struck-through",
  family: "Closed in words",
  about: "an action with a line through it",
  run(look) {
    const struck = undecided(look)
      .map(({ action }) => action)
      .filter(({ looks }) => looks.strikethrough);
    const findings = struck.map((action) =>
      about(
        look,
        "closed-struck-through",
        "worth-checking",
        action,
        "action",
        action.action,
        `${callAction(action)} is struck through and nothing in words says that it is over; ask whether it was finished or dropped, and write it in the row.`,
      ),
    );
    return grouped(
      findings,
      struck,
      (refs, n) =>
        `${n} actions are struck through and not said to be over in words (${refs}); ask whether they were finished or dropped.`,
    );
  },
};

const closedTitle =
  /^(?:\d{1,2}[.):]? )?(?:(?:all|recently|previously|past|other|archive of) )*(?:completed|complete|closed|finished|archived|archive|discontinued|withdrawn|superseded)(?: (?:actions?|items?|tasks?|work|projects?|objectives?|recommendations?)(?: .{0,40})?)?$/i;

const closedSection: Check = {
  name: "closed-section",
  family: "Closed in words",
  about: "open actions under a title such as “Completed actions”",
  run(look) {
    const sections = new Map<string, Action[]>();
    for (const { action } of undecided(look)) {
      if (!closedTitle.test(action.section.trim())) continue;
      const known = sections.get(action.section);
      if (known) known.push(action);
      else sections.set(action.section, [action]);
    }
    return [...sections].map(([title, actions]) =>
      aboutPlan(
        "closed-section",
        "needs-answer",
        look.spot(actions[0]!, "action"),
        title,
        `${namesOf(actions)} ${actions.length === 1 ? "stands" : "stand"} under ${quote(title, 60)} but ${actions.length === 1 ? "is" : "are"} shown as open; ask whether ${actions.length === 1 ? "it is" : "they are"} over.`,
      ),
    );
  },
};

export const closed: Check[] = [closedSection, closedElsewhere, closedAgainstStatus, closedStruck];
