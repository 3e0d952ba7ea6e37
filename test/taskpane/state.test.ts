/** How the pane moves from screen to screen. */
import { canGoBack, reduce, shown, startState } from "../../src/taskpane/state";
import type { PaneEvent, PaneState, Screen } from "../../src/taskpane/state";
import { item, review } from "./sample";

const asAt = "2019-07-08";
const plan = review([
  item({ row: 5, ref: "1.1", action: "Open the harbour" }),
  item({ row: 6, ref: "1.2", action: "Train the crew" }),
]);
const problem = {
  name: "editing",
  happened: "Someone is typing.",
  because: "",
  next: "Finish the cell.",
  written: "nothing" as const,
  looked: { sheets: [], chosen: false, keptIn: "" },
};
const done = { sheet: "Update Q2 2019-20", replaced: false, sentence: "Ready.", words: "", html: "" };

function after(...events: PaneEvent[]): PaneState {
  return events.reduce(reduce, startState(asAt));
}

const read: PaneEvent = { type: "finished", review: plan };
const open = (screen: Screen): PaneEvent => ({ type: "open", screen });

describe("where events lead", () => {
  const cases: [what: string, events: PaneEvent[], screens: string[]][] = [
    ["nothing yet: home waits for the plan", [], ["home"]],
    ["a first run asks before anything else", [{ type: "finished", review: plan, firstRun: true }], ["first-run"]],
    ["a plan met before opens at home", [read], ["home"]],
    [
      "opening goes deeper",
      [read, open({ at: "list", group: "overdue" }), open({ at: "action", key: "Plan!5" })],
      ["home", "list", "action"],
    ],
    ["back goes one up", [read, open({ at: "help" }), open({ at: "changes" }), { type: "back" }], ["home", "help"]],
    ["back on the first screen stays", [read, { type: "back" }], ["home"]],
    ["home leaves all behind", [read, open({ at: "help" }), { type: "home" }], ["home"]],
    [
      "nothing opens while something is being done",
      [read, { type: "started", doing: "Writing" }, open({ at: "help" })],
      ["home"],
    ],
    [
      "back does not leave what is being done",
      [read, open({ at: "help" }), { type: "started", doing: "Writing" }, { type: "back" }],
      ["home", "help"],
    ],
    [
      "back from Done does not show the form that was sent",
      [read, open({ at: "generate" }), { type: "finished", review: plan, next: { at: "done", done } }],
      ["home", "done"],
    ],
    [
      "a deed can lead back",
      [read, open({ at: "read-as", key: "Plan!5" }), { type: "finished", review: plan, next: "back" }],
      ["home"],
    ],
  ];
  test.each(cases)("%s", (_, events, screens) => {
    expect(after(...events).trail.map((screen) => screen.at)).toEqual(screens);
  });
});

const stoppedWith = (written: "nothing" | "some" | "unknown") => ({
  ...problem,
  name: "cancelled",
  happened: "Stopped, as you asked.",
  because: "Nothing was written.",
  next: "",
  written,
});

describe("what is said", () => {
  test("what is being done, and what it has come to, is announced once each", () => {
    const started = after(read, { type: "started", doing: "Writing the update" });
    expect(started.announced).toEqual({ words: "Writing the update", turn: 1 });
    const same = reduce(started, { type: "doing", doing: "Writing the update" });
    expect(same.announced.turn).toBe(1);
    expect(reduce(same, { type: "finished", notice: "Ready." }).announced).toEqual({ words: "Ready.", turn: 2 });
  });

  test("a problem is told whole, and Back clears it", () => {
    const failed = after(read, open({ at: "help" }), { type: "failed", problem });
    expect(failed.announced.words).toBe("Someone is typing. Finish the cell.");
    expect(failed.doing).toBeNull();
    expect(reduce(failed, { type: "back" }).problem).toBeNull();
  });

  test("stopping is not a success and not a fault", () => {
    const state = after(
      read,
      { type: "started", doing: "Writing" },
      { type: "cancelled", problem: stoppedWith("nothing") },
    );
    expect(state.notice).toEqual({ words: "Stopped, as you asked. Nothing was written.", done: false });
    expect(state.problem).toBeNull();
    expect(state.changed).toBeNull();
  });

  test.each(["some", "unknown"] as const)("what may have been written (%s) makes the reading old", (written) => {
    const stopped = after(
      read,
      { type: "started", doing: "Writing" },
      { type: "cancelled", problem: stoppedWith(written) },
    );
    expect(stopped.changed).toBe("me");
    const failed = after(
      read,
      { type: "started", doing: "Writing" },
      { type: "failed", problem: { ...problem, written } },
    );
    expect(failed.changed).toBe("me");
  });

  test("a message can be closed", () => {
    const state = after(read, { type: "finished", notice: "Kept." }, { type: "dismissed" });
    expect([state.notice, state.problem]).toEqual([null, null]);
  });

  test("a late word about work that is over is not shown as work", () => {
    expect(after(read, { type: "doing", doing: "Reading" }).doing).toBeNull();
  });
});

describe("a plan that changes under an open action", () => {
  const onAction = after(read, open({ at: "list", group: "no-date" }), open({ at: "action", key: "Plan!6" }));
  const cases: [what: string, rows: Parameters<typeof item>[0][], key: string | null][] = [
    [
      "a row inserted above: the same action, lower down",
      [
        { row: 6, ref: "1.1", action: "Open the harbour" },
        { row: 7, ref: "1.2", action: "Train the crew" },
      ],
      "Plan!7",
    ],
    ["renumbered: the words decide", [{ row: 6, ref: "2.4", action: "Train the crew" }], "Plan!6"],
    ["reworded: the reference decides", [{ row: 9, ref: "1.2", action: "Train all of the crew" }], "Plan!9"],
    [
      "another action now stands on its row: not mistaken for it",
      [{ row: 6, ref: "1.3", action: "Paint the pier" }],
      null,
    ],
    ["gone: its screen is left", [{ row: 5, ref: "1.1", action: "Open the harbour" }], null],
  ];
  test.each(cases)("%s", (_, rows, key) => {
    const state = reduce(onAction, { type: "quietly-read", review: review(rows.map(item)) });
    const screen = shown(state);
    expect(screen).toEqual(key === null ? { at: "list", group: "no-date" } : { at: "action", key });
    expect(state.notice?.words ?? null).toBe(
      key === null ? "That row is not in the plan any more, or not as it was." : null,
    );
  });

  test("what was said of the deed before stays said when its row has gone: it may be all that is known", () => {
    const stopped = reduce(onAction, { type: "cancelled", problem: stoppedWith("some") });
    const state = reduce(stopped, { type: "quietly-read", review: review([]) });
    expect(state.notice?.words).toBe(
      "Stopped, as you asked. Nothing was written. That row is not in the plan any more, or not as it was.",
    );
  });

  test("rows without a reference are not taken for each other", () => {
    const before = after(
      { type: "finished", review: review([item({ row: 5, action: "One" })]) },
      open({ at: "action", key: "Plan!5" }),
    );
    const state = reduce(before, { type: "quietly-read", review: review([item({ row: 5, action: "Other" })]) });
    expect(shown(state).at).toBe("home");
    expect(canGoBack(state)).toBe(false);
  });
});

describe("someone else's edits", () => {
  test("are pointed out, and forgotten once the plan is read again", () => {
    const changed = after(read, { type: "plan-changed", by: "someone else" });
    expect(changed.changed).toBe("someone else");
    expect(reduce(changed, read).changed).toBeNull();
  });

  test("mean nothing before the first reading", () => {
    expect(after({ type: "plan-changed", by: "me" }).changed).toBeNull();
  });

  test("what was done but could not be read again is shown as out of date", () => {
    expect(after(read, { type: "finished", stale: true, notice: "Kept." }).changed).toBe("me");
  });
});
