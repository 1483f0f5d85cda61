import { listMetrics } from "$lib/api/client";
import { getGoal, listGoals, listPurposes } from "$lib/api/goals";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, params }) => {
  await loadWords("goals", "goalwork");
  const { session } = await parent();
  if (!session) return { found: null };
  const [goal, goals, purposes, catalogue] = await Promise.all([
    getGoal(params.id),
    listGoals(),
    listPurposes(),
    listMetrics(),
  ]);
  return { found: { goal, goals, purposes, metrics: catalogue.metrics } };
};
