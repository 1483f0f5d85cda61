import { listForecasts, type ForecastLine } from "$lib/api/forecast";
import { computeStaffing, listScenarios, type KeptScenario, type Staffing } from "$lib/api/planning";
import { answeredOr, type Problem } from "$lib/api/problem";
import { planningQueues } from "$lib/planning/queues";
import { firstDayAhead, formOf, questionOf } from "$lib/components/planning/staffing";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, url }) => {
  await loadWords("capacity");
  const { session } = await parent();
  const now = new Date();
  const today = now.toISOString().slice(0, 10);
  const firstDay = session?.as_of ? firstDayAhead(session.as_of, session.centre.time_zone, now) : today;
  const form = formOf(url.searchParams, firstDay);
  if (!session) {
    return {
      form,
      queues: [] as string[],
      staffing: null as Staffing | null,
      refused: null as Problem | null,
      kept: [] as KeptScenario[],
      published: [] as ForecastLine[],
    };
  }
  const { queues, first } = await planningQueues(session.as_of ?? today);
  form.queue ||= first;
  const [{ answer: staffing, refused }, kept, published] = await Promise.all([
    answeredOr<Staffing | null>(
      queues.length > 0 ? computeStaffing(questionOf(form)) : Promise.resolve(null),
    ),
    listScenarios(),
    listForecasts(form.queue || null, null),
  ]);
  return { form, queues, staffing, refused, kept, published };
};
