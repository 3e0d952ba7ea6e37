import fc from "fast-check";

import { progressKinds } from "../../../src/plan/model";
import type { Looks, Meaning, ProgressKind } from "../../../src/plan/model";
import { readProgress } from "../../../src/plan/reading/progress";

const looks: Looks = { italic: false, strikethrough: false, fill: null, colour: null };
const read = (texts: Partial<Record<Meaning, string>>, statusHeading?: string) =>
  readProgress({ texts, statusHeading, looks });
const closed: ProgressKind[] = ["done", "cancelled", "superseded", "not-applicable"];

describe("a Status column", () => {
  test.each<[words: string, heading: string, kind: ProgressKind, why: string]>([
    ["Complete", "Status", "done", "the plan's own word"],
    ["COMPLETED", "Status", "done", "in capitals"],
    ["Closed", "Status", "done", "the plan's own word"],
    ["✓", "Done?", "done", "a tick"],
    ["✔", "Status", "done", "another tick"],
    ["Yes", "Achieved?", "done", "yes to the heading"],
    ["Y", "Completed (Y/N)", "done", "yes to the heading"],
    ["Yes", "Started?", "under-way", "yes, but to another question"],
    ["Yes", "Funding agreed?", "none", "yes, but not to whether it is finished"],
    ["No", "Completed?", "none", "not finished says no more"],
    ["x", "Done", "none", "a tick or a cross"],
    ["N/A", "Status", "none", "nothing to report, or no longer applies"],
    ["100%", "Progress", "done", "all of it"],
    ["100", "Progress %", "done", "a number under a per cent heading"],
    ["60%", "Progress", "under-way", "part of it"],
    ["0%", "Progress", "not-started", "nothing of it"],
    ["1", "Priority status", "none", "a number that means something else"],
    ["Green", "RAG", "under-way", "a rating, never finished"],
    ["G", "RAG", "under-way", "the letter"],
    ["Amber", "RAG", "under-way", "a rating"],
    ["Red", "RAG", "none", "a rating that tells nothing of progress"],
    ["Blue", "RAG", "none", "only a legend makes blue finished"],
    ["Blue", "RAG (Blue = complete)", "done", "the heading says so"],
    ["Green – completed", "RAG", "done", "the words beside the colour"],
    ["Red - not started", "RAG", "not-started", "the words beside the colour"],
    ["14/06/2019", "Date completed", "done", "a date under Completed"],
    ["June 2019", "Completed", "done", "a month under Completed"],
    ["14/06/2019", "Target completion date", "none", "a date that is aimed at"],
    ["14/06/2019", "Last reviewed", "none", "a date of something else"],
    ["Not started", "Status", "not-started", "the plan's own word"],
    ["On hold", "Status", "on-hold", "the plan's own word"],
    ["Delayed", "Status", "delayed", "the plan's own word"],
    ["Ongoing", "Status", "under-way", "the plan's own word"],
    ["Partially complete", "Status", "under-way", "not finished"],
    ["Completed and ongoing", "Status", "under-way", "not finished"],
    ["Cancelled", "Status", "cancelled", "the plan's own word"],
    ["No longer required", "Status", "not-applicable", "the plan's own word"],
    ["Superseded", "Status", "superseded", "the plan's own word"],
    ["Not yet completed", "Status", "none", "a negation"],
    ["Status: overdue", "", "delayed", "with a label of its own"],
  ])("%j under %j is %s", (words, heading, kind, _why) => {
    const progress = read({ status: words }, heading);
    expect(progress.kind).toBe(kind);
    if (kind !== "none") expect(progress).toMatchObject({ basis: "stated", from: "status", words });
  });

  test("goes before the wording, and says where that differs", () => {
    const progress = read({ status: "In progress", notes: "This action has now been completed." });
    expect(progress).toMatchObject({ kind: "under-way", basis: "stated" });
    expect(progress.why).toContain("This action has now been completed");
  });

  test("that tells nothing leaves the wording to be read", () => {
    expect(read({ status: "Red", notes: "Completed." })).toMatchObject({
      kind: "done",
      basis: "wording",
      from: "notes",
    });
  });
});

describe("wording that says the action is finished", () => {
  test.each([
    "Completed",
    "Done.",
    "Action complete",
    "Action completed May 2019",
    "This has now been completed",
    "Completed on 12 June 2019",
    "Completed – June 2019",
    "Closed",
    "Achieved",
    "Now complete",
    "Fully implemented",
    "Completed at the June board meeting",
    "Completed, with no further work needed",
    "Completed. Report attached.",
    "12/07/19 - Completed",
    "This action can now be closed",
    "May 2019: in progress. July 2019: completed.",
    "- Completed and circulated to partners",
    "Completed by Graham Tyler",
  ])("%j", (notes) => {
    expect(read({ notes })).toMatchObject({ kind: "done", basis: "wording", from: "notes" });
  });

  test.each<[Meaning, string]>([
    ["timescale", "March 2019 (completed)"],
    ["timescale", "Done"],
    ["action", "Hold a launch event (COMPLETED)"],
    ["action", "COMPLETED: hold a launch event"],
    ["outcomes", "Completed."],
  ])("in the %s: %j", (meaning, words) => {
    expect(read({ [meaning]: words })).toMatchObject({ kind: "done", basis: "wording", from: meaning });
  });

  test("by the action's own words", () => {
    expect(
      read({ action: "Audit email filtering in schools", notes: "Email filtering audit has been completed." }).kind,
    ).toBe("done");
    expect(
      read({
        action: "Write and publish a staff training strategy for schools",
        notes: "Training audit has been completed.",
      }).kind,
    ).toBe("under-way");
  });
});

describe("wording that does not", () => {
  test.each([
    ["Complete by March", "a deadline"],
    ["Completed by March 2020", "a target"],
    ["Audit complete by March 2018", "a target"],
    ["Not yet completed", "a negation"],
    ["We have not finished this", "a negation"],
    ["Unable to complete", "a negation"],
    ["To be completed by the summer", "a plan"],
    ["Will be completed in June", "a plan"],
    ["Should be complete by Easter", "a plan"],
    ["Once complete, share with partners", "a condition"],
    ["If completed on time, publish", "a condition"],
    ["When finished, circulate to the board", "a condition"],
    ["Completed subject to sign off", "a condition"],
    ["Has this been completed?", "a question"],
    ["Completed?", "a question"],
    ["Complete the audit", "a task"],
    ["Completed forms are sent to the clerk", "a description"],
    ["The report was produced in May", "a part"],
    ["Phase 1 complete", "a part"],
    ["Draft completed", "a part"],
    ["Training needs analysis completed", "a part"],
    ["90% complete", "a part"],
    ["Completed in part", "a part"],
    ["Completed except for the website", "a part"],
    ["Completed. Next phase to start in May", "work is left"],
    ["Completed and ongoing", "work is left"],
    ["This is done monthly", "a habit"],
    ["School closed over the summer", "something else is closed"],
    ["One session was cancelled", "one of several"],
    ["The March meeting was cancelled and rearranged", "one of several, and it will be held"],
    ["If cancelled, tell partners", "a condition"],
    ["The event may be cancelled", "a possibility"],
    ["It was not cancelled", "a negation"],
    ["Masks are no longer required at sessions", "something else"],
    ["No further action until April", "for now"],
    ["Policy replaced by the new policy", "something else"],
    ["8 of 10 visits completed", "a part"],
  ])("%j: %s", (notes, _why) => {
    expect(closed).not.toContain(read({ notes }).kind);
    expect(closed).not.toContain(read({ action: "Hold a programme of events", notes }).kind);
  });

  test.each<[Meaning, string]>([
    ["outcomes", "All staff have completed training"],
    ["outcomes", "Policy implemented across all sites"],
    ["outcomes", "Waiting lists are no longer than six weeks"],
    ["timescale", "Complete by March 2020"],
    ["timescale", "Completed by end of June"],
    ["action", "Complete the review of cancelled orders"],
    ["action", "Review whether the leaflet is no longer needed"],
  ])("in the %s: %j", (meaning, words) => {
    expect(closed).not.toContain(read({ [meaning]: words }).kind);
  });
});

describe("closed without being done", () => {
  test.each<[string, ProgressKind]>([
    ["Cancelled due to low numbers", "cancelled"],
    ["We have decided not to proceed with this", "cancelled"],
    ["Owing to snow we decided to cancel our event. A survey will be sent.", "cancelled"],
    ["Action withdrawn", "cancelled"],
    ["This will now not go ahead", "cancelled"],
    ["Superseded by action 3.2", "superseded"],
    ["Merged with action 4.1", "superseded"],
    ["This action is no longer relevant", "not-applicable"],
    ["No longer required", "not-applicable"],
    ["Event cancelled, to be rearranged for May", "delayed"],
    ["Project abandoned. Reinstated in May.", "under-way"],
  ])("%j is %s", (notes, kind) => {
    expect(read({ notes }).kind).toBe(kind);
  });

  test("what is closed has to be what the action is about", () => {
    const action = "Hold an annual conference for practitioners";
    expect(read({ action, notes: "The conference was cancelled." }).kind).toBe("cancelled");
    expect(read({ action, notes: "The hotel booking was cancelled." }).kind).not.toBe("cancelled");
  });
});

describe("neither finished nor closed", () => {
  test.each<[string, ProgressKind, string]>([
    ["Leaflets are being printed", "under-way", "something is being done"],
    ["The group has met twice", "under-way", "something has been done"],
    ["A survey was sent to all schools", "under-way", "something was done"],
    ["Paper presented to the board", "under-way", "the same, without 'was'"],
    ["In progress", "under-way", "the plan's word in prose"],
    ["On track for delivery by the target date", "under-way", "the plan's word in prose"],
    ["On hold until funding is confirmed", "on-hold", "waiting"],
    ["Slipped to the September meeting", "delayed", "late"],
    ["Will not be met by the deadline", "delayed", "late"],
    ["Not yet started", "not-started", "not begun"],
    ["Review terms of reference – May 2021", "none", "repeats the plan"],
    ["Report to go to the board", "none", "a plan"],
    ["Leaflet to be reviewed by the group", "none", "a plan"],
    ["Will be progressed by the new working group", "none", "a plan"],
    ["Available on request.", "none", "information"],
    ["Number of sessions held each year", "none", "a measure"],
  ])("%j is %s: %s", (notes, kind, _why) => {
    expect(read({ notes }).kind).toBe(kind);
  });

  test("an outcome tells progress only where it says what is happening or when it happened", () => {
    expect(read({ outcomes: "Leaflet has been designed and is being distributed." })).toMatchObject({
      kind: "under-way",
      from: "outcomes",
    });
    expect(read({ outcomes: "Staff have been trained and feel confident." }).kind).toBe("none");
    expect(read({ outcomes: "Parents are aware of online risks." }).kind).toBe("none");
  });
});

describe("the update", () => {
  test.each<[Partial<Record<Meaning, string>>, string, string]>([
    [{ notes: " Paper sent. Will return in May. " }, "Paper sent. Will return in May.", "the whole of the notes"],
    [
      { outcomes: "Parents are aware. Leaflets are being printed." },
      "Leaflets are being printed",
      "what an outcome tells of progress",
    ],
    [{ outcomes: "Parents are aware." }, "", "an outcome hoped for is no update"],
    [
      { status: "Draft sent to all partners for comment" },
      "Draft sent to all partners for comment",
      "a status written as prose",
    ],
    [{ status: "Amber" }, "", "a word is no update"],
  ])("of %j is %j: %s", (texts, update, _why) => {
    expect(read(texts).update).toBe(update);
  });
});

test("a struck-through row is mentioned and decides nothing", () => {
  const progress = readProgress({ texts: {}, looks: { ...looks, strikethrough: true } });
  expect(progress.kind).toBe("none");
  expect(progress.why).toContain("struck through");
});

describe("whatever is written", () => {
  test("the words quoted stand in the row, and every reading says why", () => {
    const piece = fc.constantFrom(
      "completed",
      "not",
      "cancelled",
      "to be",
      "this action",
      "has been",
      "by March",
      ".",
      "?",
      "(",
      ")",
      "on hold",
      "no longer",
      "required",
      "100%",
      "–",
      "\n",
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 20 }),
        fc.constantFrom<Meaning>("notes", "outcomes", "timescale", "status", "action"),
        (pieces, meaning) => {
          const text = pieces.join(" ");
          const { kind, words, why } = read({ [meaning]: text });
          expect(progressKinds).toContain(kind);
          expect(text).toContain(words);
          expect(why).not.toBe("");
        },
      ),
      { numRuns: 300 },
    );
  });

  test("a cell as long as Excel allows is read in a moment", () => {
    const started = performance.now();
    for (const unit of ["to be completed ", "x\n", "– ", "has been ", "a"])
      read({ notes: unit.repeat(32_767 / unit.length), outcomes: unit.repeat(32_767 / unit.length) });
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe("an action that consists of one deed is finished when the deed is", () => {
  const action = "Undertake an audit of the arrangements partners have in place for filtering email";
  test.each([
    ["Audit completed and reported to the group.", "done", "the deed itself, by its own name"],
    ["The audit has now been carried out", "done", "carried out is done"],
    ["Audit to be completed", "none", "a plan"],
    ["The first audit was completed", "under-way", "one of several"],
    ["Audit completed by two of the five districts", "under-way", "not all of it"],
    ["Audit not yet completed", "none", "its opposite"],
    ["Survey completed", "under-way", "another deed"],
  ])("“%s” reads %s: %s", (notes, expected, _why) => {
    expect(
      readProgress({
        texts: { action, notes },
        looks: { italic: false, strikethrough: false, fill: null, colour: null },
      }).kind,
    ).toBe(expected);
  });

  test("an action that goes on is not finished by one turn of it", () => {
    const texts = { action: "Continue to undertake audits of email filtering", notes: "Audit completed" };
    expect(readProgress({ texts, looks: { italic: false, strikethrough: false, fill: null, colour: null } }).kind).toBe(
      "under-way",
    );
  });
});
