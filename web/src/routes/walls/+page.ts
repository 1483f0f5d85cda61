import { listWalls } from "$lib/api/day";
import { listMetrics } from "$lib/api/client";
import { listGoals, type Goal } from "$lib/api/goals";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent }) => {
  const { session } = await parent();
  await loadWords("day");
  const goals: Goal[] = [];
  if (!session) return { walls: null, metrics: [], goals, may: [] as string[], timeZone: "UTC" };
  const [walls, catalogue, all] = await Promise.all([listWalls(), listMetrics(), listGoals()]);
  goals.push(...all.filter((goal) => goal.state === "active"));
  return {
    walls,
    metrics: catalogue.metrics,
    goals,
    may: session.user.may,
    timeZone: session.centre.time_zone,
  };
};
