/**
 * The Warwickshire plan as published, and the pieces every sample workbook is made from.
 *
 * Knows nothing of what the add-in reads or writes: a sample is only what a council might have typed.
 */
import ExcelJS from "exceljs";
import { monthName } from "../../src/plan/calendar";
import published from "./warwickshire.json";

/** The words of one line of a table, as they stood in the published document. */
export interface Words {
  key_action: string;
  owner: string;
  timescale: string;
  outcomes: string;
  notes: string;
}

export interface PublishedRow extends Words {
  /** Null where the published row has none. */
  ref: string | null;
  /** The whole row stands in italics. */
  italic: boolean;
  /** Phrases of the Key action in bold. */
  bold: string[];
  /** Cells in italics where the row as a whole is not. */
  italic_cells?: string[];
  /** The lines a page break split the row into; the reference stands in the first. */
  fragments?: Words[];
}

export interface PublishedSection {
  number: number;
  title: string;
  header: string[];
  rows: PublishedRow[];
}

export interface PublishedPlan {
  title: string;
  dated: string;
  sections: PublishedSection[];
}

export const plan: PublishedPlan = published;

/** The columns in the order of the published tables. */
export const columns = ["key_action", "owner", "timescale", "outcomes", "notes"] as const;

/** "2.1 Update and refresh the Prevent webpage …"; the words alone where the row has no reference. */
export function withReference(row: PublishedRow): string {
  return row.ref === null ? row.key_action : `${row.ref} ${row.key_action}`;
}

/** The row in one piece, its reference inside the Key action as published. */
export function wholeLine(row: PublishedRow): Words {
  return { ...row, key_action: withReference(row) };
}

/** "1. Community and voluntary sector engagement" */
export function sectionHeading(section: PublishedSection): string {
  return `${section.number}. ${section.title}`;
}

const months = Array.from({ length: 12 }, (_, index) => monthName(index + 1));

/** The year and month (1 to 12) of a timescale that is a month and nothing else; null for any other words. */
export function monthOnly(words: string): { year: number; month: number } | null {
  const [name, year, ...rest] = words.split(" ");
  const month = months.indexOf(name ?? "") + 1;
  return month > 0 && rest.length === 0 && /^\d{4}$/.test(year ?? "") ? { year: Number(year), month } : null;
}

/** Text with the given phrases in bold, as Excel keeps it; plain text where none of them stands in it. */
export function withBold(text: string, phrases: string[], italic: boolean): ExcelJS.CellValue {
  if (text === "") return null;
  const pieces: ExcelJS.RichText[] = [];
  const font = italic ? { ...bodyFont, italic } : bodyFont;
  let rest = text;
  for (const phrase of phrases) {
    const at = rest.indexOf(phrase);
    if (at < 0) continue;
    if (at > 0) pieces.push({ text: rest.slice(0, at), font });
    pieces.push({ text: phrase, font: { ...font, bold: true } });
    rest = rest.slice(at + phrase.length);
  }
  if (pieces.length === 0) return text;
  if (rest !== "") pieces.push({ text: rest, font });
  return { richText: pieces };
}

// ---------------------------------------------------------------------------------------------------------------------
// How the samples look: one council's house style

export const bodyFont: Partial<ExcelJS.Font> = { name: "Arial", size: 10 };
const headingFill: ExcelJS.Fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFD9E2F3" } };
const sectionFill: ExcelJS.Fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FF1F3864" } };
const thin: Partial<ExcelJS.Border> = { style: "thin", color: { argb: "FF8EA9DB" } };
export const box: Partial<ExcelJS.Borders> = { top: thin, left: thin, bottom: thin, right: thin };
export const wrapped: Partial<ExcelJS.Alignment> = { wrapText: true, vertical: "top", horizontal: "left" };

/** A4 landscape, one page wide. */
export const landscape: Partial<ExcelJS.PageSetup> = {
  paperSize: 9 as ExcelJS.PaperSize,
  orientation: "landscape",
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
};

/** An empty workbook whose properties are always the same. */
export function newWorkbook(): ExcelJS.Workbook {
  const workbook = new ExcelJS.Workbook();
  const made = new Date(Date.UTC(2019, 4, 1, 9));
  Object.assign(workbook, { creator: "Warwickshire", lastModifiedBy: "Warwickshire", created: made, modified: made });
  workbook.title = plan.title;
  return workbook;
}

/** Writes the title and the date of the plan into the first two rows. */
export function writeTitle(sheet: ExcelJS.Worksheet): void {
  sheet.getCell("A1").value = plan.title;
  sheet.getCell("A1").font = { ...bodyFont, size: 16, bold: true };
  sheet.getCell("A2").value = plan.dated;
  sheet.getCell("A2").numFmt = "@";
  sheet.getCell("A2").font = bodyFont;
}

/** Writes a section's title across the columns of its table, light on dark. */
export function writeSectionHeading(sheet: ExcelJS.Worksheet, row: number, text: string, width: number): void {
  for (let column = 1; column <= width; column += 1) sheet.getCell(row, column).fill = sectionFill;
  sheet.getCell(row, 1).value = text;
  sheet.getCell(row, 1).font = { ...bodyFont, size: 12, bold: true, color: { argb: "FFFFFFFF" } };
}

export function writeHeadings(sheet: ExcelJS.Worksheet, row: number, headings: string[]): void {
  headings.forEach((heading, index) => {
    const cell = sheet.getCell(row, index + 1);
    if (heading !== "") cell.value = heading;
    Object.assign(cell, {
      font: { ...bodyFont, bold: true, color: { argb: "FF000000" } },
      fill: headingFill,
      border: box,
      alignment: wrapped,
    });
  });
}

/** Writes one line of a table: five cells, bold and italics as published, the timescale as text. */
export function writeLine(sheet: ExcelJS.Worksheet, rowNumber: number, words: Words, row: PublishedRow): void {
  columns.forEach((column, index) => {
    const cell = sheet.getCell(rowNumber, index + 1);
    const italic = row.italic || (row.italic_cells ?? []).includes(column);
    cell.value = withBold(words[column], column === "key_action" ? row.bold : [], italic);
    Object.assign(cell, { font: italic ? { ...bodyFont, italic } : bodyFont, border: box, alignment: wrapped });
    if (column === "timescale") cell.numFmt = "@";
  });
}

export function setWidths(sheet: ExcelJS.Worksheet, widths: number[]): void {
  widths.forEach((width, index) => {
    sheet.getColumn(index + 1).width = width;
  });
}

const lineHeight = 13;

/**
 * Makes rows tall enough for their wrapped text, as Excel had made them; call it once the widths and the words are there.
 * A cell merged down counts only with what its other rows leave over, so merged cells are left out.
 */
export function fitHeights(sheet: ExcelJS.Worksheet): void {
  sheet.eachRow((row) => {
    let most = 1;
    row.eachCell((cell, column) => {
      if (!cell.alignment?.wrapText || cell.isMerged) return;
      const perLine = sheet.getColumn(column).width ?? 9;
      const lines = cell.text.split("\n").map((line) => Math.max(1, Math.ceil(line.length / perLine)));
      most = Math.max(
        most,
        lines.reduce((so, count) => so + count, 0),
      );
    });
    if (most > 1) row.height = most * lineHeight + 4;
  });
}
