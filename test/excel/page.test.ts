/** The page before it is on a sheet: how a document is laid out, and what its stamp notices. */
import fc from "fast-check";

import { commentsHeading, unfinishedTitle } from "../../src/excel/ours";
import { commentsEnd, commentsRows, headRows, pageColumns, pageOf } from "../../src/excel/page/model";
import type { PageModel } from "../../src/excel/page/model";
import { judgePage, printsOfModel, readStamp, segmentRows, stampText } from "../../src/excel/page/stamp";
import type { Stamp } from "../../src/excel/page/stamp";
import type { Block, UpdateDocument } from "../../src/plan/update/document";

const columns = ["Ref", "Action", "Who speaks to it", "Due", "How late", "What the plan says"];
const line = (ref: string) => ({
  cells: [ref, `Action ${ref}`, "Ana Bell", "31 Mar 2019", "2 months late", "No update recorded"],
  link: { sheet: "Plan", cell: "B4" },
});

function documentOf(blocks: Block[], part: Partial<UpdateDocument> = {}): UpdateDocument {
  return {
    title: "Plan: quarterly update, Q1 2019/20",
    facts: [
      ["Period", "1 April 2019 to 30 June 2019, as at 31 May 2019"],
      ["Group", "Strategy Group"],
      ["Meeting", "17 July 2019"],
      ["Marking", "OFFICIAL"],
    ],
    marking: "OFFICIAL",
    headline: ["1 of 4 actions is overdue."],
    blocks,
    ...part,
  };
}

const list = (...refs: string[]): Block => ({
  kind: "list",
  id: "overdue",
  heading: `Overdue (${refs.length})`,
  columns,
  lines: refs.map(line),
});
const points = (id: string, ...texts: string[]): Block => ({ kind: "points", id, heading: "About", points: texts });
const sections: Block = {
  kind: "sections",
  id: "sections",
  heading: "By section",
  columns: ["No.", "Section", "Overdue"],
  rows: [
    ["1", "Theme", 2],
    ["2", "Other", 0],
  ],
};

describe("the layout", () => {
  test("the head takes the same rows whatever it says, so that the chair's block never moves", () => {
    const few = pageOf(documentOf([], { facts: [["Period", "Q1"]], headline: [] }));
    const many = pageOf(documentOf([], { headline: ["One.", "Two.", "Three.", "Four.", "Five."] }));
    expect([few.head.rows.length, many.head.rows.length]).toEqual([headRows, headRows]);
    expect(few.facts).toEqual([{ row: 1, label: "Period", text: "Q1" }]);
  });

  test("a headline longer than its rows ends in an ellipsis, not in silence", () => {
    const { head } = pageOf(
      documentOf([], { headline: Array.from({ length: 9 }, (_, n) => `Sentence ${n} is long enough.`) }),
    );
    expect(head.rows.at(-1)![0]).toMatch(/…$/);
  });

  test("a table is found where it stands, with its links below its headings", () => {
    const { body, tables, links } = pageOf(documentOf([points("decisions", "Agree a date."), list("1.1", "1.2")]));
    const [table] = tables;
    expect(body.rows[table!.row]).toEqual(columns);
    expect(table).toMatchObject({ id: "overdue", rows: 3, columns: 6 });
    expect([...links.keys()].map((row) => body.rows[row]![0])).toEqual(["1.1", "1.2"]);
  });

  test("the chart's table has room beside it", () => {
    const { body, chart } = pageOf(documentOf([sections, points("about", "Read so.")]));
    expect(body.rows[chart!.row]!.slice(0, 3)).toEqual(["No.", "Section", "Overdue"]);
    const room = body.styles.find(({ style }) => style === "room")!;
    expect(room).toMatchObject({ row: chart!.row + 3, rows: 5 });
  });

  test("a long sentence goes on in the next row, its words kept", () => {
    const words = Array.from({ length: 90 }, (_, n) => `word${n}`).join(" ");
    const { body } = pageOf(documentOf([points("decisions", words)]));
    const said = body.rows.map(([first]) => String(first)).filter((text) => text.includes("word"));
    expect(said.length).toBeGreaterThan(1);
    expect(
      said
        .join(" ")
        .replace(/[•\s]+/g, " ")
        .trim(),
    ).toBe(words);
  });

  const anyBlock = fc.oneof(
    fc.array(fc.string(), { minLength: 1, maxLength: 5 }).map((refs) => list(...refs)),
    fc.array(fc.string(), { minLength: 1, maxLength: 5 }).map((texts) => points("about", ...texts)),
    fc.constant(sections),
    fc.constant<Block>({ kind: "agreed", id: "agreed", text: "Agreed: ____" }),
    fc.constant<Block>({ kind: "comments", id: "comments", heading: commentsHeading }),
  );

  test("every row has its look and is as wide as the page, whatever the blocks", () => {
    fc.assert(
      fc.property(fc.array(anyBlock, { maxLength: 8 }), (blocks) => {
        const { head, body } = pageOf(documentOf(blocks));
        for (const part of [head, body]) {
          expect(part.rows.every((row) => row.length === pageColumns)).toBe(true);
          let next = 0;
          for (const { row, rows } of part.styles) {
            expect(row).toBe(next);
            next = row + rows;
          }
          expect(next).toBe(part.rows.length);
        }
      }),
    );
  });
});

const model = pageOf(documentOf([points("decisions", "Agree a date."), list("1.1", "1.2"), sections]));
const stampOf = (part: Partial<Stamp> = {}): Stamp => ({
  n: 1,
  begun: "Writing began on 31 May 2019 at 14:02:31.123.",
  now: printsOfModel(model),
  was: null,
  ...part,
});

/** The sheet as it stands when the page has been written. */
function sheetOf({ head, body }: PageModel): unknown[][] {
  return [...head.rows, ...commentsRows.map((text) => [text, "", "", "", "", ""]), ...body.rows].map((row) => [...row]);
}

describe("what the stamp notices", () => {
  const judged = (change: (rows: unknown[][]) => void, stamp: Stamp | null = stampOf(), whole = true) => {
    const rows = sheetOf(model);
    change(rows);
    return judgePage(rows, stamp, whole);
  };
  const nothing = () => undefined;

  test("nothing, on the page as it was written", () => {
    expect(judged(nothing)).toMatchObject({ is: "clean", typed: [], isWhole: true, commentsEnd: headRows + 4 });
  });

  test("any cell outside the chair's block that says something else", () => {
    const rows = sheetOf(model);
    const isHers = (row: number) => row >= headRows && row <= headRows + 4;
    const isFact = (row: number, column: number) => column === 1 && row >= 1 && row <= 4;
    for (let row = 0; row < rows.length + 2; row += 1) {
      for (const column of [0, 1, 3, 5, 8]) {
        if (isHers(row)) continue;
        const { is, typed } = judged((cells) => {
          cells[row] = cells[row] ?? [];
          cells[row]![column] = "Somebody's words";
        });
        expect([row, column, is, typed]).toEqual(
          isFact(row, column) ? [row, column, "clean", [row]] : [row, column, "edited", []],
        );
      }
    }
  });

  test("a page of more than one segment: a note on any row, and below the last", () => {
    const long = pageOf(documentOf([list(...Array.from({ length: segmentRows + 200 }, (_, n) => `1.${n}`))]));
    const stamp = stampOf({ now: printsOfModel(long) });
    const rows = sheetOf(long);
    expect(judgePage(rows, stamp, true).is).toBe("clean");
    for (const row of [
      headRows + 5,
      segmentRows,
      segmentRows + 100,
      rows.length - 1,
      rows.length + 3,
      rows.length + 900,
    ]) {
      const changed = rows.map((cells) => [...cells]);
      for (let at = changed.length; at <= row; at += 1) changed.push([]);
      changed[row]![7] = "a note";
      expect([row, judgePage(changed, stamp, true).is]).toEqual([row, "edited"]);
    }
  });

  test("nothing that Excel may do to a text by itself", () => {
    const odd = pageOf(
      documentOf([points("decisions", "Half an emoji \ud83d here", "a\u0007bell", "a\r\nbreak", "  spaces  ")]),
    );
    const asExcelKeepsIt = sheetOf(odd).map((row) =>
      row.map((cell) =>
        typeof cell === "string" ? cell.replace(/\p{Cs}|\u0007/gu, "").replaceAll("\r\n", "\n") : cell,
      ),
    );
    expect(judgePage(asExcelKeepsIt, stampOf({ now: printsOfModel(odd) }), true).is).toBe("clean");
  });

  test("there is no telling without a stamp", () => {
    expect(judged(nothing, null).is).toBe("unknown");
  });

  test.each([
    ["blank", [], false, "clean"],
    ["saying only that it is not finished", [[unfinishedTitle]], false, "clean"],
    ["with a word on it", [[unfinishedTitle], ["mine"]], false, "unknown"],
    ["blank, and marked as whole", [], true, "unknown"],
  ])("a sheet that was only added and marked, %s", (_what, rows, whole, is) => {
    expect(judgePage(rows, null, whole).is).toBe(is);
  });

  test("rows put into the chair's block are hers", () => {
    const { is, commentsEnd: end } = judged((rows) =>
      rows.splice(headRows + 2, 0, ["A long comment"], ["", "", "and more"]),
    );
    expect([is, end]).toEqual(["clean", headRows + 6]);
  });

  const clear = (rows: unknown[][], from: number, to = rows.length) => {
    for (let row = from; row < to; row += 1) rows[row] = [];
  };
  const begin = (rows: unknown[][]) => {
    clear(rows, 0, headRows);
    rows[0] = [unfinishedTitle];
    rows[1] = [stampOf().begun];
  };
  const was = printsOfModel(pageOf(documentOf([list("9.9")], { title: "An older page" })));
  const unfinished: [what: string, change: (rows: unknown[][]) => void][] = [
    ["everything written but the title", (rows) => (rows[0] = [unfinishedTitle])],
    ["everything written but the mark", nothing],
    ["begun, nothing of the body yet", (rows) => (begin(rows), clear(rows, headRows + 5))],
    ["begun on a new sheet", (rows) => (begin(rows), clear(rows, headRows))],
    ["not even begun on a new sheet", (rows) => clear(rows, 0)],
    [
      "links put down, their words not yet",
      (rows) => {
        begin(rows);
        for (let row = headRows + 5; row < rows.length; row += 1) rows[row] = row % 2 ? ["'Plan'!B4"] : [];
      },
    ],
    [
      "the page there was before, not touched yet",
      (rows) => {
        const older = sheetOf(pageOf(documentOf([list("9.9")], { title: "An older page" })));
        rows.splice(0, rows.length, ...older);
      },
    ],
    [
      "begun over the page there was before",
      (rows) => {
        const older = sheetOf(pageOf(documentOf([list("9.9")], { title: "An older page" })));
        rows.splice(0, rows.length, ...older);
        begin(rows);
      },
    ],
  ];
  test.each(unfinished)("a page left unfinished: %s, is only ours", (_what, change) => {
    expect(judged(change, stampOf({ was }), false)).toMatchObject({ is: "clean", isWhole: false });
  });
  test.each(unfinished)("a page left unfinished: %s, with somebody's note on it, is not", (_what, change) => {
    const noted = judged(
      (rows) => {
        change(rows);
        rows[headRows + 8] = ["", "", "", "", "", "", "What happened here?"];
      },
      stampOf({ was }),
      false,
    );
    expect(noted.is).toBe("edited");
  });
});

describe("the stamp in the sheet", () => {
  test("comes back as it was put in", () => {
    const stamp = stampOf({ was: printsOfModel(pageOf(documentOf([]))) });
    expect(readStamp(stampText(stamp))).toEqual(stamp);
  });

  test.each([undefined, "", "{}", "[1]", '{"n":"one"}', "null"])("%p is none", (text) => {
    expect(readStamp(text)).toBeNull();
  });

  test("stays small for a very large plan", () => {
    const long = pageOf(documentOf([list(...Array.from({ length: 10_000 }, (_, n) => `1.${n}`))]));
    expect(stampText(stampOf({ now: printsOfModel(long) })).length).toBeLessThan(1_000);
  });

  test("the end of the chair's block is told by its words", () => {
    expect(commentsEnd).toBe(commentsRows.at(-1));
  });
});
