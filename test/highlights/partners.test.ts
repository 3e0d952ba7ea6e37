/** What partners have put on the plan themselves: untouched, and never hidden behind ours. */
import { generateUpdate, highlightPlan, planPutBack, putEverythingBack } from "../../src/app";
import type { UpdateRequest } from "../../src/app";
import { highlightsOn, openSample, pictureOf, samples } from "../app/workbooks";
import { openPartners, savedSheets } from "./partnersWorkbook";
import { seenOnSheet } from "./seen";

const asAt = "2019-05-31";
const request: UpdateRequest = {
  asAt,
  group: "Board",
  meeting: null,
  marking: "",
  people: "names",
  ifThere: "replace",
};

/** The partners' own rules on the plan, in their order, ours left out; and where ours stand among them. */
function rulesOf(workbook: Awaited<ReturnType<typeof openPartners>>) {
  const all = workbook.sheets[0]!.conditionalFormats().map(({ rule, block }) => ({
    ours: String(rule.formulae?.[0]).includes("action plan highlight"),
    rule,
    ref: block.ref,
  }));
  const kept = ({ rule, ref }: (typeof all)[number]) =>
    JSON.parse(JSON.stringify({ ...rule, ref, priority: 0 })) as unknown;
  return { theirs: all.filter(({ ours }) => !ours).map(kept), order: all.map(({ ours }) => ours) };
}

describe("rules of every kind on the very cells we highlight", () => {
  test("theirs are the same after highlighting and after a refresh, and all stand before ours", async () => {
    const workbook = await openPartners();
    const before = rulesOf(workbook);
    expect(before.theirs).toHaveLength(11);
    for (let round = 0; round < 3; round++) {
      await highlightPlan(asAt);
      const { theirs, order } = rulesOf(workbook);
      expect(theirs).toEqual(before.theirs);
      expect(order).toEqual([
        ...before.theirs.map(() => false),
        ...Array.from({ length: order.length - 11 }, () => true),
      ]);
      expect(order.length).toBeGreaterThan(11);
    }
  });

  test("where theirs speak, theirs are seen; our words are added unless theirs stop what comes after", async () => {
    const workbook = await openPartners();
    await highlightPlan(asAt);
    const seen = new Map(seenOnSheet(workbook, workbook.sheets[0]!, "2020-01-15").map((each) => [each.cell, each]));
    expect([...seen].map(([cell, { shown }]) => [cell, shown])).toEqual([
      ["C5", "Overdue · March 2019"],
      ["C6", "Overdue · By June 2019"],
      // C7 needs none. C8 holds "Dec", where their rule stops. C9 is a real date, so its action carries the label.
      ["A9", "Overdue · 1.5 Report to the board"],
    ]);
    // Row 5 is the police's: their blue and bold before our brown.
    expect(seen.get("C5")!.look).toMatchObject({ colour: "#0070C0", bold: true, fill: "#F8D3C5" });
    expect(seen.get("C6")!.look).toMatchObject({ colour: "#5C1A00", fill: "#F8D3C5" });
  });

  test("after ours are taken away the sheets are the same, in the workbook and letter by letter in the saved file", async () => {
    // Saving numbers the styles in the workbook it saves, so the file to compare with is another copy's.
    const saved = await savedSheets(await openPartners());
    const workbook = await openPartners();
    const picture = pictureOf(workbook);
    await highlightPlan(asAt);
    await highlightPlan("2019-08-31");
    await generateUpdate(request);
    await putEverythingBack({ all: true, history: true });
    expect(pictureOf(workbook)).toEqual(picture);
    expect(await savedSheets(workbook)).toEqual(saved);
  });
});

describe("ours, wherever they have got to", () => {
  const copyRule = (workbook: Awaited<ReturnType<typeof openPartners>>, to: number, ref: string) => {
    const block = workbook.sheets[0]!.blocks.find(({ rules }) =>
      String(rules[0]?.formulae?.[0]).includes("action plan highlight"),
    )!;
    const sheet = workbook.sheets[to]!;
    const rules = block.rules.map(({ id: _id, ...rule }) => ({ ...rule, style: { ...rule.style } }));
    sheet.blocks = [...sheet.blocks, { ref, rules } as (typeof sheet.blocks)[number]];
    sheet.renumber();
  };

  test("a highlighted cell copied to another sheet or another place is cleared by a refresh and by putting back", async () => {
    for (const clear of [() => highlightPlan(asAt), () => putEverythingBack({ all: false, history: false })]) {
      const workbook = await openPartners();
      await highlightPlan(asAt);
      const rules = highlightsOn(workbook, "Plan").length;
      copyRule(workbook, 1, "B7");
      copyRule(workbook, 0, "H20:H21");
      await clear();
      expect(highlightsOn(workbook, "Done")).toEqual([]);
      expect([0, rules]).toContain(highlightsOn(workbook, "Plan").length);
    }
  });

  test("a copy on a sheet of ours that is kept goes too", async () => {
    const workbook = await openPartners();
    await generateUpdate(request);
    await highlightPlan(asAt);
    copyRule(
      workbook,
      workbook.sheets.findIndex(({ name }) => name === "Plan history"),
      "A9",
    );
    await putEverythingBack({ all: false, history: false });
    expect(highlightsOn(workbook, "Plan history")).toEqual([]);
  });

  test("a rule in two pieces after rows were put in and taken out", async () => {
    const edit = (workbook: Awaited<ReturnType<typeof openPartners>>) => {
      workbook.insertRows(workbook.sheets[0]!.id, 6, 3);
      workbook.deleteRows(workbook.sheets[0]!.id, 8, 1);
    };
    const never = await openPartners();
    edit(never);
    const workbook = await openPartners();
    await highlightPlan(asAt);
    const ours = workbook.sheets[0]!.blocks.filter(({ rules }) =>
      String(rules[0]?.formulae?.[0]).includes("action plan highlight"),
    );
    for (const block of ours)
      block.ref = [`4:${block.ref.charAt(0)}6`, `8:${block.ref.charAt(0)}10`]
        .map((rest) => `${block.ref.charAt(0)}${rest}`)
        .join(" ");
    edit(workbook);
    expect(ours.length).toBeGreaterThan(1);
    expect(seenOnSheet(workbook, workbook.sheets[0]!, "2020-01-15").map(({ cell, label }) => [cell, label])).toEqual([
      ["C5", "Overdue"],
      ["C6", "Overdue"],
      ["A11", "Overdue"],
    ]);
    await putEverythingBack({ all: false, history: false });
    expect(pictureOf(workbook)).toEqual(pictureOf(never));
  });

  test("a sheet protected in between is left, said, and cleared once it is open again", async () => {
    const workbook = await openPartners();
    const { id } = workbook.sheets[0]!;
    for (const sheet of workbook.sheets) {
      workbook.protect(sheet.id);
      workbook.unprotect(sheet.id);
    }
    const before = pictureOf(workbook);
    await highlightPlan(asAt);
    const rules = highlightsOn(workbook, "Plan").length;
    workbook.protect(id);
    workbook.protect(workbook.sheets[1]!.id);
    // The other protected sheet holds none of ours, so it is not named.
    expect((await putEverythingBack({ all: true, history: true })).sentence).toBe(
      // Rows 5, 6, 8 and 9: the one in row 8 is there, though their rule stops it from being seen.
      "There was nothing to remove. The highlights on 4 rows could not be cleared: “Plan” is protected.",
    );
    expect(highlightsOn(workbook, "Plan")).toHaveLength(rules);
    workbook.unprotect(id);
    workbook.unprotect(workbook.sheets[1]!.id);
    expect((await putEverythingBack({ all: true, history: true })).sentence).toBe("Removed: the highlights on 4 rows.");
    expect(pictureOf(workbook)).toEqual(before);
  });

  test("a partner's rule that speaks of highlights in words of its own is theirs", async () => {
    const workbook = await openPartners();
    workbook.excel.getWorksheet("Done")!.addConditionalFormatting({
      ref: "A1",
      rules: [{ type: "expression", priority: 1, formulae: ['$A1="action plan highlight"'], style: {} }],
    });
    expect(await planPutBack()).toMatchObject({ highlights: 0 });
    const before = pictureOf(workbook, ["Done"]);
    await highlightPlan(asAt);
    await putEverythingBack({ all: true, history: true });
    expect(pictureOf(workbook, ["Done"])).toEqual(before);
  });
});

test.each(samples)(
  "%s: saved, highlighted, updated and put back, the sheets are the same letter by letter",
  async (sample) => {
    const saved = await savedSheets(await openSample(sample));
    const workbook = await openSample(sample);
    await highlightPlan(asAt);
    await generateUpdate(request);
    await putEverythingBack({ all: true, history: true });
    expect(await savedSheets(workbook)).toEqual(saved);
  },
);
