/**
 * No cell can stop the reading: time grows with the words, and no text is too deep, whatever it is made of; nor do thousands of
 * rows, answers or names, however alike.
 *
 * Measured by the processor's time and against the same work on a quarter, so that a busy machine does not matter.
 */
import { checkPlan } from "../../src/plan/checks";
import { highlightsOf } from "../../src/plan/highlights";
import { matchSnapshots, takeSnapshot, whatChanged } from "../../src/plan/history";
import { latestOf } from "../../src/plan/history/replaced";
import type { Action, Decision, Plan, SnapshotRow } from "../../src/plan/model";
import { readPlan } from "../../src/plan/reading";
import { readOwner } from "../../src/plan/reading/owners";
import { readTimescale } from "../../src/plan/reading/timescale";
import { buildRegister } from "../../src/plan/register";
import { standingOf } from "../../src/plan/review";
import { hideNames } from "../../src/plan/update/people";
import { line } from "./history/rows";
import { headings, inPlan, kinds, longest, made, madeOf, planWith, workbookOf } from "./hostile";

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
  const hide = hideNames(plan);
  for (const { action } of standing.items) hide(action.notes);
}

/** Milliseconds of the processor, which a busy machine does not lengthen. */
function milliseconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * Four times as much takes about four times as long, where each compared with each takes sixteen.
 * @param floor below it, it is noise that is measured.
 */
function growsWithSize(size: number, work: (size: number) => () => void, floor = 60): void {
  const [less, more] = [work(Math.ceil(size / 4)), work(size)];
  less();
  const quarter = Math.max(milliseconds(less), floor);
  // A pause of the machine is told from slowness by trying again.
  const tries = [milliseconds(more)];
  while (Math.min(...tries) >= 9 * quarter && tries.length < 3) tries.push(milliseconds(more));
  expect(Math.min(...tries)).toBeLessThan(9 * quarter);
}

// One that was quadratic took minutes.
const atMost = 3_000;

test.each(kinds.map((kind) => [JSON.stringify(kind), kind] as const))(
  "%s, over and over, fills a cell",
  (_name, kind) => {
    const text = made(kind);
    expect(text).toHaveLength(longest);
    // The whole of it by itself, where a reader would go too deep; a part of it in every cell of a row at once.
    expect(
      milliseconds(() => {
        readTimescale(text, inPlan);
        readOwner(text);
      }),
    ).toBeLessThan(atMost);
    let actions = 0;
    const spent = milliseconds(() => {
      const plan = readPlan(planWith(made(kind, longest / 16), headings));
      everything(plan);
      actions = plan.actions.length;
    });
    // The rows around it are read, whatever becomes of this one.
    expect(actions).toBeGreaterThanOrEqual(2);
    expect(spent).toBeLessThan(atMost);
  },
);

test.each([
  ["end of "],
  ["end of week of "],
  ["week of "],
  ["mid "],
  ["a@"],
  ["1/"],
  ["Ann Lee "],
  ["Police "],
  ["a\n"],
  // What is done and its date, parted: one looked for each among all the others.
  ["done, ", "June, "],
  ["was in June each year; "],
  ["reviewed June; ", "annually; "],
])("%j takes time by its length, in every cell of a row", (...kindsInTurn) => {
  growsWithSize(
    longest / 2,
    (length) => () => readPlan(planWith(madeOf(kindsInTurn, length), ["Timescale", "Owner", "Notes"])),
  );
});

describe.each([
  ["identical", (_: number) => "Hold a meeting", 1_200],
  ["nearly identical", (row: number) => `Hold a meeting about item ${row}`, 1_200],
])("%s rows", (_name, words, many) => {
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

  test("are read, judged, highlighted and compared in a time by their number", () => {
    growsWithSize(many, (rows) => () => {
      const plan = readPlan(planOf(rows));
      expect(plan.actions).toHaveLength(rows);
      everything(plan);
    });
  });
});

const [model] = readPlan(
  workbookOf([headings, ["1.1", "Hold a meeting", "Ann Lee", "March 2019", "People meet", "Sent out", ""]]),
).actions as [Action];
const actionsOf = (size: number, each: (at: number) => Partial<Action>): Action[] =>
  Array.from({ length: size }, (_, at) => ({
    ...model,
    key: `Plan!${at + 2}`,
    row: at + 2,
    rows: [at + 2],
    ...each(at),
  }));
const planOf = (actions: Action[]): Plan => ({ ...readPlan(workbookOf([headings])), actions });

/** A name for every number, no two alike. */
function nameOf(at: number): string {
  const letters = [...String(at).padStart(4, "0")].map((figure) => "abcdefghij"[Number(figure)]).join("");
  return `Ann${letters} Lee${letters}son`;
}

const decided = (about: Decision["about"], readAs: string, more: Partial<Decision> = {}): Decision => ({
  ref: null,
  action: "Hold a meeting",
  about,
  words: "March 2019",
  readAs,
  decidedOn: "2019-05-30",
  by: "",
  ...more,
});

const alike = (size: number) => Array.from({ length: size }, () => line(null, "Hold a meeting"));

/** Much of one thing: how many, and what is done with it; making it is not measured. */
const much: [what: string, size: number, work: (size: number) => () => void][] = [
  [
    "one date in the history taken again and again, shorter each time",
    20_000,
    (size) => {
      const lines: SnapshotRow[] = [];
      for (let rows = Math.floor(Math.sqrt(2 * size)); rows > 0; rows--)
        for (let at = 0; at < rows; at++) lines.push(line(String(at), "Hold a meeting"));
      return () => latestOf(lines);
    },
  ],
  [
    "names said one after another to be the same person, from the last to the first",
    2_000,
    (size) => {
      const actions = actionsOf(size, (at) => ({ owner: readOwner(nameOf(at)) }));
      const said = actions
        .slice(1)
        .map((_, at): { same: [string, string] } => ({ same: [nameOf(at + 1), nameOf(at)] }));
      return () => {
        const { entries } = buildRegister(actions, said.reverse());
        expect(entries).toHaveLength(1);
      };
    },
  ],
  [
    "names to leave out of as many texts",
    3_000,
    (size) => {
      const plan = planOf(actionsOf(size, (at) => ({ owner: readOwner(`${nameOf(at)}, Prevent Officer`) })));
      return () => {
        const hide = hideNames(plan);
        for (let at = 0; at < size; at++) expect(hide(`${nameOf(at)} will call`)).toBe("Prevent Officer will call");
      };
    },
  ],
  [
    "moves that were agreed, each by an answer of its own",
    1_000,
    (size) => {
      const rows = (due: string, timescale: string) =>
        Array.from({ length: size }, (_, at) => line(null, `Hold meeting ${at}`, { due, timescale }));
      const decisions = Array.from({ length: size }, (_, at) =>
        decided("moved", "Agreed by the group", { action: `Hold meeting ${at}`, words: "June 2019" }),
      );
      const [before, now] = [rows("2019-01-31", "January 2019"), rows("2019-06-30", "June 2019")];
      return () => {
        const { actions } = whatChanged(
          [{ taken: "2019-03-31", rows: before }],
          { taken: asAt, rows: now },
          {
            asAt,
            decisions,
          },
        );
        expect(actions.every(({ agreedTimes }) => agreedTimes === 1)).toBe(true);
      };
    },
  ],
  [
    "answers about as many identical rows",
    2_000,
    (size) => {
      const plan = planOf(actionsOf(size, () => ({})));
      const decisions = Array.from({ length: size }, () => decided("timescale", "Due 30 June 2020"));
      return () => {
        const { items } = standingOf(plan, asAt, { decisions, today: asAt });
        expect(items.every(({ action }) => action.timescale.due === "2020-06-30")).toBe(true);
      };
    },
  ],
  [
    "identical rows said to be other actions than before",
    1_200,
    (size) => {
      const answers = [decided("same-action", "A different action", { words: "Hold a meeting" })];
      const rows = alike(size);
      return () => expect(matchSnapshots(rows, rows, answers).pairs).toEqual([]);
    },
  ],
  [
    "tables of one action on a sheet",
    1_600,
    (size) => {
      const plan = planOf(actionsOf(size, (at) => ({ row: 2 * at + 2, rows: [2 * at + 2] })));
      const [table] = readPlan(
        workbookOf([headings, headings.map((_, at) => (at === 1 ? "Hold a meeting" : ""))]),
      ).tables;
      const tables = plan.actions.map(({ row }) => ({
        ...table!,
        headingRow: row - 1,
        address: `A${row - 1}:G${row}`,
      }));
      const standing = standingOf({ ...plan, tables }, asAt);
      return () => highlightsOf(standing, () => null);
    },
  ],
  [
    "rows of the sheet under one merged action",
    400_000,
    (size) => {
      const rows = Array.from({ length: size }, (_, at) => at + 2);
      const standing = standingOf(planOf(actionsOf(1, () => ({ rows }))), asAt);
      return () => highlightsOf(standing, () => null);
    },
  ],
];

test.each(much)("%s", (_what, size, work) => growsWithSize(size, work));
