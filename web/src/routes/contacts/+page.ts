import { redirect } from "@sveltejs/kit";
import { listMetrics, listRows, runQueries } from "$lib/api/client";
import { Problem } from "$lib/api/problem";
import type { Metric, Rows } from "$lib/api/types";
import { contactsHref, contactsRequest, parseContacts, type ContactsState } from "$lib/explore/contacts";
import { addDays, dayOf, presetPeriod } from "$lib/explore/period";
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
  if (!state) redirect(307, newestContacts(dayOf(session.as_of, session.centre.time_zone)));
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

/** All contacts of the newest day and the one before it. */
function newestContacts(today: string): string {
  const { to } = presetPeriod("last-7-days", today);
  return contactsHref({
    metric: "entered",
    params: {},
    where: null,
    from: addDays(to, -2),
    to,
    without: [],
    part: null,
    columns: [],
  });
}
