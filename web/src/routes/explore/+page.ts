import { redirect } from "@sveltejs/kit";
import { listDimensionValues, listEvents, listMetrics, runQueries } from "$lib/api/client";
import { Problem } from "$lib/api/problem";
import type { Catalogue, QueryResult, SpecialEvent } from "$lib/api/types";
import { mixesChannels } from "$lib/explore/channels";
import { addDays, dayOf, daysBetween, presetPeriod, widerPeriod } from "$lib/explore/period";
import { exploreQueries, type QueryPlan } from "$lib/explore/query";
import { isFew, metricRows } from "$lib/explore/result";
import { parseExplore, type ExploreState } from "$lib/explore/state";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export interface ExploreScreen {
  state: ExploreState;
  catalogue: Catalogue;
  events: SpecialEvent[];
  plan: QueryPlan;
  results: QueryResult[];
  /** Why there are no results; the query stays, so that it can be mended. */
  problem: Problem | null;
  /** The day of the newest fact, from which presets are counted. */
  today: string;
  /** Channels to choose from where the shown number mixes several whose times do not compare. */
  channels: string[];
  /** Days shown by default, and how many were too few; null where nothing was widened. */
  widened: { days: number; from: string } | null;
}

/** How often the default period is widened at most: four times as long each time. */
const WIDENINGS_MAX = 2;

export const load: PageLoad = async ({ url, parent }): Promise<{ screen: ExploreScreen | null }> => {
  await loadWords("views");
  const { session } = await parent();
  if (!session?.as_of) return { screen: null };
  const today = dayOf(session.as_of, session.centre.time_zone);
  const asked = parseExplore(url.searchParams);
  if (!asked) redirect(307, await withPeriod(url, today));
  const [catalogue, events] = await Promise.all([listMetrics(), listEvents()]);
  const state = knownMetrics(asked, catalogue);
  const plan = exploreQueries(state, catalogue.metrics);
  const shown = catalogue.metrics.find((metric) => metric.id === state.shown);
  const channels = shown && mixesChannels(shown, state) ? await listDimensionValues("channel") : [];
  const screen = {
    state,
    catalogue,
    events,
    plan,
    today,
    channels: channels.length > 1 ? channels : [],
    widened: widenedFrom(url, state),
  };
  if (!state.metrics.some((id) => catalogue.metrics.some((metric) => metric.id === id))) {
    const problem = new Problem("unknown-metric", 404, state.metrics.join(", "));
    return { screen: { ...screen, results: [], problem } };
  }
  try {
    return { screen: { ...screen, results: await runQueries(plan.queries), problem: null } };
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return { screen: { ...screen, results: [], problem } };
  }
};

/**
 * An absolute period is put into an address without one: a link sent today must show the same tomorrow. Where the last
 * four weeks hold too few observations to judge the shown number, a longer one is, and the address says so.
 */
async function withPeriod(url: URL, today: string): Promise<string> {
  const search = new URLSearchParams(url.searchParams);
  let period = presetPeriod("last-28-days", today);
  const asked = period.from;
  const { metrics } = await listMetrics();
  for (let step = 0; step < WIDENINGS_MAX; step += 1) {
    search.set("from", period.from);
    search.set("to", period.to);
    if (!(await isTooFew(search, metrics))) break;
    period = widerPeriod(period);
  }
  search.set("from", period.from);
  search.set("to", period.to);
  if (period.from !== asked) search.set("widened", asked);
  return `/explore?${search}`;
}

/** Whether the shown number of an address stands on too few observations; a question that fails is left to the screen. */
async function isTooFew(search: URLSearchParams, metrics: Catalogue["metrics"]): Promise<boolean> {
  const state = parseExplore(search);
  const shown = metrics.find((metric) => metric.id === state?.shown);
  if (!state || !shown) return false;
  try {
    const plan = exploreQueries({ ...state, grain: "none", by: [], compare: false }, metrics);
    const [total] = await runQueries(plan.queries);
    const row = total && metricRows(total, []).find((candidate) => candidate.metric === shown.id);
    return row === undefined || row.value === null || isFew(row, shown.n_min);
  } catch {
    return false;
  }
}

/** What an address says of its period having been widened. */
function widenedFrom(url: URL, state: ExploreState): ExploreScreen["widened"] {
  const from = url.searchParams.get("widened");
  if (
    from === null ||
    !/^\d{4}-\d{2}-\d{2}$/.test(from) ||
    from <= state.from ||
    from >= addDays(state.to, 0)
  )
    return null;
  return { days: daysBetween(state.from, state.to), from };
}

/** The state without metrics this server does not have; all unknown are kept, to be named in the problem. */
function knownMetrics(state: ExploreState, catalogue: Catalogue): ExploreState {
  const metrics = state.metrics.filter((id) => catalogue.metrics.some((metric) => metric.id === id));
  const [first] = metrics;
  if (first === undefined) return state;
  return { ...state, metrics, shown: metrics.includes(state.shown) ? state.shown : first };
}
