/** Reads an add-in's XML manifest for its ribbon: groups, buttons, their words and icons, and the pages behind them. */

export interface RibbonIcon {
  size: number;
  url: string;
}

export type RibbonAction = { kind: "pane"; page: string } | { kind: "function"; name: string };

export interface RibbonButton {
  id: string;
  label: string;
  tipTitle: string;
  tip: string;
  icons: RibbonIcon[];
  action: RibbonAction;
}

export interface RibbonGroup {
  id: string;
  label: string;
  buttons: RibbonButton[];
}

export interface AddIn {
  name: string;
  /** The page that holds the functions of ribbon buttons; null when there is none. */
  functionPage: string | null;
  /** The pane when nothing says otherwise. */
  page: string | null;
  groups: RibbonGroup[];
}

/**
 * The add-in as its manifest describes it for Excel on a computer. Addresses are made to point at `origin`, where this
 * page's server has the same files. Throws an Error in plain words when the text is no manifest.
 */
export function readManifest(xml: string, origin: string, locale = "en-GB"): AddIn {
  const root = new DOMParser().parseFromString(xml, "text/xml").documentElement;
  if (root.localName !== "OfficeApp") throw new Error("The add-in's manifest.xml could not be read.");
  const texts = resources(root, locale);
  const here = (url: string | null | undefined) => (url ? origin + new URL(url, origin).pathname : null);
  const words = (element: Element | undefined) => texts.get(element?.getAttribute("resid") ?? "") ?? "";

  const button = (control: Element): RibbonButton[] => {
    const action = child(control, "Action");
    const kind = attribute(action, "type");
    const page = here(words(action && child(action, "SourceLocation")));
    const name = action && child(action, "FunctionName")?.textContent?.trim();
    const found: RibbonAction | null =
      kind === "ShowTaskpane" && page
        ? { kind: "pane", page }
        : kind === "ExecuteFunction" && name
          ? { kind: "function", name }
          : null;
    if (!found) return [];
    const tip = child(control, "Supertip");
    const label = words(child(control, "Label"));
    return [
      {
        id: control.getAttribute("id") ?? label,
        label,
        tipTitle: words(tip && child(tip, "Title")) || label,
        tip: words(tip && child(tip, "Description")),
        icons: icons(control, texts, here),
        action: found,
      },
    ];
  };

  const host = descendants(root, "Host").find((element) => attribute(element, "type") === "Workbook");
  const ribbon =
    host && descendants(host, "ExtensionPoint").find((point) => attribute(point, "type") === "PrimaryCommandSurface");
  const groups = ribbon ? descendants(ribbon, "Group") : [];
  const settings = child(root, "DefaultSettings");
  return {
    name: child(root, "DisplayName")?.getAttribute("DefaultValue") ?? "Add-in",
    functionPage: here(host && words(descendants(host, "FunctionFile")[0])),
    page: here(settings && child(settings, "SourceLocation")?.getAttribute("DefaultValue")),
    groups: groups.map((group) => ({
      id: group.getAttribute("id") ?? "",
      label: words(child(group, "Label")),
      // A menu's items stand beside the buttons: this ribbon has no menus of its own.
      buttons: [...descendants(group, "Control"), ...descendants(group, "Item")].flatMap(button),
    })),
  };
}

/** Every text, address and image of the manifest by its id, in the person's language where the manifest has it. */
function resources(root: Element, locale: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const kind of ["Image", "Url", "String"]) {
    for (const element of descendants(root, kind)) {
      const id = element.getAttribute("id");
      if (!id) continue;
      const translated = descendants(element, "Override").find(
        (other) => other.getAttribute("Locale")?.toLowerCase() === locale.toLowerCase(),
      );
      found.set(id, (translated ?? element).getAttribute(translated ? "Value" : "DefaultValue") ?? "");
    }
  }
  return found;
}

function icons(control: Element, texts: Map<string, string>, here: (url: string) => string | null): RibbonIcon[] {
  const icon = child(control, "Icon");
  if (!icon) return [];
  return descendants(icon, "Image").flatMap((image) => {
    const url = here(texts.get(image.getAttribute("resid") ?? "") ?? "");
    return url ? [{ size: Number(image.getAttribute("size")), url }] : [];
  });
}

const child = (element: Element, name: string) => [...element.children].find((other) => other.localName === name);
const descendants = (element: Element, name: string) => [...element.getElementsByTagNameNS("*", name)];
const attribute = (element: Element | undefined, name: string) =>
  element?.getAttributeNS("http://www.w3.org/2001/XMLSchema-instance", name) ?? null;
