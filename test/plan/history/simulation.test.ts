/** Eight quarters of partners' edits, many times over: every event told, none invented, every line followed. */
import { matchSnapshots, whatChanged } from "../../../src/plan/history";
import { play } from "./simulation";
import type { Quarter } from "./simulation";

const seeds = Number(process.env.SEEDS ?? 200);

const told = new Set([
  "moved", "brought-forward", "withdrawn", "dated", "vanished", "reopened", "finished", "new", "owner-changed", "split", "late",
  "unchanged", "returned", "joined",
]);

/** What the history says of quarter `at`, in the terms of the truth. */
function reported(quarters: readonly Quarter[], at: number): { events: Set<string>; wrongPromises: string[] } {
  const now = quarters[at]!;
  const changes = whatChanged(quarters.slice(0, at).map((quarter) => quarter.snapshot), now.snapshot, { asAt: now.taken });
  const events = new Set<string>();
  const wrongPromises: string[] = [];
  for (const action of changes.actions) {
    const id = action.index === null ? null : now.ids[action.index]!;
    for (const event of action.events) {
      if (event.seen !== now.taken || !told.has(event.kind)) continue;
      // Which piece of a split action is called the whole is a matter of words.
      const piece = event.kind === "split" && id !== null ? [...now.splitFrom].find(([each, whole]) => whole === id && now.truth.has(`split ${each}`)) : undefined;
      if (piece) events.add(`split ${piece[0]}`);
      else if (id !== null) events.add(`${event.kind} ${id}`);
      else {
        const quarter = quarters[at - 1]!;
        const index = quarter.snapshot.rows.findIndex((row) => row.ref === event.ref && row.action === event.action && row.section === event.section);
        events.add(`${event.kind} ${quarter.ids[index]}`);
      }
    }
    if (id === null) continue;
    const truth = now.promises.get(id)!;
    if (action.firstPromised !== truth.first || action.lastPromised !== truth.last || action.moves.length !== truth.moves) {
      wrongPromises.push(`${id}: ${action.firstPromised} ${action.lastPromised} ${action.moves.length}, truly ${truth.first} ${truth.last} ${truth.moves}`);
    }
  }
  return { events, wrongPromises };
}

describe("two years of partners' edits", () => {
  const edited = { 1: { right: 0, all: 0 }, 2: { right: 0, all: 0 }, more: { right: 0, all: 0 }, none: { right: 0, all: 0 } };
  const faults: string[] = [];
  let truths = 0;
  let missed = 0;
  let invented = 0;
  let promises = 0;
  let wrong = 0;
  let questions = 0;
  const tally: Record<string, number> = {};

  beforeAll(() => {
    for (let seed = 1; seed <= seeds; seed++) {
      const quarters = play(seed);
      for (let at = 1; at < quarters.length; at++) {
        const before = quarters[at - 1]!;
        const now = quarters[at]!;
        const matching = matchSnapshots(before.snapshot.rows, now.snapshot.rows);
        questions += matching.questions.length;
        const nowOf = new Map(matching.pairs.map((pair) => [before.ids[pair.before]!, now.ids[pair.now]!]));
        const pieces = new Map<number, number[]>();
        for (const [piece, whole] of now.splitFrom) pieces.set(whole, [...(pieces.get(whole) ?? []), piece]);
        for (const id of before.ids) {
          const truly = now.ids.includes(id) ? id : undefined;
          const found = nowOf.get(id);
          // Of a line split in two either piece may carry on the line; both keep its promises.
          const right = found === truly || (found !== undefined && (pieces.get(id) ?? []).includes(found) && now.truth.has(`split ${found}`));
          const n = now.edits.get(id) ?? 0;
          const group = n === 0 ? edited.none : n === 1 ? edited[1] : n === 2 ? edited[2] : edited.more;
          group.all++;
          if (right) group.right++;
          else {
            const was = before.snapshot.rows[before.ids.indexOf(id)]!;
            const is = truly === undefined ? null : now.snapshot.rows[now.ids.indexOf(truly)]!;
            const taken = found === undefined ? null : now.snapshot.rows[now.ids.indexOf(found)]!;
            faults.push(`seed ${seed} quarter ${at} match, ${n} edits: ${was.ref} ${was.action}\n   truly ${is?.ref} ${is?.action}\n   taken ${taken?.ref} ${taken?.action}`);
          }
        }
        const { events, wrongPromises } = reported(quarters, at);
        promises += now.ids.length;
        wrong += wrongPromises.length;
        for (const each of wrongPromises) faults.push(`seed ${seed} quarter ${at} promise ${each}`);
        for (const truth of now.truth) {
          truths++;
          const kind = truth.split(" ")[0]!;
          tally[kind] = (tally[kind] ?? 0) + 1;
          if (events.has(truth)) continue;
          missed++;
          faults.push(`seed ${seed} quarter ${at} missed ${truth}`);
        }
        for (const event of events) {
          if (now.truth.has(event)) continue;
          invented++;
          faults.push(`seed ${seed} quarter ${at} invented ${event}`);
        }
      }
    }
    const share = ({ right, all }: { right: number; all: number }) => `${right} of ${all} (${((100 * right) / all).toFixed(2)}%)`;
    console.log(
      [
        `${seeds} times eight quarters`,
        `rows matched: untouched ${share(edited.none)}; one edit ${share(edited[1])}; two ${share(edited[2])}; more ${share(edited.more)}`,
        `events: ${truths} true, ${missed} missed, ${invented} invented; promise histories: ${promises}, ${wrong} wrong; questions asked: ${questions}`,
        Object.entries(tally).map(([kind, n]) => `${kind} ${n}`).join(", "),
        ...(process.env.FAULTS ? faults.slice(0, Number(process.env.FAULTS)) : []),
      ].join("\n"),
    );
  }, 120000);

  test("rows edited once are all matched right", () => {
    expect(edited[1].right).toBe(edited[1].all);
    expect(edited.none.right).toBe(edited.none.all);
  });
  test("at least 98% of the rows edited twice are matched right", () => {
    expect(edited[2].right / edited[2].all).toBeGreaterThanOrEqual(0.98);
  });
  test("every event is told and none invented", () => {
    expect({ missed, invented, wrong }).toEqual({ missed: 0, invented: 0, wrong: 0 });
  });
});
