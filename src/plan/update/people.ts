/**
 * Job titles in place of people's names, for an update that should not name anyone.
 *
 * Replaces only names the plan's owner cells hold; where somebody has no title, their organisation or "the lead" stands.
 */
import type { Plan } from "../model";

/** A function that replaces every name the plan knows by that person's job title. */
export function hideNames(plan: Plan): (text: string) => string {
  const titles = new Map<string, string>();
  for (const { owner } of plan.actions) {
    for (const { person, role, organisation } of owner.parties) {
      if (!person) continue;
      const known = titles.get(person);
      const title = role ?? organisation;
      if (!known || (known === noTitle && title)) titles.set(person, title ?? known ?? noTitle);
    }
  }
  // Longest first, so that "Ann Lee-Jones" is not left as "Programme Manager-Jones".
  const names = [...titles.keys()].sort((a, b) => b.length - a.length);
  const firstNames = new Map<string, string>();
  for (const name of names) {
    const first = name.split(" ")[0]!;
    // A first name two people share cannot be told apart: both become the neutral word.
    firstNames.set(first, firstNames.has(first) ? noTitle : titles.get(name)!);
  }
  return (text) => {
    let hidden = text;
    for (const name of names) hidden = replaceWord(hidden, name, titles.get(name)!);
    for (const [first, title] of firstNames) if (first.length > 2) hidden = replaceWord(hidden, first, title);
    return hidden;
  };
}

const noTitle = "the lead";

function replaceWord(text: string, word: string, by: string): string {
  let result = "";
  let from = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, from)) {
    const whole = !isLetter(text[at - 1]) && !isLetter(text[at + word.length]);
    result += text.slice(from, at) + (whole ? by : word);
    from = at + word.length;
  }
  return result + text.slice(from);
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /\p{L}/u.test(character);
}
