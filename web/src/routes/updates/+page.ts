import { listUpdates } from "$lib/api/day";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent }) => {
  const { session } = await parent();
  await loadWords("day");
  return {
    updates: session ? await listUpdates() : [],
    timeZone: session?.centre.time_zone ?? "UTC",
    mayWrite: session?.user.may?.includes("coach") ?? false,
  };
};
