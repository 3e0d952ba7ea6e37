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
    expect(Object.fromEntries(seen.map(({ sheet, row, label }) => [nameOf(workbook, sheet, row), label]))).toEqual(
      expectedOn[today],
    );
    expect(seen).toHaveLength(Object.keys(expectedOn[today]).length);
    for (const { sheet, row, cell, label, shown } of seen) {
      const [action, timescale] = ["A", "C"].map((column) =>
        workbook.excel.getWorksheet(sheet)!.getCell(`${column}${row}`),
      );
      // A real date with words before it would not fit its column: the label then stands on the action, never on a name.
      const own = typeof timescale!.value !== "number" ? timescale! : action!;
      expect(cell).toBe(own.address);
      expect(shown).toBe(`${label} · ${own.text}`);
    }
  });
});
