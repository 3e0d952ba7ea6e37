/**
 * Generating the quarterly update: the chair's page, its table, the snapshot and what was filled in, in one request.
 *
 * A page somebody has written on is left as it is. What is said afterwards was read back from the workbook.
 */
import { stopIfCancelled } from "../excel/batch";
import { claimLeftovers } from "../excel/leftovers";
import type { MeantSheet } from "../excel/leftovers";
import { quarterKey, sheetNames, updateSheetNameOf } from "../excel/ours";
import { choosePage, pagesOf } from "../excel/page/choose";
import type { PageChoice, TypedFacts } from "../excel/page/choose";
import type { PageWrite } from "../excel/page/write";
import { asExcelProblem, placeOfFailure } from "../excel/problem";
import type { RecordLines } from "../excel/records";
import { ourPlaceIn, showSheet } from "../excel/sheets";
import type { OurPlace } from "../excel/sheets";
import type { CellInput } from "../excel/text";
import { removeNotice, writeUpdateSheets } from "../excel/writeUpdate";
import type { Overwritten } from "../excel/overwritten";
import type { UpdateWritten } from "../excel/writeUpdate";
import { quarterOf } from "../plan/calendar";
import type { DecidedLine } from "../plan/decisions";
import { sayCorrected } from "../plan/corrections";
import type { Plan } from "../plan/model";
import { settingsToRows } from "../plan/readings";
import type { MeetingDetails } from "../plan/readings";
import { composeUpdate } from "../plan/update/document";
import type { UpdateDocument } from "../plan/update/document";
import { dataRows } from "../plan/update/data";
import { hideNames } from "../plan/update/people";
import { renderHtml, renderWords } from "../plan/update/render";
import { count, oneLine, trimmed } from "../plan/words";
import { changeList } from "./changes";
import { momentInWords, today } from "./clock";
import { newHistoryRows, whyNotKept } from "./history";
import { checkWritable, recordLines } from "./keep";
import { historyByKey, load, readForPlan } from "./load";
import type { Loaded } from "./load";
import { recordNamesIn } from "./names";
import { checkWhole, inWords } from "./problems";
import { rescue, rescueAfterFailure } from "./rescue";
import { PlanProblem } from "./types";
import type { IsoDate, Job, Review, UpdateDone, UpdateRequest } from "./types";
import { updateNotes } from "./updateNotes";

/** The name the update of a review's quarter has: "Update Q1 2019-20". */
export function updateSheetName(review: Pick<Review, "asAt" | "plan">): string {
  return updateSheetNameOf(quarterOf(review.asAt, review.plan.calendar).name);
}

/**
 * Generates the update. A second run in the same quarter rewrites its page in place, the chair's comments kept; a page
 * somebody has written on elsewhere is left as it is, and the new one stands beside it.
 */
export async function generateUpdate(request: UpdateRequest, job: Job = {}): Promise<UpdateDone> {
  return inWords("update", (own) => generate(request, own), job);
}

/**
 * What the ribbon's button does: the update of the as-at date with what the workbook remembers, without a pane.
 */
export async function generateUpdateAsRemembered(asAt: IsoDate, job: Job = {}): Promise<UpdateDone> {
  return generateUpdate({ asAt, ifThere: "replace" }, job);
}

/**
 * Writes the update, and looks again once where somebody else changed the sheets at the very moment: another run, perhaps,
 * from the ribbon or by a colleague.
 */
async function generate(request: UpdateRequest, job: Job): Promise<UpdateDone> {
  let links: PageWrite["links"] = "together";
  let otherNames: string[] = [];
  const rescued: string[] = [];
  for (let tries = 1; ; tries += 1) {
    const loaded = withNames(await load(request.asAt, job), otherNames);
    checkWhole(loaded.standing.plan, "update");
    const update = prepare(loaded, request);
    const lost: Overwritten[] = [];
    checkWritable(loaded.read, update, "update");
    stopIfCancelled(job);
    try {
      return await write(update, { links, lost, rescued }, job);
    } catch (error) {
      if (error instanceof PlanProblem) throw error;
      const { problem, said } = await rescueAfterFailure(error, lost, update.choice.name, job);
      rescued.push(...said);
      const help = whatHelps(error, job);
      if (help !== "nothing" || job.written === "some" || job.written === "unknown") await claim(update, error, job);
      if (help === "nothing") throw problem;
      if (help === "other links" && links === "together") {
        links = "one by one";
        continue;
      }
      // The name may be one of a chart sheet, which Excel does not list.
      if (asExcelProblem(error).reason === "name-taken") otherNames = update.meant.map(({ name }) => name);
      if (tries < 2) continue;
      const another = await wholePage(update, job);
      if (another === null) throw problem;
      return doneByAnother(update, another, rescued);
    }
  }
}

const withNames = (loaded: Loaded, otherNames: readonly string[]): Loaded => ({
  ...loaded,
  read: { ...loaded.read, otherNames },
});

/** What may make a failed run succeed. */
function whatHelps(error: unknown, job: Job): "another look" | "other links" | "nothing" {
  if (job.signal?.aborted) return "nothing";
  const { reason } = asExcelProblem(error);
  const place = placeOfFailure(error);
  if (place.includes("setCellProperties")) return "other links";
  if (reason === "gone" || reason === "name-taken" || reason === "not-kept") return "another look";
  // A table's name that came into the workbook meanwhile has no code of its own.
  return /^Table(Collection)?\.(name|add)$/i.test(place) ? "another look" : "nothing";
}

/** After these no sheet of ours can have been left without its mark, or Excel would not answer now. */
const silent = new Set(["editing", "no-answer", "cancelled", "too-large", "read-only", "name-taken"]);

async function claim({ meant }: Prepared, error: unknown, job: Job): Promise<void> {
  if (!silent.has(asExcelProblem(error).reason)) await claimLeftovers(meant, job);
}

/** What was asked for with all that was not named filled in. */
type FullRequest = UpdateRequest & MeetingDetails;

/** All that is settled before the first write. */
interface Prepared {
  loaded: Loaded;
  /** What was asked for, with what a person typed at the head of the page. */
  request: FullRequest;
  quarter: string;
  choice: PageChoice;
  document: UpdateDocument;
  lines: RecordLines[];
  /** The sheets of ours beside the page that are written. */
  places: OurPlace[];
  /** Names of sheets that are there and are written to. */
  names: string[];
  /** Sheets to be added. */
  meant: MeantSheet[];
}

function prepare(loaded: Loaded, asked: UpdateRequest): Prepared {
  const { read, readings, standing } = loaded;
  const quarter = quarterKey(standing.quarter.name, standing.plan.calendar);
  const choice = choosePage(read, {
    quarter,
    ifThere: asked.ifThere,
    contradicts: (typed) => contradicts(asked, readings.meeting, typed),
  });
  const request = withTyped(asked, readings.meeting, choice.typed.facts);
  const lines = recordLines({ readings: changedDetails(loaded, request), history: newHistoryRows(loaded) });
  const places = [
    { role: "data" as const, place: ourPlaceIn(read, "data", sheetNames.data) },
    ...lines.map(({ record }) => ({ role: record.role, place: ourPlaceIn(read, record.role, record.name) })),
  ];
  const added = places.filter(({ place }) => place.there === null);
  const page: MeantSheet[] = choice.onto
    ? []
    : [{ name: choice.name, mark: { role: "update", quarter, whole: false } }];
  return {
    loaded,
    request,
    quarter,
    choice,
    document: documentOf(loaded, request),
    lines,
    places: places.map(({ place }) => place),
    names: [...(choice.onto ? [choice.name] : []), ...places.flatMap(({ place }) => (place.there ? [place.name] : []))],
    meant: [
      ...page,
      ...added.map(({ role, place }) => ({ name: place.name, mark: { role, quarter: null, whole: true } })),
    ],
  };
}

/** The facts that can be typed at the head of the page. */
const typedKeys = ["group", "meeting", "marking"] as const;
type Typed = TypedFacts["facts"];

/** Whether somebody asked for another fact than the one that was typed on the page: then neither is thrown away. */
function contradicts(asked: UpdateRequest, remembered: MeetingDetails, typed: Typed): boolean {
  return typedKeys.some(
    (key) =>
      typed[key] !== undefined &&
      asked[key] !== undefined &&
      trimmed(asked[key]) !== trimmed(remembered[key]) &&
      trimmed(asked[key]) !== trimmed(typed[key]),
  );
}

/** What was typed at the head of the page counts, unless something else was asked for in the pane. */
function withTyped(asked: UpdateRequest, remembered: MeetingDetails, typed: Typed): FullRequest {
  const kept = Object.fromEntries(
    typedKeys
      .filter(
        (key) =>
          typed[key] !== undefined && (asked[key] === undefined || trimmed(asked[key]) === trimmed(remembered[key])),
      )
      .map((key) => [key, typed[key]]),
  );
  const { group = remembered.group, marking = remembered.marking } = asked;
  return { ...remembered, ...asked, group: group.trim(), marking: marking.trim(), ...kept };
}

/** How it is written, and what becomes of what people wrote at the last moment. */
interface Writing {
  links: PageWrite["links"];
  lost: Overwritten[];
  /** What became of what earlier tries had written over. */
  rescued: readonly string[];
}

async function write(update: Prepared, { links, lost, rescued }: Writing, job: Job): Promise<UpdateDone> {
  const { loaded, request, quarter, choice, document, lines } = update;
  const { read } = loaded;
  const { onto, n } = choice;
  job.say?.(`Writing ${choice.name}`);
  const begun = `Writing began on ${momentInWords()}.`;
  const written = await writeUpdateSheets(
    read,
    { page: { name: choice.name, onto, n, quarter, begun, links }, document, table: tableOf(loaded, request), lines },
    lost,
    job,
  );
  // Somebody may have renamed the sheet meanwhile: it is called what it is called.
  const stands = { ...update, choice: { ...choice, name: written.page.name } };
  const noticeGone = await removeNotice(read, lost, job);
  const kept = [...rescued, ...(await rescue(lost.splice(0), stands.choice.name, { ...job, signal: undefined }))];
  // Shown apart: Excel refuses to activate a sheet while another workbook has the focus, and the update is written by then.
  const now = await showSheet(written.page.id, job).catch(() => undefined);
  if (now === null) throw deletedSince(written.page.name);
  const name = now?.get(written.page.id) ?? written.page.name;
  const shown = { ...stands, choice: { ...choice, name } };
  const there = now && new Set(now.values());
  const missing = there ? shown.places.filter((place) => !there.has(place.name)).map((place) => place.name) : [];
  return doneWith(shown, updateNotes({ ...notesFor(shown, written), rescued: kept, noticeGone, missing }));
}

function deletedSince(name: string): PlanProblem {
  return new PlanProblem(
    "gone",
    `${name} was written, and somebody has deleted it since.`,
    "Your plan’s own rows were not written to.",
    "Generate it again if it is wanted.",
  );
}

function notesFor({ loaded, choice, request, lines, places }: Prepared, { data, strayed }: UpdateWritten) {
  const { read, readings } = loaded;
  return {
    choice,
    taken: typedKeys.filter((key) => choice.typed.facts[key] !== undefined && request[key] === choice.typed.facts[key]),
    request,
    remembered: readings.meeting,
    history: recordNamesIn(read).history,
    notKept: whyNotKept(loaded),
    historyLines: lines.find(({ record }) => record.role === "history")?.rows.length ?? 0,
    data,
    strayed,
    namesakes: places,
    unlisted: read.otherNames ?? [],
    lookalikes: read.sheets.flatMap(({ name, lookalike }) => (lookalike ? [name] : [])),
    hidden: read.sheets.find(({ id }) => id === choice.onto?.sheet.id)?.visibility ?? "Visible",
  };
}

function doneWith({ loaded, choice, document }: Prepared, notes: string[]): UpdateDone {
  const { counts, items } = loaded.standing;
  const sentence = `${choice.name} is ready: ${count(items.length, "action")}, ${counts.overdue} overdue.`;
  return {
    sheet: choice.name,
    replaced: choice.onto?.judged.isWhole ?? false,
    sentence: [sentence, ...notes].join(" "),
    words: renderWords(document),
    html: renderHtml(document),
  };
}

/** The name of a whole page of the quarter that is newer than what this run had found; null where there is none. */
async function wholePage({ quarter, choice }: Prepared, job: Job): Promise<string | null> {
  const [newest] = pagesOf(await readForPlan(job), quarter);
  return newest?.judged.isWhole && (newest.stamp?.n ?? 0) >= choice.n ? newest.sheet.name : null;
}

function doneByAnother(update: Prepared, name: string, rescued: readonly string[]): UpdateDone {
  const choice = { ...update.choice, name };
  return doneWith({ ...update, choice }, [
    "Another run wrote it at the same moment, and its page is the one that stands.",
    ...rescued,
  ]);
}

function documentOf(loaded: Loaded, request: FullRequest): UpdateDocument {
  const { read, standing, findings, changes, skipped, readings } = loaded;
  return composeUpdate({
    standing,
    heading: request,
    findings,
    changes: changeList(changes, today(), false),
    answers: answersOnRows(loaded),
    settings: readings.settingLines.filter(({ words }) => isApplied(words, standing.plan)),
    readingsSheet: recordNamesIn(read).readings,
    skipped,
  });
}

/** Whether what a line says of the plan as a whole is so: a column that is not there is read as nothing. */
function isApplied(words: string, { lapsed }: Plan): boolean {
  return !lapsed.columns.some((each) => sayCorrected(each) === words);
}

/** Answers about which row is which that bear on what changed since the update before. */
function answersOnRows({ answers, snapshots, now }: Loaded): DecidedLine[] {
  const before = snapshots.filter(({ taken }) => taken < now.taken).at(-1);
  const words = new Set(before?.rows.map(({ action }) => oneLine(action)));
  return answers.filter(({ decision }) => decision.about === "same-action" && words.has(oneLine(decision.words)));
}

function tableOf(loaded: Loaded, { people }: FullRequest) {
  const { standing, findings } = loaded;
  const histories = historyByKey(loaded);
  const asked = new Map(
    findings
      .filter(({ severity, key }) => key !== null && severity === "needs-answer")
      .map(({ key, message }) => [key!, message]),
  );
  const promiseOf = (key: string) => {
    const history = histories.get(key);
    return history ? { firstPromised: history.firstPromised, timesMoved: history.movedTimes } : null;
  };
  const shown = people === "names" ? (text: string) => text : hideNames(standing.plan);
  const questionOf = (key: string) => asked.get(key) ?? null;
  return { rows: dataRows(standing.items, promiseOf, questionOf, shown), people: shown };
}

/** What was filled in, where it differs from what the workbook remembers. */
function changedDetails({ readings }: Loaded, request: FullRequest): CellInput[][] {
  const changed: Partial<MeetingDetails> = {};
  if (request.group !== readings.meeting.group) changed.group = request.group;
  if (request.meeting !== readings.meeting.meeting) changed.meeting = request.meeting;
  if (request.marking !== readings.meeting.marking) changed.marking = request.marking;
  if (request.people !== readings.meeting.people) changed.people = request.people;
  return settingsToRows(changed, today(), "");
}
