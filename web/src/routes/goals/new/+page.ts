import { listMetrics } from "$lib/api/client";
import { listGoals, listPurposes } from "$lib/api/goals";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent }) => {
  await loadWords("goals", "goalwork");
  const { session } = await parent();
  if (!session) return { metrics: [], purposes: [], goals: [] };
  const [catalogue, purposes, goals] = await Promise.all([listMetrics(), listPurposes(), listGoals()]);
  return { metrics: catalogue.metrics, purposes, goals };
};
