/** The rows of Update data: one action a row, dates as dates, nothing told that the plan does not say. */
import { standingOf } from "../../../src/plan/review";
import { dataHeadings, dataRows, isDataRow } from "../../../src/plan/update/data";
import type { DataCell } from "../../../src/plan/update/data";
import { action, dueBy, noProgress, plan, undated } from "../actions";

const done = { ...noProgress, kind: "done" as const, basis: "wording" as const, words: "Done in May" };
const rowOf = (more: Parameters<typeof action>[0]): Record<string, DataCell> => {
  const { items } = standingOf(plan([action(more)]), "2019-05-31");
  const [row] = dataRows(
    items,
    () => null,
    () => null,
    (text) => text,
  );
  return Object.fromEntries(dataHeadings.map((heading, at) => [heading, row![at]!]));
};

test.each([
  ["a date it still has to meet", { timescale: dueBy("2019-06-30") }, { date: "2019-06-30" }, "A date to finish by"],
  [
    "one it had, though it reads as done",
    { timescale: dueBy("2019-06-30"), progress: done },
    { date: "2019-06-30" },
    "A date to finish by",
  ],
  ["none", { timescale: undated("tbc", "TBC") }, null, "Still to be confirmed"],
  [
    "one that was only implied, once it reads as done",
    { timescale: dueBy("2019-06-30", { dueBasis: "first-occurrence" }), progress: done },
    null,
    "A date to finish by",
  ],
])("the date of an action: %s", (_what, more, due, readAs) => {
  expect(rowOf(more)).toMatchObject({ Due: due, "Read as": readAs });
});

test("every row we write is known as one of ours by itself", () => {
  for (const timescale of [
    dueBy("2019-06-30"),
    dueBy("2018-06-30"),
    undated("ongoing", "Ongoing"),
    undated("none", ""),
  ]) {
    const row = rowOf({ timescale });
    expect(isDataRow((column) => String(row[dataHeadings[column]!] ?? ""))).toBe(true);
  }
});
