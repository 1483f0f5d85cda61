import { getAgenda, getToday, type Agenda } from "$lib/api/day";
import { listMetrics } from "$lib/api/client";
import { answeredOr } from "$lib/api/problem";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, url }) => {
  const { session } = await parent();
  await loadWords("day", "goals", "people");
  const may: readonly string[] = session?.user.may ?? [];
  if (!session) return { today: null, agenda: answeredOr(Promise.resolve(null)), metrics: [], may };
  const day = url.searchParams.get("day") ?? undefined;
  // The day stands before the huddle's facts are gathered.
  const agenda = answeredOr<Agenda | null>(
    may.includes("read_goals") ? getAgenda("huddle", day) : Promise.resolve(null),
  );
  const [today, catalogue] = await Promise.all([getToday(day), listMetrics()]);
  return { today, agenda, metrics: catalogue.metrics, may };
};
