/** The box a person types into over a cell. Knows keys and place; what becomes of the text is the grid's affair. */
import type { CellLook } from "./look";
import { fontSizeAdjust, fontStack, pixels } from "./text-width";

export interface EditorEvents {
  /** `move` says where the selection goes next. */
  onCommit(text: string, move: { rows: number; columns: number } | null): boolean;
  onCancel(): void;
  onDraft(text: string): void;
}

export interface EditorPlace {
  left: number;
  top: number;
  width: number;
  height: number;
  maxWidth: number;
}

export class CellEditor {
  isOpen = false;
  private readonly box = document.createElement("textarea");
  /** Begun by typing rather than F2: arrows then leave the cell, as in Excel. */
  private begunByTyping = false;

  constructor(
    parent: HTMLElement,
    private readonly events: EditorEvents,
  ) {
    this.box.className = "editor";
    this.box.hidden = true;
    this.box.spellcheck = false;
    this.box.setAttribute("aria-label", "Cell being edited");
    this.box.addEventListener("input", () => {
      this.grow();
      this.events.onDraft(this.box.value);
    });
    parent.append(this.box);
  }

  get text(): string {
    return this.box.value;
  }

  /** Sets the draft from elsewhere (the formula bar). */
  set text(text: string) {
    this.box.value = text;
    this.grow();
  }

  contains(target: EventTarget | null): boolean {
    return target === this.box;
  }

  open(text: string, place: EditorPlace, look: CellLook, begunByTyping: boolean): void {
    this.isOpen = true;
    this.begunByTyping = begunByTyping;
    this.box.hidden = false;
    this.box.value = text;
    this.box.style.fontFamily = fontStack(look.font.family);
    this.box.style.fontSize = `${pixels(look.font.size)}px`;
    this.box.style.setProperty("font-size-adjust", fontSizeAdjust(look.font.family));
    this.place(place);
    this.box.focus({ preventScroll: true });
    this.box.setSelectionRange(text.length, text.length);
  }

  close(): void {
    this.isOpen = false;
    this.box.hidden = true;
    this.box.value = "";
  }

  focus(): void {
    this.box.focus({ preventScroll: true });
  }

  place({ left, top, width, height, maxWidth }: EditorPlace): void {
    const { style } = this.box;
    style.left = `${left - 1}px`;
    style.top = `${top - 1}px`;
    style.minWidth = `${width + 1}px`;
    style.maxWidth = `${maxWidth}px`;
    style.width = `${width + 1}px`;
    style.minHeight = `${height + 1}px`;
    this.grow();
  }

  key(event: KeyboardEvent): void {
    const { key, shiftKey } = event;
    const done = (rows: number, columns: number) => {
      event.preventDefault();
      event.stopPropagation();
      this.events.onCommit(this.box.value, { rows, columns });
    };
    if (key === "Enter" && event.altKey) {
      event.preventDefault();
      this.box.setRangeText("\n", this.box.selectionStart, this.box.selectionEnd, "end");
      this.grow();
      this.events.onDraft(this.box.value);
      return;
    }
    if (key === "Enter") return done(shiftKey ? -1 : 1, 0);
    if (key === "Tab") return done(0, shiftKey ? -1 : 1);
    if (key === "Escape") {
      event.preventDefault();
      return this.events.onCancel();
    }
    if (key === "F2") {
      event.preventDefault();
      this.begunByTyping = false;
      return;
    }
    if (!this.begunByTyping) return;
    if (key === "ArrowDown") return done(1, 0);
    if (key === "ArrowUp") return done(-1, 0);
    if (key === "ArrowLeft") return done(0, -1);
    if (key === "ArrowRight") return done(0, 1);
  }

  private grow(): void {
    const { style } = this.box;
    style.height = "auto";
    style.height = `${this.box.scrollHeight + 4}px`;
  }
}
