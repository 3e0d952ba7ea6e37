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
  const wanted = [
    ...names.map((name) => [name, titles.get(name)!] as const),
    ...[...firstNames].filter(([first]) => first.length > 2),
  ];
  const placesIn = findable(wanted);
  return (text) => {
    let hidden = text;
    for (const place of placesIn(text)) hidden = replaceWord(hidden, ...wanted[place]!);
    return hidden;
  };
}

/**
 * Finds which of many names may stand in a text, or in a title that takes the place of one there, in their order. A plan may
 * name thousands of people, and a page has thousands of texts: looking for each in each would never end.
 */
function findable(wanted: readonly (readonly [name: string, title: string])[]): (text: string) => number[] {
  const byFirstWord = new Map<string, number[]>();
  wanted.forEach(([name], place) => {
    const word = wordsIn(name)[0] ?? "";
    const places = byFirstWord.get(word);
    if (places) places.push(place);
    else byFirstWord.set(word, [place]);
  });
  return (text) => {
    const found = new Set<number>();
    const seen = new Set<string>();
    for (const waiting = ["", ...wordsIn(text)]; waiting.length > 0;) {
      const word = waiting.pop()!;
      if (seen.has(word)) continue;
      seen.add(word);
      for (const place of byFirstWord.get(word) ?? []) {
        found.add(place);
        for (const each of wordsIn(wanted[place]![1])) waiting.push(each);
      }
    }
    return [...found].sort((a, b) => a - b);
  };
}

/** The runs of letters of a text, as `isLetter` sees them. */
function wordsIn(text: string): string[] {
  return text.replace(/[\ud800-\udfff]/g, " ").match(/\p{L}+/gu) ?? [];
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
