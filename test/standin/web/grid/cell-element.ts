/** One cell of the grid as an element of the page. Decides nothing: draws a `CellLook`. */
import { columnLetter } from "../../../../src/plan/grid";
import type { CellLook, FontLook } from "./look";
import { fontSizeAdjust, fontStack, lineHeight, pixels } from "./text-width";

/** Where a cell stands within its row, in pixels. */
export interface CellPlace {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface CellDrawing {
  row: number;
  column: number;
  look: CellLook;
  place: CellPlace;
  /** Width for text that runs over empty neighbours; equals the cell's own width where it does not. */
  textWidth: number;
  showGridlines: boolean;
  span?: { rows: number; columns: number };
}

const addressOf = (row: number, column: number): string => `${columnLetter(column)}${row + 1}`;
export const cellId = (row: number, column: number): string => `cell-${addressOf(row, column)}`;

export function cellElement({ row, column, look, place, textWidth, showGridlines, span }: CellDrawing): HTMLElement {
  const element = document.createElement("div");
  element.className = "cell";
  element.id = cellId(row, column);
  element.setAttribute("role", "gridcell");
  element.setAttribute("aria-colindex", String(column + 2));
  element.dataset["address"] = addressOf(row, column);
  if (span) {
    element.setAttribute("aria-rowspan", String(span.rows));
    element.setAttribute("aria-colspan", String(span.columns));
    element.setAttribute("aria-rowindex", String(row + 2));
  }
  const { style } = element;
  style.left = `${place.left}px`;
  style.top = `${place.top}px`;
  style.width = `${place.width}px`;
  style.height = `${place.height}px`;
  if (look.fill) {
    style.background = look.fill;
    // A filled cell hides the gridlines around it.
    style.borderColor = look.fill;
  } else if (!showGridlines) style.borderColor = "transparent";
  const overflows = textWidth > place.width;
  if (overflows) {
    element.classList.add("overflows");
    if (!look.fill) style.borderRightColor = "transparent";
  }
  drawEdges(element, look);
  if (look.text !== "") element.append(textElement(look, textWidth, place.height));
  if (look.filterButton) {
    const button = document.createElement("span");
    button.className = "filter-button";
    button.setAttribute("aria-hidden", "true");
    element.append(button);
  }
  return element;
}

/** Edges are drawn over the gridlines, so that a cell's border does not move its text. */
function drawEdges(element: HTMLElement, { edges }: CellLook): void {
  if (!edges.top && !edges.right && !edges.bottom && !edges.left) return;
  const frame = document.createElement("span");
  frame.className = "edges";
  frame.setAttribute("aria-hidden", "true");
  if (edges.top) frame.style.borderTop = edges.top.css;
  if (edges.right) frame.style.borderRight = edges.right.css;
  if (edges.bottom) frame.style.borderBottom = edges.bottom.css;
  if (edges.left) frame.style.borderLeft = edges.left.css;
  element.append(frame);
}

function textElement(look: CellLook, width: number, height: number): HTMLElement {
  const text = document.createElement(look.link ? "a" : "span");
  text.className = look.wrap ? "text wrapped" : "text";
  const { style } = text;
  style.width = `${width - 1}px`;
  style.textAlign = look.horizontal;
  style.alignContent = look.vertical === "top" ? "start" : look.vertical === "middle" ? "center" : "end";
  style.height = `${height - 1}px`;
  if (look.indent > 0) style[look.horizontal === "right" ? "paddingRight" : "paddingLeft"] = `${look.indent + 3}px`;
  applyFont(style, look.font);
  style.lineHeight = `${lineHeight(look.font.size)}px`;
  if (look.runs.length === 1) text.textContent = look.text;
  else {
    for (const run of look.runs) {
      const part = document.createElement("span");
      part.textContent = run.text;
      applyFont(part.style, run.font);
      text.append(part);
    }
  }
  if (look.link) {
    text.classList.add("link");
    const { screenTip, address, documentReference } = look.link;
    text.title = screenTip ?? address ?? `Go to ${documentReference}`;
  }
  return text;
}

function applyFont(style: CSSStyleDeclaration, font: FontLook): void {
  style.fontFamily = fontStack(font.family);
  style.fontSize = `${pixels(font.size)}px`;
  style.setProperty("font-size-adjust", fontSizeAdjust(font.family));
  if (font.bold) style.fontWeight = "bold";
  if (font.italic) style.fontStyle = "italic";
  const lines = [font.underline && "underline", font.strikethrough && "line-through"].filter(Boolean);
  if (lines.length > 0) style.textDecoration = lines.join(" ");
  if (font.colour) style.color = font.colour;
}
