/** References: in their own column or before the words of the action; a year, a date or a number is none. */
import { cleanRef, isPartOf, isRefShape, leadingRef, refStylesOf } from "../../../src/plan/reading/refs";

test.each<[string, string | null, string, string]>([
  ["2.1 Update the web page", "2.1", "Update the web page", "dotted"],
  ["1.10 Review the policy", "1.10", "Review the policy", "1.10 is not 1.1"],
  ["4.1.2: Visit each school", "4.1.2", "Visit each school", "three levels"],
  ["3) Hold a workshop", "3", "Hold a workshop", "a bracket"],
  ["7. Hold a workshop", "7", "Hold a workshop", "a full stop"],
  ["A3: Train staff", "A3", "Train staff", "letter and number with a mark"],
  ["1.1a Brief the board", "1.1a", "Brief the board", "a part of 1.1"],
  ["2018 report to be published", null, "", "a year"],
  ["1.5 million leaflets to be sent", null, "", "a quantity"],
  ["2.5 FTE to be recruited", null, "", "posts"],
  ["12.5.2019 meeting to agree terms", null, "", "a date"],
  ["31 March is the date for the return", null, "", "a day"],
  ["Q1 report to be written", null, "", "a quarter"],
  ["2.1", null, "", "a reference and no action"],
])("%s", (text, ref, rest) => {
  const found = leadingRef(text);
  expect(found?.ref ?? null).toBe(ref);
  if (ref) expect(found!.rest).toBe(rest);
});

test("a bare number is a reference only where the whole column counts up", () => {
  expect(refStylesOf(["1 Hold a meeting", "2 Write a report", "3 Train staff"]).has("bare")).toBe(true);
  expect(refStylesOf(["3 workshops to be held", "Write a report", "12 posters to be printed"]).has("bare")).toBe(false);
});

test.each<[string, boolean]>([
  ["1.10", true],
  ["A1", true],
  ["AP/07", true],
  ["12", true],
  ["3a", true],
  ["2019", false],
  ["12/05/2019", false],
  ["High", false],
  ["Ongoing", false],
  ["2019/20", false],
  ["", false],
])("%s has the shape of a reference: %s", (text, expected) => expect(isRefShape(text)).toBe(expected));

test("parts of an action are known by its reference", () => {
  expect(isPartOf("1.1a", "1.1")).toBe(true);
  expect(isPartOf("1.1 (b)", "1.1")).toBe(true);
  expect(isPartOf("a)", "1.1")).toBe(true);
  expect(isPartOf("1.10", "1.1")).toBe(false);
  expect(isPartOf("1.1.1", "1.1")).toBe(false);
});

test("the mark that ends a reference is no part of it", () => {
  expect(["1.", "A3:", "2)", "1.1(b)"].map(cleanRef)).toEqual(["1", "A3", "2", "1.1(b)"]);
});
