/**
 * The ribbon's functions. They run in a page of their own that nobody sees and that Excel closes after five minutes.
 *
 * Holds no rule of the domain and no React. Whatever happens, a function says it has finished: Excel queues every later
 * click behind one that has not.
 */
import { generateUpdateAsRemembered, PlanProblem, rememberedAsAt, showProblemInSheet } from "../app";

/** Writes this quarter's update, as the pane would propose it; what stops it is said on a sheet, for want of a screen. */
async function generateQuarterlyUpdate(event: Office.AddinCommands.Event): Promise<void> {
  try {
    await generateUpdateAsRemembered(rememberedAsAt());
  } catch (problem) {
    if (problem instanceof PlanProblem) await showProblemInSheet(problem);
  } finally {
    event.completed();
  }
}

void Office.onReady(() => {
  Office.actions.associate("generateQuarterlyUpdate", generateQuarterlyUpdate);
});
