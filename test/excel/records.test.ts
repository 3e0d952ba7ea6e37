/**
 * The record sheets as people leave them, and what is appended then: every line there was stands as it was, every new line
 * stands under its headings, reading gives all of them back, and nobody is told "kept" where it is not so.
 */
import fc from "fast-check";

import { keepLines } from "../../src/app/keep";
import { PlanProblem } from "../../src/app";
import { markKey } from "../../src/excel/ours";
import { ExcelProblem } from "../../src/excel/problem";
import { readWorkbook } from "../../src/excel/read";
import { ourSheetIn } from "../../src/excel/sheets";
import type { CellInput } from "../../src/excel/text";
import { historyRows } from "../../src/app/history";
import { readHistory } from "../../src/plan/history";
import { noSettings } from "../../src/plan/model";
import type { Decision, SnapshotRow } from "../../src/plan/model";
import { decisionToRow, readReadings } from "../../src/plan/readings";
import { historyHeadings, readingsHeadings } from "../../src/plan/records";
import type { RecordName } from "../../src/plan/records";
import { openRows } from "../app/workbooks";
import { MEANWHILE } from "../standin/meanwhile";
import type { SheetModel } from "../standin/sheet";
import type { StandInWorkbook } from "../standin/workbook";
import { harmlessEdits, takingEdits } from "./recordEdits";

const plan = [
  ["Ref", "Key action", "Owner", "Timescale", "Outcomes", "Notes"],
  ["1.1", "Publish the pathway", "Tom Reed", "June 2019", "One pathway", ""],
];
const headings = { readings: readingsHeadings, history: historyHeadings };
const names = { readings: "Plan readings", history: "Plan history" };

const answer = (action: string, over: Partial<Decision> = {}): CellInput[] =>
  decisionToRow({
    ref: "1.1",
    action,
    about: "timescale",
    words: "- June 2019, or thereabouts",
    readAs: "Due 30 June 2019",
    decidedOn: "2019-06-01",
    by: "Jo Marsh",
    ...over,
  });

const snapshotLine = (action: string, taken: string, over: Partial<SnapshotRow> = {}): CellInput[] =>
  historyRows(
    {
      taken,
      rows: [
        {
          ref: null,
          section: "",
          action,
          lead: null,
          timescale: "=June 2019",
          due: "2019-06-30",
          status: "due-soon",
          rowCheck: "r0123456789",
          ...over,
        },
      ],
    },
    { time: 1, id: "abc" },
  )[0]!;

/** Lines of each record as the add-in writes them, by the words of their action. */
const lineOf: Record<RecordName, (action: string, at: number) => CellInput[]> = {
  readings: (action, at) =>
    at % 3 === 0
      ? answer(action, { ref: null, by: "" })
      : answer(action, { about: at % 3 === 1 ? "progress" : "moved" }),
  history: (action, at) =>
    snapshotLine(action, `2019-0${1 + (at % 8)}-28`, at % 2 === 0 ? { ref: "2.1", lead: "Ana Bell" } : { due: null }),
};

/** Keeps lines as every use-case does; false where a person is told that they were not kept. */
async function keep(record: RecordName, rows: CellInput[][]): Promise<void> {
  await keepLines("answer", () => ({ [record]: rows }), {});
}

/** The actions of all lines that reading gives back. */
async function readBack(record: RecordName): Promise<string[]> {
  const read = await readWorkbook(() => noSettings);
  const grid = ourSheetIn(read, record)?.grid ?? null;
  if (record === "readings") {
    const { decisions } = readReadings(grid, false, "2030-01-01");
    return decisions.map(({ action }) => action).sort();
  }
  const { snapshots } = readHistory(grid, false);
  return snapshots.flatMap(({ rows }) => rows.map(({ action }) => action)).sort();
}

/** Every row of a sheet that says something: by column, what its cells show. */
function rowsOf(sheet: SheetModel): Map<number, string>[] {
  const rows: Map<number, string>[] = [];
  sheet.internal._rows.forEach((row, r) => {
    const cells = new Map<number, string>();
    row?._cells.forEach((_, c) => sheet.textAt(r, c) !== "" && cells.set(c, sheet.textAt(r, c)));
    if (cells.size > 0) rows.push(cells);
  });
  return rows;
}

/** The rows that are no longer there, cell for cell in their columns. */
function lost(before: readonly Map<number, string>[], after: readonly Map<number, string>[]): string[] {
  const left = [...after];
  return before.flatMap((row) => {
    const at = left.findIndex((each) => [...row].every(([column, text]) => each.get(column) === text));
    if (at >= 0) left.splice(at, 1);
    return at >= 0 ? [] : [[...row.values()].join(" | ")];
  });
}

/** The marked or named sheet of a record that was written to last. */
function sheetOf(workbook: StandInWorkbook, name: string): SheetModel {
  return workbook.findSheet(name)!;
}

/** What stands under each heading in the line of an action. */
function underHeadings(sheet: SheetModel, record: RecordName, action: string, called: Partial<Record<string, string>>) {
  const rows = rowsOf(sheet);
  const wanted = headings[record].map((heading) => called[heading] ?? heading);
  const head = rows.find((row) => wanted.every((heading) => [...row.values()].includes(heading)));
  if (!head) throw new Error(`No row of ${sheet.name} holds all headings.`);
  const columnOf = (heading: string) => [...head].find(([, text]) => text === heading)![0];
  const line = rows.find((row) => row.get(columnOf(called["Action"] ?? "Action")) === action);
  return wanted.map((heading) => line?.get(columnOf(heading)) ?? "");
}

/** What a line shows in Excel: dates as we format them. */
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
function shown(cell: CellInput): string {
  if (cell === null) return "";
  if (typeof cell !== "object") return String(cell);
  const [year, month, day] = cell.date.split("-").map(Number);
  return `${day} ${months[month! - 1]} ${year}`;
}

describe.each(["readings", "history"] as const)("%s", (record) => {
  const line = lineOf[record];
  const first = ["Old line zero", "Old line one", "Old line two"];

  async function open(): Promise<{ workbook: StandInWorkbook; sheet: SheetModel }> {
    const workbook = openRows(plan);
    await keep(record, first.map(line));
    return { workbook, sheet: sheetOf(workbook, names[record]) };
  }

  describe.each(harmlessEdits.map((edit) => [edit.does, edit] as const))(
    "people %s",
    (_does, { edit, retyped = {} }) => {
      test("what is appended, once and twice, stands under its headings, and all is read", async () => {
        const { workbook, sheet } = await open();
        edit(workbook, sheet, record);
        const before = rowsOf(sheet);
        const added = ["New line three", "New line four"];
        await keep(record, [line(added[0]!, 3)]);
        const between = rowsOf(sheet);
        await keep(record, [line(added[1]!, 4)]);

        expect(lost(before, rowsOf(sheet))).toEqual([]);
        expect(lost(between, rowsOf(sheet))).toEqual([]);
        const called = headings[record].some((heading) => retyped[heading]) ? retyped : {};
        added.forEach((action, index) =>
          expect(underHeadings(sheet, record, action, called)).toEqual(line(action, 3 + index).map(shown)),
        );
        expect(await readBack(record)).toEqual([...first, ...added].sort());
      });
    },
  );

  describe.each(takingEdits.map((edit) => [edit.does, edit] as const))("people %s", (_does, { edit, unread }) => {
    test("what is left stands, and what is appended is read", async () => {
      const { workbook, sheet } = await open();
      edit(workbook, sheet, record);
      const before = rowsOf(sheet);
      const readBefore = await readBack(record);
      const added = ["New line three", "New line four"];
      await keep(record, [line(added[0]!, 3)]);
      await keep(record, [line(added[1]!, 4)]);
      expect(lost(before, rowsOf(sheet))).toEqual([]);
      expect(await readBack(record)).toEqual([...readBefore, ...added].sort());
      // One that was put to another use is theirs; ours is a new one.
      expect(workbook.sheets).toHaveLength(unread ? 3 : 2);
    });
  });

  test("a protected sheet is named, and nothing is kept or said to be", async () => {
    const { workbook, sheet } = await open();
    workbook.protect(sheet.id);
    const before = rowsOf(sheet);
    const problem = await keep(record, [line("New", 3)]).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(PlanProblem);
    expect((problem as PlanProblem).message).toContain(names[record]);
    expect(rowsOf(sheet)).toEqual(before);
  });

  test("of two marked sheets the same one is written and read each time", async () => {
    const { workbook, sheet } = await open();
    harmlessEdits.find(({ does }) => does === "copy it")!.edit(workbook, sheet, record);
    const copy = workbook.findSheet(`${names[record]} (2)`)!;
    const before = rowsOf(copy);
    for (const [index, action] of ["A", "B", "C"].entries()) await keep(record, [line(action, index)]);
    expect(rowsOf(copy)).toEqual(before);
    expect(await readBack(record)).toEqual([...first, "A", "B", "C"].sort());
    expect(copy.customProperties.has(markKey.toLowerCase())).toBe(true);
  });

  const meanwhile: [what: string, does: (workbook: StandInWorkbook, sheet: SheetModel) => void][] = [
    ...Object.entries(MEANWHILE).filter(([name]) => !/deleted|protected|read-only|type in a cell/.test(name)),
    ...harmlessEdits.map(({ does, edit }): (typeof meanwhile)[number] => [
      `people ${does}`,
      (workbook, sheet) => edit(workbook, sheet, record),
    ]),
    ["people empty the sheet", (workbook, sheet) => takingEdits[2]!.edit(workbook, sheet, record)],
    [
      "a colleague's add-in appends a line of its own",
      (_, sheet) => {
        const at = sheet.used(true)!;
        line("A colleague's line", 7).forEach((cell, column) =>
          sheet.put(at.row + at.rows, column, shown(cell) || null),
        );
      },
    ],
  ];
  test.each(meanwhile)("between reading and writing: %s", async (what, does) => {
    const { workbook, sheet } = await open();
    const requests = workbook.requests.length;
    await readWorkbook(() => noSettings);
    const toRead = workbook.requests.length - requests;
    let before: Map<number, string>[] = [];
    workbook.faults.beforeNext((there) => {
      does(there, sheet);
      before = rowsOf(sheet);
    }, toRead + 1);
    await keep(record, [line("New line", 3)]);
    expect(before).not.toEqual(what.includes("empty the sheet") ? null : []);
    expect(lost(before, rowsOf(sheet))).toEqual([]);
    expect(await readBack(record)).toEqual(
      expect.arrayContaining(what.includes("empty the sheet") ? ["New line"] : [...first, "New line"]),
    );
    const retyped = harmlessEdits.find(({ does: name }) => what === `people ${name}`)?.retyped ?? {};
    const called = headings[record].some((heading) => retyped[heading]) ? retyped : {};
    expect(underHeadings(sheet, record, "New line", called)).toEqual(line("New line", 3).map(shown));
  });
});

const losesHeadings = (edit: number) => /headings out|row of headings|never written/.test(harmlessEdits[edit]!.does);
/** Looking for the last of a million rows takes the stand-in a second; and nobody goes back to the first version in between. */
const played = harmlessEdits.flatMap(({ does }, index) => (/very last|version 1/.test(does) ? [] : [index]));

const steps = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant("append" as const),
      people: fc.constantFrom(1 as const, 2 as const),
      edit: fc.option(fc.constantFrom(...played)),
      at: fc.integer({ min: 1, max: 6 }),
    }),
    fc.record({ kind: fc.constant("edit" as const), edit: fc.constantFrom(...played) }),
  ),
  { minLength: 2, maxLength: 7 },
);

test("two people append, others are at the sheets meanwhile: every line that is said to be kept is there, and read", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom("readings" as const, "history" as const), steps, async (record, story) => {
      const workbook = openRows(plan);
      const kept: { action: string; cells: string[] }[] = [];
      let written = 0;
      const append = async () => {
        const at = written++;
        const action = `Line ${at} of somebody`;
        const cells = lineOf[record](action, at);
        await keep(record, [cells]).then(
          () => kept.push({ action, cells: cells.map(shown).filter((text) => text !== "") }),
          // Not kept, and said so.
          (error: unknown) => expect(error).toBeInstanceOf(ExcelProblem),
        );
      };
      const edit = (index: number) => {
        const sheet = workbook.sheets.find(({ customProperties }) => customProperties.has(markKey.toLowerCase()));
        if (sheet) harmlessEdits[index]!.edit(workbook, sheet, record);
      };
      for (const step of story) {
        if (step.kind === "edit") edit(step.edit);
        else {
          if (step.edit !== null) workbook.faults.beforeNext(() => edit(step.edit!), step.at);
          await Promise.all(Array.from({ length: step.people }, append));
          workbook.faults.clear();
        }
      }
      await append();
      const rows = workbook.sheets.flatMap((sheet) => rowsOf(sheet).map((row) => [...row.values()]));
      for (const { cells } of kept) {
        expect(rows.some((row) => cells.every((text) => row.includes(text)))).toBe(true);
      }
      if (!story.some((step) => step.edit !== null && losesHeadings(step.edit))) {
        expect(await readBack(record)).toEqual(kept.map(({ action }) => action).sort());
      }
    }),
    { numRuns: Number(process.env["RUNS"] ?? 60) },
  );
}, 300_000);
