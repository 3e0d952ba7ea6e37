/**
 * The one way to run a request against Excel: errors get names, work can be cancelled, and no message grows past the size
 * Excel on the web takes.
 *
 * Never retries by itself and never hides a failure.
 */
import { asExcelProblem, ExcelProblem } from "./problem";

/** How a long request tells what it is doing and how it is stopped. */
export interface Job {
  signal?: AbortSignal;
  say?: (doing: string) => void;
}

/** Excel on the web refuses messages above 5 MB; the wire adds its own wrapping, so we stop well below. */
export const messageLimit = 3_500_000;

/** Runs `work` in one Excel.run. Rejects with an ExcelProblem and nothing else. */
export async function run<T>(work: (context: Excel.RequestContext) => Promise<T>, job: Job = {}): Promise<T> {
  stopIfCancelled(job);
  try {
    return await Excel.run(work);
  } catch (error) {
    throw asExcelProblem(error);
  }
}

/** Rejects when the person has pressed Cancel. Called between requests: a request under way is never cut in two. */
export function stopIfCancelled(job: Job): void {
  if (job.signal?.aborted) throw new ExcelProblem("cancelled");
}

/** One piece of a long request: about how many bytes it adds to a message, and what it queues. */
export interface Piece {
  bytes: number;
  queue: () => void;
}

/**
 * Queues pieces and sends them in as few messages as the limit allows: one for any plan of ordinary size. What the caller
 * queued before is sent along with the first.
 */
export async function sendInPieces(
  context: Excel.RequestContext,
  pieces: readonly Piece[],
  job: Job = {},
): Promise<void> {
  let waiting = 0;
  for (const piece of pieces) {
    if (waiting > 0 && waiting + piece.bytes > messageLimit) {
      // The one place a sync stands in a loop: each turn carries several megabytes, so turns are few.
      // eslint-disable-next-line office-addins/no-context-sync-in-loop
      await context.sync();
      stopIfCancelled(job);
      waiting = 0;
    }
    piece.queue();
    waiting += piece.bytes;
  }
  await context.sync();
}

/** About how many bytes rows of values take in a message. */
export function bytesOf(rows: readonly (readonly unknown[])[]): number {
  let bytes = 0;
  for (const row of rows) for (const value of row) bytes += typeof value === "string" ? value.length * 2 + 6 : 14;
  return bytes;
}
