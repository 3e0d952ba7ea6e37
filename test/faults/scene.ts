/**
 * A small workbook of a partnership with everything around the plan that must never change, and pictures of it to compare:
 * the partnership's sheets, our pages, our records.
 */
import { generateUpdate, highlightPlan, saveMeeting } from "../../src/app";
import { markKey, readMark, unfinishedTitle } from "../../src/excel/ours";
import type { Mark } from "../../src/excel/ours";
import { highlightMark } from "../../src/excel/ours";
import { openInNode } from "../standin/node";
import { StandInWorkbook } from "../standin/workbook";
import { pictureOf, textsOf } from "../app/workbooks";

export const asAt = "2019-05-31";

const plan = [
  ["Community safety action plan 2019/20"],
  [],
  ["Ref", "Key action", "Owner", "Timescale", "Outcomes", "Notes"],
  ["1.1", "Publish the referral pathway", "Tom Reed", "March 2019", "Partners know whom to call", ""],
  ["1.2", "Train the front line", "Ana Bell", "By June 2019", "Staff are confident", "Draft going to the board"],
  ["1.3", "Map the local services", "Jo Marsh", "Completed", "One list for all", "Completed in April 2019"],
  ["1.4", "Write the guidance", "Ana Bell", "TBC", "", "=a note that looks like a formula"],
  ["2.1", "Review the local profile", "County Council", "March 2020", "A profile people use", ""],
];

/** The scene as it stands before the add-in has been there. */
function build(): StandInWorkbook {
  const workbook = StandInWorkbook.blank("Plan.xlsx");
  const sheet = workbook.excel.worksheets[0]!;
  sheet.name = "Plan";
  fill(sheet, plan);
  // A rule, a format and a formula of the partnership's own.
  sheet.addConditionalFormatting({
    ref: "D4:D8",
    rules: [
      {
        type: "expression",
        priority: 1,
        formulae: ['$F4=""'],
        style: { font: { italic: true } },
      },
    ],
  });
  sheet.getCell("B5").font = { bold: true };
  fill(workbook.excel.addWorksheet("Contacts"), [
    ["Name", "E-mail", "Phone"],
    ["Ana Bell", "ana@example.org", "01234"],
    ["Tom Reed", "tom@example.org", "01235"],
  ]);
  // A sheet of theirs that has one of our names.
  fill(workbook.excel.addWorksheet("Update data"), [
    ["Month", "Referrals"],
    ["April", "3"],
    ["May", "5"],
  ]);
  return workbook;
}

function fill(sheet: { getCell(row: number, column: number): { value: unknown } }, rows: readonly string[][]): void {
  rows.forEach((row, r) => row.forEach((text, c) => text !== "" && (sheet.getCell(r + 1, c + 1).value = text)));
}

const files = new Map<string, Promise<Uint8Array>>();

/** The workbook before the add-in was there, or with an update of the quarter before, highlights and kept details in it. */
export async function openScene(state: "fresh" | "used"): Promise<StandInWorkbook> {
  if (!files.has(state)) files.set(state, make(state));
  const workbook = await StandInWorkbook.open(await files.get(state)!, "Plan.xlsx");
  openInNode(workbook);
  return workbook;
}

async function make(state: "fresh" | "used"): Promise<Uint8Array> {
  const workbook = build();
  openInNode(workbook);
  if (state === "used") {
    await saveMeeting({ group: "Strategy Group", meeting: "2019-07-17", marking: "OFFICIAL", people: "job titles" });
    await generateUpdate({
      asAt: "2019-03-31",
      group: "Strategy Group",
      meeting: "2019-07-17",
      marking: "OFFICIAL",
      people: "job titles",
      ifThere: "replace",
    });
    await generateUpdate({
      asAt: "2019-05-01",
      group: "Strategy Group",
      meeting: "2019-07-17",
      marking: "OFFICIAL",
      people: "job titles",
      ifThere: "replace",
    });
    await highlightPlan("2019-05-01");
  }
  return workbook.save();
}

/** What our mark on a sheet says; null where it has none. */
function markOf(workbook: StandInWorkbook, name: string): Mark | null {
  const sheet = workbook.findSheet(name);
  const found = sheet?.customProperties.get(markKey.toLowerCase());
  return readMark(found?.value);
}

/** Everything of the partnership's sheets but rules of ours, by sheet name. */
export function partnersOf(workbook: StandInWorkbook): Map<string, string> {
  const found = new Map<string, string>();
  for (const { name } of workbook.excel.worksheets) {
    if (markOf(workbook, name)) continue;
    const [picture] = pictureOf(workbook, [name]) as [{ conditionalFormattings?: { ref: string; rules: Rule[] }[] }];
    const theirs = (picture.conditionalFormattings ?? []).flatMap(({ ref, rules }) => {
      const kept = rules.filter(({ formulae = [] }) => !(formulae[0] ?? "").includes(highlightMark.slice(2)));
      return kept.length > 0 ? [{ ref, rules: kept.map(({ id: _id, ...rest }) => rest) }] : [];
    });
    // The number the file gives a sheet depends on what stands there when it is made, and nobody sees it.
    found.set(name, JSON.stringify({ ...picture, id: undefined, conditionalFormattings: theirs }));
  }
  return found;
}

interface Rule {
  id?: unknown;
  formulae?: string[];
}

/** Every rule of ours on the partnership's sheets, what it says and where; not what the sheet is called, which is theirs to change. */
export function rulesOfOurs(workbook: StandInWorkbook): string[] {
  return workbook.sheets.flatMap((sheet) =>
    sheet
      .conditionalFormats()
      .filter(({ rule }) => (rule.formulae?.[0] ?? "").includes(highlightMark.slice(2)))
      .map(({ block, rule }) => `${block.ref} ${rule.formulae![0]}`),
  );
}

/** Our own sheets: their texts by role and name. */
export interface OurPicture {
  name: string;
  mark: Mark;
  texts: string[][];
}

/** Pictures of our sheets, in tab order. */
export function oursOf(workbook: StandInWorkbook): OurPicture[] {
  return workbook.excel.worksheets.flatMap(({ name }) => {
    const mark = markOf(workbook, name);
    return mark ? [{ name, mark, texts: textsOf(workbook, name) }] : [];
  });
}

/** Whether a page says of itself that it is not finished. */
export function saysUnfinished({ mark, texts }: OurPicture): boolean {
  return mark.role === "update" && (!mark.whole || texts[0]?.[0] === unfinishedTitle);
}

/** Whether a sheet is the notice a run from the ribbon leaves. */
export function isNotice({ mark }: OurPicture): boolean {
  return mark.role === "notice";
}
