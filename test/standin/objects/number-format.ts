/** Whether Excel would take a number format code. */
import { format } from "numfmt";

const known = new Map<string, boolean>();

export function isValidFormat(code: string): boolean {
  let valid = known.get(code);
  if (valid === undefined) {
    try {
      format(code, 1);
      format(code, "text");
      valid = true;
    } catch {
      valid = false;
    }
    known.set(code, valid);
  }
  return valid;
}
