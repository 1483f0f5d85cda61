import { listMetrics } from "$lib/api/client";
import { assessGoal, getGoal, getGoalProgress, listGoalEntries, listGoalVersions } from "$lib/api/goals";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, params }) => {
  await loadWords("goals");
  const { session } = await parent();
  const may: string[] = session?.user.may ?? [];
  if (!session) return { found: null, may };
  const { id } = params;
  const [goal, progress, versions, said, catalogue] = await Promise.all([
    getGoal(id),
    getGoalProgress(id),
    listGoalVersions(id),
    listGoalEntries(id),
    listMetrics(),
  ]);
  const metric = catalogue.metrics.find(({ id: known }) => known === goal.definition.measure?.metric);
  // The odds take longer than the rest: the page shows them when they come.
  const { definition, work } = goal;
  const answer = assessGoal({ definition, work, follows: null }, id).catch(() => null);
  const found = { goal, progress, versions, said, metric, metrics: catalogue.metrics, answer };
  return { found, may };
};
