/**
 * What belongs to one row never goes to its neighbour: an answer, an agreed move, a note beside Update data, a line of the
 * history. Rows of the same words, plans that are numbered anew, rows that leave.
 */
import { decide, planPutBack, putEverythingBack, reviewPlan, saveSnapshot } from "../../src/app";
import type { Decision } from "../../src/app";
import { today } from "../../src/app/clock";
import { agreedMove, takeBack } from "../../src/plan/decisions";
import type { StandInWorkbook } from "../standin/workbook";
import {
  generate,
  idOf,
  openRows,
  said,
  sheetNamesOf,
  smallPlan as plan,
  textsOf,
  typeInto,
  updatePage as page,
  updateRequest as request,
} from "./workbooks";

const statuses = async (asAt = request.asAt) => (await reviewPlan(asAt)).items.map(({ status }) => status.status);
const lines = (w: StandInWorkbook, sheet: string) => textsOf(w, sheet).map((row) => row.join(" | "));
const takeOut = (w: StandInWorkbook, row: number) => w.deleteRows(idOf(w, "Sheet1"), row - 1, 1, "remote");
const complete = (over: Partial<Decision> = {}): Decision => ({
  ref: null,
  action: "Hold the annual forum",
  about: "progress",
  words: "March 2019",
  readAs: "Complete",
  decidedOn: "2019-05-31",
  by: "Jo",
  ...over,
});

const heads = ["Key action", "Owner", "Timescale", "Outcomes", "Notes"];
const twins = [
  ["Community safety action plan 2019/20"],
  [],
  heads,
  ["Hold the annual forum", "Police", "March 2019", "", ""],
  ["Hold the annual forum", "Health", "March 2019", "", ""],
  ["Train the front line", "Ana Bell", "By June 2019", "", ""],
];

/** The first answer the pane offers about a row. */
async function answerOf(at: number, label: string): Promise<Decision> {
  const { items, toSortOut } = await reviewPlan(request.asAt);
  const asked = toSortOut.find(({ id, item }) => item === items[at] && id.startsWith("finished"))!;
  const { does } = asked.choices.find((choice) => choice.label === label)!;
  if (does.kind !== "decide") throw new Error("no decision");
  return does.decision;
}

describe("an answer about one of two rows that say the same", () => {
  test.each<[string, (w: StandInWorkbook) => void]>([
    ["its row is taken out", (w) => takeOut(w, 5)],
    ["its row is reworded", (w) => typeInto(w, "Sheet1", "A5", "Hold the annual health forum", "remote")],
  ])("does not go to the other where %s; and the pane says why it does not hold", async (_, does) => {
    const w = openRows(twins);
    await decide(complete({ row: "– · Health · March 2019" }));
    expect((await statuses()).slice(0, 2)).toEqual(["overdue", "complete"]);
    does(w);
    const [first] = (await reviewPlan(request.asAt)).items;
    expect(first!.status.status).toBe("overdue");
    expect(first!.decided.map(({ refused }) => refused)).toEqual(["another-row"]);
  });

  test("is not kept where its row was taken out before the button was pressed", async () => {
    const w = openRows(twins);
    takeOut(w, 5);
    await expect(decide(complete({ row: "– · Health · March 2019" }))).rejects.toThrow("The words changed");
    expect(await statuses()).toEqual(["overdue", "due-soon"]);
  });

  test("of one owner too, closes the one of its date", async () => {
    openRows([
      ...twins.slice(0, 3),
      ["Deliver a training session", "Police", "March 2019", "", "Completed."],
      ["Deliver a training session", "Police", "June 2019", "", "Completed."],
      ["Train the front line", "Ana Bell", "By June 2019", "", ""],
    ]);
    expect(await statuses()).toEqual(["looks-finished", "looks-finished", "due-soon"]);
    await decide(await answerOf(0, "It was done"));
    expect(await statuses()).toEqual(["complete", "looks-finished", "due-soon"]);
    await decide(await answerOf(1, "It was closed"));
    expect(await statuses()).toEqual(["complete", "closed", "due-soon"]);
  });

  test("that does not say which of them can be taken back", async () => {
    const w = openRows(twins);
    const sheet = w.excel.addWorksheet("Plan readings");
    sheet.addRow(["Ref", "Action", "Words it applies to", "Read as", "Decided on", "By", "About"]);
    sheet.addRow(["", "Hold the annual forum", "March 2019", "Complete", "31 May 2019", "Jo", "Is it finished"]);
    const [line] = (await reviewPlan(request.asAt)).items[0]!.decided;
    expect(line!.refused).toBe("which-row");
    expect(await decide(takeBack(line!.decision, today(), "Ann"))).toMatchObject({ already: false });
    expect((await reviewPlan(request.asAt)).items.flatMap(({ decided }) => decided)).toEqual([]);
  });
});

describe("a finished row is taken out and the rest is numbered anew", () => {
  const numbered = [
    ...plan.slice(0, 3),
    ["1.1", "Train front line police officers in making referrals", "Tom Reed", "June 2019", "", ""],
    ["1.2", "Train front line school staff in making referrals", "Ana Bell", "June 2019", "", ""],
    ["1.3", "Write the guidance", "Ana Bell", "March 2020", "", ""],
  ];
  function renumber(w: StandInWorkbook): void {
    takeOut(w, 4);
    typeInto(w, "Sheet1", "A4", "'1.1", "remote");
    typeInto(w, "Sheet1", "A5", "'1.2", "remote");
  }

  test("its answer closes no neighbour", async () => {
    const w = openRows(numbered);
    await decide(
      complete({ ref: "1.1", action: numbered[3]![1]!, words: "June 2019", row: "– · Tom Reed · June 2019" }),
    );
    expect((await statuses("2019-08-31")).slice(0, 2)).toEqual(["complete", "overdue"]);
    renumber(w);
    expect((await statuses("2019-08-31"))[0]).toBe("overdue");
  });

  test("nobody is told that the group agreed the neighbour's move", async () => {
    const w = openRows(numbered);
    await generate({ asAt: "2019-03-31" });
    for (const cell of ["D4", "D5"]) typeInto(w, "Sheet1", cell, "December 2019");
    const [first] = (await reviewPlan("2019-06-30")).items;
    await decide(agreedMove(first!.action, "2019-06-20", today(), "Jo"));
    const notAgreed = async () =>
      (await reviewPlan("2019-06-30")).items.map(({ promise }) => promise?.notAgreed ?? null);
    expect((await notAgreed()).map((each) => each === null)).toEqual([true, false, true]);
    renumber(w);
    expect((await notAgreed())[0]).not.toBeNull();
  });
});

test("the group agreed the move of one of two rows that say the same: the other's is not told as agreed", async () => {
  const w = openRows([...twins.slice(0, 3), ...[4, 5, 6].map((row) => twins[row - 1]!.with(2, "June 2019"))]);
  await generate({ asAt: "2019-03-31" });
  for (const cell of ["C4", "C5"]) typeInto(w, "Sheet1", cell, "December 2019");
  const { items } = await reviewPlan("2019-06-30");
  expect(items.slice(0, 2).map(({ promise }) => promise?.notAgreed)).toEqual([expect.anything(), expect.anything()]);
  await decide(agreedMove(items[1]!.action, "2019-06-20", today(), "Jo"));
  const after = (await reviewPlan("2019-06-30")).items;
  expect(after[1]!.promise?.notAgreed).toBeNull();
  expect(after[0]!.promise?.notAgreed).not.toBeNull();
});

describe("a plan that says the same actions several times, without references", () => {
  const actions = [
    "Map the youth clubs",
    "Write to head teachers",
    "Hold a seminar",
    "Renew the leaflet",
    "Ask colleges",
  ];
  const half = (owner: string) => actions.map((action) => [action, owner, "March 2020", "", ""]);
  const twoTables = [["Action plan 2019/20"], [], heads, ...half("Ann Lee"), [], heads, ...half("Bob Day")];

  test("two tables: the history holds both, and nothing is told as new", async () => {
    const w = openRows(twoTables);
    await generate();
    const { sheet } = await generate({ asAt: "2019-08-31" });
    expect(
      textsOf(w, sheet)
        .flat()
        .filter((text) => /^• New\b/.test(text)),
    ).toEqual([]);
    expect((await reviewPlan("2019-08-31")).items.map(({ promise }) => promise?.promises.length)).toEqual(
      Array(10).fill(2),
    );
  });

  test("two runs of one day add their lines once", async () => {
    openRows(twoTables);
    await generate();
    expect(await said(generate())).toContain("nothing has changed");
  });
});

describe("half of a run in the history never counts", () => {
  const changesOf = async (w: StandInWorkbook) => {
    const { sheet } = await generate({ asAt: "2019-08-31" });
    return textsOf(w, sheet)
      .flat()
      .filter((text) => /^• (Date given|Date withdrawn|Owner changed|New|Gone|Moved|Reopened)/.test(text));
  };

  test("Excel stops half-way through the lines, wherever, and a colleague has a column of his own among them", async () => {
    let stopped = 0;
    for (let action = 60; action <= 130; action += 2) {
      const w = openRows(plan);
      await generate();
      w.shift(w.findSheet("Plan history")!, { axis: "column", at: 4, count: 1 }, "remote");
      typeInto(w, "Plan history", "E1", "Chased", "remote");
      typeInto(w, "Sheet1", "F5", "Draft gone to the board in May", "remote");
      w.faults.failNext("GeneralException", { nth: 4, action });
      await said(generate());
      w.faults.clear();
      if (textsOf(w, "Plan history").flat().includes("Not finished")) stopped += 1;
      expect([action, await changesOf(w)]).toEqual([action, []]);
    }
    expect(stopped).toBeGreaterThan(3);
  }, 60_000);

  test("of a date that has no other run it is said; saved again, it is there", async () => {
    let w = openRows(plan);
    // Stopped at the first of the actions after which the lines stand and are not finished.
    for (let action = 1; !textsOf(w, "Plan history").flat().includes("Write the guidance"); action += 1) {
      w = openRows(plan);
      w.faults.failNext("GeneralException", { nth: 4, action });
      await said(saveSnapshot("2019-05-31"));
    }
    w.faults.clear();
    const { history } = await reviewPlan("2019-08-31");
    expect(history.snapshots).toEqual([]);
    expect(history.skipped.join()).toContain("The snapshot it belongs to was not written to its end.");
    expect(await said(saveSnapshot("2019-05-31"))).toContain("4 actions stood on 31 May 2019");
    expect((await reviewPlan("2019-08-31")).history).toMatchObject({ snapshots: ["2019-05-31"], skipped: [] });
  });

  test("Cancel between two messages: the whole run before it counts", async () => {
    const rows = Array.from({ length: 1100 }, (_, at) => [
      `${Math.floor(at / 50) + 1}.${(at % 50) + 1}`,
      `Agree how strand ${at} is delivered ${`part${at} `.repeat(400)}`,
      "Ann Lee",
      "March 2020",
    ]);
    const w = openRows([...plan.slice(0, 3), ...rows]);
    await saveSnapshot("2019-05-31");
    typeInto(w, "Sheet1", "F5", "Draft gone to the board in May", "remote");
    const stop = new AbortController();
    const history = w.excel.getWorksheet("Plan history")!;
    const before = history.actualRowCount;
    for (let nth = 2; nth < 20; nth += 1)
      w.faults.beforeNext(() => history.actualRowCount > before && stop.abort(), nth);
    expect(await said(saveSnapshot("2019-05-31", { signal: stop.signal }))).toContain("Stopped, as you asked");
    expect(history.actualRowCount).toBeGreaterThan(before);
    const { changes, history: read } = await reviewPlan("2019-08-31");
    expect([changes!.groups.map(({ heading }) => heading), read]).toMatchObject([
      [],
      { snapshots: ["2019-05-31"], skipped: [] },
    ]);
  }, 120_000);
});

describe("notes beside Update data", () => {
  test("typed at the last moment, when the actions change their rows", async () => {
    const w = openRows(plan);
    await generate();
    w.excel.getWorksheet("Sheet1")!.spliceRows(4, 0, ["1.0", "Brief the members", "Jo Marsh", "May 2020"]);
    w.faults.beforeNext((there) => typeInto(there, "Update data", "N3", "rang Ana about it", "remote"), 4);
    expect(await said(generate())).not.toContain("stands beside another action");
    expect(lines(w, "Update data").find((line) => line.includes("rang Ana"))).toContain("Train the front line");
  });

  test("typed left of our columns, and beside one of two rows that say the same", async () => {
    const w = openRows([
      ...plan.slice(0, 3),
      ["1.1", "Hold the forum", "Police", "May 2020"],
      ["1.2", "Hold the forum", "Health", "May 2020"],
    ]);
    await generate();
    w.shift(w.findSheet("Update data")!, { axis: "column", at: 0, count: 1 }, "remote");
    w.excel.getWorksheet("Sheet1")!.spliceRows(4, 0, ["1.0", "Brief the members", "Jo Marsh", "May 2020"]);
    w.faults.beforeNext((there) => typeInto(there, "Update data", "A3", "rang Health", "remote"), 4);
    await generate();
    expect(lines(w, "Update data").find((line) => line.includes("rang Health"))).toContain("1.2 |");
  });

  test("where it cannot be put back beside its action, it is said", async () => {
    const w = openRows(plan);
    await generate();
    takeOut(w, 5);
    w.faults.beforeNext((there) => typeInto(there, "Update data", "N3", "rang Ana about it", "remote"), 4);
    expect(await said(generate())).toContain(
      "“rang Ana about it” was written beside “Train the front line” on “Update data” at that moment, and stands beside another action now.",
    );
    expect(lines(w, "Update data").join()).toContain("rang Ana about it");
  });

  test.each(["Status", "Action", "Lead", "Timescale as written", "Question", "Ref"])(
    "a colleague calls %s otherwise: every action stands there once",
    async (heading) => {
      const w = openRows(plan);
      await generate();
      const at = textsOf(w, "Update data")[0]!.indexOf(heading);
      typeInto(w, "Update data", `${"ABCDEFGHIJKLM"[at]}1`, `Our ${heading}`, "remote");
      await generate({ asAt: "2019-06-30" });
      expect(lines(w, "Update data").filter((line) => line.includes("Train the front line"))).toHaveLength(1);
    },
  );

  test("a colleague deletes the Status column: every action stands there once, its status too", async () => {
    const w = openRows(plan);
    await generate();
    w.shift(w.findSheet("Update data")!, { axis: "column", at: 8, count: -1 } as never, "remote");
    await generate();
    const found = lines(w, "Update data").filter((line) => line.includes("Train the front line"));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain("Due soon");
  });
});

describe("pages of one quarter", () => {
  test("one that was not finished is not preferred to a newer one that is", async () => {
    const w = openRows(plan);
    await generate();
    w.faults.failNext("GeneralException", { nth: 4, action: 200 });
    await said(generate());
    w.faults.clear();
    w.protect(idOf(w, page));
    expect(await said(generate())).toContain(`the new one is “${page} (2)”`);
    w.unprotect(idOf(w, page));
    expect(await generate()).toMatchObject({ sheet: `${page} (2)`, replaced: true });
  });

  test("an older page that was kept is not written over where the newest cannot be", async () => {
    const w = openRows(plan);
    await generate();
    await generate({ ifThere: "keep both" });
    const before = lines(w, page);
    typeInto(w, `${page} (2)`, "H20", "Their words");
    typeInto(w, "Sheet1", "D5", "By July 2019");
    expect(await generate()).toMatchObject({ sheet: `${page} (3)`, replaced: false });
    expect(lines(w, page)).toEqual(before);
  });

  test("a sheet on which words were kept is none of them, and goes with everything we added, which is said before", async () => {
    const w = openRows(plan);
    await generate();
    w.faults.beforeNext((there) => typeInto(there, page, "H20", "Tom rang", "remote"), 4);
    await generate();
    const kept = `Kept from ${page}`;
    expect(lines(w, kept)[0]).toMatch(
      /^Typed while the update was being written, on “Update Q1 2019-20”, .* What stood there then:$/,
    );
    expect((await reviewPlan(request.asAt)).updates.map(({ sheet }) => sheet)).toEqual([page]);
    expect((await reviewPlan(request.asAt)).plan.tables.map(({ sheet }) => sheet)).toEqual(["Sheet1"]);
    expect(await generate()).toMatchObject({ sheet: page, replaced: true });
    const plans = await planPutBack();
    expect(plans.sheets).toContain(kept);
    expect(plans.writtenOn).toContain(kept);
    await putEverythingBack({ all: true, history: true });
    expect(sheetNamesOf(w)).toEqual(["Sheet1"]);
  });
});
