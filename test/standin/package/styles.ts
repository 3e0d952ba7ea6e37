/**
 * The file's list of styles, to which looks are added at the end of each list, so that no number anybody uses changes; and from
 * whose ends looks are taken away again that only what was taken out had used. Knows nothing of cells.
 */
import {
  attributeOf,
  childrenOf,
  edited,
  openingTag,
  rootOf,
  textOfPiece,
  topLevel,
  withAttribute,
  type Piece,
} from "./xml";
import { withNamespace } from "./cells";
import type { Package } from "./package";

const LISTS = ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"] as const;
type ListName = (typeof LISTS)[number];

/** The order in which the schema wants the lists. */
const ORDER = [...LISTS, "tableStyles", "colors", "extLst"];

interface List {
  items: string[];
  /** How many the file has. */
  before: number;
  /** How many of those stay. */
  kept: number;
}

function listIn(xml: string, pieces: Piece[], name: ListName): List {
  const piece = pieces.find((each) => each.name === name);
  const items = piece ? childrenOf(xml, piece).map((child) => textOfPiece(xml, child)) : [];
  return { items, before: items.length, kept: items.length };
}

/** A part with styles, as its lists. */
class Lists {
  readonly pieces: Piece[];
  private readonly lists = new Map<ListName, List>();
  constructor(readonly xml: string) {
    this.pieces = topLevel(xml);
    for (const name of LISTS) this.lists.set(name, listIn(xml, this.pieces, name));
  }
  get(name: ListName): List {
    return this.lists.get(name)!;
  }
}

const numbered = (item: string, attribute: string): number => Number(attributeOf(item, attribute) ?? 0);

/** What a font says of its letters, the file's own where it says nothing: a look that is only bold is not a font yet. */
function wholeFont(font: string, usual: string): string {
  const has = new Set(topLevel(font).map(({ name }) => name));
  const missing = topLevel(usual).filter(({ name }) => /^(sz|name|family|scheme)$/.test(name) && !has.has(name));
  if (has.has("name") || has.size === 0) return font;
  return font.replace(/<\/font>$/, () => `${missing.map((piece) => textOfPiece(usual, piece)).join("")}</font>`);
}

export class Styles {
  private readonly own: Lists;
  private readonly made: Lists;
  private readonly taken = new Map<string, number>();

  constructor(
    private readonly xml: string,
    madeXml: string,
  ) {
    this.own = new Lists(xml);
    this.made = new Lists(madeXml);
  }

  /** The number of an item of the made list after it was added; the same item is added once. */
  private add(list: ListName, key: number, item: () => string): number {
    const known = this.taken.get(`${list} ${key}`);
    if (known !== undefined) return known;
    const { items } = this.own.get(list);
    const index = items.push(withNamespace(this.xml, item())) - 1;
    this.taken.set(`${list} ${key}`, index);
    return index;
  }

  /** A number for a format of numbers: Excel's own, or a free one. */
  private numberFormat(made: number): number {
    if (made < 164) return made;
    const item = this.made.get("numFmts").items.find((each) => numbered(each, "numFmtId") === made);
    if (!item) return 0;
    const id = this.freeFormat();
    const index = this.add("numFmts", made, () => withAttribute(item, "numFmtId", String(id)));
    return numbered(this.own.get("numFmts").items[index]!, "numFmtId");
  }

  private freeFormat(): number {
    const used = [...this.own.get("numFmts").items, ...this.own.get("dxfs").items].flatMap((item) =>
      [...item.matchAll(/\bnumFmtId="(\d+)"/g)].map((match) => Number(match[1])),
    );
    return Math.max(163, ...used) + 1;
  }

  /** The number of a made cell style here. The first is everybody's: the file's own usual look. */
  cellStyle(made: number): number {
    const xf = this.made.get("cellXfs").items[made];
    if (made === 0 || xf === undefined) return 0;
    const part = (list: ListName, attribute: string, first: number, item: (text: string) => string) => {
      const index = numbered(xf, attribute);
      return index < first ? index : this.add(list, index, () => item(this.made.get(list).items[index]!));
    };
    const usual = this.own.get("fonts").items[0] ?? "<font/>";
    const fontId = part("fonts", "fontId", 1, (font) => wholeFont(font, usual));
    const fillId = part("fills", "fillId", 2, (fill) => fill);
    const borderId = part("borders", "borderId", 1, (border) => border);
    const numFmtId = this.numberFormat(numbered(xf, "numFmtId"));
    return this.add("cellXfs", made, () =>
      Object.entries({ numFmtId, fontId, fillId, borderId, xfId: 0 }).reduce(
        (text, [name, value]) => withAttribute(text, name, String(value)),
        xf,
      ),
    );
  }

  /** The number of the made look of a conditional format here. */
  look(made: number): number {
    return this.add("dxfs", made, () => {
      const item = this.made.get("dxfs").items[made] ?? "<dxf/>";
      const format = /<numFmt\b[^>]*>/.exec(item)?.[0];
      if (!format) return item;
      const code = attributeOf(format, "formatCode");
      const known = [...this.own.get("dxfs").items, ...this.own.get("numFmts").items]
        .map((each) => /<(?:[\w.-]+:)?numFmt\b[^>]*>/.exec(each)?.[0])
        .find((each) => each !== undefined && attributeOf(each, "formatCode") === code);
      const id = (known && attributeOf(known, "numFmtId")) ?? String(this.freeFormat());
      return item.replace(format, () => withAttribute(format, "numFmtId", id));
    });
  }

  /**
   * Takes away from the ends of the lists the cell styles and looks that were let go and that nothing uses. To be called before
   * anything is added.
   */
  release(freed: { styles: ReadonlySet<number>; looks: ReadonlySet<number> }): void {
    const cut = (list: List, goes: (index: number) => boolean): string[] => {
      const gone: string[] = [];
      while (list.kept > 0 && goes(list.kept - 1)) {
        gone.push(list.items.pop()!);
        list.kept--;
      }
      return gone;
    };
    cut(this.own.get("dxfs"), (index) => freed.looks.has(index));
    const xfs = cut(this.own.get("cellXfs"), (index) => index > 0 && freed.styles.has(index));
    const left = [...this.own.get("cellXfs").items, ...this.own.get("cellStyleXfs").items];
    for (const [list, attribute, first] of [
      ["fonts", "fontId", 1],
      ["fills", "fillId", 2],
      ["borders", "borderId", 1],
    ] as const) {
      const used = new Set(left.map((xf) => numbered(xf, attribute)));
      const had = new Set(xfs.map((xf) => numbered(xf, attribute)));
      cut(this.own.get(list), (index) => index >= first && had.has(index) && !used.has(index));
    }
    const used = new Set(left.map((xf) => numbered(xf, "numFmtId")));
    const had = new Set(xfs.map((xf) => numbered(xf, "numFmtId")));
    const formats = this.own.get("numFmts");
    cut(formats, (index) => {
      const id = numbered(formats.items[index]!, "numFmtId");
      return had.has(id) && !used.has(id);
    });
  }

  /** The part; the same letters when nothing was added or taken away. */
  text(): string {
    const edits = LISTS.flatMap((name) => {
      const list = this.own.get(name);
      if (list.items.length === list.before && list.kept === list.before) return [];
      return [this.listEdit(name, list)];
    });
    return edited(this.xml, edits);
  }

  private listEdit(name: ListName, list: List) {
    const piece = this.own.pieces.find((each) => each.name === name);
    const added = list.items.slice(list.kept).join("");
    if (!piece) {
      // Without a count: so a list that was not there can be told from an empty one, and goes when it is empty again.
      const later = this.own.pieces.find((each) => ORDER.indexOf(each.name) > ORDER.indexOf(name));
      const at = later?.start ?? rootOf(this.xml).close;
      return { start: at, end: at, text: withNamespace(this.xml, `<${name}>${added}</${name}>`) };
    }
    const children = childrenOf(this.xml, piece);
    const tag = openingTag(this.xml, piece);
    const counted = attributeOf(tag, "count") !== undefined;
    const now = counted ? withAttribute(tag, "count", String(list.items.length)) : tag;
    const from = list.kept === 0 ? piece.inside : children[list.kept - 1]!.end;
    const to = list.before === 0 ? piece.close : children.at(-1)!.end;
    if (list.items.length === 0) {
      const text = counted ? now.replace(/\/?>$/, "/>") : "";
      return { start: piece.start, end: piece.end, text };
    }
    const element = /^<([^\s/>]+)/.exec(tag)![1]!;
    // The letters of the tag stay as they are, a blank before its end too.
    const opened = now.replace(/\/?>$/, ">");
    const inside = this.xml.slice(piece.inside, from) + added + this.xml.slice(to, piece.close);
    return { start: piece.start, end: piece.end, text: `${opened}${inside}</${element}>` };
  }
}

const STYLE_NUMBERS = /<(?:[\w.-]+:)?(?:c|row)\b[^>]*?\ss="(\d+)"|<(?:[\w.-]+:)?col\b[^>]*?\sstyle="(\d+)"/g;
const LOOK_NUMBERS = /\s\w*[dD]xfId="(\d+)"/g;

const numbersIn = (xml: string, pattern: RegExp): number[] =>
  [...xml.matchAll(pattern)].map((match) => Number(match[1] ?? match[2]));

/** The cell styles and looks that parts used which are changed or gone, and that nothing uses any more. */
export async function freedNumbers(draft: Package): Promise<{ styles: Set<number>; looks: Set<number> }> {
  const before = await draft.textsBefore();
  const styles = new Set(before.flatMap((xml) => (isSheet(xml) ? numbersIn(xml, STYLE_NUMBERS) : [])));
  const looks = new Set(before.flatMap((xml) => numbersIn(xml, LOOK_NUMBERS)));
  if (styles.size + looks.size === 0) return { styles, looks };
  for (const part of draft.parts().filter((name) => /\.xml$/i.test(name) && !/sharedStrings/i.test(name))) {
    const xml = await draft.text(part);
    if (isSheet(xml)) for (const number of numbersIn(xml, STYLE_NUMBERS)) styles.delete(number);
    for (const number of numbersIn(xml, LOOK_NUMBERS)) looks.delete(number);
  }
  return { styles, looks };
}

const isSheet = (xml: string): boolean =>
  /<(?:[\w.-]+:)?(?:worksheet|chartsheet|dialogsheet)[\s>]/.test(xml.slice(0, 2000));
