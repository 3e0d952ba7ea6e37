/**
 * The one way to run a request against Excel: errors get names, every request has a clock, work can be cancelled at any
 * time, and no message grows past the size Excel on the web takes.
 *
 * Never retries by itself, never hides a failure, and never says what it does not know: whether a request that was sent and
 * not answered was carried out is kept as unknown.
 */
import { asExcelProblem, ExcelProblem, refusedWhole } from "./problem";

/** What is known of the writing a piece of work has done so far. */
export type Written = "nothing" | "some" | "unknown";

/** How a long piece of work tells what it is doing and how it is stopped; shared by all the requests it makes. */
export interface Job {
  signal?: AbortSignal;
  say?: (doing: string) => void;
  /** Wait while somebody is typing in a cell instead of being refused: for the ribbon, which has no screen to ask on. */
  waitForCell?: boolean;
  /** Milliseconds without an answer until something is said, and until the request is given up. */
  patience?: { say: number; giveUp: number };
  /** Filled in as requests are sent and answered; read when the work fails. */
  written?: Written;
}

/** After 5 seconds a person wonders, after 60 nobody believes in an answer any more. */
const usualPatience = { say: 5_000, giveUp: 60_000 };

const waitingWords = "Excel has not answered yet. Still waiting";

/** One conversation with Excel. Queue on `context`, then send what is queued. */
export interface Trip {
  context: Excel.RequestContext;
  /** Sends requests that change nothing. */
  read(): Promise<void>;
  /** Sends requests that change the workbook. Whatever was queued before is carried out in the order it was queued. */
  write(): Promise<void>;
}

/** Runs `work` in one Excel.run. Rejects with an ExcelProblem and nothing else. */
export async function run<T>(work: (trip: Trip) => Promise<T>, job: Job = {}): Promise<T> {
  stopIfCancelled(job);
  const body = (context: Excel.RequestContext) => work(tripOf(context, job));
  try {
    // Only where it is asked for: an Excel without the option would not know what to do with it.
    return await (job.waitForCell ? Excel.run({ delayForCellEdit: true }, body) : Excel.run(body));
  } catch (error) {
    throw asExcelProblem(error);
  }
}

/** Rejects when the person has pressed Cancel. */
export function stopIfCancelled(job: Job): void {
  if (job.signal?.aborted) throw new ExcelProblem("cancelled");
}

function tripOf(context: Excel.RequestContext, job: Job): Trip {
  const send = async (writes: boolean) => {
    stopIfCancelled(job);
    const before = job.written ?? "nothing";
    // Until the answer is there nobody knows.
    if (writes) job.written = "unknown";
    try {
      await answered(context.sync(), job);
    } catch (error) {
      if (writes && refusedWhole(error)) job.written = before;
      throw error;
    }
    if (writes) job.written = before === "unknown" ? "unknown" : "some";
  };
  return { context, read: () => send(false), write: () => send(true) };
}

/**
 * Waits for an answer, but not for ever and not against the person's will. A request that is given up may still be carried
 * out by Excel later; nothing here acts on its answer then.
 */
function answered(request: Promise<unknown>, { signal, say, patience = usualPatience }: Job): Promise<void> {
  return new Promise((resolve, reject) => {
    const nudge = setTimeout(() => say?.(waitingWords), patience.say);
    const end = setTimeout(() => settle(() => reject(new ExcelProblem("no-answer"))), patience.giveUp);
    const cancel = () => settle(() => reject(new ExcelProblem("cancelled")));
    const settle = (then: () => void) => {
      clearTimeout(nudge);
      clearTimeout(end);
      signal?.removeEventListener("abort", cancel);
      then();
    };
    signal?.addEventListener("abort", cancel);
    request.then(
      () => settle(resolve),
      (error: unknown) => settle(() => reject(error)),
    );
  });
}

/** One piece of a long request: about how many bytes it adds to a message, and what it queues. */
export interface Piece {
  bytes: number;
  queue: () => void;
}

/** Excel on the web refuses messages above 5 MB; the wire adds its own wrapping, so we stop well below. */
export const messageLimit = 3_500_000;

/** A message is measured again after this many bytes of pieces, as the pieces themselves put it. */
const measureEvery = 500_000;

/**
 * Queues pieces and sends them in as few messages as the limit allows: one for any plan of ordinary size. What the caller
 * queued before is sent along with the first. What is sent is measured as Office.js will serialise it, because the names,
 * paths and options it adds weigh more than the values.
 */
export async function sendInPieces(trip: Trip, pieces: readonly Piece[], job: Job = {}): Promise<void> {
  let size = sizeOf(trip.context) ?? 0;
  let guessed = 0;
  for (const piece of pieces) {
    if (size + guessed + piece.bytes > messageLimit && size + guessed > 0) {
      size = sizeOf(trip.context) ?? size + guessed;
      guessed = 0;
      if (size + piece.bytes > messageLimit) {
        // The one place a request stands in a loop: each turn carries several megabytes, so turns are few.
        await trip.write();
        stopIfCancelled(job);
        size = 0;
      }
    }
    piece.queue();
    guessed += piece.bytes;
    if (guessed > measureEvery) {
      size = sizeOf(trip.context) ?? size + guessed;
      guessed = 0;
    }
  }
  await trip.write();
}

/**
 * How many bytes the queued request takes as Office.js serialises it; null where this Office.js does not say. Its name is
 * private to the library, so it is asked for, never relied on.
 */
export function sizeOf(context: Excel.RequestContext): number | null {
  const pending = (context as { _pendingRequest?: PendingRequest })._pendingRequest;
  try {
    const body = pending?.buildRequestMessageBodyAndRequestFlags?.().body;
    return body === undefined ? null : utf8Length(JSON.stringify(body));
  } catch {
    return null;
  }
}

interface PendingRequest {
  buildRequestMessageBodyAndRequestFlags?: () => { body: unknown };
}

/** The values of a range as they were loaded; none where the request failed before it came to them. */
export function loadedIn(range: Excel.Range): unknown[][] {
  try {
    return range.values;
  } catch {
    return [];
  }
}

/** How many bytes a text takes in a message. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

/** About how many bytes rows of values take in a message, before it is measured. */
export function bytesOf(rows: readonly (readonly unknown[])[]): number {
  let bytes = 0;
  for (const row of rows) for (const value of row) bytes += typeof value === "string" ? value.length * 2 + 6 : 14;
  return bytes;
}
