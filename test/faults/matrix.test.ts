/** The fault matrix, thinned: whatever fails at whatever request, the plan stays, what is said is true, the next run puts it right. */
import { playMatrix } from "./matrix";
import { useCases } from "./useCases";

test.each(useCases.map((useCase) => [useCase.name, useCase] as const))(
  "%s",
  async (_name, useCase) => {
    const { cells, examples } = await playMatrix([useCase], true);
    expect(cells).toBeGreaterThan(0);
    expect(examples).toEqual([]);
  },
  300_000,
);
