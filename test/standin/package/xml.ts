/**
 * The text of a part, looked at without being rewritten: where its elements begin and end, and small changes at those places.
 * Prefixes are passed over: an element is known by its own name, whatever the file calls its namespace. Knows nothing of Excel.
 */
import { escapeXml, unescapeXml } from "../parts";

/** One element by its places in the text. */
export interface Piece {
  /** Without prefix. */
  name: string;
  start: number;
  /** Behind its opening tag. */
  inside: number;
  /** Before its closing tag; `inside` where it has none. */
  close: number;
  end: number;
}

/** A change of the text between two places. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

const MARKUP =
  /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<![A-Z][^>]*>|<(\/?)([^\s/>"'=]+)((?:[^"'>]|"[^"]*"|'[^']*')*?)(\/?)>/g;

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

/** The elements that stand side by side between two places. */
function piecesBetween(xml: string, from: number, to: number): Piece[] {
  const found: Piece[] = [];
  const markup = new RegExp(MARKUP.source, "g");
  markup.lastIndex = from;
  let depth = 0;
  let open: Piece | null = null;
  for (let match = markup.exec(xml); match && match.index < to; match = markup.exec(xml)) {
    const [whole, closing, name, , empty] = match;
    if (name === undefined) continue;
    const end = match.index + whole.length;
    if (closing) {
      if (--depth === 0 && open) {
        open.close = match.index;
        open.end = end;
        open = null;
      }
    } else {
      if (depth === 0) {
        open = { name: localName(name), start: match.index, inside: end, close: end, end };
        found.push(open);
      }
      // The longest element of a workbook, and one that never stands inside itself.
      const last = name.endsWith("sheetData") && !empty ? xml.indexOf(`</${name}>`, end) : -1;
      if (last > 0) markup.lastIndex = last;
      if (!empty) depth++;
    }
  }
  return found;
}

/** The outermost element; throws when the text holds none. */
export function rootOf(xml: string): Piece {
  const markup = new RegExp(MARKUP.source, "g");
  for (let match = markup.exec(xml); match; match = markup.exec(xml)) {
    const [whole, , name, , empty] = match;
    if (name === undefined) continue;
    const inside = match.index + whole.length;
    const close = empty ? inside : Math.max(inside, xml.lastIndexOf(`</${name}`));
    const end = empty ? inside : xml.indexOf(">", close) + 1;
    return { name: localName(name), start: match.index, inside, close, end };
  }
  throw new Error("The part holds no element.");
}

export const childrenOf = (xml: string, piece: Piece): Piece[] => piecesBetween(xml, piece.inside, piece.close);

/** The outermost element's own elements. */
export const topLevel = (xml: string): Piece[] => childrenOf(xml, rootOf(xml));

export const textOfPiece = (xml: string, { start, end }: Piece): string => xml.slice(start, end);

/** The opening tag of an element given as text, or at a piece. */
export const openingTag = (xml: string, piece?: Piece): string =>
  piece ? xml.slice(piece.start, piece.inside) : (/^<(?:[^"'>]|"[^"]*"|'[^']*')*>/.exec(xml)?.[0] ?? "");

const patterns = new Map<string, RegExp>();

function attributePattern(name: string): RegExp {
  let pattern = patterns.get(name);
  if (!pattern) patterns.set(name, (pattern = new RegExp(`(\\s${name}\\s*=\\s*)(?:"([^"]*)"|'([^']*)')`)));
  return pattern;
}

/** An attribute in an opening tag; undefined when it is not there. */
export function attributeOf(tag: string, name: string): string | undefined {
  const match = attributePattern(name).exec(openingTag(tag));
  return match ? unescapeXml(match[2] ?? match[3] ?? "") : undefined;
}

/** The id of the relation a tag names, whatever the file's prefix for relations is. */
export const relationId = (tag: string): string | undefined => attributeOf(tag, "[\\w.-]+:id");

/** The element with an attribute of its opening tag set, or taken out (null); the rest of the tag stays letter by letter. */
export function withAttribute(element: string, name: string, value: string | null): string {
  const tag = openingTag(element);
  const rest = element.slice(tag.length);
  const pattern = attributePattern(name);
  if (value === null) return tag.replace(pattern, "") + rest;
  if (pattern.test(tag)) return tag.replace(pattern, (_, before: string) => `${before}"${escapeXml(value)}"`) + rest;
  return tag.replace(/^<[^\s/>]+/, (start) => `${start} ${name}="${escapeXml(value)}"`) + rest;
}

/** The text with the changes made; they may be given in any order and must not overlap. */
export function edited(xml: string, edits: readonly Edit[]): string {
  let text = "";
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    text += xml.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + xml.slice(at);
}

/** A container with something put at its end; one written `<a/>` is opened. */
export function withInside(xml: string, piece: Piece, added: string): Edit {
  if (piece.close > piece.inside || xml.slice(piece.inside - 2, piece.inside) !== "/>")
    return { start: piece.close, end: piece.close, text: added };
  const name = /^<([^\s/>]+)/.exec(openingTag(xml, piece))![1]!;
  return { start: piece.inside - 2, end: piece.inside, text: `>${added}</${name}>` };
}
