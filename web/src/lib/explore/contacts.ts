/** The way from a number to the contacts behind it: the same query, narrowed to the number's group and period. */
import type { Metric, RowsRequest } from "$lib/api/types";
import { isValue, narrow, whereOf } from "./filter";
import { addDays, dayOf } from "./period";
import { paramsFor } from "./query";
import type { MetricRow } from "./result";
import { paramsOf, type ExploreState } from "./state";

export type Part = "numerator" | "denominator";

/** What the contacts screen is about. */
export interface ContactsState {
  metric: string;
  params: Record<string, string>;
  where: string | null;
  /** Instants or days, inclusive and exclusive. */
  from: string;
  to: string;
  without: string[];
  part: Part | null;
  /** Columns chosen; empty for the screen's own choice. */
  columns: string[];
}

/** The address of the contacts behind one row of a result. */
export function contactsBehind(
  state: ExploreState,
  row: Pick<MetricRow, "metric" | "group" | "periodStart" | "periodEnd">,
): string {
  const wholePeriod = row.periodStart === "" || row.periodEnd === "";
  return contactsHref({
    metric: row.metric,
    params: state.params,
    where: narrow(
      whereOf(state.filters, state.where),
      row.group.map((value, index) => isValue(state.by[index] ?? "", value)),
    ),
    from: wholePeriod ? state.from : row.periodStart,
    to: wholePeriod ? state.to : row.periodEnd,
    without: state.without,
    part: null,
    columns: [],
  });
}

/** The way back: the metric over the days that hold the contacts, narrowed as they are. */
export function exploreBehind(state: ContactsState, timeZone: string): string {
  const isDay = (when: string) => /^\d{4}-\d{2}-\d{2}$/.test(when);
  const last = () => dayOf(new Date(Date.parse(state.to) - 1).toISOString(), timeZone);
  const search = new URLSearchParams({ m: state.metric });
  if (state.where !== null) search.set("where", state.where);
  search.set("from", isDay(state.from) ? state.from : dayOf(state.from, timeZone));
  search.set("to", isDay(state.to) ? state.to : addDays(last(), 1));
  for (const event of state.without) search.append("without", event);
  for (const [name, value] of Object.entries(state.params)) search.set(`p.${name}`, value);
  return `/explore?${search}`;
}

export function contactsHref(state: ContactsState): string {
  const search = new URLSearchParams({ m: state.metric });
  for (const [name, value] of Object.entries(state.params)) search.set(`p.${name}`, value);
  if (state.where !== null) search.set("where", state.where);
  search.set("from", state.from);
  search.set("to", state.to);
  for (const event of state.without) search.append("without", event);
  if (state.part !== null) search.set("part", state.part);
  for (const column of state.columns) search.append("col", column);
  return `/contacts?${search}`;
}

/** The state an address holds; null where it names no metric or no period. */
export function parseContacts(search: URLSearchParams): ContactsState | null {
  const [metric, from, to] = [search.get("m"), search.get("from"), search.get("to")];
  if (!metric || !from || !to) return null;
  const part = search.get("part");
  return {
    metric,
    params: paramsOf(search),
    where: search.get("where") || null,
    from,
    to,
    without: search.getAll("without"),
    part: part === "numerator" || part === "denominator" ? part : null,
    columns: search.getAll("col"),
  };
}

/** What to ask the server for. */
export function contactsRequest(
  state: ContactsState,
  catalogue: readonly Metric[],
  page: { limit: number; cursor: string | null },
): RowsRequest {
  return {
    metrics: [state.metric],
    params: paramsFor([state.metric], state.params, catalogue),
    by: [],
    where: state.where,
    from: state.from,
    to: state.to,
    grain: "none",
    tz: "site",
    as_of: null,
    compare: null,
    without_events: state.without,
    part: state.part,
    ...page,
  };
}
