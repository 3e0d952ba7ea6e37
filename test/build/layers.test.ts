/**
 * The lint rules that keep the layers apart do refuse what they are for, and let through what is allowed.
 *
 * Imports go down only: taskpane, commands -> app -> excel, plan; excel -> plan; plan -> nothing.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const project = path.resolve(__dirname, "../..");
const use = (from: string) => `import { thing } from "${from}";\nthing();\n`;

const imports = "no-restricted-imports";
const globals = "no-restricted-globals";

/** [file, code, the rule it breaks or null, why] */
const cases: [string, string, string | null, string][] = [
  ["src/plan/made-up.ts", use("../excel/read"), imports, "the domain knows no Excel"],
  ["src/plan/made-up.ts", use("../excel"), imports, "nor its folder as a whole"],
  ["src/plan/reading/made-up.ts", use("../../app"), imports, "at any depth"],
  ["src/plan/made-up.ts", use("../app/types"), imports, "the domain knows no use-case"],
  [
    "src/plan/made-up.ts",
    `import type { Review } from "../app/types";\nexport const none: Review | null = null;\n`,
    imports,
    "nor its types",
  ],
  ["src/plan/made-up.ts", use("react"), imports, "no React"],
  ["src/plan/made-up.ts", use("@microsoft/office-js"), imports, "no Office"],
  ["src/plan/made-up.ts", use("node:fs"), imports, "no I/O"],
  ["src/plan/made-up.ts", use("chrono-node"), imports, "no package but the two it is allowed"],
  ["src/plan/made-up.ts", use("zod/mini"), null, "shapes are described with zod"],
  ["src/plan/made-up.ts", use("temporal-polyfill/fns/PlainDate"), null, "dates are Temporal's"],
  ["src/plan/reading/made-up.ts", use("../model"), null, "within the layer"],
  ["src/plan/made-up.ts", "export const now = new Date();\n", globals, "no JS Date"],
  ["src/plan/made-up.ts", "export const now = Date.now();\n", globals, "no clock"],
  ["src/plan/made-up.ts", "export const wide = window.innerWidth;\n", globals, "no page"],
  ["src/plan/made-up.ts", "export const now = new globalThis.Date();\n", globals, "no way round"],
  ["src/plan/made-up.ts", "export const host = Office.context;\n", globals, "no Office"],
  [
    "src/plan/made-up.ts",
    "export const read = (range: Excel.Range) => range;\n",
    "no-restricted-syntax",
    "not even as a type",
  ],
  ["src/plan/made-up.ts", use("temporal-polyfill/fns/Now"), imports, "today comes in as an argument"],
  [
    "src/plan/made-up.ts",
    use("temporal-polyfill"),
    imports,
    "the whole of it holds a clock, and is four times the size",
  ],
  [
    "src/plan/made-up.ts",
    "export const some = Math.random();\n",
    "no-restricted-properties",
    "the same plan is always read the same way",
  ],
  [
    "src/app/made-up.ts",
    `export const f = (a: number) => {\n${"  if (a > 1) a += 1;\n".repeat(26)}  return a;\n};\n`,
    "complexity",
    "a function one can follow",
  ],
  [
    "src/app/made-up.ts",
    "export const f = (a: 1, b: 1, c: 1, d: 1, e: 1, g: 1, h: 1, i: 1, j: 1) => [a, b, c, d, e, g, h, i, j];\n",
    "max-params",
    "and call without counting",
  ],
  ["src/excel/made-up.ts", use("../app"), imports, "Excel's side knows no use-case"],
  ["src/excel/made-up.ts", use("../taskpane/parts/Frame"), imports, "and no pane"],
  ["src/excel/made-up.ts", use("../plan/model"), null, "it may know the domain"],
  [
    "src/excel/made-up.ts",
    "export const run = () => Excel.run(async (context) => context.sync());\n",
    null,
    "it is what knows Excel",
  ],
  [
    "src/excel/made-up.ts",
    `export const call = () => fetch("https://example.org");\n`,
    globals,
    "nothing leaves the workbook",
  ],
  ["src/app/made-up.ts", use("../taskpane/state"), imports, "a use-case knows no pane"],
  ["src/app/made-up.ts", use("../commands/commands"), imports, "and no ribbon"],
  ["src/app/made-up.ts", use("../excel/read"), null, "it may know Excel's side"],
  [
    "src/app/made-up.ts",
    "export const run = () => Excel.run(async (context) => context.sync());\n",
    globals,
    "but not Excel itself",
  ],
  [
    "src/app/made-up.ts",
    "export const is = (e: unknown) => e instanceof OfficeExtension.Error;\n",
    globals,
    "nor its errors",
  ],
  ["src/taskpane/made-up.tsx", use("../excel/read"), imports, "the pane makes no Office call"],
  ["src/taskpane/screens/made-up.tsx", use("../../excel/read"), imports, "at any depth"],
  ["src/taskpane/made-up.tsx", use("../commands/commands"), imports, "the pane knows no ribbon"],
  ["src/taskpane/made-up.tsx", use("../app"), null, "it knows the use-cases"],
  [
    "src/taskpane/made-up.tsx",
    "export const run = () => Excel.run(async (context) => context.sync());\n",
    globals,
    "no Office call",
  ],
  ["src/taskpane/made-up.tsx", `export const ask = () => confirm("Sure?");\n`, globals, "Office blocks it"],
  ["src/commands/made-up.ts", use("../taskpane/state"), imports, "the ribbon knows no pane"],
  ["src/commands/made-up.ts", use("../excel/read"), imports, "nor Excel's side"],
  ["src/commands/made-up.ts", use("../app"), null, "it knows the use-cases"],
];

describe("the lint rules between the layers", () => {
  let broken: string[][];

  beforeAll(() => {
    const files = cases.map(([file, code]) => ({ filePath: path.join(project, file), code }));
    const said = execFileSync(process.execPath, [path.join(__dirname, "lint.mjs")], {
      cwd: project,
      input: JSON.stringify(files),
      encoding: "utf8",
    });
    broken = JSON.parse(said) as string[][];
  }, 60_000);

  const inOrder = cases.map(([file, code, rule, why], index) => [file, why, code, rule, index] as const);
  test.each(inOrder)("%s: %s", (_file, _why, _code, rule, index) => {
    expect(broken[index]).toEqual(rule === null ? [] : [rule]);
  });
});

test("imports in a circle are refused, those of types too", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "circle-"));
  writeFileSync(path.join(folder, "a.ts"), 'import type { B } from "./b";\nexport type A = B | null;\n');
  writeFileSync(path.join(folder, "b.ts"), 'import type { A } from "./a";\nexport type B = A[];\n');
  const cruise = (file: string) =>
    spawnSync("npx", ["depcruise", "--config", path.join(project, ".dependency-cruiser.cjs"), file], {
      cwd: project,
      encoding: "utf8",
      shell: process.platform === "win32",
    });
  const { status, stdout } = cruise(folder);
  rmSync(folder, { recursive: true });
  expect(stdout).toContain("no-circles");
  expect(status).not.toBe(0);
});
