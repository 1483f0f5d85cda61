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
  /** The action that must be open for the screen to be offered (`session.user.may`). */
  needs?: string;
}

/** The screens there are, in the order of the navigation; the first of a section is where its name leads. */
export const SCREENS: Screen[] = [
  {
    id: "today",
    section: "today",
    href: "/today",
    name: "nav-today",
    shortcut: "go-today",
    needs: "read_metrics",
  },
  { id: "meetings", section: "today", href: "/meetings", name: "nav-meetings", needs: "read_goals" },
  { id: "updates", section: "today", href: "/updates", name: "nav-updates", needs: "read_goals" },
  { id: "goals", section: "goals", href: "/goals", name: "nav-goals", needs: "read_goals" },
  { id: "explore", section: "measure", href: "/explore", name: "nav-explore", shortcut: "go-explore" },
  {
    id: "contacts",
    section: "measure",
    href: "/contacts",
    name: "nav-contacts",
    shortcut: "go-contacts",
    needs: "read_contacts",
  },
  { id: "metrics", section: "measure", href: "/metrics", name: "nav-metrics", shortcut: "go-metrics" },
  { id: "strategy", section: "goals", href: "/strategy", name: "nav-strategy", needs: "read_goals" },
  {
    id: "imports",
    section: "setup",
    href: "/imports",
    name: "nav-imports",
    shortcut: "go-imports",
    needs: "read_imports",
  },
  { id: "sources", section: "setup", href: "/sources", name: "nav-sources", needs: "read_imports" },
  { id: "reconcile", section: "setup", href: "/reconcile", name: "nav-reconcile", needs: "read_imports" },
  {
    id: "organisation",
    section: "setup",
    href: "/organisation",
    name: "nav-organisation",
    needs: "read_people",
  },
  { id: "users", section: "setup", href: "/users", name: "nav-users", needs: "manage_users" },
  { id: "audit", section: "setup", href: "/audit", name: "nav-audit", needs: "read_audit" },
  { id: "data-care", section: "setup", href: "/data-care", name: "nav-data-care", needs: "operate" },
  { id: "account", section: "setup", href: "/account", name: "nav-account", needs: "use_account" },
  { id: "walls", section: "setup", href: "/walls", name: "nav-walls", needs: "read_goals" },
  { id: "my-day", section: "people", href: "/my-day", name: "nav-my-day" },
  { id: "people", section: "people", href: "/people", name: "nav-people", needs: "read_individuals" },
  { id: "courses", section: "people", href: "/courses", name: "nav-courses" },
  { id: "kudos", section: "people", href: "/kudos", name: "nav-kudos" },
  { id: "people-settings", section: "people", href: "/people/settings", name: "nav-people-settings" },
  { id: "intraday", section: "plan", href: "/intraday", name: "nav-intraday", needs: "read_plans" },
  { id: "forecast", section: "plan", href: "/forecast", name: "nav-forecast", needs: "read_plans" },
  { id: "staffing", section: "plan", href: "/staffing", name: "nav-staffing", needs: "read_plans" },
  { id: "hiring", section: "plan", href: "/hiring", name: "nav-hiring", needs: "read_plans" },
];

/** The screens somebody is offered: those whose action is open. */
export function screensFor(may: readonly string[]): Screen[] {
  return SCREENS.filter(({ needs }) => needs === undefined || may.includes(needs));
}

/**
 * Where somebody begins: an agent with the own day, the others with the centre's, else with the first screen that is open. A
 * centre without facts has no day yet: Explore says how they come in.
 */
export function homeOf(
  user: { role: string; agent_id: string | null; may: readonly string[] } | undefined,
  hasFacts = true,
): string {
  if (user?.role === "agent" && user.agent_id !== null) return "/my-day";
  if (!hasFacts && (user?.may ?? ["read_metrics"]).includes("read_metrics")) return "/explore";
  return screensFor(user?.may ?? ["read_metrics"])[0]?.href ?? "/account";
}

/** The screen an address belongs to: the one with the longest fitting address. */
export function screenAt(path: string, screens: Screen[] = SCREENS): Screen | undefined {
  const fits = screens.filter(({ href }) => path === href || path.startsWith(`${href}/`));
  return fits.sort((one, other) => other.href.length - one.href.length)[0];
}
