import { getIntraday, type Intraday } from "$lib/api/forecast";
import { answeredOr, type Problem } from "$lib/api/problem";
import { formOf, questionOf } from "$lib/components/forecast/intraday";
import { instantOf } from "$lib/format/time";
import { planningQueues } from "$lib/planning/queues";
import { addDays } from "$lib/explore/period";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, url }) => {
  await loadWords("planning", "capacity");
  const { session } = await parent();
  const zone = session?.centre.time_zone ?? "UTC";
  const newest = new Date(session?.as_of ?? Date.now());
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(newest);
  const form = formOf(url.searchParams, today);
  const nothing = { intraday: null as Intraday | null, refused: null as Problem | null };
  if (!session?.as_of) return { form, today, queues: [] as string[], ...nothing };
  const { queues, first } = await planningQueues(session.as_of);
  form.staffing.queue ||= first;
  const ask = (): Promise<{ answer: Intraday | null; refused: Problem | null }> =>
    answeredOr(getIntraday(questionOf(form, zone)));
  let { answer: intraday, refused } = queues.length > 0 ? await ask() : { answer: null, refused: null };
  // Nobody chose a day, and of today nothing is known: the newest day something came is shown.
  for (let back = 0; back < 7 && !url.searchParams.has("from") && intraday && !intraday.came; back++) {
    const begins = Date.parse(instantOf(form.staffing.from, "00:00", zone));
    if (intraday.slots.length > 0 && begins < Date.parse(intraday.at)) break;
    form.staffing.from = addDays(form.staffing.from, -1);
    ({ answer: intraday, refused } = await ask());
  }
  return { form, today, queues, intraday, refused };
};
