/** Range.find as Excel's own Find does it. */
import { openInNode } from "./node";
import { StandInWorkbook } from "./workbook";

/** Cells in column A, from row 1 on; a text that begins with "=" is a formula. */
const cells = [
  "June 2019",
  "june 2019",
  "By June 2019",
  "Why? Ask *all* ~ of them",
  "Why, Ask all of them",
  "two\nlines",
  "=1+1",
  "31/05/2019",
];

async function found(text: string, criteria: Excel.SearchCriteria, address = "A1:A8"): Promise<string | null> {
  const workbook = StandInWorkbook.blank("Find.xlsx");
  const { Excel: excel } = openInNode(workbook);
  const { id } = workbook.sheets[0]!;
  cells.forEach((text_, index) => {
    if (text_.startsWith("=")) workbook.typeInto(id, `A${index + 1}`, text_);
    else if (/^\d/.test(text_)) workbook.typeInto(id, `A${index + 1}`, text_);
    else workbook.excel.worksheets[0]!.getCell(index + 1, 1).value = text_;
  });
  return excel.run(async (context) => {
    const range = context.workbook.worksheets.getItem(id).getRange(address);
    const hit = range.findOrNullObject(text, criteria).load("address");
    await context.sync();
    return hit.isNullObject ? null : hit.address.replace(/^.*!/, "");
  });
}

test.each<[why: string, text: string, criteria: Excel.SearchCriteria, address: string | undefined, at: string | null]>([
  ["letter case does not count unless asked for", "june 2019", {}, undefined, "A1"],
  ["it does when asked for", "june 2019", { matchCase: true }, undefined, "A2"],
  ["a part is enough", "By", {}, undefined, "A3"],
  ["unless the whole is asked for", "By", { completeMatch: true }, undefined, null],
  ["backwards it is the last", "June 2019", { searchDirection: "Backwards" }, undefined, "A3"],
  ["? is one letter", "June 201?", { completeMatch: true, matchCase: true }, undefined, "A1"],
  ["? is not none", "June 2019?", { completeMatch: true }, undefined, null],
  ["* is any letters", "Why*them", { completeMatch: true }, undefined, "A4"],
  ["* is line breaks too", "two*lines", { completeMatch: true }, undefined, "A6"],
  ["~ takes the next as it stands", "Why~? Ask ~*all~* ~~ of them", { completeMatch: true }, undefined, "A4"],
  ["other signs mean nothing", "Why.*", {}, undefined, null],
  ["a formula is searched by its text", "1+1", {}, undefined, "A7"],
  ["not by its result", "2", { completeMatch: true }, "A7", null],
  ["a date by its day", "31/05/2019", { completeMatch: true }, undefined, "A8"],
  ["nothing outside the range is looked at", "June 2019", {}, "A4:A8", null],
  ["nor beside a single cell", "June 2019", {}, "A5", null],
  ["a single cell is found", "Why, Ask all of them", { completeMatch: true }, "A5", "A5"],
])("%s", async (_, text, criteria, address, at) => {
  expect(await found(text, criteria, address)).toBe(at);
});

test("as a switch, a search in a single cell looks at the whole sheet", async () => {
  const workbook = StandInWorkbook.blank("Find.xlsx");
  const { Excel: excel } = openInNode(workbook);
  const { id } = workbook.sheets[0]!;
  workbook.typeInto(id, "A1", "TBC");
  workbook.searchInOneCell = "whole sheet";
  const at = await excel.run(async (context) => {
    const hit = context.workbook.worksheets.getItem(id).getRange("C3").findOrNullObject("TBC", {}).load("address");
    await context.sync();
    return hit.isNullObject ? null : hit.address.replace(/^.*!/, "");
  });
  expect(at).toBe("A1");
});

test("what is not found stops the batch, and nothing behind it is done", async () => {
  const workbook = StandInWorkbook.blank("Find.xlsx");
  const { Excel: excel } = openInNode(workbook);
  workbook.typeInto(workbook.sheets[0]!.id, "A1", "TBC");
  const work = excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem(workbook.sheets[0]!.id);
    sheet.getRange("A1").find("June", { completeMatch: true });
    sheet.getRange("B1").values = [["written"]];
    await context.sync();
  });
  await expect(work).rejects.toMatchObject({ code: "ItemNotFound" });
  expect(workbook.textOf(workbook.sheets[0]!.id, 0, 1)).toBe("");
});

test("a text longer than Find takes is refused", async () => {
  await expect(found("x".repeat(256), {})).rejects.toMatchObject({ code: "InvalidArgument" });
  expect(await found("x".repeat(255), {})).toBeNull();
});
