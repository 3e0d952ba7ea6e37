/** Noticing edits of the plan: those of people, here or elsewhere; never our own writing, and nothing on our own sheets. */
import { changeTimescale, generateUpdate, highlightPlan, reviewPlan, saveMeeting, watchPlan } from "../../src/app";
import type { StandInWorkbook } from "../standin/workbook";
import { openRows } from "./workbooks";

const asAt = "2019-05-31";
const details = { group: "Board", meeting: null, marking: "", people: "names" } as const;

async function told(work: (workbook: StandInWorkbook) => unknown): Promise<string[]> {
  const workbook = openRows([
    ["Ref", "Action", "Owner", "Timescale"],
    ["A1", "Repaint the ferry shelter", "Jo Bell", "March 2019"],
    ["A2", "Agree a rota", "Sam Reed", "June 2019"],
  ]);
  await saveMeeting(details);
  const said: string[] = [];
  const stop = await watchPlan((by) => said.push(by));
  await work(workbook);
  await heard();
  await stop();
  workbook.typeInto(workbook.sheets[0]!.id, "D2", "May 2019", "remote");
  await heard();
  return said;
}

/** Events come after the request that made them. */
const heard = () => new Promise((resolve) => setTimeout(resolve, 50));

const sheet = (workbook: StandInWorkbook) => workbook.sheets[0]!.id;
const ours = (workbook: StandInWorkbook) => workbook.findSheet("Plan readings")!.id;

test.each<[string, (workbook: StandInWorkbook) => unknown, string[]]>([
  ["nothing happens", () => undefined, []],
  ["I type", (w) => w.typeInto(sheet(w), "D2", "April 2019"), ["me"]],
  ["a colleague types", (w) => w.typeInto(sheet(w), "D2", "April 2019", "remote"), ["someone else"]],
  ["a colleague deletes a row", (w) => w.deleteRows(sheet(w), 1, 1, "remote"), ["someone else"]],
  ["somebody writes on a sheet of ours", (w) => w.typeInto(ours(w), "H9", "a note", "remote"), []],
  ["the highlights are drawn", () => highlightPlan(asAt), []],
  ["the update is generated", () => generateUpdate({ ...details, asAt, ifThere: "replace" }), []],
  [
    "a Timescale is changed from the pane: the pane reads again by itself",
    async () => changeTimescale((await reviewPlan(asAt)).items[0]!.action, "July 2019"),
    [],
  ],
])("%s", async (_, work, expected) => {
  expect(await told(work)).toEqual(expected);
});
