/** Draws assets/icon-*.png from the drawings beside them: `npm run icons`. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openBrowser } from "../test/browser/browser";

const assets = path.resolve(__dirname, "../assets");
const sizes = [16, 20, 24, 32, 40, 48, 64, 80];

async function draw(): Promise<void> {
  const browser = await openBrowser();
  const page = await browser.newPage();
  for (const size of sizes) {
    const drawing = readFileSync(path.join(assets, size < 32 ? "mark-small.svg" : "mark.svg"), "utf8");
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<style>html,body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`,
    );
    writeFileSync(path.join(assets, `icon-${size}.png`), await page.screenshot({ omitBackground: true }));
  }
  await browser.close();
}

void draw();
