/**
 * What can go wrong between us and Excel, by name.
 *
 * Office.js reports errors as codes; this is the one place that reads them. Wording for people is applied in `app`.
 */

export type ExcelReason =
  | "editing"
  | "protected"
  | "structure-protected"
  | "read-only"
  | "too-large"
  | "gone"
  | "changed"
  | "name-taken"
  | "other-workbook"
  | "busy"
  | "no-answer"
  | "cancelled"
  | "older-excel"
  | "filtered"
  | "not-kept"
  | "unexpected";

/** An error from Excel with a name. `cause` keeps the original for support. */
export class ExcelProblem extends Error {
  constructor(
    readonly reason: ExcelReason,
    /** The sheet it is about, where that is known. */
    readonly sheet: string | null = null,
    cause?: unknown,
  ) {
    super(`Excel: ${reason}`, { cause });
    this.name = "ExcelProblem";
  }
}

const reasons: Record<string, ExcelReason> = {
  InvalidOperationInCellEditMode: "editing",
  AccessDenied: "protected",
  RequestPayloadSizeLimitExceeded: "too-large",
  ResponsePayloadSizeLimitExceeded: "too-large",
  RangeExceedsLimit: "too-large",
  OperationCellsExceedLimit: "too-large",
  ItemNotFound: "gone",
  InvalidReference: "gone",
  InvalidObjectPath: "gone",
  ItemAlreadyExists: "name-taken",
  InvalidSelection: "other-workbook",
  InactiveWorkbook: "other-workbook",
  ActivityLimitReached: "busy",
  InvalidOrTimedOutSession: "busy",
  RequestAborted: "busy",
  Conflict: "busy",
  WriteNotSupportedWhenModalDialogOpen: "busy",
  ApiNotFound: "older-excel",
  NotImplemented: "older-excel",
  UnsupportedFeature: "older-excel",
  UnsupportedOperation: "older-excel",
  FilteredRangeConflict: "filtered",
};

/** Codes with which Excel turns a whole request away before it does anything of it. */
const turnedAway = new Set(["InvalidOperationInCellEditMode", "RequestPayloadSizeLimitExceeded"]);

/** Whether an error says that nothing at all of the request was carried out. */
export function refusedWhole(error: unknown): boolean {
  return turnedAway.has(codeOf(error));
}

/** The problem behind whatever a request threw. */
export function asExcelProblem(error: unknown): ExcelProblem {
  if (error instanceof ExcelProblem) return error;
  return new ExcelProblem(reasons[codeOf(error)] ?? "unexpected", null, error);
}

function codeOf(error: unknown): string {
  const it = error instanceof ExcelProblem ? error.cause : error;
  return typeof it === "object" && it !== null && "code" in it ? String(it.code) : "";
}

/** Where in a request Excel says it failed ("WorksheetCollection.getActiveWorksheet"); "" where it does not. */
export function placeOfFailure(error: unknown): string {
  const it = error instanceof ExcelProblem ? error.cause : error;
  return (it as { debugInfo?: { errorLocation?: string } } | null | undefined)?.debugInfo?.errorLocation ?? "";
}
