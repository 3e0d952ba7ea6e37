/** workbook.functions: the worksheet functions an add-in asks Excel to work out. Only those written down here are played. */
import { ExcelError, must } from "../errors";
import { define } from "../host";

const functionResult = define<{ value: number | null; error: string | null }>("FunctionResult", {
  get: { Value: (it) => it.value, Error: (it) => it.error },
});

const DAY = 86_400_000;
/** The days before 1 January 2000 in a workbook that counts from 1900; one that counts from 1904 has 1,462 fewer. */
const YEAR_2000 = 36_526;
const COUNTED_FROM_1904 = 1462;
const LAST_SERIAL = 2_958_465;

/** DATE(): the serial number of a day, by the year the workbook counts from. Days before March 1900 are not played. */
function dateSerial(year: number, month: number, day: number, date1904: boolean): number | null {
  const whole = Math.trunc(year);
  const counted = whole < 1900 ? whole + 1900 : whole;
  const days = Date.UTC(2000 + (counted - 2000), Math.trunc(month) - 1, Math.trunc(day)) - Date.UTC(2000, 0, 1);
  const from1900 = YEAR_2000 + days / DAY;
  if (whole < 0 || from1900 > LAST_SERIAL) return null;
  const serial = date1904 ? from1900 - COUNTED_FROM_1904 : from1900;
  return serial < (date1904 ? 0 : 61) ? null : serial;
}

export const functions = define<null>("Functions", {
  call: {
    Date: (_, [year, month, day], w) => {
      const at = "Functions.date";
      if (w.functionsFail !== null) throw new ExcelError(w.functionsFail, undefined, at);
      for (const part of [year, month, day]) must(typeof part === "number" && Number.isFinite(part), at);
      const value = dateSerial(year, month, day, w.date1904);
      return functionResult(value === null ? { value: null, error: "#NUM!" } : { value, error: null });
    },
  },
});
