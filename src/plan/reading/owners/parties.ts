/**
 * Puts the people, roles and organisations of a clause together into parties.
 *
 * "Prevent Officer – A B NBBC – C D" is two parties, not three or one: a dash binds a title to its holder more closely than
 * standing side by side does. Which party leads is decided in `index.ts`.
 */
import type { PartyPart } from "../../model";
import type { Clause } from "./clauses";
import type { Atom } from "./spans";
import { findAtoms } from "./spans";
import type { Token } from "./tokens";
import { tokenise } from "./tokens";
import {
  fold,
  isBodyRole,
  isClosingHead,
  isCouncilInitials,
  isEmployer,
  isInitials,
  isOrganisationHead,
  isPluralHead,
  isRank,
  isRoleHead,
  isServiceInitials,
  singular,
} from "./words";

/** A party as found, before it is decided who leads. */
export interface Found {
  role: string | null;
  person: string | null;
  organisation: string | null;
  part: PartyPart;
  because: string;
  words: string;
  duty: Clause["duty"];
  line: number;
  /** One person or one post, not a team or "Councillors". */
  individual: boolean;
  /** Recognised by shape alone. */
  guessed: boolean;
  /** "to be nominated" */
  notYet: string;
}

type Join = "next" | "dash" | "comma" | "within" | "break";

interface Piece {
  atom: Atom;
  text: string;
  from: number;
  to: number;
  /** How it hangs on the piece before it. */
  join: Join;
  /** A bracket stands between it and the piece before it. */
  afterBracket: boolean;
  /** "and" or a comma joins it to the piece before: they are one list. */
  listed: boolean;
  brackets: Token[];
}

/** Parties of one clause, in the order of the words. */
export function partiesOf(clause: Clause, text: string): Found[] {
  const { tokens } = clause;
  const emails = tokens.filter((token) => token.kind === "email");
  const { atoms, leftOver } = findAtoms(tokens);
  const usable = atoms.filter((atom) => keeps(atom, clause, leftOver));
  if (clause.later && (leftOver > 0 || usable.length < atoms.length)) return [];
  const pieces = joinUnits(joinRanks(piecesOf(usable, tokens, text), text), text);
  const groups = group(pieces);
  const found = groups.map((pieceGroup) => partyOf(pieceGroup, clause, text));
  shareTitles(found, groups);
  sharePlace(found, pieces);
  if (found.length === 0) return emails.map((email) => fromEmail(email, clause));
  return found;
}

/** A thing done to something, or a stretch of prose, names only those who are plainly named. */
function keeps(atom: Atom, clause: Clause, leftOver: number): boolean {
  if (clause.passive)
    return clause.notYet !== "" ? atom.kind !== "organisation" : atom.kind !== "organisation" && atom.clear;
  return atom.clear || (leftOver < 2 && !clause.later);
}

function piecesOf(atoms: Atom[], tokens: Token[], text: string): Piece[] {
  return atoms.map((atom, index) => {
    const [first, last] = trimmed(atom, tokens);
    const from = tokens[first]!.from;
    const to = tokens[last]!.to;
    const previous = atoms[index - 1];
    const between = previous ? tokens.slice(previous.last + 1, atom.first) : [];
    const next = atoms[index + 1];
    const brackets = tokens
      .slice(atom.last + 1, next ? next.first : tokens.length)
      .filter((token) => token.kind === "bracket");
    return {
      atom,
      text: tidy(text.slice(from, to)),
      from,
      to,
      brackets,
      join: joinOf(between),
      afterBracket: between.some((token) => token.kind === "bracket"),
      listed: between.some((token) => token.kind === "and" || token.kind === "comma" || token.kind === "slash"),
    };
  });
}

const article = /^(?:the|a|an)$/i;

function trimmed(atom: Atom, tokens: Token[]): [number, number] {
  return atom.kind !== "person" && article.test(tokens[atom.first]!.text) && atom.last > atom.first
    ? [atom.first + 1, atom.last]
    : [atom.first, atom.last];
}

const tidy = (words: string) =>
  words
    .replaceAll(/[\s\u00a0]+/g, " ")
    .replace(/[.,;:]$/, "")
    .trim();

function joinOf(between: Token[]): Join {
  const marks = between.filter((token) => token.kind !== "bracket");
  if (marks.length === 0) return "next";
  if (marks.every((token) => token.kind === "dash" || token.kind === "colon")) return "dash";
  if (marks.length === 1 && marks[0]!.kind === "comma") return "comma";
  const words = marks.filter((token) => token.kind === "word").map((token) => fold(token.text));
  if (
    words.length === marks.length &&
    words.every((word) => /^(?:in|at|from|within|of|across|the|for|each|all)$/.test(word)) &&
    !words.every((word) => /^(?:the|each|all)$/.test(word))
  )
    return "within";
  return "break";
}

/** Cuts pieces into parties of at most one role, one person and one organisation, binding what belongs together. */
function group(pieces: Piece[]): Piece[][] {
  const pairs = pairedRuns(pieces);
  const size = pieces.length;
  const best = new Array<number>(size + 1).fill(Infinity);
  const choice = new Array<number>(size + 1).fill(0);
  best[0] = 0;
  for (let to = 1; to <= size; to++) {
    let cost = 0;
    const kinds = new Set<string>();
    for (let from = to - 1; from >= Math.max(0, to - 3); from--) {
      if (kinds.has(pieces[from]!.atom.kind)) break;
      kinds.add(pieces[from]!.atom.kind);
      if (from < to - 1) cost += bindCost(pieces[from]!, pieces[from + 1]!, pairs[from + 1]!);
      const total = best[from]! + cost + (from > 0 ? breakCost(pieces[from - 1]!, pieces[from]!) : 0);
      if (total < best[to]!) {
        best[to] = total;
        choice[to] = from;
      }
    }
  }
  const groups: Piece[][] = [];
  for (let to = size; to > 0; to = choice[to]!) groups.push(pieces.slice(choice[to]!, to));
  return groups.reverse();
}

/** "Name, body, name, body" or "name, title, body": for each piece, whether commas in its run stand inside parties too. */
function pairedRuns(pieces: Piece[]): boolean[] {
  const paired: boolean[] = [];
  for (let from = 0; from < pieces.length;) {
    let to = from + 1;
    while (to < pieces.length && pieces[to]!.join !== "break") to++;
    const kinds = pieces.slice(from, to).map((piece) => piece.atom.kind);
    const distinct = kinds.length <= 3 && new Set(kinds).size === kinds.length;
    const alternating =
      kinds.length % 2 === 0 && kinds[0] !== kinds[1] && kinds.every((kind, index) => kind === kinds[index % 2]);
    for (let at = from; at < to; at++) paired.push(distinct || alternating);
    from = to;
  }
  return paired;
}

function bindCost(before: Piece, after: Piece, alternates: boolean): number {
  const pair = `${before.atom.kind} ${after.atom.kind}`;
  const withPerson = before.atom.kind === "person" || after.atom.kind === "person";
  const organisation = before.atom.kind === "organisation" ? before : after;
  switch (after.join) {
    case "dash":
      return 0;
    case "within":
      return pair === "role organisation" || pair === "person organisation" ? 0 : Infinity;
    case "next":
      if (pair === "role person") return 1;
      if (pair === "person role") return 1.2;
      if (withPerson) return after.afterBracket && pair === "person organisation" ? 4 : 2;
      if (after.afterBracket) return Infinity;
      if (pair === "role organisation")
        return isEmployer(lastWord(organisation)) && !isPluralHead(lastWord(before)) ? 2 : Infinity;
      return isPluralHead(lastWord(after)) || isPluralHead(firstWord(after)) || isTailRole(after) ? Infinity : 1.5;
    case "comma":
      if (pair === "person role") return isPluralHead(lastWord(after)) ? 1.5 : 1;
      if (pair === "role person") return alternates ? 1.2 : Infinity;
      if (pair === "person organisation") return alternates ? 1.5 : Infinity;
      if (pair === "role organisation")
        return alternates && isEmployer(lastWord(after)) && after.text.includes(" ") && !isPluralHead(lastWord(before))
          ? 1.5
          : isCouncilInitials(after.text) && alternates
            ? 1.5
            : Infinity;
      return Infinity;
    default:
      return Infinity;
  }
}

const lastWord = (piece: Piece) => piece.text.slice(piece.text.lastIndexOf(" ") + 1);
const firstWord = (piece: Piece) => piece.text.split(" ", 1)[0]!;
const isTailRole = (piece: Piece) => / (?:of|for) /.test(piece.text);

function breakCost(before: Piece, after: Piece): number {
  const differ = before.atom.kind !== after.atom.kind;
  if (after.join === "dash") return differ ? 6 : 0;
  if (after.join === "within") return 5;
  if (after.join === "next") return 3;
  return after.join === "comma" ? 2 : 0;
}

function partyOf(pieces: Piece[], clause: Clause, text: string): Found {
  const party: Found = {
    role: null,
    person: null,
    organisation: null,
    part: clause.part,
    because: clause.because,
    words: "",
    duty: clause.duty,
    line: clause.line,
    individual: false,
    guessed: pieces.every((piece) => !piece.atom.clear),
    notYet: clause.notYet,
  };
  let to = pieces[pieces.length - 1]!.to;
  for (const piece of pieces) {
    party[piece.atom.kind] = piece.text;
    for (const bracket of piece.brackets) if (readBracket(party, piece, bracket, text)) to = Math.max(to, bracket.to);
  }
  if (party.role !== null && party.organisation === null) party.organisation = bodyOf(party.role);
  if (party.role !== null && party.person === null && clause.notYet !== "")
    party.role = `${party.role} ${clause.notYet}`;
  party.words = text.slice(pieces[0]!.from, to);
  party.individual = party.person !== null || (party.role !== null && !isMany(party.role));
  return party;
}

/** "Chair of the Strategy Group": the group is said too. */
function bodyOf(role: string): string | null {
  const match = /^((?:\S+ ){0,3}?\S+) of (?:the )?(.+)$/i.exec(role);
  if (!match) return null;
  const body = match[2]!;
  const head = match[1]!.slice(match[1]!.lastIndexOf(" ") + 1);
  return isBodyRole(head) &&
    !isPluralHead(head) &&
    /^\p{Lu}/u.test(body) &&
    isOrganisationHead(body.slice(body.lastIndexOf(" ") + 1)) &&
    body.includes(" ")
    ? body
    : null;
}

/** "Councillors", "All teachers", "Heads of Service". */
function isMany(role: string): boolean {
  const words = role.split(" ");
  const of = words.findIndex((word) => /^(?:of|for)$/.test(word));
  const head = of > 0 ? words[of - 1]! : words[words.length - 1]!;
  return isPluralHead(head) || /^(?:all|various|relevant|each|every)$/i.test(words[0]!);
}

const leadMark =
  /^(?:l|lead|leads|joint lead|joint leads|overall lead|lead agency|lead officer|lead partner|lead organisation|action lead|as lead)$/i;
const supportMark = /^(?:s|support|supporting|supports|in support|partner|as support)$/i;

/** Takes what a bracket says of the party before it; false when it belongs to none (a date, "started in May"). */
function readBracket(party: Found, piece: Piece, bracket: Token, text: string): boolean {
  const inside = bracket.text;
  if (leadMark.test(inside)) {
    party.part = "lead";
    party.because = `(${inside})`;
    return true;
  }
  if (supportMark.test(inside)) {
    party.part = "support";
    party.because = `(${inside})`;
    return true;
  }
  const tokens = tokenise(inside);
  if (tokens.length === 0 || tokens.every((token) => token.kind !== "word")) return false;
  const { atoms, leftOver } = findAtoms(tokens);
  if (leftOver > 0 && atoms.every((atom) => !atom.clear)) return false;
  if (/^(?:vacant|vacancy|unfilled|to be (?:confirmed|appointed|recruited))$/i.test(inside)) {
    party.notYet = inside;
    return true;
  }
  const distinct =
    atoms.length > 1 &&
    new Set(atoms.map((atom) => atom.kind)).size === atoms.length &&
    atoms.every((atom) => atom.clear);
  if (distinct && party.person === null && atoms.some((atom) => atom.kind === "person")) {
    // "Prevent Board (Chair: A B)"
    for (const atom of atoms) party[atom.kind] ??= tidy(inside.slice(tokens[atom.first]!.from, tokens[atom.last]!.to));
    return true;
  }
  const only = atoms.length === 1 ? atoms[0]! : null;
  const whole = tidy(inside);
  if (only?.kind === "person" && party.person === null && (only.clear || piece.atom.kind === "role")) {
    party.person = whole;
    return true;
  }
  if (
    piece.atom.kind === "role" &&
    party.person === null &&
    /^[A-Z]{2,3}$/.test(inside) &&
    !isServiceInitials(inside) &&
    !isCouncilInitials(inside) &&
    !isOrganisationHead(inside)
  ) {
    party.person = whole;
    return true;
  }
  if (only?.kind === "role" && party.role === null) {
    party.role = whole;
    return true;
  }
  const kind = piece.atom.kind;
  if (only?.kind === "organisation" && kind !== "organisation" && party.organisation === null) {
    const named =
      only.clear &&
      (isEmployer(inside.slice(inside.lastIndexOf(" ") + 1)) || (isInitials(inside) && !isServiceInitials(inside)));
    if (named || kind === "person") {
      party.organisation = whole;
      return true;
    }
  }
  if (kind !== "person" && atoms.length > 0) {
    // "Assistant Principal (Student Services)": the bracket is part of the name.
    party[kind] = tidy(text.slice(piece.from, bracket.to));
    return true;
  }
  return false;
}

/** "Advisors – A B and C D", "A B and C D (members)": each holds the title. */
function shareTitles(found: Found[], groups: Piece[][]): void {
  found.forEach((party, index) => {
    if (party.role === null || party.person === null || !isMany(party.role)) return;
    const title = one(party.role);
    const roleFirst = groups[index]![0]!.atom.kind === "role";
    party.role = title;
    const step = roleFirst ? 1 : -1;
    for (let at = index + step; found[at]; at += step) {
      const listed = groups[roleFirst ? at : at + 1]![0]!.listed;
      if (!listed || found[at]!.role !== null || found[at]!.person === null) break;
      found[at]!.role = title;
    }
  });
}

/** "Leads and trainers in all agencies": the place belongs to both. */
function sharePlace(found: Found[], pieces: Piece[]): void {
  for (let at = found.length - 1; at > 0; at--) {
    const [before, party] = [found[at - 1]!, found[at]!];
    const within = pieces.some((piece) => piece.join === "within" && piece.text === party.organisation);
    if (
      within &&
      party.role !== null &&
      isMany(party.role) &&
      before.person === null &&
      before.organisation === null &&
      before.role !== null &&
      isMany(before.role)
    )
      before.organisation = party.organisation;
    if (before.organisation !== party.organisation) break;
  }
}

/** "Portfolio Holder – Cllr Rees": beside another title the rank is how the person is named. */
function joinRanks(pieces: Piece[], text: string): Piece[] {
  const joined: Piece[] = [];
  for (let at = 0; at < pieces.length; at++) {
    const [rank, name, before, after] = [pieces[at]!, pieces[at + 1], joined[joined.length - 1], pieces[at + 2]];
    const ranked =
      rank.atom.kind === "role" &&
      isRank(rank.text) &&
      !isPluralHead(rank.text) &&
      name?.atom.kind === "person" &&
      name.join === "next" &&
      rank.brackets.length === 0;
    const titled =
      (before?.atom.kind === "role" && (rank.join === "dash" || rank.join === "next")) ||
      (after?.atom.kind === "role" && !isRank(after.text) && (after.join === "dash" || after.join === "comma"));
    if (ranked && titled) {
      joined.push({
        ...name,
        text: tidy(text.slice(rank.from, name.to)),
        from: rank.from,
        join: rank.join,
        afterBracket: rank.afterBracket,
        listed: rank.listed,
      });
      at++;
    } else joined.push(rank);
  }
  return joined;
}

/** "Youth Service – Early Help – A B": a body and its part are one organisation. */
function joinUnits(pieces: Piece[], text: string): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined[joined.length - 1];
    const unit =
      last?.atom.kind === "organisation" &&
      piece.atom.kind === "organisation" &&
      piece.join === "dash" &&
      last.brackets.length === 0;
    if (
      unit &&
      (isEmployer(lastWord(last)) || /^(?:service|services|directorate|department|division)$/i.test(lastWord(last)))
    ) {
      joined[joined.length - 1] = {
        ...last,
        text: tidy(text.slice(last.from, piece.to)),
        to: piece.to,
        brackets: piece.brackets,
      };
    } else joined.push(piece);
  }
  return joined;
}

/** "Cyber Crime Advisors" as "Cyber Crime Advisor". */
function one(role: string): string {
  const words = role.split(" ");
  const of = words.findIndex((word) => /^(?:of|for)$/.test(word));
  const head = of > 0 ? of - 1 : words.length - 1;
  if (/^(?:all|the)$/i.test(words[0]!)) return role;
  words[head] = singular(words[head]!);
  return words.join(" ");
}

/** "graham.tyler@…" is a person; "prevent@…" a shared mailbox. */
function fromEmail(email: Token, clause: Clause): Found {
  const name = email.text.slice(0, email.text.indexOf("@")).replace(/^mailto:/i, "");
  const parts = name.split(/[._]/).filter((part) => /^[a-z'’-]{2,}$/i.test(part));
  const person =
    parts.length === 2 && !parts.some((part) => isRoleHead(part) || isOrganisationHead(part) || isClosingHead(part))
      ? parts.map((part) => part[0]!.toUpperCase() + part.slice(1).toLowerCase()).join(" ")
      : null;
  return {
    role: null,
    person,
    organisation: person === null ? email.text : null,
    part: clause.part,
    because: clause.because,
    words: email.text,
    duty: clause.duty,
    line: clause.line,
    individual: person !== null,
    guessed: true,
    notYet: clause.notYet,
  };
}
