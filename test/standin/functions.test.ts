/** Worksheet functions asked through workbook.functions. */
import { openInNode } from "./node";
import { StandInWorkbook } from "./workbook";

let workbook: StandInWorkbook;
beforeEach(() => {
  workbook = StandInWorkbook.blank();
  openInNode(workbook);
});

const date = (year: number, month: number, day: number) =>
  Excel.run(async (context) => {
    const result = context.workbook.functions.date(year, month, day);
    result.load("value,error");
    await context.sync();
    return result.error ?? result.value;
  });

test.each<[[number, number, number], number | string, number | string, string]>([
  [[2000, 1, 1], 36526, 35064, "how to ask which year a workbook counts from"],
  [[2019, 6, 30], 43646, 42184, "1,462 days apart"],
  [[2019, 14, 1], 43862, 42400, "months run on into the next year"],
  [[2019, 7, 0], 43646, 42184, "days run back into the month before"],
  [[119, 6, 30], 43646, 42184, "a year below 1900 counts from 1900"],
  [[10000, 1, 1], "#NUM!", "#NUM!", "there is no such year"],
  [[-1, 1, 1], "#NUM!", "#NUM!", "nor one before it all"],
])("DATE(%p) is %p, or %p where 1904 is day nought: %s", async (parts, from1900, from1904) => {
  expect(await date(...parts)).toBe(from1900);
  Object.assign(workbook.excel.properties, { date1904: true });
  expect(await date(...parts)).toBe(from1904);
});

test("where functions fail, the request fails with the code chosen", async () => {
  workbook.functionsFail = "GeneralException";
  await expect(date(2000, 1, 1)).rejects.toMatchObject({ code: "GeneralException" });
});
