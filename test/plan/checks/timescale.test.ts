/** When things are promised. The plan runs from April 2024 to March 2026 and is looked at on 31 January 2025. */
import { findingsOf, findingsOn, holds, told } from "./plans";
import { date } from "../reading/grids";

holds("Timescale", [
  ["a month ahead", [{ timescale: "March 2025" }], []],
  ["weekly is no missing date", [{ timescale: "Weekly" }], []],
  ["quarterly from a date is no start without an end", [{ timescale: "Quarterly from June 2024" }], []],
  ["a plan year", [{ timescale: "2024/25" }], []],
  ["blank", [{ timescale: "" }], ["timescale-blank 1.1"]],
  ["blank, but the notes say it was completed: asked as finished instead", [{ timescale: "", notes: "Completed" }], []],
  ["to be confirmed", [{ timescale: "TBC" }], ["timescale-undated 1.1"]],
  ["waiting on something else", [{ timescale: "Subject to funding" }], ["timescale-undated 1.1"]],
  ["a year before the plan began", [{ timescale: "March 2023" }], ["timescale-before-plan 1.1"]],
  ["before the plan began, but finished", [{ timescale: "March 2023", notes: "Completed" }], []],
  ["after the plan ends", [{ timescale: "June 2029" }], ["timescale-after-plan 1.1"]],
  ["a start and no end", [{ timescale: "From June 2024" }], ["timescale-start-only 1.1"]],
  ["a start and an end", [{ timescale: "June 2024 to June 2025" }], []],
  ["ongoing", [{ timescale: "Ongoing" }], ["timescale-ongoing"]],
  [
    "several ongoing are told once",
    [{ timescale: "Ongoing" }, { timescale: "ongoing" }, { timescale: "Continuous" }],
    ["timescale-ongoing"],
  ],
  ["ongoing with a review date", [{ timescale: "Ongoing - review March 2026" }], []],
  ["two dates ahead are worth parting", [{ timescale: "March 2025 and September 2025" }], ["timescale-two-dates 1.1"]],
  ["a day that does not exist is asked with its choices elsewhere", [{ timescale: "31 June 2025" }], []],
  ["a month without a year is asked with its choices elsewhere", [{ timescale: "By September" }], []],
  ["twice a year or every two years is asked with its choices elsewhere", [{ timescale: "Bi-annual" }], []],
  [
    "three due in one month are no crowd",
    [{ timescale: "March 2025" }, { timescale: "March 2025" }, { timescale: "March 2025" }],
    [],
  ],
  [
    "four are",
    [
      { timescale: "March 2025" },
      { timescale: "March 2025" },
      { timescale: "March 2025" },
      { timescale: "31/03/2025" },
    ],
    ["timescale-due-together"],
  ],
  ["year ends come together because years do", Array.from({ length: 5 }, () => ({ timescale: "2024/25" })), []],
]);

test("a date long before the plan needs an answer; one on its eve is worth checking", () => {
  const found = findingsOf([{ timescale: "March 2023" }, { timescale: "March 2024" }]).filter(
    ({ check }) => check === "timescale-before-plan",
  );
  expect(found.map(({ ref, severity, cell, words }) => [ref, severity, cell, words])).toEqual([
    ["1.1", "needs-answer", "D4", "March 2023"],
    ["1.2", "worth-checking", "D5", "March 2024"],
  ]);
});

test("a plan most of whose dates are before it began has its years wrong, and is asked once", () => {
  const found = findingsOf(Array.from({ length: 8 }, () => ({ timescale: "March 2019" }))).filter(
    ({ check }) => check === "timescale-before-plan",
  );
  expect(found).toEqual([
    expect.objectContaining({
      key: null,
      severity: "needs-answer",
      message: expect.stringContaining("check the years"),
    }),
  ]);
});

test("a blank timescale quotes what the row says of progress", () => {
  expect(findingsOf([{ timescale: "", notes: "Leaflets are being printed" }])[0]).toMatchObject({
    check: "timescale-blank",
    severity: "needs-answer",
    cell: "D4",
    message:
      "1.1 has no timescale, and the row says “Leaflets are being printed”; ask whether it is finished, or by when it will be.",
  });
});

test("where most rows have no timescale it is one finding, and where no column is for it, one too", () => {
  const many = findingsOf(Array.from({ length: 7 }, () => ({ timescale: "" })));
  expect(told(many, "Timescale")).toEqual(["timescale-blank"]);
  const rows = ["Review the policy", "Train the wardens"].map((action, i) => [
    `${i + 1}`,
    action,
    "Jane Smith",
    "People feel safer",
  ]);
  const none = findingsOn(rows, ["Ref", "Key action", "Owner", "Outcomes"]).filter(
    ({ check }) => check === "timescale-blank",
  );
  expect(none.map(({ key, message }) => [key, message.slice(0, 45)])).toEqual([
    [null, "No column of the plan says when actions are d"],
  ]);
});

test("a first date that has passed is worth more than two that are ahead", () => {
  const [found] = findingsOf([{ timescale: "June 2024 and September 2025" }]).filter(
    ({ check }) => check === "timescale-two-dates",
  );
  expect(found).toMatchObject({
    severity: "worth-checking",
    message: expect.stringContaining("“June 2024” has passed"),
  });
});

test("six undated rows are one finding that names them", () => {
  const found = findingsOf(Array.from({ length: 6 }, () => ({ timescale: "TBC" }))).filter(
    ({ check }) => check === "timescale-undated",
  );
  expect(found).toEqual([
    expect.objectContaining({ key: null, message: expect.stringContaining("(1.1, 1.2, 1.3, 1.4, 1.5 and 1.6)") }),
  ]);
});

test("a real date cell outside the plan is pointed at as well", () => {
  expect(told(findingsOf([{ timescale: date(47300, "01/07/2029", "dd/mm/yyyy") }]), "Timescale")).toEqual([
    "timescale-after-plan 1.1",
  ]);
});
