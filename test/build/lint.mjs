/**
 * Lints made-up files with the project's own rules: reads `[{ filePath, code }]` as JSON on standard input, writes the names of
 * the rules each one breaks. A process of its own, because ESLint loads its settings as an ES module, which jest cannot.
 */
import { text } from "node:stream/consumers";
import { ESLint } from "eslint";

const eslint = new ESLint({ overrideConfigFile: ".eslint.config.mjs" });
const broken = [];
for (const { filePath, code } of JSON.parse(await text(process.stdin))) {
  const [result] = await eslint.lintText(code, { filePath });
  broken.push(result.messages.map((message) => message.ruleId ?? message.message));
}
process.stdout.write(JSON.stringify(broken));
