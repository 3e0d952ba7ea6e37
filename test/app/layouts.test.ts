/** The same plan in two more layouts: pasted from a document, and under other headings beside other sheets. */
import { reviewPlan } from "../../src/app";
import plan from "../samples/warwickshire.json";
import { openSample } from "./workbooks";

const published = plan.sections.flatMap(
  ({
    rows,
  }): { ref: string | null; key_action: string; owner: string; timescale: string; outcomes: string; notes: string }[] =>
    rows,
);
const oneLine = (text: string) => text.split(/\s+/).filter(Boolean).join(" ");

test.each([
  ["pasted-from-a-document.xlsx", "a paragraph a row, the other cells merged down or left blank", 0],
  ["other-headings.xlsx", "other words for every column, an empty RAG column, three more sheets", 3],
] as const)("%s: 30 actions, each cell's text whole (%s)", async (sample, _layout, leftOut) => {
  await openSample(sample);
  const { items, plan: read } = await reviewPlan("2019-05-31");
  expect(items).toHaveLength(30);
  expect(read.leftOut).toHaveLength(leftOut);
  items.forEach(({ action }, index) => {
    const row = published[index]!;
    expect(action.ref).toBe(row.ref);
    expect(oneLine(action.action)).toBe(oneLine(row.key_action));
    expect(oneLine(action.owner.text)).toBe(oneLine(row.owner));
    expect(oneLine(action.outcomes)).toBe(oneLine(row.outcomes));
    expect(oneLine(action.notes)).toBe(oneLine(row.notes));
    // Months stand there as dates shown "Jun-19": the reading is the same, the words shown are the sheet's own.
    if (sample === "pasted-from-a-document.xlsx") expect(oneLine(action.timescale.text)).toBe(oneLine(row.timescale));
  });
});
