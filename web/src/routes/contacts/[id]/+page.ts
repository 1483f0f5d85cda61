import { getContact } from "$lib/api/data-care";
import { listMetrics } from "$lib/api/client";
import { Problem } from "$lib/api/problem";
import type { Contact, Metric } from "$lib/api/types";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

interface ContactScreen {
  contact: Contact | null;
  metrics: Metric[];
  problem: Problem | null;
}

export const load: PageLoad = async ({ params, url, parent, depends }): Promise<ContactScreen> => {
  depends("pharos:contact");
  await loadWords("facts", "contact");
  const { session } = await parent();
  if (!session) return { contact: null, metrics: [], problem: null };
  try {
    const [contact, { metrics }] = await Promise.all([
      getContact(params.id, url.searchParams.get("source")),
      listMetrics(),
    ]);
    return { contact, metrics, problem: null };
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return { contact: null, metrics: [], problem };
  }
};
