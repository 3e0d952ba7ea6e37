/**
 * What a picked file is when it is no workbook that can be read. The words a person reads are the use-case's.
 */

/** Every kind of file that is told apart. */
export const unreadableKinds = [
  "locked",
  "restricted",
  "old-xls",
  "old-office",
  "xlsb",
  "ods",
  "document",
  "presentation",
  "zip",
  "web-page",
  "text",
  "pdf",
  "cut-off",
  "damaged",
  "empty",
  "too-large",
  "not-there",
  "other",
] as const;
export type UnreadableKind = (typeof unreadableKinds)[number];

/** The file is no .xlsx workbook, or one that cannot be read. */
export class NotAnXlsx extends Error {
  constructor(readonly kind: UnreadableKind) {
    super(kind);
  }
}

/** A file above this size, in bytes, is not opened at all. */
export const fileLimit = 100_000_000;
