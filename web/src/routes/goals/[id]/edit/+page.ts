import { listMetrics } from "$lib/api/client";
import { getGoal, listGoals, listPurposes } from "$lib/api/goals";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, params }) => {
  await loadWords("goals", "goalwork");
  const { session } = await parent();
  const may = session?.user.may.includes("manage_goals") ?? false;
  if (!session || !may) return { found: null, isRefused: Boolean(session) };
  const [goal, goals, purposes, catalogue] = await Promise.all([
    getGoal(params.id),
    listGoals(),
    listPurposes(),
    listMetrics(),
  ]);
  const { metrics, dimensions } = catalogue;
  return { found: { goal, goals, purposes, metrics, dimensions }, isRefused: false };
};
