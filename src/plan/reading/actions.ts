/**
 * One action from its rows: the whole text of each cell, where it stands, and what the readers of timescale, owner and
 * progress make of it.
 */
import { cellName, columnLetter } from "../grid";
import type { GridCell } from "../grid";
import type { Action, Looks, Meaning, Passage, PlanContext } from "../model";
import type { MappedColumn } from "./columns";
import { isPeriodHeading } from "./headings";
import { readOwner } from "./owners";
import { readProgress } from "./progress";
import { cleanRef, leadingRef } from "./refs";
import type { Layout, RowGroup } from "./rows";
import { wholeText } from "./rows";
import { cellAt, sheetColumn, sheetRow } from "./sheet";
import type { FoundTable } from "./found";
import { readTimescaleCell } from "./timescale";

/** Everything an action is read from. */
export interface ActionSource {
  table: FoundTable;
  mapped: MappedColumn[];
  layout: Layout;
  group: RowGroup;
  section: string;
  context: PlanContext;
  date1904: boolean;
  readOwner: typeof readOwner;
}

/** Meanings whose columns are read one after another where there are several. */
const together: ReadonlySet<Meaning> = new Set<Meaning>(["outcomes", "notes", "status", "support"]);

/** `readOwner` that reads the same words once: a plan names the same few people over and over. */
export function rememberingOwners(): typeof readOwner {
  const known = new Map<string, ReturnType<typeof readOwner>>();
  return (text, support = "") => {
    const key = `${text}\u0000${support}`;
    const before = known.get(key);
    if (before) return before;
    const read = readOwner(text, support);
    known.set(key, read);
    return read;
  };
}

/** Reads one action. */
export function readAction(source: ActionSource): Action {
  const { table, mapped, group, context, date1904 } = source;
  const cells: Partial<Record<Meaning, Passage>> = {};
  const from: Partial<Record<Meaning, MappedColumn>> = {};
  for (const column of mapped) {
    const passage = passageOf(source, column);
    if (!passage) continue;
    const known = cells[column.meaning];
    from[column.meaning] ??= column;
    if (!known) cells[column.meaning] = passage;
    else if (together.has(column.meaning) || isPeriodHeading(column.heading)) known.text += `\n\n${passage.text}`;
  }
  const refColumn = cells.ref ? (group.ref ?? cells.ref.text) : group.ref;
  const action = withoutRef(cells.action?.text ?? "", group, source);
  const looks = looksOf(source, "action");
  const statusLooks = mapped.some(({ meaning }) => meaning === "status")
    ? { ...looks, fill: looksOf(source, "status").fill }
    : looks;
  const text = (meaning: Meaning) => readable(cells[meaning]?.text ?? "");
  const first = group.rows[0]!;
  return {
    key: `${table.view.grid.sheet}!${sheetRow(table.view, first)}`,
    ref: refColumn ? cleanRef(refColumn) || refColumn : null,
    section: source.section,
    sheet: table.view.grid.sheet,
    row: sheetRow(table.view, first),
    rows: group.rows.map((row) => sheetRow(table.view, row)),
    action,
    cells,
    owner: source.readOwner(text("owner"), text("support")),
    timescale: readTimescaleCell(
      timescaleCell(source, cells.timescale, from.timescale),
      { ...context, ...headingOf(from.timescale ?? mapped.find(({ meaning }) => meaning === "timescale")) },
      date1904,
    ),
    outcomes: text("outcomes"),
    notes: text("notes"),
    progress: readProgress({
      texts: Object.fromEntries(
        (Object.keys(cells) as Meaning[]).map((meaning) => [meaning, meaning === "action" ? action : text(meaning)]),
      ),
      statusHeading: mapped.find(({ meaning }) => meaning === "status")?.heading,
      looks: statusLooks,
    }),
    alsoHere: alsoHereOf(source),
    looks,
  };
}

const headingOf = (column: MappedColumn | undefined) => (column?.heading ? { heading: column.heading } : {});
/** An error value stands in the plan as it is, and says nothing to the readers. */
const readable = (text: string) =>
  /^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$/.test(text) ? "" : text;

function passageOf({ table, group }: ActionSource, column: MappedColumn): Passage | null {
  const pieces = group.pieces[column.index]!;
  if (pieces.length === 0) return null;
  const row = pieces[0]!.row;
  const at = sheetColumn(table.view, table.columns[column.index]!);
  let text = wholeText(group, column.index);
  if (column.meaning === "timescale" && isPeriodHeading(column.heading)) {
    text = /^(?:x|✓|✔|√|•|●|■|y|yes|tick|ü|p|\*)$/i.test(text) ? column.heading : `${column.heading}: ${text}`;
  }
  return {
    text,
    sheet: table.view.grid.sheet,
    row: sheetRow(table.view, row),
    column: columnLetter(at),
    cell: cellName(table.view.grid.firstRow + row, at),
  };
}

/** The action's words without the reference that stands before them. */
function withoutRef(text: string, group: RowGroup, { mapped }: ActionSource): string {
  const found = leadingRef(text);
  if (!found || group.ref === null) return text;
  const inAction =
    group.refAt !== null && mapped.some(({ index, meaning }) => index === group.refAt!.index && meaning === "action");
  return inAction || cleanRef(found.ref) === cleanRef(group.ref) ? found.rest : text;
}

/** The cell itself where it stands whole in one, so that a date is read with its format; else the joined words. */
function timescaleCell(
  { table, group }: ActionSource,
  passage: Passage | undefined,
  column: MappedColumn | undefined,
): GridCell {
  if (!passage || !column) return { kind: "empty", text: "", value: null, format: "General" };
  const pieces = group.pieces[column.index]!;
  const cell = cellAt(table.view, pieces[0]!.row, table.columns[column.index]!);
  const text = readable(passage.text);
  if (pieces.length === 1 && cell.kind !== "text" && cell.kind !== "error" && !isPeriodHeading(column.heading))
    return { ...cell, text };
  return { ...cell, kind: text === "" ? "empty" : "text", text, value: text === "" ? null : text };
}

function looksOf({ table, mapped, group }: ActionSource, meaning: Meaning): Looks {
  const index = mapped.find((column) => column.meaning === meaning)?.index;
  const none: Looks = { italic: false, strikethrough: false, fill: null, colour: null };
  if (index === undefined) return none;
  const cell = cellAt(table.view, group.pieces[index]![0]?.row ?? group.rows[0]!, table.columns[index]!);
  const plain = (colour: string | undefined) => (!colour || /^#(?:FFFFFF|000000)$/i.test(colour) ? null : colour);
  return {
    italic: cell.italic === true,
    strikethrough: cell.strikethrough === true,
    fill: plain(cell.fill),
    colour: plain(cell.colour),
  };
}

function alsoHereOf({ table, mapped, group }: ActionSource): { heading: string; text: string }[] {
  const ours = new Set(mapped.map(({ index }) => index));
  return table.headings.flatMap((heading, index) => {
    if (ours.has(index)) return [];
    const text = wholeText(group, index);
    return text === "" ? [] : [{ heading: heading.replace(/\s+/g, " "), text }];
  });
}
