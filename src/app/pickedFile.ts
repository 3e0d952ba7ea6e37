/**
 * A workbook file somebody picked, read, or refused in words: what it is and what to do about it.
 */
import type { XlsxFile } from "../excel/xlsxFile";
import { readPickedFile } from "../excel/xlsx/offThread";
import { fileLimit, NotAnXlsx } from "../excel/xlsx/problem";
import type { UnreadableKind } from "../excel/xlsx/problem";
import { PlanProblem } from "./types";
import type { Job } from "./types";

type Words = [isWhat: string, because: string, next: string];

const saveAsXlsx = "Open it in Excel, save it as an Excel workbook (.xlsx), and pick that.";
const pickWorkbook = "Pick an Excel workbook (.xlsx) that holds the plan.";

/** What each kind of file is, why it cannot be read here, and what to do. */
export const fileWords: Record<UnreadableKind, Words> = {
  locked: [
    "is locked with a password",
    "What it holds cannot be read without it.",
    "Open it in Excel with its password, take the password off a copy under File, Info, Protect Workbook, Encrypt with Password, and pick that copy.",
  ],
  restricted: [
    "is protected by a label or by restricted access",
    "Only Excel can open it, for the people it was shared with.",
    "Open it in Excel, copy the plan’s sheet into a new workbook that may be saved without the protection, and pick that.",
  ],
  "old-xls": ["is an older Excel workbook (.xls)", "The add-in reads .xlsx workbooks.", saveAsXlsx],
  "old-office": ["is an older Office file, not an Excel workbook", "", pickWorkbook],
  xlsb: ["is an Excel binary workbook (.xlsb)", "The add-in reads .xlsx workbooks.", saveAsXlsx],
  ods: ["is an OpenDocument spreadsheet (.ods)", "The add-in reads .xlsx workbooks.", saveAsXlsx],
  document: [
    "is a text document, not an Excel workbook",
    "",
    "Copy its table into an Excel workbook, save that, and pick it.",
  ],
  presentation: ["is a presentation, not an Excel workbook", "", pickWorkbook],
  zip: [
    "is a zip file, not an Excel workbook",
    "",
    "If the workbook is inside it, take it out of the zip first and pick that.",
  ],
  "web-page": [
    "is a web page or XML under another name, not an .xlsx workbook",
    "Some systems export tables so.",
    saveAsXlsx,
  ],
  text: ["is plain text, such as a .csv, not an .xlsx workbook", "", saveAsXlsx],
  pdf: ["is a PDF, not an Excel workbook", "", pickWorkbook],
  "cut-off": [
    "is not whole",
    "Its end is missing, as after a download or a copy that was cut short.",
    "Copy or download it once more, and pick that.",
  ],
  damaged: [
    "is damaged",
    "A part of it that is needed cannot be read.",
    "Open it in Excel, which can often repair it, save it under another name, and pick that.",
  ],
  empty: ["is empty", "There is nothing in the file.", "Copy or download it once more, and pick that."],
  "too-large": [
    "is too large to be read here",
    "It holds far more than a plan.",
    "Open it in Excel, copy the plan’s sheet into a new workbook, save that, and pick it.",
  ],
  "not-there": [
    "could not be opened",
    "It may have been moved, renamed or changed since it was picked, or may not be on this device yet.",
    "Pick it again.",
  ],
  other: ["is not an .xlsx workbook", "What it is cannot be told.", pickWorkbook],
};

/** A file as the browser hands it over, or its bytes. */
export type PickedFile = ArrayBuffer | Pick<Blob, "size" | "arrayBuffer">;

/** Reads a picked file. The file is read on this device and goes nowhere. */
export async function readPicked(file: PickedFile, fileName: string, job: Job): Promise<XlsxFile> {
  job.say?.(`Reading ${fileName}`);
  try {
    return await readPickedFile(await bytesIn(file), fileName, job);
  } catch (error) {
    if (!(error instanceof NotAnXlsx)) throw error;
    const [isWhat, because, next] = fileWords[error.kind];
    throw new PlanProblem("unreadable-file", `“${fileName}” ${isWhat}.`, because, next);
  }
}

async function bytesIn(file: PickedFile): Promise<Uint8Array> {
  if (!("arrayBuffer" in file)) return new Uint8Array(file);
  if (file.size > fileLimit) throw new NotAnXlsx("too-large");
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new NotAnXlsx("not-there");
  }
}
