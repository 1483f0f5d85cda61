import { listMetrics } from "$lib/api/client";
import { getPerson } from "$lib/api/people";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, params }) => {
  const [{ session }] = await Promise.all([parent(), loadWords("people")]);
  if (!session) return { sheet: null, metrics: new Map() };
  const [sheet, catalogue] = await Promise.all([getPerson(params.id), listMetrics()]);
  return { sheet, metrics: new Map(catalogue.metrics.map((it) => [it.id, it])) };
};
