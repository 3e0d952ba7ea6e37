/** Cells of one row that say different things, and words that close a row in places progress is not read from. */
import { findingsOf, findingsOn, holds, headings, told } from "./plans";

describe("contradictions", () => {
  holds("Contradiction", [
    [
      "weekly against monthly, of the same thing",
      [{ action: "Update the web page", timescale: "Weekly", notes: "Page updated monthly" }],
      ["cadence-contradicted 1.1"],
    ],
    [
      "another thing at another rate",
      [{ action: "Update the web page", timescale: "Weekly", notes: "Board meets monthly" }],
      [],
    ],
    [
      "the same rate in other words",
      [{ action: "Update the web page", timescale: "Weekly", notes: "Page updated every week" }],
      [],
    ],
    [
      "both rates in the timescale",
      [{ action: "Update the web page", timescale: "Monthly, reported quarterly", notes: "Page updated quarterly" }],
      [],
    ],
    [
      "a rate in the action against the timescale",
      [{ action: "Hold a quarterly forum", timescale: "Monthly" }],
      ["cadence-contradicted 1.1"],
    ],
    [
      "an annual review with the date of its next turn",
      [{ action: "Review membership on an annual basis", timescale: "June 2025" }],
      [],
    ],
    [
      "bi-monthly is not monthly",
      [{ action: "Send the newsletter", timescale: "Every two months", notes: "Newsletter sent bi-monthly" }],
      [],
    ],
    [
      "a year in the action long before the timescale",
      [{ action: "Run the programme during 2022/23", timescale: "June 2025" }],
      ["year-contradicted 1.1"],
    ],
    ["the year of the action", [{ action: "Run the programme during 2024/25", timescale: "March 2025" }], []],
    [
      "a report on last year is due this year",
      [{ action: "Publish the report for 2023/24", timescale: "July 2024" }],
      [],
    ],
    [
      "the year of a strategy or an act",
      [{ action: "Meet the duty in the Care Act 2014 and in the 2020 strategy", timescale: "June 2025" }],
      [],
    ],
    ["a stretch of years", [{ action: "Deliver the plan for 2019-23", timescale: "June 2025" }], []],
    [
      "notes that promise a later date",
      [{ timescale: "March 2025", notes: "Now planned for September 2025" }],
      ["timescale-against-notes 1.1"],
    ],
    [
      "notes that tell the date again",
      [{ timescale: "March 2025", notes: "On course, to be finished in March 2025" }],
      [],
    ],
  ]);

  test("a contradiction quotes the cell that disagrees and names both rates", () => {
    const [found] = findingsOf([
      { action: "Update the web page", timescale: "Weekly", notes: "Page updated monthly" },
    ]).filter(({ check }) => check === "cadence-contradicted");
    expect(found).toMatchObject({
      severity: "worth-checking",
      cell: "F4",
      words: "Page updated monthly",
      message:
        "1.1 is read as every week from “Weekly”, but the notes say every month (“Page updated monthly”); ask which is meant.",
    });
  });
});

describe("closed in words", () => {
  const rows = (status: string[], notes: string[] = []) =>
    ["Review the policy", "Train the wardens", "Light the underpass"].map((action, i) => [
      `1.${i + 1}`,
      action,
      "Jane Smith",
      "June 2025",
      status[i] ?? "",
      notes[i] ?? "",
    ]);

  test("a row that reads as finished in its notes is asked by the pane, so nothing is told again", () => {
    expect(told(findingsOf([{ notes: "Completed" }]), "Closed in words")).toEqual([]);
  });

  test("finished in a column that is not followed needs an answer", () => {
    const found = findingsOn(rows(["£200", "Action completed", "£1,500"]), [
      "Ref",
      "Key action",
      "Owner",
      "Timescale",
      "Budget",
      "Notes",
    ]);
    const closed = found.filter(({ check }) => check === "closed-elsewhere");
    expect(closed.map(({ ref, severity, words }) => [ref, severity, words])).toEqual([
      ["1.2", "needs-answer", "Action completed"],
    ]);
  });

  test("a status of in progress against notes that say it was completed", () => {
    const found = findingsOn(
      rows(["In progress", "In progress", "Not started"], ["Action completed in May 2024", "", ""]),
      ["Ref", "Key action", "Owner", "Timescale", "Status", "Notes"],
    );
    expect(told(found, "Closed in words")).toEqual(["closed-against-status 1.1"]);
  });

  test("open rows under the title “Completed actions” are asked about once", () => {
    const found = findingsOn(
      [
        ["1. Open actions"],
        headings,
        ["1.1", "Review the policy", "Jane Smith", "June 2025", "", ""],
        ["1.2", "Train the wardens", "Jane Smith", "July 2025", "", ""],
        [],
        ["2. Completed actions"],
        headings,
        ["2.1", "Light the underpass", "Jane Smith", "May 2024", "", ""],
        ["2.2", "Paint the railings", "Jane Smith", "June 2024", "", ""],
      ],
      ["", "", "", "", "", ""],
    );
    expect(found.filter(({ check }) => check === "closed-section").map(({ message }) => message)).toEqual([
      "2.1 and 2.2 stand under “Completed actions” but are shown as open; ask whether they are over.",
    ]);
  });
});
