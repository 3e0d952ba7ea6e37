/** A clock on every request: said after a while, given up in the end, stopped at any time, and nothing claimed that is not known. */
import { run, sendInPieces, sizeOf } from "../../src/excel/batch";
import type { Job } from "../../src/excel/batch";
import { ExcelProblem } from "../../src/excel/problem";
import { openInNode } from "../standin/node";
import { StandInWorkbook } from "../standin/workbook";

let workbook: StandInWorkbook;
beforeEach(() => {
  workbook = StandInWorkbook.blank();
  openInNode(workbook);
});

const patience = { say: 30, giveUp: 150 };
const write = (job: Job, value = "x") =>
  run(async ({ context, write: send }) => {
    context.workbook.worksheets.getItem("Sheet1").getRange("A1").values = [[value]];
    await send();
  }, job);
const read = (job: Job) =>
  run(async ({ context, read: send }) => {
    const name = context.workbook.load("name");
    await send();
    return name.name;
  }, job);
const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => (error instanceof ExcelProblem ? error.reason : String(error)),
  );

test("what takes long is said, and then comes to its end", async () => {
  const said: string[] = [];
  workbook.faults.delay(80);
  expect(await reasonOf(read({ patience, say: (words) => said.push(words) }))).toBe("done");
  expect(said).toEqual(["Excel has not answered yet. Still waiting"]);
});

test.each([true, false])("what is never answered is given up (done: %s)", async (applied) => {
  workbook.faults.neverAnswerNext({ applied });
  const job: Job = { patience };
  expect(await reasonOf(write(job))).toBe("no-answer");
  // It may have been done or not: nobody knows.
  expect(job.written).toBe("unknown");
});

test("Cancel works while Excel is silent", async () => {
  workbook.faults.neverAnswerNext({ applied: false });
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 20);
  expect(await reasonOf(write({ signal: stop.signal }))).toBe("cancelled");
});

test("an answer that comes too late changes nothing here", async () => {
  workbook.faults.answerLate(1, 200);
  let after = false;
  const work = run(
    async ({ context, read: send }) => {
      context.workbook.load("name");
      await send();
      after = true;
    },
    { patience },
  );
  expect(await reasonOf(work)).toBe("no-answer");
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(after).toBe(false);
});

describe("what is known of the writing", () => {
  test.each<[string, (job: Job) => Promise<unknown>, string | null, string | undefined]>([
    ["nothing was asked to be written", read, null, undefined],
    ["a write was answered", write, null, "some"],
    ["a write failed, and what it had done may stay", write, "GeneralException", "unknown"],
    ["a write was turned away whole", write, "InvalidOperationInCellEditMode", "nothing"],
    ["a write was too large to be taken", write, "RequestPayloadSizeLimitExceeded", "nothing"],
    ["a reading failed", read, "GeneralException", undefined],
  ])("%s", async (_name, work, code, written) => {
    if (code) workbook.faults.failNext(code);
    const job: Job = {};
    await reasonOf(work(job));
    expect(job.written).toBe(written);
  });
});

test("during cell editing a run that waits goes on when the cell is finished; another is refused", async () => {
  workbook.setCellEditMode(true);
  expect(await reasonOf(read({}))).toBe("editing");
  setTimeout(() => workbook.setCellEditMode(false), 40);
  expect(await reasonOf(read({ waitForCell: true }))).toBe("done");
});

test.each([
  ["InvalidSelection", "other-workbook"],
  ["InactiveWorkbook", "other-workbook"],
  ["ItemAlreadyExists", "name-taken"],
  ["AccessDenied", "protected"],
  ["ItemNotFound", "gone"],
  ["SomethingNew", "unexpected"],
])("Excel's %s is %s", async (code, reason) => {
  workbook.faults.failNext(code);
  expect(await reasonOf(read({}))).toBe(reason);
});

test("messages are measured as Office.js serialises them: none passes the limit, whatever the pieces said of themselves", async () => {
  const values = Array.from({ length: 200 }, () => ["é".repeat(500)]);
  await run(async (trip) => {
    const sheet = trip.context.workbook.worksheets.getItem("Sheet1");
    const pieces = Array.from({ length: 60 }, (_, n) => ({
      // Half of what it is.
      bytes: 100_000,
      queue: () => {
        sheet.getRangeByIndexes(n * 200, 0, 200, 1).values = values;
      },
    }));
    await sendInPieces(trip, pieces);
  });
  const sizes = workbook.requests.map(({ bytesIn }) => bytesIn);
  expect(Math.max(...sizes)).toBeLessThan(5 * 1024 * 1024);
  // 60 pieces of 200 KB are 12 MB: four messages, not sixty.
  expect(sizes.length).toBeLessThanOrEqual(5);
});

test("the size is what goes over the wire", async () => {
  await run(async ({ context, write: send }) => {
    context.workbook.worksheets.getItem("Sheet1").getRange("A1").values = [["é“😀"]];
    const size = sizeOf(context)!;
    await send();
    expect(Math.abs(size - workbook.requests.at(-1)!.bytesIn)).toBeLessThan(200);
  });
});
