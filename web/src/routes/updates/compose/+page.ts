import { getToday, getUpdate, listUpdates } from "$lib/api/day";
import { listMetrics } from "$lib/api/client";
import { getGoalReport } from "$lib/api/goals";
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
  await loadWords("day", "goals", "goalwork");
  const none = { today: null, report: null, draft: null, recipients: {}, metrics: [], sendsMail: false };
  const timeZone = session?.centre.time_zone ?? "UTC";
  // Who may not keep an update is told so before a word is written.
  const mayWrite = session?.user.may?.includes("coach") ?? false;
  if (!session || !mayWrite) return { ...none, timeZone, mayWrite };
  const id = url.searchParams.get("id");
  const draft = id === null ? null : await getUpdate(id);
  const asked = url.searchParams.get("month");
  const month =
    draft?.kind === "monthly" ? draft.day.slice(0, 7) : /^\d{4}-\d\d$/.test(asked ?? "") ? asked : null;
  const day = draft?.day ?? url.searchParams.get("day");
  const [today, report, updates, catalogue] = await Promise.all([
    month !== null ? null : getToday(day && /^\d{4}-\d\d-\d\d$/.test(day) ? dayAfter(day) : undefined),
    month === null ? null : getGoalReport(month),
    listUpdates(),
    listMetrics(),
  ]);
  // Whoever got the last one is proposed for this one.
  const recipients: Record<string, string[]> = {};
  const last = updates.find((update) => (update.kind === "monthly") === (month !== null)) ?? updates[0];
  for (const letter of last?.letters ?? []) recipients[letter.audience] ??= letter.recipients;
  const sendsMail = session.centre.sends_mail;
  return { today, report, draft, recipients, metrics: catalogue.metrics, sendsMail, timeZone, mayWrite };
};
