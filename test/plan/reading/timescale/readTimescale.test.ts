import type { Timescale } from "../../../../src/plan/model";
import { readTimescale } from "../../../../src/plan/reading/timescale";
import { families } from "./cases";

/** A reading in short, as the cases write it. */
export function short(read: Timescale): string {
  return [
    read.kind,
    read.start ? `from ${read.start}` : "",
    read.due ? `${read.dueBasis === "first-occurrence" ? "first" : "by"} ${read.due}` : "",
    read.recurrence ? read.recurrence.cadence : "",
    read.unsure ? "?" : "",
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** A season's or a term's first day is kept as its start; the cases of deadlines leave it out. */
function withoutSeasonStart(read: Timescale): Timescale {
  return read;
}

describe.each(families)("reads $family", ({ context, cases }) => {
  test.each(cases)("%j", (words, expected, _why) => {
    expect(short(withoutSeasonStart(readTimescale(words, context)))).toBe(expected);
  });
});
