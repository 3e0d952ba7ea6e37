/**
 * The chair's page as it will stand on its sheet: rows of values, runs of styles, tables, links and the place of the chart.
 *
 * A pure value made from the update document. Talks to no Excel: `write.ts` queues what is decided here, `stamp.ts` keeps
 * what was written so that edits are noticed later.
 */
import type { Block, LineLink, UpdateDocument } from "../../plan/update/document";
import { cutAtWord } from "../../plan/words";
import { commentsHeading } from "../ours";

/** How a row looks. "room" is blank and as high as a line, "gap" blank and low. */
export type RowStyle =
  "title" | "fact" | "headline" | "heading" | "columns" | "line" | "point" | "small" | "room" | "gap";

/** What one cell of the page holds. */
export type PageCell = string | number;

/** Rows that follow each other and look alike. Rows count from 0 within their part. */
export interface StyleRun {
  style: RowStyle;
  row: number;
  rows: number;
  /** How many columns it takes, from the first. */
  columns: number;
}

/** A table of the page; its first row holds the headings. */
export interface PageTable {
  id: string;
  row: number;
  rows: number;
  columns: number;
}

/** A part of the page: the head above the chair's own block, or the body below it. */
export interface PagePart {
  /** Every row as wide as the page. */
  rows: PageCell[][];
  styles: StyleRun[];
}

/** The whole page. */
export interface PageModel {
  title: string;
  /** Always `headRows` rows: the chair's own block never moves. */
  head: PagePart;
  body: PagePart;
  /** By row of the body: where the reference in the first column leads. */
  links: Map<number, LineLink>;
  tables: PageTable[];
  /** The table of the body that is drawn as a chart beside itself. */
  chart: PageTable | null;
  /** The facts at the head, by row from 0. */
  facts: { row: number; label: string; text: string }[];
  /** Printed at the foot of every page. */
  footer: string;
}

/** Points of width of the six columns: what two pages of A4 landscape need for a plan of thirty actions, read at arm's length. */
export const columnWidths = [40, 306, 134, 66, 134, 306];
export const pageColumns = columnWidths.length;

/** How many characters of 10-point text run across the page; a longer sentence goes on in the next row. */
const pageCharacters = 190;

const headlineRow = 6;

/** The head ends here, and the chair's own block begins. */
export const headRows = 10;
const headlineRows = headRows - headlineRow;

/** Rows of the chair's own block when it is new: its heading, room to write, and the line that ends it. */
export const commentsRows: readonly string[] = [
  commentsHeading,
  "",
  "",
  "",
  "Type above this line: it is kept when the update is generated again.",
];
export const commentsEnd = commentsRows.at(-1)!;

/** The chart stands beside the section table and needs about this many rows of height. */
export const chartRows = 9;

/** Lays the document out. */
export function pageOf(document: UpdateDocument): PageModel {
  const head = new Part();
  head.add("title", [document.title]);
  const facts = document.facts.slice(0, headlineRow - 1).map(([label, text]) => {
    head.add("fact", [label, text]);
    return { row: head.length - 1, label, text };
  });
  head.fillTo(headlineRow);
  for (const line of headlineOf(document.headline)) head.add("headline", [line]);
  head.fillTo(headRows);

  const body = new Part();
  const links = new Map<number, LineLink>();
  const tables: PageTable[] = [];
  let chart: PageTable | null = null;
  body.add("gap", []);
  for (const block of document.blocks) {
    const table = addBlock(body, links, block);
    if (table) tables.push(table);
    if (block.kind === "sections") chart = table;
  }
  return {
    title: document.title,
    head: head.done(),
    body: body.done(),
    links,
    tables,
    chart,
    facts,
    footer: cutAtWord(document.marking, 80),
  };
}

/** Adds a block below what is there; returns the table it holds. */
function addBlock(body: Part, links: Map<number, LineLink>, block: Block): PageTable | null {
  let table: PageTable | null = null;
  const addTable = (id: string, columns: string[], lines: readonly PageCell[][]) => {
    table = { id, row: body.length, rows: lines.length + 1, columns: columns.length };
    body.add("columns", columns);
    for (const cells of lines) body.add("line", cells);
  };
  switch (block.kind) {
    case "comments":
      return null;
    case "list":
      body.add("heading", [block.heading]);
      block.lines.forEach(({ link }, index) => links.set(body.length + 1 + index, link));
      addTable(
        block.id,
        block.columns,
        block.lines.map(({ cells }) => cells),
      );
      break;
    case "sections":
      body.add("heading", [block.heading]);
      addTable(block.id, block.columns, block.rows);
      for (let n = block.rows.length + 2; n < chartRows; n += 1) body.add("room", []);
      break;
    case "points": {
      body.add("heading", [block.heading]);
      const isSmall = block.id === "about";
      for (const point of block.points) {
        wrap(point, isSmall ? pageCharacters + 10 : pageCharacters).forEach((text, index) =>
          body.add(isSmall ? "small" : "point", [index === 0 ? `• ${text}` : `   ${text}`]),
        );
      }
      break;
    }
    case "agreed":
      body.add("point", [block.text]);
      break;
    default:
      block satisfies never;
  }
  body.add("gap", []);
  return table;
}

/** Rows as they are added one below the other. */
class Part {
  private readonly rows: PageCell[][] = [];
  private readonly styles: StyleRun[] = [];

  get length(): number {
    return this.rows.length;
  }

  add(style: RowStyle, cells: readonly PageCell[]): void {
    const last = this.styles.at(-1);
    if (last?.style === style && last.columns === cells.length) last.rows += 1;
    else this.styles.push({ style, row: this.rows.length, rows: 1, columns: cells.length });
    this.rows.push(Array.from({ length: pageColumns }, (_, column) => cells[column] ?? ""));
  }

  fillTo(rows: number): void {
    while (this.rows.length < rows) this.add("gap", []);
  }

  done(): PagePart {
    return { rows: this.rows, styles: this.styles };
  }
}

/** The headline in the rows there are for it. Were it ever longer, it would end in an ellipsis rather than in silence. */
function headlineOf(sentences: readonly string[]): string[] {
  const width = pageCharacters - 40;
  const lines = sentences.flatMap((sentence) => wrap(sentence, width));
  if (lines.length <= headlineRows) return lines;
  const last = cutAtWord(lines.slice(headlineRows - 1).join(" "), width);
  return [...lines.slice(0, headlineRows - 1), last];
}

/** Breaks a sentence at words into lines: the page has no merged cells, so a long sentence runs on in the next row. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  if (line !== "") lines.push(line);
  return lines;
}
