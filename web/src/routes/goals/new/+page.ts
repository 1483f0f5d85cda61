import { listMetrics } from "$lib/api/client";
import { listGoals, listPurposes } from "$lib/api/goals";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, url }) => {
  await loadWords("goals", "goalwork");
  const { session } = await parent();
  const asked = {
    metric: url.searchParams.get("metric") ?? "",
    parent: url.searchParams.get("parent") ?? "",
    objective: url.searchParams.get("objective") ?? "",
  };
  if (!session) return { metrics: [], purposes: [], goals: [], asked };
  const [catalogue, purposes, goals] = await Promise.all([listMetrics(), listPurposes(), listGoals()]);
  return { metrics: catalogue.metrics, purposes, goals, asked };
};
