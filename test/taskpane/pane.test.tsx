/**
 * @jest-environment jsdom
 *
 * What the pane does while something takes long, goes wrong or changes under it. The use-cases are played here: the real
 * ones run in test/browser.
 */
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";

import type { Job, Review } from "../../src/app/types";
import { App } from "../../src/taskpane/App";
import { item, review } from "./sample";

const plan = review([item({ row: 5, ref: "1.1", status: "overdue", daysLate: 3, timescale: { due: "2019-07-05" } })], {
  highlighted: 2,
});

const played = {
  reviewPlan: jest.fn<Promise<Review>, [string, Job?]>(),
  highlightPlan: jest.fn(async () => ({ highlighted: 2, refused: [], sentence: "" })),
  changed: (_by: "me" | "someone else"): void => undefined,
};

jest.mock("../../src/app", () => ({
  today: () => "2019-07-08",
  rememberedAsAt: () => "2019-07-08",
  rememberAsAt: () => undefined,
  reviewPlan: (asAt: string, job?: Job) => played.reviewPlan(asAt, job),
  highlightPlan: () => played.highlightPlan(),
  lookForHighlights: async () => plan.highlighted,
  watchPlan: async (changed: typeof played.changed) => {
    played.changed = changed;
    return async () => undefined;
  },
}));

const problem = (name: string, happened: string) =>
  Object.assign(new Error(happened), {
    name,
    happened,
    because: "",
    next: "Do this next.",
    looked: { sheets: [], chosen: false },
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
  played.highlightPlan.mockClear();
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
const button = (name: string) => [...document.querySelectorAll("button")].find((each) => each.textContent === name)!;
const press = (name: string) => act(async () => button(name).click());
const pass = (milliseconds: number) => act(async () => jest.advanceTimersByTimeAsync(milliseconds));

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
