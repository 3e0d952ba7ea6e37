/**
 * The ribbon's functions. They run in a page of their own that nobody sees and that Excel closes after five minutes.
 *
 * Holds no rule of the domain and no React. Whatever happens, a function says it has finished, once: Excel queues every later
 * click behind one that has not.
 */
import { generateUpdateAsRemembered, PlanProblem, rememberedAsAt, showProblemInSheet } from "../app";
import type { Job } from "../app";

/** A minute for each request, as everywhere; somebody who is typing in a cell is waited for within it. */
const work: Job = { waitForCell: true };

/**
 * The word about what went wrong. Whoever kept the work waiting by typing in a cell keeps it waiting too, so it has longer:
 * else nothing at all would be seen when the cell is finished.
 */
const notice: Job = { waitForCell: true, patience: { say: 5_000, giveUp: 170_000 } };

/** Well before Excel closes the page. */
const longest = 240_000;

/** Writes this quarter's update, as the pane would propose it; what stops it is said on a sheet, for want of a screen. */
export async function generateQuarterlyUpdate(event: Pick<Office.AddinCommands.Event, "completed">): Promise<void> {
  let finished = false;
  const finish = () => {
    if (!finished) event.completed();
    finished = true;
  };
  const bound = setTimeout(finish, longest);
  try {
    await generateUpdateAsRemembered(rememberedAsAt(), work);
  } catch (problem) {
    if (problem instanceof PlanProblem) await showProblemInSheet(problem, notice);
  } finally {
    clearTimeout(bound);
    finish();
  }
}

void Office.onReady(() => {
  Office.actions.associate("generateQuarterlyUpdate", generateQuarterlyUpdate);
});
