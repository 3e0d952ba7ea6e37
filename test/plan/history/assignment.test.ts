/** The best pairing of two lists: never worse than trying every pairing, and bounded for long lists. */
import fc from "fast-check";

import { bestAssignment } from "../../../src/plan/history/assignment";
import type { Edge } from "../../../src/plan/history/assignment";

const sum = (edges: readonly Edge[]) => edges.reduce((total, edge) => total + edge.worth, 0);

/** Every pairing there is, tried out. */
function bestByTrying(edges: readonly Edge[]): number {
  const [first, ...rest] = edges;
  if (!first) return 0;
  const apart = rest.filter((edge) => edge.left !== first.left && edge.right !== first.right);
  return Math.max(bestByTrying(rest), first.worth + bestByTrying(apart));
}

const someEdges = fc.uniqueArray(
  fc.record({ left: fc.nat(5), right: fc.nat(5), worth: fc.integer({ min: 1, max: 40 }) }),
  { maxLength: 14, selector: (edge) => `${edge.left} ${edge.right}` },
);

test("the pairing is worth as much as the best found by trying them all", () => {
  fc.assert(
    fc.property(someEdges, (edges) => {
      const chosen = bestAssignment(edges);
      expect(new Set(chosen.map((edge) => edge.left)).size).toBe(chosen.length);
      expect(new Set(chosen.map((edge) => edge.right)).size).toBe(chosen.length);
      expect(sum(chosen)).toBeCloseTo(bestByTrying(edges), 6);
    }),
    { numRuns: 300 },
  );
});

test.each<[string, [number, number, number][], [number, number][]]>([
  [
    "a good pair is given up when two others are better together",
    [
      [0, 0, 5],
      [0, 1, 4],
      [1, 0, 4],
    ],
    [
      [0, 1],
      [1, 0],
    ],
  ],
  [
    "and kept when they are not",
    [
      [0, 0, 5],
      [0, 1, 2],
      [1, 0, 2],
    ],
    [[0, 0]],
  ],
  ["nobody is paired with nobody", [], []],
])("%s", (_why, edges, expected) => {
  const chosen = bestAssignment(edges.map(([left, right, worth]) => ({ left, right, worth })));
  expect(chosen.map((edge) => [edge.left, edge.right])).toEqual(expected);
});

test("3,000 rows that could all be each other are paired within two seconds", () => {
  const edges: Edge[] = [];
  for (let left = 0; left < 3000; left++) {
    for (let step = 0; step < 12; step++)
      edges.push({ left, right: (left + step * step) % 3000, worth: 1 + ((left * 7 + step * 13) % 10) });
  }
  const started = performance.now();
  const chosen = bestAssignment(edges);
  expect(performance.now() - started).toBeLessThan(2000);
  expect(chosen.length).toBeGreaterThan(2900);
});
