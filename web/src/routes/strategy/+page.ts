import { getStrategy } from "$lib/api/day";
import { listGoals, listPurposes } from "$lib/api/goals";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent }) => {
  const { session } = await parent();
  await loadWords("day", "goals");
  const may: string[] = session?.user.may ?? [];
  if (!session) return { strategy: null, purposes: [], goals: [], may };
  const [strategy, purposes, goals] = await Promise.all([getStrategy(), listPurposes(), listGoals()]);
  return { strategy, purposes, goals, may };
};
