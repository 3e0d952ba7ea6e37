/**
 * XML as the parts of a workbook hold it: small parts as a tree, large ones as a run of tags that is never held whole.
 *
 * Names lose their prefix, because Strict files and other programs choose their own. A document type is refused: no
 * workbook has one, and what it defines could grow without end.
 */
import { XMLParser } from "fast-xml-parser";

import { NotAnXlsx } from "./problem";

/** One XML element as the parser hands it out: attributes start with "@", text is "#text". */
export type Xml = { [name: string]: Xml | Xml[] | string | undefined };

const lists = new Set(["sheet", "Relationship", "mergeCell", "numFmt", "xf", "font", "fill", "tablePart"]);

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  isArray: (name) => lists.has(name),
});

/** A small part as a tree. Throws NotAnXlsx where it is no XML. */
export function parse(text: string): Xml {
  refuseDocumentType(text);
  try {
    return parser.parse(text) as Xml;
  } catch {
    throw new NotAnXlsx("damaged");
  }
}

function refuseDocumentType(text: string): void {
  if (/<!DOCTYPE/i.test(text)) throw new NotAnXlsx("damaged");
}

export function child(parent: Xml | null | undefined, name: string): Xml | null {
  const value = parent?.[name];
  return typeof value === "object" && !Array.isArray(value) ? value : null;
}

export function children(parent: Xml | null | undefined, name: string): Xml[] {
  const value = parent?.[name];
  if (!Array.isArray(value)) return [];
  // An element without anything in it comes as a text.
  return value.map((each) => (typeof each === "object" ? each : {}));
}

export function attribute(element: Xml | null | undefined, name: string): string {
  const value = element?.[`@${name}`];
  return typeof value === "string" ? decodeReferences(value) : "";
}

export function content(parent: Xml | null | undefined, name: string): string {
  const value = parent?.[name];
  const text = typeof value === "object" && !Array.isArray(value) ? value["#text"] : value;
  return typeof text === "string" ? decodeReferences(text) : "";
}

/** What `scan` tells of a large part. `attributes` is the raw text between the name and the end of the tag. */
export interface Listener {
  open(name: string, attributes: string, empty: boolean): void;
  close(name: string): void;
  /** Text with its references decoded; may come in several pieces. */
  text(text: string): void;
}

/** Goes through XML from start to end once, tag by tag. Throws NotAnXlsx where it breaks off. */
export function scan(xml: string, listener: Listener): void {
  refuseDocumentType(xml.slice(0, 4096));
  let at = 0;
  while (at < xml.length) {
    const tag = xml.indexOf("<", at);
    if (tag < 0) break;
    if (tag > at) listener.text(decodeReferences(lineBreaks(xml.slice(at, tag))));
    at =
      xml.charCodeAt(tag + 1) === bang || xml.charCodeAt(tag + 1) === question
        ? aside(xml, tag, listener)
        : one(xml, tag, listener);
  }
}

const bang = 33;
const question = 63;
const slash = 47;

/** A comment, an instruction or text that is not to be taken for tags. Returns where it ends. */
function aside(xml: string, tag: number, listener: Listener): number {
  const cdata = "<![CDATA[";
  if (xml.startsWith(cdata, tag)) {
    const end = endOf(xml, "]]>", tag);
    listener.text(lineBreaks(xml.slice(tag + cdata.length, end - 3)));
    return end;
  }
  if (xml.startsWith("<!--", tag)) return endOf(xml, "-->", tag + 4);
  if (xml.startsWith("<?", tag)) return endOf(xml, "?>", tag);
  throw new NotAnXlsx("damaged");
}

function one(xml: string, tag: number, listener: Listener): number {
  const end = endOf(xml, ">", tag);
  if (xml.charCodeAt(tag + 1) === slash) {
    listener.close(bare(xml.slice(tag + 2, end - 1).trim()));
    return end;
  }
  const empty = xml.charCodeAt(end - 2) === slash;
  const inner = xml.slice(tag + 1, empty ? end - 2 : end - 1);
  if (inner.includes("<")) throw new NotAnXlsx("damaged");
  const space = inner.search(/\s/);
  const name = bare(space < 0 ? inner : inner.slice(0, space));
  listener.open(name, space < 0 ? "" : inner.slice(space), empty);
  return end;
}

function endOf(xml: string, mark: string, from: number): number {
  const found = xml.indexOf(mark, from);
  if (found < 0) throw new NotAnXlsx("damaged");
  return found + mark.length;
}

const bare = (name: string) => name.slice(name.indexOf(":") + 1);

/** One attribute out of the raw text of a tag, prefixes left out; "" where it is not there. */
export function attributeIn(attributes: string, name: string): string {
  for (const quote of ['"', "'"]) {
    const start = attributes.indexOf(`${name}=${quote}`);
    // A name begins after a blank or a prefix: anything else is the end of another name.
    if (start < 1 || (attributes.charCodeAt(start - 1) > 32 && attributes[start - 1] !== ":")) continue;
    const from = start + name.length + 2;
    const end = attributes.indexOf(quote, from);
    if (end >= 0) return decodeReferences(attributes.slice(from, end));
  }
  return "";
}

const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Text with its character references read: "&amp;", "&#10;", "&#x2019;". One that names no character stays as it stands. */
function decodeReferences(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,8})|#(\d{1,9})|([a-z]{2,4}));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return named[name] ?? whole;
      const code = hex !== undefined ? parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole;
    },
  );
}

/** Whatever line breaks a file is written with, XML knows only one. */
const lineBreaks = (text: string) => (text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text);

/** Characters that XML cannot hold are stored as _xHHHH_. */
export function decodeEscapes(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
