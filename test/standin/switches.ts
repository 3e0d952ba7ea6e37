/**
 * Where one Excel differs from another, or where it is not known what Excel does: each a switch that a test or a page sets on the
 * workbook. Holds the switches only; what they do is where the thing itself is done.
 */
import { Announcer } from "./events";

export abstract class Switches extends Announcer {
  /** The code with which every `workbook.functions` call fails; null: they answer. */
  functionsFail: string | null = null;
}
