/**
 * The named parts of a zipped workbook, each inflated only when it is asked for and never past a ceiling, whatever the zip
 * claims. Part names are compared ignoring case, as the format says; a target outside the file is no part.
 */
import { strFromU8 } from "fflate";

import { kindOfZip } from "./kind";
import { NotAnXlsx } from "./problem";
import { entriesOf, inflateEntry } from "./zip";
import type { ZipEntry } from "./zip";

/** How much may come out of one part, and of all parts together, in bytes. */
export interface Ceilings {
  part: number;
  total: number;
}

/** One allowance for the whole file: a part that is opened twice counts twice. */
const usualCeilings: Ceilings = { part: 60_000_000, total: 150_000_000 };

/** A file of more parts than this is no plan. */
const mostParts = 20_000;

/** The parts of one file. */
export class Parts {
  private readonly named = new Map<string, ZipEntry>();
  private spent = 0;

  /** Throws NotAnXlsx where the zip's own list of parts cannot be read. */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly ceilings: Ceilings = usualCeilings,
  ) {
    for (const entry of entriesOf(bytes, mostParts)) {
      const key = keyOf(entry.name.replaceAll("\\", "/").replace(/^\/+/, ""));
      if (!this.named.has(key)) this.named.set(key, entry);
    }
  }

  /** What this zip is, if it is no workbook. */
  kind(): NotAnXlsx {
    const mimetype = this.has("mimetype") ? this.text("mimetype") : "";
    return new NotAnXlsx(kindOfZip(new Set(this.named.keys()), mimetype ?? ""));
  }

  has(path: string): boolean {
    return this.named.has(keyOf(path));
  }

  /** The text of a part; null where there is none of that name. Throws NotAnXlsx where it is damaged or too large. */
  text(path: string): string | null {
    const found = this.named.get(keyOf(path));
    if (!found) return null;
    const most = Math.min(this.ceilings.part, this.ceilings.total - this.spent);
    if (found.size > most) throw new NotAnXlsx("too-large");
    // What a part cost counts also where it is refused: the same part may be named again and again.
    return decode(inflateEntry(this.bytes, found, most, (size) => (this.spent += size)));
  }
}

/** What a part is known by: two spellings of one name are one part. */
export const keyOf = (path: string) => path.toLowerCase();

/** UTF-8 unless a byte-order mark says UTF-16: the format allows both. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  return strFromU8(bytes).replace(/^\uFEFF/, "");
}

/** Where a target of a relation leads, seen from the folder of the part that names it; null for a place outside the file. */
export function resolve(folder: string, target: string): string | null {
  const steps = target.startsWith("/") ? [] : folder.split("/").filter((step) => step !== "");
  for (const step of decodeSteps(target)) {
    if (step === "..") {
      if (steps.pop() === undefined) return null;
    } else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}

function decodeSteps(target: string): string[] {
  const path = target.replaceAll("\\", "/").replace(/[?#].*$/, "");
  try {
    return decodeURIComponent(path).split("/");
  } catch {
    return path.split("/");
  }
}
