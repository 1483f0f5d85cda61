import type { MsgId } from "$lib/messages/ids";
import type { ShortcutId } from "$lib/shortcuts";

export interface Screen {
  id: string;
  href: string;
  name: MsgId;
  shortcut: ShortcutId;
}

/** The screens there are, in the order of the navigation. */
export const SCREENS: Screen[] = [
  { id: "explore", href: "/explore", name: "nav-explore", shortcut: "go-explore" },
  { id: "contacts", href: "/contacts", name: "nav-contacts", shortcut: "go-contacts" },
  { id: "metrics", href: "/metrics", name: "nav-metrics", shortcut: "go-metrics" },
  { id: "imports", href: "/imports", name: "nav-imports", shortcut: "go-imports" },
];
