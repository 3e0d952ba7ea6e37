/**
 * Whether a saved workbook is sound: what Excel would "repair" or refuse when it opens the file, looked for in the file's own parts.
 * Knows nothing of how the file was made, and says nothing of whether it holds the right things.
 */
import JSZip from "jszip";
import { overlaps, parseBox, type Box } from "./address";
import { topLevel } from "./package/xml";
import { attributes, elements, relations, SHEET_ORDER, unescapeXml } from "./parts";

interface Package {
  text: (path: string) => Promise<string>;
  has: (path: string) => boolean;
  paths: string[];
  fault: (text: string) => void;
}

const relationsOf = async ({ text }: Package, part: string) =>
  relations(await text(part.replace(/([^/]*)$/, "_rels/$1.rels")), part.slice(0, part.lastIndexOf("/")));

/** What is wrong with the file, one sentence each; empty for a sound one. */
export async function faultsOf(bytes: Uint8Array): Promise<string[]> {
  const zip = await JSZip.loadAsync(bytes);
  const faults: string[] = [];
  const file: Package = {
    text: async (path) => (await zip.file(path)?.async("string")) ?? "",
    has: (path) => zip.file(path) !== null,
    paths: Object.values(zip.files).flatMap((entry) => (entry.dir ? [] : [entry.name])),
    fault: (text) => faults.push(text),
  };
  for (const path of file.paths) if (/\.(xml|rels)$/.test(path)) checkTags(file, path, await file.text(path));
  await checkContentTypes(file);
  const strings = elements(await file.text("xl/sharedStrings.xml"), "si").map(({ inside }) =>
    unescapeXml(
      elements(inside.replace(/<rPh\b[^]*?<\/rPh>/g, ""), "t")
        .map((run) => run.inside)
        .join(""),
    ),
  );
  const tables: TableSeen[] = [];
  for (const path of file.paths.filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name)))
    await checkSheet(file, path, strings, tables);
  for (const [what, keys] of [
    ["number", tables.map(({ id }) => id)],
    ["name", tables.map(({ name }) => name.toLowerCase())],
  ] as const)
    if (new Set(keys).size < keys.length) file.fault(`Two tables have one ${what}.`);
  for (const { attributes: a, inside } of elements(await file.text("xl/workbook.xml"), "definedName"))
    if (inside === "" || inside.includes("#REF!")) file.fault(`The name ${a["name"]} stands for nothing: ${inside}`);
  return faults;
}

/** Every tag is closed, in order. */
function checkTags({ fault }: Package, path: string, xml: string): void {
  const open: string[] = [];
  for (const [, end, name, , self] of xml.matchAll(/<(\/?)([A-Za-z][\w:.-]*)((?:"[^"]*"|'[^']*'|[^>"'])*?)(\/?)>/g)) {
    if (end) {
      if (open.pop() !== name) return fault(`${path}: </${name}> closes nothing.`);
    } else if (!self) open.push(name!);
  }
  if (open.length > 0) fault(`${path}: <${open.at(-1)}> is never closed.`);
}

async function checkContentTypes({ text, has, paths, fault }: Package): Promise<void> {
  const types = await text("[Content_Types].xml");
  const named = elements(types, "Override").map(({ attributes: a }) => (a["PartName"] ?? "").slice(1));
  const kinds = elements(types, "Default").map(({ attributes: a }) => (a["Extension"] ?? "").toLowerCase());
  for (const part of named) if (!has(part)) fault(`The content type of ${part} is given, and there is no such part.`);
  if (new Set(named).size < named.length) fault("A part's content type is given twice.");
  for (const path of paths)
    if (
      path !== "[Content_Types].xml" &&
      !named.includes(path) &&
      !kinds.includes(path.split(".").pop()!.toLowerCase())
    )
      fault(`${path} has no content type.`);
}

interface TableSeen {
  id: string;
  name: string;
}

async function checkSheet(file: Package, path: string, strings: string[], tables: TableSeen[]): Promise<void> {
  const fault = (text: string) => file.fault(`${path}: ${text}`);
  const xml = await file.text(path);
  const order = topLevel(xml).map(({ name }) => SHEET_ORDER.indexOf(name));
  if (order.some((at, i) => i > 0 && at < order[i - 1]!)) fault("its elements are not in order.");
  const cells = checkCells(xml, strings, fault);

  const related = await relationsOf(file, path);
  for (const [, id] of xml.matchAll(/\br:id="([^"]*)"/g)) if (!related.has(id!)) fault(`${id} is no relation.`);
  const boxes: Box[] = [];
  for (const { type, target } of related.values()) {
    if (type.endsWith("/hyperlink")) continue;
    if (!file.has(target)) fault(`the part ${target} is missing.`);
    if (!type.endsWith("/table")) continue;
    const box = checkTable(await file.text(target), cells, tables, (text) => file.fault(`${target}: ${text}`));
    if (!box) continue;
    if (boxes.some((other) => overlaps(other, box))) fault("two of its tables overlap.");
    boxes.push(box);
  }
  const links = elements(xml, "hyperlink").map(({ attributes: a }) => a["ref"] ?? "");
  if (new Set(links).size < links.length || links.some((ref) => !parseBox(ref))) fault("its links are wrong.");
  for (const { attributes: a } of elements(xml, "mergeCell")) {
    const box = parseBox(a["ref"] ?? "");
    if (!box || box.rows * box.columns < 2) fault(`${a["ref"]} is merged.`);
  }
  const breaks = elements(xml, "brk").map(({ attributes: a }) => Number(a["id"]));
  if (breaks.some((id) => !(id > 0))) fault("a page break stands before the first row or column.");
}

/** The cells as text by "row,column"; each must say the row it is in, and come after the one on its left. */
function checkCells(xml: string, strings: string[], fault: (text: string) => void): Map<string, string> {
  const cells = new Map<string, string>();
  let above = 0;
  for (const row of elements(xml, "row")) {
    const number = Number(row.attributes["r"]);
    if (number <= above) fault(`row ${number} comes after row ${above}.`);
    above = number;
    let left = -1;
    for (const cell of elements(row.inside, "c")) {
      const box = parseBox(cell.attributes["r"] ?? "");
      if (!box || box.row !== number - 1 || box.column <= left)
        return (fault(`cell ${cell.attributes["r"]} stands in row ${number}.`), cells);
      left = box.column;
      const value = elements(cell.inside, "v")[0]?.inside ?? "";
      const own = elements(cell.inside, "t").map((run) => unescapeXml(run.inside));
      const text =
        cell.attributes["t"] === "s"
          ? strings[Number(value)]
          : cell.attributes["t"] === "inlineStr"
            ? own.join("")
            : unescapeXml(value);
      if (text === undefined) fault(`cell ${cell.attributes["r"]} has a text that is not there.`);
      cells.set(`${box.row},${box.column}`, text ?? "");
      const spread = elements(cell.inside, "f")[0]?.attributes["ref"];
      if (spread && !overlaps(parseBox(spread)!, box))
        fault(`the formula of ${cell.attributes["r"]} is for ${spread}.`);
    }
  }
  return cells;
}

const plainName = (name: string): string =>
  name.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

function checkTable(
  xml: string,
  cells: Map<string, string>,
  tables: TableSeen[],
  fault: (text: string) => void,
): Box | null {
  const a = attributes(/<table\s([^>]*)>/.exec(xml)?.[1] ?? "");
  tables.push({ id: a["id"] ?? "", name: a["name"] ?? "" });
  const box = parseBox(a["ref"] ?? "");
  if (!box) return (fault("it has no range."), null);
  const heading = a["headerRowCount"] === "0" ? 0 : 1;
  const totals = Number(a["totalsRowCount"] ?? 0);
  if (box.rows - heading - totals < 1) fault(`${a["ref"]} has no row of its own.`);
  const columns = elements(xml, "tableColumn").map((column) => plainName(column.attributes["name"] ?? ""));
  if (columns.length !== box.columns) fault(`${a["ref"]} has ${columns.length} columns.`);
  if (new Set(columns.map((name) => name.toLowerCase())).size < columns.length) fault("two columns have one name.");
  if (heading)
    columns.forEach((name, i) => {
      const shown = cells.get(`${box.row},${box.column + i}`);
      if (shown !== name) fault(`the column ${name} is headed ${shown}.`);
    });
  const filter = /<autoFilter\s[^>]*\bref="([^"]*)"/.exec(xml)?.[1];
  const filtered = filter === undefined ? null : parseBox(filter);
  if (filtered && (!heading || filtered.row !== box.row || filtered.rows !== box.rows - totals))
    fault(`its filter is on ${filter}.`);
  return box;
}
