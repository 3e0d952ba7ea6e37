/**
 * Measures the reading of progress against real notes: `tsx test/measure/notes.ts <notes.jsonl> [labels.jsonl]`.
 *
 * A label is {text, kind, doubt}: `kind` is "done", "cancelled", "superseded", "not-applicable" or "open" (anything that is
 * neither finished nor closed); `doubt` marks those two careful readers could differ on. Without labels the readings are
 * only listed. Cells of one or two words, and "status: …", stand in a Status column; the others where their line says.
 */
import { readFileSync } from "node:fs";

import { readProgress } from "../../src/plan/reading/progress";

const [notesFile, labelsFile] = process.argv.slice(2);
if (!notesFile) throw new Error("Say which file: tsx test/measure/notes.ts <notes.jsonl> [labels.jsonl]");
const linesOf = <T>(file: string) =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);

const labels = new Map(
  labelsFile
    ? linesOf<{ text: string; kind: string; doubt?: boolean }>(labelsFile).map((label) => [label.text, label])
    : [],
);
const ends = new Set(["done", "cancelled", "superseded", "not-applicable"]);
const counts = new Map<string, number>();
const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);

for (const { text, column } of linesOf<{ text: string; column: string }>(notesFile)) {
  const meaning =
    text.trim().split(/\s+/).length <= 2 || text.startsWith("status:")
      ? "status"
      : column.startsWith("Outcomes")
        ? "outcomes"
        : "notes";
  const { kind, words } = readProgress({
    texts: { [meaning]: text },
    looks: { italic: false, strikethrough: false, fill: null, colour: null },
  });
  count(`read as ${kind}`);
  const label = labels.get(text);
  const read = ends.has(kind);
  const wanted = label !== undefined && ends.has(label.kind);
  const verdict =
    label === undefined
      ? ""
      : read && wanted
        ? kind === label.kind
          ? "right"
          : "closed, but of another kind"
        : read
          ? "FALSE"
          : wanted
            ? "missed"
            : "right, open";
  if (verdict !== "") count(verdict);
  if (label?.doubt) count("of these doubtful");
  if (verdict !== "right, open")
    console.log(
      `${verdict.padEnd(12)} ${kind.padEnd(15)} ${JSON.stringify(text.slice(0, 120))}${read ? ` from “${words.slice(0, 80)}”` : ""}`,
    );
}
for (const [name, amount] of [...counts].sort()) console.log(`${name}: ${amount}`);
