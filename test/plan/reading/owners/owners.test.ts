import fc from "fast-check";

import type { PartyPart } from "../../../../src/plan/model";
import { readOwner, sayParty } from "../../../../src/plan/reading/owners";

type Expected = [role: string | null, person: string | null, organisation: string | null, part?: PartyPart];

const person = (name: string, part: PartyPart = null): Expected => [null, name, null, part];
const role = (name: string, part: PartyPart = null): Expected => [name, null, null, part];
const organisation = (name: string, part: PartyPart = null): Expected => [null, null, name, part];

function readParties(text: string, support = "") {
  return readOwner(text, support).parties.map((party): Expected => [
    party.role,
    party.person,
    party.organisation,
    party.part,
  ]);
}

/** [the cell, its parties in order, index of the lead, why]. */
type Case = [text: string, parties: Expected[], lead: number | null, why: string];

const oneParty: Case[] = [
  ["Town Clerk", [role("Town Clerk")], 0, "a title is a role"],
  ["Head of Legal and Democratic Services", [role("Head of Legal and Democratic Services")], 0, "'and' inside a title"],
  ["Waste & Recycling Manager", [role("Waste & Recycling Manager")], 0, "'&' inside a title"],
  ["Director, Adult Social Care", [role("Director, Adult Social Care")], 0, "a comma inside a title"],
  ["Regional Prevent Lead", [role("Regional Prevent Lead")], 0, "'Lead' inside a title marks nothing"],
  ["Police and Crime Commissioner", [role("Police and Crime Commissioner")], 0, "a name with 'and' everybody knows"],
  ["Chief Executive", [role("Chief Executive")], 0, "a title whose last word alone is a body"],
  [
    "Office of the Police and Crime Commissioner",
    [organisation("Office of the Police and Crime Commissioner")],
    0,
    "an office is a body",
  ],
  ["Board of Trustees", [organisation("Board of Trustees")], 0, "a board is a body though trustees are people"],
  ["Bath and Wells District Council", [organisation("Bath and Wells District Council")], 0, "'and' inside a place"],
  ["London Borough of Hackney", [organisation("London Borough of Hackney")], 0, "head before its place"],
  ["Learning and Skills Team", [organisation("Learning and Skills Team")], 0, "'and' inside a team's name"],
  ["Estates", [organisation("Estates")], 0, "a bare service"],
  ["NHS Lothian", [organisation("NHS Lothian")], 0, "initials and a place"],
  ["Fatima Begum", [person("Fatima Begum")], 0, "a person"],
  ["Huma Hanif Ismail", [person("Huma Hanif Ismail")], 0, "three names are one person"],
  ["Mrs K. O'Neill", [person("Mrs K. O'Neill")], 0, "a courtesy title stays with the name"],
  ["Cllr Hussain", [["Cllr", "Hussain", null]], 0, "a rank is a role"],
  ["PC Jane Smith", [["PC", "Jane Smith", null]], 0, "a rank in initials before a name"],
  ["Prevent Officer – Graham Tyler", [["Prevent Officer", "Graham Tyler", null]], 0, "title, dash, holder"],
  ["Graham Tyler, Prevent Officer", [["Prevent Officer", "Graham Tyler", null]], 0, "holder, comma, title"],
  ["Graham Tyler (Prevent Officer)", [["Prevent Officer", "Graham Tyler", null]], 0, "title in a bracket"],
  ["Prevent Officer: Graham Tyler", [["Prevent Officer", "Graham Tyler", null]], 0, "title, colon, holder"],
  ["Project Lead (TW)", [["Project Lead", "TW", null]], 0, "initials in a bracket after a title"],
  ["Deputy Head (Pastoral)", [role("Deputy Head (Pastoral)")], 0, "a field in a bracket is part of the title"],
  [
    "Derby City Council (Public Health)",
    [organisation("Derby City Council (Public Health)")],
    0,
    "a directorate in a bracket",
  ],
  [
    "Inspector Lee Marsh, Safer Neighbourhood Team",
    [["Inspector", "Lee Marsh", "Safer Neighbourhood Team"]],
    0,
    "rank, name and body",
  ],
  [
    "Community Safety Manager, Rugby Borough Council",
    [["Community Safety Manager", null, "Rugby Borough Council"]],
    0,
    "title and employer",
  ],
  ["Prevent Lead at Mercia NHS Trust", [["Prevent Lead", null, "Mercia NHS Trust"]], 0, "'at' brings in the employer"],
  [
    "Chair of the Scrutiny Committee – Rita Shah",
    [["Chair of the Scrutiny Committee", "Rita Shah", "Scrutiny Committee"]],
    0,
    "the body a chair belongs to is said too",
  ],
  [
    "Youth Service – Early Help – Mandy Cole",
    [[null, "Mandy Cole", "Youth Service – Early Help"]],
    0,
    "a body and its part are one organisation",
  ],
  [
    "Cabinet Member for Housing – Cllr Rees",
    [["Cabinet Member for Housing", "Cllr Rees", null]],
    0,
    "beside another title the rank is part of the name",
  ],
  ["Clerk by end of June 2021", [role("Clerk")], 0, "a date is no party"],
  ["Jane Smith - jane.smith@example.gov.uk", [person("Jane Smith")], 0, "the address of the person just named"],
  ["Headteacher, through assemblies and form time", [role("Headteacher")], 0, "'through' gives the means"],
  ["Clerk to contact the County Council", [role("Clerk")], 0, "whom somebody contacts is not an owner"],
  [
    "Prevent Officer – Graham Tyler – to survey all schools",
    [["Prevent Officer", "Graham Tyler", null]],
    0,
    "what they do is not who they are",
  ],
];

const several: Case[] = [
  [
    "Jane Okafor (lead), Sam Pritchard",
    [person("Jane Okafor", "lead"), person("Sam Pritchard", "support")],
    0,
    "a marked lead",
  ],
  [
    "Police, Fire Service (lead)",
    [organisation("Police", "support"), organisation("Fire Service", "lead")],
    1,
    "the marked lead need not come first",
  ],
  [
    "Lead: Sarah Jones; Support: Police, NHS",
    [person("Sarah Jones", "lead"), organisation("Police", "support"), organisation("NHS", "support")],
    0,
    "labels, held to the end of their list",
  ],
  [
    "Lead – Public Health\nSupport – District Councils",
    [organisation("Public Health", "lead"), organisation("District Councils", "support")],
    0,
    "labels with a dash, a line each",
  ],
  [
    "WCC – lead, NBBC – support",
    [organisation("WCC", "lead"), organisation("NBBC", "support")],
    0,
    "parts after a dash",
  ],
  [
    "Police to lead, council to support",
    [organisation("Police", "lead"), organisation("council", "support")],
    0,
    "parts as duties",
  ],
  [
    "Working group led by Sara Lewis",
    [organisation("Working group"), person("Sara Lewis", "lead")],
    1,
    "'led by' names the lead after it",
  ],
  [
    "Comms Team with support from HR",
    [organisation("Comms Team", "lead"), organisation("HR", "support")],
    0,
    "'with support from'",
  ],
  [
    "EQUIP – commissioned by NBBC and WCC",
    [organisation("EQUIP", "lead"), organisation("NBBC", "support"), organisation("WCC", "support")],
    0,
    "commissioners support",
  ],
  [
    "Prevent Coordinator in partnership with colleges",
    [role("Prevent Coordinator", "lead"), organisation("colleges", "support")],
    0,
    "'in partnership with'",
  ],
  [
    "Graham to coordinate and Police to provide data",
    [person("Graham", "lead"), organisation("Police", "support")],
    0,
    "who coordinates leads; the list goes on after a duty",
  ],
  [
    "Town Clerk – to coordinate with input from residents",
    [role("Town Clerk", "lead"), organisation("residents", "support")],
    0,
    "a connector inside a duty",
  ],
  [
    "Safeguarding Manager – Ann Green – with Regional FE Lead – Olu Adebayo",
    [
      ["Safeguarding Manager", "Ann Green", null, "lead"],
      ["Regional FE Lead", "Olu Adebayo", null, "support"],
    ],
    0,
    "'Lead' in a supporter's title",
  ],
  [
    "Cyber Advisors – Amy Barlow and Jon Pickard",
    [
      ["Cyber Advisor", "Amy Barlow", null],
      ["Cyber Advisor", "Jon Pickard", null],
    ],
    null,
    "a title in the plural belongs to each",
  ],
  [
    "Amy Barlow and Jon Pickard (Cyber Advisors)",
    [
      ["Cyber Advisor", "Amy Barlow", null],
      ["Cyber Advisor", "Jon Pickard", null],
    ],
    null,
    "the same, in a bracket behind",
  ],
  [
    "Cllrs Adeyemi, Brown and Singh",
    [
      ["Cllr", "Adeyemi", null],
      ["Cllr", "Brown", null],
      ["Cllr", "Singh", null],
    ],
    null,
    "a rank in the plural over surnames",
  ],
  [
    "Prevent Officer – Graham Tyler Adil Mahmood – Nuneaton and Bedworth DC",
    [
      ["Prevent Officer", "Graham Tyler", null],
      [null, "Adil Mahmood", "Nuneaton and Bedworth DC"],
    ],
    null,
    "a lost line break: a dash binds closer than standing side by side",
  ],
  [
    "Prevent Officer – Hannah Hurst NBBC – Adil Mahmood WCC Comms – Philip Corbett",
    [
      ["Prevent Officer", "Hannah Hurst", null],
      [null, "Adil Mahmood", "NBBC"],
      [null, "Philip Corbett", "WCC Comms"],
    ],
    null,
    "two lost line breaks",
  ],
  [
    "Karen Lee, Housing Officer, and Joe Dale, Fire Officer",
    [
      ["Housing Officer", "Karen Lee", null],
      ["Fire Officer", "Joe Dale", null],
    ],
    null,
    "commas inside pairs, 'and' between them",
  ],
  ["1. Clerk\n2. Chair of Governors", [role("Clerk"), role("Chair of Governors")], null, "numbered lines"],
  ["• Head of Planning\n• Head of Housing", [role("Head of Planning"), role("Head of Housing")], null, "bullets"],
  [
    "Head of Planning and Director of Housing",
    [role("Head of Planning"), role("Director of Housing")],
    null,
    "'and' before another head",
  ],
  [
    "Marketing Manager and Communications Team",
    [role("Marketing Manager"), organisation("Communications Team")],
    0,
    "one post before a team answers for it",
  ],
  ["Headteacher / Governing Body", [role("Headteacher"), organisation("Governing Body")], 0, "the same, with a slash"],
  [
    "Planning, Housing and Legal",
    [organisation("Planning"), organisation("Housing"), organisation("Legal")],
    null,
    "a list of services",
  ],
  ["schools and colleges", [organisation("schools and colleges")], 0, "collectives joined are one party"],
  ["Police & Council", [organisation("Police"), organisation("Council")], null, "each is complete by itself"],
  [
    "Prevent leads and trainers in all agencies",
    [
      ["Prevent leads", null, "all agencies"],
      ["trainers", null, "all agencies"],
    ],
    null,
    "the place belongs to both",
  ],
  [
    "Graham Tyler\n\nTrainers to send feedback to Graham",
    [person("Graham Tyler", "lead"), role("Trainers", "support")],
    0,
    "others with a task of their own support; the bare first name refers back",
  ],
  [
    "Chair of the\nStrategy Group – Rita Shah",
    [["Chair of the Strategy Group", "Rita Shah", "Strategy Group"]],
    0,
    "a line wrapped inside a title",
  ],
];

describe("an Owner cell that names one party", () => {
  test.each(oneParty)("%j", (text, parties, lead, _why) => {
    expect(readParties(text)).toEqual(parties.map(([r, p, o, part = null]) => [r, p, o, part]));
    expect(readOwner(text).lead).toBe(lead);
  });
});

describe("an Owner cell that names several", () => {
  test.each(several)("%j", (text, parties, lead, _why) => {
    expect(readParties(text)).toEqual(parties.map(([r, p, o, part = null]) => [r, p, o, part]));
    expect(readOwner(text).lead).toBe(lead);
  });

  test("says that it cannot tell which of several equals leads", () => {
    const reading = readOwner("Warwickshire Police, Home Office");
    expect(reading).toMatchObject({ lead: null, unsure: true });
    expect(reading.why).toContain("does not say who leads");
  });

  test("gives the words each party came from", () => {
    expect(readOwner("Clerk + Cllr Hussain (lead)").parties.map(({ words }) => words)).toEqual([
      "Clerk",
      "Cllr Hussain (lead)",
    ]);
  });
});

describe("a cell that names nobody", () => {
  test.each([
    ["", false, "blank"],
    ["TBC", true, "to be confirmed"],
    ["n/a", true, "not applicable"],
    ["Vacant", true, "nobody in post"],
    ["As above", true, "points at another row"],
    ["?", true, "a question"],
  ])("%j", (text, unsure, _why) => {
    expect(readOwner(text)).toMatchObject({ parties: [], lead: null, unsure });
  });

  test("a post that nobody holds yet is named, and unsure", () => {
    expect(readOwner("Prevent Coordinator (vacant)")).toMatchObject({
      parties: [{ role: "Prevent Coordinator" }],
      unsure: true,
    });
    expect(readOwner("Project officer to be appointed")).toMatchObject({
      parties: [{ role: "Project officer to be appointed" }],
      unsure: true,
    });
  });

  test("a name known only by its look is unsure", () => {
    expect(readOwner("Zyx Quorn")).toMatchObject({ parties: [{ person: "Zyx Quorn" }], unsure: true });
    expect(readOwner("Prevent Officer – Zyx Quorn")).toMatchObject({
      parties: [{ role: "Prevent Officer", person: "Zyx Quorn" }],
      unsure: false,
    });
  });
});

describe("a separate support column", () => {
  test("makes the owner the lead and the others supporters", () => {
    expect(readParties("Public Health", "Police, Town Clerk")).toEqual([
      organisation("Public Health", "lead"),
      organisation("Police", "support"),
      role("Town Clerk", "support"),
    ]);
  });

  test("alone tells nobody who leads", () => {
    expect(readOwner("", "Police")).toMatchObject({
      lead: null,
      unsure: true,
      parties: [{ organisation: "Police", part: "support" }],
    });
  });
});

test.each([
  [{ role: "Clerk", person: "Jo Hart", organisation: "Town Council" }, "Jo Hart", "the person"],
  [{ role: "Clerk", person: null, organisation: "Town Council" }, "Clerk, Town Council", "role and organisation"],
  [
    { role: "Chair of the Forum Board", person: null, organisation: "Forum Board" },
    "Chair of the Forum Board",
    "not the body twice",
  ],
  [{ role: null, person: null, organisation: "Town Council" }, "Town Council", "the organisation"],
])("says %j as %j", (party, expected, _why) => {
  expect(sayParty(party)).toBe(expected);
});

describe("whatever is written", () => {
  const piece = fc.constantFrom(
    "Clerk",
    "Graham Tyler",
    "Police",
    "WCC",
    " – ",
    ", ",
    " and ",
    " / ",
    "\n",
    "\n\n",
    " with ",
    " to ",
    "lead",
    "(",
    ")",
    ":",
    ".",
    "of",
    "the",
    "Housing",
    "March 2020",
    "&",
    "•",
    "a@b.uk",
  );

  test("every party's words stand in the cell, and the lead is one of the parties", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(" ")),
        ),
        (text) => {
          const { parties, lead, why } = readOwner(text);
          expect(parties.every((party) => text.includes(party.words) && party.words !== "")).toBe(true);
          expect(lead === null || lead < parties.length).toBe(true);
          expect(why).not.toBe("");
        },
      ),
      { numRuns: 300 },
    );
  });

  test("a cell as long as Excel allows is read in a moment, and said to be read in part", () => {
    const started = performance.now();
    expect(readOwner("Housing and Police, ".repeat(1700)).why).toContain("Only the first");
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
