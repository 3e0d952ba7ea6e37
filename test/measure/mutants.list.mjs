/**
 * The changes of meaning that `mutants.mjs` plays: in the files between reading and page, conditions turned round, bounds moved
 * by one, choices swapped. Sixty of them, drawn with a fixed seed and spread over the files, so that nobody picks those that a
 * test is known to catch.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** Which tests speak of which files. */
const areas = [
  {
    files: ["src/plan/review.ts"],
    tests: ["test/plan/review", "test/plan/status", "test/plan/update", "test/app/decided"],
  },
  { files: ["src/plan/decisions.ts"], tests: ["test/plan/decisions", "test/app/decided", "test/app/neighbours"] },
  {
    files: [
      "src/plan/update/document.ts",
      "src/plan/update/decisions.ts",
      "src/plan/update/data.ts",
      "src/plan/update/decided.ts",
    ],
    tests: ["test/plan/update", "test/app/decided", "test/app/road"],
  },
  { files: ["src/app/act.ts", "src/excel/cell.ts"], tests: ["test/app/act"] },
  {
    files: [
      "src/app/decide.ts",
      "src/app/history.ts",
      "src/app/keep.ts",
      "src/app/snapshots.ts",
      "src/excel/records.ts",
      "src/excel/removeLines.ts",
    ],
    tests: ["test/app/(answers|decided|names|lastMoment|neighbours|earlier|badDays)", "test/excel/records"],
  },
  {
    files: ["src/app/sortOut.ts", "src/app/review.ts", "src/app/load.ts"],
    tests: ["test/app/(sortOut|decided|noPlan|review|road)"],
  },
  {
    files: [
      "src/app/rescue.ts",
      "src/app/update.ts",
      "src/excel/dataLayout.ts",
      "src/excel/dataSheet.ts",
      "src/excel/page/choose.ts",
      "src/excel/page/stamp.ts",
      "src/excel/writeUpdate.ts",
    ],
    tests: [
      "test/excel/page",
      "test/excel/dataLayout",
      "test/app/(update|lastMoment|neighbours|secondDay|badDays|putBack|large)",
    ],
  },
  {
    files: ["src/app/highlight.ts", "src/app/putBack.ts", "src/excel/highlight.ts", "src/excel/highlightRules.ts"],
    tests: ["test/excel/highlightRules", "test/highlights", "test/app/(road|cases|badDays|putBack)"],
  },
  {
    files: [
      "src/excel/batch.ts",
      "src/excel/ours.ts",
      "src/excel/extent.ts",
      "src/excel/read.ts",
      "src/excel/readRanges.ts",
    ],
    tests: ["test/excel/(batch|ours|extent|read)", "test/app/cases", "test/app/answers"],
  },
];

/** What is changed, and into what. */
const changes = [
  [/ === /g, " !== "],
  [/ !== /g, " === "],
  [/ && /g, " || "],
  [/ <= /g, " < "],
  [/ >= /g, " > "],
  [/ < (?=\w)/g, " <= "],
  [/ > (?=\w)/g, " >= "],
  [/\? (\w[\w.]*) : (\w[\w.]*)(?=[;,)])/g, "? $2 : $1"],
  [/return true;/g, "return false;"],
  [/return false;/g, "return true;"],
];

function changesIn(file, tests) {
  const text = readFileSync(path.join(project, file), "utf8");
  return text.split("\n").flatMap((line, index) => {
    if (/^\s*(\*|\/\/|\/\*|import|export type|type |interface )|=>\s*void/.test(line)) return [];
    return changes.flatMap(([pattern, into]) => {
      const is = line.replace(pattern, (...found) =>
        typeof into === "string" ? found[0].replace(new RegExp(pattern.source), into) : into,
      );
      if (is === line) return [];
      return [{ file, was: line, is, line: index + 1, tests, why: `line ${index + 1}: ${is.trim().slice(0, 90)}` }];
    });
  });
}

/** The same numbers every time. */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0;
    return state / 2 ** 32;
  };
}

const wanted = 60;
/** Another draw of as many: `MUTANTS_SEED=1 npm run measure:mutants`. */
const seed = Number(process.env["MUTANTS_SEED"] ?? 20_190_630);
// A draw of its own for each area: a change in one leaves the draws of the others as they are.
const pools = areas.map(({ files, tests }, area) => ({
  next: numbers(seed + area),
  left: files.flatMap((file) => changesIn(file, tests)),
}));

export const mutants = [];
for (let turn = 0; mutants.length < wanted; turn += 1) {
  const { next, left } = pools[turn % pools.length];
  const [mutant] = left.splice(Math.floor(next() * left.length), 1);
  const text = readFileSync(path.join(project, mutant.file), "utf8");
  // A line that stands there twice cannot be told from its twin.
  if (text.split(mutant.was).length === 2) mutants.push(mutant);
}
