import { getAgenda, MEETINGS } from "$lib/api/day";
import { listMetrics } from "$lib/api/client";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, url }) => {
  const { session } = await parent();
  await loadWords("day", "goals");
  const named = url.searchParams.get("meeting") ?? "";
  const meeting = MEETINGS.find((known) => known === named) ?? MEETINGS[0];
  const may: readonly string[] = session?.user.may ?? [];
  if (!session) return { meeting, agenda: null, metrics: [], may };
  const [agenda, catalogue] = await Promise.all([getAgenda(meeting), listMetrics()]);
  return { meeting, agenda, metrics: catalogue.metrics, may };
};
