/**
 * Finds the tables of a sheet: Excel tables and plain ranges, with or without a heading row, one under another, beside notes
 * and keys, with their headings repeated on every page.
 *
 * Says where a table stands and what each of its rows is; never joins rows and never decides what a column means.
 */
import { boxAddress } from "../grid";
import type { GridTable } from "../grid";
import { linesAlone, readBody, sectionAbove, trailingTitle } from "./bodyRows";
import { isPartyLike, isTimeLike } from "./content";
import { blocksOf, headingStrength, headingTexts, isSecondHeadingLine, opensBlock, repeats, same } from "./headingRows";
import type { Heading } from "./headingRows";
import { headingWords } from "./headings";
import { sameSection, sectionOf } from "./sections";
import type { FoundTable } from "./found";
import type { SheetView } from "./sheet";
import { sheetColumn } from "./sheet";
import { countWords } from "./text";

/** "A4:E35" */
export function addressOf(table: FoundTable): string {
  const first = table.columns[0]!;
  const last = table.columns.at(-1)!;
  const bottom = table.body.at(-1)?.row ?? table.headingRow ?? table.top;
  return boxAddress({
    row: table.view.grid.firstRow + table.top,
    column: sheetColumn(table.view, first),
    rows: bottom - table.top + 1,
    columns: last - first + 1,
  });
}

/** All tables of a sheet, top to bottom. */
export function findTables(view: SheetView): FoundTable[] {
  const taken = new Set<number>();
  const found = view.grid.tables.flatMap((table) => excelTable(view, table, taken));
  const free = rowsOutside(view, taken);
  const plain = plainTables(view, free);
  const all = [...found, ...plain].sort((a, b) => a.top - b.top || a.columns[0]! - b.columns[0]!);
  if (all.length > 0) return all;
  const bare = withoutHeadings(view);
  return bare ? [bare] : [];
}

// ---------------------------------------------------------------------------------------------------------------------
// Plain ranges

/** Rows under a heading row that show which columns are in use. */
const lookAhead = 60;

function plainTables(view: SheetView, free: boolean[]): FoundTable[] {
  const headings: Heading[][] = [];
  for (let row = 0; row < view.height; row++) {
    const strength = free[row] ? headingStrength(view, row) : null;
    if (strength === null) continue;
    const plainly = opensBlock(view, row) && strength.exact >= Math.max(2, strength.cells * 0.5);
    const again = headings.findLast((earlier) =>
      earlier.some((block) => repeats(view, row, block.columns, block.texts)),
    );
    if (headings.length > 0 && !plainly && !again) continue;
    const rows = isSecondHeadingLine(view, row, row + 1) ? [row, row + 1] : [row];
    const blocks =
      again && rows.length === again[0]!.rows.length
        ? again.map((block) => ({ ...block, rows }))
        : blocksOf(view, rows, row + lookAhead);
    if (blocks.length === 0) continue;
    headings.push(blocks);
    row = rows.at(-1)!;
  }
  const tables: FoundTable[] = [];
  let open: FoundTable[] = [];
  let above = linesAlone(view, 0, headings[0]?.[0]?.rows[0] ?? 0, free);
  headings.forEach((blocks, at) => {
    const from = blocks[0]!.rows.at(-1)! + 1;
    const to = headings[at + 1]?.[0]!.rows[0] ?? view.height;
    const titles =
      tables.length === 0
        ? { title: sectionAbove(view, blocks[0]!.rows[0]!, free), rows: new Set<number>() }
        : trailingTitle(view, open, blocks[0]!.rows[0]!);
    for (const table of open) table.body = table.body.filter(({ row }) => !titles.rows.has(row));
    const goOn =
      blocks.length === open.length &&
      blocks.every((block, i) => sameHeadings(block, open[i]!)) &&
      (titles.title === null || sameTitle(titles.title, open[0]!));
    if (!goOn) {
      open = blocks.map((block, i) => newTable(view, block, i === 0 ? above : [], titles.title));
      tables.push(...open);
    }
    for (const table of open) readBody(table, from, to, free);
    above = [];
  });
  return tables.filter((table) => table.body.some(({ is }) => is === "line"));
}

function newTable(view: SheetView, heading: Heading, above: string[], section: string | null): FoundTable {
  return {
    view,
    columns: heading.columns,
    headings: heading.texts,
    headingRow: heading.rows.at(-1)!,
    top: heading.rows[0]!,
    body: [],
    above,
    section,
    excelTable: null,
  };
}

function sameHeadings(heading: Heading, table: FoundTable): boolean {
  return (
    heading.columns.length === table.columns.length &&
    heading.columns.every((column, i) => column === table.columns[i] && same(heading.texts[i]!, table.headings[i]!))
  );
}

function sameTitle(title: string, table: FoundTable): boolean {
  const last = table.body.findLast((row) => row.is === "section");
  const current = last?.is === "section" ? last.title : table.section;
  return current !== null && sameSection(sectionOf(current), sectionOf(title));
}

// ---------------------------------------------------------------------------------------------------------------------
// Excel tables, and tables without headings

function rowsOutside(view: SheetView, taken: Set<number>): boolean[] {
  return view.texts.map((_, row) => !taken.has(row));
}

function excelTable(view: SheetView, table: GridTable, taken: Set<number>): FoundTable[] {
  const top = table.box.row - view.grid.firstRow;
  const left = table.box.column - view.grid.firstColumn;
  const bottom = Math.min(view.height, top + table.box.rows - (table.hasTotals ? 1 : 0));
  const columns = Array.from({ length: table.box.columns }, (_, i) => left + i).filter(
    (column) => column >= 0 && column < view.width,
  );
  if (columns.length < 2 || top < 0 || bottom <= top) return [];
  let headingRow: number | null = table.hasHeadings ? top : null;
  // A table drawn round a title has the real headings among its first rows.
  if (headingRow === null || headingStrength(view, headingRow, columns) === null) {
    for (let row = top; row < Math.min(bottom, top + 5); row++) {
      if (headingStrength(view, row, columns) !== null) {
        headingRow = row;
        break;
      }
    }
  }
  const free = view.texts.map((_, row) => row >= top && row < bottom);
  for (let row = top; row < top + table.box.rows; row++) taken.add(row);
  const start = headingRow === null ? top : headingRow + 1;
  const unused = new Set(
    [...Array(view.height).keys()].filter((row) => taken.has(row) && (row < top || row >= top + table.box.rows)),
  );
  const above = linesAlone(
    view,
    0,
    headingRow ?? top,
    view.texts.map((_, row) => !unused.has(row)),
  );
  const found: FoundTable = {
    view,
    columns,
    headingRow,
    top: headingRow ?? top,
    body: [],
    headings: headingRow === null ? columns.map(() => "") : headingTexts(view, [headingRow], columns),
    above: above.map((line) => line.replace(/(?: Column\d+)+$/, "")),
    section: null,
    excelTable: table.name,
  };
  readBody(found, start, bottom, free);
  found.section = sectionAbove(
    view,
    top,
    view.texts.map((_, row) => !taken.has(row)),
  );
  return found.body.length > 0 ? [found] : [];
}

/** A table without a heading row, told by its content: a column of sentences beside one that says when or who. */
function withoutHeadings(view: SheetView): FoundTable | null {
  const lines: number[] = [];
  for (let row = 0; row < view.height && lines.length < 200; row++) if (view.filled[row]!.length >= 3) lines.push(row);
  if (lines.length < 3) return null;
  const columns = [...new Set(lines.flatMap((row) => view.filled[row]!))].sort((a, b) => a - b);
  const share = (column: number, test: (text: string) => boolean) => {
    const texts = lines.map((row) => view.texts[row]![column]!).filter((text) => text !== "");
    return texts.length < lines.length * 0.4 ? 0 : texts.filter(test).length / texts.length;
  };
  const prose = columns.some((column) => share(column, (text) => countWords(text) >= 5) > 0.6);
  const time = columns.some((column) => share(column, (text) => isTimeLike(text)) > 0.5);
  const who = columns.some((column) => share(column, (text) => isPartyLike(text)) > 0.5);
  if (!prose || !time || !who) return null;
  const top = lines[0]!;
  const free = view.texts.map(() => true);
  const table: FoundTable = {
    view,
    columns,
    headings: columns.map(() => ""),
    headingRow: null,
    top,
    body: [],
    above: linesAlone(view, 0, top, free),
    section: null,
    excelTable: null,
  };
  readBody(table, top, view.height, free);
  return table;
}

/** Tables with the same headings are understood together. */
export function headingSignature(table: FoundTable): string {
  return table.headings.map((heading) => headingWords(heading).join(" ")).join("|");
}
