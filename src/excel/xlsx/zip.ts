/**
 * The entries of a zip by its own list of them, each inflated on its own in pieces: what stands before an entry costs nothing,
 * and what comes out is counted while it comes. Trusts no size the zip states.
 */
import { Inflate, strFromU8 } from "fflate";

import { NotAnXlsx } from "./problem";

/** One entry of a zip. */
export interface ZipEntry {
  name: string;
  /** How much the zip says comes out of it, in bytes. */
  size: number;
  /** How much stands in the zip, in bytes. */
  packed: number;
  method: number;
  /** Where its own header begins. */
  header: number;
}

/** Compressed bytes looked at in one go: they can swell a thousandfold, so that a ceiling is seen in time. */
const pieceSize = 16_384;

const [localMark, entryMark, endMark, end64Mark, locator64Mark] = [
  0x04034b50, 0x02014b50, 0x06054b50, 0x06064b50, 0x07064b50,
];
/** A comment after the list of entries can be as long as this. */
const longestComment = 65_535;
/** What stands in a field of four bytes whose number is in the larger field of the newer format. */
const elsewhere = 0xffffffff;

/** The entries a zip lists, at most so many. Throws NotAnXlsx where the list is not there whole or is longer. */
export function entriesOf(zip: Uint8Array, most: number): ZipEntry[] {
  try {
    const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
    const list = listOf(view);
    if (list.entries > most) throw new NotAnXlsx("too-large");
    const entries: ZipEntry[] = [];
    for (let at = list.start; entries.length < list.entries;) {
      if (view.getUint32(at, true) !== entryMark) throw new NotAnXlsx("cut-off");
      const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true)) as [
        number,
        number,
        number,
      ];
      const inUtf8 = (view.getUint16(at + 8, true) & 2048) !== 0;
      const [size, packed, header] = sizesOf(view, at, at + 46 + name, extra);
      entries.push({
        name: strFromU8(zip.subarray(at + 46, at + 46 + name), !inUtf8),
        size,
        packed,
        method: view.getUint16(at + 10, true),
        header,
      });
      at += 46 + name + extra + comment;
    }
    return entries;
  } catch (error) {
    // Reading past the end, most of all.
    throw error instanceof NotAnXlsx ? error : new NotAnXlsx("cut-off");
  }
}

/** Where the list of entries begins and how many it holds. */
function listOf(view: DataView): { start: number; entries: number } {
  const first = Math.max(0, view.byteLength - 22 - longestComment);
  for (let at = view.byteLength - 22; at >= first; at -= 1) {
    if (view.getUint32(at, true) !== endMark) continue;
    const [entries, start] = [view.getUint16(at + 10, true), view.getUint32(at + 16, true)];
    if ((entries !== 0xffff && start !== elsewhere) || at < 20 || view.getUint32(at - 20, true) !== locator64Mark)
      return { entries, start };
    const newer = wide(view, at - 12);
    if (view.getUint32(newer, true) !== end64Mark) throw new NotAnXlsx("cut-off");
    return { entries: wide(view, newer + 32), start: wide(view, newer + 48) };
  }
  throw new NotAnXlsx("cut-off");
}

/** What comes out, what stands there and where, the larger fields looked up where the small ones cannot hold it. */
function sizesOf(view: DataView, entry: number, extra: number, length: number): [number, number, number] {
  const small = [24, 20, 42].map((field) => view.getUint32(entry + field, true));
  if (small.includes(elsewhere)) {
    for (let at = extra; at + 4 <= extra + length; at += 4 + view.getUint16(at + 2, true)) {
      if (view.getUint16(at, true) !== 1) continue;
      let next = at + 4;
      return small.map((value) => {
        if (value !== elsewhere) return value;
        next += 8;
        return wide(view, next - 8);
      }) as [number, number, number];
    }
  }
  return small as [number, number, number];
}

const wide = (view: DataView, at: number) => view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;

/**
 * What comes out of one entry, up to `most` bytes.
 * @param came told of what came out, also of an entry that is refused: it cost as much.
 */
export function inflateEntry(
  zip: Uint8Array,
  entry: ZipEntry,
  most: number,
  came: (bytes: number) => void = () => undefined,
): Uint8Array {
  const packed = packedBytes(zip, entry);
  if (entry.method === 0) {
    if (packed.length > most) throw new NotAnXlsx("too-large");
    came(packed.length);
    return packed;
  }
  if (entry.method !== 8) throw new NotAnXlsx("damaged");
  const chunks: Uint8Array[] = [];
  let size = 0;
  let whole = false;
  const reader = new Inflate((chunk, final) => {
    size += chunk.length;
    came(chunk.length);
    if (size <= most) chunks.push(chunk);
    whole ||= final;
  });
  try {
    for (let at = 0; at < packed.length && !whole && size <= most; at += pieceSize) {
      reader.push(packed.subarray(at, at + pieceSize), at + pieceSize >= packed.length);
    }
  } catch {
    throw new NotAnXlsx(size > most ? "too-large" : "damaged");
  }
  if (size > most) throw new NotAnXlsx("too-large");
  if (!whole) throw new NotAnXlsx("damaged");
  return joined(chunks, size);
}

function packedBytes(zip: Uint8Array, { header, packed }: ZipEntry): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  if (header + 30 > zip.length || view.getUint32(header, true) !== localMark) throw new NotAnXlsx("damaged");
  const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  if (start + packed > zip.length) throw new NotAnXlsx("damaged");
  return zip.subarray(start, start + packed);
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
