/** A page whose writing takes several requests, and another run that begins on it between two of them. */
import { run } from "../../src/excel/batch";
import { choosePage } from "../../src/excel/page/choose";
import { pageOf } from "../../src/excel/page/model";
import { segmentRows } from "../../src/excel/page/stamp";
import { queuePage } from "../../src/excel/page/write";
import { readWorkbook } from "../../src/excel/read";
import { noSettings } from "../../src/plan/model";
import { openRows, textsOf } from "../app/workbooks";

const quarter = "Q1 2019/20";
const name = "Update Q1 2019-20";
const read = () => readWorkbook(() => noSettings);

/** A page of so many lines, each saying whose it is. */
const pageBy = (whose: string, lines: number) =>
  pageOf({
    title: "Plan: quarterly update, Q1 2019/20",
    facts: [["Period", `as ${whose} sees it`]],
    marking: "",
    headline: [`Written by ${whose}.`],
    blocks: [
      {
        kind: "list",
        id: "overdue",
        heading: `Overdue (${lines})`,
        columns: ["Ref", "Action", "Who speaks to it", "Due", "How late", "What the plan says"],
        lines: Array.from({ length: lines }, (_, n) => ({
          cells: [`1.${n}`, `Action of ${whose}`, "", "", "", ""],
          link: { sheet: "Sheet1", cell: "B4" },
        })),
      },
    ],
  });

/**
 * Writes a page with every piece in a request of its own; `before` is awaited before each piece but the first.
 * @returns whether the whole page stood when its last piece was answered.
 */
async function writePage(
  whose: string,
  lines: number,
  before: (piece: number) => Promise<void> = async () => undefined,
) {
  const found = await read();
  const { onto, n, name: own } = choosePage(found, { quarter, ifThere: "replace", contradicts: () => false });
  return run(async (trip) => {
    let sent = 0;
    const page = queuePage({ ...trip, sent: () => sent }, found, {
      model: pageBy(whose, lines),
      quarter,
      name: own,
      onto,
      n,
      begun: `Writing began by ${whose}.`,
      links: "together",
    });
    for (const [index, piece] of [page.begin, ...page.pieces].entries()) {
      if (index > 0) await before(index);
      piece.queue();
      await trip.write();
      sent += 1;
    }
    return page.stands();
  });
}

const pageNow = async () => {
  const found = await read();
  return { ...choosePage(found, { quarter, ifThere: "replace", contradicts: () => false }), pages: found.ours };
};

test("undisturbed, a page of several requests stands whole, the second time too, longer or shorter", async () => {
  const workbook = openRows([["x"]]);
  for (const lines of [segmentRows + 7, 20, segmentRows + 30]) {
    expect(await writePage("A", lines)).toBe(true);
    const { onto } = await pageNow();
    expect(onto!.judged).toMatchObject({ is: "clean", isWhole: true });
    expect(textsOf(workbook, name).filter(([ref]) => ref?.startsWith("1."))).toHaveLength(lines);
  }
});

describe.each([
  ["a new page", false],
  ["a page that is there", true],
])("another run begins meanwhile on %s", (_what, there) => {
  const lines = segmentRows + 50;

  test.each([1, 2, 3])("before piece %i: the first stops, and the page is the second's", async (piece) => {
    const workbook = openRows([["x"]]);
    if (there) await writePage("Z", 20);
    const first = writePage("A", lines, async (index) => {
      if (index === piece) expect(await writePage("B", 30)).toBe(true);
    });
    await expect(first).rejects.toMatchObject({ reason: "gone" });
    const { onto, pages } = await pageNow();
    expect(pages).toHaveLength(1);
    expect(onto!.judged).toMatchObject({ is: "clean", isWhole: true });
    const owners = new Set(textsOf(workbook, name).flatMap(([ref, action]) => (ref?.startsWith("1.") ? [action] : [])));
    expect([...owners]).toEqual(["Action of B"]);
  });

  test.each([1, 2, 3])(
    "before piece %i, and does not come to its end: the page says so, and the next run finishes it",
    async (piece) => {
      openRows([["x"]]);
      if (there) await writePage("Z", 20);
      const stop = new Error("B has been closed");
      const first = writePage("A", lines, async (index) => {
        if (index !== piece) return;
        await expect(
          writePage("B", 30, async (other) => {
            if (other === 1) throw stop;
          }),
        ).rejects.toBeDefined();
      });
      await expect(first).rejects.toMatchObject({ reason: "gone" });
      expect((await pageNow()).onto!.judged).toMatchObject({ is: "clean", isWhole: false });
      expect(await writePage("C", 10)).toBe(true);
      expect((await pageNow()).onto!.judged).toMatchObject({ is: "clean", isWhole: true });
    },
  );
});
