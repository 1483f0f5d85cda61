/** What the Explore screen shows, all of it in the address: a link is the view. */
import type { Grain } from "$lib/api/types";
import { filtersFromAddress, filterToAddress, type Filter } from "./filter";
import { defaultGrain } from "./period";

export interface ExploreState {
  /** Metrics of the number strip, one to five. */
  metrics: string[];
  /** The one of them that verdict, chart and groups are about. */
  shown: string;
  by: string[];
  filters: Filter[];
  /** A free expression beside the filters. */
  where: string;
  /** First day, inclusive. */
  from: string;
  /** Last day, exclusive. */
  to: string;
  grain: Grain;
  compare: boolean;
  /** Special events left out. */
  without: string[];
  /** Parameters by name, for every metric that has them. */
  params: Record<string, string>;
  view: "chart" | "table";
  /** Order of the groups: a column, falling where it begins with a minus. */
  sort: string;
}

/** The numbers a visitor sees first: access, loss, speed, handling, volume. */
export const FIRST_METRICS = ["sl.answered_over_offered", "abandon.offered", "asa", "aht", "offered"];

export const METRICS_MAX = 5;

const GRAINS: Grain[] = ["none", "15m", "30m", "hour", "day", "week", "month", "quarter", "year"];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The state an address holds; null where it names no period (the caller adds one). */
export function parseExplore(search: URLSearchParams): ExploreState | null {
  const [from, to] = [search.get("from") ?? "", search.get("to") ?? ""];
  if (!DAY.test(from) || !DAY.test(to) || from >= to) return null;
  const named = [...new Set(search.getAll("m"))].slice(0, METRICS_MAX);
  const metrics = named.length > 0 ? named : FIRST_METRICS;
  const shown = search.get("show") ?? "";
  const grain = search.get("grain") as Grain | null;
  return {
    metrics,
    shown: metrics.includes(shown) ? shown : (metrics[0] ?? ""),
    by: [...new Set(search.getAll("by"))].slice(0, 2),
    filters: filtersFromAddress(search.getAll("f")),
    where: search.get("where") ?? "",
    from,
    to,
    grain: grain !== null && GRAINS.includes(grain) ? grain : defaultGrain({ from, to }),
    compare: search.get("compare") !== "none",
    without: search.getAll("without"),
    params: paramsOf(search),
    view: search.get("view") === "table" ? "table" : "chart",
    sort: search.get("sort") ?? "-value",
  };
}

/** The address of a state, without what is its default. */
export function exploreSearch(state: ExploreState): URLSearchParams {
  const search = new URLSearchParams();
  for (const metric of state.metrics) search.append("m", metric);
  if (state.shown !== state.metrics[0]) search.set("show", state.shown);
  for (const dimension of state.by) search.append("by", dimension);
  for (const entry of filterToAddress(state.filters)) search.append("f", entry);
  if (state.where.trim() !== "") search.set("where", state.where.trim());
  search.set("from", state.from);
  search.set("to", state.to);
  if (state.grain !== defaultGrain(state)) search.set("grain", state.grain);
  if (!state.compare) search.set("compare", "none");
  for (const event of state.without) search.append("without", event);
  for (const [name, value] of Object.entries(state.params)) search.set(`p.${name}`, value);
  if (state.view === "table") search.set("view", "table");
  if (state.sort !== "-value") search.set("sort", state.sort);
  return search;
}

/** The address of the screen in a state. */
export function exploreHref(state: ExploreState): string {
  return `/explore?${exploreSearch(state)}`;
}

/** The state with `metric` shown, put beside the others or, where there is no room, in place of the shown one. */
export function withMetric(state: ExploreState, metric: string): ExploreState {
  if (state.metrics.includes(metric)) return { ...state, shown: metric };
  const metrics =
    state.metrics.length < METRICS_MAX
      ? [...state.metrics, metric]
      : state.metrics.map((id) => (id === state.shown ? metric : id));
  return { ...state, metrics, shown: metric };
}

/** The state without `metric`; the last one stays. */
export function withoutMetric(state: ExploreState, metric: string): ExploreState {
  const metrics = state.metrics.filter((id) => id !== metric);
  const [first] = metrics;
  if (first === undefined) return state;
  return { ...state, metrics, shown: state.shown === metric ? first : state.shown };
}

/** Parameters of an address, `p.NAME=VALUE`. */
export function paramsOf(search: URLSearchParams): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [key, value] of search) {
    if (key.startsWith("p.") && value !== "") params[key.slice(2)] = value;
  }
  return params;
}
