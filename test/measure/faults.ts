/**
 * Plays the fault matrix whole and prints the counts: `npm run measure:faults [use-case]`. Slow: every request of every use-case,
 * every action of every write, every thing that can go wrong there.
 */
import { playMatrix } from "../faults/matrix";
import { useCases } from "../faults/useCases";

async function main(): Promise<void> {
  const wanted = process.argv[2] ?? "";
  const kinds = new Map<string, { cells: number; broken: number }>();
  const total = { cells: 0, broken: 0 };
  for (const useCase of useCases.filter(({ name }) => name.includes(wanted))) {
    const { cells, broken, examples } = await playMatrix([useCase], process.argv[3] === "thin", (_, kind, found) => {
      const count = kinds.get(kind) ?? { cells: 0, broken: 0 };
      count.cells += 1;
      if (found.length > 0) count.broken += 1;
      kinds.set(kind, count);
    });
    total.cells += cells;
    console.log(
      `${useCase.name}: ${cells} cells; ${Object.entries(broken)
        .map(([what, n]) => `${what} ${n}`)
        .join(", ")}`,
    );
    for (const example of examples.slice(0, 5)) console.log(`   ${example}`);
  }
  for (const [kind, { cells, broken }] of kinds)
    console.log(`${kind}: ${cells} cells, ${broken} with something that did not hold`);
  console.log(`${total.cells} cells in all`);
}

void main();
