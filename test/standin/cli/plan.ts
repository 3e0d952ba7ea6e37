/**
 * The command line: the add-in's own use-cases, run through the stand-in for Excel on a workbook file.
 *
 * For people without Excel at hand, for support, and for measuring. Holds no rule of the domain: it reads arguments,
 * runs a use-case, and prints. Never overwrites the workbook it was given unless told to.
 */
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";

import { PlanProblem, today } from "../../../src/app";
import { isIsoDate } from "../../../src/plan/calendar";
import { NotAWorkbook, StandInWorkbook } from "../workbook";
import { openInNode } from "../node";
import { ownerLine, timescaleLine } from "./lines";
import { reviewAsJson, reviewAsText } from "./print";

/** A mistake in the call: one line and exit code 2. */
class CallProblem extends Error {}

const usage = `How to call it:
  npm run --silent plan -- read <workbook.xlsx> [--as-at YYYY-MM-DD] [--json]
  npm run --silent plan -- highlight|update|restore <workbook.xlsx> [--as-at YYYY-MM-DD] --out <copy.xlsx> [--force]
  npm run --silent plan -- timescales|owners   (JSON lines on standard input, JSON lines out)`;

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parse(args);
  const [command, file, ...more] = positionals;
  if (values.help || command === undefined) {
    console.log(usage);
    return;
  }
  if (command === "timescales") return answerLines(timescaleLine);
  if (command === "owners") return answerLines(ownerLine);
  if (!["read", "highlight", "update", "restore"].includes(command))
    throw new CallProblem(`There is no command “${command}”.`);
  if (file === undefined) throw new CallProblem(`Say which workbook: plan ${command} <workbook.xlsx>.`);
  if (more.length > 0) throw new CallProblem(`One workbook at a time; “${more[0]}” is one too many.`);
  const asAt = values["as-at"] ?? today();
  if (!isIsoDate(asAt))
    throw new CallProblem(`“${asAt}” is not a date. Write it as YYYY-MM-DD, for example 2019-05-31.`);

  const workbook = await open(file);
  openInNode(workbook);
  const app = await import("../../../src/app");

  if (command === "read") {
    const review = await app.reviewPlan(asAt);
    console.log(values.json ? JSON.stringify(reviewAsJson(review), null, 2) : reviewAsText(review));
    return;
  }
  const out = values.out;
  if (out === undefined) throw new CallProblem(`Say where the copy goes: --out <copy.xlsx>.`);
  if (existsSync(out) && !values.force) {
    const is = isSameFile(out, file) ? "is the workbook itself" : "is there already";
    throw new CallProblem(`“${out}” ${is}. Name another file, or add --force to write over it.`);
  }
  if (/\.(xlsx|xlsm|xltx|xltm)$/i.test(out) && !out.toLowerCase().endsWith(`.${workbook.ending}`))
    throw new CallProblem(
      `Excel opens a copy of this workbook only under a name that ends in .${workbook.ending}. Name the copy so.`,
    );
  const said =
    command === "highlight"
      ? (await app.highlightPlan(asAt)).sentence
      : command === "update"
        ? (await app.generateUpdateAsRemembered(asAt)).sentence
        : (await app.putEverythingBack({ all: true, history: true })).sentence;
  if (command === "restore") workbook.bringFrontBack();
  const { bytes, lost } = await workbook.copy();
  // Before anything is written: whoever reads it can still stop, and the workbook is untouched either way.
  if (lost.length > 0) console.log(`The copy will not carry: ${lost.join("; ")}.`);
  try {
    writeFileSync(out, bytes);
  } catch (error) {
    throw new CallProblem(`“${out}” could not be written: ${plainReason(error)}.`);
  }
  console.log(said);
}

/** Two names of one file, links of either kind included. */
function isSameFile(a: string, b: string): boolean {
  const [one, other] = [a, b].map((name) => statSync(name));
  return one!.dev === other!.dev && one!.ino === other!.ino;
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        "as-at": { type: "string" },
        json: { type: "boolean" },
        out: { type: "string" },
        force: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new CallProblem((error as Error).message.split(". ")[0] + ".");
  }
}

async function open(file: string): Promise<StandInWorkbook> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new CallProblem(`“${file}” could not be opened: ${plainReason(error)}.`);
  }
  return StandInWorkbook.open(bytes, basename(file)).catch((error: unknown) => {
    throw error instanceof NotAWorkbook ? new CallProblem(`“${file}” cannot be read: ${error.message}`) : error;
  });
}

function plainReason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT") return "there is no such file or folder";
  if (code === "EISDIR") return "it is a folder";
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return "it may not be read or written here";
  return "it cannot be reached";
}

async function answerLines(answer: (line: unknown) => unknown): Promise<void> {
  let number = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() === "") continue;
    let asked: unknown;
    try {
      asked = JSON.parse(line);
    } catch {
      throw new CallProblem(`Line ${number} of the input is not JSON.`);
    }
    try {
      process.stdout.write(`${JSON.stringify(answer(asked))}\n`);
    } catch (error) {
      throw new CallProblem(`Line ${number} of the input: ${(error as Error).message}`);
    }
  }
}

/** Ends once everything printed has gone out: a pipe takes long output in pieces. */
function finish(code: number): void {
  process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
}

main(process.argv.slice(2)).then(
  () => finish(0),
  (error: unknown) => {
    const known = error instanceof CallProblem || error instanceof PlanProblem;
    console.error(
      known
        ? (error as Error).message
        : `Something went wrong: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    finish(known ? 2 : 1);
  },
);
