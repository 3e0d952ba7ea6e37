/** How the plan is laid out: references, rows and headings. */
import { findingsOf, findingsOn, headings, holds, told } from "./plans";

const row = (ref: string | null, action: string, timescale = "March 2025") => [
  ref,
  action,
  "Jane Smith",
  timescale,
  "People feel safer",
  "Under way",
];

holds("Structure", [
  ["a plan numbered without a break has nothing to tell", [{}], []],
  ["a row without a reference", [{}, { ref: "" }], ["ref-missing", "ref-gap"]],
  ["a gap in the numbering is told once, for all gaps", [{ ref: "1.1" }, { ref: "1.2" }, { ref: "1.8" }], ["ref-gap"]],
  [
    "two rows with one reference, which leaves a gap",
    [{ ref: "1.1" }, { ref: "1.1" }],
    ["ref-duplicate 1.1", "ref-gap"],
  ],
  ["an owner and a date but no action", [{}, { action: "" }], ["action-blank 1.2"]],
  ["1.10 is not 1.1", [{ ref: "1.1" }, { ref: "1.10" }], []],
]);

test("the next free reference is after the highest, never a gap, which belongs to a finished action", () => {
  const rows = [
    row("2.1", "Review the policy"),
    row("2.4", "Train the wardens"),
    row(null, "Light the underpass"),
    row("2.3", "Paint the railings"),
    row(null, "Count the visitors"),
  ];
  const found = findingsOn(rows).filter(({ check }) => check === "ref-missing");
  expect(found.map(({ message }) => message)).toEqual([
    expect.stringContaining("2.5 is the next one free"),
    expect.stringContaining("2.6 is the next one free"),
  ]);
  expect(found[0]).toMatchObject({ severity: "tidy", cell: "A6", words: "Light the underpass" });
});

test("numbers that begin again at 1 in every section are no duplicates, and each section has its own next number", () => {
  const rows = [
    ["1. Streets"],
    headings,
    row("1", "Review the policy"),
    row("2", "Train the wardens"),
    row("3", "Light the underpass"),
    [],
    ["2. Parks"],
    headings,
    row("1", "Paint the railings"),
    row("2", "Count the visitors"),
    row(null, "Mend the gate"),
  ];
  const found = findingsOn(rows, ["", "", "", "", "", ""]);
  expect(told(found, "Structure")).toEqual(["ref-missing"]);
  expect(found.find(({ check }) => check === "ref-missing")!.message).toContain("3 is the next one free");
});

test("sections that take turns do not make gaps of one another", () => {
  const rows = ["1.1", "1.2", "1.3", "1.4"].map((ref, i) => [
    i % 2 ? "Project" : "Business as usual",
    ...row(ref, `Review policy ${ref}`),
  ]);
  expect(told(findingsOn(rows, ["Section", ...headings]), "Structure")).toEqual([]);
});

test("numbering in tens is a way of numbering, not gaps", () => {
  expect(
    told(findingsOn(["10", "20", "30", "40"].map((ref) => row(ref, `Review policy ${ref}`))), "Structure"),
  ).toEqual([]);
});

test("a plan without any references is told so once", () => {
  const found = findingsOn(
    ["Review the policy", "Train the wardens", "Light the underpass"].map((action) => row(null, action)),
  );
  expect(told(found, "Structure")).toEqual(["ref-missing"]);
  expect(found.find(({ check }) => check === "ref-missing")!.message).toContain(
    "None of the 3 actions has a reference",
  );
});

test("a blank heading over a column that is read is told as an assumption, at the heading's cell", () => {
  const rows = ["Review the policy", "Train the wardens", "Light the underpass"].map((action, i) => [
    action,
    `Jane Smith${i === 1 ? " with WCC" : ""}`,
    "March 2025",
    "People feel safer",
    "Under way",
  ]);
  const found = findingsOn(rows, ["Key action", null, "Timescale", "Outcomes", "Notes"]).filter(
    ({ check }) => check === "heading-missing",
  );
  expect(found).toEqual([
    expect.objectContaining({
      severity: "assumption",
      cell: "B3",
      message: "Column B has no heading; it was read as the owner, and typing “Owner” over it would settle that.",
    }),
  ]);
});

test("an action over several rows of the sheet is told as an assumption", () => {
  const rows = [
    row("1.1", "Review the terms of reference and the"),
    [null, "membership of the group", "", "", "", ""],
    row("1.2", "Train the wardens"),
  ];
  expect(findingsOn(rows).find(({ check }) => check === "action-split")).toMatchObject({
    severity: "assumption",
    message: "1.1 stands on more than one row of the sheet; its rows were read as one action.",
  });
});

test("a missing action needs an answer and names the row", () => {
  expect(findingsOf([{}, { action: "" }])[0]).toMatchObject({
    severity: "needs-answer",
    cell: "B5",
    message: expect.stringMatching(/^Row 5 has an owner, a timescale.* but no action/),
  });
});
