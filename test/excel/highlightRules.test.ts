import { isOurRule, numberFormatOf, rulesOf } from "../../src/excel/highlightRules";
import type { HighlightRule } from "../../src/excel/highlightRules";
import { emptyCell } from "../../src/plan/grid";
import type { GridCell, WorkbookGrid } from "../../src/plan/grid";
import type { Highlight } from "../../src/plan/highlights";

const text = (value: string): GridCell => ({ kind: "text", text: value, value, format: "General" });
const date = (value: number, format = "mmmm yyyy"): GridCell => ({ kind: "date", text: "March 2019", value, format });

/** A sheet "Plan" with these cells from row 5 in columns A, C and E: action, timescale, notes. */
function grid(rows: (string | GridCell)[][]): WorkbookGrid {
  const cell = (value: string | GridCell | undefined) => (typeof value === "object" ? value : value ? text(value) : emptyCell);
  const cells = rows.map(([action, timescale, notes]) => [cell(action), emptyCell, cell(timescale), emptyCell, cell(notes)]);
  const sheet = { sheet: "Plan", hidden: false, firstRow: 4, firstColumn: 0, cells, merges: [], tables: [], hiddenRows: [] };
  return { name: "", sheets: [sheet], active: "Plan", date1904: false };
}

const passage = (column: string, row: number) => ({ text: "", sheet: "Plan", row, column, cell: `${column}${row}` });

function overdue(row: number, more: Partial<Highlight> = {}): Highlight {
  return {
    kind: "overdue",
    key: `Plan!${row}`,
    sheet: "Plan",
    on: passage("C", row),
    label: "Overdue since 31 Mar 2019",
    after: "2019-03-31",
    until: null,
    words: [passage("A", row), passage("C", row), passage("E", row)],
    ...more,
  };
}

const only = (rules: HighlightRule[]): HighlightRule => {
  expect(rules).toHaveLength(1);
  return rules[0]!;
};

test("a rule carries the mark, the day and the words it was read from", () => {
  // 43555 is 31 March 2019.
  expect(only(rulesOf([overdue(5)], grid([["2.2 Review", "March 2019", ""]])))).toEqual({
    sheet: "Plan",
    address: "C5",
    formula:
      '=AND(N("action plan highlight: overdue")=0,TODAY()>43555,OR(IF(EXACT($C5,"March 2019"),AND(EXACT($A5,"2.2 Review"),LEN($E5)=0),FALSE)))',
    numberFormat: '"Overdue since 31 Mar 2019 · "@',
    kind: "overdue",
  });
});

test("rows with the same label share a rule, written for its first row", () => {
  const rule = only(rulesOf([overdue(7), overdue(5)], grid([["One", "March 2019"], ["Two", "June 2019"], ["Three", "By March 2019"]])));
  expect(rule.address).toBe("C5:C7");
  expect(rule.formula).toContain('IF(EXACT($C5,"March 2019"),AND(EXACT($A5,"One")');
  expect(rule.formula).toContain('IF(EXACT($C5,"By March 2019"),AND(EXACT($A5,"Three")');
});

test("text and real dates under one label share a rule: a number format has a part for each", () => {
  const rule = only(rulesOf([overdue(5), overdue(6)], grid([["One", "March 2019"], ["Two", date(43525)]])));
  expect(rule.numberFormat).toBe('"Overdue since 31 Mar 2019 · "mmmm yyyy;General;General;"Overdue since 31 Mar 2019 · "@');
  expect(rule.formula).toContain("IF($C5=43525,");
});

test("dates shown in different ways need a rule each", () => {
  const rules = rulesOf([overdue(5), overdue(6)], grid([["One", date(43525)], ["Two", date(43555, "dd/mm/yyyy")]]));
  expect(rules.map(({ numberFormat }) => numberFormat)).toEqual(['"Overdue since 31 Mar 2019 · "mmmm yyyy', '"Overdue since 31 Mar 2019 · "dd/mm/yyyy']);
});

test("due soon speaks up to its day, row by row", () => {
  const soon = (row: number, until: string) => overdue(row, { kind: "due-soon", label: "Due soon", after: null, until });
  const rule = only(rulesOf([soon(5, "2019-06-30"), soon(6, "2019-07-31")], grid([["One", "June 2019"], ["Two", "July 2019"]])));
  expect(rule.formula).toContain('IF(EXACT($C5,"June 2019"),AND(EXACT($A5,"One"),LEN($E5)=0,TODAY()<=43646),FALSE)');
  expect(rule.formula).toContain('TODAY()<=43677),FALSE)');
});

test("formulas stay within Excel's 8,192 characters however many rows share a label", () => {
  const rows = Array.from({ length: 300 }, (_, index) => [`${index} ${"a".repeat(200)}`, "March 2019", "b".repeat(100)]);
  const rules = rulesOf(rows.map((_, index) => overdue(5 + index)), grid(rows));
  expect(rules.length).toBeGreaterThan(1);
  expect(rules.length).toBeLessThan(30);
  for (const { formula } of rules) expect(formula.length).toBeLessThan(8_192);
});

test("never more rules than the sheet has rows, those that speak today first", () => {
  const labels = ["a", "b", "c"].map((label) => overdue(5, { label }));
  expect(rulesOf(labels, grid([["One", "March 2019"], ["Two", "June 2019"]])).map(({ numberFormat }) => numberFormat)).toEqual(['"a · "@', '"b · "@']);
});

describe("the words compared", () => {
  test.each([
    ["quotation marks are doubled", 'the "Z" card', 'EXACT($C5,"the ""Z"" card")'],
    ["a long cell is compared by its start and its length", "x".repeat(300), `AND(EXACT(LEFT($C5,60),"${"x".repeat(60)}"),LEN($C5)=300)`],
    ["a line break stays out of the formula", "March 2019\n\nor later", 'AND(EXACT(LEFT($C5,10),"March 2019"),LEN($C5)=20)'],
    ["an emoji is not counted", `${"y".repeat(80)}😀`, `AND(EXACT(LEFT($C5,60),"${"y".repeat(60)}"))`],
  ])("%s", (_name, words, expected) => {
    expect(only(rulesOf([overdue(5)], grid([["One", words]]))).formula).toContain(expected);
  });
});

test("partners' rules are not taken for ours", () => {
  expect(isOurRule('=AND(N("action plan highlight: overdue")=0,TODAY()>1)')).toBe(true);
  expect(isOurRule('=$C5="Action plan highlight"')).toBe(false);
});

describe("the label before the cell's own content", () => {
  test.each([
    ["text", text("March 2019"), '"Overdue · "@'],
    ["a date keeps its own code", date(43525), '"Overdue · "mmmm yyyy'],
    ["only the first part of a code with several", date(1, "d/m/yy;@"), '"Overdue · "d/m/yy'],
    ["a plain number", { kind: "number", text: "3", value: 3, format: "General" }, '"Overdue · "General'],
  ] as [string, GridCell, string][])("%s", (_name, cell, expected) => {
    expect(numberFormatOf("Overdue", [cell])).toBe(expected);
  });
});
