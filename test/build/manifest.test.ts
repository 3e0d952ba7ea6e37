/** The manifest agrees with itself, with the icons, with the pages and with package.json; what the schema checks is left to it. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { XMLParser } from "fast-xml-parser";
import packageJson from "../../package.json";

const project = path.resolve(__dirname, "../..");
const text = readFileSync(path.join(project, "manifest.xml"), "utf8");

type Node = { [name: string]: Node[] | string };
const isArray = (name: string, _path: unknown, _leaf: unknown, isAttribute: boolean) =>
  !isAttribute && !name.startsWith("?");
const root = (
  new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "@", parseTagValue: false, isArray }).parse(text) as {
    OfficeApp: Node[];
  }
).OfficeApp[0]!;

/** Every element of that name, at any depth, in order. */
function all(name: string, within: Node = root): Node[] {
  return Object.entries(within).flatMap(([key, children]) => {
    if (!Array.isArray(children)) return [];
    const deeper = children.filter((child) => typeof child === "object").flatMap((child) => all(name, child));
    return key === name
      ? [...children.map((child) => (typeof child === "string" ? { "#text": child } : child)), ...deeper]
      : deeper;
  });
}

const value = (node: Node | undefined) => node?.["@DefaultValue"] as string;
const words = (name: string) => all(name).map((node) => node["#text"]);
const resources = new Map(
  ["bt:Image", "bt:Url", "bt:String"]
    .flatMap((name) => all(name).filter((node) => "@id" in node))
    .map((node) => [node["@id"] as string, value(node)]),
);
const used = [...text.matchAll(/resid="([^"]*)"/g)].map((match) => match[1]!);
const urls = [...text.matchAll(/"(https?:\/\/localhost[^"]*)"/g)].map((match) => new URL(match[1]!));

/** Width and height of a PNG, from its first chunk. */
function pixels(file: string): [number, number] {
  const bytes = readFileSync(path.join(project, file));
  expect(bytes.toString("latin1", 1, 4)).toBe("PNG");
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

test("every resource that is used exists, every one that exists is used, and none has a name Excel cuts off", () => {
  expect(new Set(used)).toEqual(new Set(resources.keys()));
  for (const id of resources.keys()) expect(id.length).toBeLessThanOrEqual(32);
});

test("short texts are at most 125 characters, long ones 250, a button's label few enough to stand on the ribbon", () => {
  const [short, long] = [all("bt:ShortStrings")[0]!, all("bt:LongStrings")[0]!];
  for (const node of all("bt:String", short)) expect(value(node).length).toBeLessThanOrEqual(125);
  for (const node of all("bt:String", long)) expect(value(node).length).toBeLessThanOrEqual(250);
  expect(value(all("Description")[0]).length).toBeLessThanOrEqual(250);
});

test("every icon has the size it is listed for", () => {
  const images = all("bt:Image").filter((node) => "@size" in node);
  expect(new Set(images.map((node) => Number(node["@size"])))).toEqual(new Set([16, 20, 24, 32, 40, 48, 64, 80]));
  for (const image of images) {
    const size = Number(image["@size"]);
    const url = new URL(resources.get(image["@resid"] as string)!);
    expect(pixels(url.pathname)).toEqual([size, size]);
  }
  expect(pixels(new URL(value(all("IconUrl")[0])).pathname)).toEqual([32, 32]);
  expect(pixels(new URL(value(all("HighResolutionIconUrl")[0])).pathname)).toEqual([64, 64]);
});

test("all addresses are of one place, over https", () => {
  expect(urls.length).toBeGreaterThan(10);
  expect(new Set(urls.map((url) => url.origin))).toEqual(new Set(["https://localhost:3000"]));
});

test("the version is package.json's", () => {
  expect(words("Version")).toEqual([`${packageJson.version}.0`]);
});

test("it needs Excel 2021 and nothing iPad lacks, and asks for no more than reading and writing the workbook", () => {
  const sets = all("Requirements").flatMap((node) => all("Set", node));
  expect(sets.map((node) => [node["@Name"], node["@MinVersion"]])).toEqual([["ExcelApi", "1.14"]]);
  expect(text).not.toMatch(/<Set Name="(AddinCommands|SharedRuntime)"|<Runtime|Office\.AutoShowTaskpane/);
  expect(words("Permissions")).toEqual(["ReadWriteDocument"]);
  expect(words("DefaultLocale")).toEqual(["en-GB"]);
});

test("the ribbon has two buttons on the Home tab: one opens the pane, one runs the update", () => {
  expect(all("OfficeTab").map((node) => node["@id"])).toEqual(["TabHome"]);
  const buttons = all("Control").map((control) => {
    const [action] = all("Action", control);
    const [label] = all("Label", control);
    return [resources.get(label!["@resid"] as string), action!["@xsi:type"]];
  });
  expect(buttons).toEqual([
    ["Review plan", "ShowTaskpane"],
    ["Generate quarterly update", "ExecuteFunction"],
  ]);
});

test("the function the button runs is one the ribbon's page has", () => {
  const source = readFileSync(path.join(project, "src/commands/commands.ts"), "utf8");
  const associated = [...source.matchAll(/Office\.actions\.associate\(\s*"([^"]+)"/g)].map((match) => match[1]);
  expect(words("FunctionName")).toEqual(associated);
});
