import { listMetrics } from "$lib/api/client";
import { listAgentGoals, type MyGoal } from "$lib/api/goals";
import { getCalendar, getMyDay } from "$lib/api/people";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent }) => {
  const [{ session }] = await Promise.all([parent(), loadWords("people", "goals")]);
  const none: MyGoal[] = [];
  if (!session) return { own: null, calendar: null, metrics: new Map(), goals: Promise.resolve(none) };
  const [own, calendar, catalogue] = await Promise.all([getMyDay(), getCalendar(), listMetrics()]);
  const agent = own.page?.person.agent_id;
  // They come when they are there; a fault is shown in their place.
  const goals = agent === undefined ? Promise.resolve(none) : listAgentGoals(agent);
  goals.catch(() => {});
  return { own, calendar, metrics: new Map(catalogue.metrics.map((it) => [it.id, it])), goals };
};
