/**
 * Workbooks with one odd thing in them: everything that can work works as in the plain workbook, what cannot is named in
 * words and changes nothing, and after Put everything back the partnership's sheets are cell by cell what they were.
 */
import {
  decide,
  generateUpdate,
  highlightPlan,
  PlanProblem,
  putEverythingBack,
  reviewPlan,
  saveSettings,
  saveSnapshot,
} from "../../src/app";
import { markKey } from "../../src/excel/ours";
import { addChartSheet, showSheet } from "../standin/tabs";
import type { SheetModel } from "../standin/sheet";
import { openInNode } from "../standin/node";
import { StandInWorkbook } from "../standin/workbook";
import { partnersOf } from "../faults/scene";
import { highlightsOn, openRows, sheetNamesOf, textsOf, updateRequest } from "./workbooks";

const asAt = "2019-05-31";
const plan = [
  ["Action Plan 2019 to 2020"],
  [],
  ["Ref", "Key action", "Owner", "Timescale", "Outcomes", "Notes"],
  [
    "1.1",
    "Run awareness sessions for schools",
    "Training Lead – Ana Bell",
    "June 2019",
    "More staff refer",
    "Two run so far",
  ],
  ["1.2", "Publish the referral pathway", "Safeguarding Manager – Tom Reed", "September 2019", "One pathway", ""],
  ["1.3", "Review the local profile", "County Council", "March 2020", "Profile is shared", "Draft with police"],
  ["1.4", "Hold the partnership conference", "Events Officer – Jo Marsh", "April 2019", "", "Venue to be booked"],
];

const open = () => openRows(plan);
const first = (workbook: StandInWorkbook): SheetModel => workbook.sheets[0]!;
const put = (workbook: StandInWorkbook, address: string, value: unknown) =>
  void (workbook.excel.worksheets[0]!.getCell(address).value = value as never);

/** What a person can ask for, in this order, on one workbook. */
const steps = {
  review: async () => {
    const { items, counts } = await reviewPlan(asAt);
    return { actions: items.map(({ action, status }) => [action.ref, action.timescale.due, status.status]), counts };
  },
  highlight: async (workbook: StandInWorkbook) => {
    const { highlighted } = await highlightPlan(asAt);
    return { highlighted, drawn: workbook.sheets.some(({ name }) => highlightsOn(workbook, name).length > 0) };
  },
  answer: async () => {
    const { items } = await reviewPlan(asAt);
    const { action } = items.find((item) => item.action.ref === "1.3")!;
    await decide({
      ref: action.ref,
      action: action.action,
      about: "timescale",
      words: action.timescale.text,
      readAs: "Due 30 June 2020",
      decidedOn: "2019-05-30",
      by: "Jo Marsh",
    });
    const after = await reviewPlan(asAt);
    return after.items.find((item) => item.action.ref === "1.3")!.action.timescale.due;
  },
  snapshot: async () => {
    await saveSnapshot("2019-04-30");
    return (await reviewPlan(asAt)).history.snapshots;
  },
  generate: async (workbook: StandInWorkbook) => {
    const done = await generateUpdate({ ...updateRequest, asAt });
    return { page: textsOf(workbook, done.sheet), history: (await reviewPlan(asAt)).history.snapshots };
  },
  "put back": async (workbook: StandInWorkbook) => {
    await putEverythingBack({ all: true, history: true });
    return {
      ours: workbook.sheets.filter(({ customProperties }) => customProperties.has(markKey.toLowerCase())).length,
      rules: workbook.sheets.flatMap(({ name }) => highlightsOn(workbook, name)).length,
    };
  },
} satisfies Record<string, (workbook: StandInWorkbook) => Promise<unknown>>;
type Step = keyof typeof steps;
type Generated = Awaited<ReturnType<(typeof steps)["generate"]>>;

/** The plain workbook, step by step: what an odd one has to come to as well. */
let plain: Record<Step, unknown>;
beforeAll(async () => {
  const workbook = open();
  plain = {} as Record<Step, unknown>;
  for (const [name, step] of Object.entries(steps)) plain[name as Step] = await step(workbook);
  expect(plain.highlight).toMatchObject({ highlighted: 3 });
  expect(plain.answer).toBe("2020-06-30");
});

interface Odd {
  is: string;
  /** Makes the plain workbook odd, or gives another one that is. */
  make(workbook: StandInWorkbook): void | Promise<StandInWorkbook>;
  /** Steps that are refused, and the words a person gets. */
  refused?: Partial<Record<Step, RegExp>>;
  /** Steps that come to something else than on the plain workbook, and to what. */
  differs?: Partial<Record<Step, unknown>>;
  /** What else holds before everything is put back. */
  also?: (workbook: StandInWorkbook) => void;
  /** What the review says of it. */
  said?: RegExp;
}

const stray = (address: string, value: unknown = "x"): Odd => ({
  is: `a value at ${address}`,
  make: (workbook) => put(workbook, address, value),
  said: new RegExp(`“Sheet1” also holds something far from the rest, at ${address}\\. It was left out`),
});

const strays = [
  ...["A1048576", "XFD5", "XFD1048576", "F3999", "A4000", "A4001", "A200000", "CV5", "DP4", "DQ5", "ZZ1000"].map((at) =>
    stray(at),
  ),
  stray("B1048576", 43616),
  stray("F1048576", "By June 2019"),
];

/** The workbook as a file that counts from 1904, opened again. */
async function from1904(workbook: StandInWorkbook, functionsFail: string | null = null): Promise<StandInWorkbook> {
  (workbook.excel.properties as { date1904?: boolean }).date1904 = true;
  const opened = await StandInWorkbook.open(await workbook.save(), workbook.name);
  opened.functionsFail = functionsFail;
  openInNode(opened);
  return opened;
}

const structure = /structure of this workbook is protected/;
const odd: Odd[] = [
  stray("F3999"),
  stray("XFD9999"),
  {
    is: "several values strewn about",
    make: (workbook) => ["XFD5", "F3999", "A60000"].forEach((address) => put(workbook, address, "x")),
    said: /F3999/,
  },
  {
    is: "a stray value on a sheet that is no plan",
    make: (workbook) => {
      const contacts = workbook.excel.addWorksheet("Contacts");
      contacts.getCell("A1").value = "Ana Bell, 01234";
      contacts.getCell("A60000").value = "x";
    },
    said: /“Contacts” also holds something far from the rest, at A60000/,
  },
  {
    is: "a look, and no value, far down",
    make: (workbook) => void (workbook.excel.worksheets[0]!.getCell("F60000").font = { bold: true }),
  },
  {
    is: "a chart sheet in front",
    make: (workbook) => workbook.activate(addChartSheet(workbook, "Progress chart").id),
  },
  {
    is: "a chart sheet in front, in an Excel that gives another code",
    make: (workbook) => {
      workbook.noWorksheetInFront = "GeneralException";
      workbook.activate(addChartSheet(workbook, "Progress chart").id);
    },
  },
  {
    is: "a chart sheet that has the name of our record",
    make: (workbook) => void addChartSheet(workbook, "Plan readings"),
    also: (workbook) => expect(sheetNamesOf(workbook)).toContain("Plan readings (2)"),
  },
  {
    is: "an Excel that does not work out dates",
    make: (workbook) => void (workbook.functionsFail = "NotImplemented"),
  },
  {
    is: "a chart sheet in front of an Excel that does not work out dates",
    make: (workbook) => {
      workbook.functionsFail = "GeneralException";
      workbook.activate(addChartSheet(workbook, "Progress chart").id);
    },
  },
  {
    is: "its structure protected",
    make: (workbook) => void (workbook.structureProtection = { password: "secret" }),
    refused: { answer: structure, snapshot: structure, generate: structure },
  },
  {
    is: "a plan sheet that is protected",
    make: (workbook) => workbook.protect(first(workbook).id),
    differs: { highlight: { highlighted: 0, drawn: false } },
  },
  {
    is: "open for reading only",
    make: (workbook) => void (workbook.readOnly = true),
    refused: Object.fromEntries(
      ["highlight", "answer", "snapshot", "generate", "put back"].map((step) => [step, /open for reading only/]),
    ),
  },
  {
    is: "a plan sheet that is hidden, beside one that is not",
    make: (workbook) => {
      workbook.addSheet("Cover");
      showSheet(workbook, first(workbook), "hidden");
    },
  },
  {
    is: "sheets of the team's own that all have names of ours",
    make: (workbook) => {
      for (const name of ["Update Q1 2019-20", "Update data", "Plan history", "Plan readings", "Public update"]) {
        const sheet = workbook.excel.addWorksheet(name);
        sheet.addRow(["Month", "Referrals"]);
        sheet.addRow(["April", 3]);
      }
    },
    also: (workbook) =>
      expect(sheetNamesOf(workbook)).toEqual(
        expect.arrayContaining(["Update data (2)", "Plan history (2)", "Plan readings (2)"]),
      ),
  },
  {
    is: "a rule of the team's that Excel will not hand out",
    make: (workbook) => {
      workbook.excel.worksheets[0]!.addConditionalFormatting({
        ref: "A4:F7",
        rules: [{ type: "expression", priority: 1, formulae: ['$F4=""'], style: { font: { bold: true } } }],
      });
      for (const { rule } of first(workbook).conditionalFormats()) rule.unreadable = true;
    },
  },
  { is: "1904 for its first year", make: (workbook) => from1904(workbook) },
  {
    is: "1904 for its first year in an Excel that does not say so",
    make: (workbook) => {
      // One real date, from which it can be told: 31 March 2020.
      put(workbook, "D6", 42_459);
      workbook.excel.worksheets[0]!.getCell("D6").numFmt = "mmmm yyyy";
      return from1904(workbook, "NotImplemented");
    },
  },
];

describe.each(odd.map((each) => [each.is, each] as const))(
  "%s",
  (_is, { make, refused = {}, differs = {}, also, said }) => {
    test("works, or says what does not", async () => {
      const plainOne = open();
      const workbook = (await make(plainOne)) ?? plainOne;
      const before = partnersOf(workbook);
      const sheets = sheetNamesOf(workbook);
      for (const [name, step] of Object.entries(steps) as [Step, (typeof steps)[Step]][]) {
        if (name === "put back") {
          also?.(workbook);
          expect(partnersOf(workbook)).toEqual(before);
        }
        const words = refused[name];
        if (words) {
          const problem: unknown = await step(workbook).catch((error: unknown) => error);
          expect(problem).toBeInstanceOf(PlanProblem);
          expect((problem as PlanProblem).message).toMatch(words);
        } else {
          const is = await step(workbook);
          const wanted = differs[name] ?? plain[name];
          if (name === "generate") compareGenerated(is as Generated, wanted as Generated, refused);
          else expect({ [name]: is }).toEqual({ [name]: wanted });
        }
      }
      expect(partnersOf(workbook)).toEqual(before);
      expect(sheetNamesOf(workbook)).toEqual(sheets);
      if (said) expect((await reviewPlan(asAt)).history.skipped.join(" ")).toMatch(said);
    });
  },
);

/** What was left out is said on the page; all the rest is word for word the plain one, or what the refused steps left of it. */
function compareGenerated(is: Generated, wanted: Generated, refused: Odd["refused"] = {}): void {
  if (Object.keys(refused).length > 0) return expect(is.page.length).toBeGreaterThan(10);
  expect(is.page.filter(([text]) => !/far from the rest/.test(text ?? ""))).toEqual(wanted.page);
  expect(is.history).toEqual(wanted.history);
}

test.each(strays.map(({ is, make, said }) => [is, make, said!] as const))(
  "%s costs at most two requests more to read, and is named",
  async (_is, make, said) => {
    const workbook = open();
    await make(workbook);
    const review = await steps.review();
    expect(workbook.requests.length).toBeLessThanOrEqual(5);
    for (const { bytesOut } of workbook.requests) expect(bytesOut).toBeLessThan(200_000);
    expect(review).toEqual(plain.review);
    expect((await reviewPlan(asAt)).history.skipped.join(" ")).toMatch(said);
  },
);

/** A workbook the add-in has been at work in, then changed by people; what can be asked for again, and what is refused. */
describe("a workbook with our sheets in it", () => {
  const generate = () => generateUpdate({ ...updateRequest, asAt });
  const used = async () => {
    const workbook = open();
    await saveSnapshot("2019-04-30");
    await generate();
    return workbook;
  };
  const ours = ["Plan history", "Plan readings", "Update data", "Update Q1 2019-20"];

  test.each(ours)("“%s” hidden for good: read and written as before, and taken away with the rest", async (name) => {
    const workbook = await used();
    const before = await reviewPlan(asAt);
    showSheet(workbook, workbook.findSheet(name)!, "veryHidden");
    expect((await reviewPlan(asAt)).history).toEqual(before.history);
    await steps.answer();
    await generate();
    await putEverythingBack({ all: true, history: true });
    expect(sheetNamesOf(workbook)).toEqual(["Sheet1"]);
  });

  test("its structure protected since: written on, and what cannot be taken away is said", async () => {
    const workbook = await used();
    const plain = partnersOf(workbook);
    workbook.structureProtection = { password: "secret" };
    expect(await steps.answer()).toBe("2020-06-30");
    await steps.highlight(workbook);
    await generate();
    const said: unknown = await putEverythingBack({ all: true, history: true }).then(
      ({ sentence }) => sentence,
      (problem: Error) => problem.message,
    );
    expect(said).toMatch(structure);
    expect(partnersOf(workbook)).toEqual(plain);
    expect(sheetNamesOf(workbook)).toEqual(expect.arrayContaining(ours));
  });
});

test("two different plans in one workbook: one is assumed, the other offered, and the answer is remembered", async () => {
  const workbook = openRows(plan);
  const other = workbook.excel.addWorksheet("Housing");
  for (const row of plan) other.addRow(row.map((text) => text.replace("Action Plan", "Housing Plan")));
  const before = await reviewPlan(asAt);
  expect(before.items.every(({ action }) => action.sheet === "Sheet1")).toBe(true);
  const settings = before.toSortOut.flatMap(({ choices }) =>
    choices.flatMap(({ does }) => (does.kind === "settings" ? [does.settings] : [])),
  );
  const wanted = settings.find((change) => JSON.stringify(change).includes("Housing"));
  await saveSettings(wanted!, "Jo Marsh");
  const { items, toSortOut } = await reviewPlan(asAt);
  expect(items.map(({ action }) => action.sheet)).toEqual(Array.from({ length: 4 }, () => "Housing"));
  expect(JSON.stringify(toSortOut)).not.toContain("Sheet1");
});
