/**
 * Headings to columns: which column is the Key action, which the owner, which the timescale, judged together from the headings'
 * words and from what stands under them, each with its reason.
 *
 * Content decides where a heading is blank, "Column1" or misleading; a heading alone is believed where there is no content.
 */
import type { GridCell } from "../grid";
import { columnLetter } from "../grid";
import type { Meaning } from "../model";
import { contentScores, lookAtColumn } from "./content";
import type { ColumnContent } from "./content";
import { headingMeanings, isNoHeading, isPeriodHeading, plainlySaid } from "./headings";
import { excerpt, tidy } from "./text";

/** One column of a table and what it is for; `index` counts from 0 in the table. */
export interface MappedColumn {
  index: number;
  meaning: Meaning;
  heading: string;
  reason: string;
  unsure: boolean;
}

interface Candidate {
  index: number;
  heading: string;
  blank: boolean;
  period: boolean;
  words: Map<Meaning, number>;
  together: Meaning[];
  /** The heading names something that is none of ours: a budget, a risk. */
  other: boolean;
  content: ColumnContent;
  fit: Partial<Record<Meaning, number>>;
}

/** Meanings several columns may share; their texts are put together. */
const several: ReadonlySet<Meaning> = new Set<Meaning>(["outcomes", "notes", "status", "support"]);
/** Meanings content alone can give to a column without a heading. */
const byContent: Meaning[] = ["action", "owner", "timescale", "ref", "status", "outcomes", "notes"];

/**
 * Works out what each column is for.
 *
 * @param headings one text a column, "" where there is none
 * @param sampleRows rows of the table's body, one cell a column; more rows, surer answer; none is allowed
 * @param fixed columns a person has set, by index; null means "none of these"
 */
export function mapHeadings(
  headings: string[],
  sampleRows: GridCell[][],
  fixed: ReadonlyMap<number, Meaning | null> = new Map(),
): MappedColumn[] {
  const candidates = headings.map((heading, index) => candidate(heading, index, sampleRows));
  const mapped: MappedColumn[] = [];
  for (const [index, meaning] of fixed) {
    if (meaning && candidates[index]) {
      mapped.push({
        index,
        meaning,
        heading: candidates[index].heading,
        reason: "you chose this column",
        unsure: false,
      });
    }
  }
  const open = candidates.filter(({ index }) => !fixed.has(index));
  const action = mapped.some(({ meaning }) => meaning === "action") ? null : chooseAction(open);
  if (action) mapped.push(mappingOf(action, "action", action.rival));
  assignRest(
    open.filter(({ index }) => index !== action?.index),
    mapped,
  );
  addSecondMeanings(open, mapped);
  addLeftOver(open, mapped);
  return mapped.sort((a, b) => a.index - b.index || order(a.meaning) - order(b.meaning));
}

const order = (meaning: Meaning) => (meaning === "action" ? 0 : 1);

function candidate(heading: string, index: number, rows: GridCell[][]): Candidate {
  const text = tidy(heading);
  const { meanings, together, other } = headingMeanings(text);
  const content = lookAtColumn(rows, index);
  return {
    index,
    heading: text,
    blank: isNoHeading(text),
    period: isPeriodHeading(text),
    words: new Map(meanings.map(({ meaning, weight }) => [meaning, weight])),
    together,
    other,
    content,
    fit: contentScores(content),
  };
}

/** How well a column suits a meaning: its heading's words and its content together; 0 where neither speaks for it. */
function suits(column: Candidate, meaning: Meaning, actionElsewhere = false): number {
  const words = column.words.get(meaning) ?? 0;
  const fit = column.fit[meaning] ?? 0;
  const shared = column.together.length > 1 ? 1 : 0;
  const misfit = tellsAnother(column);
  if (words > 0) return Math.max(0, words - shared + fit * (misfit && fit < -2 ? 3 : words >= plainlySaid ? 0.75 : 1));
  if (!byContent.includes(meaning) || column.period || column.other) return 0;
  const others = [...column.words]
    .filter(([word]) => !(actionElsewhere && word === "action"))
    .map(([, weight]) => weight);
  const misled = column.blank ? 0 : misfit ? 1 : Math.max(0, ...others) * 0.35 + 1;
  return Math.max(0, fit - misled);
}

/** The action column is chosen so that the whole table makes most sense: "Action" may hold the owner where "Item" holds the action. */
function chooseAction(columns: Candidate[]): (Candidate & { rival: boolean }) | null {
  const bestOther = (column: Candidate) =>
    Math.max(
      0,
      ...[...new Set([...column.words.keys(), ...byContent])]
        .filter((meaning) => meaning !== "action")
        .map((meaning) => suits(column, meaning)),
    );
  const scored = columns
    .map((column) => ({
      column,
      own: suits(column, "action"),
      gain: suits(column, "action") - Math.min(10, bestOther(column)) * 0.6,
    }))
    .filter(({ own }) => own >= 3)
    .sort((a, b) => b.gain - a.gain || b.own - a.own || a.column.index - b.column.index);
  if (scored.length === 0) {
    const named = columns
      .filter((column) => (column.words.get("action") ?? 0) >= 4)
      .sort((a, b) => b.words.get("action")! - a.words.get("action")!)[0];
    if (named) return { ...named, rival: true };
    const blank = columns.find((column) => column.blank && column.content.filled === 0 && column.content.rows === 0);
    return blank ? { ...blank, rival: true } : null;
  }
  const [first, second] = scored;
  const named = (column: Candidate) => column.words.get("action") ?? 0;
  const noOwner = !columns.some((column) => column !== first!.column && suits(column, "owner") >= 5);
  const rival =
    second !== undefined &&
    (first!.gain - second.gain < 1.5 || (named(second.column) >= 4 && noOwner && first!.column.content.filled === 0));
  return { ...first!.column, rival };
}

function assignRest(columns: Candidate[], mapped: MappedColumn[]): void {
  const actionElsewhere = mapped.some((column) => column.meaning === "action");
  const choices = columns.flatMap((column) => {
    const wanted = [
      ...new Set<Meaning>([
        ...column.words.keys(),
        ...(column.words.size === 0 || strongMisfit(column) ? byContent : []),
      ]),
    ];
    return wanted
      .filter((meaning) => meaning !== "action")
      .map((meaning) => ({ column, meaning, score: suits(column, meaning, actionElsewhere) }))
      .filter(({ score, meaning }) => score >= (column.words.has(meaning) ? 2.5 : column.blank ? 2 : 3));
  });
  choices.sort((a, b) => b.score - a.score || a.column.index - b.column.index);
  const done = new Set<number>();
  const taken = () => new Set(mapped.map(({ meaning: m }) => m));
  for (const { column, meaning: wanted } of choices) {
    if (done.has(column.index)) continue;
    const named = column.words.get(wanted) ?? 0;
    if (taken().has(wanted)) {
      if (wanted === "owner" && !taken().has("support") && named >= plainlySaid) {
        done.add(column.index);
        mapped.push({
          ...mappingOf(column, "support", true),
          reason: `a second column about who (the heading says “${excerpt(column.heading)}”)`,
        });
      } else if (wanted === "timescale" && column.period && named > 0) {
        done.add(column.index);
        mapped.push(mappingOf(column, "timescale", true));
      } else if (several.has(wanted) && named >= plainlySaid) {
        done.add(column.index);
        mapped.push(mappingOf(column, wanted, wanted === "status"));
      }
      continue;
    }
    if (named === 0 && column.words.size > 0 && !strongMisfit(column)) continue;
    if (wanted === "section" && !sectionLike(column, named)) continue;
    done.add(column.index);
    mapped.push(mappingOf(column, wanted, false));
  }
}

/** The content contradicts every meaning the heading allows. */
function strongMisfit(column: Candidate): boolean {
  if (column.content.filled < 3) return false;
  return [...column.words.keys()].every((word) => (column.fit[word] ?? 0) < -1);
}

/** Its content contradicts its heading and plainly is something else. */
function tellsAnother(column: Candidate): boolean {
  return strongMisfit(column) && byContent.some((other) => !column.words.has(other) && (column.fit[other] ?? 0) >= 2.5);
}

/** Levels of urgency and one-off texts are no sections, whatever the heading. */
function sectionLike(column: Candidate, named: number): boolean {
  const { content } = column;
  if (content.level > 0.5 || content.number > 0.5) return false;
  if (content.filled === 0) return content.rows === 0 ? named >= 6 : false;
  const shared = content.repeated > 0.1 || content.filled < content.rows * 0.8;
  return named >= 8 ? content.filled < 5 || shared || content.words <= 6 : shared;
}

/** "Who and when": the second thing a column is for, where no other column is. */
function addSecondMeanings(columns: Candidate[], mapped: MappedColumn[]): void {
  for (const column of columns) {
    const own = mapped.find(({ index }) => index === column.index);
    if (!own || column.together.length < 2) continue;
    const named = column.together.map((word) => (word === "action" && own.meaning !== "action" ? null : word));
    for (const second of named) {
      if (second === null || second === own.meaning || mapped.some(({ meaning: m }) => m === second)) continue;
      if (second === "section" || second === "ref" || (column.words.get(second) ?? 0) < 4) continue;
      if (own.meaning === "action" && second === "outcomes") continue;
      own.unsure = true;
      mapped.push({
        index: column.index,
        meaning: second,
        heading: column.heading,
        unsure: true,
        reason: `the heading “${excerpt(column.heading)}” names two things in one column`,
      });
    }
  }
}

/** What is left when the rest is told: columns headed by years, where none says when; the one blank heading, where none says who. */
function addLeftOver(columns: Candidate[], mapped: MappedColumn[]): void {
  const free = columns.filter(({ index }) => !mapped.some((column) => column.index === index));
  const periods = free.filter(({ period }) => period);
  if (periods.length > 1 && !mapped.some(({ meaning }) => meaning === "timescale")) {
    for (const { index, heading } of periods) {
      mapped.push({
        index,
        meaning: "timescale",
        heading,
        unsure: true,
        reason: `the heading is a time (“${heading}”), so a mark under it says when`,
      });
    }
  }
  for (const wanted of ["owner", "timescale", "outcomes", "notes"] as const) {
    if (mapped.some(({ meaning }) => meaning === wanted)) continue;
    // Notes hold whatever people write: short words that repeat do not make them something else.
    const anything = wanted === "notes";
    const named = columns.find(
      (column) =>
        (column.words.get(wanted) ?? 0) >= 5 &&
        !mapped.some(({ index }) => index === column.index) &&
        (anything || !(tellsAnother(column) && column.content.prose < 0.5)),
    );
    if (named) mapped.push(mappingOf(named, wanted, !anything));
  }
  const blank = free.filter((column) => column.blank);
  if (
    blank.length === 1 &&
    blank[0]!.content.rows === 0 &&
    mapped.length > 1 &&
    !mapped.some(({ meaning }) => meaning === "owner")
  ) {
    mapped.push({
      index: blank[0]!.index,
      meaning: "owner",
      heading: blank[0]!.heading,
      unsure: true,
      reason: "no heading; no other column says who",
    });
  }
}

function mappingOf(column: Candidate, meaning: Meaning, doubtful: boolean): MappedColumn {
  const named = column.words.get(meaning) ?? 0;
  const fit = column.fit[meaning] ?? 0;
  const seen = evidence(column.content, meaning);
  const heading = excerpt(column.heading);
  const contradicted = named > 0 && column.content.filled >= 3 && fit < -2.5;
  const base = { index: column.index, meaning, heading: column.heading };
  if (named >= plainlySaid && !contradicted) {
    return { ...base, unsure: doubtful || (named < 8 && fit < 0), reason: `the heading says “${heading}”` };
  }
  if (named > 0) {
    return {
      ...base,
      unsure: doubtful || contradicted || !(fit >= 2 && column.content.filled >= 3),
      reason: `the heading says “${heading}”${seen ? `, and ${seen}` : ""}`,
    };
  }
  if (column.blank)
    return { ...base, unsure: true, reason: `no heading; ${seen || "nothing else in the table looks like it"}` };
  return {
    ...base,
    unsure: true,
    reason: `the heading says “${heading}”, but ${seen || "its content looks like something else"}`,
  };
}

/** "24 of 30 cells name people or organisations" */
function evidence(content: ColumnContent, meaning: Meaning): string {
  if (content.filled === 0) return "";
  const says = (share: number, what: string) =>
    share < 0.3 ? "" : `${Math.round(share * content.filled)} of ${content.filled} cells ${what}`;
  switch (meaning) {
    case "action":
      return content.action >= 0.3
        ? says(content.action, "say what is to be done")
        : says(content.prose, "are sentences");
    case "owner":
    case "support":
      return says(content.party, "name people or organisations");
    case "timescale":
    case "start":
    case "revised":
      return says(content.time, "say when");
    case "ref":
      return says(content.ref, "are references");
    case "status":
      return says(content.status, "say how far it has got");
    case "section":
      return says(content.repeated, "repeat one above");
    default:
      return says(content.prose, "are sentences");
  }
}

/** "the second column (B)": how a column without a heading is spoken of. */
export function ordinalColumn(index: number, sheetColumn: number): string {
  const ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
  return index < ordinals.length
    ? `${ordinals[index]} column (${columnLetter(sheetColumn)})`
    : `column ${columnLetter(sheetColumn)}`;
}
