/** A sheet's custom properties, through the real client library and through the file. */
import JSZip from "jszip";
import { readCustomProperties, writeCustomProperties } from "./custom-properties";
import { openInNode } from "./node";
import { StandInWorkbook } from "./workbook";

let workbook: StandInWorkbook;
beforeEach(() => {
  workbook = StandInWorkbook.blank("Plan.xlsx");
  openInNode(workbook);
});

type Properties = Excel.WorksheetCustomPropertyCollection;

/** Works on Sheet1's properties; gives them all afterwards, in order. */
const after = (work: (properties: Properties, sheet: Excel.Worksheet, context: Excel.RequestContext) => unknown) =>
  Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getFirst();
    await work(sheet.customProperties, sheet, context);
    sheet.customProperties.load("items/key,items/value");
    const count = sheet.customProperties.getCount();
    await context.sync();
    const read = sheet.customProperties.items.map(({ key, value }) => [key, value]);
    expect(count.value).toBe(read.length);
    return read;
  });

const codeOf = (work: Parameters<typeof after>[0]) =>
  after(work).then(
    () => "none",
    (error: OfficeExtension.Error) => error.code,
  );

describe("as an add-in meets them", () => {
  test.each<
    [string, (properties: Properties, sheet: Excel.Worksheet, context: Excel.RequestContext) => unknown, string[][]]
  >([
    ["a sheet begins without any", () => undefined, []],
    ["one is added", (all) => all.add("kind", "history"), [["kind", "history"]]],
    ["adding a key again overwrites it", (all) => (all.add("kind", "a"), all.add("kind", "b")), [["kind", "b"]]],
    ["whatever its capitals", (all) => (all.add("kind", "a"), all.add("KIND", "b")), [["KIND", "b"]]],
    ["an empty value is a value", (all) => all.add("kind", ""), [["kind", ""]]],
    ["any letters and lines", (all) => all.add("kind", '£5 – "x" & <y>\n𝒵'), [["kind", '£5 – "x" & <y>\n𝒵']]],
    ["a value is set", (all) => (all.add("kind", "a").value = "b"), [["kind", "b"]]],
    [
      "one is deleted and the others stay",
      (all) => (all.add("kind", "a"), all.add("of", "b"), all.getItem("Kind").delete()),
      [["of", "b"]],
    ],
    [
      "they follow the sheet to another name",
      async (all, sheet, context) => {
        all.add("kind", "a");
        await context.sync();
        sheet.name = "Renamed by somebody";
      },
      [["kind", "a"]],
    ],
    [
      "and are this sheet's alone",
      (_, __, context) => context.workbook.worksheets.add("Other").customProperties.add("kind", "other"),
      [],
    ],
  ])("%s", async (_, work, expected) => {
    expect(await after(work)).toEqual(expected);
  });

  test.each<[string, (properties: Properties) => unknown, string]>([
    ["a key that is not there", (all) => all.getItem("ghost").load("value"), "ItemNotFound"],
    ["a key without a letter", (all) => all.add("", "x"), "InvalidArgument"],
    ["a key of 255 letters", (all) => all.add("k".repeat(255), "x"), "none"],
    ["a key of 256 letters", (all) => all.add("k".repeat(256), "x"), "InvalidArgument"],
    ["a value that is no text", (all) => all.add("kind", 5 as unknown as string), "InvalidArgument"],
  ])("%s: %p", async (_, work, code) => {
    expect(await codeOf(work)).toBe(code);
  });

  test("asked for softly, one that is not there is a null object", async () => {
    const found = await Excel.run(async (context) => {
      const all = context.workbook.worksheets.getFirst().customProperties;
      all.add("Kind", "history");
      const [there, missing] = [all.getItemOrNullObject("kind"), all.getItemOrNullObject("ghost")];
      there.load("key,value");
      missing.load("value");
      await context.sync();
      return [there.isNullObject, there.key, there.value, missing.isNullObject];
    });
    expect(found).toEqual([false, "Kind", "history", true]);
  });

  test("what a failed batch did to them is taken back with the rest", async () => {
    await after((all) => (all.add("kept", "a"), all.add("goes", "b")));
    workbook.faults.earlierWrites = "undone";
    const code = await codeOf((all, _, context) => {
      all.add("kept", "changed");
      all.getItem("goes").delete();
      all.add("new", "c");
      context.workbook.worksheets.getItem("Ghost").load("name");
    });
    expect(code).toBe("ItemNotFound");
    expect(await after(() => undefined)).toEqual([
      ["kept", "a"],
      ["goes", "b"],
    ]);
  });
});

// ---- the file -------------------------------------------------------------------------------------------------------

const REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const SML = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PATH = "xl/worksheets/sheet1.xml";

/** A package of the parts that matter here, laid out as Excel lays them out; values as UTF-16 bytes. */
function packageWith(properties: [string, string][]): JSZip {
  const zip = new JSZip();
  const named = properties.map(([name], i) => `<customPr name="${name}" r:id="rId${i + 2}"/>`).join("");
  zip.file(
    PATH,
    `<worksheet xmlns="${SML}" xmlns:r="${REL}"><sheetData/><colBreaks count="0"/>${named && `<customProperties>${named}</customProperties>`}<drawing r:id="rId1"/></worksheet>`,
  );
  zip.file(
    "xl/worksheets/_rels/sheet1.xml.rels",
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${REL}/drawing" Target="../drawings/drawing1.xml"/>${properties
      .map(
        (_, i) =>
          `<Relationship Id="rId${i + 2}" Type="${REL}/customProperty" Target="../customProperty${i + 1}.bin"/>`,
      )
      .join("")}</Relationships>`,
  );
  zip.file(
    "[Content_Types].xml",
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"/></Types>',
  );
  properties.forEach(([, value], i) => zip.file(`xl/customProperty${i + 1}.bin`, Buffer.from(value, "utf16le")));
  return zip;
}

const text = async (zip: JSZip, path: string) => (await zip.file(path)?.async("string")) ?? "";

describe("in the file", () => {
  test("they are read in their order", async () => {
    const zip = packageWith([
      ["kind", "Plan history"],
      ["Größe", "£5 𝒵"],
    ]);
    expect(await readCustomProperties(zip, PATH)).toEqual([
      { key: "kind", value: "Plan history" },
      { key: "Größe", value: "£5 𝒵" },
    ]);
  });

  test("a sheet that holds them already is left byte for byte", async () => {
    const zip = packageWith([["kind", "a"]]);
    const before = await Promise.all([PATH, "[Content_Types].xml"].map((path) => text(zip, path)));
    await writeCustomProperties(zip, PATH, [{ key: "kind", value: "a" }]);
    expect(await Promise.all([PATH, "[Content_Types].xml"].map((path) => text(zip, path)))).toEqual(before);
    expect(Object.keys(zip.files).filter((path) => path.endsWith(".bin"))).toEqual(["xl/customProperty1.bin"]);
  });

  test.each<[string, [string, string][], [string, string][]]>([
    ["the first ones", [], [["kind", "a"]]],
    ["another value", [["kind", "a"]], [["kind", "b & <c>"]]],
    [
      "one more",
      [["kind", "a"]],
      [
        ["kind", "a"],
        ["of", "b"],
      ],
    ],
    [
      "one fewer",
      [
        ["kind", "a"],
        ["of", "b"],
      ],
      [["of", "b"]],
    ],
    [
      "none any more",
      [
        ["kind", "a"],
        ["of", "b"],
      ],
      [],
    ],
  ])("%s", async (_, before, wanted) => {
    const zip = packageWith(before);
    const properties = wanted.map(([key, value]) => ({ key, value }));
    await writeCustomProperties(zip, PATH, properties);
    expect(await readCustomProperties(zip, PATH)).toEqual(properties);
    const bins = Object.keys(zip.files).filter((path) => path.endsWith(".bin"));
    const rels = await text(zip, "xl/worksheets/_rels/sheet1.xml.rels");
    const types = await text(zip, "[Content_Types].xml");
    expect(bins).toHaveLength(wanted.length);
    expect(rels.match(/\/customProperty"/g) ?? []).toHaveLength(wanted.length);
    expect(types.match(/\.customProperty"/g) ?? []).toHaveLength(wanted.length);
    // The drawing's relation is untouched, and the element stands where the schema wants it.
    expect(rels).toContain("../drawings/drawing1.xml");
    expect(
      (await text(zip, PATH)).replace(/<customProperties>.*<\/customProperties>/, "<customProperties/>"),
    ).toContain(
      wanted.length > 0 ? '<colBreaks count="0"/><customProperties/><drawing' : '<colBreaks count="0"/><drawing',
    );
  });

  test("a Strict file is answered in its own words", async () => {
    const strict = "http://purl.oclc.org/ooxml";
    const zip = packageWith([]);
    zip.file(PATH, `<worksheet xmlns="${strict}/spreadsheetml/main"><sheetData/></worksheet>`);
    await writeCustomProperties(zip, PATH, [{ key: "kind", value: "a" }]);
    expect(await readCustomProperties(zip, PATH)).toEqual([{ key: "kind", value: "a" }]);
    expect(await text(zip, PATH)).toContain(`xmlns:r="${strict}/officeDocument/relationships"`);
    expect(await text(zip, "xl/worksheets/_rels/sheet1.xml.rels")).toContain(
      `${strict}/officeDocument/relationships/customProperty`,
    );
  });

  test("a workbook saved and opened again has them, on the right sheets", async () => {
    await Excel.run(async (context) => {
      const sheets = context.workbook.worksheets;
      sheets.getFirst().customProperties.add("kind", "plan");
      const other = sheets.add("Plan history");
      other.customProperties.add("kind", "history");
      other.customProperties.add("version", "2 · £");
      sheets.add("Nothing");
      await context.sync();
    });
    const again = await StandInWorkbook.open(await workbook.save(), "again.xlsx");
    expect(again.sheets.map((sheet) => [sheet.name, [...sheet.customProperties.values()]])).toEqual([
      ["Sheet1", [{ key: "kind", value: "plan" }]],
      [
        "Plan history",
        [
          { key: "kind", value: "history" },
          { key: "version", value: "2 · £" },
        ],
      ],
      ["Nothing", []],
    ]);
  });
});
