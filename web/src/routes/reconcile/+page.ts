import { listReconcilable, reconcile } from "$lib/api/data-care";
import { listMetrics } from "$lib/api/client";
import { answeredOr } from "$lib/api/problem";
import type { Metric, Reconcilable, Reconciliation } from "$lib/api/types";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

interface ReconcileScreen {
  sources: Reconcilable;
  asked: { reports: string; contacts: string; from: string; to: string; byQueue: boolean };
  metrics: Metric[];
  /** Every definition there is is tried on every day: the page shows it when it comes. */
  outcome: ReturnType<typeof answeredOr<Reconciliation | null>>;
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
  const { reports, contacts } = asked;
  const question =
    reports === "" || contacts === ""
      ? Promise.resolve(null)
      : reconcile({
          reports,
          contacts,
          from: asked.from || null,
          to: asked.to || null,
          by_queue: asked.byQueue,
          tz: "site",
        });
  const outcome = answeredOr<Reconciliation | null>(question);
  return { screen: { sources, asked, metrics, outcome } };
};
