/** The command line, run as a person runs it: its output, its files, its exit codes. */
import { copyFileSync, existsSync, linkSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import ExcelJS from "exceljs";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

import { readXlsxFile } from "../../src/excel/xlsxFile";
import { fromSerial } from "../../src/plan/calendar";
import { xlsxOf } from "../excel/files";
import { cli, project } from "./cli/run";

const sample = join(project, "test", "samples", "warwickshire-one-sheet.xlsx");
let folder: string;
let plan: ReturnType<typeof cli>;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "plan-"));
  plan = cli();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("as npm runs it, it does the same", () => {
  const asNpm = [join(project, "node_modules", "tsx", "dist", "cli.mjs"), "test/standin/cli/plan.ts"];
  const args = ["read", sample, "--as-at", "2019-05-31"];
  expect(plan(args, "", asNpm)).toEqual(plan(args));
});

const lines = (out: string) =>
  out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test("read --json has the documented shape", () => {
  const { code, out } = plan(["read", sample, "--as-at", "2019-05-31", "--json"]);
  expect(code).toBe(0);
  const read = JSON.parse(out);
  expect(Object.keys(read)).toEqual(["asAt", "plan", "tables", "actions", "findings"]);
  expect(read.plan).toEqual({
    title: "Warwickshire Prevent Action Plan 2019 – 2021 (2019 – 2020 Version)",
    start: "2019-04-01",
    end: "2021-03-31",
    calendar: "financial",
  });
  expect(read.tables[0]).toMatchObject({
    section: "Community and voluntary sector engagement",
    columns: { action: "A", owner: "B", timescale: "C", outcomes: "D", notes: "E" },
  });
  expect(read.actions).toHaveLength(30);
  expect(read.actions[1]).toMatchObject({
    ref: "1.2",
    row: 7,
    owner: "EQUIP – commissioned by NBBC and WCC",
    timescale: {
      text: "March 2018",
      kind: "deadline",
      due: "2018-03-31",
      start: null,
      recurrence: null,
      unsure: false,
    },
    lead: "EQUIP",
    parties: [
      { role: null, person: null, organisation: "EQUIP", part: "lead" },
      { role: null, person: null, organisation: "NBBC", part: "support" },
      { role: null, person: null, organisation: "WCC", part: "support" },
    ],
    status: "overdue",
    nextDue: "2018-03-31",
    daysLate: 426,
    confirm: false,
  });
  for (const finding of read.findings) {
    expect(Object.keys(finding)).toEqual(["check", "severity", "ref", "sheet", "row", "cell", "words", "message"]);
    expect(["needs-answer", "worth-checking", "tidy", "assumption"]).toContain(finding.severity);
  }
});

describe("dates of a Strict file are the same days from the command line and as an earlier version", () => {
  const june = (serial: number) =>
    [
      [`t="d"><v>2019-06-30</v>`, "a day in words"],
      [`t="d"><v>2019-06-30T00:00:00</v>`, "a moment"],
      [`t="d"><v>2019-06-30T00:00:00.000Z</v>`, "a moment of the world’s clock"],
      [`t="d"><v>2019-06-30T00:00:00+01:00</v>`, "a moment of a zone"],
      [`t='d'><v> 2019-06-30 </v>`, "other quotes, and blanks around"],
      [`t = "d"><f>A1</f><v>2019-06-30</v>`, "a formula’s result"],
      [`t="d"><v>${serial}</v>`, "a number where words should be, which is no year"],
      [`><v>${serial}</v>`, "a number"],
    ].map(([cell, why]) => ({ cell, why, due: "2019-06-30" }));
  const textCell = (address: string, text: string) => `<c r="${address}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const row = (at: number, cell: string) =>
    `<row r="${at}">${textCell(`A${at}`, `Widen footpath number ${at}`)}${textCell(`B${at}`, "Estates")}<c r="C${at}" s="1" ${cell}${
      cell.endsWith("/>") ? "" : "</c>"
    }${textCell(`D${at}`, "Safer walking")}</row>`;
  test.each([
    ["counted from 1900", "", 43646],
    ["counted from 1904", `date1904="1"`, 42184],
    ["counted from 1904, said in a word", `date1904="true"`, 42184],
    ["counted from 1904, in other quotes", `date1904='true'`, 42184],
    ["counted from 1900, said", `date1904="0"`, 43646],
  ])("%s", (why, said, serial) => {
    const cells = [
      ...june(serial),
      { cell: `t="d"/>`, why: "an empty one swallows no cell after it", due: null },
      { cell: `t="d"><v>2019-06-31</v>`, why: "no day that exists is not 1 July", due: "2019-06-30" },
      { cell: `t="d"><v>By hand</v>`, why: "words are no date", due: null },
    ];
    const headings = ["Key action", "Owner", "Timescale", "Outcomes"];
    const head = `<row r="1">${headings.map((text, index) => textCell(`${"ABCD"[index]}1`, text)).join("")}</row>`;
    const rows = head + cells.map(({ cell }, index) => row(index + 2, cell!)).join("");
    const parts = unzipSync(xlsxOf({ rows, formats: ["General", "dd/mm/yyyy"], strict: true }));
    const book = strFromU8(parts["xl/workbook.xml"]!).replace("<workbookPr/>", `<workbookPr ${said}/>`);
    const bytes = zipSync({ ...parts, "xl/workbook.xml": strToU8(book) });
    const file = join(folder, `strict ${why}.xlsx`);
    writeFileSync(file, bytes);
    const { code, out } = plan(["read", file, "--as-at", "2019-05-31", "--json"]);
    expect(code).toBe(0);
    const dues = (JSON.parse(out).actions as { timescale: { due: string | null } }[]).map(
      ({ timescale }) => timescale.due,
    );
    expect(dues.map((due, index) => [cells[index]?.why, due])).toEqual(cells.map((cell) => [cell.why, cell.due]));

    const { grid } = readXlsxFile(bytes, "plan.xlsx");
    const days = grid.sheets[0]!.cells.slice(1, 1 + june(serial).length).map((each) => each[2]!);
    expect(days.map(({ text, value }) => [text, fromSerial(Number(value), grid.date1904)])).toEqual(
      days.map(() => ["30/06/2019", "2019-06-30"]),
    );
  });
});

test("read for people says the same in words", () => {
  const { code, out } = plan(["read", sample, "--as-at", "2019-05-31"]);
  expect(code).toBe(0);
  expect(out).toContain("30 actions in 6 sections, as at 31 May 2019");
  expect(out).toContain("Overdue 5 · Due soon 4 · Due later 5 · Ongoing 11 · No date 3 · Finished or closed 2");
});

test("timescales and owners: a line in, a line out, in order", () => {
  const asked = ["June 2019", "Annually", "TBC"]
    .map((text) => JSON.stringify({ text, planStart: "2019-04-01", planEnd: "2021-03-31" }))
    .join("\n");
  const { code, out } = plan(["timescales"], `${asked}\n`);
  expect(code).toBe(0);
  expect(lines(out).map(({ text, kind, due, recurrence }) => [text, kind, due, recurrence])).toEqual([
    ["June 2019", "deadline", "2019-06-30", null],
    ["Annually", "recurring", null, "annual"],
    ["TBC", "tbc", null, null],
  ]);
  expect(Object.keys(lines(out)[0]!)).toEqual([
    "text",
    "kind",
    "due",
    "start",
    "recurrence",
    "history",
    "unsure",
    "alternatives",
    "why",
  ]);

  const owners = plan(["owners"], '{"text":"Prevent Officer – Graham Tyler"}\n');
  expect(lines(owners.out)).toEqual([
    {
      text: "Prevent Officer – Graham Tyler",
      parties: [{ role: "Prevent Officer", person: "Graham Tyler", organisation: null, part: null }],
      lead: "Graham Tyler",
    },
  ]);
});

test("highlight, update and restore write a copy; restored, the workbook is what it was", async () => {
  const [one, two, three] = ["one", "two", "three"].map((name) => join(folder, `${name}.xlsx`)) as [
    string,
    string,
    string,
  ];
  const before = readFileSync(sample);
  expect(plan(["highlight", sample, "--as-at", "2019-05-31", "--out", one])).toMatchObject({
    code: 0,
    out: "11 rows highlighted. 9 rows will turn overdue by themselves, each on the day after its date.\n",
  });
  expect(plan(["update", one, "--as-at", "2019-05-31", "--out", two])).toMatchObject({
    code: 0,
    out: "Update Q1 2019-20 is ready: 30 actions, 5 overdue. 30 lines were added to the sheet “Plan history”.\n",
  });
  expect(plan(["restore", two, "--out", three]).code).toBe(0);
  expect(readFileSync(sample).equals(before)).toBe(true);

  const open = async (file: string) => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(file);
    return workbook.worksheets;
  };
  expect((await open(two)).map(({ name }) => name)).toEqual([
    "Action plan 2019-20",
    "Plan history",
    "Update Q1 2019-20",
    "Update data",
  ]);
  const [original] = await open(sample);
  const [restored, ...others] = await open(three);
  expect(others).toEqual([]);
  const cells = (sheet: ExcelJS.Worksheet) => {
    const all: unknown[] = [];
    sheet.eachRow({ includeEmpty: true }, (row) =>
      row.eachCell({ includeEmpty: true }, ({ address, value, style }) => all.push({ address, value, style })),
    );
    return all;
  };
  expect(cells(restored!)).toEqual(cells(original!));
  expect((restored as unknown as { conditionalFormattings: unknown[] }).conditionalFormattings).toEqual(
    (original as unknown as { conditionalFormattings: unknown[] }).conditionalFormattings,
  );
}, 60_000);

describe("what cannot be done gets one clear line and exit code 2", () => {
  const notes = () => {
    const file = join(folder, "notes.xlsx");
    writeFileSync(file, "these are notes, not a workbook");
    return file;
  };
  const contacts = async () => {
    const file = join(folder, "contacts.xlsx");
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet("Contacts").addRows([
      ["Name", "Telephone"],
      ["Ann Lee", "01926 000000"],
    ]);
    await workbook.xlsx.writeFile(file);
    return file;
  };

  test.each<[string, () => string[] | Promise<string[]>, string]>([
    ["an unknown command", () => ["frobnicate", sample], "There is no command “frobnicate”."],
    ["no file named", () => ["read"], "Say which workbook: plan read <workbook.xlsx>."],
    ["two files", () => ["read", sample, sample], "One workbook at a time"],
    ["no such file", () => ["read", join(folder, "none.xlsx")], "there is no such file or folder"],
    ["a folder", () => ["read", folder], "it is a folder"],
    ["a file that is no workbook", () => ["read", notes()], "notes.xlsx"],
    [
      "a workbook with no plan",
      async () => ["read", await contacts()],
      "I cannot see an action plan in this workbook.",
    ],
    [
      "a date that is none",
      () => ["read", sample, "--as-at", "31/05/2019"],
      "“31/05/2019” is not a date. Write it as YYYY-MM-DD",
    ],
    ["a day there is not", () => ["read", sample, "--as-at", "2019-02-30"], "“2019-02-30” is not a date."],
    ["an unknown option", () => ["read", sample, "--colour"], "Unknown option '--colour'"],
    ["no --out", () => ["update", sample], "Say where the copy goes: --out <copy.xlsx>."],
    [
      "a folder that is not there",
      () => ["update", sample, "--out", join(folder, "none", "copy.xlsx")],
      "there is no such file or folder",
    ],
  ])("%s", async (_name, args, message) => {
    const { code, said, out } = plan(await args());
    expect(code).toBe(2);
    expect(said).toContain(message);
    expect(said.split("\n")).toHaveLength(1);
    expect(out).toBe("");
  });

  test("a line that is no JSON", () => {
    expect(plan(["timescales"], "June 2019\n")).toMatchObject({ code: 2, said: "Line 1 of the input is not JSON." });
    expect(plan(["owners"], '{"words":"x"}\n')).toMatchObject({
      code: 2,
      said: 'Line 1 of the input: it should look like {"text": "Prevent Officer – Graham Tyler"}.',
    });
  });

  test("no file that is there is written over without --force: a copy somebody has worked on, another name of the workbook", () => {
    const [own, copy, link] = ["one", "copy", "link"].map((name) => join(folder, `${name}.xlsx`)) as [
      string,
      string,
      string,
    ];
    copyFileSync(sample, own);
    writeFileSync(copy, "somebody’s work");
    linkSync(own, link);
    const before = readFileSync(own);
    const to = (out: string) => plan(["highlight", own, "--as-at", "2019-05-31", "--out", out]);
    expect(to(copy)).toMatchObject({ code: 2, said: expect.stringContaining("is there already. Name another file") });
    expect(to(link)).toMatchObject({ code: 2, said: expect.stringContaining("is the workbook itself.") });
    expect(readFileSync(copy, "utf8")).toBe("somebody’s work");
    expect(readFileSync(own).equals(before)).toBe(true);
  });

  test("the workbook itself is never overwritten without --force", () => {
    const own = join(folder, "own.xlsx");
    copyFileSync(sample, own);
    const before = readFileSync(own);
    const refused = plan(["highlight", own, "--as-at", "2019-05-31", "--out", own]);
    expect(refused).toMatchObject({
      code: 2,
      said: expect.stringContaining("is the workbook itself. Name another file, or add --force"),
    });
    expect(readFileSync(own).equals(before)).toBe(true);
    expect(plan(["highlight", own, "--as-at", "2019-05-31", "--out", own, "--force"]).code).toBe(0);
    expect(readFileSync(own).equals(before)).toBe(false);
    expect(existsSync(own)).toBe(true);
  });
});
