/** What happens around the requests: events, other people's edits between two requests, failures, delays, and the record. */
import { openInNode } from "./node";
import { StandInWorkbook, type Change } from "./workbook";

let workbook: StandInWorkbook;
let sheetId: string;
beforeEach(() => {
  workbook = StandInWorkbook.blank();
  sheetId = workbook.activeSheetId;
  openInNode(workbook);
});

const settle = () => new Promise((resolve) => setTimeout(resolve, 20));
const write = (address: string, value: string) =>
  Excel.run(async (context) => {
    context.workbook.worksheets.getItem("Sheet1").getRange(address).values = [[value]];
    await context.sync();
  });
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "none",
    (error: OfficeExtension.Error) => error.code,
  );

describe("events", () => {
  /** Listens to changes of the sheet while `work` runs; gives what was heard. */
  async function heard(work: () => unknown): Promise<Excel.WorksheetChangedEventArgs[]> {
    const got: Excel.WorksheetChangedEventArgs[] = [];
    const handler = await Excel.run(async (context) => {
      const added = context.workbook.worksheets.getItem("Sheet1").onChanged.add(async (event) => void got.push(event));
      await context.sync();
      return added;
    });
    await work();
    await settle();
    await Excel.run(handler.context, async (context) => {
      handler.remove();
      await context.sync();
    });
    return got;
  }

  test.each<[string, () => unknown, Partial<Excel.WorksheetChangedEventArgs>]>([
    [
      "somebody types here",
      () => workbook.typeInto(sheetId, "B2", "hello"),
      { address: "B2", changeType: "RangeEdited", source: "Local", triggerSource: "Unknown" },
    ],
    [
      "somebody types elsewhere",
      () => workbook.typeInto(sheetId, "B2", "hello", "remote"),
      { address: "B2", changeType: "RangeEdited", source: "Remote" },
    ],
    [
      "the add-in itself writes",
      () => write("C3", "x"),
      { address: "C3", changeType: "RangeEdited", source: "Local", triggerSource: "ThisLocalAddin" },
    ],
    [
      "rows are put in elsewhere",
      () => workbook.insertRows(sheetId, 4, 2, "remote"),
      { address: "5:6", changeType: "RowInserted", source: "Remote" },
    ],
    [
      "rows are taken out",
      () => workbook.deleteRows(sheetId, 4, 1),
      { address: "5:5", changeType: "RowDeleted", source: "Local" },
    ],
    [
      "rows are sorted",
      () => workbook.sortRows(sheetId, "A1:B3", 0, true),
      { address: "A1:B3", changeType: "RangeEdited" },
    ],
  ])("%s", async (_, work, expected) => {
    const events = await heard(work);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject(expected);
  });

  test("a change of one cell carries before and after", async () => {
    workbook.typeInto(sheetId, "B2", "May");
    const [event] = await heard(() => workbook.typeInto(sheetId, "B2", "June 2019"));
    expect(event!.details).toMatchObject({
      valueBefore: "May",
      valueAfter: 43617,
      valueTypeBefore: "String",
      valueTypeAfter: "Double",
    });
  });

  test("nothing is heard after the handler was removed", async () => {
    const got = await heard(() => undefined);
    workbook.typeInto(sheetId, "A1", "x");
    await settle();
    expect(got).toHaveLength(0);
  });

  test("all sheets at once, and sheets coming and going", async () => {
    const got: string[] = [];
    await Excel.run(async (context) => {
      context.workbook.worksheets.onChanged.add(async (event) => void got.push(`changed ${event.address}`));
      context.workbook.worksheets.onAdded.add(async () => void got.push("added"));
      context.workbook.worksheets.onDeleted.add(async () => void got.push("deleted"));
      context.workbook.worksheets.onActivated.add(async () => void got.push("activated"));
      await context.sync();
      const sheet = context.workbook.worksheets.add("New");
      sheet.getRange("A1").values = [["x"]];
      sheet.activate();
      await context.sync();
      sheet.delete();
      await context.sync();
    });
    await settle();
    expect(got.sort()).toEqual(["activated", "activated", "added", "changed A1", "deleted"]);
  });

  test("the selection", async () => {
    const got: string[] = [];
    await Excel.run(async (context) => {
      context.workbook.onSelectionChanged.add(async () => void got.push("workbook"));
      context.workbook.worksheets.onSelectionChanged.add(async (event) => void got.push(event.address));
      await context.sync();
    });
    workbook.select(sheetId, "B2:C3");
    await settle();
    expect(got.sort()).toEqual(["B2:C3", "workbook"]);
  });

  test("a page hears of everything, by whoever", async () => {
    const got: Change[] = [];
    const stop = workbook.onChange((what) => got.push(what));
    workbook.typeInto(sheetId, "A1", "x", "remote");
    await write("B1", "y");
    workbook.select(sheetId, "C3");
    stop();
    workbook.typeInto(sheetId, "A2", "z");
    expect(got.map(({ kind, address, by }) => [kind, address, by])).toEqual([
      ["cells", "A1", "remote"],
      ["cells", "B1", "addin"],
      ["selection", "C3", "local"],
    ]);
  });
});

describe("told to fail", () => {
  test.each(["AccessDenied", "GeneralException", "ActivityLimitReached", "InvalidOperationInCellEditMode"])(
    "with %s at the next request",
    async (code) => {
      workbook.faults.failNext(code);
      expect(await codeOf(write("A1", "x"))).toBe(code);
      expect(workbook.textOf(sheetId, 0, 0)).toBe("");
      expect(await codeOf(write("A1", "x"))).toBe("none");
    },
  );

  test.each<["kept" | "undone", string]>([
    ["kept", "first"],
    ["undone", "before"],
  ])("half-way through a batch: earlier writes are %s", async (earlierWrites, expected) => {
    workbook.typeInto(sheetId, "A1", "before");
    workbook.faults.earlierWrites = earlierWrites;
    const code = await codeOf(
      Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getItem("Sheet1");
        sheet.getRange("A1").values = [["first"]];
        context.workbook.worksheets.add("Half");
        context.workbook.worksheets.getItem("Ghost").getRange("A1").values = [["never"]];
        await context.sync();
      }),
    );
    expect(code).toBe("ItemNotFound");
    expect(workbook.textOf(sheetId, 0, 0)).toBe(expected);
    expect(workbook.sheets.map((sheet) => sheet.name)).toEqual(
      earlierWrites === "kept" ? ["Sheet1", "Half"] : ["Sheet1"],
    );
  });

  test("at a given action of a batch", async () => {
    workbook.faults.failNext("GeneralException", { action: 1 });
    expect(await codeOf(write("A1", "x"))).toBe("GeneralException");
    workbook.faults.failNext("GeneralException", { action: 999 });
    expect(await codeOf(write("A1", "x"))).toBe("GeneralException");
    expect(workbook.requests.map((request) => request.error)).toEqual(["GeneralException", "GeneralException"]);
  });

  test("someone is typing: a run that asked to wait does", async () => {
    workbook.setCellEditMode(true);
    const writing = Excel.run({ delayForCellEdit: true }, async (context) => {
      context.workbook.worksheets.getItem("Sheet1").getRange("A1").values = [["x"]];
      await context.sync();
    });
    await settle();
    expect(workbook.textOf(sheetId, 0, 0)).toBe("");
    workbook.setCellEditMode(false);
    await writing;
    expect(workbook.textOf(sheetId, 0, 0)).toBe("x");
  });

  test("slowly", async () => {
    workbook.faults.delay(60);
    const began = performance.now();
    await write("A1", "x");
    expect(performance.now() - began).toBeGreaterThan(55);
  });

  describe("a request that is never answered", () => {
    test.each([
      [true, "x"],
      [false, ""],
    ])("done: %p", async (applied, expected) => {
      workbook.faults.neverAnswerNext({ applied });
      let ended = false;
      void write("A1", "x").then(() => (ended = true));
      await settle();
      expect([ended, workbook.textOf(sheetId, 0, 0)]).toEqual([false, expected]);
      // The next run does not wait for it.
      await write("B1", "y");
      expect(workbook.textOf(sheetId, 0, 1)).toBe("y");
      expect(workbook.requests.map(({ number }) => number)).toEqual([1, 2]);
    });
  });

  test("done, and reported failed", async () => {
    workbook.faults.failNext("GeneralException", { applied: true });
    expect(await codeOf(write("A1", "x"))).toBe("GeneralException");
    expect(workbook.textOf(sheetId, 0, 0)).toBe("x");
    expect(workbook.requests[0]!.error).toBe("GeneralException");
  });

  test("done and reported failed: what failed by itself says its own code", async () => {
    workbook.faults.failNext("GeneralException", { applied: true });
    expect(await codeOf(write("nowhere", "x"))).toBe("InvalidArgument");
  });

  test.each<[string, () => void, string]>([
    ["done late", () => workbook.faults.delay(60, 1), ""],
    ["done at once, answered late", () => workbook.faults.answerLate(1, 60), "x"],
  ])("%s: what the next request, which overtakes it, finds", async (_, fault, expected) => {
    fault();
    const ended: string[] = [];
    const first = write("A1", "x").then(() => ended.push("first"));
    await settle();
    const second = await Excel.run(async (context) => {
      const cell = context.workbook.worksheets.getItem("Sheet1").getRange("A1").load("values");
      await context.sync();
      ended.push("second");
      return cell.values[0]![0];
    });
    await first;
    expect([second, ended]).toEqual([expected, ["second", "first"]]);
    expect(workbook.textOf(sheetId, 0, 0)).toBe("x");
    expect(workbook.requests.map(({ number }) => number).sort()).toEqual([1, 2]);
  });

  test("with a second person at work between two requests", async () => {
    workbook.typeInto(sheetId, "A1", "plan");
    workbook.faults.beforeNext((w) => w.insertRows(sheetId, 0, 1, "remote"), 2);
    const got = await Excel.run(async (context) => {
      const cell = context.workbook.worksheets.getItem("Sheet1").getRange("A1");
      cell.load("values");
      await context.sync();
      const first = cell.values[0]![0];
      const again = context.workbook.worksheets.getItem("Sheet1").getRange("A1");
      again.load("values");
      await context.sync();
      return [first, again.values[0]![0]];
    });
    expect(got).toEqual(["plan", ""]);
  });
});

test("every request is on record, Office.js's own tidying is not", async () => {
  await write("A1", "x");
  await Excel.run(async (context) => {
    const range = context.workbook.worksheets.getItem("Sheet1").getRange("A1");
    range.load("values");
    await context.sync();
  });
  await settle();
  expect(workbook.requests.map(({ number, writes, error }) => [number, writes, error])).toEqual([
    [1, true, undefined],
    [2, false, undefined],
  ]);
  expect(workbook.requests[0]!.members).toContain("Values=");
  expect(workbook.requests[1]!.bytesOut).toBeGreaterThan(50);
});

test("opening another workbook switches to it", async () => {
  const other = StandInWorkbook.blank();
  openInNode(other);
  await write("A1", "there");
  expect([workbook.textOf(sheetId, 0, 0), other.textOf(other.activeSheetId, 0, 0)]).toEqual(["", "there"]);
});

test.each<[string, boolean]>([
  ["1.9", true],
  ["1.14", true],
  ["1.15", false],
])("the requirement set ExcelApi %s: %s", (version, supported) => {
  expect(Office.context.requirements.isSetSupported("ExcelApi", version)).toBe(supported);
});

test("a member later than the set on offer is refused by the library itself", async () => {
  const properties = () =>
    Excel.run(async (context) => {
      context.workbook.worksheets.getItem("Sheet1").getRange("A1").getCellProperties({ address: true });
      await context.sync();
    });
  expect(await codeOf(properties())).toBe("none");
  workbook.requests.length = 0;
  openInNode(workbook, { excelApi: "1.8" });
  expect(await codeOf(properties())).toBe("ApiNotFound");
  expect(workbook.requests).toHaveLength(0);
});
