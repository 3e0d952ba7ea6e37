/** An .xlsx read as a file gives the very grid that Excel gives of it when it is open. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { readWorkbook } from "../../src/excel/read";
import { NotAnXlsx, readXlsxFile } from "../../src/excel/xlsxFile";
import { takeInEarlierVersion, reviewPlan, PlanProblem } from "../../src/app";
import { openInNode } from "../standin/node";
import { StandInWorkbook } from "../standin/workbook";
import { noSettings } from "../../src/plan/model";
import { openSample, textsOf } from "../app/workbooks";

const bytesOf = (name: string) => new Uint8Array(readFileSync(join(__dirname, "..", "samples", name)));
const files = [
  "warwickshire-one-sheet.xlsx",
  "warwickshire-tables.xlsx",
  "pasted-from-a-document.xlsx",
  "other-headings.xlsx",
];

test.each(files)("%s reads the same either way", async (name) => {
  await openSample(name);
  const { grid } = await readWorkbook(() => noSettings);
  const { grid: fromFile } = readXlsxFile(bytesOf(name), name);
  expect(fromFile.sheets.map(({ sheet }) => sheet)).toEqual(grid.sheets.map(({ sheet }) => sheet));
  fromFile.sheets.forEach((sheet, index) => {
    const open = grid.sheets[index]!;
    expect({ ...sheet, cells: [] }).toEqual({ ...open, cells: [] });
    // Looks are hints: a file names colours by theme where Excel gives their values.
    const plain = (cells: typeof sheet.cells) =>
      cells.map((row) => row.map(({ kind, text, value }) => ({ kind, text, value })));
    expect(plain(sheet.cells)).toEqual(plain(open.cells));
  });
});

test("what is no workbook is refused", () => {
  expect(() => readXlsxFile(new TextEncoder().encode("not a zip"), "notes.xlsx")).toThrow(NotAnXlsx);
  expect(() => readXlsxFile(new Uint8Array(), "empty.xlsx")).toThrow(NotAnXlsx);
});

describe("taking in an earlier version", () => {
  const arrayBuffer = (bytes: Uint8Array) =>
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;

  /** The sample as it stood earlier: one date was another then. */
  async function earlier(cellOf: (texts: string) => boolean, becomes: string): Promise<ArrayBuffer> {
    const workbook = await StandInWorkbook.open(bytesOf(files[0]!), files[0]!);
    workbook.excel.worksheets[0]!.eachRow((row) =>
      row.eachCell((cell) => {
        if (cellOf(cell.text)) cell.value = becomes;
      }),
    );
    return arrayBuffer(await workbook.save());
  }

  test("shows at once what has moved since", async () => {
    const file = await earlier((text) => text === "By September 2019", "By March 2019");
    const workbook = await openSample(files[0]!);
    const { sentence } = await takeInEarlierVersion(file, "Plan January.xlsx", "2019-01-31");
    expect(sentence).toBe("Took in 30 actions as they stood on 31 January 2019, from “Plan January.xlsx”.");
    expect(textsOf(workbook, "Plan history")).toHaveLength(31);
    const { items, changes } = await reviewPlan("2019-05-31");
    const moved = items.filter(({ promise }) => (promise?.timesMoved ?? 0) > 0);
    expect(moved.map(({ action, promise }) => [action.ref, promise!.firstPromised])).toEqual([["2.5", "2019-03-31"]]);
    expect(changes!.groups.find(({ heading }) => heading === "Moved")!.changes).toHaveLength(1);
  });

  test("refuses a second version of the same day, and a file that is no plan", async () => {
    openInNode(await openSample(files[0]!));
    const file = arrayBuffer(bytesOf(files[0]!));
    await takeInEarlierVersion(file, "a.xlsx", "2019-01-31");
    await expect(takeInEarlierVersion(file, "a.xlsx", "2019-01-31")).rejects.toMatchObject({ name: "update-exists" });
    await expect(takeInEarlierVersion(new ArrayBuffer(3), "a.docx", "2019-02-28")).rejects.toMatchObject({
      happened: "“a.docx” is not an .xlsx workbook.",
    });
    await expect(takeInEarlierVersion(new ArrayBuffer(3), "a.docx", "2019-02-28")).rejects.toBeInstanceOf(PlanProblem);
  });
});
