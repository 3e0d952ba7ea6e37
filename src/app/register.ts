/**
 * Who leads what, with what people said about two names being one party. Their answers are lines of the record of readings
 * like any other decision.
 */
import { partyWords } from "../plan/decisions";
import type { Action, Decision } from "../plan/model";
import { buildRegister } from "../plan/register";
import type { Register, RegisterCorrection } from "../plan/register";
import { today } from "./clock";

/** The plan's register of parties, corrected as people said. */
export function registerOf(actions: Action[], decisions: readonly Decision[]): Register {
  return buildRegister(actions, correctionsIn(decisions));
}

/** The decision that two names are, or are not, one party. */
export function sameParty(names: [string, string], answer: keyof typeof partyWords, by: string): Decision {
  return {
    ref: null,
    action: "",
    about: "owner",
    words: names[0],
    readAs: `${partyWords[answer]}${names[1]}`,
    decidedOn: today(),
    by,
  };
}

/** What the decisions say about names; of two answers about the same pair the later one. */
export function correctionsIn(decisions: readonly Decision[]): RegisterCorrection[] {
  const byPair = new Map<string, RegisterCorrection>();
  for (const { about, words, readAs } of decisions) {
    if (about !== "owner") continue;
    for (const answer of ["same", "different"] as const) {
      if (!readAs.startsWith(partyWords[answer])) continue;
      const names: [string, string] = [words, readAs.slice(partyWords[answer].length)];
      byPair.set(JSON.stringify([...names].sort()), answer === "same" ? { same: names } : { different: names });
    }
  }
  return [...byPair.values()];
}
