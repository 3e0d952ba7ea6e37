/**
 * Checks for cells of one row that say different things: how often, or for which year.
 *
 * A different act may well come round at another rate, so the words around the other rate have to be about the same thing.
 */
import { addMonths, planYear, sayDate } from "../calendar";
import type { Action, Cadence, Finding } from "../model";
import { cadenceWords, callAction, quote } from "../words";
import { about, grouped, inColumn, plainWords, quoteAround } from "./check";
import type { Check } from "./check";

const rates: [RegExp, Cadence][] = [
  [/\bdaily\b|\bevery day\b/i, "daily"],
  [/(?<!bi-?)\bweekly\b|\bevery week\b|\beach week\b/i, "weekly"],
  [/\bfortnightly\b|\bevery (?:fortnight|two weeks)\b/i, "fortnightly"],
  [/(?<!bi-?)\bmonthly\b|\bevery month\b|\beach month\b/i, "monthly"],
  [/\bquarterly\b|\bevery quarter\b|\beach quarter\b/i, "quarterly"],
  [/\btermly\b|\bevery term\b|\beach term\b/i, "termly"],
  [/\btwice a year\b|\bsix[- ]monthly\b|\bevery six months\b/i, "biannual"],
  [/(?<!bi-?|semi-?)\bannual(?:ly)?\b|\byearly\b|\bevery year\b|\beach year\b/i, "annual"],
];

/** Rates as written in a sentence, with the words around each. */
function ratesIn(text: string): { cadence: Cadence; at: number; near: string }[] {
  return rates.flatMap(([pattern, cadence]) => {
    const match = pattern.exec(text);
    return match
      ? [
          {
            cadence,
            at: match.index,
            near: text.slice(Math.max(0, match.index - 40), match.index + match[0].length + 40),
          },
        ]
      : [];
  });
}

/** The beginnings of the words that carry meaning: "updated", "updates" and "update" are one. */
function stems(text: string): Set<string> {
  const words = plainWords(text.slice(0, 600))
    .split(" ")
    .filter((word) => word.length >= 5 && !common.has(word));
  return new Set(words.map((word) => word.slice(0, 5)));
}

const common = new Set(
  "about above across action actions agreed annual annually basis continue county daily ensure every groups include including level local meeting months monthly number officer other partners people quarter quarterly regular regularly their there these those through weekly where which within would years".split(
    " ",
  ),
);

const rateAgainst: Check = {
  name: "cadence-contradicted",
  family: "Contradiction",
  about: "one cell says weekly and another monthly",
  run(look) {
    const found: Action[] = [];
    const findings = look.open.flatMap(({ action }): Finding[] => {
      const { recurrence, text, unsure } = action.timescale;
      if (!recurrence || unsure || ratesIn(text).some(({ cadence }) => cadence !== recurrence.cadence)) return [];
      const subject = stems(`${action.action} ${text}`);
      for (const meaning of ["action", "notes", "outcomes"] as const) {
        for (const sentence of look.sentences(action[meaning])) {
          const said = ratesIn(sentence.text);
          const other = said.find(({ cadence }) => cadence !== recurrence.cadence);
          if (!other || said.some(({ cadence }) => cadence === recurrence.cadence)) continue;
          // In the action itself the rate stands beside what it is about.
          if (meaning !== "action" && ![...stems(other.near)].some((stem) => subject.has(stem))) continue;
          found.push(action);
          return [
            about(
              look,
              "cadence-contradicted",
              "worth-checking",
              action,
              meaning,
              sentence.text,
              `${callAction(action)} is read as ${cadenceWords[recurrence.cadence]} from ${quote(text, 50)}, but ${inColumn[meaning]} ${meaning === "action" ? "says" : "say"} ${cadenceWords[other.cadence]} (${quoteAround(sentence.text, other.at, 12, 90)}); ask which is meant.`,
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
        `In ${refs} the timescale and another cell give different rates, such as weekly and monthly; ask which are meant.`,
    );
  },
};

const yearAtWork =
  /\b(?:during|throughout|in|for) (?:the )?(?:financial year |academic year )?(20\d\d)(?:\s?[/–-]\s?(?:20)?(\d\d))?(?![\d/–-])(?! (?:strategy|plan|act|vision|census|target|framework|guidance|review|survey|report|report's|budget|accounts|election|elections)\b)/i;

const yearAgainst: Check = {
  name: "year-contradicted",
  family: "Contradiction",
  about: "the year in the action is not the year in the timescale",
  run(look) {
    const found: Action[] = [];
    const findings = look.open.flatMap(({ action }): Finding[] => {
      const { due, dueBasis, unsure, text } = action.timescale;
      if (!due || dueBasis !== "explicit" || unsure) return [];
      const match = yearAtWork.exec(action.action.slice(0, 2000));
      if (!match) return [];
      const first = Number(match[1]);
      const spread = match[2] !== undefined;
      // "2019-23" is a stretch of several years, not a plan year.
      if (spread && Number(match[2]) !== (first + 1) % 100) return [];
      const years = spread
        ? planYear(first, look.context.calendar === "calendar" ? "financial" : look.context.calendar)
        : planYear(first, "calendar");
      // "for 2019/20" may be prepared the year before and reported on the year after.
      const slack = /^for/i.test(match[0]) ? 12 : 3;
      if (due >= addMonths(years.start, -slack) && due <= addMonths(years.end, slack)) return [];
      found.push(action);
      return [
        about(
          look,
          "year-contradicted",
          "worth-checking",
          action,
          "timescale",
          text,
          `${callAction(action)} says ${quote(match[0], 40)} in the action, and its timescale ${quote(text, 60)} is ${sayDate(due)}; ask which year is meant.`,
        ),
      ];
    });
    return grouped(
      findings,
      found,
      (refs) => `In ${refs} the year in the action is not the year in the timescale; ask which is meant.`,
    );
  },
};

export const contradiction: Check[] = [rateAgainst, yearAgainst];
