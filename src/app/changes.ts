/**
 * What changed since the last snapshot, grouped under the headings people use for it.
 */
import { decideSameAction } from "../plan/history";
import type { Changes, EventKind } from "../plan/history";
import type { ChangeList, IsoDate } from "./types";

const headings: [heading: string, kinds: EventKind[]][] = [
  ["Moved", ["moved"]],
  ["Date withdrawn", ["withdrawn"]],
  ["Gone from the plan", ["vanished"]],
  ["Reopened", ["reopened"]],
  ["New", ["new", "returned", "split", "joined"]],
  ["Finished", ["finished"]],
  ["Date given or brought forward", ["dated", "brought-forward"]],
  ["Owner changed", ["owner-changed"]],
];

/** What only concerns how things stand, for the pane: too much for the chair's page. */
const watching: [heading: string, kinds: EventKind[]][] = [
  ["Slipping before it is due", ["slipping"]],
  ["A turn may have been missed", ["missed-turn"]],
  ["Nothing changed for two updates", ["unchanged"]],
];

/**
 * The changes by heading, empty headings left out; null before the first snapshot.
 * @param all also what to watch, not only what happened.
 */
export function changeList(changes: Changes, decidedOn: IsoDate, all: boolean): ChangeList | null {
  if (changes.since === null) return null;
  const keyOf = new Map(changes.actions.map((action) => [action.index, action.key]));
  const groups = (all ? [...headings, ...watching] : headings).flatMap(([heading, kinds]) => {
    const events = changes.events.filter(({ kind }) => kinds.includes(kind));
    if (events.length === 0) return [];
    return [
      {
        heading,
        changes: events.map(({ index, ref, says }) => ({
          key: index === null ? null : (keyOf.get(index) ?? null),
          ref,
          says,
        })),
      },
    ];
  });
  const questions = changes.questions.map((question) => ({
    question: question.question,
    choices: question.choices.map(({ label, answer, now }) => ({
      label,
      decision: decideSameAction(question.before, now, answer, decidedOn, ""),
    })),
  }));
  return { since: changes.since, groups, questions };
}
