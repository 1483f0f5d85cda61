import { listMetrics } from "$lib/api/client";
import { reportGoals } from "$lib/api/goals";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

/** The month before the one that is running. */
function lastMonth(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}

export const load: PageLoad = async ({ parent, url }) => {
  await loadWords("goals", "goalwork");
  const { session } = await parent();
  const month = url.searchParams.get("month") ?? lastMonth();
  const team = url.searchParams.get("team") ?? "";
  const goal = url.searchParams.get("goal") ?? "";
  if (!session) return { month, team, goal, report: null, metrics: [], may: [] as string[] };
  const [report, catalogue] = await Promise.all([
    reportGoals(month, goal || undefined, team || undefined),
    listMetrics(),
  ]);
  return { month, team, goal, report, metrics: catalogue.metrics, may: session.user.may };
};
