import type { MsgId } from "$lib/messages/ids";
import type { ShortcutId } from "$lib/shortcuts";

/** The parts of the navigation, in its order. A part without screens is not shown. */
export const SECTIONS = [
  { id: "today", name: "nav-section-today" },
  { id: "goals", name: "nav-section-goals" },
  { id: "people", name: "nav-section-people" },
  { id: "plan", name: "nav-section-plan" },
  { id: "measure", name: "nav-section-measure" },
  { id: "setup", name: "nav-section-setup" },
] as const satisfies { id: string; name: MsgId }[];

export type SectionId = (typeof SECTIONS)[number]["id"];

export interface Screen {
  id: string;
  section: SectionId;
  href: string;
  name: MsgId;
  shortcut?: ShortcutId;
}

/** The screens there are, in the order of the navigation; the first of a section is where its name leads. */
export const SCREENS: Screen[] = [
  { id: "explore", section: "measure", href: "/explore", name: "nav-explore", shortcut: "go-explore" },
  { id: "contacts", section: "measure", href: "/contacts", name: "nav-contacts", shortcut: "go-contacts" },
  { id: "metrics", section: "measure", href: "/metrics", name: "nav-metrics", shortcut: "go-metrics" },
  { id: "staffing", section: "plan", href: "/staffing", name: "nav-staffing" },
  { id: "hiring", section: "plan", href: "/hiring", name: "nav-hiring" },
  { id: "imports", section: "setup", href: "/imports", name: "nav-imports", shortcut: "go-imports" },
  { id: "sources", section: "setup", href: "/sources", name: "nav-sources" },
  { id: "organisation", section: "setup", href: "/organisation", name: "nav-organisation" },
  { id: "reconcile", section: "setup", href: "/reconcile", name: "nav-reconcile" },
  { id: "data-care", section: "setup", href: "/data-care", name: "nav-data-care" },
];

/** The screen an address belongs to: the one with the longest fitting address. */
export function screenAt(path: string, screens: Screen[] = SCREENS): Screen | undefined {
  const fits = screens.filter(({ href }) => path === href || path.startsWith(`${href}/`));
  return fits.sort((one, other) => other.href.length - one.href.length)[0];
}
