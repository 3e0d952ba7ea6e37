/** Where the rows of Update data go on a sheet people have added to. The whole road is in test/app/update.test.ts. */
import fc from "fast-check";

import { layOutData as layOut } from "../../src/excel/dataLayout";
import type { DataLayout, DataSheetRead, PlacedTable } from "../../src/excel/dataLayout";
import { emptyCell } from "../../src/plan/grid";
import type { SheetGrid } from "../../src/plan/grid";
import { dataHeadings } from "../../src/plan/update/data";
import type { DataCell } from "../../src/plan/update/data";

const layOutData = (there: DataSheetRead | null, rows: DataCell[][], people = (text: string) => text) =>
  layOut(there, { rows, people });
const goneStatus = "No longer in the plan";

const rowOf = (ref: string): DataCell[] =>
  dataHeadings.map((heading) =>
    heading === "Ref" ? ref : heading === "Action" ? `Action ${ref}` : heading === "Status" ? "Overdue" : "",
  );

function gridOf(rows: readonly (readonly DataCell[])[]): SheetGrid {
  const width = Math.max(0, ...rows.map((row) => row.length));
  return {
    sheet: "Update data",
    hidden: false,
    firstRow: 0,
    firstColumn: 0,
    cells: rows.map((row) =>
      Array.from({ length: width }, (_, column) => {
        const text = String(row[column] ?? "");
        return text === "" ? emptyCell : { kind: "text" as const, text, value: text, format: "General" };
      }),
    ),
    merges: [],
    tables: [],
    hiddenRows: [],
  };
}

/** The sheet after what the layout asks for has been done to it. */
function written(rows: readonly (readonly DataCell[])[], layout: DataLayout): DataCell[][] {
  const sheet = rows.map((row) => [...row]);
  if (layout.insert) sheet.splice(layout.insert.row, 0, ...Array.from({ length: layout.insert.rows }, () => []));
  for (const run of layout.runs) {
    run.rows.forEach((row, index) => {
      const at = run.row + index;
      while (sheet.length <= at) sheet.push([]);
      layout.columns.forEach((column, heading) => (sheet[at]![column] = row[heading]!));
    });
  }
  return sheet;
}

const tableOver = (rows: number, columns: number = dataHeadings.length): PlacedTable => ({
  name: "Update_data",
  box: { row: 0, column: 0, rows, columns },
  filtered: false,
});

test("a new sheet: headings in the first row, the rows below", () => {
  const layout = layOutData(null, [rowOf("1"), rowOf("2")]);
  expect(layout).toMatchObject({
    headingRow: 0,
    insert: null,
    table: null,
    box: { row: 0, column: 0, rows: 3, columns: 13 },
  });
  expect(layout.missing).toHaveLength(13);
});

test("a plan without a single action still has a table of one blank row", () => {
  expect(layOutData(null, []).box.rows).toBe(2);
});

describe("what somebody wrote beside an action stays beside it", () => {
  type Row = [ref: string, action: string, more?: { lead?: string; note?: string }];
  const dataRow = ([ref, action, { lead = "" } = {}]: Row): DataCell[] =>
    dataHeadings.map(
      (heading) => ({ Ref: ref, Action: action, Lead: lead, Status: "Overdue" })[heading as string] ?? "",
    );
  const notesBy = (before: Row[], after: Row[], people?: (text: string) => string) => {
    const there = [[...dataHeadings, "Notes"], ...before.map((row) => [...dataRow(row), row[2]?.note ?? ""])];
    const read = { grid: gridOf(there), tables: [tableOver(there.length, 14)] };
    return written(there, layOutData(read, after.map(dataRow), people))
      .slice(1)
      .map((row) => [row[0], row[2], row[8], row[13] ?? ""].join(" | "));
  };
  const pathway = "Publish the referral pathway for schools and colleges";
  const guidance = "Write guidance on visiting speakers";
  const briefing = "Brief the elected members every year";

  test.each<[why: string, before: Row[], after: Row[], rows: string[]]>([
    [
      "a row was put in on top and all were numbered anew",
      [
        ["1.1", pathway, { note: "about the pathway" }],
        ["1.2", guidance, { note: "about guidance" }],
      ],
      [
        ["1.1", briefing],
        ["1.2", pathway],
        ["1.3", guidance],
      ],
      [
        `1.2 | ${pathway} | Overdue | about the pathway`,
        `1.3 | ${guidance} | Overdue | about guidance`,
        `1.1 | ${briefing} | Overdue | `,
      ],
    ],
    [
      "two that say the same were numbered anew: their leads tell them",
      [
        ["1.1", pathway, { lead: "Police", note: "about the police" }],
        ["1.2", pathway, { lead: "Health", note: "about health" }],
      ],
      [
        ["1.1", briefing],
        ["1.2", pathway, { lead: "Police" }],
        ["1.3", pathway, { lead: "Health" }],
      ],
      [
        `1.2 | ${pathway} | Overdue | about the police`,
        `1.3 | ${pathway} | Overdue | about health`,
        `1.1 | ${briefing} | Overdue | `,
      ],
    ],
    [
      "three sessions of one lead all slip: their references tell them",
      [
        ["1.1", pathway, { lead: "Police", note: "about 1.1" }],
        ["1.2", pathway, { lead: "Police", note: "about 1.2" }],
        ["1.3", pathway, { lead: "Police" }],
      ],
      [
        ["1.3", pathway, { lead: "Police" }],
        ["1.1", pathway, { lead: "Police" }],
        ["1.2", pathway, { lead: "Police" }],
      ],
      [
        `1.1 | ${pathway} | Overdue | about 1.1`,
        `1.2 | ${pathway} | Overdue | about 1.2`,
        `1.3 | ${pathway} | Overdue | `,
      ],
    ],
    [
      "it was reworded, and has no reference",
      [
        ["", pathway, { note: "about the pathway" }],
        ["", guidance, { note: "about guidance" }],
      ],
      [
        ["", guidance],
        ["", "Publish the revised referral pathway for schools, colleges and nurseries"],
      ],
      [
        " | Publish the revised referral pathway for schools, colleges and nurseries | Overdue | about the pathway",
        ` | ${guidance} | Overdue | about guidance`,
      ],
    ],
    [
      "it was reworded, and has kept its reference",
      [["1.1", pathway, { note: "about the pathway" }]],
      [["1.1", "Publish the referral pathway"]],
      ["1.1 | Publish the referral pathway | Overdue | about the pathway"],
    ],
    [
      "its reference was given to quite another action",
      [["1.1", pathway, { note: "about the pathway" }]],
      [["1.1", briefing]],
      [`1.1 | ${pathway} | No longer in the plan | about the pathway`, `1.1 | ${briefing} | Overdue | `],
    ],
  ])("%s", (_, before, after, rows) => {
    expect(notesBy(before, after)).toEqual(rows);
  });

  test("an action that has gone names nobody where the others do not", () => {
    const before: Row[] = [["1.1", "Jane Roe to brief the elected members", { lead: "Jane Roe", note: "ask Jane" }]];
    expect(notesBy(before, [], (text) => text.replaceAll("Jane Roe", "Programme Manager"))).toEqual([
      "1.1 | Programme Manager to brief the elected members | No longer in the plan | ask Jane",
    ]);
  });

  test("a row in job titles is known again when names are shown as job titles still", () => {
    const before: Row[] = [["1.1", "Jane Roe to brief the members", { note: "theirs" }]];
    const after: Row[] = [["1.1", "Programme Manager to brief the members"]];
    expect(notesBy(before, after, (text) => text.replaceAll("Jane Roe", "Programme Manager"))).toEqual([
      "1.1 | Programme Manager to brief the members | Overdue | theirs",
    ]);
  });
});

describe("a column that stands in the place of one of ours", () => {
  const called = (name: string) => {
    const headings = dataHeadings.map((heading) => (heading === "Others" ? name : heading));
    const there = [headings, dataHeadings.map((_, at) => (at === 4 ? "chased 3 June" : String(rowOf("1")[at] ?? "")))];
    const layout = layOutData({ grid: gridOf(there), tables: [tableOver(2)] }, [rowOf("1")]);
    return { layout, sheet: written(there, layout) };
  };

  test.each(["Chased on", "Others we asked"])("is theirs where it is called something else: %s", (name) => {
    const { layout, sheet } = called(name);
    expect(sheet[1]![4]).toBe("chased 3 June");
    expect(layout.missing.map((index) => [dataHeadings[index], layout.columns[index]])).toEqual([["Others", 13]]);
  });

  test.each(["Other", "", "Column5"])("is ours where it is a slip, blank or called nothing: “%s”", (name) => {
    const { layout } = called(name);
    expect(layout.missing).toEqual([]);
    expect(layout.columns[4]).toBe(4);
  });
});

test("headings somebody has deleted come back behind everything else", () => {
  const short = dataHeadings.filter((heading) => heading !== "Lead" && heading !== "Question");
  const layout = layOutData({ grid: gridOf([short]), tables: [] }, [rowOf("1")]);
  expect(layout.missing.map((index) => [dataHeadings[index], layout.columns[index]])).toEqual([
    ["Lead", 11],
    ["Question", 12],
  ]);
});

test("whatever stands beside and below, it stands afterwards, beside the same action; every action stands once", () => {
  const refs = fc.uniqueArray(fc.integer({ min: 1, max: 40 }).map(String), { maxLength: 12 });
  const notes = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(
      refs,
      refs,
      notes,
      fc.integer({ min: 0, max: 3 }),
      fc.boolean(),
      fc.boolean(),
      (before, after, beside, gap, under, hasTable) => {
        const there: DataCell[][] = [
          [...dataHeadings, "Notes"],
          ...before.map((ref, index) => [...rowOf(ref), beside[index] ? `about ${ref}` : ""]),
        ];
        const tables = hasTable ? [tableOver(Math.max(2, there.length), 14)] : [];
        if (under) there.push(...Array.from({ length: gap }, () => [] as DataCell[]), ["A note underneath"]);
        const layout = layOutData({ grid: gridOf(there), tables }, after.map(rowOf));
        const sheet = written(there, layout);

        const live = sheet.filter((row) => row[2] && row[2] !== "Action" && row[8] !== goneStatus);
        expect(live.map((row) => row[0]).sort()).toEqual([...after].sort());
        before.forEach((ref, index) => {
          if (!beside[index]) return;
          const row = sheet.find((cells) => cells[13] === `about ${ref}`)!;
          expect([row[0], row[2]]).toEqual([ref, `Action ${ref}`]);
          expect(row[8] === goneStatus).toBe(!after.includes(ref));
        });
        if (under) expect(sheet.filter((row) => row[0] === "A note underneath")).toHaveLength(1);
        const last = layout.box.row + layout.box.rows;
        expect(sheet.slice(last).every((row) => !row[2])).toBe(true);
      },
    ),
    { numRuns: 400 },
  );
});
