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

/** A part longer than this is not built as a tree. */
const treeLimit = 200_000;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
});

/** A small part as a tree. Throws NotAnXlsx where it is no XML, or large. */
export function parse(text: string): Xml {
  if (text.length > treeLimit) throw new NotAnXlsx("too-large");
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

export function attribute(element: Xml | null | undefined, name: string): string {
  const value = element?.[`@${name}`];
  return typeof value === "string" ? decodeReferences(value) : "";
}

export function content(parent: Xml | null | undefined, name: string): string {
  const value = parent?.[name];
  const text = typeof value === "object" && !Array.isArray(value) ? value["#text"] : value;
  return typeof text === "string" ? decodeReferences(text) : "";
}

/** What `scan` tells of a large part. */
export interface Listener {
  /** `attributes` is the raw text between the name and the end of the tag. */
  open(name: string, attributes: string, empty: boolean): void;
  close(name: string): void;
  /** Text as it stands in the part; may come in several pieces. `literal` where references in it are none. */
  text?(raw: string, literal: boolean): void;
}

/** Goes through XML from start to end once, tag by tag. Throws NotAnXlsx where it breaks off. */
export function scan(xml: string, listener: Listener): void {
  refuseDocumentType(xml.slice(0, 4096));
  let at = 0;
  while (at < xml.length) {
    const tag = xml.indexOf("<", at);
    if (tag < 0) break;
    if (tag > at) listener.text?.(xml.slice(at, tag), false);
    const next = xml.charCodeAt(tag + 1);
    at = next === bang || next === question ? aside(xml, tag, listener) : one(xml, tag, listener);
  }
}

const bang = 33;
const question = 63;
const slash = 47;
const greater = 62;
const double = 34;
const single = 39;
const colon = 58;
const blank = 32;

/** A comment, an instruction or text that is not to be taken for tags. Returns where it ends. */
function aside(xml: string, tag: number, listener: Listener): number {
  const cdata = "<![CDATA[";
  if (xml.startsWith(cdata, tag)) {
    const end = endOf(xml, "]]>", tag);
    listener.text?.(xml.slice(tag + cdata.length, end - 3), true);
    return end;
  }
  if (xml.startsWith("<!--", tag)) return endOf(xml, "-->", tag + 4);
  if (xml.startsWith("<?", tag)) return endOf(xml, "?>", tag);
  throw new NotAnXlsx("damaged");
}

function one(xml: string, tag: number, listener: Listener): number {
  const end = endOfTag(xml, tag);
  if (xml.charCodeAt(tag + 1) === slash) {
    listener.close(bare(xml.slice(tag + 2, end - 1).trim()));
    return end;
  }
  const empty = xml.charCodeAt(end - 2) === slash;
  const inner = xml.slice(tag + 1, empty ? end - 2 : end - 1);
  if (inner.includes("<")) throw new NotAnXlsx("damaged");
  let space = 0;
  while (space < inner.length && inner.charCodeAt(space) > blank) space += 1;
  listener.open(bare(inner.slice(0, space)), inner.slice(space), empty);
  return end;
}

/** Where a tag ends: a ">" in quotes is part of what an attribute says. */
function endOfTag(xml: string, tag: number): number {
  let quote = 0;
  for (let at = tag + 1; at < xml.length; at += 1) {
    const code = xml.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === greater) return at + 1;
    else if (code === double || code === single) quote = code;
  }
  throw new NotAnXlsx("damaged");
}

function endOf(xml: string, mark: string, from: number): number {
  const found = xml.indexOf(mark, from);
  if (found < 0) throw new NotAnXlsx("damaged");
  return found + mark.length;
}

const bare = (name: string) => name.slice(name.indexOf(":") + 1);

/** One attribute out of the raw text of a tag, prefixes left out; "" where it is not there. */
export function attributeIn(attributes: string, name: string): string {
  for (let at = 0; ;) {
    const equals = attributes.indexOf("=", at);
    if (equals < 0) return "";
    let open = equals + 1;
    while (attributes.charCodeAt(open) <= blank) open += 1;
    const quote = attributes.charCodeAt(open);
    const end = quote === double || quote === single ? attributes.indexOf(quote === double ? '"' : "'", open + 1) : -1;
    if (end < 0) return "";
    if (isNamed(attributes, at, equals, name)) return decodeReferences(attributes.slice(open + 1, end));
    at = end + 1;
  }
}

/** Whether the name that ends before the equals sign is this one, with a prefix or without. */
function isNamed(attributes: string, from: number, equals: number, name: string): boolean {
  let stop = equals;
  while (stop > from && attributes.charCodeAt(stop - 1) <= blank) stop -= 1;
  const start = stop - name.length;
  if (start < from || !attributes.startsWith(name, start)) return false;
  const before = attributes.charCodeAt(start - 1);
  return start === from || before <= blank || before === colon;
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

/** The longest a reference to one character can be: "&#x0010FFFF;". */
const longestReference = 12;

/** Text of an element as `scan` tells it, its references read, as far as `limit` characters. */
export function decodeText(raw: string, literal: boolean, limit: number): string {
  if (literal) return lineBreaks(raw.slice(0, limit));
  return decodeReferences(lineBreaks(raw.slice(0, limit * longestReference))).slice(0, limit);
}

/** Whatever line breaks a file is written with, XML knows only one. */
const lineBreaks = (text: string) => (text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text);

/** Characters that XML cannot hold are stored as _xHHHH_. */
export function decodeEscapes(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
