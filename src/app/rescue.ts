/**
 * What people wrote at the very moment in which an update was written over it: kept on a sheet of its own, or said in full where
 * not even that can be written.
 */
import { keepOverwritten } from "../excel/writeUpdate";
import type { Overwritten } from "../excel/writeUpdate";
import { listOf, quote } from "../plan/words";
import { readForPlan } from "./load";
import { asPlanProblem } from "./problems";
import type { Job, PlanProblem } from "./types";

/** The update in whose way it stood. */
interface OfUpdate {
  name: string;
  quarter: string;
}

/** Keeps each on a sheet of its own. Gives a sentence for each. */
export async function rescue(lost: readonly Overwritten[], update: OfUpdate, job: Job): Promise<string[]> {
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
  update: OfUpdate,
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
    return lost.filter((each) => {
      const grid = ours.find(({ id }) => id === each.sheet.id)?.grid;
      const there = new Set(grid?.cells.flat().map(({ value }) => String(value ?? "")));
      return newWords(each).some((words) => !there.has(words));
    });
  } catch {
    return lost;
  }
}

async function keep(lost: Overwritten, { name, quarter }: OfUpdate, job: Job): Promise<string> {
  const meanwhile = `Somebody changed “${lost.sheet.name}” while “${name}” was being generated.`;
  for (let tries = 1; tries <= 2; tries += 1) {
    try {
      const sheet = await keepOverwritten(await readForPlan(job), { name, quarter }, lost.values, job);
      return `${meanwhile} What stood there is kept on “${sheet}”.`;
    } catch {
      // A name may have been taken at that very moment; anything else is said below.
    }
  }
  const words = newWords(lost);
  if (words.length === 0) return meanwhile;
  return `${meanwhile} These words could not be kept: ${listOf(words.map((each) => quote(each, 500)))}.`;
}

function newWords({ values, known }: Overwritten): string[] {
  return values
    .flat()
    .map(String)
    .filter((text) => text !== "" && !known.has(text));
}
