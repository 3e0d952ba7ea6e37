/**
 * Measures the reading of Owner cells against labelled ones: `tsx test/measure/owners.ts <owners.jsonl>`.
 *
 * Parties: role, person and organisation of every party, in order. Lead: the labelled lead where there is one; the only
 * party where there is one; otherwise nobody else than the first may be named.
 */
import { readFileSync } from "node:fs";

import { readOwner } from "../../src/plan/reading/owners";

interface Labelled {
  text: string;
  parties: { role: string | null; person: string | null; organisation: string | null; part: string | null }[];
}

const [file] = process.argv.slice(2);
if (!file) throw new Error("Say which file: tsx test/measure/owners.ts <owners.jsonl>");
const rows = readFileSync(file, "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Labelled);

const same = (a: string | null, b: string | null) =>
  (a ?? "").replaceAll(/\s+/g, " ").trim() === (b ?? "").replaceAll(/\s+/g, " ").trim();
const show = (party: Labelled["parties"][number]) =>
  `[${party.role ?? ""} | ${party.person ?? ""} | ${party.organisation ?? ""} | ${party.part ?? ""}]`;

let parties = 0;
let parts = 0;
let leads = 0;
let strict = 0;
for (const { text, parties: expected } of rows) {
  const read = readOwner(text);
  const right =
    read.parties.length === expected.length &&
    expected.every(
      (party, at) =>
        same(party.role, read.parties[at]!.role) &&
        same(party.person, read.parties[at]!.person) &&
        same(party.organisation, read.parties[at]!.organisation),
    );
  const partsRight = right && expected.every((party, at) => party.part === read.parties[at]!.part);
  const labelled = expected.findIndex((party) => party.part === "lead");
  const named = read.lead === null ? null : read.parties[read.lead]!;
  const isParty = (at: number) =>
    named !== null &&
    same(named.role, expected[at]!.role) &&
    same(named.person, expected[at]!.person) &&
    same(named.organisation, expected[at]!.organisation);
  const wanted = labelled >= 0 ? labelled : expected.length === 1 ? 0 : null;
  const leadRight = wanted !== null ? isParty(wanted) : named === null || isParty(0);
  parties += right ? 1 : 0;
  parts += partsRight ? 1 : 0;
  leads += leadRight ? 1 : 0;
  strict += (wanted === null ? named === null : isParty(wanted)) ? 1 : 0;
  if (!right || !leadRight || !partsRight) {
    console.log(
      `${right ? "     " : "PARTY"} ${partsRight ? "    " : "PART"} ${leadRight ? "    " : "LEAD"} ${JSON.stringify(text)}\n    want ${expected.map(show).join(" ")}\n    read ${read.parties.map(show).join(" ")} lead ${read.lead}`,
    );
  }
}
const share = (count: number) => `${count}/${rows.length} (${((100 * count) / rows.length).toFixed(1)}%)`;
console.log(`Parties right (role, person, organisation, order): ${share(parties)}`);
console.log(`Parts right as well: ${share(parts)}`);
console.log(`Lead right: ${share(leads)}; counting the first of several equals as wrong: ${share(strict)}`);
