/**
 * @jest-environment jsdom
 *
 * What the pane does while something takes long, goes wrong or changes under it. The use-cases are played here: the real
 * ones run in test/browser.
 */
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";

import type { Job, PutBackPlan, Review } from "../../src/app/types";
import { App } from "../../src/taskpane/App";
import { item, review } from "./sample";

const plan = review([item({ row: 5, ref: "1.1", status: "overdue", daysLate: 3, timescale: { due: "2019-07-05" } })], {
  highlighted: 2,
});

const played = {
  reviewPlan: jest.fn<Promise<Review>, [string, Job?]>(),
  highlightPlan: jest.fn(async (_asAt: string, _job?: Job) => ({ highlighted: 2, refused: [], sentence: "" })),
  planPutBack: jest.fn<Promise<PutBackPlan>, [Job?]>(),
  putEverythingBack: jest.fn<Promise<{ sentence: string }>, [{ all: boolean; history: boolean }, Job?]>(),
  saveSnapshot: jest.fn<Promise<{ sentence: string }>, [string, Job?]>(),
  changed: (_by: "me" | "someone else"): void => undefined,
};

jest.mock("../../src/app", () => ({
  today: () => "2019-07-08",
  rememberedAsAt: () => "2019-07-08",
  rememberAsAt: () => undefined,
  reviewPlan: (asAt: string, job?: Job) => played.reviewPlan(asAt, job),
  highlightPlan: (asAt: string, job?: Job) => played.highlightPlan(asAt, job),
  planPutBack: (job?: Job) => played.planPutBack(job),
  putEverythingBack: (what: { all: boolean; history: boolean }, job?: Job) => played.putEverythingBack(what, job),
  saveSnapshot: (asAt: string, job?: Job) => played.saveSnapshot(asAt, job),
  lookForHighlights: async () => plan.highlighted,
  watchPlan: async (changed: typeof played.changed) => {
    played.changed = changed;
    return async () => undefined;
  },
}));

const problem = (name: string, happened: string, written: "nothing" | "some" | "unknown" = "nothing") =>
  Object.assign(new Error(happened), {
    name,
    happened,
    because: "",
    next: "Do this next.",
    looked: { sheets: [], chosen: false, keptIn: "" },
    written,
  });

let root: Root;
const kept = new Map<string, string>();
const device = {
  recall: (name: string) => kept.get(name) ?? null,
  remember: (name: string, value: string | null) => void kept.set(name, value ?? ""),
};

beforeEach(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  jest.useFakeTimers();
  kept.clear();
  played.reviewPlan.mockReset().mockResolvedValue(plan);
  played.highlightPlan.mockReset().mockResolvedValue({ highlighted: 2, refused: [], sentence: "" });
  played.planPutBack.mockReset();
  played.putEverythingBack.mockReset();
  played.saveSnapshot.mockReset();
  document.body.innerHTML = "<div id=pane></div>";
  window.scrollTo = () => undefined;
  root = createRoot(document.getElementById("pane")!);
});

afterEach(() => {
  act(() => root.unmount());
  jest.useRealTimers();
});

const show = () => act(async () => root.render(<App device={device} />));
const words = () => document.querySelector("main")!.textContent!;
const announced = () => document.querySelector("[role=status]")!.textContent;
const button = (name: string) =>
  [...document.querySelectorAll("button")].find((each) => each.textContent!.replace("›", "").trim() === name)!;
const press = (name: string) => act(async () => button(name).click());
const pass = (milliseconds: number) => act(async () => jest.advanceTimersByTimeAsync(milliseconds));

/** A promise that is settled from outside. */
function later<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** Ends as a use-case does that is stopped by Cancel. */
const untilStopped = <T,>(job: Job | undefined, written?: "nothing" | "some" | "unknown") =>
  new Promise<T>((_, reject) =>
    job?.signal?.addEventListener("abort", () => reject(problem("cancelled", "Stopped.", written))),
  );

/** A reading that says what it is doing and waits until it is stopped. */
function slowly() {
  played.reviewPlan.mockImplementationOnce(
    (_, job) =>
      new Promise((_resolve, reject) => {
        job?.say?.("Reading 6 sheets");
        job?.signal?.addEventListener("abort", () => reject(problem("cancelled", "Stopped.")));
      }),
  );
}

test("a long reading says what it is doing; Cancel stops it, and it can be begun again", async () => {
  slowly();
  await show();
  expect(announced()).toBe("Reading 6 sheets");
  await press("Cancel");
  expect(words()).toContain("The plan has not been read.");
  expect(announced()).toBe("Stopped. Do this next.");
  await press("Read the plan");
  expect(words()).toContain("Harbour Action Plan");
});

test("Escape stops what is being done", async () => {
  slowly();
  await show();
  await act(async () =>
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true })),
  );
  expect(announced()).toBe("Stopped. Do this next.");
});

test("a problem is told in its own words, and Try again tries again", async () => {
  played.reviewPlan.mockRejectedValueOnce(problem("editing", "Someone is typing in a cell."));
  await show();
  expect(words()).toContain("Someone is typing in a cell.");
  expect(words()).toContain("Do this next.");
  await press("Try again");
  expect(words()).toContain("Harbour Action Plan");
});

test("an error nobody foresaw shows nothing of its own text", async () => {
  played.reviewPlan.mockRejectedValueOnce(new TypeError("undefined is not a function"));
  await show();
  expect(words()).toContain("That did not work.");
  expect(document.body.textContent).not.toContain("undefined");
});

describe("keeping up with the plan", () => {
  const cases: [
    what: string,
    keepsUp: boolean,
    by: "me" | "someone else",
    reads: number,
    highlights: number,
    says: string | null,
  ][] = [
    ["off: one's own edit is pointed out", false, "me", 1, 0, "The plan may have changed"],
    ["off: a colleague's edit is pointed out", false, "someone else", 1, 0, "Someone else has changed the workbook"],
    ["on: one's own edit is read, and the highlights renewed", true, "me", 2, 1, null],
    [
      "on: a colleague's edit is only pointed out, never acted on",
      true,
      "someone else",
      1,
      0,
      "Someone else has changed the workbook",
    ],
  ];
  test.each(cases)("%s", async (_, keepsUp, by, reads, highlights, says) => {
    if (keepsUp) kept.set("keep-up", "yes");
    await show();
    await act(async () => played.changed(by));
    await pass(5000);
    expect(played.reviewPlan).toHaveBeenCalledTimes(reads);
    expect(played.highlightPlan).toHaveBeenCalledTimes(highlights);
    if (says) expect(words()).toContain(says);
    else expect(words()).not.toMatch(/since (?:it|the plan) was read/);
  });

  test("many edits in a row are read once, when they have come to rest", async () => {
    kept.set("keep-up", "yes");
    await show();
    for (let edits = 0; edits < 5; edits++) {
      await act(async () => played.changed("me"));
      await pass(500);
    }
    await pass(5000);
    expect(played.reviewPlan).toHaveBeenCalledTimes(2);
  });
});

describe("what runs by itself gives way to what a person asks for", () => {
  const fresh = review([item({ row: 5, ref: "1.1" })], { asAt: "2019-07-08", highlighted: 2 });
  const other = { ...fresh, plan: { ...fresh.plan, title: "An older reading" } };

  /** The pane has begun to read by itself; the answer is still out. */
  async function readingQuietly() {
    kept.set("keep-up", "yes");
    await show();
    const reading = later<Review>();
    played.reviewPlan.mockImplementationOnce(() => reading.promise);
    await act(async () => played.changed("me"));
    await pass(1500);
    expect(played.reviewPlan).toHaveBeenCalledTimes(2);
    return { ...reading, job: played.reviewPlan.mock.calls[1]![1] };
  }

  test.each([
    ["highlights are drawn anew where there are some", 2, 1],
    ["none are drawn where nobody asked for any", 0, 0],
  ])("%s", async (_, highlighted, drawn) => {
    const { resolve } = await readingQuietly();
    await act(async () => resolve({ ...fresh, highlighted }));
    await pass(1500);
    expect(played.highlightPlan).toHaveBeenCalledTimes(drawn);
  });

  test("it can be stopped, and a deed that begins stops it", async () => {
    const { job } = await readingQuietly();
    expect(job?.signal?.aborted).toBe(false);
    played.saveSnapshot.mockImplementationOnce((_, own) => untilStopped(own));
    await press("Save a snapshot now");
    expect(job!.signal!.aborted).toBe(true);
  });

  test("an answer that comes after a deed was begun and ended is dropped, and the edit is taken in afterwards", async () => {
    const reading = await readingQuietly();
    played.saveSnapshot.mockResolvedValueOnce({ sentence: "Saved." });
    await press("Save a snapshot now");
    await act(async () => reading.resolve(other));
    expect(words()).not.toContain("An older reading");
    expect(played.highlightPlan).not.toHaveBeenCalled();
    await pass(1500);
    expect(played.reviewPlan).toHaveBeenCalledTimes(4);
    expect(played.highlightPlan).toHaveBeenCalledTimes(1);
  });

  test("an edit made while a deed runs is taken in when it has ended", async () => {
    kept.set("keep-up", "yes");
    await show();
    const saving = later<{ sentence: string }>();
    played.saveSnapshot.mockImplementationOnce(() => saving.promise);
    await press("Save a snapshot now");
    await act(async () => played.changed("me"));
    await pass(4000);
    await act(async () => saving.reject(problem("editing", "Someone is typing in a cell.")));
    expect(played.reviewPlan).toHaveBeenCalledTimes(1);
    await pass(1500);
    expect(played.reviewPlan).toHaveBeenCalledTimes(2);
  });

  test("an answer for another date than the one shown is dropped", async () => {
    const reading = await readingQuietly();
    played.reviewPlan.mockImplementation(async (asAt) => ({ ...fresh, asAt }));
    await act(async () => {
      const input = document.querySelector<HTMLInputElement>("input[type=date]")!;
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")!.set!.call(input, "2019-12-01");
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await press("Show");
    await act(async () => reading.resolve(other));
    expect(words()).not.toContain("An older reading");
    expect(words()).toContain("Shown as at 1 December 2019.");
  });

  test("it ends with the pane", async () => {
    const { job, reject } = await readingQuietly();
    await act(async () => root.unmount());
    expect(job!.signal!.aborted).toBe(true);
    await act(async () => reject(problem("cancelled", "Stopped.")));
    await pass(5000);
    expect(played.reviewPlan).toHaveBeenCalledTimes(2);
    root = createRoot(document.getElementById("pane")!);
  });

  test("renewing the highlights can be stopped as well", async () => {
    kept.set("keep-up", "yes");
    await show();
    played.highlightPlan.mockImplementationOnce((_, own) => untilStopped(own, "some"));
    await act(async () => played.changed("me"));
    await pass(1500);
    played.saveSnapshot.mockResolvedValueOnce({ sentence: "Saved." });
    await press("Save a snapshot now");
    expect(played.highlightPlan.mock.calls[0]![1]!.signal!.aborted).toBe(true);
    // What was half renewed is renewed to its end.
    await pass(1500);
    expect(played.highlightPlan).toHaveBeenCalledTimes(2);
  });
});

test("a late word of a deed that was given up does not change the words of the one that runs", async () => {
  await show();
  let first: Job | undefined;
  played.saveSnapshot.mockImplementationOnce((_, job) => {
    first = job;
    return untilStopped(job);
  });
  await press("Save a snapshot now");
  await press("Cancel");
  played.saveSnapshot.mockImplementationOnce((_, job) => untilStopped(job));
  await press("Save a snapshot now");
  const running = announced();
  await act(async () => first!.say!("Excel has not answered yet. Still waiting"));
  expect(announced()).toBe(running);
  expect(document.body.textContent).toContain("Saving a snapshot…");
});

describe("a deed that stopped after it may have written", () => {
  const now = { ...plan, plan: { ...plan.plan, title: "The plan as it is now" } };
  const cases: [
    how: string,
    name: string,
    written: "nothing" | "some" | "unknown",
    readsAgain: boolean,
    offers: boolean,
  ][] = [
    ["nothing was written: what is shown still holds", "cancelled", "nothing", false, false],
    ["stopped in the middle: read again", "cancelled", "some", true, false],
    [
      "not answered: read again, and offered once more because it may still be carried out",
      "busy",
      "unknown",
      true,
      true,
    ],
    ["stopped while nobody had answered: the same", "cancelled", "unknown", true, true],
  ];
  test.each(cases)("%s", async (_, name, written, readsAgain, offers) => {
    await show();
    played.saveSnapshot.mockRejectedValueOnce(problem(name, "It came to no end.", written));
    played.reviewPlan.mockResolvedValue(now);
    await press("Save a snapshot now");
    expect(words()).toContain("It came to no end.");
    expect(words().includes("The plan as it is now")).toBe(readsAgain);
    expect(words().includes("The plan may have changed since it was read.")).toBe(offers);
    expect(words()).not.toContain("The plan has been read again.");
    expect(announced()).toBe("It came to no end. Do this next.");
  });

  test("what cannot be read again either is offered to be", async () => {
    await show();
    played.saveSnapshot.mockRejectedValueOnce(problem("cancelled", "Stopped.", "some"));
    played.reviewPlan.mockRejectedValueOnce(problem("busy", "Excel is busy."));
    await press("Save a snapshot now");
    expect(words()).toContain("Stopped. Do this next.");
    expect(words()).not.toContain("Excel is busy.");
    expect(words()).toContain("The plan may have changed since it was read.");
  });
});

describe("put everything back", () => {
  const found: PutBackPlan = {
    sheets: ["Update data"],
    history: ["Plan history"],
    writtenOn: [],
    stays: [],
    highlights: 2,
    lookedAt: [],
    stops: { sheets: null, highlights: null },
  };
  async function open(part: Partial<PutBackPlan> = {}): Promise<void> {
    played.planPutBack.mockResolvedValue({ ...found, ...part });
    await show();
    await press("Put everything back");
  }
  const main = () => button("Put everything back") ?? button("Remove the highlights");
  const isShut = (it: HTMLButtonElement) => it.disabled || it.getAttribute("aria-disabled") === "true";
  const looking = (where: string, ...sheets: string[]) => ({ where, sheets });
  const many = Array.from({ length: 14 }, (_, n) => looking(`“Dashboard” B${n + 1}`, "Update data"));

  const warnings: [what: string, part: Partial<PutBackPlan>, says: string | null][] = [
    ["no formula looks at our sheets: nothing said", {}, null],
    [
      "each formula is named",
      {
        history: [],
        lookedAt: [looking("“Dashboard” B4", "Update data"), looking("the name Late_rows", "Update data")],
      },
      "These formulas look at sheets that would go: “Dashboard” B4 and the name Late_rows. A formula whose sheet has gone shows #REF!.",
    ],
    [
      "the history stays, so what looks at it loses nothing",
      { lookedAt: [looking("“Dashboard” B4", "Plan history")] },
      null,
    ],
    [
      "the history stays: what looks at it and at a sheet that goes is named, what looks at it alone is not",
      {
        lookedAt: [
          looking("“Dashboard” B4", "Plan history"),
          looking("“Dashboard” B5", "Plan history", "Update data"),
          looking("“Dashboard” B6", "Update data"),
        ],
      },
      "These formulas look at sheets that would go: “Dashboard” B5 and “Dashboard” B6.",
    ],
    ["a dashboard full of them: the first are named and the rest counted", { lookedAt: many }, "B12 and 2 more."],
    [
      "only highlights would go: no formula loses anything",
      { sheets: [], lookedAt: [looking("“Dashboard” B4", "Plan history")] },
      null,
    ],
  ];
  test.each(warnings)("%s", async (_, part, says) => {
    await open(part);
    if (says) expect(words()).toContain(says);
    else expect(words()).not.toContain("These formulas");
    expect(isShut(main())).toBe(false);
  });

  const stays = "“Update Q4 2018-19” is no longer as this add-in writes it, so it stays.";
  test("what people have written on a sheet is said beside it, and what stays though it was ours", async () => {
    const sheets = ["Update Q1 2019-20", "Update data"];
    await open({ sheets, writtenOn: ["Update Q1 2019-20"], stays: [stays] });
    expect(words()).toContain("the sheet “Update Q1 2019-20”, with what people have written on it");
    expect(words()).not.toContain("“Update data”, with");
    expect(words()).toContain(stays);
  });
  test("what stays though it was ours is said where there is nothing else", async () => {
    await open({ sheets: [], history: [], highlights: 0, stays: [stays] });
    expect(words()).not.toContain("There is nothing of ours in this workbook");
    expect(words()).toContain("There is nothing that can be put back.");
    expect(words()).toContain(stays);
  });

  const protectedWords = "The structure of this workbook is protected, so no sheet can be added, shown or removed.";
  const readOnlyWords = "This workbook is open for reading only.";
  const structure = { sheets: protectedWords, highlights: null };
  const readOnly = { sheets: readOnlyWords, highlights: readOnlyWords };
  const noSheets = { sheets: [], history: [] };
  const stops: [what: string, part: Partial<PutBackPlan>, chosen: "all" | "highlights", why: string | null][] = [
    ["sheets that cannot go: shut, with the reason", { stops: structure }, "all", protectedWords],
    ["highlights can be removed where sheets cannot", { stops: structure }, "highlights", null],
    ["the history stays and is all there is: highlights can go", { sheets: [], stops: structure }, "all", null],
    ["no sheet is there that could not go: highlights can", { ...noSheets, stops: structure }, "all", null],
    ["open for reading only: no sheet can go", { stops: readOnly }, "all", readOnlyWords],
    ["open for reading only: no highlight either", { stops: readOnly }, "highlights", readOnlyWords],
    ["open for reading only, the history stays", { sheets: [], stops: readOnly }, "all", readOnlyWords],
    ["open for reading only, with no sheet of ours", { ...noSheets, stops: readOnly }, "all", readOnlyWords],
  ];
  test.each(stops)("%s", async (_, part, chosen, why) => {
    await open(part);
    await act(async () => document.querySelector<HTMLInputElement>(`input[value=${chosen}]`)!.click());
    expect(isShut(main())).toBe(why !== null);
    for (const each of [protectedWords, readOnlyWords]) expect(words().includes(each)).toBe(each === why);
    await act(async () => main().click());
    expect(played.putEverythingBack).toHaveBeenCalledTimes(why === null ? 1 : 0);
    if (why) expect(document.getElementById(main().getAttribute("aria-describedby")!)!.textContent).toBe(why);
  });

  test("the look-up says what it waits for and can be stopped and begun again", async () => {
    played.planPutBack.mockImplementationOnce((job) => {
      job?.say?.("Excel has not answered yet. Still waiting");
      return untilStopped(job);
    });
    await show();
    await press("Put everything back");
    expect(announced()).toBe("Excel has not answered yet. Still waiting");
    await press("Cancel");
    expect(words()).toContain("Stopped. Do this next.");
    expect(words()).not.toContain("What will go");
    played.planPutBack.mockResolvedValue(found);
    await press("Look for what we added");
    expect(words()).toContain("the sheet “Update data”");
  });

  test("a look-up that failed can be tried again", async () => {
    played.planPutBack.mockRejectedValueOnce(problem("editing", "Someone is typing in a cell."));
    await show();
    await press("Put everything back");
    expect(words()).toContain("Someone is typing in a cell.");
    played.planPutBack.mockResolvedValue(found);
    await press("Try again");
    expect(words()).toContain("the sheet “Update data”");
  });

  test.each([
    ["nothing", true],
    ["some", false],
    ["unknown", false],
  ] as const)("stopped with %s removed: what was found is shown only while it is so", async (written, stands) => {
    await open();
    played.putEverythingBack.mockImplementationOnce((_, job) => untilStopped(job, written));
    await act(async () => main().click());
    await press("Cancel");
    expect(words()).toContain("Stopped. Do this next.");
    expect(words().includes("What will go")).toBe(stands);
  });
});
