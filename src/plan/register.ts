/**
 * The plan's register of parties: who leads and supports which actions, and who is the same as whom.
 *
 * Works on what the Owner cells were read as. Two names are put together only for a reason that is given with it; what is
 * merely possible is asked. Corrections come in as plain data; nothing is kept here.
 */
import type { Action, Party } from "./model";
import { sayParty } from "./reading/owners";
import { fold, isCourtesy, isInitials, isOrganisationHead, isRank, isRoleHead, isTopic } from "./reading/owners/words";

/** What a person said about two names: they are the same party, or they are not. Names as shown in the register. */
export type RegisterCorrection = { same: [string, string] } | { different: [string, string] };

/** How far a joining of two names can be relied on. `possible` ones are asked and not made. */
export type RegisterConfidence = "told" | "certain" | "likely" | "possible";

/** Two names and why they are, or may be, one party. */
export interface RegisterLink {
  names: [string, string];
  confidence: RegisterConfidence;
  /** In plain words: "“NBBC” is “Nuneaton and Bedworth BC” by its initials". */
  reason: string;
}

/** One person, post or organisation of the plan. Actions are named by their `key`, in the order of the plan. */
export interface RegisterEntry {
  kind: "person" | "role" | "organisation";
  /** As first written in full. */
  name: string;
  /** Every other way the plan writes it. */
  alsoWritten: string[];
  /** Job titles a person is named with. */
  roles: string[];
  /** Organisations a person is named with; for an organisation the people named for it. */
  with: string[];
  leads: string[];
  supports: string[];
  /** Named without being told whether they lead or support. */
  named: string[];
}

/** Something about the parties that only a person can tell. */
export interface RegisterQuestion {
  question: string;
  /** The names it is about. */
  names: string[];
  /** The actions it is about. */
  keys: string[];
}

export interface Register {
  /** In the order they first appear in the plan. */
  entries: RegisterEntry[];
  links: RegisterLink[];
  questions: RegisterQuestion[];
}

type Kind = RegisterEntry["kind"];

interface Mention {
  key: string;
  party: Party;
  leads: boolean;
}

/** One name before it is known who is the same as whom. */
interface Node {
  kind: Kind;
  name: string;
  /** The name as names are compared, worked out once: every name is compared with a great many. */
  plain: string;
  written: string[];
  mentions: Mention[];
  parent: number;
}

/** Builds the register of a plan's parties. The same actions and corrections always give the same register. */
export function buildRegister(actions: Action[], corrections: RegisterCorrection[] = []): Register {
  const nodes = collect(actions);
  const register: Register = { entries: [], links: [], questions: [] };
  const apart = new Set(
    corrections.flatMap((correction) => ("different" in correction ? [pairKey(...correction.different)] : [])),
  );
  const order = new Map(actions.map(({ key }, index) => [key, index]));
  const find = (index: number): number => rootOf(nodes, index);

  const link = (a: number, b: number, confidence: RegisterConfidence, reason: string) => {
    const [one, two] = [find(a), find(b)].sort((left, right) => left - right) as [number, number];
    if (one === two || (confidence !== "told" && separated(nodes, find, one, two, apart))) return;
    register.links.push({ names: [nodes[a]!.name, nodes[b]!.name], confidence, reason });
    if (confidence !== "possible") nodes[two]!.parent = one;
    else ask(`Are “${nodes[a]!.name}” and “${nodes[b]!.name}” the same?`, [nodes[a]!.name, nodes[b]!.name], [a, b]);
  };
  const ask = (question: string, names: string[], about: number[]) => {
    const keys = inOrder(
      order,
      about.flatMap((index) => nodes[index]!.mentions),
    );
    register.questions.push({ question, names, keys });
  };

  const indexOf = placesOfNames(nodes);
  for (const correction of corrections) {
    if (!("same" in correction)) continue;
    const [a, b] = correction.same.map(indexOf) as [number, number];
    if (a >= 0 && b >= 0) link(a, b, "told", "somebody said that they are the same");
  }
  for (const { name, written } of nodes) {
    for (const other of written.slice(1))
      register.links.push({
        names: [name, other],
        confidence: "certain",
        reason: `“${name}” and “${other}” differ only in capitals, punctuation or title.`,
      });
  }
  const people = peopleByOrganisation(nodes);
  joinOrganisations(nodes, people, link);
  joinPeople(nodes, link, ask);
  joinTitles(nodes, find, link, ask);
  noteSpellings(actions, nodes, register);
  register.entries = entriesOf(nodes, find, order, people);
  return register;
}

/** The node that stands for all that are the same as this one. A loop, since people may say it of thousands of names in a row. */
function rootOf(nodes: readonly Node[], index: number): number {
  let root = index;
  while (nodes[root]!.parent !== root) {
    const node = nodes[root]!;
    // Each step halves the way for the next one who asks.
    node.parent = nodes[node.parent]!.parent;
    root = node.parent;
  }
  return root;
}

/** The actions of mentions, each once, in the order of the plan. */
function inOrder(order: ReadonlyMap<string, number>, mentions: readonly Mention[]): string[] {
  return [...new Set(mentions.map(({ key }) => key))].sort((a, b) => order.get(a)! - order.get(b)!);
}

const pairKey = (a: string, b: string) => [normal(a), normal(b)].sort().join(" | ");

function separated(
  nodes: Node[],
  find: (index: number) => number,
  one: number,
  two: number,
  apart: Set<string>,
): boolean {
  if (apart.size === 0) return false;
  const names = (root: number) => nodes.filter((_, index) => find(index) === root).flatMap((node) => node.written);
  return names(one).some((a) => names(two).some((b) => apart.has(pairKey(a, b))));
}

/** Finds the first node of a name, as written or as names are compared; -1 where the plan has none. */
function placesOfNames(nodes: readonly Node[]): (name: string) => number {
  const asWritten = new Map<string, number>();
  const asCompared = new Map<string, number>();
  nodes.forEach(({ written, plain }, index) => {
    for (const each of written) if (!asWritten.has(each)) asWritten.set(each, index);
    if (!asCompared.has(plain)) asCompared.set(plain, index);
  });
  return (name) => {
    const places = [asWritten.get(name), asCompared.get(normal(name))].filter((place) => place !== undefined);
    return places.reduce((least, place) => (least < 0 ? place : Math.min(least, place)), -1);
  };
}

/** Lower case, "and" for "&", no articles, no punctuation: "The Police & Fire Team" is "police and fire team". */
function normal(name: string): string {
  return fold(name)
    .replaceAll("&", " and ")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/^\s?the /, "")
    .trim();
}

/** A person's name without title: "Cllr Hall" and "Mr Hall" are "hall". */
function personName(name: string): string {
  return normal(
    name
      .split(" ")
      .filter((word) => !isCourtesy(word) && !isRank(word))
      .join(" ") || name,
  );
}

function collect(actions: Action[]): Node[] {
  const nodes: Node[] = [];
  const byName = new Map<string, number>();
  const node = (kind: Kind, name: string): Node => {
    const id = `${kind}:${kind === "person" ? personName(name) : normal(name)}`;
    let index = byName.get(id);
    if (index === undefined) {
      index = nodes.length;
      byName.set(id, index);
      nodes.push({ kind, name, plain: normal(name), written: [], mentions: [], parent: index });
    }
    const found = nodes[index]!;
    if (!found.written.includes(name)) found.written.push(name);
    return found;
  };
  for (const action of actions) {
    action.owner.parties.forEach((party, index) => {
      const mention = { key: action.key, party, leads: action.owner.lead === index || party.part === "lead" };
      if (party.person !== null) {
        node("person", party.person).mentions.push(mention);
        if (party.organisation !== null && !party.role?.includes(party.organisation))
          node("organisation", party.organisation);
      } else if (party.role !== null) node("role", sayParty(party)).mentions.push(mention);
      else if (party.organisation !== null) node("organisation", party.organisation).mentions.push(mention);
    });
  }
  return nodes;
}

type LinkFunction = (a: number, b: number, confidence: RegisterConfidence, reason: string) => void;
type AskFunction = (question: string, names: string[], about: number[]) => void;

function indexesOf(nodes: Node[], kind: Kind): number[] {
  return nodes.flatMap((node, index) => (node.kind === kind ? [index] : []));
}

// ---------------------------------------------------------------------------------------------------------------------
// Organisations

/** Largest number of different names compared with each other; a plan has dozens, and the work grows with the square. */
const mostCompared = 600;

function joinOrganisations(nodes: Node[], people: Map<string, string[]>, link: LinkFunction): void {
  const organisations = indexesOf(nodes, "organisation").slice(0, mostCompared);
  const peopleOf = (index: number) => people.get(nodes[index]!.plain) ?? [];
  organisations.forEach((a, at) => {
    for (const b of organisations.slice(at + 1)) {
      const [one, two] = [nodes[a]!.name, nodes[b]!.name];
      const [short, long] = isInitials(one) ? [one, two] : [two, one];
      if (isInitials(short) && !isInitials(long)) {
        const fit = initialsFit(short, long);
        if (fit === "exact") link(a, b, "likely", `“${short}” is “${long}” by its initials.`);
        else if (fit === "place") {
          const shared = peopleOf(a).find((person) => peopleOf(b).includes(person));
          link(
            a,
            b,
            shared ? "likely" : "possible",
            `“${short}” and “${long}” begin with the same initials and both end as councils do${shared ? `, and ${shared} is named for both` : ""}.`,
          );
        }
      } else if (isInitials(one) && isInitials(two)) {
        const [less, more] = one.length < two.length ? [one, two] : [two, one];
        if (less.length >= 4 && more.length === less.length + 1 && more.endsWith(less))
          link(a, b, "possible", `“${more}” is “${less}” with a letter before it, perhaps the area's.`);
      } else {
        const alike = spelledAlike(nodes[a]!.plain, nodes[b]!.plain);
        if (alike)
          link(
            a,
            b,
            alike,
            alike === "likely"
              ? `“${one}” and “${two}” differ by a slip of spelling.`
              : `“${one}” and “${two}” differ by one letter.`,
          );
      }
    }
  });
}

/** Names of the people named with an organisation, by its normal name. */
function peopleByOrganisation(nodes: Node[]): Map<string, string[]> {
  const people = new Map<string, string[]>();
  for (const node of nodes) {
    if (node.kind !== "person") continue;
    const named = new Set(
      node.mentions.flatMap(({ party }) => (party.organisation === null ? [] : [normal(party.organisation)])),
    );
    for (const organisation of named) {
      const known = people.get(organisation);
      if (known) known.push(node.name);
      else people.set(organisation, [node.name]);
    }
  }
  return people;
}

const council = /(?:BC|DC|CC|MBC)$/;

/** "NBBC" for "Nuneaton and Bedworth BC" (exact) or for "Nuneaton and Bedworth DC" (the place only). */
function initialsFit(short: string, long: string): "exact" | "place" | null {
  const letters = short.replaceAll(/[^A-Za-z]/g, "").toUpperCase();
  const words = long.split(/[\s/-]+/).filter((word) => /^[\p{Lu}\d]/u.test(word));
  const spelled = words
    .map((word) => (isInitials(word) ? word : word[0]!))
    .join("")
    .toUpperCase();
  const every = long
    .split(/[\s/-]+/)
    .map((word) => (isInitials(word) ? word : (word[0] ?? "")))
    .join("")
    .toUpperCase();
  if (letters.length >= 3 && (spelled === letters || every.replaceAll("&", "A") === letters)) return "exact";
  if (!council.test(letters) || !/(?:council|BC|DC|CC|MBC)$/i.test(long)) return null;
  const place = words
    .filter((word) => !/^(?:borough|district|county|city|council|metropolitan|unitary|BC|DC|CC|MBC)$/i.test(word))
    .map((word) => word[0]!)
    .join("")
    .toUpperCase();
  return place.length >= 2 && letters.replace(council, "") === place ? "place" : null;
}

/**
 * One letter more, fewer or other in a name long enough that it may be no other name. Likely a slip where one spelling is no
 * word of the field ("…Unit" and "…Unity"); nothing where both are ("Policy Team" and "Police Team"); else possible.
 */
function spelledAlike(a: string, b: string): "likely" | "possible" | null {
  const [one, two] = [a.split(" "), b.split(" ")];
  if (a === b || Math.min(a.length, b.length) < 10 || /\d/.test(a + b) || one.length !== two.length) return null;
  const differing = one.flatMap((word, index) => (word === two[index] ? [] : [[word, two[index]!] as const]));
  const [pair] = differing;
  if (differing.length !== 1 || !pair || !oneSlip(...pair)) return null;
  if (pair[0] === `${pair[1]}s` || pair[1] === `${pair[0]}s`) return "possible";
  const known = pair.filter((word) => isTopic(word) || isOrganisationHead(word) || isRoleHead(word)).length;
  return known === 2 ? null : known === 1 ? "likely" : "possible";
}

/** True where one letter put in, left out, changed, or two swapped make one text of the other. */
function oneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  if (restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1)) return true;
  return restA.length > 1 && restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}

/** An organisation the action itself spells otherwise than its Owner cell: noted as another spelling, with the reason. */
function noteSpellings(actions: Action[], nodes: Node[], register: Register): void {
  const byKey = new Map(actions.map((action) => [action.key, action]));
  for (const node of nodes) {
    const size = node.name.split(" ").length;
    if (node.kind !== "organisation" || size < 3) continue;
    for (const { key } of node.mentions) {
      const words = (byKey.get(key)?.action ?? "").slice(0, 2000).split(/\s+/);
      for (let at = 0; at + size <= words.length; at++) {
        const other = words
          .slice(at, at + size)
          .join(" ")
          .replace(/[.,;:)]$/, "");
        if (spelledAlike(normal(other), node.plain) !== "likely" || node.written.includes(other)) continue;
        node.written.push(other);
        register.links.push({
          names: [node.name, other],
          confidence: "likely",
          reason: `The owner is written “${node.name}” and the action says “${other}”; they differ by a slip of spelling.`,
        });
      }
    }
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// People and their titles

function joinPeople(nodes: Node[], link: LinkFunction, ask: AskFunction): void {
  const people = indexesOf(nodes, "person").slice(0, mostCompared);
  const plain = new Map(people.map((index) => [index, personName(nodes[index]!.name)]));
  const full = people.filter((index) => plain.get(index)!.includes(" "));
  for (const index of people) {
    const { name } = nodes[index]!;
    const short = plain.get(index)!;
    if (full.includes(index)) continue;
    const surnameOnly =
      name.split(" ").some((word) => isCourtesy(word) || isRank(word)) ||
      nodes[index]!.mentions.some(({ party }) => party.role !== null && isRank(party.role));
    const fits = full.filter((other) => {
      const words = plain.get(other)!.split(" ");
      if (isInitials(name)) return words.map((word) => word[0]).join("") === short;
      return surnameOnly ? words[words.length - 1] === short : words[0] === short;
    });
    if (fits.length === 1) {
      const sure = !isInitials(name) && !surnameOnly;
      link(
        fits[0]!,
        index,
        sure ? "likely" : "possible",
        sure
          ? `“${name}” is the first name of “${nodes[fits[0]!]!.name}”, and of nobody else in the plan.`
          : `“${name}” could stand for “${nodes[fits[0]!]!.name}”.`,
      );
    } else if (fits.length > 1) {
      const names = fits.map((other) => nodes[other]!.name);
      ask(`Who is “${name}”: ${names.join(" or ")}?`, [name, ...names], [index]);
    }
  }
  full.forEach((a, at) => {
    for (const b of full.slice(at + 1)) {
      const [one, two] = [plain.get(a)!, plain.get(b)!];
      if (Math.min(one.length, two.length) >= 7 && oneSlip(one, two))
        link(a, b, "possible", `“${nodes[a]!.name}” and “${nodes[b]!.name}” differ by one letter.`);
    }
  });
}

/** A title without a name is its one holder; a title over several people is asked about, unless they are named as holding it together. */
function joinTitles(nodes: Node[], find: (index: number) => number, link: LinkFunction, ask: AskFunction): void {
  const holders = new Map<string, { title: string; people: number[]; together: boolean }>();
  const inCell = new Map<string, number>();
  const unnamed = new Map(indexesOf(nodes, "role").map((index) => [nodes[index]!.plain, index]));
  for (const index of indexesOf(nodes, "person")) {
    for (const { key, party } of nodes[index]!.mentions) {
      if (party.role === null || isRank(party.role)) continue;
      const id = normal(party.role);
      const holder = holders.get(id) ?? { title: party.role, people: [], together: false };
      const person = find(index);
      if (!holder.people.includes(person)) holder.people.push(person);
      const cell = `${key} | ${id}`;
      if (inCell.has(cell) && inCell.get(cell) !== person) holder.together = true;
      inCell.set(cell, person);
      holders.set(id, holder);
    }
  }
  for (const [id, { title, people, together }] of holders) {
    const alone = unnamed.get(id) ?? -1;
    if (people.length === 1) {
      if (alone >= 0)
        link(
          people[0]!,
          alone,
          "likely",
          `“${title}” is written without a name in places, and “${nodes[people[0]!]!.name}” is the only one named with that title.`,
        );
    } else if (!together) {
      const names = people.map((person) => nodes[person]!.name);
      ask(
        `“${title}” is said of ${names.join(" and of ")}. Who holds it now?`,
        [title, ...names],
        alone >= 0 ? [...people, alone] : people,
      );
    }
  }
}

// ---------------------------------------------------------------------------------------------------------------------

function entriesOf(
  nodes: Node[],
  find: (index: number) => number,
  order: ReadonlyMap<string, number>,
  people: Map<string, string[]>,
): RegisterEntry[] {
  const groups = new Map<number, Node[]>();
  nodes.forEach((node, index) => {
    const group = groups.get(find(index));
    if (group) group.push(node);
    else groups.set(find(index), [node]);
  });
  const keys = (mentions: Mention[]) => inOrder(order, mentions);
  return [...groups.values()].map((group) => {
    const person = group.find((node) => node.kind === "person");
    const fullest = group
      .filter((node) => node.kind === (person ? "person" : group[0]!.kind))
      .reduce((best, node) => (nameWeight(node) > nameWeight(best) ? node : best));
    const mentions = group.flatMap((node) => node.mentions);
    const written = [...new Set(group.filter((node) => node.kind === fullest.kind).flatMap((node) => node.written))];
    const others = person
      ? mentions.flatMap(({ party }) =>
          party.organisation !== null && !party.role?.includes(party.organisation) && party.person !== null
            ? [party.organisation]
            : [],
        )
      : group.flatMap((node) => (node.kind === "organisation" ? (people.get(node.plain) ?? []) : []));
    return {
      kind: fullest.kind,
      name: fullest.name,
      alsoWritten: written.filter((name) => name !== fullest.name),
      roles: distinctNames(mentions.flatMap(({ party }) => (person && party.role !== null ? [party.role] : []))),
      with: distinctNames(others),
      leads: keys(mentions.filter(({ leads }) => leads)),
      supports: keys(mentions.filter(({ leads, party }) => !leads && party.part === "support")),
      named: keys(mentions.filter(({ leads, party }) => !leads && party.part !== "support")),
    };
  });
}

/** Full names before initials and first names, then the first written. */
const nameWeight = (node: Node) => (isInitials(node.name) ? 0 : node.name.includes(" ") ? 2 : 1);

function distinctNames(names: string[]): string[] {
  const seen = new Set<string>();
  return names.filter((name) => !seen.has(normal(name)) && seen.add(normal(name)));
}
