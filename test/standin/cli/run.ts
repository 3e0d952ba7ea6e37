/** Runs the command line as a program of its own, for tests: put together once, because compiling it takes longer than most runs. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { buildSync } from "esbuild";

export const project = join(__dirname, "..", "..", "..");

/** What a run printed, and how it ended. */
export interface CliRun {
  code: number | null;
  out: string;
  said: string;
}

/** Puts the command line together; the function it gives runs it, or another program in its place. */
export function cli(): (args: string[], input?: string, program?: string[]) => CliRun {
  // In the project, where the packages it needs are found; test files that run at once have one each.
  const bundled = join(project, ".cache", `plan-cli.${process.env.JEST_WORKER_ID ?? "1"}.cjs`);
  buildSync({
    entryPoints: [join(project, "test/standin/cli/plan.ts")],
    bundle: true,
    platform: "node",
    packages: "external",
    outfile: bundled,
  });
  return (args, input = "", program = [bundled]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [...program, ...args], {
      cwd: project,
      input,
      encoding: "utf8",
    });
    return { code: status, out: stdout, said: stderr.trim() };
  };
}
