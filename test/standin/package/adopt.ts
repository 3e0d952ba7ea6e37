/**
 * Takes parts over from a file that was made into the file that is kept: under free names, with everything they reach, their style
 * numbers left open until the styles themselves are added.
 */
import { attributes, escapeXml } from "../parts";
import { withOwnTexts } from "./cells";
import { relationsPathOf, wayTo, type Package } from "./package";
import { isStrict, toStrict } from "./reading";

/*
 * A number that is not known yet stands between two of the letters that Unicode keeps for a program's own use, so that it can be
 * mistaken for nothing else: the number of a style or look that is wanted, or of one in the made file.
 */
const MARK = "\uFDD0";
export type Open = "style" | "look" | "madeStyle" | "madeLook";
export const openNumber = (kind: Open, number: number): string => `${MARK}${kind}${number}${MARK}`;

const OPEN = new RegExp(`${MARK}([A-Za-z]+)(\\d+)${MARK}`, "g");
export const hasOpenNumbers = (text: string): boolean => text.includes(MARK);
export const withNumbers = (text: string, numberOf: (kind: Open, number: number) => string): string =>
  text.replace(OPEN, (_, kind: string, number: string) => numberOf(kind as Open, Number(number)));

/** A made sheet's text (or a piece of it) with its style numbers left open. */
export const withOpenNumbers = (xml: string): string =>
  xml
    .replace(
      /(<(?:c|row)\b[^>]*?\ss=")(\d+)"/g,
      (_, before: string, number: string) => `${before}${openNumber("madeStyle", Number(number))}"`,
    )
    .replace(
      /(<col\b[^>]*?\sstyle=")(\d+)"/g,
      (_, before: string, number: string) => `${before}${openNumber("madeStyle", Number(number))}"`,
    )
    .replace(
      /(<\w+\b[^>]*?\s\w*[dD]xfId=")(\d+)"/g,
      (_, before: string, number: string) => `${before}${openNumber("madeLook", Number(number))}"`,
    );

export class Adoption {
  private readonly adopted = new Map<string, string>();
  constructor(
    private readonly draft: Package,
    private readonly made: Package,
    private readonly strict: boolean,
  ) {}

  static async into(draft: Package, made: Package, workbook: string): Promise<Adoption> {
    return new Adoption(draft, made, isStrict(await draft.text(workbook)));
  }

  /** A made text in the words of the file. */
  inWords(xml: string): string {
    return this.strict ? toStrict(xml) : xml;
  }

  relationType(kind: string): string {
    const type = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}`;
    return this.strict
      ? type.replace(/^.*relationships/, "http://purl.oclc.org/ooxml/officeDocument/relationships")
      : type;
  }

  /** Adds the part, and all it reaches; gives its name in the file. */
  async part(path: string): Promise<string> {
    const known = this.adopted.get(path);
    if (known !== undefined) return known;
    const name = this.draft.freeName(path);
    this.adopted.set(path, name);
    if (!path.endsWith(".xml"))
      await this.draft.add(name, await this.made.data(path), await this.made.contentType(path));
    else await this.draft.add(name, await this.xmlOf(path), await this.made.contentType(path));
    await this.reach(path, name);
    return name;
  }

  private async xmlOf(path: string): Promise<string> {
    let xml = await this.made.text(path);
    if (/\/worksheets\//.test(path))
      xml = withOpenNumbers(withOwnTexts(xml, await this.made.text("xl/sharedStrings.xml")));
    if (/\/tables\//.test(path))
      xml = withOpenNumbers(xml).replace(/(<table\b[^>]*?\sid=")\d+"/, `$1${await this.freeTable()}"`);
    return this.inWords(xml);
  }

  /** A number no table of the file has. */
  private async freeTable(): Promise<number> {
    let highest = 0;
    for (const part of this.draft.parts().filter((name) => /\/tables?\/[^/]+\.xml$|\/tables?\d*\.xml$/i.test(name)))
      highest = Math.max(
        highest,
        Number(attributes(/<(?:[\w.-]+:)?table\b[^>]*>/.exec(await this.draft.text(part))?.[0] ?? "")["id"] ?? 0),
      );
    return highest + 1;
  }

  /** Relates the part to what the made part is related to, under the same ids. */
  private async reach(path: string, name: string): Promise<void> {
    const list = relationsPathOf(path);
    if (!this.made.has(list)) return;
    let xml = await this.made.text(list);
    const related = await this.made.relations(path);
    for (const { id, kind, target, external } of related) {
      const to = escapeXml(external ? target : wayTo(name, await this.part(target)));
      xml = xml.replace(/<Relationship\b[^>]*>/g, (tag) =>
        attributes(tag)["Id"] === id
          ? `<Relationship Id="${id}" Type="${this.relationType(kind)}" Target="${to}"${external ? ' TargetMode="External"' : ""}/>`
          : tag,
      );
    }
    this.draft.put(relationsPathOf(name), xml);
  }

  /** Takes over one relation of a made part to a part of the file, and gives its new id. */
  async relation(from: string, id: string, to: string): Promise<string> {
    const found = (await this.made.relations(from)).find((relation) => relation.id === id)!;
    const target = found.external ? found.target : await this.part(found.target);
    return this.draft.relate(to, this.relationType(found.kind), target, found.external);
  }
}
