/** The one batch of queries the Explore screen asks for. */
import type { Metric, Query } from "$lib/api/types";
import { whereOf } from "./filter";
import type { ExploreState } from "./state";

/** Where each answer of {@link exploreQueries} stands; null where it was not asked for. */
export interface QueryPlan {
  queries: Query[];
  total: number;
  series: number | null;
  groups: number | null;
  groupSeries: number | null;
}

/** The period as one number, over time, by group, and by group over time. */
export function exploreQueries(state: ExploreState, catalogue: readonly Metric[]): QueryPlan {
  const known = state.metrics.filter((id) => catalogue.some((metric) => metric.id === id));
  const shown = [state.shown];
  const over = (metrics: string[], part: Partial<Query>): Query => ({
    metrics,
    params: paramsFor(metrics, state.params, catalogue),
    by: [],
    where: whereOf(state.filters, state.where),
    from: state.from,
    to: state.to,
    grain: "none",
    tz: "site",
    as_of: null,
    compare: null,
    without_events: state.without,
    ...part,
  });
  const compare = state.compare ? "previous" : null;
  const plan: QueryPlan = {
    queries: [over(known, { compare })],
    total: 0,
    series: null,
    groups: null,
    groupSeries: null,
  };
  const ask = (query: Query) => plan.queries.push(query) - 1;
  if (state.grain !== "none") plan.series = ask(over(known, { grain: state.grain }));
  if (state.by.length > 0) {
    plan.groups = ask(over(shown, { by: state.by, compare }));
    if (state.grain !== "none") plan.groupSeries = ask(over(shown, { by: state.by, grain: state.grain }));
  }
  return plan;
}

/** Parameters as `metric.name`, for the metrics that have them: no metric is asked for what it does not know. */
export function paramsFor(
  ids: readonly string[],
  params: Readonly<Record<string, string>>,
  catalogue: readonly Metric[],
): Record<string, string> {
  const named: Record<string, string> = {};
  for (const id of ids) {
    const metric = catalogue.find((candidate) => candidate.id === id);
    for (const { name } of metric?.params ?? []) {
      const value = params[name];
      if (value !== undefined) named[`${id}.${name}`] = value;
    }
  }
  return named;
}
