/**
 * Builds the add-in and the host page when they are missing or older than their source. Safe when several test processes
 * ask at once: one builds, the others wait.
 */
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, rmdirSync, statSync, utimesSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const project = path.resolve(__dirname, "../../..");
const cache = path.join(project, ".cache");
const lock = path.join(cache, "build.lock");
/** A lock this old was left by a process that was stopped. */
const staleLock = 5 * 60_000;

interface Build {
  what: string;
  config: string;
  /** A file of the result; its time is the build's time. */
  result: string;
  sources: string[];
}

const addInBuild: Build = {
  what: "the add-in",
  config: "webpack.config.js",
  result: "dist/taskpane.html",
  sources: ["src", "assets", "webpack.config.js", "manifest.xml", "package-lock.json"],
};

const hostBuild: Build = {
  what: "the page that plays Excel",
  config: "test/standin/web/webpack.config.js",
  result: ".cache/standin/index.html",
  sources: ["test/standin", "src/plan/grid.ts", "src/plan/calendar.ts", "package-lock.json"],
};

/** Builds what is old. Throws an Error with the builder's own words when a build fails. */
export async function buildIfOld({ addIn, say }: { addIn: boolean; say: (words: string) => void }): Promise<void> {
  const builds = addIn ? [addInBuild, hostBuild] : [hostBuild];
  if (!builds.some(isOld)) return;
  await locked(async () => {
    for (const build of builds) {
      if (!isOld(build)) continue;
      say(`Building ${build.what}. This takes about half a minute.`);
      await run(build);
    }
  });
}

function isOld({ result, sources }: Build): boolean {
  const built = statSync(path.join(project, result), { throwIfNoEntry: false })?.mtimeMs;
  return built === undefined || sources.some((source) => newest(path.join(project, source)) > built);
}

/** The newest change in a file or folder, tests aside, in milliseconds; 0 when there is none. */
function newest(place: string): number {
  const found = statSync(place, { throwIfNoEntry: false });
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const names = readdirSync(place).filter((name) => !name.endsWith(".test.ts"));
  return Math.max(0, ...names.map((name) => newest(path.join(place, name))));
}

async function run({ what, config, result }: Build): Promise<void> {
  const started = new Date();
  const webpack = path.join(path.dirname(require.resolve("webpack-cli/package.json")), "bin/cli.js");
  const child = spawn(process.execPath, [webpack, "--config", path.join(project, config), "--mode", "production"], {
    cwd: project,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: Buffer[] = [];
  child.stdout.on("data", (words: Buffer) => said.push(words));
  child.stderr.on("data", (words: Buffer) => said.push(words));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  if (code !== 0) throw new Error(`Building ${what} failed.\n${Buffer.concat(said).toString()}`);
  // The time of the source it was built from: a file saved while it was building makes it old again.
  utimesSync(path.join(project, result), started, started);
}

async function locked(work: () => Promise<void>): Promise<void> {
  mkdirSync(cache, { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
      if (since !== undefined && Date.now() - since > staleLock) rmdirSync(lock);
      else await wait(250);
    }
  }
  try {
    await work();
  } finally {
    rmdirSync(lock);
  }
}
