/**
 * Random stories: two officers who ask for things, and people without the add-in who edit between any two requests. Afterwards
 * the team's sheets are what the people made of them, the records hold every line, the chair's words are all there.
 */
import { PlanProblem, reviewPlan } from "../../src/app";
import { openInNode } from "../standin/node";
import type { StandInWorkbook } from "../standin/workbook";
import { isNotice, openScene, oursOf, partnersOf } from "../faults/scene";
import { useCases } from "../faults/useCases";

/** The same numbers for the same seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0;
    return Math.floor((((state ^ (state >>> 13)) >>> 0) / 2 ** 32) * below);
  };
}

/** What actions are added; each stands once, whatever is added with it. */
const ideas = [
  "Map every youth club in the county",
  "Write to head teachers about visitors",
  "Hold a seminar for imams and vicars",
  "Renew the leaflet for parents",
  "Ask colleges how they filter the web",
  "Test the night telephone line",
  "Meet the prison service twice",
];

/** What a person without the add-in does to the team's own sheets; the same is done to the twin. */
type Edit = (workbook: StandInWorkbook, pick: (below: number) => number) => void;

const sheetAt = (workbook: StandInWorkbook, name: string) => workbook.findSheet(name);

const edits: Record<string, Edit> = {
  "types in a note": (w, pick) => {
    const sheet = sheetAt(w, "Plan");
    if (sheet) w.typeInto(sheet.id, `F${4 + pick(5)}`, `Note ${pick(1000)}`, "remote");
  },
  "types a date": (w, pick) => {
    const sheet = sheetAt(w, "Plan");
    if (sheet)
      w.typeInto(sheet.id, `D${4 + pick(5)}`, ["TBC", "By June 2020", "Ongoing", "December 2019"][pick(4)]!, "remote");
  },
  "puts in a row": (w, pick) => {
    const sheet = sheetAt(w, "Plan");
    if (sheet) w.insertRows(sheet.id, 3 + pick(5), 1, "remote");
  },
  "sorts the rows": (w, pick) => {
    const sheet = sheetAt(w, "Plan");
    if (sheet) w.sortRows(sheet.id, "A4:F8", pick(3), pick(2) === 0, "remote");
  },
  "numbers the plan anew": (w, pick) => {
    const sheet = sheetAt(w, "Plan");
    if (!sheet) return;
    const rows = [...Array(30).keys()].map((at) => at + 4).filter((row) => sheet.ws.getCell(`B${row}`).text !== "");
    const refs = rows.map((row) => sheet.ws.getCell(`A${row}`).text);
    const by = 1 + pick(3);
    rows.forEach((row, at) => w.typeInto(sheet.id, `A${row}`, `'${refs[(at + by) % refs.length]!}`, "remote"));
  },
  "adds some actions": (w, pick) => {
    const sheet = sheetAt(w, "Plan");
    if (!sheet) return;
    let row = 4;
    while (sheet.ws.getCell(`B${row}`).text !== "" || sheet.ws.getCell(`B${row + 1}`).text !== "") row += 1;
    const first = pick(ideas.length);
    for (let n = 3 + pick(4); n > 0; n -= 1, row += 1) {
      const words = `${ideas[(first + n) % ideas.length]!}, ${pick(100_000)}`;
      [`'9.${pick(1000)}`, words, "Jo Marsh", "March 2021"].forEach((text, c) =>
        w.typeInto(sheet.id, `${"ABCD"[c]!}${row}`, text, "remote"),
      );
    }
  },
  "types in the contacts": (w, pick) => {
    const sheet = sheetAt(w, "Contacts");
    if (sheet) w.typeInto(sheet.id, `C${2 + pick(5)}`, `0${pick(99_999)}`, "remote");
  },
  "types in their own Update data": (w, pick) => {
    const sheet = sheetAt(w, "Update data");
    if (sheet) w.typeInto(sheet.id, `B${2 + pick(4)}`, String(pick(99)), "remote");
  },
};

/** What people do to our sheets: words of theirs, which must be somewhere afterwards. */
const onOurs = [
  "beside the page",
  "in the chair’s comments",
  "under a record",
  "beside a record",
  "beside an action of Update data",
  "under Update data",
  "in a column of Update data put to another use",
  "puts a column into a record",
  "puts a row on top of a record",
] as const;

/** What may not hold: the last two are a note that stands beside another action, and an action told as gone that is there. */
export const faultKinds = [
  "plan",
  "lines",
  "namesake",
  "words",
  "not in words",
  "notice",
  "neighbour",
  "gone",
] as const;

/** What did not hold. */
export interface StoryFault {
  what: (typeof faultKinds)[number];
  detail: string;
}

export interface Story {
  faults: StoryFault[];
  /** How many edits came between requests, and how many lines and words were there to be lost. */
  edits: number;
  lines: number;
  words: number;
}

/** Plays one story. */
export async function playStory(seed: number): Promise<Story> {
  const pick = numbers(seed);
  const state = pick(3) === 0 ? "fresh" : "used";
  const workbook = await openScene(state);
  const twin = await openScene(state);
  openInNode(workbook);
  const story: Story = { faults: [], edits: 0, lines: 0, words: 0 };
  const typed: string[] = [];
  const besides = new Map<string, string>();
  const cases = useCases.filter(({ name }) => !name.startsWith("put everything"));
  const lines = new Set<string>();

  for (let step = 0; step < 4; step += 1) {
    const useCase = cases[pick(cases.length)]!;
    const from = workbook.requests.length;
    for (let n = pick(3); n > 0; n -= 1) {
      workbook.faults.before(from + 1 + pick(7), () => {
        story.edits += 1;
        if (pick(3) === 0) {
          const words = `Words ${seed} ${typed.length}`;
          const place = typeOnOurs(workbook, onOurs[pick(onOurs.length)]!, words, pick);
          if (place !== null) typed.push(words);
          if (typeof place === "object" && place) besides.set(words, place.action);
          return;
        }
        const names = Object.keys(edits);
        const edit = edits[names[pick(names.length)]!]!;
        const number = pick(1_000_000);
        edit(workbook, numbers(number));
        edit(twin, numbers(number));
      });
    }
    await ask(useCase.run, story);
    workbook.faults.clear();
    if (useCase.cell) bringOver(workbook, twin, useCase.cell.to);
    for (const line of recordLines(workbook)) lines.add(line);
  }

  story.lines = lines.size;
  story.words = typed.length;
  compare(workbook, twin, { lines, typed, besides, story });
  openInNode(workbook);
  story.faults.push(...(await toldAsGone()));
  return story;
}

async function ask(run: (job: object) => Promise<string>, story: Story): Promise<void> {
  try {
    await run({});
  } catch (error) {
    if (!(error instanceof PlanProblem)) story.faults.push({ what: "not in words", detail: String(error) });
  }
}

/** No row of the plan is ever taken out here, so none may be told as gone. */
async function toldAsGone(): Promise<StoryFault[]> {
  const { changes } = await reviewPlan("2019-08-31");
  const gone = changes?.groups.find(({ heading }) => heading === "Gone from the plan")?.changes ?? [];
  return gone.map(({ says }) => ({ what: "gone", detail: says }));
}

/** The one cell that was asked for: the twin is given the same words in the same row, and nowhere else. */
function bringOver(workbook: StandInWorkbook, twin: StandInWorkbook, to: string): void {
  const [is, was] = [workbook, twin].map((each) => each.excel.getWorksheet("Plan")!);
  const rows: number[] = [];
  is!.eachRow((row, number) => {
    const [cell, before] = [row.getCell(4), was!.getCell(number, 4)];
    if (cell.text === to && before.text !== to) rows.push(number);
  });
  // It is one cell that was asked for: a second one is a fault.
  for (const number of rows.slice(0, 1)) was!.getCell(number, 4).value = to;
}

function typeOnOurs(
  workbook: StandInWorkbook,
  where: (typeof onOurs)[number],
  words: string,
  pick: (below: number) => number,
): "somewhere" | { action: string } | null {
  const ours = oursOf(workbook);
  const pages = ours.filter(({ mark }) => mark.role === "update");
  const page = pages[pick(Math.max(1, pages.length))];
  const record = ours.filter(({ mark }) => mark.role === "history" || mark.role === "readings")[pick(2)];
  const isPage = where === "beside the page" || where === "in the chair’s comments";
  const there = isPage ? page : where.includes("Update data") ? ours.find(({ mark }) => mark.role === "data") : record;
  if (!there) return null;
  const sheet = workbook.findSheet(there.name)!;
  /** In the first blank cell from there down: people do not type over each other's words. */
  const type = (column: string, from: number): void => {
    let row = from;
    while (sheet.ws.getCell(`${column}${row}`).text !== "") row += 1;
    workbook.typeInto(sheet.id, `${column}${row}`, words, "remote");
  };
  switch (where) {
    case "beside the page":
      type("H", 15 + pick(20));
      return "somewhere";
    case "in the chair’s comments": {
      const heading = there.texts.findIndex(([first]) => first === "Chair’s comments");
      if (heading < 0) return null;
      type(["A", "C"][pick(2)]!, heading + 2);
      return "somewhere";
    }
    case "under a record":
      type("B", there.texts.length + 2);
      return "somewhere";
    case "beside a record":
      type("L", 2 + pick(there.texts.length));
      return "somewhere";
    case "beside an action of Update data": {
      const rows = there.texts.flatMap((texts, at) =>
        at > 0 && texts[2] && texts[8] ? [{ action: texts[2], row: at + 1 }] : [],
      );
      const chosen = rows[pick(Math.max(1, rows.length))];
      // In a cell nobody has written in: people do not type over each other's words.
      const column = ["O", "P", "Q", "R"].find(
        (each) => chosen && sheet.ws.getCell(`${each}${chosen.row}`).text === "",
      );
      if (!chosen || !column || there.texts[0]?.[2] !== "Action") return null;
      workbook.typeInto(sheet.id, `${column}${chosen.row}`, words, "remote");
      return { action: chosen.action };
    }
    case "under Update data":
      type("C", there.texts.length + 1 + pick(2));
      return "somewhere";
    case "in a column of Update data put to another use": {
      const at = there.texts[0]?.indexOf("Others") ?? -1;
      if (at !== 4) return null;
      workbook.typeInto(sheet.id, "E1", `Chased on ${pick(1000)}`, "remote");
      type("E", 2 + pick(4));
      return "somewhere";
    }
    case "puts a column into a record":
      workbook.shift(sheet, { axis: "column", at: pick(4), count: 1 }, "remote");
      return null;
    case "puts a row on top of a record":
      workbook.insertRows(sheet.id, 0, 1, "remote");
      return null;
    default:
      where satisfies never;
      return null;
  }
}

/** The lines of both records, their blank cells left out: people put columns in. */
function recordLines(workbook: StandInWorkbook): string[] {
  return oursOf(workbook)
    .filter(({ mark }) => mark.role === "history" || mark.role === "readings")
    .flatMap(({ mark, texts }) =>
      texts.map(
        (line) => `${mark.role}: ${line.filter((text) => text !== "" && !text.startsWith("Words ")).join(" | ")}`,
      ),
    )
    .filter((line) => !line.endsWith(": "));
}

function compare(
  workbook: StandInWorkbook,
  twin: StandInWorkbook,
  { lines, typed, besides, story }: { lines: Set<string>; typed: string[]; besides: Map<string, string>; story: Story },
): void {
  const [is, was] = [partnersOf(workbook), partnersOf(twin)];
  for (const [name, picture] of was) {
    if (is.get(name) === picture) continue;
    story.faults.push({
      what: name === "Plan" ? "plan" : "namesake",
      detail: `“${name}” is not what the people made of it`,
    });
  }
  const there = new Set(recordLines(workbook));
  const lost = [...lines].filter((line) => !there.has(line));
  if (lost.length > 0) story.faults.push({ what: "lines", detail: lost.slice(0, 3).join("; ") });
  const all = workbook.excel.worksheets.flatMap((sheet) => JSON.stringify(sheet.getSheetValues())).join("");
  for (const words of typed) if (!all.includes(words)) story.faults.push({ what: "words", detail: words });
  for (const { texts } of oursOf(workbook).filter(({ mark }) => mark.role === "data")) {
    for (const row of texts) {
      const words = row.find((text) => besides.has(text));
      if (words !== undefined && row[2] !== besides.get(words))
        story.faults.push({
          what: "neighbour",
          detail: `${words} of “${besides.get(words)}” stands beside “${row[2]}”`,
        });
    }
  }
  if (oursOf(workbook).some(isNotice)) story.faults.push({ what: "notice", detail: "a notice is left" });
}
