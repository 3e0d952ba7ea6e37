/**
 * Very large plans, measured: requests, operations and true sizes of reading, generating, highlighting and putting back.
 *
 *     npm run measure:large            3,000 and 10,000 actions
 *     npm run measure:large -- 30 300  as many as are named
 *
 * Prints figures; fails where a message passes what Excel on the web takes, or something is refused.
 */
import { generateUpdate, highlightPlan, putEverythingBack } from "../../src/app";
import type { UpdateRequest } from "../../src/app";
import type { StandInWorkbook } from "../standin/workbook";
import { asAt, operationsIn, limit, openLarge, refused } from "../app/largePlan";

const request: UpdateRequest = {
  asAt,
  group: "Prevent Strategy Group",
  meeting: "2019-07-17",
  marking: "OFFICIAL",
  people: "names",
  ifThere: "replace",
};

async function measure(actions: number): Promise<boolean> {
  const workbook = openLarge(1, actions);
  const steps: [string, () => Promise<{ sentence: string }>][] = [
    ["generate", () => generateUpdate(request)],
    ["generate again", () => generateUpdate(request)],
    ["highlight", () => highlightPlan(asAt)],
    ["put back", () => putEverythingBack({ all: true, history: true })],
  ];
  console.log(`\n${actions} actions`);
  let sound = true;
  for (const [name, step] of steps) sound = (await report(workbook, name, step)) && sound;
  return sound;
}

async function report(
  workbook: StandInWorkbook,
  name: string,
  step: () => Promise<{ sentence: string }>,
): Promise<boolean> {
  const before = workbook.requests.length;
  const began = performance.now();
  const { sentence } = await step();
  const seconds = (performance.now() - began) / 1000;
  const requests = workbook.requests.slice(before);
  const inExcel = requests.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000;
  const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(2);
  console.log(
    `  ${name}: ${requests.length} requests, ${operationsIn(requests, "writes")} operations in ${requests.filter(({ writes }) => writes).length} that write; ` +
      `${seconds.toFixed(1)} s, ${inExcel.toFixed(1)} s of it in the stand-in`,
  );
  console.log(`    sent, MB:     ${requests.map(({ bytesIn }) => megabytes(bytesIn)).join(" ")}`);
  console.log(`    answered, MB: ${requests.map(({ bytesOut }) => megabytes(bytesOut)).join(" ")}`);
  console.log(`    ${sentence}`);
  const wrong = refused(requests);
  if (wrong.length > 0) console.log(`    REFUSED: ${wrong.join("; ")}`);
  const over = requests.some(({ bytesIn, bytesOut }) => Math.max(bytesIn, bytesOut) > limit);
  if (over) console.log("    A message is larger than Excel on the web takes.");
  return !over && wrong.length === 0;
}

async function main(): Promise<void> {
  const asked = process.argv.slice(2).map(Number);
  let sound = true;
  for (const actions of asked.length > 0 ? asked : [3_000, 10_000]) sound = (await measure(actions)) && sound;
  process.exit(sound ? 0 : 1);
}

void main();
