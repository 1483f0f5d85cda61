/** What a reader has set for this browser: theme, and whether single keys are shortcuts (WCAG 2.1.4). */
export type Theme = "system" | "light" | "dark";

const THEME = "pharos.theme";
const KEYS = "pharos.keys";

export const preferences = $state({ theme: "system" as Theme, singleKeys: true });

/** Reads what this browser has stored. */
export function readPreferences(): void {
  const theme = stored(THEME);
  preferences.theme = theme === "light" || theme === "dark" ? theme : "system";
  preferences.singleKeys = stored(KEYS) !== "off";
}

export function setTheme(theme: Theme): void {
  preferences.theme = theme;
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  store(THEME, theme);
}

export function setSingleKeys(on: boolean): void {
  preferences.singleKeys = on;
  store(KEYS, on ? "on" : "off");
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage is forbidden: the choice holds for this visit.
  }
}
