/**
 * Prints how tables are read, so that a person can judge: `npm run measure:tables -- <corpus folder>`.
 *
 * The folder holds `headers.json` (heading rows with their source) and `tables/*.csv`, each with a `.source.txt` beside it.
 * With `--labels <file>` (JSON: heading rows and tables by name, meanings by column, number of actions) it also counts what
 * is right: a column is right when one of the meanings the label allows is given, wrong when it is not and nothing says unsure.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { GridCell, SheetGrid } from "../../src/plan/grid";
import { columnLetter } from "../../src/plan/grid";
import type { Meaning } from "../../src/plan/model";
import { mapHeadings, readPlan } from "../../src/plan/reading";

interface Labels {
  /** By the headings joined with "|": for each column the meanings that are right, "" for none of ours. */
  headers: Record<string, string[]>;
  tables: Record<string, { columns: string[]; actions: number }>;
}

const [folder, option, labelFile] = process.argv.slice(2);
if (!folder) throw new Error("Give the folder of the corpus.");
const labels: Labels | null =
  option === "--labels" && labelFile ? (JSON.parse(readFileSync(labelFile, "utf8")) as Labels) : null;
const tally = { ours: 0, right: 0, unsure: 0, wrong: 0, none: 0, falselyOurs: 0, falselySure: 0 };
const faults: string[] = [];

const headers = JSON.parse(readFileSync(join(folder, "headers.json"), "utf8")) as {
  header: string[];
  source: string;
}[];
for (const { header, source } of headers) {
  const mapped = mapHeadings(header, []);
  const name = source.slice(0, 60);
  console.log(`\n# ${name}`);
  report(
    name,
    header,
    mapped.map(({ index, meaning, unsure }) => ({ index, meaning, unsure })),
    labels?.headers[header.join("|")],
  );
}

for (const file of readdirSync(join(folder, "tables")).filter((name) => name.endsWith(".csv"))) {
  const name = basename(file, ".csv");
  const rows = parseCsv(readFileSync(join(folder, "tables", file), "utf8"));
  const source = join(folder, "tables", `${name}.source.txt`);
  console.log(
    `\n## ${name} (${rows.length - 1} rows)${existsSync(source) ? ` ${/^rows: .*/m.exec(readFileSync(source, "utf8"))?.[0] ?? ""}` : ""}`,
  );
  const plan = readPlan({ name, active: name, date1904: false, sheets: [sheetOf(name, rows)] });
  const columns = plan.tables[0]?.columns ?? [];
  report(
    name,
    rows[0]!,
    columns.map((column) => ({
      index: letterIndex(column.column),
      meaning: column.meaning,
      unsure: column.unsure,
      reason: column.reason,
    })),
    labels?.tables[name]?.columns,
  );
  const want = labels?.tables[name]?.actions;
  console.log(
    `   ${plan.actions.length} actions${want === undefined ? "" : ` (should be ${want})`}, ${plan.sections.length} sections, ${plan.start} to ${plan.end} ${plan.calendar}`,
  );
  for (const action of plan.actions)
    console.log(
      `   ${String(action.row).padStart(3)} ${(action.ref ?? "-").padEnd(6)} ${action.section.slice(0, 24).padEnd(24)} ${action.action.replace(/\s+/g, " ").slice(0, 60)}`,
    );
  for (const { why } of plan.leftOut) console.log(`   left out: ${why}`);
  if (want !== undefined && want !== plan.actions.length)
    faults.push(`${name}: ${plan.actions.length} actions, should be ${want}`);
}

if (labels) {
  const share = ((100 * tally.right) / tally.ours).toFixed(1);
  console.log(
    `\nColumns with one of our meanings: ${tally.ours}; right ${tally.right} (${share}%), unsure ${tally.unsure}, left unread ${tally.none}, wrong without unsure ${tally.wrong}.`,
  );
  console.log(
    `Columns with none of them: given one of ours ${tally.falselyOurs}, of these without unsure ${tally.falselySure}.`,
  );
  console.log(faults.length ? faults.join("\n") : "No faults.");
}

interface Given {
  index: number;
  meaning: Meaning;
  unsure: boolean;
  reason?: string;
}

function report(name: string, header: string[], given: Given[], label: string[] | undefined): void {
  header.forEach((heading, index) => {
    const own = given.filter((column) => column.index === index);
    const says = own.map(({ meaning, unsure }) => meaning + (unsure ? "?" : "")).join(" + ") || ".";
    const want = label?.[index];
    const verdict = want === undefined ? "" : judge(name, heading, own, want);
    console.log(
      `   ${(heading.replace(/\s+/g, " ").slice(0, 56) || "(blank)").padEnd(58)} ${says.padEnd(24)} ${verdict}${own[0]?.reason ? ` (${own[0].reason})` : ""}`,
    );
  });
}

/** A label is "owner", "owner|support" (either), "owner+timescale" (both) or "" (none); a "?" at its end: none is right too. */
function judge(name: string, heading: string, own: Given[], want: string): string {
  const optional = want.endsWith("?");
  const wanted = want.replace("?", "");
  const sure = own.filter(({ unsure }) => !unsure);
  if (wanted === "") {
    if (own.length === 0) return "";
    tally.falselyOurs++;
    if (sure.length === 0) return "(none of ours)";
    tally.falselySure++;
    faults.push(`${name}: “${heading}” is none of ours, read as ${sure[0]!.meaning}`);
    return "WRONG";
  }
  if (own.length === 0 && optional) return "";
  tally.ours++;
  const right = wanted.split("+").every((part) => own.some(({ meaning }) => part.split("|").includes(meaning)));
  if (right) {
    tally.right++;
    return "ok";
  }
  if (own.length === 0) {
    tally.none++;
    faults.push(`${name}: “${heading}” not read, should be ${wanted}`);
    return "MISSED";
  }
  faults.push(
    `${name}: “${heading}” read as ${own.map(({ meaning, unsure }) => meaning + (unsure ? "?" : "")).join("+")}, should be ${wanted}`,
  );
  if (sure.length > 0) tally.wrong++;
  else tally.unsure++;
  return sure.length > 0 ? "WRONG" : "unsure";
}

function sheetOf(name: string, rows: string[][]): SheetGrid {
  const width = Math.max(...rows.map((row) => row.length));
  const cellOf = (text: string): GridCell =>
    text === ""
      ? { kind: "empty", text: "", value: null, format: "General" }
      : { kind: "text", text, value: text, format: "General" };
  return {
    sheet: name,
    hidden: false,
    firstRow: 0,
    firstColumn: 0,
    merges: [],
    tables: [],
    hiddenRows: [],
    cells: rows.map((row) => Array.from({ length: width }, (_, i) => cellOf(row[i] ?? ""))),
  };
}

function letterIndex(letter: string): number {
  for (let i = 0; i < 100; i++) if (columnLetter(i) === letter) return i;
  return -1;
}

/** Comma-separated values with quoted cells that may hold line breaks. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (quoted && char === '"' && text[i + 1] === '"') cell += text[++i]!;
    else if (char === '"') quoted = !quoted;
    else if (!quoted && (char === "," || char === "\n")) {
      rows.at(-1)!.push(cell);
      cell = "";
      if (char === "\n") rows.push([]);
    } else if (quoted || char !== "\r") cell += char;
  }
  if (cell !== "") rows.at(-1)!.push(cell);
  return rows.filter((row) => row.some((value) => value !== ""));
}
