import { getAgenda, getToday, MEETINGS } from "$lib/api/day";
import { listMetrics } from "$lib/api/client";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, url }) => {
  const { session } = await parent();
  await loadWords("day");
  const named = url.searchParams.get("meeting") ?? "";
  const meeting = MEETINGS.find((known) => known === named) ?? MEETINGS[0];
  if (!session) return { meeting, agenda: null, today: null, metrics: [] };
  const [agenda, today, catalogue] = await Promise.all([getAgenda(meeting), getToday(), listMetrics()]);
  return { meeting, agenda, today, metrics: catalogue.metrics };
};
