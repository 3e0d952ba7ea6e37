/** Failures of Excel's stand-in, named as Excel names them. */

const messages = {
  AccessDenied: "You do not have the required permissions to perform this operation.",
  ApiNotFound: "The API you are trying to use could not be found.",
  FilteredRangeConflict: "The attempted operation causes a conflict with a filtered range.",
  FormulaLengthExceedsLimit: "The bytecode of the applied formula exceeds the maximum length limit.",
  GeneralException: "There was an internal error while processing the request.",
  InsertDeleteConflict: "The insert or delete operation attempted resulted in a conflict.",
  InactiveWorkbook:
    "The operation failed because multiple workbooks are open and the workbook being called by this API has lost focus.",
  InvalidArgument: "The argument is invalid or missing or has an incorrect format.",
  InvalidObjectPath: "The object path is not working for what you are trying to do.",
  InvalidOperation: "The operation attempted is invalid on the object.",
  InvalidOperationInCellEditMode:
    "Excel is in cell-editing mode. Please exit the edit mode by pressing ENTER or TAB or selecting another cell, and then try again.",
  InvalidReference: "This reference is not valid for the current operation.",
  InvalidSelection: "The current selection is invalid for this operation.",
  ItemAlreadyExists: "A resource with the same name or identifier already exists.",
  ItemNotFound: "The requested resource doesn't exist.",
  MergedRangeConflict: "Cannot complete the operation. A table can't overlap with merged cells.",
  OperationCellsExceedLimit: "The attempted operation affects more than the limit of 33554000 cells.",
  RequestPayloadSizeLimitExceeded: "The request payload size has exceeded the limit.",
  ResponsePayloadSizeLimitExceeded: "The response payload size has exceeded the limit.",
  UnsupportedSheet: "This sheet type does not support this operation, since it is a Macro or Chart sheet.",
} as const;

export type KnownCode = keyof typeof messages;

/** An error as the protocol carries it: `code` is one of Excel's, `location` names the member ("Range.values"). */
export class ExcelError extends Error {
  constructor(
    readonly code: string,
    message?: string,
    readonly location?: string,
  ) {
    super(message ?? (messages as Record<string, string>)[code] ?? code);
    this.name = "ExcelError";
  }
}

/** The file is not an Excel workbook; its message can be shown to a person. */
export class NotAWorkbook extends Error {
  constructor(message: string) {
    super(message);
    this.name = "NotAWorkbook";
  }
}

export const ARRAY_SIZE =
  "The number of rows or columns in the input array doesn't match the size or dimensions of the range.";

/** Fails with one of Excel's codes; a switch may name one that is not among those above. */
export function refuse(code: KnownCode | (string & {}), location: string, message?: string): never {
  throw new ExcelError(code, message, location);
}

/** Throws InvalidArgument at `location` unless the argument is right. */
export function must(right: unknown, location: string, message?: string): asserts right {
  if (!right) refuse("InvalidArgument", location, message);
}
