/**
 * Where one Excel differs from another, or where it is not known what Excel does: each a switch that a test or a page sets on the
 * workbook. Holds the switches only; what they do is where the thing itself is done.
 */
import { Announcer } from "./events";

export abstract class Switches extends Announcer {
  /** Opened for reading only. */
  readOnly = false;
  /** What a read-only workbook does with a write: Excel on the web refuses it, Excel on the desktop takes it in memory. */
  writesWhenReadOnly: "refused" | "taken" = "refused";

  /**
   * The code with which Excel refuses what needs this workbook in front while another has the focus: "InvalidSelection",
   * "GeneralException" or "InactiveWorkbook" have been seen or are documented. Null: this workbook has the focus.
   */
  focusLost: string | null = null;

  /** The code for asking for the active worksheet while a chart sheet is in front: documented, but not seen. */
  noWorksheetInFront = "UnsupportedSheet";

  /**
   * Whether rules of the opened file that share their range with another rule can be read. Some Excels list such rules and fail
   * with ItemNotFound at anything more.
   */
  rulesSharingARange: "readable" | "unreadable" = "readable";
  /** Whether a rule that cannot be read can be deleted by its own object. Clearing its range always works. */
  deletingUnreadableRules: "refused" | "works" = "refused";

  /** How long the formula of a conditional format may be, without its "=". The file format allows 8,192 letters. */
  longestRuleFormula = 8192;

  /** Whether Range.setCellProperties takes links: documented, but not seen in every Excel. */
  linksInCellProperties: "taken" | "refused" = "taken";

  /** Where a search in a single cell looks: there, as documented, or on the whole sheet, as a person's own search does. */
  searchInOneCell: "that cell" | "whole sheet" = "that cell";

  /** The code with which every `workbook.functions` call fails; null: they answer. */
  functionsFail: string | null = null;
}
