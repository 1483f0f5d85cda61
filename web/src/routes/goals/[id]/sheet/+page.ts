import { listMetrics } from "$lib/api/client";
import { getGoal, getGoalProgress, listGoalEntries, listPurposes } from "$lib/api/goals";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, params }) => {
  await loadWords("goals", "goalwork");
  const { session } = await parent();
  if (!session) return { found: null };
  const { id } = params;
  const [goal, progress, said, purposes, catalogue] = await Promise.all([
    getGoal(id),
    getGoalProgress(id),
    listGoalEntries(id),
    listPurposes(),
    listMetrics(),
  ]);
  const metric = catalogue.metrics.find(({ id: known }) => known === goal.definition.measure?.metric);
  return { found: { goal, progress, said, purposes, metric, metrics: catalogue.metrics } };
};
