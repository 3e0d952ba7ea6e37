/** The styles of cells and looks of rules a copy needs and the file does not have: asked for once each, their numbers left open. */
import type { Style } from "exceljs";
import { openNumber } from "./adopt";

/** Styles and looks whose numbers are not known yet, each asked for once. */
export class Wanted {
  readonly styles: Partial<Style>[] = [];
  readonly looks: Partial<Style>[] = [];
  private readonly known = new Map<string, string>();

  private number(kind: "style" | "look", list: Partial<Style>[], item: Partial<Style>, text: string): string {
    const key = `${kind} ${text}`;
    let number = this.known.get(key);
    if (number === undefined) this.known.set(key, (number = openNumber(kind, list.push(item) - 1)));
    return number;
  }

  style(style: Partial<Style>, text: string): string {
    return this.number("style", this.styles, style, text);
  }

  look(look: Partial<Style>, text: string): string {
    return this.number("look", this.looks, look, text);
  }
}
