import { parseReadAs, sayReadAs } from "../../src/plan/readAs";

test.each([
  { kind: "deadline", due: "2019-06-30", recurrence: null },
  { kind: "recurring", due: null, recurrence: "biennial" },
  { kind: "ongoing", due: null, recurrence: null },
  { kind: "none", due: null, recurrence: null },
] as const)("what the sheet says is read back as it was meant: %j", (choice) => {
  expect(parseReadAs(sayReadAs(choice))).toEqual(choice);
});
