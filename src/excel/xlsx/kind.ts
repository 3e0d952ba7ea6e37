/**
 * Tells what a file is by its first bytes and by the parts in it, never by its name. Reads no content.
 */
import { fileLimit, NotAnXlsx } from "./problem";
import type { UnreadableKind } from "./problem";

const zipStart = [0x50, 0x4b];
const compoundStart = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** Throws NotAnXlsx for bytes that are no zip: an empty file, a compound file, text, a PDF. */
export function refuseWhatIsNoZip(bytes: Uint8Array): void {
  const kind = kindWithoutZip(bytes);
  if (kind) throw new NotAnXlsx(kind);
}

function kindWithoutZip(bytes: Uint8Array): UnreadableKind | null {
  if (bytes.length === 0) return "empty";
  if (bytes.length > fileLimit) return "too-large";
  if (startsWith(bytes, zipStart)) return null;
  if (startsWith(bytes, compoundStart)) return kindOfCompound(bytes);
  const start = textAtStart(bytes);
  if (start === null) return "other";
  if (start.startsWith("%PDF-")) return "pdf";
  return /^\s*</.test(start) ? "web-page" : "text";
}

/** What a zip is that holds no workbook we read, by the names of its parts in lower case. */
export function kindOfZip(names: ReadonlySet<string>, mimetype: string): UnreadableKind {
  if (names.has("xl/workbook.bin")) return "xlsb";
  if (mimetype.includes("opendocument.spreadsheet")) return "ods";
  if (mimetype.includes("opendocument.text") || names.has("word/document.xml")) return "document";
  if (mimetype.includes("opendocument.presentation") || names.has("ppt/presentation.xml")) return "presentation";
  return names.has("[content_types].xml") ? "damaged" : "zip";
}

/** Compound files list what is in them in entries of 128 bytes, each beginning with a name in UTF-16. */
const entrySize = 128;

function kindOfCompound(bytes: Uint8Array): UnreadableKind {
  const holds = (name: string) => {
    const wanted = [...name, "\0"].flatMap((letter) => [letter.charCodeAt(0), 0]);
    for (let at = 512; at + entrySize <= bytes.length; at += entrySize) {
      if (wanted.every((byte, index) => bytes[at + index] === byte)) return true;
    }
    return false;
  };
  if (holds("EncryptedPackage")) {
    return holds("DRMEncryptedDataSpace") || holds("\tDRMContent") ? "restricted" : "locked";
  }
  if (holds("Workbook") || holds("Book")) return "old-xls";
  return bytes.length < 1536 ? "cut-off" : "old-office";
}

/** The first kilobyte as text; null where it holds bytes that no text holds. */
function textAtStart(bytes: Uint8Array): string | null {
  const start = bytes.subarray(0, 1024);
  const wide = startsWith(start, [0xff, 0xfe]) ? "utf-16le" : startsWith(start, [0xfe, 0xff]) ? "utf-16be" : null;
  const text = new TextDecoder(wide ?? "utf-8").decode(start);

  return /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text) ? null : text;
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
