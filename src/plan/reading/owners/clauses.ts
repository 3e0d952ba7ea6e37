/**
 * Cuts the tokens of an Owner cell into clauses and says what part the people of each clause play.
 *
 * Knows connectors ("with", "via"), labels ("Lead:") and duties ("to coordinate"). Who is named is read in `spans.ts`.
 */
import type { PartyPart } from "../../model";
import type { Token } from "./tokens";
import { connectors, finiteVerbs, fold, labels, leadingVerbs, notYetHeld, supportingVerbs } from "./words";

export interface Clause {
  tokens: Token[];
  /** What the words round it say: "supported by …", "Lead: …", "… to lead". */
  part: PartyPart;
  /** The words that say so, for the reason. */
  because: string;
  /** What they are there to do: nothing said, the whole ("to coordinate"), or something of their own ("to report annually"). */
  duty: "none" | "coordinates" | "own";
  /** A sentence after the first of its line: only clear parties count. */
  later: boolean;
  /** "… to be completed": a thing done to something, not somebody who does it. */
  passive: boolean;
  /** "to be nominated": nobody holds it yet. */
  notYet: string;
  /** Lines are numbered; a wrapped line is one. */
  line: number;
}

const fresh = (line: number, part: PartyPart, because: string, later: boolean): Clause => ({
  tokens: [],
  part,
  because,
  duty: "none",
  later,
  passive: false,
  notYet: "",
  line,
});

const wordAt = (tokens: Token[], at: number) => {
  const token = tokens[at];
  return token && (token.kind === "word" || token.kind === "and") ? fold(token.text) : "";
};

function connectorAt(tokens: Token[], at: number) {
  const first = wordAt(tokens, at);
  if (first === "") return undefined;
  return connectors.find(
    ({ words }) => words[0] === first && words.every((word, index) => wordAt(tokens, at + index) === word),
  );
}

/** A label before a colon or dash at the start of a line: how many tokens it takes, and the part that follows it. */
function labelAt(
  tokens: Token[],
  at: number,
): { length: number; part: "lead" | "support" | "none"; words: string } | null {
  const words: string[] = [];
  for (let index = at; index < at + 5; index++) {
    const token = tokens[index];
    if (!token) return null;
    if (token.kind === "colon" || (token.kind === "dash" && words.length > 0)) {
      const part = labels[words.join(" ").toLowerCase()];
      if (part === undefined || (token.kind === "dash" && part === "none")) return null;
      return { length: index - at + 1, part, words: words.join(" ") };
    }
    if (token.kind === "bracket" && token.text.length <= 3) continue;
    if (token.kind !== "word") return null;
    words.push(token.text);
  }
  return null;
}

const listLike = new Set([
  "comma",
  "and",
  "slash",
  "dash",
  "hard",
  "line",
  "paragraph",
  "stop",
  "bracket",
  "time",
  "colon",
]);

/** Reads tokens into clauses. `isParty` tells whether a few words clearly name a party; it is asked where a list goes on after a duty. */
export function readClauses(tokens: Token[], isParty: (tokens: Token[]) => boolean): Clause[] {
  const clauses: Clause[] = [];
  let line = 0;
  let part: PartyPart = null;
  let because = "";
  let later = false;
  let skipping = false;
  let clause = fresh(0, null, "", false);
  const flush = () => {
    if (clause.tokens.some((token) => token.kind === "word" || token.kind === "email" || token.kind === "bracket"))
      clauses.push(clause);
    clause = fresh(line, part, because, later);
  };
  const turn = (nextPart: PartyPart, why: string) => {
    part = nextPart;
    because = why;
  };
  const atStart = (at: number) => at === 0 || ["line", "paragraph", "hard", "stop"].includes(tokens[at - 1]!.kind);

  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    if (
      token.kind === "paragraph" ||
      token.kind === "hard" ||
      token.kind === "stop" ||
      (token.kind === "line" && !isWrapped(tokens, at))
    ) {
      const newLine = token.kind !== "stop" && token.kind !== "hard";
      if (newLine) line++;
      // "Support: A, B" holds to the end of its line; what "with" brings in holds to the end of its sentence.
      if (token.kind !== "hard" || tokens[at + 1]?.kind === "paragraph") turn(null, "");
      if (newLine) later = false;
      if (token.kind === "stop") later = true;
      skipping = false;
      flush();
      continue;
    }
    if (token.kind === "line") continue;
    if (atStart(at) || clause.tokens.length === 0) {
      const label = skipping ? null : labelAt(tokens, at);
      if (label) {
        flush();
        turn(label.part === "none" ? null : label.part, `${label.words}:`);
        later = false;
        flush();
        at += label.length - 1;
        continue;
      }
    }
    const found = connectorAt(tokens, at);
    if (found && (!skipping || found.strong)) {
      if (found.words[0] === "to") clause.duty = "own";
      // "led by" before anybody is named simply names the lead.
      if (found.kind === "support" && clause.tokens.length === 0 && clauses.length === 0)
        turn("support", found.words.join(" "));
      else if (found.kind === "support" || found.kind === "lead") turn(found.kind, found.words.join(" "));
      flush();
      skipping = found.kind === "means" || found.kind === "aside";
      at += found.words.length - 1;
      continue;
    }
    if (skipping) {
      if ((token.kind === "comma" || token.kind === "and") && partyFollows(tokens, at + 1, isParty)) {
        skipping = false;
        turn(null, "");
        flush();
      }
      continue;
    }
    if (token.kind === "time") {
      flush();
      continue;
    }
    if (token.kind === "word") {
      const word = fold(token.text);
      if (word === "to" && tokens[at + 1]?.kind === "word" && /^[a-z]/.test(tokens[at + 1]!.text)) {
        applyDuty(clause, tokens, at);
        flush();
        skipping = true;
        continue;
      }
      if (finiteVerbs.has(word) && /^[a-z]/.test(token.text)) {
        flush();
        skipping = true;
        continue;
      }
      const previous = tokens[at - 1];
      if (
        /^[a-z]{3,}ing$/.test(token.text) &&
        (!previous || previous.kind === "dash" || previous.kind === "comma") &&
        tokens[at + 1]?.kind === "word" &&
        !isParty([token, tokens[at + 1]!])
      ) {
        clause.duty = clause.duty === "none" ? "own" : clause.duty;
        flush();
        skipping = true;
        continue;
      }
    }
    clause.tokens.push(token);
  }
  flush();
  return clauses;
}

/** Says what "to …" makes of the people named before it. */
function applyDuty(clause: Clause, tokens: Token[], at: number): void {
  const verb = wordAt(tokens, at + 1);
  if (verb === "be") {
    const held = wordAt(tokens, at + 2);
    if (notYetHeld.has(held)) clause.notYet = `to be ${held}`;
    clause.passive = true;
  } else if (verb === "lead") {
    clause.part = "lead";
    clause.because = "to lead";
  } else if (leadingVerbs.has(verb)) clause.duty = "coordinates";
  else if (supportingVerbs.has(verb)) {
    clause.part ??= "support";
    clause.because ||= `to ${verb}`;
  } else clause.duty = "own";
}

/** A line break inside a name or a phrase: "Chair of the / Strategy Group". */
function isWrapped(tokens: Token[], at: number): boolean {
  const last = tokens[at - 1];
  const next = tokens[at + 1];
  if (!last || !next) return false;
  if (
    last.kind === "and" ||
    last.kind === "dash" ||
    last.kind === "slash" ||
    next.kind === "and" ||
    next.kind === "dash"
  )
    return true;
  if (last.kind === "word" && /^(?:of|the|for|with|by|to|in|from|via)$/.test(fold(last.text))) return true;
  if (next.kind === "word" && /^(?:of|for|with|to|in)$/.test(next.text)) return true;
  return next.kind === "bracket" && last.kind === "word";
}

/** After a comma in what somebody does: "…, Police to provide data" names another party. */
function partyFollows(tokens: Token[], from: number, isParty: (tokens: Token[]) => boolean): boolean {
  const words: Token[] = [];
  for (let at = from; at < Math.min(tokens.length, from + 8); at++) {
    const token = tokens[at]!;
    if (token.kind === "word" && fold(token.text) === "to") return words.length > 0 && isParty(words);
    if (token.kind !== "dash" && listLike.has(token.kind)) return false;
    words.push(token);
  }
  return false;
}
