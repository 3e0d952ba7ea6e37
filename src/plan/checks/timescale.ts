/**
 * Checks of when things are promised: no date, a date outside the plan, slips of typing, no end, no review.
 *
 * What the reading itself is unsure of is asked elsewhere with the choices, so it is not told again here.
 */
import { daysBetween, monthsBetween, sayDate, sayMonth } from "../calendar";
import type { Action, Finding, IsoDate, Severity, TimescaleFlag } from "../model";
import type { ReviewItem } from "../review";
import { callAction, listOf, quote } from "../words";
import { about, aboutPlan, grouped, namesOf } from "./check";
import type { Check, Look } from "./check";

const blankTimescale: Check = {
  name: "timescale-blank",
  family: "Timescale",
  about: "an action without a timescale",
  run(look) {
    const blank = look.open
      .map(({ action }) => action)
      .filter(({ timescale, action }) => timescale.text.trim() === "" && action !== "");
    const [first] = blank;
    if (!first) return [];
    if (!look.items.some(({ action }) => look.hasColumn(action, "timescale"))) {
      return [
        aboutPlan(
          "timescale-blank",
          "needs-answer",
          look.spot(first, "action"),
          "",
          "No column of the plan says when actions are due; add one, or say which column it is.",
        ),
      ];
    }
    if (blank.length > 5 && blank.length > look.open.length / 2) {
      return [
        aboutPlan(
          "timescale-blank",
          "needs-answer",
          look.spot(first, "timescale"),
          "",
          `${blank.length} of the ${look.open.length} open actions have no timescale (${namesOf(blank)}); agree a date for each.`,
        ),
      ];
    }
    return blank.map((action) => {
      const told =
        action.progress.kind !== "none" && action.progress.words !== ""
          ? `, and the row says ${quote(action.progress.words, 80)}`
          : "";
      const ask = told ? "ask whether it is finished, or by when it will be" : "ask by when it will be done";
      return about(
        look,
        "timescale-blank",
        "needs-answer",
        action,
        "timescale",
        "",
        `${callAction(action)} has no timescale${told}; ${ask}.`,
      );
    });
  },
};

const undated: Check = {
  name: "timescale-undated",
  family: "Timescale",
  about: "a timescale that gives no date: “TBC”, or waiting on something else",
  run(look) {
    const without = look.items
      .filter(
        ({ status, action }) =>
          status.status === "no-date" && action.timescale.text.trim() !== "" && !action.timescale.unsure,
      )
      .map(({ action }) => action);
    const findings = without.map((action) => {
      const { kind, text } = action.timescale;
      const ask =
        kind === "conditional"
          ? "ask whether that is settled yet, and for a date if it is"
          : kind === "tbc"
            ? "ask whether a date can now be given"
            : "ask by when it will be done";
      const says = kind === "conditional" ? "waits on something else" : "gives no date";
      return about(
        look,
        "timescale-undated",
        "worth-checking",
        action,
        "timescale",
        text,
        `${callAction(action)} ${says} (${quote(text, 70)}); ${ask}.`,
      );
    });
    return grouped(
      findings,
      without,
      (refs, n) => `${n} actions have words for a timescale but no date (${refs}); ask whether dates can now be given.`,
    );
  },
};

/** Open actions with a flag, where the reading is sure of itself. */
function flagged(look: Look, name: TimescaleFlag["flag"]): { action: Action; item: ReviewItem; flag: TimescaleFlag }[] {
  return look.open.flatMap((item) => {
    const flag = item.action.timescale.unsure
      ? undefined
      : item.action.timescale.flags.find((one) => one.flag === name);
    return flag ? [{ action: item.action, item, flag }] : [];
  });
}

const dated = (look: Look) => look.open.filter(({ action }) => action.timescale.dueBasis === "explicit").length;

/** A date this many months before the plan began is hardly a late finish of the plan before. */
const longBefore = 3;

const beforePlan: Check = {
  name: "timescale-before-plan",
  family: "Timescale",
  about: "a date from before the plan began",
  run(look) {
    const { start } = look.context;
    const early = flagged(look, "before-plan").filter(
      ({ action }) => action.timescale.due !== null && start !== null && action.timescale.due < start,
    );
    const [first] = early;
    if (!first || !start) return [];
    const actions = early.map(({ action }) => action);
    if (early.length > 5 && early.length > dated(look) / 3) {
      return [
        aboutPlan(
          "timescale-before-plan",
          "needs-answer",
          look.spot(first.action, "timescale"),
          first.flag.words,
          `${early.length} of the ${dated(look)} dates are before the plan begins on ${sayDate(start)} (${namesOf(actions)}); check the years the plan was read as covering, or ask for new dates.`,
        ),
      ];
    }
    const findings = early.map(({ action, flag }) => {
      const severity: Severity =
        monthsBetween(action.timescale.due!, start) >= longBefore ? "needs-answer" : "worth-checking";
      return about(
        look,
        "timescale-before-plan",
        severity,
        action,
        "timescale",
        flag.words,
        `${callAction(action)} is dated ${quote(flag.words, 60)}, before this plan began on ${sayDate(start)}; ask whether it was done, or what the new date is.`,
      );
    });
    return [
      ...findings.filter(({ severity }) => severity === "needs-answer"),
      ...grouped(
        findings.filter(({ severity }) => severity !== "needs-answer"),
        actions,
        (refs, n) =>
          `${n} actions are dated just before the plan began (${refs}); ask whether they were done, or for new dates.`,
      ),
    ];
  },
};

const afterPlan: Check = {
  name: "timescale-after-plan",
  family: "Timescale",
  about: "a date after the plan ends",
  run(look) {
    const { end } = look.context;
    if (!end) return [];
    const late = flagged(look, "after-plan").filter(
      ({ action }) => action.timescale.due !== null && action.timescale.due > end,
    );
    const actions = late.map(({ action }) => action);
    const findings = late.map(({ action, flag }) =>
      about(
        look,
        "timescale-after-plan",
        "worth-checking",
        action,
        "timescale",
        flag.words,
        `${callAction(action)} is dated ${quote(flag.words, 60)}, after this plan ends on ${sayDate(end)}; check the year, or that it is meant to run on.`,
      ),
    );
    return grouped(
      findings,
      actions,
      (refs, n) =>
        `${n} actions are dated after the plan ends on ${sayDate(end)} (${refs}); check the years, or that they are meant to run on.`,
    );
  },
};

/** The slips and doubts a reading saw through, with what to do about each. */
const slips: { name: string; flag: TimescaleFlag["flag"]; about: string; severity: Severity; ask: string }[] = [
  {
    name: "timescale-impossible-date",
    flag: "impossible-date",
    about: "a day its month does not have",
    severity: "worth-checking",
    ask: "correct the day",
  },
  {
    name: "timescale-unlikely-year",
    flag: "unlikely-year",
    about: "a year that is likely a slip",
    severity: "worth-checking",
    ask: "correct the year",
  },
  {
    name: "timescale-ambiguous",
    flag: "ambiguous",
    about: "a date that can be read in two ways",
    severity: "worth-checking",
    ask: "write the month as a word",
  },
  {
    name: "timescale-misspelt",
    flag: "misspelt",
    about: "a slip of spelling in a date",
    severity: "tidy",
    ask: "it was read as what was meant",
  },
];

const slipChecks = slips.map(({ name, flag: kind, about: says, severity, ask }): Check => ({
  name,
  family: "Timescale",
  about: says,
  run(look) {
    const found = flagged(look, kind);
    const findings = found.map(({ action, flag }) => {
      const read = action.timescale.due ? ` It was read as ${sayDate(action.timescale.due)}:` : "";
      const end = read === "" || severity === "tidy" ? ask : `${ask} if that is wrong`;
      return about(
        look,
        name,
        severity,
        action,
        "timescale",
        flag.words,
        `${callAction(action)}: ${flag.message.replace(/\.$/, read === "" || severity === "tidy" ? ";" : ".")}${severity === "tidy" ? "" : read} ${end}.`,
      );
    });
    return grouped(
      findings,
      found.map(({ action }) => action),
      (refs, n) => `${n} timescales have ${says} (${refs}); ${ask}.`,
    );
  },
}));

const noYear: Check = {
  name: "timescale-no-year",
  family: "Timescale",
  about: "a month without a year, in a plan of several years",
  run(look) {
    const { start, end } = look.context;
    // In a plan of one year a month without a year is plain.
    if (start && end && daysBetween(start, end) <= 366) return [];
    const found = flagged(look, "no-year");
    const findings = found.map(({ action, flag }) => {
      const read = action.timescale.due
        ? `it was read as ${sayDate(action.timescale.due)}, so add the year`
        : "add the year";
      return about(
        look,
        "timescale-no-year",
        "tidy",
        action,
        "timescale",
        flag.words,
        `${callAction(action)} says ${quote(flag.words, 60)} without a year; ${read}.`,
      );
    });
    return grouped(
      findings,
      found.map(({ action }) => action),
      (refs, n) =>
        `${n} timescales name a month and no year (${refs}); each was read as the first one in the plan, so add the years.`,
    );
  },
};

const twoDates: Check = {
  name: "timescale-two-dates",
  family: "Timescale",
  about: "several dates in one timescale",
  run(look) {
    const { asAt } = look.standing;
    const several = look.open.filter(
      ({ action }) => action.timescale.milestones.length > 1 && !action.timescale.unsure,
    );
    const passed: Finding[] = [];
    const ahead: Finding[] = [];
    const [passedOf, aheadOf]: [Action[], Action[]] = [[], []];
    for (const { action, status } of several) {
      const { milestones, text, due } = action.timescale;
      const gone = milestones.filter((milestone) => milestone.due < asAt);
      if (status.status === "overdue" || !due) continue;
      if (gone.length > 0) {
        passedOf.push(action);
        passed.push(
          about(
            look,
            "timescale-two-dates",
            "worth-checking",
            action,
            "timescale",
            text,
            `${callAction(action)} gives several dates and is followed by ${sayDate(due)}, but ${quote(gone[0]!.words, 50)} has passed; ask whether that part was done.`,
          ),
        );
      } else {
        aheadOf.push(action);
        ahead.push(
          about(
            look,
            "timescale-two-dates",
            "tidy",
            action,
            "timescale",
            text,
            `${callAction(action)} gives ${listOf(milestones.slice(0, 4).map((milestone) => sayDate(milestone.due)))} in one cell and is followed by ${sayDate(due)}; a row for each part would let each be followed.`,
          ),
        );
      }
    }
    return [
      ...grouped(
        passed,
        passedOf,
        (refs) => `${refs} give several dates, of which the first have passed; ask whether those parts were done.`,
      ),
      ...grouped(
        ahead,
        aheadOf,
        (refs) =>
          `${refs} give several dates in one cell and are each followed by one of them; a row for each part would let each be followed.`,
      ),
    ];
  },
};

const startOnly: Check = {
  name: "timescale-start-only",
  family: "Timescale",
  about: "a start without an end",
  run(look) {
    const open = look.open.map(({ action }) => action).filter(({ timescale }) => startsOnly(timescale));
    const findings = open.map((action) =>
      about(
        look,
        "timescale-start-only",
        "worth-checking",
        action,
        "timescale",
        action.timescale.text,
        `${callAction(action)} says from when (${quote(action.timescale.text, 60)}) and not by when; ask when it ends or is next looked at.`,
      ),
    );
    return grouped(
      findings,
      open,
      (refs, n) => `${n} actions say from when and not by when (${refs}); ask when each ends or is next looked at.`,
    );
  },
};

const startsOnly = ({ start, due, recurrence, unsure, kind }: Action["timescale"]) =>
  start !== null &&
  due === null &&
  recurrence === null &&
  !unsure &&
  kind !== "tbc" &&
  kind !== "conditional" &&
  kind !== "done";

const ongoing: Check = {
  name: "timescale-ongoing",
  family: "Timescale",
  about: "ongoing with no date to look at it again",
  run(look) {
    const endless = look.open
      .map(({ action }) => action)
      .filter(
        ({ timescale }) =>
          timescale.kind === "ongoing" &&
          timescale.due === null &&
          timescale.recurrence === null &&
          !startsOnly(timescale),
      );
    const [first] = endless;
    if (!first) return [];
    const one = endless.length === 1;
    const sentence = `${namesOf(endless)} ${one ? "is" : "are"} ongoing with no date to look at ${one ? "it" : "them"} again; adding “review by …” would say when ${one ? "it is" : "they are"} next spoken to.`;
    return [aboutPlan("timescale-ongoing", "tidy", look.spot(first, "timescale"), first.timescale.text, sentence)];
  },
};

/** As many as this due in one month, and a third of all that lies ahead, is worth a look. */
const manyTogether = 4;

const dueTogether: Check = {
  name: "timescale-due-together",
  family: "Timescale",
  about: "several actions due in the same month",
  run(look) {
    const { asAt } = look.standing;
    const months = new Map<string, Action[]>();
    let ahead = 0;
    for (const { action, status } of look.open) {
      const { due, dueBasis, precision } = action.timescale;
      // Whole years end together because years do; that is not a crowd.
      if (!due || dueBasis !== "explicit" || due < asAt || status.status === "overdue" || precision === "year")
        continue;
      ahead++;
      const month = due.slice(0, 7);
      const known = months.get(month);
      if (known) known.push(action);
      else months.set(month, [action]);
    }
    const [busiest] = [...months].sort(([, a], [, b]) => b.length - a.length);
    if (!busiest || busiest[1].length < manyTogether || busiest[1].length * 3 < ahead || months.size < 2) return [];
    const [, actions] = busiest;
    const date: IsoDate = actions[0]!.timescale.due!;
    return [
      aboutPlan(
        "timescale-due-together",
        "tidy",
        look.spot(actions[0]!, "timescale"),
        actions[0]!.timescale.text,
        `${actions.length} actions fall due in ${sayMonth(date)} (${namesOf(actions)}); check that they can be finished together.`,
      ),
    ];
  },
};

export const timescale: Check[] = [
  blankTimescale,
  beforePlan,
  ...slipChecks,
  undated,
  afterPlan,
  startOnly,
  twoDates,
  ongoing,
  noYear,
  dueTogether,
];
