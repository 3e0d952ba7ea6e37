/** No cell can stop the reading: time grows with the words, and no text is too deep, whatever it is made of. */
import { checkPlan } from "../../src/plan/checks";
import { highlightsOf } from "../../src/plan/highlights";
import { takeSnapshot, whatChanged } from "../../src/plan/history";
import type { Plan } from "../../src/plan/model";
import { readPlan } from "../../src/plan/reading";
import { buildRegister } from "../../src/plan/register";
import { standingOf } from "../../src/plan/review";
import { hideNames } from "../../src/plan/update/people";
import { headings, kinds, longest, made, planWith, workbookOf } from "./hostile";

const asAt = "2019-05-31";

/** Everything a review, a highlight and a snapshot do with a plan. */
function everything(plan: Plan): void {
  const standing = standingOf(plan, asAt);
  checkPlan(standing);
  highlightsOf(standing, () => null);
  buildRegister(plan.actions);
  const now = takeSnapshot(
    standing.plan,
    standing.items.map(({ status }) => status),
    asAt,
  );
  whatChanged([{ ...now, taken: "2019-03-31" }], now, { asAt, decisions: [], plan: standing.plan });
  for (const { action } of standing.items) hideNames(plan)(action.notes);
}

function milliseconds(work: () => void): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

// Seven such cells at once: one that was quadratic took minutes. A busy machine gets its room.
const atMost = 5_000;

test.each(kinds.map((kind) => [JSON.stringify(kind), kind] as const))(
  "%s, over and over, in every cell of a row",
  (_name, kind) => {
    const text = made(kind);
    expect(text).toHaveLength(longest);
    let actions = 0;
    const spent = milliseconds(() => {
      const plan = readPlan(planWith(text, headings));
      everything(plan);
      actions = plan.actions.length;
    });
    // The rows around it are read, whatever becomes of this one.
    expect(actions).toBeGreaterThanOrEqual(2);
    expect(spent).toBeLessThan(atMost);
  },
);

test.each(["end of ", "week of ", "mid ", "a@", "@", "1/", "Ann Lee ", "Police "])(
  "twice as much of %j takes about twice the time, as a Timescale and as an Owner",
  (kind) => {
    const time = (length: number) =>
      Math.min(
        ...[1, 2, 3].map(() => milliseconds(() => readPlan(planWith(made(kind, length), ["Timescale", "Owner"])))),
      );
    time(2_000);
    // Below the floor it is noise that is measured.
    expect(time(longest)).toBeLessThan(4 * Math.max(time(Math.floor(longest / 2)), 40));
  },
);

describe.each([
  ["identical", (_: number) => "Hold a meeting"],
  ["nearly identical", (row: number) => `Hold a meeting about item ${row}`],
])("3,000 %s rows", (_name, words) => {
  const planOf = (rows: number) =>
    workbookOf([
      headings,
      ...Array.from({ length: rows }, (_, row) => [
        "",
        words(row),
        "Ann Lee, Officer",
        "March 2019",
        "People meet",
        "",
        "",
      ]),
    ]);

  test("are read, judged, highlighted and compared in seconds", () => {
    const plan = readPlan(planOf(3_000));
    expect(plan.actions).toHaveLength(3_000);
    // Alike or not, every row is a row: 39 seconds went by once in comparing each with each.
    expect(milliseconds(() => everything(plan))).toBeLessThan(12_000);
  });

  test("take about twice as long as half as many", () => {
    const [half, whole] = [readPlan(planOf(1_500)), readPlan(planOf(3_000))];
    everything(half);
    expect(milliseconds(() => everything(whole))).toBeLessThan(
      4 *
        Math.max(
          200,
          milliseconds(() => everything(half)),
        ),
    );
  });
});
