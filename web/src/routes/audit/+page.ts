import { listMetrics } from "$lib/api/client";
import { listAudit, listUsers, type AuditQuery } from "$lib/api/identity";
import type { Metric } from "$lib/api/types";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

/** Records of one page. */
const LIMIT = 100;

export const load: PageLoad = async ({ parent, url }) => {
  await loadWords("audit", "contact", "goals", "users");
  const query: AuditQuery = { limit: LIMIT };
  for (const name of ["actor", "action", "object_kind", "from", "to"] as const) {
    const value = url.searchParams.get(name);
    if (value) query[name] = value;
  }
  const before = Number(url.searchParams.get("before"));
  if (before > 0) query.before = before;
  const { session } = await parent();
  if (!session?.user.may.includes("read_audit"))
    return { query, page: null, users: [], metrics: [] as Metric[] };
  const [page, users, { metrics }] = await Promise.all([listAudit(query), listUsers(), listMetrics()]);
  return { query, page, users, metrics };
};
