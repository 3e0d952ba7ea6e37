/**
 * What can go wrong between us and Excel, by name.
 *
 * Office.js reports errors as codes; this is the one place that reads them. Wording for people is applied in `app`.
 */

export type ExcelReason =
  | "editing"
  | "protected"
  | "read-only"
  | "too-large"
  | "gone"
  | "busy"
  | "cancelled"
  | "older-excel"
  | "filtered"
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
  InvalidSelection: "gone",
  InvalidObjectPath: "gone",
  ActivityLimitReached: "busy",
  InvalidOrTimedOutSession: "busy",
  RequestAborted: "busy",
  Conflict: "busy",
  InactiveWorkbook: "busy",
  WriteNotSupportedWhenModalDialogOpen: "busy",
  ApiNotFound: "older-excel",
  NotImplemented: "older-excel",
  UnsupportedFeature: "older-excel",
  UnsupportedOperation: "older-excel",
  FilteredRangeConflict: "filtered",
};

/** The problem behind whatever a request threw. */
export function asExcelProblem(error: unknown): ExcelProblem {
  if (error instanceof ExcelProblem) return error;
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  return new ExcelProblem(reasons[code] ?? "unexpected", null, error);
}
