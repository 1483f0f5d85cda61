import { listMetrics } from "$lib/api/client";
import { getCalendar, getMyDay } from "$lib/api/people";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent }) => {
  const [{ session }] = await Promise.all([parent(), loadWords("people")]);
  if (!session) return { own: null, calendar: null, metrics: new Map() };
  const [own, calendar, catalogue] = await Promise.all([getMyDay(), getCalendar(), listMetrics()]);
  return { own, calendar, metrics: new Map(catalogue.metrics.map((it) => [it.id, it])) };
};
