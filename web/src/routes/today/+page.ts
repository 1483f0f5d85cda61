import { getAgenda, getToday } from "$lib/api/day";
import { listMetrics } from "$lib/api/client";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, url }) => {
  const { session } = await parent();
  await loadWords("day");
  if (!session) return { today: null, agenda: null, metrics: [] };
  const day = url.searchParams.get("day") ?? undefined;
  const [today, agenda, catalogue] = await Promise.all([
    getToday(day),
    getAgenda("huddle", day),
    listMetrics(),
  ]);
  return { today, agenda, metrics: catalogue.metrics };
};
