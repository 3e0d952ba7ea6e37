/**
 * The text of one cell as a file stores it, in one piece or in runs with looks of their own, no longer than Excel's cells
 * hold.
 */
import type { GridCell } from "../../plan/grid";
import { attributeIn, decodeEscapes, decodeText } from "./xml";

/** The looks of letters that a plan may use as meaning. */
export interface Looks {
  bold: boolean;
  italic: boolean;
  /** "mixed" where a part is struck through. */
  struck: boolean | "mixed";
  /** "#RRGGBB"; null where the file names none. */
  colour: string | null;
}

/** Letters without a look of their own. */
export const plainLooks: Looks = { bold: false, italic: false, struck: false, colour: null };

/** A text as the file stores it. */
export interface StoredText {
  text: string;
  /** What those of its runs look like that have looks of their own, all together; null where none has. */
  looks: Looks | null;
  /** Whether some of it looks like its cell. */
  plain: boolean;
}

/** Excel's own limit on the text of a cell; what is longer is cut there, as Excel does. */
const cellLimit = 32_767;

/** So much is kept of what is stored: one character may be written as "_x000D_". */
export const storedLimit = cellLimit * 7;

/** The decoded text of a cell, cut where Excel cuts it; never through the middle of a character. */
export function cellText(stored: string): string {
  const text = decodeEscapes(stored);
  if (text.length <= cellLimit) return text;
  const last = text.charCodeAt(cellLimit - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? cellLimit - 1 : cellLimit);
}

/** Collects a text out of the tags inside <si> or <is>: hints on how to say it are left out. */
export class TextReader {
  private stored = "";
  private looks: Looks | null = null;
  private plain = false;
  private run: Looks | null = null;
  private inText = false;
  private inLooks = false;
  private hints = 0;

  open(name: string, attributes: string, empty: boolean): void {
    if (this.inLooks) this.run = withLook(this.run ?? plainLooks, name, attributes);
    this.inText = name === "t" && !empty && this.hints === 0;
    if (name === "r") this.run = null;
    else if (name === "rPr") {
      this.run = plainLooks;
      this.inLooks = !empty;
    } else if (name === "rPh" && !empty) this.hints += 1;
  }

  close(name: string): void {
    this.inText = false;
    if (name === "rPr") this.inLooks = false;
    else if (name === "rPh") this.hints -= 1;
    else if (name === "r") this.run = null;
  }

  text(raw: string, literal: boolean): void {
    if (!this.inText) return;
    this.stored += decodeText(raw, literal, storedLimit - this.stored.length);
    if (this.run === null) this.plain = true;
    else this.looks = this.looks === null ? this.run : together(this.looks, this.run);
  }

  /** The text so far; the next one begins. */
  take(): StoredText {
    const taken = { text: cellText(this.stored), looks: this.looks, plain: this.plain };
    [this.stored, this.looks, this.plain, this.run] = ["", null, false, null];
    [this.inText, this.inLooks, this.hints] = [false, false, 0];
    return taken;
  }
}

/** Looks with what one tag of a font says of them. */
export function withLook(looks: Looks, tag: string, attributes: string): Looks {
  const isOn = !["0", "false"].includes(attributeIn(attributes, "val"));
  switch (tag) {
    case "b":
      return { ...looks, bold: isOn };
    case "i":
      return { ...looks, italic: isOn };
    case "strike":
      return { ...looks, struck: isOn };
    case "color":
      return { ...looks, colour: rgb(attributes) };
    default:
      return looks;
  }
}

/** "#RRGGBB" of a colour given as ARGB; theme colours are not looked up, they only hint at a meaning. */
export function rgb(attributes: string): string | null {
  const argb = attributeIn(attributes, "rgb");
  return argb.length === 8 ? `#${argb.slice(2).toUpperCase()}` : null;
}

/** What letters of these looks have in common, as Excel gives it of a cell; of a part struck through, that it is. */
function together(a: Looks, b: Looks): Looks {
  return {
    bold: a.bold && b.bold,
    italic: a.italic && b.italic,
    struck: a.struck === b.struck ? a.struck : "mixed",
    colour: a.colour === b.colour ? a.colour : null,
  };
}

/** The looks of a text in a cell that has looks of its own. */
export function looksIn(cell: Looks, { looks, plain }: StoredText): Looks {
  if (looks === null) return cell;
  return plain ? together(looks, cell) : looks;
}

/** Looks as the plan's reader takes them; what is ordinary is left out. */
export function shapeOf({ bold, italic, struck, colour }: Looks, fill: string | null): Partial<GridCell> {
  const shape: Partial<GridCell> = {};
  if (bold) shape.bold = true;
  if (italic) shape.italic = true;
  if (struck) shape.strikethrough = struck;
  if (colour && colour !== "#000000") shape.colour = colour;
  if (fill && fill !== "#FFFFFF") shape.fill = fill;
  return shape;
}
