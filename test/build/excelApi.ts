/**
 * Finds what the code asks of Excel that the oldest Excel it is for does not have. Each member of `@types/office-js` says in
 * its own comment which requirement set brought it ("[Api set: ExcelApi 1.16]"): that is what is read, so no list is kept.
 *
 * Looks at members that are called or read, at the names inside load("…"), and at the names in options that are passed.
 * A newer member is let through inside a function that asks `isSetSupported("ExcelApi", "…")` for its set or a later one.
 */
import path from "node:path";
import ts from "typescript";

export interface TooNew {
  /** "src/excel/read.ts:12" */
  where: string;
  /** "Range.getDisplayedCellProperties" */
  member: string;
  /** "ExcelApi 1.19", or "not in Excel.Range" for a name that does not exist. */
  needs: string;
}

const project = path.resolve(__dirname, "../..");

/** Checks files of the project and, for its own tests, made-up ones, given as [path, code]. `floor` is a minor version: 14 for 1.14. */
export function findTooNew(files: string[], floor: number, madeUp: Record<string, string> = {}): TooNew[] {
  const program = programOf(files, madeUp);
  const checker = program.getTypeChecker();
  const found: TooNew[] = [];

  for (const file of [...files, ...Object.keys(madeUp)]) {
    const source = program.getSourceFile(path.resolve(project, file));
    if (!source) throw new Error(`There is no ${file}.`);
    const report = (node: ts.Node, member: string, needs: string) => {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push({ where: `${file}:${line}`, member, needs });
    };
    const check = (node: ts.Node, symbol: ts.Symbol | undefined) => {
      const newer = symbol && setAbove(symbol, floor);
      if (newer && !isGuarded(node, newer.minor)) report(node, nameOf(symbol), newer.set);
    };

    const visit = (node: ts.Node): void => {
      if (ts.isPropertyAccessExpression(node)) check(node, checker.getSymbolAtLocation(node.name));
      if (ts.isElementAccessExpression(node) && ts.isStringLiteral(node.argumentExpression)) {
        check(node, checker.getTypeAtLocation(node.expression).getProperty(node.argumentExpression.text));
      }
      if (ts.isObjectLiteralExpression(node)) {
        const contextual = checker.getContextualType(node);
        const expected = contextual && checker.getNonNullableType(contextual);
        for (const property of node.properties) {
          const name = property.name;
          if (expected && name && ts.isIdentifier(name)) check(property, expected.getProperty(name.text));
        }
      }
      if (ts.isCallExpression(node) && isLoad(node)) {
        const from = checker.getTypeAtLocation(node.expression.expression);
        for (const name of namesIn(node.arguments[0], checker)) {
          const wrong = loadPath(name, from, checker, (symbol) => check(node, symbol));
          if (wrong) report(node, name, `not in ${checker.typeToString(from)}`);
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

function programOf(files: string[], madeUp: Record<string, string>): ts.Program {
  const { config } = ts.readConfigFile(path.join(project, "tsconfig.json"), ts.sys.readFile) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, project);
  const host = ts.createCompilerHost(options);
  const code = new Map(Object.entries(madeUp).map(([file, text]) => [path.resolve(project, file), text]));
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => code.has(file) || fileExists(file);
  host.readFile = (file) => code.get(file) ?? readFile(file);
  host.getSourceFile = (file, language, ...rest) => {
    const text = code.get(file);
    return text === undefined
      ? getSourceFile(file, language, ...rest)
      : ts.createSourceFile(file, text, language, true);
  };
  const roots = [...files, ...Object.keys(madeUp)].map((file) => path.resolve(project, file));
  return ts.createProgram(roots, { ...options, noEmit: true }, host);
}

/** The requirement set of a member of office-js when it is above the floor; null for others and for everything not Excel's. */
function setAbove(symbol: ts.Symbol, floor: number): { set: string; minor: number } | null {
  for (const declaration of symbol.declarations ?? []) {
    if (!declaration.getSourceFile().fileName.includes("/@types/office-js/")) continue;
    const comment = ts
      .getJSDocCommentsAndTags(declaration)
      .map((part) => part.getText())
      .join("\n");
    const [, set, name, minor] = /\[Api set: ((ExcelApi\w*) 1\.(\d+)|[^\]]*BETA[^\]]*)/.exec(comment) ?? [];
    if (set === undefined) continue;
    // Sets for one platform only, and previews, are above any floor.
    if (name !== "ExcelApi") return { set, minor: Number.POSITIVE_INFINITY };
    if (Number(minor) > floor) return { set, minor: Number(minor) };
  }
  return null;
}

/** "Range.values" */
function nameOf(symbol: ts.Symbol): string {
  const parent = (symbol.declarations?.[0]?.parent as { name?: ts.Identifier } | undefined)?.name;
  return parent ? `${parent.text}.${symbol.name}` : symbol.name;
}

function isGuarded(node: ts.Node, minor: number): boolean {
  for (let around: ts.Node | undefined = node; around; around = around.parent) {
    if (!ts.isFunctionLike(around)) continue;
    for (const [, asked] of around.getText().matchAll(/isSetSupported\(\s*"ExcelApi",\s*"1\.(\d+)"\s*\)/g)) {
      if (Number(asked) >= minor) return true;
    }
  }
  return false;
}

function isLoad(call: ts.CallExpression): call is ts.CallExpression & { expression: ts.PropertyAccessExpression } {
  return (
    ts.isPropertyAccessExpression(call.expression) && call.expression.name.text === "load" && call.arguments.length > 0
  );
}

/** The names in load("values, format/fill/color"), load(["values"]) or load(names) with a constant's known text. */
function namesIn(argument: ts.Expression | undefined, checker: ts.TypeChecker): string[] {
  if (!argument || ts.isObjectLiteralExpression(argument)) return [];
  if (ts.isArrayLiteralExpression(argument)) return argument.elements.flatMap((element) => namesIn(element, checker));
  const type = checker.getTypeAtLocation(argument);
  if (!type.isStringLiteral()) return [];
  return type.value
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** Follows "items/format/fill/color" from a type; true when it leads nowhere. A collection's own name may be left out. */
function loadPath(name: string, from: ts.Type, checker: ts.TypeChecker, each: (symbol: ts.Symbol) => void): boolean {
  let type = from;
  for (const step of name.split("/")) {
    if (step === "*" || step === "$all") return false;
    let symbol = type.getProperty(step);
    const items = type.getProperty("items");
    if (!symbol && items) symbol = checker.getTypeOfSymbol(items).getNumberIndexType()?.getProperty(step);
    if (!symbol) return true;
    each(symbol);
    const next = checker.getNonNullableType(checker.getTypeOfSymbol(symbol));
    type = next.getNumberIndexType() ?? next;
  }
  return false;
}
