/**
 * Checks of who answers for the actions: nobody, several with none leading, names that run into each other or differ.
 *
 * A job title without a name is a fault only in a plan that otherwise names people; one person with three roles is one person.
 */
import type { Action, Finding } from "../model";
import { sayParty } from "../reading/owners";
import { callAction, count, listOf, quote } from "../words";
import { about, aboutPlan, grouped, inColumn, namesOf, plainWords } from "./check";
import type { Check } from "./check";

const ownerNone: Check = {
  name: "owner-none",
  family: "Owner",
  about: "an action nobody is named for",
  run(look) {
    const none = look.open
      .map(({ action }) => action)
      .filter(({ owner, action }) => owner.parties.length === 0 && action !== "");
    const [first] = none;
    if (!first) return [];
    const named = look.items.some(({ action }) => look.hasColumn(action, "owner") || look.hasColumn(action, "support"));
    if (!named)
      return [
        aboutPlan(
          "owner-none",
          "needs-answer",
          look.spot(first, "action"),
          "",
          "No column of the plan says who answers for an action; add one, or say which column it is.",
        ),
      ];
    if (none.length > 5 && none.length > look.open.length / 2) {
      return [
        aboutPlan(
          "owner-none",
          "needs-answer",
          look.spot(first, "owner"),
          "",
          `Nobody is named for ${none.length} of the ${look.open.length} open actions (${namesOf(none)}); name who answers for each.`,
        ),
      ];
    }
    return none.map((action) => {
      const words = action.owner.text.trim();
      const says =
        words === "" ? "names nobody to answer for it" : `has ${quote(words, 60)} for its owner, which names nobody`;
      return about(
        look,
        "owner-none",
        "needs-answer",
        action,
        "owner",
        words,
        `${callAction(action)} ${says}; ask who takes it on.`,
      );
    });
  },
};

const ownerNoLead: Check = {
  name: "owner-no-lead",
  family: "Owner",
  about: "several named and none of them leading",
  run(look) {
    const none = look.open
      .map(({ action }) => action)
      .filter(({ owner }) => owner.lead === null && owner.parties.length > 1);
    const findings = none.map((action) =>
      about(
        look,
        "owner-no-lead",
        "worth-checking",
        action,
        "owner",
        action.owner.text,
        `${callAction(action)} names ${sayNames(action)} and does not say who leads; agree who speaks to it.`,
      ),
    );
    return grouped(
      findings,
      none,
      (refs, n) => `${n} actions name several owners and do not say who leads (${refs}); agree who speaks to each.`,
    );
  },
};

function sayNames({ owner }: Action): string {
  const names = owner.parties.map(sayParty);
  return listOf(names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} others`] : names);
}

const ownerRole: Check = {
  name: "owner-role-only",
  family: "Owner",
  about: "a job title without a name, in a plan that names people",
  run(look) {
    const leads = look.open.filter(({ action }) => action.owner.lead !== null);
    const withPerson = leads.filter(({ action }) => action.owner.parties[action.owner.lead!]!.person !== null);
    if (leads.length === 0 || withPerson.length < leads.length / 2) return [];
    const holders = holdersOf(look.items.map(({ action }) => action));
    const bare = leads
      .map(({ action }) => action)
      .filter(({ owner }) => {
        const { role, person } = owner.parties[owner.lead!]!;
        return role !== null && person === null;
      });
    const findings = bare.map((action) => {
      const party = action.owner.parties[action.owner.lead!]!;
      const known = [...(holders.get(plainWords(party.role!)) ?? [])];
      const hint =
        known.length === 1
          ? `elsewhere it is ${known[0]}, so add the name if it is the same`
          : known.length > 1
            ? `elsewhere it is ${listOf(known)}, so say which`
            : "add the name, so that the right person is asked";
      return about(
        look,
        "owner-role-only",
        "tidy",
        action,
        "owner",
        party.words,
        `${callAction(action)} gives the job ${quote(party.role!, 60)} and no name; ${hint}.`,
      );
    });
    return grouped(
      findings,
      bare,
      (refs, n) => `${n} actions give a job and no name (${refs}); add the names, so that the right people are asked.`,
    );
  },
};

/** Names of the people said to hold a job, by the job. */
function holdersOf(actions: readonly Action[]): Map<string, Set<string>> {
  const holders = new Map<string, Set<string>>();
  for (const { owner } of actions) {
    for (const { role, person } of owner.parties) {
      if (role === null || person === null) continue;
      const known = holders.get(plainWords(role)) ?? new Set<string>();
      holders.set(plainWords(role), known.add(person));
    }
  }
  return holders;
}

const ownerJobShared: Check = {
  name: "owner-job-shared",
  family: "Owner",
  about: "one job said of two people",
  run(look) {
    const roles = new Set(look.register.entries.flatMap(({ roles: held }) => held.map(plainWords)));
    const byKey = new Map(look.items.map(({ action }) => [action.key, action]));
    return look.register.questions.flatMap(({ names, keys }): Finding[] => {
      const [title, ...people] = names;
      if (!title || people.length < 2 || !roles.has(plainWords(title))) return [];
      const actions = keys.flatMap((key) => byKey.get(key) ?? []);
      const places = people.map((person) => {
        const held = actions.filter(({ owner }) =>
          owner.parties.some(
            (party) => party.person === person && party.role !== null && plainWords(party.role) === plainWords(title),
          ),
        );
        return { person, held };
      });
      // The rarer holder is the likelier slip: the finding points there.
      const rarest = [...places].filter(({ held }) => held.length > 0).sort((a, b) => a.held.length - b.held.length)[0];
      const at = rarest?.held[0] ?? actions[0];
      if (!at) return [];
      const said = listOf(
        places.map(({ person, held }) => (held.length > 0 ? `${person} (${namesOf(held, 3)})` : person)),
      );
      const words = at.owner.parties.find(({ person }) => person === rarest?.person)?.words ?? at.owner.text;
      return [
        aboutPlan(
          "owner-job-shared",
          "worth-checking",
          look.spot(at, "owner"),
          words,
          `“${title}” is said of ${said}; say who holds the job now, or tell the two posts apart.`,
        ),
      ];
    });
  },
};

const ownerRunTogether: Check = {
  name: "owner-run-together",
  family: "Owner",
  about: "people in one cell with nothing between them",
  run(look) {
    const joined: Action[] = [];
    const findings = look.open.flatMap(({ action }): Finding[] => {
      const run = runTogether(action);
      if (!run) return [];
      joined.push(action);
      return [
        about(
          look,
          "owner-run-together",
          "tidy",
          action,
          "owner",
          run.words,
          `${callAction(action)} runs ${listOf(run.people)} together in ${quote(run.words, 90)}; put each on a line of their own.`,
        ),
      ];
    });
    return grouped(
      findings,
      joined,
      (refs) => `Several people run together in the owner cells of ${refs}; put each on a line of their own.`,
    );
  },
};

/** The first people of a cell with only a space between one's words and the next's; null where all stand apart. */
function runTogether({ owner: { text, parties } }: Action): { people: string[]; words: string } | null {
  let people: string[] = [];
  let begins = 0;
  let ends = 0;
  for (const { person, words } of parties) {
    const at = text.indexOf(words, ends);
    if (at < 0) continue;
    const joins = person !== null && people.length > 0 && /^[ \u00a0]+$/.test(text.slice(ends, at));
    if (!joins && people.length > 1) break;
    if (!joins) begins = at;
    people = person === null ? [] : joins ? [...people, person] : [person];
    ends = at + words.length;
  }
  return people.length > 1 ? { people, words: text.slice(begins, ends) } : null;
}

const ownerSpellings: Check = {
  name: "owner-two-spellings",
  family: "Owner",
  about: "one organisation or team written in two ways",
  run(look) {
    const { links, entries } = look.register;
    const entryOf = new Map(
      entries.flatMap((entry) => [entry.name, ...entry.alsoWritten].map((name) => [name, entry] as const)),
    );
    const byKey = new Map(look.items.map(({ action }) => [action.key, action]));
    const about = new Set<Action>();
    const findings = links.flatMap(({ names: [one, two], confidence, reason }): Finding[] => {
      // Capitals are no matter, an abbreviation is no slip, and a first name alone is not another spelling.
      if (confidence === "certain" || confidence === "told" || / by its initials\.$/.test(reason)) return [];
      const entry = entryOf.get(two) ?? entryOf.get(one);
      if (!entry || entry.kind !== "organisation") return [];
      const keys = [...entry.leads, ...entry.supports, ...entry.named];
      const at = keys
        .flatMap((key) => byKey.get(key) ?? [])
        .find(({ owner }) => owner.text.includes(two) || owner.text.includes(one));
      if (!at) return [];
      about.add(at);
      const inCell = [one, two].filter((name) => at.owner.text.includes(name)).sort((a, b) => b.length - a.length)[0]!;
      const ask = confidence === "possible" ? "if they are the same, write them alike" : "write them alike";
      const because = reason.replace(/; they differ by a slip of spelling/, ", a slip of spelling").replace(/\.$/, "");
      return [
        aboutPlan("owner-two-spellings", "tidy", look.spot(at, "owner"), inCell, `${because}; ${ask} everywhere.`),
      ];
    });
    return grouped(
      findings,
      [...about],
      (refs) =>
        `${findings.length} organisations seem to be written in more than one way (see ${refs}); write each alike everywhere.`,
    );
  },
};

const saysWhoLeads = /lead|led by|responsib|handed|taken/;
const leadsElsewhere =
  /(?:^|[.;:,(] ?|\band )((?:the )?[A-Z][\w&'’/-]*(?: (?:[A-Z][\w&'’/-]*|of|and|the|for|team|group|board|unit|officer|manager|service|services)){0,6}) (?:will lead|to lead|is leading|are leading|leads|now leads|has taken the lead|have taken the lead|will take the lead|is the lead)\b/;
const ledBy =
  /\b(?:now led by|led by|being led by|responsibility (?:has )?(?:passed|moved|transferred) to|handed over to|taken over by) ((?:the )?[A-Z][\w&'’/-]*(?: (?:[A-Z][\w&'’/-]*|of|and|the|for)){0,5})/;

const ownerContradicted: Check = {
  name: "owner-contradicted",
  family: "Owner",
  about: "another cell that says somebody else leads",
  run(look) {
    const found: Action[] = [];
    const findings = look.open.flatMap(({ action }): Finding[] => {
      if (action.owner.parties.length === 0) return [];
      for (const meaning of ["notes", "outcomes"] as const) {
        for (const sentence of look.sentences(action[meaning])) {
          if (!saysWhoLeads.test(sentence.text)) continue;
          const who = (leadsElsewhere.exec(sentence.text) ?? ledBy.exec(sentence.text))?.[1];
          if (!who || namedIn(who, action.owner.text)) continue;
          found.push(action);
          return [
            about(
              look,
              "owner-contradicted",
              "worth-checking",
              action,
              meaning,
              sentence.text,
              `${callAction(action)} has ${quote(action.owner.text, 60)} for its owner, but ${inColumn[meaning]} say ${quote(sentence.text, 90)}; ask who answers for it.`,
            ),
          ];
        }
      }
      return [];
    });
    return grouped(
      findings,
      found,
      (refs) => `In ${refs} another cell says that somebody else leads; ask who answers for each.`,
    );
  },
};

/** True where a word of the name, or its initials, stands in the Owner cell. */
function namedIn(who: string, owner: string): boolean {
  const cell = ` ${plainWords(owner)} `;
  const names = plainWords(who)
    .split(" ")
    .filter(
      (word) =>
        !/^(?:the|of|and|for|a|it|this|we|they|who|he|she|team|group|board|officer|manager|service|services)$/.test(
          word,
        ),
    );
  if (names.length === 0 || names.some((word) => cell.includes(` ${word} `))) return true;
  return names.length > 1 && cell.includes(` ${names.map((word) => word[0]).join("")} `);
}

const ownerHalf: Check = {
  name: "owner-half-the-plan",
  family: "Owner",
  about: "half the plan on one person",
  run(look) {
    const { open } = look;
    const people = look.register.entries.filter(({ kind, leads }) => kind === "person" && leads.length > 0);
    const leaders = look.register.entries.filter(({ leads }) => leads.length > 0);
    const openKeys = new Set(open.map(({ action }) => action.key));
    if (open.length < 8 || leaders.length < 3) return [];
    return people.flatMap(({ name, leads }): Finding[] => {
      const held = leads.filter((key) => openKeys.has(key));
      if (held.length * 2 < open.length) return [];
      const first = look.items.find(({ action }) => action.key === held[0])!.action;
      return [
        aboutPlan(
          "owner-half-the-plan",
          "worth-checking",
          look.spot(first, "owner"),
          name,
          `${name} leads ${held.length} of the ${count(open.length, "open action")}; check that one person can carry them, and who would stand in.`,
        ),
      ];
    });
  },
};

export const owner: Check[] = [
  ownerNone,
  ownerNoLead,
  ownerContradicted,
  ownerJobShared,
  ownerHalf,
  ownerRunTogether,
  ownerRole,
  ownerSpellings,
];
