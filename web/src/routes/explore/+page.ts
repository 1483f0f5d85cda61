import { redirect } from "@sveltejs/kit";
import { listDimensionValues, listEvents, listMetrics, runQueries } from "$lib/api/client";
import { Problem } from "$lib/api/problem";
import type { Catalogue, QueryResult, SpecialEvent } from "$lib/api/types";
import { mainChannel, mixesChannels } from "$lib/explore/channels";
import {
  addDays,
  dayOf,
  daysBetween,
  newestDay,
  periodBefore,
  presetPeriod,
  widerPeriod,
} from "$lib/explore/period";
import { exploreQueries, type QueryPlan } from "$lib/explore/query";
import { isFew, metricRows, type MetricRow } from "$lib/explore/result";
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
  /** The day of the newest facts, from which presets are counted. */
  today: string;
  /** Channels to choose from where a number mixes several whose times do not compare. */
  channels: string[];
  /** The channel that was chosen because nobody had asked for one; null where somebody did. */
  chosen: string | null;
  /** Days shown by default, and how many were too few; null where nothing was widened. */
  widened: { days: number; from: string } | null;
}

/** How often the default period is widened at most: four times as long each time. */
const WIDENINGS_MAX = 2;

export const load: PageLoad = async ({ url, parent }): Promise<{ screen: ExploreScreen | null }> => {
  await loadWords("views");
  const { session } = await parent();
  if (!session?.as_of) return { screen: null };
  const today = newestDay(session.as_of, session.centre.time_zone);
  const newest = dayOf(session.as_of, session.centre.time_zone);
  const asked = parseExplore(url.searchParams);
  if (!asked) redirect(307, await withPeriod(url, today, newest));
  const [catalogue, events] = await Promise.all([listMetrics(), listEvents()]);
  const state = knownMetrics(asked, catalogue);
  const since = session.since ? dayOf(session.since, session.centre.time_zone) : null;
  const compare = state.compare && (since === null || since <= periodBefore(state).from);
  const plan = exploreQueries({ ...state, compare }, catalogue.metrics);
  const mixed = catalogue.metrics.some(
    (metric) => state.metrics.includes(metric.id) && mixesChannels(metric, state),
  );
  const channels = mixed ? await listDimensionValues("channel") : [];
  const screen = {
    state,
    catalogue,
    events,
    plan,
    today,
    channels: channels.length > 1 ? channels : [],
    chosen: chosenChannel(url, state),
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
 * four weeks hold too few observations to judge the shown number, a longer one is; where its numbers are times of
 * several channels, the channel with the most is. The address says both.
 */
async function withPeriod(url: URL, today: string, newest: string): Promise<string> {
  const search = new URLSearchParams(url.searchParams);
  let period = presetPeriod("last-28-days", today);
  const asked = period.from;
  const { metrics } = await listMetrics();
  let rows: MetricRow[] | null = null;
  for (let step = 0; step <= WIDENINGS_MAX; step += 1) {
    if (step > 0) period = widerPeriod(period);
    search.set("from", period.from);
    search.set("to", period.to);
    rows = await shownByChannel(search, metrics);
    if (!isTooFew(rows, search, metrics)) break;
  }
  if (newest > today && rows?.every((row) => row.value === null)) {
    // Everything there is happened in the first hour of its day.
    period = presetPeriod("last-28-days", newest);
    search.set("from", period.from);
    search.set("to", period.to);
  } else if (period.from !== asked) search.set("widened", asked);
  const state = parseExplore(search);
  const mixed = state && metrics.some((it) => state.metrics.includes(it.id) && mixesChannels(it, state));
  const channel = mixed && rows ? mainChannel(rows) : null;
  if (channel !== null) {
    search.append("f", `channel:${channel}`);
    search.set("chosen", channel);
  }
  return `/explore?${search}`;
}

/** The shown number of an address by channel; null where it cannot be had: the screen will say why. */
async function shownByChannel(
  search: URLSearchParams,
  metrics: Catalogue["metrics"],
): Promise<MetricRow[] | null> {
  const state = parseExplore(search);
  if (!state || !metrics.some((metric) => metric.id === state.shown)) return null;
  const question: ExploreState = { ...state, metrics: [state.shown], grain: "none", compare: false };
  const ask = async (by: string[]) => {
    const plan = exploreQueries({ ...question, by }, metrics);
    const place = plan.groups ?? plan.total;
    const results = await runQueries(plan.queries.slice(place, place + 1));
    return results[0] ? metricRows(results[0], by) : null;
  };
  try {
    return await ask(["channel"]);
  } catch {
    // Not every fact has a channel: then there is none to choose.
    return ask([]).catch(() => null);
  }
}

/** Whether the shown number stands on too few observations; a question that failed is left to the screen. */
function isTooFew(rows: MetricRow[] | null, search: URLSearchParams, metrics: Catalogue["metrics"]): boolean {
  const shown = metrics.find((metric) => metric.id === parseExplore(search)?.shown);
  if (rows === null || !shown) return false;
  const known = rows.filter((row) => row.value !== null);
  return known.length === 0 || isFew({ n: sumOf(known) }, shown.n_min);
}

/** Observations of all groups together; null where a group does not say. */
function sumOf(rows: MetricRow[]): number | null {
  return rows.some((row) => row.n === null) ? null : rows.reduce((sum, row) => sum + (row.n ?? 0), 0);
}

/** The channel an address says was chosen for the reader. */
function chosenChannel(url: URL, state: ExploreState): string | null {
  const channel = url.searchParams.get("chosen");
  const filter = state.filters.find(({ dimension, exclude }) => dimension === "channel" && !exclude);
  return channel !== null && filter?.values.length === 1 && filter.values[0] === channel ? channel : null;
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
