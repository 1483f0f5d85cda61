import { listDimensionValues } from "$lib/api/client";
import { getIntraday, type Intraday } from "$lib/api/forecast";
import { formOf, questionOf } from "$lib/components/forecast/intraday";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, url }) => {
  await loadWords("planning", "capacity");
  const { session } = await parent();
  const zone = session?.centre.time_zone ?? "UTC";
  const newest = new Date(session?.as_of ?? Date.now());
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(newest);
  const form = formOf(url.searchParams, today);
  if (!session?.as_of) return { form, today, queues: [] as string[], intraday: null as Intraday | null };
  const queues = await listDimensionValues("queue", "");
  if (!form.staffing.queue && queues[0]) form.staffing.queue = queues[0];
  const intraday = queues.length > 0 ? await getIntraday(questionOf(form, zone)) : null;
  return { form, today, queues, intraday };
};
