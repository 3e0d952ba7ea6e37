/**
 * Whether this Excel has what the add-in needs.
 */

/** True where ExcelApi 1.14, the floor of everything we use, is there. */
export function excelIsReady(): boolean {
  return Office.context.requirements.isSetSupported("ExcelApi", "1.14");
}
