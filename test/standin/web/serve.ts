/**
 * The demonstration's server: the host page at "/", the add-in's production build beside it under its own paths, and
 * Office.js from the npm package, all on one plain-http origin. Needs no network and no certificate. It changes one thing
 * in what it serves: the address of office.js in the add-in's pages (Microsoft's own host, otherwise).
 *
 *   npm run demo            serves and says where
 *   startDemo({ port })     the same for tests
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import path from "node:path";

import { buildIfOld } from "./build";
import { clockScript } from "./clock";

export interface DemoOptions {
  /** First port tried; the next free one is used. 0 lets the system choose. Default 3000. */
  port?: number;
  /** The add-in's files and manifest; the project's own build unless a test brings another. */
  addIn?: { folder: string; manifest: string };
  /** False serves what is built already, however old. */
  build?: boolean;
  /** Told what is happening, in plain words. */
  say?: (words: string) => void;
}

export interface Demo {
  /** "http://localhost:3000" */
  url: string;
  close(): Promise<void>;
}

const project = path.resolve(__dirname, "../../..");
const officeFolder = path.join(path.dirname(require.resolve("@microsoft/office-js/package.json")), "dist");
const samplesFolder = path.join(project, "test/samples");
export const hostFolder = path.join(project, ".cache/standin");

const clockAddress = "/standin-clock.js";

/** Where production pages load Office.js from. */
const officeAddress = /https:\/\/appsforoffice\.microsoft\.com\/lib\/1\/hosted\/office\.js/g;

/** The headers the add-in's pages are served with anywhere, but for the one that only https may carry. */
const { "Strict-Transport-Security": _https, ...addInHeaders } = (
  require("../../../.scripts/security") as { headers: Record<string, string> }
).headers;

const hostHeaders: Record<string, string> = {
  "content-security-policy": [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; "),
  "x-content-type-options": "nosniff",
};

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".xml": "text/xml; charset=utf-8",
  ".wasm": "application/wasm",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".ico": "image/x-icon",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** Builds what is missing or older than its source, then serves until closed. */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const say = options.say ?? (() => undefined);
  if (options.build !== false) await buildIfOld({ addIn: !options.addIn, say });
  const addIn = options.addIn ?? { folder: path.join(project, "dist"), manifest: path.join(project, "manifest.xml") };
  const server = createServer((request, response) => {
    try {
      respond(request, response, addIn);
    } catch (error) {
      send(response, 500, "text/plain; charset=utf-8", `The page could not be served: ${String(error)}`);
    }
  });
  const port = await listen(server, options.port ?? 3000);
  return {
    url: `http://localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function respond(
  request: IncomingMessage,
  response: ServerResponse,
  addIn: { folder: string; manifest: string },
): void {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const wanted = decodeURIComponent(pathname);
  if (request.method !== "GET" && request.method !== "HEAD")
    return send(response, 405, "text/plain", "Only reading is served.");
  if (wanted === "/" || wanted === "/index.html")
    return sendFile(response, path.join(hostFolder, "index.html"), hostHeaders);
  if (wanted === clockAddress) return send(response, 200, types[".js"]!, clockScript);
  if (wanted === "/manifest.xml") return sendFile(response, addIn.manifest);
  if (wanted === "/samples/") {
    return send(response, 200, types[".json"]!, JSON.stringify(samples()));
  }
  for (const [prefix, folder] of [
    ["/standin/", hostFolder],
    ["/office/", officeFolder],
    ["/samples/", samplesFolder],
  ] as const) {
    if (!wanted.startsWith(prefix)) continue;
    const file = within(folder, wanted.slice(prefix.length), prefix === "/office/");
    return file ? sendFile(response, file) : notFound(response, wanted);
  }
  const file = within(addIn.folder, wanted);
  if (!file) return notFound(response, wanted);
  if (!file.endsWith(".html")) return sendFile(response, file);
  const page = readFileSync(file, "utf8")
    .replace(officeAddress, "/office/office.js")
    .replace("<head>", `<head><script src="${clockAddress}"></script>`);
  send(response, 200, types[".html"]!, page, addInHeaders);
}

/** Names of the sample workbooks, the Warwickshire plan first. */
function samples(): string[] {
  try {
    const names = readdirSync(samplesFolder).filter((name) => name.toLowerCase().endsWith(".xlsx"));
    const rank = (name: string) => (/warwickshire/i.test(name) ? 0 : 1);
    return names.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
  } catch {
    return [];
  }
}

/** A file of the folder, never one outside it. Office.js asks for some files in other letter cases than it ships them. */
function within(folder: string, wanted: string, anyCase = false): string | null {
  const slashes = wanted.replaceAll("\\", "/");
  for (const name of anyCase ? [slashes, slashes.toLowerCase()] : [slashes]) {
    const file = path.join(folder, name);
    if (!file.startsWith(folder + path.sep)) return null;
    if (statSync(file, { throwIfNoEntry: false })?.isFile()) return file;
  }
  return null;
}

function sendFile(response: ServerResponse, file: string, headers: Record<string, string> = {}): void {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return notFound(response, path.basename(file));
  send(
    response,
    200,
    types[path.extname(file).toLowerCase()] ?? "application/octet-stream",
    readFileSync(file),
    headers,
  );
}

function notFound(response: ServerResponse, wanted: string): void {
  send(response, 404, "text/plain; charset=utf-8", `There is nothing at ${wanted}.`);
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store", ...headers });
  response.end(body);
}

/** Listens on loopback only; the first free port from `first`, up to 20 on. */
function listen(server: Server, first: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let port = first;
    server.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" && port !== 0 && port < first + 20) server.listen(++port, "localhost");
      else reject(error);
    });
    server.on("listening", () => resolve((server.address() as { port: number }).port));
    server.listen(port, "localhost");
  });
}

async function main(): Promise<void> {
  const asked = process.env["PORT"];
  const port = asked === undefined ? 3000 : Number(asked);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    console.error(`PORT must be a whole number from 0 to 65535, not "${asked}".`);
    process.exit(2);
  }
  const demo = await startDemo({ port, say: (words) => console.log(words) });
  console.log(`\nThe demonstration is ready. Open this address in Chrome, Edge or Firefox:\n\n    ${demo.url}\n`);
  console.log("Nothing leaves this computer. Press Ctrl+C here to stop.");
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => void demo.close().then(() => process.exit(0)));
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  });
}
