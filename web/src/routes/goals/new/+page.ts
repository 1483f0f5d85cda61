import { listMetrics } from "$lib/api/client";
import { listPurposes } from "$lib/api/goals";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent }) => {
  await loadWords("goals");
  const { session } = await parent();
  if (!session) return { metrics: [], purposes: [] };
  const [catalogue, purposes] = await Promise.all([listMetrics(), listPurposes()]);
  return { metrics: catalogue.metrics, purposes };
};
