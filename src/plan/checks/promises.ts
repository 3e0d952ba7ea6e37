/**
 * Checks for promises that live in Notes, Outcomes or Owner, where no date of the plan follows them.
 *
 * What the row's own date covers is no hidden promise, and an outcome that looks ahead is only an outcome.
 */
import { monthsBetween, sayDate } from "../calendar";
import type { Action, Cadence, Finding, IsoDate, Meaning } from "../model";
import type { ReviewItem } from "../review";
import { callAction, quote } from "../words";
import { about, grouped, inColumn, quoteAround } from "./check";
import type { Check, Look } from "./check";
import { asks, promisedBefore } from "./dates";

/** Columns prose stands in. */
const places: ("notes" | "outcomes" | "owner")[] = ["notes", "outcomes", "owner"];

const textOf = (action: Action, meaning: (typeof places)[number]) =>
  meaning === "owner" ? action.owner.text : action[meaning];

interface Dated {
  item: ReviewItem;
  meaning: Meaning;
  words: string;
  dateWords: string;
  /** Where the date stands in `words`. */
  at: number;
  due: IsoDate;
  noYear: boolean;
}

/** Worked out once for the three checks of dated promises. */
const remembered = new WeakMap<Look, Dated[]>();

/** Dated promises outside the Timescale column, one a sentence, other than those that repeat the row's own date. */
function datedPromises(look: Look): Dated[] {
  const known = remembered.get(look);
  if (known) return known;
  const all = look.items.flatMap((item): Dated[] => {
    const { action, status } = item;
    if (status.status === "complete" || status.status === "closed") return [];
    return places.flatMap((meaning) =>
      look.sentences(textOf(action, meaning)).flatMap((sentence): Dated[] => {
        if (asks(sentence)) return [];
        const date = look.dates(sentence.text).find(({ due, at }) => due !== null && promisedBefore(sentence.text, at));
        if (!date || sameMonth(date.due!, action)) return [];
        return [
          {
            item,
            meaning,
            words: sentence.text,
            dateWords: date.words,
            at: date.at,
            due: date.due!,
            noYear: date.noYear,
          },
        ];
      }),
    );
  });
  remembered.set(look, all);
  return all;
}

function sameMonth(due: IsoDate, { timescale }: Action): boolean {
  const dates = [timescale.due, timescale.start, ...timescale.milestones.map((milestone) => milestone.due)];
  return dates.some((date) => date?.slice(0, 7) === due.slice(0, 7));
}

const asked = (item: ReviewItem) =>
  item.group === "finished" ? "ask whether it was kept before the row is closed" : "ask whether it was kept";

const promisePassed: Check = {
  name: "promise-passed",
  family: "Hidden promises",
  about: "a date promised in the notes, outcomes or owner has passed",
  run(look) {
    const passed = datedPromises(look).filter(({ due, words }) => due < look.standing.asAt && !decision(words));
    const findings = passed.map(({ item, meaning, words, dateWords, at, due, noYear }) => {
      const date = noYear ? `${sayDate(due)}, if that is the year meant, has passed` : `${sayDate(due)} has passed`;
      return about(
        look,
        "promise-passed",
        "worth-checking",
        item.action,
        meaning,
        words,
        `${callAction(item.action)}: ${inColumn[meaning]} ${says(meaning)} ${quoteAround(words, at, dateWords.length)}, and ${date}; ${asked(item)}.`,
      );
    });
    return grouped(
      findings,
      distinct(passed),
      (refs) =>
        `The notes or outcomes of ${refs} promise things by dates that have passed; ask whether they were kept.`,
    );
  },
};

const says = (meaning: Meaning) => (meaning === "owner" ? "says" : "say");
const distinct = (found: { item: ReviewItem }[]) => [...new Set(found.map(({ item }) => item.action))];

const dateAgainst: Check = {
  name: "timescale-against-notes",
  family: "Contradiction",
  about: "the notes or outcomes promise a later date than the timescale",
  run(look) {
    const later = datedPromises(look).filter(({ item, due, words }) => {
      const { timescale } = item.action;
      return (
        due >= look.standing.asAt &&
        item.group !== "finished" &&
        !decision(words) &&
        timescale.dueBasis === "explicit" &&
        timescale.due !== null &&
        monthsBetween(timescale.due, due) >= 1
      );
    });
    const findings = later.map(({ item, meaning, words, dateWords, at }) =>
      about(
        look,
        "timescale-against-notes",
        "worth-checking",
        item.action,
        meaning,
        words,
        `${callAction(item.action)} is due ${quote(item.action.timescale.text, 50)}, but ${inColumn[meaning]} ${says(meaning)} ${quoteAround(words, at, dateWords.length, 90)}; ask whether the date has moved.`,
      ),
    );
    return grouped(
      findings,
      distinct(later),
      (refs) =>
        `The notes or outcomes of ${refs} promise later dates than their timescales; ask whether the dates have moved.`,
    );
  },
};

const promiseAhead: Check = {
  name: "promise-dated",
  family: "Hidden promises",
  about: "a date still ahead that only the notes, outcomes or owner give",
  run(look) {
    const ahead = datedPromises(look).filter(({ item, due, words }) => {
      const { timescale } = item.action;
      const later =
        timescale.dueBasis === "explicit" && timescale.due !== null && monthsBetween(timescale.due, due) >= 1;
      return due >= look.standing.asAt && (!later || item.group === "finished") && !decision(words);
    });
    const findings = ahead.map(({ item, meaning, words, at, dateWords }) => {
      const why =
        item.group === "finished"
          ? "which would be lost if the row is closed; give it a row of its own"
          : "which the timescale does not follow; note it for that date, or give it a row of its own";
      return about(
        look,
        "promise-dated",
        item.group === "finished" ? "worth-checking" : "tidy",
        item.action,
        meaning,
        words,
        `${callAction(item.action)}: ${inColumn[meaning]} ${meaning === "owner" ? "promises" : "promise"} something for a date still ahead (${quoteAround(words, at, dateWords.length, 90)}), ${why}.`,
      );
    });
    return grouped(
      findings,
      distinct(ahead),
      (refs) =>
        `The notes or outcomes of ${refs} promise things for dates that their timescales do not follow; note them, or give each a row of its own.`,
    );
  },
};

/** A decision still to be made, as the words have it. */
function decision(words: string): boolean {
  const lower = words.toLowerCase().slice(0, 600);
  if (/\b(?:to be|yet to be|needs to be|need to be|must be|is to be) (?:decided|determined|agreed by)\b/.test(lower))
    return !/\b(?:was|were|had) (?:yet )?to be\b/.test(lower);
  const at = lower.search(/\bdecisions?\b/);
  return (
    at >= 0 &&
    /\b(?:needs? to be|to be (?:made|taken|reached|agreed)|(?:is|are) (?:needed|required|awaited|pending|outstanding)|required by|needed by|awaited|not yet been (?:made|taken))\b/.test(
      lower.slice(at, at + 160),
    )
  );
}

const promiseDecision: Check = {
  name: "promise-decision",
  family: "Hidden promises",
  about: "a decision still to be made, in the notes or outcomes",
  run(look) {
    const found: Action[] = [];
    const findings = look.items.flatMap(({ action, status }): Finding[] => {
      if (status.status === "complete" || status.status === "closed") return [];
      for (const meaning of ["notes", "outcomes"] as const) {
        const sentence = look.sentences(action[meaning]).find((one) => !one.question && decision(one.text));
        if (!sentence) continue;
        found.push(action);
        return [
          about(
            look,
            "promise-decision",
            "worth-checking",
            action,
            meaning,
            sentence.text,
            `${callAction(action)}: ${inColumn[meaning]} ask for a decision (${quote(sentence.text, 120)}); say who makes it and by when.`,
          ),
        ];
      }
      return [];
    });
    return grouped(
      findings,
      found,
      (refs) => `The notes of ${refs} ask for decisions; say who makes each and by when.`,
    );
  },
};

const steady =
  "likely|probably|hopefully|be able|have|help|enable|allow|remain|depend|vary|need|mean|require|continue|include|cover|become|benefit|feel|know|understand|ensure|support|improve|increase|reduce|be (?:more|better|aware|available|ongoing|in|on|at|the|an?|of|part|subject|dependent|required|expected|supported|encouraged|used|based|linked|considered)";
const willDo = new RegExp(
  `(?:^|[\\w)'’] )(?:will|shall) (?:now |also |then ){0,2}(?!(?:${steady}|not)\\b)(?:be )?[a-z]{3,}`,
  "i",
);
const toBeDone =
  /(?:^|[\w)'’] )(?<!\b(?:was|were|had|have|need|able|likely|continue|going) )to be (?:[a-z]+ly )?(?:reported|presented|circulated|arranged|shared|sent|produced|published|written|drafted|completed|launched|organised|confirmed|agreed|established|set up|recruited|appointed|commissioned|submitted|surveyed|consulted|held|scheduled)\b/i;
const regularly =
  /\b(?:periodically|regularly|routinely|annually|quarterly|monthly|termly|weekly|twice a year|every (?:year|quarter|month|term))\b/i;

const promiseUndated: Check = {
  name: "promise-undated",
  family: "Hidden promises",
  about: "something promised in the notes with no date to it",
  run(look) {
    const found: { item: ReviewItem; sure: boolean }[] = [];
    const findings = look.items.flatMap((item): Finding[] => {
      const { action, status, group } = item;
      if (status.status === "complete" || status.status === "closed") return [];
      const covered = group === "due-soon" || group === "later" || group === "overdue";
      const sentence = look
        .sentences(action.notes)
        .find(
          (one) =>
            !asks(one) &&
            (willDo.test(one.text) || toBeDone.test(one.text)) &&
            !decision(one.text) &&
            (!covered || regularly.test(one.text)) &&
            !look.dates(one.text).some(({ at }) => promisedBefore(one.text, at)),
        );
      if (!sentence) return [];
      const finished = group === "finished";
      found.push({ item, sure: finished });
      const why = finished
        ? "which would be lost if the row is closed; ask whether it was done, or give it a row of its own"
        : "with no date to it; ask by when, or how often";
      return [
        about(
          look,
          "promise-undated",
          finished ? "worth-checking" : "tidy",
          action,
          "notes",
          sentence.text,
          `${callAction(action)}: the notes promise ${quote(sentence.text, 120)}, ${why}.`,
        ),
      ];
    });
    const tidy = findings.filter(({ severity }) => severity === "tidy");
    const sure = findings.filter(({ severity }) => severity !== "tidy");
    const actions = (wanted: boolean) => found.filter((one) => one.sure === wanted).map(({ item }) => item.action);
    return [
      ...grouped(
        sure,
        actions(true),
        (refs) =>
          `${refs} read as over, but their notes still promise something; ask whether it was done before they are closed.`,
      ),
      ...grouped(
        tidy,
        actions(false),
        (refs) => `The notes of ${refs} promise things with no date to them; ask by when, or how often.`,
      ),
    ];
  },
};

const rates: [RegExp, Cadence[]][] = [
  [/\bannually\b|\bevery year\b|\beach year\b|\byearly\b/i, ["annual"]],
  [/\bquarterly\b|\bevery quarter\b|\beach quarter\b/i, ["quarterly"]],
  [/\bmonthly\b|\bevery month\b|\beach month\b/i, ["monthly"]],
  [/\bweekly\b|\bevery week\b|\beach week\b/i, ["weekly", "fortnightly"]],
  [/\btermly\b|\bevery term\b|\beach term\b/i, ["termly"]],
  [/\btwice a year\b|\bsix[- ]monthly\b/i, ["biannual"]],
];
const duty =
  /\bto (?:report|provide|present|meet|update|feed ?back|review|attend|submit|publish|produce|send|brief|survey|audit)\b/i;

const promiseOwner: Check = {
  name: "promise-in-owner",
  family: "Hidden promises",
  about: "something to be done regularly that only the owner cell tells",
  run(look) {
    const found: Action[] = [];
    const findings = look.open.flatMap(({ action }): Finding[] => {
      for (const sentence of look.sentences(action.owner.text)) {
        const at = sentence.text.search(duty);
        const words = at < 0 ? "" : sentence.text.slice(at);
        const rate = rates.find(([pattern]) => pattern.test(words));
        if (!rate) continue;
        const cadence = action.timescale.recurrence?.cadence;
        if (cadence && rate[1].includes(cadence)) continue;
        found.push(action);
        return [
          about(
            look,
            "promise-in-owner",
            "worth-checking",
            action,
            "owner",
            words,
            `${callAction(action)}: the owner cell promises ${quote(words, 90)}, which the timescale (${quote(action.timescale.text || "blank", 50)}) does not follow; ask when it was last done, or give it a row of its own.`,
          ),
        ];
      }
      return [];
    });
    return grouped(
      findings,
      found,
      (refs) =>
        `The owner cells of ${refs} promise things that their timescales do not follow; give each a row of its own.`,
    );
  },
};

/** It looks at the same promises, so it stands here and is listed with the contradictions. */
export const promiseContradiction: Check[] = [dateAgainst];
export const promises: Check[] = [promisePassed, promiseDecision, promiseOwner, promiseUndated, promiseAhead];
