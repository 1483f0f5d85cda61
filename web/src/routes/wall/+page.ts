import { listMetrics } from "$lib/api/client";
import { getWallFrame } from "$lib/api/day";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, url }) => {
  const { session } = await parent();
  await loadWords("day", "goals");
  const preview = url.searchParams.get("preview");
  // A screen has no session: it goes by its own token, in the page.
  if (!session || preview === null) return { preview: null, metrics: [] };
  const [frame, catalogue] = await Promise.all([getWallFrame(preview), listMetrics()]);
  return { preview: frame, metrics: catalogue.metrics };
};
