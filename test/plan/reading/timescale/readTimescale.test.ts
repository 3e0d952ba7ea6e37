import type { Timescale } from "../../../../src/plan/model";
import { readTimescale } from "../../../../src/plan/reading/timescale";
import { families, oneYear, twoYears, unknown } from "./cases";

/** A reading in short, as the cases write it. */
function short(read: Timescale): string {
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

describe.each(families)("reads $family", ({ context, cases }) => {
  // A row may end with a third entry, why; two named arguments keep Jest from taking it for a callback.
  test.each(cases)("%j", (words: string, expected: string) => {
    expect(short(readTimescale(words, context))).toBe(expected);
  });
});

describe("says what it read", () => {
  test.each([
    ["Quarterly for two years", "two years"],
    ["Monthly for six months", "six months"],
  ])("%s: how long it goes on is part of the reading", (words, length) => {
    const { parts } = readTimescale(words, twoYears);
    expect(parts.map((part) => [part.words, part.says])).toContainEqual([length, "a length of time"]);
  });

  const flagsOf = (read: Timescale) => read.flags.map((flag) => flag.flag);

  test("the words each part came from, and the convention that filled it in", () => {
    const read = readTimescale("Policy review by June 2019", twoYears);
    expect(read.parts).toEqual([
      {
        words: "by June 2019",
        span: { from: 14, to: 26 },
        says: "due by 30 June 2019",
        basis: "implied",
        convention: "month-end",
      },
    ]);
    expect(read.why).toBe(
      "“Policy review by June 2019” is read as due by 30 June 2019, because a month means its last day.",
    );
  });

  test("a full date is known, not implied", () => {
    expect(readTimescale("30 June 2019", twoYears).parts[0]).toMatchObject({
      basis: "known",
      says: "due by 30 June 2019",
    });
    expect(readTimescale("30 June 2019", twoYears).precision).toBe("day");
    expect(readTimescale("June 2019", twoYears).precision).toBe("month");
  });

  test("history is kept apart from what is to come, as exact as the words are", () => {
    expect(readTimescale("June 2019 (last held 14 May 2018)", twoYears).history).toEqual([
      { words: "14 May 2018", when: "2018-05-14" },
    ]);
    expect(readTimescale("Next review June 2019, last reviewed in May 2017", twoYears)).toMatchObject({
      due: "2019-06-30",
      history: [{ when: "2017-05" }],
    });
    expect(readTimescale("2018 survey published in July; next one due July 2019", twoYears)).toMatchObject({
      due: "2019-07-31",
      history: [{ when: "2018-07" }],
    });
  });

  test("every date of several is kept, in order", () => {
    expect(readTimescale("Final December 2019, draft June 2019", twoYears).milestones).toEqual([
      { due: "2019-06-30", words: "June 2019" },
      { due: "2019-12-31", words: "December 2019" },
    ]);
    expect(flagsOf(readTimescale("June 2019 and December 2019", twoYears))).toContain("several-dates");
  });

  test("what else it could mean, where a careful reader could not tell", () => {
    expect(readTimescale("Bi-annual", twoYears).alternatives).toEqual([
      { kind: "recurring", due: null, start: null, recurrence: "biennial", says: "every two years" },
    ]);
    expect(readTimescale("By September", twoYears).alternatives[0]).toMatchObject({
      kind: "deadline",
      due: "2020-09-30",
    });
    expect(readTimescale("June 2019 (TBC)", twoYears).alternatives[0]).toMatchObject({ kind: "tbc", due: null });
  });

  test.each([
    ["Febuary 2020", "misspelt"],
    ["31 June 2019", "impossible-date"],
    ["June 2109", "unlikely-year"],
    ["Sept 2020 - July 2020", "unlikely-year"],
    ["By September", "no-year"],
    ["March 2018", "before-plan"],
    ["March 2022", "after-plan"],
    ["June 2019 - revised to December 2019", "revised"],
    ["03/25/2020", "ambiguous"],
  ])("%s is flagged as %s", (words, flag) => {
    expect(flagsOf(readTimescale(words, twoYears))).toContain(flag);
  });

  test.each(["June 2019", "Weekly", "31/03/2020", "2019/20", "Ongoing", "TBC", "Annually in June", "From June 2019"])(
    "%s has nothing to flag",
    (words) => {
      expect(flagsOf(readTimescale(words, twoYears))).toEqual([]);
    },
  );

  test("the months and the window of a repetition", () => {
    expect(readTimescale("June and November annually", twoYears).recurrence).toEqual({
      cadence: "biannual",
      months: [6, 11],
      first: "2019-06-30",
      until: null,
    });
    expect(readTimescale("Every spring", twoYears).recurrence).toEqual({
      cadence: "annual",
      months: [3, 4, 5],
      first: "2019-05-31",
      until: null,
    });
    expect(readTimescale("Quarterly during 2019/20", twoYears).recurrence).toMatchObject({
      cadence: "quarterly",
      until: "2020-03-31",
    });
    expect(readTimescale("31 August annually", unknown).recurrence).toEqual({
      cadence: "annual",
      months: [8],
      first: null,
      until: null,
    });
  });

  test("the same words read the same whatever was read before them", () => {
    const first = readTimescale("By September", oneYear);
    readTimescale("By September", twoYears);
    expect(readTimescale("By September", oneYear)).toEqual(first);
  });

  test("the reading is plain data", () => {
    const read = readTimescale("Bi-annual meetings from November 2019 (was June 2019)", twoYears);
    expect(JSON.parse(JSON.stringify(read))).toEqual(read);
  });
});

test("a cell as full as Excel allows is read in a moment", () => {
  for (const seed of [
    "March ",
    "31/03/2020 ",
    "to be ",
    "(",
    "-/",
    "every ",
    "2019-",
    "Febuary ",
    "1, ",
    "quarterly and ",
  ]) {
    const text = seed.repeat(Math.ceil(32767 / seed.length)).slice(0, 32767);
    const began = performance.now();
    expect(readTimescale(text, twoYears).text).toBe(text);
    expect(performance.now() - began).toBeLessThan(1500);
  }
});
