/** The highlights of the real plan on three days, in both layouts, against a table written by hand. */
import { highlightPlan } from "../../src/app";
import { openSample, samples } from "../app/workbooks";
import { seenOn } from "./seen";
import { expectedOn, nameOf } from "./warwickshire";

describe.each(samples)("%s, highlighted as at 31 May 2019", (sample) => {
  test.each(["2019-05-31", "2019-07-01", "2020-01-15"] as const)("opened on %s", async (today) => {
    const workbook = await openSample(sample);
    await highlightPlan("2019-05-31");
    const seen = seenOn(workbook, today);
    expect(Object.fromEntries(seen.map(({ sheet, row, label }) => [nameOf(workbook, sheet, row), label]))).toEqual(expectedOn[today]);
    expect(seen).toHaveLength(Object.keys(expectedOn[today]).length);
    for (const { sheet, cell, label, shown } of seen) {
      expect(cell).toMatch(/^C/);
      const own = workbook.excel.getWorksheet(sheet)!.getCell(cell);
      // Dates are stored as the first of a month and shown as the month.
      const words = typeof own.value === "number" ? { 43160: "March 2018", 43617: "June 2019", 43647: "July 2019", 43800: "December 2019", 43101: "January 2018" }[own.value] : own.text;
      expect(shown).toBe(`${label} · ${words}`);
    }
  });
});
