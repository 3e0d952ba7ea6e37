/**
 * `npm start` and `npm stop`: puts the add-in into desktop Excel on this machine, and takes it out again.
 *
 * office-addin-debugging does the work, fetched by npx when it is wanted: it only serves Windows and Mac, and does not install
 * cleanly beside the rest.
 */
import { spawnSync } from "node:child_process";

import { logErrorMessage } from "office-addin-cli";

const task = process.argv[2];
if (task !== "start" && task !== "stop") {
  logErrorMessage("Say start or stop: npm start, npm stop.");
  process.exit(2);
}

if (process.platform !== "win32" && process.platform !== "darwin") {
  console.log(
    [
      "Desktop Excel runs on Windows and Mac only, so there is nothing to put the add-in into on this machine.",
      "",
      "To see it here, without Excel:       npm run demo",
      "To try it in Excel for the web:      npm run dev-server, then open a workbook in your browser and choose",
      "                                     Add-ins > More add-ins > My add-ins > Upload my add-in > manifest.xml",
    ].join("\n"),
  );
  process.exit(task === "start" ? 1 : 0);
}

const { status, error } = spawnSync("npx", ["--yes", "office-addin-debugging@7", task, "manifest.xml"], {
  stdio: "inherit",
  shell: process.platform === "win32",
});
if (error) logErrorMessage(`npx could not be run: ${error.message}`);
process.exit(status ?? 1);
