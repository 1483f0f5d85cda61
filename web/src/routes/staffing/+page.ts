import { listForecasts, type ForecastLine } from "$lib/api/forecast";
import { computeStaffing, listScenarios, type KeptScenario, type Staffing } from "$lib/api/planning";
import { planningQueues } from "$lib/planning/queues";
import { formOf, questionOf } from "$lib/components/planning/staffing";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, url }) => {
  await loadWords("capacity");
  const { session } = await parent();
  const today = (session?.as_of ?? new Date().toISOString()).slice(0, 10);
  const form = formOf(url.searchParams, today);
  if (!session) {
    return {
      form,
      queues: [] as string[],
      staffing: null as Staffing | null,
      kept: [] as KeptScenario[],
      published: [] as ForecastLine[],
    };
  }
  const { queues, first } = await planningQueues(session.as_of ?? today);
  form.queue ||= first;
  const [staffing, kept, published] = await Promise.all([
    queues.length > 0 ? computeStaffing(questionOf(form)) : Promise.resolve(null),
    listScenarios(),
    listForecasts(form.queue || null, null),
  ]);
  return { form, queues, staffing, kept, published };
};
