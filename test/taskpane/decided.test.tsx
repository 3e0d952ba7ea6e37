/**
 * @jest-environment jsdom
 *
 * What people decided, as the pane shows it beside an action, and how it is taken back there.
 */
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";

import type { Decision, Review, ReviewItem } from "../../src/app/types";
import { Answers, Decided } from "../../src/taskpane/parts/Decided";
import { Choices } from "../../src/taskpane/parts/Choices";
import { Changes } from "../../src/taskpane/screens/Changes";
import { OneAction } from "../../src/taskpane/screens/OneAction";
import { startState } from "../../src/taskpane/state";
import { PaneProvider } from "../../src/taskpane/usePane";
import type { Deed, Pane } from "../../src/taskpane/usePane";
import { item, question as sampleQuestion, review } from "./sample";

const kept: Decision[] = [];
let already = false;
jest.mock("../../src/app", () => ({
  today: () => "2019-07-08",
  decide: async (decision: Decision) => {
    kept.push(decision);
    return { already, sheet: "What we said" };
  },
}));

const decision: Decision = {
  ref: "1.1",
  action: "Publish the register",
  about: "progress",
  words: "March\n2019",
  readAs: "Complete",
  decidedOn: "2019-07-01",
  by: "Ann Lee",
};
const applied = { decision, applied: true, refused: null };
const action = item({ row: 5, ref: "1.1", status: "complete" });
const withDecisions = (more: Partial<ReviewItem>): ReviewItem => ({ ...action, ...more });

let root: Root;
let said = "";
beforeEach(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  kept.length = 0;
  already = false;
  document.body.innerHTML = "<div id=pane></div>";
  root = createRoot(document.getElementById("pane")!);
});
afterEach(() => act(() => root.unmount()));

async function show(element: React.ReactNode, answers = [applied], part: Partial<Review> = {}): Promise<string> {
  const pane = {
    state: { ...startState("2019-07-08"), review: review([action], { answers, ...part }) },
    name: "Bob Roy",
    act: async <T,>(deed: Deed<T>) => {
      said = deed.notice?.(await deed.task({})) ?? "";
      return undefined;
    },
  } as unknown as Pane;
  await act(async () => root.render(<PaneProvider value={pane}>{element}</PaneProvider>));
  return document.body.textContent!;
}

test("who decided what, when, about which words, and what it changes", async () => {
  const changes = "Without this it would be overdue since 31 March 2019.";
  const shown = await show(<Decided item={withDecisions({ decided: [{ ...applied, changes }] })} />);
  expect(shown).toContain("Read as decided");
  expect(shown).toContain("Is it finished: “Complete”, decided by Ann Lee on 1 July 2019.");
  expect(shown).toContain("March 2019");
  expect(shown).toContain(changes);
  expect(shown).not.toContain("Not applied");
});

test("what does not hold is shown as such, by whom it may be", async () => {
  const ahead = { ...decision, by: "", decidedOn: "2099-01-01" };
  const line = { decision: ahead, applied: false, refused: "dated-ahead" as const, changes: null };
  expect(await show(<Decided item={withDecisions({ decided: [line] })} />)).toContain(
    "Is it finished: “Complete”, decided by nobody named on 1 January 2099. Not applied: dated ahead: 1 January 2099.",
  );
});

test("taking it back keeps a line that says so, in the name of whoever does it", async () => {
  await show(<Decided item={withDecisions({ decided: [{ ...applied, changes: null }] })} />);
  await act(async () => document.querySelector("button")!.click());
  expect(kept).toEqual([{ ...decision, readAs: "Taken back: Complete", decidedOn: "2019-07-08", by: "Bob Roy" }]);
  expect(said).toBe("Taken back: no longer read as “Complete”. Both lines stay in the sheet “What we said”.");
});

test("taking back what was taken back before is not said to have been done now", async () => {
  already = true;
  await show(<Decided item={withDecisions({ decided: [{ ...applied, changes: null }] })} />);
  await act(async () => document.querySelector("button")!.click());
  expect(said).toBe("It was taken back already.");
});

describe("an answer that stood there before is said to have been kept already, on every screen that keeps one", () => {
  const asked = item({ row: 5, ref: "1.1", status: "looks-finished" });
  const choice = { label: "It was done", does: { kind: "decide" as const, decision }, kept: "" };
  const question = { ...sampleQuestion("q", "needs-answer"), choices: [choice] };
  const changes = {
    since: "2019-06-30",
    groups: [],
    questions: [{ question: "Same?", choices: [{ label: "Yes", decision }] }],
  };
  const cases: [screen: string, element: React.ReactNode, press: string, part: Partial<Review>][] = [
    ["a question", <Choices question={question} />, "It was done", {}],
    ["an action", <OneAction actionKey="Plan!5" />, "It was done", {}],
    ["rows nobody could match", <Changes />, "Yes", { changes }],
  ];
  test.each(cases)("%s", async (_, element, label, part) => {
    for (const before of [false, true]) {
      already = before;
      said = "";
      await show(element, [], { items: [asked], ...part });
      const button = [...document.querySelectorAll("button")].find((each) => each.textContent === label)!;
      await act(async () => button.click());
      if (before) expect(said).toBe("It was kept already.");
      else expect(said).toMatch(/^Kept in the sheet “What we said”: /);
    }
  });
});

test("an answer the words have outgrown is told with its old words, and there is nothing to take back", async () => {
  const shown = await show(<Decided item={withDecisions({ lapsed: [decision] })} />);
  expect(shown).toContain("An earlier answer no longer applies: the words have changed since.");
  expect(shown).toContain("March 2019");
  expect(shown).toContain("These words were read as “Complete”, decided by Ann Lee on 1 July 2019.");
  expect(shown).not.toContain("Read as decided");
  expect(document.querySelector("button")).toBeNull();
});

test("nothing decided, nothing shown", async () => {
  expect(await show(<Decided item={action} />)).toBe("");
});

test("answers about names are shown where names are, those about rows where rows are", async () => {
  const owner = { ...applied, decision: { ...decision, about: "owner" as const, readAs: "The same as NBBC" } };
  const row = { ...applied, decision: { ...decision, about: "same-action" as const, readAs: "The same action" } };
  const names = await show(<Answers about="owner" heading="Names" />, [owner, row]);
  expect(names).toContain("Owner: “The same as NBBC”");
  expect(names).not.toContain("The same action");
  const rows = await show(<Answers about="same-action" heading="Rows" />, [owner, row]);
  expect(rows).toContain("Same action of “Publish the register”: “The same action”");
});
