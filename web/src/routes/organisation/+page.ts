import { getNames, getOrganisation, listCorrections } from "$lib/api/data-care";
import { computeSpan } from "$lib/api/planning";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

const TABS = ["people", "span", "unknown", "aliases", "sites", "corrections"] as const;
export type Tab = (typeof TABS)[number];

export const load: PageLoad = async ({ parent, url, depends }) => {
  depends("pharos:organisation");
  await loadWords("organisation", "contact", "capacity");
  const { session } = await parent();
  const asked = url.searchParams.get("tab");
  const tab: Tab = TABS.find((name) => name === asked) ?? "people";
  if (!session) return { tab, organisation: null, names: null, corrections: [], span: null };
  const mayPlan = session.user.may?.includes("read_plans") ?? false;
  const [organisation, names, corrections, span] = await Promise.all([
    getOrganisation(),
    getNames(),
    listCorrections(),
    tab === "span" && mayPlan ? computeSpan() : null,
  ]);
  return { tab, organisation, names, corrections, span };
};
