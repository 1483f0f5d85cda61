import { getNames, getOrganisation, listCorrections } from "$lib/api/data-care";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

const TABS = ["people", "unknown", "aliases", "sites", "corrections"] as const;
export type Tab = (typeof TABS)[number];

export const load: PageLoad = async ({ parent, url, depends }) => {
  depends("pharos:organisation");
  await loadWords("organisation", "contact");
  const { session } = await parent();
  const asked = url.searchParams.get("tab");
  const tab: Tab = TABS.find((name) => name === asked) ?? "people";
  if (!session) return { tab, organisation: null, names: null, corrections: [] };
  const [organisation, names, corrections] = await Promise.all([
    getOrganisation(),
    getNames(),
    listCorrections(),
  ]);
  return { tab, organisation, names, corrections };
};
