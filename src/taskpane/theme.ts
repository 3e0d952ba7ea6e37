/** Light or dark, as Office says where it does, else as the system says; follows a change of the system's choice. */
import { webDarkTheme, webLightTheme } from "@fluentui/react-components";
import type { Theme } from "@fluentui/react-components";
import { useEffect, useState } from "react";

/** What Office tells about its theme; on the web it may tell nothing. */
export interface OfficeColours {
  isDarkTheme?: boolean;
  bodyBackgroundColor?: string;
}

/** True for a dark Office theme, false for a light one, null where Office does not say. */
export function isDark(colours: OfficeColours | undefined): boolean | null {
  if (colours?.isDarkTheme !== undefined) return colours.isDarkTheme;
  const hex = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colours?.bodyBackgroundColor ?? "");
  if (!hex) return null;
  const [red, green, blue] = hex.slice(1).map((part) => parseInt(part, 16)) as [number, number, number];
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

export function usePaneTheme(colours: OfficeColours | undefined): Theme {
  const [systemDark, setSystemDark] = useState(
    () => window.matchMedia?.("(prefers-color-scheme: dark)").matches ?? false,
  );
  useEffect(() => {
    const query = window.matchMedia?.("(prefers-color-scheme: dark)");
    const follow = () => setSystemDark(query.matches);
    query?.addEventListener("change", follow);
    return () => query?.removeEventListener("change", follow);
  }, []);
  return (isDark(colours) ?? systemDark) ? webDarkTheme : webLightTheme;
}
