/**
 * Very large plans: no more requests than the size needs, none above the limit, few operations, with progress told and Cancel
 * heard. `npm run measure:large` prints the figures, for 10,000 actions too.
 */
import { generateUpdate, highlightPlan, putEverythingBack, reviewPlan } from "../../src/app";
import { limit, openLarge, operationsIn, refused } from "./largePlan";
import { openSample, samples, textsOf, updateRequest as request } from "./workbooks";

const { asAt } = request;

test("5,000 actions on one sheet, and Cancel is heard between requests", async () => {
  const workbook = openLarge(1, 5_000);
  const said: string[] = [];
  const { items } = await reviewPlan(asAt, { say: (doing) => said.push(doing) });
  expect(items).toHaveLength(5_000);
  // One request to look, one that proves too much for one answer, one for the sizes, the rest by megabytes.
  expect(workbook.requests.length).toBeLessThanOrEqual(12);
  for (const { bytesIn, bytesOut } of workbook.requests) expect(Math.max(bytesIn, bytesOut)).toBeLessThan(limit);
  expect(said[0]).toBe("Looking at the workbook");
  expect(said.at(-1)).toBe("Read 5001 of 5001 rows");

  const stop = new AbortController();
  const job = { signal: stop.signal, say: (doing: string) => doing.startsWith("Read ") && stop.abort() };
  await expect(reviewPlan(asAt, job)).rejects.toMatchObject({ name: "cancelled" });
}, 120_000);

describe("operations of a whole update: at most 300 and 2 an action", () => {
  const check = async (actions: number, open: () => Promise<{ requests: Parameters<typeof operationsIn>[0] }>) => {
    const workbook = await open();
    for (const _time of ["the first time", "again"]) {
      const before = workbook.requests.length;
      await generateUpdate(request);
      const requests = workbook.requests.slice(before);
      expect(operationsIn(requests, "writes")).toBeLessThanOrEqual(300 + 2 * actions);
      expect(requests).toHaveLength(5);
      expect(refused(requests)).toEqual([]);
      for (const { bytesIn, bytesOut } of requests) expect(Math.max(bytesIn, bytesOut)).toBeLessThan(limit);
    }
  };

  test.each(samples)("%s", async (sample) => check(30, () => openSample(sample)));
  test.each([30, 300])("%i actions", async (actions) => check(actions, async () => openLarge(1, actions)), 60_000);
});

test("3,000 actions: generated in 5 requests, highlighted, put back", async () => {
  const workbook = openLarge(1, 3_000);
  const requestsOf = async (work: () => Promise<{ sentence: string }>) => {
    const before = workbook.requests.length;
    const { sentence } = await work();
    const requests = workbook.requests.slice(before);
    expect(refused(requests)).toEqual([]);
    for (const { bytesIn, bytesOut } of requests) expect(Math.max(bytesIn, bytesOut)).toBeLessThan(limit);
    return { sentence, requests };
  };
  const first = await requestsOf(() => generateUpdate(request));
  expect(first.sentence).toContain("3000 actions");
  expect(first.requests).toHaveLength(5);
  expect(operationsIn(first.requests, "writes")).toBeLessThanOrEqual(300 + 2 * 3_000);
  expect(textsOf(workbook, "Update data")).toHaveLength(3_001);
  expect(textsOf(workbook, "Plan history")).toHaveLength(3_001);

  await requestsOf(() => highlightPlan(asAt));
  const { sentence } = await requestsOf(() => putEverythingBack({ all: true, history: true }));
  expect(sentence).toContain("the sheet “Update Q1 2019-20”");
}, 240_000);

test("40 sheets of 20 actions", async () => {
  const workbook = openLarge(40, 20);
  const { items, plan } = await reviewPlan(asAt);
  expect(items).toHaveLength(800);
  expect(plan.tables).toHaveLength(40);
  expect(workbook.requests.length).toBeLessThanOrEqual(4);
  for (const { bytesOut } of workbook.requests) expect(bytesOut).toBeLessThan(limit);
  const before = workbook.requests.length;
  const done = await generateUpdate({ ...request, group: "", meeting: null, marking: "" });
  expect(done.sentence).toContain("800 actions");
  expect(workbook.requests.length - before).toBeLessThanOrEqual(6);
  for (const { bytesIn } of workbook.requests) expect(bytesIn).toBeLessThan(limit);
}, 120_000);
