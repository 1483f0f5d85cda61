import { listDimensionValues } from "$lib/api/client";
import {
  getPlanningSettings,
  listForecasts,
  runForecast,
  type Forecast,
  type ForecastLine,
  type PlanningSettings,
} from "$lib/api/forecast";
import { answeredOr, type Problem } from "$lib/api/problem";
import { formOf, questionOf } from "$lib/components/forecast/forecast";
import { planningQueues } from "$lib/planning/queues";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, url }) => {
  await loadWords("planning");
  const { session } = await parent();
  const form = formOf(url.searchParams);
  const nothing = {
    form,
    queues: [] as string[],
    channels: [] as string[],
    forecast: null as Forecast | null,
    refused: null as Problem | null,
    published: [] as ForecastLine[],
    settings: null as PlanningSettings | null,
  };
  if (!session?.as_of) return nothing;
  const [{ queues, first }, channels] = await Promise.all([
    planningQueues(session.as_of),
    listDimensionValues("channel", ""),
  ]);
  if (queues.length === 0) return nothing;
  // All queues together are asked for by `queue=` alone.
  if (!url.searchParams.has("queue")) form.queue = first;
  const [{ answer: forecast, refused }, published, settings] = await Promise.all([
    answeredOr(runForecast(questionOf(form))),
    listForecasts(form.queue || null, form.channel || null),
    getPlanningSettings(),
  ]);
  return { form, queues, channels, forecast, refused, published, settings };
};
