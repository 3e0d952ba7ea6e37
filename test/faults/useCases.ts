/**
 * The use-cases as the fault matrix plays them: what a person asks for, in which workbook, and what must be so when the
 * add-in says it was done.
 */
import {
  changeTimescale,
  decide,
  generateUpdate,
  generateUpdateAsRemembered,
  goToAction,
  highlightPlan,
  planPutBack,
  putEverythingBack,
  reviewPlan,
  saveMeeting,
  saveSettings,
  saveSnapshot,
} from "../../src/app";
import type { UpdateRequest } from "../../src/app";
import type { Job } from "../../src/app/types";
import type { StandInWorkbook } from "../standin/workbook";
import { asAt, oursOf, rulesOfOurs, saysUnfinished } from "./scene";

export interface PlayedUseCase {
  name: string;
  state: "fresh" | "used";
  /** Runs it, and gives what a person is told. */
  run(job: Job): Promise<string>;
  /** What is not so although it was said to be done; empty when all is so. */
  untrue(workbook: StandInWorkbook, said: string): string[];
  /** The one plan cell it was asked to change. */
  cell?: { sheet: string; row: number; column: number; to: string };
}

const request: UpdateRequest = {
  asAt,
  group: "Strategy Group",
  meeting: "2019-07-17",
  marking: "OFFICIAL",
  people: "job titles",
  ifThere: "replace",
};

const lines = (workbook: StandInWorkbook, role: "history" | "readings") =>
  oursOf(workbook)
    .filter(({ mark }) => mark.role === role)
    .flatMap(({ texts }) => texts);

const holdsLine = (workbook: StandInWorkbook, role: "history" | "readings", words: string) =>
  lines(workbook, role).some((line) => line.join("|").includes(words));

/** An update is said to be ready: its page is there, whole, and holds the actions; the records have their lines. */
function updateIsThere(workbook: StandInWorkbook, said: string): string[] {
  const pages = oursOf(workbook).filter(({ mark }) => mark.role === "update");
  const page = pages.find((each) => said.includes(each.name) && !saysUnfinished(each));
  const untrue: string[] = [];
  if (!page) untrue.push("no whole page of the name that was said");
  else if (!page.texts.flat().some((text) => text.includes("Publish the referral pathway")))
    untrue.push("the page lacks an action");
  const isGoneSince = said.includes("renamed or deleted “Plan history” since");
  if (!isGoneSince && !holdsLine(workbook, "history", "Map the local services"))
    untrue.push("Plan history lacks an action");
  return untrue;
}

const seen = async (ref: string, job: Job) => {
  const { items } = await reviewPlan(asAt, job);
  return items.find(({ action }) => action.ref === ref)!.action;
};

/** Everything that can be asked for. */
export const useCases: PlayedUseCase[] = [
  {
    name: "review",
    state: "used",
    run: async (job) => `${(await reviewPlan(asAt, job)).items.length} actions`,
    untrue: (_, said) => (said === "5 actions" ? [] : ["not all actions were read"]),
  },
  {
    name: "highlight",
    state: "used",
    run: async (job) => (await highlightPlan(asAt, job)).sentence,
    untrue: (workbook, said) =>
      / highlighted\./.test(said) && !/Left out|would not/.test(said) && rulesOfOurs(workbook).length === 0
        ? ["no rule stands"]
        : [],
  },
  {
    name: "generate, first",
    state: "fresh",
    run: async (job) => (await generateUpdate(request, job)).sentence,
    untrue: updateIsThere,
  },
  {
    name: "generate, again",
    state: "used",
    run: async (job) => (await generateUpdate(request, job)).sentence,
    untrue: updateIsThere,
  },
  {
    name: "generate from the ribbon",
    state: "used",
    run: async (job) => (await generateUpdateAsRemembered(asAt, job)).sentence,
    untrue: updateIsThere,
  },
  {
    name: "answer",
    state: "used",
    run: async (job) => {
      const action = await seen("1.3", job);
      await decide(
        {
          ref: "1.3",
          action: action.action,
          about: "progress",
          words: action.progress.words || action.timescale.text,
          readAs: "Complete",
          decidedOn: "2019-06-01",
          by: "Jo Marsh",
        },
        job,
      );
      return "Kept";
    },
    untrue: (workbook) => (holdsLine(workbook, "readings", "Complete|") ? [] : ["the answer is not in Plan readings"]),
  },
  {
    name: "settings",
    state: "fresh",
    run: async (job) => {
      await saveSettings({ calendar: "academic" }, "Jo Marsh", job);
      return "Kept";
    },
    untrue: (workbook) =>
      holdsLine(workbook, "readings", "Academic year") ? [] : ["the calendar is not in Plan readings"],
  },
  {
    name: "meeting",
    state: "used",
    run: async (job) => {
      await saveMeeting({ group: "Partnership Board" }, job);
      return "Kept";
    },
    untrue: (workbook) =>
      holdsLine(workbook, "readings", "Partnership Board") ? [] : ["the group is not in Plan readings"],
  },
  {
    name: "snapshot",
    state: "used",
    run: async (job) => (await saveSnapshot(asAt, job)).sentence,
    untrue: (workbook) => (holdsLine(workbook, "history", "Map the local services") ? [] : ["no line in Plan history"]),
  },
  {
    name: "change a timescale",
    state: "used",
    run: async (job) => (await changeTimescale(await seen("1.2", job), "By December 2019", job)).sentence,
    untrue: (workbook, said) =>
      said.includes("now says") &&
      !workbook.excel.worksheets.some((sheet) =>
        sheet.getSheetValues().some((row) => JSON.stringify(row ?? "").includes("By December 2019")),
      )
        ? ["the cell does not say it"]
        : [],
    cell: { sheet: "Plan", row: 5, column: 4, to: "By December 2019" },
  },
  {
    name: "go to a row",
    state: "used",
    run: async (job) => {
      await goToAction(await seen("1.2", job), job);
      return "There";
    },
    untrue: () => [],
  },
  {
    name: "what would be put back",
    state: "used",
    run: async (job) => JSON.stringify(await planPutBack(job)),
    untrue: () => [],
  },
  {
    name: "put back highlights",
    state: "used",
    run: async (job) => (await putEverythingBack({ all: false, history: false }, job)).sentence,
    untrue: (workbook, said) =>
      /could not|cannot be read/.test(said) || rulesOfOurs(workbook).length === 0 ? [] : ["rules of ours stand"],
  },
  {
    name: "put everything back",
    state: "used",
    run: async (job) => (await putEverythingBack({ all: true, history: true }, job)).sentence,
    untrue: (workbook, said) => {
      const untrue: string[] = [];
      if (!/could not|cannot be read/.test(said) && rulesOfOurs(workbook).length > 0)
        untrue.push("rules of ours stand");
      const left = oursOf(workbook).filter(
        ({ name }) => !said.includes(`“${name}” is no longer as this add-in writes it`),
      );
      if (!said.includes("Still there") && left.length > 0) untrue.push("sheets of ours stand");
      return untrue;
    },
  },
];
