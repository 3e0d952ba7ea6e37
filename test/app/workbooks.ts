/**
 * The samples opened in the stand-in, and pictures of a workbook to compare: everything the file holds of its sheets.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { generateUpdate } from "../../src/app";
import type { UpdateRequest } from "../../src/app";
import { openInNode } from "../standin/node";
import { StandInWorkbook } from "../standin/workbook";

export const samples = ["warwickshire-one-sheet.xlsx", "warwickshire-tables.xlsx"] as const;

/** A sample, open in the Excel that the real office.js of this process talks to. */
export async function openSample(name: string): Promise<StandInWorkbook> {
  const workbook = await StandInWorkbook.open(readFileSync(join(__dirname, "..", "samples", name)), name);
  openInNode(workbook);
  return workbook;
}

/** A blank workbook in that Excel, rows of text on its first sheet. */
export function openRows(rows: string[][], name = "Plan.xlsx"): StandInWorkbook {
  const workbook = StandInWorkbook.blank(name);
  const [sheet] = workbook.excel.worksheets;
  rows.forEach((row, r) =>
    row.forEach((text, c) => {
      if (text !== "") sheet!.getCell(r + 1, c + 1).value = text;
    }),
  );
  openInNode(workbook);
  return workbook;
}

/** A small plan of a partnership: one overdue, one due soon, one without a date, one later. */
export const smallPlan = [
  ["Community safety action plan 2019/20"],
  [],
  ["Ref", "Key action", "Owner", "Timescale", "Outcomes", "Notes"],
  ["1.1", "Publish the referral pathway", "Tom Reed", "March 2019", "Partners know whom to call", ""],
  ["1.2", "Train the front line", "Ana Bell", "By June 2019", "Staff are confident", "Draft going to the board"],
  ["1.3", "Write the guidance", "Ana Bell", "TBC", "One guide for all", ""],
  ["1.4", "Review the local profile", "Jo Marsh", "March 2020", "A profile people use", ""],
];

/** An update as it is asked for in the pane, everything filled in. */
export const updateRequest: UpdateRequest = {
  asAt: "2019-05-31",
  group: "Strategy Group",
  meeting: "2019-07-17",
  marking: "OFFICIAL",
  people: "names",
  ifThere: "replace",
};

/** The page of that request. */
export const updatePage = "Update Q1 2019-20";

/** Generates that update, or one that differs from it. */
export const generate = (over: Partial<UpdateRequest> = {}) => generateUpdate({ ...updateRequest, ...over });

/** What a person is told in the end: the sentence of what was done, or of what stopped it. */
export const said = (work: Promise<{ sentence: string }>) =>
  work.then(
    ({ sentence }) => sentence,
    (problem: Error) => problem.message,
  );

/** The stand-in's id of a sheet. */
export const idOf = (workbook: StandInWorkbook, sheet: string) => workbook.sheetId(workbook.excel.getWorksheet(sheet)!);

/** Types into a cell of a sheet, as the person at this computer or as a colleague. */
export const typeInto = (
  workbook: StandInWorkbook,
  sheet: string,
  cell: string,
  text: string,
  who: "local" | "remote" = "local",
) => workbook.typeInto(idOf(workbook, sheet), cell, text, who);

/** Everything a workbook holds of its sheets: values, formats, merges, widths, rules, tables, links, print set-up. */
export function pictureOf(workbook: StandInWorkbook, sheets?: readonly string[]): unknown {
  return workbook.excel.worksheets
    .filter(({ name }) => sheets === undefined || sheets.includes(name))
    .map((sheet) => {
      const { model } = sheet as unknown as { model: Record<string, unknown> };
      // Where the window stood is not the plan: Excel itself writes it whenever somebody looks at another sheet.
      // "type" is how the library stores a cell's value, not what the cell holds.
      const { views: _views, ...kept } = JSON.parse(
        JSON.stringify(model, (key, value) => (key === "type" ? undefined : value)),
      ) as Record<string, unknown>;
      return kept;
    });
}

export function sheetNamesOf(workbook: StandInWorkbook): string[] {
  return workbook.excel.worksheets.map(({ name }) => name);
}

/** The texts of a sheet, row by row, as shown; blank cells at the end of a row left out. */
export function textsOf(workbook: StandInWorkbook, sheet: string): string[][] {
  const worksheet = workbook.excel.getWorksheet(sheet);
  if (!worksheet) return [];
  const rows: string[][] = [];
  // A value may stand in the last row there is: blank rows are not gone through.
  worksheet.eachRow({ includeEmpty: false }, (row, number) => {
    const cells: string[] = [];
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      cells[column - 1] = cell.value === null ? "" : String(cell.text);
    });
    rows[number - 1] = Array.from(cells, (text) => text ?? "");
    while (rows[number - 1]!.at(-1) === "") rows[number - 1]!.pop();
  });
  return Array.from(rows, (row) => row ?? []);
}

/** Rules of ours on a sheet. */
export function highlightsOn(
  workbook: StandInWorkbook,
  sheet: string,
): { ref: string; formula: string; numFmt: unknown }[] {
  const { conditionalFormattings } = workbook.excel.getWorksheet(sheet) as unknown as {
    conditionalFormattings: { ref: string; rules: { formulae?: string[]; style?: { numFmt?: unknown } }[] }[];
  };
  return (conditionalFormattings ?? []).flatMap(({ ref, rules }) =>
    rules
      .filter(({ formulae }) => formulae?.[0]?.includes("action plan highlight"))
      .map(({ formulae, style }) => ({ ref, formula: formulae![0]!, numFmt: style?.numFmt })),
  );
}
