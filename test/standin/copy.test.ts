/**
 * A copy is the file itself with only what changed rewritten. The file here holds one of nearly everything; each test says which parts
 * differ and how, and no other may.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import fc from "fast-check";
import JSZip from "jszip";

import { generateUpdateAsRemembered, highlightPlan, putEverythingBack } from "../../src/app";
import { cellName } from "../../src/plan/grid";
import { cli } from "./cli/run";
import { ExcelError } from "./errors";
import { everything, type EverythingOptions } from "./everything";
import { openInNode } from "./node";
import { toStrict } from "./package/reading";
import { attributes, elements } from "./parts";
import { faultsOf } from "./sound";
import { StandInWorkbook } from "./workbook";

jest.setTimeout(120_000);

const asAt = "2019-06-30";
const PLAN = "xl/worksheets/sheet1.xml";

type Parts = Map<string, string>;

/** The parts of a file, each as its bytes. */
async function partsOf(bytes: Uint8Array): Promise<Parts> {
  const zip = await JSZip.loadAsync(bytes);
  const files = Object.values(zip.files).filter(({ dir }) => !dir);
  return new Map(await Promise.all(files.map(async (file) => [file.name, await file.async("binarystring")] as const)));
}

const wordsOf = async (bytes: Uint8Array, part: string): Promise<string> =>
  (await (await JSZip.loadAsync(bytes)).file(part)?.async("string")) ?? "";

function difference(before: Parts, after: Parts) {
  return {
    changed: [...before.keys()].filter((name) => after.has(name) && after.get(name) !== before.get(name)).sort(),
    gone: [...before.keys()].filter((name) => !after.has(name)).sort(),
    came: [...after.keys()].filter((name) => !before.has(name)).sort(),
  };
}

const opened = (bytes: Uint8Array) => StandInWorkbook.open(bytes, "Plan.xlsx");

/** A sheet's part with our rules cut out. */
const withoutOurRules = (xml: string): string =>
  xml.replace(/<conditionalFormatting\b[^]*?<\/conditionalFormatting>/g, (block) =>
    block.includes("N(&quot;action plan highlight") ? "" : block,
  );

describe("a workbook nobody changed is saved as the very same bytes", () => {
  test.each<[string, EverythingOptions]>([
    ["as Excel writes it", {}],
    ["with its structure protected", { structureProtected: true }],
  ])("%s", async (_, options) => {
    const bytes = await everything(options);
    expect(await faultsOf(bytes)).toEqual([]);
    expect(Buffer.from(await (await opened(bytes)).save()).equals(Buffer.from(bytes))).toBe(true);
  });
});

describe("what the add-in reads of such a file", () => {
  test.each<[string, string, unknown, string]>([
    ["words under a date's format are words", "D7", "TBC", "TBC"],
    ["the text of a linked cell", "E6", "More people know whom to call", "More people know whom to call"],
    ["a text that looks like an escape", "F6", "Room code _x0041_ at the hall", "Room code _x0041_ at the hall"],
    ["letters of several kinds", "F5", "Waits for legal advice", "Waits for legal advice"],
    ["without its reading aid", "F7", "東京", "東京"],
    ["the kept result of a shared formula", "G6", 22, "22"],
    ["true", "H10", true, "TRUE"],
  ])("%s", async (_, address, value, shown) => {
    const { Excel } = openInNode(await opened(await everything()));
    await Excel.run(async (context) => {
      const range = context.workbook.worksheets.getItem("Plan").getRange(address).load("values,text");
      await context.sync();
      expect([range.values[0]![0], range.text[0]![0]]).toEqual([value, shown]);
    });
  });

  test("how it is calculated, its charts by name, and no more cells than there are", async () => {
    const workbook = await opened(await everything());
    expect(workbook.calculationMode).toBe("Manual");
    expect(workbook.charts).toMatchObject([
      {
        name: "Lengths",
        type: "ColumnClustered",
        title: "Length of actions",
        series: [{ values: { box: { row: 4, column: 6 } } }],
      },
    ]);
    expect(Object.keys(workbook.sheets[0]!.internal.dataValidations.model)).toEqual(["C5:C1048576"]);
  });

  test.each<[string, string, unknown]>([
    ["text in the cell itself", '<c r="F8" t="inlineStr"><is><t>a_x000D_b</t></is></c>', "a\rb"],
    ["a formula that gives nothing", '<c r="F8" t="str"><f>""</f><v></v></c>', ""],
    [
      "a formula that gives words that look escaped",
      '<c r="F8" t="str"><f>A1</f><v>&amp;lt;b&amp;gt;</v></c>',
      "&lt;b&gt;",
    ],
    ["a date as words (Strict)", '<c r="F8" s="3" t="d"><v>2019-06-30</v></c>', 43646],
  ])("%s", async (_, cell, value) => {
    const bytes = await everything({
      change: (parts) => {
        const xml = parts.get(PLAN) as string;
        parts.set(PLAN, xml.replace('<c r="G8"', `${cell}<c r="G8"`));
      },
    });
    const { Excel } = openInNode(await opened(bytes));
    await Excel.run(async (context) => {
      const range = context.workbook.worksheets.getItem("Plan").getRange("F8").load("values");
      await context.sync();
      expect(range.values).toEqual([[value]]);
    });
  });
});

describe("highlighted, updated and put back from the command line", () => {
  let folder: string;
  let run: ReturnType<typeof cli>;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "copies-"));
    run = cli();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function plan(...args: string[]): string {
    const { out, said } = run(args);
    return out + said;
  }

  test("only our rules, our sheets and their styles come, and all goes again to the last byte", async () => {
    const original = await everything();
    const [zero, one, two, three] = ["zero", "one", "two", "three"].map((name) => join(folder, `${name}.xlsx`)) as [
      string,
      string,
      string,
      string,
    ];
    writeFileSync(zero, original);
    const before = await partsOf(original);
    const was = (part: string) => wordsOf(original, part);

    expect(plan("highlight", zero, "--as-at", asAt, "--out", one)).not.toContain("will not carry");
    const highlighted = readFileSync(one);
    expect(await faultsOf(highlighted)).toEqual([]);
    expect(difference(before, await partsOf(highlighted))).toEqual({
      changed: ["xl/styles.xml", PLAN],
      gone: [],
      came: [],
    });
    const sheet = await wordsOf(highlighted, PLAN);
    expect(withoutOurRules(sheet)).toBe(await was(PLAN));
    // Behind every rule of the partnership's, the newer kind's too.
    const priorities = [...sheet.matchAll(/<cfRule\b[^>]*priority="(\d+)"/g)].map((match) => Number(match[1]));
    expect(priorities).toEqual(priorities.map((_, i) => i + 2));
    const dxfs = /<dxfs count="(\d+)">([^]*)<\/dxfs>/;
    const [, count, looks] = dxfs.exec(await wordsOf(highlighted, "xl/styles.xml"))!;
    const [, , theirs] = dxfs.exec(await was("xl/styles.xml"))!;
    expect(looks!.startsWith(theirs!)).toBe(true);
    expect((looks!.match(/<dxf>/g) ?? []).length).toBe(Number(count));
    expect((await wordsOf(highlighted, "xl/styles.xml")).replace(dxfs, "")).toBe(
      (await was("xl/styles.xml")).replace(dxfs, ""),
    );

    expect(plan("update", one, "--as-at", asAt, "--out", two)).not.toContain("will not carry");
    const updated = readFileSync(two);
    expect(await faultsOf(updated)).toEqual([]);
    const { changed, gone, came } = difference(before, await partsOf(updated));
    expect({ changed, gone }).toEqual({
      changed: ["[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/workbook.xml", PLAN],
      gone: [],
    });
    expect(
      came.filter(
        (part) =>
          !/^xl\/(worksheets\/(_rels\/)?sheet|tables\/table|drawings\/(_rels\/)?drawing|charts\/chart|customProperty)\d/.test(
            part,
          ),
      ),
    ).toEqual([]);
    expect(withoutOurRules(await wordsOf(updated, PLAN)).replace('tabSelected="0"', 'tabSelected="1"')).toBe(
      await was(PLAN),
    );
    const book = await wordsOf(updated, "xl/workbook.xml");
    const sheets = elements(book, "sheet").map(({ attributes: a }) => a["name"]!);
    expect(sheets.slice(0, 4)).toEqual(["Plan", "Lists", "Summary", "Chart"]);
    expect(sheets.length).toBeGreaterThan(4);
    const ours = elements(book, "definedName").filter(({ attributes: a }) => Number(a["localSheetId"] ?? 0) > 3);
    expect(ours.length).toBeGreaterThan(0);
    for (const { attributes: a, inside } of ours)
      expect(inside).toContain(`'${sheets[Number(a["localSheetId"])]!.replaceAll("'", "''")}'!`);
    // Every style that came says its font whole, and everybody's usual font is still the file's own.
    const styles = await wordsOf(updated, "xl/styles.xml");
    const fonts = elements(styles, "font").map(({ inside }) => inside);
    expect(fonts[0]).toBe('<sz val="10"/><name val="Arial"/><family val="2"/>');
    for (const font of elements(/<fonts\b[^]*?<\/fonts>/.exec(styles)![0], "font"))
      expect(font.inside).toMatch(/<sz [^]*<name |<name [^]*<sz /);

    const said = plan("restore", two, "--out", three);
    expect(said).toContain("Removed:");
    expect(said).not.toContain("will not carry");
    const restored = await partsOf(readFileSync(three));
    expect(difference(before, restored)).toEqual({ changed: [], gone: [], came: [] });
  });

  test("what a copy cannot carry is said before it is written", async () => {
    const signed = join(folder, "signed.xlsx");
    const origin = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin";
    writeFileSync(
      signed,
      await everything({
        change: (parts) => {
          const list = parts.get("_rels/.rels") as string;
          const relation = `<Relationship Id="rId9" Type="${origin}" Target="_xmlsignatures/origin.sigs"/>`;
          parts.set("_rels/.rels", list.replace("</Relationships>", `${relation}</Relationships>`));
          const types = parts.get("[Content_Types].xml") as string;
          const type =
            '<Default Extension="sigs" ContentType="application/vnd.openxmlformats-package.digital-signature-origin"/>';
          parts.set("[Content_Types].xml", types.replace("<Override", `${type}<Override`));
          parts.set("_xmlsignatures/origin.sigs", "");
        },
      }),
    );
    const out = join(folder, "unsigned.xlsx");
    const said = plan("highlight", signed, "--as-at", asAt, "--out", out).split("\n");
    expect(said[0]).toBe("The copy will not carry: the digital signature (it was for the file as it was).");
    expect(said[1]).toContain("highlighted");
    expect([...(await partsOf(readFileSync(out))).keys()].filter((part) => part.includes("sign"))).toEqual([]);
    // Where there was nothing to change, the signature holds.
    expect(plan("restore", signed, "--out", out, "--force")).not.toContain("carry");
    expect(readFileSync(out).equals(readFileSync(signed))).toBe(true);
  });

  test("a workbook with macros keeps them, under the only ending Excel opens them with", async () => {
    const macros = join(folder, "macros.xlsm");
    writeFileSync(
      macros,
      await everything({
        change: (parts) => {
          const types = parts.get("[Content_Types].xml") as string;
          parts.set(
            "[Content_Types].xml",
            types.replace(
              /application\/vnd[^"]*sheet\.main\+xml/,
              "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
            ),
          );
          parts.set("xl/vbaProject.bin", new Uint8Array([1, 2, 3]));
        },
      }),
    );
    expect(plan("highlight", macros, "--as-at", asAt, "--out", join(folder, "copy.xlsx"))).toContain("ends in .xlsm");
    const out = join(folder, "copy.xlsm");
    plan("highlight", macros, "--as-at", asAt, "--out", out);
    expect((await partsOf(readFileSync(out))).get("xl/vbaProject.bin")).toBe("\u0001\u0002\u0003");
  });
});

describe("other programs' ways of writing the same file", () => {
  const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const renamed = (parts: Map<string, string | Uint8Array>, from: string, to: string) => {
    const content = parts.get(from)!;
    parts.delete(from);
    parts.set(to, content);
  };
  const ways: [string, (parts: Map<string, string | Uint8Array>) => void][] = [
    [
      "a prefix before every name",
      (parts) => {
        for (const part of [
          "xl/workbook.xml",
          PLAN,
          "xl/worksheets/sheet3.xml",
          "xl/styles.xml",
          "xl/sharedStrings.xml",
        ])
          parts.set(
            part,
            (parts.get(part) as string)
              .replace(/<(\/?)(?![\w.-]+:|[?!])(\w)/g, "<$1x:$2")
              .replace(`xmlns="${MAIN}"`, `xmlns:x="${MAIN}"`),
          );
      },
    ],
    [
      "capitals in the names of parts",
      (parts) => {
        renamed(parts, "xl/sharedStrings.xml", "xl/SharedStrings.xml");
        renamed(parts, PLAN, "xl/Worksheets/Sheet1.xml");
        renamed(parts, "xl/worksheets/_rels/sheet1.xml.rels", "xl/Worksheets/_rels/Sheet1.xml.rels");
      },
    ],
    [
      "Strict Open XML",
      (parts) => {
        for (const [part, content] of parts)
          if (typeof content === "string")
            parts.set(
              part,
              toStrict(content).replaceAll(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
                "http://purl.oclc.org/ooxml/officeDocument/relationships/",
              ),
            );
      },
    ],
  ];

  test.each(ways)("%s: highlighted, updated and put back to the last byte", async (_, change) => {
    const original = await everything({ change });
    expect(Buffer.from(await (await opened(original)).save()).equals(Buffer.from(original))).toBe(true);
    let bytes = original;
    const sentences: string[] = [];
    for (const step of [
      () => highlightPlan(asAt),
      () => generateUpdateAsRemembered(asAt),
      () => putEverythingBack({ all: true, history: true }),
    ]) {
      const workbook = await opened(bytes);
      openInNode(workbook);
      sentences.push((await step()).sentence);
      workbook.bringFrontBack();
      const copy = await workbook.copy();
      expect(copy.lost).toEqual([]);
      bytes = copy.bytes;
      const again = await opened(bytes);
      expect(again.sheets[0]!.textAt(4, 1)).toBe("Review the referral form");
    }
    expect(sentences[0]).toMatch(/^\d rows highlighted/);
    expect(sentences[1]).toContain("4 actions");
    expect(difference(await partsOf(original), await partsOf(bytes))).toEqual({ changed: [], gone: [], came: [] });
  });
});

test("an update made again on a copy has one chart, and the parts of the first are gone", async () => {
  const first = await opened(await everything());
  openInNode(first);
  await generateUpdateAsRemembered(asAt);
  const once = await first.save();
  const second = await opened(once);
  openInNode(second);
  await generateUpdateAsRemembered(asAt);
  const twice = await second.save();
  expect(await faultsOf(twice)).toEqual([]);
  const charts = async (bytes: Uint8Array) =>
    [...(await partsOf(bytes)).keys()].filter((part) => /charts\/chart\d/.test(part)).length;
  expect(await charts(once)).toBe(3);
  expect(await charts(twice)).toBe(3);
  expect(difference(await partsOf(once), await partsOf(twice)).changed).not.toContain(PLAN);
});

describe("whatever people do, what is saved is what stands", () => {
  /** All of a workbook that is seen and worked with, without the numbers by which its file knows it. */
  function standing(workbook: StandInWorkbook) {
    return workbook.sheets.map((sheet) => {
      const { name, state, cells, links, tables, rules, aspects } = workbook.stateOf(sheet);
      const { merges, printed, rowBreaks, columns } = aspects;
      return {
        name,
        state,
        cells: [...cells]
          .map(([place, { value, style }]) => [place, value, looks(style)] as const)
          .filter(([, value, look]) => value !== null || look !== "")
          .sort(([a], [b]) => a - b),
        links: [...links].sort(),
        tables: [...tables].sort(),
        rules: rules.map(({ ref, text }) => [ref, (JSON.parse(text) as { formulae?: string[] }).formulae]),
        more: [merges, printed, rowBreaks, columns],
      };
    });
  }
  /** A style by what it shows: a new file says in more words what a cell typed in has from nobody. */
  const looks = (style: string) => {
    const {
      numFmt = "",
      font,
      fill,
    } = JSON.parse(style) as { numFmt?: string; font?: { bold?: boolean }; fill?: unknown };
    return [numFmt === "General" ? "" : numFmt, font?.bold ? "bold" : "", JSON.stringify(fill ?? "")]
      .join("")
      .replace(/"(\{"pattern":"none","type":"pattern"\})?"|\{"pattern":"none","type":"pattern"\}/g, "");
  };

  const words = fc.oneof(
    fc.constantFrom("=LEN(B5)", "30/06/2019", "4", "", "two\nlines", "_x0041_", '<a> & "b"', "'- dash", "TRUE"),
    fc.string({ maxLength: 12 }).filter((typed) => !/^[=+\-@]/.test(typed)),
  );
  const doing = fc.oneof(
    fc.record({ what: fc.constant("type" as const), row: fc.nat(14), column: fc.nat(8), words }),
    fc.record({
      what: fc.constantFrom("insert" as const, "delete" as const),
      row: fc.nat(14),
      count: fc.integer({ min: 1, max: 3 }),
    }),
    fc.record({ what: fc.constant("sort" as const), column: fc.nat(5) }),
    fc.record({ what: fc.constant("highlight" as const) }),
  );
  type Doing = typeof doing extends fc.Arbitrary<infer T> ? T : never;

  async function act(workbook: StandInWorkbook, sheet: number, deed: Doing): Promise<void> {
    const { id } = workbook.sheets[sheet]!;
    switch (deed.what) {
      case "type":
        return workbook.typeInto(id, cellName(deed.row, deed.column), deed.words);
      case "insert":
        return workbook.insertRows(id, deed.row, deed.count);
      case "delete":
        return workbook.deleteRows(id, deed.row, deed.count);
      case "sort":
        return workbook.sortRows(id, "A5:F8", deed.column, true);
      case "highlight":
        openInNode(workbook);
        return void (await highlightPlan(asAt).catch(() => null));
      default:
        return deed satisfies never;
    }
  }

  let updated: Uint8Array;
  beforeAll(async () => {
    const workbook = await opened(await everything());
    openInNode(workbook);
    await generateUpdateAsRemembered(asAt);
    updated = await workbook.save();
  });

  test.each(["the plan", "all sheets, ours too"])("%s", async (where) => {
    const original = await everything();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(), doing), { minLength: 1, maxLength: 6 }), async (deeds) => {
        const workbook = await opened(where === "the plan" ? original : updated);
        for (const [n, deed] of deeds)
          try {
            await act(workbook, where === "the plan" ? 0 : n % workbook.sheets.length, deed);
          } catch (error) {
            // What Excel refuses is refused, and nothing was done.
            if (!(error instanceof ExcelError)) throw error;
          }
        const { bytes } = await workbook.copy();
        // A name whose cells were all taken out stands for nothing, in Excel too.
        expect((await faultsOf(bytes)).filter((fault) => !fault.includes("stands for nothing"))).toEqual([]);
        expect(standing(await opened(bytes))).toEqual(standing(workbook));
      }),
      { numRuns: 5 },
    );
  });
});

describe("what people do on the plan", () => {
  async function after(work: (workbook: StandInWorkbook) => void) {
    const original = await everything();
    const workbook = await opened(original);
    work(workbook);
    const { bytes, lost } = await workbook.copy();
    expect(await faultsOf(bytes)).toEqual([]);
    // Saving changes nothing of what is saved: a second copy is the first.
    expect(difference(await partsOf(bytes), await partsOf(await workbook.save()))).toEqual({
      changed: [],
      gone: [],
      came: [],
    });
    return { original, bytes, lost, changes: difference(await partsOf(original), await partsOf(bytes)) };
  }

  test("a cell that is typed in is written, and no other letter of the sheet", async () => {
    const { original, bytes, lost, changes } = await after((workbook) =>
      workbook.typeInto(workbook.sheets[0]!.id, "B6", "Hold two events & report"),
    );
    expect({ lost, changes }).toEqual({ lost: [], changes: { changed: [PLAN], gone: [], came: [] } });
    const now = await wordsOf(bytes, PLAN);
    const cell = '<c r="B6" s="2" t="inlineStr"><is><t>Hold two events &amp; report</t></is></c>';
    expect(now).toContain(cell);
    expect(now.replace(cell, /<c r="B6".*?<\/c>/.exec(await wordsOf(original, PLAN))![0])).toBe(
      await wordsOf(original, PLAN),
    );
  });

  test("a text that looks like an escape is the same text when it is read again", async () => {
    const words = "_x0041_ and\nwhat follows";
    const { bytes } = await after((workbook) => workbook.typeInto(workbook.sheets[0]!.id, "B6", words));
    expect((await opened(bytes)).sheets[0]!.at(5, 1)).toBe(words);
  });

  test("a date typed into a plain cell brings its format, at the end of the list", async () => {
    const { original, bytes, changes } = await after((workbook) =>
      workbook.typeInto(workbook.sheets[0]!.id, "D5", "30/06/2019"),
    );
    expect(changes).toEqual({ changed: ["xl/styles.xml", PLAN], gone: [], came: [] });
    const cellXfs = async (file: Uint8Array) =>
      /<cellXfs[^]*?<\/cellXfs>/.exec(await wordsOf(file, "xl/styles.xml"))![0];
    const theirs = (await cellXfs(original)).replace(/^<cellXfs count="5">|<\/cellXfs>$/g, "");
    expect(await cellXfs(bytes)).toContain(`<cellXfs count="6">${theirs}`);
    expect(await wordsOf(bytes, PLAN)).toContain('<c r="D5" s="5"><v>43646</v></c>');
  });

  test("the first of several cells that share a formula: the others keep theirs and their results", async () => {
    const { bytes, changes } = await after((workbook) => workbook.typeInto(workbook.sheets[0]!.id, "G5", "7"));
    expect(changes.changed).toEqual(["xl/calcChain.xml", PLAN]);
    const now = await wordsOf(bytes, PLAN);
    expect(now).toContain('<c r="G5"><v>7</v></c>');
    expect(now).toContain('<c r="G6"><f>LEN(B6)</f><v>22</v></c>');
    expect(await wordsOf(bytes, "xl/calcChain.xml")).not.toContain('"G5"');
  });

  test("a formula that goes leaves the list of formulas, whose others still say their sheet", async () => {
    const { bytes } = await after((workbook) => workbook.typeInto(workbook.sheets[0]!.id, "H10", ""));
    expect(await wordsOf(bytes, "xl/calcChain.xml")).toContain('<c r="B6" i="7"/><c i="4" r="G10"/><c r="G8"/>');
  });

  test("rows put in: everything that stands on cells moves with them", async () => {
    const { bytes, lost, changes } = await after((workbook) => workbook.insertRows(workbook.sheets[0]!.id, 5, 2));
    expect(lost).toEqual([]);
    expect(changes).toEqual({
      changed: [
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/charts/chart1.xml",
        "xl/charts/chart2.xml",
        "xl/comments1.xml",
        "xl/drawings/drawing1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/pivotCache/pivotCacheDefinition1.xml",
        "xl/threadedComments/threadedComment1.xml",
        "xl/workbook.xml",
        PLAN,
        "xl/worksheets/sheet3.xml",
      ].sort(),
      // Only a list of what to calculate in which order; Excel makes it anew.
      gone: ["xl/calcChain.xml"],
      came: [],
    });
    const sheet = await wordsOf(bytes, PLAN);
    for (const words of [
      '<protectedRange sqref="E5:F10"',
      'sqref="C5:C1048576"',
      "<xm:sqref>F5:F10</xm:sqref>",
      "<xm:sqref>C5:C10</xm:sqref>",
      '<conditionalFormatting sqref="A5:F10">',
      '<hyperlink ref="E8" ',
      '<c r="D9" s="3" t="str"><f>IF(Lists!$B$1=&quot;&quot;,&quot;TBC&quot;,Lists!$B$1)</f><v>TBC</v></c>',
      '<c r="G12"><f>SUM(G5:G10)</f><v>85</v></c>',
    ])
      expect(sheet).toContain(words);
    expect(await wordsOf(bytes, "xl/comments1.xml")).toContain('ref="D8"');
    expect(await wordsOf(bytes, "xl/threadedComments/threadedComment1.xml")).toContain('ref="D8"');
    expect(await wordsOf(bytes, "xl/drawings/vmlDrawing1.vml")).toContain("<x:Row>7</x:Row>");
    expect(await wordsOf(bytes, "xl/charts/chart1.xml")).toContain("Plan!$G$5:$G$10");
    expect(await wordsOf(bytes, "xl/worksheets/sheet3.xml")).toContain("<f>COUNTA(Plan!C5:C10)</f><v>4</v>");
    const rows = [...(await wordsOf(bytes, "xl/drawings/drawing1.xml")).matchAll(/<xdr:row>(\d+)/g)].map((match) =>
      Number(match[1]),
    );
    expect(rows).toEqual([0, 3, 7, 20]);
    const names = elements(await wordsOf(bytes, "xl/workbook.xml"), "definedName").map(({ inside }) => inside);
    expect(names.map((name) => name.replaceAll("'", ""))).toEqual([
      "Lists!$A$1:$A$3",
      "Plan!$A$1:$F$10,Plan!$A$12:$H$12",
      "Plan!$4:$4",
      "#N/A",
    ]);
  });

  test("rows sorted: comments stay on their cells, and it is said", async () => {
    const { lost } = await after((workbook) => workbook.sortRows(workbook.sheets[0]!.id, "A5:F8", 1, true));
    expect(lost).toEqual(["the place of comments on “Plan” (they stay on their cells, though the rows were sorted)"]);
  });

  test("a sheet that is taken out goes with all that only it had; the others keep theirs", async () => {
    const { bytes, changes } = await after((workbook) => {
      const summary = workbook.findSheet("Summary")!;
      workbook.removeSheet(summary, "local");
    });
    expect(changes.gone).toEqual([
      "xl/pivotTables/_rels/pivotTable1.xml.rels",
      "xl/pivotTables/pivotTable1.xml",
      "xl/slicers/slicer1.xml",
      "xl/worksheets/_rels/sheet3.xml.rels",
      "xl/worksheets/sheet3.xml",
    ]);
    expect(changes.changed).toEqual([
      "[Content_Types].xml",
      "xl/_rels/workbook.xml.rels",
      "xl/calcChain.xml",
      "xl/workbook.xml",
    ]);
    expect(await wordsOf(bytes, "xl/calcChain.xml")).not.toContain('i="7"');
  });

  test("a sheet renamed: its entry, the formulas, and what charts and PivotTables read", async () => {
    const original = await everything();
    const workbook = await opened(original);
    const { Excel } = openInNode(workbook);
    await Excel.run(async (context) => {
      context.workbook.worksheets.getItem("Plan").name = "Action plan";
      await context.sync();
    });
    const bytes = await workbook.save();
    expect(await faultsOf(bytes)).toEqual([]);
    expect(attributes(/<sheet [^>]*sheetId="4"[^>]*>/.exec(await wordsOf(bytes, "xl/workbook.xml"))![0])["name"]).toBe(
      "Action plan",
    );
    for (const [part, words] of [
      ["xl/workbook.xml", "'Action plan'!$4:$4"],
      ["xl/charts/chart2.xml", "'Action plan'!$G$5:$G$8"],
      ["xl/pivotCache/pivotCacheDefinition1.xml", 'sheet="Action plan"'],
      ["xl/worksheets/sheet3.xml", "COUNTA('Action plan'!C5:C8)"],
    ] as const)
      expect(await wordsOf(bytes, part)).toContain(words);
    expect(difference(await partsOf(original), await partsOf(bytes)).changed).not.toContain(PLAN);
  });

  test("a sheet copied: what its copy does not take from it is said", async () => {
    const original = await everything();
    const workbook = await opened(original);
    const { Excel } = openInNode(workbook);
    await Excel.run(async (context) => {
      context.workbook.worksheets.getItem("Plan").copy("End");
      await context.sync();
    });
    const { bytes, lost } = await workbook.copy();
    expect(await faultsOf(bytes)).toEqual([]);
    expect(lost).toEqual([
      "on the copied sheet “Plan (2)”: pictures, shapes and the finer looks of charts, comment threads (their words are kept as notes), printer settings, drop-downs fed from another sheet, conditional formats of the newer kind, ranges that may be edited",
    ]);
    const { changed, gone } = difference(await partsOf(original), await partsOf(bytes));
    expect(gone).toEqual([]);
    expect(changed).not.toContain(PLAN);
  });
});
