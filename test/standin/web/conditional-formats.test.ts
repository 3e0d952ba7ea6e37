/** What conditional formats make of cells: our own labels, partners' rules, priorities, and the day it is. */
import ExcelJS from "exceljs";

import { StandInWorkbook } from "../workbook";
import { conditionalLooks, fixToday, type ConditionalLook } from "./conditional-formats";
import { startEngineInNode } from "./engine-node";

type Rules = ExcelJS.ConditionalFormattingOptions["rules"];

beforeAll(() => startEngineInNode());

/** Opens a workbook of one sheet ("Plan", and "Other" with B1 = 7) from a saved file, as people's workbooks come. */
async function judged(
  cells: Record<string, ExcelJS.CellValue>,
  formats: { ref: string; rules: Rules }[],
  today = "2019-07-01",
): Promise<{ looks: Record<string, ConditionalLook>; notes: string[] }> {
  const made = new ExcelJS.Workbook();
  const sheet = made.addWorksheet("Plan");
  made.addWorksheet("Other").getCell("B1").value = 7;
  for (const [address, value] of Object.entries(cells)) sheet.getCell(address).value = value;
  for (const format of formats) sheet.addConditionalFormatting(format);
  const workbook = await StandInWorkbook.open(new Uint8Array(await made.xlsx.writeBuffer()), "plan.xlsx");
  // The library that makes the file does not write "stop if true".
  const wanted = formats.flatMap(({ rules }) => rules) as { priority: number; stopIfTrue?: boolean }[];
  for (const { rule } of workbook.sheets[0]!.conditionalFormats()) {
    rule.stopIfTrue = wanted.find(({ priority }) => priority === rule.priority)?.stopIfTrue === true;
  }
  const { looks, notes } = conditionalLooks(workbook, workbook.sheets[0]!, today);
  return { looks: Object.fromEntries(looks), notes };
}

const fill = (argb: string): ExcelJS.Fill => ({ type: "pattern", pattern: "solid", bgColor: { argb } }) as ExcelJS.Fill;
const expression = (formula: string, style: Partial<ExcelJS.Style>, priority = 1, more: object = {}) =>
  ({ type: "expression", priority, formulae: [formula], style, ...more }) as Rules[number];
const pink = { fill: fill("FFFFC7CE") };
const green = { fill: fill("FF00FF00") };

const overdue = expression('AND(N("marker")=0,TODAY()>43646,LEFT($C5,255)="June 2019")', {
  ...pink,
  font: { color: { argb: "FF9C0006" } },
  numFmt: '"Overdue since 30 Jun 2019 · "@',
} as Partial<ExcelJS.Style>);

describe("a label that carries its date and its words", () => {
  const cases: [today: string, words: string, expected: ConditionalLook | undefined, why: string][] = [
    [
      "2019-07-01",
      "June 2019",
      { fill: "#FFC7CE", colour: "#9C0006", format: '"Overdue since 30 Jun 2019 · "@' },
      "the day after 30 June it is overdue",
    ],
    ["2019-06-30", "June 2019", undefined, "on its last day it is not"],
    ["2019-07-01", "July 2019", undefined, "a partner edited the words, so the highlight goes"],
    [
      "2019-07-01",
      "june 2019",
      { fill: "#FFC7CE", colour: "#9C0006", format: '"Overdue since 30 Jun 2019 · "@' },
      "Excel compares without case",
    ],
  ];
  test.each(cases)("on %s the words %j", async (today, words, expected) => {
    const { looks } = await judged({ C5: words }, [{ ref: "C5", rules: [overdue] }], today);
    expect(looks["C5"]).toEqual(expected);
  });
});

describe("partners' own rules", () => {
  const cases: [what: string, rule: Rules[number], cells: Record<string, ExcelJS.CellValue>, expected: string[]][] = [
    [
      "relative references move down the range",
      expression('A2="late"', pink),
      { A2: "late", A3: "fine", A4: "late" },
      ["A2", "A4"],
    ],
    ["a fixed column judges the whole row", expression('$B2="x"', pink), { B3: "x" }, ["A3"]],
    [
      "a cell greater than a number",
      { type: "cellIs", operator: "greaterThan", formulae: [3], priority: 1, style: pink } as unknown as Rules[number],
      { A2: 3, A3: 4, A4: "5 actions" },
      ["A3", "A4"],
    ],
    [
      "between two numbers",
      { type: "cellIs", operator: "between", formulae: [2, 4], priority: 1, style: pink } as unknown as Rules[number],
      { A2: 1, A3: 2, A4: 4 },
      ["A3", "A4"],
    ],
    [
      "text that contains a word",
      {
        type: "containsText",
        operator: "containsText",
        text: "police",
        priority: 1,
        style: pink,
      } as unknown as Rules[number],
      { A2: "Warwickshire Police", A3: "NHS" },
      ["A2"],
    ],
    [
      "a date before today",
      expression("AND(ISNUMBER(A2),A2<TODAY())", pink),
      { A2: new Date(Date.UTC(2019, 5, 30)), A3: new Date(Date.UTC(2019, 6, 1)) },
      ["A2"],
    ],
    ["a blank cell", expression("ISBLANK(A2)", pink), { A2: "words", A4: "words" }, ["A3"]],
    ["a cell of another sheet", expression("A2=Other!$B$1", pink), { A2: 7, A3: 8 }, ["A2"]],
    ["text that looks like a formula stays text", expression('LEFT(A2,1)="="', pink), { A2: "=1+1 actions" }, ["A2"]],
  ];
  test.each(cases)("%s", async (_what, rule, cells, expected) => {
    const { looks, notes } = await judged(cells, [{ ref: "A2:A4", rules: [rule] }]);
    expect(Object.keys(looks)).toEqual(expected);
    expect(notes).toEqual([]);
  });

  test("Excel puts every number below every text, so text is 'greater than 3'", async () => {
    const rule = {
      type: "cellIs",
      operator: "greaterThan",
      formulae: [3],
      priority: 1,
      style: pink,
    } as unknown as Rules[number];
    expect(Object.keys((await judged({ A2: "TBC" }, [{ ref: "A2", rules: [rule] }])).looks)).toEqual(["A2"]);
  });
});

describe("several rules on one cell", () => {
  const bold = { font: { bold: true } };
  const cases: [what: string, rules: Rules, expected: ConditionalLook][] = [
    [
      "the first wins where they disagree",
      [expression("TRUE", pink, 1), expression("TRUE", green, 2)],
      { fill: "#FFC7CE" },
    ],
    [
      "order in the file does not matter, priority does",
      [expression("TRUE", green, 2), expression("TRUE", pink, 1)],
      { fill: "#FFC7CE" },
    ],
    [
      "they add up where they do not",
      [expression("TRUE", pink, 1), expression("TRUE", bold, 2)],
      { fill: "#FFC7CE", bold: true },
    ],
    [
      "a rule that stops keeps the next from counting",
      [expression("TRUE", pink, 1, { stopIfTrue: true }), expression("TRUE", bold, 2)],
      { fill: "#FFC7CE" },
    ],
    [
      "a rule that is false stops nothing",
      [expression("FALSE", pink, 1, { stopIfTrue: true }), expression("TRUE", bold, 2)],
      { bold: true },
    ],
    [
      "number formats do not mix",
      [
        expression("TRUE", { numFmt: '"First · "@' } as Partial<ExcelJS.Style>, 1),
        expression("TRUE", { ...bold, numFmt: '"Second · "@' } as Partial<ExcelJS.Style>, 2),
      ],
      { format: '"First · "@', bold: true },
    ],
  ];
  test.each(cases)("%s", async (_what, rules, expected) => {
    expect((await judged({ A1: "words" }, [{ ref: "A1", rules }])).looks["A1"]).toEqual(expected);
  });
});

test("a rule on several areas counts its references from the first", async () => {
  const { looks } = await judged({ A1: "late", C5: "late", C6: "fine" }, [
    { ref: "A1:A2 C5:C6", rules: [expression('A1="late"', pink)] },
  ]);
  expect(Object.keys(looks)).toEqual(["A1", "C5"]);
});

test("a rule's lines around the cell", async () => {
  const border = { top: { style: "thin", color: { argb: "FF5C1A00" } }, left: { style: "dotted" } };
  const { looks } = await judged({ A1: 1 }, [
    { ref: "A1", rules: [expression("TRUE", { border } as Partial<ExcelJS.Style>)] },
  ]);
  expect(looks["A1"]).toEqual({
    border: { top: { style: "thin", colour: "#5C1A00" }, left: { style: "dotted", colour: "#000000" } },
  });
});

test("a colour scale gives its ends their colours", async () => {
  const scale = {
    type: "colorScale",
    priority: 1,
    cfvo: [{ type: "min" }, { type: "max" }],
    color: [{ argb: "FFFF0000" }, { argb: "FF00FF00" }],
  } as unknown as Rules[number];
  const { looks } = await judged({ A1: 1, A2: 9 }, [{ ref: "A1:A2", rules: [scale] }]);
  expect(looks).toEqual({ A1: { fill: "#FF0000" }, A2: { fill: "#00FF00" } });
});

test.each([
  [
    "data bars",
    { type: "dataBar", priority: 1, cfvo: [{ type: "min" }, { type: "max" }], color: { argb: "FF638EC6" } },
    /dataBar/,
  ],
  ["a function that is not known", expression("NOSUCHFUNCTION(A1)", pink), /NOSUCHFUNCTION/],
])("%s: said, not dropped in silence", async (_what, rule, words) => {
  const { looks, notes } = await judged({ A1: 1 }, [{ ref: "A1", rules: [rule as unknown as Rules[number]] }]);
  expect(looks).toEqual({});
  expect(notes.join()).toMatch(words);
});

test.each([
  ["TODAY()>43646", "43647>43646", "today's serial number"],
  ["NOW() > A1", "43647 > A1", "the time of day does not count"],
  ['A1="TODAY()"', 'A1="TODAY()"', "words in quotation marks are words"],
  ["MYTODAY()", "MYTODAY()", "another function's name"],
])("%s becomes %s: %s", (formula, expected) => {
  expect(fixToday(formula, "2019-07-01")).toBe(expected);
});
