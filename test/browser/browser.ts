/**
 * A Chromium for the browser tests and the pictures: an installed Chrome, Edge or Chromium if there is one, else the one
 * that the npm package @sparticuz/chromium carries. `BROWSER_PATH` names another; `BROWSER=packaged` takes the package's.
 */
import { accessSync, constants } from "node:fs";
import path from "node:path";
import { chromium, type Browser } from "playwright-core";

/** Without these, Chromium calls home at every start, and cannot start as root. */
const flags = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Flags of the packaged browser that put every page into one process: closing one context would then end the browser. */
const oneForAll = ["--single-process", "--no-zygote"];

const onLinux = [
  "google-chrome-stable",
  "google-chrome",
  "chromium",
  "chromium-browser",
  "microsoft-edge-stable",
  "microsoft-edge",
];
const onMac = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const onWindows = ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"];

/** The path of an installed browser of Chromium's family, or null. */
function installedBrowser(): string | null {
  const { env, platform } = process;
  if (env["BROWSER_PATH"]) return env["BROWSER_PATH"];
  if (platform === "darwin") return onMac.find(isRunnable) ?? null;
  if (platform === "win32") {
    const roots = [env["ProgramFiles"], env["ProgramFiles(x86)"], env["LOCALAPPDATA"]].filter(
      (root) => root !== undefined,
    );
    return roots.flatMap((root) => onWindows.map((name) => path.join(root, name))).find(isRunnable) ?? null;
  }
  const folders = (env["PATH"] ?? "").split(path.delimiter).filter((folder) => folder !== "");
  return onLinux.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isRunnable) ?? null;
}

function isRunnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts a headless browser. Throws an Error in plain words when this computer has none and cannot run the packaged one. */
export async function openBrowser(): Promise<Browser> {
  const asRoot = process.platform === "linux" && process.getuid?.() === 0;
  const args = asRoot ? [...flags, "--no-sandbox"] : flags;
  const installed = process.env["BROWSER"] === "packaged" ? null : installedBrowser();
  if (installed) return chromium.launch({ executablePath: installed, headless: true, args });
  if (process.platform !== "linux") {
    throw new Error(
      "The browser tests need Google Chrome, Microsoft Edge or Chromium. Install one, or set BROWSER_PATH to it.",
    );
  }
  const { default: packaged } = await import("@sparticuz/chromium");
  return chromium.launch({
    executablePath: await packaged.executablePath(),
    headless: true,
    args: [...packaged.args.filter((flag) => !oneForAll.includes(flag)), ...args],
  });
}
