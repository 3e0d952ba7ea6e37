/**
 * What LibreOffice shows of our highlights, for somebody without the add-in: `npm run measure:highlights [folder]`.
 *
 * The samples are highlighted as at 31 May 2019 and saved. Today is set by putting DATE(y,m,d) in the place of TODAY() in
 * the rules of a copy: the rules are otherwise the ones saved. LibreOffice prints each copy to PDF, where the labels are
 * read, and saves it again as .xlsx, where cells, rules and sheets are compared. Needs soffice, pdftotext and pdftoppm.
 * The pictures stay in the folder (default .cache/highlights) to be looked at, in colour and in grey.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import JSZip from "jszip";

import { generateUpdate, highlightPlan, saveSnapshot } from "../../src/app";
import { openInNode } from "../standin/node";
import { StandInWorkbook } from "../standin/workbook";
import { expectedOn } from "../highlights/warwickshire";

const folder = resolve(process.argv[2] ?? join(".cache", "highlights"));
const samples = ["warwickshire-one-sheet", "warwickshire-tables"];
const days = Object.keys(expectedOn) as (keyof typeof expectedOn)[];
const asAt = "2019-05-31";
/**
 * LibreOffice applies no number format to a cell whose text has several lines or several looks. 5.3 has a real date, its owner
 * on several lines and bold words in its action: it shows our fill and line there, and no label.
 */
const unseenIn: Record<string, string[]> = { "warwickshire-tables": ["5.3"] };
const isOurs = (text: string) => text.includes("action plan highlight");

const run = (program: string, ...args: string[]) =>
  execFileSync(program, args, { cwd: folder, stdio: ["ignore", "pipe", "ignore"] }).toString();
const convert = (to: string, out: string, files: string[]) =>
  run(
    "soffice",
    `-env:UserInstallation=file://${join(folder, "profile")}`,
    "--headless",
    "--convert-to",
    to,
    "--outdir",
    out,
    ...files,
  );

async function main(): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "again"), { recursive: true });
  let wrong = 0;
  const say = (ok: boolean, words: string) => {
    if (!ok) wrong += 1;
    console.log(`${ok ? "  as expected" : "  NOT AS EXPECTED"}: ${words}`);
  };

  for (const sample of samples) {
    const workbook = await StandInWorkbook.open(
      readFileSync(join(__dirname, "..", "samples", `${sample}.xlsx`)),
      `${sample}.xlsx`,
    );
    openInNode(workbook);
    await highlightPlan(asAt);
    const plain = await workbook.save();
    for (const day of days) writeFileSync(join(folder, `${sample}-${day}.xlsx`), await onDay(plain, day));
    await generateUpdate({
      asAt,
      group: "Strategy Group",
      meeting: "2019-07-17",
      marking: "OFFICIAL",
      people: "names",
      ifThere: "replace",
    });
    writeFileSync(join(folder, `${sample}-whole.xlsx`), await workbook.save());
  }

  const dated = samples.flatMap((sample) => days.map((day) => `${sample}-${day}.xlsx`));
  const started = Date.now();
  convert("pdf", ".", dated);
  console.log(`LibreOffice printed ${dated.length} workbooks in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  convert("xlsx", "again", [...dated, ...samples.map((sample) => `${sample}-whole.xlsx`)]);

  for (const sample of samples) {
    for (const day of days) {
      const name = `${sample}-${day}`;
      console.log(name);
      const unseen = unseenIn[sample]?.filter((action) => action in expectedOn[day]) ?? [];
      const expected = Object.entries(expectedOn[day] as Record<string, string>)
        .flatMap(([action, label]) => (unseen.includes(action) ? [] : [label]))
        .sort();
      const found = labelsIn(run("pdftotext", "-raw", `${name}.pdf`, "-"));
      say(
        JSON.stringify(found) === JSON.stringify(expected),
        `${found.length} labels shown, ${expected.length} expected, ${unseen.length} known not to be shown`,
      );
      if (JSON.stringify(found) !== JSON.stringify(expected)) console.log({ found, expected });
      await compare(name, say);
      run("pdftoppm", "-r", "60", "-png", "-l", "3", `${name}.pdf`, name);
      run("pdftoppm", "-r", "60", "-gray", "-png", "-l", "3", `${name}.pdf`, `${name}-grey`);
    }
    console.log(`${sample}, with the update sheets`);
    await compare(`${sample}-whole`, say);
  }
  await kinds();
  await large(3000);
  console.log(wrong === 0 ? "All as expected." : `${wrong} not as expected.`);
  process.exitCode = wrong === 0 ? 0 : 1;
}

const headings = ["Ref", "Key action", "Owner", "Timescale", "Outcomes", "Notes"];

function planOf(rows: string[][]): StandInWorkbook {
  const workbook = StandInWorkbook.blank("Plan.xlsx");
  [headings, ...rows].forEach((row, r) =>
    row.forEach((text, c) => {
      if (text !== "") workbook.excel.worksheets[0]!.getCell(r + 1, c + 1).value = text;
    }),
  );
  [6, 34, 26, 34, 20, 20].forEach((width, index) => (workbook.excel.worksheets[0]!.getColumn(index + 1).width = width));
  Object.assign(workbook.excel.worksheets[0]!.pageSetup, {
    orientation: "landscape",
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
  });
  openInNode(workbook);
  return workbook;
}

/** A picture of each kind of highlight, to be looked at. */
async function kinds(): Promise<void> {
  const rows = [
    ["March 2019", "March 2019"],
    ["December 2018", "March 2019"],
    ["July 2019", "July 2019"],
    ["March 2019", "September 2019"],
    ["April 2019", "December 2020"],
    ["June 2019", "TBC"],
    ["June 2019", "Completed"],
    ["Ongoing", "Ongoing"],
    ["Monthly", "Monthly"],
    ["Weekly", "Weekly"],
    ["TBC", "TBC"],
  ];
  const workbook = planOf(
    rows.map(([before], index) => [
      String(index + 1),
      `Carry out piece of work ${index + 1}`,
      "Ann Lee, Officer",
      before!,
      "",
      "",
    ]),
  );
  await saveSnapshot("2019-02-28");
  rows.forEach(([, now], index) => (workbook.excel.worksheets[0]!.getCell(index + 2, 4).value = now!));
  await highlightPlan(asAt);
  writeFileSync(join(folder, "kinds.xlsx"), await onDay(await workbook.save(), asAt));
  convert("pdf", ".", ["kinds.xlsx"]);
  run("pdftoppm", "-r", "80", "-png", "-l", "1", "kinds.pdf", "kinds");
  run("pdftoppm", "-r", "80", "-gray", "-png", "-l", "1", "kinds.pdf", "kinds-grey");
}

/** What a very large plan costs: rules, requests, bytes and time. */
async function large(rows: number): Promise<void> {
  const months = ["March", "June", "September", "December"];
  const workbook = planOf(
    Array.from({ length: rows }, (_, index) => [
      String(index + 1),
      `Carry out piece of work number ${index + 1} with partners across the county and report on it`,
      "Prevent Officer – Ann Lee",
      index % 3 === 0 ? "Ongoing" : `${months[index % 4]} ${2018 + (index % 10)}`,
      "Communities are safer and know where to turn for help",
      index % 2 === 0 ? "Figures have been asked for and will go to the next meeting of the group" : "",
    ]),
  );
  console.log(`A plan of ${rows} rows`);
  for (const what of ["highlighted", "highlighted again"]) {
    const before = workbook.requests.length;
    const started = Date.now();
    const { highlighted } = await highlightPlan(asAt);
    const requests = workbook.requests.slice(before);
    const rules = workbook.sheets[0]!.conditionalFormats().length;
    console.log(
      `  ${what} in ${((Date.now() - started) / 1000).toFixed(1)} s: ${highlighted} rows show a highlight, ${rules} rules, ${requests.length} requests, largest ${(Math.max(...requests.flatMap(({ bytesIn, bytesOut }) => [bytesIn, bytesOut])) / 1e6).toFixed(1)} MB`,
    );
  }
  const bytes = await workbook.save();
  writeFileSync(join(folder, "large.xlsx"), bytes);
  const started = Date.now();
  convert("pdf", ".", ["large.xlsx"]);
  console.log(
    `  saved as ${(bytes.length / 1e6).toFixed(1)} MB; LibreOffice opened, judged and printed every row in ${((Date.now() - started) / 1000).toFixed(1)} s`,
  );
}

/** The saved workbook with a day in the place of TODAY() in the rules of its sheets. */
async function onDay(bytes: Uint8Array, day: string): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(bytes);
  const [year, month, date] = day.split("-").map(Number);
  for (const path of sheetPaths(zip)) {
    const xml = await zip.file(path)!.async("string");
    zip.file(path, xml.replaceAll("TODAY()", `DATE(${year},${month},${date})`));
  }
  return zip.generateAsync({ type: "uint8array" });
}

const sheetPaths = (zip: JSZip) =>
  Object.keys(zip.files)
    .filter((path) => /^xl\/worksheets\/sheet\d+\.xml$/.test(path))
    .sort();

/** The labels on the printed pages. A label may be broken over lines, so spaces are left out of account. */
function labelsIn(text: string): string[] {
  const known = [...new Set(days.flatMap((day) => Object.values(expectedOn[day] as Record<string, string>)))];
  const squeezed = text.replace(/\s+/g, "");
  const all = known.flatMap((label) =>
    Array.from({ length: squeezed.split(`${label.replace(/\s+/g, "")}·`).length - 1 }, () => label),
  );
  // Whatever else stands before a "·" would be a label nobody expects.
  const dots = squeezed.split("·").length - 1;
  return [...all, ...Array.from({ length: dots - all.length }, () => "a label nobody expects")].sort();
}

/** What LibreOffice saved against what it opened: sheets, every cell's value, rules of ours and of others, no error anywhere. */
async function compare(name: string, say: (ok: boolean, words: string) => void): Promise<void> {
  const path = join(folder, "again", `${name}.xlsx`);
  if (!existsSync(path)) return say(false, "LibreOffice saved nothing");
  const [before, after] = await Promise.all(
    [join(folder, `${name}.xlsx`), path].map(async (file) => contents(readFileSync(file))),
  );
  say(
    JSON.stringify(after!.sheets) === JSON.stringify(before!.sheets),
    `${after!.sheets.length} sheets of ${before!.sheets.length}`,
  );
  const lost = [...before!.cells].filter(([cell, value]) => after!.cells.get(cell) !== value);
  say(
    lost.length === 0,
    `${before!.cells.size - lost.length} cells of ${before!.cells.size} with the same value${lost.length > 0 ? `; first: ${JSON.stringify(lost[0])} became ${JSON.stringify(after!.cells.get(lost[0]![0]))}` : ""}`,
  );
  const added = [...after!.cells].filter(([cell]) => !before!.cells.has(cell));
  say(
    added.length === 0,
    `${added.length} cells that were blank before${added.length > 0 ? `; first: ${JSON.stringify(added[0])}` : ""}`,
  );
  say(after!.ours === before!.ours, `${after!.ours} rules of ours of ${before!.ours}`);
  say(
    after!.formats.join("\n") === before!.formats.join("\n"),
    `${after!.formats.length} of our number formats of ${before!.formats.length}`,
  );
  say(after!.rules === before!.rules, `${after!.rules} rules in all of ${before!.rules}`);
  const errors = [...after!.cells].filter(([, value]) =>
    /^#(REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)|^Err:/.test(String(value)),
  );
  say(errors.length === 0, `${errors.length} error values`);
}

interface Contents {
  sheets: string[];
  cells: Map<string, unknown>;
  ours: number;
  rules: number;
  formats: string[];
}

async function contents(bytes: Uint8Array): Promise<Contents> {
  const workbook = await StandInWorkbook.open(bytes, "Plan.xlsx");
  const cells = new Map<string, unknown>();
  const formats: string[] = [];
  let [ours, rules] = [0, 0];
  for (const sheet of workbook.sheets) {
    const { rows, columns } = sheet.extent();
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const text = sheet.textAt(row, column);
        if (text !== "") cells.set(`${sheet.name}!${row + 1},${column + 1}`, text);
      }
    }
    for (const { rule } of sheet.conditionalFormats()) {
      rules += 1;
      if (!isOurs(String(rule.formulae?.[0]))) continue;
      ours += 1;
      formats.push(String(rule.style?.numFmt));
    }
  }
  return { sheets: workbook.sheets.map(({ name }) => name), cells, ours, rules, formats: formats.sort() };
}

void main();
