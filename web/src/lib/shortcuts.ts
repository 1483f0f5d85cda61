/** Which shortcut a key press is. Single keys never fire while a reader types, and can be turned off (WCAG 2.1.4). */
export const SHORTCUTS = [
  { id: "palette", keys: ["Ctrl", "K"] },
  { id: "search", keys: ["/"] },
  { id: "help", keys: ["?"] },
  { id: "table", keys: ["t"] },
  { id: "definition", keys: ["i"] },
  { id: "present", keys: ["p"] },
  { id: "go-today", keys: ["g", "t"] },
  { id: "go-explore", keys: ["g", "e"] },
  { id: "go-contacts", keys: ["g", "c"] },
  { id: "go-metrics", keys: ["g", "m"] },
  { id: "go-imports", keys: ["g", "d"] },
] as const;

export type ShortcutId = (typeof SHORTCUTS)[number]["id"];

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** Whether the focus is where text is typed. */
  typing: boolean;
}

/** The shortcut of a press after the key `before` (null for none); `"pending"` where a second key must follow. */
export function shortcutOf(
  press: KeyPress,
  before: string | null,
  singleKeys: boolean,
): ShortcutId | "pending" | null {
  if ((press.ctrlKey || press.metaKey) && !press.altKey) {
    return press.key.toLowerCase() === "k" ? "palette" : null;
  }
  if (press.altKey || press.typing || !singleKeys) return null;
  if (before === "g") {
    return SHORTCUTS.find(({ keys }) => keys[0] === "g" && keys[1] === press.key)?.id ?? null;
  }
  if (press.key === "g") return "pending";
  return SHORTCUTS.find(({ keys }) => keys.length === 1 && keys[0] === press.key)?.id ?? null;
}

/** Whether an element takes typed text. */
export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

type Action = () => void;

const actions = new Map<ShortcutId, Action>();

/** Offers what a shortcut does while a screen is shown; the answer withdraws it. */
export function offerShortcuts(offered: Partial<Record<ShortcutId, Action>>): () => void {
  const entries = Object.entries(offered) as [ShortcutId, Action][];
  for (const [id, action] of entries) actions.set(id, action);
  return () => {
    for (const [id, action] of entries) if (actions.get(id) === action) actions.delete(id);
  };
}

/** Does what is offered for a shortcut; false where nothing is. */
export function runShortcut(id: ShortcutId): boolean {
  const action = actions.get(id);
  action?.();
  return action !== undefined;
}
