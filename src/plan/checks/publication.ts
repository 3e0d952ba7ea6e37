/**
 * Checks before a plan is published: marked words, people's names, abbreviations nobody explains, bare addresses.
 *
 * Summaries: the officer needs to know that there is something to do, not to be told of it row by row.
 */
import type { Action, Finding, Meaning } from "../model";
import { callAction, count, listOf, oneLine, quote } from "../words";
import { about, aboutPlan, grouped, inColumn, namesOf } from "./check";
import type { Check } from "./check";

const prose: Meaning[] = ["action", "owner", "support", "timescale", "outcomes", "notes", "status"];

/** The words of a protective marking; "confidential" alone is a plain word unless it stands as a marking does. */
const marking =
  /\bofficial[ -–:]{1,3}sensitive\b|\bnot for (?:publication|circulation|onward (?:sharing|circulation)|wider circulation|sharing)\b|\b(?:private|strictly) (?:and|&) confidential\b|\bstrictly confidential\b|\bcommercial(?:ly)? in confidence\b|\bcommercially sensitive\b|\bin strict confidence\b|\bexempt information\b|\blaw enforcement sensitive\b|\bprotectively marked\b/i;
const markingAlone = /(?:^|[([] ?)(?:OFFICIAL|RESTRICTED|CONFIDENTIAL|SECRET|TOP SECRET|PROTECT)(?: ?[)\]]|[:.]|$)/;

const markingWords: Check = {
  name: "marking-words",
  family: "Publication",
  about: "words of a protective marking in a row",
  run(look) {
    const found: Action[] = [];
    const findings = look.items.flatMap(({ action }): Finding[] => {
      for (const meaning of prose) {
        const text = action.cells[meaning]?.text.slice(0, 6000) ?? "";
        const match = marking.exec(text) ?? markingAlone.exec(text);
        if (!match) continue;
        found.push(action);
        const sentence = look.sentences(text).find((one) => one.text.includes(match[0]))?.text ?? match[0];
        return [
          about(
            look,
            "marking-words",
            "worth-checking",
            action,
            meaning,
            sentence,
            `${callAction(action)}: ${inColumn[meaning]} ${meaning === "outcomes" || meaning === "notes" ? "say" : "says"} ${quote(sentence, 90)}; check before the plan is shared or published.`,
          ),
        ];
      }
      return [];
    });
    return grouped(
      findings,
      found,
      (refs, n) =>
        `${n} rows carry the words of a protective marking (${refs}); check them before the plan is shared or published.`,
    );
  },
};

const peopleNamed: Check = {
  name: "people-named",
  family: "Publication",
  about: "people named in the plan",
  run(look) {
    const people = look.register.entries.filter(({ kind }) => kind === "person");
    const [first] = people;
    const at =
      first && look.items.find(({ action }) => action.owner.parties.some(({ person }) => person !== null))?.action;
    if (!first || !at) return [];
    const sentence =
      people.length === 1 ? "One person is named in the plan" : `${people.length} people are named in the plan`;
    return [
      aboutPlan(
        "people-named",
        "tidy",
        look.spot(at, "owner"),
        at.owner.text,
        `${sentence}; for a public copy choose job titles in place of names.`,
      ),
    ];
  },
};

/** Known to any reader of a council's paper. */
const known = new Set(
  "UK GB EU US NHS BBC MP MPS TBC TBA TBD NA PDF IT ICT HR ID GP GPS CEO AGM FAQ FAQS CV PC TV DVD CD USB SMS QR Q1 Q2 Q3 Q4 FY RAG KPI KPIS COVID OK AM PM PLC LTD BAME VAT PR HQ ATM II III IV VI VII OFFICIAL SENSITIVE ALL AND THE NOT NB ETC NO YES NEW TO OF IN FOR BY ON OR IS AS AT".split(
    " ",
  ),
);
const capitals = /(?<![\p{L}\d.@/-])(?:[A-Z][A-Z&]{1,7}|[A-Z]-[A-Z]{2,6})s?(?![\p{L}\d@]|['’][a-rt-z]|\.[a-z])/gu;
/** At most this much prose of a cell is looked at for abbreviations. */
const longestLooked = 4000;
const mostListed = 20;

const abbreviations: Check = {
  name: "abbreviations",
  family: "Publication",
  about: "abbreviations that the plan never spells out",
  run(look) {
    const used = new Map<string, { action: Action; meaning: Meaning; word: string }>();
    const spelled = new Set<string>();
    const texts = new Set<string>();
    for (const { action } of look.items) {
      for (const meaning of prose) {
        const text = action.cells[meaning]?.text.slice(0, longestLooked) ?? "";
        if (text === "" || texts.has(text)) continue;
        texts.add(text);
        // A whole cell in capitals is loud, not abbreviated.
        if (!/[A-Z]-?[A-Z&]/.test(text) || text === text.toUpperCase()) continue;
        for (const match of text.matchAll(capitals)) {
          const word = match[0].replace(/(?<=[A-Z]{2})s$/, "");
          const key = word.replace(/[-&]/g, "");
          if (known.has(key) || key.length < 2) continue;
          if (!used.has(key)) used.set(key, { action, meaning, word });
        }
      }
    }
    if (used.size === 0) return [];
    const lengths = new Set([...used.keys()].map((key) => key.length));
    for (const text of texts) noteInitials(text, lengths, spelled);
    for (const { title } of look.standing.plan.sections) noteInitials(title, lengths, spelled);
    const unknown = [...used].filter(([key]) => !spelled.has(key)).map(([, where]) => where);
    const [first] = unknown;
    if (!first) return [];
    const names = unknown.slice(0, mostListed).map(({ word }) => word);
    if (unknown.length > mostListed) names.push(`${unknown.length - mostListed} more`);
    return [
      aboutPlan(
        "abbreviations",
        "tidy",
        look.spot(first.action, first.meaning),
        first.word,
        `${count(unknown.length, "abbreviation")} ${unknown.length === 1 ? "is" : "are"} not spelt out anywhere in the plan (${listOf(names)}); spell ${unknown.length === 1 ? "it" : "each"} out once for readers from outside.`,
      ),
    ];
  },
};

const capitalised = /^\p{Lu}\p{Ll}/u;
const small = new Set(["of", "and", "the", "for", "in", "to", "on"]);

/** Notes the initials of every run of capitalised words: "Our Families, Our Future" spells out OFOF. */
function noteInitials(text: string, lengths: ReadonlySet<number>, spelled: Set<string>): void {
  const most = Math.max(...lengths);
  let run = "";
  for (const word of text.split(/[\s,/–("'‘“-]+/)) {
    const code = word.charCodeAt(0);
    // Small letters and figures are the most of a text, and need no closer look.
    if (code >= 48 && code <= 122 && !(code >= 65 && code <= 90)) {
      if (run !== "" && !small.has(word)) run = "";
    } else if (capitalised.test(word)) {
      run = (run + word[0]!.toUpperCase()).slice(-most);
      if (run.length > 1) for (const length of lengths) if (run.length >= length) spelled.add(run.slice(-length));
    } else if (word !== "" && word !== "&") run = "";
  }
}

const address = /\b(?:https?:\/\/|www\.)[^\s,;()]{3,200}/i;

const addressBare: Check = {
  name: "address-bare",
  family: "Publication",
  about: "a web address where the name of the page could stand",
  run(look) {
    const found = look.items.flatMap(({ action }) => {
      for (const meaning of prose) {
        const match = address.exec(action.cells[meaning]?.text.slice(0, 6000) ?? "");
        if (match) return [{ action, meaning, words: match[0].replace(/[.:]$/, "") }];
      }
      return [];
    });
    const [first] = found;
    if (!first) return [];
    const sentence =
      found.length === 1
        ? `${callAction(first.action)} gives the address ${quote(oneLine(first.words), 60)}; for a public copy the name of the page, with the link behind it, is easier to read and to hear.`
        : `${namesOf(found.map(({ action }) => action))} give web addresses in full; for a public copy the names of the pages, with the links behind them, are easier to read and to hear.`;
    return [aboutPlan("address-bare", "tidy", look.spot(first.action, first.meaning), first.words, sentence)];
  },
};

export const publication: Check[] = [markingWords, peopleNamed, abbreviations, addressBare];
