/**
 * Reads an Owner cell: who is named, in which part, and who answers for the action.
 *
 * Never invents a name: every role, person and organisation is the cell's own words. Where the cell does not say who leads,
 * neither does the reading, save that one person named before teams and groups is taken to answer for them.
 */
import type { Ownership, Party, PartyPart } from "../../model";
import { readClauses } from "./clauses";
import type { Found } from "./parties";
import { partiesOf } from "./parties";
import { findAtoms } from "./spans";
import type { Token } from "./tokens";
import { tokenise } from "./tokens";
import { fold, nobody, sameAsAbove } from "./words";

/** An Owner cell longer than this is prose pasted in the wrong place; its beginning is read and the rest is said to be unread. */
const longestRead = 3000;

/**
 * Reads the words of one Owner cell; `support` is the text of a separate support column.
 *
 * `lead` is the marked lead, else the only party, else the one who is not a supporter, else the one person named before teams
 * and groups. Of several equals nobody is chosen: `lead` is null and `unsure` is true.
 */
export function readOwner(text: string, support = ""): Ownership {
  const words = fold(text.trim());
  const others =
    support.trim() === ""
      ? []
      : findParties(support.slice(0, longestRead)).map((party) => ({
          ...party,
          part: "support" as PartyPart,
          because: "the support column",
        }));
  if (words === "" && others.length === 0) return unnamed(text, false, "Nobody is named.");
  if (sameAsAbove.has(words))
    return unnamed(text, true, `“${text.trim()}” points at another row and names nobody here.`);
  if (nobody.has(words) || nobody.has(fold(text.trim()))) {
    if (others.length === 0) return unnamed(text, true, `“${text.trim()}” names nobody yet.`);
    return {
      ...unnamed(text, true, ""),
      parties: others.map(asParty),
      why: `“${text.trim()}” names nobody yet; the support column names others.`,
    };
  }
  const owners = findParties(text.slice(0, longestRead));
  if (others.length > 0 && owners.length === 1) owners[0]!.part = "lead";
  const found = distinct([...owners, ...others]);
  if (found.length === 0)
    return unnamed(text, true, `No person, role or organisation could be made out in “${shorten(text)}”.`);
  const { lead, unsure, why } = decideLead(found);
  const doubt = doubtful(found, text);
  return {
    text,
    parties: found.map(asParty),
    lead,
    unsure: unsure || doubt !== "",
    why: doubt === "" ? why : `${why} ${doubt}`,
  };
}

/** A party in one line: the person if there is one, else role and organisation: "Prevent leads, all agencies". */
export function sayParty(party: Pick<Party, "role" | "person" | "organisation">): string {
  if (party.person !== null) return party.person;
  const named = [party.role, party.organisation].filter((part): part is string => part !== null);
  if (named.length === 2 && named[0]!.toLowerCase().includes(named[1]!.toLowerCase())) return named[0]!;
  return named.join(", ");
}

const unnamed = (text: string, unsure: boolean, why: string): Ownership => ({
  text,
  parties: [],
  lead: null,
  unsure,
  why,
});

const asParty = ({ role, person, organisation, part, words }: Found): Party => ({
  role,
  person,
  organisation,
  part,
  words,
});

const shorten = (text: string) => (text.trim().length > 80 ? `${text.trim().slice(0, 77)}…` : text.trim());

function findParties(text: string): Found[] {
  const clauses = readClauses(markDashedParts(tokenise(text)), namesClearly);
  return distinct(clauses.flatMap((clause) => partiesOf(clause, text)));
}

/** "WCC – lead, NBBC – support" says the same as "WCC (lead), NBBC (support)". */
function markDashedParts(tokens: Token[]): Token[] {
  const out: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const [token, next, after] = [tokens[at]!, tokens[at + 1], tokens[at + 2]];
    const mark = next?.kind === "word" && /^(?:lead|support|supporting)$/i.test(next.text);
    const opens = token.kind === "dash" || (token.kind === "word" && token.text === "as");
    if (
      at > 0 &&
      opens &&
      mark &&
      (!after || (after.kind !== "word" && after.kind !== "dash" && after.kind !== "colon"))
    ) {
      out.push({ kind: "bracket", text: next.text, from: token.from, to: next.to });
      at++;
    } else out.push(token);
  }
  return out;
}

function namesClearly(tokens: Token[]): boolean {
  const { atoms, leftOver } = findAtoms(tokens);
  return leftOver === 0 && atoms.length > 0 && atoms.every((atom) => atom.clear);
}

/** Leaves out a party named again, and a bare first name that refers back to somebody named in full. */
function distinct(found: Found[]): Found[] {
  const kept: Found[] = [];
  const seen = new Map<string, Found>();
  for (const party of found) {
    const key = [party.role?.replace(/^all /i, ""), party.person, party.organisation]
      .map((part) => part?.toLowerCase() ?? "")
      .join("|");
    const bare =
      party.person !== null && party.role === null && party.organisation === null && !party.person.includes(" ");
    const earlier =
      seen.get(key) ?? (bare ? kept.find((other) => other.person?.startsWith(`${party.person} `)) : undefined);
    if (earlier) {
      earlier.part ??= party.part;
      continue;
    }
    seen.set(key, party);
    kept.push(party);
  }
  return kept;
}

interface Decision {
  lead: number | null;
  unsure: boolean;
  why: string;
}

/** Settles the parts the words leave open and says who answers. Changes `part` only where the cell's build tells it. */
function decideLead(found: Found[]): Decision {
  const says = (index: number) => `“${sayParty(found[index]!)}”`;
  const marked = found.findIndex((party) => party.part === "lead");
  if (marked >= 0) {
    const leads = found.filter((party) => party.part === "lead");
    const because = found[marked]!.because;
    if (because !== "" && !because.endsWith(" by")) for (const party of found) party.part ??= "support";
    const how = because === "" ? "the support column names the others" : `the cell says “${because}”`;
    return leads.length > 1
      ? {
          lead: marked,
          unsure: false,
          why: `${says(marked)} and ${leads.length - 1} other${leads.length > 2 ? "s" : ""} lead together: ${how}; the first named speaks to it.`,
        }
      : { lead: marked, unsure: false, why: `${says(marked)} leads: ${how}.` };
  }
  if (found.length === 1 && found[0]!.part !== "support")
    return { lead: 0, unsure: false, why: `${says(0)} is the only one named.` };
  const main = found.filter((party) => party.part !== "support");
  if (main.length === 0)
    return {
      lead: null,
      unsure: true,
      why: `${found.length === 1 ? "Only a supporter is" : "Only supporters are"} named; the cell does not say who leads.`,
    };
  if (main.length === 1) {
    const lead = found.indexOf(main[0]!);
    main[0]!.part = "lead";
    const supporter = found.find((party) => party.part === "support")!;
    return { lead, unsure: false, why: `${says(lead)} leads: the others come in after “${supporter.because}”.` };
  }
  const coordinators = main.filter((party) => party.duty === "coordinates");
  if (coordinators.length === 1) {
    for (const party of main) party.part = party === coordinators[0] ? "lead" : "support";
    const lead = found.indexOf(coordinators[0]!);
    return { lead, unsure: false, why: `${says(lead)} leads: the cell says they coordinate.` };
  }
  const [first, ...rest] = main;
  if (
    found[0] === first &&
    first!.duty === "none" &&
    rest.every((party) => party.duty === "own" && party.line > first!.line)
  ) {
    for (const party of main) party.part = party === first ? "lead" : "support";
    return { lead: 0, unsure: false, why: `${says(0)} leads: named first, and the others have a task of their own.` };
  }
  if (found[0] === first && first!.individual && rest.every((party) => !party.individual)) {
    return {
      lead: 0,
      unsure: false,
      why: `${says(0)} answers for it: named first, and the others are teams or groups.`,
    };
  }
  return {
    lead: null,
    unsure: true,
    why: `${main.length} are named side by side (${list(main)}); the cell does not say who leads.`,
  };
}

const list = (found: Found[]) => {
  const names = found.slice(0, 3).map(sayParty);
  return found.length > 3 ? `${names.join(", ")} and ${found.length - 3} more` : names.join(", ");
};

function doubtful(found: Found[], text: string): string {
  if (text.length > longestRead) return `Only the first ${longestRead} characters were read.`;
  const waiting = found.find((party) => party.notYet !== "");
  if (waiting) return `“${sayParty(waiting)}” is still to be named.`;
  if (/\b(?:tbc|tba|tbd|vacant|to be (?:confirmed|decided|identified|appointed))\b/i.test(text.slice(0, 2000)))
    return "Somebody is still to be named.";
  if (found.length === 1 && /^(?:all|everyone|everybody|various)\b/i.test(sayParty(found[0]!)))
    return "Nobody in particular is named.";
  const guessed = found.find((party) => party.guessed && party.person !== null);
  return guessed ? `“${guessed.person}” was taken to be a person by the look of the words.` : "";
}
