/** The five kinds of highlight: each told apart in words, in colour, and on a black-and-white print; how many rules they take. */
import fc from "fast-check";

import { highlightPlan, saveSnapshot } from "../../src/app";
import { rulesOf } from "../../src/excel/highlightRules";
import { messageLimit } from "../../src/excel/batch";
import type { Highlight } from "../../src/plan/highlights";
import type { GridCell } from "../../src/plan/grid";
import { openRows } from "../app/workbooks";
import { seenOn } from "./seen";
import type { Seen } from "./seen";
import { asAt, headings } from "./truth";

/** Rows as they stood in February and stand in May, by what is to be seen in May and in the new year. */
const history: [action: string, before: string, now: string, inMay: string | null, inJanuary: string | null][] = [
  ["Hold a community event", "March 2019", "March 2019", "Overdue", "Overdue"],
  ["Train the front line", "December 2018", "March 2019", "Overdue", "Overdue"],
  ["Publish a leaflet", "July 2019", "July 2019", "Due soon", "Overdue"],
  ["Review the referral form", "March 2019", "September 2019", "Due soon", "Overdue"],
  ["Report to the board", "April 2019", "December 2020", "Date moved", "Date moved"],
  ["Set up the grants scheme", "June 2019", "TBC", "Date withdrawn", "Date withdrawn"],
  ["Map the local services", "June 2019", "Completed", "Please confirm", "Please confirm"],
  ["Write the guidance", "TBC", "TBC", null, null],
  ["Keep the website up to date", "Ongoing", "Ongoing", null, null],
  ["Meet the volunteers", "Monthly", "Monthly", null, null],
];

async function withHistory() {
  const workbook = openRows([
    headings,
    ...history.map(([action, before], index) => [String(index + 1), action, "Ann Lee, Officer", before, "", ""]),
  ]);
  await saveSnapshot("2019-02-28");
  const plan = workbook.sheets[0]!;
  history.forEach(([, , now], index) => (plan.ws.getCell(index + 2, 4).value = now));
  await highlightPlan(asAt);
  const labels = (seen: Seen[]) =>
    history.map(([action], index) => [action, seen.find(({ row }) => row === index + 2)?.label ?? null]);
  return { workbook, plan, labels };
}

test("what the history says is shown with the row, and each kind gives way to the next on its day", async () => {
  const { workbook, labels } = await withHistory();
  expect(labels(seenOn(workbook, asAt))).toEqual(history.map(([action, , , inMay]) => [action, inMay]));
  expect(labels(seenOn(workbook, "2020-01-15"))).toEqual(
    history.map(([action, , , , inJanuary]) => [action, inJanuary]),
  );
  // December 2020 is due soon from 1 July 2020, and overdue after its last day.
  expect(labels(seenOn(workbook, "2020-07-01"))[4]![1]).toBe("Due soon");
  expect(labels(seenOn(workbook, "2021-01-01"))[4]![1]).toBe("Overdue");
});

test("rows changed over keep no history that is not theirs", async () => {
  const { workbook, plan } = await withHistory();
  const [one, other] = [plan.ws.getCell("B3"), plan.ws.getCell("B5")];
  [one.value, other.value] = [other.value, one.value];
  const rows = seenOn(workbook, asAt).map(({ row }) => row);
  expect(rows).not.toContain(3);
  expect(rows).not.toContain(5);
});

/** Relative luminance as WCAG 2 defines it, 0 to 1. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const contrast = (one: string, other: string) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

describe("told apart", () => {
  const kinds = ["Overdue", "Due soon", "Date moved", "Date withdrawn", "Please confirm"];
  async function looks() {
    const { workbook } = await withHistory();
    const seen = seenOn(workbook, asAt);
    const rules = workbook.sheets[0]!.conditionalFormats();
    return kinds.map((kind) => {
      const { look, label } = seen.find((each) => each.label.startsWith(kind))!;
      const { style } = rules.find(({ rule }) => String(rule.style?.numFmt).startsWith(`"${label} · `))!.rule;
      return {
        kind,
        fill: look.fill!,
        text: look.colour!,
        line: style!.border!.top!.style!,
        bold: style!.font!.bold === true,
      };
    });
  }

  test("no two kinds share their fill, or both line and weight, so they differ on a black-and-white print too", async () => {
    const found = await looks();
    expect(new Set(found.map(({ fill }) => fill)).size).toBe(5);
    expect(new Set(found.map(({ line, bold }) => `${line} ${bold}`)).size).toBe(5);
  });

  test("text stands out from its fill, and the line around it from the white of the sheet", async () => {
    for (const { text, fill } of await looks()) {
      expect(contrast(text, fill)).toBeGreaterThan(7);
      expect(contrast(text, "#FFFFFF")).toBeGreaterThan(4.5);
    }
  });

  test("the first words of one kind begin no other", () => {
    for (const one of kinds) expect(kinds.filter((other) => other.startsWith(one))).toEqual([one]);
  });
});

describe("a plan of any size", () => {
  /** A sheet of plain rows, each with words of its own and a date out of so many. */
  function sized(rows: number, dates: number, length: number) {
    const text = (value: string): GridCell => ({ kind: "text", text: value, value, format: "General" });
    const cells = Array.from({ length: rows }, (_, row) =>
      [`${row} ${"act ".repeat(length / 8)}`, "Owner", `date ${row % dates}`, "", "n".repeat(length)].map(text),
    );
    const passage = (row: number) => ({ text: "", sheet: "Plan", row, column: "C", cell: `C${row}` });
    const highlights = cells.flatMap((_, index): Highlight[] => {
      const row = index + 1;
      const words = ["A", "B", "C", "D", "E"].map((column) => ({ row, column }));
      const base = {
        key: `Plan!${row}`,
        sheet: "Plan",
        on: [passage(row)],
        date: { row, column: "C" },
        words,
        below: null,
        among: { first: 1, last: rows },
      };
      return [
        { ...base, kind: "due-soon", label: "Due soon", after: "2019-03-31", until: "2019-06-30" },
        { ...base, kind: "overdue", label: `Overdue since ${index % dates}`, after: "2019-06-30", until: null },
      ];
    });
    const sheet = {
      sheet: "Plan",
      hidden: false,
      firstRow: 0,
      firstColumn: 0,
      cells,
      merges: [],
      tables: [],
      hiddenRows: [],
    };
    return rulesOf(highlights, { name: "", sheets: [sheet], active: "Plan", date1904: false });
  }

  test("never more rules than rows, and never a formula that Excel would not take", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 8, max: 9_000 }),
        (rows, dates, length) => {
          const rules = sized(rows, dates, length);
          expect(rules.length).toBeLessThanOrEqual(rows);
          expect(rules.length).toBeGreaterThan(0);
          for (const { formula, numberFormat } of rules) {
            expect(formula.length).toBeLessThan(8_192);
            expect(numberFormat.length).toBeLessThanOrEqual(255);
            for (const [literal] of formula.matchAll(/"(?:[^"]|"")*"/g))
              expect(literal.length).toBeLessThanOrEqual(257);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test("3,000 rows of ordinary length: a few hundred rules, sent in two messages at most", () => {
    const rules = sized(3_000, 40, 160);
    expect(rules.length).toBeLessThan(400);
    expect(rules.reduce((sum, { formula }) => sum + 2_500 + formula.length * 2, 0)).toBeLessThan(2 * messageLimit);
  });
});
