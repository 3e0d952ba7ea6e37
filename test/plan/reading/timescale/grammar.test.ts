import fc from "fast-check";

import { isIsoDate } from "../../../../src/plan/calendar";
import { conventions, nextOccurrence, readTimescale } from "../../../../src/plan/reading/timescale";
import { anything, differs, phrase, plan } from "./grammar";

test("a phrase of the grammar is read as it was meant", () => {
  fc.assert(
    fc.property(phrase, (one) => differs(one, readTimescale(one.words, plan)) === null || fail(one)),
    { numRuns: 15000 },
  );
});

function fail(one: Parameters<typeof differs>[0]): never {
  throw new Error(differs(one, readTimescale(one.words, plan))!);
}

test("any text at all is read without an exception, into dates that exist and words that stand in it", () => {
  fc.assert(
    fc.property(
      anything,
      fc.constantFrom(plan, { ...plan, start: null, end: null }, { ...plan, calendar: "academic" as const }),
      (text, context) => {
        const read = readTimescale(text, context);
        for (const date of [
          read.due,
          read.start,
          read.recurrence?.first,
          read.recurrence?.until,
          ...read.milestones.map((one) => one.due),
        ]) {
          if (date) expect(isIsoDate(date)).toBe(true);
        }
        for (const part of read.parts) {
          expect(part.words).toBe(text.slice(part.span.from, part.span.to));
          if (part.basis === "implied") expect(Object.keys(conventions)).toContain(part.convention);
        }
        expect(read.due === null).toBe(read.dueBasis === "none");
        nextOccurrence(read, "2020-01-01");
      },
    ),
    { numRuns: 5000 },
  );
});
