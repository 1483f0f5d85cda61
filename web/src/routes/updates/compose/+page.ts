import { getToday, getUpdate, listUpdates } from "$lib/api/day";
import { listMetrics } from "$lib/api/client";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

/** The day after a day written `YYYY-MM-DD`: it is the one whose "yesterday" is reported. */
function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

export const load: PageLoad = async ({ parent, url }) => {
  const { session } = await parent();
  await loadWords("day");
  if (!session) return { today: null, draft: null, recipients: {}, metrics: [] };
  const id = url.searchParams.get("id");
  const draft = id === null ? null : await getUpdate(id);
  const day = draft?.day ?? url.searchParams.get("day");
  const [today, updates, catalogue] = await Promise.all([
    getToday(day && /^\d{4}-\d\d-\d\d$/.test(day) ? dayAfter(day) : undefined),
    listUpdates(),
    listMetrics(),
  ]);
  // Whoever got the last one is proposed for this one.
  const recipients: Record<string, string[]> = {};
  for (const letter of updates[0]?.letters ?? []) recipients[letter.audience] ??= letter.recipients;
  return { today, draft, recipients, metrics: catalogue.metrics };
};
