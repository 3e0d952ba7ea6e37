/**
 * Notices that the workbook was edited. Events are hints: they are late, doubled or missed, so whoever is told reads the
 * workbook again; nothing here writes or opens anything.
 */
import { run } from "./batch";
import { markKey } from "./ours";

export type ChangedBy = "me" | "someone else";

/** Calls back after edits, our own writes left out. Returns how to stop. */
export async function watchWorkbook(changed: (by: ChangedBy) => void): Promise<() => Promise<void>> {
  const ours = new Set<string>();
  const handler = await run(async ({ context, read }) => {
    const sheets = context.workbook.worksheets.load("items/id,items/customProperties/items/key");
    const added = sheets.onChanged.add(async (event) => {
      if (event.triggerSource === "ThisLocalAddin" || ours.has(event.worksheetId)) return;
      changed(event.source === "Remote" ? "someone else" : "me");
    });
    await read();
    for (const { id, customProperties } of sheets.items) {
      if (customProperties.items.some(({ key }) => key === markKey)) ours.add(id);
    }
    return added;
  });
  return async () => {
    await Excel.run(handler.context, async (context) => {
      handler.remove();
      await context.sync();
    }).catch(() => undefined);
  };
}
