/** What the build makes: the pages, how much there is to download, what they may do, and what must not be in them. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { contentSecurityPolicy, headers, officeHost } from "../../.scripts/security";
import { buildIfOld } from "../standin/web/build";

const project = path.resolve(__dirname, "../..");
const dist = (file: string) => readFileSync(path.join(project, "dist", file), "utf8");
const scripts = (page: string) => [...page.matchAll(/<script\b[^>]*\bsrc="([^"]*)"[^>]*>/g)].map((match) => match[1]!);
/** The page's own script. */
const bundle = (name: string) => dist(scripts(dist(`${name}.html`)).at(-1)!);

beforeAll(() => buildIfOld({ addIn: true, say: () => undefined }), 300_000);

describe.each(["taskpane", "commands"])("%s.html", (name) => {
  test("loads office.js from Microsoft first, then its own script, whose name changes with its content", () => {
    const [office, own, ...others] = scripts(dist(`${name}.html`));
    expect(office).toBe(`${officeHost}/lib/1/hosted/office.js`);
    expect(own).toMatch(new RegExp(`^${name}\\.[0-9a-f]{10}\\.js$`));
    expect(others).toEqual([]);
  });

  test("states the security policy before any script", () => {
    const page = dist(`${name}.html`);
    const policy = page.indexOf(`<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">`);
    expect(policy).toBeGreaterThan(0);
    expect(policy).toBeLessThan(page.indexOf("<script"));
  });

  test("needs nothing its policy refuses: no script, style or handler in the page", () => {
    const page = dist(`${name}.html`);
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=/i);
  });

  test("needs no eval", () => {
    // `new Function("return this")` in a try is how old libraries look for the global object; it may fail.
    expect(bundle(name)).not.toMatch(/[^\w.$]eval\(/);
  });
});

test.each([
  ["taskpane", 340],
  ["commands", 188],
])("%s is at most %d KB to download, compressed", (name, most) => {
  expect(Math.round(gzipSync(bundle(name)).length / 1024)).toBeLessThanOrEqual(most);
});

test("the ribbon's page has no React and no Fluent in it", () => {
  const mentions = (code: string) =>
    ["react.transitional.element", "react.element", "__reactFiber", "fui-"].filter((mark) => code.includes(mark));
  expect(mentions(bundle("commands"))).toEqual([]);
  // The same marks do stand in the pane, so that this test can fail.
  expect(mentions(bundle("taskpane")).length).toBeGreaterThan(1);
});

test("the functions of the ribbon are in the ribbon's page", () => {
  expect(bundle("commands")).toContain(`"generateQuarterlyUpdate"`);
});

test("the manifest, the help page and every icon are beside the pages", () => {
  expect(dist("manifest.xml")).toBe(readFileSync(path.join(project, "manifest.xml"), "utf8"));
  expect(dist("help.html")).toContain("<h1>");
  expect(readdirSync(path.join(project, "dist/assets"))).toEqual(
    [16, 20, 24, 32, 40, 48, 64, 80].map((size) => `icon-${size}.png`),
  );
});

test("docs/hosting.md lists exactly the headers the pages were built for", () => {
  const page = readFileSync(path.join(project, "docs/hosting.md"), "utf8");
  const block = /```http\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
  expect(block.trim().split("\n")).toEqual(Object.entries(headers).map(([name, text]) => `${name}: ${text}`));
});

test("the headers let Excel show the page in its frame", () => {
  expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(["X-Frame-Options"]));
  expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(["Cross-Origin-Opener-Policy"]));
  expect(contentSecurityPolicy).not.toContain("frame-ancestors");
});
