import { getAgenda, getToday } from "$lib/api/day";
import { listMetrics } from "$lib/api/client";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, url }) => {
  const { session } = await parent();
  await loadWords("day", "goals", "people");
  const may: readonly string[] = session?.user.may ?? [];
  if (!session) return { today: null, agenda: null, metrics: [], may };
  const day = url.searchParams.get("day") ?? undefined;
  const [today, agenda, catalogue] = await Promise.all([
    getToday(day),
    may.includes("read_goals") ? getAgenda("huddle", day) : null,
    listMetrics(),
  ]);
  return { today, agenda, metrics: catalogue.metrics, may };
};
