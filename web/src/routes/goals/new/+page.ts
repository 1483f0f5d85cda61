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
  const isRefused = session !== null && !session.user.may.includes("manage_goals");
  if (!session || isRefused) {
    return { metrics: [], dimensions: [], purposes: [], goals: [], asked, isRefused };
  }
  const [catalogue, purposes, goals] = await Promise.all([listMetrics(), listPurposes(), listGoals()]);
  const { metrics, dimensions } = catalogue;
  return { metrics, dimensions, purposes, goals, asked, isRefused };
};
