/**
 * Office.js in Node: the real, unmodified client library (@microsoft/office-js) loaded into this process and pointed at a
 * StandInWorkbook. For tests and the command line; a page in a browser does not use this.
 *
 * The library takes a global bridge when it finds one at loading (STAND-IN: its private name is pinned with the package's
 * version). It is evaluated in the realm of the caller, so that its arrays and errors are the caller's own.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { answer, type RequestBody } from "./server";
import type { StandInWorkbook } from "./workbook";

interface Bridge {
  onMessageFromHost: ((text: string) => void) | null;
  sendMessageToHost(text: string): void;
}

interface Loaded {
  bridge: Bridge;
  workbook: StandInWorkbook | null;
  unhook: () => void;
}

const globals = globalThis as unknown as Record<string, unknown>;
let loaded: Loaded | null = null;
let office: Record<string, unknown> | null = null;

/**
 * The requirement sets on offer. ExcelApi 1.14 is the add-in's floor: the library itself then refuses any later member that is
 * used without asking. Its own copy ends at 1.15.
 */
const SETS: Record<string, string> = { excelapi: "1.14", delayforcelledit: "1.1" };

/** Whether a set is on offer: "1.10" is later than "1.9". */
function isSetSupported(name: string, version: number | string = "1.1"): boolean {
  const offered = SETS[name.toLowerCase()];
  if (offered === undefined) return false;
  const [major = 0, minor = 0] = String(version).split(".").map(Number);
  const [topMajor = 0, topMinor = 0] = offered.split(".").map(Number);
  return major < topMajor || (major === topMajor && minor <= topMinor);
}

/** The least of a window that the library touches while it loads. */
function windowStub(): Record<string, unknown> {
  return {
    location: {
      href: "https://standin.local/",
      hash: "",
      search: "",
      protocol: "https:",
      origin: "https://standin.local",
      host: "standin.local",
      hostname: "standin.local",
    },
    navigator: { userAgent: "node" },
    name: "",
    addEventListener: () => {},
    removeEventListener: () => {},
    document: {
      addEventListener: () => {},
      getElementsByTagName: () => [],
      getElementById: () => null,
      createElement: () => ({ setAttribute: () => {}, style: {} }),
      readyState: "loading",
    },
  };
}

function load(): Loaded {
  const state: Loaded = {
    bridge: { onMessageFromHost: null, sendMessageToHost: () => {} },
    workbook: null,
    unhook: () => {},
  };
  state.bridge.sendMessageToHost = (text) => {
    const message = JSON.parse(text) as { id: number; flags?: number; message: { body: RequestBody | string } };
    const body =
      typeof message.message.body === "string"
        ? (JSON.parse(message.message.body) as RequestBody)
        : message.message.body;
    const workbook = state.workbook;
    if (!workbook) return;
    void answer(workbook, body, message.flags).then((response) => {
      state.bridge.onMessageFromHost?.(
        JSON.stringify({ id: message.id, type: 2, message: { statusCode: 200, headers: {}, body: response } }),
      );
    });
  };
  if (globals["window"] === undefined) {
    for (const [name, value] of Object.entries(windowStub())) if (!(name in globals)) globals[name] = value;
    globals["window"] = globals;
    globals["self"] ??= globals;
  }
  globals["_richApiNativeBridge"] = state.bridge;
  const folder = dirname(require.resolve("@microsoft/office-js/package.json"));
  const file = join(folder, "dist", "excel-web-16.00.js");
  const evaluate = eval; // in the global scope, as a script tag would
  evaluate(`${readFileSync(file, "utf8")}\n//# sourceURL=${file}`);
  // The library has a check for members later than the sets on offer, and leaves it off; here it is on.
  const common = (globals["OfficeExtension"] as { CommonUtility: { _doApiNotSupportedCheck: boolean } }).CommonUtility;
  common._doApiNotSupportedCheck = true;
  return state;
}

/** What the add-in asks of Office.context and Office itself, beside what the library brings. */
function officeGlobals(): typeof Office {
  if (office) return office as unknown as typeof Office;
  const brought = (globals["Office"] ?? {}) as Record<string, unknown>;
  const info = { host: "Excel", platform: "OfficeOnline" };
  const additions: Record<string, unknown> = {
    onReady: (callback?: (ready: typeof info) => unknown) =>
      Promise.resolve(info).then((ready) => (callback?.(ready), ready)),
    context: {
      host: "Excel",
      platform: "OfficeOnline",
      displayLanguage: "en-GB",
      contentLanguage: "en-GB",
      diagnostics: { host: "Excel", platform: "OfficeOnline", version: "16.0.15407.10000" },
      requirements: { isSetSupported },
      partitionKey: "standin",
    },
    HostType: { Excel: "Excel" },
    PlatformType: { PC: "PC", OfficeOnline: "OfficeOnline", Mac: "Mac", iOS: "iOS" },
    actions: brought["actions"] ?? { associate: () => {} },
  };
  // The library locks some members of its own object, so ours stands before it.
  office = Object.create(brought) as Record<string, unknown>;
  for (const [name, value] of Object.entries(additions))
    Object.defineProperty(office, name, { value, configurable: true, writable: true, enumerable: true });
  globals["Office"] = office;
  return office as unknown as typeof Office;
}

/**
 * Points Office.js at this workbook and gives its globals; loads the library the first time. Calling it again switches to
 * another workbook: the one before gets no more requests and sends no more events. `excelApi` offers an earlier or later
 * requirement set than 1.14.
 */
export function openInNode(
  workbook: StandInWorkbook,
  options: { excelApi?: string } = {},
): { Excel: typeof Excel; OfficeExtension: typeof OfficeExtension; Office: typeof Office } {
  const state = (loaded ??= load());
  SETS["excelapi"] = options.excelApi ?? "1.14";
  state.unhook();
  state.workbook = workbook;
  state.unhook = workbook.onOfficeEvents((events) => {
    // After the answer to the request that caused them, as over a wire.
    setTimeout(() => {
      if (state.workbook === workbook)
        state.bridge.onMessageFromHost?.(JSON.stringify({ type: 3, message: { entries: events } }));
    }, 0);
  });
  return {
    Excel: globals["Excel"] as typeof Excel,
    OfficeExtension: globals["OfficeExtension"] as typeof OfficeExtension,
    Office: officeGlobals(),
  };
}
