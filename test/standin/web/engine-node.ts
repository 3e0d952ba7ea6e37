/** Starts the conditional-format engine in Node, from the package's own file. The page does it with fetch. */
import { readFileSync } from "node:fs";

import { startEngine } from "./conditional-formats";

let started = false;

export function startEngineInNode(): void {
  if (started) return;
  startEngine(readFileSync(require.resolve("@ironcalc/wasm/wasm_bg.wasm")));
  started = true;
}
