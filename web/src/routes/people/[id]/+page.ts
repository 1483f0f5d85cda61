import { listMetrics } from "$lib/api/client";
import { listAgentGoals, type MyGoal } from "$lib/api/goals";
import { getPerson } from "$lib/api/people";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, params }) => {
  const [{ session }] = await Promise.all([parent(), loadWords("people", "goals")]);
  const none: MyGoal[] = [];
  if (!session) return { sheet: null, metrics: new Map(), goals: Promise.resolve(none) };
  // They come when they are there; a fault is shown in their place.
  const goals = listAgentGoals(params.id);
  goals.catch(() => {});
  const [sheet, catalogue] = await Promise.all([getPerson(params.id), listMetrics()]);
  return { sheet, metrics: new Map(catalogue.metrics.map((it) => [it.id, it])), goals };
};
