/**
 * What people wrote at the very moment in which an update was written over it: kept on a sheet of its own, or said in full where
 * not even that can be written.
 */
import { keepOverwritten } from "../excel/writeUpdate";
import { valuesFromFirst } from "../excel/overwritten";
import type { Overwritten } from "../excel/overwritten";
import { listOf, quote } from "../plan/words";
import { momentInWords } from "./clock";
import { readForPlan } from "./load";
import { asPlanProblem } from "./problems";
import type { Job, PlanProblem } from "./types";

/** Keeps each on a sheet of its own. Gives a sentence for each; `update` is what the page is called in whose way it stood. */
export async function rescue(lost: readonly Overwritten[], update: string, job: Job): Promise<string[]> {
  const said: string[] = [];
  for (const each of lost) said.push(await keep(each, update, job));
  return said;
}

/**
 * The same after a failure, of which is not known what was done: only where words of theirs are nowhere on the sheet any more.
 * Cancel does not stop it. Gives the problem with what became of them.
 */
export async function rescueAfterFailure(
  error: unknown,
  lost: readonly Overwritten[],
  update: string,
  job: Job,
): Promise<{ problem: PlanProblem; said: string[] }> {
  const patient = { ...job, signal: undefined };
  const gone = lost.length === 0 ? [] : await withoutStanding(lost, patient);
  const said = await rescue(gone, update, patient);
  const problem = asPlanProblem(error, "update", job);
  return { problem: said.length === 0 ? problem : problem.adding(said), said };
}

async function withoutStanding(lost: readonly Overwritten[], job: Job): Promise<readonly Overwritten[]> {
  try {
    const { ours } = await readForPlan(job);
    return lost.filter(({ sheet, typed }) => {
      const grid = ours.find(({ id }) => id === sheet.id)?.grid;
      const there = grid ? valuesFromFirst(grid) : [];
      return typed.some(({ row, column, value }) => String(there[row]?.[column] ?? "") !== String(value));
    });
  } catch {
    return lost;
  }
}

async function keep(lost: Overwritten, update: string, job: Job): Promise<string> {
  const meanwhile =
    lost.sheet.name === update
      ? `Somebody changed “${update}” while it was being generated.`
      : `Somebody changed “${lost.sheet.name}” while “${update}” was being generated.`;
  for (let tries = 1; tries <= 2; tries += 1) {
    try {
      const sheet = await keepOverwritten(await readForPlan(job), lost, momentInWords(), job);
      return `${meanwhile} What stood there is kept on “${sheet}”.`;
    } catch {
      // A name may have been taken at that very moment; anything else is said below.
    }
  }
  const words = lost.typed.map(({ value }) => String(value));
  if (words.length === 0) return meanwhile;
  return `${meanwhile} These words could not be kept: ${listOf(words.map((each) => quote(each, 500)))}.`;
}
