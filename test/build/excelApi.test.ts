/** Nothing in src/excel asks for more than ExcelApi 1.14 (Excel 2021), unless it asks first whether it is there. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { findTooNew } from "./excelApi";

const floor = 14;
const folder = path.resolve(__dirname, "../../src/excel");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => `src/excel/${file.replaceAll("\\", "/")}`);

/** [code inside a function that has a range, a sheet and a workbook; what is found; why] */
const cases: [string, string[], string][] = [
  [`range.load("values")`, [], "as old as Excel.run"],
  [`range.load("text,format/fill/color")`, [], "a path, all of it old"],
  [`workbook.worksheets.load("items/name,visibility")`, [], "the sheets of a collection, named and not"],
  [`range.getMergedAreasOrNullObject()`, [], "1.13"],
  [`sheet.tables.load("name")`, [], "1.1"],
  [`range.load("valuesAsJson")`, ["Range.valuesAsJson ExcelApi 1.16"], "entities came with 1.16"],
  [`range.valuesAsJson`, ["Range.valuesAsJson ExcelApi 1.16"], "read as well as loaded"],
  [`range["valuesAsJson"]`, ["Range.valuesAsJson ExcelApi 1.16"], "however it is written"],
  [`range.load(["text", "valuesAsJson"])`, ["Range.valuesAsJson ExcelApi 1.16"], "in a list"],
  [`sheet.load({ showDataTypeIcons: true })`, ["WorksheetLoadOptions.showDataTypeIcons ExcelApi 1.19"], "in options"],
  [`workbook.load("use1904DateSystem")`, ["use1904DateSystem not in Workbook"], "a preview, in no set yet"],
  [`range.load("vlaues")`, ["vlaues not in Range"], "a slip of typing the compiler cannot see"],
  [
    `Office.context.requirements.isSetSupported("ExcelApi", "1.16") ? range.valuesAsJson : range.values`,
    [],
    "it asks first",
  ],
  [
    `Office.context.requirements.isSetSupported("ExcelApi", "1.15") ? range.valuesAsJson : range.values`,
    ["Range.valuesAsJson ExcelApi 1.16"],
    "it asks for too little",
  ],
];

const madeUp = Object.fromEntries(
  cases.map(([code], index) => [
    `src/excel/made-up-${index}.ts`,
    `export function use(range: Excel.Range, sheet: Excel.Worksheet, workbook: Excel.Workbook) {\n  return [${code}, sheet, workbook];\n}\n`,
  ]),
);

describe("the floor of ExcelApi 1.14", () => {
  let found: ReturnType<typeof findTooNew>;
  beforeAll(() => {
    found = findTooNew(files, floor, madeUp);
  }, 60_000);

  test.each(cases.map(([code, expected, why], index) => [code, why, expected, index] as const))(
    "%s: %s",
    (_code, _why, expected, index) => {
      const here = found.filter(({ where }) => where.startsWith(`src/excel/made-up-${index}.ts:`));
      expect(here.map(({ member, needs }) => `${member} ${needs}`)).toEqual(expected);
    },
  );

  test("src/excel stays on it", () => {
    expect(files.length).toBeGreaterThan(0);
    expect(found.filter(({ where }) => !where.includes("made-up"))).toEqual([]);
  });
});
