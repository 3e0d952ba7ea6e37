/**
 * Files made byte by byte: small workbooks of any shape, and what else people pick by mistake.
 */
import { strToU8, zipSync } from "fflate";

export const utf8 = (text: string) => new TextEncoder().encode(text);

/** A zip of texts. */
export function zipOf(parts: Record<string, string | Uint8Array>): Uint8Array {
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === "string" ? strToU8(part) : part]),
    ),
    { level: 6, mtime: new Date(2019, 2, 31) },
  );
}

/** A file of the older kind, with these streams listed in it. */
export function compoundFile(streams: readonly string[]): Uint8Array {
  const bytes = new Uint8Array(2048);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  streams.forEach((name, index) => {
    [...name].forEach((letter, at) => {
      bytes[512 + index * 128 + at * 2] = letter.charCodeAt(0);
    });
  });
  return bytes;
}

export const cutShort = (bytes: Uint8Array) => bytes.slice(0, Math.floor(bytes.length * 0.7));

/** The zip, with a part whose size is said to be another than it is, wherever that is said. */
export function lyingZip(zip: Uint8Array, name: string, size: number): Uint8Array {
  const lying = zip.slice();
  const view = new DataView(lying.buffer);
  for (let at = 0; at + 30 + name.length <= lying.length; at += 1) {
    const header = view.getUint32(at, true);
    const [nameAt, sizeAt] = header === 0x04034b50 ? [30, 22] : header === 0x02014b50 ? [46, 24] : [0, 0];
    if (nameAt === 0 || new TextDecoder().decode(lying.subarray(at + nameAt, at + nameAt + name.length)) !== name)
      continue;
    view.setUint32(at + sizeAt, size, true);
  }
  return lying;
}

const office = {
  transitional: {
    main: "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    relations: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
  },
  strict: {
    main: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    relations: "http://purl.oclc.org/ooxml/officeDocument/relationships",
  },
};

export interface XlsxShape {
  /** The rows of its sheet "Plan", as XML. */
  rows: string;
  /** The shared texts, as XML. */
  strings?: string;
  /** Number formats, by the style that has them. */
  formats?: string[];
  date1904?: boolean;
  strict?: boolean;
  rename?: (name: string) => string;
  /** Relations lead to places told from the root of the file. */
  absolute?: boolean;
  /** What the elements of the sheet have before their names. */
  prefix?: string;
  /** What stands before the sheet's XML. */
  before?: string;
  /** When it says it was last saved. */
  saved?: string;
  /** So many bytes of a picture. */
  media?: number;
  /** The rows of a second sheet. */
  second?: string;
}

/** An .xlsx of one sheet, "Plan". */
export function xlsxOf(shape: XlsxShape): Uint8Array {
  const { main, relations } = office[shape.strict ? "strict" : "transitional"];
  const root = shape.absolute ? "/" : "";
  const inXl = shape.absolute ? "/xl/" : "";
  const related = (...list: [id: string, type: string, target: string][]) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
      .map(([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`)
      .join("")}</Relationships>`;
  const formats = shape.formats ?? ["General"];
  const prefixed = (xml: string) => xml.replace(/<(\/?)(?=[a-z])/gi, `<$1${shape.prefix ?? ""}`);
  const sheet = (rows: string) =>
    `${shape.before ?? ""}${prefixed(`<worksheet xmlns${shape.prefix ? ":x" : ""}="${main}"><sheetData>`)}${
      shape.prefix ? prefixed(rows) : rows
    }${prefixed("</sheetData></worksheet>")}`;
  const sheets: [name: string, id: string, path: string, rows: string][] = [
    ["Plan", "rId1", "worksheets/sheet1.xml", shape.rows],
    ...(shape.second === undefined
      ? []
      : [["Second", "rId4", "worksheets/sheet2.xml", shape.second] satisfies [string, string, string, string]]),
  ];
  const parts: Record<string, string | Uint8Array> = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": related(
      ["rId1", `${relations}/officeDocument`, `${root}xl/workbook.xml`],
      [
        "rId2",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        `${root}docProps/core.xml`,
      ],
    ),
    "docProps/core.xml": shape.saved
      ? `<cp:coreProperties xmlns:cp="a" xmlns:dcterms="b"><dcterms:modified>${shape.saved}</dcterms:modified></cp:coreProperties>`
      : "<coreProperties/>",
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr${
      shape.date1904 ? ` date1904="1"` : ""
    }/><sheets>${sheets
      .map(([name, id], index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="${id}"/>`)
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": related(
      ...sheets.map(([, id, path]): [string, string, string] => [id, `${relations}/worksheet`, inXl + path]),
      ["rId2", `${relations}/sharedStrings`, `${inXl}sharedStrings.xml`],
      ["rId3", `${relations}/styles`, `${inXl}styles.xml`],
    ),
    "xl/sharedStrings.xml": `<sst xmlns="${main}">${shape.strings ?? ""}</sst>`,
    "xl/styles.xml": `<styleSheet><numFmts>${formats
      .map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${code}"/>`)
      .join(
        "",
      )}</numFmts><cellXfs>${formats.map((_, index) => `<xf numFmtId="${164 + index}"/>`).join("")}</cellXfs></styleSheet>`,
    ...Object.fromEntries(sheets.map(([, , path, rows]) => [`xl/${path}`, sheet(rows)])),
    ...(shape.media ? { "xl/media/image1.png": new Uint8Array(shape.media) } : {}),
  };
  const rename = shape.rename ?? ((name) => name);
  return zipOf(Object.fromEntries(Object.entries(parts).map(([name, part]) => [rename(name), part])));
}
