/**
 * @jest-environment jsdom
 *
 * Every screen that says where something is kept calls the sheet as it is called in the workbook; the help alone has the
 * usual names, and says that they may have a number.
 */
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";

import type { Review } from "../../src/app/types";
import { Columns } from "../../src/taskpane/parts/Columns";
import { layoutsOf } from "../../src/taskpane/say";
import { Before } from "../../src/taskpane/screens/Before";
import { Changes } from "../../src/taskpane/screens/Changes";
import { Earlier } from "../../src/taskpane/screens/Earlier";
import { Help } from "../../src/taskpane/screens/Help";
import { HowRead } from "../../src/taskpane/screens/HowRead";
import { OneAction } from "../../src/taskpane/screens/OneAction";
import { Owners } from "../../src/taskpane/screens/Owners";
import { ReadAs } from "../../src/taskpane/screens/ReadAs";
import { startState } from "../../src/taskpane/state";
import type { ShownProblem } from "../../src/taskpane/state";
import { PaneProvider } from "../../src/taskpane/usePane";
import type { Pane } from "../../src/taskpane/usePane";
import { item, review } from "./sample";

jest.mock("../../src/app", () => ({
  today: () => "2019-07-08",
  snapshotsKept: async () => [{ taken: "2019-06-30", lines: 3 }],
}));

const action = item({ row: 5, ref: "1.1", status: "overdue", lead: "Ann Lee", timescale: { text: "June 2019" } });
const recordNames = { readings: "What we said", history: "What was promised" };
const decision = {
  ref: "1.1",
  action: "Publish the register",
  about: "same-action" as const,
  words: "Publish a register",
  readAs: "The same action",
  decidedOn: "2019-07-08",
  by: "",
};
const changes = {
  since: "2019-06-30",
  groups: [],
  questions: [{ question: "Same?", choices: [{ label: "Yes", decision }] }],
};
const history = { snapshots: ["2019-03-31", "2019-06-30"], skipped: [] };
const link = { names: ["Ann Lee", "A. Lee"] as [string, string], reason: "the initial fits" };
const entry = { alsoWritten: ["A. Lee"], roles: [], with: [], supports: [], named: [], leads: ["Plan!5"] };
const register = (confidence: "likely" | "possible"): Review["register"] => ({
  entries: [{ ...entry, kind: "person", name: "Ann Lee" }],
  links: [{ ...link, confidence }],
  questions: [],
});
const noPlan: ShownProblem = {
  name: "no-plan",
  happened: "I cannot see an action plan in this workbook.",
  because: "",
  next: "",
  looked: { sheets: [{ sheet: "Contacts", why: "no actions" }], chosen: false, keptIn: recordNames.readings },
  written: "nothing",
};

let root: Root;
beforeEach(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  document.body.innerHTML = "<div id=pane></div>";
  root = createRoot(document.getElementById("pane")!);
});
afterEach(() => act(() => root.unmount()));

async function show(element: React.ReactNode, part: Partial<Review> = {}, problem: ShownProblem | null = null) {
  const state = { ...startState("2019-07-08"), review: review([action], { recordNames, ...part }), problem };
  const pane = { state, name: "", device: { recall: () => null, remember: () => undefined } } as unknown as Pane;
  await act(async () => root.render(<PaneProvider value={pane}>{element}</PaneProvider>));
}

const { readings, history: promised } = recordNames;
const screens: [screen: string, element: React.ReactNode, part: Partial<Review>, says: string][] = [
  ["How the plan was read", <HowRead />, {}, readings],
  ["What changed, with nothing to compare with", <Changes />, {}, promised],
  ["What changed, with a row to tell", <Changes />, { changes }, readings],
  ["What changed, with the snapshots", <Changes />, { changes, history }, promised],
  ["Earlier versions", <Earlier />, {}, `written to the sheet “${promised}”`],
  ["Earlier versions, the snapshots kept", <Earlier />, { history }, `In the sheet “${promised}”`],
  ["Names that may be one", <Owners owner={null} />, { register: register("possible") }, readings],
  ["Names taken for one", <Owners owner="Ann Lee" />, { register: register("likely") }, readings],
  ["Read it as", <ReadAs actionKey="Plan!5" />, {}, readings],
  ["One action", <OneAction actionKey="Plan!5" />, {}, readings],
];
test.each(screens)("%s", async (_, element, part, says) => {
  await show(element, part);
  expect(document.body.textContent).toContain(says);
  expect(document.body.textContent).not.toMatch(/Plan (readings|history)/);
});

test("Columns, once one is corrected", async () => {
  await show(<Columns layout={layoutsOf(review([action]).plan.tables)[0]!} title={null} />);
  const press = [...document.querySelectorAll("button")].find((each) => each.textContent === "Correct a column")!;
  await act(async () => press.click());
  const select = document.querySelector("select")!;
  await act(async () => {
    select.value = "owner";
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
  expect(document.body.textContent).toContain(`Kept as plain text in the sheet “${readings}”`);
});

test("choosing a sheet where no plan was found", async () => {
  await show(<Before />, {}, noPlan);
  expect(document.body.textContent).toContain(`Kept as plain text in the sheet “${readings}”`);
  expect(document.body.textContent).not.toMatch(/Plan (readings|history)/);
});

test("Help", async () => {
  await show(<Help />);
  expect(document.body.textContent).toContain("in the sheet “Plan readings”");
  expect(document.body.textContent).toContain("ours has a number, such as “Plan readings (2)”");
});
