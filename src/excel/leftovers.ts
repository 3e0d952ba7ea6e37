/**
 * Makes sheets that a failed run had just added, and not yet marked, known as ours, so that the next run goes on with them
 * instead of taking them for somebody's own.
 *
 * Marks only sheets that were not there when the workbook was read, have the very name that was asked for, and are blank.
 */
import { run } from "./batch";
import type { Job } from "./batch";
import { markKey } from "./ours";
import type { Mark } from "./ours";
import { queueMark } from "./sheets";

/** A sheet a run meant to add. */
export interface MeantSheet {
  name: string;
  mark: Mark;
}

/** Marks what was left without a mark. Two requests at most; leaves everything as it is where Excel will not answer. */
export async function claimLeftovers(meant: readonly MeantSheet[], { waitForCell, patience }: Job = {}): Promise<void> {
  if (meant.length === 0) return;
  try {
    await run(
      async ({ context, read, write }) => {
        const looked = meant.map(({ name, mark }) => {
          const sheet = context.workbook.worksheets.getItemOrNullObject(name).load("name");
          return {
            mark,
            sheet,
            there: sheet.customProperties.getItemOrNullObject(markKey).load("key"),
            used: sheet.getUsedRangeOrNullObject(true).load("address"),
          };
        });
        await read();
        const left = looked.filter(
          ({ sheet, there, used }) => !sheet.isNullObject && there.isNullObject && used.isNullObject,
        );
        if (left.length === 0) return;
        for (const { sheet, mark } of left) queueMark(sheet, mark);
        await write();
      },
      { waitForCell, patience },
    );
  } catch {
    // The run has failed already and says so; a blank sheet is all that is left of this.
  }
}
