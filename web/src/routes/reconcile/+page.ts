import { listReconcilable, reconcile } from "$lib/api/data-care";
import { listMetrics } from "$lib/api/client";
import { Problem } from "$lib/api/problem";
import type { Metric, Reconcilable, Reconciliation } from "$lib/api/types";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

interface ReconcileScreen {
  sources: Reconcilable;
  asked: { reports: string; contacts: string; from: string; to: string; byQueue: boolean };
  metrics: Metric[];
  found: Reconciliation | null;
  problem: Problem | null;
}

export const load: PageLoad = async ({ parent, url }): Promise<{ screen: ReconcileScreen | null }> => {
  await loadWords("reconcile");
  const { session } = await parent();
  if (!session) return { screen: null };
  const [sources, { metrics }] = await Promise.all([listReconcilable(), listMetrics()]);
  const search = url.searchParams;
  const asked = {
    reports: search.get("reports") ?? sources.reports[0] ?? "",
    contacts:
      search.get("contacts") ??
      sources.contacts.find((name) => name !== sources.reports[0]) ??
      sources.contacts[0] ??
      "",
    from: search.get("from") ?? "",
    to: search.get("to") ?? "",
    byQueue: search.get("by") === "queue",
  };
  const screen = { sources, asked, metrics, found: null, problem: null };
  if (asked.reports === "" || asked.contacts === "") return { screen };
  try {
    const found = await reconcile({
      reports: asked.reports,
      contacts: asked.contacts,
      from: asked.from || null,
      to: asked.to || null,
      by_queue: asked.byQueue,
      tz: "site",
    });
    return { screen: { ...screen, found } };
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return { screen: { ...screen, problem } };
  }
};
