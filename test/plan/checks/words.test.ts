/** Outcomes, notes, and what to look at before a plan is published. */
import { styled } from "../reading/grids";
import { findingsOf, findingsOn, holds, told } from "./plans";

describe("outcomes", () => {
  holds("Outcome", [
    ["a difference", [{ outcomes: "Residents feel safer at night" }], []],
    ["a difference said with a verb of doing", [{ outcomes: "Deliver improved confidence in reporting" }], []],
    ["a short outcome is no fault", [{ outcomes: "Fewer thefts" }], []],
    ["blank", [{ outcomes: "" }], ["outcome-blank 1.1"]],
    ["six blank are one finding", Array.from({ length: 6 }, () => ({ outcomes: "" })), ["outcome-blank"]],
    [
      "what has been done",
      [{ outcomes: "The leaflet has been printed and is being handed out" }],
      ["outcome-says-done 1.1"],
    ],
    ["what will be done", [{ outcomes: "To provide schools with leaflets" }], ["outcome-activity 1.1"]],
    ["words missing at the end", [{ outcomes: "Residents have a say in the design of the" }], ["words-missing 1.1"]],
    ["a word twice over", [{ outcomes: "Residents have a say in the the design" }], ["words-missing 1.1"]],
    ["a sentence that ends on a small word is whole", [{ outcomes: "Residents have somewhere they can drop in" }], []],
  ]);

  test("a column of outputs is not held to be outcomes", () => {
    const rows = ["Review the policy", "Train the wardens"].map((action, i) => [
      `1.${i + 1}`,
      action,
      "Jane Smith",
      "June 2025",
      "",
      "",
    ]);
    expect(told(findingsOn(rows, ["Ref", "Key action", "Owner", "Timescale", "Outputs", "Notes"]), "Outcome")).toEqual(
      [],
    );
  });
});

describe("notes", () => {
  holds("Notes", [
    ["an overdue row with nothing recorded", [{ timescale: "June 2024", notes: "" }], ["notes-overdue-silent 1.1"]],
    ["an overdue row with a note", [{ timescale: "June 2024", notes: "Waiting for the printer" }], []],
    ["overdue from before the plan began is asked about already", [{ timescale: "June 2023", notes: "" }], []],
    ["a day without a year", [{ notes: "Report taken to the meeting of March 20th" }], ["notes-no-year 1.1"]],
    ["a day with its year", [{ notes: "Report taken to the meeting of March 20th 2024" }], []],
    ["a month that comes round each year", [{ notes: "Terms are looked at on 5 July each year" }], []],
    ["a dash before a word", [{ notes: "- Volunteers found" }], ["text-like-formula"]],
    ["a dash alone holds a place", [{ notes: "-" }], []],
  ]);

  test("italics on one row are told; on most rows they are the plan's way of writing", () => {
    const italic = (action: string) => ({ action: styled(action, { italic: true }) });
    expect(told(findingsOf([italic("Review the policy"), {}, {}, {}]), "Notes")).toEqual(["looks-meaning"]);
    expect(
      told(findingsOf(["Review the policy", "Train the wardens", "Light the underpass"].map(italic)), "Notes"),
    ).toEqual([]);
  });

  test("stripes carry no meaning", () => {
    const striped = Array.from({ length: 8 }, (_, i) => ({
      action: i % 2 ? styled(`Review policy ${i}`, { fill: "#EEEEEE" }) : `Review policy ${i}`,
    }));
    expect(told(findingsOf(striped), "Notes")).toEqual([]);
  });
});

describe("publication", () => {
  const named = "people-named";
  holds("Publication", [
    ["people are counted once for the plan", [{}], [named]],
    ["a protective marking", [{ notes: "The profile is official sensitive" }], ["marking-words 1.1", named]],
    ["a marking in brackets", [{ notes: "Profile shared (CONFIDENTIAL)" }], ["marking-words 1.1", named]],
    ["a confidential helpline is no marking", [{ notes: "A confidential helpline is open" }], [named]],
    ["an official opening is no marking", [{ notes: "Official opening in May; staff are sensitive to need" }], [named]],
    ["an abbreviation nobody spells out", [{ notes: "Agreed with the XYZB" }], [named, "abbreviations"]],
    [
      "an abbreviation spelt out elsewhere",
      [{ action: "Support the Riverside Youth Trust", notes: "Agreed with RYT" }],
      [named],
    ],
    ["NHS and TBC need no spelling out", [{ notes: "NHS venue TBC" }], [named]],
    ["an address in full", [{ notes: "See www.example.org/plan for more" }], [named, "address-bare"]],
  ]);

  test("the summary of abbreviations names them, once each", () => {
    const [found] = findingsOf([{ notes: "Agreed with XYZB and PQRS" }, { notes: "XYZB told" }]).filter(
      ({ check }) => check === "abbreviations",
    );
    expect(found!.message).toBe(
      "2 abbreviations are not spelt out anywhere in the plan (XYZB and PQRS); spell each out once for readers from outside.",
    );
  });
});
