/**
 * What was promised for one action over time: every date it had, how often and how far it moved, and with whose agreement.
 *
 * Goes by the dates, not by their wording: "June 2019" become "by the end of June 2019" has not moved. A date that is
 * withdrawn and promised again later has moved, by the way round it took.
 */
import { daysBetween, isEndOfMonth, monthsBetween, partsOf, sayDate, sayMonth } from "../calendar";
import type { Decision, IsoDate, SnapshotRow, Status } from "../model";
import { sayMonths } from "../status";
import { betweenParts, callAction, count, quote } from "../words";
import type { Stand, Thread } from "./threads";
import { plainRef } from "./evidence";
import { plainWords } from "./wording";

/** The promise as one snapshot has it: one point of the chart. */
export interface Promised {
  taken: IsoDate;
  due: IsoDate | null;
  timescale: string;
  status: Status;
}

/** How far apart two dates are. Negative when the second is earlier. */
export interface Distance {
  days: number;
  months: number;
  /** Without a sign: "3 months", "2 months (67 days)" where months are not the whole of it, "16 days" below a month. */
  says: string;
}

/** One change of the promised date. */
export interface Move {
  /** The snapshot that first has the new date. */
  taken: IsoDate;
  from: IsoDate;
  to: IsoDate;
  fromWords: string;
  toWords: string;
  by: Distance;
  /** "agreed by the group on 5 July 2019"; null when nobody has said the move was agreed. */
  agreed: string | null;
}

export interface PromiseRecord {
  promises: Promised[];
  firstPromised: IsoDate | null;
  /** The date promised at the last stand; null when there is none. */
  nowPromised: IsoDate | null;
  /** The latest date there was, also where it has since been withdrawn. */
  lastPromised: IsoDate | null;
  /** Moves to a later date, oldest first, agreed ones included. */
  moves: Move[];
  /** Moves to an earlier date. */
  broughtForward: Move[];
  /** Moves nobody agreed. */
  movedTimes: number;
  agreedTimes: number;
  /** From the date first promised to the one last promised; null when there never was a date. */
  movedBy: Distance | null;
  longestStep: Move | null;
}

/** Whether a status says that the action is over, as a fact. */
export function isSettled(status: Status): boolean {
  return status === "complete" || status === "closed";
}

/** Whether the wording reads as over and somebody has to confirm it. */
export function looksSettled(status: Status): boolean {
  return status === "looks-finished" || status === "looks-closed";
}

/** The promised date of a line; what merely repeats or goes on has none. */
export function promiseOf(row: SnapshotRow): IsoDate | null {
  return row.status === "ongoing" ? null : row.due;
}

/** How far `to` is from `from`, in months, or in days below a month; days in brackets where months are not the whole of it. */
function distance(from: IsoDate, to: IsoDate): Distance {
  const days = daysBetween(from, to);
  const months = monthsBetween(from, to);
  const whole = Math.abs(months);
  const exact = (isEndOfMonth(from) && isEndOfMonth(to)) || partsOf(from)[2] === partsOf(to)[2];
  const inDays = count(Math.abs(days), "day");
  return { days, months, says: whole === 0 ? inDays : exact ? sayMonths(whole) : `${sayMonths(whole)} (${inDays})` };
}

/** A promised date as people say it: the month alone where the words named no day. */
export function sayPromise(due: IsoDate, words: string): string {
  const dayOfMonth = partsOf(due)[2];
  const named = new RegExp(`(^|\\D)0?${dayOfMonth}(st|nd|rd|th)?(\\D|$)`, "i").test(words.replace(/\d{4}/g, " "));
  return isEndOfMonth(due) && !named ? sayMonth(due) : sayDate(due);
}

/** What somebody said of a move: its place among the decisions, its words, and which row it was about, where it says so. */
interface Agreement {
  at: number;
  says: string;
  row: string | null;
}

/** What people said of moves, to be found by the words it is about: there may be as many answers as actions. */
export interface Agreements {
  said: ReadonlyMap<string, readonly Agreement[]>;
  /** Words that several actions say: there it has to be told which of them is meant. */
  shared: ReadonlySet<string>;
}

/** Sorts the decisions about "moved"; those of any other kind say nothing here. */
export function agreementsIn(decisions: readonly Decision[], threads: readonly Thread[]): Agreements {
  const said = new Map<string, Agreement[]>();
  decisions.forEach(({ about, ref, action, words, readAs, decidedOn, row = null }, at) => {
    if (about !== "moved" || /^not\b/i.test(readAs.trim())) return;
    // A reference alone is not the action: plans are numbered anew.
    const key = action.trim() === "" ? keyOfRef(words, ref) : keyOf(words, action);
    const known = said.get(key) ?? [];
    said.set(key, [...known, { at, says: readAs.trim() || `agreed on ${sayDate(decidedOn)}`, row }]);
  });
  return { said, shared: said.size === 0 ? new Set() : sharedWords(threads) };
}

function sharedWords(threads: readonly Thread[]): Set<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { stands } of threads) {
    const keys = new Set(stands.map(({ row }) => keyOf(row.timescale, row.action)));
    for (const key of keys) (seen.has(key) ? shared : seen).add(key);
  }
  return shared;
}

const keyOf = (timescale: string, action: string) => `${plainWords(timescale)}\nwords ${plainWords(action)}`;
const keyOfRef = (timescale: string, ref: string | null) => `${plainWords(timescale)}\nref ${plainRef(ref)}`;

/**
 * The promises of one action and its moves. Those it inherits from the action it was split from count, since splitting makes
 * no new promise.
 * @param agreements say which moves were agreed.
 */
export function recordPromises(thread: Thread, agreements: Agreements): PromiseRecord {
  const promises: Promised[] = thread.stands.map(({ taken, row }) => ({
    taken,
    due: promiseOf(row),
    timescale: row.timescale,
    status: row.status,
  }));
  const moves: Move[] = [];
  const broughtForward: Move[] = [];
  let first: IsoDate | null = null;
  let last: Stand | null = null;
  let previous: Stand | null = null;
  for (const stand of thread.stands) {
    const due = promiseOf(stand.row);
    if (due === null) {
      previous = stand;
      continue;
    }
    first ??= due;
    const from = last ? promiseOf(last.row)! : due;
    // What has been closed keeps the date it was closed under, whatever is typed over it afterwards.
    const overBefore = previous !== null && isSettled(previous.row.status) && isSettled(stand.row.status);
    previous = stand;
    if (overBefore) continue;
    if (due !== from) {
      const move: Move = {
        taken: stand.taken,
        from,
        to: due,
        fromWords: last!.row.timescale,
        toWords: stand.row.timescale,
        by: distance(from, due),
        agreed: agreements.said.size === 0 ? null : agreementTo(stand.row, thread, agreements),
      };
      (due > from ? moves : broughtForward).push(move);
    }
    last = stand;
  }
  const lastPromised = last ? promiseOf(last.row) : null;
  const unagreed = moves.filter((move) => move.agreed === null);
  return {
    promises,
    firstPromised: first,
    nowPromised: promiseOf(thread.stands[thread.stands.length - 1]!.row),
    lastPromised,
    moves,
    broughtForward,
    movedTimes: unagreed.length,
    agreedTimes: moves.length - unagreed.length,
    movedBy: first && lastPromised ? distance(first, lastPromised) : null,
    longestStep: moves.reduce<Move | null>((best, move) => (best && best.by.days >= move.by.days ? best : move), null),
  };
}

/** The kept words of the agreement to the date this line has, the one decided last; null when there is none. */
function agreementTo(row: SnapshotRow, thread: Thread, { said, shared }: Agreements): string | null {
  // Under any words the action ever had, or under its reference now.
  const keys = [
    ...thread.stands.map((stand) => keyOf(row.timescale, stand.row.action)),
    keyOfRef(row.timescale, row.ref),
  ];
  const agreed = keys.flatMap((key) =>
    (said.get(key) ?? []).filter((each) => !shared.has(key) || thread.stands.some((stand) => isOfRow(each, stand.row))),
  );
  return agreed.sort((a, b) => a.at - b.at).at(-1)?.says ?? null;
}

/** Whether what somebody said is about the row of this section and lead: the lead is what its owner says, or a part of that. */
function isOfRow({ row }: Agreement, { section, lead }: SnapshotRow): boolean {
  const [saidSection = "", owner = ""] = row?.split(betweenParts) ?? [];
  if (plainWords(saidSection) !== plainWords(section)) return false;
  if (lead === null) return plainWords(owner) === "";
  return [owner, ...owner.split(/[–—,;:(/]| - /)].map(plainWords).includes(plainWords(lead));
}

/** "once", "twice", "3 times" */
function sayTimes(n: number): string {
  return n === 1 ? "once" : n === 2 ? "twice" : `${n} times`;
}

/**
 * "moved 3 times, first promised June 2019, now September 2019, 3 months later in all; the longest step was 2 months".
 * Null when the date never moved later.
 */
export function sayMoves(record: PromiseRecord): string | null {
  const { moves, movedTimes, agreedTimes, firstPromised, lastPromised, movedBy, longestStep } = record;
  if (moves.length === 0 || !firstPromised || !lastPromised || !movedBy) return null;
  const wordsOf = (due: IsoDate) => record.promises.filter((promise) => promise.due === due).at(-1)?.timescale ?? "";
  const agreement = moves.filter((move) => move.agreed !== null).at(-1)?.agreed;
  const times =
    movedTimes === 0
      ? `moved ${sayTimes(agreedTimes)}, ${agreedTimes === 1 ? "" : "the last "}${withAgreement(agreement!)}`
      : agreedTimes === 0
        ? `moved ${sayTimes(movedTimes)}`
        : `moved ${sayTimes(movedTimes)}, and ${sayTimes(agreedTimes)} more ${withAgreement(agreement!)}`;
  const now = record.nowPromised ? "now" : "last promised";
  const dates = `first promised ${sayPromise(firstPromised, record.promises.find((promise) => promise.due === firstPromised)!.timescale)}, ${now} ${sayPromise(lastPromised, wordsOf(lastPromised))}`;
  const far = movedBy.days === 0 ? "" : movedBy.days > 0 ? `, ${movedBy.says} later` : `, ${movedBy.says} earlier`;
  const longest = moves.length > 1 ? ` in all; the longest step was ${longestStep!.by.says}` : "";
  return `${times}, ${dates}${far}${longest}`;
}

function withAgreement(agreed: string): string {
  return /agreed/i.test(agreed) ? agreed.replace(/^Agreed/, "agreed") : `agreed: ${agreed}`;
}

/** The chart in words: "2.5 was promised: on 14 May 2019 June 2019; on 14 August 2019 “TBC”." Only the changes are told. */
export function sayRecord(row: SnapshotRow, record: PromiseRecord): string {
  const points: string[] = [];
  let previous = "";
  for (const promise of record.promises) {
    const said = promise.due
      ? sayPromise(promise.due, promise.timescale)
      : promise.timescale.trim() === ""
        ? "no date"
        : quote(promise.timescale, 40);
    const done = isSettled(promise.status) ? ` (${promise.status})` : "";
    if (`${said}${done}` !== previous) points.push(`on ${sayDate(promise.taken)} ${said}${done}`);
    previous = `${said}${done}`;
  }
  return `${callAction(row)} was promised: ${points.join("; ")}.`;
}
