import { listDimensionValues, listMetrics } from "$lib/api/client";
import { reportGoals } from "$lib/api/goals";
import { answeredOr, type Problem } from "$lib/api/problem";
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
  const nothing = { report: null, refused: null as Problem | null, teams: [] as string[], metrics: [] };
  if (!session) return { month, team, goal, ...nothing, may: [] as string[] };
  const [{ answer: report, refused }, teams, { metrics }] = await Promise.all([
    answeredOr(reportGoals(month, goal || undefined, team || undefined)),
    listDimensionValues("team", ""),
    listMetrics(),
  ]);
  return { month, team, goal, report, refused, teams, metrics, may: session.user.may };
};
