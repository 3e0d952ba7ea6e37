/** Writes the sample workbooks beside this script: `npm run samples`. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { samples, toBytes } from "./workbooks";

async function make(): Promise<void> {
  for (const { file, build } of samples) {
    const bytes = await toBytes(build());
    await writeFile(join(__dirname, file), bytes);
    console.log(`${file} (${bytes.length} bytes)`);
  }
}

void make();
