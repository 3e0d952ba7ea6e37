/**
 * The fault matrix: each use-case, each of its requests, each thing that can go wrong there. Plays one cell of it and says
 * what did not hold.
 */
import { PlanProblem } from "../../src/app";
import type { Job } from "../../src/app/types";
import { openInNode } from "../standin/node";
import { MEANWHILE } from "../standin/meanwhile";
import type { StandInWorkbook } from "../standin/workbook";
import { isNotice, openScene, oursOf, partnersOf, rulesOfOurs, saysUnfinished } from "./scene";
import type { OurPicture } from "./scene";
import type { PlayedUseCase } from "./useCases";

/** What goes wrong at one request. */
export interface Fault {
  /** "half-way at 17, kept", "the sheet is deleted: Plan". */
  name: string;
  /** The family it is counted under. */
  kind: string;
  set(workbook: StandInWorkbook, request: number): void;
}

/** One request of a use-case's undisturbed run. */
export interface KnownRequest {
  number: number;
  actions: number;
  writes: boolean;
}

/** A use-case run without any fault: what it asks, and what stands afterwards. */
export interface CleanRun {
  requests: KnownRequest[];
  ours: OurPicture[];
  rules: string[];
  partners: Map<string, string>;
  before: { ours: OurPicture[]; rules: string[]; partners: Map<string, string>; sheets: string[] };
}

/** What did not hold in one cell of the matrix. */
export interface Broken {
  what: "partners" | "mixture" | "next run" | "false sentence" | "lines lost" | "not in words";
  detail: string;
}

const patience = { say: 30, giveUp: 120 };

/** Runs a use-case undisturbed. */
async function cleanRun(useCase: PlayedUseCase): Promise<CleanRun> {
  const workbook = await openScene(useCase.state);
  const before = pictures(workbook);
  const from = workbook.requests.length;
  await useCase.run({});
  const requests = workbook.requests
    .slice(from)
    .map(({ number, actions, writes }) => ({ number: number - from, actions, writes }));
  return { requests, ...pictures(workbook), before };
}

function pictures(workbook: StandInWorkbook) {
  return {
    ours: oursOf(workbook),
    rules: rulesOfOurs(workbook),
    partners: partnersOf(workbook),
    sheets: workbook.sheets.map(({ name }) => name),
  };
}

/** The faults to play at a request: with `thin`, a few of each kind. */
function faultsAt(clean: CleanRun, request: KnownRequest, thin: boolean): Fault[] {
  const faults: Fault[] = ["GeneralException", "AccessDenied", "ItemNotFound", "RequestAborted"].map((code) => ({
    name: `${code} before`,
    kind: "before",
    set: (workbook, at) => void workbook.faults.failAt(at, code),
  }));
  if (request.writes) {
    const steps = thin ? spread(request.actions, 3) : Array.from({ length: request.actions }, (_, index) => index + 1);
    for (const action of steps) {
      for (const earlier of ["kept", "undone"] as const) {
        faults.push({
          name: `half-way at ${action}, earlier writes ${earlier}`,
          kind: "half-way",
          set: (workbook, at) => {
            workbook.faults.earlierWrites = earlier;
            workbook.faults.failAt(at, "GeneralException", { action });
          },
        });
      }
    }
  }
  faults.push({
    name: "applied but failed",
    kind: "applied but failed",
    set: (workbook, at) => void workbook.faults.failAt(at, "GeneralException", { applied: true }),
  });
  for (const applied of [true, false]) {
    faults.push({
      name: `never answered, ${applied ? "done" : "not done"}`,
      kind: "never answered",
      set: (workbook, at) => void workbook.faults.neverAnswer(at, { applied }),
    });
  }
  const sheets = thin
    ? clean.before.sheets.filter((_, index) => index % 3 === request.number % 3)
    : clean.before.sheets;
  for (const [name, happen] of Object.entries(MEANWHILE)) {
    const to = /workbook|chart sheet|type in a cell/.test(name) ? sheets.slice(0, 1) : sheets;
    for (const sheet of to) {
      faults.push({
        name: `${name}: ${sheet}`,
        kind: /type in a cell/.test(name) ? "cell-edit" : "meanwhile",
        set: (workbook, at) =>
          void workbook.faults.before(at, (there) => {
            const found = there.findSheet(sheet);
            if (found) happen(there, found);
          }),
      });
    }
  }
  return thin ? rotated(faults, request.number) : faults;
}

/** A few of each kind of fault, others at each request, so that the whole run meets every kind. */
function rotated(faults: readonly Fault[], request: number): Fault[] {
  const seen = new Map<string, number>();
  return faults.filter(({ kind }) => {
    const n = seen.get(kind) ?? 0;
    seen.set(kind, n + 1);
    return (n + request) % (thinned[kind] ?? 3) === 0;
  });
}

/** One in how many is played; of those that are few, one in three. */
const thinned: Record<string, number> = { before: 4, "half-way": 17, meanwhile: 61 };

function spread(count: number, wanted: number): number[] {
  if (count <= wanted) return Array.from({ length: count }, (_, index) => index + 1);
  return [
    ...new Set(Array.from({ length: wanted }, (_, index) => 1 + Math.round((index * (count - 1)) / (wanted - 1)))),
  ];
}

/** Plays one cell and says what did not hold. */
async function play(useCase: PlayedUseCase, clean: CleanRun, request: KnownRequest, fault: Fault): Promise<Broken[]> {
  const workbook = await openScene(useCase.state);
  fault.set(workbook, workbook.requests.length + request.number);
  const before = pictures(workbook);
  const broken: Broken[] = [];
  const said = await told(useCase, { patience }, broken);

  comparePartners(useCase, workbook, await partnersWithout(useCase, fault, before.partners), broken);
  // The twin took Office.js over.
  openInNode(workbook);
  compareOurs(workbook, clean, before, fault, broken);
  compareSentence(useCase, workbook, before, said, broken);

  mend(workbook);
  await nextRun(useCase, workbook, clean, fault, broken);
  return broken;
}

/** What somebody else did to the sheets is theirs to do: the same is done to a workbook the add-in never touched. */
async function partnersWithout(
  useCase: PlayedUseCase,
  fault: Fault,
  before: Map<string, string>,
): Promise<Map<string, string>> {
  if (fault.kind !== "meanwhile") return before;
  const twin = await openScene(useCase.state);
  fault.set(twin, 1);
  twin.faults.runBefore(1, twin);
  return partnersOf(twin);
}

interface Said {
  words: string;
  done: boolean;
}

async function told(useCase: PlayedUseCase, job: Job, broken: Broken[]): Promise<Said> {
  try {
    return { words: await useCase.run(job), done: true };
  } catch (error) {
    if (!(error instanceof PlanProblem)) broken.push({ what: "not in words", detail: String(error) });
    return { words: error instanceof Error ? error.message : String(error), done: false };
  }
}

/** Takes away what was in the way, as a person would. */
function mend(workbook: StandInWorkbook): void {
  workbook.faults.clear();
  workbook.faults.earlierWrites = "kept";
  workbook.setCellEditMode(false);
  workbook.structureProtection = null;
  workbook.readOnly = false;
  workbook.focusLost = null;
  for (const sheet of workbook.sheets) {
    workbook.unprotect(sheet.id);
    sheet.ws.state = "visible";
    for (const { rule } of sheet.conditionalFormats()) rule.unreadable = false;
  }
}

function comparePartners(
  useCase: PlayedUseCase,
  workbook: StandInWorkbook,
  was: Map<string, string>,
  broken: Broken[],
): void {
  const is = partnersOf(workbook);
  for (const [name, picture] of was) {
    const now = is.get(name);
    if (now === picture) continue;
    // A copy somebody made takes the next free name, which depends on what ours are called.
    const nameless = (text: string) => text.replaceAll(JSON.stringify(name), '""');
    if (
      now === undefined &&
      [...is].some(([other, each]) => each.replaceAll(JSON.stringify(other), '""') === nameless(picture))
    )
      continue;
    if (now !== undefined && useCase.cell && sameButOne(picture, now, useCase.cell.to)) continue;
    broken.push({ what: "partners", detail: now === undefined ? `“${name}” is not there` : `“${name}” changed` });
  }
}

/** Whether two pictures of a sheet differ only by the words asked for, in place of the words of one action. */
function sameButOne(was: string, is: string, to: string): boolean {
  const restore = is.replace(JSON.stringify(to), JSON.stringify("By June 2019"));
  return restore === was;
}

function compareOurs(
  workbook: StandInWorkbook,
  clean: CleanRun,
  before: Pick<CleanRun["before"], "ours">,
  fault: Fault,
  broken: Broken[],
): void {
  const now = oursOf(workbook);
  const isDeletion = /deleted|taken out|put in|sorted/.test(fault.name);
  for (const was of before.ours.filter(({ mark }) => mark.role === "history" || mark.role === "readings")) {
    const is = now.find(({ mark }) => mark.role === was.mark.role);
    if (!is) continue;
    const there = new Set(is.texts.map((line) => JSON.stringify(line)));
    const lost = was.texts.filter((line) => line.length > 0 && !there.has(JSON.stringify(line)));
    if (lost.length > 0 && !isDeletion) broken.push({ what: "lines lost", detail: `${was.name}: ${lost.length}` });
  }
  const unfinished = now.some(saysUnfinished);
  const known = [...before.ours, ...clean.ours];
  for (const page of now.filter(({ mark }) => mark.role === "update" || mark.role === "data")) {
    if (saysUnfinished(page) || (page.mark.role === "data" && unfinished)) continue;
    const isKnown = known.some((each) => each.mark.role === page.mark.role && same(each.texts, page.texts));
    if (!isKnown && !isDeletion)
      broken.push({ what: "mixture", detail: `“${page.name}” is neither as it was nor as it should be` });
  }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Words that say nothing came of it. */
const nothingWords =
  /Nothing was (?:written|removed)|Nothing was kept|Nothing was added|No highlight was changed|The cell was not changed|Nothing was changed/;

function compareSentence(
  useCase: PlayedUseCase,
  workbook: StandInWorkbook,
  before: Pick<CleanRun["before"], "ours" | "rules">,
  said: Said,
  broken: Broken[],
): void {
  if (said.done) {
    for (const detail of useCase.untrue(workbook, said.words))
      broken.push({ what: "false sentence", detail: `${said.words}: ${detail}` });
    return;
  }
  if (!nothingWords.test(said.words)) return;
  const is = { ours: oursOf(workbook).map(({ texts }) => texts), rules: rulesOfOurs(workbook) };
  const written = is.ours.some((texts) => !before.ours.some((each) => same(each.texts, texts)));
  const drawn = is.rules.some((rule) => !before.rules.includes(rule));
  if (written || drawn) broken.push({ what: "false sentence", detail: said.words });
}

/** The next run, with nothing in its way: puts all right, or says truly why it cannot. */
async function nextRun(
  useCase: PlayedUseCase,
  workbook: StandInWorkbook,
  clean: CleanRun,
  fault: Fault,
  broken: Broken[],
): Promise<void> {
  const problems: Broken[] = [];
  const said = await told(useCase, {}, problems);
  broken.push(...problems);
  // Without the plan's sheet, or with the row gone, there is nothing more to be done, and that is said.
  const planGone = /deleted: Plan$|taken out: Plan$/.test(fault.name);
  if (!said.done) {
    const isSaid = planGone || (useCase.cell && /not in the plan|changed/.test(said.words));
    if (!isSaid) broken.push({ what: "next run", detail: said.words });
    return;
  }
  const untrue = useCase.untrue(workbook, said.words);
  if (untrue.length > 0) broken.push({ what: "next run", detail: untrue.join("; ") });
  const ours = oursOf(workbook);
  if (ours.some(isNotice)) broken.push({ what: "next run", detail: "a notice is left" });
  const isUpdate = useCase.name.startsWith("generate");
  if (isUpdate && ours.some(saysUnfinished)) broken.push({ what: "next run", detail: "a page is left unfinished" });
  if (isUpdate && fault.kind !== "meanwhile") {
    const page = ours.find(({ name, mark }) => mark.role === "update" && said.words.includes(name));
    const wanted = clean.ours.find(({ mark }) => mark.role === "update" && mark.whole);
    if (page && wanted && !same(page.texts, wanted.texts) && !clean.ours.some((each) => same(each.texts, page.texts))) {
      broken.push({ what: "next run", detail: "the page is not the one of an undisturbed run" });
    }
  }
  if (
    useCase.name === "highlight" &&
    fault.kind !== "meanwhile" &&
    !same([...rulesOfOurs(workbook)].sort(), [...clean.rules].sort())
  ) {
    broken.push({ what: "next run", detail: "the highlights are not those of an undisturbed run" });
  }
}

/** What the matrix counts. */
export interface Tally {
  cells: number;
  broken: Record<Broken["what"], number>;
  examples: string[];
}

/** Plays the matrix, or with `thin` a part of it, and counts. */
export async function playMatrix(
  cases: readonly PlayedUseCase[],
  thin: boolean,
  each: (useCase: string, kind: string, broken: Broken[]) => void = () => undefined,
): Promise<Tally> {
  const tally: Tally = {
    cells: 0,
    broken: { partners: 0, mixture: 0, "next run": 0, "false sentence": 0, "lines lost": 0, "not in words": 0 },
    examples: [],
  };
  for (const useCase of cases) {
    const clean = await cleanRun(useCase);
    for (const request of clean.requests) {
      for (const fault of faultsAt(clean, request, thin)) {
        const broken = await play(useCase, clean, request, fault);
        tally.cells += 1;
        each(useCase.name, fault.kind, broken);
        for (const { what, detail } of broken) {
          tally.broken[what] += 1;
          if (tally.examples.length < 400)
            tally.examples.push(`${useCase.name}, request ${request.number}, ${fault.name}: ${what}: ${detail}`);
        }
      }
    }
  }
  return tally;
}
