/**
 * The custom properties of a worksheet (Office.js: worksheet.customProperties) as a workbook file holds them: a name in the
 * sheet's part, and the value in a part of its own as UTF-16 text. Reads and writes those parts only; knows nothing of what a
 * property is for, and changes no file that already says what is wanted.
 */
import type JSZip from "jszip";
import {
  addType,
  attributeText,
  elements,
  insert,
  Relations,
  relations,
  RELATIONSHIPS,
  STRICT_RELATIONSHIPS,
} from "./parts";

export interface CustomProperty {
  /** Unique on its sheet, ignoring case. */
  key: string;
  value: string;
}

const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.customProperty";
const CONTENT_TYPES = "[Content_Types].xml";

const relationsPath = (part: string): string => part.replace(/([^/]*)$/, "_rels/$1.rels");
const folderOf = (part: string): string => part.slice(0, Math.max(0, part.lastIndexOf("/")));
const textOf = async (zip: JSZip, path: string): Promise<string> => (await zip.file(path)?.async("string")) ?? "";

function encode(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) {
    bytes[2 * i] = text.charCodeAt(i) & 0xff;
    bytes[2 * i + 1] = text.charCodeAt(i) >> 8;
  }
  return bytes;
}

const decode = (bytes: Uint8Array): string => new TextDecoder("utf-16le").decode(bytes).replace(/\0+$/, "");

/** The custom properties in a sheet's part ("xl/worksheets/sheet1.xml"), in the order of the file. */
export async function readCustomProperties(zip: JSZip, sheetPart: string): Promise<CustomProperty[]> {
  const named = elements(await textOf(zip, sheetPart), "customPr");
  if (named.length === 0) return [];
  const related = relations(await textOf(zip, relationsPath(sheetPart)), folderOf(sheetPart));
  const read: CustomProperty[] = [];
  for (const { attributes: a } of named) {
    const bytes = await zip.file(related.get(a["r:id"] ?? "")?.target ?? "")?.async("uint8array");
    if (a["name"] && bytes) read.push({ key: a["name"], value: decode(bytes) });
  }
  return read;
}

/**
 * Makes a sheet's part hold exactly these custom properties: the element, its relations, the parts with the values and their
 * content types. A sheet that holds them already, in this order, is left byte for byte.
 */
export async function writeCustomProperties(
  zip: JSZip,
  sheetPart: string,
  wanted: readonly CustomProperty[],
): Promise<void> {
  const held = await readCustomProperties(zip, sheetPart);
  if (JSON.stringify(held) === JSON.stringify(wanted.map(({ key, value }) => ({ key, value })))) return;
  await removeCustomProperties(zip, sheetPart);
  if (wanted.length === 0) return;

  const xml = await textOf(zip, sheetPart);
  const types = xml.includes("http://purl.oclc.org/ooxml/spreadsheetml/main") ? STRICT_RELATIONSHIPS : RELATIONSHIPS;
  const added = new Relations(await textOf(zip, relationsPath(sheetPart)), types);
  const up = "../".repeat(folderOf(sheetPart).split("/").length - 1);
  let contentTypes = await textOf(zip, CONTENT_TYPES);
  const named = wanted.map(({ key, value }) => {
    let number = 1;
    while (zip.file(`xl/customProperty${number}.bin`)) number++;
    zip.file(`xl/customProperty${number}.bin`, encode(value));
    contentTypes = addType(contentTypes, `/xl/customProperty${number}.bin`, TYPE);
    const id = added.add("customProperty", `${up}customProperty${number}.bin`);
    return `<customPr${attributeText({ "xmlns:r": types, name: key, "r:id": id })}/>`;
  });
  zip.file(sheetPart, insert(xml, "customProperties", `<customProperties>${named.join("")}</customProperties>`));
  zip.file(relationsPath(sheetPart), added.text());
  zip.file(CONTENT_TYPES, contentTypes);
}

async function removeCustomProperties(zip: JSZip, sheetPart: string): Promise<void> {
  const xml = await textOf(zip, sheetPart);
  if (!/<customProperties[\s>/]/.test(xml)) return;
  zip.file(sheetPart, xml.replace(/<customProperties\b(?:[^>]*\/>|[^]*?<\/customProperties>)/, ""));
  const path = relationsPath(sheetPart);
  const related = await textOf(zip, path);
  for (const { type, target } of relations(related, folderOf(sheetPart)).values()) {
    if (!type.endsWith("/customProperty")) continue;
    zip.remove(target);
    zip.file(
      CONTENT_TYPES,
      (await textOf(zip, CONTENT_TYPES)).replace(new RegExp(`<Override\\b[^>]*"/${target}"[^>]*/>`), ""),
    );
  }
  zip.file(path, related.replace(/<Relationship\b[^>]*\/customProperty"[^>]*\/>/g, ""));
}
