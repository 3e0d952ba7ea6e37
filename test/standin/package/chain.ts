/**
 * The file's list of formulas in the order they are worked out, kept true when formulas go. Only a help to Excel: it makes the list anew
 * when there is none.
 */
import type { ChangedCells } from "./changedCells";
import type { Package } from "./package";
import { attributeOf, withAttribute } from "./xml";

/** What happened to formulas since the file was opened. */
export class Chain {
  private readonly gone = new Map<string, Set<string>>();
  private readonly left = new Set<string>();
  private isOld = false;

  note(sheetId: string, { formulasGone, formulasCame }: ChangedCells, moved: boolean): void {
    this.gone.set(sheetId, formulasGone);
    // What is missing from the list, or stands elsewhere now, Excel lists anew when the list is not there.
    this.isOld ||= formulasCame || (moved && formulasGone.size > 0);
  }

  leave(sheetId: string): void {
    this.left.add(sheetId);
  }

  async write(draft: Package, workbook: string): Promise<void> {
    const relation = (await draft.relations(workbook)).find(({ kind }) => kind === "calcChain");
    if (!relation || !draft.has(relation.target)) return;
    const xml = await draft.text(relation.target);
    let sheet = "";
    let carried: string | null = null;
    let count = 0;
    const now = xml.replace(/<(?:[\w.-]+:)?c\b[^>]*?\/>/g, (tag) => {
      const own = attributeOf(tag, "i");
      sheet = own ?? sheet;
      if (this.left.has(sheet) || this.gone.get(sheet)?.has(attributeOf(tag, "r") ?? "")) {
        // The sheet is said once for all that follow.
        carried = own ?? carried;
        return "";
      }
      count++;
      const kept = own === undefined && carried !== null ? withAttribute(tag, "i", carried) : tag;
      carried = null;
      return kept;
    });
    if (now === xml && !this.isOld) return;
    if (count > 0 && !this.isOld) return draft.put(relation.target, now);
    await draft.unrelate(workbook, [relation.id]);
    await draft.remove(relation.target);
  }
}
