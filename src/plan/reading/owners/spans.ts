/**
 * Finds the people, roles and organisations in a clause of an Owner cell.
 *
 * Every stretch of words is weighed as a person, a role and an organisation, and the best way to cut the clause is taken.
 * Weights are relative: a stretch with a clear head ("Officer", "Council") outweighs one known only by its shape.
 */
import { isFirstName } from "./names";
import type { Token } from "./tokens";
import { isNameShaped } from "./tokens";
import {
  fold,
  isBodyRole,
  isClosingHead,
  isCollective,
  isCouncilInitials,
  isCourtesy,
  isEmployer,
  isFunctionWord,
  isInitials,
  isLeadingHead,
  isNamingHead,
  isOrganisationHead,
  isPluralHead,
  isRank,
  isRoleHead,
  isRoleInitials,
  isService,
  isServiceInitials,
  isStandAlone,
  isRankInitials,
  isTopic,
  mayBeSurname,
} from "./words";

export type AtomKind = "person" | "role" | "organisation";

export interface Atom {
  kind: AtomKind;
  /** First and last token, both included. */
  first: number;
  last: number;
  /** Known by a head or a known name, not only by its shape. */
  clear: boolean;
}

const longest = 14;
/** A name without a head ("Facilities Management & Waste") is short. */
const longestUnheaded = 5;
const segmentCost = 3;
const impossible = -Infinity;
const inner = new Set(["and", "slash", "comma"]);

/** Atoms of a clause in order; words that belong to none are left out and counted. */
export function findAtoms(tokens: Token[]): { atoms: Atom[]; leftOver: number } {
  const size = tokens.length;
  const best = new Array<number>(size + 1).fill(impossible);
  const choice = new Array<{ from: number; kind: AtomKind | null; clear: boolean } | null>(size + 1).fill(null);
  best[0] = 0;
  for (let to = 1; to <= size; to++) {
    const last = tokens[to - 1]!;
    const skip = best[to - 1]! - skipCost(last);
    if (skip > best[to]!) {
      best[to] = skip;
      choice[to] = { from: to - 1, kind: null, clear: false };
    }
    if (last.kind !== "word") continue;
    for (let from = to - 1; from >= Math.max(0, to - longest); from--) {
      const token = tokens[from]!;
      if (token.kind !== "word") {
        if (!inner.has(token.kind)) break;
        continue;
      }
      for (const kind of ["person", "role", "organisation"] as const) {
        const { score, clear } = weigh(kind, tokens, from, to - 1);
        const total = best[from]! + score - segmentCost;
        if (total > best[to]!) {
          best[to] = total;
          choice[to] = { from, kind, clear };
        }
      }
    }
  }
  const atoms: Atom[] = [];
  let leftOver = 0;
  for (let to = size; to > 0;) {
    const { from, kind, clear } = choice[to]!;
    if (kind) atoms.push({ kind, first: from, last: to - 1, clear });
    else if (tokens[from]!.kind === "word" && !isFunctionWord(tokens[from]!.text)) leftOver++;
    to = from;
  }
  return { atoms: atoms.reverse(), leftOver };
}

const skipCost = (token: Token) => (token.kind !== "word" ? 0 : isFunctionWord(token.text) ? 0.3 : 2);

interface Weight {
  score: number;
  clear: boolean;
}
const no: Weight = { score: impossible, clear: false };

function weigh(kind: AtomKind, tokens: Token[], first: number, last: number): Weight {
  if (kind === "person") {
    const person = weighPerson(tokens, first, last);
    return person.clear || person.score === impossible
      ? person
      : { ...person, score: person.score - closenessOfGuess(tokens, first) };
  }
  let start = first;
  if (/^(?:the|a|an)$/i.test(tokens[first]!.text) && last > first) start = first + 1;
  if (tokens[start]!.kind !== "word" || (isFunctionWord(tokens[start]!.text) && fold(tokens[start]!.text) !== "all"))
    return no;
  if (isFunctionWord(tokens[last]!.text) && !(start === last && fold(tokens[last]!.text) === "all")) return no;
  const weight = kind === "role" ? weighRole(tokens, start, last) : weighOrganisation(tokens, start, last);
  if (weight.score === impossible) return weight;
  return { ...weight, score: weight.score - closeness(kind, tokens, start, last) };
}

/** A name known only by its shape hardly begins in the middle of other capitals. */
function closenessOfGuess(tokens: Token[], first: number): number {
  const previous = tokens[first - 1];
  if (
    previous?.kind !== "word" ||
    isRoleHead(previous.text) ||
    isFunctionWord(previous.text) ||
    isFirstName(previous.text)
  )
    return 0;
  return isOrganisationHead(previous.text) || isInitials(previous.text) ? 0.5 : 3;
}

/** What it costs to begin a new party right after another word, with nothing between them. */
function closeness(kind: AtomKind, tokens: Token[], first: number, last: number): number {
  const previous = tokens[first - 1];
  if (!previous || previous.kind !== "word") return 0;
  const word = previous.text;
  const opener = /^(?:the|our|all)$/.test(fold(word)) ? (tokens[first - 2]?.text ?? "") : word;
  if (/^(?:of|for)$/.test(fold(opener))) return 6;
  if (isFunctionWord(word)) return 0;
  if (first === last && !isInitials(tokens[first]!.text)) {
    return isClosingHead(word) && isStandAlone(tokens[first]!.text) ? 0 : 4;
  }
  if (isInitials(word) && !isRoleInitials(word))
    return (kind === "role" && isCouncilInitials(word)) || isPersonInitials(word) ? 0 : 4;
  const before = tokens[first - 2];
  const beforeIsWord = before?.kind === "word" && !isFunctionWord(before.text);
  if (isLeadingHead(word) && !beforeIsWord) return 4;
  if (kind === "organisation" && isRoleHead(word) && !beforeIsWord && !isStandAlone(word) && !isBodyRole(word))
    return 4;
  if (isRoleHead(word) || isClosingHead(word)) return 0;
  if (
    beforeIsWord &&
    (isFirstName(before.text) || isCourtesy(before.text) || isRank(before.text) || /^[A-Z]\.?$/.test(before.text)) &&
    isNameShaped(word)
  )
    return 0;
  if (isFirstName(word) && !isTopic(word)) return 0;
  if (kind === "role" && beforeIsWord && isEmployer(word) && fold(word) !== "school" && fold(word) !== "police")
    return 0;
  if (isOrganisationHead(word) || isTopic(word)) return 4;
  return 2;
}

// ---------------------------------------------------------------------------------------------------------------------
// People

/** Two or three capitals that are nobody's known abbreviation: "CB", "E.S.". */
function isPersonInitials(word: string): boolean {
  const letters = word.replaceAll(".", "");
  return (
    /^[A-Z]{2}$/.test(letters) &&
    !isServiceInitials(letters) &&
    !isRoleInitials(letters) &&
    !isOrganisationHead(letters) &&
    !isRank(letters) &&
    !/^(?:LB|RB|PH|UK|EU|WM|GB|NI|US|UN|FA|BC|DC|CC|LA)$/.test(letters)
  );
}

const particle = /^(?:de|da|del|della|der|den|di|dos|du|el|al|la|le|van|von|bin|bint|ibn|ap|ab|ter|st)$/i;

function canBeName(word: string): boolean {
  return (
    isNameShaped(word) && !isFunctionWord(word) && !isRoleHead(word) && !isOrganisationHead(word) && !isTopic(word)
  );
}

function canBeSurname(word: string, certain: boolean): boolean {
  return (
    canBeName(word) ||
    (certain && isNameShaped(word) && mayBeSurname(word)) ||
    (certain && /^[A-Z]\.?$/.test(word)) ||
    (certain && isFirstName(word) && isNameShaped(word))
  );
}

function weighPerson(tokens: Token[], first: number, last: number): Weight {
  const words: string[] = [];
  for (let at = first; at <= last; at++) {
    if (tokens[at]!.kind !== "word") return no;
    words.push(tokens[at]!.text);
  }
  if (words.length > 5) return no;
  if (isCourtesy(words[0]!)) {
    const rest = words.slice(1).filter((word) => !isCourtesy(word));
    if (rest.length === 0 || rest.length > 3 || /^[A-Z]\.?$/.test(rest[rest.length - 1]!)) return no;
    return rest.every((word) => canBeSurname(word, true) || particle.test(word))
      ? { score: 7 + rest.length * 0.2, clear: true }
      : no;
  }
  if (words.length === 1) return weighOneName(tokens, first);
  if (words.length > 4) return no;
  const known = isFirstName(words[0]!) && (isNameShaped(words[0]!) || isAllCapitals(words));
  const initial = /^(?:[A-Z]\.?){1,2}$/.test(words[0]!) && !isServiceInitials(words[0]!);
  if (!known && !initial && !canBeName(words[0]!)) return no;
  if (initial && words.length > 3) return no;
  const shouted = known && isAllCapitals(words);
  const surnames = words.slice(1);
  const fits = surnames.every(
    (word, index) =>
      shouted ||
      canBeSurname(word, known) ||
      (particle.test(word) && index < surnames.length - 1) ||
      (initial && /^[A-Z]\.?$/.test(word) && index < surnames.length - 1),
  );
  if (!fits) return no;
  // "Summer Fair", "Grace Church": a known name before a word that is no surname never gets here; a bare two-letter start needs a surname.
  if (initial)
    return words[0]!.replaceAll(".", "").length > 1 && !words[0]!.includes(".") ? no : { score: 5.5, clear: true };
  const withParticle = words.some((word) => particle.test(word)) ? 1.2 : 0;
  if (known) return { score: [0, 0, 6, 6.5, 5][words.length]! + withParticle, clear: true };
  return words.length === 4 ? no : { score: words.length === 2 ? 3.8 : 3.2, clear: false };
}

function isAllCapitals(words: string[]): boolean {
  return words.every((word) => word.length > 1 && word === word.toUpperCase() && /^[\p{L}'’-]+$/u.test(word));
}

function weighOneName(tokens: Token[], at: number): Weight {
  const word = tokens[at]!.text;
  if (isPersonInitials(word)) return { score: 5.1, clear: false };
  if (!isNameShaped(word)) return no;
  if (followsRank(tokens, at) && canBeSurname(word, true)) return { score: 6.5, clear: true };
  if (!canBeName(word) && !(isFirstName(word) && !isTopic(word) && !isRoleHead(word) && !isOrganisationHead(word)))
    return no;
  const next = tokens[at + 1];
  const before = tokens[at - 1];
  if (isFirstName(word) && before?.kind === "word" && isNameShaped(before.text) && canBeName(before.text))
    return { score: 1, clear: true };
  if (isFirstName(word))
    return {
      score: next?.kind === "word" && isNameShaped(next.text) && !isRoleHead(next.text) ? 2.6 : 4.2,
      clear: true,
    };
  const previous = tokens[at - 1];
  if (previous?.kind === "dash" && tokens[at - 2]?.kind === "word" && isRoleHead(tokens[at - 2]!.text))
    return { score: 4, clear: false };
  return no;
}

/** "Cllr Hooper", and the second of "Cllrs Symonds & Lee". */
function followsRank(tokens: Token[], at: number): boolean {
  let index = at - 1;
  if (tokens[index]?.kind === "word" && isRank(tokens[index]!.text)) return true;
  // Back over earlier surnames of the same list.
  while (index > 0 && (tokens[index]!.kind === "and" || tokens[index]!.kind === "comma")) {
    if (tokens[index - 1]?.kind === "comma") index--;
    const name = tokens[index - 1];
    if (name?.kind !== "word" || !isNameShaped(name.text) || isRoleHead(name.text)) return false;
    const rank = tokens[index - 2];
    if (rank?.kind === "word" && isRank(rank.text)) return isPluralHead(rank.text);
    index -= 2;
  }
  return false;
}

/** A known first name with a possible surname somewhere in the words: they are not all one title. */
function holdsName(tokens: Token[], first: number, last: number): boolean {
  for (let at = first; at < last; at++) {
    const [word, next] = [tokens[at]!, tokens[at + 1]!];
    if (
      word.kind === "word" &&
      next.kind === "word" &&
      isFirstName(word.text) &&
      isNameShaped(word.text) &&
      !isTopic(word.text) &&
      canBeName(next.text)
    )
      return true;
  }
  return false;
}

// ---------------------------------------------------------------------------------------------------------------------
// Roles

function weighRole(tokens: Token[], first: number, last: number): Weight {
  const heads: number[] = [];
  let words = 0;
  let separators = 0;
  for (let at = first; at <= last; at++) {
    const token = tokens[at]!;
    if (token.kind !== "word") separators++;
    else {
      words++;
      if (isRoleHead(token.text) && !isCommunityMember(tokens, at)) heads.push(at);
    }
  }
  if (first === last && isRankInitials(tokens[first]!.text)) {
    const next = tokens[last + 1];
    return next?.kind === "word" && (isNameShaped(next.text) || /^\d+$/.test(next.text))
      ? { score: 6.3, clear: true }
      : no;
  }
  if (heads.length === 0) return no;
  let penalty = holdsName(tokens, first, last) ? 4 : 0;
  if (isRank(tokens[first]!.text) && first < last && !isRoleHead(tokens[last]!.text)) return no;
  const head = heads.find((at) => opensTail(tokens, at, last));
  if (head !== undefined) {
    if (heads.some((at) => at > head && !isTailWord(tokens, at, head))) return no;
    if (fold(tokens[head + 1]!.text) === "leading") return { score: 8 + words * 0.3 - penalty, clear: true };
    if (heads.some((at) => at < head && !isLeadingHead(tokens[at]!.text))) return no;
    const tail = tailCost(tokens, head, last);
    if (tail === impossible) return no;
    for (let at = first; at < head; at++) {
      const token = tokens[at]!;
      if (token.kind === "word" && isFunctionWord(token.text) && fold(token.text) !== "all") return no;
      if (token.kind !== "word" && completeBefore(tokens, first, at, false)) return no;
    }
    return { score: 6 + words * 0.3 - separators * 0.2 - penalty - tail, clear: true };
  }
  const end = heads[heads.length - 1]!;
  if (end !== last) {
    // "HR BP Operations": a title in initials with its field after it.
    if (last - end > 2 || separators > 0 || isPluralHead(tokens[end]!.text)) return no;
    for (let at = end + 1; at <= last; at++)
      if (!isTopic(tokens[at]!.text) || !/^[A-Z]/.test(tokens[at]!.text) || isOrganisationHead(tokens[at]!.text))
        return no;
    return {
      score: (isRoleInitials(tokens[end]!.text) || tokens[end]!.text === "HRBP" ? 6 : 5.3) + words * 0.3 - penalty,
      clear: true,
    };
  }
  for (const at of heads.slice(0, -1)) {
    const next = tokens[at + 1]!;
    const alone =
      at === first ||
      isLeadingHead(tokens[at - 1]?.text ?? "") ||
      /^(?:deputy|assistant|senior|interim|acting|regional|national|vice|strategic|operational|designated)$/i.test(
        tokens[at - 1]?.text ?? "",
      );
    const leads = isLeadingHead(tokens[at]!.text) && (alone || isRoleHead(next.text));
    const many = isPluralHead(tokens[at]!.text);
    if (!leads && !(next.kind === "word" && isTitlePair(tokens[at]!.text, next.text))) return no;
    if (many && !isLeadingHead(tokens[at]!.text)) penalty += 1;
  }
  for (let at = first; at < last; at++) {
    const token = tokens[at]!;
    if (token.kind === "word") {
      if (
        isFunctionWord(token.text) &&
        fold(token.text) !== "all" &&
        fold(token.text) !== "of" &&
        fold(token.text) !== "for"
      )
        return no;
      if (
        /^(?:of|for)$/.test(fold(token.text)) &&
        at > first &&
        isOrganisationHead(tokens[at - 1]!.text) &&
        !isRoleHead(tokens[at - 1]!.text)
      )
        return no;
      continue;
    }
    if (token.kind === "comma") return no;
    if (completeBefore(tokens, first, at, false)) return no;
    if (token.kind === "slash") penalty += 0.3;
  }
  // "ES DSL" is a person and a role, not a kind of DSL.
  if (words === 2 && isPersonInitials(tokens[first]!.text)) penalty += 1;
  return { score: 6 + words * 0.3 - separators * 0.2 - penalty, clear: true };
}

/** "Member of community groups" is a role; "community members" are people outside the plan's organisations. */
function isCommunityMember(tokens: Token[], at: number): boolean {
  return /^members?$/i.test(tokens[at]!.text) && /^(?:community|communities|public)$/i.test(tokens[at - 1]?.text ?? "");
}

const isTitlePair = (head: string, next: string) =>
  isRoleHead(next) &&
  (isLeadingHead(head) ||
    (/^(?:officer|manager|director|doctor|nurse|gp|teacher|trainer|clerk|chair|champion|chancellor|governor)s?$/i.test(
      head,
    ) &&
      /^(?:lead|leads|leader|leaders|champion|representative|rep|trainer|chair)$/i.test(next)));

/** A head with "of", "for", or a comma and its field after it. */
function opensTail(tokens: Token[], head: number, last: number): boolean {
  if (head + 1 >= last) return false;
  const next = tokens[head + 1]!;
  if (next.kind === "word") return /^(?:of|for)$/i.test(next.text) || fold(next.text) === "leading";
  if (next.kind !== "comma" || isPluralHead(tokens[head]!.text)) return false;
  // "Director, …" and "Assistant Director, …" wait for their field; "Youth Service Manager, …" has it already.
  const before = tokens[head - 1];
  const has =
    before?.kind === "word" &&
    !/^(?:assistant|deputy|associate|interim|acting|senior|executive|strategic|service|group|corporate|named|designated|chief|joint)$/i.test(
      before.text,
    );
  return (
    !has &&
    /^(?:director|head|manager|professor|dean|minister|commissioner|president|officer|lead|nurse|lecturer|adviser|advisor|coordinator|co-ordinator|principal)$/i.test(
      tokens[head]!.text,
    )
  );
}

/** Words that are heads elsewhere and fields in a tail: "Head of Staff Development", "member of staff". */
function isTailWord(tokens: Token[], at: number, head: number): boolean {
  const word = fold(tokens[at]!.text);
  if (isPluralHead(word) && /^(?:of|for|the)$/.test(fold(tokens[at - 1]?.text ?? ""))) return true;
  if (
    /^(?:staff|student|students|volunteer|volunteers|executive|driver|member|members|governor|councillors|councillor|planning|service|operator|lead|professional|constable|nurse)$/.test(
      word,
    )
  ) {
    const next = tokens[at + 1];
    const before = tokens[at - 1];
    return (
      at === head + 2 ||
      (before?.kind === "word" && fold(before.text) === "the") ||
      (before?.kind === "word" && before.text === "of") ||
      (next?.kind === "word" && !isFunctionWord(next.text))
    );
  }
  return false;
}

/** What the words after "Head of" cost; impossible when they cannot all belong to the title. */
function tailCost(tokens: Token[], head: number, last: number): number {
  let cost = 0;
  const opening = tokens[head + 1]!;
  if (opening.kind === "comma") {
    const field = tokens[head + 2]!;
    if (
      field.kind !== "word" ||
      isInitials(field.text) ||
      isRoleHead(field.text) ||
      isFirstName(field.text) ||
      (isOrganisationHead(tokens[last]!.text) && !/^services?$/i.test(tokens[last]!.text))
    )
      return impossible;
    if (!isTopic(field.text) && !isTopic(tokens[last]!.text)) return impossible;
    cost -= isService(textOf(tokens, head + 2, last)) ? 2.5 : 0.5;
  }
  const hasAnd = (from: number) => {
    for (let at = from; at < last; at++) if (tokens[at]!.kind === "and") return true;
    return false;
  };
  const leading = opening.kind === "word" && fold(opening.text) === "leading";
  let since = head + 2;
  for (let at = head + 2; at <= last; at++) {
    const token = tokens[at]!;
    if (token.kind === "word") {
      if (isFunctionWord(token.text) && !/^(?:of|for|the|to|in|all|on|a|an|our)$/.test(fold(token.text)))
        return impossible;
      if (/^(?:in|on|to)$/.test(fold(token.text)) && !leading && fold(tokens[at - 1]!.text) !== "leading")
        return impossible;
      continue;
    }
    const [from, to] = rightOf(tokens, at, last);
    if (from > to) return impossible;
    if (token.kind === "slash" && isOrganisationHead(tokens[to]!.text)) return impossible;
    if (token.kind === "comma" && (!hasAnd(at + 1) || to - from > 3)) return impossible;
    if (token.kind === "comma" && (isInitials(tokens[from]!.text) || isFirstName(tokens[from]!.text)))
      return impossible;
    const bodyNamed =
      isClosingHead(tokens[at - 1]!.text) ||
      (isInitials(tokens[at - 1]!.text) && !isServiceInitials(tokens[at - 1]!.text));
    if (isBodyRole(tokens[head]!.text) && bodyNamed) return impossible;
    if (from === to && isInitials(tokens[from]!.text))
      cost += isServiceInitials(tokens[from]!.text) ? -2 : isInitials(tokens[since]!.text) ? 0 : 4;
    if (to > from && isClosingHead(tokens[to]!.text) && !isBodyRole(tokens[head]!.text)) cost += 4;
    if (to > from && isEmployer(tokens[to]!.text)) cost += 4;
    // "Head of Legal and Democratic Services": two fields of one title, though the second could stand alone.
    if (token.kind === "and" && (isService(textOf(tokens, from, to)) || /^services$/i.test(tokens[to]!.text)))
      cost -= 3.5;
    since = from;
  }
  return cost;
}

/** The words between a separator and the next one. */
function rightOf(tokens: Token[], separator: number, last: number): [number, number] {
  let to = separator + 1;
  while (to <= last && tokens[to]!.kind === "word") to++;
  return [separator + 1, to - 1];
}

const textOf = (tokens: Token[], first: number, last: number) =>
  tokens
    .slice(first, last + 1)
    .map((token) => token.text)
    .join(" ");

/** True when the words before an "and" name somebody by themselves, so that the "and" begins another party. */
function completeBefore(tokens: Token[], first: number, separator: number, beforeTeam: boolean): boolean {
  let from = separator;
  while (from > first && tokens[from - 1]!.kind === "word") from--;
  if (from === separator) return false;
  const last = tokens[separator - 1]!.text;
  for (let at = from; at < separator; at++) {
    const word = tokens[at]!.text;
    if (isRoleHead(word) && !isLeadingHead(word)) return true;
  }
  if (isRoleHead(last) && !isLeadingHead(last)) return true;
  if (isInitials(last) && !isServiceInitials(last)) return true;
  if (isInitials(tokens[from]!.text) && !isServiceInitials(tokens[from]!.text) && separator - from > 1) return true;
  if (isCourtesy(tokens[from]!.text) || holdsName(tokens, from, separator - 1)) return true;
  const words = separator - from;
  if (isOrganisationHead(last))
    return words > 1
      ? !/^(?:community|service|family|business|school|college|parish|district|borough|sector|parent|carer)s?$/i.test(
          last,
        ) || !beforeTeam
      : /^(?:police|council|probation|nhs)$/i.test(last);
  return isService(textOf(tokens, from, separator - 1)) && !beforeTeam;
}

// ---------------------------------------------------------------------------------------------------------------------
// Organisations

function weighOrganisation(tokens: Token[], first: number, last: number): Weight {
  let words = 0;
  let separators = 0;
  let capitals = 0;
  let penalty = 0;
  const endWord = tokens[last]!.text;
  const ofAt = tailHead(tokens, first, last);
  const headed = isOrganisationHead(endWord) || ofAt >= 0 || isCommunityMember(tokens, last);
  if (!headed && last - first > longestUnheaded) return no;
  const teamLike =
    /^(?:teams?|services?|departments?|unit|office|directorate|section|division|partnership|project|group|board|committee|forum|panel)$/i.test(
      endWord,
    );
  for (let at = first; at <= last; at++) {
    const token = tokens[at]!;
    if (token.kind === "word") {
      words++;
      if (/^[\p{Lu}\d]/u.test(token.text)) capitals++;
      const folded = fold(token.text);
      if (isFunctionWord(token.text) && !(folded === "all" && at === first)) {
        if (!headed || !/^(?:of|for|the|in|on|and)$/.test(folded) || at === last) return no;
        penalty += ofAt >= 0 ? 0 : 0.6;
      }
      if (
        isRoleHead(token.text) &&
        !isCommunityMember(tokens, at) &&
        !(at === last && isOrganisationHead(token.text) && !isRoleInitials(token.text))
      ) {
        if (!headed || (at === last && ofAt < 0) || (isRoleInitials(token.text) && at > first)) return no;
        penalty += isStandAlone(token.text) && !isPluralHead(token.text) ? 2 : 0.5;
      }
      if (/^[a-z]{3,}ed$/.test(token.text) && !isTopic(token.text)) penalty += 3;
      if (
        at < last &&
        isClosingHead(token.text) &&
        !isOrganisationHead(tokens[at + 1]!.text) &&
        tokens[at + 1]!.kind === "word"
      )
        penalty += 2;
      continue;
    }
    separators++;
    if (token.kind === "comma") return no;
    else if (token.kind === "slash") {
      const lower = /^[a-z]/.test(tokens[at - 1]!.text) && /^[a-z]/.test(tokens[at + 1]!.text);
      if (
        !lower &&
        (!headed || completeBefore(tokens, first, at, teamLike) || isOrganisationHead(tokens[at - 1]!.text))
      )
        return no;
      if (lower && !(isOrganisationHead(tokens[at - 1]!.text) && isOrganisationHead(tokens[at + 1]!.text))) return no;
      penalty += lower ? -4 : 0.3;
    } else {
      if (!headed && tokens[first - 1]?.kind === "comma") penalty += 1.5;
      if (teamLike && completeBefore(tokens, first, at, false)) penalty -= 2.5;
      const joined = isCollective(tokens[at - 1]!.text) && isCollective(tokens[at + 1]!.text);
      if (joined) penalty -= 4;
      else if (completeBefore(tokens, first, at, teamLike)) return no;
    }
  }
  if (isCourtesy(tokens[first]!.text) || isRank(tokens[first]!.text)) return no;
  if (holdsName(tokens, first, last)) penalty += headed && isNamingHead(endWord) ? 0 : 3;
  if (first === last && (!headed || isAdjectival(endWord))) return weighOneWord(tokens, last);
  if (headed) {
    if (first === last && isRoleHead(endWord) && !isOrganisationHead(endWord)) return no;
    return { score: 6 + words * 0.3 - separators * 0.2 - penalty, clear: true };
  }

  if (isService(textOf(tokens, first, last))) return { score: 5.6, clear: true };
  if (isInitials(tokens[first]!.text) || isInitials(endWord)) {
    const others = tokens.slice(first, last + 1).filter((token) => token.kind === "word" && !isInitials(token.text));
    if (
      others.length > 0 &&
      others.every((token) => isTopic(token.text) || isOrganisationHead(token.text)) &&
      separators === 0
    )
      return { score: 5.2, clear: true };
    // "NHS Lothian", "LB Hackney": a body and its place.
    if (
      words === 2 &&
      others.length === 1 &&
      isInitials(tokens[first]!.text) &&
      isNameShaped(endWord) &&
      !isFirstName(endWord) &&
      !isRoleHead(endWord)
    )
      return { score: 4.6, clear: /^(?:NHS|LB|RB|UK)$/.test(tokens[first]!.text) };
    if (separators === 0 && others.length === 0) return no;
  }
  if (capitals === 0) {
    const known = tokens.slice(first, last + 1).every((token) => token.kind !== "word" || isTopic(token.text));
    return known ? { score: 1.2, clear: false } : no;
  }
  const topical = tokens.slice(first, last + 1).filter((token) => token.kind === "word" && isTopic(token.text)).length;
  if (
    tokens
      .slice(first, last + 1)
      .some((token) => token.kind === "word" && /^[a-z]/.test(token.text) && !isTopic(token.text))
  )
    return no;
  return {
    score: (topical > 0 ? 2.6 : 2.1) + words * 0.2 - separators * 0.2 - penalty,
    clear: topical > 0 && topical === words,
  };
}

/** "District", "School": half of a name more often than a whole one. */
const isAdjectival = (word: string) =>
  /^(?:district|borough|parish|school|college|community|service|family|sector|office|business|unit|parent|carer|partner|provider)$/i.test(
    word,
  );

function weighOneWord(tokens: Token[], at: number): Weight {
  const word = tokens[at]!.text;
  if (/^all$/i.test(word)) return tokens[at + 1]?.kind === "word" ? no : { score: 4, clear: true };
  if (isInitials(word)) return isPersonInitials(word) ? { score: 3, clear: false } : { score: 5, clear: true };
  if (isTopic(word)) return { score: /^[A-Z]/.test(word) ? 2.8 : 0.8, clear: false };
  return /^\p{Lu}/u.test(word) ? { score: 2.3, clear: false } : no;
}

/** "University of Warwick", "Department for Education": where the head stands; -1 when there is none. */
function tailHead(tokens: Token[], first: number, last: number): number {
  for (let at = first; at < last - 1; at++) {
    if (tokens[at]!.kind !== "word") return -1;
    const next = tokens[at + 1]!;
    if (
      next.kind === "word" &&
      /^(?:of|for)$/.test(next.text) &&
      isOrganisationHead(tokens[at]!.text) &&
      /^\p{Lu}/u.test(tokens[at]!.text)
    ) {
      for (let rest = at + 2; rest <= last; rest++) {
        const token = tokens[rest]!;
        if (token.kind === "word" && !/^\p{Lu}/u.test(token.text) && !/^(?:of|for|the)$/.test(token.text)) return -1;
        if (
          token.kind === "word" &&
          isRoleHead(token.text) &&
          !/^(?:office|board|council|committee|panel|college)$/i.test(tokens[at]!.text)
        )
          return -1;
        if (token.kind === "and" && rest === last) return -1;
      }
      return at;
    }
  }
  return -1;
}
