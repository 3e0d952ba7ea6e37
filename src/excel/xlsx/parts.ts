/**
 * The named parts of a zipped workbook, each inflated only when it is asked for and never past a ceiling, whatever the zip
 * claims. Part names are compared ignoring case, as the format says; a target outside the file is no part.
 */
import { strFromU8, Unzip, UnzipInflate, unzipSync } from "fflate";

import { kindOfZip } from "./kind";
import { NotAnXlsx } from "./problem";

/** How much may come out of one part, and of all parts together, in bytes. */
export interface Ceilings {
  part: number;
  total: number;
}

const usualCeilings: Ceilings = { part: 60_000_000, total: 150_000_000 };

/** A file of more parts than this is no plan. */
const mostParts = 20_000;

/** Compressed bytes looked at in one go: they can swell a thousandfold, so that the ceiling is seen in time. */
const pieceSize = 16_384;

/** A relation of one part to another. */
export interface Relation {
  id: string;
  /** The last step of its type: "worksheet", "officeDocument". Strict and older files name types by other addresses. */
  type: string;
  /** The part it leads to, as this file spells it or not. */
  target: string;
}

/** The parts of one file. */
export class Parts {
  private readonly named: Map<string, { name: string; size: number }>;
  private spent = 0;

  /** Throws NotAnXlsx where the zip's own list of parts cannot be read. */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly ceilings: Ceilings = usualCeilings,
  ) {
    this.named = new Map();
    let parts = 0;
    try {
      unzipSync(bytes, {
        filter: ({ name, originalSize }) => {
          const key = name.replaceAll("\\", "/").replace(/^\/+/, "").toLowerCase();
          if (++parts > mostParts) throw new NotAnXlsx("too-large");
          if (!this.named.has(key)) this.named.set(key, { name, size: originalSize });
          return false;
        },
      });
    } catch (error) {
      throw error instanceof NotAnXlsx ? error : new NotAnXlsx("cut-off");
    }
  }

  /** What this zip is, if it is no workbook. */
  kind(): NotAnXlsx {
    const mimetype = this.has("mimetype") ? this.text("mimetype") : "";
    return new NotAnXlsx(kindOfZip(new Set(this.named.keys()), mimetype ?? ""));
  }

  has(path: string): boolean {
    return this.named.has(path.toLowerCase());
  }

  /** The text of a part; null where there is none of that name. Throws NotAnXlsx where it is damaged or too large. */
  text(path: string): string | null {
    const found = this.named.get(path.toLowerCase());
    if (!found) return null;
    const most = Math.min(this.ceilings.part, this.ceilings.total - this.spent);
    if (found.size > most) throw new NotAnXlsx("too-large");
    const bytes = inflatePart(this.bytes, found.name, most);
    this.spent += bytes.length;
    return decode(bytes);
  }
}

/** Inflates one part in pieces and stops as soon as more has come out than may. */
function inflatePart(zip: Uint8Array, name: string, most: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let done = false;
  let failure: unknown = null;
  const reader = new Unzip((file) => {
    if (done || file.name !== name) return;
    file.ondata = (error, chunk, final) => {
      if (error) failure = error;
      else {
        size += chunk.length;
        chunks.push(chunk);
        done ||= final;
      }
    };
    file.start();
  });
  reader.register(UnzipInflate);
  try {
    for (let at = 0; at < zip.length && !done && failure === null && size <= most; at += pieceSize) {
      reader.push(zip.subarray(at, at + pieceSize), at + pieceSize >= zip.length);
    }
  } catch (error) {
    failure = error;
  }
  if (size > most) throw new NotAnXlsx("too-large");
  if (failure !== null || !done) throw new NotAnXlsx("damaged");
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

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
