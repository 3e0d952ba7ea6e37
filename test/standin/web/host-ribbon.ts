/** Draws the ribbon: the page's own buttons, and the add-in's as its manifest describes them. */
import type { RibbonButton, RibbonGroup } from "./manifest";

/** Simple line drawings on a 24 by 24 grid. */
const drawings = {
  open: "M3 19V6h6l2 2h9v2M3 19l3-9h16l-3 9z",
  save: "M12 4v11m-4-4 4 4 4-4M4 17v3h16v-3",
  samples: "M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h7",
  insertRow: "M3 5h18v5H3zM3 14h18M3 19h18M12 12v9M8.5 16.5h7",
  deleteRow: "M3 5h18v5H3zM3 14h18M3 19h18M8.5 16.5h7",
  sortUp: "M5 20V5m-3 3 3-3 3 3M12 6h4m-4 5h6m-6 5h8",
  sortDown: "M5 4v15m-3-3 3 3 3-3M12 6h8m-8 5h6m-6 5h4",
  protect: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  colleague:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-4 2.5-6 6-6s6 2 6 6M16 5a3 3 0 0 1 0 6m2 3c2 .8 3 2.8 3 5",
};

export type Drawing = keyof typeof drawings;

export interface HostButton {
  id: string;
  label: string;
  tip: string;
  drawing: Drawing;
  /** A button that stays pressed. */
  toggle?: boolean;
  onClick(): void;
}

export function group(label: string, children: HTMLElement[]): HTMLElement {
  const element = document.createElement("div");
  element.className = "ribbon-group";
  element.role = "group";
  element.setAttribute("aria-label", label);
  const buttons = document.createElement("div");
  buttons.className = "buttons";
  buttons.append(...children);
  const name = document.createElement("div");
  name.className = "group-label";
  name.textContent = label;
  element.append(buttons, name);
  return element;
}

export function hostButton({ id, label, tip, drawing, toggle, onClick }: HostButton): HTMLButtonElement {
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  icon.setAttribute("viewBox", "0 0 24 24");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", drawings[drawing]);
  for (const [name, value] of Object.entries({
    fill: "none",
    stroke: "#0b6a55",
    "stroke-width": "1.5",
    "stroke-linejoin": "round",
    "stroke-linecap": "round",
  }))
    path.setAttribute(name, value);
  icon.append(path);
  const button = bigButton(id, label, tip, icon);
  if (toggle) button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", onClick);
  return button;
}

/** The add-in's groups. Each button goes to `onClick` with the element, so that it can be shown as busy. */
export function addInGroups(
  groups: RibbonGroup[],
  onClick: (button: RibbonButton, element: HTMLButtonElement) => void,
): HTMLElement[] {
  return groups.map(({ label, buttons }) =>
    group(
      label,
      buttons.map((button) => {
        const image = document.createElement("img");
        image.src = iconOf(button);
        image.alt = "";
        image.width = image.height = 28;
        const element = bigButton(button.id, button.label, `${button.tipTitle}\n${button.tip}`, image);
        element.addEventListener("click", () => onClick(button, element));
        return element;
      }),
    ),
  );
}

/** The smallest icon that is still sharp on a screen of double density. */
function iconOf({ icons }: RibbonButton): string {
  const bySize = [...icons].sort((a, b) => a.size - b.size);
  return (bySize.find(({ size }) => size >= 56) ?? bySize.at(-1))?.url ?? "data:,";
}

function bigButton(id: string, label: string, tip: string, icon: Element): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "big";
  button.dataset["id"] = id;
  button.title = tip.trim();
  const holder = document.createElement("span");
  holder.className = "icon";
  holder.append(icon);
  const words = document.createElement("span");
  words.textContent = label;
  button.append(holder, words);
  return button;
}

export function field(label: string, control: HTMLElement): HTMLElement {
  const element = document.createElement("label");
  element.className = "field";
  const words = document.createElement("span");
  words.textContent = label;
  element.append(words, control);
  return element;
}
