/**
 * Changes the meaning of one line at a time and sees whether a test notices: `npm run measure:mutants [named] [from] [to]`, the drawn
 * ones or those named by hand. Prints how many of the changes were caught. Works in a copy beside the project's cache; the project itself is never touched.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { mutants as drawn } from "./mutants.list.mjs";
import { named } from "./mutants.named.mjs";

const [which, ...bounds] = process.argv[2] === "named" ? process.argv.slice(2) : ["drawn", ...process.argv.slice(2)];
const mutants = which === "named" ? named : drawn;

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const copy = path.join(project, ".cache", `mutants-${which}-${bounds.join("-")}`);
rmSync(copy, { recursive: true, force: true });
mkdirSync(copy, { recursive: true });
for (const each of ["src", "test", "package.json", "tsconfig.json", ".swcrc", ".scripts", "manifest.xml", "assets"]) {
  if (existsSync(path.join(project, each)))
    cpSync(path.join(project, each), path.join(copy, each), { recursive: true });
}
symlinkSync(path.join(project, "node_modules"), path.join(copy, "node_modules"), "junction");

const jest = path.join(project, "node_modules", "jest", "bin", "jest.js");
const [from = 0, to = mutants.length] = bounds.map(Number);
let caught = 0;
let played = 0;
for (const [index, { file, was, is, tests, why }] of mutants.entries()) {
  if (index < from || index >= to) continue;
  const at = path.join(copy, file);
  const text = readFileSync(at, "utf8");
  if (text.split(was).length !== 2) {
    console.log(
      `${index} ${file}: “${was.slice(0, 60)}” stands there ${text.split(was).length - 1} times; the list has to be brought up to date`,
    );
    process.exitCode = 1;
    continue;
  }
  writeFileSync(
    at,
    text.replace(was, () => is),
  );
  // In one process, so that a change that never comes to its end can be stopped: that is noticed too.
  const run = spawnSync(process.execPath, [jest, "--runInBand", "--bail", "--silent", ...tests], {
    cwd: copy,
    encoding: "utf8",
    timeout: 300_000,
    killSignal: "SIGKILL",
  });
  writeFileSync(at, text);
  played += 1;
  if (run.status !== 0) caught += 1;
  console.log(`${index} ${run.status === 0 ? "NOT NOTICED" : "caught"}: ${why} (${file})`);
}
console.log(
  `${caught} of ${played} changes of meaning were caught (${Math.round((100 * caught) / Math.max(1, played))}%)`,
);
