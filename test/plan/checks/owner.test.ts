/** Who answers for the actions. */
import { findingsOf, holds } from "./plans";

holds("Owner", [
  ["one person with a job", [{}], []],
  [
    "one person with three jobs is one person",
    [
      { owner: "Policy Officer – Jane Smith" },
      { owner: "Chair of the Panel – Jane Smith" },
      { owner: "Training Lead – Jane Smith" },
    ],
    [],
  ],
  ["nobody", [{ owner: "" }], ["owner-none 1.1"]],
  ["nobody yet", [{ owner: "TBC" }], ["owner-none 1.1"]],
  ["nobody, but it is finished", [{ owner: "", notes: "Completed" }], []],
  ["organisations side by side", [{ owner: "WCC, Police and NHS" }], ["owner-no-lead 1.1"]],
  ["one organisation", [{ owner: "County Council" }], []],
  ["a lead and supporters", [{ owner: "Jane Smith with County Council and Police" }], []],
  [
    "a job without a name where others have names, its holder known",
    [{ owner: "Policy Officer" }, {}],
    ["owner-role-only 1.1"],
  ],
  [
    "one job said of two people",
    [{ owner: "Policy Officer – Jane Smith" }, { owner: "Policy Officer – Omar Khan" }],
    ["owner-job-shared"],
  ],
  [
    "people on lines of their own",
    [{ owner: "Policy Officer – Jane Smith\nTraining Lead – Omar Khan" }],
    ["owner-no-lead 1.1"],
  ],
  [
    "people run into one another",
    [{ owner: "Policy Officer – Jane Smith Training Lead – Omar Khan" }],
    ["owner-no-lead 1.1", "owner-run-together 1.1"],
  ],
  [
    "another cell that says somebody else leads",
    [{ owner: "County Council", notes: "Riverside Trust will lead on the survey" }],
    ["owner-contradicted 1.1"],
  ],
  [
    "the notes name the owner as leading",
    [{ owner: "Riverside Trust", notes: "Riverside Trust will lead on the survey" }],
    [],
  ],
  [
    "the notes name the owner by initials",
    [{ owner: "RYT", notes: "Riverside Youth Trust will lead on the survey" }],
    [],
  ],
  ["something that leads to something leads nobody", [{ notes: "Better lighting leads to fewer falls" }], []],
  [
    "organisations named by initials elsewhere are no second spelling",
    [{ owner: "Nuneaton Borough Council" }, { owner: "NBC" }],
    [],
  ],
]);

test("a name in the owner's place that names nobody is quoted", () => {
  expect(findingsOf([{ owner: "TBC" }])[0]).toMatchObject({
    severity: "needs-answer",
    cell: "C4",
    words: "TBC",
    message: "1.1 has “TBC” for its owner, which names nobody; ask who takes it on.",
  });
});

test("a plan that gives jobs and never names people is not asked for names", () => {
  const jobs = Array.from({ length: 6 }, () => ({ owner: "Head of Community Safety" }));
  expect(findingsOf(jobs).filter(({ check }) => check === "owner-role-only")).toEqual([]);
});

test("half the plan on one person is told once, with the numbers", () => {
  const found = findingsOf(Array.from({ length: 7 }, () => ({}))).filter(
    ({ check }) => check === "owner-half-the-plan",
  );
  expect(found.map(({ key, words, message }) => [key, words, message.split(";")[0]])).toEqual([
    [null, "Jane Smith", "Jane Smith leads 7 of the 10 open actions"],
  ]);
});

test("where nobody is named for most rows it is one finding", () => {
  const found = findingsOf(Array.from({ length: 7 }, () => ({ owner: "" }))).filter(
    ({ check }) => check === "owner-none",
  );
  expect(found).toEqual([
    expect.objectContaining({ key: null, message: expect.stringContaining("7 of the 10 open actions") }),
  ]);
});

test("all the people who run together are named, with the words", () => {
  const [found] = findingsOf([
    { owner: "Policy Officer – Hannah Hurst NBBC – Adil Mahmood WCC Comms – Philip Corbett" },
  ]).filter(({ check }) => check === "owner-run-together");
  expect(found!.message).toContain("Hannah Hurst, Adil Mahmood and Philip Corbett together");
});

test("an organisation spelled otherwise in the action is told with the spelling of the owner cell", () => {
  const [found] = findingsOf([
    { action: "Riverside Community Safety Unit to review the profile", owner: "Riverside Community Safety Unity" },
  ]).filter(({ check }) => check === "owner-two-spellings");
  expect(found).toMatchObject({ severity: "tidy", cell: "C4", words: "Riverside Community Safety Unity" });
});
