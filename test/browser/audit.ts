/**
 * What can be checked of a screen without a person: width, headings, names, contrast, one main button. Runs inside the page.
 *
 * It proves no screen good; it finds the faults that are never right.
 */

/** Faults of the page as shown, each in a sentence. Takes no part of this module with it: it is sent to the page whole. */
export function audit(): string[] {
  const faults: string[] = [];
  const visible = (element: Element) => {
    const box = element.getBoundingClientRect();
    return (
      box.width > 1 &&
      box.height > 1 &&
      getComputedStyle(element).visibility === "visible" &&
      !element.closest("[aria-hidden=true]")
    );
  };
  const called = (element: Element) =>
    `${element.tagName.toLowerCase()} “${(element.textContent ?? "").trim().slice(0, 40)}”`;

  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth)
    faults.push(`scrolls sideways by ${root.scrollWidth - root.clientWidth} pixels`);
  for (const element of document.querySelectorAll("main *")) {
    const box = element.getBoundingClientRect();
    if (visible(element) && (box.right > root.clientWidth + 1 || box.left < -1))
      faults.push(`${called(element)} sticks out`);
  }

  if (document.querySelectorAll("h1").length !== 1) faults.push("not exactly one h1");
  let level = 1;
  for (const title of document.querySelectorAll("h1, h2, h3, h4")) {
    const next = Number(title.tagName[1]);
    if (next > level + 1) faults.push(`${called(title)} skips a level`);
    level = next;
  }
  if (!document.querySelector("main")) faults.push("no main part");
  if (!root.lang) faults.push("no language");

  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  for (const id of new Set(ids)) if (ids.filter((each) => each === id).length > 1) faults.push(`id ${id} twice`);

  for (const control of document.querySelectorAll<HTMLInputElement>("input, select, textarea")) {
    if (!control.labels?.length && !control.getAttribute("aria-label") && !control.getAttribute("aria-labelledby")) {
      faults.push(`${control.tagName.toLowerCase()} ${control.type} has no label`);
    }
  }
  for (const control of document.querySelectorAll("button, a, summary, [role=img]")) {
    if (!(control.getAttribute("aria-label") ?? control.textContent ?? "").trim())
      faults.push(`a ${control.tagName.toLowerCase()} has no name`);
  }
  for (const control of document.querySelectorAll("button, summary")) {
    const box = control.getBoundingClientRect();
    if (visible(control) && (box.height < 24 || box.width < 24)) faults.push(`${called(control)} is too small to hit`);
  }

  const colour = (text: string): [number, number, number, number] => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
    return [red, green, blue, alpha];
  };
  const behind = (element: Element): [number, number, number, number] => {
    for (let at: Element | null = element; at; at = at.parentElement) {
      const found = colour(getComputedStyle(at).backgroundColor);
      if (found[3] > 0.99) return found;
    }
    return [255, 255, 255, 1];
  };
  const light = ([red, green, blue]: [number, number, number, number]) => {
    const part = (value: number) =>
      value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
    return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
  };
  const mains = new Set<Element>();
  for (const element of document.querySelectorAll("main *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    if (!own || !visible(element)) continue;
    const disabled = element.closest("[disabled], [aria-disabled=true]");
    const [front, back] = [light(colour(getComputedStyle(element).color)), light(behind(element))];
    const contrast = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
    if (!disabled && contrast < 4.5) faults.push(`${called(element)} has a contrast of ${contrast.toFixed(2)}`);
  }
  const brand = getComputedStyle(document.querySelector(".fui-FluentProvider")!)
    .getPropertyValue("--colorBrandBackground")
    .trim();
  const probe = document.createElement("i");
  probe.style.color = brand;
  document.body.append(probe);
  const filled = getComputedStyle(probe).color;
  probe.remove();
  for (const control of document.querySelectorAll("button"))
    if (visible(control) && getComputedStyle(control).backgroundColor === filled) mains.add(control);
  if (mains.size > 1) faults.push(`${mains.size} main buttons`);
  return faults;
}
