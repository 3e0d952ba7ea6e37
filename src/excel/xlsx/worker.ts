/** Reads a picked workbook beside the pane, so that the pane goes on answering. Started by offThread.ts only. */
import { NotAnXlsx, readXlsxFile } from "../xlsxFile";
import type { Answer, Question } from "./offThread";

// Not the window of a page: what is said here goes to whoever started this.
const own = globalThis as unknown as {
  onmessage: ((event: { data: Question }) => void) | null;
  postMessage: (answer: Answer) => void;
};

own.onmessage = ({ data: { bytes, name } }) => {
  try {
    own.postMessage({ read: readXlsxFile(bytes, name) });
  } catch (error) {
    own.postMessage({ refused: error instanceof NotAnXlsx ? error.kind : "damaged" });
  }
};

own.postMessage("ready");
