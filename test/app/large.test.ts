/** Very large plans: a constant number of requests for their size, none above the limit, with progress told and Cancel heard. */
import { generateUpdate, reviewPlan } from "../../src/app";
import { openInNode } from "../standin/node";
import { StandInWorkbook } from "../standin/workbook";

const headings = ["Ref", "Key action", "Owner", "Timescale", "Outcomes", "Notes"];
const timescales = ["June 2019", "Ongoing", "By September 2019", "Quarterly", "TBC", "2019/20"];
const row = (index: number) => [
  `${Math.floor(index / 50) + 1}.${(index % 50) + 1}`,
  `Agree with partners how strand ${index} of the work is to be delivered, and report to the group on what it achieved`,
  `Officer for strand ${index % 97} – Ann Lee`,
  timescales[index % timescales.length]!,
  "Partners and the public know what is done and why, and can say what they think of it",
  index % 3 === 0 ? "Draft agreed in May, comments are coming in from partners" : "",
];

function open(sheets: number, actions: number): StandInWorkbook {
  const workbook = StandInWorkbook.blank("Large plan 2019-20.xlsx");
  for (let s = 0; s < sheets; s += 1) {
    const sheet = s === 0 ? workbook.excel.worksheets[0]! : workbook.excel.addWorksheet(`Theme ${s + 1}`);
    sheet.addRow(headings);
    for (let index = 0; index < actions; index += 1) sheet.addRow(row(s * actions + index));
  }
  openInNode(workbook);
  return workbook;
}

const limit = 5 * 1024 * 1024;

test("10,000 actions on one sheet", async () => {
  const workbook = open(1, 10_000);
  const said: string[] = [];
  const { items } = await reviewPlan("2019-05-31", { say: (doing) => said.push(doing) });
  expect(items).toHaveLength(10_000);
  // One request to look, one that proves too much for one answer, one for the sizes, the rest by megabytes.
  expect(workbook.requests.length).toBeLessThanOrEqual(25);
  for (const { bytesIn, bytesOut } of workbook.requests) expect(Math.max(bytesIn, bytesOut)).toBeLessThan(limit);
  expect(said[0]).toBe("Looking at the workbook");
  expect(said.at(-1)).toBe("Read 10001 of 10001 rows");
}, 120_000);

test("Cancel is heard between requests", async () => {
  open(1, 10_000);
  const stop = new AbortController();
  const job = { signal: stop.signal, say: (doing: string) => doing.startsWith("Read ") && stop.abort() };
  await expect(reviewPlan("2019-05-31", job)).rejects.toMatchObject({ name: "cancelled" });
}, 120_000);

test("40 sheets of 50 actions", async () => {
  const workbook = open(40, 50);
  const { items, plan } = await reviewPlan("2019-05-31");
  expect(items).toHaveLength(2_000);
  expect(plan.tables).toHaveLength(40);
  expect(workbook.requests.length).toBeLessThanOrEqual(4);
  for (const { bytesOut } of workbook.requests) expect(bytesOut).toBeLessThan(limit);
  const before = workbook.requests.length;
  const done = await generateUpdate({
    asAt: "2019-05-31",
    group: "",
    meeting: null,
    marking: "",
    people: "names",
    ifThere: "replace",
  });
  expect(done.sentence).toContain("2000 actions");
  expect(workbook.requests.length - before).toBeLessThanOrEqual(5);
  for (const { bytesIn } of workbook.requests) expect(bytesIn).toBeLessThan(limit);
}, 120_000);
