import { redirect } from "@sveltejs/kit";
import { listEvents, listMetrics, runQueries } from "$lib/api/client";
import { Problem } from "$lib/api/problem";
import type { Catalogue, QueryResult, SpecialEvent } from "$lib/api/types";
import { dayOf, presetPeriod } from "$lib/explore/period";
import { exploreQueries, type QueryPlan } from "$lib/explore/query";
import { parseExplore, type ExploreState } from "$lib/explore/state";
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
}

export const load: PageLoad = async ({ url, parent }): Promise<{ screen: ExploreScreen | null }> => {
  const { session } = await parent();
  if (!session?.as_of) return { screen: null };
  const today = dayOf(session.as_of, session.centre.time_zone);
  const asked = parseExplore(url.searchParams);
  if (!asked) redirect(307, withPeriod(url, today));
  const [catalogue, events] = await Promise.all([listMetrics(), listEvents()]);
  const state = knownMetrics(asked, catalogue);
  const plan = exploreQueries(state, catalogue.metrics);
  const screen = { state, catalogue, events, plan, today };
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

/** An absolute period is put into an address without one: a link sent today must show the same tomorrow. */
function withPeriod(url: URL, today: string): string {
  const search = new URLSearchParams(url.searchParams);
  const { from, to } = presetPeriod("last-28-days", today);
  search.set("from", from);
  search.set("to", to);
  return `/explore?${search}`;
}

/** The state without metrics this server does not have; all unknown are kept, to be named in the problem. */
function knownMetrics(state: ExploreState, catalogue: Catalogue): ExploreState {
  const metrics = state.metrics.filter((id) => catalogue.metrics.some((metric) => metric.id === id));
  const [first] = metrics;
  if (first === undefined) return state;
  return { ...state, metrics, shown: metrics.includes(state.shown) ? state.shown : first };
}
