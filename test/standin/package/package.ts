/**
 * A workbook file as its parts: which there are, what relates to what, and a draft of them with some parts changed, added or
 * taken out. A part nobody changes stays byte for byte. Knows nothing of what is in a sheet.
 */
import JSZip from "jszip";
import { attributes, elements, escapeXml, relations } from "../parts";

const CONTENT_TYPES = "[Content_Types].xml";

export interface Relation {
  id: string;
  /** The last word of its type: "worksheet". */
  kind: string;
  /** The part, by its path in the package; or an address outside. */
  target: string;
  external: boolean;
}

export const relationsPathOf = (part: string): string => part.replace(/([^/]*)$/, "_rels/$1.rels");
export const folderOf = (part: string): string => part.slice(0, Math.max(0, part.lastIndexOf("/")));

/** The way from one part to another, as a relation's target. */
export function wayTo(from: string, to: string): string {
  const [a, b] = [folderOf(from).split("/"), to.split("/")];
  while (a.length > 0 && b.length > 1 && a[0] === b[0]) {
    a.shift();
    b.shift();
  }
  return [...a.filter(Boolean).map(() => ".."), ...b].join("/");
}

export class Package {
  private readonly names = new Map<string, string>();
  private readonly changed = new Map<string, string | Uint8Array | null>();

  private constructor(
    readonly bytes: Uint8Array,
    private readonly zip: JSZip,
  ) {
    for (const entry of Object.values(zip.files)) if (!entry.dir) this.names.set(entry.name.toLowerCase(), entry.name);
  }

  static async open(bytes: Uint8Array): Promise<Package> {
    return new Package(bytes, await JSZip.loadAsync(bytes));
  }

  /** The same file, nothing of it changed. */
  fresh(): Package {
    return new Package(this.bytes, this.zip);
  }

  /** A part's name as the file spells it; names of parts are the same in capitals and small letters. */
  private spelt(path: string): string {
    const plain = path.replace(/^\//, "");
    return this.names.get(plain.toLowerCase()) ?? plain;
  }

  has(path: string): boolean {
    const name = this.spelt(path);
    return this.changed.has(name) ? this.changed.get(name) !== null : this.names.has(name.toLowerCase());
  }

  async text(path: string): Promise<string> {
    const name = this.spelt(path);
    const now = this.changed.get(name);
    if (now === null) return "";
    if (now !== undefined) return typeof now === "string" ? now : new TextDecoder().decode(now);
    return (await this.zip.file(name)?.async("string")) ?? "";
  }

  async data(path: string): Promise<Uint8Array> {
    const name = this.spelt(path);
    const now = this.changed.get(name);
    if (now instanceof Uint8Array) return now;
    if (typeof now === "string") return new TextEncoder().encode(now);
    return (await this.zip.file(name)?.async("uint8array")) ?? new Uint8Array();
  }

  /** Every part there is now. */
  parts(): string[] {
    const now = [...this.names.values()].filter((name) => this.changed.get(name) !== null);
    return [...now, ...[...this.changed.keys()].filter((name) => !this.names.has(name.toLowerCase()))].filter(
      (name) => this.changed.get(name) !== null,
    );
  }

  put(path: string, content: string | Uint8Array): void {
    this.changed.set(this.spelt(path), content);
  }

  async relations(part: string): Promise<Relation[]> {
    const path = relationsPathOf(part);
    if (!this.has(path)) return [];
    return [...relations(await this.text(path), folderOf(part))].map(([id, { type, target }]) => ({
      id,
      kind: type.slice(type.lastIndexOf("/") + 1),
      external: /^[a-z][a-z\d+.-]*:/i.test(target),
      target: target.replace(/^\//, ""),
    }));
  }

  /** The part of the relation with this id; undefined when there is none. */
  async target(part: string, id: string | undefined): Promise<string | undefined> {
    const found = (await this.relations(part)).find((relation) => relation.id === id);
    return found && !found.external ? this.spelt(found.target) : found?.target;
  }

  /** Relates a part to another (or to an address outside) and gives the relation's id. */
  async relate(from: string, type: string, target: string, external = false): Promise<string> {
    const path = relationsPathOf(from);
    const xml =
      (await this.text(path)) ||
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
    const taken = new Set(elements(xml, "Relationship").map(({ attributes: a }) => a["Id"]));
    let number = taken.size + 1;
    while (taken.has(`rId${number}`)) number++;
    const id = `rId${number}`;
    const to = external ? target : wayTo(from, target);
    const added = `<Relationship Id="${id}" Type="${escapeXml(type)}" Target="${escapeXml(to)}"${external ? ' TargetMode="External"' : ""}/>`;
    const open = xml.replace(/<Relationships([^>]*)\/>/, "<Relationships$1></Relationships>");
    this.put(
      path,
      open.replace("</Relationships>", () => `${added}</Relationships>`),
    );
    return id;
  }

  /** Takes relations out of a part's list; a list that is empty goes. */
  async unrelate(from: string, ids: readonly string[]): Promise<void> {
    const path = relationsPathOf(from);
    const xml = await this.text(path);
    const left = xml.replace(/<Relationship\b[^>]*?\/>/g, (tag) =>
      ids.includes(attributes(tag)["Id"] ?? "") ? "" : tag,
    );
    if (/<Relationship\b/.test(left)) this.put(path, left);
    else this.drop(path);
  }

  async contentType(part: string): Promise<string> {
    const types = await this.text(CONTENT_TYPES);
    const own = elements(types, "Override").find(
      ({ attributes: a }) => (a["PartName"] ?? "").toLowerCase() === `/${part}`.toLowerCase(),
    );
    const ending = part.slice(part.lastIndexOf(".") + 1).toLowerCase();
    const usual = elements(types, "Default").find(
      ({ attributes: a }) => (a["Extension"] ?? "").toLowerCase() === ending,
    );
    return (own ?? usual)?.attributes["ContentType"] ?? "";
  }

  /** Adds a part with its content type. */
  async add(path: string, content: string | Uint8Array, type: string): Promise<void> {
    this.put(path, content);
    const types = await this.text(CONTENT_TYPES);
    this.put(
      CONTENT_TYPES,
      types.replace(
        "</Types>",
        () => `<Override PartName="/${escapeXml(path)}" ContentType="${escapeXml(type)}"/></Types>`,
      ),
    );
  }

  /** Takes a part out, with its content type and all that only it reached. */
  async remove(path: string): Promise<void> {
    const reached = (await this.relations(path)).filter(({ external }) => !external).map(({ target }) => target);
    this.drop(relationsPathOf(path));
    this.drop(path);
    const types = await this.text(CONTENT_TYPES);
    const left = types.replace(/<Override\b[^>]*?\/>/g, (tag) =>
      (attributes(tag)["PartName"] ?? "").toLowerCase() === `/${this.spelt(path)}`.toLowerCase() ? "" : tag,
    );
    if (left !== types) this.put(CONTENT_TYPES, left);
    for (const target of reached) if (this.has(target) && !(await this.isReached(target))) await this.remove(target);
  }

  private drop(path: string): void {
    const name = this.spelt(path);
    if (this.names.has(name.toLowerCase())) this.changed.set(name, null);
    else this.changed.delete(name);
  }

  private async isReached(path: string): Promise<boolean> {
    for (const list of this.parts().filter((name) => name.endsWith(".rels"))) {
      const owner = list.replace(/_rels\/([^/]*)\.rels$/, "$1");
      for (const { target, external } of await this.relations(owner))
        if (!external && target.toLowerCase() === path.toLowerCase()) return true;
    }
    return false;
  }

  /** A name for a new part that no part has: the number in it is counted on. */
  freeName(like: string): string {
    const [, stem = like, ending = ""] = /^(.*?)\d*(\.[^./]*)$/.exec(like) ?? [];
    for (let number = 1; ; number++) {
      const path = `${stem}${number}${ending}`;
      if (!this.has(path)) return path;
    }
  }

  /** The parts changed or added, that are text, as they are now. */
  changedTexts(): [path: string, text: string][] {
    return [...this.changed].flatMap(([path, content]) => (typeof content === "string" ? [[path, content]] : []));
  }

  /** The parts as the file has them that are changed or gone. */
  async textsBefore(): Promise<string[]> {
    const before = [...this.changed.keys()].filter(
      (path) => /\.xml$/i.test(path) && this.names.has(path.toLowerCase()),
    );
    return Promise.all(before.map(async (path) => (await this.zip.file(path)?.async("string")) ?? ""));
  }

  /** The draft as a zip, for code that reads and writes one. */
  asZip(): JSZip {
    const view = {
      file: (path: string, content?: string | Uint8Array) => {
        if (content !== undefined) return void this.put(path, content);
        if (!this.has(path)) return null;
        return { async: (kind: string) => (kind === "string" ? this.text(path) : this.data(path)) };
      },
      remove: (path: string) => this.drop(path),
    };
    return view as unknown as JSZip;
  }

  /** The file. The same bytes when no part is other than it was. */
  async save(): Promise<Uint8Array> {
    const zip = new JSZip();
    let isSame = true;
    // Loaded again rather than changed: a second copy starts from the file, too.
    await zip.loadAsync(this.bytes);
    for (const [path, content] of this.changed) {
      const before = await this.zip.file(path)?.async("string");
      if (typeof content === "string" && content === before) continue;
      isSame = false;
      if (content === null) zip.remove(path);
      else zip.file(path, content, { createFolders: false });
    }
    return isSame ? this.bytes : zip.generateAsync({ type: "uint8array", compression: "DEFLATE" });
  }
}
