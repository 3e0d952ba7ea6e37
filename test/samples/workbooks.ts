/** The sample workbooks, by file name, and their bytes: the same on every machine and every day. */
import type ExcelJS from "exceljs";
import JSZip from "jszip";
import { fromDocument } from "./fromDocument";
import { oneSheet } from "./oneSheet";
import { otherHeadings } from "./otherHeadings";
import { tables } from "./tables";

export const samples: { file: string; build: () => ExcelJS.Workbook }[] = [
  { file: "warwickshire-one-sheet.xlsx", build: oneSheet },
  { file: "warwickshire-tables.xlsx", build: tables },
  { file: "pasted-from-a-document.xlsx", build: fromDocument },
  { file: "other-headings.xlsx", build: otherHeadings },
];

/** The workbook as an .xlsx file whose parts carry one fixed date, so that making it again changes nothing. */
export async function toBytes(workbook: ExcelJS.Workbook): Promise<Buffer> {
  const written = await JSZip.loadAsync(await workbook.xlsx.writeBuffer());
  const fixed = new JSZip();
  for (const name of Object.keys(written.files).sort()) {
    const part = written.files[name]!;
    if (part.dir) continue;
    fixed.file(name, await part.async("nodebuffer"), { date: new Date(Date.UTC(2019, 4, 1)), createFolders: false });
  }
  return fixed.generateAsync({ type: "nodebuffer", compression: "DEFLATE" });
}

/** The parts of an .xlsx file as texts, by name: what two files are compared by. */
export async function partsOf(bytes: Buffer): Promise<Record<string, string>> {
  const zip = await JSZip.loadAsync(bytes);
  const parts: Record<string, string> = {};
  for (const name of Object.keys(zip.files).sort()) parts[name] = await zip.files[name]!.async("string");
  return parts;
}
