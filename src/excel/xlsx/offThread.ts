/**
 * Reads a picked workbook off the main thread where the browser can, and on it where not: the same reader either way.
 * Cancel ends the reading at once.
 */
import { stopIfCancelled } from "../batch";
import type { Job } from "../batch";
import { ExcelProblem } from "../problem";
import type { XlsxFile } from "../xlsxFile";
import { NotAnXlsx } from "./problem";
import type { UnreadableKind } from "./problem";

/** What the worker is asked. */
export interface Question {
  bytes: Uint8Array;
  name: string;
}

/** What the worker says: that it has come up, then what it read. */
export type Answer = "ready" | Outcome;
type Outcome = { read: XlsxFile } | { refused: UnreadableKind };

/** Reads an .xlsx file. Rejects with NotAnXlsx where it cannot be read, with "cancelled" where the person stopped it. */
export async function readPickedFile(bytes: Uint8Array, name: string, job: Job = {}): Promise<XlsxFile> {
  stopIfCancelled(job);
  const worker = startWorker();
  const answer = worker ? await askWorker(worker, { bytes, name }, job) : null;
  if (answer === null) {
    // Loaded only here: few people need it, and it would weigh on every start.
    const { readXlsxFile } = await import("../xlsxFile");
    stopIfCancelled(job);
    return readXlsxFile(bytes, name);
  }
  if ("refused" in answer) throw new NotAnXlsx(answer.refused);
  return answer.read;
}

function startWorker(): Worker | null {
  if (typeof Worker === "undefined") return null;
  try {
    return new Worker(new URL("./worker.ts", import.meta.url));
  } catch {
    return null;
  }
}

/**
 * Null where the worker did not come up: some browsers refuse workers to a framed page. One that came up and then broke down
 * did so over the file, which is not tried again on the main thread.
 */
function askWorker(worker: Worker, question: Question, { signal }: Job): Promise<Outcome | null> {
  let isUp = false;
  return new Promise<Outcome | null>((resolve, reject) => {
    const cancel = () => reject(new ExcelProblem("cancelled"));
    const breakDown = () => resolve(isUp ? { refused: "too-large" } : null);
    signal?.addEventListener("abort", cancel);
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      if (data !== "ready") return resolve(data);
      isUp = true;
      worker.postMessage(question);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      breakDown();
    };
    worker.onmessageerror = breakDown;
  }).finally(() => worker.terminate());
}
