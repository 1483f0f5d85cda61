import { listMetrics } from "$lib/api/client";
import { getPerson } from "$lib/api/people";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, params, url }) => {
  const [{ session }] = await Promise.all([parent(), loadWords("people")]);
  if (!session) return { sheet: null, meeting: null, metrics: new Map() };
  const [sheet, catalogue] = await Promise.all([getPerson(params.id), listMetrics()]);
  const asked = url.searchParams.get("id");
  const meeting =
    sheet.one_on_ones.find((it) => it.id === asked) ??
    sheet.one_on_ones.find((it) => it.state === "planned") ??
    sheet.one_on_ones.at(-1) ??
    null;
  return { sheet, meeting, metrics: new Map(catalogue.metrics.map((it) => [it.id, it])) };
};
