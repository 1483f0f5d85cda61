import { listMetrics } from "$lib/api/client";
import { listGoals, listGoalsProgress, listPurposes } from "$lib/api/goals";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, url }) => {
  await loadWords("goals");
  const view = url.searchParams.get("view") ?? "tree";
  const { session } = await parent();
  if (!session) return { view, goals: [], progress: {}, purposes: [], metrics: [], may: [] as string[] };
  const [goals, progress, purposes, catalogue] = await Promise.all([
    listGoals(),
    listGoalsProgress(),
    listPurposes(),
    listMetrics(),
  ]);
  return { view, goals, progress, purposes, metrics: catalogue.metrics, may: session.user.may };
};
