import { redirect } from "@sveltejs/kit";
import { listMetrics, listRows, runQueries } from "$lib/api/client";
import { Problem } from "$lib/api/problem";
import type { Metric, Rows } from "$lib/api/types";
import { contactsHref, contactsRequest, parseContacts, type ContactsState } from "$lib/explore/contacts";
import { addDays, newestDay, presetPeriod } from "$lib/explore/period";
import { metricRows, type MetricRow } from "$lib/explore/result";
import type { PageLoad } from "./$types";

export interface ContactsScreen {
  state: ContactsState;
  metrics: Metric[];
  metric: Metric | null;
  /** The number itself; undefined where it could not be had. */
  number: MetricRow | undefined;
  rows: Rows | null;
  problem: Problem | null;
}

/** Rows of one page. */
export const PAGE_LIMIT = 100;

export const load: PageLoad = async ({ url, parent }): Promise<{ screen: ContactsScreen | null }> => {
  const { session } = await parent();
  if (!session?.as_of) return { screen: null };
  const state = parseContacts(url.searchParams);
  if (!state) redirect(307, await newestContacts(newestDay(session.as_of, session.centre.time_zone)));
  const { metrics } = await listMetrics();
  const metric = metrics.find((candidate) => candidate.id === state.metric) ?? null;
  if (!metric) {
    const problem = new Problem("unknown-metric", 404, state.metric);
    return { screen: { state, metrics, metric, number: undefined, rows: null, problem } };
  }
  const {
    cursor: _cursor,
    limit: _limit,
    part: _part,
    ...query
  } = contactsRequest(state, metrics, {
    limit: PAGE_LIMIT,
    cursor: null,
  });
  try {
    const [results, rows] = await Promise.all([
      runQueries([query]),
      listRows(contactsRequest(state, metrics, { limit: PAGE_LIMIT, cursor: null })),
    ]);
    const number = results[0] ? metricRows(results[0], [])[0] : undefined;
    return { screen: { state, metrics, metric, number, rows, problem: null } };
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return { screen: { state, metrics, metric, number: undefined, rows: null, problem } };
  }
};

/** All contacts of the newest day and the one before it; of four weeks where those two have none. */
async function newestContacts(today: string): Promise<string> {
  const state = (from: string, to: string): ContactsState => ({
    metric: "entered",
    params: {},
    where: null,
    from,
    to,
    without: [],
    part: null,
    columns: [],
  });
  const { from, to } = presetPeriod("last-28-days", today);
  const newest = state(addDays(to, -2), to);
  const { metrics } = await listMetrics();
  const request = contactsRequest(newest, metrics, { limit: 1, cursor: null });
  // A question that fails is left to the screen, which says why.
  const rows = await listRows(request).catch(() => null);
  return contactsHref(rows?.total === 0 ? state(from, to) : newest);
}
