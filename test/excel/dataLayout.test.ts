/** Where the rows of Update data go on a sheet people have added to. The whole road is in test/app/update.test.ts. */
import fc from "fast-check";

import { layOutData } from "../../src/excel/dataLayout";
import type { DataLayout, PlacedTable } from "../../src/excel/dataLayout";
import { emptyCell } from "../../src/plan/grid";
import type { SheetGrid } from "../../src/plan/grid";
import { dataHeadings } from "../../src/plan/update/data";
import type { DataCell } from "../../src/plan/update/data";

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

test("an action whose words have changed keeps its row by its reference, where that is the only one of its kind", () => {
  const there = [
    [...dataHeadings, "Notes"],
    [...rowOf("1"), "about 1"],
    [...rowOf("2"), "about 2"],
  ];
  const changed = rowOf("2");
  changed[dataHeadings.indexOf("Action")] = "Quite another wording";
  const sheet = written(there, layOutData({ grid: gridOf(there), tables: [tableOver(3, 14)] }, [changed, rowOf("1")]));
  expect(sheet.slice(1).map((row) => [row[0], row[13]])).toEqual([
    ["1", "about 1"],
    ["2", "about 2"],
  ]);
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
