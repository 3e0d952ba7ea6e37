/**
 * How wide text is and how many lines it takes in a column, from a table of letter widths measured once for each font.
 * Faster than asking the page for each cell: a plan of thousands of rows is laid out at once.
 */
import type { FontLook } from "./look";

/**
 * CSS font-size-adjust for a family: where Calibri is not installed, the font standing in for it is scaled to Calibri's
 * x-height, so that its columns keep their lines. Other families have stand-ins of their own width.
 */
export const fontSizeAdjust = (family: string): string => (/^calibri/i.test(family) ? "0.466" : "none");

export function fontStack(family: string): string {
  return `"${family.replaceAll('"', "")}", Calibri, Carlito, "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif`;
}

export const pixels = (points: number): number => (points * 4) / 3;
/** Calibri 11 takes rows of 20 pixels. */
export const lineHeight = (points: number): number => Math.round((points * 20) / 11);

export class TextMeasurer {
  private readonly context = document.createElement("canvas").getContext("2d")!;
  private readonly widths = new Map<string, Map<string, number>>();
  private readonly scales = new Map<string, number>();

  /** Pixels a line of text takes. */
  width(text: string, font: FontLook): number {
    const table = this.table(font);
    let width = 0;
    for (const letter of text) width += this.letter(letter, font, table);
    return width;
  }

  /** Lines the text takes when wrapped at a width in pixels. */
  lines(text: string, font: FontLook, width: number): number {
    const table = this.table(font);
    let lines = 0;
    for (const paragraph of text.split("\n")) lines += this.paragraphLines(paragraph, font, table, width);
    return lines;
  }

  private paragraphLines(text: string, font: FontLook, table: Map<string, number>, width: number): number {
    let lines = 1;
    let used = 0;
    let word = 0;
    let space = 0;
    const endWord = () => {
      if (used > 0 && used + space + word > width) {
        lines++;
        used = 0;
        space = 0;
      }
      used += space + word;
      while (used > width && width > 0 && word > width) {
        lines++;
        used -= width;
      }
      space = 0;
      word = 0;
    };
    for (const letter of text) {
      const letterWidth = this.letter(letter, font, table);
      if (letter === " ") {
        endWord();
        space += letterWidth;
      } else {
        word += letterWidth;
        // A line may also break after a hyphen.
        if (letter === "-") endWord();
      }
    }
    endWord();
    return lines;
  }

  private letter(letter: string, font: FontLook, table: Map<string, number>): number {
    let width = table.get(letter);
    if (width === undefined) {
      this.context.font = this.css(font);
      width = this.context.measureText(letter).width * this.scale(font.family);
      table.set(letter, width);
    }
    return width;
  }

  private table(font: FontLook): Map<string, number> {
    const key = this.css(font);
    let table = this.widths.get(key);
    if (!table) this.widths.set(key, (table = new Map()));
    return table;
  }

  private css(font: FontLook): string {
    return `${font.italic ? "italic " : ""}${font.bold ? "bold " : ""}${pixels(font.size)}px ${fontStack(font.family)}`;
  }

  /** The canvas knows no font-size-adjust: the page is asked once what it makes of the family. */
  private scale(family: string): number {
    let scale = this.scales.get(family);
    if (scale === undefined) {
      const probe = document.createElement("span");
      const text = "the quick brown fox jumps over the lazy dog";
      probe.textContent = text;
      probe.style.cssText = `position:absolute;visibility:hidden;white-space:pre;font-size:64px;font-size-adjust:${fontSizeAdjust(family)}`;
      probe.style.fontFamily = fontStack(family);
      document.body.append(probe);
      this.context.font = `64px ${fontStack(family)}`;
      scale = probe.getBoundingClientRect().width / this.context.measureText(text).width;
      probe.remove();
      this.scales.set(family, scale);
    }
    return scale;
  }
}
