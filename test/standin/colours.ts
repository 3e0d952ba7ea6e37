/** Colours of a workbook (argb, theme with tint, the old palette) as Office.js shows them: "#RRGGBB". */
import type ExcelJS from "exceljs";

const PALETTE = (
  "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF " +
  "800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF " +
  "000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 " +
  "3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333"
).split(" ");

const NAMED: Record<string, string> = {
  black: "000000",
  white: "FFFFFF",
  red: "FF0000",
  green: "008000",
  blue: "0000FF",
  yellow: "FFFF00",
  orange: "FFA500",
  gray: "808080",
  grey: "808080",
  purple: "800080",
  pink: "FFC0CB",
  lightgray: "D3D3D3",
  lightgrey: "D3D3D3",
  lightblue: "ADD8E6",
  lightgreen: "90EE90",
  lightyellow: "FFFFE0",
  darkgreen: "006400",
  darkred: "8B0000",
  darkblue: "00008B",
};

const OFFICE_THEME = [
  "FFFFFF",
  "000000",
  "E7E6E6",
  "44546A",
  "4472C4",
  "ED7D31",
  "A5A5A5",
  "FFC000",
  "5B9BD5",
  "70AD47",
  "0563C1",
  "954F72",
];

/** The twelve colours of a theme part, in the order `theme="n"` counts them (light 1, dark 1, light 2, dark 2, accents, links). */
export function themeColours(xml: string | undefined): string[] {
  if (!xml) return OFFICE_THEME;
  const of = (name: string, fallback: string) => {
    const part = new RegExp(`<a:${name}>[^]{0,300}?(?:lastClr|srgbClr val)="([0-9A-Fa-f]{6})"`).exec(xml);
    return part ? part[1]!.toUpperCase() : fallback;
  };
  return [
    "lt1",
    "dk1",
    "lt2",
    "dk2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
  ].map((name, i) => of(name, OFFICE_THEME[i]!));
}

function tinted(hex: string, tint: number): string {
  const channel = (i: number) => {
    const value = parseInt(hex.slice(i, i + 2), 16);
    const moved = tint < 0 ? value * (1 + tint) : value + (255 - value) * tint;
    return Math.round(Math.max(0, Math.min(255, moved)))
      .toString(16)
      .padStart(2, "0");
  };
  return (channel(0) + channel(2) + channel(4)).toUpperCase();
}

/** "#RRGGBB" of a colour as exceljs holds it; null when there is none (or it is "automatic"). */
export function hexOf(colour: Partial<ExcelJS.Color> | undefined, theme: string[]): string | null {
  if (!colour) return null;
  const {
    argb,
    theme: index,
    indexed,
    tint,
  } = colour as { argb?: string; theme?: number; indexed?: number; tint?: number };
  const base = argb
    ? argb.slice(-6).toUpperCase()
    : index !== undefined
      ? theme[index]
      : indexed !== undefined
        ? PALETTE[indexed]
        : undefined;
  if (!base) return null;
  return `#${tint ? tinted(base, tint) : base}`;
}

/** An exceljs colour from "#RRGGBB", "RRGGBB" or a web name; null when it is none of these. */
export function colourOf(text: unknown): { argb: string } | null {
  if (typeof text !== "string") return null;
  const hex = /^#?([0-9A-Fa-f]{6})$/.exec(text.trim());
  const found = hex ? hex[1]!.toUpperCase() : NAMED[text.trim().toLowerCase()];
  return found ? { argb: `FF${found}` } : null;
}
