import { listMetrics } from "$lib/api/client";
import { listBoards } from "$lib/api/goals";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent }) => {
  await loadWords("goals", "goalwork");
  const { session } = await parent();
  if (!session) return { boards: [], metrics: [], dimensions: [], may: [] as string[] };
  const [boards, catalogue] = await Promise.all([listBoards(), listMetrics()]);
  const { metrics, dimensions } = catalogue;
  return { boards, metrics, dimensions, may: session.user.may };
};
