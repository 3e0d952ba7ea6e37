/**
 * Lines of a table to actions: puts together what page breaks and pasting split over several rows, repeats what a merged cell
 * says of several actions, and keeps apart what only looks alike.
 *
 * Decides from the words and the shape of the table; never reads a timescale or an owner.
 */
import type { Meaning } from "../model";
import type { MappedColumn } from "./columns";
import { cleanRef, isPartOf, leadingRef, refStylesOf } from "./refs";
import type { LeadingRef } from "./refs";
import { sameSection, sectionOf } from "./sections";
import type { FoundTable } from "./found";
import { beginsInside, breaksOff, firstWords, joinPieces, seam } from "./text";
import { actionVerbs } from "./words";

/** A part of a cell's text and the grid row it stands on. */
export interface Piece {
  row: number;
  text: string;
}

/** The rows of one action. */
export interface RowGroup {
  rows: number[];
  /** By column of the table: the pieces of its text, top to bottom; one shared piece where a merge above gives it. */
  pieces: Piece[][];
  ref: string | null;
  /** Column and row the reference stands in. */
  refAt: { index: number; row: number } | null;
  /** The title of the section row it stands under. */
  section: string | null;
  /** It carries rows that might have been actions of their own. */
  doubtful: number[];
}

/** How a plan is laid out, taken from all its tables with the same headings. */
export interface Layout {
  columns: Map<Meaning, number[]>;
  refStyles: Set<LeadingRef["style"]>;
  /** Most full lines have a reference. */
  usesRefs: boolean;
  /** Nearly every line with an action has an owner or a timescale. */
  disciplined: boolean;
  /** Lines with an owner and a timescale and no action are common. */
  manyWithoutAction: boolean;
  /** By column: its cells often begin with a small letter, so that says nothing. */
  smallLetters: boolean[];
}

/** Learns the layout from the lines of tables that share their headings. */
export function layoutOf(tables: FoundTable[], mapped: MappedColumn[]): Layout {
  const columns = new Map<Meaning, number[]>();
  for (const { meaning, index } of mapped) columns.set(meaning, [...(columns.get(meaning) ?? []), index]);
  const width = tables[0]?.headings.length ?? 0;
  const small = new Array<number>(width).fill(0);
  const filled = new Array<number>(width).fill(0);
  const actions: string[] = [];
  const lines: string[][] = [];
  for (const table of tables) {
    for (const line of table.body) {
      if (line.is !== "line") continue;
      const texts = textsOf(table, line.row);
      lines.push(texts);
      actions.push(first(texts, columns.get("action")));
    }
  }
  const refStyles = refStylesOf(actions);
  const partial: Layout = {
    columns,
    refStyles,
    usesRefs: false,
    disciplined: false,
    manyWithoutAction: false,
    smallLetters: [],
  };
  let full = 0;
  let withRef = 0;
  let bare = 0;
  let half = 0;
  let orphans = 0;
  for (const texts of lines) {
    const has = (meaning: Meaning) => first(texts, columns.get(meaning)) !== "";
    const ref = refIn(texts, partial);
    if (has("owner") && has("timescale") && !has("action") && !ref) orphans++;
    if (has("action") && (has("owner") || has("timescale"))) {
      full++;
      if (ref) withRef++;
      if (has("owner") !== has("timescale") && columns.has("owner") && columns.has("timescale")) half++;
    } else if (has("action") && !ref) bare++;
    if (has("timescale") || ref) {
      texts.forEach((text, index) => {
        if (text === "") return;
        filled[index]!++;
        if (beginsInside(text)) small[index]!++;
      });
    }
  }
  return {
    ...partial,
    usesRefs: withRef >= Math.max(1, full * 0.55),
    disciplined: full >= 3 && bare < full && half <= full * 0.15,
    manyWithoutAction: orphans > Math.max(1, lines.length * 0.1),
    smallLetters: small.map((count, index) => count > Math.max(1, filled[index]! * 0.25)),
  };
}

/** Puts the lines of one table together into actions. */
export function joinRows(table: FoundTable, layout: Layout): RowGroup[] {
  const groups: RowGroup[] = [];
  let current: RowGroup | null = null;
  let section: string | null = null;
  for (const line of table.body) {
    if (line.is === "section") {
      if (sameSection(sectionOf(line.title), sectionOf(section ?? table.section ?? ""))) continue;
      section = line.title;
      current = null;
      continue;
    }
    const texts = textsOf(table, line.row);
    const decision: Decision = current ? carriesOn(table, line.row, texts, current, layout) : "new";
    if (current && decision !== "new") {
      add(current, line.row, texts);
      if (decision === "doubtful") current.doubtful.push(line.row);
      continue;
    }
    current = begin(table, line.row, texts, layout, section);
    groups.push(current);
  }
  return groups;
}

/** A column's text, whole: its pieces joined with a space where a sentence was cut, with a blank line between paragraphs. */
export function wholeText(group: RowGroup, index: number): string {
  const pieces = group.pieces[index]!;
  let whole = pieces[0]?.text ?? "";
  for (let i = 1; i < pieces.length; i++) {
    const upper = pieces[i - 1]!;
    const lower = pieces[i]!;
    let how = seam(upper.text, lower.text);
    if (how === "unclear") how = rowWasCut(group, upper.row, lower.row, index) ? "cut" : "paragraph";
    whole = joinPieces(whole, lower.text, how);
  }
  return whole;
}

/** Another cell of the same two rows breaks off in mid-sentence, so the page did. */
function rowWasCut(group: RowGroup, upper: number, lower: number, except: number): boolean {
  return group.pieces.some((pieces, index) => {
    if (index === except) return false;
    const at = pieces.findIndex(({ row }) => row === lower);
    if (at < 1 || pieces[at - 1]!.row !== upper || /[;:–—-]$/.test(pieces[at - 1]!.text)) return false;
    return seam(pieces[at - 1]!.text, pieces[at]!.text) === "cut";
  });
}

function textsOf(table: FoundTable, row: number): string[] {
  const texts = table.view.texts[row]!;
  return table.columns.map((column) => texts[column] ?? "");
}

function first(texts: string[], columns: number[] | undefined): string {
  for (const index of columns ?? []) if (texts[index]) return texts[index];
  return "";
}

/** The reference of a line: from its own column, or from the front of the action. */
function refIn(texts: string[], layout: Layout): { ref: string; index: number } | null {
  for (const index of layout.columns.get("ref") ?? []) {
    const text = texts[index]!;
    if (text !== "" && text.length <= 24 && /[\p{L}\p{N}]/u.test(text)) return { ref: cleanRef(text) || text, index };
  }
  for (const index of layout.columns.get("action") ?? []) {
    const found = leadingRef(texts[index]!);
    if (found && layout.refStyles.has(found.style)) return { ref: found.ref, index };
  }
  return null;
}

function begin(table: FoundTable, row: number, texts: string[], layout: Layout, section: string | null): RowGroup {
  const pieces = texts.map((text): Piece[] => (text === "" ? [] : [{ row, text }]));
  table.columns.forEach((column, index) => {
    if (texts[index] !== "") return;
    const shared = table.view.mergeAt(row, column);
    if (!shared || shared.row >= row || shared.column !== column || shared.row < table.top) return;
    const text = table.view.texts[shared.row]![shared.column]!;
    if (text !== "" && shared.row > (table.headingRow ?? -1)) pieces[index] = [{ row: shared.row, text }];
  });
  const found = refIn(
    pieces.map((piece) => piece[0]?.text ?? ""),
    layout,
  );
  const refAt = found ? { index: found.index, row: pieces[found.index]![0]!.row } : null;
  return { rows: [row], pieces, ref: found?.ref ?? null, refAt, section, doubtful: [] };
}

function add(group: RowGroup, row: number, texts: string[]): void {
  group.rows.push(row);
  texts.forEach((text, index) => {
    if (text !== "") group.pieces[index]!.push({ row, text });
  });
}

type Decision = "new" | "carries-on" | "doubtful";

/** Whether a line carries on the action above it or begins one of its own. */
function carriesOn(table: FoundTable, row: number, texts: string[], current: RowGroup, layout: Layout): Decision {
  const { columns } = layout;
  const actionColumns = columns.get("action") ?? [];
  const ofMeaning = (meaning: Meaning) => first(texts, columns.get(meaning));
  const currentHas = (meaning: Meaning) =>
    (columns.get(meaning) ?? []).some((index) => current.pieces[index]!.length > 0);

  if (actionColumns.some((index) => mergedDown(table, row, index, current))) return "carries-on";
  const cuts = texts.map((text, index) => text !== "" && isCut(current, index, text, layout));
  const cutAction = actionColumns.some((index) => cuts[index]);
  const found = refIn(texts, layout);
  if (
    found &&
    !(cutAction && actionColumns.includes(found.index) && beginsInside(leadingRef(texts[found.index]!)?.rest ?? ""))
  ) {
    if (isPartOf(found.ref, current.ref)) return "carries-on";
    return found.ref === current.ref && ofMeaning("action") === "" ? "carries-on" : "new";
  }
  if ((columns.get("ref") ?? []).some((index) => mergedDown(table, row, index, current))) return "carries-on";

  const action = ofMeaning("action");
  const timescale = ofMeaning("timescale");
  const owner = ofMeaning("owner");
  const cutCount = cuts.filter(Boolean).length;
  if (action === "") {
    const orphan =
      timescale !== "" &&
      owner !== "" &&
      currentHas("timescale") &&
      currentHas("owner") &&
      cutCount === 0 &&
      !layout.manyWithoutAction;
    return orphan ? "new" : "carries-on";
  }
  if (!currentHas("action")) return timescale === "" && owner === "" ? "carries-on" : "new";
  const cutTimescale = (columns.get("timescale") ?? []).some((index) => cuts[index]);
  if (timescale !== "" && currentHas("timescale")) {
    return (cutAction && cutTimescale) || (cutTimescale && cutCount >= 2) ? "carries-on" : "new";
  }
  if (cutAction || cutCount >= 2) return "carries-on";
  if (timescale !== "") return cutCount > 0 ? "carries-on" : "new";
  if (cutCount > 0) return "carries-on";
  if (owner !== "" && currentHas("owner")) return "new";
  if (owner !== "") return layout.usesRefs && !actionVerbs.has(firstWords(action, 1)[0] ?? "") ? "doubtful" : "new";
  if (sharesEverything(table, row, texts, current, layout)) return "carries-on";
  if (/^[•▪●◦‣·*\uf0b7-]\s*\S|^o\s+\p{Lu}/u.test(action)) return "carries-on";
  if (shared(table, row, layout)) return "new";
  return layout.usesRefs || layout.disciplined ? "doubtful" : "new";
}

/** A merge in this column reaches from the action's rows down to this one. */
function mergedDown(table: FoundTable, row: number, index: number, current: RowGroup): boolean {
  const merge = table.view.mergeAt(row, table.columns[index]!);
  return merge !== null && merge.row < row && merge.row >= current.rows[0]!;
}

/** Owner or timescale is merged down from above: a cell several actions share. */
function shared(table: FoundTable, row: number, layout: Layout): boolean {
  return (["owner", "timescale"] as const).some((meaning) =>
    (layout.columns.get(meaning) ?? []).some((index) => {
      const merge = table.view.mergeAt(row, table.columns[index]!);
      return merge !== null && merge.row < row;
    }),
  );
}

/** All that the action above has beside its Key action is merged down to this row: it is a further paragraph. */
function sharesEverything(table: FoundTable, row: number, texts: string[], current: RowGroup, layout: Layout): boolean {
  let merged = 0;
  for (const meaning of ["owner", "timescale", "outcomes", "notes", "status"] as const) {
    for (const index of layout.columns.get(meaning) ?? []) {
      if (mergedDown(table, row, index, current)) merged++;
      else if (texts[index] !== "" || current.pieces[index]!.length > 0) return false;
    }
  }
  return merged >= 2;
}

function isCut(current: RowGroup, index: number, lower: string, layout: Layout): boolean {
  const upper = current.pieces[index]!.at(-1);
  if (!upper) return false;
  return breaksOff(upper.text) || (beginsInside(lower) && !layout.smallLetters[index] && !/[.!?]$/.test(upper.text));
}
