import {
  isOurRule,
  numberFormatOf,
  restingFormula,
  rowsOfRule,
  rulesOf,
  shortLimit,
  shortRulesOf,
} from "../../src/excel/highlightRules";
import type { HighlightRule } from "../../src/excel/highlightRules";
import { emptyCell } from "../../src/plan/grid";
import type { GridCell, WorkbookGrid } from "../../src/plan/grid";
import type { Highlight } from "../../src/plan/highlights";

const text = (value: string): GridCell => ({ kind: "text", text: value, value, format: "General" });
const date = (value: number, format = "mmmm yyyy"): GridCell => ({ kind: "date", text: "March 2019", value, format });

/** A sheet "Plan" with these cells from row 5 in columns A, C and E: action, timescale, notes. */
function grid(rows: (string | GridCell)[][]): WorkbookGrid {
  const cell = (value: string | GridCell | undefined) =>
    typeof value === "object" ? value : value ? text(value) : emptyCell;
  const cells = rows.map(([action, timescale, notes]) => [
    cell(action),
    emptyCell,
    cell(timescale),
    emptyCell,
    cell(notes),
  ]);
  const sheet = {
    sheet: "Plan",
    hidden: false,
    firstRow: 4,
    firstColumn: 0,
    cells,
    merges: [],
    tables: [],
    hiddenRows: [],
  };
  return { name: "", sheets: [sheet], active: "Plan", date1904: false };
}

const passage = (column: string, row: number) => ({ text: "", sheet: "Plan", row, column, cell: `${column}${row}` });

function overdue(row: number, more: Partial<Highlight> = {}): Highlight {
  return {
    kind: "overdue",
    key: `Plan!${row}`,
    sheet: "Plan",
    on: [passage("C", row), passage("A", row)],
    date: { row, column: "C" },
    label: "Overdue",
    after: "2019-03-31",
    until: null,
    words: [passage("A", row), passage("C", row), passage("E", row)],
    below: null,
    among: { first: row, last: row },
    ...more,
  };
}

const only = (rules: HighlightRule[]): HighlightRule => {
  expect(rules).toHaveLength(1);
  return rules[0]!;
};

/** Highlights of rows that a plan in rows 5 to 7 may have sorted among each other. */
const among = { first: 5, last: 7 };

test("a rule carries the mark, the day and the words it was read from", () => {
  // 43555 is 31 March 2019.
  expect(only(rulesOf([overdue(5)], grid([["2.2 Review", "March 2019", ""]])))).toEqual({
    sheet: "Plan",
    address: "C5",
    formula:
      '=IF(AND(N("action plan highlight: overdue")=0,TODAY()>43555),OR(IF(EXACT($A5,"2.2 Review"),AND(EXACT($C5,"March 2019"),LEN($E5)=0),FALSE)),FALSE)',
    numberFormat: '"Overdue · "@',
    kind: "overdue",
    keys: ["Plan!5"],
  });
});

test("rows with the same label share a rule over all the rows of the plan, written for its first", () => {
  const rule = only(
    rulesOf(
      [overdue(7, { among }), overdue(6, { among })],
      grid([
        ["One", "May 2019"],
        ["Two", "March 2019"],
        ["Three", "By March 2019"],
      ]),
    ),
  );
  expect(rule.address).toBe("C5:C7");
  expect(rule.formula).toContain('IF(EXACT($C5,"March 2019"),AND(EXACT($A5,"Two")');
  expect(rule.formula).toContain('IF(EXACT($C5,"By March 2019"),AND(EXACT($A5,"Three")');
});

test("cells of other rows are counted off from the row, so that putting a row in moves none of them", () => {
  const split = overdue(6, { among, words: [passage("A", 6), passage("C", 6), passage("E", 7), passage("A", 5)] });
  const { formula } = only(
    rulesOf(
      [split],
      grid([
        ["Above", ""],
        ["Two", "March 2019"],
        ["", "", "and more"],
      ]),
    ),
  );
  expect(formula).toContain(
    'IF(EXACT(INDEX($E:$E,ROW()+1),"and more"),AND(EXACT($A5,"Two"),EXACT($C5,"March 2019"),EXACT(INDEX($A:$A,ROW()-1),"Above")),FALSE)',
  );
});

describe("a row below with words but no action would carry the action on", () => {
  const below = { row: 6, action: ["A"], others: ["C", "E"] };
  const guard = "OR(LEN(INDEX($A:$A,ROW()+1))>0,LEN(INDEX($C:$C,ROW()+1)&INDEX($E:$E,ROW()+1))=0)";
  test.each([
    ["another action below", ["Two", "May 2019"], true],
    ["nothing below", ["", ""], true],
    ["words without an action, read already as no part of it", ["", "May 2019"], false],
  ] as const)("%s", (_name, row, guarded) => {
    const { formula } = only(rulesOf([overdue(5, { below })], grid([["One", "March 2019"], [...row]])));
    expect(formula.includes(guard)).toBe(guarded);
  });
});

test("beside a real date the label stands on another cell: a date with words before it would be shown as ###", () => {
  const rules = rulesOf(
    [overdue(5, { among }), overdue(6, { among })],
    grid([
      ["One", "March 2019"],
      ["Two", date(43525)],
    ]),
  );
  expect(rules.map(({ address, formula }) => [address, formula.slice(formula.indexOf("OR("))])).toEqual([
    ["C5:C7", 'OR(IF(EXACT($C5,"March 2019"),AND(EXACT($A5,"One"),LEN($E5)=0),FALSE)),FALSE)'],
    ["A5:A7", 'OR(IF(EXACT($A5,"Two"),AND($C5=43525,LEN($E5)=0),FALSE)),FALSE)'],
  ]);
});

test("a short text is stood on rather than one of more than 255 characters, of which some versions of Excel show ###", () => {
  expect(only(rulesOf([overdue(5)], grid([["One", `March 2019 ${"or later ".repeat(30)}`]]))).address).toBe("A5");
  expect(only(rulesOf([overdue(5)], grid([["One ".repeat(70), "March ".repeat(50)]]))).address).toBe("C5");
});

test("one line is stood on rather than several, before which LibreOffice leaves the label out", () => {
  expect(only(rulesOf([overdue(5)], grid([["One", "March 2019\nor later"]]))).address).toBe("A5");
});

test("a row without text to stand before is left alone", () => {
  expect(rulesOf([overdue(5)], grid([[date(1), date(43525)]]))).toEqual([]);
});

test("the words all rows of a rule share are asked once, before those of each row", () => {
  const { formula } = only(
    rulesOf(
      [overdue(5, { among }), overdue(6, { among })],
      grid([
        ["One", "March 2019"],
        ["Two", "March 2019"],
      ]),
    ),
  );
  expect(formula).toBe(
    '=IF(AND(N("action plan highlight: overdue")=0,TODAY()>43555,EXACT($C5,"March 2019"),LEN($E5)=0),OR(EXACT($A5,"One"),EXACT($A5,"Two")),FALSE)',
  );
});

test("what is so for every row of a rule is asked once", () => {
  const below = (row: number) => ({ row: row + 1, action: ["A"], others: ["E"] });
  const rows = [overdue(5, { among, below: below(5) }), overdue(6, { among, below: below(6) })];
  const { formula } = only(
    rulesOf(
      rows,
      grid([
        ["One", "March 2019"],
        ["Two", "March 2019"],
      ]),
    ),
  );
  expect(formula.split("ROW()+1")).toHaveLength(3);
});

test("due soon speaks on the days of each row", () => {
  const soon = (row: number, after: string, until: string) =>
    overdue(row, { kind: "due-soon", label: "Due soon", after, until, among });
  const rule = only(
    rulesOf(
      [soon(5, "2018-12-31", "2019-06-30"), soon(6, "2019-03-31", "2019-07-31")],
      grid([
        ["One", "June 2019"],
        ["Two", "July 2019"],
      ]),
    ),
  );
  expect(rule.formula).toContain('IF(EXACT($C5,"June 2019"),AND(TODAY()>43465,TODAY()<=43646,EXACT($A5,"One")),FALSE)');
  expect(rule.formula).toContain('TODAY()>43555,TODAY()<=43677,EXACT($A5,"Two")),FALSE)');
});

test("formulas stay within Excel's 8,192 characters however many rows share a label", () => {
  const rows = Array.from({ length: 300 }, (_, index) => [
    `${index} ${"a".repeat(200)}`,
    "March 2019",
    "b".repeat(100),
  ]);
  const rules = rulesOf(
    rows.map((_, index) => overdue(5 + index, { among: { first: 5, last: 304 } })),
    grid(rows),
  );
  expect(rules.length).toBeGreaterThan(1);
  expect(rules.length).toBeLessThan(30);
  for (const { formula } of rules) expect(formula.length).toBeLessThan(8_192);
});

test("never more rules than the sheet has rows, those that speak today first", () => {
  const labels = ["a", "b", "c"].map((label) => overdue(5, { label }));
  expect(
    rulesOf(
      labels,
      grid([
        ["One", "March 2019"],
        ["Two", "June 2019"],
      ]),
    ).map(({ numberFormat }) => numberFormat),
  ).toEqual(['"a · "@', '"b · "@']);
});

test("the more highlights there are, the less of a long cell is compared, so that rules stay few", () => {
  const rows = Array.from({ length: 600 }, (_, index) => [`${index}`, "March 2019", "n".repeat(900)]);
  const all = rows.map((_, index) => overdue(5 + index, { among: { first: 5, last: 604 } }));
  expect(rulesOf(all.slice(0, 60), grid(rows))[0]!.formula).toContain('EXACT($E5,"nnn');
  expect(rulesOf(all, grid(rows))[0]!.formula).toContain("EXACT(RIGHT($E5,50)");
  expect(rulesOf(all, grid(rows)).length).toBeLessThan(60);
});

describe("the words compared", () => {
  const x = (n: number) => "x".repeat(n);
  test.each([
    ["quotation marks are doubled", 'the "Z" card', 'EXACT($C5,"the ""Z"" card")'],
    ["a text in a formula is cut at 250 characters", x(300), `EXACT($C5,"${x(250)}"&"${x(50)}")`],
    [
      "a line break stands outside the quotation marks",
      "March 2019\n\nor later",
      'EXACT($C5,"March 2019"&CHAR(10)&CHAR(10)&"or later")',
    ],
    [
      "a very long cell is compared by its start, its end and its length",
      `${x(2000)}2019`,
      `AND(EXACT(LEFT($C5,500),"${x(250)}"&"${x(250)}"),EXACT(RIGHT($C5,500),"${x(250)}"&"${x(246)}2019"),LEN($C5)=2004)`,
    ],
    ["an emoji in a cell compared whole", `${x(249)}😀`, `EXACT($C5,"${x(249)}"&"😀")`],
    [
      "no emoji is counted across",
      `${x(100)}😀${x(2000)}😀${x(100)}`,
      `AND(EXACT(LEFT($C5,100),"${x(100)}"),EXACT(RIGHT($C5,100),"${x(100)}"))`,
    ],
  ])("%s", (_name, words, expected) => {
    expect(only(rulesOf([overdue(5)], grid([["One", words]]))).formula).toContain(expected);
  });

  test("a row no formula can hold is left without a highlight", () => {
    const split = overdue(5, { words: Array.from({ length: 400 }, (_, index) => passage("E", 5 + index)) });
    expect(rulesOf([split], grid([["One", "March 2019"]]))).toEqual([]);
  });
});

test("partners' rules are not taken for ours", () => {
  expect(isOurRule('=AND(N("action plan highlight: overdue")=0,TODAY()>1)')).toBe(true);
  expect(isOurRule('=$C5="Action plan highlight"')).toBe(false);
});

test("the label stands before the cell's own text", () => {
  expect(numberFormatOf("Overdue")).toBe('"Overdue · "@');
});

describe("for an Excel that takes no more than 255 characters", () => {
  const words = "By the end of September 2019 ";
  test.each([
    [
      "short words: the date, and the action",
      ["2.2 Review", "March 2019"],
      'EXACT($C5,"March 2019"),EXACT($A5,"2.2 Review")',
    ],
    ["a real date", ["2.2 Review", date(43525)], "$C5=43525"],
    ["long words: their start and their length", ["2.2 Review", words.repeat(20)], `,LEN($C5)=${words.length * 20}`],
    ["quotes are doubled, and counted so", ["2.2 Review", '"'.repeat(400)], ",LEN($C5)=400"],
    [
      "several lines: the first",
      ["2.2 Review", `${words}\n${words.repeat(9)}`],
      `EXACT(LEFT($C5,${words.length}),"${words}")`,
    ],
  ])("%s", (_name, row, expected) => {
    const rule = only(shortRulesOf([overdue(5)], grid([row])));
    expect(rule.formula.length).toBeLessThanOrEqual(shortLimit);
    expect(rule.formula).toContain("TODAY()>43555");
    expect(rule.formula).toContain(expected);
    expect(isOurRule(rule.formula)).toBe(true);
    // It knows no other row: it stands on its own cell alone.
    expect(rule.address).toMatch(/^[AC]5$/);
  });

  test("a date whose words cannot be told in so few characters is left alone rather than told wrongly", () => {
    expect(shortRulesOf([overdue(5)], grid([["2.2 Review", `March\n${"or later ".repeat(40)}`]]))).toEqual([]);
  });
});

describe("how many rows a rule speaks of", () => {
  test.each([
    ["one row", rulesOf([overdue(5)], grid([["One", "March 2019"]]))[0]!.formula, 1],
    [
      "three rows, one of them with OR( and commas in its words",
      rulesOf(
        [overdue(5, { among }), overdue(6, { among }), overdue(7, { among })],
        grid([
          ["One", "March 2019"],
          ["Two,OR(a,b),", "March 2019"],
          ["Three", "By March"],
        ]),
      )[0]!.formula,
      3,
    ],
    ["the short form", shortRulesOf([overdue(5)], grid([["One", "March 2019"]]))[0]!.formula, 1],
    ["one that was never finished", restingFormula, 0],
  ])("%s", (_name, formula, rows) => {
    expect(rowsOfRule(formula)).toBe(rows);
    expect(isOurRule(formula)).toBe(true);
  });
});

test("no text in a formula is longer than Excel takes, its doubled quotes counted", () => {
  const { formula } = only(rulesOf([overdue(5)], grid([["One", '"'.repeat(251)]])));
  for (const [literal] of formula.matchAll(/"(?:[^"]|"")*"/g)) expect(literal.length - 2).toBeLessThanOrEqual(255);
  expect(formula).toContain(`"${'""'.repeat(125)}"&"${'""'.repeat(125)}"&"""")`);
});
