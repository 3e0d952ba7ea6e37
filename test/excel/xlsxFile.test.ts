/**
 * An .xlsx read as a file gives the very grid that Excel gives of it when it is open; what is none is told by what it is, and
 * no file costs more than its ceiling.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { unzipSync } from "fflate";

import { readWorkbook } from "../../src/excel/read";
import { NotAnXlsx, readXlsxFile } from "../../src/excel/xlsxFile";
import type { UnreadableKind } from "../../src/excel/xlsx/problem";
import { resolve } from "../../src/excel/xlsx/parts";
import { noSettings } from "../../src/plan/model";
import { sheetsThatMayHoldPlan } from "../../src/plan/reading";
import { openSample } from "../app/workbooks";
import { compoundFile, cutShort, lyingZip, utf8, xlsxOf, zipOf } from "./files";

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
  const mayHoldPlan = new Set(sheetsThatMayHoldPlan(grid, noSettings));
  expect(mayHoldPlan.size).toBeGreaterThan(0);
  const { grid: fromFile } = readXlsxFile(bytesOf(name), name);
  expect(fromFile.sheets.map(({ sheet }) => sheet)).toEqual(grid.sheets.map(({ sheet }) => sheet));
  fromFile.sheets.forEach((sheet, index) => {
    const open = grid.sheets[index]!;
    expect({ ...sheet, cells: [] }).toEqual({ ...open, cells: [] });
    // Looks are hints: a file names colours by theme where Excel gives their values. Of sheets that cannot hold the plan
    // Excel is asked for the values alone.
    const whole = mayHoldPlan.has(sheet.sheet);
    const plain = (cells: typeof sheet.cells) =>
      cells.map((row) => row.map(({ kind, text, value }) => (whole ? { kind, text, value } : { value })));
    expect(plain(sheet.cells)).toEqual(plain(open.cells));
  });
});

const whole = xlsxOf({ rows: `<row r="1"><c r="A1" t="str"><v>Key action</v></c></row>` });

describe("what is no workbook is told by what it is, whatever its name says", () => {
  test.each<[what: string, kind: UnreadableKind, bytes: Uint8Array]>([
    ["nothing", "empty", new Uint8Array()],
    ["a workbook encrypted with a password", "locked", compoundFile(["EncryptionInfo", "EncryptedPackage"])],
    ["a workbook under a protection label", "restricted", compoundFile(["EncryptedPackage", "DRMEncryptedDataSpace"])],
    ["an .xls of Excel 97", "old-xls", compoundFile(["Workbook"])],
    ["an .xls of Excel 5", "old-xls", compoundFile(["Book"])],
    ["a .doc, which also speaks of a Workbook", "old-office", compoundFile(["WordDocument", "Workbooks"])],
    ["an .xls of which only the start came", "cut-off", compoundFile(["Workbook"]).slice(0, 300)],
    ["an .xlsb", "xlsb", zipOf({ "[Content_Types].xml": "<Types/>", "xl/workbook.bin": "x" })],
    ["an .ods", "ods", zipOf({ mimetype: "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>" })],
    ["an .odt", "document", zipOf({ mimetype: "application/vnd.oasis.opendocument.text" })],
    ["a .docx", "document", zipOf({ "[Content_Types].xml": "<Types/>", "word/document.xml": "<x/>" })],
    ["a .pptx", "presentation", zipOf({ "[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<x/>" })],
    ["some photographs", "zip", zipOf({ "a.jpg": "x" })],
    ["an empty zip", "zip", zipOf({})],
    ["a table exported as a web page", "web-page", utf8("\n<html><table><tr><td>1</td></tr></table></html>")],
    ["a workbook of 2003 as XML", "web-page", utf8('\uFEFF<?xml version="1.0"?><Workbook/>')],
    ["a .csv", "text", utf8("Ref,Key action\n1.1,Café\n")],
    ["Unicode text as Excel saves it", "text", new Uint8Array([0xff, 0xfe, 0x52, 0, 0x65, 0, 0x66, 0])],
    ["a PDF", "pdf", utf8("%PDF-1.7\n")],
    ["a picture", "other", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0])],
    ["a workbook whose end is missing", "cut-off", cutShort(whole)],
    ["only the first two bytes of a zip", "cut-off", utf8("PK")],
    ["a workbook without its workbook part", "damaged", zipOf({ "[Content_Types].xml": "<Types/>" })],
    ["a sheet that breaks off", "damaged", xlsxOf({ rows: `<row r="1"><c r="A1"` })],
    [
      "a part with a document type, which could grow without end",
      "damaged",
      xlsxOf({ before: "<!DOCTYPE x>", rows: "" }),
    ],
  ])("%s: %s", (_what, kind, bytes) => {
    const refusal = thrownBy(() => readXlsxFile(bytes, "plan.xlsx"));
    expect(refusal).toBeInstanceOf(NotAnXlsx);
    expect(refusal).toMatchObject({ kind });
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return null;
}

/** The one cell of a file that holds this cell, as [kind, text, value]. */
function cellOf(cell: string, more: Parameters<typeof xlsxOf>[0] = { rows: "" }) {
  const rows = `<row r="2"><c r="B2" t="str"><v>before</v></c>${cell}</row>`;
  const [sheet] = readXlsxFile(xlsxOf({ ...more, rows }), "plan.xlsx").grid.sheets;
  const read = sheet!.cells[0]?.[1];
  return read ? [read.kind, read.text, read.value] : null;
}

describe("cells", () => {
  const dated = { rows: "", formats: ["General", "dd/mm/yyyy"] };
  const days1904 = { ...dated, date1904: true };
  test.each<[why: string, cell: string, read: unknown, more?: Parameters<typeof xlsxOf>[0]]>([
    ["a number", `<c r="C2"><v>12.5</v></c>`, ["number", "12.5", 12.5]],
    ["a number in powers of ten", `<c r="C2"><v>1.2E3</v></c>`, ["number", "1200", 1200]],
    ["spaces around a number", `<c r="C2"><v> 7 </v></c>`, ["number", "7", 7]],
    ["no number at all is the text that stands there", `<c r="C2"><v>soon</v></c>`, ["text", "soon", "soon"]],
    ["nor is what other programs write for none", `<c r="C2"><v>NaN</v></c>`, ["text", "NaN", "NaN"]],
    ["nor one past all numbers", `<c r="C2"><v>1e999</v></c>`, ["text", "1e999", "1e999"]],
    ["nor one of another kind", `<c r="C2"><v>0x10</v></c>`, ["text", "0x10", "0x10"]],
    ["an empty cell", `<c r="C2"/>`, null],
    ["an empty value", `<c r="C2"><v/></c>`, null],
    ["an empty value of two tags", `<c r="C2"><v></v></c>`, null],
    ["an empty text", `<c r="C2" t="inlineStr"><is/></c>`, null],
    ["an empty text in a text", `<c r="C2" t="inlineStr"><is><t/></is></c>`, null],
    ["a formula without a result", `<c r="C2"><f>A1</f></c>`, null],
    ["a formula's result, not its words", `<c r="C2"><f>1+1</f><v>2</v></c>`, ["number", "2", 2]],
    ["a shared text that is not there", `<c r="C2" t="s"><v>99</v></c>`, null],
    ["a shared text without a number", `<c r="C2" t="s"><v/></c>`, null],
    [
      "a shared text",
      `<c r="C2" t="s"><v>0</v></c>`,
      ["text", "By June", "By June"],
      { rows: "", strings: "<si><t>By June</t></si>" },
    ],
    [
      "a shared text in runs, with a hint on how to say it",
      `<c r="C2" t="s"><v>1</v></c>`,
      ["text", "By June", "By June"],
      {
        rows: "",
        strings: `<si/><si><r><rPr><b/></rPr><t xml:space="preserve">By </t></r><r><t>June</t></r><rPh><t>no</t></rPh></si>`,
      },
    ],
    ["true", `<c r="C2" t="b"><v>1</v></c>`, ["boolean", "TRUE", true]],
    ["true in words", `<c r="C2" t="b"><v>true</v></c>`, ["boolean", "TRUE", true]],
    ["false", `<c r="C2" t="b"><v>0</v></c>`, ["boolean", "FALSE", false]],
    ["an error", `<c r="C2" t="e"><v>#REF!</v></c>`, ["error", "#REF!", "#REF!"]],
    ["a line break by number", `<c r="C2" t="inlineStr"><is><t>a&#10;b</t></is></c>`, ["text", "a\nb", "a\nb"]],
    [
      "a quote by number",
      `<c r="C2" t="str"><v>team&#x2019;s &amp; &lt;ours&gt;</v></c>`,
      ["text", "team’s & <ours>", "team’s & <ours>"],
    ],
    ["a reference is read once", `<c r="C2" t="str"><v>&amp;#10;</v></c>`, ["text", "&#10;", "&#10;"]],
    [
      "a reference to no character stays",
      `<c r="C2" t="str"><v>&#0;&#xD800;&#x110000;</v></c>`,
      ["text", "&#0;&#xD800;&#x110000;", "&#0;&#xD800;&#x110000;"],
    ],
    ["characters XML cannot hold", `<c r="C2" t="str"><v>_x0041__x000D_</v></c>`, ["text", "A\r", "A\r"]],
    ["the escape of an escape", `<c r="C2" t="str"><v>_x005F_x0041_</v></c>`, ["text", "_x0041_", "_x0041_"]],
    [
      "text that is not to be taken for tags",
      `<c r="C2" t="str"><v><![CDATA[a</v><b>&amp;]]></v></c>`,
      ["text", "a</v><b>&amp;", "a</v><b>&amp;"],
    ],
    ["a comment", `<c r="C2" t="str"><v>a<!-- </v> -->b</v></c>`, ["text", "ab", "ab"]],
    ["a date by its number", `<c r="C2" s="1"><v>43646</v></c>`, ["date", "30/06/2019", 43646], dated],
    ["counted from 1904", `<c r="C2" s="1"><v>42184</v></c>`, ["date", "30/06/2019", 42184], days1904],
    ["an ISO date", `<c r="C2" s="1" t="d"><v>2019-06-30</v></c>`, ["date", "30/06/2019", 43646], dated],
    [
      "an ISO date counted from 1904",
      `<c r="C2" s="1" t="d"><v>2019-06-30</v></c>`,
      ["date", "30/06/2019", 42184],
      days1904,
    ],
    [
      "an ISO date without a date's format",
      `<c r="C2" t="d"><v>2019-06-30T00:00:00Z</v></c>`,
      ["date", "30/06/2019", 43646],
    ],
    ["an ISO moment", `<c r="C2" s="1" t="d"><v>2019-06-30T12:00:00</v></c>`, ["date", "30/06/2019", 43646.5], dated],
    ["no existing day", `<c r="C2" s="1" t="d"><v>2019-06-31</v></c>`, ["text", "2019-06-31", "2019-06-31"], dated],
    [
      "a date's number inside a date's cell",
      `<c r="C2" s="1" t="d"><v>43646</v></c>`,
      ["date", "30/06/2019", 43646],
      dated,
    ],
    ["a style that is not there", `<c r="C2" s="77"><v>5</v></c>`, ["number", "5", 5]],
    ["a cell that does not say where it stands", `<c><v>5</v></c>`, ["number", "5", 5]],
  ])("%s", (_why, cell, read, ...more) => {
    expect(cellOf(cell, ...more)).toEqual(read);
  });

  test.each<[why: string, stored: string, kept: string]>([
    ["as long as a cell may be", "a".repeat(32_767), "a".repeat(32_767)],
    ["longer", "a".repeat(40_000), "a".repeat(32_767)],
    ["longer, by references", "&#65;".repeat(40_000), "A".repeat(32_767)],
    ["longer, by escapes", "_x0041_".repeat(40_000), "A".repeat(32_767)],
    ["longer, with a character of two halves at the cut", `${"a".repeat(32_766)}😀b`, "a".repeat(32_766)],
  ])("a text is cut where Excel cuts it: %s", (_why, stored, kept) => {
    const strings = `<si><t>${stored}</t></si>`;
    const read = ([_kind, text]: unknown[]) => text === kept;
    expect(read(cellOf(`<c r="C2" t="str"><v>${stored}</v></c>`)!)).toBe(true);
    expect(read(cellOf(`<c r="C2" t="inlineStr"><is><t>${stored}</t></is></c>`)!)).toBe(true);
    expect(read(cellOf(`<c r="C2" t="s"><v>0</v></c>`, { rows: "", strings })!)).toBe(true);
  });

  const run = (text: string, looks = "") => `<r>${looks && `<rPr>${looks}</rPr>`}<t>${text}</t></r>`;
  test.each<[why: string, style: number, inside: string, strikethrough: unknown, bold?: true]>([
    ["no run", 0, "<t>June</t>", undefined],
    ["no run in a struck cell", 1, "<t>June</t>", true],
    ["a part struck through", 0, run("June ", "<strike/>") + run("July"), "mixed"],
    [
      "a part struck through, the rest with looks of its own",
      0,
      run("June", "<strike/>") + run("July", "<b/>"),
      "mixed",
    ],
    ["all runs struck through", 0, run("June ", "<strike/>") + run("July", "<strike/><b/>"), true],
    ["a struck cell of which a part has looks of its own", 1, run("June ") + run("July", "<b/>"), "mixed"],
    ["a struck cell of which no part is struck", 1, run("June ", "<i/>") + run("July", "<b/>"), undefined],
    ["a run that says it is not", 0, run("June", `<strike val="0"/>`), undefined],
    ["a struck run without a letter", 0, `<r><rPr><strike/></rPr><t/></r>${run("July", "<b/>")}`, undefined, true],
  ])("struck through in part as Excel gives it: %s", (_why, style, inside, strikethrough, ...[bold]) => {
    const styles = `<styleSheet><fonts><font/><font><strike/></font></fonts><cellXfs><xf/><xf fontId="1"/></cellXfs></styleSheet>`;
    for (const cell of [`t="inlineStr"><is>${inside}</is>`, `t="s"><v>0</v>`]) {
      const rows = `<row r="1"><c r="A1" s="${style}" ${cell}</c></row>`;
      const parts = unzipSync(xlsxOf({ rows, strings: `<si>${inside}</si>` }));
      const { grid } = readXlsxFile(zipOf({ ...parts, "xl/styles.xml": styles }), "plan.xlsx");
      const [read] = grid.sheets[0]!.cells[0]!;
      expect([read!.strikethrough, read!.bold]).toEqual([strikethrough, bold]);
    }
  });

  test("an attribute is found whatever stands before it, and a tag does not end within quotes", () => {
    const rows = `<row xr="9" r = '2' ><c note="a > r='Z9'" r="C2" t='str'><v>here</v></c></row>`;
    const [sheet] = readXlsxFile(xlsxOf({ rows }), "plan.xlsx").grid.sheets;
    expect([sheet!.firstRow, sheet!.firstColumn, sheet!.cells[0]![0]!.text]).toEqual([1, 2, "here"]);
  });

  test("rows and cells that do not say where they stand follow on", () => {
    const rows = `<row/><row><c/><c t="str"><v>a</v></c></row><row><c t="str"><v>b</v></c></row>`;
    const [sheet] = readXlsxFile(xlsxOf({ rows }), "plan.xlsx").grid.sheets;
    expect([sheet!.firstRow, sheet!.firstColumn]).toEqual([1, 0]);
    expect(sheet!.cells.map((row) => row.map(({ text }) => text))).toEqual([
      ["", "a"],
      ["b", ""],
    ]);
  });
});

describe("the same workbook, however its parts are named", () => {
  const rows = `<row r="1"><c r="A1" t="s"><v>0</v></c></row>`;
  const strings = "<si><t>Key action</t></si>";
  test.each<[why: string, more: Partial<Parameters<typeof xlsxOf>[0]>]>([
    ["as Excel writes it", {}],
    ["Strict Open XML", { strict: true }],
    ["capital letters in the names", { rename: (name) => name.toUpperCase() }],
    ["targets from the root of the file", { absolute: true }],
    ["elements with a prefix", { prefix: "x:" }],
    ["a byte-order mark before the XML", { before: "\uFEFF" }],
  ])("%s", (_why, more) => {
    const { grid, saved } = readXlsxFile(
      xlsxOf({ rows, strings, saved: "2019-03-31T10:00:00Z", ...more }),
      "Plan.xlsx",
    );
    expect(grid.sheets.map(({ sheet, cells }) => [sheet, cells[0]![0]!.text])).toEqual([["Plan", "Key action"]]);
    expect([grid.name, saved]).toEqual(["Plan", "2019-03-31"]);
  });

  test.each([
    ["xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"],
    ["xl/worksheets", "../tables/table1.xml", "xl/tables/table1.xml"],
    ["xl/worksheets", "/xl/tables/table1.xml", "xl/tables/table1.xml"],
    ["xl", "./styles.xml", "xl/styles.xml"],
    ["xl", "my%20sheet.xml", "xl/my sheet.xml"],
    ["xl", "../../etc/passwd", null],
    ["", "..", null],
  ])("from %s, %s is %s", (folder, target, path) => {
    expect(resolve(folder, target)).toBe(path);
  });
});

describe("no file costs more than its ceiling", () => {
  /** The time this process worked, whatever else the machine is doing, in milliseconds. */
  const worked = (work: () => unknown): number => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
  // What this machine makes of a known piece of work, now: some 50 ms where nothing else runs.
  const known = () => {
    const texts = Array.from({ length: 60_000 }, (_, at) => `<c r="A${(at * 7919) % 60_000}"/>`);
    return JSON.parse(JSON.stringify(texts.sort().map((text) => [text, text.length]))) as unknown;
  };
  /** The work costs no more than so many times a known piece of work, done before and after. */
  const quickly = <T>(work: () => T): T => {
    let value!: T;
    const before = worked(known);
    const cost = worked(() => (value = work()));
    const after = worked(known);
    expect(cost / Math.max(before, after)).toBeLessThan(100);
    expect(cost).toBeLessThan(60_000);
    return value;
  };
  /**
   * Four times the input costs about four times as much: at most eight, where a reader that looks at everything for each
   * thing would take sixteen. Done again while it is more, because a machine may be busy with something else.
   */
  const growsWithItsInput = (of: (size: number) => Uint8Array, size: number) => {
    const [small, large] = [of(size), of(size * 4)];
    const read = (bytes: Uint8Array) => worked(() => thrownBy(() => readXlsxFile(bytes, "plan.xlsx")));
    let [least, most] = [Infinity, Infinity];
    for (let tries = 0; tries < 5 && !(most / least <= 8); tries += 1) {
      // The first reading warms up; the smaller one takes the average of several, being short.
      least = [read(small), read(small), read(small)].reduce((sum, each) => sum + each, 0) / 3;
      most = Math.min(most, read(large));
    }
    expect(most / least).toBeLessThanOrEqual(8);
  };

  const text = (address: string) => `<c r="${address}" t="str"><v>${address}</v></c>`;

  test("a value in the last cell a sheet can have is named and left out", () => {
    const rows = `<row r="1">${text("A1")}${text("XFD1")}</row><row r="2">${text("B2")}</row><row r="1048576">${text("XFD1048576")}</row>`;
    const { grid, leftOut } = quickly(() => readXlsxFile(xlsxOf({ rows }), "plan.xlsx"));
    expect(grid.sheets[0]!.cells.map((row) => row.length)).toEqual([2, 2]);
    expect(leftOut).toEqual([
      "“Plan” also holds something far from the rest, at XFD1 and XFD1048576. It was left out of the reading.",
    ]);
  });

  test("two hundred thousand blank cells with a style cost nothing", () => {
    const blanks = Array.from({ length: 2_000 }, (_, row) => {
      const cells = Array.from(
        { length: 100 },
        (_unused, column) => `<c r="${"ABCDEFGHIJ"[column % 10]}${row + 2}" s="1"/>`,
      );
      return `<row r="${row + 2}">${cells.join("")}</row>`;
    });
    const bytes = xlsxOf({ rows: `<row r="1">${text("A1")}</row>${blanks.join("")}` });
    expect(quickly(() => readXlsxFile(bytes, "plan.xlsx")).grid.sheets[0]!.cells).toHaveLength(1);
  });

  test("values strewn over a whole sheet are read as far as a grid goes", () => {
    const strewn = Array.from(
      { length: 1_000 },
      (_, at) => `<row r="${at * 1000 + 1}">${text(`A${at * 1000 + 1}`)}${text(`XFD${at * 1000 + 1}`)}</row>`,
    );
    const columns = Array.from({ length: 16_384 / 40 }, (_, at) => `<c t="str" r="${letters(at * 40)}1"><v>x</v></c>`);
    const { grid } = quickly(() =>
      readXlsxFile(xlsxOf({ rows: `<row r="1">${columns.join("")}</row>${strewn.join("")}` }), "plan.xlsx"),
    );
    const [sheet] = grid.sheets;
    expect(sheet!.cells.length * sheet!.cells[0]!.length).toBeLessThanOrEqual(4_000_000);
    expect(sheet!.cells[0]![0]!.text).not.toBe("");
  });

  const main = `<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`;
  const cellRow = `<row r="1">${text("A1")}</row>`;
  /** A workbook of so many sheets, each with its relation, stored in these parts. */
  const ofSheets = (count: number, partOf: (index: number) => string, xml = `<worksheet>${cellRow}</worksheet>`) => {
    const all = Array.from({ length: count }, (_, index) => index);
    return zipOf({
      "_rels/.rels": main,
      "xl/workbook.xml": `<workbook><sheets>${all.map((at) => `<sheet name="S${at}" r:id="r${at}"/>`).join("")}</sheets></workbook>`,
      "xl/_rels/workbook.xml.rels": `<Relationships>${all
        .map((at) => `<Relationship Id="r${at}" Type="x/worksheet" Target="${partOf(at)}"/>`)
        .join("")}</Relationships>`,
      ...Object.fromEntries(all.map((at) => [`xl/${partOf(at)}`, xml])),
    });
  };

  test.each<[why: string, of: (size: number) => Uint8Array, size: number]>([
    ["rows", (size) => xlsxOf({ rows: `<row><c t="str"><v>a</v></c></row>`.repeat(size) }), 8_000],
    ["sheets and their relations", (size) => ofSheets(size, (at) => `s${at}.xml`), 800],
    [
      "shared texts in runs",
      (size) => xlsxOf({ rows: "", strings: `<si><r><rPr><b/></rPr><t>a</t></r></si>`.repeat(size) }),
      10_000,
    ],
    [
      "comments in one text",
      (size) => xlsxOf({ rows: `<row><c t="str"><v>${"a<!-- -->".repeat(size)}</v></c></row>` }),
      50_000,
    ],
    [
      "references in one text",
      (size) => xlsxOf({ rows: `<row><c t="str"><v>${"&#65;".repeat(size)}</v></c></row>` }),
      60_000,
    ],
    ["attributes of one tag", (size) => xlsxOf({ rows: `<row ${` a="1"`.repeat(size)}/>` }), 100_000],
    ["merged cells", (size) => xlsxOf({ rows: `${cellRow}${`<mergeCell ref="A1:B2"/>`.repeat(size)}` }), 20_000],
  ])("twice the input costs about twice as much, and no more: %s", (_why, of, size) => {
    growsWithItsInput(of, size);
  });

  test("a plan is looked for on the first sheets of a workbook of thousands, and it is said", () => {
    const { grid, leftOut } = quickly(() =>
      readXlsxFile(
        ofSheets(3_000, (at) => `s${at}.xml`),
        "plan.xlsx",
      ),
    );
    expect(grid.sheets).toHaveLength(250);
    expect(leftOut).toEqual(["It has 3000 sheets. Those after the first 250 were left out."]);
  });

  test("one part that three hundred sheets name is read once, and it is said", () => {
    const xml = `<worksheet>${cellRow}${" ".repeat(2_000_000)}</worksheet>`;
    const { grid, leftOut } = quickly(() =>
      readXlsxFile(
        ofSheets(300, () => "one.xml", xml),
        "plan.xlsx",
      ),
    );
    expect(grid.sheets.map(({ sheet }) => sheet)).toEqual(["S0"]);
    expect(leftOut[0]).toBe("“S1” is stored as the very sheet “S0”, so it was read once.");
  });

  test("what a refused part cost is taken off the allowance of the file", () => {
    // Each says it is small; the first three use up what may come out of the file, and the rest are not opened.
    const sheets = ofSheets(40, (at) => `s${at}.xml`, `<worksheet>${" ".repeat(900_000)}</worksheet>`);
    let lying = sheets;
    for (let at = 0; at < 40; at += 1) lying = lyingZip(lying, `xl/s${at}.xml`, 100);
    const ceilings = { part: 400_000, total: 3_000_000 };
    const opened = jest.spyOn(Uint8Array.prototype, "subarray");
    expect(thrownBy(() => readXlsxFile(lying, "plan.xlsx", ceilings))).toMatchObject({ kind: "too-large" });
    const packed = opened.mock.calls.length;
    opened.mockRestore();
    expect(packed).toBeLessThan(1_000);
  });

  test("sheets that are small each may not be large grids together", () => {
    const strewn = Array.from({ length: 400 }, (_, at) => text(`${letters(at * 40)}1`));
    const down = Array.from({ length: 9 }, (_, at) => `<row r="${at * 900 + 2}">${text(`A${at * 900 + 2}`)}</row>`);
    const xml = `<worksheet><row r="1">${strewn.join("")}</row>${down.join("")}</worksheet>`;
    const { grid } = quickly(() =>
      readXlsxFile(
        ofSheets(60, (at) => `s${at}.xml`, xml),
        "plan.xlsx",
      ),
    );
    const places = grid.sheets.reduce((sum, { cells }) => sum + cells.length * (cells[0]?.length ?? 0), 0);
    expect(places).toBeLessThanOrEqual(4_000_000);
  });

  test.each([
    ["longer than Excel takes", `0${"0".repeat(255)}`, ["number", "12.5", 12.5]],
    ["as long as Excel takes", `0.00${`"x"`.repeat(80)}`, ["number", `12.50${"x".repeat(80)}`, 12.5]],
  ])("a number format %s", (_why, format, read) => {
    const formats = ["General", format.replaceAll('"', "&quot;")];
    expect(cellOf(`<c r="C2" s="1"><v>12.5</v></c>`, { rows: "", formats })).toEqual(read);
  });

  test.each([
    ["brackets that never close", "[".repeat(255)],
    ["fractions upon fractions", "?/".repeat(127)],
  ])("numbers under a format that is slow to follow: %s", (_why, format) => {
    const rows = Array.from({ length: 8_000 }, (_, at) => `<row><c s="1"><v>${at}.5</v></c></row>`).join("");
    const bytes = xlsxOf({ rows, formats: ["General", format] });
    expect(quickly(() => readXlsxFile(bytes, "plan.xlsx")).grid.sheets[0]!.cells).toHaveLength(8_000);
  });

  test("a huge part of styles is gone through without being held as a tree", () => {
    const dxfs = "<dxf><font><b/></font></dxf>".repeat(400_000);
    const styles = `<styleSheet><fonts><font/><font><strike/></font></fonts><dxfs>${dxfs}</dxfs><cellXfs><xf/><xf fontId="1"/></cellXfs></styleSheet>`;
    const rows = `<row r="1"><c r="A1" s="1" t="str"><v>a</v></c></row>`;
    const parts = { ...unzipSync(xlsxOf({ rows })), "xl/styles.xml": styles };
    const { grid } = quickly(() => readXlsxFile(zipOf(parts), "plan.xlsx"));
    expect(grid.sheets[0]!.cells[0]![0]).toMatchObject({ text: "a", strikethrough: true });
    const tooMany = {
      ...parts,
      "xl/styles.xml": `<styleSheet><fonts>${"<font/>".repeat(70_000)}</fonts></styleSheet>`,
    };
    expect(thrownBy(() => readXlsxFile(zipOf(tooMany), "plan.xlsx"))).toMatchObject({ kind: "too-large" });
  });

  // Blanks squeeze to a thousandth: a small file that swells past the ceiling.
  const bomb = xlsxOf({ rows: " ".repeat(8_000_000) });
  const ceilings = { part: 4_000_000, total: 100_000_000 };
  test("a part that says it is larger than any plan is not opened", () => {
    expect(bomb.length).toBeLessThan(20_000);
    expect(quickly(() => thrownBy(() => readXlsxFile(bomb, "plan.xlsx", ceilings)))).toMatchObject({
      kind: "too-large",
    });
  });

  test("nor does one get far that says it is small", () => {
    const lying = lyingZip(bomb, "xl/worksheets/sheet1.xml", 100);
    expect(quickly(() => thrownBy(() => readXlsxFile(lying, "plan.xlsx", ceilings)))).toMatchObject({
      kind: "too-large",
    });
  });

  test("parts that are small each and large together are refused", () => {
    const bytes = xlsxOf({ rows: " ".repeat(400), strings: " ".repeat(400) });
    expect(thrownBy(() => readXlsxFile(bytes, "plan.xlsx", { part: 2_000, total: 1_000 }))).toMatchObject({
      kind: "too-large",
    });
    expect(readXlsxFile(bytes, "plan.xlsx", { part: 2_000, total: 100_000 }).grid.sheets).toHaveLength(1);
  });

  test("what no plan needs is never opened: pictures of any size", () => {
    const small = xlsxOf({ rows: `<row r="1">${text("A1")}</row>`, media: 1_000 });
    const bytes = lyingZip(small, "xl/media/image1.png", 4_000_000_000);
    expect(quickly(() => readXlsxFile(bytes, "plan.xlsx")).grid.sheets).toHaveLength(1);
  });

  test("one sheet that is too large stops that sheet and nothing else", () => {
    const bytes = xlsxOf({ rows: `<row r="1">${text("A1")}</row>`, second: " ".repeat(5_000) });
    const { grid, leftOut } = readXlsxFile(bytes, "plan.xlsx", { part: 4_000, total: 100_000 });
    expect(grid.sheets.map(({ sheet }) => sheet)).toEqual(["Plan"]);
    expect(leftOut).toEqual(["“Second” is too large to be read, so it was left out."]);
  });
});

const letters = (index: number): string =>
  (index >= 26 ? letters(Math.floor(index / 26) - 1) : "") + String.fromCharCode(65 + (index % 26));
