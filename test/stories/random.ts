/**
 * Random stories: two officers who ask for things, and people without the add-in who edit between any two requests. Afterwards
 * the team's sheets are what the people made of them, the records hold every line, the chair's words are all there.
 */
import { PlanProblem } from "../../src/app";
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
  "puts a column into a record",
  "puts a row on top of a record",
] as const;

/** What did not hold. */
export interface StoryFault {
  what: "plan" | "lines" | "namesake" | "words" | "not in words" | "notice";
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
          if (typeOnOurs(workbook, onOurs[pick(onOurs.length)]!, words, pick)) typed.push(words);
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
  compare(workbook, twin, { lines, typed, story });
  return story;
}

async function ask(run: (job: object) => Promise<string>, story: Story): Promise<void> {
  try {
    await run({});
  } catch (error) {
    if (!(error instanceof PlanProblem)) story.faults.push({ what: "not in words", detail: String(error) });
  }
}

/** The one cell that was asked for: the twin is given the same words in the same action's row, and nowhere else. */
function bringOver(workbook: StandInWorkbook, twin: StandInWorkbook, to: string): void {
  const [is, was] = [workbook, twin].map((each) => each.excel.getWorksheet("Plan")!);
  was!.eachRow((row, number) => {
    if (row.getCell(1).text !== "1.2") return;
    is!.eachRow((other) => {
      if (other.getCell(1).text === "1.2" && other.getCell(4).text === to)
        was!.getCell(number, 4).value = other.getCell(4).value;
    });
  });
}

function typeOnOurs(
  workbook: StandInWorkbook,
  where: (typeof onOurs)[number],
  words: string,
  pick: (below: number) => number,
): boolean {
  const ours = oursOf(workbook);
  const pages = ours.filter(({ mark }) => mark.role === "update");
  const page = pages[pick(Math.max(1, pages.length))];
  const record = ours.filter(({ mark }) => mark.role === "history" || mark.role === "readings")[pick(2)];
  const isPage = where === "beside the page" || where === "in the chair’s comments";
  const there = isPage ? page : record;
  if (!there) return false;
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
      return true;
    case "in the chair’s comments": {
      const heading = there.texts.findIndex(([first]) => first === "Chair’s comments");
      if (heading < 0) return false;
      type(["A", "C"][pick(2)]!, heading + 2);
      return true;
    }
    case "under a record":
      type("B", there.texts.length + 2);
      return true;
    case "beside a record":
      type("L", 2 + pick(there.texts.length));
      return true;
    case "puts a column into a record":
      workbook.shift(sheet, { axis: "column", at: pick(4), count: 1 }, "remote");
      return false;
    case "puts a row on top of a record":
      workbook.insertRows(sheet.id, 0, 1, "remote");
      return false;
    default:
      where satisfies never;
      return false;
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
  { lines, typed, story }: { lines: Set<string>; typed: string[]; story: Story },
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
  if (oursOf(workbook).some(isNotice)) story.faults.push({ what: "notice", detail: "a notice is left" });
}
