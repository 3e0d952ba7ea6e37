import fc from "fast-check";

import type { Action } from "../../src/plan/model";
import { readOwner } from "../../src/plan/reading/owners";
import { readProgress } from "../../src/plan/reading/progress";
import { readTimescale } from "../../src/plan/reading/timescale";
import { buildRegister } from "../../src/plan/register";

const looks = { italic: false, strikethrough: false, fill: null, colour: null };

/** Actions "1", "2" … with these Owner cells; a pair gives the action's own words too. */
function plan(...owners: (string | [owner: string, action: string])[]): Action[] {
  return owners.map((entry, index) => {
    const [owner, action] = typeof entry === "string" ? [entry, "Do something"] : entry;
    return {
      key: String(index + 1),
      ref: null,
      section: "",
      sheet: "Plan",
      row: index + 2,
      rows: [index + 2],
      action,
      cells: {},
      owner: readOwner(owner),
      timescale: readTimescale("", { start: null, end: null, calendar: "financial" }),
      outcomes: "",
      notes: "",
      progress: readProgress({ texts: {}, looks }),
      alsoHere: [],
      looks,
    };
  });
}

const entry = (actions: Action[], name: string, corrections = {}) =>
  buildRegister(actions, ...(Array.isArray(corrections) ? [corrections] : [])).entries.find(
    (party) => party.name === name,
  );
const names = (
  actions: Action[],
  ...rest: Parameters<typeof buildRegister> extends [unknown, ...infer R] ? R : never
) => buildRegister(actions, ...rest).entries.map(({ name }) => name);

describe("who leads and supports what", () => {
  const actions = plan("Clerk – Jo Hart with Police", "Police", "Jo Hart, Ann Green");

  test("a person", () => {
    expect(entry(actions, "Jo Hart")).toMatchObject({
      kind: "person",
      roles: ["Clerk"],
      leads: ["1"],
      supports: [],
      named: ["3"],
    });
  });

  test("an organisation", () => {
    expect(entry(actions, "Police")).toMatchObject({ kind: "organisation", leads: ["2"], supports: ["1"], named: [] });
  });

  test("in the order of the plan", () => {
    expect(names(actions)).toEqual(["Jo Hart", "Police", "Ann Green"]);
  });
});

describe("one person", () => {
  test("under several titles is one entry", () => {
    const actions = plan("Chair of the Strategy Group – Rita Shah", "Channel Panel Chair – Rita Shah", "Rita Shah");
    expect(buildRegister(actions)).toMatchObject({
      entries: [
        { name: "Rita Shah", roles: ["Chair of the Strategy Group", "Channel Panel Chair"], leads: ["1", "2", "3"] },
      ],
      questions: [],
    });
  });

  test("written by first name alone where only one has it", () => {
    const register = buildRegister(plan("Graham Tyler", "Graham"));
    expect(register.entries).toMatchObject([{ name: "Graham Tyler", alsoWritten: ["Graham"], leads: ["1", "2"] }]);
    expect(register.links).toMatchObject([{ names: ["Graham Tyler", "Graham"], confidence: "likely" }]);
  });

  test("is asked about where two have the first name", () => {
    const register = buildRegister(plan("Graham Tyler", "Graham Woods", "Graham"));
    expect(register.entries).toHaveLength(3);
    expect(register.questions).toMatchObject([{ names: ["Graham", "Graham Tyler", "Graham Woods"], keys: ["3"] }]);
  });

  test("spelled with one letter different is asked about, not joined", () => {
    const register = buildRegister(plan("Hannah Hurst", "Hanna Hurst"));
    expect(register.entries).toHaveLength(2);
    expect(register.questions).toHaveLength(1);
  });
});

describe("one title", () => {
  test("written without a name is its only holder", () => {
    expect(entry(plan("Prevent Officer – Graham Tyler", "Prevent Officer"), "Graham Tyler")).toMatchObject({
      leads: ["1", "2"],
    });
  });

  test("said of two people is a question, and the bare title is neither's", () => {
    const register = buildRegister(
      plan("Prevent Officer – Graham Tyler", "Prevent Officer – Hannah Hurst", "Prevent Officer"),
    );
    expect(register.entries.map(({ name, leads }) => [name, leads])).toEqual([
      ["Graham Tyler", ["1"]],
      ["Hannah Hurst", ["2"]],
      ["Prevent Officer", ["3"]],
    ]);
    expect(register.questions).toMatchObject([
      { names: ["Prevent Officer", "Graham Tyler", "Hannah Hurst"], keys: ["1", "2", "3"] },
    ]);
  });

  test("held by two together is no question", () => {
    expect(
      buildRegister(plan("Cyber Advisors – Amy Barlow and Jon Pickard", "Cyber Advisor – Alan Garrow")).questions,
    ).toEqual([]);
  });

  test("Cllr is a rank, not a job that one person holds", () => {
    expect(buildRegister(plan("Cllr Amy Barlow", "Cllr Jon Pickard")).questions).toEqual([]);
  });
});

describe("one organisation", () => {
  test.each([
    ["Police Prevent Team", "Police Prevent team", "certain", "capitals"],
    ["Fire & Rescue Service", "Fire and Rescue Service", "certain", "'&' for 'and'"],
    ["NBBC", "Nuneaton and Bedworth Borough Council", "likely", "initials"],
    ["NBBC", "Nuneaton and Bedworth BC", "likely", "initials, the last two kept"],
    ["Regional Terrorism Unit", "Regional Terrorism Unity", "likely", "a slip of spelling"],
  ])("%s and %s: %s, by %s", (one, two, confidence, _why) => {
    const register = buildRegister(plan(one, two));
    expect(register.entries).toMatchObject([{ leads: ["1", "2"] }]);
    expect(register.links).toMatchObject([{ confidence }]);
    expect(register.links[0]!.reason).toContain(one);
  });

  test.each([
    ["NBBC", "Nuneaton and Bedworth DC", "the council's kind differs"],
    ["WCAVA", "CAVA", "a letter before it"],
    ["District Council", "District Councils", "one council or several"],
    ["Marsh Lane Academy", "March Lane Academy", "neither is a word of the field"],
  ])("%s and %s are asked about: %s", (one, two, _why) => {
    const register = buildRegister(plan(one, two));
    expect(register.entries).toHaveLength(2);
    expect(register.questions).toMatchObject([{ keys: ["1", "2"] }]);
  });

  test("is likely the same where the same person stands for both", () => {
    const register = buildRegister(plan("NBBC – Adil Mahmood", "Nuneaton and Bedworth DC – Adil Mahmood"));
    expect(register.links).toMatchObject([{ confidence: "likely" }]);
    expect(register.links[0]!.reason).toContain("Adil Mahmood");
  });

  test.each([
    ["Housing Team", "Planning Team"],
    ["North Area Panel", "South Area Panel"],
    ["WCC", "NBBC"],
    ["Policy Team", "Police Team"],
  ])("%s and %s stay apart", (one, two) => {
    expect(buildRegister(plan(one, two))).toMatchObject({ links: [], questions: [] });
  });

  test("spelled otherwise in the action is noted", () => {
    const register = buildRegister(
      plan(["Regional Counter Terrorism Unity", "Regional Counter Terrorism Unit to write a profile"]),
    );
    expect(register.entries).toMatchObject([
      { name: "Regional Counter Terrorism Unity", alsoWritten: ["Regional Counter Terrorism Unit"] },
    ]);
    expect(register.links).toHaveLength(1);
  });
});

describe("corrections", () => {
  test("'same' joins what was not seen to be one", () => {
    const register = buildRegister(plan("WCAVA", "CAVA"), [{ same: ["WCAVA", "CAVA"] }]);
    expect(register).toMatchObject({
      entries: [{ leads: ["1", "2"] }],
      links: [{ confidence: "told" }],
      questions: [],
    });
  });

  test("'different' keeps apart, and nothing is asked again", () => {
    expect(buildRegister(plan("Graham Tyler", "Graham"), [{ different: ["Graham", "Graham Tyler"] }])).toMatchObject({
      entries: [{}, {}],
      links: [],
      questions: [],
    });
    expect(buildRegister(plan("WCAVA", "CAVA"), [{ different: ["CAVA", "WCAVA"] }]).questions).toEqual([]);
  });

  test("about names no longer in the plan are let be", () => {
    expect(names(plan("Clerk"), [{ same: ["Clerk", "Treasurer"] }, { different: ["A", "B"] }])).toEqual(["Clerk"]);
  });
});

test("every action with an owner is in the register, and the same plan gives the same register", () => {
  const owner = fc.constantFrom(
    "Clerk",
    "Graham Tyler",
    "Graham",
    "Police",
    "WCC with NBBC",
    "Prevent Officer – Hannah Hurst",
    "Prevent Officer",
    "Jo Hart and Ann Green",
    "TBC",
  );
  fc.assert(
    fc.property(fc.array(owner, { maxLength: 12 }), (owners) => {
      const actions = plan(...owners);
      const register = buildRegister(actions);
      expect(buildRegister(actions)).toEqual(register);
      const present = new Set(
        register.entries.flatMap(({ leads, supports, named }) => [...leads, ...supports, ...named]),
      );
      for (const action of actions) expect(present.has(action.key)).toBe(action.owner.parties.length > 0);
    }),
    { numRuns: 50 },
  );
});
