/**
 * Before every test file: properties try the same values each time, so that a run can be repeated and a change that breaks
 * nothing fails nothing. `SEED=random npm test` looks further; a seed that finds something becomes a case.
 */
import fc from "fast-check";

const { SEED } = process.env;
if (SEED !== "random") fc.configureGlobal({ seed: Number(SEED ?? 20_190_531) });
