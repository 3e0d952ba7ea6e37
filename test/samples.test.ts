/** The sample workbooks: the committed files are what the script makes, and hold the published plan, whole, and nothing less. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { lines } from "./samples/fromDocument";
import { columns, monthOnly, plan, withReference } from "./samples/plan";
import { sheetName } from "./samples/tables";
import { partsOf, samples, toBytes } from "./samples/workbooks";

const committed = (file: string) => readFileSync(join(__dirname, "samples", file));

async function open(file: string): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  const bytes = committed(file);
  await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer);
  return workbook;
}

/** Every text of a sheet's column, top to bottom, a merged cell once. */
function texts(sheet: ExcelJS.Worksheet, column: number): string[] {
  const found: string[] = [];
  sheet.eachRow((row) => {
    const cell = row.getCell(column);
    if (cell.isMerged && cell.master !== cell) return;
    if (cell.text !== "") found.push(cell.text);
  });
  return found;
}

const rows = plan.sections.flatMap((section) => section.rows);
const spaced = (words: string[]) => words.join(" ").replace(/\s+/g, " ").trim();

test("the published plan has 30 actions in 6 sections, 6 of them split, 3 without a reference, 25 different timescales with the blank one", () => {
  expect(plan.sections).toHaveLength(6);
  expect(rows).toHaveLength(30);
  expect(rows.filter((row) => row.fragments)).toHaveLength(6);
  expect(rows.filter((row) => row.ref === null)).toHaveLength(3);
  expect(new Set(rows.map((row) => row.timescale)).size).toBe(25);
});

describe.each(samples)("$file", ({ file, build }) => {
  test("is what `npm run samples` makes, part by part", async () => {
    expect(await partsOf(committed(file))).toEqual(await partsOf(await toBytes(build())));
  });

  test("holds no text Excel would take for a formula", async () => {
    (await open(file)).eachSheet((sheet) =>
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          if (typeof cell.value === "string") expect(cell.value).not.toMatch(/^=/);
        }),
      ),
    );
  });
});

describe("(a) one sheet", () => {
  test("has a title, its date, and to each section a heading and a heading row whose second cell is blank", async () => {
    const sheet = (await open("warwickshire-one-sheet.xlsx")).worksheets[0]!;
    expect(sheet.getCell("A1").text).toBe("Warwickshire Prevent Action Plan 2019 – 2021 (2019 – 2020 Version)");
    expect(sheet.getCell("A2").text).toBe("May 2019");
    expect(texts(sheet, 1)).toEqual(
      expect.arrayContaining(["1. Community and voluntary sector engagement", "6. Intelligence and communications"]),
    );
    const headings = texts(sheet, 3).filter((text) => text === "Timescale");
    expect(headings).toHaveLength(6);
    expect(texts(sheet, 2)).not.toContain("Owner");
  });

  test("holds every word of every action, split rows joined", async () => {
    const sheet = (await open("warwickshire-one-sheet.xlsx")).worksheets[0]!;
    const words = spaced(columns.flatMap((_, index) => texts(sheet, index + 1)));
    for (const row of rows) {
      expect(words).toContain(spaced([withReference(row)]));
      for (const column of columns) expect(words).toContain(spaced([row[column]]));
    }
  });

  test("keeps bold words bold, a row in italics in italics, and months as text", async () => {
    const sheet = (await open("warwickshire-one-sheet.xlsx")).worksheets[0]!;
    const find = (start: string) => {
      let at = 0;
      sheet.eachRow((row, number) => {
        if (row.getCell(1).text.startsWith(start)) at = number;
      });
      return at;
    };
    const action = sheet.getCell(find("2.2"), 1).value as ExcelJS.CellRichTextValue;
    expect(action.richText.filter((run) => run.font?.bold).map((run) => run.text)).toEqual(["Terms of Reference"]);
    expect(sheet.getCell(find("2.4"), 5).font.italic).toBe(true);
    expect(sheet.getCell(find("2.2"), 3).value).toBe("June 2019");
  });
});

describe("(b) tables", () => {
  test("has a sheet and a table to each section, the blank heading named by Excel", async () => {
    const workbook = await open("warwickshire-tables.xlsx");
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(plan.sections.map(sheetName));
    for (const sheet of workbook.worksheets) {
      expect(sheet.name.length).toBeLessThanOrEqual(31);
      expect(sheet.getTables()).toHaveLength(1);
      expect(texts(sheet, 2)[0]).toBe("Column1");
    }
  });

  test("has 30 whole rows; a month on its own is the first of that month, shown as the month", async () => {
    const workbook = await open("warwickshire-tables.xlsx");
    let seen = 0;
    for (const [index, section] of plan.sections.entries()) {
      const sheet = workbook.worksheets[index]!;
      section.rows.forEach((row, offset) => {
        const line = sheet.getRow(6 + offset);
        seen += 1;
        expect(line.getCell(1).text).toBe(withReference(row));
        const month = monthOnly(row.timescale);
        if (month === null) {
          expect(line.getCell(3).text).toBe(row.timescale);
        } else {
          expect(line.getCell(3).numFmt).toBe("mmmm yyyy");
          expect((line.getCell(3).value as Date).toISOString().slice(0, 10)).toBe(
            `${month.year}-${String(month.month).padStart(2, "0")}-01`,
          );
        }
      });
    }
    expect(seen).toBe(30);
  });
});

describe("(c) pasted from a document", () => {
  test("spreads an action over as many rows as its longest cell has paragraphs, and loses no word", async () => {
    for (const row of rows) {
      const of = lines(row);
      for (const column of columns) {
        const whole = column === "key_action" ? withReference(row) : row[column];
        expect(spaced(of.map((words) => words[column]))).toBe(spaced([whole]));
      }
    }
    expect(rows.filter((row) => lines(row).length > 1).length).toBeGreaterThan(25);
  });

  test("merges the other cells down in sections 1, 3 and 5 and leaves them blank in 2, 4 and 6", async () => {
    const sheet = (await open("pasted-from-a-document.xlsx")).worksheets[0]!;
    let section = 0;
    const merged = new Set<number>();
    sheet.eachRow((row) => {
      const heading = /^(\d)\. /.exec(row.getCell(1).text);
      if (heading) section = Number(heading[1]);
      row.eachCell((cell) => {
        if (cell.isMerged) merged.add(section);
      });
    });
    expect([...merged]).toEqual([1, 3, 5]);
  });
});

describe("(d) other headings", () => {
  test("has its own words for everything, and sheets that are not the plan", async () => {
    const workbook = await open("other-headings.xlsx");
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(["Read me", "Plan", "Contacts", "Budget 2019-20"]);
    const sheet = workbook.getWorksheet("Plan")!;
    expect((sheet.getRow(4).values as string[]).slice(1)).toEqual([
      "Ref",
      "Planned action",
      "Lead",
      "By when",
      "Success measure",
      "Progress update",
      "RAG",
    ]);
    expect(texts(sheet, 3).slice(1)).toEqual(rows.map((row) => row.owner));
    expect(texts(sheet, 7)).toEqual(["RAG"]);
  });

  test("keeps references as numbers and months as Excel stores them when they are typed", async () => {
    const sheet = (await open("other-headings.xlsx")).getWorksheet("Plan")!;
    expect(sheet.getCell("A6").value).toBe(1.1);
    const review = [...Array(40).keys()]
      .map((row) => sheet.getRow(row + 1))
      .find((row) => row.getCell(1).value === 2.2)!;
    expect(review.getCell(4).numFmt).toBe("mmm-yy");
    expect((review.getCell(4).value as Date).toISOString()).toBe("2019-06-01T00:00:00.000Z");
  });
});
