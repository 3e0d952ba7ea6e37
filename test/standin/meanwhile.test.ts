/** What somebody else does meanwhile, by name: each changes what it says, once, at the request it was told for. */
import { MEANWHILE } from "./meanwhile";
import { openInNode } from "./node";
import { tabsOf } from "./tabs";
import { StandInWorkbook } from "./workbook";

type Name = keyof typeof MEANWHILE;

async function twoSheets(): Promise<StandInWorkbook> {
  const workbook = StandInWorkbook.blank("Plan.xlsx");
  openInNode(workbook);
  await Excel.run(async (context) => {
    const sheets = context.workbook.worksheets;
    const plan = sheets.add("Plan");
    plan.getRange("A1:B3").values = [
      ["Ref", "Action"],
      ["'1.1", "Review"],
      ["'1.2", "Publish"],
    ];
    plan.getRange("A2").conditionalFormats.add("Custom").custom.rule.formula = "=TRUE";
    await context.sync();
  });
  return workbook;
}

/** What can be seen of the workbook from outside. */
const seen = (w: StandInWorkbook) => {
  const plan = w.sheets.find((sheet) => sheet.name.includes("Plan"));
  const column = (i: number) => (plan ? [0, 1, 2, 3].map((row) => plan.textAt(row, i)).join("|") : "");
  return {
    tabs: tabsOf(w).map((tab) => tab.name),
    state: plan?.ws.state,
    refs: column(0),
    protected: plan?.internal.sheetProtection?.sheet ?? false,
    unreadable: plan?.conditionalFormats().some(({ rule }) => rule.unreadable) ?? false,
    structure: w.structureProtection !== null,
    readOnly: w.readOnly,
    focusLost: w.focusLost !== null,
    chartInFront: w.otherSheets.some((sheet) => sheet.id === w.activeSheetId),
    editing: w.cellEditMode,
  };
};

const before = {
  tabs: ["Sheet1", "Plan"],
  state: "visible",
  refs: "Ref|1.1|1.2|",
  protected: false,
  unreadable: false,
  structure: false,
  readOnly: false,
  focusLost: false,
  chartInFront: false,
  editing: false,
};

const changes: Record<Name, Partial<ReturnType<typeof seen>>> = {
  "the sheet is renamed": { tabs: ["Sheet1", "Old Plan"] },
  "the sheet is deleted": { tabs: ["Sheet1"], state: undefined, refs: "" },
  "the sheet is protected": { protected: true },
  "the sheet is hidden": { state: "hidden" },
  "the sheet is hidden for good": { state: "veryHidden" },
  "the sheet is copied": { tabs: ["Sheet1", "Plan", "Plan (2)"] },
  "the sheet is moved to the front": { tabs: ["Plan", "Sheet1"] },
  "a row is put in on top": { refs: "|Ref|1.1|1.2" },
  "the first row is taken out": { refs: "1.1|1.2||" },
  "a row is put in among the others": { refs: "Ref||1.1|1.2" },
  "the rows are sorted the other way": { refs: "Ref|1.2|1.1|" },
  "its conditional formats can no longer be read": { unreadable: true },
  "the workbook's structure is protected": { structure: true },
  "the workbook becomes read-only": { readOnly: true },
  "another workbook takes the focus": { focusLost: true },
  "a chart sheet comes to the front": { tabs: ["Sheet1", "Plan", "Chart1"], chartInFront: true },
  "somebody begins to type in a cell": { editing: true },
};

test.each(Object.keys(MEANWHILE) as Name[])("%s", async (name) => {
  const workbook = await twoSheets();
  expect(seen(workbook)).toEqual(before);
  workbook.faults.beforeNext((w) => MEANWHILE[name](w, w.sheet("Plan")), 2);
  const read = () =>
    Excel.run(async (context) => {
      context.workbook.worksheets.load("items/name");
      await context.sync();
    }).catch(() => undefined);
  await read();
  expect(seen(workbook)).toEqual(before);
  await read();
  const after = { ...before, ...changes[name] };
  expect(seen(workbook)).toEqual(after);
  await read();
  expect(seen(workbook)).toEqual(after);
});

test.each<Name>(["the sheet is deleted", "the sheet is hidden", "the sheet is hidden for good"])(
  "%s: not when it is the only one",
  (name) => {
    const workbook = StandInWorkbook.blank();
    MEANWHILE[name](workbook, workbook.sheets[0]!);
    expect(workbook.sheets.map((sheet) => [sheet.name, sheet.ws.state])).toEqual([["Sheet1", "visible"]]);
  },
);
