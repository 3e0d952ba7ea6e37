/**
 * Two years of partners' edits on the published Warwickshire plan, played with seeded chance and the truth written down.
 *
 * Every edit changes lines as people do in a sheet; beside it stands what really happened, so that what the history makes of
 * the lines alone can be judged. Which line is which is known here and nowhere told to the code under test.
 */
import { addDays, addMonthsToEnd, endOfMonth, isoDate, monthName, partsOf, sayDate } from "../../../src/plan/calendar";
import { fingerprint } from "../../../src/plan/history/snapshot";
import { readTimescale } from "../../../src/plan/reading/timescale";
import type { IsoDate, PlanContext, Snapshot, SnapshotRow, Status } from "../../../src/plan/model";
import sample from "../../samples/warwickshire.json";

export interface Chance {
  /** From 0 up to but not including 1. */
  next(): number;
  /** A whole number from 0 up to but not including `n`. */
  below(n: number): number;
  pick<T>(items: readonly T[]): T;
  shuffle<T>(items: readonly T[]): T[];
}

/** The mulberry32 generator: the same seed plays the same two years. */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number) => Math.floor(next() * n);
  return {
    next,
    below,
    pick: (items) => items[below(items.length)]!,
    shuffle: (items) => {
      const list = [...items];
      for (let i = list.length - 1; i > 0; i--) {
        const j = below(i + 1);
        [list[i], list[j]] = [list[j]!, list[i]!];
      }
      return list;
    },
  };
}

/** One line of the plan with what only the simulation knows. */
export interface Line {
  id: number;
  ref: string | null;
  section: string;
  action: string;
  lead: string | null;
  timescale: string;
  due: IsoDate | null;
  notes: string;
  /** "open" or what a person confirmed. */
  state: "open" | "complete" | "closed";
  repeats: boolean;
}

export type TrueKind =
  | "moved"
  | "brought-forward"
  | "withdrawn"
  | "dated"
  | "vanished"
  | "reopened"
  | "finished"
  | "new"
  | "owner-changed"
  | "split"
  | "late"
  | "unchanged"
  | "returned";

export interface Quarter {
  taken: IsoDate;
  snapshot: Snapshot;
  /** Identity of each row of the snapshot, in its order. */
  ids: number[];
  /** "moved 17": everything that truly happened or is so. */
  truth: Set<string>;
  /** How many edits each line had this quarter, by identity; whole-plan edits (sorting) are not counted. */
  edits: Map<number, number>;
  /** First promise, last promise and number of moves of every line, by identity. */
  promises: Map<number, { first: IsoDate | null; last: IsoDate | null; moves: number }>;
  /** Pieces by identity: the whole they were split from. */
  splitFrom: Map<number, number>;
}

interface SampleRow {
  ref: string | null;
  key_action: string;
  owner: string;
  timescale: string;
}

/** The years the sample says it is for. */
const years: PlanContext = { start: "2019-04-01", end: "2021-03-31", calendar: "financial" };

/** The date the words promise, as the plan is read. */
function readDue(words: string): IsoDate | null {
  const { due, dueBasis } = readTimescale(words, years);
  return dueBasis === "explicit" ? due : null;
}

export function samplePlan(): Line[] {
  let id = 0;
  return sample.sections.flatMap((section) =>
    (section.rows as SampleRow[]).map((row): Line => ({
      id: id++,
      ref: row.ref,
      section: `${section.number}. ${section.title}`,
      action: row.key_action,
      lead: row.owner.split("\n")[0]! || null,
      timescale: row.timescale,
      due: readDue(row.timescale),
      notes: `as at the start ${id}`,
      state: "open",
      repeats: /weekly|month|quarter|annual/i.test(row.timescale),
    })),
  );
}

function statusOf(line: Line, asAt: IsoDate): Status {
  if (line.state !== "open") return line.state;
  if (line.due) return line.due < asAt ? "overdue" : line.due <= addDays(asAt, 180) ? "due-soon" : "not-yet-due";
  return line.repeats || /ongoing/i.test(line.timescale) ? "ongoing" : "no-date";
}

export function toRow(line: Line, asAt: IsoDate): SnapshotRow {
  return {
    ref: line.ref,
    section: line.section,
    action: line.action,
    lead: line.lead,
    timescale: line.timescale,
    due: readDue(line.timescale),
    status: statusOf(line, asAt),
    rowCheck: fingerprint([
      ["action", line.action],
      ["owner", line.lead ?? ""],
      ["timescale", line.timescale],
      ["notes", line.notes],
      ["status", line.state],
    ]),
  };
}

// ---------------------------------------------------------------------------------------------------------------------
// Rewording

const synonyms: [string, string][] = [
  ["organise", "arrange"],
  ["deliver", "provide"],
  ["develop", "create"],
  ["establish", "set up"],
  ["review", "look again at"],
  ["promote", "publicise"],
  ["continue", "carry on"],
  ["undertake", "carry out"],
  ["produce", "write"],
  ["maintain", "keep up"],
  ["ensure", "make sure"],
  ["monitor", "keep track of"],
  ["analyse", "examine"],
  ["facilitate", "enable"],
  ["staff", "employees"],
  ["session", "workshop"],
  ["sessions", "workshops"],
  ["public", "residents"],
  ["agencies", "organisations"],
  ["sharing", "exchange"],
  ["across", "throughout"],
  ["new", "refreshed"],
  ["annual", "yearly"],
  ["regular", "frequent"],
  ["basis", "footing"],
  ["implement", "put in place"],
  ["advising", "telling"],
  ["understanding", "knowledge"],
  ["parents", "families"],
  ["training", "learning"],
  ["newsletter", "bulletin"],
  ["information", "data"],
  ["encourage", "prompt"],
  ["attend", "go to"],
];

const insertedClauses = [
  "in partnership with district and borough councils",
  "subject to available funding",
  "working with the voluntary sector",
  "including follow-up for those unable to take part",
  "as agreed at the last meeting",
  "(phase two)",
  "with clear measures of success",
  "and report back to the group",
  "drawing on national guidance",
  "led by the core team",
];

const abbreviations: [RegExp, string][] = [
  [/Prevent Strategy Group/g, "PSG"],
  [/Terms of Reference/g, "ToR"],
  [/West Midlands Counter Terrorism Unit/g, "WMCTU"],
  [/Counter Terrorism Local Profile/g, "CTLP"],
  [/Further Education|FE\b/g, "further ed."],
  [/information/g, "info"],
  [/organisations/g, "orgs"],
  [/professionals/g, "profs"],
  [/development/g, "dev't"],
  [/management/g, "mgmt"],
  [/communities/g, "comms"],
  [/authorities/g, "auths"],
];

type Rewording = (text: string, dice: Chance) => string;

const swapSynonyms: Rewording = (text, dice) => {
  let swaps = 1 + dice.below(3);
  return text.replace(/[A-Za-z]+/g, (word) => {
    const entry = synonyms.find(([from, to]) => from === word.toLowerCase() || to === word.toLowerCase());
    if (!entry || swaps === 0 || dice.next() < 0.3) return word;
    swaps--;
    const other = entry[0] === word.toLowerCase() ? entry[1] : entry[0];
    return word[0] === word[0]!.toUpperCase() ? other[0]!.toUpperCase() + other.slice(1) : other;
  });
};

const insertClause: Rewording = (text, dice) => {
  const clause = dice.pick(insertedClauses);
  const words = text.split(" ");
  const at = dice.next() < 0.5 ? words.length : 3 + dice.below(Math.max(1, words.length - 3));
  return [...words.slice(0, at), clause, ...words.slice(at)].join(" ");
};

const dropClause: Rewording = (text, dice) => {
  const words = text.split(" ");
  if (words.length < 8) return text;
  const drop = 2 + dice.below(Math.min(6, Math.floor(words.length / 3)));
  const at = dice.next() < 0.5 ? words.length - drop : 1 + dice.below(words.length - drop);
  return [...words.slice(0, at), ...words.slice(at + drop)].join(" ");
};

const turnRound: Rewording = (text, dice) => {
  const words = text.replace(/\.$/, "").split(" ");
  const joint = words.findIndex(
    (word, at) => at > 2 && at < words.length - 2 && /^(to|and|for|on|with|in)$/.test(word),
  );
  const at = joint > 0 ? joint : 2 + dice.below(Math.max(1, words.length - 3));
  return `${words.slice(at).join(" ")}, ${words.slice(0, at).join(" ")}`;
};

const slip: Rewording = (text, dice) => {
  const words = text.split(" ");
  for (let n = 1 + dice.below(3); n > 0; n--) {
    const at = dice.below(words.length);
    const word = words[at]!;
    if (word.length < 5) continue;
    const i = 1 + dice.below(word.length - 2);
    words[at] = dice.pick([
      word.slice(0, i) + word.slice(i + 1),
      word.slice(0, i) + word[i]! + word.slice(i),
      word.slice(0, i) + word[i + 1]! + word[i]! + word.slice(i + 2),
      word.slice(0, i) + "e" + word.slice(i + 1),
    ]);
  }
  return words.join(" ");
};

const shorten: Rewording = (text, dice) => {
  const found = abbreviations.filter(([pattern]) => text.search(pattern) >= 0);
  if (found.length === 0) return insertClause(text, dice);
  return dice
    .shuffle(found)
    .slice(0, 2)
    .reduce((words, [pattern, short]) => words.replace(pattern, short), text);
};

const retype: Rewording = (text) =>
  text.toUpperCase().slice(0, 1) + text.slice(1).replace(/ /g, "  ").replace(/'/g, "’");

/** Kinds of rewording, each as people do it; some cells take two at once. */
const rewordings: Record<string, Rewording> = {
  swapSynonyms,
  insertClause,
  dropClause,
  turnRound,
  slip,
  shorten,
  retype,
};

export function reword(text: string, dice: Chance): string {
  const kinds = dice.shuffle(Object.values(rewordings)).slice(0, dice.next() < 0.3 ? 2 : 1);
  const reworded = kinds.reduce((words, kind) => kind(words, dice), text);
  return reworded.trim() === "" ? text : reworded;
}

// ---------------------------------------------------------------------------------------------------------------------
// Dates in words

/** Words people use for a month's end. Several ways, all meaning the same date. */
function writeDate(due: IsoDate, dice: Chance): string {
  const [year, month, day] = partsOf(due);
  const name = monthName(month);
  return dice.pick([
    `${name} ${year}`,
    `By ${name} ${year}`,
    `End of ${name} ${year}`,
    `by end ${name.slice(0, 3)} ${year}`,
    sayDate(due),
    `${day}/${String(month).padStart(2, "0")}/${year}`,
    `To be completed by ${name} ${year}`,
  ]);
}

const withdrawals: { words: string; repeats: boolean }[] = [
  { words: "TBC", repeats: false },
  { words: "Ongoing", repeats: true },
  { words: "", repeats: false },
  { words: "Quarterly", repeats: true },
  { words: "To be confirmed", repeats: false },
  { words: "Dependent on funding", repeats: false },
];

const people = [
  "Ayesha Khan",
  "Tom Bright",
  "Siân Powell",
  "Owen Marsh",
  "Grace Obi",
  "Lucy Hartley",
  "Imran Shah",
  "Ben Cole",
];
const roles = [
  "Community Safety Manager",
  "Prevent Officer",
  "Head of Safeguarding",
  "Partnership Lead",
  "Training Lead",
];

const newActions = [
  "Hold a round table with faith leaders on tensions after national events",
  "Write a short guide for landlords of licensed premises on booking checks",
  "Map youth provision in each district and find the gaps",
  "Commission an independent evaluation of mentoring",
  "Set up a reading list for designated safeguarding leads",
  "Agree an information sharing protocol with housing associations",
  "Offer lunch-time briefings to GP practices",
  "Run a poster competition in secondary schools",
  "Recruit community champions in Rugby and Bedworth",
  "Test the out-of-hours referral route with the emergency duty team",
  "Refresh the risk assessment after the new local profile is published",
  "Train library staff to recognise and report extremist leaflets",
  "Publish a privacy notice for people referred to the panel",
  "Arrange a visit to a neighbouring partnership to compare practice",
  "Buy licences for the online harms toolkit for colleges",
  "Deliver a new session for youth workers on recognising hoaxes online",
  "Establish a Care Homes Forum to share good practice and feed into the Prevent Strategy Group",
  "Review effectiveness of the referral form used by partners",
  "Develop a feedback form for people who attend briefing events",
  "Continue to monitor take-up of mentoring and keep a list of mentors",
  "Undertake an audit of visitor booking policies in colleges and universities",
  "Prepare questions for the annual survey of residents about belonging",
];

// ---------------------------------------------------------------------------------------------------------------------
// Eight quarters

interface Promise_ {
  first: IsoDate | null;
  last: IsoDate | null;
  moves: number;
}

/**
 * Plays the quarters of one seed.
 * @param most how many edits a line may have in one quarter.
 */
export function play(seed: number, quarters = 8, most = 2): Quarter[] {
  const dice = chance(seed);
  let lines = samplePlan();
  let nextId = lines.length;
  const unusedActions = dice.shuffle(newActions);
  const promises = new Map<number, Promise_>();
  const owed = new Set<number>();
  const splitFrom = new Map<number, number>();
  const checks = new Map<number, string[]>();
  const results: Quarter[] = [];
  const bin: Line[] = [];

  const record = (asAt: IsoDate, truth: Set<string>, edits: Map<number, number>) => {
    const rows = lines.map((line) => toRow(line, asAt));
    lines.forEach((line, at) => {
      if (line.state === "open" && line.due && line.due < asAt) truth.add(`late ${line.id}`);
      const seen = checks.get(line.id) ?? [];
      seen[results.length] = rows[at]!.rowCheck;
      checks.set(line.id, seen);
      const n = results.length;
      if (line.state === "open" && n >= 2 && seen[n] === seen[n - 1] && seen[n] === seen[n - 2])
        truth.add(`unchanged ${line.id}`);
      const promise = promises.get(line.id) ?? { first: null, last: null, moves: 0 };
      if (line.due) {
        promise.first ??= line.due;
        promise.last = line.due;
      }
      promises.set(line.id, promise);
    });
    results.push({
      taken: asAt,
      snapshot: { taken: asAt, rows },
      ids: lines.map((line) => line.id),
      truth,
      edits,
      promises: new Map([...promises].map(([id, promise]) => [id, { ...promise }])),
      splitFrom: new Map(splitFrom),
    });
  };

  let asAt: IsoDate = isoDate(2019, 5, 14);
  record(asAt, new Set(), new Map());

  for (let quarter = 1; quarter <= quarters; quarter++) {
    asAt = addMonthsToEnd(asAt, 3);
    asAt = isoDate(partsOf(asAt)[0], partsOf(asAt)[1], 14);
    const truth = new Set<string>();
    const edits = new Map<number, number>();
    const touched = new Map<number, Set<string>>();
    const may = (line: Line, what: string): boolean => {
      const kinds = touched.get(line.id) ?? new Set();
      if ((edits.get(line.id) ?? 0) >= most || kinds.has(what)) return false;
      kinds.add(what);
      touched.set(line.id, kinds);
      edits.set(line.id, (edits.get(line.id) ?? 0) + 1);
      return true;
    };
    const some = (share: number, from = lines) =>
      dice.shuffle(from).slice(0, Math.round(share * from.length * (0.5 + dice.next())));

    // Dates that move, come forward, are withdrawn, come back, or are merely written differently.
    for (const line of some(0.2)) {
      if (line.state !== "open" || !may(line, "date")) continue;
      const was = line.due;
      const promise = promises.get(line.id)!;
      const what = dice.next();
      if (was && what < 0.55) {
        const to = addMonthsToEnd(was, 1 + dice.below(6));
        line.due = to;
        line.timescale = writeDate(to, dice);
        truth.add(`moved ${line.id}`);
        promise.moves++;
      } else if (was && what < 0.65) {
        line.due = addMonthsToEnd(was, -1 - dice.below(2));
        line.timescale = writeDate(line.due, dice);
        truth.add(`brought-forward ${line.id}`);
      } else if (was && what < 0.85) {
        const to = dice.pick(withdrawals);
        line.due = null;
        line.timescale = to.words;
        line.repeats = to.repeats;
        truth.add(`withdrawn ${line.id}`);
      } else if (was) {
        line.timescale = writeDate(was, dice);
      } else if (!line.repeats) {
        const later = promise.last !== null && dice.next() < 0.8;
        const [year, month] = partsOf(asAt);
        const to = later
          ? addMonthsToEnd(promise.last!, 1 + dice.below(5))
          : addMonthsToEnd(endOfMonth(year, month), 3 + dice.below(4));
        line.due = to;
        line.timescale = writeDate(to, dice);
        if (promise.last && to > promise.last) {
          truth.add(`moved ${line.id}`);
          promise.moves++;
        } else if (promise.last && to < promise.last) truth.add(`brought-forward ${line.id}`);
        else truth.add(`dated ${line.id}`);
      }
    }
    for (const line of some(0.08)) {
      if (!may(line, "owner")) continue;
      const lead = `${dice.pick(roles)} – ${dice.pick(people)}`;
      if (lead === line.lead) continue;
      // A new person for the old one, never the same person written differently.
      const old = line.lead ?? "";
      if (people.some((person) => old.includes(person) && lead.includes(person))) continue;
      if (lead.startsWith(old)) continue;
      line.lead = lead;
      truth.add(`owner-changed ${line.id}`);
    }
    for (const line of some(0.15)) {
      if (!may(line, "words")) continue;
      line.action = reword(line.action, dice);
    }
    for (const line of some(0.3)) {
      if (may(line, "notes")) line.notes = `${line.notes}; update ${quarter} ${dice.below(1000)}`;
    }
    for (const line of some(0.1)) {
      if (line.state === "open" ? dice.next() < 0.7 && may(line, "state") : dice.next() < 0.3 && may(line, "state")) {
        if (line.state === "open") {
          line.state = dice.next() < 0.7 ? "complete" : "closed";
          truth.add(`finished ${line.id}`);
          // A cleared date is not withdrawn from what is finished; if it is opened again, it is.
          if (truth.delete(`withdrawn ${line.id}`)) owed.add(line.id);
          truth.delete(`dated ${line.id}`);
        } else {
          line.state = "open";
          truth.add(`reopened ${line.id}`);
          if (owed.delete(line.id)) truth.add(`withdrawn ${line.id}`);
        }
      }
    }
    for (const line of some(0.04)) {
      if (!may(line, "section")) continue;
      line.section = dice.pick(lines).section;
    }
    // Lines that leave, and lines put back that had left.
    const back = bin.length > 0 && dice.next() < 0.3 ? bin.splice(dice.below(bin.length), 1) : [];
    for (const line of some(0.05)) {
      if ((edits.get(line.id) ?? 0) > 0 || lines.length < 12) continue;
      lines = lines.filter((each) => each !== line);
      edits.set(line.id, 1);
      if (line.state === "open") truth.add(`vanished ${line.id}`);
      bin.push(line);
    }
    for (const line of back) {
      lines.splice(dice.below(lines.length + 1), 0, line);
      truth.add(`returned ${line.id}`);
      edits.set(line.id, 1);
    }
    // A line split in two at a joint of its words.
    if (dice.next() < 0.35) {
      const long = lines.filter(
        (line) => (edits.get(line.id) ?? 0) === 0 && line.state === "open" && line.action.split(/\s+/).length >= 14,
      );
      if (long.length > 0) {
        const line = dice.pick(long);
        const words = line.action.trim().split(/\s+/);
        const joint = words.findIndex(
          (word, at) => at >= 6 && at <= words.length - 6 && /^(and|to|for|in|on)$/.test(word),
        );
        const at = joint > 0 ? joint : Math.floor(words.length / 2);
        const piece: Line = {
          ...line,
          id: nextId++,
          action: words.slice(at).join(" "),
          ref: line.ref ? `${line.ref}b` : null,
        };
        line.action = words.slice(0, at).join(" ");
        if (line.ref) line.ref = `${line.ref}a`;
        lines.splice(lines.indexOf(line) + 1, 0, piece);
        truth.add(`split ${piece.id}`);
        splitFrom.set(piece.id, line.id);
        edits.set(line.id, 1);
        edits.set(piece.id, 1);
        promises.set(piece.id, { ...promises.get(line.id)! });
        checks.set(piece.id, [...(checks.get(line.id) ?? [])]);
      }
    }
    for (let n = dice.below(3); n > 0 && unusedActions.length > 0; n--) {
      const due =
        dice.next() < 0.7 ? addMonthsToEnd(endOfMonth(partsOf(asAt)[0], partsOf(asAt)[1]), 2 + dice.below(9)) : null;
      const at = dice.below(lines.length + 1);
      const line: Line = {
        id: nextId++,
        ref: null,
        section: dice.pick(lines).section,
        action: unusedActions.pop()!,
        lead: `${dice.pick(roles)} – ${dice.pick(people)}`,
        timescale: due ? writeDate(due, dice) : "TBC",
        due,
        notes: "",
        state: "open",
        repeats: false,
      };
      lines.splice(at, 0, line);
      truth.add(`new ${line.id}`);
    }
    // The whole plan renumbered as it stands, or single references changed, or sorted.
    if (dice.next() < 0.3) {
      const inSection = new Map<string, number>();
      for (const line of lines) {
        const n = (inSection.get(line.section) ?? 0) + 1;
        inSection.set(line.section, n);
        const ref = `${line.section.split(".")[0]}.${n}`;
        if (line.ref !== ref) edits.set(line.id, (edits.get(line.id) ?? 0) + 1);
        line.ref = ref;
      }
    } else {
      for (const line of some(0.05)) if (may(line, "ref")) line.ref = `${1 + dice.below(6)}.${1 + dice.below(12)}`;
    }
    const sort = dice.below(5);
    if (sort === 0) lines = [...lines].sort((a, b) => ((a.due ?? "9") < (b.due ?? "9") ? -1 : 1));
    if (sort === 1) lines = [...lines].sort((a, b) => ((a.lead ?? "") < (b.lead ?? "") ? -1 : 1));
    if (sort === 2) lines = dice.shuffle(lines);
    record(asAt, truth, edits);
  }
  return results;
}
