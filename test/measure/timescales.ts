/**
 * Measures the reader of timescales against a file of labelled phrases: npm run measure -- <timescales.jsonl>
 *
 * Prints strict and lenient scores by set, false dates, readings that are wrong and not unsure, and every miss with its
 * words. The file stays where it is: nothing of it is kept here.
 */
import { readFileSync } from "node:fs";

import { calendarOfYears } from "../../src/plan/calendar";
import type { PlanContext, Timescale } from "../../src/plan/model";
import { readTimescale } from "../../src/plan/reading/timescale";

interface Label {
  text: string;
  set?: string;
  source?: string;
  heading?: string;
  plan_start: string | null;
  plan_end: string | null;
  kind: string;
  due: string | null;
  start?: string | null;
  recurrence: string | null;
  due_alt?: (string | null)[];
  kind_alt?: string[];
  recurrence_alt?: (string | null)[];
  doubt?: boolean;
}

/** The labels know no "every two years" and no "every three years": such a phrase is labelled as having no cadence. */
const unlabelled = new Set(["biennial", "triennial"]);

export function contextOf(label: Label): PlanContext {
  return {
    start: label.plan_start,
    end: label.plan_end,
    calendar: calendarOfYears(label.plan_start, label.plan_end),
    heading: label.heading,
  };
}

interface Marks {
  due: boolean;
  recurrence: boolean;
  kind: boolean;
}

function mark(label: Label, read: Timescale, lenient: boolean): Marks {
  const cadence = read.recurrence && !unlabelled.has(read.recurrence.cadence) ? read.recurrence.cadence : null;
  const dues = [label.due, ...(lenient ? (label.due_alt ?? []) : [])];
  const cadences = [label.recurrence ?? null, ...(lenient ? (label.recurrence_alt ?? []) : [])];
  const kinds = [label.kind, ...(lenient ? (label.kind_alt ?? []) : [])];
  return { due: dues.includes(read.due), recurrence: cadences.includes(cadence), kind: kinds.includes(read.kind) };
}

const percent = (n: number, of: number) => (of === 0 ? "   -  " : `${((100 * n) / of).toFixed(1).padStart(5)}%`);

function report(name: string, labels: Label[], misses: boolean): void {
  const count = { due: 0, recurrence: 0, both: 0, all: 0, lenientDue: 0, lenientRecurrence: 0, lenientAll: 0 };
  let noDate = 0;
  let falseDates = 0;
  let wrongAndSure = 0;
  let unsure = 0;
  const lines: string[] = [];
  for (const label of labels) {
    const read = readTimescale(label.text, contextOf(label));
    const strict = mark(label, read, false);
    const lenient = mark(label, read, true);
    count.due += +strict.due;
    count.recurrence += +strict.recurrence;
    count.both += +(strict.due && strict.recurrence);
    const all = strict.due && strict.recurrence && strict.kind;
    const lenientAll = lenient.due && lenient.recurrence && lenient.kind;
    count.all += +all;
    count.lenientDue += +lenient.due;
    count.lenientRecurrence += +lenient.recurrence;
    count.lenientAll += +lenientAll;
    unsure += +read.unsure;
    let note = lenientAll ? "strict only" : "MISS";
    if (label.due === null) {
      noDate++;
      if (read.due !== null && !lenient.due) {
        falseDates++;
        note = "FALSE DATE";
      }
    }
    if (!lenientAll && !read.unsure) {
      wrongAndSure++;
      note += ", not unsure";
    }
    if (!all) {
      const want = `${label.kind} ${label.due ?? "-"} ${label.recurrence ?? "-"}`;
      const got = `${read.kind} ${read.due ?? "-"} ${read.recurrence?.cadence ?? "-"}`;
      lines.push(
        `  [${note}]${label.doubt ? " (doubtful label)" : ""} ${JSON.stringify(label.text)}\n      wanted ${want}   read ${got}${read.unsure ? " unsure" : ""}`,
      );
    }
  }
  const n = labels.length;
  if (n === 0) return;
  console.log(`\n${name} (${n} phrases)                strict   lenient`);
  console.log(`  due                                ${percent(count.due, n)}   ${percent(count.lenientDue, n)}`);
  console.log(
    `  recurrence                         ${percent(count.recurrence, n)}   ${percent(count.lenientRecurrence, n)}`,
  );
  console.log(`  due and recurrence                 ${percent(count.both, n)}`);
  console.log(`  due, recurrence and kind           ${percent(count.all, n)}   ${percent(count.lenientAll, n)}`);
  console.log(
    `  false dates                        ${percent(falseDates, noDate)}   (${falseDates} of the ${noDate} that have none)`,
  );
  console.log(`  wrong and not unsure               ${percent(wrongAndSure, n)}   (${wrongAndSure})`);
  console.log(`  unsure                             ${percent(unsure, n)}   (${unsure})`);
  if (misses && lines.length > 0) console.log(`  misses:\n${lines.join("\n")}`);
}

const path = process.argv[2];
if (!path) {
  console.error("Give the file of labelled phrases: npm run measure -- <timescales.jsonl>");
  process.exitCode = 1;
} else {
  const labels = readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Label);
  const sets = [...new Set(labels.map((label) => label.set ?? "all"))];
  for (const set of sets)
    report(
      set,
      labels.filter((label) => (label.set ?? "all") === set),
      true,
    );
  const cells = labels.filter((label) => label.set === "seed" || label.set === "found");
  if (cells.length > 0) report("Timescale cells: seed and found", cells, false);
}
